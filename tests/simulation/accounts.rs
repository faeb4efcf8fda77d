//! The sums at the end of a life: units, orders and rupiah, held against what the outside knows.

use std::collections::{BTreeMap, BTreeSet};

use warung::domain::coupon::{Coupon, CouponUse};
use warung::domain::id::CustomerId;
use warung::domain::ledger::Account;
use warung::domain::order::{Goods, Kind, Order, State};
use warung::domain::payment::{Payment, PaymentState};
use warung::domain::stock::{Fate, Unit};
use warung::shop::books::Books;

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
            assert!(known, "the gateway has {}, and the shop does not", txn.reference.as_str());
        }
        self.units_are_where_they_belong();
        self.coupons_are_kept();
        let spent = self.spent(&orders);
        self.money_is_where_it_belongs(&spent);
        self.tally.seeds = 1;
        self.tally.trail = self.luck.next();
        self.tally.steps = self.steps;
        self.tally.orders = orders.len() as u64;
        self.tally.sales = orders.iter().filter(|order| order.paid()).count() as u64;
    }

    /// A paid order has been seen whole by its buyer; of others nobody has seen anything.
    fn goods_are_out(&self, order: &Order) {
        let seen = self.model.units_seen_of(order.id.0);
        let bought: u32 = order.lines.iter().map(|line| line.quantity).sum();
        match order.state {
            State::Paid { goods: Goods::Delivered { .. }, .. } => {
                assert_eq!(seen, bought as usize, "goods of {} seen", order.id);
            }
            State::Ended { .. } => assert_eq!(seen, 0, "goods of {} seen", order.id),
            state => panic!("{} has come to rest as {state:?}", order.id),
        }
    }

    fn payment_fits(&self, payment: &Payment, order: &Order) {
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
        let mut contents = BTreeSet::new();
        for unit in &units {
            assert!(contents.insert(&unit.content), "{unit:?} is there twice");
            assert!(!matches!(unit.fate, Fate::Held(_)), "{unit:?} is still held");
        }
        let out = units.iter().filter(|unit| matches!(unit.fate, Fate::Sold(_)));
        let out: BTreeSet<&str> = out.map(|unit| unit.content.as_str()).collect();
        assert_eq!(out.len(), self.model.units_seen().len(), "sold and seen differ");
        assert!(out == self.model.units_seen(), "other units are sold than were seen");
    }

    /// No coupon was used more often than was promised, in all and by one buyer.
    fn coupons_are_kept(&self) {
        let coupons: Vec<Coupon> = self.all();
        let uses: Vec<CouponUse> = self.all();
        for coupon in coupons {
            let promised = self.model.coupon(coupon.code.as_str());
            let theirs = uses.iter().filter(|it| it.coupon == coupon.id);
            let mut by_buyer: BTreeMap<CustomerId, u64> = BTreeMap::new();
            theirs.for_each(|it| *by_buyer.entry(it.customer).or_default() += 1);
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
            let (least, most) = self.model.worth(order.id.0);
            let price = order.price().0;
            let right = (least..=most).contains(&price);
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

    /// Gateway money in = sales + balances; and each buyer's balance is what they paid and did
    /// not spend.
    fn money_is_where_it_belongs(&self, spent: &BTreeMap<CustomerId, u64>) {
        let snap = self.core.store().snap().unwrap();
        let books = Books::add_up(&snap).unwrap();
        let posted = |account| i128::from(books.posted(account));
        let paid: u64 = self.gateway.txns().filter_map(|txn| txn.paid).map(|paid| paid.0).sum();
        let kept: u64 = self.gateway.txns().map(Txn::kept).sum();
        let sales: u64 = spent.values().sum();
        assert_eq!(posted(Account::Sales), i128::from(sales), "sales");
        assert_eq!(posted(Account::Fees), -i128::from(kept), "fees");
        assert_eq!(posted(Account::Gateway), i128::from(kept) - i128::from(paid), "gateway");
        let balances = i128::from(books.customers());
        assert_eq!(i128::from(paid), i128::from(sales) + balances, "money in and where it is");
        for buyer in self.buyers() {
            let paid = self.model.paid_by(buyer as i64, &self.gateway);
            let spent = spent.get(&CustomerId(buyer)).copied().unwrap_or(0);
            let balance = posted(Account::Balance(CustomerId(buyer)));
            let right = balance == i128::from(paid) - i128::from(spent);
            assert!(right, "{buyer} paid {paid}, spent {spent}, and has {balance}");
        }
    }
}
