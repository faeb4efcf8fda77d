//! What sort of life a seed leads: how many people, how busy, and which faults are on.

use super::luck::{Dice, Luck};
use super::people::{HABITS, Habit};
use super::staff::{CHORES, Chore};
use super::world::{DEEDS, Deed};

/// Everything that can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Telegram does not take a message now.
    TelegramBusy,
    /// It shows the message, and its answer is lost.
    TelegramMute,
    /// It refuses the message for good.
    TelegramRefuses,
    /// An update comes a second time.
    UpdateTwice,
    /// The gateway does not answer, and has done nothing.
    GatewayBusy,
    /// It has done what it was asked, and its answer is lost.
    GatewayMute,
    GatewayRefuses,
    /// It does not answer anybody for a while.
    GatewayDown,
    /// It says "pending" of what it has collected.
    StatusLags,
    /// It closes an unpaid transaction of its own accord.
    GatewayCancels,
    /// It calls play money paid.
    Sandbox,
    WrongAmount,
    /// The bank takes money for a transaction that was cancelled.
    PaidAfterCancel,
    NoticeLost,
    NoticeLate,
    NoticeFlood,
    NoticeForged,
    /// A courier's result comes a second time.
    ResultTwice,
    TimerLate,
    TimerTwice,
    /// The process dies with inputs in its hands.
    CrashBeforeCommit,
    /// It dies before anybody has heard of the commit.
    CrashAfterCommit,
    /// The power goes while the commit is written.
    PowerCut,
    DiskFull,
    /// Somebody sets the clock on the wall.
    WallSet,
}

/// How often each strikes at most, in a thousand chances.
pub const FAULTS: [(Fault, u64); 25] = [
    (Fault::TelegramBusy, 200),
    (Fault::TelegramMute, 100),
    (Fault::TelegramRefuses, 60),
    (Fault::UpdateTwice, 100),
    (Fault::GatewayBusy, 300),
    (Fault::GatewayMute, 300),
    (Fault::GatewayRefuses, 100),
    (Fault::GatewayDown, 30),
    (Fault::StatusLags, 400),
    (Fault::GatewayCancels, 100),
    (Fault::Sandbox, 200),
    (Fault::WrongAmount, 500),
    (Fault::PaidAfterCancel, 700),
    (Fault::NoticeLost, 1000),
    (Fault::NoticeLate, 500),
    (Fault::NoticeFlood, 100),
    (Fault::NoticeForged, 300),
    (Fault::ResultTwice, 100),
    (Fault::TimerLate, 600),
    (Fault::TimerTwice, 200),
    (Fault::CrashBeforeCommit, 50),
    (Fault::CrashAfterCommit, 50),
    (Fault::PowerCut, 50),
    (Fault::DiskFull, 30),
    (Fault::WallSet, 100),
];

/// One life's temper.
pub struct Mood {
    pub people: u64,
    pub steps: u64,
    /// Things that happen between two commits, at most.
    pub together: u64,
    /// How many in a thousand lines of goods are long: they fill several messages, or a file.
    pub long_goods: u32,
    /// The data proof is made after so many commits.
    pub prove_every: u64,
    pub deeds: Dice<Deed>,
    pub habits: Dice<Habit>,
    pub chores: Dice<Chore>,
    rates: [u32; FAULTS.len()],
}

impl Mood {
    pub fn drawn(luck: &mut Luck) -> Mood {
        let (people, steps, together) = match luck.below(40) {
            0..30 => (luck.range(1, 6), luck.range(15, 70), luck.range(4, 40)),
            30..39 => (luck.range(7, 30), luck.range(30, 60), luck.range(20, 50)),
            _ => (luck.range(100, 400), luck.range(25, 40), luck.range(100, 300)),
        };
        let prove_every = if people <= 6 && luck.chance(70) { 1 } else { 40 };
        let mut rates = [0; FAULTS.len()];
        for (rate, (_, most)) in rates.iter_mut().zip(FAULTS) {
            if luck.chance(500) {
                *rate = luck.range(1, most) as u32;
            }
        }
        Mood {
            people,
            steps,
            together,
            long_goods: [3, 3, 3, 3, 3, 300, 900][luck.below(7) as usize],
            prove_every,
            deeds: Dice::bent(luck, &DEEDS),
            habits: Dice::maimed(luck, &HABITS),
            chores: Dice::maimed(luck, &CHORES),
            rates,
        }
    }

    pub fn rate(&self, fault: Fault) -> u32 {
        self.rates[fault as usize]
    }

    /// From now on nothing goes wrong, but for how people pay.
    pub fn calm(&mut self) {
        let human = [Fault::PaidAfterCancel, Fault::WrongAmount, Fault::NoticeLost];
        for (fault, _) in FAULTS.iter().filter(|(fault, _)| !human.contains(fault)) {
            self.rates[*fault as usize] = 0;
        }
    }
}
