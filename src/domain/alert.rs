//! What the owners are to hear, kept until they have heard it.

use serde::{Deserialize, Serialize};

use super::id::{CustomerId, OrderId};
use super::incident::Trouble;
use super::rejected_notice::Why;
use super::time::{Span, Timestamp};
use super::webhook::Cut;

/// A trouble that lasts, or its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alarm {
    /// The gateway fails again and again.
    GatewayDown {
        since: Timestamp,
        failures: u32,
    },
    GatewayUp {
        down_for: Span,
    },
    /// Many notices that are none of ours, the last for this reason.
    RejectedFlood {
        why: Why,
    },
    RejectedQuiet {
        since: Timestamp,
    },
    /// Paid orders wait too long for their goods to arrive.
    Undelivered {
        count: u64,
        oldest: OrderId,
        since: Timestamp,
    },
    /// None of them does any more.
    AllDelivered,
    /// Any other trouble, with a figure in the unit that its text tells.
    Began {
        trouble: Trouble,
        since: Timestamp,
        figure: u64,
    },
    Over {
        trouble: Trouble,
        since: Timestamp,
    },
    /// It has lasted long, and nobody has said that they know.
    Lasts {
        trouble: Trouble,
        since: Timestamp,
    },
    /// The ledger does not add up: so many things are wrong.
    BooksBroken {
        count: u64,
    },
    /// It does again.
    BooksWhole {
        since: Timestamp,
    },
    /// Updates do not come by webhook; whether we fetch them meanwhile.
    WebhookDown {
        cut: Cut,
        polling: bool,
    },
    WebhookUp {
        down_for: Span,
    },
}

/// One thing to be told, in order of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub number: u64,
    pub at: Timestamp,
    pub alarm: Alarm,
}

/// Which of our bots speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Via {
    /// The one that only warns; where there is none, the shop's.
    Alert,
    /// The one that sells.
    Shop,
}

/// What is told. All but plain words are written at the moment when they are sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwnerMessage {
    /// Everything that this person has not heard yet.
    News,
    /// How the shop is.
    Status,
    /// Whether the shop is true to its promises.
    Check,
    /// The last lines of the log.
    Log { lines: u16 },
    /// Telegram's HTML.
    Words(String),
}

/// The inbox where news wait for the owners: one for the shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// The number of the newest.
    pub last: u64,
    /// Oldest first, of each trouble only the newest.
    pub news: Vec<News>,
    pub readers: Vec<Reader>,
    /// Troubles that people have been told of and that are not over.
    pub lasting: Vec<Lasting>,
    /// Who wants to hear that the shop has started again.
    pub restart: Option<(CustomerId, Via)>,
    /// When a stranger was last told that this bot is not for them.
    pub refused: Timestamp,
}

/// Somebody who hears of trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    pub id: CustomerId,
    /// The newest that they have been told.
    pub told: u64,
    /// When they were told last.
    pub at: Timestamp,
    /// A message to them is on its way.
    pub waiting: bool,
    pub via: Via,
    pub mute: Option<Mute>,
    /// They were deaf from then until just now, and are to hear what they missed.
    pub missed: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mute {
    pub since: Timestamp,
    pub until: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lasting {
    pub trouble: Trouble,
    pub since: Timestamp,
    /// When it happened last.
    pub again: Timestamp,
    /// Somebody knows, and needs no reminding.
    pub known: bool,
    /// When it is worth another word.
    pub remind: Timestamp,
}

/// Whether an alarm tells of a beginning, an end, or what goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Begins { since: Option<Timestamp> },
    Goes,
    Ends,
}

impl Alarm {
    pub fn trouble(&self) -> Trouble {
        match self {
            Alarm::GatewayDown { .. } | Alarm::GatewayUp { .. } => Trouble::Gateway,
            Alarm::RejectedFlood { .. } | Alarm::RejectedQuiet { .. } => Trouble::RejectedNotices,
            Alarm::Undelivered { .. } | Alarm::AllDelivered => Trouble::Undelivered,
            Alarm::BooksBroken { .. } | Alarm::BooksWhole { .. } => Trouble::Books,
            Alarm::WebhookDown { .. } | Alarm::WebhookUp { .. } => Trouble::Webhook,
            Alarm::Began { trouble, .. }
            | Alarm::Over { trouble, .. }
            | Alarm::Lasts { trouble, .. } => *trouble,
        }
    }

