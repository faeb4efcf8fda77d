//! Every tap counts once, however fast they come and however old the card is.

use warung::chat::action::{Action, CartPress, Manner};
use warung::chat::codec::encode;
use warung::chat::incoming::Said;
use warung::domain::cart::{Cart, Pick};
use warung::domain::effect::{Answer, Carrier, Outcome};
use warung::domain::id::ProductId;
use warung::domain::limit::CART_QUANTITY_MAX;
use warung::domain::message::{Keys, MessageRef};
use warung::domain::revision::Target;
use warung::domain::time::Span;
use warung::engine::clock::Clock;
use warung::engine::input::{Input, Reply};
use warung::engine::queue_entry::Word;
use warung::jobs::lines::Lines;
use warung::jobs::pace::Messages;
use warung::shop::settings::settings;
use warung::store::read::Read;
use warung::store::schema::Index;

use crate::counter::{ADMIN, BUDI, Counter, OPENED, SARI, Shown};

const NETFLIX: ProductId = ProductId(1);
const SPOTIFY: ProductId = ProductId(2);

fn open_shop() -> Counter {
    let mut counter = Counter::new();
    let units = |name: &str, count: u32| (1..=count).map(|n| format!("{name} {n}")).collect();
    for (name, price, count) in [("Netflix", 50_000, 60), ("Spotify", 20_000, 3)] {
        let units: Vec<String> = units(name, count);
        let units: Vec<&str> = units.iter().map(String::as_str).collect();
        counter.stock(name, price, &units);
    }
    counter.toasts.clear();
    counter
}

fn in_cart(counter: &Counter, person: u64, product: ProductId) -> u32 {
    let cart: Option<Cart> = counter.core.store().snap().unwrap().get(person).unwrap();
    cart.map_or(0, |cart| cart.quantity(product))
}

/// So many taps on a button as it stands, before anything is drawn anew.
fn taps(counter: &mut Counter, person: u64, label: &str, count: usize) -> Vec<Input> {
    (0..count).map(|_| counter.pressed(person, label)).collect()
}

fn tap(counter: &mut Counter, person: u64, message: i32, action: Action) {
    let data = encode(&action, Manner::Here).unwrap();
    let message = Some(MessageRef { id: message, media: false });
    let said = Said::Button { callback: "tap".into(), message, data };
    let update = counter.update(person, said);
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
}

#[test]
fn ten_taps_on_one_card_are_ten() {
    let mut counter = open_shop();
    counter.say(SARI, "1");
    let more = taps(&mut counter, SARI, "➕", 10);
    counter.try_apply(&more).unwrap();
    counter.settle();
    assert_eq!(in_cart(&counter, SARI, NETFLIX), 10);
    assert!(counter.last(SARI).screen.html.contains("Di keranjang: <b>10</b>"));
    let less = taps(&mut counter, SARI, "➖", 4);
    counter.try_apply(&less).unwrap();
    counter.settle();
    assert_eq!(in_cart(&counter, SARI, NETFLIX), 6);
    // Telegram brings the same updates once more, as after a lost answer.
    for again in [more, less] {
        let replies = counter.try_apply(&again).unwrap();
        assert!(replies.iter().all(|reply| *reply == Reply::Seen), "{replies:?}");
    }
    assert_eq!(in_cart(&counter, SARI, NETFLIX), 6);
}

#[test]
fn two_cards_of_one_product_count_together_and_round_amounts_stay_what_they_say() {
    let mut counter = open_shop();
    let old = counter.say(SARI, "1").id;
    let new = counter.say(SARI, "1").id;
    let more = Action::Cart(CartPress::Set { product: NETFLIX, pick: Pick::More });
    for card in [old, new, old, old, new] {
        tap(&mut counter, SARI, card, more.clone());
    }
    assert_eq!(in_cart(&counter, SARI, NETFLIX), 5);
    let ten = Action::Cart(CartPress::Set { product: NETFLIX, pick: Pick::Just(10) });
    for _ in 0..3 {
        tap(&mut counter, SARI, old, ten.clone());
    }
    assert_eq!(in_cart(&counter, SARI, NETFLIX), 10);
    // A card of another product counts its own.
    tap(
        &mut counter,
        SARI,
        new,
        Action::Cart(CartPress::Set { product: SPOTIFY, pick: Pick::More }),
    );
    tap(&mut counter, SARI, old, more);
    assert_eq!((in_cart(&counter, SARI, NETFLIX), in_cart(&counter, SARI, SPOTIFY)), (11, 1));
    assert_eq!(in_cart(&counter, BUDI, NETFLIX), 0);
}

