//! `[[backup]]` of kinds `sftp` and `rclone` in the operator's file.

use std::fs;

use secrecy::ExposeSecret;
use warung::config::backup::Target;
use warung::config::{Config, Outline};

use super::config::{SHOP, load, put, wrong};

/// Its shape is what counts here: nobody lets it in anywhere.
pub const KEY: &str = "-----BEGIN OPENSSH PRIVATE KEY-----\n\
                       b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\n\
                       -----END OPENSSH PRIVATE KEY-----";
const LOCKED: &str = "-----BEGIN OPENSSH PRIVATE KEY-----\n\
                      b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABAAAAAtzc\n\
                      -----END OPENSSH PRIVATE KEY-----";
pub const HOST_KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcEbs2CcT1/AEu55L2lJXGaAKu+xn4fAAadyznH+ACs";
const DRIVE: &str = "[drive]\ntype = drive\ntoken = {\"access_token\":\"rahasia\"}";

fn places() -> String {
    format!(
        r#"
[[backup]]
name = "pusat"
kind = "sftp"
host = "u123.example"
port = 23
user = "u123-sub1"
path = "/srv/warung/"
host_key = "u123.example {HOST_KEY} root@u123"
[[backup]]
name = "drive"
kind = "rclone"
remote = "drive:warung/sari/"
rclone_config = '''
{DRIVE}
'''
"#
    )
}

#[test]
fn they_are_read_with_secrets_of_many_lines() {
    let folder = tempfile::tempdir().unwrap();
    put(&folder, "toko.secrets/backup_pusat_key", &format!("{KEY}\n"));
    let config = load(&folder, &format!("{SHOP}{}", places())).unwrap();
    let [pusat, drive] = config.backups.as_slice() else { panic!() };
    let (Target::Sftp(sftp), Target::Rclone(rclone)) = (&pusat.target, &drive.target) else {
        panic!()
    };
    assert_eq!(
        (sftp.host.as_str(), sftp.port, sftp.user.as_str()),
        ("u123.example", 23, "u123-sub1")
    );
    assert_eq!((sftp.path.as_str(), sftp.host_key.as_str()), ("/srv/warung", HOST_KEY));
    assert_eq!(sftp.key.expose_secret(), KEY);
    assert_eq!(pusat.target.shown(), "sftp://u123-sub1@u123.example:23/srv/warung");
    assert_eq!((rclone.remote.as_str(), rclone.section()), ("drive:warung/sari", "drive"));
    assert!(rclone.config.expose_secret().starts_with(DRIVE));
    let debug = format!("{config:?}");
    assert!(!debug.contains("PRIVATE") && !debug.contains("rahasia"), "{debug}");
    // Whoever carries needs nothing but these: neither other places' secrets nor a token.
    let text = format!("[[backup]]\nname = \"r2\"\nkind = \"s3\"\n{}", places());
    fs::write(folder.path().join("toko.toml"), text).unwrap();
    let outline = Outline::load(&folder.path().join("toko.toml")).unwrap();
    let carried = outline.carried(None).unwrap();
    let names: Vec<&str> = carried.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["pusat", "drive"]);
    assert!(outline.backups(None).is_err());
}

#[test]
fn they_go_to_another_machine_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    put(&folder, "kunci", &format!("{KEY}\n"));
    let text = places().replace("host_key =", "key_file = \"kunci\"\nhost_key =");
    let text = format!("{SHOP}{text}");
    let config = load(&folder, &text).unwrap();
    let portable = config.portable(&text).unwrap();
    assert!(!portable.text.contains("key_file"), "{}", portable.text);
    let other = tempfile::tempdir().unwrap();
    for (name, secret) in &portable.secrets {
        put(&other, &format!("toko.secrets/{name}"), &format!("{}\n", secret.expose_secret()));
    }
    let again = load(&other, &portable.text).unwrap();
    let secrets = |config: &Config| -> Vec<String> {
        let all = config.backups.iter().flat_map(|it| it.target.secrets());
        all.map(|(_, secret)| secret.expose_secret().to_owned()).collect()
    };
    assert_eq!(secrets(&again), secrets(&config));
    assert!(fs::read_to_string(other.path().join("toko.secrets/backup_pusat_key")).is_ok());
}

