//! Keeps the house in order: who may import whom, sizes, absent words, captions.

mod circles;
mod paths;

use std::fs;
use std::path::{Path, PathBuf};

/// The stair: a storey and the storeys it may name. Itself is always allowed.
const STAIR: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("words", &["domain"]),
    ("config", &["domain"]),
    ("store", &["domain"]),
    ("shop", &["domain", "store"]),
    ("chat", &["domain", "words", "config", "shop"]),
    ("report", &["domain", "words", "store", "shop", "chat"]),
    ("engine", &["domain", "words", "store", "shop", "chat"]),
    ("jobs", &["domain", "store", "engine"]),
    ("telegram", RIM),
    ("gateway", RIM),
    ("web", RIM),
    ("monitor", RIM),
    ("backup", RIM),
    (
        "app",
        &[
            "domain", "words", "config", "store", "shop", "chat", "report", "engine", "jobs",
            "telegram", "gateway", "web", "monitor", "backup",
        ],
    ),
    (
        "demo",
        &[
            "domain", "words", "config", "store", "shop", "chat", "report", "engine", "jobs",
            "telegram", "gateway", "web", "monitor", "backup", "app",
        ],
    ),
    (
        "cli",
        &[
            "domain", "words", "config", "store", "shop", "chat", "report", "engine", "jobs",
            "telegram", "gateway", "web", "monitor", "backup", "app", "demo",
        ],
    ),
];
const RIM: &[&str] =
    &["domain", "words", "config", "store", "shop", "chat", "report", "engine", "jobs"];

/// Foreign crates and the only storeys that say their names.
const HOMES: &[(&str, &[&str])] = &[
    ("redb", &["store"]),
    ("postcard", &["store", "chat", "backup"]),
    ("chacha20poly1305", &["store", "backup"]),
    ("x25519_dalek", &["backup"]),
    ("zstd", &["backup"]),
    ("teloxide", &["telegram"]),
    ("hyper", &["web", "demo", "backup"]),
    ("reqwest", &["telegram", "gateway", "backup"]),
    ("rcgen", &["web"]),
    ("tokio_rustls", &["web", "demo"]),
    ("qrcode", &["telegram"]),
    ("fluent_bundle", &["words"]),
    ("jiff", &["words", "config"]),
    ("toml", &["config", "cli"]),
    ("toml_edit", &["config", "cli"]),
    ("httpdate", &["telegram"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("sysinfo", &["monitor"]),
    ("sd_notify", &["app"]),
    ("log", &["cli"]),
    ("systemd_journal_logger", &["cli"]),
    ("prometheus_client", &["web"]),
];

/// Kinds of rows that have a history, and what one of them may be called. Only this file writes
/// them: it enters the revision along with the row.
const REVISED: &[(&str, &str)] = &[
    ("StoredSetting", "setting"),
    ("Product", "product"),
    ("Category", "category"),
    ("Coupon", "coupon"),
    ("Member", "member"),
    ("OwnText", "own_text"),
    ("OwnButton", "own_button"),
];
const REVISES: &str = "shop/revision.rs";
/// What else is written in files that know of these kinds: there a row is called what it is.
const UNREVISED: &[&str] = &["cart", "order", "unit", "file"];

/// Words that have no place on a storey.
const BELOW_ENGINE: &[&str] = &["domain", "words", "config", "store", "shop", "chat"];
const ABSENT_BELOW: &[&str] =
    &["async fn", "SystemTime::now", "Instant::now", "println!", "tokio::"];
const ABSENT: &[&str] = &[".unwrap()", "todo!(", "unimplemented!(", "dbg!(", "FIXME", "XXX"];

const FILE_LINES_MAX: usize = 500;
const FUNCTION_LINES_MAX: usize = 70;
const LINE_CHARS_MAX: usize = 100;

struct Source {
    path: PathBuf,
    storey: String,
    text: String,
}

fn sources() -> Vec<Source> {
    under("src")
}

/// Every file of a folder. What is called a storey here is the first part of its path.
fn under(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let inside = path.strip_prefix(&root).unwrap();
                let first = inside.iter().next().unwrap().to_string_lossy();
                let storey = first.trim_end_matches(".rs").to_owned();
                let text = fs::read_to_string(&path).unwrap();
                found.push(Source { path, storey, text });
            }
        }
    }
    assert!(found.len() > 10, "the house is empty");
    found
}

