//! Files, each sold once, and one for everybody.

use warung::chat::action::{BatchPress, Manner, OrderPress, StockPress, UnitPress};
use warung::chat::codec;
use warung::chat::incoming::Said;
use warung::chat::staff::product::KindPick;
use warung::domain::batch::Doing;
use warung::domain::effect::{Answer as Done, Effect, Never, Outcome, Task};
use warung::domain::file::{File, FilePiece, Stage};
use warung::domain::id::{BatchId, EffectId, FileId, OrderId, ProductId, UnitId};
use warung::domain::limit::{FILE_ATTEMPTS_MAX, FILE_BYTES_MAX, FILE_PIECE_BYTES};
use warung::domain::message::{Media, Want};
use warung::domain::stock::Fate;
use warung::domain::time::Span;
use warung::engine::input::{Input, Reply};
use warung::shop::file::load;
use warung::store::read::Read;

use super::{bought, of, offers, said};
use crate::counter::{ADMIN, BUDI, Counter, OPENED, SARI};
use crate::gallery::shop::press;

const PRODUCT: ProductId = ProductId(1);

/// Sends a file for whatever is asked.
pub fn sends(counter: &mut Counter, name: &str, bytes: &[u8]) {
    let file = format!("file of {name}");
    counter.files.insert(file.clone(), bytes.to_vec());
    let (name, caption, bytes) = (name.to_owned(), String::new(), bytes.len() as u64);
    let update = counter.update(ADMIN, Said::Document { file, name, mime: None, bytes, caption });
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
}

/// The same, and nothing is fetched yet.
fn sends_unfetched(counter: &mut Counter, name: &str) {
    let (file, caption) = (format!("file of {name}"), String::new());
    counter.files.insert(file.clone(), name.repeat(9).into_bytes());
    let name = name.to_owned();
    let update =
        counter.update(ADMIN, Said::Document { file, name, mime: None, bytes: 9, caption });
    assert_eq!(counter.apply(update), Reply::Done);
}

fn press_unsettled(counter: &mut Counter, action: StockPress) {
    let data = codec::encode(&action.into(), Manner::Here).unwrap();
    let said = Said::Button { callback: "press".into(), message: None, data };
    let update = counter.update(ADMIN, said);
    assert_eq!(counter.apply(update), Reply::Done);
}

/// What is to be fetched now.
fn fetches(counter: &Counter) -> Vec<EffectId> {
    let snap = counter.core.store().snap().unwrap();
    let mut due = counter.due();
    due.retain(|id| {
        let effect: Effect = snap.need(id.0).unwrap();
        matches!(effect.task, Task::Fetch { .. })
    });
    due.sort_unstable();
    due
}

pub fn kept(counter: &Counter) -> Vec<File> {
    counter.core.store().snap().unwrap().all(0, 99).unwrap()
}

fn pieces(counter: &Counter) -> usize {
    counter.core.store().snap().unwrap().all::<FilePiece>(0, 999).unwrap().len()
}

/// The bytes of the file that a message carries.
fn carried(counter: &Counter, person: u64) -> Option<(String, Vec<u8>)> {
    let Media::Kept(id) = counter.last(person).screen.media else { return None };
    let snap = counter.core.store().snap().unwrap();
    load(&snap, id, Want::Bytes).unwrap().map(|(name, image)| (name, image.bytes))
}

/// Two files on the shelf, one of them of several pieces.
fn shop() -> (Counter, Vec<u8>) {
    let mut counter = of(KindPick::File);
    let large: Vec<u8> = (0..FILE_PIECE_BYTES as u32 * 2 + 7).map(|at| (at % 251) as u8).collect();
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    sends(&mut counter, "satu.pdf", &large);
    sends(&mut counter, "dua.pdf", b"%PDF dua");
    assert!(counter.units().is_empty(), "nothing is on the shelf before they say so");
    assert!(said(&counter).contains("2 berkas"), "{}", said(&counter));
    counter.press(ADMIN, "✅ Masukkan (2)");
    counter.prove();
    (counter, large)
}