#[test]
fn taps_end_at_the_stock_and_at_nothing() {
    let mut counter = open_shop();
    counter.say(SARI, "2");
    let more = taps(&mut counter, SARI, "➕", 5);
    counter.try_apply(&more).unwrap();
    counter.settle();
    assert_eq!(in_cart(&counter, SARI, SPOTIFY), 3);
    assert!(counter.toasts.iter().any(|toast| toast.contains("Stok tinggal 3")));
    let less = taps(&mut counter, SARI, "➖", 5);
    counter.toasts.clear();
    counter.try_apply(&less).unwrap();
    counter.settle();
    assert_eq!(in_cart(&counter, SARI, SPOTIFY), 0);
    let told = |words: &str| counter.toasts.iter().filter(|toast| toast.contains(words)).count();
    assert_eq!((told("Dikeluarkan"), told("belum ada di keranjang")), (1, 2));
    // Somebody else takes the last of them while the card is being tapped.
    counter.checkout(BUDI, 2, 3);
    tap(&mut counter, SARI, 1, Action::Cart(CartPress::Set { product: SPOTIFY, pick: Pick::More }));
    assert_eq!(in_cart(&counter, SARI, SPOTIFY), 0);
    assert!(counter.last(SARI).screen.html.contains("habis"));
    counter.prove();
}

#[test]
fn a_cart_that_is_full_says_so() {
    let mut counter = open_shop();
    let lines: Vec<String> = (0..=CART_QUANTITY_MAX).map(|n| format!("akun {n}")).collect();
    for some in lines.chunks(100) {
        counter.fill(&format!("1|{}", some.join("\n")));
    }
    counter.say(SARI, "1");
    let all = Pick::Just(CART_QUANTITY_MAX);
    tap(&mut counter, SARI, 1, Action::Cart(CartPress::Set { product: NETFLIX, pick: all }));
    tap(&mut counter, SARI, 1, Action::Cart(CartPress::Set { product: NETFLIX, pick: Pick::More }));
    assert_eq!(in_cart(&counter, SARI, NETFLIX), CART_QUANTITY_MAX);
    let last = counter.toasts.last().unwrap();
    assert!(last.contains("Maksimal 1.000"), "{last}");
}

#[test]
fn a_shop_at_rest_takes_things_out_and_puts_nothing_in() {
    let mut counter = open_shop();
    counter.say(SARI, "1");
    let more = Action::Cart(CartPress::Set { product: NETFLIX, pick: Pick::More });
    tap(&mut counter, SARI, 1, more.clone());
    counter.say(ADMIN, "/pause");
    tap(&mut counter, SARI, 1, more);
    assert_eq!(in_cart(&counter, SARI, NETFLIX), 1);
    tap(&mut counter, SARI, 1, Action::Cart(CartPress::Set { product: NETFLIX, pick: Pick::Less }));
    assert_eq!(in_cart(&counter, SARI, NETFLIX), 0);
}

/// A setting's button says what it makes of it: twice is once.
#[test]
fn a_setting_is_what_was_tapped_however_often() {
    let mut counter = open_shop();
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Pengaturan");
    counter.press(ADMIN, "Maks. invoice belum dibayar");
    let more = taps(&mut counter, ADMIN, "4", 3);
    counter.try_apply(&more).unwrap();
    counter.settle();
    let snap = counter.core.store().snap().unwrap();
    assert_eq!(settings(&snap).unwrap().open_invoices_max, 4);
    assert_eq!(snap.count(Index::RevisionsOf, Target::Setting(2).key()).unwrap(), 1);
    assert!(counter.last(ADMIN).screen.html.contains("Sekarang: <b>4</b>"));
}

#[test]
fn a_storm_of_taps_draws_the_card_at_the_chats_pace_and_leaves_nothing_behind() {
    let mut counter = open_shop();
    counter.say(SARI, "1");
    let storm = taps(&mut counter, SARI, "➕", 60);
    let clock = Clock::stopped(OPENED);
    let (mut lines, pace) = (Lines::default(), Messages::new(30, clock.clone()));
    let mut drawn = Vec::new();
    for tap in storm {
        for word in counter.committed(&[tap]).unwrap().words {
            match word {
                Word::Carry(slip) if slip.carrier == Carrier::Telegram => {
                    lines.put(slip, clock.tick(), clock.tick());
                }
                Word::Leave(slip) => lines.leave(&slip, clock.tick()),
                Word::Carry(_) => {}
            }
        }
        // A tap each 50 ms.
        release(&mut counter, &mut lines, &pace, &clock, &mut drawn);
        clock.advance(Span::millis(50));
    }
    clock.advance(Span::secs(2));
    release(&mut counter, &mut lines, &pace, &clock, &mut drawn);
    assert_eq!(in_cart(&counter, SARI, NETFLIX), 60);
    assert!((2..=8).contains(&drawn.len()), "{} drawings in five seconds", drawn.len());
    assert!(drawn.last().unwrap().contains("Di keranjang: <b>60</b>"), "{drawn:?}");
    assert_eq!(lines.waiting(), 0);
    assert_eq!(counter.due(), [], "rows left of overtaken drawings");
}

