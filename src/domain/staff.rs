//! Roles. Admins and owners may do the same so far; customers need no permission, for what is
//! theirs is theirs by number.

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