#[test]
fn each_file_is_sold_once_to_the_byte() {
    let (mut counter, large) = shop();
    assert_eq!(counter.units().len(), 2);
    bought(&mut counter, SARI, 1, 1);
    assert_eq!(carried(&counter, SARI), Some(("satu.pdf".into(), large)));
    bought(&mut counter, BUDI, 2, 1);
    assert_eq!(carried(&counter, BUDI), Some(("dua.pdf".into(), b"%PDF dua".to_vec())));
    counter.say(SARI, "1");
    assert!(!counter.shows(SARI, "⚡ Beli Sekarang"));
    press(&mut counter, SARI, OrderPress::GoodsAgain(OrderId(1)));
    assert!(matches!(counter.last(SARI).screen.media, Media::Kept(_)));
    counter.prove();
}

#[test]
fn a_second_tap_takes_nothing_in_twice() {
    let (mut counter, _) = shop();
    press(&mut counter, ADMIN, StockPress::TakeFiles(PRODUCT));
    assert!(said(&counter).contains("Tidak ada berkas"), "{}", said(&counter));
    assert_eq!(counter.units().len(), 2);
    // The same file is known by what is in it, whatever it is called.
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    sends(&mut counter, "nama lain.pdf", b"%PDF dua");
    assert!(said(&counter).contains("sudah ada"), "{}", said(&counter));
    assert_eq!(kept(&counter).len(), 2);
    bought(&mut counter, SARI, 1, 2);
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    sends(&mut counter, "terjual.pdf", b"%PDF dua");
    assert!(said(&counter).contains("sudah ada"), "{}", said(&counter));
    counter.prove();
}

#[test]
fn what_is_not_wanted_leaves_nothing_behind() {
    let (mut counter, _) = shop();
    let before = (kept(&counter).len(), pieces(&counter));
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    sends(&mut counter, "tiga.pdf", b"%PDF tiga");
    assert_eq!(kept(&counter).len(), 3);
    counter.press(ADMIN, "🗑️ Buang Semua");
    assert_eq!((kept(&counter).len(), pieces(&counter)), before);
    // A unit that is removed takes its file along, and so does a batch that is taken back.
    press(&mut counter, ADMIN, UnitPress::Remove(UnitId(1)));
    assert_eq!((kept(&counter).len(), pieces(&counter)), (1, 1));
    counter.prove();
    let (batch, doing) = (BatchId(1), Doing::TakeBack);
    press(&mut counter, ADMIN, BatchPress::Do { batch, doing, seen: 1 });
    counter.pass(Span::secs(5));
    assert_eq!((kept(&counter).len(), pieces(&counter)), (0, 0));
    counter.prove();
}

#[test]
fn what_waits_has_a_life_and_a_bound() {
    let mut counter = of(KindPick::File);
    counter.apply(Input::Opened);
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    sends(&mut counter, "lama.pdf", b"%PDF lama");
    assert!(matches!(kept(&counter)[0].stage, Stage::Waiting { .. }));
    let (file, name, caption) = ("besar".into(), "besar.zip".into(), String::new());
    let bytes = FILE_BYTES_MAX as u64 + 1;
    let update = counter.update(ADMIN, Said::Document { file, name, mime: None, bytes, caption });
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
    assert!(said(&counter).contains("20"), "{}", said(&counter));
    for nth in 0..25 {
        sends(&mut counter, &format!("{nth}.pdf"), format!("%PDF {nth}").as_bytes());
    }
    assert_eq!(kept(&counter).len(), 20);
    assert!(said(&counter).contains("20 berkas"), "{}", said(&counter));
    for _ in 0..4 {
        counter.pass(Span::hours(24));
    }
    assert_eq!((kept(&counter).len(), pieces(&counter)), (0, 0));
    let told = counter.text(ADMIN).matches("20 berkas untuk Panduan sudah dibuang").count();
    assert_eq!(told, 1, "{}", counter.text(ADMIN));
    counter.prove();
}

#[test]
fn one_that_is_lost_holds_up_no_other() {
    let mut counter = of(KindPick::File);
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    sends_unfetched(&mut counter, "hilang.pdf");
    sends_unfetched(&mut counter, "ada.pdf");
    let [fetch] = fetches(&counter)[..] else { panic!("one is fetched at a time") };
    let outcome = Outcome::Never(Never::Refused("file is gone".into()));
    counter.apply(Input::Carried { effect: fetch, outcome });
    counter.settle();
    assert!(counter.text(ADMIN).contains("tidak bisa diambil"), "{}", counter.text(ADMIN));
    let [file] = &kept(&counter)[..] else { panic!("{:?}", kept(&counter)) };
    assert_eq!(file.name, "ada.pdf");
    assert!(matches!(file.stage, Stage::Waiting { .. }));
    counter.prove();
}

