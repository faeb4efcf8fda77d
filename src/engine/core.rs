//! Inputs to one durable transaction: each by itself or not at all, together in one commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::apply::apply;
use super::input::{Input, Reply};
use super::lent::Kept as KeptTexts;
use super::quarantine::{set_aside, set_aside_for_damage, set_aside_unread};
use super::queue_entry::{QueueEntry, Word};
use crate::domain::effect::{About, Effect, EffectState, Task};
use crate::domain::id::OrderId;
use crate::domain::limit::{CALLBACK_LIFE, SLIPS_AT_ONCE};
use crate::domain::shop::Shop;
use crate::domain::time::Timestamp;
use crate::shop::context::{Ctx, Outbound, Stop};
use crate::shop::{delivery, payment};
use crate::store::fault::Fault;
use crate::store::open::Store;
use crate::store::read::Read;
use crate::store::record::decode;
use crate::store::schema::Table;
use crate::store::tx::{Batch, Kept};
use crate::words::Dictionary;

/// The shop without its outside: no clock, no chance, no sockets. What goes in decides what
/// comes out, which is how tests and simulations can repeat a run.
pub struct Core {
    store: Arc<Store>,
    dictionary: Arc<Dictionary>,
    texts: KeptTexts,
    shop: Shop,
}

/// What the outside lends to a batch.
pub struct Lent<'a> {
    pub now: Timestamp,
    pub roomy: bool,
    /// A fresh seed for each input.
    pub seed: &'a mut dyn FnMut() -> [u8; 32],
    /// Whether this batch has taken long enough for those who wait for its commit.
    pub enough: &'a mut dyn FnMut() -> bool,
}

/// A durable batch: an answer to each input, and what is to be done outside.
pub struct Committed {
    pub replies: Vec<Reply>,
    /// The order that each input changed, if any.
    pub orders: Vec<Option<OrderId>>,
    pub words: Vec<Word>,
    pub alarm: Option<Timestamp>,
    /// A setting was changed.
    pub settings: bool,
    /// The process is to end and begin anew.
    pub restart: bool,
    /// A restore is to be practised.
    pub drill: bool,
}

impl Core {
    pub fn new(store: Arc<Store>, dictionary: impl Into<Arc<Dictionary>>, shop: Shop) -> Core {
        Core { store, dictionary: dictionary.into(), texts: KeptTexts::default(), shop }
    }

    pub fn dictionary(&self) -> &Arc<Dictionary> {
        &self.dictionary
    }

    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// Applies inputs in order and makes them durable together: all of them, or as many as fit
    /// the time, at least one; there is a reply to each that was applied. An error means that
    /// nothing more can be written: what was committed is for the next start to find out.
    pub fn run(&self, inputs: &[Input], lent: &mut Lent) -> Result<Committed, Fault> {
        let mut batch = self.store.batch()?;
        let (replies, orders, words) = Default::default();
        let (alarm, settings, restart, drill) = (None, false, false, false);
        let mut done = Committed { replies, orders, words, alarm, settings, restart, drill };
        for input in inputs {
            let (reply, kept, outbound) = self.one(&batch, input, lent)?;
            done.orders.push(kept.changed(Table::Order).map(OrderId));
            done.settings |= kept.changed(Table::Setting).is_some();
            batch.keep(kept);
            done.replies.push(reply);
            let gone = outbound.gone.iter().filter_map(QueueEntry::of).map(Word::Leave);
            done.words.extend(gone);
            let born = outbound.effects.iter().filter_map(QueueEntry::of).map(Word::Carry);
            done.words.extend(born);
            done.alarm = done.alarm.into_iter().chain(outbound.alarm).min();
            done.restart |= outbound.restart;
            done.drill |= outbound.drill;
            if (lent.enough)() {
                break;
            }
        }
        self.store.commit(batch, lent.now)?;
        Ok(done)
    }

