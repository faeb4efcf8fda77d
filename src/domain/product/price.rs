//! What a product costs besides its price: for many at once, for resellers, for a while.

use serde::{Deserialize, Serialize};

use crate::domain::coupon::{Off, Period};
use crate::domain::customer::Level;
use crate::domain::limit::{CART_QUANTITY_MAX, PRICE_STEPS_MAX};
use crate::domain::money::Rupiah;
use crate::domain::refusal::Refusal;
use crate::domain::stock::lines;
use crate::domain::text::{invisible, quoted};
use crate::domain::time::Timestamp;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prices {
    /// In order of counts, each lower than the one before.
    pub steps: Vec<Step>,
    /// For customers whom the seller has chosen.
    pub reseller: Option<Rupiah>,
    pub promo: Option<Promo>,
}

/// From so many units in one order on, each of them costs that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub from: u32,
    pub price: Rupiah,
}

/// Less for a while, for everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promo {
    pub off: Off,
    pub period: Period,
}

/// One of the ways to a lower price. Buttons carry it: variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    Promo,
    Steps,
    Reseller,
}

/// A lower price as the seller sets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lower {
    Promo(Promo),
    Steps(Vec<Step>),
    Reseller(Rupiah),
}

/// Why a lower price cannot be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BadPrice {
    /// Not a count and a price that we are sure of.
    Step {
        typed: String,
    },
    TooManySteps {
        max: usize,
    },
    /// Two steps begin with the same count.
    Twice {
        from: u32,
    },
    /// The step costs no less than what comes before it.
    Dear {
        from: u32,
        before: Rupiah,
    },
    /// It is no less than the list price.
    NotLower {
        list: Rupiah,
    },
    /// Nothing would be left to pay.
    All,
}

/// A lower price that counts for nothing, as the list price is no higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    Promo(Off),
    Step(Step),
    Reseller(Rupiah),
}

impl Promo {
    /// Whether it is going on. Its period is one of the wall's clock, as people read it.
    pub fn holds(&self, now: Timestamp) -> bool {
        let Period { from, until } = self.period;
        from.is_none_or(|from| from <= now) && until.is_none_or(|until| now < until)
    }

    /// What a unit costs by it. One that would take off all, or nothing, is none.
    pub fn price(&self, list: Rupiah) -> Option<Rupiah> {
        let price = list.minus(self.off.of(list))?;
        Some(price).filter(|price| (Rupiah(1)..list).contains(price))
    }
}

impl Step {
    /// Reads `5+ 9000`, `5=9rb` or `5 9.000`.
    fn parse(line: &str) -> Option<Step> {
        let line = line.trim_matches(invisible);
        let end = line.find(|sign: char| !sign.is_ascii_digit())?;
        let (count, rest) = line.split_at(end);
        let bare = rest.trim_start();
        let bare = bare.strip_prefix('+').unwrap_or(bare).trim_start();
        let bare = bare.strip_prefix(['=', ':']).unwrap_or(bare);
        // Something must part the two: `5.000` is one number.
        let parted = bare.len() < rest.len();
        let from = count.parse().ok().filter(|from| (2..=CART_QUANTITY_MAX).contains(from))?;
        let price = Rupiah::parse(bare).ok()?;
        parted.then_some(Step { from, price })
    }

    /// Reads steps, one a line, in whatever order.
    pub fn parse_all(text: &str) -> Result<Vec<Step>, Refusal> {
        let mut steps = Vec::new();
        for line in lines(text).filter(|line| !line.chars().all(invisible)) {
            let typed = || BadPrice::Step { typed: quoted(line) };
            steps.push(Step::parse(line).ok_or_else(|| Refusal::Price(typed()))?);
            if steps.len() > PRICE_STEPS_MAX {
                return Err(Refusal::Price(BadPrice::TooManySteps { max: PRICE_STEPS_MAX }));
            }
        }
        if steps.is_empty() {
            return Err(Refusal::Price(BadPrice::Step { typed: String::new() }));
        }
        steps.sort_by_key(|step| step.from);
        Ok(steps)
    }
}

impl Prices {
    /// With one more lower price, or another one in the place of such.
    pub fn with(self, list: Rupiah, lower: Lower) -> Result<Prices, Refusal> {
        Ok(match lower {
            Lower::Promo(promo) => {
                promo.price(list).ok_or(Refusal::Price(BadPrice::All))?;
                Prices { promo: Some(promo), ..self }
            }
            Lower::Steps(steps) => {
                descending(list, &steps).map_err(Refusal::Price)?;
                Prices { steps, ..self }
            }
            Lower::Reseller(price) if price >= list => {
                return Err(Refusal::Price(BadPrice::NotLower { list }));
            }
            Lower::Reseller(price) => Prices { reseller: Some(price), ..self },
        })
    }

