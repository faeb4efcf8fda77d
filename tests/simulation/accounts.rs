//! The sums at the end of a life: units, orders and rupiah, held against what the outside knows.

use std::collections::{BTreeMap, BTreeSet};

use warung::domain::broom::Broom;
use warung::domain::coupon::Coupon;
use warung::domain::id::CustomerId;
use warung::domain::ledger::Account;
use warung::domain::order::{Goods, Kind, Order, RefundTo, State};
use warung::domain::payment::{Payment, PaymentState};
use warung::domain::stock::{Fate, Made, Unit};
use warung::shop::books::Books;
use warung::store::read::Read;
use warung::store::schema::ALL;

use super::gateway::Txn;
use super::world::World;

impl World {
    /// What was paid has led to goods or lies on a balance, and nothing else has.
    pub fn settle_accounts(&mut self) {
        self.prove();
        let orders: Vec<Order> = self.all();
        let payments: Vec<Payment> = self.all();
        for order in &orders {
            assert!(!order.open(), "{} is still open: {:?}", order.id, order.state);
            self.goods_are_out(order);
        }
        for payment in &payments {
            let order = orders.iter().find(|order| order.id == payment.order).expect("no order");
            self.payment_fits(payment, order);
        }
        for txn in self.gateway.txns() {
            let known = payments.iter().any(|payment| payment.reference == txn.reference);
            let told = txn.reference.as_str();
            assert!(known || self.swept(txn), "the gateway has {told}, and the shop does not");
        }
        self.units_are_where_they_belong();
        self.coupons_are_kept(&orders);
        let spent = self.spent(&orders);
        self.money_is_where_it_belongs(&orders, &spent);
        self.count(&orders);
    }

    pub fn count(&mut self, orders: &[Order]) {
        self.tally.seeds = 1;
        self.tally.trail = self.luck.next();
        self.tally.steps = self.steps;
        self.tally.orders = orders.len() as u64;
        self.tally.sales = orders.iter().filter(|order| order.paid()).count() as u64;
        self.tally.refunds = orders.iter().map(|order| order.refunds.len() as u64).sum();
    }

    /// What nobody has paid goes some nights later, when a clock says that a quarter is over.
    fn swept(&self, txn: &Txn) -> bool {
        let broom: Option<Broom> = self.core.store().snap().unwrap().get(ALL).unwrap();
        let (horizon, order) = (broom.map(|it| it.horizon()), txn.reference.payment());
        txn.paid.is_none() && order.map(|payment| payment.0) <= horizon
    }

    /// A paid order has been seen whole by its buyer, unless it was refunded before; of others
    /// nobody has seen anything.
    pub fn goods_are_out(&self, order: &Order) {
        let seen = self.model.units_seen_of(order.id.0);
        let lines = order.lines.iter().filter(|line| self.made(line).is_none());
        let bought = lines.map(|line| line.quantity as usize).sum::<usize>();
        match order.state {
            State::Paid { goods: Goods::Delivered { .. }, .. } => {
                let most = bought + self.model.replaced(order.id.0);
                let least = if order.refunds.is_empty() { bought } else { 0 };
                let whole = (least..=most).contains(&seen);
                assert!(whole, "{seen} of {bought} goods of {} seen", order.id);
                if order.refunds.is_empty() {
                    self.made_ones_are_out(order);
                }
            }
            State::Paid { goods: Goods::Withdrawn, .. } => {
                assert!(!order.refunds.is_empty(), "{} is withdrawn", order.id);
            }
            State::Ended { .. } => {
                let read = self.model.kinds.is_read(order.id.0);
                assert!(seen == 0 && !read, "goods of {} seen", order.id);
            }
            state => panic!("{} has come to rest as {state:?}", order.id),
        }
    }

    pub fn payment_fits(&self, payment: &Payment, order: &Order) {
        let txn = self.gateway.txn(payment.reference.as_str());
        let full = txn.is_some_and(Txn::paid_in_full);
        let told = format!("{:?} of {} {:?}", payment.state, order.id, order.state);
        assert!(!payment.asking, "still asking: {told}");
        let fits = match (txn.and_then(|txn| txn.paid), &payment.state) {
            (None, PaymentState::Closed) => !order.paid(),
            (Some(_), PaymentState::Settled { .. }) => full && order.paid(),
            (Some(paid), PaymentState::Credited { received, .. }) => {
                paid == *received && !order.paid()
            }
            _ => false,
        };
        assert!(fits, "paid {:?}, and {told}", txn.map(|txn| txn.paid));
    }

    /// Sold and seen are the same units, and each is in stock once.
    fn units_are_where_they_belong(&self) {
        let units: Vec<Unit> = self.all();
        let units: Vec<(Unit, String)> =
            units.into_iter().map(|unit| (unit.clone(), self.content(&unit))).collect();
        let mut contents = BTreeSet::new();
        for (unit, content) in &units {
            // Several of one product are one job, and nobody says how one is done elsewhere.
            let fresh = contents.insert(content.as_str());
            assert!(fresh || unit.made.is_some(), "{unit:?} is there twice");
            assert!(!matches!(unit.fate, Fate::Held(_)), "{unit:?} is still held");
        }
        let seen = self.model.units_seen();
        for (unit, content) in &units {
            if content.is_empty() || unit.made == Some(Made::Shared) {
                continue;
            }
            let seen = seen.contains(content.as_str());
            let right = match unit.fate {
                Fate::Sold(_) => seen,
                // Refunded, before or after it was seen.
                Fate::Returned(_) | Fate::Shared => true,
                Fate::Available
                | Fate::Withheld
                | Fate::Frozen
                | Fate::Detained
                | Fate::Held(_) => !seen,
            };
            assert!(right, "{unit:?} has been seen: {seen}");
        }
        let known = seen.iter().all(|content| contents.contains(*content));
        assert!(known, "goods were seen that are not in stock");
    }

