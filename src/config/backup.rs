//! The places where copies of the shop lie, `[[backup]]` each: what it takes to reach them.

mod program;

use std::path::{Path, PathBuf};

use secrecy::SecretString;
use toml::de::DeValue;

use super::channel::{Bot, Channel, channel};
use super::check;
use super::secret::{self, Name, Places, Shape};
use super::table::{Table, flag, text};
use crate::domain::limit::{BUCKET_CHARS, TARGET_NAME_CHARS_MAX, TARGET_PATH_CHARS_MAX};

pub use program::{Rclone, SSH_PORT, Sftp, has_section, section_of};
pub(super) use program::{host, host_key, remote, ssh_user, there};

/// One place, under the name that people call it by.
#[derive(Clone, Debug)]
pub struct Backup {
    pub name: String,
    pub target: Target,
}

#[derive(Clone, Debug)]
pub enum Target {
    Folder(Folder),
    S3(S3),
    Webdav(Webdav),
    Telegram(Channel),
    Sftp(Sftp),
    Rclone(Rclone),
}

/// A second disk, a USB stick, a mounted share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    pub path: PathBuf,
    /// Agreed that it lies on the same file system as the shop.
    pub same_disk: bool,
}

/// A bucket of whoever speaks S3.
#[derive(Clone, Debug)]
pub struct S3 {
    /// Without a slash at the end.
    pub endpoint: String,
    pub bucket: String,
    /// Without slashes at its ends; empty for the whole bucket.
    pub prefix: String,
    pub region: String,
    /// Whether the bucket is named in the path, or else as part of the host.
    pub path_style: bool,
    pub access_key: SecretString,
    pub secret_key: SecretString,
}

/// A folder of a WebDAV server.
#[derive(Clone, Debug)]
pub struct Webdav {
    /// Without a slash at the end.
    pub url: String,
    pub user: String,
    pub password: SecretString,
}

/// A kind of place and the keys that it alone has.
struct Kind {
    name: &'static str,
    keys: &'static [&'static str],
}

const FOLDER: Kind = Kind { name: "folder", keys: &["path", "same_disk"] };
const S3: Kind = Kind {
    name: "s3",
    keys: &[
        "endpoint",
        "bucket",
        "prefix",
        "region",
        "path_style",
        "access_key",
        "access_key_file",
        "secret_key",
        "secret_key_file",
    ],
};
const WEBDAV: Kind = Kind { name: "webdav", keys: &["url", "user", "password", "password_file"] };
const TELEGRAM: Kind = Kind { name: "telegram", keys: &["chat_id", "token", "token_file"] };
const KINDS: [&Kind; 6] = [&FOLDER, &S3, &WEBDAV, &TELEGRAM, &program::SFTP, &program::RCLONE];

/// What a secret of a place is called: `backup_NAME_secret_key` as a credential.
pub struct Key {
    key: &'static str,
    file_key: &'static str,
}

/// `[[backup]]`
pub const TABLE: &str = "backup";

const ACCESS_KEY: Key = Key { key: "access_key", file_key: "access_key_file" };
const SECRET_KEY: Key = Key { key: "secret_key", file_key: "secret_key_file" };
const PASSWORD: Key = Key { key: "password", file_key: "password_file" };
const TOKEN: Key = Key { key: "token", file_key: "token_file" };

/// Of every kind: its secrets, and what says where it is.
pub const KEYS: [Key; 6] =
    [ACCESS_KEY, SECRET_KEY, PASSWORD, TOKEN, program::KEY, program::RCLONE_CONFIG];
pub const ADDRESS: [&str; 11] = [
    "kind", "path", "endpoint", "bucket", "prefix", "url", "chat_id", "host", "port", "user",
    "remote",
];

