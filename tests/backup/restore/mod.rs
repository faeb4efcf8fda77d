//! A lost shop comes back on another machine.

mod channel;
mod fetch;
mod kit;
mod offer;
mod refusals;
mod servers;
mod sftp;
mod trouble;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;

use tokio::runtime::Builder;
use warung::backup::kit::gather;
use warung::backup::recovery::Code;
use warung::backup::target::{Key, Patience, Source, Target};
use warung::config::backup::Target as Kind;
use warung::config::{Backup, Config, folder_of};
use warung::domain::shop::Language;
use warung::domain::time::Span;
use warung::engine::clock::Clock;
use warung::store::open::{Opening, Store};

use crate::copy::{SHOP, STORE, Shop};
use crate::setup::machine::{Machine, run, told};

const LANGUAGES: &[Language] = &[Language::INDONESIAN, Language(*b"en")];
const TOKEN: &str = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
/// Of the shop that is lost: its secrets lay in three ways.
const CONFIG: &str = r#"# Toko Bu Sari
[store]
name = "Toko Sari"
data_dir = "data"
timezone = "Asia/Makassar"
[telegram]
token_file = "token"
[gateway]
project = "toko-sari"
api_key = "tertulis"
[[backup]]
name = "awan"
kind = "webdav"
url = "https://cloud.example/dav"
user = "sari"
"#;
const CONFIG_PATH: &str = "etc/warung/toko.toml";
const DATA: &str = "var/lib/warung/toko";

/// A shop that is gone but for its copies and the key on paper, and an empty machine.
struct Lost {
    shop: Shop,
    code: Code,
    machine: Machine,
}

fn private(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

impl Lost {
    /// One that has traded two hours ago: a snapshot, and two logs with a minute between any two.
    fn new() -> Lost {
        let mut shop = Shop::opened(Some(Clock::new().now().before(Span::hours(2))));
        let code = Code::fresh().unwrap();
        shop.key = code.identity();
        let old = tempfile::tempdir().unwrap();
        let path = old.path().join("toko.toml");
        private(&path, CONFIG);
        private(&old.path().join("token"), TOKEN);
        private(&folder_of(&path).join("backup_awan_password"), "kata sandi: ini");
        let config = Config::load(&path, LANGUAGES, None).unwrap();
        let key_file = shop.folder.path().join("warung.key");
        shop.kit = gather(&Config { key_file, ..config }).unwrap();
        shop.snapshot();
        for title in ["Kopi", "Teh"] {
            shop.counter.pass(Span::minutes(1));
            shop.counter.stock(title, 9_000, &["a", "b"]);
            shop.counter.pass(Span::minutes(1));
            shop.ship();
        }
        Lost { shop, code, machine: Machine::new() }
    }

    fn from(&self) -> String {
        format!("folder:{}", self.shop.elsewhere.path().display())
    }

    /// `warung restore` with the key, and nobody to ask.
    fn restore(&self, arguments: &[&str]) -> Output {
        self.restore_by(&self.code.text(), arguments)
    }

    fn restore_by(&self, key: &str, arguments: &[&str]) -> Output {
        let mut command = self.machine.command(&["restore", "--yes", "--key-file", "-"]);
        command.args(arguments);
        let output = run(command, &format!("{key}\n"));
        // Nobody learns it from what is shown.
        let said = told(&output).to_uppercase();
        for secret in [&*self.code.text(), TOKEN, "kata sandi", "tertulis"] {
            assert!(!said.contains(&secret.to_uppercase()), "{said}");
        }
        output
    }

    /// Comes back, from the folder unless something else is said.
    fn comes_back(&self, arguments: &[&str]) -> String {
        let from = self.from();
        let mut all = vec!["--from", &from];
        all.extend(arguments);
        let output = self.restore(&all);
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        told(&output)
    }

    /// What is said instead, and the exit code. Nothing is left on the machine.
    fn refused(&self, arguments: &[&str]) -> (String, i32) {
        self.refused_by(&self.code.text(), arguments)
    }

    fn refused_by(&self, key: &str, arguments: &[&str]) -> (String, i32) {
        let before = everything(self.machine.root());
        let output = self.restore_by(key, arguments);
        assert_eq!(everything(self.machine.root()), before, "after {}", told(&output));
        (String::from_utf8(output.stderr).unwrap(), output.status.code().unwrap())
    }

    /// Its copies lie at a place as well.
    fn lies_at(&self, name: &str, target: Kind) {
        let backup = Backup { name: name.to_owned(), target };
        let (home, patience) = (tempfile::tempdir().unwrap(), Patience::default());
        let way = Target::new(&backup, &Clock::new(), home.path(), patience, false).unwrap();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        for name in self.shop.names() {
            let key = Key::parse(&name.path(STORE)).unwrap();
            runtime.block_on(way.put(&key, &Source::file(self.shop.path(&name)))).unwrap();
        }
    }

    /// Comes back by a configuration that names the place, which goes on to be one.
    fn comes_back_by(&self, path: &Path, from: &str) {
        let output = self.restore(&["--config", path.to_str().unwrap(), "--from", from]);
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        let config = load(path);
        let names: Vec<&str> = config.backups.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["awan", from]);
        open(&config);
    }

    fn at(&self, path: &str) -> PathBuf {
        self.machine.at(path)
    }
}

/// All files below, and folders in which there are some.
fn everything(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let (mut folders, mut found) = (vec![root.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.is_dir() {
                true => folders.push(path),
                false => found.push((path.clone(), fs::read(path).unwrap())),
            }
        }
    }
    found.sort();
    found
}

fn load(path: &Path) -> Config {
    Config::load(path, LANGUAGES, None).unwrap()
}

/// As a daemon opens it.
fn open(config: &Config) -> Store {
    let opening = Opening {
        folder: &config.data_dir,
        key_file: &config.key_file,
        store: Some(&config.store),
        mark: config.mark.found(),
        hear: Arc::new(|_| {}),
    };
    Store::open_as(&opening).unwrap()
}
