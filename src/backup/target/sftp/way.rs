//! How the program is come to: by the carrier's socket, or started here and now by whoever may.

use std::io::{Cursor, ErrorKind};
use std::path::{Path, PathBuf};

use rustix::process::geteuid;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;
use tokio::time::timeout;

use super::super::error::TargetError;
use super::super::http::Patience;
use super::packet::{Packet, strange};
use super::session::{Reader, Session, Writer};
use crate::backup::offsite::{self, Prepared, Running, Scratch, Whom};
use crate::config::Backup;
use crate::domain::limit::{OFFSITE_BEGIN, REFUSAL_CHARS_MAX, TARGET_CONNECT};
use crate::domain::text::shorten;

/// Its words, and two more.
const LINE_BYTES_MAX: usize = 4 * REFUSAL_CHARS_MAX + 8;

/// What somebody has to put right, as ssh and rclone say it.
const REFUSALS: [&str; 12] = [
    "permission denied",
    "host key verification failed",
    "no matching host key type",
    "too many authentication failures",
    "subsystem request failed",
    "administratively prohibited",
    "didn't find section",
    "didn't find backend",
    "invalid_grant",
    "unauthorized",
    "token expired",
    "access denied",
];

pub struct Way {
    backup: Backup,
    home: PathBuf,
    /// Folders where a carrier may listen.
    doors: Vec<PathBuf>,
    /// Whether the program may be started here where none does.
    alone: bool,
    /// As whom root starts it there, where no shop's owner is known.
    whom: Whom,
}

/// A program of our own, and its files: both go with this.
pub struct Own {
    _end: offsite::End,
    _room: Scratch,
}

impl Way {
    pub fn new(backup: &Backup, home: &Path) -> Way {
        let (backup, doors) = (backup.clone(), offsite::doors(home));
        Way { backup, home: home.to_owned(), doors, alone: true, whom: Whom::NOBODY }
    }

    /// A process that runs no programs has to find a carrier, perhaps in a folder that it was
    /// lent.
    pub fn only_asks(&mut self, lent: Option<PathBuf>) {
        self.alone = false;
        self.doors.splice(0..0, lent.map(|lent| lent.join(offsite::FOLDER)));
    }

    pub fn runs_as(&mut self, whom: Whom) {
        self.whom = whom;
    }

    pub async fn open(&self, patience: Patience) -> Result<(Session, Option<Own>), TargetError> {
        for door in &self.doors {
            let socket = door.join(offsite::socket(&self.backup));
            match UnixStream::connect(&socket).await {
                Ok(stream) => return Ok((by_socket(stream, patience).await?, None)),
                // Whoever may start the program need not know why nobody listens.
                Err(error) if self.alone || is_absent(error.kind()) => {}
                Err(error) => {
                    let why = format!("{}: {error}", socket.display());
                    return Err(TargetError::unreachable(why));
                }
            }
        }
        match self.alone {
            true => self.by_child(patience).await,
            false => {
                let store = self.home.file_name().unwrap_or_default().to_string_lossy();
                Err(TargetError::unreachable(format!(
                    "nothing carries copies there: systemctl restart warung-offsite@{store}"
                )))
            }
        }
    }

    async fn by_child(&self, patience: Patience) -> Result<(Session, Option<Own>), TargetError> {
        let here = |error: anyhow::Error| TargetError::Here(format!("{error:#}"));
        let room = Scratch::new().map_err(|error| TargetError::here(&error))?;
        let state = self.state(&room).map_err(|error| TargetError::here(&error))?;
        let prepared = Prepared::new(&self.backup, room.path(), &state).map_err(here)?;
        let Some(prepared) = prepared else { return Err(strange("a place of another kind")) };
        let whom = self.whom();
        if let Some(whom) = whom.filter(|_| geteuid().is_root()) {
            whom.takes(room.path()).map_err(|error| TargetError::here(&error))?;
        }
        let Running { mut stdin, mut stdout, mut end } =
            prepared.start(whom).map_err(|why| told(&why))?;
        // One that has ended takes nothing; why, is told by what it said.
        let _ = stdin.write_all(&Packet::init().whole()).await;
        let mut first = [0];
        let begun = timeout(OFFSITE_BEGIN.std(), stdout.read(&mut first)).await;
        let why = match begun {
            Ok(Ok(1)) => {
                let from: Reader = Box::new(Cursor::new(first).chain(stdout));
                let session = Session::begin(from, Box::new(stdin), patience).await?;
                return Ok((session, Some(Own { _end: end, _room: room })));
            }
            Ok(_) => end.why().await,
            Err(_) => format!("{} does not answer", end.program()),
        };
        Err(told(&why))
    }

    /// As whom, where that is not who we are anyway. What is root's own is served as root.
    fn whom(&self) -> Option<Whom> {
        match (Whom::is_wanted(), self.is_of_a_shop()) {
            (false, _) => None,
            (true, true) => Whom::owner_of(&self.home),
            (true, false) => Some(self.whom),
        }
    }

    fn is_of_a_shop(&self) -> bool {
        self.home.file_name().is_some() && self.home.is_dir()
    }

    /// What a program changes of its settings stays with the shop, where there is one.
    fn state(&self, room: &Scratch) -> std::io::Result<PathBuf> {
        if !self.is_of_a_shop() {
            return Ok(room.path().to_owned());
        }
        let state = self.home.join(offsite::FOLDER);
        offsite::folder(&state)?;
        Ok(state)
    }
}

fn is_absent(kind: ErrorKind) -> bool {
    // Others may not even look there.
    matches!(
        kind,
        ErrorKind::NotFound
            | ErrorKind::ConnectionRefused
            | ErrorKind::PermissionDenied
            | ErrorKind::NotADirectory
    )
}

/// The carrier says one line before the program's first word.
async fn by_socket(mut stream: UnixStream, patience: Patience) -> Result<Session, TargetError> {
    let broke = |_| TargetError::unreachable("the carrier has ended");
    stream.write_all(&Packet::init().whole()).await.map_err(broke)?;
    let mut line = Vec::new();
    let said = async {
        while line.len() < LINE_BYTES_MAX {
            match stream.read_u8().await.map_err(broke)? {
                b'\n' => return Ok(()),
                byte => line.push(byte),
            }
        }
        Err(strange("a line of the carrier's that does not end"))
    };
    let late = |_| TargetError::unreachable("the carrier does not answer");
    // A little longer than it waits itself: it knows why.
    let patient = OFFSITE_BEGIN.std() + TARGET_CONNECT.std();
    timeout(patient, said).await.map_err(late)??;
    let line = String::from_utf8_lossy(&line).into_owned();
    match line.strip_prefix(offsite::NO) {
        Some(why) => Err(told(why)),
        None if line == offsite::YES => {
            let (from, out) = stream.into_split();
            let (from, out): (Reader, Writer) = (Box::new(from), Box::new(out));
            Session::begin(from, out, patience).await
        }
        None => Err(strange("a carrier that says neither yes nor no")),
    }
}

/// Why there is no line, by what has to be done about it.
fn told(why: &str) -> TargetError {
    let plain: String = why.chars().filter(|sign| !sign.is_control()).collect();
    let why = shorten(&plain, REFUSAL_CHARS_MAX);
    let says = |words: &[&str]| words.iter().any(|word| why.to_lowercase().contains(word));
    if offsite::is_here(&why) {
        TargetError::Here(why)
    } else if says(&REFUSALS) {
        TargetError::Refused(why)
    } else {
        TargetError::unreachable(why)
    }
}
