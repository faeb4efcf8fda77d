//! The sellers: they put up products, fill stock, change prices, and send again what is stuck.

use std::collections::BTreeMap;

use warung::chat::action::{
    Action, CouponPress, CustomerPress, RefundPress, SalePress, SettingPress,
};
use warung::chat::choice::Choice;
use warung::chat::codec::decode;
use warung::chat::form::{At, Form};
use warung::chat::incoming::Said;
use warung::chat::staff::order::Purpose;
use warung::chat::staff::refund::Draft;
use warung::chat::staff::setting::{Wish, shown::seen};
use warung::chat::wizard::Wizard;
use warung::domain::id::{CouponId, OrderId};
use warung::domain::limit::PASTE_UNITS_HALF;
use warung::domain::settings::{Setting, Value};
use warung::engine::input::Input;
use warung::shop::product::{archived, numbered};
use warung::shop::settings::settings;

use super::luck::Luck;
use super::model::Coupon;
use super::world::World;
use warung::domain::money::Rupiah;
use warung::domain::refund::{Portion, Purse};
use warung::domain::text::Reason;

/// What staff do.
#[derive(Clone, Copy, Debug)]
pub enum Chore {
    Fill,
    AddProduct,
    Reprice,
    /// A promo or wholesale steps, or none any more.
    Discount,
    TakeOff,
    AddCoupon,
    Withdraw,
    SendAgain,
    /// Opens an order's inbox, or a list of its units.
    Inbox,
    Refund,
    Replace,
    Payout,
    Credit,
    Reconcile,
    Settings,
    /// Puts the shelf in order.
    Rearrange,
    /// Looks after what is in stock: batches and units.
    Stock,
    Look,
    /// Makes choices of products, and takes them away.
    Vary,
    /// Goods of other kinds.
    Diversify,
    /// Does what is to be done by hand.
    Work,
    /// What buyers read, and files of a configuration.
    Write,
}

pub const CHORES: [(Chore, u64); 22] = [
    (Chore::Fill, 30),
    (Chore::AddProduct, 8),
    (Chore::Reprice, 15),
    (Chore::Discount, 15),
    (Chore::TakeOff, 3),
    (Chore::AddCoupon, 12),
    (Chore::Withdraw, 2),
    (Chore::SendAgain, 8),
    (Chore::Inbox, 8),
    (Chore::Refund, 8),
    (Chore::Replace, 4),
    (Chore::Payout, 8),
    (Chore::Credit, 6),
    (Chore::Reconcile, 3),
    (Chore::Settings, 5),
    (Chore::Rearrange, 20),
    (Chore::Stock, 10),
    (Chore::Look, 5),
    (Chore::Vary, 25),
    (Chore::Diversify, 25),
    (Chore::Work, 25),
    (Chore::Write, 12),
];

pub const ADMINS: [u64; 2] = [222, 223];

#[derive(Default)]
pub struct Staff {
    /// Products put up so far; a number is never used again.
    products: u32,
    files: u32,
    /// Corrections by hand begun so far.
    drafts: u32,
    /// Who has just wanted a product off the shelf, and is asked.
    asked: Option<u64>,
    /// What will be true once the shop has heard of it, by update.
    unheard: BTreeMap<u64, Change>,
}

#[derive(Clone, Copy)]
enum Change {
    Off,
    Credit { buyer: u64, amount: u64 },
}

impl Staff {
    pub fn products(&self) -> u32 {
        self.products
    }
}

