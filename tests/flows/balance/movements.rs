//! What has moved on a balance, as its owner reads it.

use super::*;

fn history(counter: &Counter, person: u64) -> Vec<Movement> {
    let snap = counter.core.store().snap().unwrap();
    let mut all = Vec::new();
    for page in 0.. {
        let list = history::page(&snap, CustomerId(person), page).unwrap();
        assert!(list.items.len() <= PAGE_LINES);
        assert_eq!(list.page, page);
        all.extend(list.items);
        if page + 1 == list.pages {
            assert_eq!(all.len(), list.total);
            break;
        }
    }
    all
}

#[test]
fn a_long_history_has_pages() {
    let mut counter = open();
    for amount in 1..=17 {
        credit(&mut counter, amount * 1_000);
    }
    counter.say(SARI, "ℹ️ Informasi");
    counter.press(SARI, "Riwayat Saldo");
    let first = counter.last(SARI).screen.html.clone();
    assert!(first.contains("+Rp17.000") && first.contains("Halaman 1 dari 3"), "{first}");
    counter.press(SARI, "Berikutnya");
    counter.press(SARI, "Berikutnya");
    let last = counter.last(SARI).screen.html.clone();
    assert!(last.contains("+Rp1.000") && !last.contains("+Rp6.000"), "{last}");
}

fn act(counter: &mut Counter, deed: Deed) {
    let command = match deed {
        Deed::Credit(amount) => format!("/transfer {SARI}|{amount}|tunai"),
        Deed::Add(amount) => format!("/editsaldo {SARI}|+{amount}|bonus"),
        Deed::Take(amount) => format!("/editsaldo {SARI}|-{amount}|salah"),
        Deed::Deposit => {
            return wish(counter, &Action::Balance(BalancePress::Amount(Rupiah(20_000))));
        }
        Deed::Buy => {
            wish(counter, &one_netflix());
            return wish(counter, &Action::Payment(PaymentPress::FromBalance(Rupiah(50_000))));
        }
        Deed::Pay | Deed::PayOdd => return pay_newest(counter, deed),
        Deed::Cancel => {
            let Some(open) = orders(counter).into_iter().rfind(Order::open) else { return };
            return wish(counter, &Action::Order(OrderPress::Cancel(open.id)));
        }
        Deed::Wait => return counter.pass(Span::minutes(12)),
    };
    counter.say(ADMIN, &command);
    let Some(number) = drawn(counter) else { return };
    let confirm = tap(counter, ADMIN, &Action::Customer(CustomerPress::Confirm(number)));
    counter.apply(confirm);
    counter.settle();
}

/// Pays the newest invoice, whether it is still open or over.
fn pay_newest(counter: &mut Counter, deed: Deed) {
    let unpaid = |order: &Order| !order.paid() && order.payment().is_some();
    let Some(order) = orders(counter).into_iter().rfind(unpaid) else { return };
    let reference = counter.payment(order.id.0).reference;
    let amount = order.rest().0 + u64::from(matches!(deed, Deed::PayOdd));
    counter.gateway.insert(reference.as_str().into(), (Rupiah(amount), Status::Completed));
    counter.notify(order.id.0);
    counter.settle();
}

/// How the ledger tells a customer's history, read from its first line to its last.
fn told_by_ledger(counter: &Counter) -> Vec<(Cause, Side, Rupiah, Fate)> {
    let theirs = Account::Balance(CustomerId(SARI));
    let mut order = Vec::new();
    let mut lines = HashMap::new();
    for transfer in transfers(counter) {
        let side = match (transfer.from == theirs, transfer.to == theirs) {
            (true, _) => Side::From,
            (_, true) => Side::To,
            _ => continue,
        };
        let fate = match transfer.step {
            Step::Moved | Step::Posted => Fate::Done,
            Step::Held => Fate::Held,
            Step::Voided => Fate::GivenBack,
        };
        if lines.insert(transfer.cause, (side, transfer.amount, fate)).is_none() {
            order.push(transfer.cause);
        }
    }
    order.reverse();
    let line = |cause: Cause| {
        let (side, amount, fate) = lines[&cause];
        (cause, side, amount, fate)
    };
    order.into_iter().map(line).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Each cause is one line in its last state, newest first, and together they are the balance.
    #[test]
    fn the_history_tells_what_the_ledger_has(deeds in prop::collection::vec(deed(), 1..24)) {
        let mut counter = open();
        for deed in deeds {
            act(&mut counter, deed);
        }
        counter.prove();
        let shown = history(&counter, SARI);
        let told = told_by_ledger(&counter);
        prop_assert_eq!(shown.len(), told.len());
        for (shown, (cause, side, amount, fate)) in shown.iter().zip(&told) {
            let same = (shown.side, shown.amount, shown.fate) == (*side, *amount, *fate);
            prop_assert!(same, "{:?} is shown as {:?}", cause, shown);
        }
        let balance = account(&counter, Account::Balance(CustomerId(SARI)));
        let sum = |wanted: Fate| -> i64 {
            let those = shown.iter().filter(|it| it.fate == wanted);
            those.map(|it| match it.side {
                Side::To => it.amount.0 as i64,
                Side::From => -(it.amount.0 as i64),
            }).sum()
        };
        prop_assert_eq!(sum(Fate::Done), balance.posted);
        prop_assert_eq!(-sum(Fate::Held), balance.held as i64);
    }
}
