//! A secret comes in one of three ways: written down, by file, or under its name in a folder:
//! systemd's credentials, or the one beside the configuration.

use std::cell::Cell;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};

use super::check;
use super::paper::read_within;
use super::table::{Table, text};
use crate::domain::limit::SECRET_BYTES_MAX;

/// The shape a secret must have, or what to say. Never says the secret.
pub type Shape = fn(&str) -> Result<(), &'static str>;

/// One secret and the names it goes by.
pub struct Name<'n> {
    pub key: &'static str,
    /// The same with `_file` behind.
    pub file_key: &'static str,
    /// What systemd calls it.
    pub credential: &'n str,
}

/// Secrets by their names, that somebody has just given and that lie nowhere yet. `None` is to
/// go, whatever lies there now.
pub type Given<'g> = &'g [(&'g str, Option<SecretString>)];

/// Where secrets are looked for.
pub struct Places<'p> {
    /// Paths in the configuration start here.
    pub base: &'p Path,
    pub credentials: Option<&'p Path>,
    /// The folder beside the configuration.
    pub beside: PathBuf,
    pub given: Given<'p>,
    /// One stood in the configuration itself.
    pub inline: Cell<bool>,
}

/// A secret under its name, and who vouches that nobody else reads it.
enum Found {
    Given(SecretString),
    /// systemd keeps its own files closed, with a mode of its own choosing.
    Credential(PathBuf),
    Beside(PathBuf),
}

/// Whether everybody on the machine can read a file.
pub fn is_open(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|facts| facts.permissions().mode() & 0o007 != 0)
}

/// The folder of a configuration's secrets: `toko.secrets` for `toko.toml`.
pub fn folder_of(config: &Path) -> PathBuf {
    let mut name = config.file_stem().map_or_else(OsString::new, OsString::from);
    name.push(".secrets");
    config.with_file_name(name)
}

impl Places<'_> {
    /// Reads a secret. The outer `None`: it is wrong, and that has been noted.
    pub fn read(
        &self,
        table: &mut Table<'_>,
        name: &Name<'_>,
        shape: Shape,
    ) -> Option<Option<SecretString>> {
        let written =
            table.optional(name.key, |value| shaped(text(value)?, shape).map_err(str::to_owned));
        self.inline.set(self.inline.get() || matches!(written, Some(Some(_))));
        let file = table.optional(name.file_key, |value| {
            from_file(&self.base.join(check::path(value)?), shape)
        });
        let found = self.find(name.credential);
        self.refuse_two(table, name, found.is_some());
        let named = match found.map(|found| found.read(shape)).transpose() {
            Ok(named) => named,
            Err(what) => {
                table.note(table.line, name.key, what);
                return None;
            }
        };
        Some(written?.or(file?).or(named))
    }

    /// The same, where the shop cannot do without.
    pub fn required(
        &self,
        table: &mut Table<'_>,
        name: &Name<'_>,
        shape: Shape,
    ) -> Option<SecretString> {
        let secret = self.read(table, name, shape)?;
        if secret.is_none() {
            let Name { key, file_key, credential } = name;
            let ways = format!("; give it, or {file_key}, or the credential {credential}");
            table.missing(key, &ways);
        }
        secret
    }

    fn find(&self, name: &str) -> Option<Found> {
        if let Some((_, secret)) = self.given.iter().find(|(given, _)| *given == name) {
            return secret.clone().map(Found::Given);
        }
        // systemd puts the name of the folder it took them from in front.
        let credential = [format!("secret_{name}"), name.to_owned()].into_iter();
        let mut credential = credential.filter_map(|it| Some(self.credentials?.join(it)));
        if let Some(path) = credential.find(|path| path.exists()) {
            return Some(Found::Credential(path));
        }
        let path = self.beside.join(name);
        match fs::metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            // What lies there was handed over by systemd; a sandbox that is off hides nothing.
            Err(error)
                if error.kind() == ErrorKind::PermissionDenied && self.credentials.is_some() =>
            {
                None
            }
            // One that cannot be looked at is told when it is read.
            _ => Some(Found::Beside(path)),
        }
    }

    /// With two, a change of one of them would silently do nothing.
    fn refuse_two(&self, table: &Table<'_>, name: &Name<'_>, credential: bool) {
        let Name { key, file_key, credential: called } = name;
        let (written, file) = (table.line_of(key), table.line_of(file_key));
        if let (Some(written), Some(file)) = (written, file) {
            let what = format!("give either {key} or {file_key}, not both");
            table.note(written.max(file), key, what);
        }
        if let (Some(line), true) = (written.or(file), credential) {
            let what = format!("is given already, by the credential or file {called}");
            table.note(line, key, what);
        }
    }
}

