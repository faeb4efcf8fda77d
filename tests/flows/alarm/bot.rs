//! The owners' bot: who is heard there, and what they may tell the shop.

use super::*;

fn incoming(person: u64, text: &str) -> Incoming {
    let (chat, from) = (ChatId(person as i64), Person::new(person, "Orang", ""));
    Incoming { chat, private: true, from, said: Said::Text(text.into()), formatted: false }
}

const STATUS_UP: &str = "Berjualan";

#[test]
fn a_stranger_at_the_bot_that_warns_is_sent_away_once_and_does_nothing() {
    let mut counter = watched_shop();
    for words in ["/start", "/pause", "/restart", "/status", "halo"] {
        counter.command(SARI, words);
    }
    let told = heard(&counter, SARI);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("hanya untuk pemilik Toko Sari"));
    // An admin is no owner.
    counter.pass(Span::minutes(2));
    counter.command(ADMIN, "/pause");
    assert!(heard(&counter, ADMIN)[0].contains("hanya untuk pemilik"));
    assert_eq!(rows::<Pause>(&counter), []);
    // Nor are these commands anybody else's at the shop's own bot.
    for person in [SARI, ADMIN] {
        let nonsense = counter.say(person, "/nonsense").screen.html.clone();
        assert_eq!(counter.say(person, "/pause").screen.html, nonsense);
    }
    assert_eq!(rows::<Pause>(&counter), []);
}

#[test]
fn owners_ask_how_the_shop_is() {
    let mut counter = watched_shop();
    counter.command(OWNER, "/start");
    counter.command(OWNER, "apa kabar");
    let told = heard(&counter, OWNER);
    assert!(told[0].contains("/mute 2h") && told[0] == told[1]);
    counter.command(OWNER, "/status");
    assert!(heard(&counter, OWNER)[2].contains(STATUS_UP));
    began(&mut counter, Trouble::Disk, 100);
    counter.command(OWNER, "/status");
    let told = heard(&counter, OWNER).pop().unwrap();
    assert!(told.contains("ada gangguan") && told.contains("• disk server hampir penuh"), "{told}");
    counter.command(OWNER, "/check");
    let told = heard(&counter, OWNER).pop().unwrap();
    assert!(told.contains("Data utuh"), "{told}");
    counter.command(OWNER, "/log 3");
    let told = heard(&counter, OWNER).pop().unwrap();
    assert!(told.ends_with("<code>line 1</code>\n<code>line 2</code>\n<code>line 3</code>"));
}

#[test]
fn without_a_bot_of_its_own_the_shops_warns_and_listens() {
    let mut counter = open_shop();
    began(&mut counter, Trouble::Disk, 100);
    listen(&mut counter);
    assert!(counter.text(ADMIN).contains("Disk server hampir penuh"));
    counter.say(ADMIN, "/status");
    assert!(counter.text(ADMIN).contains("ada gangguan"));
    counter.say(ADMIN, "/mute 1h");
    over(&mut counter, Trouble::Disk);
    listen(&mut counter);
    assert!(!counter.text(ADMIN).contains("Sudah beres"));
    counter.pass(Span::hours(1));
    assert!(counter.text(ADMIN).contains("Sudah beres"));
}

#[test]
fn a_restart_is_wanted_once_and_reported_when_it_has_happened() {
    let mut counter = watched_shop();
    let Input::Update { id, said } = counter.update(OWNER, Said::Text("/restart".into())) else {
        unreachable!("an update is an update")
    };
    let order = [Input::OwnerUpdate { id, said }];
    let done = counter.committed(&order).unwrap();
    assert!(done.restart);
    // Telegram brings it again to the process that was started anew, for nobody confirmed it.
    let mut counter = counter.reopened(counter.core.store().clone());
    counter.settle();
    let done = counter.committed(&order).unwrap();
    assert_eq!((done.restart, done.replies), (false, vec![Reply::Seen]));
    for _ in 0..2 {
        counter.apply(Input::Opened);
        counter.settle();
    }
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].contains("dimulai ulang") && told[1].contains(STATUS_UP));
    // The shop's own bot counts its updates by itself.
    let update = Input::Update { id, said: incoming(SARI, "/start") };
    assert_eq!(counter.apply(update), Reply::Done);
}

