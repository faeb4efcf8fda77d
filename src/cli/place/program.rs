//! Places that take ssh or rclone: what is asked, and the keys of both sides, found or made.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, anyhow};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use super::ask::{Ask, Asking};
use crate::backup::offsite::{Scratch, Whom};
use crate::cli::{Trouble, files, say, terminal};
use crate::config::answer;
use crate::config::backup::{Rclone, SSH_PORT, Sftp, has_section, section_of};
use crate::domain::limit::{CONFIG_BYTES_MAX, SECRET_BYTES_MAX, TARGET_CONNECT};

/// What is said beforehand of such a place.
#[derive(Default, clap::Args)]
pub struct ByProgram {
    /// The SFTP server, as u123.example
    #[arg(long)]
    host: Option<String>,
    /// Its port; 22, where nothing is said
    #[arg(long, value_name = "N")]
    port: Option<String>,
    /// The server's public key, as "ssh-ed25519 AAAA…"; ssh-keyscan shows it
    #[arg(long, value_name = "KEY")]
    host_key: Option<String>,
    /// Where the private key is that it lets in; - reads the standard input
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// A section of rclone's configuration and a path, as drive:warung
    #[arg(long)]
    remote: Option<String>,
    /// Where rclone's configuration is, or -; what the section needs is taken out of it
    #[arg(long, value_name = "FILE")]
    rclone_config_file: Option<PathBuf>,
}

/// A flag, the kinds it is of, and whether it was given.
type Flag = (&'static [&'static str], &'static str, bool);

impl ByProgram {
    pub fn flags(&self) -> [Flag; 6] {
        [
            (&["sftp"], "--host", self.host.is_some()),
            (&["sftp"], "--port", self.port.is_some()),
            (&["sftp"], "--host-key", self.host_key.is_some()),
            (&["sftp"], "--key-file", self.key_file.is_some()),
            (&["rclone"], "--remote", self.remote.is_some()),
            (&["rclone"], "--rclone-config-file", self.rclone_config_file.is_some()),
        ]
    }
}

