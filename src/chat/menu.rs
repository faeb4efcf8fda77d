//! The commands shown beside the text field, with what each does.

use super::command::Command;
use crate::domain::staff::{Right, Role};
use crate::words::Words;

/// A command of the staff's as a list of them tells.
pub struct Listed {
    pub name: &'static str,
    pub does: String,
    /// What to type, with words where it needs some.
    pub example: String,
    pub needs: Right,
}

pub fn customer(w: Words) -> Vec<(String, String)> {
    [
        ("start", w.command_start()),
        ("katalog", w.command_katalog()),
        ("keranjang", w.command_keranjang()),
        ("pesanan", w.command_pesanan()),
        ("bantuan", w.command_bantuan()),
    ]
    .map(|(command, does)| (command.to_owned(), does))
    .into()
}

/// All that the staff have, the owners' at the end.
pub fn staff(w: Words) -> Vec<Listed> {
    [
        ("admin", w.command_admin(), w.example_admin()),
        ("add", w.command_add(), w.example_add()),
        ("addstock", w.command_addstock(), w.example_addstock()),
        ("delstock", w.command_delstock(), w.example_delstock()),
        ("exportstock", w.command_exportstock(), w.example_exportstock()),
        ("setprice", w.command_setprice(), w.example_setprice()),
        ("del", w.command_del(), w.example_del()),
        ("undel", w.command_undel(), w.example_undel()),
        ("varian", w.command_varian(), w.example_varian()),
        ("photo", w.command_photo(), w.example_photo()),
        ("stock", w.command_stock(), w.example_stock()),
        ("kupon", w.command_kupon(), w.example_kupon()),
        ("diskon", w.command_diskon(), w.example_diskon()),
        ("grosir", w.command_grosir(), w.example_grosir()),
        ("reseller", w.command_reseller(), w.example_reseller()),
        ("order", w.command_order(), w.example_order()),
        ("transfer", w.command_transfer(), w.example_transfer()),
        ("editsaldo", w.command_editsaldo(), w.example_editsaldo()),
        ("laporan", w.command_laporan(), w.example_laporan()),
        ("rekonsiliasi", w.command_rekonsiliasi(), w.example_rekonsiliasi()),
        ("staf", w.command_staf(), w.example_staf()),
        ("riwayat", w.command_riwayat(), w.example_riwayat()),
        ("pengaturan", w.command_pengaturan(), w.example_pengaturan()),
        ("respon", w.command_respon(), w.example_respon()),
        ("exportconfig", w.command_exportconfig(), w.example_exportconfig()),
        ("importconfig", w.command_importconfig(), w.example_importconfig()),
        ("status", w.command_status(), w.example_status()),
        ("check", w.command_check(), w.example_check()),
        ("mute", w.command_mute(), w.example_mute()),
        ("ack", w.command_ack(), w.example_ack()),
        ("log", w.command_log(), w.example_log()),
        ("pause", w.command_pause(), w.example_pause()),
        ("resume", w.command_resume(), w.example_resume()),
        ("restart", w.command_restart(), w.example_restart()),
        ("drill", w.command_drill(), w.example_drill()),
    ]
    .map(|(name, does, example)| Listed { name, does, example, needs: needs(name) })
    .into()
}

/// The right that a command itself asks for.
fn needs(name: &str) -> Right {
    match Command::parse(&format!("/{name}")) {
        Some(Command::Staff(command)) => command.needs(),
        _ => Right::Machine,
    }
}

/// What somebody of the staff finds beside the text field.
pub fn of_role(role: Role, w: Words) -> Vec<(String, String)> {
    let theirs = staff(w).into_iter().filter(|it| role.may(it.needs));
    let theirs = theirs.map(|it| (it.name.to_owned(), it.does));
    let join = ("claim".to_owned(), w.command_claim());
    customer(w).into_iter().chain(theirs).chain([join]).collect()
}

/// What owners find at the bot that warns.
pub fn owner(w: Words) -> Vec<(String, String)> {
    let theirs = staff(w).into_iter().filter(|it| it.needs == Right::Machine);
    theirs.map(|it| (it.name.to_owned(), it.does)).collect()
}
