//! Goods that are no lines of stock: one text for everybody with so many sales, files, and what the
//! staff do by hand. Nothing is sold beyond its quota, each job is done once and told of.

use std::collections::{BTreeMap, BTreeSet};

use warung::chat::action::{Action, OrderPress, ProductPress, StockPress, TodoPress};
use warung::chat::choice::Choice;
use warung::chat::codec::decode;
use warung::chat::incoming::Said;
use warung::chat::staff::product::{KindField, KindPick};
use warung::chat::staff::todo::{Finish, Hands};
use warung::chat::wizard::Wizard;
use warung::domain::id::{FileId, OrderId, ProductId, UnitId};
use warung::domain::message::{Keys, Press, Screen, Want};
use warung::domain::order::{Line, Order};
use warung::domain::stock::{Made, Unit};
use warung::shop::{file, todo};
use warung::store::read::Read;
use warung::store::schema::Index;

use super::staff::ADMINS;
use super::world::World;

/// What the outside knows of them.
#[derive(Default)]
pub struct Kinds {
    /// Products that were made to be sold as files, or to have one text for everybody; and every
    /// such text.
    files: Vec<u32>,
    shared: Vec<u32>,
    texts: BTreeSet<String>,
    /// How many sales of a product staff have ever allowed.
    quotas: BTreeMap<u32, u64>,
    /// In which orders a text for everybody was read.
    read: BTreeSet<(u64, u64)>,
    /// What its buyer has read of a job.
    done: BTreeMap<(u64, u64), String>,
    /// Jobs that somebody of the staff has been shown.
    told: BTreeSet<(u64, u64)>,
}

/// How every text for everybody begins; product and version follow.
const MARK: &str = "<code>bersama-";

impl Kinds {
    /// Something is read that everybody gets. Whoever reads it has an order with it.
    pub fn reads(&mut self, screen: &Screen, order: Option<u64>) -> bool {
        let mut any = false;
        for rest in screen.html.split(MARK).skip(1) {
            let text = rest.split("</code>").next().unwrap_or_default();
            assert!(self.texts.contains(text), "nobody sent {text:?}");
            let product = text.split('-').next().and_then(|it| it.parse().ok());
            let order = order.expect("a text for everybody, of no order");
            self.read.insert((order, product.expect("a product")));
            any = true;
        }
        any
    }

    /// One of the staff is shown what is to be done.
    pub fn tells(&mut self, screen: &Screen) {
        let Keys::Inline(rows) = &screen.keys else { return };
        for button in rows.iter().flatten() {
            if let Press::Data(data) = &button.does
                && let Some((Action::Todo(TodoPress::Card { order, product }), _)) = decode(data)
            {
                self.told.insert((order.0, product.0));
            }
        }
    }

    /// What was done for an order is read: always the same.
    pub fn handed(&mut self, order: u64, product: u32, content: &str) {
        let job = self.done.entry((order, product.into())).or_insert_with(|| content.to_owned());
        assert_eq!(job, content, "W-{order:06} was done twice");
    }

    /// A shop that has forgotten that it was done has it done again.
    pub fn undone(&mut self, order: u64, product: u32) {
        self.done.remove(&(order, product.into()));
    }

    /// All orders in which something was.
    pub fn read_ones(&self) -> BTreeSet<u64> {
        self.read.iter().map(|(order, _)| *order).collect()
    }

    pub fn is_read(&self, order: u64) -> bool {
        self.read.iter().any(|(of, _)| *of == order)
    }
}

impl World {
    /// A new product of another kind, or something about one that there is.
    pub fn diversify(&mut self, admin: u64) {
        let product = self.luck.range(1, u64::from(self.staff.products()).max(1)) as u32;
        match self.luck.below(10) {
            0..3 => self.add_shared(admin),
            3..5 => self.add_manual(admin),
            5..7 => self.add_files(admin),
            7 => {
                let shared = self.model.kinds.shared.clone();
                if let Some(product) = self.luck.pick(&shared) {
                    self.share(admin, *product);
                }
            }
            8 => {
                let files = self.model.kinds.files.clone();
                if let Some(product) = self.luck.pick(&files) {
                    self.send_files(admin, *product);
                }
            }
            _ => self.allow(admin, product),
        }
        self.types(admin, "/batal");
    }

