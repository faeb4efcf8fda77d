//! Money under references that no payment of the shop has: the gateway is asked whether it is
//! there, it is put into the books, and somebody of the staff says whose it is.
//!
//! Anybody who knows the door may make up references. So few are asked about at once, each a few
//! times, and of those that the gateway does not know nothing is left.

use super::browse::{self, Page};
use super::context::{Ctx, Done};
use super::correction::not_own;
use super::ledger::{self, Move};
use super::{incident, payment, rejected_notice, revision, settle};
use crate::domain::act::{Act, Claimed};
use crate::domain::customer::Customer;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::fact::{BalanceFact, RestoreFact};
use crate::domain::id::{CustomerId, UnclaimedId};
use crate::domain::ledger::{Account, Cause, Note};
use crate::domain::limit::{UNCLAIMED_ASKED_MAX, UNCLAIMED_LOOKS};
use crate::domain::money::Rupiah;
use crate::domain::payment::{GatewayAnswer, Hint, Payment, Reference, Status, Txn};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::rejected_notice::Why;
use crate::domain::timer::What;
use crate::domain::unclaimed::{Claim, NoClaim, Unclaimed};
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Table};

/// Somebody says that money came under a reference that we cannot ask about by a row of ours.
/// Whether the gateway is being asked now, or was.
pub(super) fn heard(ctx: &mut Ctx, hint: &Hint) -> Done<bool> {
    let Some(named) = &hint.named else { return Ok(false) };
    if by_reference(&ctx.tx, &hint.reference)?.is_some() {
        return Ok(true);
    }
    if !make_room(ctx)? {
        tracing::warn!("too many unknown payments are being asked about: one more is not");
        return Ok(false);
    }
    let unclaimed = Unclaimed {
        id: UnclaimedId(ctx.tx.next(Table::Unclaimed)?),
        reference: hint.reference.clone(),
        txn: named.txn.clone(),
        amount: named.amount,
        at: ctx.now,
        state: Claim::Asked { looks: 0 },
    };
    ctx.tx.put(&unclaimed)?;
    ask(ctx, &unclaimed)?;
    Ok(true)
}

