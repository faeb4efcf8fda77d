//! The desk: money back by the taps of the staff, each of which counts once.

use super::*;

#[test]
fn one_tap_neither_replaces_nor_calls_a_refund_sent() {
    let mut counter = sold(1);
    give(&counter, 1, wish(Portion::Whole, 20_000, Purse::Outside)).unwrap();
    give(&counter, 2, wish(Portion::Whole, 5_000, Purse::Outside)).unwrap();
    for (from, label, at) in
        [("/order 1", "Sudah ditransfer Rp20.000", 0), ("/admin", "Sudah ditransfer Rp5.000", 1)]
    {
        let paid = |counter: &Counter| {
            matches!(counter.order(1).refunds[at].to, RefundTo::Outside { paid: Some(_) })
        };
        let open = |counter: &mut Counter| {
            counter.say(ADMIN, from);
            if from == "/admin" {
                counter.press(ADMIN, "Refund belum ditransfer");
            }
            counter.button(ADMIN, label)
        };
        let (_, old) = open(&mut counter);
        let asked = seen(counter.press(ADMIN, label));
        for part in ["W-000001", "sudah ditransfer", "Ya, Sudah Ditransfer"] {
            assert!(asked.contains(part), "{part}: {asked}");
        }
        assert!(!paid(&counter), "asked, not done");
        let back = seen(counter.press(ADMIN, "Kembali"));
        assert!(back.contains(label), "where one came from: {back}");
        counter.press(ADMIN, label);
        let done = seen(counter.press(ADMIN, "Ya, Sudah Ditransfer"));
        assert!(paid(&counter));
        assert_eq!(done.contains("Pesanan W-000001"), from == "/order 1", "{done}");
        // The button of before leads to a question no more.
        let callback = "call".to_owned();
        let said = warung::chat::incoming::Said::Button { callback, message: None, data: old };
        let update = counter.update(ADMIN, said);
        counter.apply(update);
        counter.settle();
        assert!(counter.toasts.last().unwrap().contains("Sudah tercatat tadi"));
        counter.prove();
    }

    let mut counter = sold(1);
    let faulty = units(&counter.order(1));
    counter.say(ADMIN, "/order 1");
    counter.press(ADMIN, "Ganti Barang");
    let asked = seen(counter.press(ADMIN, "1. Netflix"));
    for part in ["W-000001", "1. Netflix 1 bulan", "Ya, Ganti"] {
        assert!(asked.contains(part), "{part}: {asked}");
    }
    assert_eq!(units(&counter.order(1)), faulty, "asked, not done");
    let back = seen(counter.press(ADMIN, "Kembali"));
    assert!(back.contains("yang mana"), "{back}");
    counter.press(ADMIN, "1. Netflix");
    counter.press(ADMIN, "Ya, Ganti");
    assert_ne!(units(&counter.order(1)), faulty);
    counter.prove();
}

/// From the desk to the confirmation, and the button pressed twice before anything is shown.
#[test]
fn a_double_tap_refunds_once() {
    let mut counter = sold(1);
    counter.say(ADMIN, "/order w-1");
    counter.press(ADMIN, "Refund");
    counter.press(ADMIN, "Semua Rp50.000");
    counter.press(ADMIN, "Saldo pembeli");
    counter.say(ADMIN, "akun mati");
    let taps = [counter.pressed(ADMIN, "✅ Refund"), counter.pressed(ADMIN, "✅ Refund")];
    counter.try_apply(&taps).unwrap();
    counter.settle();
    assert_eq!(counter.balance(SARI), Rupiah(50_000));
    assert_eq!(counter.order(1).refunds.len(), 1);
    let toasts: Vec<&str> = counter.toasts.iter().rev().take(2).map(String::as_str).collect();
    assert!(toasts[0].contains("sudah tercatat tadi"), "{toasts:?}");
    assert!(toasts[1].contains("Refund tercatat"), "{toasts:?}");
    assert!(counter.text(SARI).contains("sudah masuk ke saldo Kakak"));
    counter.prove();
}