    /// Some shops have goods of every kind from the beginning.
    pub fn open_with_kinds(&mut self) {
        self.add_shared(ADMINS[0]);
        self.add_manual(ADMINS[0]);
        self.types(ADMINS[0], "/batal");
        self.add_files(ADMINS[0]);
        self.types(ADMINS[0], "/batal");
    }

    fn add_kind(&mut self, admin: u64, pick: KindPick) -> u32 {
        self.add_product(admin);
        let product = self.staff.products();
        self.presses_known(admin, &ProductPress::SetKind(id(product), pick).into());
        product
    }

    /// Nobody can buy it before there is a text, and by then it has its quota.
    fn add_shared(&mut self, admin: u64) {
        let product = self.add_kind(admin, KindPick::Shared);
        self.kinds().shared.push(product);
        if self.luck.chance(800) {
            self.limit(admin, product);
        }
        self.share(admin, product);
    }

    fn add_manual(&mut self, admin: u64) {
        let product = self.add_kind(admin, KindPick::Manual);
        self.types(admin, "30 menit");
        match self.luck.chance(500) {
            true => self.types(admin, "Email yang diundang?"),
            false => self.confirms(admin),
        }
        if self.luck.chance(300) {
            self.limit(admin, product);
        }
    }

    fn add_files(&mut self, admin: u64) {
        let product = self.add_kind(admin, KindPick::File);
        self.kinds().files.push(product);
        self.send_files(admin, product);
    }

    /// So many more may be sold of it.
    fn allow(&mut self, admin: u64, product: u32) {
        let left = self.luck.range(0, 4);
        self.presses_known(admin, &ProductPress::EditKind(id(product), KindField::Quota).into());
        self.types(admin, &left.to_string());
        // One that was endless has sold nobody knows how many.
        if let Some(quota) = self.kinds().quotas.get_mut(&product) {
            *quota += left;
        }
    }

    /// The same before anybody can have bought one.
    fn limit(&mut self, admin: u64, product: u32) {
        self.kinds().quotas.insert(product, 0);
        self.allow(admin, product);
    }

    fn share(&mut self, admin: u64, product: u32) {
        let text = format!("{product}-{:x}", self.luck.next());
        self.presses_known(admin, &StockPress::Fill(id(product)).into());
        self.types(admin, &format!("bersama-{text}"));
        self.confirms(admin);
        self.types(admin, "/batal");
        self.kinds().texts.insert(text);
    }

    /// The button below the question they are in.
    fn confirms(&mut self, admin: u64) {
        let save = |it: &Action| matches!(it, Action::Answer(Choice::Save, _));
        if let Some(action) = self.newest(admin, save) {
            self.presses_known(admin, &action);
        }
    }

    fn send_files(&mut self, admin: u64, product: u32) {
        self.presses_known(admin, &StockPress::Fill(id(product)).into());
        for _ in 0..self.luck.range(1, 3) {
            let word = format!("{:x}", self.luck.next());
            let content = self.model.invent(product, &word);
            let file = format!("file of {word}");
            let (bytes, name) = (content.len() as u64, format!("{word}.pdf"));
            self.telegram.files.insert(file.clone(), content.into_bytes());
            let (mime, caption) = (Some("application/pdf".into()), String::new());
            self.says(admin, Said::Document { file, name, mime, bytes, caption });
        }
    }

    /// Files that have come and were looked at go on the shelf, or are not wanted after all.
    pub fn take_files(&mut self, admin: u64) {
        let take = |it: &Action| matches!(it, Action::Stock(StockPress::TakeFiles(_)));
        let drop = |it: &Action| matches!(it, Action::Stock(StockPress::DropFiles(_)));
        let action = match self.luck.chance(950) {
            true => self.newest(admin, take),
            false => self.offered(admin, drop),
        };
        if let Some(action) = action {
            self.presses_known(admin, &action);
        }
    }

    /// Somebody does one of the jobs they were ever shown, perhaps one that is done.
    pub fn work(&mut self, admin: u64) {
        let card = |it: &Action| matches!(it, Action::Todo(TodoPress::Card { .. }));
        let Some(Action::Todo(TodoPress::Card { order, product })) = self.offered(admin, card)
        else {
            return self.presses_known(admin, &TodoPress::List { page: 0 }.into());
        };
        match self.luck.chance(150) {
            true => self.presses_known(admin, &TodoPress::Ask { order, product }.into()),
            false => self.finish(admin, order, product),
        }
    }

