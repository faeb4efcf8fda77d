//! From an SFTP server, on a machine where nothing carries anything yet.

use std::fs;

use warung::backup::target::{Key, Patience, Source, Target};
use warung::config::Backup;
use warung::config::backup::Target as Config;

use super::*;
use crate::backup::targets::sshd::sshd;

#[test]
fn a_lost_shop_comes_back_from_an_sftp_server_by_its_name() {
    let Some(server) = sshd("") else { return };
    let lost = Lost::new();
    let place = server.place();
    let backup = Backup { name: "pusat".to_owned(), target: Config::Sftp(place.clone()) };
    let home = tempfile::tempdir().unwrap();
    let target =
        Target::new(&backup, &Clock::new(), home.path(), Patience::default(), false).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for name in lost.shop.names() {
        let key = Key::parse(&name.path(STORE)).unwrap();
        runtime.block_on(target.put(&key, &Source::file(lost.shop.path(&name)))).unwrap();
    }
    let path = lost.at("mine/toko.toml");
    private(&folder_of(&path).join("backup_pusat_key"), &server.key);
    let text = format!(
        "[store]\ndata_dir = \"data\"\n[[backup]]\nname = \"pusat\"\nkind = \"sftp\"\nhost = \
         \"{}\"\nport = {}\nuser = \"{}\"\npath = \"{}\"\nhost_key = \"{}\"\n",
        place.host, place.port, place.user, place.path, place.host_key
    );
    private(&path, &text);
    let path = path.to_str().unwrap();
    let output = lost.restore(&["--config", path, "--from", "pusat"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let config = load(path.as_ref());
    let names: Vec<&str> = config.backups.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["awan", "pusat"]);
    open(&config);
    // A server that is another is told so.
    let again = lost.at("again/toko.toml");
    private(&folder_of(&again).join("backup_pusat_key"), &server.key);
    let host = fs::read_to_string(server.server.folder.path().join("key.pub")).unwrap();
    let host = host.trim().rsplit_once(' ').unwrap().0.to_owned();
    private(&again, &text.replace(&place.host_key, &host));
    let (why, code) = lost.refused(&["--config", again.to_str().unwrap(), "--from", "pusat"]);
    let said = "warung: pusat: refuses: Host key verification failed.";
    assert!(why.starts_with(said) && code == 1, "{why}");
}