#[test]
fn a_shop_that_rests_takes_no_orders_and_finishes_what_is_open() {
    let mut counter = watched_shop();
    counter.checkout(SARI, 1, 1);
    counter.pick(BUDI, 1, 1);
    counter.command(OWNER, "/pause");
    assert!(heard(&counter, OWNER)[0].contains("Toko dijeda"));
    assert!(counter.text(ADMIN).contains("Toko dijeda"));
    assert!(counter.say(ADMIN, "/admin").screen.html.contains("Toko dijeda sejak"));
    let toasts = counter.toasts.len();
    counter.press(BUDI, "Lanjut ke Pembayaran");
    assert!(counter.toasts[toasts].contains("Sebentar ya, Kak"), "{:?}", counter.toasts);
    assert_eq!(rows::<Order>(&counter).len(), 1);
    counter.say(BUDI, "/keranjang");
    counter.press(BUDI, "Lanjut ke Pembayaran");
    counter.say(BUDI, "💰 Deposit");
    assert!(counter.last(BUDI).screen.html.contains("Sebentar ya, Kak"));
    // What is open is paid and delivered.
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    counter.pass(Span::secs(10));
    assert!(counter.order(1).paid() && counter.text(SARI).contains("<code>a</code>"));
    counter.command(OWNER, "/jeda");
    assert!(heard(&counter, OWNER)[1].contains("memang sedang dijeda"));
    // It is still so after a restart.
    let mut counter = counter.reopened(counter.core.store().clone());
    counter.command(OWNER, "/status");
    assert!(heard(&counter, OWNER)[2].contains("Dijeda"));
    counter.command(OWNER, "/resume");
    counter.command(OWNER, "/resume");
    assert!(heard(&counter, OWNER)[4].contains("memang sedang buka"));
    counter.say(BUDI, "/keranjang");
    counter.press(BUDI, "Lanjut ke Pembayaran");
    counter.by_qris(BUDI);
    assert_eq!(rows::<Order>(&counter).len(), 2);
    counter.prove();
}

#[test]
fn a_shop_that_rests_says_so_whatever_else_is_wrong() {
    let mut counter = watched_shop();
    counter.command(OWNER, "/pause");
    began(&mut counter, Trouble::Journal, 30);
    counter.command(OWNER, "/status");
    let told = heard(&counter, OWNER).pop().unwrap();
    assert!(told.contains("ada gangguan") && told.contains("Dijeda"), "{told}");
    assert!(told.contains("• log sistem memenuhi disk"), "{told}");
    counter.roomy = false;
    over(&mut counter, Trouble::Journal);
    counter.command(OWNER, "/resume");
    counter.command(OWNER, "/status");
    let told = heard(&counter, OWNER).pop().unwrap();
    assert!(told.contains("disk hampir penuh") && !told.contains("Berjualan"), "{told}");
}

#[test]
fn a_stranger_who_blocks_the_bot_that_warns_hears_nothing_by_the_shops() {
    let mut counter = watched_shop();
    counter.say(SARI, "/start");
    counter.away.push(alert_chat(SARI) as i64);
    counter.command(SARI, "halo");
    listen(&mut counter);
    assert!(!counter.text(SARI).contains("hanya untuk pemilik"), "{}", counter.text(SARI));
    // An owner's answer comes by the bot that may write to them.
    counter.say(OWNER, "/start");
    counter.away.push(alert_chat(OWNER) as i64);
    counter.command(OWNER, "/status");
    assert!(counter.text(OWNER).contains(STATUS_UP), "{}", counter.text(OWNER));
}