    pub fn without(self, rule: Rule) -> Prices {
        match rule {
            Rule::Promo => Prices { promo: None, ..self },
            Rule::Steps => Prices { steps: Vec::new(), ..self },
            Rule::Reseller => Prices { reseller: None, ..self },
        }
    }

    /// The least that a unit costs by a rule, whenever that holds; the list price where it is none.
    pub fn lowest(&self, list: Rupiah, rule: Rule) -> Rupiah {
        let lowest = match rule {
            Rule::Promo => self.promo.and_then(|promo| promo.price(list)),
            Rule::Steps => self.steps.iter().map(|step| step.price).min(),
            Rule::Reseller => self.reseller,
        };
        lowest.unwrap_or(list).min(list)
    }

    /// What counts for nothing beside this list price.
    pub fn idle(&self, list: Rupiah) -> Vec<Idle> {
        let promo = self.promo.filter(|promo| promo.price(list).is_none());
        let promo = promo.map(|promo| Idle::Promo(promo.off));
        let steps = self.steps.iter().filter(|step| step.price >= list).copied().map(Idle::Step);
        let reseller = self.reseller.filter(|price| *price >= list).map(Idle::Reseller);
        promo.into_iter().chain(steps).chain(reseller).collect()
    }
}

impl Rule {
    pub const ALL: [Rule; 3] = [Rule::Promo, Rule::Steps, Rule::Reseller];
}

/// Each step begins later and costs less than the one before, and the first less than the list.
fn descending(list: Rupiah, steps: &[Step]) -> Result<(), BadPrice> {
    if steps.len() > PRICE_STEPS_MAX {
        return Err(BadPrice::TooManySteps { max: PRICE_STEPS_MAX });
    }
    let (mut reached, mut before) = (1, list);
    for &Step { from, price } in steps {
        if from <= reached {
            return Err(BadPrice::Twice { from });
        }
        if price >= before {
            return Err(BadPrice::Dear { from, before });
        }
        (reached, before) = (from, price);
    }
    Ok(())
}

/// What decides about a product's price for one buyer at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    list: Rupiah,
    steps: Vec<Step>,
    reseller: Option<Rupiah>,
    /// What a unit costs by the promo that holds, and the last moment of that.
    promo: Option<(Rupiah, Option<Timestamp>)>,
}

/// What one unit costs, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// What it would cost by itself.
    pub list: Rupiah,
    pub price: Rupiah,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    List,
    Promo { last: Option<Timestamp> },
    Step { from: u32 },
    Reseller,
}

impl Tariff {
    /// `general`: the promo of the product's category, for what has none of its own that holds.
    pub fn new(
        list: Rupiah,
        prices: &Prices,
        general: Option<Promo>,
        level: Level,
        now: Timestamp,
    ) -> Tariff {
        let holds = |promo: &Promo| promo.holds(now);
        let promo = prices.promo.filter(holds).or(general.filter(holds));
        let promo = promo.and_then(|it| Some((it.price(list)?, it.period.last())));
        let reseller = match level {
            Level::Usual => None,
            Level::Reseller => prices.reseller,
        };
        Tariff { list, steps: prices.steps.clone(), reseller, promo }
    }

    /// The best single price of each of so many units: rules are never added up.
    pub fn at(&self, count: u32) -> Quote {
        let list = self.list;
        let promo = self.promo.map(|(price, last)| (price, Why::Promo { last }));
        let reached = self.steps.iter().filter(|step| step.from <= count);
        let steps = reached.map(|step| (step.price, Why::Step { from: step.from }));
        let reseller = self.reseller.map(|price| (price, Why::Reseller));
        let all = promo.into_iter().chain(steps).chain(reseller);
        let best = all.filter(|(price, _)| *price < list).min_by_key(|(price, _)| *price);
        let (price, why) = best.unwrap_or((list, Why::List));
        Quote { list, price, why }
    }

