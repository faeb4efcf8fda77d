//! Roles, and the one table of who may do what. Customers need no permission: what is theirs is
//! theirs by number.

use serde::{Deserialize, Serialize};

use super::id::CustomerId;
use super::refusal::{BadInput, Refusal};
use super::time::Timestamp;

/// What somebody of the staff is. Whoever is named as several is the last of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    Support,
    StockKeeper,
    Cashier,
    Admin,
    Owner,
}

/// What the staff may do, as far as roles differ in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// The staff's menu.
    Desk,
    /// Products and what is said of them: names, prices, pictures, on the shelf or off it.
    Shelf,
    /// Units onto the shelf.
    Stock,
    /// Orders with their buyers, whether a transfer has come, what was sent back.
    Orders,
    /// Goods once more, to whom they belong.
    Resend,
    /// A faulty unit for another.
    Replace,
    /// Money back to a buyer.
    Refund,
    /// Customers' balances by hand.
    Balances,
    /// Coupons, and who pays the reseller price.
    Coupons,
    Settings,
    /// Reports and reconciliations.
    Books,
    /// Who else is on the staff.
    Staff,
    /// The shop as a machine: `/status`, `/pause`, `/restart`. In a shop that names no owner its
    /// admins have it too (`shop::staff::owners`).
    Machine,
    /// The shop as a buyer sees it.
    Preview,
    /// What stands in a unit that nobody has bought.
    Reveal,
    /// All unsold units of a product, as a file.
    Export,
    /// Who did what.
    Audit,
    /// What buyers read, in the seller's own words.
    Wording,
}

impl Right {
    pub const ALL: [Right; 18] = [
        Right::Desk,
        Right::Shelf,
        Right::Stock,
        Right::Orders,
        Right::Resend,
        Right::Replace,
        Right::Refund,
        Right::Balances,
        Right::Coupons,
        Right::Settings,
        Right::Books,
        Right::Staff,
        Right::Machine,
        Right::Preview,
        Right::Reveal,
        Right::Export,
        Right::Audit,
        Right::Wording,
    ];
}

impl Role {
    pub const ALL: [Role; 5] =
        [Role::Support, Role::StockKeeper, Role::Cashier, Role::Admin, Role::Owner];

    /// Who may do what: the one table. A right that is new fails to build until it has its line.
    pub const fn may(self, right: Right) -> bool {
        use Role::*;
        match right {
            Right::Desk => true,
            Right::Shelf | Right::Stock | Right::Reveal => {
                matches!(self, StockKeeper | Admin | Owner)
            }
            Right::Orders | Right::Replace | Right::Refund => {
                matches!(self, Cashier | Admin | Owner)
            }
            Right::Resend => matches!(self, Support | Cashier | Admin | Owner),
            Right::Balances
            | Right::Coupons
            | Right::Settings
            | Right::Books
            | Right::Preview
            | Right::Wording => matches!(self, Admin | Owner),
            Right::Staff | Right::Machine | Right::Export | Right::Audit => matches!(self, Owner),
        }
    }

    /// Reads a role's name as people type it: `stock-keeper`, `Stock keeper`.
    pub fn parse(text: &str) -> Result<Role, Refusal> {
        let typed = text.trim().to_ascii_lowercase().replace([' ', '_'], "-");
        Role::ALL
            .into_iter()
            .find(|role| role.as_str() == typed)
            .ok_or(Refusal::Input(BadInput::Role))
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Role::Support => "support",
            Role::StockKeeper => "stock-keeper",
            Role::Cashier => "cashier",
            Role::Admin => "admin",
            Role::Owner => "owner",
        }
    }
}

/// Codes that somebody has typed and that were none, within an hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongCodes {
    pub person: CustomerId,
    pub count: u32,
    /// When the first of them was typed.
    pub since: Timestamp,
}

/// How often one of the staff has changed something within an hour, or done what has no end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Busy {
    pub person: CustomerId,
    pub count: u32,
    /// When the first of these was done.
    pub since: Timestamp,
}

/// Somebody who joined the staff by a pairing code. Those named in the configuration are staff
/// without a row here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub id: CustomerId,
    pub role: Role,
    /// When they joined.
    pub since: Timestamp,
    /// Who gave them the code; nobody, if it came from the shop's own machine.
    pub by: Option<CustomerId>,
}

/// One of the staff, as a list of them tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    pub id: CustomerId,
    /// Empty, if they never wrote to the shop or have none.
    pub name: String,
    pub role: Role,
    /// Of those who joined by a code.
    pub since: Option<Timestamp>,
    /// To the hour, and never before they joined; `None`: they never wrote to the shop.
    pub last_seen: Option<Timestamp>,
    pub by: Option<CustomerId>,
    /// The configuration names them: only there can they be taken away.
    pub configured: bool,
}

/// What came of taking somebody off the staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dismissal {
    /// They are staff no more.
    Gone(Role),
    /// The configuration names them as this, and nothing else says so.
    Configured(Role),
    /// They were no staff.
    Nobody,
}

/// Why somebody does not join, and why nothing changes about one of the staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoStaff {
    /// No invitation has that code.
    Code,
    /// They have typed too many that were none.
    Guessing {
        until: Timestamp,
    },
    TooMany {
        max: usize,
    },
    /// They are no longer on the staff, or never were.
    Gone,
    /// Somebody else has given them another role meanwhile.
    Changed,
    /// Nobody changes what they are themselves.
    Oneself,
    /// The configuration names them, and only there it can be changed.
    Configured,
    /// The invitation is used, taken back or over.
    NoInvitation,
}
