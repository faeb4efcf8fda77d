//! Corrections by hand: once, of the card they stand under, and by whom.

use super::*;

#[test]
fn a_correction_is_entered_once_however_often_it_is_confirmed() {
    let make = || {
        let mut counter = open();
        counter.say(ADMIN, &format!("/transfer {SARI}|50000|tunai"));
        counter
    };
    let confirm = Action::Customer(CustomerPress::Confirm(drawn(&make()).unwrap()));
    both_ways(make, ADMIN, &[confirm.clone(), confirm], |counter| {
        assert_eq!(counter.balance(SARI), Rupiah(50_000));
        assert_eq!(account(counter, Account::Bank).posted, -50_000);
        assert_eq!(counter.text(SARI).matches("bertambah").count(), 1);
    });
}

#[test]
fn a_button_confirms_the_card_it_stands_under_and_no_other() {
    let mut counter = open();
    counter.say(ADMIN, &format!("/transfer {SARI}|50000|tunai"));
    let (_, first) = counter.button(ADMIN, "Ya, Catat");
    let save = Action::Answer(Choice::Save, Fingerprint(0));
    let save = encode(&save, Manner::Here).unwrap();
    for old in [first, save] {
        counter.say(ADMIN, &format!("/transfer {SARI}|900000|dari bank"));
        let pressed = Said::Button { callback: "call".into(), message: None, data: old };
        let pressed = counter.update(ADMIN, pressed);
        assert_eq!(counter.apply(pressed), Reply::Done);
        counter.settle();
        assert!(transfers(&counter).is_empty());
    }
    counter.say(ADMIN, &format!("/transfer {SARI}|900000|dari bank"));
    counter.press(ADMIN, "Ya, Catat");
    assert_eq!(counter.balance(SARI), Rupiah(900_000));
    counter.prove();
}

#[test]
fn the_number_of_a_correction_makes_it_one() {
    let counter = open();
    let shop = shop();
    let run = |deed: &dyn Fn(&mut Ctx) -> Done<Entered>| {
        let mut batch = counter.core.store().batch().unwrap();
        let mut ctx = Ctx::new(batch.begin([1; 32]), counter.now, &shop, true);
        let done = deed(&mut ctx).unwrap();
        let (kept, _) = ctx.finish();
        batch.keep(kept);
        counter.core.store().commit(batch, crate::counter::OPENED).unwrap();
        done
    };
    let mut batch = counter.core.store().batch().unwrap();
    let mut ctx = Ctx::new(batch.begin([1; 32]), counter.now, &shop, true);
    let by = admin(&ctx);
    let mut draft = |change| {
        let (customer, reason) = (CustomerId(SARI), Reason::parse("tunai").unwrap());
        correction::draft(&mut ctx, by, customer, change, reason).unwrap()
    };
    let first = draft(Change::Received(Rupiah(50_000)));
    let second = draft(Change::Received(Rupiah(50_000)));
    assert_ne!(first.number, second.number, "the same sum for the same reason may come twice");
    let (kept, _) = ctx.finish();
    batch.keep(kept);
    counter.core.store().commit(batch, crate::counter::OPENED).unwrap();
    for (correction, entered) in
        [(&first, Entered::Now), (&first, Entered::Before), (&second, Entered::Now)]
    {
        assert_eq!(
            run(&|ctx| {
                let by = admin(ctx);
                correction::enter(ctx, by, correction)
            }),
            entered
        );
    }
    assert_eq!(counter.balance(SARI), Rupiah(100_000));
    counter.prove();
}

#[test]
fn a_correction_is_held_against_the_balance_when_it_is_confirmed() {
    let mut counter = open_with(50_000);
    counter.say(ADMIN, &format!("/editsaldo {SARI}|-50000|Tercatat dua kali"));
    for wish in [one_netflix(), Action::Payment(PaymentPress::FromBalance(Rupiah(50_000)))] {
        let wish = tap(&mut counter, SARI, &wish);
        counter.apply(wish);
    }
    counter.settle();
    assert_eq!(counter.balance(SARI), Rupiah::ZERO);
    counter.press(ADMIN, "Ya, Catat");
    let seen = counter.text(ADMIN);
    assert!(seen.contains("hanya <b>Rp0</b>") && !seen.contains("Koreksi saldo?"), "{seen}");
    assert!(!transfers(&counter).iter().any(|it| matches!(it.cause, Cause::Adjustment(_))));
    counter.prove();
}