/// The part of a file that is the product: everything before its tests.
fn product(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn report(broken: Vec<String>) {
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn imports_only_go_down_the_stair() {
    let mut broken = Vec::new();
    for source in sources() {
        if ["main", "lib"].contains(&source.storey.as_str()) {
            continue;
        }
        let allowed = STAIR.iter().find(|(name, _)| *name == source.storey);
        let Some((_, allowed)) = allowed else {
            broken.push(format!("{}: no such storey in the stair", source.path.display()));
            continue;
        };
        for (at, line) in code_lines(product(&source.text)) {
            for named in line.split("crate::").skip(1) {
                let end = named.find(|c: char| !(c.is_alphanumeric() || c == '_'));
                let named = &named[..end.unwrap_or(named.len())];
                let known = STAIR.iter().any(|(name, _)| *name == named);
                if known && named != source.storey && !allowed.contains(&named) {
                    let path = source.path.display();
                    broken.push(format!("{path}:{at}: {} names {named}", source.storey));
                }
            }
            if line.contains("crate::{") {
                broken.push(format!("{}:{at}: one path a line", source.path.display()));
            }
        }
    }
    report(broken);
}

#[test]
fn foreign_crates_have_one_home() {
    let mut broken = Vec::new();
    for source in sources() {
        for (name, homes) in HOMES {
            if homes.contains(&source.storey.as_str()) {
                continue;
            }
            let path = format!("{name}::");
            for (at, line) in code_lines(product(&source.text)) {
                let whole = line.match_indices(&path).any(|(place, _)| {
                    let before = line[..place].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
                });
                if whole {
                    broken.push(format!("{}:{at}: {name} away from home", source.path.display()));
                }
            }
        }
    }
    report(broken);
}

/// What is only looked at names nothing that writes.
const ABSENT_IN_REPORT: &[&str] = &["Ctx", "Tx", ".tx", "batch(", ".commit(", ".put(", "remove("];

#[test]
fn reports_only_look() {
    let mut broken = Vec::new();
    for source in sources().into_iter().filter(|source| source.storey == "report") {
        for word in ABSENT_IN_REPORT {
            for (at, line) in code_lines(product(&source.text)) {
                if line.contains(word) {
                    broken.push(format!("{}:{at}: {word}", source.path.display()));
                }
            }
        }
    }
    report(broken);
}

#[test]
fn some_words_are_absent() {
    let mut broken = Vec::new();
    for source in sources() {
        let below = BELOW_ENGINE.contains(&source.storey.as_str());
        let absent = ABSENT.iter().chain(if below { ABSENT_BELOW } else { &[] });
        for word in absent {
            for (at, line) in code_lines(product(&source.text)) {
                if line.contains(word) {
                    broken.push(format!("{}:{at}: {word}", source.path.display()));
                }
            }
        }
    }
    report(broken);
}

#[test]
fn what_has_a_history_is_written_in_one_place() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| !source.path.ends_with(REVISES)) {
        for (at, what) in unrevised(product(&source.text)) {
            broken.push(format!("{}:{at}: writes {what}", source.path.display()));
        }
    }
    report(broken);
    for line in [
        "ctx.tx.put(&Product { price, ..product })?;",
        "ctx.tx.put(&product)?;",
        "let kept = f(known as Coupon); ctx.tx.put(&kept)?;",
        "tx.remove::<Member>(id)?;",
        "tx.discard::<StoredSetting>(key);",
    ] {
        assert_eq!(unrevised(line).len(), 1, "{line}");
    }
    for line in ["ctx.tx.put(&CouponUse { spent, ..found })?;", "let x: Product; tx.put(&order)?;"]
    {
        assert_eq!(unrevised(line), [], "{line}");
    }
}

/// Where rows that have a history are written without one.
fn unrevised(code: &str) -> Vec<(usize, &str)> {
    let knows = REVISED.iter().any(|(kind, _)| words(code).any(|word| word == *kind));
    let mut found = Vec::new();
    for (at, line) in code_lines(code) {
        for (way, put) in [("tx.put(", true), ("tx.remove::<", false), ("tx.discard::<", false)] {
            for written in line.split(way).skip(1) {
                let name = words(written).next().unwrap_or_default();
                let revised = REVISED.iter().any(|(kind, it)| [kind, it].contains(&&name));
                let literal = name.starts_with(char::is_uppercase);
                if revised || (put && knows && !literal && !UNREVISED.contains(&name)) {
                    found.push((at, name));
                }
            }
        }
    }
    found
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !(sign.is_alphanumeric() || sign == '_')).filter(|it| !it.is_empty())
}

/// Of the tests as well: whoever looks for one reads captions.
#[test]
fn files_stay_small_and_have_captions() {
    let mut broken = Vec::new();
    for Source { path, text, .. } in sources().into_iter().chain(under("tests")) {
        let path = path.display();
        let lines = text.lines().count();
        if lines > FILE_LINES_MAX {
            broken.push(format!("{path}: {lines} lines"));
        }
        if !text.starts_with("//! ") {
            broken.push(format!("{path}: no caption"));
        }
    }
    report(broken);
}

#[test]
fn lines_and_functions_stay_small() {
    let mut broken = Vec::new();
    for Source { path, text, .. } in sources() {
        let path = path.display();
        for (at, line) in text.lines().enumerate() {
            if line.chars().count() > LINE_CHARS_MAX {
                broken.push(format!("{path}:{}: longer than {LINE_CHARS_MAX}", at + 1));
            }
        }
        for (at, length) in long_functions(&text) {
            broken.push(format!("{path}:{at}: a function of {length} lines"));
        }
    }
    report(broken);
}

/// Functions over the limit. Relies on rustfmt: a function ends at a brace in its own column.
fn long_functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut long = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        let starts =
            ["fn ", "pub fn ", "async fn ", "pub async fn ", "pub(crate) fn ", "pub(super) fn "];
        if !starts.iter().any(|start| bare.starts_with(start)) {
            continue;
        }
        let close = format!("{}}}", " ".repeat(indent));
        // A trait's function without a body ends with its signature.
        let signature = format!("{})", " ".repeat(indent));
        let first =
            |it: &&&str| it.ends_with(['{', ';']) && (**it == *line || it.starts_with(&signature));
        if lines[at..].iter().find(first).is_some_and(|it| it.ends_with(';')) {
            continue;
        }
        let Some(end) = lines[at..].iter().position(|line| *line == close) else { continue };
        if end + 1 > FUNCTION_LINES_MAX {
            long.push((at + 1, end + 1));
        }
    }
    long
}