impl Asking<'_> {
    pub(super) fn sftp(&self) -> Result<Sftp, Trouble> {
        let (w, told) = (self.talk.w, &self.told.program);
        let ask = |told, flag, question, usual| Ask { told, flag, question, usual };
        let host = self.asked(ask(&told.host, "--host", w.place_ask_host(), ""), |typed| {
            answer::host(typed).map_err(|_| w.place_bad_host())
        })?;
        let port = self.asked(ask(&told.port, "--port", w.place_ask_port(), "22"), |typed| {
            typed.parse::<u16>().ok().filter(|port| *port > 0).ok_or_else(|| w.place_bad_port())
        })?;
        let question = w.place_ask_ssh_user();
        let user = self.asked(ask(&self.told.user, "--user", question, ""), |typed| {
            answer::ssh_user(typed).map_err(|_| w.place_bad_ssh_user())
        })?;
        let path = self
            .asked(ask(&self.told.path, "--path", w.place_ask_there(), "warung"), |it| {
                answer::there(if it == "-" { "" } else { it }).map_err(|_| w.place_bad_there())
            })?;
        let host_key = self.host_key(&host, port)?;
        let key = self.key(&user, &host)?;
        Ok(Sftp { host, port, user, path, host_key, key })
    }

    /// Who answers must be known beforehand: what the network shows is compared by a person.
    fn host_key(&self, host: &str, port: u16) -> Result<String, Trouble> {
        let w = self.talk.w;
        let (told, flag) = (&self.told.program.host_key, "--host-key");
        if told.is_none() && !self.talk.silent {
            match scanned(host, port) {
                Ok(key) => {
                    say(&w.place_host_key_seen(&fingerprint(&key)));
                    if self.talk.agrees(&w.place_host_key_agree())? {
                        return Ok(key);
                    }
                }
                Err(why) => self.talk.doubt(&w.place_host_key_unseen(&why)),
            }
        }
        let question = w.place_ask_host_key();
        self.asked(Ask { told, flag, question, usual: "" }, |typed| {
            answer::host_key(typed).map_err(|_| w.place_bad_host_key())
        })
    }

    fn key(&self, user: &str, host: &str) -> Result<SecretString, Trouble> {
        let w = self.talk.w;
        let fits = |path: &Path| {
            let key = whole(path, SECRET_BYTES_MAX)?;
            answer::private_key(key.expose_secret()).map(|()| key).map_err(str::to_owned)
        };
        match (&self.told.program.key_file, self.talk.silent) {
            (Some(path), _) => fits(path)
                .map_err(|why| Trouble::Config(format!("--key-file {}: {why}", path.display()))),
            (None, true) => Err(Trouble::Wrong(w.setup_needs("--key-file FILE"))),
            (None, false) => {
                let given = self.talk.ask(&w.place_ask_key_file(), "", |typed| match typed {
                    "" => Ok(None),
                    typed => fits(Path::new(typed)).map(Some).map_err(|why| w.place_bad_file(&why)),
                })?;
                given.map_or_else(|| self.made(user, host), Ok)
            }
        }
    }

    /// A new key, whose public half somebody puts there.
    fn made(&self, user: &str, host: &str) -> Result<SecretString, Trouble> {
        let w = self.talk.w;
        let room = Scratch::new().context("a folder for the key")?;
        let path = room.path().join("key");
        let mut command = Command::new("ssh-keygen");
        command.args(["-q", "-t", "ed25519", "-N", "", "-C", "warung", "-f"]).arg(&path);
        let made = command.stdin(Stdio::null()).output().map_err(|_| absent("ssh-keygen"))?;
        if !made.status.success() {
            let said = String::from_utf8_lossy(&made.stderr);
            return Err(anyhow!("ssh-keygen: {}", said.trim()).into());
        }
        let public = fs::read_to_string(path.with_extension("pub")).context("the new key")?;
        let key = whole(&path, SECRET_BYTES_MAX).map_err(|why| anyhow!("the new key {why}"))?;
        say(&w.place_key_made(&format!("{user}@{host}")));
        say(&format!("\n  {}\n", public.trim()));
        terminal::ask(&format!("{} ", w.place_key_enter()))?;
        Ok(key)
    }

    pub(super) fn rclone(&self) -> Result<Rclone, Trouble> {
        let (w, told) = (self.talk.w, &self.told.program);
        let (flag, question) = ("--remote", w.place_ask_remote());
        let remote = self
            .asked(Ask { told: &told.remote, flag, question, usual: "" }, |typed| {
                answer::remote(typed).map_err(|_| w.place_bad_remote())
            })?;
        let section = section_of(&remote).to_owned();
        let fits = |path: &Path| {
            let text = whole(path, CONFIG_BYTES_MAX)?;
            let config = SecretString::from(needed(text.expose_secret(), &section));
            if !has_section(config.expose_secret(), &section) {
                return Err(format!("has no section [{section}]"));
            }
            if config.expose_secret().len() > SECRET_BYTES_MAX {
                return Err(format!("needs more than {SECRET_BYTES_MAX} bytes for it"));
            }
            answer::rclone_config(config.expose_secret()).map(|()| config).map_err(str::to_owned)
        };
        let config = match (&told.rclone_config_file, self.talk.silent) {
            (Some(path), _) => fits(path).map_err(|why| {
                Trouble::Config(format!("--rclone-config-file {}: {why}", path.display()))
            })?,
            (None, true) => {
                return Err(Trouble::Wrong(w.setup_needs("--rclone-config-file FILE")));
            }
            (None, false) => {
                self.talk.ask(&w.place_ask_rclone_config(), &usual_config(), |it| {
                    fits(Path::new(it)).map_err(|why| w.place_bad_file(&why))
                })?
            }
        };
        Ok(Rclone { remote, config })
    }
}

/// Where rclone keeps it for whoever set it up; with sudo, that is somebody else than root.
fn usual_config() -> String {
    let own = std::env::var("HOME").ok().map(PathBuf::from);
    let theirs = std::env::var("SUDO_USER").ok().map(|user| PathBuf::from("/home").join(user));
    let found = theirs.into_iter().chain(own).map(|home| home.join(".config/rclone/rclone.conf"));
    found
        .into_iter()
        .find(|path| path.exists())
        .map_or(String::new(), |it| it.display().to_string())
}

/// A text of many lines; `-` is all of the standard input.
fn whole(path: &Path, bytes_max: usize) -> Result<SecretString, String> {
    if path != Path::new("-") {
        return files::secret(path, bytes_max);
    }
    let mut text = String::new();
    let read = std::io::stdin().lock().take(bytes_max as u64 + 1).read_to_string(&mut text);
    match read {
        Ok(count) if count <= bytes_max => {
            Ok(SecretString::from(text.trim_end_matches(['\r', '\n']).to_owned()))
        }
        Ok(_) => Err(format!("is larger than {bytes_max} bytes")),
        Err(error) => Err(format!("cannot be read: {error}")),
    }
}

