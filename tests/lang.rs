//! The build refuses what a translator gets wrong, and says where and why.

#[path = "../build/catalogue.rs"]
mod catalogue;
#[path = "../build/door.rs"]
mod door;
#[path = "../src/words/markup.rs"]
mod markup;
#[path = "../build/placeholder.rs"]
mod placeholder;
#[path = "../build/reading.rs"]
mod reading;

use catalogue::{Catalogue, Fault, Source};

fn read(files: &[(&str, &str)]) -> Result<Catalogue, Vec<Fault>> {
    let named = |(language, text): &(&str, &str)| Source {
        language: (*language).to_owned(),
        text: format!("language-name = {language}\n{text}"),
    };
    catalogue::read(&files.iter().map(named).collect::<Vec<_>>())
}

/// The faults of a shop with one text in Indonesian, and another for it in English.
fn faults(indonesian: &str, english: &str) -> Vec<String> {
    let read = read(&[("id", indonesian), ("en", english)]);
    read.err().unwrap_or_default().iter().map(Fault::to_string).collect()
}

#[test]
fn a_sound_catalogue_becomes_a_typed_door() {
    let id = "key-my-orders = 🧾 Pesanan\nhello = <b>{ $name }</b>: { $price }, { key-my-orders }\n\
              ask = Tanya { $admin }";
    let catalogue = read(&[("en", id), ("id", id)]).unwrap();
    assert_eq!(catalogue.languages, ["id", "en"]);
    let door = door::write(&catalogue);
    for line in [
        "/// <b>{name}</b>: {price}, {key-my-orders}",
        "pub fn hello(&self, name: &str, price: Rupiah) -> String {",
        "self.message(\"hello\").text(\"name\", name).money(\"price\", price).done()",
        "self.plain(\"key-my-orders\").done()",
        "pub fn ask(&self) -> String {",
        "self.message(\"ask\").admin(\"admin\").done()",
        "Key::MyOrders => self.key_my_orders(),",
    ] {
        assert!(door.contains(line), "{line}\n{door}");
    }
}

#[test]
fn languages_must_be_alike() {
    let en = "en.ftl";
    for (id_text, en_text, fault) in [
        ("a = x\nb = y", "a = x", format!("lang/{en}: b: is missing")),
        ("a = x", "a = x\nb = y", format!("lang/{en}: b: is not in id.ftl")),
        (
            "a = { $name } { $price }",
            "a = { $name }",
            format!("lang/{en}: a: has the placeholders [$name] instead of [$name $price]"),
        ),
    ] {
        assert_eq!(faults(id_text, en_text), [fault]);
    }
    let nameless = Source { language: "id".into(), text: "a = x\nlanguage-name = x".into() };
    let nameless = catalogue::read(&[nameless]).unwrap_err();
    assert_eq!(nameless[0].to_string(), "lang/id.ftl: language-name: must be the first line");
    let baseless = read(&[("en", "")]).unwrap_err();
    assert!(baseless.iter().any(|fault| fault.to_string().contains("id.ftl")));
    assert!(read(&[("id", ""), ("indonesia", "")]).is_err());
}

#[test]
fn one_text_may_be_wrong_in_many_ways() {
    for (text, reason) in [
        ("a = { $nmae }", "$nmae is not in build/placeholder.rs"),
        ("a = { $name", "line 2: "),
        ("a = x\na = y", "stands there twice"),
        ("a = <b>x", "<b> is never closed"),
        ("a = <b>x</i>", "</i> closes <b>"),
        ("a = x</b>", "</b> closes nothing"),
        ("a = <h1>x</h1>", "Telegram does not know <h1>"),
        ("a = <b class=\"x\">x</b>", "wrong attributes"),
        ("a = <a>x</a>", "wrong attributes"),
        ("a = x < y", "a tag is not closed"),
        ("a = x > y", "write &gt;"),
        ("a = x & y", "write &amp;"),
        ("button-a = <b>x</b>", "markup in a plain text"),
        ("key-a = a & b", "markup in a plain text"),
        ("toast-a = { $lines }", "$lines is HTML, and this text is plain"),
        ("a = { $name ->\n    [one] x\n   *[other] y\n }", "may choose only by a count"),
        ("a = { $count ->\n    [one] <b>x\n   *[other] y\n }", "<b> is never closed"),
        ("a = { b }", "quotes b, which is no text"),
        ("a = { b }\nb = { a }", "quotes a, which is no text"),
        ("a = { b }\nb = { $name }", "quotes b, which is no text"),
        ("button-a = { b }\nb = <b>x</b>", "is plain and quotes b"),
        ("a = { NUMBER($count) }", "functions, terms and attributes"),
        ("-a = x", "terms are not used here"),
        ("a = x\n    .b = y", "attributes are not used here"),
    ] {
        let found = faults(text, text);
        assert!(found.iter().any(|fault| fault.contains(reason)), "{text}: {found:?}");
    }
}

/// A text that no screen shows is a promise nobody keeps.
#[test]
fn no_text_is_left_over() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                sources.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let texts = std::fs::read_to_string(root.join("lang/id.ftl")).unwrap();
    let quoted = |key: &str| texts.contains(&format!("{{ {key} }}"));
    let keys = texts.lines().filter_map(|line| line.split_once(" =").map(|(key, _)| key));
    let left: Vec<&str> = keys
        .filter(|key| key.starts_with(|sign: char| sign.is_ascii_lowercase()))
        // The keyboard and the calendar are named by their numbers and labels.
        .filter(|key| !key.starts_with("key-") && !key.starts_with("month-"))
        .filter(|key| !quoted(key))
        .filter(|key| !sources.contains(&format!(".{}(", key.replace('-', "_"))))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
