//! Settings: each a row of its own, with a history like all else.

use super::*;

fn setting(which: Setting) -> Target {
    Target::Setting(which.number())
}

#[test]
fn what_was_never_set_is_as_by_default() {
    let desk = Desk::new();
    assert_eq!(desk.settings(), Settings::default());
    desk.run(|ctx| settings::change(ctx, By::Machine, |it| it.open_invoices_max = 3)).unwrap();
    assert_eq!(desk.settings(), Settings { open_invoices_max: 3, ..Settings::default() });
    assert_eq!(desk.snap().size(Table::Setting).unwrap(), 1, "a row for what was set, no other");
    // Set back by hand it stays set, whatever a later program has as its default.
    desk.run(|ctx| settings::change(ctx, By::Machine, |it| it.open_invoices_max = 1)).unwrap();
    assert_eq!(desk.settings(), Settings::default());
    assert_eq!(desk.snap().size(Table::Setting).unwrap(), 1);
    assert_eq!(desk.broken(), [""; 0]);
}

#[test]
fn every_setting_is_kept_as_what_it_is() {
    let desk = Desk::new();
    let wanted = Settings {
        hide_sold_out: true,
        open_invoices_max: 3,
        group_moved: Some((ChatId(-4_000), ChatId(-1_001))),
        deposit_min: Rupiah(20_000),
        deposit_max: Rupiah(2_000_000),
        transfer_account: Some("BCA 1".into()),
        refund: Formula { days: 365, factors: vec![100, 50] },
        keyboard_stays: true,
        invoice_minutes: Own::Shop(30),
        low_mark: 5,
        contact: Own::Shop(Some("@tokosari".into())),
        languages: vec![Language::INDONESIAN],
        quiet_hours: Some(Hours { from: 22, to: 6 }),
        group: Own::Shop(Some(ChatId(-1_002).into())),
        pace: Own::Shop(10),
        digest_hour: Some(7),
        cashier_refund: Rupiah(250_000),
        keyboard_rows: vec![KeyRow::Numbers, KeyRow::Products],
    };
    desk.run(|ctx| settings::change(ctx, By::Machine, |it| *it = wanted.clone())).unwrap();
    assert_eq!(desk.settings(), wanted);
    assert_eq!(desk.log().len(), Setting::ALL.len());
    for which in Setting::ALL {
        assert_eq!(Setting::numbered(which.number()), Some(which));
        assert_ne!(u64::from(which.number()), ALL, "no number stands for none");
    }
    assert_eq!(setting(Setting::TransferAccount).to_string(), "setting transfer_account");
}

#[test]
fn a_setting_that_cannot_be_read_hurts_only_itself() {
    let set = |counter: &mut Counter| {
        counter.take_transfers();
        let change = |ctx: &mut Ctx| {
            settings::change(ctx, By::Machine, |it| {
                (it.open_invoices_max, it.hide_sold_out) = (3, true);
            })
        };
        crate::refund::run(counter, change).unwrap();
    };
    let number = Setting::OpenInvoicesMax.number().into();
    let (mut counter, _folder) = bent(&["a"], set, |_| ("setting", number));
    let read = |counter: &Counter| settings::settings(&counter.core.store().snap().unwrap());
    let left = read(&counter).unwrap();
    assert_eq!(left.open_invoices_max, 1, "the default holds");
    assert!(left.hide_sold_out && left.transfer_account.is_some());
    assert!(prove(&counter.core.store().snap().unwrap()).is_err(), "and the proof tells of it");
    // It is set anew like any other, and its history has no gap.
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Pengaturan");
    counter.press(ADMIN, "Maks. invoice");
    counter.press(ADMIN, "2");
    assert_eq!(read(&counter).unwrap().open_invoices_max, 2);
    counter.prove();
    let snap = counter.core.store().snap().unwrap();
    let key = setting(Setting::OpenInvoicesMax).key();
    let history = snap.list(Index::RevisionsOf, key, Direction::Oldest, 9).unwrap();
    let history: Vec<Revision> = history.iter().map(|it| snap.need(*it).unwrap()).collect();
    assert_eq!(history.len(), 2);
    assert_eq!(history[1].before, history[0].after);
}

#[test]
fn a_value_of_another_type_is_told_and_does_no_harm() {
    let desk = Desk::new();
    let number = Setting::DepositMin.number();
    let odd = StoredSetting { number, value: vec![0xff; 20] };
    desk.run(|ctx| revision::put(ctx, By::Machine, &odd)).unwrap();
    assert_eq!(desk.settings(), Settings::default());
    let broken = desk.broken();
    assert!(broken.len() == 1 && broken[0].starts_with("setting 4 is corrupt"), "{broken:?}");
}

#[test]
fn a_setting_of_a_newer_program_is_left_alone() {
    let desk = Desk::new();
    let newer = StoredSetting { number: 60_000, value: vec![1, 2, 3] };
    desk.run(|ctx| revision::put(ctx, By::Machine, &newer)).unwrap();
    desk.run(|ctx| settings::change(ctx, By::Machine, |it| *it = Settings::default())).unwrap();
    desk.run(|ctx| settings::change(ctx, By::Machine, |it| it.hide_sold_out = true)).unwrap();
    assert_eq!(desk.settings(), Settings { hide_sold_out: true, ..Settings::default() });
    assert_eq!(desk.snap().get::<StoredSetting>(60_000).unwrap(), Some(newer));
    assert_eq!(desk.broken(), [""; 0]);
}
