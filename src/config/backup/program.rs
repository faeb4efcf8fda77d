//! Places that a program of others reaches: `sftp` by ssh, and whatever else rclone speaks.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};
use toml::de::DeValue;

use super::{Key, Kind, Shape};
use crate::config::check;
use crate::config::secret;
use crate::config::table::{Table, text};
use crate::domain::limit::{HOST_CHARS_MAX, TARGET_NAME_CHARS_MAX, TARGET_PATH_CHARS_MAX};

/// A folder of whoever lets somebody in by ssh.
#[derive(Clone, Debug)]
pub struct Sftp {
    pub host: String,
    pub port: u16,
    pub user: String,
    /// Where nobody says, the folder that one comes to; without a slash at its end.
    pub path: String,
    /// Who answers must have this one: its kind and itself, as in `known_hosts`.
    pub host_key: String,
    pub key: SecretString,
}

/// What one section of rclone's own configuration leads to.
#[derive(Clone, Debug)]
pub struct Rclone {
    /// The section and a path in it, `drive:warung`; without a slash at its end.
    pub remote: String,
    pub config: SecretString,
}

pub(super) const SFTP: Kind =
    Kind { name: "sftp", keys: &["host", "port", "user", "path", "host_key", "key", "key_file"] };
pub(super) const RCLONE: Kind =
    Kind { name: "rclone", keys: &["remote", "rclone_config", "rclone_config_file"] };

pub(super) const KEY: Key = Key { key: "key", file_key: "key_file" };
pub(super) const RCLONE_CONFIG: Key = Key { key: "rclone_config", file_key: "rclone_config_file" };

pub const SSH_PORT: u16 = 22;
/// What servers have to prove themselves with.
const HOST_KEYS: [&str; 5] =
    ["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa"];

impl Sftp {
    pub fn shown(&self) -> String {
        let host = match self.host.contains(':') {
            true => format!("[{}]", self.host),
            false => self.host.clone(),
        };
        let port = if self.port == SSH_PORT { String::new() } else { format!(":{}", self.port) };
        let path = self.path.trim_start_matches('/');
        // A path that does not begin at the root begins where one comes to.
        let from = if self.path.starts_with('/') { "/" } else { "/~/" };
        let address = format!("sftp://{}@{host}{port}{from}{path}", self.user);
        address.trim_end_matches('/').to_owned()
    }
}

impl Rclone {
    /// The section that it is about.
    pub fn section(&self) -> &str {
        section_of(&self.remote)
    }
}

pub fn section_of(remote: &str) -> &str {
    remote.split_once(':').map_or(remote, |(section, _)| section)
}

