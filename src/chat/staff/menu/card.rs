//! The staff's menu: today, what waits for a person, and what whoever looks may do.

use crate::chat::action::{
    AuditPress, CouponPress, MemberPress, MenuPress, ProductPress, RefundPress, ResellerPress,
    RestorePress, ReviewPress, SalePress, SettingPress, TodoPress, WordingPress,
};
use crate::chat::alarm::reason;
use crate::chat::layout::{button, paragraphs};
use crate::chat::staff::menu::first_steps;
use crate::chat::turn::Turn;
use crate::domain::limit::{REJECTED_LINES, REJECTED_SHOWN, TODAY_TRANSFERS_MAX};
use crate::domain::message::{Button, Screen};
use crate::domain::money::Rupiah;
use crate::domain::rejected_notice::RejectedNotice;
use crate::domain::staff::Right;
use crate::domain::time::Timestamp;
use crate::shop::audit::{Cut, Filter};
use crate::shop::browse::{self, Figures};
use crate::shop::context::{Ctx, Done};
use crate::shop::turnover::{self, Turnover};
use crate::shop::{evidence, pause, rejected_notice, restore, staff, todo, unclaimed};
use crate::words::{Html, Words};

pub struct View {
    store: String,
    at: Timestamp,
    figures: Figures,
    today: Option<Turnover>,
    /// The newest of the last day.
    rejected: Vec<RejectedNotice>,
    in_review: u64,
    products: u64,
    /// What is to be done by hand.
    todo: u64,
    /// Kept from sale since the shop was brought back, and money that nobody knows the buyer of.
    detained: u64,
    unclaimed: u64,
    paused: Option<Timestamp>,
    /// What whoever looks may do.
    rights: Vec<Right>,
    /// There is still something to do in an empty shop.
    first_steps: bool,
}

impl View {
    fn may(&self, right: Right) -> bool {
        self.rights.contains(&right)
    }
}

pub fn load(ctx: &Ctx, turn: &Turn) -> Done<View> {
    let mut rights = Vec::new();
    for right in Right::ALL {
        if staff::may(ctx, turn.customer.id, right)?.is_some() {
            rights.push(right);
        }
    }
    let today = match rights.contains(&Right::Orders) {
        true => today(ctx, turn)?,
        false => None,
    };
    let rejected = match rights.contains(&Right::Books) {
        true => rejected_notice::lately(&ctx.tx, ctx.now, REJECTED_SHOWN, REJECTED_LINES)?,
        false => Vec::new(),
    };
    Ok(View {
        store: ctx.shop.name.clone(),
        at: ctx.now,
        figures: browse::figures(&ctx.tx)?,
        today,
        rejected,
        in_review: evidence::waiting(&ctx.tx)?,
        products: browse::products(&ctx.tx)?,
        todo: todo::jobs(&ctx.tx)?.len() as u64,
        detained: restore::detained(&ctx.tx)?,
        unclaimed: unclaimed::waiting(&ctx.tx)?,
        paused: pause::pause_of(&ctx.tx)?.map(|pause| pause.since),
        first_steps: rights.contains(&Right::Shelf) && !first_steps::load(ctx, turn)?.are_done(),
        rights,
    })
}

/// What the day has brought so far; nothing where adding it up would keep buyers waiting.
fn today(ctx: &Ctx, turn: &Turn) -> Done<Option<Turnover>> {
    let calendar = turn.dictionary.calendar();
    let day = calendar.day(ctx.now);
    if turnover::transfers(&ctx.tx, &day)? > TODAY_TRANSFERS_MAX {
        return Ok(None);
    }
    let days = turnover::turnover(&ctx.tx, &day, |at| calendar.date(at))?;
    Ok(Some(days.into_values().next().unwrap_or_default()))
}

