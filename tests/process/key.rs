//! The recovery key as sellers and scripts make and test it: shown once, typed back, and nowhere
//! on the server afterwards.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use warung::backup::age::Writer;
use warung::backup::recovery::{Code, Kept, machine};

use crate::setup::machine::{Machine, run, told};
use crate::setup::terminal::Terminal;
use crate::skip::skip;

const DATA: &str = "var/lib/warung/toko";
const CONFIG: &str = "etc/warung/toko.toml";

fn machine() -> Machine {
    let machine = Machine::new();
    machine.store("toko", 1);
    machine
}

fn kept(machine: &Machine) -> Kept {
    Kept::read(&machine.at(DATA)).unwrap().unwrap()
}

/// A key that stands in what was shown, if there is one.
pub fn key_in(shown: &str) -> Option<String> {
    let whole = |word: &str| Code::parse(word).is_ok_and(|code| *code.text() == *word);
    shown.split_whitespace().find(|word| whole(word)).map(str::to_owned)
}

/// The number of the group that is asked for.
fn asked(shown: &str) -> Option<usize> {
    Some(question(shown)?.1)
}

/// The same with the question's beginning, in whichever language.
fn question(shown: &str) -> Option<(&'static str, usize)> {
    let words = [("Ketik kelompok ke-", " dari kertas: "), ("Type group ", " from your paper: ")];
    words.into_iter().find_map(|(before, behind)| {
        let (group, _) = shown.split_once(before)?.1.split_once(behind)?;
        Some((before, group.parse().ok()?))
    })
}

/// Reads the key that setup shows at its end, and types two groups back.
pub fn kept_on_paper(at: &mut Terminal) -> String {
    let key = at.reads("a key", key_in);
    for _ in 0..2 {
        let (words, group) = at.reads("a group's number", question);
        at.answers(words, key.split('-').nth(group - 1).unwrap());
    }
    key
}

/// Types two groups back, each wrongly at first.
fn confirm(at: &mut Terminal, key: &str) {
    for _ in 0..2 {
        let group = at.reads("a group's number", asked);
        let sign = &key.split('-').nth(group - 1).unwrap()[..1];
        let wrong = if sign == "7" { "8888" } else { "7777" };
        at.answers("Ketik kelompok", wrong).sees(&format!("Kelompok ke-{group} bukan itu"));
        let typed = key.split('-').nth(group - 1).unwrap().to_lowercase();
        at.answers("Ketik kelompok", &typed);
    }
}

fn new(machine: &Machine, arguments: &[&str]) -> Output {
    let mut command = machine.command(&["key", "new"]);
    command.args(arguments);
    run(command, "")
}

/// `key test`, with this on its standard input.
fn test(machine: &Machine, key: &str) -> Output {
    run(machine.command(&["key", "test", "--key-file", "-"]), &format!("{key}\n"))
}

fn made(machine: &Machine) -> String {
    let output = new(machine, &["--yes"]);
    assert!(output.status.success() && output.stderr.is_empty(), "{}", told(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    let key = text.strip_suffix('\n').unwrap();
    assert_eq!(key_in(key).as_deref(), Some(key));
    key.to_owned()
}

/// `check` of this store: the state of its key, and the exit code.
fn checked(machine: &Machine) -> (String, Option<i32>) {
    let output = run(machine.command(&["check", "--json"]), "");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let lines = report["checks"].as_array().unwrap();
    let line = lines.iter().find(|line| line["check"] == "recovery").unwrap();
    let remedy = line["remedy"].as_str().unwrap_or("-");
    (format!("{} {remedy}", line["state"].as_str().unwrap()), output.status.code())
}

/// Nothing on the machine has the key, however it is written, nor what it is made into.
fn is_nowhere(folder: &Path, key: &str) {
    let identity = Code::parse(key).unwrap().identity();
    let secrets = [key.to_owned(), key.replace('-', ""), identity.text().to_string()];
    let mut folders = vec![folder.to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).to_uppercase();
            assert!(!secrets.iter().any(|it| text.contains(it)), "{}", path.display());
        }
    }
    assert!(files > 3);
}

