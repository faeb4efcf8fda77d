//! From an SFTP server, on a machine where nothing carries anything yet.

use std::fs;

use super::*;
use crate::backup::targets::sshd::sshd;

#[test]
fn a_lost_shop_comes_back_from_an_sftp_server_by_its_name() {
    let Some(server) = sshd("") else { return };
    let lost = Lost::new();
    lost.lies_at("pusat", Kind::Sftp(server.place()));
    let path = lost.at("mine/toko.toml");
    private(&folder_of(&path).join("backup_pusat_key"), &server.key);
    let text = format!("[store]\ndata_dir = \"data\"\n{}", server.table("pusat"));
    private(&path, &text);
    lost.comes_back_by(&path, "pusat");
    // A server that is another is told so.
    let again = lost.at("again/toko.toml");
    private(&folder_of(&again).join("backup_pusat_key"), &server.key);
    let host = fs::read_to_string(server.server.folder.path().join("key.pub")).unwrap();
    let host = host.trim().rsplit_once(' ').unwrap().0.to_owned();
    private(&again, &text.replace(&server.host_key, &host));
    let (why, code) = lost.refused(&["--config", again.to_str().unwrap(), "--from", "pusat"]);
    let said = "warung: pusat: refuses: Host key verification failed.";
    assert!(why.starts_with(said) && code == 1, "{why}");
}
