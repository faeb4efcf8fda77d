//! What is handed over or shared is looked at first, exactly as its buyer gets it.

use warung::chat::action::{ProductPress, StockPress, TodoPress};
use warung::chat::incoming::Said;
use warung::chat::staff::product::KindPick;
use warung::domain::file::{File, Stage};
use warung::domain::id::{FileId, OrderId, ProductId};
use warung::domain::message::{Media, Want};
use warung::domain::order::Goods;
use warung::domain::time::Span;
use warung::engine::input::{Input, Reply};
use warung::shop::file::load;
use warung::store::read::Read;

use super::{bought, fill, goods, of, said};
use crate::counter::{ADMIN, BUDI, Counter, SARI};
use crate::gallery::shop::press;

const PRODUCT: ProductId = ProductId(1);

/// A job that waits, and the question of what is handed over.
fn job() -> Counter {
    let mut counter = of(KindPick::Manual);
    counter.apply(Input::Opened);
    bought(&mut counter, SARI, 1, 1);
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    counter
}

fn document(counter: &mut Counter, name: &str) -> Said {
    let file = format!("file of {name}");
    counter.files.insert(file.clone(), format!("%PDF {name}").into_bytes());
    Said::Document { file, name: name.into(), mime: None, bytes: 10, caption: String::new() }
}

fn hears(counter: &mut Counter, said: Said) {
    let update = counter.update(ADMIN, said);
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
}

/// Several documents in one album.
fn album(counter: &mut Counter, names: &[&str]) {
    for name in names {
        let one = Box::new(document(counter, name));
        let update = counter.update(ADMIN, Said::OfAlbum { group: "album".into(), one });
        assert_eq!(counter.apply(update), Reply::Done);
    }
    counter.settle();
}

fn kept(counter: &Counter) -> Vec<File> {
    counter.core.store().snap().unwrap().all(0, 99).unwrap()
}

/// The file that somebody's last message carries.
fn carried(counter: &Counter, person: u64) -> Option<(String, Vec<u8>)> {
    let Media::Kept(id) = counter.last(person).screen.media else { return None };
    let snap = counter.core.store().snap().unwrap();
    load(&snap, id, Want::Bytes).unwrap().map(|(name, image)| (name, image.bytes))
}

#[test]
fn a_file_is_looked_at_before_its_buyer_gets_it_and_once() {
    let mut counter = job();
    let hasil = document(&mut counter, "hasil.pdf");
    hears(&mut counter, hasil);
    assert!(said(&counter).contains("Ini yang diterima pembeli"), "{}", said(&counter));
    let looked = carried(&counter, ADMIN);
    assert_eq!(looked, Some(("hasil.pdf".into(), b"%PDF hasil.pdf".to_vec())));
    assert_eq!((goods(&counter, 1), carried(&counter, SARI)), (Goods::ByHand, None));
    // Nobody else decides about it.
    press(&mut counter, BUDI, TodoPress::HandOver(FileId(1)));
    assert_eq!(goods(&counter, 1), Goods::ByHand);
    let tap = counter.pressed(ADMIN, "✅ Serahkan");
    let again = counter.pressed(ADMIN, "✅ Serahkan");
    for tap in [tap, again] {
        assert_eq!(counter.apply(tap), Reply::Done);
    }
    counter.settle();
    assert!(matches!(goods(&counter, 1), Goods::Delivered { .. }), "{}", counter.text(ADMIN));
    assert_eq!(carried(&counter, SARI), looked);
    assert_eq!(counter.text(SARI).matches("📁 <b>Panduan</b>").count(), 1);
    counter.prove();
}

#[test]
fn one_that_is_not_wanted_leaves_the_job_as_it_was() {
    let mut counter = job();
    let salah = document(&mut counter, "salah.pdf");
    hears(&mut counter, salah);
    counter.press(ADMIN, "❌ Batal");
    assert!(counter.shows(ADMIN, "✅ Tandai Selesai"), "{}", said(&counter));
    assert!(kept(&counter).is_empty());
    assert_eq!((goods(&counter, 1), carried(&counter, SARI)), (Goods::ByHand, None));
    counter.prove();
}