    /// What is typed is looked at, and goes out with the tap, or with two.
    fn finish(&mut self, admin: u64, order: OrderId, product: ProductId) {
        let word = format!("{:x}", self.luck.next());
        let text = self.model.invent_by_hand(product.0 as u32, &word);
        self.presses_known(admin, &TodoPress::Finish { order, product }.into());
        self.types(admin, &text);
        let asked =
            Wizard::Finish(Finish { order, product, hands: Some(Hands::Text(text)) }).fingerprint();
        for _ in 0..self.luck.range(1, 2) {
            self.presses_known(admin, &Action::Answer(Choice::Save, asked));
        }
        self.types(admin, "/batal");
    }

    /// The newest question about what is done for them.
    pub fn answers(&mut self, buyer: u64) {
        let asked = |it: &Action| matches!(it, Action::Order(OrderPress::Answer { .. }));
        if let Some(action) = self.offered(buyer, asked) {
            self.presses_known(buyer, &action);
            self.types(buyer, "saya@contoh.id");
        }
    }

    /// At the end everything is done that somebody waits for.
    pub fn finish_all(&mut self) {
        let jobs = todo::jobs(&self.core.store().snap().unwrap()).unwrap();
        for job in jobs {
            self.finish(ADMINS[1], job.order, job.product);
        }
    }

    pub fn is_to_do(&self, order: OrderId, product: ProductId) -> bool {
        todo::known(&self.core.store().snap().unwrap(), order, product).is_ok()
    }

    /// No more was sold of anything than was ever allowed, at any moment.
    pub fn quotas_hold(&self) {
        let snap = self.core.store().snap().unwrap();
        for (product, quota) in &self.model.kinds.quotas {
            let made = snap.count(Index::UnitsMade, u64::from(*product)).unwrap();
            let endless = made > 0 && !self.has_quota(*product);
            assert!(made <= *quota || endless, "{made} made of product {product}, not {quota}");
        }
    }

    /// Whether a product has a quota by the shop's own word: one may have been refused.
    fn has_quota(&self, product: u32) -> bool {
        use warung::domain::product::{Kind, Product};
        let known: Option<Product> = self.core.store().snap().unwrap().get(product.into()).unwrap();
        known.is_some_and(|it| match it.kind {
            Kind::Shared { quota } | Kind::Manual { quota, .. } => quota.is_some(),
            Kind::Unit { .. } | Kind::File => false,
        })
    }

    /// What a file has in it, as its courier brings it.
    pub fn brought(&self, id: FileId) -> String {
        let snap = self.core.store().snap().unwrap();
        let (_, image) = file::load(&snap, id, Want::Bytes).unwrap().expect("a file that is gone");
        String::from_utf8(image.bytes).expect("a file of ours")
    }

    /// What a buyer reads of a unit.
    pub fn content(&self, unit: &Unit) -> String {
        unit.file.map_or_else(|| unit.content.clone(), |file| self.brought(file))
    }

    /// How a line's units were made, where they were. Made ones go with an order that ends unpaid.
    pub fn made(&self, line: &Line) -> Option<Made> {
        let unit: &UnitId = line.units.first()?;
        self.core.store().snap().unwrap().get::<Unit>(unit.0).unwrap()?.made
    }

    /// Of a paid order that nothing was given back of: the text for everybody was read, and what
    /// was done by hand was told of, done, and read.
    pub fn made_ones_are_out(&self, order: &Order) {
        for line in &order.lines {
            let job = (order.id.0, line.product.0);
            let kinds = &self.model.kinds;
            match self.made(line) {
                None => {}
                Some(Made::Shared) => assert!(kinds.read.contains(&job), "{job:?} was not read"),
                Some(Made::Manual(todo)) => {
                    assert!(todo.done.is_some(), "{job:?} was not done");
                    assert!(kinds.done.contains_key(&job), "{job:?} was not handed over");
                    let ready = todo.question.is_none() || todo.answer.is_some();
                    assert!(!ready || kinds.told.contains(&job), "nobody was told of {job:?}");
                }
            }
        }
    }

    fn kinds(&mut self) -> &mut Kinds {
        &mut self.model.kinds
    }
}

fn id(product: u32) -> ProductId {
    ProductId(product.into())
}
