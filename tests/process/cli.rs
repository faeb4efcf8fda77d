//! The binary as it is called: what it prints, where, and its exit codes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use tempfile::TempDir;
use tokio::task::spawn_blocking;
use tokio_util::sync::CancellationToken;
use warung::domain::money::Rupiah;
use warung::engine::handle::Handle;
use warung::engine::input::{Input, Reply};
use warung::shop::import::{Change, Imported, Kept};
use warung::shop::stock::Tally;
use warung::store::fault::Fault;
use warung::web::Web;
use warung::web::server::Doors;

fn warung(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warung"));
    command.args(arguments).env_remove("CREDENTIALS_DIRECTORY").output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A configuration whose data lives in the folder.
fn config(folder: &Path) -> String {
    let path = folder.join("warung.toml");
    let text = "[store]\nname = \"Toko Sari\"\ndata_dir = \"data\"\n\
                [telegram]\ntoken = \"123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw\"\n\
                [gateway]\nproject = \"p\"\napi_key = \"kunci\"\n";
    fs::write(&path, text).unwrap();
    fs::create_dir(folder.join("data")).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn help_and_version_are_fine() {
    let version = warung(&["--version"]);
    assert_eq!(code(&version), 0);
    assert_eq!(out(&version), format!("warung {}\n", env!("CARGO_PKG_VERSION")));
    let help = warung(&["--help"]);
    assert_eq!(code(&help), 0);
    for command in [
        "run",
        "demo",
        "setup",
        "stores",
        "remove",
        "pair",
        "staff",
        "key",
        "import",
        "check",
        "reconcile",
        "export",
    ] {
        assert!(out(&help).contains(command), "{command}");
    }
}

#[test]
fn wrong_use_is_told() {
    for arguments in [
        &[][..],
        &["rum"],
        &["run", "--tokn", "x"],
        &["run", "--token", "x"],
        &["pair"],
        &["pair", "boss"],
        &["import"],
        &["demo", "--port", "70000"],
        &["check", "--dta"],
        &["check", "--store", "Toko"],
        &["check", "--store", "a", "--config", "b"],
        &["remove"],
        &["key"],
        &["key", "new", "Toko"],
        &["key", "test", "K7QF-3M9X"],
        &["key", "new", "toko", "--config", "toko.toml"],
        &["setup", "--token=123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"],
        &["export"],
        &["export", "ledger"],
        &["export", "kas", "--month", "2026-11"],
        &["export", "ledger", "--month", "2026-13"],
    ] {
        let output = warung(arguments);
        assert_eq!(code(&output), 64, "{arguments:?}");
        assert!(out(&output).is_empty() && !err(&output).is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_wrong_configuration_is_told_whole_and_without_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("warung.toml");
    fs::write(
        &path,
        "[store]\nnmae = \"Sari\"\n[telegram]\ntoken = \"rahasia-besar\"\nmode = \"both\"\n\
         [gateway]\napi_key = \"rahasia besar\"\nproject = \"p\"\n[web\n",
    )
    .unwrap();
    let path = path.to_str().unwrap();
    for command in [&["run"][..], &["pair", "owner"], &["import", "k.toml"]] {
        let output = warung(&[command, &["--config", path]].concat());
        assert_eq!(code(&output), 78);
        let told = err(&output);
        let lines: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix(path)).collect();
        let places: Vec<_> = lines.iter().map(|line| line.split(':').nth(1).unwrap()).collect();
        assert_eq!(places, ["1", "2", "4", "5", "7", "9"], "{told}");
        assert!(!told.contains("rahasia"), "{told}");
    }
    let nowhere = warung(&["run", "--config", "/nowhere/warung.toml"]);
    assert_eq!(code(&nowhere), 78);
    assert!(err(&nowhere).starts_with("/nowhere/warung.toml: cannot be read"));
}

#[test]
fn a_wrong_catalogue_is_a_failure_and_of_another_kind_wrong_use() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let catalogue = folder.path().join("k.toml");
    fs::write(&catalogue, "[[product]]\nname = \"A\"\n").unwrap();
    let import =
        |file: &Path| warung(&["import", file.to_str().unwrap(), "--config", config.as_str()]);
    let output = import(&catalogue);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("k.toml:1: product.price: is missing"), "{}", err(&output));
    assert_eq!(code(&import(&folder.path().join("k.xlsx"))), 64);
    assert_eq!(code(&import(&folder.path().join("nowhere.csv"))), 1);
}

/// A running shop that gives every input this answer.
async fn shop(folder: &Path, reply: Reply) -> CancellationToken {
    let socket = folder.join("data/warung.sock");
    let doors = Doors::open("127.0.0.1:0".parse().unwrap(), &socket).await.unwrap();
    let (handle, mut letters) = Handle::new();
    let web = Web::new(
        handle,
        Vec::new(),
        Arc::new(|| true),
        Arc::new(|| Err(Fault::Broken("not asked here".into()))),
        Arc::new(|_, _| {}),
    );
    let stop = CancellationToken::new();
    tokio::spawn(doors.serve(Arc::new(web), stop.clone()));
    tokio::spawn(async move {
        while let Some(letter) = letters.letters.recv().await {
            assert!(matches!(letter.input, Input::Import(_) | Input::Pair(_)));
            let _ = letter.answer.unwrap().send(reply.clone());
        }
    });
    stop
}

async fn called(arguments: &'static [&'static str], folder: &TempDir, config: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warung"));
    command.args(arguments).args(["--config", config]).current_dir(folder.path());
    spawn_blocking(move || command.output().unwrap()).await.unwrap()
}

#[tokio::test]
async fn pairing_prints_the_code_of_the_running_shop() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let stop = shop(folder.path(), Reply::Code("7KQ2XM".to_owned())).await;
    let output = called(&["pair", "admin"], &folder, &config).await;
    assert_eq!(code(&output), 0, "{}", err(&output));
    let told = out(&output);
    assert_eq!(told.lines().next(), Some("7KQ2XM"));
    assert!(told.contains("/claim 7KQ2XM") && told.contains("10 minutes"), "{told}");
    stop.cancel();
}

#[tokio::test]
async fn an_import_goes_through_the_running_shop() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let stock = Tally { added: 1, doubled: vec![3], sold: vec![2], ..Tally::default() };
    let name = "Netflix".to_owned();
    let changed = vec![
        Change::Price { old: Rupiah(50_000), new: Rupiah(1) },
        Change::Category { old: None, new: "Streaming".into() },
        Change::Description,
    ];
    let kept = vec![Kept::Name("NETFLIX".into())];
    let taken = Imported { number: Some(12), name, new: false, changed, kept, stock };
    let stop = shop(folder.path(), Reply::Imported(vec![Ok(taken)])).await;
    let text = "name,price,content\nNetflix,1,rahasia\nNetflix,1,lagi\n";
    fs::write(folder.path().join("k.csv"), text).unwrap();
    let output = called(&["import", "k.csv"], &folder, &config).await;
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(
        out(&output),
        "12 Netflix: 1 added, 2 doubled, 0 refused\n  \
         changes its price: Rp50.000 becomes Rp1\n  \
         changes its category: now Streaming\n  \
         changes its description\n  \
         keeps its name as it is written: NETFLIX\n  \
         k.csv: doubled in line 3\n  \
         k.csv: sold before, line 2\n\
         Total: 1 added, 2 doubled, 0 refused.\n"
    );
    stop.cancel();
}