#[test]
fn a_photo_is_handed_over_as_a_file() {
    let mut counter = job();
    counter.files.insert("bukti".into(), b"\xff\xd8\xff bukti".to_vec());
    hears(&mut counter, Said::Photo { file: "bukti".into(), caption: String::new() });
    // Telegram sends no photo as a document by the photo's name.
    assert!(kept(&counter).iter().all(|file| file.telegram.as_deref() != Some("bukti")));
    counter.press(ADMIN, "✅ Serahkan");
    let photo = Some(("foto.jpg".into(), b"\xff\xd8\xff bukti".to_vec()));
    assert_eq!(carried(&counter, SARI), photo);
    counter.prove();
}

#[test]
fn of_an_album_one_is_taken_and_the_others_are_told_of() {
    let mut counter = job();
    album(&mut counter, &["satu.pdf", "dua.pdf", "tiga.pdf"]);
    assert_eq!(counter.text(ADMIN).matches("Cukup satu berkas").count(), 1);
    let [file] = &kept(&counter)[..] else { panic!("{:?}", kept(&counter)) };
    assert_eq!(file.name, "satu.pdf");
    assert_eq!(goods(&counter, 1), Goods::ByHand);
    // It is found again on the job's card, however far up its message is.
    press(&mut counter, ADMIN, TodoPress::Card { order: OrderId(1), product: PRODUCT });
    counter.press(ADMIN, "📁 satu.pdf");
    counter.press(ADMIN, "✅ Serahkan");
    assert!(matches!(goods(&counter, 1), Goods::Delivered { .. }));
    counter.prove();
}

#[test]
fn of_two_that_were_sent_the_other_goes_with_the_job() {
    let mut counter = job();
    for name in ["satu.pdf", "dua.pdf"] {
        let one = document(&mut counter, name);
        hears(&mut counter, one);
    }
    counter.press(ADMIN, "✅ Serahkan");
    assert_eq!(carried(&counter, SARI).map(|it| it.0), Some("dua.pdf".into()));
    assert_eq!(kept(&counter).len(), 1);
    press(&mut counter, ADMIN, TodoPress::HandOver(FileId(1)));
    assert!(said(&counter).contains("Tidak ada berkas"), "{}", said(&counter));
    counter.prove();
}

/// Somebody else has finished it meanwhile: the file is not kept for nothing.
#[test]
fn a_job_that_is_over_takes_no_file() {
    let mut counter = job();
    let hasil = document(&mut counter, "hasil.pdf");
    hears(&mut counter, hasil);
    let late = counter.pressed(ADMIN, "✅ Serahkan");
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    counter.say(ADMIN, "kode: 9");
    counter.press(ADMIN, "✅ Serahkan");
    counter.apply(late);
    counter.settle();
    let told = counter.toasts.join("\n") + &counter.text(ADMIN);
    assert!(told.contains("Tidak ada berkas yang menunggu"), "{told}");
    assert!(kept(&counter).is_empty());
    assert_eq!(carried(&counter, SARI), None);
    counter.prove();
}

#[test]
fn nothing_handed_over_is_asked_once_more() {
    let mut counter = job();
    counter.press(ADMIN, "✅ Selesai, tidak ada yang dikirim");
    assert!(said(&counter).contains("tidak bisa diurungkan"), "{}", said(&counter));
    assert_eq!(goods(&counter, 1), Goods::ByHand);
    counter.press(ADMIN, "❌ Batal");
    assert_eq!(goods(&counter, 1), Goods::ByHand);
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    counter.press(ADMIN, "✅ Selesai, tidak ada yang dikirim");
    // There is something after all.
    counter.say(ADMIN, "kode: 5");
    counter.press(ADMIN, "✅ Serahkan");
    assert!(counter.text(SARI).contains("<code>kode: 5</code>"), "{}", counter.text(SARI));
    counter.prove();
}

