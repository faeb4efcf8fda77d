//! A customer's balance changed by hand: the command, the look before anything moves, and one
//! tap that enters it.

use crate::chat::action::CustomerPress;
use crate::chat::layout::{button, person, signed};
use crate::chat::question::Question;
use crate::chat::talk;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::correction::{Change, Correction};
use crate::domain::ledger::Side;
use crate::domain::money::Rupiah;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::text::{Reason, quoted};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::staff::Staff;
use crate::shop::{browse, correction, ledger};
use crate::words::{Html, Words, args};

/// `/transfer ID|NOMINAL|ALASAN`: the seller has received money outside the shop.
pub fn credit(ctx: &mut Ctx, turn: &Turn, by: Staff, rest: &str) -> Done<Reply> {
    draft(ctx, by, rest, &turn.words.usage_transfer(), |text| {
        Rupiah::parse_amount(text).map(Change::Received)
    })
}

/// `/editsaldo ID|±NOMINAL|ALASAN`: a correction.
pub fn adjust(ctx: &mut Ctx, turn: &Turn, by: Staff, rest: &str) -> Done<Reply> {
    draft(ctx, by, rest, &turn.words.usage_editsaldo(), Change::parse)
}

fn draft(
    ctx: &mut Ctx,
    by: Staff,
    rest: &str,
    usage: &str,
    read: impl FnOnce(&str) -> Result<Change, Refusal>,
) -> Done<Reply> {
    let fields: Vec<&str> = rest.splitn(3, '|').map(str::trim).collect();
    let [who, change, reason] = fields[..] else {
        return Ok(Next::say(usage.to_owned()).into());
    };
    let known = browse::customer_called(&ctx.tx, who)?;
    let customer =
        known.ok_or_else(|| Refusal::Input(BadInput::Customer { typed: quoted(who) }))?;
    let (change, reason) = (read(change)?, Reason::parse(reason)?);
    let drafted = correction::draft(ctx, by, customer.id, change, reason)?;
    Ok(Next::ask(drafted).into())
}

/// What it will do. It is shown as the balance stands, and adds or takes whatever it is later.
pub fn ask(it: &Correction, ctx: &Ctx, w: Words) -> Done<Question> {
    let now = ledger::free(&ctx.tx, it.customer)?;
    let amount = it.change.amount();
    let then = match side(it.change) {
        Side::To => now.plus(amount),
        Side::From => now.minus(amount),
    };
    let (buyer, change) = (person(ctx, it.customer, w)?, told(it.change, w));
    let (buyer, reason, then) = (Html(&buyer), it.reason.as_str(), then.unwrap_or(now));
    let text = match it.change {
        Change::Received(_) => w.correction_received(args::CorrectionReceived {
            buyer,
            change: &change,
            new_balance: then,
            old_balance: now,
            reason,
        }),
        Change::Added(_) | Change::Taken(_) => w.correction_adjusted(args::CorrectionAdjusted {
            buyer,
            change: &change,
            new_balance: then,
            old_balance: now,
            reason,
        }),
    };
    let confirm = CustomerPress::Confirm(it.number);
    Ok(Question::new(text).sure_way(button(w.button_correct(), confirm)))
}

/// The button names the correction by its number; what it is, the open wizard knows. So the
/// button of another card, or of this one a second time, confirms nothing.
pub fn confirm(ctx: &mut Ctx, turn: &Turn, by: Staff, number: u32) -> Done<Reply> {
    let w = turn.words;
    let it = match talk::open(ctx, turn.customer.id)? {
        Some(Wizard::Correction(it)) if it.number == number => it,
        open => return Ok(Next::still(open).toast(w.toast_old_button())),
    };
    match correction::enter(ctx, by, &it) {
        // The balance has changed since: the same amount will not do, and is not asked for again.
        Err(Stop::Refused(refusal)) => return Ok(Next::say(w.refusal(&refusal)).into()),
        entered => entered?,
    };
    let balance = ledger::free(&ctx.tx, it.customer)?;
    let (buyer, change) = (person(ctx, it.customer, w)?, told(it.change, w));
    Ok(Next::say(w.done_correction(balance, Html(&buyer), &change)).into())
}

fn side(change: Change) -> Side {
    match change {
        Change::Received(_) | Change::Added(_) => Side::To,
        Change::Taken(_) => Side::From,
    }
}

fn told(change: Change, w: Words) -> String {
    signed(w, side(change), change.amount())
}