impl Found {
    fn read(self, shape: Shape) -> Result<SecretString, String> {
        match self {
            Found::Given(secret) => {
                Ok(shaped(secret.expose_secret(), shape).map_err(str::to_owned)?)
            }
            Found::Credential(path) => from_credential(&path, shape).map_err(|what| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                format!("the credential {name} {what}")
            }),
            Found::Beside(path) => from_file(&path, shape),
        }
    }
}

fn from_file(path: &Path, shape: Shape) -> Result<SecretString, String> {
    let facts = fs::metadata(path);
    let facts = facts.map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied => {
            format!("{} is closed to this user; try with sudo", path.display())
        }
        _ => format!("{} cannot be read: {error}", path.display()),
    })?;
    if facts.permissions().mode() & 0o077 != 0 {
        return Err(format!("{0} is open to others; chmod 600 {0}", path.display()));
    }
    from_credential(path, shape).map_err(|what| format!("{} {what}", path.display()))
}

fn from_credential(path: &Path, shape: Shape) -> Result<SecretString, String> {
    let bytes = read_within(path, SECRET_BYTES_MAX)?;
    let text = SecretString::from(String::from_utf8(bytes).map_err(|_| "is not UTF-8 text")?);
    let line = text.expose_secret();
    let line = line.strip_suffix('\n').unwrap_or(line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    shaped(line, shape).map_err(str::to_owned)
}

fn shaped(secret: &str, shape: Shape) -> Result<SecretString, &'static str> {
    if secret.is_empty() {
        return Err("is empty");
    }
    shape(secret)?;
    Ok(SecretString::from(secret.to_owned()))
}

/// What the bot's father hands out: `123456789:AAH…`, an id and some 35 signs.
pub fn token(secret: &str) -> Result<(), &'static str> {
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let shaped = secret.split_once(':').is_some_and(|(id, tail)| {
        (1..=20).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_digit())
            && (30..=64).contains(&tail.len())
            && tail.bytes().all(sign)
    });
    shaped.then_some(()).ok_or("is no bot token, as 123456789:AAH…")
}

/// It travels in a header.
pub fn header(secret: &str) -> Result<(), &'static str> {
    let plain = secret.bytes().all(|byte| byte.is_ascii_graphic());
    plain.then_some(()).ok_or("has spaces or signs that no header can carry")
}

/// It stands between slashes and commas in a header.
pub fn scope(secret: &str) -> Result<(), &'static str> {
    let sign = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'/' | b',' | b'=');
    secret.bytes().all(sign).then_some(()).ok_or("is no access key: it has spaces, / , or =")
}

/// Whatever people choose: it is wrapped before it travels.
pub fn password(secret: &str) -> Result<(), &'static str> {
    let control = secret.contains(char::is_control);
    (!control).then_some(()).ok_or("has signs that nobody types")
}

/// As ssh-keygen writes it. Nobody is there to type a passphrase.
pub fn private_key(secret: &str) -> Result<(), &'static str> {
    const NONE: &str = "is no private key, as ssh-keygen writes it: -----BEGIN … KEY-----";
    let lines: Vec<&str> = secret.lines().map(str::trim_end).collect();
    let edge = |line: Option<&&str>, word: &str| {
        line.is_some_and(|it| it.starts_with(word) && it.ends_with("KEY-----"))
    };
    if !edge(lines.first(), "-----BEGIN ") || !edge(lines.last(), "-----END ") {
        return Err(NONE);
    }
    if lines.iter().any(|line| line.contains(char::is_control)) {
        return Err(NONE);
    }
    // In ssh's own form, the cipher's name stands behind a mark of fifteen signs and a length.
    let body: String = lines[1..lines.len() - 1].concat();
    let head = STANDARD.decode(body.get(..32).unwrap_or_default()).unwrap_or_default();
    let own = head.starts_with(b"openssh-key-v1\0");
    let open = !own || head.get(15..).is_some_and(|rest| rest.starts_with(b"\0\0\0\x04none"));
    match open && !secret.contains("ENCRYPTED") {
        true => Ok(()),
        false => Err("has a passphrase, and nobody is there to type it; make one without"),
    }
}