/// What Telegram would not bring to the byte goes as a file, and is looked at as one.
#[test]
fn a_text_is_looked_at_as_it_arrives() {
    let mut counter = job();
    counter.say(ADMIN, "kode\u{200b}9");
    let Media::File { bytes, .. } = &counter.last(ADMIN).screen.media else {
        panic!("{}", said(&counter))
    };
    let looked = String::from_utf8(bytes.clone()).unwrap();
    counter.press(ADMIN, "✅ Serahkan");
    let Media::File { bytes, .. } = &counter.last(SARI).screen.media else {
        panic!("{}", counter.text(SARI))
    };
    assert_eq!(String::from_utf8(bytes.clone()).unwrap(), looked);
    counter.prove();
}

#[test]
fn a_shared_text_takes_effect_when_it_was_looked_at() {
    let mut counter = of(KindPick::Shared);
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    counter.say(ADMIN, "sandi: <satu>");
    assert!(said(&counter).contains("<code>sandi: &lt;satu&gt;</code>"), "{}", said(&counter));
    assert!(counter.units().is_empty());
    // Another takes its place, and what is no such text is told as ever.
    counter.say(ADMIN, "/addstock x\n/del 1");
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    counter.say(ADMIN, "sandi: dua");
    counter.say(ADMIN, "sandi: tiga");
    counter.press(ADMIN, "❌ Batal");
    assert!(counter.units().is_empty());
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    counter.say(ADMIN, "sandi: dua");
    counter.say(ADMIN, "sandi: tiga");
    counter.press(ADMIN, "✅ Simpan");
    assert_eq!(counter.units()[0].content, "sandi: tiga");
    bought(&mut counter, SARI, 1, 1);
    assert!(counter.text(SARI).contains("<code>sandi: tiga</code>"));
}

#[test]
fn a_shared_file_takes_effect_when_it_was_looked_at() {
    let mut counter = of(KindPick::Shared);
    fill(&mut counter, "teks lama");
    bought(&mut counter, SARI, 1, 1);
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    album(&mut counter, &["panduan.pdf", "lain.pdf"]);
    assert_eq!(kept(&counter).len(), 1);
    assert!(matches!(kept(&counter)[0].stage, Stage::Looked { .. }));
    bought(&mut counter, BUDI, 2, 1);
    assert!(counter.text(BUDI).contains("teks lama"));
    press(&mut counter, ADMIN, StockPress::Of(PRODUCT));
    counter.press(ADMIN, "📁 panduan.pdf");
    counter.press(ADMIN, "✅ Simpan");
    assert!(said(&counter).contains("tersimpan"), "{}", said(&counter));
    bought(&mut counter, SARI, 3, 1);
    assert_eq!(carried(&counter, SARI).map(|it| it.0), Some("panduan.pdf".into()));
}

#[test]
fn files_that_nobody_decided_about_are_told_of_once_when_they_go() {
    let mut counter = job();
    let hasil = document(&mut counter, "hasil.pdf");
    hears(&mut counter, hasil);
    for _ in 0..4 {
        counter.pass(Span::hours(24));
    }
    assert!(kept(&counter).is_empty());
    let text = counter.text(ADMIN);
    let told = text.matches("1 berkas untuk W-000001 (Panduan) sudah dibuang").count();
    assert_eq!(told, 1, "{text}");
    counter.prove();
}

/// A file waits for the shelf, the same is handed over, and only then it would be put there.
#[test]
fn a_file_that_was_given_away_while_it_waited_is_not_sold() {
    let mut counter = job();
    counter.say(ADMIN, "/batal");
    counter.say(ADMIN, "/add -|Panduan 2|-|10000|-");
    let files = ProductId(2);
    press(&mut counter, ADMIN, ProductPress::SetKind(files, KindPick::File));
    press(&mut counter, ADMIN, StockPress::Fill(files));
    let sent = document(&mut counter, "sama");
    hears(&mut counter, sent.clone());
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    hears(&mut counter, sent);
    counter.press(ADMIN, "✅ Serahkan");
    assert!(matches!(goods(&counter, 1), Goods::Delivered { .. }), "{}", counter.text(ADMIN));
    press(&mut counter, ADMIN, StockPress::TakeFiles(files));
    assert!(said(&counter).contains("sudah ada"), "{}", said(&counter));
    assert!(counter.units().iter().all(|unit| unit.product != files));
    counter.prove();
}