#[test]
fn a_seller_makes_a_key_and_types_two_groups_back() {
    let machine = machine();
    let none = "warn make one and keep it on paper: warung key new toko";
    assert_eq!(checked(&machine), (none.into(), Some(0)));
    let mut at = Terminal::start(machine.command(&["key", "new", "toko"]));
    at.sees("Kunci pemulihan Toko Sari");
    let key = at.reads("a key", key_in);
    let unconfirmed = "warn type it off its paper: warung key test toko; \
                       lost? warung key new toko";
    at.reads("a group's number", asked);
    assert_eq!(checked(&machine), (unconfirmed.into(), Some(0)));
    confirm(&mut at, &key);
    let (code, shown) = at.ends();
    assert!(code == 0 && shown.contains("sudah dikonfirmasi"), "{shown}");
    assert!(shown.contains("█████"), "no QR: {shown}");
    assert_eq!(checked(&machine), ("ok -".into(), Some(0)));
    is_nowhere(machine.root(), &key);
    assert_eq!(machine.mode(&format!("{DATA}/recovery")), 0o600);
    let identity = Code::parse(&key).unwrap().identity();
    assert_eq!(kept(&machine).recipient, identity.recipient());
}

#[test]
fn another_key_is_asked_about_and_counts_when_it_is_typed() {
    let machine = machine();
    let old = made(&machine);
    let before = kept(&machine);
    let mut at = Terminal::start(machine.command(&["key", "new"]));
    at.sees("sudah punya kunci pemulihan").answers("Buat kunci baru?", "");
    let (code, shown) = at.ends();
    assert!(code == 64 && shown.contains("tidak ada yang diubah"), "{shown}");
    assert_eq!((kept(&machine), key_in(&shown)), (before, None));

    let mut at = Terminal::start(machine.command(&["key", "new"]));
    at.answers("Buat kunci baru?", "y");
    let new = at.reads("a key", key_in);
    for _ in 0..10 {
        at.answers("Ketik kelompok", "");
    }
    let (code, shown) = at.ends();
    assert!(code == 64 && shown.contains("belum dikonfirmasi"), "{shown}");
    assert!(shown.contains("warung key test toko") && !shown.contains("tidak ada yang diubah"));
    assert_eq!(kept(&machine).confirmed, None);

    let mut at = Terminal::start(machine.command(&["key", "test"]));
    let mistyped = format!("{}{}", if new.starts_with('7') { "8" } else { "7" }, &new[1..]);
    at.answers("Kunci pemulihan, 28 karakter", &mistyped).sees("Kelompok ke-1 salah ketik");
    at.answers("Kunci pemulihan, 28 karakter", &new.to_lowercase());
    let (code, shown) = at.ends();
    assert!(code == 0 && shown.contains("✓ Benar"), "{shown}");
    assert_eq!(key_in(&shown.to_uppercase()), None, "{shown}");
    let confirmed = kept(&machine);
    assert!(confirmed.confirmed.is_some());
    // Once is enough.
    assert_eq!(test(&machine, &new).status.code(), Some(0));
    assert_eq!(kept(&machine), confirmed);
    let foreign = test(&machine, &old);
    assert_eq!(foreign.status.code(), Some(1));
    assert!(told(&foreign).contains("kertas lama toko ini"), "{}", told(&foreign));
}

