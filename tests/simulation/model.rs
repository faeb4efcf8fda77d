//! The outside's own books: what people were asked for, what they paid, which goods they saw.
//! Nothing here is read from the shop; it is what a row of witnesses would swear to.

use std::collections::{BTreeMap, BTreeSet};

use warung::domain::message::{Media, Screen};

use super::gateway::Gateway;

#[derive(Default)]
pub struct Model {
    /// Every line of goods that staff ever sent, by the number in it.
    goods: Vec<Goods>,
    /// Who has seen a unit, as part of which order.
    seen: BTreeMap<usize, (i64, u64)>,
    /// The prices of a product, each from some step on.
    prices: BTreeMap<u32, Vec<(u64, u64)>>,
    off_shelf: BTreeSet<u32>,
    /// What the gateway was asked to collect, by reference, and since which step.
    quotes: BTreeMap<String, Quote>,
    /// What was asked of whom for an order, as the invoice in their chat said.
    bills: BTreeMap<u64, Bill>,
}

struct Goods {
    product: u32,
    content: String,
}

struct Quote {
    amount: u64,
    step: u64,
}

struct Bill {
    buyer: i64,
    reference: String,
}

/// How every line of goods begins; its number follows.
const MARK: &str = "akun";

impl Model {
    /// A new line of goods, unlike any other, with signs that must survive the way to the buyer.
    pub fn invent(&mut self, product: u32, ending: &str) -> String {
        let content = format!("{MARK}{}@toko.id|{ending}", self.goods.len());
        self.goods.push(Goods { product, content: content.clone() });
        content
    }

    pub fn goods_of(&self, product: u32) -> Vec<String> {
        let of = self.goods.iter().filter(|goods| goods.product == product);
        of.map(|goods| goods.content.clone()).collect()
    }

    pub fn priced(&mut self, product: u32, price: u64, step: u64) {
        if !self.off_shelf.contains(&product) {
            self.prices.entry(product).or_default().push((step, price));
        }
    }

    pub fn taken_off(&mut self, product: u32) {
        self.off_shelf.insert(product);
    }

    /// The shop asks the gateway to collect: that amount holds from here on.
    pub fn quoted(&mut self, reference: &str, amount: u64, step: u64) {
        let quote = self.quotes.entry(reference.into()).or_insert(Quote { amount, step });
        assert_eq!(quote.amount, amount, "the quote of {reference} has changed");
    }

    /// References of all invoices that somebody has been shown, oldest first.
    pub fn bills_shown(&self) -> Vec<String> {
        self.bills.values().map(|bill| bill.reference.clone()).collect()
    }

    pub fn units_seen(&self) -> BTreeSet<&str> {
        self.seen.keys().map(|unit| self.goods[*unit].content.as_str()).collect()
    }

    pub fn units_seen_of(&self, order: u64) -> usize {
        self.seen.values().filter(|(_, of)| *of == order).count()
    }

    /// A message stands in somebody's chat.
    pub fn seen(&mut self, chat: i64, screen: &Screen, gateway: &Gateway) {
        let order = order_named(&screen.html);
        if let Media::Qr(qr) = &screen.media {
            let order = order.expect("an invoice without a number");
            self.billed(chat, order, qr.strip_prefix("QR ").expect("no QR of the gateway"));
        }
        let shown = contents(screen);
        if shown.is_empty() {
            return;
        }
        let order = order.expect("goods of no order");
        for content in shown {
            self.handed_over(chat, order, &content);
        }
        self.paid_for(chat, order, gateway);
    }

    fn billed(&mut self, buyer: i64, order: u64, reference: &str) {
        let fresh = Bill { buyer, reference: reference.into() };
        let bill = self.bills.entry(order).or_insert(fresh);
        assert_eq!(bill.buyer, buyer, "W-{order:06} is asked of two people");
        assert_eq!(bill.reference, reference, "W-{order:06} has two transactions");
    }

    fn handed_over(&mut self, buyer: i64, order: u64, content: &str) {
        let number = content.strip_prefix(MARK).and_then(|rest| rest.split('@').next());
        let unit: usize = number.and_then(|it| it.parse().ok()).expect("goods nobody made");
        let goods = self.goods.get(unit).expect("goods nobody made");
        assert_eq!(goods.content, content, "goods not as they were put in");
        let owner = self.seen.entry(unit).or_insert((buyer, order));
        assert_eq!(*owner, (buyer, order), "unit {unit} is shown to two buyers");
    }

    /// Whoever sees goods has been asked for their price, and has paid it: exactly that.
    fn paid_for(&self, buyer: i64, order: u64, gateway: &Gateway) {
        let bill = self.bills.get(&order).expect("goods that nobody was asked to pay for");
        assert_eq!(bill.buyer, buyer, "goods of W-{order:06} in another chat");
        let txn = gateway.txn(&bill.reference).expect("goods without a transaction");
        assert!(txn.paid_in_full(), "goods of W-{order:06} unpaid: {:?}", txn.paid);
        let quote = &self.quotes[&bill.reference];
        let (least, _) = self.worth(order, quote.step);
        assert!(least <= quote.amount, "W-{order:06}: goods for {least}, paid {}", quote.amount);
    }

    /// All goods of an order are out: together they cost what was quoted.
    pub fn complete(&self, order: u64) {
        let quote = &self.quotes[&self.bills[&order].reference];
        let (least, most) = self.worth(order, quote.step);
        let (amount, fits) = (quote.amount, (least..=most).contains(&quote.amount));
        assert!(fits, "W-{order:06} was quoted {amount}, its goods cost {least} to {most}");
    }

    /// What the goods seen of an order cost when it was quoted. Two prices only if one was
    /// changed at that very time.
    fn worth(&self, order: u64, step: u64) -> (u64, u64) {
        let units = self.seen.iter().filter(|(_, (_, of))| *of == order);
        units.fold((0, 0), |(least, most), (unit, _)| {
            let prices = self.prices_about(self.goods[*unit].product, step);
            let bounds = (prices.iter().min(), prices.iter().max());
            let (Some(low), Some(high)) = bounds else { panic!("goods without a price") };
            (least + low, most + high)
        })
    }

    /// The price before a step, and what it was changed to in that step. A crash may leave open
    /// whether a change belongs to it or to the next.
    fn prices_about(&self, product: u32, step: u64) -> Vec<u64> {
        let prices = self.prices.get(&product).map(Vec::as_slice).unwrap_or_default();
        let before = prices.iter().rfind(|(since, _)| *since < step);
        let about = prices.iter().filter(|(since, _)| (step..=step + 1).contains(since));
        before.into_iter().chain(about).map(|(_, price)| *price).collect()
    }
}

/// The invoice number that a message names.
fn order_named(html: &str) -> Option<u64> {
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    let named = html.split("W-").skip(1).find(|rest| digits(rest) >= 6)?;
    named[..digits(named)].parse().ok()
}

/// The goods in a message, as they reach whoever copies them.
fn contents(screen: &Screen) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let code = screen.html.split("<code>").skip(1).filter_map(|rest| rest.split("</code>").next());
    found.extend(code.filter(|text| text.starts_with(MARK)).map(unescaped));
    if let Media::File { bytes, .. } = &screen.media {
        let text = std::str::from_utf8(bytes).expect("a file of goods that is no text");
        found.extend(text.split('\n').filter(|line| line.starts_with(MARK)).map(str::to_owned));
    }
    let hidden = screen.html.matches("@toko.id").count();
    assert!(hidden <= found.len(), "goods in a message, and not to be copied");
    found
}

fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
