//! What owners hear, by which bot, and when: gathered, quiet, repeated, never lost.

use super::*;

#[test]
fn a_flood_of_troubles_is_one_message_and_so_is_its_end() {
    let mut counter = watched_shop();
    let all = [
        (Trouble::Cpu, "Prosesor server kewalahan"),
        (Trouble::Memory, "Memori server hampir habis"),
        (Trouble::Disk, "Disk server hampir penuh"),
        (Trouble::Inodes, "Jumlah file di server"),
        (Trouble::Journal, "Log sistem memenuhi disk"),
        (Trouble::Growth, "tumbuh tidak wajar"),
        (Trouble::Queue, "Pesan keluar tertahan"),
        (Trouble::Errors, "Banyak kesalahan di log"),
        (Trouble::Clock, "Jam server tiba-tiba bergeser"),
        (Trouble::Telegram, "Telegram tidak tersambung"),
    ];
    for (trouble, _) in all {
        began(&mut counter, trouble, 7);
        began(&mut counter, trouble, 8);
    }
    assert_eq!(heard(&counter, OWNER), [""; 0], "company is waited for");
    listen(&mut counter);
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("🏪 <b>Toko Sari</b>\n"), "{}", told[0]);
    for (_, words) in all {
        assert_eq!(told[0].matches(words).count(), 1, "{words} in {}", told[0]);
    }
    for (trouble, _) in all {
        over(&mut counter, trouble);
        over(&mut counter, trouble);
    }
    listen(&mut counter);
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 2);
    assert!(told[1].starts_with("🏪 <b>Toko Sari</b>\n"));
    assert_eq!(told[1].matches("Sudah beres").count(), all.len());
    assert_eq!(incidents(&counter), []);
    assert!(!counter.chats.contains_key(&(OWNER as i64)), "only by the bot that warns");
    assert!(!counter.text(ADMIN).contains("Disk server"), "only to the owner");
    counter.prove();
}

#[test]
fn what_telegram_would_not_carry_is_told_when_it_does_and_as_it_is_then() {
    let mut counter = watched_shop();
    counter.telegram_down = true;
    began(&mut counter, Trouble::Telegram, 300);
    began(&mut counter, Trouble::Disk, 200);
    for _ in 0..180 {
        counter.pass(Span::minutes(1));
    }
    assert_eq!(heard(&counter, OWNER), [""; 0]);
    // However long it took, there is one message on its way, not one for each try.
    let tells = rows::<Effect>(&counter).into_iter();
    assert_eq!(tells.filter(|it| matches!(it.task, Task::Tell { .. })).count(), 1);
    counter.telegram_down = false;
    over(&mut counter, Trouble::Telegram);
    listen(&mut counter);
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("Sudah beres: Telegram tidak tersambung"));
    assert!(told[0].contains("3 jam"), "{}", told[0]);
    assert!(told[0].contains("Disk server hampir penuh"));
    assert!(!told[0].contains("🚨 <b>Telegram"), "{}", told[0]);
    assert_eq!(rows::<Quarantined>(&counter), []);
}

#[test]
fn one_who_wants_quiet_has_it_and_hears_what_they_missed() {
    let mut counter = watched_shop();
    counter.command(OWNER, "/mute 2h");
    assert!(heard(&counter, OWNER)[0].contains("dibisukan sampai 22 November 2026, 16.05"));
    counter.pass(Span::minutes(10));
    began(&mut counter, Trouble::Cpu, 99);
    counter.pass(Span::minutes(30));
    over(&mut counter, Trouble::Cpu);
    began(&mut counter, Trouble::Disk, 100);
    counter.pass(Span::minutes(79));
    assert_eq!(heard(&counter, OWNER).len(), 1);
    counter.pass(Span::minutes(2));
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[1].contains("selama dibisukan, sejak 22 November 2026, 14.05"), "{}", told[1]);
    assert!(told[1].contains("Sudah beres: prosesor") && told[1].contains("Disk server hampir"));
    counter.pass(Span::hours(1));
    over(&mut counter, Trouble::Disk);
    listen(&mut counter);
    assert_eq!(heard(&counter, OWNER).len(), 3);
}

