//! A shop with its real writer over a real file, and nobody outside.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

use anyhow::{Context, anyhow, ensure};
use tempfile::TempDir;
use tokio::sync::{mpsc, watch};
use warung::chat::action::{Action, CartPress, Manner, PaymentPress};
use warung::chat::codec;
use warung::chat::incoming::{Incoming, Said};
use warung::domain::cart::Pick;
use warung::domain::customer::Person;
use warung::domain::id::{ChatId, CustomerId, ProductId};
use warung::domain::limit::UNITS_PER_INPUT_MAX;
use warung::domain::message::MessageRef;
use warung::domain::money::Rupiah;
use warung::domain::product::{NewProduct, Product};
use warung::domain::refusal::Refusal;
use warung::domain::shop::{Language, Shop};
use warung::domain::text::{Description, Name};
use warung::domain::time::{Span, Timestamp};
use warung::engine::clock::Clock;
use warung::engine::core::Core;
use warung::engine::handle::Handle;
use warung::engine::input::{Batch, Input, Reply};
use warung::engine::queue_entry::{Note, Word};
use warung::engine::writer::{self, Pumps};
use warung::shop::invariants::prove;
use warung::shop::stock::{Import, Setup};
use warung::store::fault::Fault;
use warung::store::open::Store;
use warung::store::read::Read;
use warung::words::Dictionary;

use crate::disk;
use warung::domain::payment::PaymentMethod;

pub const OWNER: u64 = 720_000_001;
/// What everybody buys: a number that no product of the past has.
const PRODUCT: u32 = 900;

pub struct Stall {
    pub handle: Handle,
    pub store: Arc<Store>,
    pub clock: Clock,
    pub commits: watch::Receiver<u64>,
    updates: AtomicU64,
    writer: JoinHandle<Result<(), Fault>>,
    product: ProductId,
    folder: TempDir,
}

/// What the writer hands on to be carried.
pub struct Slips {
    pub telegram: mpsc::UnboundedReceiver<Note>,
    pub gateway: mpsc::UnboundedReceiver<Note>,
}

impl Stall {
    /// A shop with one product and so many units, whose owner has written to it.
    pub fn open(units: usize) -> anyhow::Result<(Stall, Slips)> {
        Stall::over(disk::folder()?, units)
    }

    /// The same in a folder that may hold a shop with a past.
    pub fn over(folder: TempDir, units: usize) -> anyhow::Result<(Stall, Slips)> {
        let store = Arc::new(Store::open(folder.path(), &folder.path().join("key"))?);
        let core = Core::new(store.clone(), Dictionary::load("Asia/Jakarta")?, shop());
        let clock = Clock::new();
        let (handle, letters) = Handle::new();
        let (to_telegram, telegram) = mpsc::unbounded_channel();
        let (to_gateway, gateway) = mpsc::unbounded_channel();
        // The past ends in the middle of an update: what it left is Telegram's.
        for entry in core.unfinished()? {
            to_telegram.send(Note { word: Word::Carry(entry), at: clock.moment() })?;
        }
        let (committed, commits) = watch::channel(0);
        let pumps = Pumps {
            telegram: to_telegram,
            // No owner is told anything here.
            alert: mpsc::unbounded_channel().0,
            gateway: to_gateway,
            alarm: watch::Sender::new(Timestamp::default()),
            commits: committed,
            settings: watch::Sender::new(Default::default()),
            restart: watch::Sender::new(false),
            drills: watch::Sender::new(0),
        };
        let path = folder.path().to_owned();
        let writer = writer::start(core, clock.clone(), path, letters, pumps)?;
        // Updates of the past are known by their numbers.
        let updates = AtomicU64::new(1 + u64::from(u32::MAX));
        let product = ProductId(0);
        let mut stall = Stall { handle, store, clock, commits, updates, writer, product, folder };
        stall.fill(units)?;
        let products = stall.store.snap()?.all::<Product>(0, usize::MAX)?;
        let sold = products.iter().find(|it| it.number == PRODUCT);
        stall.product = sold.context("what everybody buys is not there")?.id;
        stall.handle.submit_blocking(stall.start(OWNER))?;
        Ok((stall, Slips { telegram, gateway }))
    }