/// Carries what may go now. What a later drawing overwrites is never sent.
fn release(
    counter: &mut Counter,
    lines: &mut Lines,
    pace: &Messages,
    clock: &Clock,
    drawn: &mut Vec<String>,
) {
    while let Some(slip) = lines.release(pace, clock.tick()) {
        let overtaken = lines.overtaken(&slip);
        let before = counter.last(SARI).screen.html.clone();
        let outcome = match overtaken {
            true => Outcome::Done(Answer::Carried),
            false => counter.outside(slip.id).unwrap(),
        };
        let after = counter.last(SARI).screen.html.clone();
        if before != after {
            drawn.push(after);
        }
        counter.apply(Input::Carried { effect: slip.id, outcome });
        lines.end(&slip.line, None, clock.tick());
    }
}

/// What is in a person's chat, in order.
fn seen(counter: &Counter, person: u64) -> Vec<(i32, String)> {
    let told = |it: &Shown| (it.id, it.screen.html.clone());
    counter.chats[&(person as i64)].iter().map(told).collect()
}

/// The second tap on a button that answered, or asked for it, is told and moves nothing.
#[test]
fn a_second_tap_on_a_question_is_a_word_and_no_message() {
    let cases: [(&[&str], &str, &str); 4] = [
        (
            &["* Kelola Produk", "* Tambah Produk", "> Disney", "> 5000", "* Lewati"],
            "Lewati",
            "Disney",
        ),
        (
            &["* Kelola Produk", "* Tambah Produk", "> Disney", "> 5000", "* Lewati", "* Lewati"],
            "Simpan",
            "Disney",
        ),
        (&["* Kelola Produk", "* Tambah Produk", "> Disney"], "Batal", "batal"),
        (&["> /transfer 555|5000|Titip"], "Ya, Catat", "5.000"),
    ];
    for (way, label, words) in cases {
        let mut counter = open_shop();
        counter.say(SARI, "/start");
        counter.say(ADMIN, "/admin");
        for step in way {
            match step.split_at(2) {
                ("> ", text) => counter.say(ADMIN, text),
                (_, label) => counter.press(ADMIN, label),
            };
        }
        let twice = taps(&mut counter, ADMIN, label, 2);
        counter.apply(twice[0].clone());
        counter.settle();
        let (once, toasts) = (seen(&counter, ADMIN), counter.toasts.len());
        assert!(once.last().unwrap().1.contains(words), "{once:?}");
        counter.apply(twice[1].clone());
        counter.settle();
        assert_eq!(seen(&counter, ADMIN), once, "{label}");
        assert_eq!(counter.toasts.len(), toasts + 1);
        assert!(counter.toasts.last().unwrap().contains("sudah tidak berlaku"));
        counter.prove();
    }
}

/// An old question's button leaves the question that is open where it is, and open.
#[test]
fn an_old_button_leaves_the_open_question_where_it_stands() {
    let mut counter = open_shop();
    counter.say(ADMIN, "/admin");
    for label in ["Kelola Produk", "Tambah Produk"] {
        counter.press(ADMIN, label);
    }
    let old = counter.pressed(ADMIN, "Batal");
    counter.say(ADMIN, "Disney");
    let asked = seen(&counter, ADMIN);
    counter.apply(old);
    counter.settle();
    assert_eq!(seen(&counter, ADMIN), asked);
    counter.say(ADMIN, "5000");
    for label in ["Lewati", "Lewati", "Simpan"] {
        counter.press(ADMIN, label);
    }
    assert!(counter.last(ADMIN).screen.html.contains("Disney"));
    counter.prove();
}

/// Bytes that are none of ours have nothing behind them: they lead home.
#[test]
fn what_is_no_button_of_ours_leads_home() {
    let mut counter = open_shop();
    let message = Some(MessageRef { id: counter.say(SARI, "1").id, media: false });
    let said = Said::Button { callback: "tap".into(), message, data: "asing".into() };
    let update = counter.update(SARI, said);
    counter.apply(update);
    counter.settle();
    assert!(matches!(counter.last(SARI).screen.keys, Keys::Reply(_)));
}
