//! Every command of the staff and of the owners, as it is typed.

use warung::chat::command::{Command, StaffCommand};
use warung::chat::owner::command::{OwnerCommand, Quiet};

use super::every;

pub fn staff_commands() -> Vec<(String, StaffCommand)> {
    let read = |texts: &[&str]| -> Vec<Typed<StaffCommand>> {
        let read = |text: &&str| match Command::parse(text) {
            Some(Command::Staff(it)) => Typed((*text).to_owned(), it),
            other => panic!("{text}: {other:?}"),
        };
        texts.iter().map(read).collect()
    };
    let all = every!(Typed<StaffCommand>:
        Typed(_, StaffCommand::Menu) => read(&["/admin"]),
        Typed(_, StaffCommand::Staff) => read(&["/staf"]),
        Typed(_, StaffCommand::Settings) => read(&["/pengaturan"]),
        Typed(_, StaffCommand::Wording) => read(&["/respon"]),
        Typed(_, StaffCommand::ExportConfig) => read(&["/exportconfig"]),
        Typed(_, StaffCommand::ImportConfig) => read(&["/importconfig"]),
        Typed(_, StaffCommand::Audit(_)) => read(&["/riwayat", "/riwayat 1"]),
        Typed(_, StaffCommand::Add(_)) => read(&["/add", "/add -|Baru|-|9000|-"]),
        Typed(_, StaffCommand::AddStock(_)) => read(&["/addstock", "/addstock 1|baru@x|1"]),
        Typed(_, StaffCommand::DelStock(_)) =>
            read(&["/delstock", "/delstock 1|n8@x|8", "/delstock 1|tidak@ada|1"]),
        Typed(_, StaffCommand::ExportStock(_)) => read(&["/exportstock", "/exportstock 1"]),
        Typed(_, StaffCommand::SetPrice(_)) => read(&["/setprice", "/setprice 1|99000"]),
        Typed(_, StaffCommand::Delete(_)) => read(&["/del", "/del 1"]),
        Typed(_, StaffCommand::Undelete(_)) => read(&["/undel", "/undel 4"]),
        Typed(_, StaffCommand::Photo(_)) => read(&["/photo", "/photo 1"]),
        Typed(_, StaffCommand::Stock(_)) => read(&["/stock", "/stock netflix"]),
        Typed(_, StaffCommand::Coupon(_)) => read(&["/kupon", "/kupon BARU|10%"]),
        Typed(_, StaffCommand::Promo(_)) => read(&["/diskon", "/diskon 1|10%"]),
        Typed(_, StaffCommand::Steps(_)) => read(&["/grosir", "/grosir 1|5+ 45000"]),
        Typed(_, StaffCommand::Reseller(_)) => read(&["/reseller", "/reseller 555"]),
        Typed(_, StaffCommand::Credit(_)) => read(&["/transfer", "/transfer 555|5000|Tunai"]),
        Typed(_, StaffCommand::Adjust(_)) => read(&["/editsaldo", "/editsaldo 555|+5000|Salah"]),
        Typed(_, StaffCommand::Report(_)) => read(&["/laporan", "/laporan 11-2026"]),
        Typed(_, StaffCommand::Reconcile) => read(&["/rekonsiliasi"]),
        Typed(_, StaffCommand::Order(_)) => read(&["/order", "/order 1"]),
        Typed(_, StaffCommand::Variant(_)) => read(&["/varian", "/varian 1|3 bulan|99000"]),
        Typed(_, StaffCommand::Several) => read(&["/del 1\n/del 3"]),
    );
    all.into_iter().map(|Typed(text, it)| (text, it)).collect()
}

pub fn owner_commands() -> Vec<String> {
    let read = |text: &str| -> [Typed<OwnerCommand>; 1] {
        match Command::parse(text) {
            Some(Command::Owner(it)) => [Typed(text.to_owned(), it)],
            other => panic!("{text}: {other:?}"),
        }
    };
    let all = every!(Typed<OwnerCommand>:
        Typed(_, OwnerCommand::Status) => read("/status"),
        Typed(_, OwnerCommand::Check) => read("/check"),
        Typed(_, OwnerCommand::Mute(None)) => read("/mute"),
        Typed(_, OwnerCommand::Mute(Some(Quiet::For(_)))) => read("/mute 2h"),
        Typed(_, OwnerCommand::Mute(Some(Quiet::NoMore))) => read("/mute off"),
        Typed(_, OwnerCommand::Ack) => read("/ack"),
        Typed(_, OwnerCommand::Log(_)) => read("/log 5"),
        Typed(_, OwnerCommand::Pause) => read("/pause"),
        Typed(_, OwnerCommand::Resume) => read("/resume"),
        Typed(_, OwnerCommand::Restart) => read("/restart"),
        Typed(_, OwnerCommand::Drill) => read("/drill"),
        // Any other word to the bot that warns: no command of the shop's own bot.
        Typed(_, OwnerCommand::Help) => [Typed(String::new(), OwnerCommand::Help)],
    );
    all.into_iter().map(|Typed(text, _)| text).filter(|text| !text.is_empty()).collect()
}

/// What is typed, and what is read in it.
struct Typed<T>(String, T);
