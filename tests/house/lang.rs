//! The build refuses what a translator gets wrong, and says where and why.

#[path = "../../build/catalogue.rs"]
mod catalogue;
#[path = "../../build/door.rs"]
mod door;
#[path = "../../build/reading.rs"]
mod reading;

use catalogue::{Catalogue, Fault, Source};
// What the build includes of the shop.
use warung::domain::{limit, wording};
use warung::words::{placeholder, template};

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
fn what_the_seller_may_write_anew_is_in_the_files_with_what_it_must_have() {
    let (id, en) = (file("id"), file("en"));
    let bare = |text: &str| text.split_once('\n').unwrap().1.to_owned();
    let catalogue = read(&[("id", &bare(&id)), ("en", &bare(&en))]).unwrap();
    assert_eq!(door::strangers(&catalogue), [""; 0]);
    let catalogue = read(&[("id", "cart-total = Total"), ("en", "cart-total = Total")]).unwrap();
    let told = door::strangers(&catalogue);
    assert!(told.contains(&"cart-total has no $total".to_owned()), "{told:?}");
    assert!(told.contains(&"there is no text help-order".to_owned()), "{told:?}");
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

fn door(indonesian: &str) -> String {
    door::write(&read(&[("id", indonesian)]).unwrap())
}

/// Whoever renames a placeholder hears of it from the compiler, or changes nothing.
#[test]
fn a_renamed_placeholder_never_shuffles_values() {
    let counts = |name: &str| door(&format!("counts = {{ $paid }} {{ ${name} }}"));
    for (name, other) in [("users", "orders"), ("orders", "users")] {
        let door = counts(name);
        for line in [
            "pub struct Counts {".to_owned(),
            format!("        pub {name}: u64,\n"),
            "pub fn counts(&self, it: args::Counts) -> String {".to_owned(),
            format!(".count(\"{name}\", it.{name})"),
            format!("{name}: sample.count"),
        ] {
            assert!(door.contains(&line), "{line}\n{door}");
        }
        assert!(!door.contains(other), "a field of the old name compiles no more\n{door}");
    }
    let borrowed = door("said = { $name } { $reason } { $admin } { $rows } { $price }");
    for line in [
        "pub struct Said<'a> {\n        pub name: &'a str,\n        pub price: Rupiah,\n        \
         pub reason: &'a str,\n        pub rows: Html<'a>,\n    }",
        "pub fn said(&self, it: args::Said<'_>) -> String {",
        ".text(\"name\", it.name).money(\"price\", it.price).text(\"reason\", it.reason)",
    ] {
        assert!(borrowed.contains(line), "{line}\n{borrowed}");
    }
    // Of different types each has a place that no other fits into, whatever its name.
    for (text, parameters) in [
        ("a = { $name } { $price }", "name: &str, price: Rupiah"),
        ("a = { $amount } { $name }", "amount: Rupiah, name: &str"),
        ("a = { $name } { $rows }", "name: &str, rows: Html<'_>"),
        ("a = { $name } { $admin }", "name: &str"),
    ] {
        let door = door(text);
        assert!(door.contains(&format!("pub fn a(&self, {parameters}) -> String {{")), "{door}");
    }
}

#[test]
fn no_text_takes_two_values_of_one_type_by_position() {
    let files = ["id", "en"].map(|code| Source { language: code.to_owned(), text: file(code) });
    let door = door::write(&catalogue::read(&files).unwrap());
    let mut functions = 0;
    for line in door.lines().filter(|line| line.contains("(&self, ")) {
        let inside = line.split_once("(&self, ").and_then(|(_, rest)| rest.split_once(") ->"));
        let parameters = inside.unwrap().0.split(", ");
        let mut types: Vec<&str> = parameters.map(|it| it.split_once(": ").unwrap().1).collect();
        let all = types.len();
        types.sort_unstable();
        types.dedup();
        assert_eq!(types.len(), all, "{line}");
        functions += 1;
    }
    assert!(functions > 300, "{functions}");
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
        ("a = { $nmae }", "$nmae is not in src/words/placeholder.rs"),
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

/// Signs that phones draw in one colour unless U+FE0F follows them, as ranges of Unicode's list of
/// emoji whose own form is text.
const TEXT_BY_THEMSELVES: &[(u32, u32)] = &[
    (0xa9, 0xa9),
    (0xae, 0xae),
    (0x203c, 0x203c),
    (0x2049, 0x2049),
    (0x2122, 0x2122),
    (0x2139, 0x2139),
    (0x2194, 0x2199),
    (0x21a9, 0x21aa),
    (0x2328, 0x2328),
    (0x23cf, 0x23cf),
    (0x23ed, 0x23ef),
    (0x23f1, 0x23f2),
    (0x23f8, 0x23fa),
    (0x24c2, 0x24c2),
    (0x25aa, 0x25ab),
    (0x25b6, 0x25b6),
    (0x25c0, 0x25c0),
    (0x25fb, 0x25fc),
    (0x2600, 0x2604),
    (0x260e, 0x260e),
    (0x2611, 0x2611),
    (0x2618, 0x2618),
    (0x261d, 0x261d),
    (0x2620, 0x2620),
    (0x2622, 0x2623),
    (0x2626, 0x2626),
    (0x262a, 0x262a),
    (0x262e, 0x262f),
    (0x2638, 0x263a),
    (0x2640, 0x2640),
    (0x2642, 0x2642),
    (0x265f, 0x2660),
    (0x2663, 0x2663),
    (0x2665, 0x2666),
    (0x2668, 0x2668),
    (0x267b, 0x267b),
    (0x267e, 0x267e),
    (0x2692, 0x2692),
    (0x2694, 0x2697),
    (0x2699, 0x2699),
    (0x269b, 0x269c),
    (0x26a0, 0x26a0),
    (0x26a7, 0x26a7),
    (0x26b0, 0x26b1),
    (0x26c8, 0x26c8),
    (0x26cf, 0x26cf),
    (0x26d1, 0x26d1),
    (0x26d3, 0x26d3),
    (0x26e9, 0x26e9),
    (0x26f0, 0x26f1),
    (0x26f4, 0x26f4),
    (0x26f7, 0x26f9),
    (0x2702, 0x2702),
    (0x2708, 0x2709),
    (0x270c, 0x270d),
    (0x270f, 0x270f),
    (0x2712, 0x2712),
    (0x2714, 0x2714),
    (0x2716, 0x2716),
    (0x271d, 0x271d),
    (0x2721, 0x2721),
    (0x2733, 0x2734),
    (0x2744, 0x2744),
    (0x2747, 0x2747),
    (0x2763, 0x2764),
    (0x27a1, 0x27a1),
    (0x2934, 0x2935),
    (0x2b05, 0x2b07),
    (0x3030, 0x3030),
    (0x303d, 0x303d),
    (0x3297, 0x3297),
    (0x3299, 0x3299),
    (0x1f170, 0x1f171),
    (0x1f17e, 0x1f17f),
    (0x1f202, 0x1f202),
    (0x1f237, 0x1f237),
    (0x1f321, 0x1f321),
    (0x1f324, 0x1f32c),
    (0x1f336, 0x1f336),
    (0x1f37d, 0x1f37d),
    (0x1f396, 0x1f397),
    (0x1f399, 0x1f39b),
    (0x1f39e, 0x1f39f),
    (0x1f3cb, 0x1f3ce),
    (0x1f3d4, 0x1f3df),
    (0x1f3f3, 0x1f3f3),
    (0x1f3f5, 0x1f3f5),
    (0x1f3f7, 0x1f3f7),
    (0x1f43f, 0x1f43f),
    (0x1f441, 0x1f441),
    (0x1f4fd, 0x1f4fd),
    (0x1f549, 0x1f54a),
    (0x1f56f, 0x1f570),
    (0x1f573, 0x1f579),
    (0x1f587, 0x1f587),
    (0x1f58a, 0x1f58d),
    (0x1f590, 0x1f590),
    (0x1f5a5, 0x1f5a5),
    (0x1f5a8, 0x1f5a8),
    (0x1f5b1, 0x1f5b2),
    (0x1f5bc, 0x1f5bc),
    (0x1f5c2, 0x1f5c4),
    (0x1f5d1, 0x1f5d3),
    (0x1f5dc, 0x1f5de),
    (0x1f5e1, 0x1f5e1),
    (0x1f5e3, 0x1f5e3),
    (0x1f5e8, 0x1f5e8),
    (0x1f5ef, 0x1f5ef),
    (0x1f5f3, 0x1f5f3),
    (0x1f5fa, 0x1f5fa),
    (0x1f6cb, 0x1f6cb),
    (0x1f6cd, 0x1f6cf),
    (0x1f6e0, 0x1f6e5),
    (0x1f6e9, 0x1f6e9),
    (0x1f6f0, 0x1f6f0),
    (0x1f6f3, 0x1f6f3),
];

fn file(language: &str) -> String {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join(format!("lang/{language}.ftl"))).unwrap()
}

#[test]
fn emoji_are_drawn_in_colour_everywhere() {
    for language in ["id", "en"] {
        let mut bare = Vec::new();
        for line in file(language).lines() {
            let signs: Vec<char> = line.chars().collect();
            for (at, sign) in signs.iter().enumerate() {
                let code = u32::from(*sign);
                let text = TEXT_BY_THEMSELVES.iter().any(|(a, b)| (*a..=*b).contains(&code));
                if text && signs.get(at + 1) != Some(&'\u{fe0f}') {
                    bare.push(format!("{language}: {line}"));
                }
            }
        }
        assert!(bare.is_empty(), "\n{}", bare.join("\n"));
    }
}

/// What others call people. "Kak" and "Kakak" are this shop's.
const NOT_KAKAK: &[&str] = &[
    "kamu", "anda", "kalian", "kau", "engkau", "dikau", "bapak", "pak", "ibu", "bu", "mas", "mbak",
    "bang", "om", "bunda", "sis", "gan", "agan", "min", "bro", "bos", "lu", "lo", "elo", "loe",
];
/// What hangs on such a word: "Andalah".
const HUNG_ON: &[&str] = &["lah", "kah", "pun", "nya"];
/// Words that end as "pesananmu" does and are nobody's.
const ENDS_IN_MU: &[&str] = &["bertemu", "bumbu", "ilmu", "jamu", "ketemu", "semu", "tamu", "temu"];

/// The words of an Indonesian line that call people other than this shop does.
fn not_kakak(line: &str) -> Vec<&str> {
    let other = |word: &&str| {
        let lower = word.to_lowercase();
        let hung = HUNG_ON.iter().filter_map(|end| lower.strip_suffix(end));
        let called = hung.chain([&*lower]).any(|stem| NOT_KAKAK.contains(&stem));
        let theirs = lower.ends_with("mu") && !ENDS_IN_MU.contains(&&*lower);
        called || theirs || ["kak", "kakak"].contains(word)
    };
    line.split(|sign: char| !sign.is_alphanumeric()).filter(other).collect()
}

#[test]
fn everybody_is_kakak() {
    let text = file("id");
    // The words that people may type are theirs.
    let ours = |line: &&str| !line.starts_with('#') && !line.starts_with("plain-said-");
    let lines = text.lines().filter(ours).map(|line| (line, not_kakak(line)));
    let found: Vec<_> = lines.filter(|(_, words)| !words.is_empty()).collect();
    assert!(found.is_empty(), "{found:#?}");
    assert!(text.contains("Kakak"));
    for (line, words) in [
        ("Pesanan Anda, kamu!", &["Anda", "kamu"][..]),
        ("Andalah; kamu-kamu; Kalian", &["Andalah", "kamu", "kamu", "Kalian"]),
        ("pesananmu, saldomu", &["pesananmu", "saldomu"]),
        ("untuk kakak", &["kakak"]),
        ("Kak, pesanan Kakak: panda, pandan, beranda, andalan, kamus, kalau, tamu, minum", &[]),
    ] {
        assert_eq!(not_kakak(line), words, "{line}");
    }
}

/// One way to speak to people, and the words that people use themselves.
#[test]
fn indonesian_is_as_a_good_shop_writes_it() {
    let forbidden = [
        // Calques, and words of programs.
        "terbaca sebagai",
        "yang terbaca",
        "paling sedikit",
        "paling banyak",
        "direfund",
        "cabut",
        "dicabut",
        "dihormati",
        "melompat",
        "menyerah",
        "disisihkan",
        "masukan yang",
        "mesin ini",
        "semua janji",
        "jelajahi",
        "kata-kata terakhir",
        "nomor kejadian",
        "pihak kami",
        "tanpa biaya layanan",
        "belum kami mengerti",
        "berhenti menerima pesanan baru",
        "pindai",
        "dompet",
        "rahasia webhook",
        "turunkan produk",
        "dipesan {",
        "} huruf",
        "sudah lama.",
        "belum bukti",
    ];
    let text = file("id");
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let lower = line.to_lowercase();
        let words: Vec<&str> =
            lower.split(|sign: char| !sign.is_alphanumeric() && sign != '-').collect();
        for bad in forbidden {
            // Single words by themselves: "panda" is not "anda".
            let single = bad.chars().all(char::is_alphanumeric);
            let there = match single {
                true => {
                    words.iter().any(|word| *word == bad || word.starts_with(&format!("{bad}-")))
                }
                false => lower.contains(bad),
            };
            if there && !line.starts_with('#') {
                found.push(format!("{}: {bad}: {line}", at + 1));
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