impl World {
    pub fn staff_acts(&mut self) {
        let admin = *self.luck.pick(&ADMINS).expect("staff");
        self.take_in();
        let chore = self.mood.chores.roll(&mut self.luck);
        self.log.note(|| format!("staff {admin}: {chore:?}"));
        let product = self.luck.range(1, u64::from(self.staff.products)) as u32;
        if let Some(admin) = self.staff.asked.take() {
            self.agree(admin);
        }
        match chore {
            Chore::Fill => self.fill(admin, product),
            Chore::AddProduct => self.add_product(admin),
            Chore::Reprice => {
                // A price that falls by more than half is asked about, and this is not answered.
                let floor = self.model.dearest(product).div_ceil(2);
                let price = price(&mut self.luck).max(floor);
                self.types(admin, &format!("/setprice {product}|{price}"));
                self.model.prices(self.updates, product, price, self.steps);
            }
            Chore::Discount => self.discount(admin, product),
            Chore::TakeOff => {
                self.types(admin, &format!("/del {product}"));
                self.staff.asked = Some(admin);
            }
            Chore::AddCoupon => self.add_coupon(admin),
            Chore::Withdraw => {
                let coupon = CouponId(self.luck.range(1, 10));
                self.presses_known(admin, &Action::Coupon(CouponPress::Withdraw(coupon)));
            }
            Chore::SendAgain => {
                let order = self.an_order();
                self.send_again(admin, order);
            }
            Chore::Inbox => {
                let order = self.an_order();
                self.look_into(admin, order);
            }
            Chore::Refund => {
                let order = self.an_order();
                self.refund(admin, order);
            }
            Chore::Replace => self.replace(admin),
            Chore::Payout => {
                let offered = self
                    .offered(admin, |it| matches!(it, Action::Refund(RefundPress::Payout { .. })));
                let (order, part) = (self.an_order(), self.luck.range(1, 2) as u16);
                let action = offered.unwrap_or(Action::Refund(RefundPress::Payout { order, part }));
                self.presses_known(admin, &action);
            }
            Chore::Credit => self.credit(admin),
            Chore::Reconcile => self.inbox.push(Input::Reconcile),
            Chore::Settings => {
                let now = settings(&self.core.store().snap().unwrap()).unwrap();
                let to = |which: Setting, value, wish| {
                    Action::Setting(SettingPress::To { which, wish, seen: seen(&value) })
                };
                let (hides, most) = (now.hide_sold_out, now.open_invoices_max);
                let actions = [
                    to(Setting::HideSoldOut, Value::Flag(hides), Wish::Flag(!hides)),
                    to(Setting::OpenInvoicesMax, Value::Count(most), Wish::Count(most % 5 + 1)),
                ];
                let action = self.luck.pick(&actions).cloned().expect("actions");
                self.presses_known(admin, &action);
            }
            Chore::Rearrange => self.rearrange(admin, product),
            Chore::Stock => self.look_after_stock(admin),
            Chore::Vary => self.vary(admin, product),
            Chore::Diversify => self.diversify(admin),
            Chore::Work => self.work(admin),
            Chore::Write => self.write(),
            Chore::Look => {
                let texts = ["/start", "/admin", "/stock", "/add", "/addstock 1|", "/setprice 1|x"];
                let text = *self.luck.pick(&texts).expect("texts");
                self.types(admin, text);
            }
        }
    }

    pub fn add_product(&mut self, admin: u64) {
        let (product, price) = (self.next_product(), price(&mut self.luck));
        let category = self.luck.below(3);
        let text = format!("/add {product}|Produk {product} <x>|Kategori {category}|{price}|-");
        self.types(admin, &text);
        self.model.prices(self.updates, product, price, self.steps);
    }

    pub fn next_product(&mut self) -> u32 {
        self.staff.products += 1;
        self.staff.products
    }

    /// The newest update may take something off the shelf.
    pub fn something_may_go_off(&mut self) {
        self.staff.unheard.insert(self.updates, Change::Off);
    }

    /// Presses the newest card that asks: the one for a product, if it has come already.
    fn agree(&mut self, admin: u64) {
        let sure = |it: &Action| matches!(it, Action::Answer(Choice::Save, _));
        let Some(chat) = self.telegram.chats.get(&(admin as i64)) else { return };
        let actions = chat.ever.iter().filter_map(|it| decode(&it.data).map(|(action, _)| action));
        let Some(action) = actions.rev().find(sure) else { return };
        self.presses_known(admin, &action);
        self.something_may_go_off();
    }

    /// What is off the shelf, by the shop's own word: a card takes its choices with it.
    fn gone(&self) -> Vec<u32> {
        let snap = self.core.store().snap().unwrap();
        let gone = |number: &u32| {
            numbered(&snap, *number).unwrap().is_none()
                && archived(&snap, *number).unwrap().is_some()
        };
        (1..=self.staff.products).filter(gone).collect()
    }