impl Target {
    pub fn kind(&self) -> &'static str {
        match self {
            Target::Folder(_) => FOLDER.name,
            Target::S3(_) => S3.name,
            Target::Webdav(_) => WEBDAV.name,
            Target::Telegram(_) => TELEGRAM.name,
            Target::Sftp(_) => program::SFTP.name,
            Target::Rclone(_) => program::RCLONE.name,
        }
    }

    /// All that must not be seen of it.
    pub fn secrets(&self) -> Vec<(&'static Key, &SecretString)> {
        match self {
            Target::Folder(_) => Vec::new(),
            Target::S3(s3) => vec![(&ACCESS_KEY, &s3.access_key), (&SECRET_KEY, &s3.secret_key)],
            Target::Webdav(webdav) => vec![(&PASSWORD, &webdav.password)],
            Target::Telegram(Channel { own: true, token, .. }) => vec![(&TOKEN, token)],
            Target::Telegram(_) => Vec::new(),
            Target::Sftp(sftp) => vec![(&program::KEY, &sftp.key)],
            Target::Rclone(rclone) => vec![(&program::RCLONE_CONFIG, &rclone.config)],
        }
    }

    /// Whether two lie at the same place.
    pub fn is_at(&self, other: &Target) -> bool {
        self.address() == other.address()
    }

    /// Where it is, as people read it; no secret is in it.
    pub fn shown(&self) -> String {
        match self {
            Target::Folder(folder) => folder.path.display().to_string(),
            Target::S3(S3 { endpoint, bucket, prefix, .. }) => {
                format!("{endpoint}/{bucket}/{prefix}").trim_end_matches('/').to_owned()
            }
            Target::Webdav(webdav) => webdav.url.clone(),
            Target::Telegram(channel) => channel.chat_id.to_string(),
            Target::Sftp(sftp) => sftp.shown(),
            Target::Rclone(rclone) => rclone.remote.clone(),
        }
    }

    /// Whether it takes a program of others to get there, which the shop itself must not run.
    pub fn is_carried(&self) -> bool {
        matches!(self, Target::Sftp(_) | Target::Rclone(_))
    }

    /// Where it is, the same for two that lie at the same place, and the key that says so.
    fn address(&self) -> (&'static str, String) {
        match self {
            Target::Folder(folder) => ("path", folder.path.display().to_string()),
            Target::S3(S3 { endpoint, bucket, prefix, .. }) => {
                ("bucket", format!("{endpoint} {bucket} {prefix}"))
            }
            Target::Webdav(webdav) => ("url", webdav.url.clone()),
            Target::Telegram(channel) => ("chat_id", channel.chat_id.to_string()),
            Target::Sftp(sftp) => ("host", sftp.shown()),
            Target::Rclone(rclone) => ("remote", rclone.remote.clone()),
        }
    }
}

impl Backup {
    /// What finds it again, on one line: no secret is in it.
    pub fn line(&self) -> String {
        format!("{}: {} {}", self.name, self.target.kind(), self.target.shown())
    }
}

impl Key {
    /// Under which a place's table may have it: itself, or where it lies.
    pub fn names(&self) -> [&'static str; 2] {
        [self.key, self.file_key]
    }

    pub fn credential(&self, place: &str) -> String {
        format!("backup_{place}_{}", self.key)
    }
}

/// Reads all of them. `data_dir` is where the shop itself lies, if that is known; `bot` is its own.
pub fn backups(
    tables: Vec<Table<'_>>,
    places: &Places<'_>,
    data_dir: Option<&Path>,
    bot: Option<&Bot>,
) -> Option<Vec<Backup>> {
    let mut read: Vec<Option<Backup>> = Vec::with_capacity(tables.len());
    let (mut names, mut addresses) = (Vec::new(), Vec::new());
    for mut table in tables {
        let line = table.line;
        let name = table.required("name", name);
        let known = name.as_ref().map(|name| name.to_ascii_lowercase());
        if let (Some(known), Some(name)) = (&known, &name)
            && names.contains(known)
        {
            let at = table.line_of("name").unwrap_or(line);
            table.note(at, "name", format!("\"{name}\" is the name of another [[backup]] already"));
        }
        names.extend(known);
        let target = target(table, places, name.as_deref(), data_dir, bot);
        if let Some((table, target)) = &target {
            let (key, address) = target.address();
            if addresses.contains(&address) {
                let at = table.line_of(key).unwrap_or(line);
                table.note(at, key, "is the place of another [[backup]] already: no second copy");
            }
            addresses.push(address);
        }
        read.push(name.zip(target).map(|(name, (_, target))| Backup { name, target }));
    }
    read.into_iter().collect()
}

