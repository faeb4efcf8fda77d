//! Every screen and every question there is, as people see them: one file for each area and
//! language in `tests/gallery/snapshots`.
//!
//! A change of words or buttons shows there as what it is. After one that is meant,
//! `INSTA_UPDATE=always cargo test gallery` writes the files anew; read `git diff` before they
//! are committed. Without it a picture that is missing or another one fails, and what would be
//! new lies beside the old as `.snap.new`, which git ignores.
//!
//! Each is drawn for everybody whom it may concern (the staff by their roles; a buyer with orders,
//! one without, and somebody of the staff), and once for all to whom it looks the same.

pub mod every;
pub mod restored;
pub mod shop;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use insta::Settings;
use warung::chat::turn::Turn;
use warung::chat::{conversation, screens};
use warung::domain::customer::Customer;
use warung::domain::id::CustomerId;
use warung::domain::message::{Button, Keys, Media, Press, Screen};
use warung::domain::refusal::Refusal;
use warung::domain::shop::{Language, Shop};
use warung::domain::staff::Role;
use warung::domain::text::shorten;
use warung::shop::context::{Ctx, Done, Stop};
use warung::store::read::Read;
use warung::words::{Dictionary, Words};

use crate::counter::{Counter, SARI};
use every::{Asked, area_of_place, area_of_wizard, places, wizards};
use shop::{TINA, member, seeded, seeded_shop};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gallery/snapshots");
/// As much of a place's own name as is told in one line.
const NAME_CHARS: usize = 80;
const LANGUAGES: [&str; 2] = ["id", "en"];

#[test]
fn every_screen_and_question_is_as_it_is_in_the_gallery() {
    let gallery = Gallery { counter: seeded(), shop: seeded_shop() };
    let mut drawn: BTreeMap<String, String> = BTreeMap::new();
    for language in LANGUAGES {
        for (area, picture) in gallery.pictures(language) {
            let page = drawn.entry(format!("{area}.{language}")).or_default();
            page.push_str(&picture);
        }
    }
    let names: BTreeSet<String> = drawn.keys().map(|name| format!("{name}.snap")).collect();
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(FOLDER);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    // All that differ are told, not only the first.
    let differs = |(name, page): (String, String)| {
        let held = || settings.bind(|| insta::assert_snapshot!(name.as_str(), page));
        catch_unwind(AssertUnwindSafe(held)).is_err().then(|| name.clone())
    };
    let other: Vec<String> = drawn.into_iter().filter_map(differs).collect();
    assert!(other.is_empty(), "other pictures than in the gallery: {other:?}");
    let hung = std::fs::read_dir(FOLDER).unwrap();
    let hung = hung.map(|file| file.unwrap().file_name().into_string().unwrap());
    let hung: BTreeSet<String> = hung.filter(|name| name.ends_with(".snap")).collect();
    assert_eq!(hung, names, "a file of an area or a language that is no more");
}

struct Gallery {
    counter: Counter,
    shop: Shop,
}

impl Gallery {
    /// All of a language, with their areas.
    fn pictures(&self, language: &str) -> Vec<(&'static str, String)> {
        let dictionary: &Dictionary = self.counter.core.dictionary();
        let spoken = Language::parse(language).expect("a language");
        let w = dictionary.words(Some(spoken), self.shop.language);
        let batch = self.counter.core.store().batch().unwrap();
        let ctx = Ctx::new(batch.begin([1; 32]), self.counter.now, &self.shop, true);
        let draw_place = |person, place: &_| {
            let known: Customer = ctx.tx.need(person)?;
            let customer = Customer { chosen: Some(spoken), ..known };
            let (pressed, album, formatted, preview) = (None, None, false, false);
            let (words, html) = (w, None);
            let turn =
                Turn { customer, words, dictionary, pressed, album, formatted, html, preview };
            screens::screen(place, &ctx, &turn)
        };
        let mut all = Vec::new();
        for place in places(&self.counter) {
            let draw = |person| draw_place(person, &place);
            let name = shorten(&format!("{place:?}"), NAME_CHARS);
            let picture = framed(&name, place.needs().is_some(), draw, w);
            all.push((area_of_place(&place), picture));
        }
        for Asked(name, wizard) in wizards(&self.counter, w) {
            let draw = |person| conversation::ask(&wizard, &ctx, CustomerId(person), w);
            let picture = framed(&name, wizard.needs().is_some(), draw, w);
            all.push((area_of_wizard(&wizard), picture));
        }
        all
    }
}

/// A picture with its name, once for all to whom it looks the same.
fn framed(name: &str, staff: bool, draw: impl Fn(u64) -> Done<Screen>, w: Words) -> String {
    let viewers: Vec<(String, u64)> = match staff {
        true => {
            Role::ALL.into_iter().rev().map(|role| (role.as_str().into(), member(role))).collect()
        }
        false => vec![
            ("a buyer".into(), SARI),
            ("somebody new".into(), TINA),
            ("one of the staff".into(), member(Role::Admin)),
        ],
    };
    let mut seen: Vec<(String, Vec<String>)> = Vec::new();
    for (viewer, person) in viewers {
        let picture = match draw(person) {
            Ok(screen) => drawn(&screen),
            // Who may see it is held elsewhere.
            Err(Stop::Refused(Refusal::NoRight)) => continue,
            Err(Stop::Refused(refusal)) => format!("(refused) {}\n", w.refusal(&refusal)),
            Err(Stop::Fault(fault)) => panic!("{name}: {fault}"),
        };
        match seen.iter_mut().find(|(known, _)| *known == picture) {
            Some((_, viewers)) => viewers.push(viewer),
            None => seen.push((picture, vec![viewer])),
        }
    }
    let mut framed = String::new();
    for (picture, viewers) in seen {
        writeln!(framed, "──── {name} · {}\n{picture}", viewers.join(", ")).unwrap();
    }
    framed
}

fn drawn(screen: &Screen) -> String {
    let mut picture = String::new();
    match &screen.media {
        Media::None => {}
        Media::Qr(qr) => {
            let words = [&qr.shop, &qr.order, &qr.total, &qr.until].map(String::as_str);
            writeln!(picture, "(QR: {})", words.join(" / ")).unwrap();
        }
        Media::Picture(id) => writeln!(picture, "(picture {})", id.0).unwrap(),
        Media::File { name, bytes } => {
            writeln!(picture, "(file {name}, {} bytes)", bytes.len()).unwrap();
        }
        Media::Sent(sent) => writeln!(picture, "({:?} {})", sent.kind, sent.file).unwrap(),
        Media::Kept(id) => writeln!(picture, "(kept file {})", id.0).unwrap(),
        Media::Report(report) => writeln!(picture, "(report {report:?})").unwrap(),
    }
    writeln!(picture, "{}", screen.html).unwrap();
    let button = |button: &Button| match &button.does {
        Press::Data(_) => format!("[{}]", button.label),
        Press::Url(url) => format!("[{} → {url}]", button.label),
    };
    let key = |label: &String| format!("⌨[{label}]");
    let rows: Vec<Vec<String>> = match &screen.keys {
        Keys::None => Vec::new(),
        Keys::Inline(rows) => rows.iter().map(|row| row.iter().map(button).collect()).collect(),
        Keys::Reply(rows) | Keys::Staying(rows) => {
            rows.iter().map(|row| row.iter().map(key).collect()).collect()
        }
    };
    for row in rows {
        writeln!(picture, "{}", row.join(" ")).unwrap();
    }
    picture
}
