//! Commands as people type them: `/addstock 1|baris`.

use super::owner::command::OwnerCommand;
use crate::domain::stock::{commands, lines};
use crate::domain::text::invisible;

/// A command and what follows it. Only staff may use the second group; others hear nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Start,
    Catalogue,
    Cart,
    Orders,
    Help,
    Leave,
    Claim(String),

    Admin,
    Add(String),
    AddStock(String),
    SetPrice(String),
    Delete(String),
    Undelete(String),
    Photo(String),
    Stock,
    Coupon(String),
    Credit(String),
    Adjust(String),
    Report(String),
    Reconcile,
    Order(String),
    /// Of the owners alone.
    Owner(OwnerCommand),

    Unknown,
    /// One with words behind it, and more commands in the lines below: carried out as one, the
    /// others would become its words.
    Several,
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
        Some(match name.as_str() {
            // A link that opens the chat can hand over one word: a pairing code, for instance.
            "start" if rest.starts_with(CLAIM) => Command::Claim(rest[CLAIM.len()..].to_owned()),
            "start" | "menu" => Command::Start,
            "katalog" | "catalog" => Command::Catalogue,
            "keranjang" | "cart" => Command::Cart,
            "pesanan" | "orders" => Command::Orders,
            "bantuan" | "help" => Command::Help,
            "batal" | "cancel" => Command::Leave,
            "claim" => Command::Claim(rest),
            "admin" => Command::Admin,
            "add" => Command::Add(rest),
            "addstock" => Command::AddStock(rest),
            "setprice" => Command::SetPrice(rest),
            "del" => Command::Delete(rest),
            "undel" => Command::Undelete(rest),
            "photo" => Command::Photo(rest),
            "stock" => Command::Stock,
            "kupon" | "coupon" => Command::Coupon(rest),
            "transfer" => Command::Credit(rest),
            "editsaldo" | "editbalance" => Command::Adjust(rest),
            "laporan" | "report" => Command::Report(rest),
            "rekonsiliasi" | "reconcile" => Command::Reconcile,
            "order" => Command::Order(rest),
            name => OwnerCommand::parse(name, &rest).map_or(Command::Unknown, Command::Owner),
        })
        .map(|command| match several && command.has_words() {
            true => Command::Several,
            false => command,
        })
    }

    /// Whether what stands behind it is more than an aside.
    fn has_words(&self) -> bool {
        use Command::*;
        !matches!(
            self,
            Start | Catalogue | Cart | Orders | Help | Leave | Admin | Stock | Reconcile | Unknown
        )
    }
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
        assert_eq!(parse("/ADD -|a"), Some(Command::Add("-|a".into())));
        assert_eq!(parse("/addstock 1|a\n b "), Some(Command::AddStock("1|a\n b ".into())));
        assert_eq!(parse("/addstock\n1|a"), Some(Command::AddStock("1|a".into())));
        assert_eq!(parse("\u{feff}/stock"), Some(Command::Stock));
        for text in ["/addstock 1|a\n/addstock 2|b", "/add -|a|-|1|-\r/del 1", "/del 1\n /del 2"] {
            assert_eq!(parse(text), Some(Command::Several), "{text:?}");
        }
        assert_eq!(parse("/start\n/help"), Some(Command::Start));
        assert_eq!(parse("/addstock 1|a\n/home/x"), Some(Command::AddStock("1|a\n/home/x".into())));
        assert_eq!(parse("/"), Some(Command::Unknown));
        assert_eq!(parse("/рестарт"), Some(Command::Unknown));
        assert_eq!(parse("50000"), None);
        assert_eq!(parse(""), None);
    }
}
