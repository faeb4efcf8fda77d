//! What people do in a shop, deed by deed, so that a run can break off and go on anywhere.

use std::ops::Range;

use crate::counter::{ADMIN, BUDI, SARI};

/// One thing the outside does. Whatever follows from it happens before the next.
pub enum Deed {
    Say(u64, &'static str),
    Press(u64, &'static str),
    /// Presses that reach the shop in one batch.
    Together(&'static [(u64, &'static str)]),
    /// The buyer pays at their bank.
    Pay(u64),
    /// The gateway's notices of payments, in one batch.
    Notice(&'static [u64]),
    /// Until so many minutes after opening.
    Wait(u64),
}
use Deed::{Notice, Pay, Press, Say, Together, Wait};

pub struct Story {
    pub deeds: &'static [Deed],
    /// Where it is tried: by the deed that comes next.
    pub tried: Range<usize>,
}

const CART: &str = "Lanjut ke Keranjang";
const CASH: &str = "Lanjut ke Pembayaran";

pub const PURCHASE: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Netflix 1 bulan|-|50000|-"),
        Say(ADMIN, "/addstock 1|akun-a@x|rahasia-a\nakun-b@x|rahasia-b\nakun-c@x|rahasia-c"),
        Say(SARI, "/start"),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, CASH),
        Press(SARI, "QRIS"),
        Pay(1),
        Notice(&[1]),
    ],
    tried: 0..12,
};

/// The part of it in which money and goods change hands.
pub const SETTLEMENT: Story = Story { tried: 9..12, ..PURCHASE };

/// The buyer cancels, has paid all the same, and the gateway's notice is lost.
pub const LATE: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Spotify|-|25000|-"),
        Say(ADMIN, "/addstock 1|akun-a@x|rahasia-a\nakun-b@x|rahasia-b"),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, CASH),
        Press(SARI, "QRIS"),
        Press(SARI, "Batalkan Pembelian"),
        Pay(1),
        Wait(5),
    ],
    tried: 7..11,
};

/// Nobody pays; then the same units are sold to somebody who does.
pub const EXPIRY: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Canva|-|10000|-"),
        Say(ADMIN, "/addstock 1|akun-a@x|rahasia-a"),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, CASH),
        Press(SARI, "QRIS"),
        Wait(9),
        Wait(12),
        Say(BUDI, "1"),
        Press(BUDI, "➕"),
        Press(BUDI, CART),
        Press(BUDI, CASH),
        Press(BUDI, "QRIS"),
        Pay(2),
        Notice(&[2]),
    ],
    tried: 8..9,
};

/// Two buyers order in one batch, and are paid for in one batch.
pub const PAIR: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Voucher|-|15000|-"),
        Say(ADMIN, "/addstock 1|akun-a@x|rahasia-a\nakun-b@x|rahasia-b\nakun-c@x|rahasia-c"),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, CASH),
        Say(BUDI, "1"),
        Press(BUDI, "➕"),
        Press(BUDI, CART),
        Press(BUDI, CASH),
        Together(&[(SARI, "QRIS"), (BUDI, "QRIS")]),
        Pay(1),
        Pay(2),
        Notice(&[1, 2]),
    ],
    tried: 12..16,
};
