//! Ctx: the transaction, the moment, the shop; facts, effects and timers are recorded through it.

use super::waiting;
use crate::domain::effect::{About, Effect, EffectState, Lane, Task};
use crate::domain::fact::Fact;
use crate::domain::id::{CustomerId, EffectId, TimerId};
use crate::domain::refusal::Refusal;
use crate::domain::shop::Shop;
use crate::domain::time::Timestamp;
use crate::domain::timer::{Timer, What};
use crate::store::fault::Fault;
use crate::store::schema::Table;
use crate::store::tx::{self, Kept, Tx};

/// Everything one input may see and touch.
pub struct Ctx<'b> {
    pub tx: Tx<'b>,
    pub now: Timestamp,
    pub shop: &'b Shop,
    /// There is room on the disk to promise something new.
    pub roomy: bool,
    facts: Vec<Fact>,
    born: Vec<Effect>,
    gone: Vec<Effect>,
    alarm: Option<Timestamp>,
    restart: bool,
    drill: bool,
    /// It was one of the staff who asked: their answers go before all others.
    staff: bool,
    /// Whose change this input was counted as.
    counted: Option<CustomerId>,
}

/// A point to come back to.
pub struct Mark {
    tx: tx::Mark,
    facts: usize,
    born: usize,
    gone: usize,
    alarm: Option<Timestamp>,
    counted: Option<CustomerId>,
}

/// What an input leaves behind once it is durable.
pub struct Outbound {
    pub effects: Vec<Effect>,
    /// Nobody is to carry these any more.
    pub gone: Vec<Effect>,
    /// The earliest timer that was set.
    pub alarm: Option<Timestamp>,
    /// The process is to end in good order, and whoever keeps it running starts it anew.
    pub restart: bool,
    /// A restore is to be practised.
    pub drill: bool,
}

/// Why a verb did not come to its end.
#[derive(Debug)]
pub enum Stop {
    /// A proper no, for the person who asked.
    Refused(Refusal),
    /// Something of ours is broken.
    Fault(Fault),
}

pub type Done<T = ()> = Result<T, Stop>;

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        Stop::Refused(refusal)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Fault(fault)
    }
}

impl<'b> Ctx<'b> {
    pub fn new(tx: Tx<'b>, now: Timestamp, shop: &'b Shop, roomy: bool) -> Ctx<'b> {
        let (facts, born, gone) = (Vec::new(), Vec::new(), Vec::new());
        let (alarm, restart, drill, staff, counted) = (None, false, false, false, None);
        Ctx { tx, now, shop, roomy, facts, born, gone, alarm, restart, drill, staff, counted }
    }

    /// One of the staff asks: what answers them goes first.
    pub fn serves_staff(&mut self) {
        self.staff = true;
    }

    /// Whether this input has been counted as theirs; from now on it has.
    pub(super) fn counted(&mut self, person: CustomerId) -> bool {
        self.counted.replace(person) == Some(person)
    }

    /// Notes that something happened. The people it concerns are told at the input's end.
    pub fn fact(&mut self, fact: impl Into<Fact>) {
        self.facts.push(fact.into());
    }

    pub fn take_facts(&mut self) -> Vec<Fact> {
        std::mem::take(&mut self.facts)
    }

    /// Asks something of the outside, as soon as this input is durable.
    pub fn ask(&mut self, lane: Lane, task: Task, about: About) -> Result<EffectId, Fault> {
        self.ask_at(self.now, lane, task, about)
    }

    pub fn ask_at(
        &mut self,
        at: Timestamp,
        lane: Lane,
        task: Task,
        about: About,
    ) -> Result<EffectId, Fault> {
        let lane = if self.staff && lane == Lane::Answer { Lane::Staff } else { lane };
        let id = EffectId(self.tx.next(Table::Effect)?);
        let state = EffectState::Due { at, attempt: 0 };
        let effect = Effect { id, lane, task, about, at: self.now, state };
        let effect = waiting::make_room(self, effect)?;
        self.tx.put(&effect)?;
        self.born.push(effect);
        Ok(id)
    }

    /// Whether this input has asked for it.
    pub(super) fn bore(&self, effect: u64) -> bool {
        self.born.iter().any(|born| born.id.0 == effect)
    }

    /// An effect is not wanted any more. One that is under way already may still arrive.
    pub fn call_back(&mut self, effect: Effect) -> Result<(), Fault> {
        self.tx.remove::<Effect>(effect.id.0)?;
        self.gone.push(effect);
        Ok(())
    }

    /// An effect that was due before is due again.
    pub fn again(&mut self, effect: Effect) -> Result<(), Fault> {
        self.tx.put(&effect)?;
        self.born.push(effect);
        Ok(())
    }

    pub fn timer(&mut self, at: Timestamp, what: What) -> Result<(), Fault> {
        let id = TimerId(self.tx.next(Table::Timer)?);
        self.wind(Timer { id, at, what })
    }

    /// Sets a timer of a certain number, in the place of the one that had it.
    pub fn wind(&mut self, timer: Timer) -> Result<(), Fault> {
        let at = timer.at;
        self.tx.put(&timer)?;
        self.alarm = Some(self.alarm.map_or(at, |alarm| alarm.min(at)));
        Ok(())
    }

    /// The process is to end once this input is durable.
    pub fn restart(&mut self) {
        self.restart = true;
    }

    /// A restore is to be practised once this input is durable.
    pub fn drill(&mut self) {
        self.drill = true;
    }

    /// Remembers how far this input has come.
    pub fn mark(&self) -> Mark {
        Mark {
            tx: self.tx.mark(),
            facts: self.facts.len(),
            born: self.born.len(),
            gone: self.gone.len(),
            alarm: self.alarm,
            counted: self.counted,
        }
    }

    /// Takes back everything since a mark: what a refused verb had written before it refused.
    pub fn back_to(&mut self, mark: Mark) {
        self.tx.back_to(mark.tx);
        self.facts.truncate(mark.facts);
        self.born.truncate(mark.born);
        self.gone.truncate(mark.gone);
        self.alarm = mark.alarm;
        self.counted = mark.counted;
    }

    /// The input has been applied to its end.
    pub fn finish(self) -> (Kept, Outbound) {
        let Ctx { born: effects, gone, alarm, restart, drill, .. } = self;
        (self.tx.finish(), Outbound { effects, gone, alarm, restart, drill })
    }
}
