//! How what is to be done outside is found: by payment, by chat, and what was given up.

use super::{ALL, Index, Record, Table};
use crate::domain::effect::{About, Effect, EffectState, Lane, Task};

impl Record for Effect {
    const TABLE: Table = Table::Effect;
    const VERSION: u8 = 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        match (&self.state, &self.task, self.about) {
            (EffectState::Dead { .. }, ..) => vec![(Index::EffectsDead, ALL)],
            (_, Task::AskStatus { .. }, About::Payment(id)) => vec![(Index::QuestionOf, id.0)],
            (_, Task::Show { to, .. }, About::Nothing | About::CanWait) => match self.lane {
                Lane::Staff | Lane::Answer | Lane::Goods => {
                    vec![(Index::AnswersTo, to.chat.key())]
                }
                Lane::Notice => vec![(Index::NoticesTo, to.chat.key())],
                Lane::Alarm | Lane::Bulk => Vec::new(),
            },
            _ => Vec::new(),
        }
    }
}
