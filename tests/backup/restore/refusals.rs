//! What cannot be brought back is told in one sentence, and nothing is left of the try.

use std::fs;

use warung::backup::object::{About, Header, snapshot};
use warung::store::change_record::Place;
use warung::store::schema::SCHEMA;
use warung::words::format::utc;

use super::*;

/// Of the sentence, its end; one line, and the exit code.
fn says(told: (String, i32), code: i32, words: &str) {
    assert!(told.1 == code && told.0.contains(words), "{code} {words}:\n{told:?}");
    assert_eq!(told.0.trim_end().lines().count(), 1, "{}", told.0);
}

#[test]
fn a_key_that_is_not_the_shops_is_told_as_what_it_is() {
    let lost = Lost::new();
    let from = lost.from();
    let by = |lost: &Lost, key: &str| lost.refused_by(key, &["--from", &from]);
    let key = lost.code.text().to_string();
    let swapped = if &key[5..6] == "7" { "8" } else { "7" };
    let wrong = format!("{}{swapped}{}", &key[..5], &key[6..]);
    says(by(&lost, &wrong), 1, "Kelompok ke-2 salah ketik");
    says(by(&lost, "KUNCI"), 1, "28 karakter");
    let other = Code::fresh().unwrap();
    says(by(&lost, &other.text()), 1, "opens no copy of \"toko\"");
    // Its own shop lies there as well.
    let mut theirs = Shop::opened(None);
    (theirs.key, theirs.named) = (other.identity(), "lain");
    theirs.snapshot();
    let (lies, lay) = (|shop: &Shop| shop.elsewhere.path().to_owned(), theirs.named);
    fs::rename(lies(&theirs).join(lay), lies(&lost.shop).join(lay)).unwrap();
    let told = lost.refused_by(&other.text(), &["toko", "--from", &from]);
    says(told, 1, "this is the key of another shop, Toko Sari (\"lain\"), and not of \"toko\"");
    fs::remove_dir_all(lies(&lost.shop).join(lay)).unwrap();
    // A newer key was made since: what is sealed for the older one can be had, if that is wanted.
    let upto = lost.shop.names().iter().map(|name| name.at).max().unwrap();
    let fresh = Lost::new();
    for entry in fs::read_dir(lies(&fresh.shop).join(STORE)).unwrap().map(|it| it.unwrap()) {
        let into = lies(&lost.shop).join(STORE).join(entry.file_name());
        fs::rename(entry.path(), into).unwrap();
    }
    let until = format!("--until {}", utc(upto));
    says(lost.refused(&["--from", &from]), 1, &until);
    lost.comes_back(&["--until", &utc(upto)]);
}

#[test]
fn a_moment_that_cannot_be_had_is_told() {
    let lost = Lost::new();
    let from = lost.from();
    let until = |text: &str| lost.refused(&["--from", &from, "--until", text]);
    says(until("kemarin"), 64, "--until must be a moment");
    says(until("2020-01-01"), 64, "the first moment that can be brought back is");
    says(until("2999-01-01 14:00"), 64, "lies in the future");
}

#[test]
fn what_is_asked_for_and_is_not_there_is_told() {
    let lost = Lost::new();
    let from = lost.from();
    says(lost.refused(&[]), 64, "--from TARGET|folder:PATH");
    says(lost.refused(&["--from", "usb"]), 64, "there is no configuration that has it");
    says(lost.refused(&["lain", "--from", &from]), 64, "no copies of the store \"lain\"");
    let nowhere = lost.at("nowhere");
    says(lost.refused(&["--from", &format!("folder:{}", nowhere.display())]), 1, "there is no");
    fs::create_dir(&nowhere).unwrap();
    let empty = format!("folder:{}", nowhere.display());
    says(lost.refused(&["--from", &empty]), 1, "there are no copies of a shop");
    let path = lost.at("mine/toko.toml");
    private(&path, "[store]\ndata_dir = \"data\"\n[[backup]]\nname = \"usb\"\nkind = \"folder\"\n");
    let path = path.to_str().unwrap();
    says(
        lost.refused(&["--config", path, "--from", "usb"]),
        78,
        "toko.toml:3: backup.path: is missing",
    );
    says(lost.refused(&["--config", "/nowhere.toml", "--from", &from]), 78, "cannot be read");
    private(
        path.as_ref(),
        "[store]\ndata_dir = \"data\"\n[[backup]]\nname = \"usb\"\nkind = \"folder\"\npath = \"/x\"\n",
    );
    says(lost.refused(&["--config", path, "--from", "usbb"]), 64, "did you mean usb?");
    // Of several stores, one has to be named.
    let copies = lost.shop.elsewhere.path();
    fs::create_dir(copies.join("lain")).unwrap();
    let generation = fs::read_dir(copies.join(STORE)).unwrap().next().unwrap().unwrap();
    let other = copies.join("lain").join(generation.file_name());
    fs::create_dir(&other).unwrap();
    for file in fs::read_dir(generation.path()).unwrap().map(|it| it.unwrap()) {
        fs::copy(file.path(), other.join(file.file_name())).unwrap();
    }
    says(lost.refused(&["--from", &from]), 64, "which store? there are: lain, toko");
    // It is another's than its name says.
    says(lost.refused(&["lain", "--from", &from]), 1, "it is of the store \"toko\"");
    lost.comes_back(&["toko"]);
}

#[test]
fn what_is_left_of_a_shop_stays() {
    let lost = Lost::new();
    let from = lost.from();
    private(&lost.at(DATA).join("schema"), "7\n");
    says(lost.refused(&["--from", &from]), 78, "may be newer than its copies");
    fs::remove_file(lost.at(DATA).join("schema")).unwrap();
    private(&lost.at(DATA).join("store"), "lain\n");
    says(lost.refused(&["--from", &from]), 78, "is of the store \"lain\"");
    // One that was killed when all was done but its clearing up.
    fs::remove_file(lost.at(DATA).join("store")).unwrap();
    lost.comes_back(&[]);
    let work = lost.at("var/lib/warung/toko.restoring");
    private(&work.join("work/kit/telegram_token"), TOKEN);
    let output = lost.restore(&["--from", &from]);
    assert!(output.status.code() == Some(78) && !work.exists(), "{}", told(&output));
}

#[test]
fn a_copy_of_a_newer_warung_says_so() {
    let lost = Lost::new();
    let shop = &lost.shop;
    let snap = shop.store().snap().unwrap();
    let place = Place { layout: SCHEMA + 1, ..shop.store().place(&snap) };
    let about = About { store: STORE, shop: SHOP, at: shop.counter.now.after(Span::secs(1)) };
    let header = Header::snapshot(&about, &place);
    let contents = snapshot::Contents { header, kit: &shop.kit, snap: &snap };
    let recipients = [shop.key.recipient()];
    snapshot::keep(shop.elsewhere.path(), &recipients, &contents, &mut |_| true).unwrap();
    let words = format!("it was written by a newer warung (layout {}, this one", SCHEMA + 1);
    says(lost.refused(&["--from", &lost.from()]), 79, &words);
}
