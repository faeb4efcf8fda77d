//! By the key, from a folder: all of the shop is there again, where a daemon looks for it.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::sync::Arc;

use secrecy::ExposeSecret;
use warung::backup::recovery::Kept;
use warung::backup::state::State;
use warung::config::backup::Target;
use warung::domain::time::{Span, Timestamp};
use warung::words::format::utc;

use super::*;
use crate::copy::raw;
use crate::counter::SARI;
use crate::setup::machine::Manager;
use crate::setup::terminal::Terminal;
use crate::skip::skip;

#[test]
fn a_lost_shop_comes_back_on_an_empty_machine() {
    let lost = Lost::new();
    let shown = lost.comes_back(&[]);
    assert!(shown.contains("Toko Sari (toko): 3 berkas cadangan, 1 MB"), "{shown}");
    assert!(shown.contains("WITA") && shown.contains("warung run --store toko"), "{shown}");
    let config = load(&lost.at(CONFIG_PATH));
    assert_eq!((config.store.as_str(), &*config.shop.name), (STORE, SHOP));
    assert_eq!(config.data_dir, lost.at(DATA));
    assert_eq!(config.telegram.token.expose_secret(), TOKEN);
    assert_eq!(config.gateway.api_key.expose_secret(), "tertulis");
    let Target::Webdav(awan) = &config.backups[0].target else { panic!("{:?}", config.backups) };
    assert_eq!(awan.password.expose_secret(), "kata sandi: ini");
    // Nothing secret stands in what is for all to read.
    assert!(!config.exposed && !lost.machine.read(CONFIG_PATH).contains("tertulis"));
    assert!(lost.machine.read(CONFIG_PATH).contains("# Toko Bu Sari"));
    let secrets = "etc/warung/toko.secrets";
    for (path, mode) in [(CONFIG_PATH, 0o644), (secrets, 0o700), (DATA, 0o700)] {
        assert_eq!(lost.machine.mode(path), mode, "{path}");
    }
    let names = ["telegram_token", "gateway_api_key", "backup_awan_password"];
    for name in names {
        assert_eq!(lost.machine.mode(&format!("{secrets}/{name}")), 0o600, "{name}");
    }
    // The work has left nothing.
    assert!(!lost.at("var/lib/warung/toko.restoring").exists());
    let state = State::read(&config.data_dir).unwrap();
    let generation = lost.shop.store().generation();
    assert!(state.is_ancestor(generation));
    let restored = state.restored.unwrap();
    assert_eq!((restored.upto, restored.complete), (lost.shop.counter.now, false));
    assert_eq!(restored.from, lost.shop.elsewhere.path().display().to_string());
    let kept = Kept::read(&config.data_dir).unwrap().unwrap();
    assert_eq!(kept.recipient, lost.code.identity().recipient());
    assert!(kept.confirmed.is_some());
    // To the byte, and a chain of its own.
    lost.shop.store().checkpoint().unwrap();
    assert_eq!(raw(&config.data_dir), raw(lost.shop.folder.path()));
    let store = open(&config);
    assert_ne!(store.generation(), generation);
    let mut again = lost.shop.counter.reopened(Arc::new(store));
    again.checkout(SARI, 2, 1);
    again.prove();
    lost.shop.counter.prove();
}

#[test]
fn a_unit_that_does_not_obey_is_told_and_the_shop_is_back() {
    let lost = Lost::new();
    for unit in ["warung@.service", "warung-offsite@.service"] {
        private(&lost.at("usr/lib/systemd/system").join(unit), "");
    }
    // There is one of before, which is no longer wanted.
    let refuses = "case \"$*\" in disable*offsite*) echo rusak >&2; exit 1;; esac";
    let manager = Manager::of(&lost.machine, refuses);
    let from = lost.from();
    let mut command = lost.machine.command(&["restore", "--yes", "--key-file", "-"]);
    command.args(["--from", &from]);
    let output = run(manager.serves(command), &format!("{}\n", *lost.code.text()));
    let (shown, calls) = (told(&output), manager.told());
    assert_eq!(output.status.code(), Some(0), "{shown}");
    assert!(shown.contains("systemd belum berhasil diatur: systemctl disable"), "{shown}");
    assert!(shown.contains("Toko Sari kembali"), "{shown}");
    assert!(calls.contains("restart warung@toko.service"), "{calls}");
}

