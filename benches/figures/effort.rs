//! How long to measure: a look in under a minute, or the whole.

use std::time::Duration;

use warung::domain::time::Span;

pub struct Effort {
    pub rounds: usize,
    /// How long one round of a loop lasts.
    pub span: Duration,
    /// Paid orders in the databases that are opened.
    pub orders: &'static [u64],
    /// Lines of the ledger that is added up.
    pub transfers: u64,
    pub purchases_alone: u64,
    pub purchases_together: u64,
    /// /start of different persons.
    pub starts: u64,
    /// Purchases timed from notice to goods.
    pub deliveries: u64,
    /// How long the appliance is left alone before its memory is looked at.
    pub rest: Duration,
    /// Purchases of a round whose processor time is measured.
    pub taps_bought: u64,
    /// How long a flood lasts, and how long people are waited for when it is over.
    pub rush: Duration,
    pub patience: Duration,
    /// How long its processor time is watched while nothing happens.
    pub idle: Duration,
    /// A busy time that is pretended.
    pub busy: Span,
}

pub const WHOLE: Effort = Effort {
    rounds: 5,
    span: Duration::from_secs(1),
    orders: &[100_000, 1_000_000],
    transfers: 1_000_000,
    purchases_alone: 200,
    purchases_together: 2000,
    starts: 2000,
    deliveries: 200,
    rest: Duration::from_secs(20),
    taps_bought: 25,
    rush: Duration::from_secs(60),
    patience: Duration::from_secs(30),
    idle: Duration::from_secs(120),
    busy: Span::minutes(60),
};

pub const QUICK: Effort = Effort {
    rounds: 1,
    span: Duration::from_millis(500),
    orders: &[10_000],
    transfers: 50_000,
    purchases_alone: 50,
    purchases_together: 500,
    starts: 500,
    deliveries: 20,
    rest: Duration::from_secs(3),
    taps_bought: 10,
    rush: Duration::from_secs(6),
    patience: Duration::from_secs(3),
    idle: Duration::from_secs(10),
    busy: Span::minutes(3),
};
