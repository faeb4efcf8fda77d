//! What the seller may change in the chat while the shop runs.

use serde::{Deserialize, Serialize};

use super::id::ChatId;
use super::limit::{DEPOSIT_RUPIAH_MIN, QRIS_RUPIAH_MAX};
use super::money::Rupiah;
use super::refund::Formula;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Sold-out products leave the lists instead of being shown as sold out.
    pub hide_sold_out: bool,
    /// Unpaid invoices one buyer may have at a time.
    pub open_invoices_max: u32,
    /// The notice group became a supergroup: Telegram gave it another number.
    pub group_moved: Option<(ChatId, ChatId)>,
    /// The least and the most that one deposit may be.
    pub deposit_min: Rupiah,
    pub deposit_max: Rupiah,
    /// Where buyers may transfer to by hand, in the seller's words; without it they may not.
    pub transfer_account: Option<String>,
    /// How a refund is suggested.
    pub refund: Formula,
    /// The keyboard of the shop stays open instead of being folded away when it is not used.
    pub keyboard_stays: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            hide_sold_out: false,
            open_invoices_max: 1,
            group_moved: None,
            deposit_min: Rupiah(DEPOSIT_RUPIAH_MIN),
            deposit_max: Rupiah(QRIS_RUPIAH_MAX),
            transfer_account: None,
            refund: Formula::default(),
            keyboard_stays: false,
        }
    }
}