/// Sections as `rclone config` writes them.
pub fn rclone_config(secret: &str) -> Result<(), &'static str> {
    if secret.contains("RCLONE_ENCRYPT_V") {
        return Err("is encrypted, and nobody is there to type its password");
    }
    if secret.lines().any(runs_a_program) {
        return Err("has an option that runs a program here, as ssh or bearer_token_command; \
                    leave it out");
    }
    let odd = |sign: char| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t');
    let section = secret.lines().any(|line| line.trim().starts_with('['));
    match section && !secret.contains(odd) {
        true => Ok(()),
        false => Err("is no configuration of rclone: no [section] in it"),
    }
}

/// Whether a line of rclone's configuration, or a remote that is spelled out in it, has an option
/// by which rclone runs what somebody else chose. What runs at the server's end is its business:
/// rclone itself notes such for checksums.
fn runs_a_program(line: &str) -> bool {
    const THERE: &str = "server_command";
    const HERE: [&str; 3] = ["ssh", "metadata_mapper", "use_az"];
    let line = line.trim();
    let Some((key, value)) = line.split_once(['=', ':']).filter(|_| !line.starts_with(['#', ';']))
    else {
        return false;
    };
    // As in `remote = :sftp,ssh="sh -c …":`, and not in a token.
    let token = key.trim() == "token" && value.trim_start().starts_with('{');
    let spelled = value.split(',').skip(1).filter(|_| !token);
    let inner = spelled.filter_map(|part| Some(part.split_once(['=', ':'])?.0));
    std::iter::once(key).chain(inner).any(|name| {
        let name = name.replace(|sign: char| sign.is_whitespace() || "\"'`".contains(sign), "");
        let name = name.replace('-', "_").to_lowercase();
        // `override.` and `global.` stand before options of rclone's own.
        let name = name.rsplit('.').next().unwrap_or_default();
        let command = name.ends_with("command") && !name.ends_with("sum_command") && name != THERE;
        command || HERE.contains(&name)
    })
}

/// It is the last part of a path.
pub fn segment(secret: &str) -> Result<(), &'static str> {
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'~');
    let plain = secret.bytes().all(sign) && !secret.bytes().all(|byte| byte == b'.');
    plain.then_some(()).ok_or("is part of an address with v1: letters, digits, -, _, . and ~ alone")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_an_id_and_a_tail() {
        assert_eq!(token(&format!("123456789:{}", "A".repeat(35))), Ok(()));
        for wrong in ["", "123", ":AAAA", "12a:", "123456789:AAH short"] {
            assert!(token(wrong).is_err(), "{wrong}");
        }
        assert!(token(&format!("123456789:{}\n", "A".repeat(35))).is_err());
    }

    #[test]
    fn rclone_is_told_of_no_programs_to_run() {
        let within = |line: &str| rclone_config(&format!("[x]\ntype = sftp\n{line}\nuser = sari"));
        for wrong in [
            "ssh = sh -c x",
            "ssh: sh -c x",
            "  SSH=sh",
            "\"ssh\" = sh",
            "bearer_token_command = x",
            "password_command = x",
            "override.metadata_mapper = x",
            "global.password-command = x",
            "use_az = true",
            "remote = :sftp,ssh=\"sh -c x\":y",
            "upstreams = \"a=:webdav,url=http://x,bearer_token_command=x:\" b:",
            "remote = :sftp,host=x,ssh:y",
            "ssh\t= sh -c x",
            "ssh\u{a0}= sh -c x",
            "upstreams = {a=:sftp,ssh=sh:y",
        ] {
            assert!(within(wrong).is_err_and(|why| why.contains("runs a program")), "{wrong}");
        }
        for right in [
            "md5sum_command = md5sum",
            "sha256sum_command = none",
            "server_command = sudo /usr/lib/sftp-server",
            "token = {\"access_token\":\"x\",\"ssh\":\"y\"}",
            "# ssh = sh",
            "host = ssh.example",
            "key_file_pass = ssh",
            "remote = ssh:warung",
            "description = cloud, ssh",
        ] {
            assert_eq!(within(right), Ok(()), "{right}");
        }
    }

    #[test]
    fn a_segment_leads_nowhere_else() {
        assert_eq!(segment("aB3-_.~"), Ok(()));
        for wrong in ["a/b", "..", "a?b", "a%2f", "a b"] {
            assert!(segment(wrong).is_err(), "{wrong}");
        }
    }
}