pub fn render(v: &View, w: Words) -> Screen {
    let paused = v.paused.map_or_else(String::new, |since| w.admin_paused(since));
    let waiting = waiting(v, w);
    let mut rows = vec![day(v, w)];
    rows.extend(waiting.iter().map(|(line, _)| line.clone()));
    if waiting.is_empty() {
        rows.push(w.admin_home_all_well());
    }
    let home = w.admin_home(v.at, Html(&rows.join("\n")), &v.store);
    let screen = Screen::new(paragraphs([paused, home, rejected(v, w)]));
    // Above all else: a buyer who has paid waits for it.
    let waiting = waiting.into_iter().map(|(_, button)| vec![button]);
    let screen = waiting.fold(screen, Screen::buttons);
    let screen = buttons(v, w).chunks(2).fold(screen, |screen, row| screen.buttons(row.to_vec()));
    let mut below = Vec::new();
    if v.first_steps {
        below.push(button(w.button_first_steps(), MenuPress::FirstSteps));
    }
    if v.may(Right::Preview) {
        below.push(button(w.button_preview(), MenuPress::Preview));
    }
    below.into_iter().map(|it| vec![it]).fold(screen, Screen::buttons)
}

/// What has been sold today; the shelf, for those who are to see no money.
fn day(v: &View, w: Words) -> String {
    match &v.today {
        _ if !v.may(Right::Orders) => w.admin_home_products(v.products),
        Some(day) => {
            let sold = u64::try_from(day.gross - day.discounts).unwrap_or(0);
            w.admin_home_today(day.orders, Rupiah(sold))
        }
        None => w.admin_home_busy(),
    }
}

/// What waits for a person of the staff, with the way to it.
fn waiting(v: &View, w: Words) -> Vec<(String, Button)> {
    let Figures { undelivered, owed, .. } = v.figures;
    let mut waiting = Vec::new();
    if v.in_review > 0 && v.may(Right::Orders) {
        let list = button(w.button_review_list(v.in_review), ReviewPress::List);
        waiting.push((w.admin_home_in_review(v.in_review), list));
    }
    if v.todo > 0 && v.may(Right::Orders) {
        let list = button(w.button_todos(v.todo), TodoPress::List { page: 0 });
        waiting.push((w.admin_home_todo(v.todo), list));
    }
    if undelivered > 0 && v.may(Right::Resend) {
        let list = button(w.button_undelivered(undelivered), SalePress::Undelivered);
        waiting.push((w.admin_home_undelivered(undelivered), list));
    }
    if owed > 0 && v.may(Right::Refund) {
        let list = button(w.button_refunds_owed(owed), RefundPress::Owed { page: 0 });
        waiting.push((w.admin_home_owed(owed), list));
    }
    if v.unclaimed > 0 && v.may(Right::Balances) {
        let list = button(w.button_unclaimed(v.unclaimed), RestorePress::Unclaimed { page: 0 });
        waiting.push((w.admin_home_unclaimed(v.unclaimed), list));
    }
    if v.detained > 0 && v.may(Right::Stock) {
        let list = button(w.button_detained(v.detained), RestorePress::Detained { page: 0 });
        waiting.push((w.admin_home_detained(v.detained), list));
    }
    waiting
}

/// The areas that whoever looks may enter.
fn buttons(v: &View, w: Words) -> Vec<Button> {
    let history = AuditPress::List { filter: Filter::default(), cut: Cut::Newest };
    let all = [
        (Right::Wording, button(w.button_wording(), WordingPress::Open)),
        (Right::Shelf, button(w.button_manage_products(), ProductPress::List { page: 0 })),
        (Right::Coupons, button(w.button_coupons(), CouponPress::List { page: 0 })),
        (Right::Coupons, button(w.button_resellers(), ResellerPress::List { page: 0 })),
        (Right::Settings, button(w.button_settings(), SettingPress::Card)),
        (Right::Staff, button(w.button_staff(), MemberPress::List { page: 0 })),
        (Right::Audit, button(w.button_audit(), history)),
    ];
    all.into_iter().filter(|(right, _)| v.may(*right)).map(|(_, button)| button).collect()
}

/// Notices that were none of ours, if there were any.
fn rejected(v: &View, w: Words) -> String {
    if v.rejected.is_empty() {
        return String::new();
    }
    let line = |it: &RejectedNotice| w.admin_rejected_line(it.at, it.count, &reason(it.why, w));
    let lines: Vec<String> = v.rejected.iter().map(line).collect();
    w.admin_rejected(Html(&lines.join("\n")))
}
