//! Paid orders that do not arrive.

use super::*;

const WARNING: &str = "LUNAS, BELUM TERKIRIM";

const ALL_CLEAR: &str = "Tidak ada lagi pesanan lunas yang tertahan";

/// Several buyers are out of reach; the shop is closed and opened in between.
#[test]
fn an_episode_is_one_warning_and_one_all_clear() {
    let mut counter = Counter::new();
    let goods: Vec<String> = (0..9).map(|n| format!("akun-{n}")).collect();
    let goods: Vec<&str> = goods.iter().map(String::as_str).collect();
    counter.stock("Netflix 1 bulan", 50_000, &goods);
    counter.checkout(SARI, 1, 1);
    counter.away.push(SARI as i64);
    settle(&mut counter, 1);
    counter.pass(Span::minutes(3));
    counter.checkout(BUDI, 1, 1);
    counter.away.push(BUDI as i64);
    settle(&mut counter, 2);
    counter.prove();
    assert_eq!(count(&counter, WARNING), 0);
    let mut counter = counter.reopened(counter.core.store().clone());
    counter.pass(Span::minutes(3));
    assert_eq!(count(&counter, WARNING), 1);
    assert!(counter.text(ADMIN).contains("TERKIRIM: 1 pesanan"), "{}", counter.text(ADMIN));
    counter.prove();
    // Tried again in vain, and with the next order late as well: still the same incident.
    counter.say(ADMIN, "/order 1");
    counter.press(ADMIN, "Kirim Ulang");
    counter.pass(Span::hours(3));
    let mut counter = counter.reopened(counter.core.store().clone());
    assert_eq!((count(&counter, WARNING), count(&counter, ALL_CLEAR)), (1, 0));
    counter.prove();
    counter.away.clear();
    // News for the owners wait a moment for company.
    counter.say(SARI, "/start");
    counter.pass(Span::minutes(1));
    assert_eq!(count(&counter, ALL_CLEAR), 0);
    counter.say(BUDI, "/start");
    counter.pass(Span::minutes(1));
    assert_eq!(count(&counter, ALL_CLEAR), 1);
    counter.prove();
    // A new one later is a new incident.
    counter.pass(Span::hours(1));
    counter.checkout(SARI, 1, 1);
    counter.away.push(SARI as i64);
    settle(&mut counter, 3);
    counter.pass(Span::minutes(6));
    assert_eq!((count(&counter, WARNING), count(&counter, ALL_CLEAR)), (2, 1));
    counter.prove();
}

#[test]
fn a_healthy_shop_looks_seldom_and_never_warns() {
    let mut counter = Counter::new();
    let goods: Vec<String> = (0..40).map(|n| format!("akun-{n}")).collect();
    let goods: Vec<&str> = goods.iter().map(String::as_str).collect();
    counter.stock("Netflix 1 bulan", 50_000, &goods);
    let mut looks = 0;
    for sale in 1..=30 {
        counter.checkout(SARI, 1, 1);
        settle(&mut counter, sale);
        let snap = counter.core.store().snap().unwrap();
        let timers: Vec<warung::domain::timer::Timer> =
            warung::store::read::Read::all(&snap, 0, 1000).unwrap();
        let watch = |it: &&warung::domain::timer::Timer| {
            it.what == warung::domain::timer::What::Undelivered
        };
        looks = looks.max(timers.iter().filter(watch).count());
        counter.pass(Span::secs(10));
        counter.prove();
    }
    assert_eq!(looks, 1);
    counter.pass(Span::hours(2));
    counter.prove();
    assert_eq!(count(&counter, WARNING) + count(&counter, ALL_CLEAR), 0);
}

#[test]
fn a_long_list_of_the_undelivered_has_pages() {
    let mut counter = Counter::new();
    let goods: Vec<String> = (0..10).map(|n| format!("akun-{n}")).collect();
    let goods: Vec<&str> = goods.iter().map(String::as_str).collect();
    counter.stock("Netflix 1 bulan", 50_000, &goods);
    for order in 1..=9 {
        let buyer = 700 + order;
        counter.checkout(buyer, 1, 1);
        counter.away.push(buyer as i64);
        settle(&mut counter, order);
    }
    counter.say(ADMIN, "/admin");
    let first = seen(counter.press(ADMIN, "belum terkirim (9)"));
    assert!(first.contains("W-000006") && !first.contains("W-000007"), "{first}");
    let second = seen(counter.press(ADMIN, "Berikutnya"));
    assert!(second.contains("W-000007") && !second.contains("W-000006"), "{second}");
    counter.prove();
}