#[test]
fn what_would_be_an_option_or_lead_astray_is_refused() {
    let sftp = |key: &str, value: &str| {
        let right = [
            ("host", "u123.example"),
            ("user", "sari"),
            ("path", "warung"),
            ("host_key", HOST_KEY),
            ("key", KEY),
        ];
        let mut text = "[[backup]]\nname = \"x\"\nkind = \"sftp\"\n".to_owned();
        for (name, right) in right {
            let value = if name == key { value } else { right };
            text.push_str(&format!("{name} = '''{value}'''\n"));
        }
        wrong(&text)
    };
    for (key, value, what) in [
        ("host", "-oProxyCommand=x", "must be a host's name or address"),
        ("host", "a b", "must be a host's name or address"),
        ("host", "u123.example:23", "must be a host's name or address"),
        ("host", "", "must be a host's name or address"),
        ("user", "-l", "must be the name that signs in there"),
        ("user", "sari;x", "must be the name that signs in there"),
        ("path", "../x", "must be a folder there"),
        ("path", "~/x", "must be a folder there"),
        ("path", "a//b", "must be a folder there"),
        ("host_key", "ssh-ed25519 AAAA", "must be the server's public key"),
        ("host_key", "ssh-dss AAAAB3NzaC1kc3M=", "must be the server's public key"),
        ("key", "rahasia", "is no private key"),
        ("key", LOCKED, "has a passphrase"),
    ] {
        let told = sftp(key, value);
        assert!(told.len() == 1 && told[0].contains(what), "{key} {value}: {told:?}");
        assert!(!told[0].contains("OPENSSH PRIVATE"), "{told:?}");
    }
    for (remote, config, what) in [
        ("drive", DRIVE, "must be a section of rclone_config"),
        (":local:/etc", DRIVE, "must be a section of rclone_config"),
        ("drive,token=x:a", DRIVE, "must be a section of rclone_config"),
        ("--config:x", DRIVE, "must be a section of rclone_config"),
        ("drive:../x", DRIVE, "must be a section of rclone_config"),
        ("lain:x", DRIVE, "has no section [lain]"),
        ("drive:x", "rahasia", "is no configuration of rclone"),
        ("drive:x", "RCLONE_ENCRYPT_V0:\nabc", "is encrypted"),
    ] {
        let told = wrong(&format!(
            "[[backup]]\nname = \"x\"\nkind = \"rclone\"\nremote = \"{remote}\"\n\
             rclone_config = '''{config}'''\n"
        ));
        assert!(told.len() == 1 && told[0].contains(what), "{remote}: {told:?}");
        assert!(!told[0].contains("access_token"), "{told:?}");
    }
}

#[test]
fn the_same_key_may_be_of_several_kinds() {
    let told = wrong(
        "[[backup]]\nname = \"x\"\nkind = \"sftp\"\npath = \"warung\"\nuser = \"sari\"\n\
         password = \"x\"\nsame_disk = true\n",
    );
    let expected = [
        "9: backup.host: is missing",
        "9: backup.host_key: is missing",
        "14: backup.password: is a key of kind \"webdav\", not of \"sftp\"",
        "15: backup.same_disk: is a key of kind \"folder\", not of \"sftp\"",
    ];
    for line in expected {
        assert!(told.iter().any(|it| it == line), "{line}: {told:?}");
    }
    assert_eq!(told.len(), 5, "{told:?}");
    let told = wrong("[[backup]]\nname = \"x\"\nkind = \"folder\"\npath = \"/x\"\nhost = \"h\"\n");
    assert_eq!(told, ["13: backup.host: is a key of kind \"sftp\", not of \"folder\""]);
}
