//! The commands shown beside the text field, with what each does.

use crate::words::Words;

fn named<const N: usize>(commands: [(&str, String); N]) -> Vec<(String, String)> {
    commands.map(|(command, does)| (command.to_owned(), does)).into()
}

pub fn customer(w: Words) -> Vec<(String, String)> {
    named([
        ("start", w.command_start()),
        ("katalog", w.command_katalog()),
        ("keranjang", w.command_keranjang()),
        ("pesanan", w.command_pesanan()),
        ("bantuan", w.command_bantuan()),
    ])
}

pub fn staff(w: Words) -> Vec<(String, String)> {
    let staff = named([
        ("add", w.command_add()),
        ("addstock", w.command_addstock()),
        ("setprice", w.command_setprice()),
        ("del", w.command_del()),
        ("undel", w.command_undel()),
        ("photo", w.command_photo()),
        ("stock", w.command_stock()),
        ("kupon", w.command_kupon()),
        ("order", w.command_order()),
        ("transfer", w.command_transfer()),
        ("editsaldo", w.command_editsaldo()),
        ("laporan", w.command_laporan()),
        ("rekonsiliasi", w.command_rekonsiliasi()),
        ("claim", w.command_claim()),
    ]);
    customer(w).into_iter().chain(staff).collect()
}

/// What owners find beside what staff do, and alone at the bot that warns.
pub fn owner(w: Words) -> Vec<(String, String)> {
    named([
        ("status", w.command_status()),
        ("check", w.command_check()),
        ("mute", w.command_mute()),
        ("ack", w.command_ack()),
        ("log", w.command_log()),
        ("pause", w.command_pause()),
        ("resume", w.command_resume()),
        ("restart", w.command_restart()),
    ])
}

pub fn staff_and_owner(w: Words) -> Vec<(String, String)> {
    staff(w).into_iter().chain(owner(w)).collect()
}
