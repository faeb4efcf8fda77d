//! A moody gateway: its transactions, what was truly paid, and its notices.

use std::collections::BTreeMap;

use warung::domain::effect::{About, Answer, Effect, Never, Outcome, Task};
use warung::domain::money::Rupiah;
use warung::domain::payment::{GatewayAnswer, Hint, Invoice, Named, PayCode, Reference, Status};
use warung::domain::time::{Span, Timestamp};
use warung::engine::input::Input;

use super::mood::Fault;
use super::world::World;

/// A QR can be paid for this long, whatever the shop thinks of it.
const QR_LIFE: Span = Span::hours(24);
/// Status questions about one transaction closer together than this are refused by the real one.
const STATUS_GAP: Span = Span::secs(4);

#[derive(Default)]
pub struct Gateway {
    txns: BTreeMap<String, Txn>,
    /// Notices on their way, and when they come.
    notices: Vec<(Timestamp, Reference)>,
    down_until: Timestamp,
    /// The seller bears the fee; else the buyer pays it on top.
    seller_bears: bool,
}

pub struct Txn {
    pub reference: Reference,
    /// What the shop asked to collect.
    pub amount: Rupiah,
    /// What somebody really paid.
    pub paid: Option<Rupiah>,
    /// What the gateway keeps of it, if it is paid.
    fee: Rupiah,
    made: Timestamp,
    cancelled: bool,
    /// Paid with play money, as a sandbox would have it.
    play: bool,
    /// When it was last asked about, by a shop that has not crashed since.
    asked: Option<Timestamp>,
}

impl Txn {
    pub fn paid_in_full(&self) -> bool {
        self.paid == Some(self.amount)
    }

    fn open(&self) -> bool {
        self.paid.is_none() && !self.cancelled
    }

    pub fn kept(&self) -> u64 {
        self.paid.map_or(0, |_| self.fee.0)
    }
}

impl Gateway {
    pub fn new(seller_bears: bool) -> Gateway {
        Gateway { seller_bears, ..Gateway::default() }
    }

    pub fn txn(&self, reference: &str) -> Option<&Txn> {
        self.txns.get(reference)
    }

    pub fn txns(&self) -> impl Iterator<Item = &Txn> {
        self.txns.values()
    }

    /// A shop that has crashed does not know when it last asked.
    pub fn forgive(&mut self) {
        self.txns.values_mut().for_each(|txn| txn.asked = None);
    }

    /// Ordinary questions about a transaction keep their distance. Those of a reconciliation may
    /// come in between.
    fn keep_gap(&mut self, reference: &Reference, now: Timestamp) {
        let Some(txn) = self.txns.get_mut(reference.as_str()) else { return };
        if let Some(asked) = txn.asked.replace(now) {
            let gap = now.since(asked);
            assert!(gap >= STATUS_GAP, "{} asked again after {} ms", reference.as_str(), gap.0);
        }
    }

    pub fn next_notice(&self) -> Option<Timestamp> {
        self.notices.iter().map(|(at, _)| *at).min()
    }

    pub fn calm(&mut self) {
        self.down_until = Timestamp::default();
    }
}

impl World {
    /// Carries a task to the gateway.
    pub fn at_gateway(&mut self, effect: &Effect) -> Outcome {
        let later = |why: &str| Outcome::Later { after: None, why: why.into() };
        if self.now < self.gateway.down_until {
            return later("down");
        }
        if self.strikes(Fault::GatewayDown) {
            let long = Span::secs(self.luck.range(5, 1800));
            self.gateway.down_until = self.now.after(long);
            return later("down");
        }
        if self.strikes(Fault::GatewayBusy) {
            return later("busy");
        }
        if self.strikes(Fault::GatewayRefuses) {
            if let (About::Unclaimed(_), Task::AskStatus { reference, .. }) =
                (effect.about, &effect.task)
            {
                let after = self.model.after.iter_mut();
                after.for_each(|after| after.refused(reference.as_str()));
            }
            return Outcome::Never(Never::Refused("no".into()));
        }
        if let (About::Payment(_), Task::AskStatus { reference, .. }) = (effect.about, &effect.task)
        {
            self.gateway.keep_gap(reference, self.now);
        }
        let answer = match &effect.task {
            Task::MakeInvoice { reference, amount } => self.make(reference, *amount),
            Task::AskStatus { reference, .. }
                if matches!(effect.about, About::Unclaimed(_))
                    && self.gateway.txn(reference.as_str()).is_none() =>
            {
                Answer::Unknown
            }
            Task::AskStatus { reference, .. } => Answer::Status(self.status(reference)),
            Task::CancelInvoice { reference, .. } => self.cancel(reference),
            task => panic!("not a task for the gateway: {task:?}"),
        };
        match self.strikes(Fault::GatewayMute) {
            true => later("no answer"),
            false => Outcome::Done(answer),
        }
    }

    /// The same reference finds the same transaction.
    fn make(&mut self, reference: &Reference, amount: Rupiah) -> Answer {
        let fee = Rupiah(amount.0 / 143);
        let (payable, kept) = match self.gateway.seller_bears {
            true => (amount, fee),
            false => (Rupiah(amount.0 + fee.0), Rupiah::ZERO),
        };
        let fresh = Txn {
            reference: reference.clone(),
            amount,
            paid: None,
            fee: kept,
            made: self.now,
            cancelled: false,
            play: false,
            asked: None,
        };
        let txn = self.gateway.txns.entry(reference.as_str().into()).or_insert(fresh);
        assert_eq!(txn.amount, amount, "one reference, two amounts");
        let code = PayCode { qr: format!("QR {}", reference.as_str()), page: None };
        let txn = format!("txn {}", reference.as_str());
        Answer::Invoice(Invoice { txn, payable, fee, code, lives: None })
    }

