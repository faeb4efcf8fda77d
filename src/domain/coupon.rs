//! Coupons: what a code takes off, from which goods, for whom and how often.

mod refusal;

pub use self::refusal::{BadCoupon, NoCoupon};

use serde::{Deserialize, Serialize};

use super::id::{CategoryId, CouponId, CustomerId, OrderId, ProductId};
use super::limit::{COUPON_CODE_CHARS_MAX, COUPON_SCOPE_MAX, COUPON_USES_MAX};
use super::money::Rupiah;
use super::refusal::Refusal;
use super::text::{digest, quoted};
use super::time::Timestamp;

/// What people type: Latin letters, digits, `-` and `_`; in capitals, however it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CouponCode(String);

impl CouponCode {
    pub fn parse(text: &str) -> Result<CouponCode, Refusal> {
        let code = text.trim();
        let plain = code.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"-_".contains(&sign));
        match plain && (1..=COUPON_CODE_CHARS_MAX).contains(&code.len()) {
            true => Ok(CouponCode(code.to_ascii_uppercase())),
            false => Err(Refusal::NewCoupon(BadCoupon::Code { max: COUPON_CODE_CHARS_MAX })),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A number that equal codes share, by which they are found; others may share it.
    pub fn digest(&self) -> u64 {
        digest(self.0.bytes())
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coupon {
    pub id: CouponId,
    pub code: CouponCode,
    pub conditions: Conditions,
    /// Withdrawn, it is kept for the orders it was used in; its code is free again.
    pub active: bool,
}

/// A coupon as the seller describes it, before it has a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCoupon {
    pub code: CouponCode,
    pub conditions: Conditions,
}

/// What it takes off, and when it may. They never change: who has a coupon knows what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    pub off: Off,
    pub scope: Scope,
    /// What the goods in scope must cost together: goods that it is not for do not help.
    pub minimum: Rupiah,
    pub period: Period,
    pub uses_max: Option<u32>,
    pub uses_per_buyer_max: Option<u32>,
    /// Only for who has bought nothing yet.
    pub first_purchase: bool,
}

/// What is taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Off {
    /// 1 to 100 of a hundred, rounded down to whole rupiah, and never more than `most`.
    Percent { percent: u8, most: Option<Rupiah> },
    /// So much, or all that the goods cost if that is less.
    Flat(Rupiah),
}

/// Which goods it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    All,
    Products(Vec<ProductId>),
    Categories(Vec<CategoryId>),
}

/// From a moment to just before another; open where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

/// One line of what is being bought, as far as a coupon looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bought {
    pub product: ProductId,
    /// The product whose card it is a choice on; itself, where it is on no other's.
    pub card: ProductId,
    pub category: Option<CategoryId>,
    pub price: Rupiah,
    pub quantity: u32,
}

/// What a coupon came to: kept with an order as it was, whatever becomes of the coupon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    pub coupon: CouponId,
    pub code: CouponCode,
    pub amount: Rupiah,
}

/// An order that has a use of a coupon. How often a coupon was used is how many such rows there
/// are: there is no counter to go wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponUse {
    pub order: OrderId,
    pub coupon: CouponId,
    pub customer: CustomerId,
    /// Paid for. Until then the use is only reserved, and may come back.
    pub spent: bool,
}

impl Period {
    /// Whether it is not over, and does not end before it begins.
    pub fn check(self, now: Timestamp) -> Result<(), Refusal> {
        let Period { from, until } = self;
        match until.is_some_and(|until| until <= now || from.is_some_and(|from| until <= from)) {
            true => Err(Refusal::NewCoupon(BadCoupon::PastDate)),
            false => Ok(()),
        }
    }

    /// The last moment of it.
    pub fn last(self) -> Option<Timestamp> {
        self.until.map(|until| Timestamp(until.0.saturating_sub(1)))
    }
}

