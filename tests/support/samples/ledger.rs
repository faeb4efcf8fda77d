//! Money: accounts, transfers, and what the books are held against.

use super::*;

pub fn ledger(to: &mut impl See) {
    let customer = CustomerId(5_000_000_001);
    for account in successors(Some(Account::Gateway), |account| after_account(*account, customer)) {
        to.see(&Balance { account, posted: -250_000, held: 10_000 });
    }
    let (from, to_account) = (Account::Balance(customer), Account::Sales);
    let id = TransferId(900);
    for cause in successors(Some(Cause::Payment(PaymentId(301))), |cause| after_cause(*cause)) {
        let (step, amount, note) = (Step::Moved, Rupiah(50_000), None);
        to.see(&Transfer { id, cause, step, from, to: to_account, amount, at: AT, note });
    }
    for step in successors(Some(Step::Held), |step| after_step(*step)) {
        let (cause, amount) = (Cause::Spending(OrderId(300)), Rupiah(1));
        let note = Some(Note { by: CustomerId(222), why: "salah kirim".into() });
        to.see(&Transfer { id, cause, step, from, to: to_account, amount, at: AT, note });
    }
}

fn after_account(account: Account, customer: CustomerId) -> Option<Account> {
    match account {
        Account::Gateway => Some(Account::Bank),
        Account::Bank => Some(Account::Sales),
        Account::Sales => Some(Account::Fees),
        Account::Fees => Some(Account::Owed),
        Account::Owed => Some(Account::Adjustments),
        Account::Adjustments => Some(Account::Balance(customer)),
        Account::Balance(_) => Some(Account::Unclaimed),
        Account::Unclaimed => None,
    }
}

fn after_cause(cause: Cause) -> Option<Cause> {
    let order = OrderId(300);
    match cause {
        Cause::Payment(payment) => Some(Cause::Fee(payment)),
        Cause::Fee(_) => Some(Cause::Spending(order)),
        Cause::Spending(_) => Some(Cause::LateSpending(order)),
        Cause::LateSpending(_) => Some(Cause::Transfer(order)),
        Cause::Transfer(_) => Some(Cause::Refund(order, 1)),
        Cause::Refund(..) => Some(Cause::Payout(order, 1)),
        Cause::Payout(..) => Some(Cause::Credit(17)),
        Cause::Credit(_) => Some(Cause::Adjustment(17)),
        Cause::Adjustment(_) => Some(Cause::Unclaimed(UnclaimedId(300))),
        Cause::Unclaimed(id) => Some(Cause::Claim(id)),
        Cause::Claim(id) => Some(Cause::SentBack(id)),
        Cause::SentBack(_) => None,
    }
}

fn after_step(step: Step) -> Option<Step> {
    match step {
        Step::Held => Some(Step::Posted),
        Step::Posted => Some(Step::Voided),
        Step::Voided => Some(Step::Moved),
        Step::Moved => None,
    }
}

pub fn reconciliations(to: &mut impl See) {
    let received = Rupiah(50_000);
    let all = successors(Some(Disagreement::Found { received }), |how| after_difference(*how));
    let order = OrderId(300);
    let run = Reconciliation {
        id: ReconciliationId(5),
        at: AT,
        since: Timestamp(AT.0 - 1),
        askers: vec![CustomerId(222)],
        nightly: true,
        next: PaymentId(301),
        last: PaymentId(300),
        under_way: vec![PaymentId(300)],
        compared: 300,
        silent: 2,
        differences: all.map(|how| Difference { order, how }).collect(),
        more: 1,
        ended: None,
    };
    to.see(&run);
    let ended = Some(Ended { at: AT, left_from: Some(AT) });
    to.see(&Reconciliation { ended, ..run.clone() });
    to.see(&Reconciliation { ended: Some(Ended { at: AT, left_from: None }), ..run });
}

fn after_difference(how: Disagreement) -> Option<Disagreement> {
    let (ours, gateway) = (Rupiah(50_000), Rupiah(49_000));
    match how {
        Disagreement::Found { .. } => {
            Some(Disagreement::NotCompleted { ours, status: Status::Pending })
        }
        Disagreement::NotCompleted { status: Status::Pending, .. } => {
            Some(Disagreement::NotCompleted { ours, status: Status::Completed })
        }
        Disagreement::NotCompleted { status: Status::Completed, .. } => {
            Some(Disagreement::NotCompleted { ours, status: Status::Cancelled })
        }
        Disagreement::NotCompleted { status: Status::Cancelled, .. } => {
            Some(Disagreement::Amount { ours, gateway })
        }
        Disagreement::Amount { .. } => Some(Disagreement::PlayMoney { ours }),
        Disagreement::PlayMoney { .. } => {
            Some(Disagreement::Ledger { ours: Some(ours), ledger: None })
        }
        Disagreement::Ledger { .. } => Some(Disagreement::Unknown),
        Disagreement::Unknown => Some(Disagreement::NoAnswer),
        Disagreement::NoAnswer => None,
    }
}

/// What the shop was brought back from, and money that nobody knows the buyer of.
pub fn restores(to: &mut impl See) {
    let (upto, at, from) = (Timestamp(AT.0 - 60_000), AT, "usb".to_owned());
    let (asked, over) = (Some((PaymentId(290), PaymentId(300))), None);
    let (complete, products, units) = (false, 7, 300);
    let restore = Restore { upto, at, from, complete, products, units, asked, over };
    to.see(&restore);
    to.see(&Restore { complete: true, asked: None, over: Some(AT), ..restore });
    for state in successors(Some(Claim::Asked { looks: 3 }), after_claim) {
        let (id, amount, txn) = (UnclaimedId(300), Rupiah(50_000), "txn-1".to_owned());
        to.see(&Unclaimed { id, reference: reference(), txn, amount, at: AT, state });
    }
}

fn after_claim(state: &Claim) -> Option<Claim> {
    let (by, at) = (CustomerId(222), AT);
    match state {
        Claim::Asked { .. } => Some(Claim::Open),
        Claim::Open => Some(Claim::Left { by }),
        Claim::Left { .. } => Some(Claim::Given { to: CustomerId(555), by, at }),
        Claim::Given { .. } => Some(Claim::SentBack { by, at }),
        Claim::SentBack { .. } => None,
    }
}
