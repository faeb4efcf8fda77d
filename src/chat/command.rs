//! Commands as people type them: `/addstock 1|baris`.

use super::owner::command::Deed;

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
    Photo(String),
    Stock,
    Coupon(String),
    Credit(String),
    Adjust(String),
    Report(String),
    Reconcile,
    Order(String),
    /// Of the owners alone.
    Owner(Deed),

    Unknown,
}

/// How a link's word begins that is a pairing code.
pub const CLAIM: &str = "claim_";

impl Command {
    /// `None` when the text is no command at all. `/start@toko_bot x` is `/start x`.
    pub fn parse(text: &str) -> Option<Command> {
        let rest = text.trim_start().strip_prefix('/')?;
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        let name = name.split('@').next().unwrap_or_default().to_lowercase();
        // One sign parts the command from its words; goods after it are kept to the byte.
        let mut after = rest.chars();
        after.next();
        let rest = after.as_str().to_owned();
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
            "photo" => Command::Photo(rest),
            "stock" => Command::Stock,
            "kupon" | "coupon" => Command::Coupon(rest),
            "transfer" => Command::Credit(rest),
            "editsaldo" | "editbalance" => Command::Adjust(rest),
            "laporan" | "report" => Command::Report(rest),
            "rekonsiliasi" | "reconcile" => Command::Reconcile,
            "order" => Command::Order(rest),
            name => Deed::parse(name, &rest).map_or(Command::Unknown, Command::Owner),
        })
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
        assert_eq!(parse("/"), Some(Command::Unknown));
        assert_eq!(parse("/рестарт"), Some(Command::Unknown));
        assert_eq!(parse("50000"), None);
        assert_eq!(parse(""), None);
    }
}
