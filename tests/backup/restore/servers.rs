//! From a server, by the name that a configuration gives it.

use std::fs;

use super::*;
use crate::backup::targets::servers::{bucket, moto, s3};

#[test]
fn a_lost_shop_comes_back_from_a_bucket_by_its_name() {
    let Some(moto) = moto() else { return };
    let lost = Lost::new();
    lost.lies_at("r2", bucket(s3(&moto.server.url, &moto.all, "warung")));
    let path = lost.at("mine/toko.toml");
    private(&folder_of(&path).join("backup_r2_secret_key"), &moto.all.secret);
    let text = format!(
        "[store]\ndata_dir = \"data\"\n[[backup]]\nname = \"r2\"\nkind = \"s3\"\nendpoint = \
         \"{}\"\nbucket = \"toko\"\nprefix = \"warung\"\nregion = \"us-east-1\"\naccess_key = \
         \"{}\"\n",
        moto.server.url, moto.all.access
    );
    private(&path, &text);
    lost.comes_back_by(&path, "r2");
    // Who has the wrong secret is told so, and by whom.
    let again = lost.at("again/toko.toml");
    private(&folder_of(&again).join("backup_r2_secret_key"), "rahasia-yang-salah");
    private(&again, &text);
    let again = again.to_str().unwrap();
    let (why, code) = lost.refused(&["--config", again, "--from", "r2"]);
    assert!(why.starts_with("warung: r2: refuses: ") && code == 1, "{why}");
    assert!(!why.contains(&moto.all.access) && !fs::read_to_string(again).unwrap().is_empty());
}
