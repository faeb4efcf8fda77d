//! The outside's own books: what people were asked for, what they paid, which goods they saw.
//! Nothing here is read from the shop; it is what a row of witnesses would swear to.

use std::collections::{BTreeMap, BTreeSet};

use warung::domain::message::{Media, Screen};

use super::aftermath::Aftermath;
use super::gateway::Gateway;
use super::kinds::Kinds;
use super::prices::Rules;
use super::staff::ADMINS;

#[derive(Default)]
pub struct Model {
    /// Every line of goods that staff ever sent, by the number in it.
    goods: Vec<Goods>,
    /// Who has seen a unit, as part of which order.
    pub(super) seen: BTreeMap<usize, (i64, u64)>,
    /// The prices of a product that the shop has heard of, in that order.
    prices: BTreeMap<u32, Vec<Price>>,
    /// Prices on their way to the shop, by update: true already, if a crash ate the answer.
    on_the_way: BTreeMap<u64, (u32, Price)>,
    off_shelf: BTreeSet<u32>,
    pub rules: Rules,
    pub kinds: Kinds,
    /// Coupons as they were made known, by their code.
    coupons: BTreeMap<String, Coupon>,
    /// In which step an order first showed itself outside: its prices are those of that time.
    born: BTreeMap<u64, u64>,
    /// What the gateway was asked to collect for an order.
    quotes: BTreeMap<u64, Quote>,
    /// Who has ever written to the shop, and what staff have put on their balance.
    known: BTreeMap<u64, u64>,
    /// What staff meant to give to anybody, whether it came to that or not.
    gifts: u64,
    /// Orders of which staff meant to replace a unit, and how often.
    replaced: BTreeMap<u64, usize>,
    /// The buyer in whose chat the invoice of an order was shown.
    bills: BTreeMap<u64, i64>,
    /// Of a shop that has forgotten something.
    pub after: Option<Aftermath>,
}

struct Goods {
    product: u32,
    content: String,
    /// Made for one order, by hand.
    by_hand: bool,
}

#[derive(Clone, Copy)]
struct Price {
    amount: u64,
    /// In this step it was sent to the shop.
    sent: u64,
    /// In this step the shop answered, or has not yet.
    heard: Option<u64>,
}

pub struct Quote {
    pub reference: String,
    pub amount: u64,
}

/// What a code takes off everything.
#[derive(Clone, Copy)]
pub struct Coupon {
    pub percent: u64,
    pub most: u64,
    pub uses: Option<u64>,
    pub uses_of_one: Option<u64>,
}

impl Coupon {
    pub fn of(self, price: u64) -> u64 {
        (price * self.percent / 100).min(self.most)
    }
}

/// How every line of goods begins; its number follows.
const MARK: &str = "unit-";

impl Model {
    /// A new line of goods, unlike any other, with signs that must survive the way to the buyer.
    pub fn invent(&mut self, product: u32, ending: &str) -> String {
        // What cannot be seen at its end is not kept.
        let content = format!("{MARK}{}@toko.id|{}", self.goods.len(), ending.trim_end());
        self.goods.push(Goods { product, content: content.clone(), by_hand: false });
        content
    }

    /// The same of what is done for one order.
    pub fn invent_by_hand(&mut self, product: u32, ending: &str) -> String {
        let content = self.invent(product, ending);
        self.goods.last_mut().expect("just invented").by_hand = true;
        content
    }

    pub fn goods_of(&self, product: u32) -> Vec<String> {
        let of = self.goods.iter().filter(|goods| goods.product == product && !goods.by_hand);
        of.map(|goods| goods.content.clone()).collect()
    }

    /// A seller sends a price.
    pub fn prices(&mut self, update: u64, product: u32, amount: u64, step: u64) {
        self.on_the_way.insert(update, (product, Price { amount, sent: step, heard: None }));
    }

    /// The shop has heard an update, perhaps of a price.
    pub fn priced(&mut self, update: u64, step: u64) {
        let Some((product, price)) = self.on_the_way.remove(&update) else { return };
        if !self.off_shelf.contains(&product) {
            let heard = Price { heard: Some(step), ..price };
            self.prices.entry(product).or_default().push(heard);
        }
    }

    /// The most that a product may cost by the time the shop hears of another price.
    pub fn dearest(&self, product: u32) -> u64 {
        let heard = self.prices.get(&product).and_then(|prices| prices.last());
        let coming = self.on_the_way.values().filter(|(of, _)| *of == product);
        let all = heard.into_iter().chain(coming.map(|(_, price)| price));
        all.map(|price| price.amount).max().unwrap_or(0)
    }

    pub fn taken_off(&mut self, product: u32) {
        self.off_shelf.insert(product);
    }

    /// A code is made known, perhaps before the shop has heard of it.
    pub fn promised(&mut self, code: &str, coupon: Coupon) {
        self.coupons.insert(code.into(), coupon);
    }