/// The same bytes by another name, for one product's stock and for everybody.
#[test]
fn a_file_in_stock_is_not_given_to_everybody() {
    let mut counter = of(KindPick::Shared);
    counter.say(ADMIN, "/add -|Panduan 2|-|10000|-");
    let files = ProductId(2);
    press(&mut counter, ADMIN, ProductPress::SetKind(files, KindPick::File));
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    let sent = document(&mut counter, "sama");
    hears(&mut counter, sent.clone());
    let share = counter.pressed(ADMIN, "✅ Simpan");
    press(&mut counter, ADMIN, StockPress::Fill(files));
    let Said::Document { file, mime, bytes, caption, .. } = sent else { panic!() };
    hears(&mut counter, Said::Document { file, name: "lain.pdf".into(), mime, bytes, caption });
    press(&mut counter, ADMIN, StockPress::TakeFiles(files));
    assert_eq!(counter.units().len(), 1, "{}", counter.text(ADMIN));
    counter.apply(share);
    counter.settle();
    assert_eq!(counter.units().len(), 1, "{}", counter.text(ADMIN));
    counter.prove();
}

/// Each line of what is handed over may lie in stock by itself.
#[test]
fn lines_that_are_in_stock_are_not_handed_over_together() {
    let mut counter = job();
    counter.say(ADMIN, "/batal");
    counter.stock("Netflix", 50_000, &["a@x|1", "b@x|2"]);
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    counter.say(ADMIN, "Akunnya:\na@x|1\nb@x|2");
    counter.press(ADMIN, "✅ Serahkan");
    assert!(said(&counter).contains("masih ada di stok"), "{}", said(&counter));
    assert_eq!(goods(&counter, 1), Goods::ByHand);
    counter.prove();
}

/// Photos that came for a job which ended by a text are nobody's any more.
#[test]
fn what_was_sent_for_a_job_goes_with_it() {
    let mut counter = job();
    let sent = document(&mut counter, "bukti");
    hears(&mut counter, sent);
    assert_eq!(kept(&counter).len(), 1);
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    counter.say(ADMIN, "kode: 12");
    counter.press(ADMIN, "✅ Serahkan");
    assert!(matches!(goods(&counter, 1), Goods::Delivered { .. }), "{}", counter.text(ADMIN));
    assert_eq!(kept(&counter).len(), 0);
    counter.prove();
}

/// What is typed takes the place of a file that was sent before: an old button gives nothing away.
#[test]
fn a_text_takes_the_place_of_a_file() {
    let mut counter = job();
    let sent = document(&mut counter, "salah");
    hears(&mut counter, sent);
    let old = counter.pressed(ADMIN, "✅ Serahkan");
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    counter.say(ADMIN, "kode: 12");
    counter.apply(old);
    counter.settle();
    assert_eq!(goods(&counter, 1), Goods::ByHand, "{}", counter.text(SARI));
    press(&mut counter, ADMIN, TodoPress::Finish { order: OrderId(1), product: PRODUCT });
    counter.say(ADMIN, "kode: 12");
    counter.press(ADMIN, "✅ Serahkan");
    assert!(counter.text(SARI).contains("kode: 12"), "{}", counter.text(SARI));
    assert_eq!(kept(&counter).len(), 0);
    counter.prove();
}

#[test]
fn a_file_that_is_handed_over_says_what_it_is() {
    let mut counter = job();
    let sent = document(&mut counter, "hasil");
    hears(&mut counter, sent);
    counter.press(ADMIN, "✅ Serahkan");
    let caption = counter.last(SARI).screen.html.clone();
    assert!(caption.contains("sudah dikerjakan"), "{caption}");
    counter.prove();
}