/// Whether it takes a program of others, as far as can be told without reading all of it.
pub(super) fn is_carried(table: &mut Table<'_>) -> bool {
    is_of(table, &[program::SFTP.name, program::RCLONE.name])
}

/// Whether a bot writes there.
pub(super) fn is_channel(table: &mut Table<'_>) -> bool {
    is_of(table, &[TELEGRAM.name])
}

fn is_of(table: &mut Table<'_>, kinds: &[&str]) -> bool {
    let kind = table.optional("kind", |value| Ok(value.as_str().map(str::to_owned)));
    kind.flatten().flatten().is_some_and(|kind| kinds.contains(&kind.as_str()))
}

/// The rest of one, and its table to tell what is wrong with it as a whole.
fn target<'t>(
    mut table: Table<'t>,
    places: &Places<'_>,
    name: Option<&str>,
    data_dir: Option<&Path>,
    bot: Option<&Bot>,
) -> Option<(Table<'t>, Target)> {
    let Some(kind) = table.required("kind", kind) else {
        // Whose keys the others are is not known.
        KINDS.iter().for_each(|kind| table.expect(kind.keys));
        table.close_here();
        return None;
    };
    for other in KINDS.iter().filter(|other| other.name != kind.name) {
        let what = format!("is a key of kind \"{}\", not of \"{}\"", other.name, kind.name);
        let foreign = other.keys.iter().filter(|key| !kind.keys.contains(key));
        foreign.for_each(|key| table.refuse(key, &what));
    }
    let secret = |table: &mut Table<'_>, key: &Key, shape| secret(table, places, key, name, shape);
    let target = match kind.name {
        "folder" => folder(&mut table, data_dir).map(Target::Folder),
        "s3" => s3(&mut table, secret).map(Target::S3),
        "telegram" => {
            let credential = TOKEN.credential(name.unwrap_or("NAME"));
            let called = Name { key: TOKEN.key, file_key: TOKEN.file_key, credential: &credential };
            channel(&mut table, places, &called, bot).map(Target::Telegram)
        }
        "sftp" => program::sftp(&mut table, secret).map(Target::Sftp),
        "rclone" => program::rclone(&mut table, secret).map(Target::Rclone),
        _ => webdav(&mut table, secret).map(Target::Webdav),
    };
    table.close_here();
    Some((table, target?))
}

fn folder(table: &mut Table<'_>, data_dir: Option<&Path>) -> Option<Folder> {
    let path = table.required("path", |value| {
        let path = path(value)?;
        match data_dir.is_some_and(|data_dir| path.starts_with(data_dir)) {
            true => Err("lies in data_dir: what becomes of the shop becomes of it".to_owned()),
            false => Ok(path),
        }
    });
    let same_disk = table.or("same_disk", false, flag);
    Some(Folder { path: path?, same_disk: same_disk? })
}

/// Without a slash at its end: the same folder is the same text.
pub(super) fn path(value: &DeValue<'_>) -> Result<PathBuf, String> {
    Ok(check::absolute(value, "/mnt/usb/warung")?.components().collect())
}