#[test]
fn a_script_is_told_the_key_alone_and_what_is_wrong_with_one() {
    let machine = machine();
    let none = test(&machine, "");
    assert!(none.status.code() == Some(1) && told(&none).contains("warung key new toko"));
    let config = machine.at(CONFIG);
    let key = made(&machine);
    // Of a thousand keys one is right as well with its first two groups swapped.
    let (other, swapped) = loop {
        let by_config = new(&machine, &["--yes", "--config", config.to_str().unwrap()]);
        let other = key_in(&String::from_utf8(by_config.stdout).unwrap()).unwrap();
        let groups: Vec<&str> = other.split('-').collect();
        let swapped = [&groups[1..2], &groups[..1], &groups[2..]].concat().join("-");
        if Code::parse(&swapped).is_err() {
            break (other, swapped);
        }
    };
    assert_ne!(key, other);
    assert_eq!(kept(&machine).confirmed, None);
    let flipped = |at: usize| {
        let sign = if other[at..].starts_with('7') { "8" } else { "7" };
        format!("{}{sign}{}", &other[..at], &other[at + 1..])
    };
    for (typed, words) in [
        (flipped(7), "Kelompok ke-2 salah ketik"),
        (flipped(33), "Kelompok ke-7 salah ketik"),
        (swapped, "dua kelompok tertukar"),
        (format!("{}U{}", &other[..12], &other[13..]), "Kelompok ke-3 berisi karakter"),
        (other[..33].to_owned(), "Kelompok ke-7 punya 3 karakter"),
        (other[..29].to_owned(), "yang diketik 24"),
        (String::new(), "yang diketik 0"),
        (key.clone(), "bukan kunci Toko Sari"),
    ] {
        let output = test(&machine, &typed);
        assert_eq!(output.status.code(), Some(1), "{typed}: {}", told(&output));
        assert!(told(&output).contains(words), "{typed}: {}", told(&output));
        assert!(typed.is_empty() || !told(&output).contains(&typed), "{}", told(&output));
    }
    let file = machine.at("kertas");
    fs::write(&file, other.replace('-', "\n").to_lowercase()).unwrap();
    let command = ["key", "test", "toko", "--key-file", file.to_str().unwrap()];
    let right = run(machine.command(&command), "");
    assert!(right.status.success() && told(&right).contains("✓ Benar"), "{}", told(&right));
    assert!(kept(&machine).confirmed.is_some());
    fs::remove_file(&file).unwrap();
    assert_eq!(run(machine.command(&command), "").status.code(), Some(78));
    assert_eq!(run(machine.command(&["key", "test"]), "").status.code(), Some(1));
    is_nowhere(machine.root(), &other);
}

#[test]
fn the_sheet_brings_a_copy_back_without_warung() {
    let machine = machine();
    let english = machine.read(CONFIG).replace("language = \"id\"", "language = \"en\"");
    fs::write(machine.at(CONFIG), english).unwrap();
    let sheet = machine.at("sheet.txt");
    let path = sheet.to_str().unwrap();
    let mut at = Terminal::start(machine.command(&["key", "new", "--sheet", path]));
    at.sees("The recovery key of Toko Sari");
    let key = at.reads("a key", key_in);
    at.sees("A page to print").sees("Type group").types("\x04");
    let (code, shown) = at.ends();
    assert!(code == 1 && shown.contains("not confirmed yet"), "{shown}");
    assert_eq!(machine.mode("sheet.txt"), 0o600);
    let text = machine.read("sheet.txt");
    assert!(text.starts_with("RECOVERY SHEET: Toko Sari\n"), "{text}");
    assert_eq!(scanned(&text), key);
    // Paper of old copies perhaps: it is not written over, and no key is made.
    let before = kept(&machine);
    let again = new(&machine, &["--yes", "--sheet", path]);
    assert!(again.status.code() == Some(64) && again.stdout.is_empty(), "{}", told(&again));
    assert_eq!((kept(&machine), machine.read("sheet.txt")), (before, text.clone()));
    let nowhere = new(&machine, &["--yes", "--sheet", "/nowhere/sheet.txt"]);
    assert!(nowhere.status.code() == Some(78) && nowhere.stdout.is_empty());
    assert_eq!(kept(&machine), before);

    if !crate::age::is_here() {
        return;
    }
    if Command::new("python3").arg("--version").output().is_err() {
        return skip("python3 is not installed; this needs it: apt install python3");
    }
    let copy = machine.at("FILE.age");
    let mut writer = Writer::new(fs::File::create(copy).unwrap(), &[before.recipient]).unwrap();
    std::io::Write::write_all(&mut writer, b"seluruh toko").unwrap();
    writer.finish().unwrap();
    let (_, recipe) = text.split_once("    python3 ").unwrap();
    let (line, recipe) = recipe.split_once("\n\n").unwrap();
    let rows = recipe.lines().map(|row| row.strip_prefix("    ").unwrap());
    fs::write(machine.at("key.py"), rows.collect::<Vec<_>>().join("\n")).unwrap();
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("python3 {line}")).current_dir(machine.root());
    let output = run(command, &format!("{}\n", key.to_lowercase()));
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(machine.read("FILE"), "seluruh toko");
    let secret = Code::parse(&key).unwrap().identity().text().to_string();
    assert_eq!(machine.read("key.txt"), format!("{secret}\n"));
}

