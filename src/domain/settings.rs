//! What the seller may change in the chat while the shop runs.

use serde::{Deserialize, Serialize};

use super::id::ChatId;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Sold-out products leave the lists instead of being shown as sold out.
    pub hide_sold_out: bool,
    /// Unpaid invoices one buyer may have at a time.
    pub open_invoices_max: u32,
    /// The notice group became a supergroup: Telegram gave it another number.
    pub group_moved: Option<(ChatId, ChatId)>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { hide_sold_out: false, open_invoices_max: 1, group_moved: None }
    }
}