impl Off {
    /// Reads `10%`, `10% 20000` (never more than that) or `5000`.
    pub fn parse(text: &str) -> Result<Off, Refusal> {
        let refuse = || Refusal::NewCoupon(BadCoupon::Off { typed: quoted(text) });
        let price = |text: &str| Rupiah::parse(text).map_err(|_| refuse());
        let Some((percent, most)) = text.split_once('%') else {
            return Ok(Off::Flat(price(text)?));
        };
        let percent = whole(percent).and_then(|percent| u8::try_from(percent).ok());
        let percent = percent.filter(|percent| (1..=100).contains(percent)).ok_or_else(refuse)?;
        let most = match most.trim() {
            "" => None,
            most => Some(price(most)?),
        };
        Ok(Off::Percent { percent, most })
    }

    /// The least that goods must cost for anything to be taken off.
    fn least(self) -> Rupiah {
        match self {
            Off::Percent { percent, .. } => Rupiah(100u64.div_ceil(u64::from(percent.max(1)))),
            Off::Flat(_) => Rupiah(1),
        }
    }

    /// What is taken off a sum, never more than all of it.
    pub fn of(self, sum: Rupiah) -> Rupiah {
        let amount = match self {
            Off::Percent { percent, most } => {
                let share = u128::from(sum.0) * u128::from(percent) / 100;
                let share = u64::try_from(share).unwrap_or(u64::MAX);
                Rupiah(share).min(most.unwrap_or(sum))
            }
            Off::Flat(amount) => amount,
        };
        amount.min(sum)
    }
}

impl Scope {
    fn holds(&self, line: &Bought) -> bool {
        match self {
            Scope::All => true,
            Scope::Products(products) => {
                products.contains(&line.product) || products.contains(&line.card)
            }
            Scope::Categories(categories) => {
                line.category.is_some_and(|category| categories.contains(&category))
            }
        }
    }

    /// What the goods in scope cost together; nothing if there are none.
    pub fn sum(&self, lines: &[Bought]) -> Rupiah {
        let cost = |line: &Bought| line.price.0.saturating_mul(u64::from(line.quantity));
        let costs = lines.iter().filter(|line| self.holds(line)).map(cost);
        Rupiah(costs.fold(0, u64::saturating_add))
    }
}

impl Conditions {
    /// For everything and everybody, once each.
    pub fn plain(off: Off) -> Conditions {
        Conditions {
            off,
            scope: Scope::All,
            minimum: Rupiah::ZERO,
            period: Period::default(),
            uses_max: None,
            uses_per_buyer_max: Some(1),
            first_purchase: false,
        }
    }

    /// Whether a coupon on such conditions can still be used.
    pub fn check(&self, now: Timestamp) -> Result<(), Refusal> {
        let named = match &self.scope {
            Scope::All => 1,
            Scope::Products(products) => products.len(),
            Scope::Categories(categories) => categories.len(),
        };
        if !(1..=COUPON_SCOPE_MAX).contains(&named) {
            return Err(Refusal::NewCoupon(BadCoupon::Scope { max: COUPON_SCOPE_MAX }));
        }
        self.period.check(now)
    }

    /// The least that the goods in scope must cost. One percent of Rp99 is nothing, and a coupon
    /// is not used up for nothing.
    pub fn least(&self) -> Rupiah {
        self.minimum.max(self.off.least())
    }

    /// What is taken off: never more than the goods in scope cost. Whether it may be at all is
    /// asked elsewhere.
    pub fn discount(&self, lines: &[Bought]) -> Rupiah {
        self.off.of(self.scope.sum(lines))
    }

    /// How often one buyer may use it. A first purchase happens once.
    pub fn uses_per_buyer_max(&self) -> Option<u32> {
        match self.first_purchase {
            true => Some(1),
            false => self.uses_per_buyer_max,
        }
    }
}

impl CouponUse {
    /// A number that all uses of one coupon by one buyer share; others may share it.
    pub fn digest(coupon: CouponId, customer: CustomerId) -> u64 {
        digest(coupon.0.to_le_bytes().into_iter().chain(customer.0.to_le_bytes()))
    }
}

/// Reads how often something may be used.
pub fn parse_uses(text: &str) -> Result<u32, Refusal> {
    let uses = whole(text).filter(|uses| (1..=COUPON_USES_MAX).contains(uses));
    uses.ok_or(Refusal::NewCoupon(BadCoupon::Uses { max: COUPON_USES_MAX }))
}

