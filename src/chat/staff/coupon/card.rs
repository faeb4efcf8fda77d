//! One coupon: its conditions, how far it is used up, and taking it back.

use crate::chat::action::CouponPress;
use crate::chat::layout::button;
use crate::chat::place::CouponPlace;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::coupon::{Conditions, Off, Scope};
use crate::domain::id::CouponId;
use crate::domain::limit::COUPON_SCOPE_MAX;
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::product::parse_number;
use crate::shop::context::{Ctx, Done};
use crate::shop::coupon::{self, Standing};
use crate::shop::staff::Staff;
use crate::shop::{browse, product};
use crate::words::{Html, Words, args};

pub struct View {
    standing: Standing,
    conditions: Vec<String>,
    over: bool,
}

pub fn load(ctx: &Ctx, id: CouponId, w: Words) -> Done<View> {
    let standing = coupon::standing(&ctx.tx, coupon::known(&ctx.tx, id)?)?;
    let conditions = conditions(ctx, &standing.coupon.conditions, w)?;
    let over = standing.coupon.conditions.check(ctx.now).is_err();
    Ok(View { standing, conditions, over })
}

pub fn render(v: &View, w: Words) -> Screen {
    let coupon = &v.standing.coupon;
    let state = state(&v.standing, v.over, w);
    let rows = format!("{}\n\n{state}", v.conditions.join("\n"));
    let mut screen = Screen::new(w.coupon_card(coupon.code.as_str(), Html(&rows)));
    if coupon.active {
        let withdraw = button(w.button_withdraw(), CouponPress::AskWithdraw(coupon.id));
        screen = screen.buttons(vec![withdraw]);
    }
    screen.buttons(vec![button(w.button_back(), CouponPress::List { page: 0 })])
}

/// The question before it is taken back.
pub fn ask_withdraw(ctx: &Ctx, id: CouponId, w: Words) -> Done<Screen> {
    let coupon = coupon::known(&ctx.tx, id)?;
    Ok(Screen::new(w.coupon_ask_withdraw(coupon.code.as_str()))
        .buttons(vec![button(w.button_withdraw_sure(), CouponPress::Withdraw(id))])
        .buttons(vec![button(w.button_back(), CouponPress::Card(id))]))
}

pub fn withdraw(ctx: &mut Ctx, turn: &Turn, by: Staff, id: CouponId) -> Done<Reply> {
    let coupon = coupon::withdraw(ctx, by, id)?;
    let toast = turn.words.toast_coupon_withdrawn(coupon.code.as_str());
    Ok(Next::go(CouponPlace::Card(id)).toast(toast))
}

/// How far it is used up, and whether it can be used at all.
pub(super) fn state(standing: &Standing, over: bool, w: Words) -> String {
    let Standing { coupon, reserved, spent } = standing;
    let uses = match coupon.conditions.uses_max {
        Some(max) => w.coupon_uses_of(args::CouponUsesOf {
            max: max.into(),
            reserved: *reserved,
            spent: *spent,
        }),
        None => w.coupon_uses(args::CouponUses { reserved: *reserved, spent: *spent }),
    };
    match (coupon.active, over) {
        (false, _) => format!("{uses}\n{}", w.coupon_withdrawn()),
        (true, true) => format!("{uses}\n{}", w.coupon_over()),
        (true, false) => uses,
    }
}

/// All conditions, one a row: what is not bounded is said as well.
pub(super) fn conditions(ctx: &Ctx, conditions: &Conditions, w: Words) -> Done<Vec<String>> {
    let mut rows =
        vec![w.coupon_row_off(&off(conditions.off, w)), scope(ctx, &conditions.scope, w)?];
    rows.push(match conditions.minimum {
        Rupiah::ZERO => w.coupon_row_no_minimum(),
        minimum => w.coupon_row_minimum(minimum),
    });
    rows.extend(conditions.period.from.map(|from| w.coupon_row_from(from)));
    rows.push(match conditions.period.last() {
        Some(last) => w.coupon_row_until(last),
        None => w.coupon_row_no_end(),
    });
    rows.push(match conditions.uses_max {
        Some(max) => w.coupon_row_uses_max(max.into()),
        None => w.coupon_row_no_uses_max(),
    });
    rows.push(match conditions.uses_per_buyer_max() {
        Some(max) => w.coupon_row_per_buyer(max.into()),
        None => w.coupon_row_no_per_buyer(),
    });
    if conditions.first_purchase {
        rows.push(w.coupon_row_first());
    }
    Ok(rows)
}

pub fn off(off: Off, w: Words) -> String {
    match off {
        Off::Percent { percent, most: None } => w.plain_off_percent(percent.into()),
        Off::Percent { percent, most: Some(most) } => {
            w.plain_off_percent_most(most, percent.into())
        }
        Off::Flat(amount) => w.plain_off_flat(amount),
    }
}

fn scope(ctx: &Ctx, scope: &Scope, w: Words) -> Done<String> {
    Ok(match scope {
        Scope::All => w.coupon_row_all(),
        Scope::Categories(categories) => {
            let mut names = Vec::new();
            for id in categories {
                names.extend(browse::category_name(&ctx.tx, *id)?);
            }
            // Those that are gone have no name any more.
            let names = if names.is_empty() { "–".to_owned() } else { names.join(", ") };
            w.coupon_row_categories(&names)
        }
        Scope::Products(products) => {
            let mut names = Vec::new();
            for id in products {
                let product = browse::product(&ctx.tx, *id)?;
                // For what owns a card of choices it holds for all of them.
                let name = if product.heads() { product.card() } else { product.name.as_str() };
                names.push(format!("{}. {name}", product.number));
            }
            w.coupon_row_products(&names.join(", "))
        }
    })
}

/// The products that somebody names by their numbers: `1, 3 12`.
pub(super) fn products(ctx: &Ctx, text: &str) -> Done<Scope> {
    let numbers = text.split([',', ' ', '\n']).filter(|number| !number.is_empty());
    let mut products = Vec::new();
    for number in numbers.take(COUPON_SCOPE_MAX + 1) {
        let id = product::by_number(&ctx.tx, parse_number(number)?)?.id;
        if !products.contains(&id) {
            products.push(id);
        }
    }
    Ok(Scope::Products(products))
}