    /// Up to all of the price, for few or many.
    fn add_coupon(&mut self, admin: u64) {
        let luck = &mut self.luck;
        let percent = [luck.range(1, 30), luck.range(1, 99), 100][luck.below(3) as usize];
        let most = if luck.chance(500) { luck.range(500, 50_000) } else { u64::MAX };
        let uses = luck.chance(600).then(|| luck.range(1, 5));
        let uses_of_one = luck.chance(600).then(|| luck.range(1, 2));
        let code = format!("KODE{}", self.model.codes().len());
        let number = |number: Option<u64>| number.map_or("-".into(), |it| it.to_string());
        let ceiling = if most == u64::MAX { String::new() } else { format!(" {most}") };
        let (all, one) = (number(uses), number(uses_of_one));
        self.types(admin, &format!("/kupon {code}|{percent}%{ceiling}|-|-|{all}|{one}"));
        self.model.promised(&code, Coupon { percent, most, uses, uses_of_one });
    }

    /// Mostly an order whose goods somebody has seen, all or some; else any number.
    fn an_order(&mut self) -> OrderId {
        let seen = self.model.orders_seen();
        match self.luck.pick(&seen) {
            Some(order) if self.luck.chance(800) => OrderId(*order),
            _ => OrderId(self.luck.range(1, 40)),
        }
    }

    /// What any button means that somebody was ever shown, of those that are wanted.
    pub fn offered(&mut self, person: u64, wanted: impl Fn(&Action) -> bool) -> Option<Action> {
        let chat = self.telegram.chats.get(&(person as i64))?;
        let actions = chat.ever.iter().filter_map(|it| decode(&it.data).map(|(action, _)| action));
        let wanted: Vec<Action> = actions.filter(wanted).collect();
        self.luck.pick(&wanted).cloned()
    }

    /// The newest button of those that are wanted.
    pub fn newest(&self, person: u64, wanted: impl Fn(&Action) -> bool) -> Option<Action> {
        let chat = self.telegram.chats.get(&(person as i64))?;
        let actions = chat.ever.iter().filter_map(|it| decode(&it.data).map(|(action, _)| action));
        actions.rev().find(wanted)
    }

    /// Somebody complains about goods that they have seen, all or some, and is looked after.
    pub fn complaint(&mut self) {
        let seen = self.model.orders_seen();
        let Some(order) = self.luck.pick(&seen).map(|order| OrderId(*order)) else { return };
        let admin = *self.luck.pick(&ADMINS).expect("staff");
        self.log.note(|| format!("complaint about {order}"));
        match self.luck.below(8) {
            0..3 => self.look_into(admin, order),
            3..6 => self.refund(admin, order),
            6 => self.replace(admin),
            _ => self.send_again(admin, order),
        }
    }

    fn send_again(&mut self, admin: u64, order: OrderId) {
        let again =
            [Action::Sale(SalePress::SendAgain(order)), Action::Sale(SalePress::Resend(order))];
        let action = self.luck.pick(&again).cloned().expect("actions");
        self.presses_known(admin, &action);
    }

    /// Opens an order's inbox, or a list of its units.
    fn look_into(&mut self, admin: u64, order: OrderId) {
        let pick = |purpose| Action::Sale(SalePress::PickUnit { order, purpose, page: 0 });
        let views =
            [Action::Sale(SalePress::Card(order)), pick(Purpose::Refund), pick(Purpose::Replace)];
        let action = self.luck.pick(&views).cloned().expect("actions");
        self.presses_known(admin, &action);
    }

    fn replace(&mut self, admin: u64) {
        let offered =
            self.offered(admin, |it| matches!(it, Action::Sale(SalePress::Replace { .. })));
        let Some(action @ Action::Sale(SalePress::Replace { order, .. })) = offered else { return };
        self.model.may_be_replaced(order.0);
        self.presses_known(admin, &action);
    }

