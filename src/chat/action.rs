//! Everything a button can mean: a line for each area, which says the rest.
//!
//! Buttons live in other people's chats for years: variants are appended, never reordered or
//! changed, and a test pins the bytes of each. Whatever a button wishes for is checked again
//! when it is pressed.

use serde::{Deserialize, Serialize};

use super::choice::{Choice, Fingerprint};
use crate::domain::staff::Right;

macro_rules! areas {
    ($($area:ident($press:ident = $path:path),)*) => {
        $(pub use $path as $press;)*

        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Action {
            /// A label that only informs.
            Nothing,
            /// A button of the very question that has this fingerprint.
            Answer(Choice, Fingerprint),
            $($area($press),)*
        }

        $(impl From<$press> for Action {
            fn from(press: $press) -> Action {
                Action::$area(press)
            }
        })*
    };
}

areas! {
    Home(HomePress = super::customer::home::Press),
    Shelf(ShelfPress = super::customer::shelf::Press),
    Cart(CartPress = super::customer::cart::Press),
    Payment(PaymentPress = super::customer::payment::Press),
    Order(OrderPress = super::customer::order::Press),
    Balance(BalancePress = super::customer::balance::Press),
    Menu(MenuPress = super::staff::menu::Press),
    Product(ProductPress = super::staff::product::Press),
    Stock(StockPress = super::staff::stock::Press),
    Sale(SalePress = super::staff::order::Press),
    Refund(RefundPress = super::staff::refund::Press),
    Review(ReviewPress = super::staff::review::Press),
    Coupon(CouponPress = super::staff::coupon::Press),
    Customer(CustomerPress = super::staff::customer::Press),
    Setting(SettingPress = super::staff::setting::Press),
    Member(MemberPress = super::staff::member::Press),
    Category(CategoryPress = super::staff::category::Press),
    Batch(BatchPress = super::staff::batch::Press),
    Unit(UnitPress = super::staff::unit::Press),
    Audit(AuditPress = super::staff::audit::Press),
    Todo(TodoPress = super::staff::todo::Press),
    Variant(VariantPress = super::staff::variant::Press),
    Reseller(ResellerPress = super::staff::reseller::Press),
    Wording(WordingPress = super::staff::wording::Press),
    OwnButton(OwnButtonPress = super::staff::own_button::Press),
    Config(ConfigPress = super::staff::config::Press),
    Restore(RestorePress = super::staff::restore::Press),
}

impl Action {
    /// What whoever presses it must be allowed; nothing, where it is for everybody. The right to
    /// answer a question is asked with the question.
    pub fn needs(&self) -> Option<Right> {
        match self {
            Action::Nothing
            | Action::Answer(..)
            | Action::Home(_)
            | Action::Shelf(_)
            | Action::Cart(_)
            | Action::Payment(_)
            | Action::Order(_)
            | Action::Balance(_) => None,
            Action::Menu(press) => Some(press.needs()),
            Action::Product(press) => Some(press.needs()),
            Action::Stock(press) => Some(press.needs()),
            Action::Sale(press) => Some(press.needs()),
            Action::Refund(press) => Some(press.needs()),
            Action::Review(press) => Some(press.needs()),
            Action::Coupon(press) => Some(press.needs()),
            Action::Customer(press) => Some(press.needs()),
            Action::Setting(press) => Some(press.needs()),
            Action::Member(press) => Some(press.needs()),
            Action::Category(press) => Some(press.needs()),
            Action::Batch(press) => Some(press.needs()),
            Action::Unit(press) => Some(press.needs()),
            Action::Audit(press) => Some(press.needs()),
            Action::Todo(press) => Some(press.needs()),
            Action::Variant(press) => Some(press.needs()),
            Action::Reseller(press) => Some(press.needs()),
            Action::Wording(press) => Some(press.needs()),
            Action::OwnButton(press) => Some(press.needs()),
            Action::Config(press) => Some(press.needs()),
            Action::Restore(press) => Some(press.needs()),
        }
    }

    /// Whether it leads to a new order. A shop that rests says so before the buyer has chosen.
    pub fn buys(&self) -> bool {
        match self {
            Action::Cart(press) => press.buys(),
            Action::Payment(_) => true,
            Action::Balance(press) => press.buys(),
            _ => false,
        }
    }
}

/// Where the answer to a button appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// In the place of the message the button is on.
    Here,
    /// Below it: the message is one to keep.
    Below,
}
