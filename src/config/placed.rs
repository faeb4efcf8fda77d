//! A place for copies in the text of a configuration: put there and taken out, the rest kept.

use secrecy::SecretString;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TableLike, Value};

use super::Backup;
use super::backup::{self, KEYS, SSH_PORT, Sftp, Target};
use super::portable::each_backup;

/// Behind those that are there, in the way they are written. Its secrets are not in it.
pub fn put(file: &mut DocumentMut, backup: &Backup) {
    let mut table = table(backup);
    match file.get_mut(backup::TABLE) {
        Some(Item::ArrayOfTables(tables)) => tables.push(table),
        Some(Item::Value(Value::Array(list))) => {
            table.decor_mut().clear();
            list.push(table.into_inline_table());
        }
        _ => {
            let mut tables = ArrayOfTables::new();
            tables.push(table);
            file.insert(backup::TABLE, Item::ArrayOfTables(tables));
        }
    }
}

pub fn take_out(file: &mut DocumentMut, name: &str) {
    let other = |table: &dyn TableLike| named(table) != Some(name);
    let empty = match file.get_mut(backup::TABLE) {
        Some(Item::ArrayOfTables(tables)) => {
            tables.retain(|table| other(table));
            tables.is_empty()
        }
        Some(Item::Value(Value::Array(list))) => {
            list.retain(|item| item.as_inline_table().is_none_or(|table| other(table)));
            list.is_empty()
        }
        _ => false,
    };
    if empty {
        file.remove(backup::TABLE);
    }
}

/// Secrets of places that stand in the text itself go out of it, by their names, if `may` says so.
pub fn without_secrets(
    file: &mut DocumentMut,
    may: impl Fn(&str, &str) -> bool,
) -> Vec<(String, SecretString)> {
    let mut secrets = Vec::new();
    each_backup(file, |table| {
        let Some(name) = named(table).map(str::to_owned) else { return };
        for key in &KEYS {
            let [written, file_key] = key.names();
            let credential = key.credential(&name);
            let secret = table.get(written).and_then(Item::as_str).map(str::to_owned);
            let Some(secret) = secret.filter(|_| !table.contains_key(file_key)) else { continue };
            if may(&credential, &secret) {
                table.remove(written);
                secrets.push((credential, SecretString::from(secret)));
            }
        }
    });
    secrets
}

fn named(table: &dyn TableLike) -> Option<&str> {
    table.get("name")?.as_str()
}

fn table(backup: &Backup) -> Table {
    let mut table = Table::new();
    let mut text = |key: &str, value: &str| drop(table.insert(key, Item::Value(value.into())));
    text("name", &backup.name);
    text("kind", backup.target.kind());
    let flag = match &backup.target {
        Target::Folder(folder) => {
            text("path", &folder.path.to_string_lossy());
            folder.same_disk.then_some(("same_disk", true))
        }
        Target::S3(s3) => {
            text("endpoint", &s3.endpoint);
            text("bucket", &s3.bucket);
            if !s3.prefix.is_empty() {
                text("prefix", &s3.prefix);
            }
            text("region", &s3.region);
            (!s3.path_style).then_some(("path_style", false))
        }
        Target::Webdav(webdav) => {
            text("url", &webdav.url);
            text("user", &webdav.user);
            None
        }
        Target::Telegram(channel) => {
            table.insert("chat_id", Item::Value(channel.chat_id.into()));
            None
        }
        Target::Sftp(sftp) => {
            text("host", &sftp.host);
            text("user", &sftp.user);
            if !sftp.path.is_empty() {
                text("path", &sftp.path);
            }
            text("host_key", &sftp.host_key);
            None
        }
        Target::Rclone(rclone) => {
            text("remote", &rclone.remote);
            None
        }
    };
    if let Target::Sftp(Sftp { port, .. }) = &backup.target
        && *port != SSH_PORT
    {
        table.insert("port", Item::Value(i64::from(*port).into()));
    }
    if let Some((key, value)) = flag {
        table.insert(key, Item::Value(value.into()));
    }
    table.decor_mut().set_prefix("\n");
    table
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::config::backup::Folder;

    fn usb(name: &str) -> Backup {
        let folder = Folder { path: PathBuf::from("/mnt/usb/w"), same_disk: true };
        Backup { name: name.to_owned(), target: Target::Folder(folder) }
    }

    #[test]
    fn what_stands_around_a_place_stays() {
        const USB: &str = "\n[[backup]]\nname = \"usb\"\nkind = \"folder\"\npath = \"/mnt/usb/w\"\n\
             same_disk = true\n";
        for before in [
            "# mine\n[store]\nname = \"T\" # so\n",
            "[store]\n\n# old\n[[backup]]\nname = \"a\"\n",
            "[[backup]]\nname = \"a\"\n\n[web] # last\n",
        ] {
            let mut file: DocumentMut = before.parse().unwrap();
            put(&mut file, &usb("usb"));
            let text = file.to_string();
            assert!(text.contains(USB) && text.replacen(USB, "", 1) == before, "{text}");
            let mut file: DocumentMut = text.parse().unwrap();
            take_out(&mut file, "usb");
            assert_eq!(file.to_string(), before);
        }
        let mut file: DocumentMut = "backup = [{ name = \"a\" }]\n".parse().unwrap();
        put(&mut file, &usb("usb"));
        take_out(&mut file, "a");
        let left: DocumentMut = file.to_string().parse().unwrap();
        let list = left["backup"].as_array().unwrap();
        assert_eq!(
            (list.len(), list.get(0).and_then(|it| it.as_inline_table()?.get("name")?.as_str())),
            (1, Some("usb"))
        );
    }

    #[test]
    fn secrets_of_places_leave_the_text() {
        let text = "[[backup]]\nname = \"a\"\npassword = \"x\"\n[[backup]]\nname = \"b\"\n\
                    access_key = \"y\"\nsecret_key_file = \"f\"\n";
        let mut file: DocumentMut = text.parse().unwrap();
        let secrets = without_secrets(&mut file, |name, _| name != "backup_a_password");
        let names: Vec<&str> = secrets.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["backup_b_access_key"]);
        let left = file.to_string();
        assert!(left.contains("password") && left.contains("secret_key_file"), "{left}");
        assert!(!left.contains("access_key ="), "{left}");
    }
}
