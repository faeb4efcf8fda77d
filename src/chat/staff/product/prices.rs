//! What a product costs besides its price: promo, wholesale and reseller price, each to be set and
//! to be taken away.

use super::{Editable, Place, Press};
use crate::chat::choice::Fingerprint;
use crate::chat::layout::{button, paragraphs};
use crate::chat::staff::coupon::card::off;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::encode;
use crate::domain::coupon::Period;
use crate::domain::id::ProductId;
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::product::{Idle, Prices, Product, Promo, Rule, Step};
use crate::domain::time::Timestamp;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::undo::{Act, Before};
use crate::shop::{browse, price, product};
use crate::words::{Html, Words, args};

pub struct View {
    product: Product,
    /// The promo of its category, and what that is called.
    general: Option<(Promo, String)>,
    at: Timestamp,
    undo: Option<Act>,
}

pub fn load(ctx: &Ctx, id: ProductId, undo: Option<Act>) -> Done<View> {
    let product = product::known(&ctx.tx, id)?;
    let general = match (price::general(&ctx.tx, &product)?, product.category) {
        (Some(promo), Some(category)) => {
            let label = browse::category_legible(&ctx.tx, category)?.map(|it| it.label());
            label.map(|label| (promo, label))
        }
        _ => None,
    };
    Ok(View { product, general, at: ctx.now, undo })
}

pub fn render(v: &View, w: Words) -> Screen {
    let Product { id, name, price, prices, .. } = &v.product;
    let none = w.prices_none();
    let promo = prices.promo.map_or_else(|| none.clone(), |it| told(&it, *price, v.at, w));
    let general = v.general.as_ref().map_or_else(String::new, |(promo, label)| {
        w.prices_general(label, Html(&told(promo, *price, v.at, w)))
    });
    let steps = match prices.steps.is_empty() {
        true => w.prices_no_steps(),
        false => w.prices_steps(Html(&steps(&prices.steps, w))),
    };
    let reseller = prices.reseller.map_or(none, |it| it.to_string());
    let rows = [w.prices_promo(Html(&promo)), general, steps, w.prices_reseller(Html(&reseller))];
    let rows = rows.into_iter().filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n");
    let card = w.prices_card(name.as_str(), *price, Html(&rows));
    let saved = if v.undo.is_some() { w.product_saved() } else { String::new() };
    let mut screen = Screen::new(paragraphs([saved, card, idle(prices, *price, w)]));
    if let Some(act) = v.undo {
        screen = screen.buttons(vec![button(w.button_undo(), Press::Undo(*id, act))]);
    }
    screen =
        screen.buttons(vec![button(w.button_product_price(), Press::Edit(*id, Editable::Price))]);
    for rule in Rule::ALL {
        let mut row = vec![button(label(rule, w), Press::Lower(*id, rule))];
        if there(prices, rule) {
            row.push(button(lift_label(rule, w), Press::Lift(*id, rule)));
        }
        screen = screen.buttons(row);
    }
    screen.buttons(vec![button(w.button_back(), Press::Card(*id))])
}

fn there(prices: &Prices, rule: Rule) -> bool {
    match rule {
        Rule::Promo => prices.promo.is_some(),
        Rule::Steps => !prices.steps.is_empty(),
        Rule::Reseller => prices.reseller.is_some(),
    }
}

fn label(rule: Rule, w: Words) -> String {
    match rule {
        Rule::Promo => w.button_promo(),
        Rule::Steps => w.button_steps(),
        Rule::Reseller => w.button_reseller_price(),
    }
}

fn lift_label(rule: Rule, w: Words) -> String {
    match rule {
        Rule::Promo => w.button_lift_promo(),
        Rule::Steps => w.button_lift_steps(),
        Rule::Reseller => w.button_lift_reseller(),
    }
}

pub fn rule_name(rule: Rule, w: Words) -> String {
    match rule {
        Rule::Promo => w.plain_rule_promo(),
        Rule::Steps => w.plain_rule_steps(),
        Rule::Reseller => w.plain_rule_reseller(),
    }
}

/// A promo in one line: what it takes off, what that leaves, and when.
fn told(promo: &Promo, list: Rupiah, now: Timestamp, w: Words) -> String {
    let what = match promo.price(list) {
        Some(price) => w.promo_row(&off(promo.off, w), price),
        None => off(promo.off, w),
    };
    [what, when(promo.period, now, w)].join("\n")
}

/// When a promo holds, and whether that is now.
pub fn when(period: Period, now: Timestamp, w: Words) -> String {
    let state = match period {
        Period { until: Some(until), .. } if until <= now => w.promo_over(),
        Period { from: Some(from), .. } if now < from => w.promo_to_come(),
        _ => w.promo_running(),
    };
    let span = match (period.from, period.last()) {
        (Some(from), Some(at)) => w.promo_from_until(args::PromoFromUntil { at, from }),
        (Some(from), None) => w.promo_from(from),
        (None, Some(at)) => w.promo_until(at),
        (None, None) => w.promo_no_end(),
    };
    format!("{state} · {span}")
}

pub fn steps(steps: &[Step], w: Words) -> String {
    let step = |it: &Step| w.plain_step(it.from.into(), it.price);
    steps.iter().map(step).collect::<Vec<_>>().join("\n")
}

/// What counts for nothing as the list price is no higher; empty where all counts.
pub fn idle(prices: &Prices, list: Rupiah, w: Words) -> String {
    let line = |idle: &Idle| match idle {
        Idle::Promo(it) => w.prices_idle_promo(&off(*it, w)),
        Idle::Step(step) => w.prices_idle_step(step.from.into(), step.price),
        Idle::Reseller(price) => w.prices_idle_reseller(*price),
    };
    let lines: Vec<String> = prices.idle(list).iter().map(line).collect();
    match lines.is_empty() {
        true => String::new(),
        false => w.prices_idle(Html(&lines.join("\n"))),
    }
}

/// All lower prices in short: it tells whether somebody has changed one meanwhile.
pub fn seen(product: &Product) -> Fingerprint {
    Fingerprint::of(&encode(&(product.price, &product.prices)))
}

pub fn lift(ctx: &mut Ctx, turn: &Turn, by: Staff, product: ProductId, rule: Rule) -> Done<Reply> {
    let before = Before::here(&ctx.tx)?;
    price::lift(ctx, by, product, rule)?;
    let undo = before.act(&ctx.tx)?;
    Ok(Next::go(Place::Prices { product, undo }).toast(turn.words.toast_saved()))
}