    fn fill(&self, units: usize) -> anyhow::Result<()> {
        let all: Vec<u64> = (1..=units as u64).collect();
        for lines in all.chunks(UNITS_PER_INPUT_MAX) {
            let units = lines.iter().map(|n| (*n, unit(*n))).collect();
            let products = vec![product(PRODUCT, units)?];
            let reply =
                self.handle.submit_blocking(Input::Import(Batch { products, dry_run: false }))?;
            let Reply::Imported(results) = reply else { return Err(anyhow!("{reply:?}")) };
            ensure!(results.iter().all(Result::is_ok), "{results:?}");
        }
        Ok(())
    }

    fn update(&self, person: u64, said: Said) -> Input {
        let id = self.updates.fetch_add(1, Ordering::Relaxed);
        let from = Person::new(person, "Sari", "Belanja");
        let chat = ChatId(person as i64);
        Input::Update { id, said: Incoming { chat, private: true, from, said, formatted: false } }
    }

    pub fn start(&self, person: u64) -> Input {
        self.update(person, Said::Text("/start".to_owned()))
    }

    /// A press of the button that sets how many are in the cart.
    pub fn set_cart(&self, person: u64, quantity: u32) -> Input {
        self.press(
            person,
            Action::Cart(CartPress::Set { product: self.product, pick: Pick::Just(quantity) }),
        )
    }

    pub fn pay(&self, person: u64) -> Input {
        self.press(person, Action::Payment(PaymentPress::By(PaymentMethod::Qris)))
    }

    fn press(&self, person: u64, action: Action) -> Input {
        // None of the actions pressed here is too long for a button.
        let data = codec::encode(&action, Manner::Here).unwrap_or_default();
        let message = Some(MessageRef { id: 7, media: false });
        self.update(person, Said::Button { callback: "4382bfdwdsb".to_owned(), message, data })
    }

    /// Commits from now on until the counter is asked.
    pub fn commits_since(&self, before: u64) -> u64 {
        *self.commits.borrow() - before
    }

    /// Every promise holds; then the shop is closed.
    pub fn close(self) -> anyhow::Result<TempDir> {
        let broken = prove(&self.store.snap()?)?;
        ensure!(broken.is_empty(), "{broken:#?}");
        drop((self.handle, self.store));
        self.writer.join().map_err(|_| anyhow!("the writer broke"))??;
        Ok(self.folder)
    }
}

/// A product of the shelf with units to add.
pub fn product(number: u32, units: Vec<(u64, String)>) -> anyhow::Result<Import> {
    let refused = |refusal: Refusal| anyhow!("{refusal:?}");
    let about = "1 profil, kualitas 4K, semua perangkat.\nGaransi 30 hari.";
    let product = NewProduct {
        number: Some(number),
        name: Name::parse("Netflix Premium 1 Bulan").map_err(refused)?,
        price: Rupiah(45_000),
        category: None,
        description: Description::parse(about).map_err(refused)?,
    };
    Ok(Import { product, setup: Setup::default(), units })
}

/// What every unit has in it and no other text.
pub const UNIT_MARK: &str = "Sandi#";

/// A unit as sellers of accounts have them.
pub fn unit(n: u64) -> String {
    format!("akun{n:07}@mail.example | {UNIT_MARK}{:06}", n * 37 % 1_000_000)
}

pub fn shop() -> Shop {
    Shop {
        name: "Toko Sari".to_owned(),
        language: Language::INDONESIAN,
        invoice_after: Span::minutes(10),
        owners: vec![CustomerId(OWNER)],
        admins: vec![],
        group: None,
        contact: None,
        messages_per_second: 30,
        file: String::new(),
        alert_bot: false,
        hooked: true,
        sandbox: false,
    }
}
