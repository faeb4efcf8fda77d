//! What the seller may change in the chat while the shop runs: one line for each setting.

mod kind;
mod value;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};

use super::id::{Address, ChatId};
use super::limit::{CASHIER_REFUND, DEPOSIT_RUPIAH_MIN, LOW_STOCK_MARK, QRIS_RUPIAH_MAX};
use super::money::Rupiah;
use super::refund::Formula;
use super::shop::Language;
pub use kind::{Kind, NoSetting};
use value::Field;
pub use value::{Hours, KeyRow, Own, Value};

macro_rules! settings {
    ($(
        $(#[$doc:meta])*
        $number:literal $setting:ident $field:ident: $kind:ty = $default:expr;
    )*) => {
        /// Which setting. Numbers are on disk: appended, never changed, and what a number stands
        /// for keeps its type. One that needs another type is a new setting.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(into = "u16", try_from = "u16")]
        #[repr(u16)]
        pub enum Setting {
            $($(#[$doc])* $setting = $number,)*
        }

        impl Setting {
            const COUNT: usize = [$($number,)*].len();
            pub const ALL: [Setting; Setting::COUNT] = [$(Setting::$setting,)*];

            /// `None`: one of a newer program.
            pub fn numbered(number: u16) -> Option<Setting> {
                match number {
                    $($number => Some(Setting::$setting),)*
                    _ => None,
                }
            }

            pub const fn name(self) -> &'static str {
                match self {
                    $(Setting::$setting => stringify!($field),)*
                }
            }
        }

        /// All of them, as they stand.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Settings {
            $($(#[$doc])* pub $field: $kind,)*
        }

        impl Default for Settings {
            fn default() -> Settings {
                Settings { $($field: $default,)* }
            }
        }

        impl Settings {
            /// Takes the value of one from where it is kept.
            pub fn set<K: Kept>(&mut self, which: Setting, kept: K) -> Result<(), K::Error> {
                match which {
                    $(Setting::$setting => self.$field = kept.read()?,)*
                }
                Ok(())
            }

            /// The value of one; `None`: it is as the operator's file says.
            pub fn value(&self, which: Setting) -> Option<Value> {
                match which {
                    $(Setting::$setting => self.$field.value(),)*
                }
            }

            /// The same with another value of one; `None`: with its default. Nothing where a value
            /// is of another kind.
            pub fn with(mut self, which: Setting, value: Option<Value>) -> Option<Settings> {
                match which {
                    $(Setting::$setting => {
                        self.$field = match value {
                            Some(value) => Field::of(value)?,
                            None => $default,
                        };
                    })*
                }
                Some(self)
            }
        }

        impl Serialize for OneOf<'_> {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self.1 {
                    $(Setting::$setting => self.0.$field.serialize(to),)*
                }
            }
        }
    };
}

settings! {
    /// Sold-out products leave the lists instead of being shown as sold out.
    1 HideSoldOut hide_sold_out: bool = false;
    /// Unpaid invoices one buyer may have at a time.
    2 OpenInvoicesMax open_invoices_max: u32 = 1;
    /// The notice group became a supergroup: Telegram gave it another number.
    3 GroupMoved group_moved: Option<(ChatId, ChatId)> = None;
    /// The least that one deposit may be.
    4 DepositMin deposit_min: Rupiah = Rupiah(DEPOSIT_RUPIAH_MIN);
    /// The most that one deposit may be.
    5 DepositMax deposit_max: Rupiah = Rupiah(QRIS_RUPIAH_MAX);
    /// Where buyers may transfer to by hand, in the seller's words; without it they may not.
    6 TransferAccount transfer_account: Option<String> = None;
    /// How a refund is suggested.
    7 Refund refund: Formula = Formula::default();
    /// The keyboard of the shop stays open instead of being folded away when it is not used.
    8 KeyboardStays keyboard_stays: bool = false;
    /// How many minutes an invoice stands.
    9 InvoiceMinutes invoice_minutes: Own<u32> = Own::Operator;
    /// From how many units on a product is running low that has no mark of its own.
    10 LowMark low_mark: u32 = LOW_STOCK_MARK;
    /// Where buyers reach a person.
    11 Contact contact: Own<Option<String>> = Own::Operator;
    /// The languages that the shop speaks; none: every one that it has texts in.
    12 Languages languages: Vec<Language> = Vec::new();
    /// When notices that can wait make no sound.
    13 QuietHours quiet_hours: Option<Hours> = None;
    /// Where notices go besides the staff.
    14 Group group: Own<Option<Address>> = Own::Operator;
    /// How many messages a second the shop sends at most.
    15 Pace pace: Own<u32> = Own::Operator;
    /// At what hour the day before is summed up.
    16 DigestHour digest_hour: Option<u8> = None;
    /// What a cashier may give back of one order, all its refunds together.
    17 CashierRefund cashier_refund: Rupiah = Rupiah(CASHIER_REFUND);
    /// The rows of the buyers' keyboard, from above.
    18 KeyboardRows keyboard_rows: Vec<KeyRow> = KeyRow::ALL.to_vec();
}

impl Setting {
    pub const fn number(self) -> u16 {
        self as u16
    }
}

/// The value of one setting, written as what it is.
pub struct OneOf<'s>(pub &'s Settings, pub Setting);

/// A setting as it stands, for whoever lists them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub which: Setting,
    pub value: Value,
    /// Somebody has made it another than it is by default.
    pub changed: bool,
}

impl From<Setting> for u16 {
    fn from(setting: Setting) -> u16 {
        setting.number()
    }
}

impl TryFrom<u16> for Setting {
    type Error = &'static str;

    fn try_from(number: u16) -> Result<Setting, &'static str> {
        Setting::numbered(number).ok_or("no such setting")
    }
}

/// Bytes that are a value, once somebody says of which type.
pub trait Kept {
    type Error;

    fn read<T: DeserializeOwned>(self) -> Result<T, Self::Error>;
}

/// A setting that was changed, as it is kept: a row for each. Where there is none, the default
/// holds. The value is read by its number, so that one of a newer program is left alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredSetting {
    pub number: u16,
    pub value: Vec<u8>,
}