    /// Gives money back for an order, or a unit of one, perhaps more than there was, and perhaps
    /// taps twice.
    fn refund(&mut self, admin: u64, order: OrderId) {
        let of_unit = self.offered(admin, |it| {
            matches!(it, Action::Refund(RefundPress::New { unit: Some(_), .. }))
        });
        let (order, unit) = match of_unit {
            Some(Action::Refund(RefundPress::New { order, unit })) if self.luck.chance(500) => {
                (order, unit)
            }
            _ => (order, None),
        };
        let seen = self.model.orders_seen().contains(&order.0);
        let all = if seen { self.model.worth(order.0).1 } else { 50_000 };
        let luck = &mut self.luck;
        let amount = [all, luck.range(1, 100), luck.range(1, 100_000)][luck.below(3) as usize];
        let to = if self.luck.chance(600) { Choice::ToBalance } else { Choice::Outside };
        self.presses_known(admin, &Action::Refund(RefundPress::New { order, unit }));
        self.types(admin, &amount.to_string());
        let portion = unit.map_or(Portion::Whole, |unit| Portion::Units(vec![unit]));
        let mut draft = Draft::of(order, portion);
        draft.amount = Some(Rupiah(amount));
        let asked =
            |draft: &Draft, at| Wizard::Refund(Form { draft: draft.clone(), at }).fingerprint();
        self.presses_known(admin, &Action::Answer(to, asked(&draft, At::Question(1))));
        draft.to = Some(if to == Choice::ToBalance { Purse::Balance } else { Purse::Outside });
        draft.why = Some(Reason::parse("Barang rusak").expect("a reason"));
        self.types(admin, "Barang rusak");
        let part = [1, 1, 1, 2, 2, 3][self.luck.below(6) as usize];
        draft.part = Some(part);
        let asked = asked(&draft, At::Card);
        let confirm = Action::Refund(RefundPress::Confirm { order, part, asked });
        for _ in 0..self.luck.range(1, 2) {
            self.presses_known(admin, &confirm);
        }
        self.model.may_be_given(amount);
    }

    /// Money that was received outside the shop; confirmed once or twice.
    fn credit(&mut self, admin: u64) {
        let met = self.model.met(self.buyers());
        let Some(buyer) = self.luck.pick(&met).copied() else { return };
        let amount = self.luck.range(1, 100_000);
        self.types(admin, &format!("/transfer {buyer}|{amount}|Bayar tunai"));
        // Drafts are numbered in the order in which they are heard, which is that of updates.
        self.staff.drafts += 1;
        let confirm = Action::Customer(CustomerPress::Confirm(self.staff.drafts));
        self.presses_known(admin, &confirm);
        self.staff.unheard.insert(self.updates, Change::Credit { buyer, amount });
        self.model.may_be_given(amount);
        if self.luck.chance(200) {
            self.presses_known(admin, &confirm);
        }
    }

    /// New lines, and now and then some that were sent before; typed or as a file.
    pub fn fill(&mut self, admin: u64, product: u32) {
        let mut lines = Vec::new();
        for _ in 0..self.luck.range(1, 8) {
            let ending = ending(&mut self.luck, self.mood.long_goods);
            lines.push(self.model.invent(product, &ending));
        }
        let known = self.model.goods_of(product);
        for _ in 0..self.luck.below(3) {
            lines.extend(self.luck.pick(&known).cloned());
        }
        let text = lines.join("\n");
        // What is too long for a message for certain goes as a file.
        if text.len() < PASTE_UNITS_HALF && self.luck.chance(700) {
            self.types(admin, &format!("/addstock {product}|{text}"));
            return;
        }
        self.staff.files += 1;
        let file = format!("file {}", self.staff.files);
        let (bytes, name) = (text.len() as u64, "stok.txt".into());
        self.telegram.files.insert(file.clone(), text.into_bytes());
        let caption = format!("/addstock {product}");
        self.says(admin, Said::Document { file, name, mime: None, bytes, caption });
    }

    /// The shop has heard an update: what it changes is true from here on.
    pub fn heard(&mut self, update: u64) {
        self.model.priced(update, self.steps);
        self.model.rules.heard(update, self.steps);
        match self.staff.unheard.remove(&update) {
            Some(Change::Off) => {
                for product in self.gone() {
                    self.model.taken_off(product);
                }
            }
            Some(Change::Credit { buyer, amount }) => self.model.credited(buyer, amount),
            None => {}
        }
    }
}

pub fn price(luck: &mut Luck) -> u64 {
    [luck.range(500, 3_000), luck.range(5, 60) * 1_000, luck.range(500, 200_000)]
        [luck.below(3) as usize]
}

/// Passwords of all sorts, some of which no message would keep as they are.
fn ending(luck: &mut Luck, long: u32) -> String {
    let word = luck.next();
    if luck.chance(long) {
        return "x".repeat(luck.range(200, 3_800) as usize);
    }
    match luck.below(30) {
        0 => format!("<b>{word}</b> & \"x\""),
        1 => format!("{word}&lt;&amp;"),
        2 => format!("{word}  "),
        3 => format!("🔑\u{200b}{word}"),
        _ => format!("{word:x}"),
    }
}
