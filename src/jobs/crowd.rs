//! Those who wait at a gate: who is most urgent, who has goods, who has waited longest.

use std::collections::BTreeSet;

use super::talk::Rank;
use crate::domain::effect::Lane;
use crate::domain::id::EffectId;
use crate::domain::time::Tick;
use crate::engine::queue_entry::{Gate, Line};

/// Those who wait at a gate.
#[derive(Default)]
pub(super) struct Crowd {
    /// Most urgent first.
    pub ready: BTreeSet<Turn>,
    /// Of them the lines that hold goods, wherever in the line these stand.
    pub goods: BTreeSet<(EffectId, Line)>,
    /// All of them, who has waited longest first.
    pub oldest: BTreeSet<(EffectId, Line)>,
    /// Nobody passes before.
    pub shut: Tick,
}

pub(super) type Turn = (Lane, Rank, EffectId, Line);

/// How a line stands at its gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ready {
    pub gate: Gate,
    pub lane: Lane,
    pub rank: Rank,
    pub id: EffectId,
    pub goods: Option<EffectId>,
}

impl Crowd {
    pub fn add(&mut self, ready: Ready, line: &Line) {
        let Ready { lane, rank, id, goods, .. } = ready;
        self.ready.insert((lane, rank, id, line.clone()));
        self.oldest.insert((id, line.clone()));
        self.goods.extend(goods.map(|goods| (goods, line.clone())));
    }

    pub fn remove(&mut self, ready: Ready, line: &Line) {
        let Ready { lane, rank, id, goods, .. } = ready;
        self.ready.remove(&(lane, rank, id, line.clone()));
        self.oldest.remove(&(id, line.clone()));
        if let Some(goods) = goods {
            self.goods.remove(&(goods, line.clone()));
        }
    }
}
