//! Commands as people type them: `/addstock 1|baris`.

use super::owner::command::OwnerCommand;
use crate::domain::staff::Right;
use crate::domain::stock::{commands, lines};
use crate::domain::text::invisible;

/// A command and what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Start,
    Catalogue,
    Cart,
    Orders,
    Help,
    Leave,
    Claim(String),
    Unknown,
    /// For others there are none of these.
    Staff(StaffCommand),
    Owner(OwnerCommand),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffCommand {
    Menu,
    /// Who is on the staff.
    Staff,
    /// How the shop is set.
    Settings,
    /// What buyers read.
    Wording,
    /// The whole configuration as a file.
    ExportConfig,
    /// The same back in: with a file, or asked for.
    ImportConfig,
    /// Who did what.
    Audit(String),
    Add(String),
    AddStock(String),
    DelStock(String),
    ExportStock(String),
    SetPrice(String),
    Delete(String),
    Undelete(String),
    Photo(String),
    Stock(String),
    Coupon(String),
    /// A product's promo.
    Promo(String),
    /// Its wholesale steps.
    Steps(String),
    /// Who pays the reseller price.
    Reseller(String),
    Credit(String),
    Adjust(String),
    Report(String),
    Reconcile,
    Order(String),
    Variant(String),
    /// One with words behind it, and more commands in the lines below: carried out as one, the
    /// others would become its words.
    Several,
}

impl StaffCommand {
    /// What whoever types it must be allowed.
    pub fn needs(&self) -> Right {
        match self {
            StaffCommand::Menu | StaffCommand::Several => Right::Desk,
            StaffCommand::Staff => Right::Staff,
            StaffCommand::Audit(_) => Right::Audit,
            StaffCommand::Settings | StaffCommand::ExportConfig | StaffCommand::ImportConfig => {
                Right::Settings
            }
            StaffCommand::Wording => Right::Wording,
            StaffCommand::Add(_)
            | StaffCommand::SetPrice(_)
            | StaffCommand::Delete(_)
            | StaffCommand::Undelete(_)
            | StaffCommand::Photo(_)
            | StaffCommand::Stock(_)
            | StaffCommand::Variant(_)
            | StaffCommand::Promo(_)
            | StaffCommand::Steps(_) => Right::Shelf,
            StaffCommand::AddStock(_) | StaffCommand::DelStock(_) => Right::Stock,
            StaffCommand::ExportStock(_) => Right::Export,
            StaffCommand::Coupon(_) | StaffCommand::Reseller(_) => Right::Coupons,
            StaffCommand::Credit(_) | StaffCommand::Adjust(_) => Right::Balances,
            StaffCommand::Report(_) | StaffCommand::Reconcile => Right::Books,
            StaffCommand::Order(_) => Right::Orders,
        }
    }
}

/// How a link's word begins that is a pairing code.
pub const CLAIM: &str = "claim_";

impl Command {
    /// `None` when the text is no command at all. `/start@toko_bot x` is `/start x`.
    pub fn parse(text: &str) -> Option<Command> {
        let rest = text.trim_start_matches(invisible).strip_prefix('/')?;
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        let name = name.split('@').next().unwrap_or_default().to_lowercase();
        // One sign parts the command from its words; goods after it are kept to the byte.
        let mut after = rest.chars();
        after.next();
        let rest = after.as_str().to_owned();
        let several = lines(text).filter(|line| commands(line)).count() > 1;
        let command = match name.as_str() {
            // A link that opens the chat can hand over one word: a pairing code, for instance.
            "start" if rest.starts_with(CLAIM) => Command::Claim(rest[CLAIM.len()..].to_owned()),
            "start" | "menu" => Command::Start,
            "katalog" | "catalog" => Command::Catalogue,
            "keranjang" | "cart" => Command::Cart,
            "pesanan" | "orders" => Command::Orders,
            "bantuan" | "help" => Command::Help,
            "batal" | "cancel" => Command::Leave,
            "claim" => Command::Claim(rest),
            name => match (StaffCommand::named(name, &rest), OwnerCommand::parse(name, &rest)) {
                (Some(command), _) => Command::Staff(command),
                (None, Some(command)) => Command::Owner(command),
                (None, None) => Command::Unknown,
            },
        };
        Some(match several && command.has_words() {
            true => Command::Staff(StaffCommand::Several),
            false => command,
        })
    }

    /// Whether what stands behind it is more than an aside.
    fn has_words(&self) -> bool {
        match self {
            Command::Claim(_) | Command::Owner(_) => true,
            Command::Staff(
                StaffCommand::Stock(words)
                | StaffCommand::Audit(words)
                | StaffCommand::Reseller(words),
            ) => !words.trim().is_empty(),
            Command::Staff(command) => !matches!(
                command,
                StaffCommand::Menu
                    | StaffCommand::Staff
                    | StaffCommand::Settings
                    | StaffCommand::Wording
                    | StaffCommand::ExportConfig
                    | StaffCommand::ImportConfig
                    | StaffCommand::Reconcile
            ),
            Command::Start
            | Command::Catalogue
            | Command::Cart
            | Command::Orders
            | Command::Help
            | Command::Leave
            | Command::Unknown => false,
        }
    }
}