    pub fn codes(&self) -> Vec<String> {
        self.coupons.keys().cloned().collect()
    }

    pub fn coupon(&self, code: &str) -> Coupon {
        self.coupons[code]
    }

    pub fn wrote(&mut self, person: u64) {
        self.known.entry(person).or_default();
    }

    /// Those of some people who have written.
    pub fn met(&self, people: std::ops::Range<u64>) -> Vec<u64> {
        self.known.keys().copied().filter(|person| people.contains(person)).collect()
    }

    /// Staff have put money on somebody's balance, which is nobody's who never wrote.
    pub fn credited(&mut self, person: u64, amount: u64) {
        if let Some(sum) = self.known.get_mut(&person) {
            *sum += amount;
        }
    }

    pub fn credits(&self, person: u64) -> u64 {
        self.known.get(&person).copied().unwrap_or(0)
    }

    pub fn may_be_given(&mut self, amount: u64) {
        self.gifts += amount;
    }

    pub fn may_be_replaced(&mut self, order: u64) {
        *self.replaced.entry(order).or_default() += 1;
    }

    /// How many units of an order can have made way for others.
    pub fn replaced(&self, order: u64) -> usize {
        self.replaced.get(&order).copied().unwrap_or(0)
    }

    /// An order shows itself outside.
    pub fn begins(&mut self, order: u64, step: u64) {
        self.born.entry(order).or_insert(step);
    }

    /// The shop asks the gateway to collect: that amount holds from here on.
    pub fn quoted(&mut self, reference: &str, amount: u64, step: u64) {
        let order = order_named(reference).expect("a reference without a number");
        self.begins(order, step);
        let fresh = Quote { reference: reference.into(), amount };
        let quote = self.quotes.entry(order).or_insert(fresh);
        assert_eq!(quote.reference, reference, "W-{order:06} has two transactions");
        assert_eq!(quote.amount, amount, "the quote of {reference} has changed");
    }

    pub fn quote(&self, order: u64) -> Option<&Quote> {
        self.quotes.get(&order)
    }

    /// References of all invoices that somebody has been shown, oldest first.
    pub fn bills_shown(&self) -> Vec<String> {
        let quotes = self.bills.keys().filter_map(|order| self.quotes.get(order));
        quotes.map(|quote| quote.reference.clone()).collect()
    }

    /// What a buyer has truly paid, for whatever it was.
    pub fn paid_by(&self, buyer: i64, gateway: &Gateway) -> u64 {
        let theirs = self.bills.iter().filter(|(_, who)| **who == buyer);
        let quotes = theirs.filter_map(|(order, _)| self.quotes.get(order));
        let paid = quotes.filter_map(|quote| gateway.txn(&quote.reference)?.paid);
        paid.map(|paid| paid.0).sum()
    }

    pub fn units_seen(&self) -> BTreeSet<&str> {
        self.seen.keys().map(|unit| self.goods[*unit].content.as_str()).collect()
    }

    /// Orders of whose goods at least some have been seen.
    pub fn orders_seen(&self) -> Vec<u64> {
        let orders: BTreeSet<u64> = self.seen.values().map(|(_, order)| *order).collect();
        orders.into_iter().collect()
    }

    pub fn units_seen_of(&self, order: u64) -> usize {
        let of = self.seen.iter().filter(|(_, (_, of))| *of == order);
        of.filter(|(unit, _)| !self.goods[**unit].by_hand).count()
    }

    /// A message stands in somebody's chat.
    pub fn seen(&mut self, chat: i64, screen: &Screen, file: Option<String>, gateway: &Gateway) {
        let order = order_named(&screen.html);
        if let Media::Qr(qr) = &screen.media {
            let order = order.expect("an invoice without a number");
            let quote = self.quotes.get(&order).expect("an invoice that was never made");
            assert_eq!(qr.code.strip_prefix("QR "), Some(quote.reference.as_str()), "another's QR");
            let buyer = *self.bills.entry(order).or_insert(chat);
            assert_eq!(buyer, chat, "W-{order:06} is asked of two people");
        }
        let mut shown = contents(screen);
        shown.extend(file);
        let staff = ADMINS.iter().any(|admin| *admin as i64 == chat);
        if staff {
            self.kinds.tells(screen);
        } else if self.kinds.reads(screen, order) && self.after.is_none() {
            self.paid_for(chat, order.expect("an order"), gateway);
        }
        if shown.is_empty() {
            return;
        }
        // Sellers look at what they send for the shelf or hand over, and at units of it.
        let looks = ["<b>Unit #", "Pembeli akan menerima", "The buyer will get"];
        if staff && (order.is_none() || looks.iter().any(|it| screen.html.contains(it))) {
            return;
        }
        let order = order.expect("goods of no order");
        for content in shown {
            self.handed_over(chat, order, &content);
        }
        // What was given back or made known in moments that are lost cannot be added up.
        if self.after.is_none() {
            self.paid_for(chat, order, gateway);
        }
    }