fn absent(program: &str) -> Trouble {
    Trouble::Config(format!("there is no {program} here: apt install openssh-client"))
}

/// The key that a server shows, the best of its kinds first.
fn scanned(host: &str, port: u16) -> Result<String, String> {
    let patience = TARGET_CONNECT.std().as_secs().to_string();
    let port = if port == 0 { SSH_PORT } else { port }.to_string();
    let mut command = Command::new("ssh-keyscan");
    command.args(["-T", &patience, "-t", "ed25519,ecdsa,rsa", "-p", &port, "--", host]);
    command.stdin(Stdio::null());
    // It reads what a stranger says.
    let told = match Whom::is_wanted() {
        true => Whom::NOBODY.does(|| command.output()).and_then(|told| told),
        false => command.output(),
    };
    let told = told.map_err(|error| match error.kind() {
        ErrorKind::NotFound => "apt install openssh-client".to_owned(),
        _ => format!("ssh-keyscan: {error}"),
    })?;
    let lines = String::from_utf8_lossy(&told.stdout).into_owned();
    let keys: Vec<String> = lines.lines().filter_map(|it| answer::host_key(it).ok()).collect();
    let best = ["ssh-ed25519", "ecdsa-", "ssh-rsa"].into_iter();
    let mut best = best.filter_map(|kind| keys.iter().find(|key| key.starts_with(kind)));
    best.next().cloned().ok_or_else(|| {
        let said = String::from_utf8_lossy(&told.stderr).into_owned();
        let words = said.lines().rfind(|line| !line.starts_with('#')).unwrap_or("no answer");
        words.trim().to_owned()
    })
}

/// As ssh shows it.
fn fingerprint(key: &str) -> String {
    let (kind, blob) = key.split_once(' ').unwrap_or((key, ""));
    let blob = STANDARD.decode(blob).unwrap_or_default();
    format!("{kind} SHA256:{}", STANDARD_NO_PAD.encode(Sha256::digest(blob)))
}

/// Of rclone's configuration, that section and those it leans on.
fn needed(config: &str, section: &str) -> String {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in config.lines() {
        match line.trim().strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => sections.push((name.trim().to_owned(), format!("{}\n", line.trim()))),
            None => {
                if let Some((_, text)) = sections.last_mut().filter(|_| !line.trim().is_empty()) {
                    text.push_str(&format!("{}\n", line.trim()));
                }
            }
        }
    }
    let mut wanted = vec![section.to_owned()];
    let mut next = 0;
    while let Some(name) = wanted.get(next).cloned() {
        next += 1;
        for (_, text) in sections.iter().filter(|(known, _)| *known == name) {
            let leans = |other: &&(String, String)| {
                text.contains(&format!("{}:", other.0)) && !wanted.contains(&other.0)
            };
            let more: Vec<String> =
                sections.iter().filter(leans).map(|(name, _)| name.clone()).collect();
            wanted.extend(more);
        }
    }
    let kept = sections.iter().filter(|(name, _)| wanted.contains(name));
    let kept: String = kept.map(|(_, text)| text.as_str()).collect();
    kept.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_goes_with_what_it_leans_on_and_nothing_else() {
        let config = "# mine\n[drive]\ntype = drive\ntoken = {\"a\":\"b\"}\n\n[rahasia]\n\
                      type = crypt\nremote = drive:x\n[lain]\ntype = s3\nsecret = y\n";
        let drive = "[drive]\ntype = drive\ntoken = {\"a\":\"b\"}";
        assert_eq!(needed(config, "drive"), drive);
        let both = format!("{drive}\n[rahasia]\ntype = crypt\nremote = drive:x");
        assert_eq!(needed(config, "rahasia"), both);
        assert_eq!(needed(config, "tidakada"), "");
    }

    #[test]
    fn a_fingerprint_is_the_one_that_ssh_shows() {
        let key =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcEbs2CcT1/AEu55L2lJXGaAKu+xn4fAAadyznH+ACs";
        let shown = "ssh-ed25519 SHA256:ugVURbr/tDHpmOvMaM1hqSQ9fAxhGcDTnZmCu0ZlGfI";
        assert_eq!(fingerprint(key), shown);
    }
}
