//! One program: its files and arguments, made once; and one that runs, until it is let go of.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::called;
use super::whom::Whom;
use super::words::plain;
use crate::config::Backup;
use crate::config::backup::{Rclone, Sftp, Target};
use crate::domain::limit::{OFFSITE_LAST_WORDS, OFFSITE_WORDS_BYTES_MAX, TARGET_CONNECT};
use crate::store::durable;

/// Under which name the pinned key is looked for: so a port or an address makes no difference.
const ALIAS: &str = "place";
/// How it begins where this machine is to blame.
const THERE_IS_NO: &str = "there is no";
const CANNOT_BE: &str = "cannot become";

/// What it takes to start it, as often as it is wanted.
pub struct Prepared {
    program: &'static str,
    package: &'static str,
    arguments: Vec<OsString>,
    /// What it may take for its home: nothing of ours is in there.
    home: PathBuf,
    secrets: Vec<SecretString>,
}

/// One that runs; letting go of it ends it.
pub struct Running {
    pub stdin: ChildStdin,
    pub stdout: ChildStdout,
    pub end: End,
}

/// How it has ended, to be asked once it has closed its mouth.
pub struct End {
    child: Child,
    said: Arc<Mutex<Vec<u8>>>,
    listening: JoinHandle<()>,
    program: &'static str,
    secrets: Vec<SecretString>,
}

impl Prepared {
    /// `room`: for secrets, while this is used. `state`: where a program's own changes of its
    /// settings outlive it.
    pub fn new(backup: &Backup, room: &Path, state: &Path) -> anyhow::Result<Option<Prepared>> {
        let name = called(&backup.name);
        let secrets = backup.target.secrets().into_iter().map(|(_, secret)| secret.clone());
        let (program, package, arguments) = match &backup.target {
            Target::Sftp(sftp) => ("ssh", "openssh-client", ssh(&name, sftp, room)?),
            Target::Rclone(rclone) => {
                ("rclone", "rclone", self::rclone(&name, rclone, room, state)?)
            }
            _ => return Ok(None),
        };
        let (home, secrets) = (room.to_owned(), secrets.collect());
        Ok(Some(Prepared { program, package, arguments, home, secrets }))
    }

    /// Nothing of our own environment goes along but where programs are. `whom`: as somebody
    /// else than we are.
    pub fn start(&self, whom: Option<Whom>) -> Result<Running, String> {
        let mut command = Command::new(self.program);
        command.args(&self.arguments).env_clear().kill_on_drop(true);
        command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        // rclone's own memory: more is asked for only where it cannot be helped.
        command.env("GOMEMLIMIT", "96MiB");
        command.env("HOME", &self.home).env("LC_ALL", "C").current_dir(&self.home);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let spawned = match whom {
            None => command.spawn(),
            Some(whom) => {
                let runtime = Handle::current();
                let spawned = whom.does(|| {
                    let _in = runtime.enter();
                    command.spawn()
                });
                spawned.map_err(|error| {
                    format!("{CANNOT_BE} {whom}, as whom {} is to run: {error}", self.program)
                })?
            }
        };
        let mut child = spawned.map_err(|error| match error.kind() {
            ErrorKind::NotFound => {
                format!("{THERE_IS_NO} {} here: apt install {}", self.program, self.package)
            }
            _ => format!("{} cannot be started: {error}", self.program),
        })?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let (Some((stdin, stdout)), Some(stderr)) = (stdin.zip(stdout), child.stderr.take()) else {
            return Err(format!("{} has no way in or out", self.program));
        };
        let said = Arc::new(Mutex::new(Vec::new()));
        let listening = tokio::spawn(hear(stderr, said.clone()));
        let (program, secrets) = (self.program, self.secrets.clone());
        let end = End { child, said, listening, program, secrets };
        Ok(Running { stdin, stdout, end })
    }
}

impl End {
    /// Why it ended: its last words, or else how.
    pub async fn why(&mut self) -> String {
        let ended = timeout(OFFSITE_LAST_WORDS.std(), self.child.wait()).await;
        // To the end of what it has said.
        let _ = timeout(OFFSITE_LAST_WORDS.std(), &mut self.listening).await;
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        match (plain(&said, &self.secrets), ended) {
            (Some(words), _) => words,
            (None, Ok(Ok(status))) => format!("{} has ended: {status}", self.program),
            (None, _) => format!("{} says nothing", self.program),
        }
    }

    /// It is told to go, where that is allowed; once its ends are closed, it goes by itself.
    pub fn dismiss(&mut self) {
        let _ = self.child.start_kill();
    }

    /// Until it is gone.
    pub async fn gone(&mut self) {
        let _ = self.child.wait().await;
    }

    pub fn program(&self) -> &'static str {
        self.program
    }
}