#[test]
fn quiet_in_which_nothing_happened_ends_with_a_word() {
    let mut counter = watched_shop();
    counter.command(OWNER, "/bisu 30 menit");
    counter.pass(Span::minutes(31));
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 2);
    assert!(told[1].contains("Tidak ada kejadian selama dibisukan"));
    // Ended by hand, it ends once.
    counter.command(OWNER, "/mute 1h");
    counter.command(OWNER, "/mute off");
    counter.pass(Span::hours(2));
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 5, "{told:#?}");
    assert!(told[3].contains("Alert aktif lagi") || told[4].contains("Alert aktif lagi"));
    counter.command(OWNER, "/mute off");
    assert!(heard(&counter, OWNER)[5].contains("memang sedang aktif"));
    counter.command(OWNER, "/mute selamanya");
    assert!(heard(&counter, OWNER)[6].contains("/mute 2h"));
}

#[test]
fn one_who_wants_quiet_is_quiet_for_themselves_alone() {
    let alert_bot = true;
    let owners = vec![CustomerId(OWNER), CustomerId(BUDI)];
    let shop = Shop { owners, alert_bot, ..crate::counter::shop() };
    let mut counter = Counter::over(memory(), shop);
    counter.command(OWNER, "/mute 1h");
    began(&mut counter, Trouble::Disk, 100);
    listen(&mut counter);
    assert_eq!((heard(&counter, OWNER).len(), heard(&counter, BUDI).len()), (1, 1));
    counter.pass(Span::hours(1));
    assert_eq!((heard(&counter, OWNER).len(), heard(&counter, BUDI).len()), (2, 1));
}

#[test]
fn what_lasts_is_repeated_rarely_unless_somebody_knows() {
    let mut counter = watched_shop();
    let still = |counter: &Counter| {
        heard(counter, OWNER).iter().filter(|told| told.contains("Masih berlangsung")).count()
    };
    began(&mut counter, Trouble::Disk, 100);
    counter.pass(Span(REMIND_AFTER.0 - Span::minutes(1).0));
    assert_eq!(still(&counter), 0);
    counter.pass(Span::minutes(2));
    assert_eq!(still(&counter), 1);
    counter.pass(REMIND_AGAIN);
    assert_eq!(still(&counter), 2);
    counter.command(OWNER, "/ack");
    assert!(heard(&counter, OWNER).last().unwrap().contains("• disk server hampir penuh"));
    counter.pass(Span::hours(72));
    assert_eq!(still(&counter), 2);
    over(&mut counter, Trouble::Disk);
    counter.command(OWNER, "/ack");
    assert!(heard(&counter, OWNER).iter().any(|told| told.contains("Tidak ada gangguan")));
    // The next one is another one.
    began(&mut counter, Trouble::Disk, 100);
    counter.pass(Span::hours(7));
    assert_eq!(still(&counter), 3);
}

#[test]
fn an_owner_is_told_by_whichever_bot_may_write_to_them() {
    let mut counter = watched_shop();
    counter.say(OWNER, "/start");
    counter.away.push(alert_chat(OWNER) as i64);
    began(&mut counter, Trouble::Disk, 100);
    listen(&mut counter);
    assert_eq!(heard(&counter, OWNER), [""; 0]);
    assert!(counter.text(OWNER).contains("Disk server hampir penuh"));
    // And by neither: better somebody than nobody.
    counter.away.extend([OWNER as i64, alert_chat(ADMIN) as i64]);
    over(&mut counter, Trouble::Disk);
    (0..4).for_each(|_| listen(&mut counter));
    assert!(counter.text(ADMIN).contains("Sudah beres: disk server"), "{}", counter.text(ADMIN));
    // Who has written to the bot that warns hears there again.
    counter.away.clear();
    counter.command(OWNER, "/help");
    began(&mut counter, Trouble::Cpu, 99);
    listen(&mut counter);
    assert!(heard(&counter, OWNER).last().unwrap().contains("Prosesor server"));
    assert!(!counter.text(ADMIN).contains("Prosesor server"));
}