#[test]
fn a_configuration_says_where_and_the_rest_comes_from_the_copy() {
    let lost = Lost::new();
    let path = lost.at("mine/toko.toml");
    private(
        &path,
        "[store]\ndata_dir = \"data\"\nlanguage = \"en\"\n[web]\nlisten = \"127.0.0.1:9001\"\n",
    );
    let mut arguments = vec!["--config", path.to_str().unwrap()];
    let shown = lost.comes_back(&arguments);
    assert!(!shown.contains("warung run --store"), "nobody opens it: {shown}");
    let config = load(&path);
    assert_eq!(config.data_dir, lost.at("mine/data"));
    assert_eq!(config.shop.language, Language(*b"en"));
    assert_eq!((config.web.listen.port(), &*config.timezone), (9001, "Asia/Makassar"));
    assert_eq!(config.telegram.token.expose_secret(), TOKEN);
    open(&config);
    assert!(!lost.at(CONFIG_PATH).exists());
    // What it has itself stays its own, wherever it lies; so do places of the same name.
    let other = "987654321:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
    let path = lost.at("other/toko.toml");
    private(&folder_of(&path).join("telegram_token"), other);
    private(
        &path,
        "[gateway]\napi_key = \"lain\"\n[store]\ndata_dir = \"data\"\n[[backup]]\nname = \"awan\"\n\
         kind = \"folder\"\npath = \"/mnt/usb\"\n",
    );
    arguments[1] = path.to_str().unwrap();
    lost.comes_back(&arguments);
    let config = load(&path);
    assert_eq!(config.telegram.token.expose_secret(), other);
    assert_eq!(config.gateway.api_key.expose_secret(), "lain");
    assert_eq!(config.backups.len(), 1);
    assert_eq!(config.backups[0].target.kind(), "folder");
}

#[test]
fn a_moment_comes_back_by_the_shops_own_clock() {
    let lost = Lost::new();
    // Between the two logs.
    let moment = lost.shop.counter.now.before(Span::secs(90));
    let civil = |at: Timestamp| utc(at.after(Span::hours(8)))[..19].replace('T', " ");
    let whole = Timestamp(moment.0 / 1000 * 1000);
    lost.comes_back(&["--until", &civil(moment)]);
    let restored = State::read(&lost.at(DATA)).unwrap().restored.unwrap();
    assert_eq!(restored.upto, whole);
    let again = Lost { machine: Machine::new(), ..lost };
    again.comes_back(&["--until", &utc(moment)]);
    let restored = State::read(&again.at(DATA)).unwrap().restored.unwrap();
    assert_eq!(restored.upto, moment);
}

#[test]
fn a_try_leaves_nothing_and_a_shop_that_is_there_stays() {
    let lost = Lost::new();
    let shown = lost.comes_back(&["--dry-run"]);
    assert!(shown.contains("hanya percobaan"), "{shown}");
    assert_eq!(everything(lost.machine.root()), []);
    lost.comes_back(&[]);
    let before = everything(lost.machine.root());
    lost.comes_back(&["--dry-run"]);
    assert_eq!(everything(lost.machine.root()), before);
    let from = lost.from();
    let (why, code) = lost.refused(&["--from", &from]);
    assert!(why.contains("there is a shop in") && why.contains("--aside"), "{why}");
    assert_eq!(code, 78);
    let shown = lost.comes_back(&["--aside"]);
    let folder = fs::read_dir(lost.at("var/lib/warung")).unwrap();
    let names = folder.map(|it| it.unwrap().file_name().into_string().unwrap());
    let aside: Vec<String> = names.filter(|name| name.starts_with("toko.restored-")).collect();
    assert!(aside.len() == 1 && shown.contains(&aside[0]), "{aside:?}: {shown}");
    let config = load(&lost.at(&format!("var/lib/warung/{}/toko.toml", aside[0])));
    assert_eq!(config.data_dir, lost.at(&format!("var/lib/warung/{}", aside[0])));
    assert_eq!(config.telegram.token.expose_secret(), TOKEN);
    open(&config);
    let after = everything(lost.machine.root());
    assert!(before.iter().all(|file| after.contains(file)));
}

