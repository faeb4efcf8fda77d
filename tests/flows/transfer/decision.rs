//! What the staff decide about evidence, each decision once.

use super::*;
use warung::domain::order::NoOrder;

#[test]
fn nobody_approves_their_own_transfer() {
    let mut counter = open_shop(&["a", "b"]);
    order_by_transfer(&mut counter, ADMIN);
    photo(&mut counter, ADMIN, "bukti");
    assert!(hollow(&mut counter, ADMIN, approve(1, 0)).contains("Minta admin lain"));
    forge(&mut counter, DEWI, approve(1, 0));
    assert!(counter.order(1).paid());
    counter.prove();
}

#[test]
fn refused_evidence_may_be_sent_again_once() {
    let mut counter = open_shop(&["a", "b"]);
    order_by_transfer(&mut counter, SARI);
    counter.pass(Span::minutes(59));
    photo(&mut counter, SARI, "buram");
    counter.press(ADMIN, "Tolak");
    counter.press(ADMIN, "Buktinya tidak jelas");
    let until = counter.now.after(Span::hours(1));
    assert_eq!(counter.order(1).state, State::AwaitingTransfer { until });
    let told = &counter.last(SARI).screen.html;
    for part in ["W-000001", "Buktinya tidak jelas", "16.04 WIB", "BCA 1234567890"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(counter.text(DEWI).contains("Bukti ditolak"));
    assert!(!counter.text(ADMIN).contains("Bukti ditolak</b>"), "who did it knows");
    counter.prove();
    // The end that was set before does not count any more.
    counter.pass(Span::minutes(59));
    assert!(counter.order(1).open());

    photo(&mut counter, SARI, "jelas");
    assert!(counter.last(DEWI).screen.html.contains("Sudah ditolak sekali"));
    counter.press(DEWI, "Setujui");
    assert!(counter.order(1).paid());
    counter.prove();

    order_by_transfer(&mut counter, SARI);
    for file in ["palsu-1", "palsu-2"] {
        photo(&mut counter, SARI, file);
        counter.press(ADMIN, "Tolak");
        counter.press(ADMIN, "Tulis alasan");
        counter.say(ADMIN, &"x".repeat(DOUBT_CHARS_MAX + 1));
        assert!(in_review(&counter, 2));
        counter.say(ADMIN, "rekening <lain>\nbukan punya toko");
    }
    assert_eq!(ended(&counter, 2), Some(End::NoTransfer));
    assert_eq!(counter.units()[1].fate, Fate::Available);
    let told = &counter.last(SARI).screen.html;
    assert!(told.contains("W-000002 berakhir") && told.contains("rekening &lt;lain&gt;"), "{told}");
    assert!(counter.text(DEWI).contains("invoice berakhir</b> · W-000002"));
    counter.prove();
}

#[test]
fn what_is_in_review_cannot_be_cancelled() {
    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    let cancel = || Action::Order(OrderPress::Cancel(OrderId(1)));
    photo(&mut counter, SARI, "bukti");
    forge(&mut counter, SARI, cancel());
    assert!(in_review(&counter, 1) && counter.toasts.last().unwrap().contains("diperiksa admin"));
    forge(&mut counter, ADMIN, doubt(1, 0));
    forge(&mut counter, SARI, cancel());
    assert_eq!(ended(&counter, 1), Some(End::Cancelled));
    assert!(hollow(&mut counter, ADMIN, approve(1, 1)).contains("sudah berakhir"));
    counter.prove();
}

#[test]
fn every_decision_counts_once() {
    let mut counter = open_shop(&["a", "b"]);
    order_by_transfer(&mut counter, SARI);
    assert!(hollow(&mut counter, ADMIN, approve(1, 0)).contains("sudah ditolak"), "no evidence");
    photo(&mut counter, SARI, "bukti");
    forge(&mut counter, ADMIN, approve(1, 0));
    for admin in [ADMIN, DEWI] {
        for action in [approve(1, 0), doubt(1, 0), approve(1, 1)] {
            let said = hollow(&mut counter, admin, action);
            assert!(said.contains("W-000001 sudah disetujui"), "{said}");
        }
    }

    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti-2");
    forge(&mut counter, DEWI, doubt(2, 0));
    for action in [approve(2, 0), doubt(2, 0), approve(2, 1)] {
        let said = hollow(&mut counter, ADMIN, action);
        assert!(said.contains("W-000002 sudah ditolak"), "{said}");
    }
    photo(&mut counter, SARI, "bukti-3");
    for action in [approve(2, 0), doubt(2, 0)] {
        let said = hollow(&mut counter, ADMIN, action);
        assert!(said.contains("lebih baru untuk W-000002"), "{said}");
    }
    forge(&mut counter, DEWI, doubt(2, 1));
    assert_eq!(ended(&counter, 2), Some(End::NoTransfer));
    for action in [approve(2, 1), doubt(2, 1), approve(2, 0)] {
        let said = hollow(&mut counter, ADMIN, action);
        assert!(said.contains("W-000002 sudah berakhir"), "{said}");
    }
    for action in [approve(77, 0), doubt(77, 0)] {
        assert!(hollow(&mut counter, ADMIN, action).contains("sudah tidak ada"));
    }
}

#[test]
fn two_admins_at_once_and_one_who_types_too_long() {
    let mut counter = open_shop(&["a", "b"]);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    counter.press(DEWI, "Tolak");
    let taps = [counter.pressed(ADMIN, "Setujui"), counter.pressed(DEWI, "Buktinya tidak jelas")];
    counter.try_apply(&taps).unwrap();
    counter.settle();
    assert!(counter.order(1).paid() && evidence(&counter, 1).unwrap().doubts.is_empty());
    assert_eq!(books(&counter).transfers, 1);
    // The buttons are gone for the one who decided, and for the one who came too late.
    for admin in [ADMIN, DEWI] {
        let chat = &counter.chats[&(admin as i64)];
        let card = chat.iter().rev().find(|shown| shown.screen.html.contains("✅ Disetujui oleh"));
        assert_eq!(card.expect("no card").screen.keys, Keys::None);
    }
    counter.prove();

    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti-2");
    counter.press(DEWI, "Tolak");
    counter.press(DEWI, "Tulis alasan");
    counter.press(ADMIN, "Setujui");
    counter.say(DEWI, "uang palsu");
    assert!(counter.order(2).paid());
    assert!(counter.last(DEWI).screen.html.contains("W-000002</b> sudah disetujui"));
    counter.prove();
}

#[test]
fn strangers_hear_nothing() {
    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    let (order, round) = (OrderId(1), Round(0));
    counter.say(BUDI, "/start");
    for person in [SARI, BUDI] {
        let (before, toasts) = (counter.text(person), counter.toasts.len());
        for action in [
            approve(1, 0),
            doubt(1, 0),
            Action::Review(ReviewPress::DoubtWhy { order, round }),
            Action::Review(ReviewPress::DoubtTyped { order, round }),
            Action::Review(ReviewPress::Card { order, back: 0 }),
            Action::Review(ReviewPress::List),
            Action::Setting(SettingPress::TransferAccount),
        ] {
            hollow(&mut counter, person, action);
        }
        assert_eq!((counter.text(person), counter.toasts.len()), (before, toasts));
    }
    assert!(in_review(&counter, 1));
    // Nor does a stranger's picture touch somebody else's order.
    photo_with(&mut counter, BUDI, "milik-budi", "W-000001");
    assert_eq!(evidence(&counter, 1).unwrap().pieces.len(), 1);
    let stolen = vec![Sent { file: "x".into(), kind: FileKind::Photo }];
    let sent = run(&counter, |ctx| {
        warung::shop::evidence::send(ctx, CustomerId(BUDI), OrderId(1), stolen)
    });
    assert_eq!(sent, Err(Refusal::Order(NoOrder::NotYours)));
}

#[test]
fn the_staff_are_reminded_until_somebody_decides_and_not_for_ever() {
    let mut counter = open_shop(&["a"]);
    let reminders = |counter: &Counter| counter.text(DEWI).matches("belum diputuskan").count();
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    counter.pass(Span::minutes(29));
    assert_eq!(reminders(&counter), 0);
    counter.pass(Span::minutes(1));
    assert_eq!(reminders(&counter), 1);
    counter.press(DEWI, "Lihat Bukti W-000001");
    assert_eq!(files(&counter, DEWI).last().unwrap(), "bukti");
    counter.pass(Span::minutes(30));
    assert_eq!(reminders(&counter), 2, "after an hour");
    counter.pass(Span::hours(6));
    assert_eq!(reminders(&counter), 3, "and then every six");
    // The timer of a round that is over does not ring for the next.
    forge(&mut counter, ADMIN, doubt(1, 0));
    photo(&mut counter, SARI, "bukti-2");
    counter.pass(Span::minutes(31));
    assert_eq!(reminders(&counter), 4);
    forge(&mut counter, ADMIN, approve(1, 1));
    counter.pass(Span::hours(100));
    assert_eq!(reminders(&counter), 4, "decided");
    counter.prove();

    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    counter.pass(Span::hours(500));
    assert_eq!(reminders(&counter), REVIEW_REMINDERS.len(), "who never looks is let be");
    assert!(in_review(&counter, 1));
    counter.prove();
}

#[test]
fn a_shop_that_slept_reminds_once_for_all_that_it_missed() {
    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    let reminders = |counter: &Counter| counter.text(DEWI).matches("belum diputuskan").count();
    counter.now = counter.now.after(Span::hours(10));
    counter.pass(Span::default());
    assert_eq!(reminders(&counter), 1);
    counter.pass(Span::hours(3));
    assert_eq!(reminders(&counter), 2);
}

#[test]
fn a_reminder_set_by_an_older_program_goes_on_as_the_others_do() {
    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    let timers: Vec<Timer> = counter.core.store().snap().unwrap().all(0, 100).unwrap();
    let ours = |timer: &&Timer| matches!(timer.what, What::ReviewWaits { .. });
    let id = timers.iter().find(ours).expect("a reminder").id;
    let mut batch = counter.core.store().batch().unwrap();
    let mut tx = batch.begin([1; 32]);
    let timer: Timer = tx.need(id.0).unwrap();
    tx.put(&Timer { what: What::RemindReview(OrderId(1)), ..timer }).unwrap();
    let kept = tx.finish();
    batch.keep(kept);
    counter.core.store().commit(batch, crate::counter::OPENED).unwrap();
    counter.pass(Span::hours(1));
    assert_eq!(counter.text(DEWI).matches("belum diputuskan").count(), 2);
    counter.prove();
}
