//! Prices that come and go while people buy: promos and wholesale steps; and the witness of what
//! each person was shown. Nobody is charged a price that they have not seen.

use std::collections::{BTreeMap, BTreeSet};

use warung::chat::action::{Action, PaymentPress};
use warung::chat::codec::decode;
use warung::domain::effect::{Effect, Task};
use warung::domain::message::{Keys, Press, Screen};
use warung::domain::order::{Kind, Order};
use warung::engine::input::Input;
use warung::store::read::Read;

use super::world::World;

/// What staff have ever typed of a product's lower prices, in that order.
#[derive(Default)]
pub struct Rules {
    sent: BTreeMap<u32, Vec<Sent>>,
    /// Taken away by an update that the shop has not heard yet.
    lifted: BTreeMap<u64, (u32, Rule)>,
}

/// It may hold from the step on in which it was sent. Whether it ever did is nobody's matter: the
/// shop may have refused it.
struct Sent {
    update: u64,
    step: u64,
    rule: Rule,
    /// In this step the shop heard that it was taken away.
    ended: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Rule {
    Percent(u64),
    Steps(Vec<(u64, u64)>),
}

impl Rule {
    fn same_kind(&self, other: &Rule) -> bool {
        matches!(self, Rule::Percent(_)) == matches!(other, Rule::Percent(_))
    }

    fn of(&self, list: u64) -> u64 {
        match self {
            Rule::Percent(percent) => list - list * percent / 100,
            Rule::Steps(steps) => steps.iter().map(|(_, price)| *price).min().unwrap_or(list),
        }
    }
}

impl Rules {
    /// What was taken away holds no more once the shop has heard so.
    pub fn heard(&mut self, update: u64, step: u64) {
        let Some((product, rule)) = self.lifted.remove(&update) else { return };
        let sent = self.sent.entry(product).or_default().iter_mut();
        let of = sent.filter(|it| it.update < update && rule.same_kind(&it.rule));
        of.filter(|it| it.ended.is_none()).for_each(|it| it.ended = Some(step));
    }

    /// The least that a unit may have cost in a step, where the list price was this.
    pub fn lowest(&self, product: u32, step: u64, list: u64) -> u64 {
        let sent = self.sent.get(&product).map(Vec::as_slice).unwrap_or_default();
        let open = |it: &&Sent| it.step <= step && it.ended.is_none_or(|ended| ended >= step);
        let held = sent.iter().filter(open).map(|it| it.rule.of(list));
        held.min().unwrap_or(list).min(list)
    }
}

/// What everybody was shown.
#[derive(Default)]
pub struct Shown {
    prices: BTreeSet<(i64, u64, u64)>,
    /// The newest effect and order that were looked at.
    pub effect: u64,
    order: u64,
}

impl Shown {
    fn see(&mut self, chat: i64, screen: &Screen) {
        if let Keys::Inline(rows) = &screen.keys {
            for button in rows.iter().flatten() {
                if let Press::Data(data) = &button.does {
                    self.named(chat, data);
                }
            }
        }
        // `<b>Produk 3 …</b>`, and below it `2 × Rp9.000 = Rp18.000`.
        let lines: Vec<&str> = screen.html.lines().collect();
        for pair in lines.windows(2) {
            let digits = |text: &str| -> Option<u64> {
                let sign = |sign: &char| sign.is_ascii_digit() || *sign == '.';
                let digits: String =
                    text.chars().take_while(sign).filter(|it| *it != '.').collect();
                digits.parse().ok()
            };
            // A choice has a number of its own behind that of its card.
            let product = match pair[0].rsplit_once("Paket ") {
                Some((_, own)) => digits(own),
                None => pair[0].strip_prefix("<b>Produk ").and_then(digits),
            };
            let price = pair[1].split_once(" × Rp").and_then(|(_, rest)| digits(rest));
            if let (Some(product), Some(price)) = (product, price) {
                self.prices.insert((chat, product, price));
            }
        }
    }

    /// A button to buy at once names the price that was seen.
    pub fn named(&mut self, chat: i64, data: &str) {
        if let Some((Action::Payment(PaymentPress::BuyNow(it) | PaymentPress::BuyBy(it, _)), _)) =
            decode(data)
        {
            self.prices.insert((chat, it.product.0, it.price.0));
        }
    }
}

/// Taps of one person between two looks: where there are several, the answer to the last takes the
/// place of those before it, which leave no trace.
const TAPS: usize = 1;

impl World {
    pub fn discount(&mut self, admin: u64, product: u32) {
        let dearest = self.model.dearest(product);
        let (text, rule, lifts) = match self.luck.below(6) {
            0 => (format!("/diskon {product}|-"), Rule::Percent(0), true),
            1 => (format!("/grosir {product}|-"), Rule::Steps(Vec::new()), true),
            2 | 3 => {
                let percent = self.luck.range(1, 50);
                let days = if self.luck.chance(300) { "|1" } else { "" };
                (format!("/diskon {product}|{percent}%{days}"), Rule::Percent(percent), false)
            }
            _ => {
                let first = dearest * self.luck.range(75, 99) / 100;
                let second = dearest * self.luck.range(55, 74) / 100;
                let steps = vec![(2, first.max(1)), (self.luck.range(3, 6), second.max(1))];
                let lines: Vec<String> =
                    steps.iter().map(|(from, price)| format!("{from}+ {price}")).collect();
                let text = format!("/grosir {product}|{}", lines.join("\n"));
                (text, Rule::Steps(steps), false)
            }
        };
        self.types(admin, &text);
        let rules = &mut self.model.rules;
        match lifts {
            true => drop(rules.lifted.insert(self.updates, (product, rule))),
            false => {
                let (update, step, ended) = (self.updates, self.steps, None);
                rules.sent.entry(product).or_default().push(Sent { update, step, rule, ended });
            }
        }
    }

    /// Looks at what was shown and ordered since the last look.
    pub fn witness(&mut self, inputs: &[Input]) {
        let snap = self.core.store().snap().unwrap();
        let effects: Vec<Effect> = snap.all(self.shown.effect + 1, usize::MAX).unwrap();
        for effect in &effects {
            self.shown.effect = self.shown.effect.max(effect.id.0);
            if let Task::Show { to, screen, .. } = &effect.task {
                self.shown.see(to.chat.0, screen);
            }
        }
        self.witness_greeting(inputs, &effects);
        let orders: Vec<Order> = snap.all(self.shown.order + 1, usize::MAX).unwrap();
        for order in orders {
            self.shown.order = order.id.0;
            self.model.begins(order.id.0, self.steps);
            let buyer = order.customer.0;
            let theirs = |it: &&Input| matches!(it, Input::Update { said, .. } if said.from.id == order.customer);
            if order.kind != Kind::Goods || inputs.iter().filter(theirs).count() > TAPS {
                continue;
            }
            for line in &order.lines {
                let seen = (buyer as i64, line.product.0, line.price.0);
                let shown = self.shown.prices.contains(&seen);
                let theirs = self.shown.prices.iter().filter(|it| (it.0, it.1) == (seen.0, seen.1));
                let saw: Vec<u64> = theirs.map(|it| it.2).collect();
                assert!(shown, "{} of {buyer} is charged {line:?}, and saw {saw:?}", order.id);
            }
        }
    }
}