impl Drop for End {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Whether it was not even started, and why is of this machine.
pub fn is_here(why: &str) -> bool {
    [THERE_IS_NO, CANNOT_BE].iter().any(|begin| why.starts_with(begin))
}

/// Keeps the last of what it says, and takes all of it: one that is not listened to stops.
async fn hear(mut from: impl AsyncRead + Unpin, said: Arc<Mutex<Vec<u8>>>) {
    let mut piece = [0; 1024];
    while let Ok(count @ 1..) = from.read(&mut piece).await {
        let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
        said.extend_from_slice(&piece[..count]);
        let over = said.len().saturating_sub(OFFSITE_WORDS_BYTES_MAX);
        said.drain(..over);
    }
}

/// No setting of a person's or the machine's, nobody to ask, nothing but this one subsystem.
fn ssh(name: &str, sftp: &Sftp, room: &Path) -> anyhow::Result<Vec<OsString>> {
    let (key, hosts) = (room.join(format!("{name}.key")), room.join(format!("{name}.hosts")));
    let text = SecretString::from(format!("{}\n", sftp.key.expose_secret()));
    durable::put(&key, text.expose_secret().as_bytes(), 0o600)?;
    durable::put(&hosts, format!("{ALIAS} {}\n", sftp.host_key).as_bytes(), 0o600)?;
    let kind = sftp.host_key.split(' ').next().unwrap_or_default();
    let algorithms = match kind {
        "ssh-rsa" => "rsa-sha2-512,rsa-sha2-256",
        kind => kind,
    };
    let mut arguments: Vec<OsString> =
        ["-F", "none", "-T", "-a", "-x", "-s"].map(Into::into).into();
    let connect = TARGET_CONNECT.std().as_secs();
    for setting in [
        "BatchMode=yes",
        "StrictHostKeyChecking=yes",
        "GlobalKnownHostsFile=/dev/null",
        "UpdateHostKeys=no",
        "VerifyHostKeyDNS=no",
        "CheckHostIP=no",
        "IdentitiesOnly=yes",
        "IdentityAgent=none",
        "PreferredAuthentications=publickey",
        "ClearAllForwardings=yes",
        "PermitLocalCommand=no",
        "ProxyCommand=none",
        "ControlMaster=no",
        "ControlPath=none",
        "EscapeChar=none",
        "LogLevel=ERROR",
        "ServerAliveInterval=15",
        "ServerAliveCountMax=3",
        &format!("ConnectTimeout={connect}"),
        &format!("HostKeyAlias={ALIAS}"),
        &format!("HostKeyAlgorithms={algorithms}"),
    ] {
        arguments.extend(["-o".into(), setting.into()]);
    }
    for (option, path) in [("IdentityFile=", &key), ("UserKnownHostsFile=", &hosts)] {
        arguments.extend(["-o".into(), setting_of(option, path)]);
    }
    arguments.extend(["-p".into(), sftp.port.to_string().into()]);
    arguments.extend(["-l".into(), sftp.user.clone().into()]);
    arguments.extend(["--".into(), sftp.host.clone().into(), "sftp".into()]);
    Ok(arguments)
}

/// As ssh reads it: % begins a token, and spaces part several files.
fn setting_of(option: &str, path: &Path) -> OsString {
    let path = path.to_string_lossy().replace('%', "%%");
    format!("{option}\"{path}\"").into()
}

/// It writes renewed tokens into its own copy, which stays as long as what was given does.
fn rclone(name: &str, rclone: &Rclone, room: &Path, state: &Path) -> anyhow::Result<Vec<OsString>> {
    let given = rclone.config.expose_secret();
    let mark: String =
        Sha256::digest(given).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let [own, of] = super::kept(name).map(|name| state.join(name));
    let same = fs::read_to_string(&of).is_ok_and(|there| there == mark);
    if !same || !own.exists() {
        let text = SecretString::from(format!("{given}\n"));
        durable::put(&own, text.expose_secret().as_bytes(), 0o600)?;
        durable::put(&of, mark.as_bytes(), 0o600)?;
    }
    let mut arguments: Vec<OsString> = vec!["serve".into(), "sftp".into(), "--stdio".into()];
    arguments.extend(["--config".into(), own.into()]);
    arguments.extend(["--cache-dir".into(), room.join("cache").into()]);
    // Written through: what is told to be there is there. What others do is seen within seconds.
    for (option, value) in [
        ("--vfs-cache-mode", "off"),
        ("--dir-cache-time", "5s"),
        ("--poll-interval", "0"),
        ("--contimeout", "10s"),
        ("--timeout", "60s"),
        ("--retries", "1"),
        ("--low-level-retries", "3"),
        ("--buffer-size", "1M"),
        ("--log-level", "ERROR"),
    ] {
        arguments.extend([option.into(), value.into()]);
    }
    arguments.extend(["--use-mmap".into(), "--".into(), rclone.remote.clone().into()]);
    Ok(arguments)
}