/// What a phone reads off the printed sheet.
fn scanned(sheet: &str) -> String {
    let rows: Vec<Vec<char>> = sheet
        .lines()
        .map(|line| line.chars().collect())
        .filter(|row: &Vec<char>| row.iter().all(|sign| " █▀▄".contains(*sign)))
        .collect();
    const DOTS: usize = 4;
    let side = rows.iter().map(Vec::len).max().unwrap() + 8;
    let dark = |row: usize, column: usize| {
        let sign = rows.get(row / 2).and_then(|signs| signs.get(column)).unwrap_or(&' ');
        matches!((sign, row % 2), ('█', _) | ('▀', 0) | ('▄', 1))
    };
    let height = rows.len() * 2;
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(side * DOTS, height * DOTS, |x, y| {
            if dark(y / DOTS, x / DOTS) { 0 } else { u8::MAX }
        });
    image.detect_grids()[0].decode().unwrap().1
}

#[test]
fn a_key_lies_with_the_shops_own_files_and_nowhere_else() {
    let machine = machine();
    let data = machine.at(DATA);
    if is_roots(&data) {
        chown(&data, Some(65534), Some(65534)).unwrap();
        made(&machine);
        let facts = fs::metadata(data.join("recovery")).unwrap();
        assert_eq!((facts.uid(), facts.gid()), (65534, 65534));
        chown(&data, Some(0), Some(0)).unwrap();
    }
    // In the folder of another store.
    fs::write(data.join("store"), "lain\n").unwrap();
    let other = new(&machine, &["--yes"]);
    assert!(other.status.code() == Some(78) && other.stdout.is_empty(), "{}", told(&other));
    fs::remove_file(data.join("store")).unwrap();
    // A key that nobody was shown is none.
    let mut deaf = machine.command(&["key", "new", "--yes"]);
    let sheet = machine.at("sheet.txt");
    deaf.arg("--sheet")
        .arg(&sheet)
        .stdout(fs::File::options().write(true).open("/dev/full").unwrap());
    for before in [Kept::read(&data).unwrap(), None] {
        if before.is_none() {
            Kept::forget(&data).unwrap();
        }
        let deaf = deaf.stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
        assert!(deaf.status.code() == Some(1) && told(&deaf).contains("tidak berlaku"));
        assert!(Kept::read(&data).unwrap() == before && !sheet.exists());
    }
    // Where nothing can be written: no key is shown that is none.
    fs::remove_dir_all(&data).unwrap();
    fs::write(&data, "").unwrap();
    let full = new(&machine, &["--yes"]);
    assert!(full.status.code() == Some(1) && full.stdout.is_empty(), "{}", told(&full));
    fs::remove_file(&data).unwrap();
    // Before the shop was ever open its folder is made.
    let key = made(&machine);
    assert_eq!((machine.mode(DATA), test(&machine, &key).status.code()), (0o700, Some(0)));
    // A shop that was open and whose disk is away gets no key in its place.
    fs::remove_dir_all(&data).unwrap();
    fs::write(machine.at("etc/warung/toko.secrets/opened"), "").unwrap();
    let away = new(&machine, &["--yes"]);
    assert!(away.status.code() == Some(78) && !data.exists(), "{}", told(&away));
}

fn is_roots(folder: &Path) -> bool {
    fs::metadata(folder).unwrap().uid() == 0
}

#[test]
fn what_is_known_of_a_key_may_be_damaged() {
    let machine = machine();
    let key = made(&machine);
    let file = machine.at(DATA).join("recovery");
    fs::write(&file, "recipient age1\n").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let (state, code) = checked(&machine);
    assert!(state.starts_with("bad make one") && code == Some(1), "{state}");
    let unread = test(&machine, &key);
    assert!(unread.status.code() == Some(78) && told(&unread).contains("not as warung wrote it"));
    let mut at = Terminal::start(machine.command(&["key", "new"]));
    at.answers("Buat kunci baru?", "y");
    let key = at.reads("a key", key_in);
    confirm(&mut at, &key);
    assert_eq!(at.ends().0, 0);
    machine::load_or_make(&machine.at(DATA)).unwrap();
    let gone = run(machine.command(&["remove", "toko", "--yes", "--data"]), "toko\n");
    assert!(gone.status.success() && !machine.at(DATA).exists(), "{}", told(&gone));
}