impl StaffCommand {
    fn named(name: &str, rest: &str) -> Option<StaffCommand> {
        let rest = rest.to_owned();
        Some(match name {
            "admin" => StaffCommand::Menu,
            "staf" | "staff" => StaffCommand::Staff,
            "riwayat" | "history" => StaffCommand::Audit(rest),
            "pengaturan" | "settings" => StaffCommand::Settings,
            "respon" | "wording" => StaffCommand::Wording,
            "exportconfig" => StaffCommand::ExportConfig,
            "importconfig" => StaffCommand::ImportConfig,
            "add" => StaffCommand::Add(rest),
            "addstock" => StaffCommand::AddStock(rest),
            "delstock" => StaffCommand::DelStock(rest),
            "exportstock" => StaffCommand::ExportStock(rest),
            "setprice" => StaffCommand::SetPrice(rest),
            "del" => StaffCommand::Delete(rest),
            "undel" => StaffCommand::Undelete(rest),
            "photo" => StaffCommand::Photo(rest),
            "stock" => StaffCommand::Stock(rest),
            "kupon" | "coupon" => StaffCommand::Coupon(rest),
            "diskon" | "discount" => StaffCommand::Promo(rest),
            "grosir" | "wholesale" => StaffCommand::Steps(rest),
            "reseller" => StaffCommand::Reseller(rest),
            "transfer" => StaffCommand::Credit(rest),
            "editsaldo" | "editbalance" => StaffCommand::Adjust(rest),
            "laporan" | "report" => StaffCommand::Report(rest),
            "rekonsiliasi" | "reconcile" => StaffCommand::Reconcile,
            "order" => StaffCommand::Order(rest),
            "varian" | "variant" => StaffCommand::Variant(rest),
            _ => return None,
        })
    }
}

/// The number before a command's words, and these: behind `|`, a blank, or the end of the line.
/// What stands behind it is kept to the byte.
pub fn numbered(rest: &str) -> (&str, &str) {
    let rest = rest.trim_start();
    let end = rest.find(|sign: char| sign == '|' || sign.is_whitespace()).unwrap_or(rest.len());
    let (number, rest) = rest.split_at(end);
    let blank = rest.trim_start_matches([' ', '\t']);
    let ends = ["|", "\r\n", "\n", "\r"];
    (number, ends.iter().find_map(|end| blank.strip_prefix(end)).unwrap_or(blank))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_with_their_words() {
        let parse = Command::parse;
        assert_eq!(parse("/start"), Some(Command::Start));
        assert_eq!(parse("/start@toko_bot abc"), Some(Command::Start));
        assert_eq!(parse("/start claim_7KQ2XM"), Some(Command::Claim("7KQ2XM".into())));
        assert_eq!(parse("/ADD -|a"), Some(Command::Staff(StaffCommand::Add("-|a".into()))));
        assert_eq!(
            parse("/addstock 1|a\n b "),
            Some(Command::Staff(StaffCommand::AddStock("1|a\n b ".into())))
        );
        assert_eq!(
            parse("/addstock\n1|a"),
            Some(Command::Staff(StaffCommand::AddStock("1|a".into())))
        );
        assert_eq!(
            parse("\u{feff}/stock"),
            Some(Command::Staff(StaffCommand::Stock(String::new())))
        );
        for text in ["/addstock 1|a\n/addstock 2|b", "/add -|a|-|1|-\r/del 1", "/del 1\n /del 2"] {
            assert_eq!(parse(text), Some(Command::Staff(StaffCommand::Several)), "{text:?}");
        }
        assert_eq!(parse("/start\n/help"), Some(Command::Start));
        assert_eq!(
            parse("/addstock 1|a\n/home/x"),
            Some(Command::Staff(StaffCommand::AddStock("1|a\n/home/x".into())))
        );
        assert_eq!(parse("/"), Some(Command::Unknown));
        assert_eq!(parse("/рестарт"), Some(Command::Unknown));
        assert_eq!(parse("50000"), None);
        assert_eq!(parse(""), None);
    }

    #[test]
    fn a_number_ends_at_whatever_stands_behind_it() {
        for (typed, text) in [
            ("1|a\nb", "a\nb"),
            ("1\na\nb", "a\nb"),
            ("1\r\na", "a"),
            ("1 a b", "a b"),
            (" 1 | a ", " a "),
            ("1 |a", "a"),
            ("1 \na", "a"),
            ("1|\na", "\na"),
            ("1||a", "|a"),
            ("1", ""),
            ("1 ", ""),
        ] {
            assert_eq!(numbered(typed), ("1", text), "{typed:?}");
        }
        assert_eq!(numbered(" "), ("", ""));
        assert_eq!(numbered("|a"), ("", "a"));
    }
}
