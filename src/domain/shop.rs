//! What the operator decided about this shop, as plain data for the floors below.

use serde::{Deserialize, Serialize};

use super::id::{Address, CustomerId};
use super::time::Span;

/// A language people can read the shop in. The order is the order of `lang/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Language(pub [u8; 2]);

impl Language {
    pub const INDONESIAN: Language = Language(*b"id");

    /// Reads a language code as Telegram sends it: `id`, `en`, `en-GB`.
    pub fn parse(code: &str) -> Option<Language> {
        let code = code.split(['-', '_']).next()?.as_bytes();
        let pair: [u8; 2] = code.try_into().ok()?;
        pair.iter().all(u8::is_ascii_lowercase).then_some(Language(pair))
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("id")
    }
}

/// The shop as its configuration describes it. Read once, never changed while running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    pub name: String,
    /// The language of everyone whose own language the shop does not speak.
    pub language: Language,
    /// How long the units of an unpaid order stay reserved.
    pub invoice_after: Span,
    pub owners: Vec<CustomerId>,
    pub admins: Vec<CustomerId>,
    /// A group, or a topic of one, that gets order notices.
    pub group: Option<Address>,
    /// Where buyers reach a person: a name, a link or a number.
    pub contact: Option<String>,
    pub messages_per_second: u32,
    /// The file that says all this; empty, where there is none.
    pub file: String,
    /// There is a bot of its own for warnings.
    pub alert_bot: bool,
    /// The gateway tells us of payments itself; polling is then only the net below.
    pub hooked: bool,
    /// Payments of the gateway's sandbox count. Only for trying things out.
    pub sandbox: bool,
}