    fn handed_over(&mut self, buyer: i64, order: u64, content: &str) {
        let made = number_in(content).and_then(|unit| Some((unit, self.goods.get(unit)?)));
        let Some((unit, goods)) = made else { panic!("goods nobody made: {content}") };
        assert_eq!(goods.content, content, "goods not as they were put in");
        let owner = self.seen.entry(unit).or_insert((buyer, order));
        if let Some(after) = &mut self.after
            && *owner != (buyer, order)
            && after.excuses(unit, order)
        {
            *owner = (buyer, order);
        }
        assert_eq!(*owner, (buyer, order), "unit {unit} is shown to two buyers");
        if goods.by_hand {
            if self.after.is_some() {
                self.kinds.undone(order, goods.product);
            }
            self.kinds.handed(order, goods.product, content);
        }
    }

    /// Whoever sees goods has paid what they were asked for, exactly, and enough in all.
    fn paid_for(&self, buyer: i64, order: u64, gateway: &Gateway) {
        if let Some(Quote { reference, .. }) = self.quotes.get(&order) {
            let asked = self.bills.get(&order);
            assert_eq!(asked, Some(&buyer), "goods of W-{order:06} in another chat");
            let txn = gateway.txn(reference).expect("goods without a transaction");
            assert!(txn.paid_in_full(), "goods of W-{order:06} unpaid: {:?}", txn.paid);
        }
        let orders: BTreeSet<u64> =
            self.seen.values().filter(|(who, _)| *who == buyer).map(|(_, of)| *of).collect();
        let least = orders.iter().map(|order| {
            let (least, _) = self.worth(*order);
            let off = self.coupons.values().map(|coupon| coupon.of(least)).max();
            least - off.unwrap_or(0)
        });
        let (least, paid): (u64, u64) = (least.sum(), self.paid_by(buyer, gateway));
        let enough = least <= paid + self.gifts;
        assert!(enough, "{buyer} has goods for {least}, and has paid {paid}");
    }

    /// What the goods seen of an order cost when it began. Two prices only if one was changed about
    /// that time; some goods for nothing if they stood in for others.
    pub fn worth(&self, order: u64) -> (u64, u64) {
        let step = *self.born.get(&order).expect("goods of an order that never began");
        let units = self.seen.iter().filter(|(_, (_, of))| *of == order);
        let units = units.map(|(unit, _)| &self.goods[*unit]).filter(|goods| !goods.by_hand);
        let (least, most) = units.fold((0, 0), |(least, most), goods| {
            let (low, high) = self.price_in(goods.product, step);
            (least + low, most + high)
        });
        if self.replaced(order) > 0 { (0, most) } else { (least, most) }
    }

    /// The least and the most that one of a product may have cost in the order's step.
    pub fn price(&self, product: u32, order: u64) -> (u64, u64) {
        self.price_in(product, self.born[&order])
    }

    fn price_in(&self, product: u32, step: u64) -> (u64, u64) {
        let prices = self.prices_about(product, step);
        let bounds = (prices.iter().min(), prices.iter().max());
        let (Some(low), Some(high)) = bounds else { panic!("goods without a price") };
        (self.rules.lowest(product, step, *low), *high)
    }

    /// The price before a step, and what it may have been changed to by then: a price is true
    /// from some moment between its sending and the answer, which a crash can put off.
    fn prices_about(&self, product: u32, step: u64) -> Vec<u64> {
        let heard = self.prices.get(&product).map(Vec::as_slice).unwrap_or_default();
        let before = heard.iter().rfind(|price| price.heard < Some(step));
        let coming = self.on_the_way.values().filter(|(of, _)| *of == product);
        let all = heard.iter().chain(coming.map(|(_, price)| price));
        let open = |price: &&Price| price.sent <= step && price.heard.is_none_or(|it| it >= step);
        before.into_iter().chain(all.filter(open)).map(|price| price.amount).collect()
    }
}

/// The number in a line of goods.
pub fn number_in(content: &str) -> Option<usize> {
    content.strip_prefix(MARK)?.split('@').next()?.parse().ok()
}

/// The invoice number in a text.
fn order_named(text: &str) -> Option<u64> {
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    let named = text.split("W-").skip(1).find(|rest| digits(rest) >= 6)?;
    named[..digits(named)].parse().ok()
}

/// The goods in a message, as they reach whoever copies them.
fn contents(screen: &Screen) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let code = screen.html.split("<code>").skip(1).filter_map(|rest| rest.split("</code>").next());
    found.extend(code.filter(|text| text.starts_with(MARK)).map(unescaped));
    let hidden = screen.html.matches("@toko.id").count();
    assert!(hidden <= found.len(), "goods in a message, and not to be copied");
    if let Media::File { bytes, .. } = &screen.media {
        let text = std::str::from_utf8(bytes).expect("a file of goods that is no text");
        found.extend(text.split('\n').filter(|line| line.starts_with(MARK)).map(str::to_owned));
    }
    found
}

fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