    /// No more was sold with a coupon than was promised, in all and to one buyer.
    fn coupons_are_kept(&self, orders: &[Order]) {
        let coupons: Vec<Coupon> = self.all();
        for coupon in coupons {
            let promised = self.model.coupon(coupon.code.as_str());
            let with = |order: &&Order| {
                let used = order.discount.as_ref().is_some_and(|it| it.coupon == coupon.id);
                used && order.paid()
            };
            let mut by_buyer: BTreeMap<CustomerId, u64> = BTreeMap::new();
            let sold = orders.iter().filter(with);
            sold.for_each(|order| *by_buyer.entry(order.customer).or_default() += 1);
            let all: u64 = by_buyer.values().sum();
            let most = by_buyer.values().max().copied().unwrap_or(0);
            let code = coupon.code.as_str();
            assert!(promised.uses.is_none_or(|max| all <= max), "{code} used {all} times");
            let of_one = promised.uses_of_one;
            assert!(of_one.is_none_or(|max| most <= max), "{code} used {most} times by one");
        }
    }

    /// What each buyer's goods have cost: by the prices of their time, less what the coupon
    /// promised. What the gateway was asked for is the rest after the part of the balance.
    fn spent(&self, orders: &[Order]) -> BTreeMap<CustomerId, u64> {
        let mut spent = BTreeMap::new();
        for order in orders.iter().filter(|order| order.paid() && order.kind == Kind::Goods) {
            let price = order.price().0;
            let (mut least, mut most) = self.model.worth(order.id.0);
            for line in order.lines.iter().filter(|line| self.made(line).is_some()) {
                let (low, high) = self.model.price(line.product.0 as u32, order.id.0);
                let count = u64::from(line.quantity);
                (least, most) = (least + low * count, most + high * count);
            }
            let right = (least..=most).contains(&price) || !order.refunds.is_empty();
            assert!(right, "{} costs {price}, its goods {least} to {most}", order.id);
            let off = order.discount.as_ref().map_or(0, |discount| {
                let promised = self.model.coupon(discount.code.as_str()).of(price);
                assert_eq!(discount.amount.0, promised, "the coupon of {}", order.id);
                promised
            });
            let asked = self.model.quote(order.id.0).map_or(0, |quote| quote.amount);
            let from_balance = order.from_balance.0;
            assert_eq!(asked + from_balance, price - off, "what {} asks for", order.id);
            *spent.entry(order.customer).or_default() += price - off;
        }
        spent
    }

    /// Gateway money in = sales + balances + what is owed; and each buyer's balance is what they
    /// paid and were given, and did not spend.
    fn money_is_where_it_belongs(&self, orders: &[Order], spent: &BTreeMap<CustomerId, u64>) {
        let snap = self.core.store().snap().unwrap();
        let books = Books::add_up(&snap).unwrap();
        let posted = |account| i128::from(books.posted(account));
        let paid: u64 = self.gateway.txns().filter_map(|txn| txn.paid).map(|paid| paid.0).sum();
        let kept: u64 = self.gateway.txns().map(Txn::kept).sum();
        let credits: u64 = self.buyers().map(|buyer| self.model.credits(buyer)).sum();
        let Returned { all, owed, paid_out, .. } = Returned::of(orders.iter());
        let sales = i128::from(spent.values().sum::<u64>()) - all;
        assert_eq!(posted(Account::Sales), sales, "sales");
        assert_eq!(posted(Account::Fees), -i128::from(kept), "fees");
        assert_eq!(posted(Account::Gateway), i128::from(kept) - i128::from(paid), "gateway");
        assert_eq!(posted(Account::Owed), owed, "owed");
        assert_eq!(posted(Account::Bank), paid_out - i128::from(credits), "bank");
        let balances = i128::from(books.customers());
        let come = i128::from(paid) + i128::from(credits);
        assert_eq!(come, sales + balances + owed + paid_out, "money in and where it is");
        for buyer in self.buyers() {
            let theirs = orders.iter().filter(|order| order.customer == CustomerId(buyer));
            let given = self.model.credits(buyer) + self.model.paid_by(buyer as i64, &self.gateway);
            let given = i128::from(given) + Returned::of(theirs).to_balance;
            let spent = spent.get(&CustomerId(buyer)).copied().unwrap_or(0);
            let balance = posted(Account::Balance(CustomerId(buyer)));
            let right = balance == given - i128::from(spent);
            assert!(right, "{buyer} was given {given}, spent {spent}, and has {balance}");
        }
    }
}

/// What has been given back for some orders.
#[derive(Default)]
struct Returned {
    all: i128,
    to_balance: i128,
    owed: i128,
    paid_out: i128,
}

impl Returned {
    fn of<'o>(orders: impl Iterator<Item = &'o Order>) -> Returned {
        let mut sum = Returned::default();
        for refund in orders.flat_map(|order| &order.refunds) {
            let amount = i128::from(refund.amount.0);
            sum.all += amount;
            match refund.to {
                RefundTo::Balance => sum.to_balance += amount,
                RefundTo::Outside { paid: None } => sum.owed += amount,
                RefundTo::Outside { paid: Some(_) } => sum.paid_out += amount,
            }
        }
        sum
    }
}
