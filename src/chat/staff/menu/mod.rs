//! The staff's menu.

pub mod answer;
pub mod card;

use serde::{Deserialize, Serialize};

use crate::domain::staff::Right;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    Menu,
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Desk
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Menu,
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Desk
    }
}
