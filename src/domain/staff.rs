//! Roles. Admins and owners may do the same so far; customers need no permission, for what is
//! theirs is theirs by number.

use serde::{Deserialize, Serialize};

use super::id::CustomerId;
use super::refusal::Refusal;
use super::time::Timestamp;

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
    /// To the hour; `None`: they never wrote to the shop.
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

/// Proof that the person asking is on the staff. Only `chat::guard` makes one.
#[derive(Clone, Copy, Debug)]
pub struct Admin {
    pub id: CustomerId,
    pub role: Role,
}
