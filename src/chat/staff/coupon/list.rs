//! The seller's list of coupons, newest first.

use super::card::{off, state};
use crate::chat::action::{CouponPress, MenuPress};
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::domain::message::Screen;
use crate::domain::time::Timestamp;
use crate::shop::browse::Page;
use crate::shop::context::{Ctx, Done};
use crate::shop::coupon::{self, Standing};
use crate::words::{Html, Words, args};

pub struct View {
    list: Page<Standing>,
    at: Timestamp,
}

pub fn load(ctx: &Ctx, page: u32) -> Done<View> {
    Ok(View { list: coupon::page(&ctx.tx, page)?, at: ctx.now })
}

pub fn render(v: &View, w: Words) -> Screen {
    let add = vec![button(w.button_add_coupon(), CouponPress::New)];
    let back = vec![button(w.button_back(), MenuPress::Menu)];
    if v.list.items.is_empty() {
        return Screen::new(w.coupons_empty()).buttons(add).buttons(back);
    }
    let line = |standing: &Standing| {
        let coupon = &standing.coupon;
        let state = state(standing, coupon.conditions.check(v.at).is_err(), w);
        w.coupons_line(args::CouponsLine {
            code: coupon.code.as_str(),
            off: &off(coupon.conditions.off, w),
            rows: Html(&state),
        })
    };
    let lines: Vec<String> = v.list.items.iter().map(line).collect();
    let title = w.coupons_title(v.list.total as u64);
    let text = paragraphs([title, lines.join("\n\n"), page_line(w, &v.list)]);
    let mut screen = Screen::new(text).buttons(add);
    for row in v.list.items.chunks(2) {
        let open = |it: &Standing| button(it.coupon.code.as_str(), CouponPress::Card(it.coupon.id));
        screen = screen.buttons(row.iter().map(open).collect());
    }
    pager(screen, w, &v.list, |page| CouponPress::List { page }).buttons(back)
}