#[test]
fn a_clock_that_is_put_back_delays_no_warning() {
    let mut counter = watched_shop();
    let right = counter.now;
    counter.now = right.after(Span::hours(7));
    began(&mut counter, Trouble::Disk, 100);
    listen(&mut counter);
    assert_eq!(heard(&counter, OWNER).len(), 1);
    counter.now = right;
    began(&mut counter, Trouble::Clock, 25_200);
    listen(&mut counter);
    assert!(heard(&counter, OWNER).last().unwrap().contains("Jam server tiba-tiba bergeser"));
}

#[test]
fn quiet_that_was_asked_for_in_a_wrong_time_ends_with_it() {
    let mut counter = watched_shop();
    let right = counter.now;
    counter.now = right.after(Span::hours(7));
    counter.command(OWNER, "/mute 1h");
    counter.now = right;
    began(&mut counter, Trouble::Clock, 25_200);
    listen(&mut counter);
    assert!(heard(&counter, OWNER).last().unwrap().contains("Jam server tiba-tiba bergeser"));
}

#[test]
fn who_becomes_an_owner_hears_what_is_wrong() {
    let shop = Shop { admins: vec![], ..crate::counter::shop() };
    let mut counter = Counter::over(memory(), shop);
    began(&mut counter, Trouble::Disk, 100);
    listen(&mut counter);
    let Reply::Code(code) = counter.apply(Input::Pair(Role::Owner)) else { panic!("no code") };
    counter.say(OWNER, &format!("/claim {code}"));
    listen(&mut counter);
    let told = counter.text(OWNER);
    assert_eq!(told.matches("Disk server hampir penuh").count(), 1, "{told}");
}

#[test]
fn an_owner_who_comes_for_the_first_time_hears_what_is_wrong() {
    let shop = Shop { owners: vec![CustomerId(OWNER)], admins: vec![], ..crate::counter::shop() };
    let mut counter = Counter::over(memory(), shop);
    began(&mut counter, Trouble::Disk, 100);
    counter.say(SARI, "/start");
    listen(&mut counter);
    counter.say(OWNER, "/start");
    listen(&mut counter);
    let told = counter.text(OWNER);
    assert_eq!(told.matches("Disk server hampir penuh").count(), 1, "{told}");
    assert!(!counter.text(SARI).contains("Disk server"));
}

#[test]
fn an_owner_whose_message_was_lost_is_told_after_a_restart() {
    let mut counter = watched_shop();
    began(&mut counter, Trouble::Disk, 100);
    let tells = |counter: &Counter| {
        let tell = |it: &Effect| matches!(it.task, Task::Tell { .. });
        rows::<Effect>(counter).iter().filter(|it| tell(it)).count()
    };
    counter.apply(Input::Opened);
    assert_eq!(tells(&counter), 1, "what is on its way is not sent twice");
    // One that could not be read was taken out of the way.
    let mut batch = counter.core.store().batch().unwrap();
    let mut tx = batch.begin([1; 32]);
    rows::<Effect>(&counter).iter().for_each(|it| tx.discard::<Effect>(it.id.0));
    let kept = tx.finish();
    batch.keep(kept);
    counter.core.store().commit(batch, crate::counter::OPENED).unwrap();
    assert_eq!(tells(&counter), 0);
    let mut counter = counter.reopened(counter.core.store().clone());
    counter.apply(Input::Opened);
    listen(&mut counter);
    assert_eq!(heard(&counter, OWNER).len(), 1);
}
