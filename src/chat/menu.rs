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
    let desk = named([
        ("add", w.command_add()),
        ("addstock", w.command_addstock()),
        ("setprice", w.command_setprice()),
        ("del", w.command_del()),
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
    customer(w).into_iter().chain(desk).collect()
}
