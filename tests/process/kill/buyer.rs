//! A patient buyer: orders, pays in every way there is, asks in between, and waits for the goods.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::time::timeout;
use warung::demo::person::Person;
use warung::demo::telegram::Shown;
use warung::demo::world::World;
use warung::domain::money::Rupiah;

use super::Chance;

/// After so long without goods one asks how things are.
const NERVES: Duration = Duration::from_secs(3);
/// Buyers wait for what they see, however slow the machine: only a shop that never brings it ends
/// this.
pub const TRUST: Duration = Duration::from_secs(300);

/// What the gateway reports when it is not what was asked for.
pub const ODD: Rupiah = Rupiah(777);

pub struct Buyer {
    pub person: Person,
    world: World,
    chance: Chance,
    last_call: Arc<AtomicBool>,
    /// Numbers of the invoices so far.
    orders: Vec<String>,
}

/// What a buyer has done, to be held against what came of it.
pub struct Told {
    pub chat: i64,
    /// Every word they asked for.
    pub wishes: Vec<String>,
    /// References of what they paid.
    pub paid: Vec<String>,
    /// And of what they paid with another amount.
    pub odd: Vec<String>,
}

impl Buyer {
    pub fn new(world: &World, id: u64, chance: Chance, last_call: Arc<AtomicBool>) -> Buyer {
        let (person, world) = (world.person(id), world.clone());
        Buyer { person, world, chance, last_call, orders: Vec::new() }
    }

    /// Buys until the last call, and waits for what is paid.
    pub async fn shop(mut self) -> Told {
        let chat = self.person.chat();
        let mut told = Told { chat, wishes: Vec::new(), paid: Vec::new(), odd: Vec::new() };
        self.person.say("/start");
        while !self.last_call.load(Ordering::SeqCst) {
            let product = if self.chance.below(2) == 0 { "1" } else { "2" };
            let reference = self.order(product).await;
            self.wish(&mut told);
            match self.chance.below(8) {
                0 => {
                    self.press("❌ Batalkan Pembelian").await;
                    self.see("dibatalkan").await;
                }
                1 => {
                    assert!(self.world.gateway.pay_with(&reference, ODD), "{reference}");
                    self.wish(&mut told);
                    self.sorry(&reference).await;
                    told.odd.push(reference);
                }
                chance => {
                    // Told once, twice, or not at all.
                    self.world.gateway.notify_times([1, 1, 1, 2, 2, 0][chance as usize - 2]);
                    assert!(self.world.gateway.pay(&reference), "{reference}");
                    self.wish(&mut told);
                    self.goods(&reference).await;
                    told.paid.push(reference);
                }
            }
        }
        self.wish(&mut told);
        told
    }

    /// Asks for something that is nowhere else.
    fn wish(&mut self, told: &mut Told) {
        let wish = format!("cari-{}-{:03}", self.person.id, told.wishes.len());
        self.person.say(&wish);
        told.wishes.push(wish);
    }

    /// From a product's number to its invoice; what the gateway calls it.
    pub async fn order(&mut self, product: &str) -> String {
        self.person.say(product);
        for (seen, label) in [
            ("Stok tersedia", "✌️ x2"),
            ("Di keranjang", "🧺 Lanjut ke Keranjang"),
            ("Keranjang Belanja", "💳 Lanjut ke Pembayaran"),
        ] {
            self.see(seen).await;
            self.press(label).await;
        }
        let asks = |message: &Shown| {
            let fresh = !self.orders.iter().any(|number| message.text.contains(number));
            message.text.contains("Total bayar") && fresh
        };
        // Whoever has something on their balance is asked how to pay.
        let asked = |message: &Shown| message.text.contains("Pilih Metode");
        let told = |_| panic!("no invoice: {:#?}", self.person.messages());
        let next = timeout(TRUST, self.until(|it| asks(it) || asked(it))).await;
        let mut invoice = next.unwrap_or_else(told);
        if asked(&invoice) {
            self.press("💠 QRIS").await;
            invoice = timeout(TRUST, self.until(asks)).await.unwrap_or_else(told);
        }
        let number = invoice.text.split_whitespace().find(|word| word.starts_with("W-")).unwrap();
        self.orders.push(number.to_owned());
        let known = self.world.gateway.transactions();
        let found = known.iter().find(|seen| seen.reference.starts_with(number));
        found.unwrap_or_else(|| panic!("the gateway knows no {number}")).reference.clone()
    }

    /// Sees something new, with more patience than most people have.
    async fn see(&self, text: &str) {
        let seeing = async { while self.person.see(text).await.is_err() {} };
        let seen = timeout(TRUST, seeing).await;
        assert!(seen.is_ok(), "no {text:?}: {:#?}", self.person.messages());
    }

    async fn press(&self, label: &str) {
        let pressing = async { while self.person.press(label).await.is_err() {} };
        let pressed = timeout(TRUST, pressing).await;
        assert!(pressed.is_ok(), "no button {label:?}: {:#?}", self.person.messages());
    }

    /// Waits for the goods.
    pub async fn goods(&self, reference: &str) {
        self.come(reference, brings).await;
    }

    /// Waits to hear where money went that did not fit.
    async fn sorry(&self, reference: &str) {
        let sorry = |message: &Shown, order: &str| {
            message.text.contains(order) && message.text.contains("jumlah tidak sesuai")
        };
        self.come(reference, sorry).await;
    }

    /// Waits for what a payment leads to, and asks now and then.
    async fn come(&self, reference: &str, holds: impl Fn(&Shown, &str) -> bool) {
        let order = &reference[..reference.rfind('-').unwrap()];
        let waiting = async {
            while timeout(NERVES, self.until(|message| holds(message, order))).await.is_err() {
                let _ = self.person.press("🔄 Cek Status").await;
            }
        };
        let came = timeout(TRUST, waiting).await;
        assert!(came.is_ok(), "nothing for {reference}: {:#?}", self.person.messages());
    }

    async fn until(&self, holds: impl Fn(&Shown) -> bool) -> Shown {
        let mut changes = self.world.telegram.watch();
        loop {
            if let Some(message) = self.person.messages().into_iter().rev().find(&holds) {
                return message;
            }
            changes.changed().await.unwrap();
        }
    }
}

/// Whether a message has goods of this order in it.
pub fn brings(message: &Shown, order: &str) -> bool {
    let goods = message.text.contains("berhasil!") || message.text.contains("Barang pesanan");
    message.from_bot() && goods && message.text.contains(order)
}