fn by_reference(read: &impl Read, reference: &Reference) -> Result<Option<Unclaimed>, Fault> {
    let digest = reference.digest();
    for id in read.list(Index::UnclaimedReference, digest, Direction::Oldest, usize::MAX)? {
        if let Some(found) = read.passable::<Unclaimed>(id)?.filter(|it| it.reference == *reference)
        {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Where there are too many, the one goes that was asked about most and never was there.
fn make_room(ctx: &mut Ctx) -> Result<bool, Fault> {
    if ctx.tx.count(Index::UnclaimedAsked, ALL)? < UNCLAIMED_ASKED_MAX {
        return Ok(true);
    }
    let mut least_likely = None;
    for id in ctx.tx.list(Index::UnclaimedAsked, ALL, Direction::Newest, usize::MAX)? {
        match ctx.tx.passable::<Unclaimed>(id)?.map(|it| it.state) {
            Some(Claim::Asked { looks }) if looks > 0 => {
                least_likely = least_likely.max(Some((looks, id)));
            }
            _ => {}
        }
    }
    let Some((_, id)) = least_likely else { return Ok(false) };
    drop(ctx, UnclaimedId(id))?;
    Ok(true)
}

/// After all whom somebody waits for.
fn ask(ctx: &mut Ctx, it: &Unclaimed) -> Result<(), Fault> {
    let (reference, amount, txn) = (it.reference.clone(), it.amount, it.txn.clone());
    let task = Task::AskStatus { reference, amount, txn };
    ctx.ask(Lane::Bulk, task, About::Unclaimed(it.id))?;
    Ok(())
}

/// What is still being asked about.
fn asked(read: &impl Read, id: UnclaimedId) -> Result<Option<(Unclaimed, u8)>, Fault> {
    Ok(read.get::<Unclaimed>(id.0)?.and_then(|it| match it.state {
        Claim::Asked { looks } => Some((it, looks)),
        _ => None,
    }))
}

/// It is time to ask again.
pub fn look(ctx: &mut Ctx, id: UnclaimedId) -> Done {
    match asked(&ctx.tx, id)? {
        Some((it, _)) => Ok(ask(ctx, &it)?),
        None => Ok(()),
    }
}

/// The gateway has answered.
pub fn answered(ctx: &mut Ctx, id: UnclaimedId, answer: GatewayAnswer) -> Done {
    let Some((it, _)) = asked(&ctx.tx, id)? else { return Ok(()) };
    if answer.reference != it.reference {
        return Err(Fault::Broken(format!("an answer about another than {}", id.0)).into());
    }
    match answer.status {
        Status::Completed if !payment::counts(ctx, &answer) => Ok(drop(ctx, id)?),
        Status::Completed if payment::possible(answer.amount) => enter(ctx, it, answer.amount),
        Status::Completed | Status::Pending => later(ctx, id),
        Status::Cancelled => Ok(drop(ctx, id)?),
    }
}

/// It is not there yet, or the gateway does not say: asked again, ever more rarely, and at last no
/// more.
pub fn later(ctx: &mut Ctx, id: UnclaimedId) -> Done {
    let Some((it, looks)) = asked(&ctx.tx, id)? else { return Ok(()) };
    match UNCLAIMED_LOOKS.get(usize::from(looks)) {
        Some(gap) => {
            ctx.tx.put(&Unclaimed { state: Claim::Asked { looks: looks + 1 }, ..it })?;
            Ok(ctx.timer(ctx.now.after(*gap), What::AskUnclaimed(id))?)
        }
        None => Ok(drop(ctx, id)?),
    }
}

/// The gateway knows no such thing: somebody has made it up, which the owners hear of where it is a
/// flood.
pub fn unknown(ctx: &mut Ctx, id: UnclaimedId) -> Done {
    if asked(&ctx.tx, id)?.is_some() {
        drop(ctx, id)?;
        rejected_notice::note(ctx, Why::UnknownOrder, 1)?;
    }
    Ok(())
}

/// It is not there.
pub fn drop(ctx: &mut Ctx, id: UnclaimedId) -> Result<(), Fault> {
    match asked(&ctx.tx, id)? {
        Some(_) => ctx.tx.remove::<Unclaimed>(id.0),
        None => Ok(()),
    }
}

/// The money is there. One of our own payments whose transaction we had forgotten goes its
/// ordinary way; any other is nobody's for now. What the gateway keeps of that is not known.
fn enter(ctx: &mut Ctx, it: Unclaimed, amount: Rupiah) -> Done {
    if amount != it.amount {
        tracing::warn!(id = it.id.0, "the notice named another amount than the gateway");
    }
    if let Some(payment) = forgotten(&ctx.tx, &it.reference)? {
        ctx.tx.remove::<Unclaimed>(it.id.0)?;
        return ours(ctx, payment, it.txn, amount);
    }
    incident::heard_of_payment(ctx)?;
    let moved = Move { from: Account::Gateway, to: Account::Unclaimed, amount };
    ledger::enter(ctx, Cause::Unclaimed(it.id), moved, None)?;
    let id = it.id;
    ctx.tx.put(&Unclaimed { amount, at: ctx.now, state: Claim::Open, ..it })?;
    ctx.fact(RestoreFact::Unclaimed(id));
    Ok(())
}

/// The payment of that reference: we did not know the gateway's side of it when it was heard of.
fn forgotten(read: &impl Read, reference: &Reference) -> Result<Option<Payment>, Fault> {
    let Some(id) = reference.payment() else { return Ok(None) };
    Ok(read.get::<Payment>(id.0)?.filter(|it| it.reference == *reference))
}

/// Meanwhile its invoice may have come, and its money been found.
fn ours(ctx: &mut Ctx, payment: Payment, number: String, amount: Rupiah) -> Done {
    if payment.txn.is_some() {
        let received = payment.received(amount);
        return settle::settle(ctx, payment, received);
    }
    let txn = Some(Txn { number, fee: Rupiah::ZERO, payable: amount });
    settle::settle(ctx, Payment { txn, ..payment }, amount)
}

/// How much of it waits for somebody to say whose it is.
pub fn waiting(read: &impl Read) -> Result<u64, Fault> {
    read.count(Index::UnclaimedOpen, ALL)
}

/// Whether the gateway is being asked about any.
pub fn asking(read: &impl Read) -> Result<bool, Fault> {
    Ok(read.count(Index::UnclaimedAsked, ALL)? > 0)
}

/// All that ever came in, the newest first.
pub fn page(read: &impl Read, page: u32) -> Done<Page<Unclaimed>> {
    Ok(browse::newest(read, Index::UnclaimedAll, ALL, page)?.readable(read)?)
}

pub fn known(read: &impl Read, id: UnclaimedId) -> Done<Unclaimed> {
    let known = read.get::<Unclaimed>(id.0)?;
    let known = known.filter(|it| !matches!(it.state, Claim::Asked { .. }));
    Ok(known.ok_or(Refusal::Claim(NoClaim::Unknown))?)
}

fn lying(read: &impl Read, id: UnclaimedId) -> Done<Unclaimed> {
    let it = known(read, id)?;
    match it.lies() {
        true => Ok(it),
        false => Err(Refusal::Claim(NoClaim::Done).into()),
    }
}

/// It is this customer's: onto their balance, and they are told.
pub fn give(ctx: &mut Ctx, by: Staff, id: UnclaimedId, to: CustomerId) -> Done {
    let it = lying(&ctx.tx, id)?;
    not_own(by, to)?;
    if ctx.tx.get::<Customer>(to.0)?.is_none() {
        return Err(Refusal::Input(BadInput::Customer { typed: to.0.to_string() }).into());
    }
    let (cause, amount) = (Cause::Claim(id), it.amount);
    let moved = Move { from: Account::Unclaimed, to: Account::Balance(to), amount };
    let note = Note { by: by.id(), why: it.reference.as_str().to_owned() };
    ledger::enter(ctx, cause, moved, Some(note))?;
    let what = Claimed::Given(to);
    revision::act(ctx, by, Act::Claimed { id, amount, what })?;
    ctx.fact(BalanceFact::Corrected(cause));
    let state = Claim::Given { to, by: by.id(), at: ctx.now };
    Ok(ctx.tx.put(&Unclaimed { state, ..it })?)
}

/// It was sent back outside the shop: from the seller's own account, or by the gateway.
pub fn send_back(ctx: &mut Ctx, by: Staff, id: UnclaimedId) -> Done {
    let it = lying(&ctx.tx, id)?;
    let amount = it.amount;
    let moved = Move { from: Account::Unclaimed, to: Account::Bank, amount };
    let note = Note { by: by.id(), why: it.reference.as_str().to_owned() };
    ledger::enter(ctx, Cause::SentBack(id), moved, Some(note))?;
    revision::act(ctx, by, Act::Claimed { id, amount, what: Claimed::SentBack })?;
    ctx.fact(RestoreFact::SentBack { id, by: by.id() });
    let state = Claim::SentBack { by: by.id(), at: ctx.now };
    Ok(ctx.tx.put(&Unclaimed { state, ..it })?)
}

/// It stays where it lies, and nobody is reminded of it.
pub fn leave(ctx: &mut Ctx, by: Staff, id: UnclaimedId) -> Done {
    let it = lying(&ctx.tx, id)?;
    if it.state != Claim::Open {
        return Ok(());
    }
    revision::act(ctx, by, Act::Claimed { id, amount: it.amount, what: Claimed::Left })?;
    Ok(ctx.tx.put(&Unclaimed { state: Claim::Left { by: by.id() }, ..it })?)
}
