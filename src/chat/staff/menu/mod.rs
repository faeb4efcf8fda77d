//! The staff's menu, what there is to do first, the commands that they have.

pub mod answer;
pub mod card;
pub mod first_steps;
pub mod help;

use serde::{Deserialize, Serialize};

use crate::domain::staff::Right;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    Menu,
    FirstSteps,
    /// The shop as a buyer sees it, until they come back to the menu.
    Preview,
    /// A restore for practice.
    Drill,
}

impl Press {
    pub fn needs(&self) -> Right {
        match self {
            Press::Menu | Press::FirstSteps => Right::Desk,
            Press::Preview => Right::Preview,
            Press::Drill => Right::Machine,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Menu,
    FirstSteps,
    Help,
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Desk
    }
}