#[test]
fn the_ledger_knows_who_corrected_a_balance_and_why() {
    let mut counter = open_with(50_000);
    counter.say(ADMIN, &format!("/editbalance {SARI}|−10.000|Uangnya | hanya 40.000"));
    counter.press(ADMIN, "Ya, Catat");
    assert_eq!(counter.balance(SARI), Rupiah(40_000));
    let last = transfers(&counter).pop().unwrap();
    let note = last.note.unwrap();
    assert_eq!((note.by, note.why.as_str()), (CustomerId(ADMIN), "Uangnya | hanya 40.000"));
    assert_eq!((last.step, last.to), (Step::Moved, Account::Adjustments));
    assert!(counter.text(SARI).contains("Uangnya | hanya 40.000"));
    counter.prove();
}

#[test]
fn a_bad_line_of_a_command_is_told_and_corrects_nothing() {
    let mut counter = open_with(50_000);
    let before = standing(&counter);
    let long = "x".repeat(5_000);
    let mut lines: Vec<(String, &str)> = vec![
        ("/transfer".into(), "/transfer 5551234567"),
        (format!("/transfer {SARI}"), "/transfer 5551234567"),
        (format!("/transfer {SARI}|50000"), "/transfer 5551234567"),
        ("/transfer |50000|tunai".into(), "Tidak ada pengguna"),
        ("/transfer 999|50000|tunai".into(), "Tidak ada pengguna"),
        ("/transfer ٣|50000|tunai".into(), "Tidak ada pengguna"),
        ("/transfer @|50000|tunai".into(), "Tidak ada pengguna"),
        ("/transfer <b>|50000|tunai".into(), "“&lt;b&gt;”"),
        (format!("/transfer {SARI}|50000|"), "Alasannya masih kosong"),
        (format!("/transfer {SARI}|50000|\u{200b}"), "Alasannya masih kosong"),
        (format!("/transfer {SARI}|50000|{long}"), "mungkin terpotong"),
        ("/editsaldo".into(), "/editsaldo 5551234567"),
        (format!("/editsaldo {SARI}|+50000"), "/editsaldo 5551234567"),
        (format!("/editsaldo {SARI}|50000|tanpa tanda"), "dengan tanda di depannya"),
        (format!("/editsaldo {SARI}|-50001|terlalu banyak"), "hanya <b>Rp50.000</b>"),
        (format!("/editsaldo {SARI}|-1000000000|terlalu banyak"), "hanya <b>Rp50.000</b>"),
        (format!("/editbalance {SARI}|+50000|{long}"), "mungkin terpotong"),
    ];
    for amount in BAD_AMOUNTS {
        let told = "tidak dikenali";
        lines.push((format!("/transfer {SARI}|{amount}|tunai"), told));
        lines.push((format!("/editsaldo {SARI}|+{amount}|koreksi"), told));
    }
    for (line, told) in lines {
        let answer = counter.say(ADMIN, &line).screen.html.clone();
        assert!(answer.contains(told), "{line:.60}: {answer}");
        unmoved(&counter, &before);
    }
}

#[test]
fn a_stranger_who_types_the_commands_hears_nothing() {
    let mut counter = open();
    let before = standing(&counter);
    let heard = counter.text(SARI);
    for line in ["/transfer 555|50000|untuk saya", "/editsaldo 555|+50000|x", "/editbalance"] {
        counter.say(SARI, line);
        assert_eq!(counter.text(SARI), heard);
    }
    for bound in [Bound::Least, Bound::Most] {
        let wish = tap(&mut counter, SARI, &Action::Setting(SettingPress::DepositBound(bound)));
        counter.apply(wish);
        counter.settle();
        assert_eq!(counter.text(SARI), heard);
    }
    unmoved(&counter, &before);
}

#[test]
fn a_username_that_two_have_had_means_nobody() {
    let mut counter = open();
    for person in [SARI, BUDI] {
        let update = counter.update(person, Said::Text("/start".into()));
        let Input::Update { id, mut said } = update else { panic!("{update:?}") };
        said.from.username = Some("Toko_Sebelah".into());
        counter.apply(Input::Update { id, said });
        counter.settle();
        let answer = counter.say(ADMIN, "/transfer @toko_sebelah|50000|tunai").screen.html.clone();
        assert_eq!(answer.contains("Tidak ada pengguna"), person == BUDI, "{answer}");
    }
    counter.prove();
}