/// The last of them is lost, or known: those before it are looked at all the same.
#[test]
fn files_that_wait_are_looked_at_whatever_becomes_of_the_last() {
    let (mut counter, _) = shop();
    for (last, told) in [("hilang.pdf", "tidak bisa diambil"), ("dua.pdf", "sudah ada")] {
        press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
        sends_unfetched(&mut counter, &format!("sebelum {last}"));
        sends_unfetched(&mut counter, last);
        counter.files.insert("file of dua.pdf".into(), b"%PDF dua".to_vec());
        let first = fetches(&counter)[0];
        let bytes = last.as_bytes().to_vec();
        let outcome = Outcome::Done(Done::File(bytes));
        counter.apply(Input::Carried { effect: first, outcome });
        if last == "hilang.pdf" {
            let outcome = Outcome::Never(Never::Refused("file is gone".into()));
            counter.apply(Input::Carried { effect: fetches(&counter)[0], outcome });
        }
        counter.settle();
        let text = said(&counter);
        assert!(text.contains(told) && text.contains("1 berkas untuk Panduan"), "{text}");
        // They are found again on the cards, too.
        press(&mut counter, ADMIN, StockPress::Of(PRODUCT));
        assert!(offers(&counter, "📋 Daftar Berkas (2)") && !offers(&counter, "Unit"));
        counter.press(ADMIN, "📋 Daftar Berkas");
        assert!(said(&counter).contains("2 berkas siap jual"), "{}", said(&counter));
        assert!(counter.shows(ADMIN, "dua.pdf · #2"), "{}", said(&counter));
        counter.press(ADMIN, "📁 1 berkas menunggu");
        assert!(said(&counter).contains("1 berkas untuk Panduan"), "{}", said(&counter));
        press(&mut counter, ADMIN, StockPress::Pick { page: 0 });
        counter.press(ADMIN, "📁 1 menunggu · Panduan");
        counter.press(ADMIN, "🗑️ Buang Semua");
        counter.prove();
    }
    press(&mut counter, ADMIN, StockPress::Of(PRODUCT));
    assert!(!offers(&counter, "menunggu"));
}

/// Two answers to one fetch: neither takes away what the other brought.
#[test]
fn a_later_answer_takes_away_nothing_that_is_here() {
    let mut counter = of(KindPick::File);
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    sends_unfetched(&mut counter, "satu.pdf");
    let [first] = fetches(&counter)[..] else { panic!("{:?}", counter.due()) };
    press_unsettled(&mut counter, StockPress::DropFiles(PRODUCT));
    press_unsettled(&mut counter, StockPress::Fill(PRODUCT));
    sends_unfetched(&mut counter, "dua.pdf");
    // The first is gone: the second is fetched by its own wish, and once more behind it.
    let gone = Outcome::Never(Never::Refused("file is gone".into()));
    counter.apply(Input::Carried { effect: first, outcome: gone.clone() });
    let all = fetches(&counter);
    assert_eq!(all.len(), 2, "{all:?}");
    counter.apply(Input::Carried {
        effect: all[0],
        outcome: Outcome::Done(Done::File(b"%PDF dua".to_vec())),
    });
    counter.apply(Input::Carried { effect: all[1], outcome: gone });
    counter.settle();
    press(&mut counter, ADMIN, StockPress::TakeFiles(PRODUCT));
    assert_eq!(counter.units().len(), 1, "{}", counter.text(ADMIN));
    counter.prove();
    bought(&mut counter, SARI, 1, 1);
    assert_eq!(carried(&counter, SARI), Some(("dua.pdf".into(), b"%PDF dua".to_vec())));
}