    fn one(
        &self,
        batch: &Batch,
        input: &Input,
        lent: &mut Lent,
    ) -> Result<(Reply, Kept, Outbound), Fault> {
        let mut ctx = self.ctx(batch, lent);
        let apply = || apply(&mut ctx, &self.dictionary, &self.texts, input);
        let applied = catch_unwind(AssertUnwindSafe(apply));
        let damaged = matches!(&applied, Ok(Err(Stop::Fault(Fault::Damaged(_)))));
        let why = match applied {
            Ok(Ok(reply)) => {
                let (kept, outbound) = ctx.finish();
                return Ok((reply, kept, outbound));
            }
            Ok(Err(Stop::Fault(fault))) if fault.fatal() => return Err(fault),
            Ok(Err(Stop::Fault(fault))) => fault.to_string(),
            // Verbs of the chat refuse to people; an input of the outside has nobody to refuse.
            Ok(Err(Stop::Refused(refusal))) => format!("refused: {refusal:?}"),
            Err(panic) => format!("{PANIC} {}", message(panic.as_ref())),
        };
        // A panic's words may hold whatever was worked on: they are kept, sealed, and not told.
        let told = if why.starts_with(PANIC) { "it panicked" } else { &why };
        tracing::error!(input = input.kind(), why = told, "an input broke and is set aside");
        let mut ctx = self.ctx(batch, lent);
        let aside = AssertUnwindSafe(|| match damaged {
            true => set_aside_for_damage(&mut ctx, &self.dictionary, input, &why),
            false => set_aside(&mut ctx, &self.dictionary, input, &why),
        });
        if let Ok(Ok(())) = catch_unwind(aside) {
            let (kept, outbound) = ctx.finish();
            return Ok((Reply::Quarantined, kept, outbound));
        }
        let mut ctx = self.ctx(batch, lent);
        set_aside_unread(&mut ctx, input, &why)?;
        let (kept, outbound) = ctx.finish();
        Ok((Reply::Quarantined, kept, outbound))
    }

    fn ctx<'b>(&'b self, batch: &'b Batch, lent: &mut Lent) -> Ctx<'b> {
        Ctx::new(batch.begin((lent.seed)()), lent.now, &self.shop, lent.roomy)
    }

    /// What was under way when the shop was last open: every effect still due. Read a few at a
    /// time: what they carry is larger than what the outbox needs to know of them.
    pub fn unfinished(&self) -> Result<Vec<QueueEntry>, Fault> {
        let snap = self.store.snap()?;
        let (mut entries, mut from) = (Vec::new(), 0);
        loop {
            let rows = snap.rows(Table::Effect, from, SLIPS_AT_ONCE)?;
            let Some((last, _)) = rows.last() else { return Ok(entries) };
            from = last.saturating_add(1);
            for (id, bytes) in rows {
                match decode::<Effect>(id, &bytes, snap.seal()) {
                    Ok(effect) => entries.extend(QueueEntry::of(&effect)),
                    // One that cannot be read cannot be carried; it is no reason not to open.
                    Err(fault) => tracing::error!(%fault, "an effect is lost"),
                }
            }
        }
    }
}

const PANIC: &str = "panic:";

fn message(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

/// An effect as it is to be carried now: the row as it stands, with the newest message to
/// replace. `None` if it is done or given up.
pub fn ready(read: &impl Read, id: u64) -> Result<Option<(Effect, u16)>, Fault> {
    let Some(effect) = read.get::<Effect>(id)? else { return Ok(None) };
    let EffectState::Due { attempt, .. } = effect.state else { return Ok(None) };
    Ok(Some((delivery::aimed(read, effect)?, attempt)))
}

/// Whether nobody waits any more for an effect that is to be carried. A buyer who has left before
/// the gateway heard of them costs it no invoice, if it was never tried (`fresh`: nobody can have
/// carried it); a button whose spinner has stopped by itself needs no answer.
pub fn moot(
    read: &impl Read,
    effect: &Effect,
    attempt: u16,
    fresh: bool,
    now: Timestamp,
) -> Result<bool, Fault> {
    match (&effect.task, effect.about) {
        (Task::MakeInvoice { .. }, About::Payment(id)) if attempt == 0 && fresh => {
            Ok(!payment::invoice_wanted(read, id)?)
        }
        (Task::Toast { .. }, _) => Ok(now >= effect.at.after(CALLBACK_LIFE)),
        _ => Ok(false),
    }
}
