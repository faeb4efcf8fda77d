//! The seller's menu, with the figures that need a look.

use crate::chat::action::{
    CouponPress, ProductPress, RefundPress, ReviewPress, SalePress, SettingPress,
};
use crate::chat::alarm::reason;
use crate::chat::layout::{button, paragraphs};
use crate::chat::turn::Turn;
use crate::domain::limit::{REJECTED_LINES, REJECTED_SHOWN, TODAY_TRANSFERS_MAX};
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::rejected_notice::RejectedNotice;
use crate::domain::time::Timestamp;
use crate::shop::browse::{self, Figures};
use crate::shop::context::{Ctx, Done};
use crate::shop::turnover::{self, Turnover};
use crate::shop::{evidence, pause, rejected_notice};
use crate::words::{Html, Words};

pub struct View {
    store: String,
    at: Timestamp,
    figures: Figures,
    today: Option<Turnover>,
    /// The newest of the last day.
    rejected: Vec<RejectedNotice>,
    in_review: u64,
    paused: Option<Timestamp>,
}

pub fn load(ctx: &Ctx, turn: &Turn) -> Done<View> {
    let figures = browse::figures(&ctx.tx)?;
    let today = today(ctx, turn)?;
    let rejected = rejected_notice::lately(&ctx.tx, ctx.now, REJECTED_SHOWN, REJECTED_LINES)?;
    let in_review = evidence::waiting(&ctx.tx)?;
    let paused = pause::pause_of(&ctx.tx)?.map(|pause| pause.since);
    let store = ctx.shop.name.clone();
    Ok(View { store, at: ctx.now, figures, today, rejected, in_review, paused })
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
    let Figures { open, paid, undelivered: late, owed, .. } = v.figures;
    let undelivered = match late {
        0 => w.button_all_delivered(),
        late => w.button_undelivered(late),
    };
    let undelivered = button(undelivered, SalePress::Undelivered);
    let paused = v.paused.map_or_else(String::new, |since| w.admin_paused(since));
    let today = match &v.today {
        Some(day) => {
            let sold = u64::try_from(day.gross - day.discounts).unwrap_or(0);
            w.admin_home_today(day.orders, Rupiah(sold))
        }
        None => w.admin_home_busy(),
    };
    let arrived = match late {
        0 => w.admin_home_all_delivered(),
        late => w.admin_home_undelivered(late),
    };
    let rows = [today, w.admin_home_open(open), arrived, w.admin_home_ever(paid)].join("\n");
    let home = w.admin_home(v.at, Html(&rows), &v.store);
    let mut screen = Screen::new(paragraphs([paused, home, rejected(v, w)]));
    // Above all else: a buyer who has paid waits for it.
    if v.in_review > 0 {
        let list = button(w.button_review_list(v.in_review), ReviewPress::List);
        screen = screen.buttons(vec![list]);
    }
    screen = screen
        .buttons(vec![button(w.button_manage_products(), ProductPress::List { page: 0 })])
        .buttons(vec![undelivered]);
    if owed > 0 {
        let owed = button(w.button_refunds_owed(owed), RefundPress::Owed { page: 0 });
        screen = screen.buttons(vec![owed]);
    }
    screen
        .buttons(vec![button(w.button_coupons(), CouponPress::List { page: 0 })])
        .buttons(vec![button(w.button_settings(), SettingPress::Card)])
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
