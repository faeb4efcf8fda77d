//! Refunds promised outside the shop and not paid yet.

use crate::chat::action::{Action, MenuPress, RefundPress, SalePress};
use crate::chat::layout::{button, fitting, page_line, pager, paragraphs, person};
use crate::domain::id::OrderId;
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::refund::NoRefund;
use crate::domain::refusal::Refusal;
use crate::shop::browse::{self, Page};
use crate::shop::context::{Ctx, Done};
use crate::shop::refund::known;
use crate::words::{Html, Words};

/// One promise.
struct Owed {
    order: OrderId,
    part: u16,
    amount: Rupiah,
    line: String,
}

pub struct View {
    /// By order, which may have several.
    list: Page<Vec<Owed>>,
}

pub fn load(ctx: &Ctx, page: u32, w: Words) -> Done<View> {
    let orders = browse::refunds_owed(&ctx.tx, page)?;
    let Page { items, page, pages, total } = orders;
    let mut owed = Vec::new();
    for order in items {
        let buyer = person(ctx, order.customer, w)?;
        let one = |(part, refund): (u16, &crate::domain::order::Refund)| Owed {
            order: order.id,
            part,
            amount: refund.amount,
            line: w.refunds_owed_line(refund.amount, refund.at, Html(&buyer), order.id),
        };
        owed.push(order.owed().map(one).collect());
    }
    Ok(View { list: Page { items: owed, page, pages, total } })
}

/// The question before one of them counts as sent.
pub fn ask_payout(ctx: &Ctx, id: OrderId, part: u16, listed: bool, w: Words) -> Done<Screen> {
    let order = known(&ctx.tx, id)?;
    let refund = order.refund(part).ok_or(Refusal::Refund(id, NoRefund::Unknown))?;
    let buyer = person(ctx, order.customer, w)?;
    let (sure, back): (_, Action) = match listed {
        true => {
            (RefundPress::PayoutListed { order: id, part }, RefundPress::Owed { page: 0 }.into())
        }
        false => (RefundPress::Payout { order: id, part }, SalePress::Card(id).into()),
    };
    Ok(Screen::new(w.payout_ask(refund.amount, Html(&buyer), id))
        .buttons(vec![button(w.button_paid_out_sure(), sure)])
        .buttons(vec![button(w.button_back(), back)]))
}

pub fn render(v: &View, w: Words) -> Screen {
    let back = vec![button(w.button_back(), MenuPress::Menu)];
    let all: Vec<&Owed> = v.list.items.iter().flatten().collect();
    if all.is_empty() {
        return Screen::new(w.refunds_owed_empty()).buttons(back);
    }
    let lines = fitting(all.iter().map(|owed| owed.line.clone()), 300).join("\n\n");
    let text = paragraphs([w.refunds_owed_title(), lines, page_line(w, &v.list)]);
    let mut screen = Screen::new(text);
    for Owed { order, part, amount, .. } in all {
        let (order, part) = (*order, *part);
        screen = screen.buttons(vec![
            button(
                w.button_paid_out(*amount),
                RefundPress::AskPayout { order, part, listed: true },
            ),
            button(w.button_sale(order), SalePress::Card(order)),
        ]);
    }
    pager(screen, w, &v.list, |page| RefundPress::Owed { page }).buttons(back)
}
