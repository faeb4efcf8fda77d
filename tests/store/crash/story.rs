//! What people do in a shop, deed by deed, so that a run can break off and go on anywhere.

use crate::counter::{ADMIN, BUDI, SARI};

/// One thing the outside does. Whatever follows from it happens before the next.
pub enum Deed {
    Say(u64, &'static str),
    /// A document: whose, its name, the words below it, and what is in it.
    File(u64, &'static str, &'static str, &'static str),
    Press(u64, &'static str),
    /// Presses that reach the shop in one batch.
    Together(&'static [(u64, &'static str)]),
    /// The buyer pays at their bank.
    Pay(u64),
    /// The gateway's notices of payments, in one batch.
    Notice(&'static [u64]),
    /// Until so many minutes after opening.
    Wait(u64),
    /// Word that the shop was brought back from a copy of the moment it opened.
    Restored,
    /// The gateway has money under a reference that the shop does not know, and says so.
    Told(&'static str, u64),
}
use Deed::{Notice, Pay, Press, Say, Together, Wait};

pub struct Story {
    pub deeds: &'static [Deed],
    /// Where it is tried: by the deed that comes next.
    pub tried: fn(usize) -> bool,
}

pub const TAKE: &str = "✅ Masukkan";
pub const CART: &str = "Lanjut ke Keranjang";
const COUPON: &str = "Gunakan Kupon";
pub const CASH: &str = "Lanjut ke Pembayaran";

pub const PURCHASE: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Netflix 1 bulan|-|50000|-"),
        Say(ADMIN, "/addstock 1|akun-a@x|rahasia-a\nakun-b@x|rahasia-b\nakun-c@x|rahasia-c"),
        Press(ADMIN, TAKE),
        Say(SARI, "/start"),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, CASH),
        Pay(1),
        Notice(&[1]),
    ],
    tried: |next| matches!(next, 0..12),
};

/// The part of it in which money and goods change hands.
pub const SETTLEMENT: Story = Story { tried: |next| matches!(next, 9..12), ..PURCHASE };

/// The buyer cancels, has paid all the same, and the gateway's notice is lost.
pub const LATE: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Spotify|-|25000|-"),
        Say(ADMIN, "/addstock 1|akun-a@x|rahasia-a\nakun-b@x|rahasia-b"),
        Press(ADMIN, TAKE),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, CASH),
        Press(SARI, "Batalkan Pembelian"),
        Pay(1),
        Wait(5),
    ],
    tried: |next| matches!(next, 7..11),
};

/// Nobody pays; then the same units are sold to somebody who does.
pub const EXPIRY: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Canva|-|10000|-"),
        Say(ADMIN, "/addstock 1|akun-a@x|rahasia-a"),
        Press(ADMIN, TAKE),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, CASH),
        Wait(9),
        Wait(12),
        Say(BUDI, "1"),
        Press(BUDI, "➕"),
        Press(BUDI, CART),
        Press(BUDI, CASH),
        Pay(2),
        Notice(&[2]),
    ],
    tried: |next| matches!(next, 8..9),
};

/// Two buyers order in one batch, and are paid for in one batch.
pub const PAIR: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Voucher|-|15000|-"),
        Say(ADMIN, "/addstock 1|akun-a@x|rahasia-a\nakun-b@x|rahasia-b\nakun-c@x|rahasia-c"),
        Press(ADMIN, TAKE),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Say(BUDI, "1"),
        Press(BUDI, "➕"),
        Press(BUDI, CART),
        Together(&[(SARI, CASH), (BUDI, CASH)]),
        Pay(1),
        Pay(2),
        Notice(&[1, 2]),
    ],
    tried: |next| matches!(next, 11..15),
};

/// A deposit, and the balance that is spent on goods.
pub const DEPOSIT: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Netflix 1 bulan|-|20000|-"),
        Say(ADMIN, "/addstock 1|akun-a@x|rahasia-a\nakun-b@x|rahasia-b"),
        Press(ADMIN, TAKE),
        Say(SARI, "💰 Deposit"),
        Press(SARI, "Rp50.000"),
        Pay(1),
        Notice(&[1]),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, CASH),
        Press(SARI, "💼 Saldo"),
    ],
    tried: |next| matches!(next, 7 | 12),
};

/// A coupon, the balance and a QR pay together.
pub const MIXED: Story = Story {
    deeds: &[
        Say(SARI, "/start"),
        Say(ADMIN, "/add -|Netflix 1 bulan|-|20000|-"),
        Say(ADMIN, "/addstock 1|akun-a@x|rahasia-a\nakun-b@x|rahasia-b"),
        Press(ADMIN, TAKE),
        Say(ADMIN, "/kupon HEMAT|5000|-|-|1|-"),
        Say(ADMIN, "/transfer 555|8000|tunai"),
        Press(ADMIN, "Ya, Catat"),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, COUPON),
        Say(SARI, "HEMAT"),
        Press(SARI, CASH),
        Press(SARI, "💼 Saldo"),
        Pay(1),
        Notice(&[1]),
    ],
    tried: |next| matches!(next, 7 | 15..17),
};

/// The same is cancelled. Another takes the coupon's only use; then the money comes after all,
/// and goes to the balance.
pub const CREDITED: Story = Story {
    deeds: &[
        Say(SARI, "/start"),
        Say(ADMIN, "/add -|Netflix 1 bulan|-|20000|-"),
        Say(ADMIN, "/addstock 1|akun-a@x|rahasia-a\nakun-b@x|rahasia-b"),
        Press(ADMIN, TAKE),
        Say(ADMIN, "/kupon HEMAT|5000|-|-|1|-"),
        Say(ADMIN, "/transfer 555|8000|tunai"),
        Press(ADMIN, "Ya, Catat"),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, COUPON),
        Say(SARI, "HEMAT"),
        Press(SARI, CASH),
        Press(SARI, "💼 Saldo"),
        Press(SARI, "Batalkan Pembelian"),
        Say(BUDI, "1"),
        Press(BUDI, "➕"),
        Press(BUDI, CART),
        Press(BUDI, COUPON),
        Say(BUDI, "HEMAT"),
        Press(BUDI, CASH),
        Pay(2),
        Notice(&[2]),
        Pay(1),
        Notice(&[1]),
    ],
    tried: |next| matches!(next, 15 | 23 | 25),
};