pub(super) fn sftp(
    table: &mut Table<'_>,
    secret: impl Fn(&mut Table<'_>, &Key, Shape) -> Option<SecretString>,
) -> Option<Sftp> {
    let host = table.required("host", host);
    let port = table.or("port", SSH_PORT, port);
    let user = table.required("user", ssh_user);
    let path = table.or("path", String::new(), there);
    let host_key = table.required("host_key", host_key);
    let key = secret(table, &KEY, secret::private_key);
    Some(Sftp {
        host: host?,
        port: port?,
        user: user?,
        path: path?,
        host_key: host_key?,
        key: key?,
    })
}

pub(super) fn rclone(
    table: &mut Table<'_>,
    secret: impl Fn(&mut Table<'_>, &Key, Shape) -> Option<SecretString>,
) -> Option<Rclone> {
    let remote = table.required("remote", remote);
    let config = secret(table, &RCLONE_CONFIG, secret::rclone_config);
    let rclone = Rclone { remote: remote?, config: config? };
    match has_section(rclone.config.expose_secret(), rclone.section()) {
        true => Some(rclone),
        false => {
            let line = table.line_of("remote").unwrap_or(table.line);
            let what = format!("rclone_config has no section [{}]", rclone.section());
            table.note(line, "remote", what);
            None
        }
    }
}

/// Whether rclone's configuration knows that remote.
pub fn has_section(config: &str, section: &str) -> bool {
    let heads = config.lines().filter_map(|line| line.trim().strip_prefix('[')?.strip_suffix(']'));
    heads.into_iter().any(|head| head.trim() == section)
}

/// It becomes an argument of ssh: no option, and nothing that a shell or ssh would read into it.
pub(in crate::config) fn host(value: &DeValue<'_>) -> Result<String, String> {
    let host = text(value)?;
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b':' | b'_');
    let shaped = (1..=HOST_CHARS_MAX).contains(&host.len())
        && host.bytes().all(sign)
        && host.starts_with(|first: char| first.is_ascii_alphanumeric() || first == ':')
        && (!host.contains(':') || host.parse::<std::net::Ipv6Addr>().is_ok());
    match shaped {
        true => Ok(host.to_owned()),
        false => Err("must be a host's name or address, as u123.example; its port by port".into()),
    }
}

fn port(value: &DeValue<'_>) -> Result<u16, String> {
    let port = check::between(value, 1, u64::from(u16::MAX))?;
    Ok(u16::try_from(port).unwrap_or(u16::MAX))
}

pub(in crate::config) fn ssh_user(value: &DeValue<'_>) -> Result<String, String> {
    let user = text(value)?;
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.@+".contains(&byte);
    let shaped = (1..=HOST_CHARS_MAX).contains(&user.len())
        && user.bytes().all(sign)
        && user.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_');
    match shaped {
        true => Ok(user.to_owned()),
        false => Err("must be the name that signs in there: letters, digits, -_.@+ alone".into()),
    }
}

/// The slash at its end is taken off.
pub(in crate::config) fn there(value: &DeValue<'_>) -> Result<String, String> {
    let path = text(value)?;
    let part = |part: &str| !matches!(part, "." | "..") && !part.contains(char::is_control);
    let shaped = path.len() <= TARGET_PATH_CHARS_MAX && path.split('/').all(part);
    match shaped && !path.starts_with('~') && !path.contains("//") {
        true if path == "/" => Ok(path.to_owned()),
        true => Ok(path.strip_suffix('/').unwrap_or(path).to_owned()),
        false => Err("must be a folder there, as warung or /srv/warung, without . and ..".into()),
    }
}

/// As `ssh-keyscan` and the server's own `.pub` file have it; what else is on the line goes.
pub(in crate::config) fn host_key(value: &DeValue<'_>) -> Result<String, String> {
    let mut words = text(value)?.split_whitespace().skip_while(|word| !HOST_KEYS.contains(word));
    let found = words.next().zip(words.next());
    let fits = found.filter(|(kind, key)| {
        let named = STANDARD.decode(key).ok().and_then(|blob| {
            let length = u32::from_be_bytes(*blob.first_chunk()?) as usize;
            Some(blob.get(4..)?.get(..length)? == kind.as_bytes())
        });
        named == Some(true)
    });
    let wrong = "must be the server's public key, as ssh-ed25519 AAAA…; ssh-keyscan shows it";
    fits.map(|(kind, key)| format!("{kind} {key}")).ok_or_else(|| wrong.to_owned())
}

/// It becomes an argument of rclone: a section's name and a path, no option and no settings.
pub(in crate::config) fn remote(value: &DeValue<'_>) -> Result<String, String> {
    let remote = text(value)?;
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.+@".contains(&byte);
    let shaped = remote.split_once(':').is_some_and(|(section, path)| {
        (1..=TARGET_NAME_CHARS_MAX).contains(&section.len())
            && section.bytes().all(sign)
            && !section.starts_with('-')
            && path.len() <= TARGET_PATH_CHARS_MAX
            && !path.contains(char::is_control)
            && !path.split('/').any(|part| matches!(part, "." | ".."))
    });
    match shaped {
        true if remote.ends_with(":/") => Ok(remote.to_owned()),
        true => Ok(remote.strip_suffix('/').unwrap_or(remote).to_owned()),
        false => Err("must be a section of rclone_config and a path, as drive:warung".to_owned()),
    }
}
