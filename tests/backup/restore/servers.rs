//! From a server, by the name that a configuration gives it.

use std::fs;

use warung::backup::target::{Key, Patience, Source, Target};
use warung::config::Backup;

use super::*;
use crate::backup::targets::servers::{bucket, moto, s3};

#[test]
fn a_lost_shop_comes_back_from_a_bucket_by_its_name() {
    let Some(moto) = moto() else { return };
    let lost = Lost::new();
    let config = s3(&moto.server.url, &moto.all, "warung");
    let backup = Backup { name: "r2".to_owned(), target: bucket(config) };
    let home = tempfile::tempdir().unwrap();
    let target =
        Target::new(&backup, &Clock::new(), home.path(), Patience::default(), false).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for name in lost.shop.names() {
        let key = Key::parse(&name.path(STORE)).unwrap();
        runtime.block_on(target.put(&key, &Source::file(lost.shop.path(&name)))).unwrap();
    }
    let path = lost.at("mine/toko.toml");
    private(&folder_of(&path).join("backup_r2_secret_key"), &moto.all.secret);
    let text = format!(
        "[store]\ndata_dir = \"data\"\n[[backup]]\nname = \"r2\"\nkind = \"s3\"\nendpoint = \
         \"{}\"\nbucket = \"toko\"\nprefix = \"warung\"\nregion = \"us-east-1\"\naccess_key = \
         \"{}\"\n",
        moto.server.url, moto.all.access
    );
    private(&path, &text);
    let path = path.to_str().unwrap();
    let output = lost.restore(&["--config", path, "--from", "r2"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let config = load(path.as_ref());
    let names: Vec<&str> = config.backups.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["awan", "r2"]);
    open(&config);
    // Who has the wrong secret is told so, and by whom.
    let again = lost.at("again/toko.toml");
    private(&folder_of(&again).join("backup_r2_secret_key"), "rahasia-yang-salah");
    private(&again, &text);
    let again = again.to_str().unwrap();
    let (why, code) = lost.refused(&["--config", again, "--from", "r2"]);
    assert!(why.starts_with("warung: r2: refuses: ") && code == 1, "{why}");
    assert!(!why.contains(&moto.all.access) && !fs::read_to_string(again).unwrap().is_empty());
}