/// A whole number in plain digits, without a sign.
fn whole(text: &str) -> Option<u32> {
    let text = text.trim();
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> CouponCode {
        CouponCode::parse(text).unwrap()
    }

    fn conditions(off: Off, scope: Scope) -> Conditions {
        Conditions { scope, ..Conditions::plain(off) }
    }

    fn line(product: u64, price: u64, quantity: u32) -> Bought {
        let category = Some(CategoryId(product / 10));
        let product = ProductId(product);
        Bought { product, card: product, category, price: Rupiah(price), quantity }
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for text in ["hemat-10_x", " HEMAT-10_X\n", "Hemat-10_X"] {
            assert_eq!(code(text).as_str(), "HEMAT-10_X", "{text}");
        }
        let (longest, kilobyte) = ("A".repeat(COUPON_CODE_CHARS_MAX), "a".repeat(1024));
        assert_eq!(code(&longest).as_str(), longest);
        for text in ["", " ", "HEMAT 10", "HEMAT\t10", "🎟️", "é", "٣", "a.b", "%", "<b>", &kilobyte]
        {
            let refused = Refusal::NewCoupon(BadCoupon::Code { max: COUPON_CODE_CHARS_MAX });
            assert_eq!(CouponCode::parse(text), Err(refused), "{text}");
        }
    }

    #[test]
    fn what_is_off_is_read_as_sellers_write_it() {
        let percent = |percent, most| Ok(Off::Percent { percent, most });
        assert_eq!(Off::parse("10%"), percent(10, None));
        assert_eq!(Off::parse(" 100 % "), percent(100, None));
        assert_eq!(Off::parse("10% Rp20.000"), percent(10, Some(Rupiah(20_000))));
        assert_eq!(Off::parse("5.000"), Ok(Off::Flat(Rupiah(5_000))));
        for text in [
            "",
            "%",
            "0%",
            "101%",
            "-1%",
            "1e9%",
            "10,5%",
            "10.5%",
            "٣%",
            "256%",
            "10%%",
            "10% 0",
            "0",
            "-1",
            "1e9",
            "10,5",
            "10.000,50",
            "٣",
        ] {
            let refused = Refusal::NewCoupon(BadCoupon::Off { typed: text.into() });
            assert_eq!(Off::parse(text), Err(refused), "{text}");
        }
        assert!(Off::parse(&"9".repeat(30)).is_err());
    }

    #[test]
    fn uses_are_counted_in_plain_digits() {
        assert_eq!(parse_uses(" 100 "), Ok(100));
        for text in ["", "0", "-1", "+1", "1e3", "1.000", "٣", "1000001", "99999999999"] {
            let refused = Refusal::NewCoupon(BadCoupon::Uses { max: COUPON_USES_MAX });
            assert_eq!(parse_uses(text), Err(refused), "{text}");
        }
    }

    #[test]
    fn only_goods_in_scope_count() {
        let lines = [line(11, 10_000, 2), line(21, 5_000, 1)];
        let tenth = Off::Percent { percent: 10, most: None };
        for (scope, amount) in [
            (Scope::All, 2_500),
            (Scope::Products(vec![ProductId(21)]), 500),
            (Scope::Categories(vec![CategoryId(1)]), 2_000),
            (Scope::Categories(vec![CategoryId(7)]), 0),
        ] {
            assert_eq!(
                conditions(tenth, scope.clone()).discount(&lines),
                Rupiah(amount),
                "{scope:?}"
            );
        }
        let flat = conditions(Off::Flat(Rupiah(9_000)), Scope::Products(vec![ProductId(21)]));
        assert_eq!(flat.discount(&lines), Rupiah(5_000), "never more than the goods");
        let most = Off::Percent { percent: 50, most: Some(Rupiah(3_000)) };
        assert_eq!(conditions(most, Scope::All).discount(&lines), Rupiah(3_000));
    }

    #[test]
    fn goods_without_a_category_are_in_none() {
        let rejected = Bought { category: None, ..line(11, 10_000, 1) };
        let scope = Scope::Categories(vec![CategoryId(1)]);
        assert_eq!(scope.sum(&[rejected]), Rupiah::ZERO);
    }

    #[test]
    fn terms_must_be_such_that_can_be_met() {
        let now = Timestamp(1_000);
        let plain = || Conditions::plain(Off::Flat(Rupiah(1)));
        assert_eq!(plain().check(now), Ok(()));
        let bad_scope = Err(Refusal::NewCoupon(BadCoupon::Scope { max: COUPON_SCOPE_MAX }));
        let many = vec![ProductId(1); COUPON_SCOPE_MAX + 1];
        for scope in [Scope::Products(vec![]), Scope::Products(many), Scope::Categories(vec![])] {
            assert_eq!(Conditions { scope, ..plain() }.check(now), bad_scope);
        }
        let during = |from: Option<u64>, until: Option<u64>| {
            let (from, until) = (from.map(Timestamp), until.map(Timestamp));
            Conditions { period: Period { from, until }, ..plain() }.check(now)
        };
        assert_eq!(during(None, Some(1_001)), Ok(()));
        assert_eq!(during(Some(2_000), None), Ok(()));
        assert_eq!(during(None, Some(1_000)), Err(Refusal::NewCoupon(BadCoupon::PastDate)));
        assert_eq!(during(Some(3_000), Some(2_000)), Err(Refusal::NewCoupon(BadCoupon::PastDate)));
    }

    fn off() -> impl Strategy<Value = Off> {
        let percent = (1u8..=100, option::of(any::<u64>().prop_map(Rupiah)))
            .prop_map(|(percent, most)| Off::Percent { percent, most });
        prop_oneof![percent, any::<u64>().prop_map(|amount| Off::Flat(Rupiah(amount)))]
    }

    fn scope() -> impl Strategy<Value = Scope> {
        prop_oneof![
            Just(Scope::All),
            vec((0u64..40).prop_map(ProductId), 1..5).prop_map(Scope::Products),
            vec((0u64..4).prop_map(CategoryId), 1..3).prop_map(Scope::Categories),
        ]
    }

    /// Ordinary lines, and some at the very edge of what a number can hold.
    fn lines() -> impl Strategy<Value = Vec<Bought>> {
        let price = prop_oneof![4 => 1u64..2_000_000_000, 1 => Just(u64::MAX)];
        let quantity = prop_oneof![4 => 0u32..2_000, 1 => Just(u32::MAX)];
        let one = (0u64..40, price, quantity);
        vec(one.prop_map(|(product, price, quantity)| line(product, price, quantity)), 0..30)
    }

    proptest! {
        #[test]
        fn a_discount_lies_between_nothing_and_the_goods(
            off in off(), scope in scope(), lines in lines(),
        ) {
            let conditions = conditions(off, scope);
            let (amount, base) = (conditions.discount(&lines), conditions.scope.sum(&lines));
            prop_assert!(amount <= base && base <= Scope::All.sum(&lines));
            if base >= conditions.least() && !matches!(off, Off::Flat(Rupiah(0)))
                && !matches!(off, Off::Percent { most: Some(Rupiah(0)), .. })
            {
                prop_assert!(amount > Rupiah::ZERO);
            }
        }

        #[test]
        fn more_goods_never_save_less(
            off in off(), scope in scope(), lines in lines(), more in 1u32..100,
            at in any::<prop::sample::Index>(),
        ) {
            prop_assume!(!lines.is_empty());
            let conditions = conditions(off, scope);
            let mut larger = lines.clone();
            let line = &mut larger[at.index(lines.len())];
            line.quantity = line.quantity.saturating_add(more);
            prop_assert!(conditions.discount(&lines) <= conditions.discount(&larger));
        }

        #[test]
        fn the_order_of_lines_does_not_matter(
            off in off(), scope in scope(),
            (lines, turned) in lines().prop_flat_map(|lines| {
                (Just(lines.clone()), Just(lines).prop_shuffle())
            }),
        ) {
            let conditions = conditions(off, scope);
            prop_assert_eq!(conditions.discount(&lines), conditions.discount(&turned));
        }

        #[test]
        fn a_percentage_is_rounded_down(percent in 1u8..=100, price in 0u64..1_000_000_000) {
            let conditions = conditions(Off::Percent { percent, most: None }, Scope::All);
            let amount = conditions.discount(&[line(1, price, 1)]).0;
            let exact = price * u64::from(percent);
            prop_assert!(amount * 100 <= exact && exact < amount * 100 + 100);
        }
    }
}