#[test]
fn somebody_at_a_terminal_is_asked_for_the_place_and_the_key() {
    let lost = Lost::new();
    // Whoever has a channel already is not told to make one.
    let mut at = Terminal::start(lost.machine.command(&["restore"]));
    at.answers("Bahasa / Language (id, en) [id]", "");
    at.answers("Cadangannya di mana?", "4").sees("bot baru kalau yang lama sudah hilang");
    at.answers("Tautan pesan di channel itu", "https://t.me/c/1234567890/5");
    at.sees("Token bot yang menjadi admin");
    let mut at = Terminal::start(lost.machine.command(&["restore"]));
    at.answers("Bahasa / Language (id, en) [id]", "");
    at.answers("Cadangannya di mana?", "9").sees("Ketik angka 1 sampai 6.");
    at.answers("Ketik angkanya", "1");
    at.answers("Folder cadangan", "/tidak/ada").sees("bukan folder di server ini");
    at.answers("Folder cadangan", lost.shop.elsewhere.path().to_str().unwrap());
    let key = lost.code.text().to_string();
    let swapped = if key.starts_with('7') { "8" } else { "7" };
    at.answers("Kunci pemulihan, 28", &format!("{swapped}{}", &key[1..]));
    at.sees("Kelompok ke-1 salah ketik").answers("Kunci pemulihan, 28", &key.to_lowercase());
    let (code, shown) = at.ends();
    assert!(code == 0 && shown.contains("Toko Sari kembali"), "{shown}");
    assert!(!shown.to_uppercase().contains(&key), "{shown}");
    open(&load(&lost.at(CONFIG_PATH)));
}
#[test]
fn a_shop_belongs_to_the_service_and_its_secrets_to_root() {
    if !rustix::process::geteuid().is_root() {
        return skip("a file of somebody else needs root");
    }
    let lost = Lost::new();
    // Copies that nobody but root can read, as from a disk of another machine.
    fs::set_permissions(lost.shop.elsewhere.path(), fs::Permissions::from_mode(0o700)).unwrap();
    fs::set_permissions(lost.machine.root(), fs::Permissions::from_mode(0o755)).unwrap();
    let users = "root:x:0:0:root:/root:/bin/sh\nwarung:x:65534:65533::/:/bin/false\n";
    fs::write(lost.at("etc-passwd"), users).unwrap();
    fs::create_dir(lost.at("etc")).unwrap();
    fs::rename(lost.at("etc-passwd"), lost.at("etc/passwd")).unwrap();
    lost.comes_back(&[]);
    lost.comes_back(&["--aside"]);
    let mut owned = 0;
    for (path, _) in everything(lost.machine.root()) {
        let facts = fs::metadata(&path).unwrap();
        let service = path.starts_with(lost.at("var/lib/warung"));
        let owner = if service { (65534, 65533) } else { (0, 0) };
        assert_eq!((facts.uid(), facts.gid()), owner, "{}", path.display());
        owned += usize::from(service);
    }
    assert!(owned > 10, "{owned}");
    assert_eq!(fs::metadata(lost.at(DATA)).unwrap().uid(), 65534);
}