/// Whatever has become of the fetching of one, the others still come: at night it is taken up again.
#[test]
fn a_fetching_that_has_stopped_goes_on_at_night() {
    let mut counter = of(KindPick::File);
    counter.apply(Input::Opened);
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    for name in ["satu.pdf", "dua.pdf"] {
        sends_unfetched(&mut counter, name);
    }
    let [fetch] = fetches(&counter)[..] else { panic!("one is fetched at a time") };
    lose_effect(&counter, fetch);
    counter.settle();
    let wanted = |file: &File| matches!(file.stage, Stage::Wanted { .. });
    assert_eq!(kept(&counter).iter().filter(|it| wanted(it)).count(), 2, "nobody brings them");
    counter.pass(Span::hours(24));
    assert_eq!(kept(&counter).iter().filter(|it| wanted(it)).count(), 0, "{:?}", kept(&counter));
    counter.press(ADMIN, "✅ Masukkan (2)");
    assert_eq!(counter.units().len(), 2);
    counter.prove();
}

/// What was to be carried outside is gone, as a row is that cannot be read.
fn lose_effect(counter: &Counter, effect: EffectId) {
    let store = counter.core.store();
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([9; 32]);
    tx.remove::<Effect>(effect.0).unwrap();
    let gone = tx.finish();
    batch.keep(gone);
    store.commit(batch, OPENED).unwrap();
}

/// Six tries, and the next one's turn has come.
#[test]
fn one_that_telegram_never_brings_does_not_hold_up_the_others_for_days() {
    let mut counter = of(KindPick::File);
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    sends_unfetched(&mut counter, "lambat.pdf");
    sends_unfetched(&mut counter, "ada.pdf");
    let [slow] = fetches(&counter)[..] else { panic!("{:?}", counter.due()) };
    let begun = counter.now;
    for _ in 0..FILE_ATTEMPTS_MAX {
        let outcome = Outcome::Later { after: None, why: "busy".into() };
        counter.apply(Input::Carried { effect: slow, outcome });
        while !fetches(&counter).contains(&slow) && kept(&counter).len() > 1 {
            counter.now = counter.now.after(Span::minutes(1));
        }
    }
    assert!(begun.after(Span::hours(1)) > counter.now);
    counter.settle();
    assert!(counter.text(ADMIN).contains("tidak bisa diambil"), "{}", counter.text(ADMIN));
    let [file] = &kept(&counter)[..] else { panic!("{:?}", kept(&counter)) };
    assert_eq!(file.name, "ada.pdf");
    counter.prove();
}

#[test]
fn a_photo_or_words_are_no_file() {
    let mut counter = of(KindPick::File);
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    counter.say(ADMIN, "satu");
    assert!(said(&counter).contains("Kirim berkasnya"), "{}", said(&counter));
    let photo = Said::Photo { file: "foto".into(), caption: String::new() };
    let update = counter.update(ADMIN, photo);
    counter.apply(update);
    counter.settle();
    assert!(said(&counter).contains("bukan sebagai foto"), "{}", said(&counter));
    assert!(kept(&counter).is_empty());
    counter.prove();
}

#[test]
fn one_file_for_everybody_is_replaced_by_another() {
    let mut counter = of(KindPick::Shared);
    counter.apply(Input::Opened);
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    sends(&mut counter, "v1.pdf", b"%PDF v1");
    counter.press(ADMIN, "✅ Simpan");
    for (order, person) in [(1, SARI), (2, BUDI)] {
        bought(&mut counter, person, order, 1);
        assert_eq!(carried(&counter, person), Some(("v1.pdf".into(), b"%PDF v1".to_vec())));
    }
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    sends(&mut counter, "v2.pdf", b"%PDF v2");
    counter.press(ADMIN, "✅ Simpan");
    // Messages that are under way still have the one before in them; after some nights it goes.
    let stages: Vec<Stage> = kept(&counter).iter().map(|file| file.stage).collect();
    assert!(matches!(stages[..], [Stage::Replaced { .. }, Stage::Kept]), "{stages:?}");
    counter.prove();
    for _ in 0..4 {
        counter.pass(Span::hours(24));
    }
    assert_eq!(kept(&counter).len(), 1);
    press(&mut counter, SARI, OrderPress::GoodsAgain(OrderId(1)));
    assert_eq!(carried(&counter, SARI), Some(("v2.pdf".into(), b"%PDF v2".to_vec())));
    let shared = counter.units().into_iter().filter(|unit| unit.fate == Fate::Shared);
    assert_eq!(shared.map(|unit| unit.file).collect::<Vec<_>>(), [Some(FileId(2))]);
    counter.prove();
}