    /// The steps that are worth something to this buyer.
    pub fn steps(&self) -> impl Iterator<Item = Step> {
        let single = self.at(1).price;
        self.steps.iter().copied().filter(move |step| step.price < single)
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::btree_map;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::limit::PRICE_RUPIAH_MAX;

    const NOW: Timestamp = Timestamp(1_000);

    fn steps(text: &str) -> Result<Vec<(u32, u64)>, BadPrice> {
        match Step::parse_all(text) {
            Ok(steps) => Ok(steps.into_iter().map(|it| (it.from, it.price.0)).collect()),
            Err(Refusal::Price(why)) => Err(why),
            Err(other) => panic!("{other:?}"),
        }
    }

    fn percent(percent: u8) -> Promo {
        Promo { off: Off::Percent { percent, most: None }, period: Period::default() }
    }

    fn tariff(list: u64, prices: &Prices, level: Level) -> Tariff {
        Tariff::new(Rupiah(list), prices, None, level, NOW)
    }

    #[test]
    fn steps_are_read_as_people_write_them() {
        for text in ["5+ 9000", "5=9rb", "5 9.000", "5+9k", " 5 + Rp9.000,- ", "5: 9000", "5+=9000"]
        {
            assert_eq!(steps(text), Ok(vec![(5, 9_000)]), "{text}");
        }
        assert_eq!(steps("10+ 8000\r\n\n5+ 9000\n"), Ok(vec![(5, 9_000), (10, 8_000)]));
        for text in [
            "5.000",
            "5",
            "5+",
            "+9000",
            "1+ 9000",
            "0 9000",
            "1001+ 9000",
            "5-9 9000",
            "5 9 000",
            "5+ 0",
            "5+ 9,5",
            "٥ 9000",
            "5++ 9000",
            "<b>",
            "99999999999 1",
            "5+ 9000, 10+ 8000",
        ] {
            assert_eq!(steps(text), Err(BadPrice::Step { typed: quoted(text) }), "{text}");
        }
        for text in ["", " \n\u{200b}"] {
            assert_eq!(steps(text), Err(BadPrice::Step { typed: String::new() }), "{text:?}");
        }
        let many: Vec<String> =
            (2..).take(PRICE_STEPS_MAX + 1).map(|it| format!("{it} 9")).collect();
        let max = PRICE_STEPS_MAX;
        assert_eq!(steps(&many.join("\n")), Err(BadPrice::TooManySteps { max }));
    }

    #[test]
    fn each_step_costs_less_than_what_comes_before_it() {
        let set = |text| {
            let steps = Step::parse_all(text).unwrap();
            Prices::default().with(Rupiah(10_000), Lower::Steps(steps)).map(|it| it.steps.len())
        };
        assert_eq!(set("5 9000\n10 8000"), Ok(2));
        let no = |why| Err(Refusal::Price(why));
        let dear = |from, before| no(BadPrice::Dear { from, before: Rupiah(before) });
        assert_eq!(set("5 10000"), dear(5, 10_000));
        assert_eq!(set("5 9000\n10 9000"), dear(10, 9_000));
        assert_eq!(set("5 9000\n5 8000"), no(BadPrice::Twice { from: 5 }));
        let list = Rupiah(10_000);
        let none = Prices::default();
        let refused = |lower| none.clone().with(list, lower).unwrap_err();
        let not_lower = Refusal::Price(BadPrice::NotLower { list });
        assert_eq!(refused(Lower::Reseller(list)), not_lower);
        let flat = Promo { off: Off::Flat(list), ..percent(1) };
        for promo in [percent(100), flat] {
            assert_eq!(refused(Lower::Promo(promo)), Refusal::Price(BadPrice::All));
        }
    }

    #[test]
    fn the_best_single_price_counts() {
        let prices = Prices {
            steps: vec![
                Step { from: 5, price: Rupiah(9_000) },
                Step { from: 10, price: Rupiah(7_000) },
            ],
            reseller: Some(Rupiah(8_000)),
            promo: Some(percent(15)),
        };
        let usual = tariff(10_000, &prices, Level::Usual);
        let reseller = tariff(10_000, &prices, Level::Reseller);
        for (count, price, why) in [
            (1, 8_500, Why::Promo { last: None }),
            (5, 8_500, Why::Promo { last: None }),
            (10, 7_000, Why::Step { from: 10 }),
        ] {
            assert_eq!(usual.at(count), Quote { list: Rupiah(10_000), price: Rupiah(price), why });
        }
        assert_eq!(reseller.at(9).why, Why::Reseller);
        assert_eq!(reseller.at(10).price, Rupiah(7_000));
        let worth: Vec<u32> = usual.steps().map(|step| step.from).collect();
        assert_eq!(worth, [10], "what a promo beats is shown to nobody");
    }

    #[test]
    fn a_promo_holds_from_its_first_moment_up_to_its_last() {
        let during = |from: Option<u64>, until: Option<u64>| {
            let period = Period { from: from.map(Timestamp), until: until.map(Timestamp) };
            Promo { period, ..percent(10) }.holds(NOW)
        };
        assert!(during(None, None) && during(Some(1_000), Some(1_001)) && during(Some(0), None));
        assert!(!during(Some(1_001), None) && !during(None, Some(1_000)));
        // Its own, and the category's where its own does not hold.
        let over = Promo { period: Period { from: None, until: Some(NOW) }, ..percent(50) };
        let of = |own, general| {
            let prices = Prices { promo: own, ..Prices::default() };
            Tariff::new(Rupiah(10_000), &prices, general, Level::Usual, NOW).at(1).price.0
        };
        assert_eq!(of(Some(percent(10)), Some(percent(30))), 9_000);
        assert_eq!(of(Some(over), Some(percent(30))), 7_000);
        assert_eq!(of(None, Some(percent(30))), 7_000);
        assert_eq!(of(Some(over), None), 10_000);
    }

    #[test]
    fn what_is_no_lower_counts_for_nothing_and_is_named() {
        let step = Step { from: 5, price: Rupiah(9_000) };
        let off = Off::Flat(Rupiah(5_000));
        let promo = Some(Promo { off, ..percent(1) });
        let prices = Prices { steps: vec![step], reseller: Some(Rupiah(8_000)), promo };
        assert_eq!(prices.idle(Rupiah(10_000)), []);
        assert_eq!(prices.idle(Rupiah(9_000)), [Idle::Step(step)]);
        let all = [Idle::Promo(off), Idle::Step(step), Idle::Reseller(Rupiah(8_000))];
        assert_eq!(prices.idle(Rupiah(5_000)), all);
        let quote = tariff(5_000, &prices, Level::Reseller).at(99);
        assert_eq!((quote.price, quote.why), (Rupiah(5_000), Why::List));
    }

    fn price() -> impl Strategy<Value = Rupiah> {
        prop_oneof![1u64..100, 1u64..200_000, Just(PRICE_RUPIAH_MAX)].prop_map(Rupiah)
    }

    fn promo() -> impl Strategy<Value = Promo> {
        let percent = (1u8..=100, option::of(price()))
            .prop_map(|(percent, most)| Off::Percent { percent, most });
        let moment = || option::of((990u64..1_010).prop_map(Timestamp));
        (prop_oneof![percent, price().prop_map(Off::Flat)], moment(), moment())
            .prop_map(|(off, from, until)| Promo { off, period: Period { from, until } })
    }

    /// As they may lie there, whatever the list price has become since.
    fn prices() -> impl Strategy<Value = Prices> {
        let steps = btree_map(2u32..1_000, price(), 0..4).prop_map(|steps| {
            steps.into_iter().map(|(from, price)| Step { from, price }).collect()
        });
        (steps, option::of(price()), option::of(promo()))
            .prop_map(|(steps, reseller, promo)| Prices { steps, reseller, promo })
    }

    fn level() -> impl Strategy<Value = Level> {
        prop_oneof![Just(Level::Usual), Just(Level::Reseller)]
    }

    proptest! {
        #[test]
        fn a_price_is_the_best_that_holds_and_never_nothing(
            list in price(), prices in prices(), general in option::of(promo()), level in level(),
            count in 1u32..=1_000,
        ) {
            let tariff = Tariff::new(list, &prices, general, level, NOW);
            let quote = tariff.at(count);
            prop_assert!((Rupiah(1)..=list).contains(&quote.price));
            prop_assert_eq!(quote.list, list);
            prop_assert_eq!(quote.price == list, quote.why == Why::List);
            // In parts of a hundred: what the best rule says to the last part of a rupiah.
            let exact = |promo: &Promo| match promo.off {
                Off::Flat(off) => list.0.saturating_sub(off.0) * 100,
                Off::Percent { percent, most } => {
                    let most = most.map_or(u64::MAX, |most| most.0.saturating_mul(100));
                    list.0 * 100 - (list.0 * u64::from(percent)).min(most)
                }
            };
            let own = prices.promo.filter(|it| it.holds(NOW));
            let promo = own.or(general.filter(|it| it.holds(NOW)));
            let reached = prices.steps.iter().filter(|step| step.from <= count);
            let best = reached
                .map(|step| step.price.0 * 100)
                .chain(prices.reseller.filter(|_| level == Level::Reseller).map(|it| it.0 * 100))
                .chain(promo.iter().map(exact).filter(|it| *it > 0))
                .chain([list.0 * 100])
                .min();
            let (best, charged) = (best.unwrap_or(0), quote.price.0 * 100);
            prop_assert!(charged >= best && charged < best + 100, "{charged} for {best}");
        }

        #[test]
        fn more_units_never_cost_more_each(
            list in price(), prices in prices(), general in option::of(promo()), level in level(),
            count in 1u32..1_000, more in 1u32..100,
        ) {
            let tariff = Tariff::new(list, &prices, general, level, NOW);
            prop_assert!(tariff.at(count + more).price <= tariff.at(count).price);
            let usual = Tariff::new(list, &prices, general, Level::Usual, NOW);
            prop_assert!(tariff.at(count).price <= usual.at(count).price);
        }

        #[test]
        fn without_any_rule_the_list_price_holds(
            list in price(), level in level(), count in 1u32..=1_000,
        ) {
            let tariff = Tariff::new(list, &Prices::default(), None, level, NOW);
            prop_assert_eq!(tariff.at(count), Quote { list, price: list, why: Why::List });
            prop_assert_eq!(tariff.steps().count(), 0);
        }
    }
}