fn s3(
    table: &mut Table<'_>,
    secret: impl Fn(&mut Table<'_>, &Key, Shape) -> Option<SecretString>,
) -> Option<S3> {
    let endpoint = table.required("endpoint", check::url);
    let path_style = table.or("path_style", true, flag);
    let bucket = table.required("bucket", |value| bucket(value, path_style != Some(false)));
    let prefix = table.or("prefix", String::new(), prefix);
    let region = table.or("region", "auto".to_owned(), region);
    let access_key = secret(table, &ACCESS_KEY, secret::scope);
    let secret_key = secret(table, &SECRET_KEY, secret::header);
    Some(S3 {
        endpoint: endpoint?,
        bucket: bucket?,
        prefix: prefix?,
        region: region?,
        path_style: path_style?,
        access_key: access_key?,
        secret_key: secret_key?,
    })
}

fn webdav(
    table: &mut Table<'_>,
    secret: impl Fn(&mut Table<'_>, &Key, Shape) -> Option<SecretString>,
) -> Option<Webdav> {
    let url = table.required("url", check::url);
    let user = table.required("user", user);
    let password = secret(table, &PASSWORD, secret::password);
    Some(Webdav { url: url?, user: user?, password: password? })
}

/// Without a proper name of the place nobody can say what its credential is called.
fn secret(
    table: &mut Table<'_>,
    places: &Places<'_>,
    key: &Key,
    name: Option<&str>,
    shape: Shape,
) -> Option<SecretString> {
    let credential = key.credential(name.unwrap_or("NAME"));
    let called = Name { key: key.key, file_key: key.file_key, credential: &credential };
    match name {
        Some(_) => places.required(table, &called, shape),
        None => places.read(table, &called, shape).flatten(),
    }
}

fn kind(value: &DeValue<'_>) -> Result<&'static Kind, String> {
    let written = text(value)?;
    let found = KINDS.iter().find(|kind| kind.name == written);
    found.copied().ok_or_else(|| {
        let known: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        format!("\"{written}\" is no kind of place; there are: {}", known.join(", "))
    })
}

/// It is part of files' names.
pub(super) fn name(value: &DeValue<'_>) -> Result<String, String> {
    let name = text(value)?;
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let shaped = (1..=TARGET_NAME_CHARS_MAX).contains(&name.len())
        && name.bytes().all(sign)
        && name.starts_with(|first: char| first.is_ascii_alphanumeric());
    match shaped {
        true => Ok(name.to_owned()),
        false => Err(format!(
            "must be a short name, as usb: letters, digits, - and _ alone, {TARGET_NAME_CHARS_MAX} \
             at most"
        )),
    }
}

/// `path_style`: else it is part of a host's name, and of its certificate's.
pub(super) fn bucket(value: &DeValue<'_>, path_style: bool) -> Result<String, String> {
    let bucket = text(value)?;
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let shaped = BUCKET_CHARS.contains(&bucket.len())
        && bucket.bytes().all(sign)
        && bucket.starts_with(|first: char| first.is_ascii_alphanumeric());
    if !shaped {
        return Err("must be a bucket's name: letters, digits, -, _ and . alone".to_owned());
    }
    let label = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    match path_style || bucket.bytes().all(label) {
        true => Ok(bucket.to_owned()),
        false => Err("cannot be part of a host's name; leave path_style at true".to_owned()),
    }
}

/// The slashes at its ends are taken off.
pub(super) fn prefix(value: &DeValue<'_>) -> Result<String, String> {
    let prefix = text(value)?.trim_matches('/');
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let part = |part: &str| part.bytes().all(sign) && !part.is_empty() && !part.starts_with('.');
    match prefix.is_empty() || prefix.len() <= TARGET_PATH_CHARS_MAX && prefix.split('/').all(part)
    {
        true => Ok(prefix.to_owned()),
        false => Err("must be plain folders, as warung/: letters, digits, -, _ and .".to_owned()),
    }
}

pub(super) fn region(value: &DeValue<'_>) -> Result<String, String> {
    let region = text(value)?;
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    match (1..=TARGET_NAME_CHARS_MAX).contains(&region.len()) && region.bytes().all(sign) {
        true => Ok(region.to_owned()),
        false => Err("must be a region, as eu-central-1, or \"auto\"".to_owned()),
    }
}

/// It stands before a colon in a header.
pub(super) fn user(value: &DeValue<'_>) -> Result<String, String> {
    let user = text(value)?;
    match user.is_empty() || user.contains(|sign: char| sign == ':' || sign.is_control()) {
        true => Err("must be the name that signs in there, without a colon".to_owned()),
        false => Ok(user.to_owned()),
    }
}