    fn status(&mut self, reference: &Reference) -> GatewayAnswer {
        let lags = self.strikes(Fault::StatusLags);
        let sandbox = self.strikes(Fault::Sandbox);
        let cancels = self.strikes(Fault::GatewayCancels);
        let now = self.now;
        let txn = self.gateway.txns.get_mut(reference.as_str());
        let txn = txn.expect("the shop asks about a transaction that was never made");
        txn.play |= sandbox && txn.paid.is_none();
        txn.cancelled |= cancels || now >= txn.made.after(QR_LIFE);
        let (amount, status, sandbox) = match txn.paid {
            Some(_) if lags => (txn.amount, Status::Pending, false),
            Some(paid) => (paid, Status::Completed, false),
            None if txn.play => (txn.amount, Status::Completed, true),
            None if txn.cancelled => (txn.amount, Status::Cancelled, false),
            None => (txn.amount, Status::Pending, false),
        };
        GatewayAnswer { reference: reference.clone(), amount, status, sandbox }
    }

    fn cancel(&mut self, reference: &Reference) -> Answer {
        let txn = self.gateway.txns.get_mut(reference.as_str());
        let txn = txn.expect("the shop cancels a transaction that was never made");
        match txn.paid {
            Some(amount) => {
                let (reference, status) = (reference.clone(), Status::Completed);
                Answer::Status(GatewayAnswer { reference, amount, status, sandbox: false })
            }
            None => {
                txn.cancelled = true;
                Answer::Carried
            }
        }
    }

    /// Somebody pays a bill that they have been shown; perhaps late, perhaps not the right amount.
    pub fn somebody_pays(&mut self) {
        let bills = self.model.bills_shown();
        let open = |bill: &&String| self.gateway.txn(bill).is_some_and(Txn::open);
        let fresh: Vec<String> = bills.iter().filter(open).cloned().collect();
        // Most people pay what can still be paid.
        let among = if self.luck.chance(800) { &fresh } else { &bills };
        let Some(bill) = self.luck.pick(among).cloned() else { return };
        let after_all = self.strikes(Fault::PaidAfterCancel);
        let wrong = self.strikes(Fault::WrongAmount);
        let now = self.now;
        let txn = self.gateway.txns.get_mut(&bill).expect("a bill without a transaction");
        let payable = txn.paid.is_none() && now < txn.made.after(QR_LIFE);
        if !payable || (txn.cancelled && !after_all) {
            return;
        }
        // The price with the fee on top is no wrong amount: some gateways say so of a payment.
        let with_fee = Rupiah(txn.amount.0 + txn.amount.0 / 143);
        let drawn = Rupiah(self.luck.range(1, txn.amount.0 * 2));
        let amount = if wrong && drawn != with_fee { drawn } else { txn.amount };
        txn.paid = Some(amount);
        let reference = txn.reference.clone();
        self.log.note(|| format!("{bill} is paid with {}", amount.0));
        self.announce(reference);
    }

    fn announce(&mut self, reference: Reference) {
        if self.strikes(Fault::NoticeLost) {
            return;
        }
        let copies = if self.strikes(Fault::NoticeFlood) { 20 } else { 1 };
        for _ in 0..copies {
            let late = self.strikes(Fault::NoticeLate);
            let long =
                if late { self.luck.range(1_000, 40_000_000) } else { self.luck.below(2_000) };
            self.gateway.notices.push((self.now.after(Span::millis(long)), reference.clone()));
        }
    }

    /// Notices that have arrived, in any order; and some that the gateway never sent.
    pub fn notices_come(&mut self) {
        let now = self.now;
        let mut due: Vec<Reference> = Vec::new();
        self.gateway.notices.retain(|(at, reference)| {
            let here = *at <= now;
            if here {
                due.push(reference.clone());
            }
            !here
        });
        while let Some(at) = self.luck.place(due.len()) {
            let reference = due.swap_remove(at);
            self.log.note(|| format!("a notice of {}", reference.as_str()));
            let notice = self.notice(reference);
            self.inbox.push(notice);
        }
        if self.strikes(Fault::NoticeForged) {
            let forged = self.forged();
            self.log.note(|| format!("a forged notice of {}", forged.as_str()));
            let notice = self.notice(forged);
            self.inbox.push(notice);
        }
    }

    /// As the gateway words it, or somebody who knows how.
    fn notice(&self, reference: Reference) -> Input {
        let amount = self.gateway.txn(reference.as_str()).map_or(Rupiah(50_000), |txn| txn.amount);
        let named = Some(Named { amount, txn: format!("txn {}", reference.as_str()) });
        Input::Hint(Hint { reference, named })
    }

    /// A true reference that nobody has paid, the right number with another tail, or nonsense.
    fn forged(&mut self) -> Reference {
        let number = self.luck.range(1, self.gateway.txns.len() as u64 + 2);
        let known: Vec<&Txn> = self.gateway.txns.values().collect();
        match self.luck.pick(&known) {
            Some(txn) if self.luck.chance(500) => txn.reference.clone(),
            _ => Reference::parse(&format!("W-{number:06}-FQRGEDXX")).expect("a reference"),
        }
    }
}
