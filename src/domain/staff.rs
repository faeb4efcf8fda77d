//! Roles, and the one table of who may do what.

use serde::{Deserialize, Serialize};

use super::id::CustomerId;
use super::refusal::Refusal;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    Admin,
    Owner,
}

impl Role {
    pub fn parse(text: &str) -> Result<Role, Refusal> {
        match text {
            "admin" => Ok(Role::Admin),
            "owner" => Ok(Role::Owner),
            _ => Err(Refusal::UnknownRole),
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Role::Admin => "admin",
            Role::Owner => "owner",
        }
    }
}

/// What a person may ask for. Customers need no permission: what is theirs is theirs by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Products, stock, orders of everyone.
    Desk,
    /// Switches of the shop.
    Settings,
}

impl Role {
    pub fn may(self, right: Right) -> bool {
        match right {
            Right::Desk => true,
            Right::Settings => true,
        }
    }
}

/// Somebody who joined the staff by a pairing code. Those named in the configuration are staff
/// without a row here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub id: CustomerId,
    pub role: Role,
}

/// Proof that the person asking is on the staff. Only `chat::guard` makes one.
#[derive(Clone, Copy, Debug)]
pub struct Admin {
    pub id: CustomerId,
    pub role: Role,
}