    pub fn turn(&self) -> Turn {
        match *self {
            Alarm::GatewayDown { since, .. }
            | Alarm::Undelivered { since, .. }
            | Alarm::Began { since, .. } => Turn::Begins { since: Some(since) },
            Alarm::RejectedFlood { .. } | Alarm::BooksBroken { .. } | Alarm::WebhookDown { .. } => {
                Turn::Begins { since: None }
            }
            Alarm::Lasts { .. } => Turn::Goes,
            Alarm::GatewayUp { .. }
            | Alarm::RejectedQuiet { .. }
            | Alarm::AllDelivered
            | Alarm::BooksWhole { .. }
            | Alarm::WebhookUp { .. }
            | Alarm::Over { .. } => Turn::Ends,
        }
    }
}

impl Inbox {
    /// Puts one more thing down, the only word on its trouble from now on.
    pub fn put(&mut self, alarm: Alarm, now: Timestamp) {
        self.last += 1;
        self.news.retain(|news| news.alarm.trouble() != alarm.trouble());
        self.news.push(News { number: self.last, at: now, alarm });
    }

    pub fn reader(&self, id: CustomerId) -> Option<&Reader> {
        self.readers.iter().find(|reader| reader.id == id)
    }

    /// What a reader has not heard, in order.
    pub fn unheard(&self, reader: &Reader) -> Vec<News> {
        self.news.iter().filter(|news| news.number > reader.told).copied().collect()
    }
}

impl Reader {
    pub fn muted(&self, now: Timestamp) -> bool {
        // One who is to be deaf only in a time to come was so by a clock that was ahead.
        self.mute.is_some_and(|mute| (mute.since..mute.until).contains(&now))
    }

    /// There is something to tell them.
    pub fn curious(&self, last: u64) -> bool {
        self.told < last || self.missed.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn began(trouble: Trouble) -> Alarm {
        Alarm::Began { trouble, since: Timestamp(1), figure: 0 }
    }

    fn over(trouble: Trouble) -> Alarm {
        Alarm::Over { trouble, since: Timestamp(1) }
    }

    const READER: Reader = Reader {
        id: CustomerId(7),
        told: 0,
        at: Timestamp(0),
        waiting: false,
        via: Via::Alert,
        mute: None,
        missed: None,
    };

    #[test]
    fn of_each_trouble_only_the_newest_word_is_unheard() {
        let mut inbox = Inbox::default();
        let all = [
            began(Trouble::Disk),
            began(Trouble::Cpu),
            over(Trouble::Disk),
            began(Trouble::Disk),
            over(Trouble::Cpu),
        ];
        all.into_iter().for_each(|alarm| inbox.put(alarm, Timestamp(9)));
        let unheard: Vec<Alarm> = inbox.unheard(&READER).iter().map(|news| news.alarm).collect();
        assert_eq!(unheard, [began(Trouble::Disk), over(Trouble::Cpu)]);
        let later = Reader { told: 4, ..READER };
        let unheard: Vec<u64> = inbox.unheard(&later).iter().map(|news| news.number).collect();
        assert_eq!(unheard, [5]);
        assert!(later.curious(inbox.last) && !Reader { told: 5, ..READER }.curious(inbox.last));
    }

    #[test]
    fn one_trouble_that_comes_and_goes_pushes_no_other_out() {
        let mut inbox = Inbox::default();
        inbox.put(began(Trouble::Disk), Timestamp(9));
        for _ in 0..5_000 {
            inbox.put(began(Trouble::Cpu), Timestamp(9));
            inbox.put(over(Trouble::Cpu), Timestamp(9));
        }
        assert_eq!((inbox.news.len(), inbox.last), (2, 10_001));
        let unheard: Vec<Alarm> = inbox.unheard(&READER).iter().map(|news| news.alarm).collect();
        assert_eq!(unheard, [began(Trouble::Disk), over(Trouble::Cpu)]);
    }
}