#[test]
fn a_confirmation_of_the_past_does_nothing() {
    let mut counter = sold(1);
    counter.say(ADMIN, "/order 1");
    counter.press(ADMIN, "Refund");
    counter.press(ADMIN, "Semua");
    counter.press(ADMIN, "Di luar toko");
    counter.say(ADMIN, "akun mati");
    let late = counter.pressed(ADMIN, "✅ Refund");
    counter.say(ADMIN, "/start");
    counter.apply(late);
    counter.settle();
    assert!(counter.order(1).refunds.is_empty());
    assert!(counter.toasts.last().unwrap().contains("Tombol ini sudah tidak berlaku"));
    counter.prove();
}

#[test]
fn two_admins_with_the_same_complaint_refund_once() {
    let counter = sold(1);
    let new = wish(Portion::Whole, 50_000, Purse::Balance);
    assert_eq!(give(&counter, 1, new.clone()), Ok(Entered::Now));
    let why = Reason::parse("pembeli mengeluh").unwrap();
    assert_eq!(give(&counter, 1, NewRefund { why, ..new }), Ok(Entered::Before));
    assert_eq!(counter.balance(SARI), Rupiah(50_000));
}

#[test]
fn strangers_hear_nothing_of_the_desk() {
    let mut counter = sold(2);
    counter.say(ADMIN, "/order 1");
    let mut stolen = Vec::new();
    for label in ["Kirim Ulang", "Ganti Barang", "Refund"] {
        stolen.push(counter.button(ADMIN, label).1);
    }
    counter.press(ADMIN, "Refund");
    stolen.push(counter.button(ADMIN, "Seluruh pesanan").1);
    counter.press(ADMIN, "Seluruh pesanan");
    counter.press(ADMIN, "Semua");
    counter.press(ADMIN, "Saldo pembeli");
    counter.say(ADMIN, "akun mati");
    stolen.push(counter.button(ADMIN, "✅ Refund").1);
    for person in [SARI, BUDI] {
        counter.say(person, "/start");
        let (chat, toasts) = (counter.text(person), counter.toasts.len());
        for data in &stolen {
            let (data, message) = (data.clone(), None);
            let callback = "call".into();
            let said = warung::chat::incoming::Said::Button { callback, message, data };
            let update = counter.update(person, said);
            counter.apply(update);
        }
        let order = warung::chat::incoming::Said::Text("/order 1".into());
        let update = counter.update(person, order);
        counter.apply(update);
        counter.settle();
        assert_eq!(counter.text(person), chat);
        assert_eq!(counter.toasts.len(), toasts);
    }
    assert!(counter.order(1).refunds.is_empty());
    counter.prove();
}

#[test]
fn the_seller_sets_the_numbers_of_the_formula() {
    let mut counter = sold(1);
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Pengaturan");
    counter.press(ADMIN, "Rumus refund");
    counter.press(ADMIN, "Ubah");
    assert!(counter.say(ADMIN, "0").screen.html.contains("1 sampai 3.650"));
    assert!(counter.say(ADMIN, "10 120").screen.html.contains("persentase"));
    let settings = seen(counter.say(ADMIN, "10 hari, 50, 100%"));
    assert!(settings.contains("10 hari · 100%, 50%"), "{settings}");
    counter.pass(Span::hours(24 * 3));
    counter.say(ADMIN, "/order 1");
    let screen = seen(counter.press(ADMIN, "Refund"));
    for suggestion in ["100% = Rp35.000", "50% = Rp17.500", "sisa 7 dari 10 hari"] {
        assert!(screen.contains(suggestion), "{suggestion} in {screen}");
    }
    // When the period is over nothing is suggested, and an amount can still be typed.
    counter.pass(Span::hours(24 * 8));
    counter.say(ADMIN, "/order 1");
    let screen = seen(counter.press(ADMIN, "Refund"));
    assert!(!screen.contains("% ="), "{screen}");
    assert!(counter.say(ADMIN, "12.500").screen.html.contains("Uangnya ke mana"));
}
