//! The ends of a deposit's invoice, in words of their own: nothing was ordered, nothing is sent.

use super::invoice::{View, again, history};
use crate::chat::action::ShelfPress;
use crate::chat::layout::button;
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::order::End;
use crate::domain::time::Timestamp;
use crate::shop::browse::Part;
use crate::words::{Words, args};

pub fn paid(v: &View, at: Timestamp, w: Words) -> Screen {
    let (id, total) = (v.order.id, v.order.total());
    let text = match v.late {
        true => w.invoice_deposited_late(args::InvoiceDepositedLate {
            amount: total,
            balance: v.balance,
            order: id,
        }),
        false => w.invoice_deposited(args::InvoiceDeposited {
            amount: total,
            balance: v.balance,
            order: id,
            paid_at: at,
        }),
    };
    let browse = ShelfPress::Catalogue { part: Part::All, page: 0 };
    Screen::new(text).buttons(vec![button(w.button_browse(), browse), history(w)])
}

pub fn ended(v: &View, why: End, w: Words) -> Screen {
    let id = v.order.id;
    let text = match why {
        End::NoInvoice => w.invoice_failed_deposit(id),
        End::Cancelled => w.invoice_cancelled_deposit(id),
        // A wrong amount is told by the payment itself.
        End::Expired | End::WrongAmount | End::NoTransfer => w.invoice_expired_deposit(id),
    };
    v.asking(Screen::new(text).buttons(again(v, w)))
}

/// Another amount came than was asked for: it is on the balance all the same.
pub fn credited(v: &View, asked: Rupiah, received: Rupiah, w: Words) -> Screen {
    let text = w.invoice_wrong_amount_deposit(args::InvoiceWrongAmountDeposit {
        balance: v.balance,
        expected: asked,
        order: v.order.id,
        received,
    });
    v.asking(Screen::new(text).buttons(again(v, w)).buttons(vec![history(w)]))
}
