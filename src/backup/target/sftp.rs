//! A folder that is spoken to in SFTP, by a program that ssh or rclone starts: sent aside, then
//! given its name, which is refused where the name is taken.

mod listing;
mod packet;
mod pieces;
mod session;
mod way;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::Mutex;

use self::packet::{Answer, Ask, Code, Facts, Fields, OPEN_ANEW, Status, strange};
use self::session::Session;
use self::way::{Own, Way};
use super::error::TargetError;
use super::http::{Out, Patience};
use super::key::{ASIDE, Key};
use super::source::Source;
use crate::backup::offsite::Whom;
use crate::config::Backup;
use crate::config::backup::Target as Config;
use crate::domain::limit::{OFFSITE_DOUBT, OFFSITE_RENEW, SFTP_PIECE_BYTES};

const FSYNC: &str = "fsync@openssh.com";
const STATVFS: &str = "statvfs@openssh.com";
/// A file system that can only be read, in what `statvfs` answers.
const READ_ONLY: u64 = 1;
const FILE_MODE: u32 = 0o600;
const FOLDER_MODE: u32 = 0o700;

pub struct Sftp {
    way: Way,
    /// Where the place is; empty for where one comes to.
    base: String,
    patience: Patience,
    line: Mutex<Option<Line>>,
}

/// A session that is used again, with the program that it hangs on where that is ours.
struct Line {
    session: Arc<Session>,
    _own: Option<Own>,
}

/// What was asked, for a no may mean something else each time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    Look,
    Write,
    Delete,
}

impl Sftp {
    pub fn new(backup: &Backup, home: &Path, patience: Patience) -> Sftp {
        let base = match &backup.target {
            Config::Sftp(sftp) => sftp.path.clone(),
            // Its own argument says where.
            _ => String::new(),
        };
        Sftp { way: Way::new(backup, home), base, patience, line: Mutex::new(None) }
    }

    pub fn only_asks(&mut self, lent: Option<PathBuf>) {
        self.way.only_asks(lent);
    }

    pub fn runs_as(&mut self, whom: Whom) {
        self.way.runs_as(whom);
    }

    /// The line, a new one if there is none that can be relied on.
    async fn session(&self) -> Result<Arc<Session>, TargetError> {
        let mut line = self.line.lock().await;
        if let Some(known) = &*line
            && self.is_good(&known.session).await
        {
            return Ok(known.session.clone());
        }
        *line = None;
        let (session, own) = self.way.open(self.patience).await?;
        let session = Arc::new(session);
        *line = Some(Line { session: session.clone(), _own: own });
        Ok(session)
    }

    async fn is_good(&self, session: &Arc<Session>) -> bool {
        let Some(heard) = session.heard() else { return false };
        if !session.takes() {
            return false;
        }
        let idle = Arc::strong_count(session) == 1;
        if idle && session.begun.elapsed() > OFFSITE_RENEW.std() {
            return false;
        }
        if heard.elapsed() < OFFSITE_DOUBT.std() {
            return true;
        }
        session.call(Ask::Realpath, |it| it.text(".")).await.is_ok()
    }

    /// Does it over the line, which is given up where it is not to be relied on any more.
    async fn over<T>(
        &self,
        bytes: u64,
        work: impl AsyncFnOnce(&Session) -> Result<T, TargetError>,
    ) -> Result<T, TargetError> {
        let session = self.session().await?;
        let worked = self.patience.wait(bytes, work(&session)).await;
        if let Err(TargetError::Unreachable { .. } | TargetError::Strange(_)) = &worked {
            let mut line = self.line.lock().await;
            if line.as_ref().is_some_and(|line| Arc::ptr_eq(&line.session, &session)) {
                *line = None;
            }
        }
        worked
    }

    pub async fn put(&self, key: &Key, source: &Source) -> Result<(), TargetError> {
        let bytes = source.bytes().await?;
        self.over(bytes, async |session| {
            // Not every server refuses to give a name that is taken.
            if self.facts(session, &self.at(key.as_str())).await?.is_some() {
                return Err(TargetError::Exists(key.to_string()));
            }
            let aside = self.at(&format!("{key}{ASIDE}"));
            let put = async {
                let handle = self.made(session, key, &aside).await?;
                self.filled(session, &handle, source, bytes).await?;
                self.named(session, &aside, key).await
            };
            let put = put.await;
            if put.is_err() && session.heard().is_some() {
                // It takes room, and nobody looks for it.
                let _ = session.call(Ask::Remove, |it| it.text(&aside)).await;
            }
            put
        })
        .await
    }

    /// A new file, in folders that are made where they are missing.
    async fn made(&self, session: &Session, key: &Key, path: &str) -> Result<Bytes, TargetError> {
        match self.opened(session, path, OPEN_ANEW).await? {
            Ok(handle) => Ok(handle),
            Err(status) if status.is(Code::Missing) => {
                self.make_folders(session, key).await?;
                match self.opened(session, path, OPEN_ANEW).await? {
                    Ok(handle) => Ok(handle),
                    Err(status) => Err(self.trouble(session, &status, Doing::Write, path).await),
                }
            }
            Err(status) => Err(self.trouble(session, &status, Doing::Write, path).await),
        }
    }

    async fn opened(
        &self,
        session: &Session,
        path: &str,
        flags: u32,
    ) -> Result<Result<Bytes, Status>, TargetError> {
        let asked = session.call(Ask::Open, |it| it.text(path).number(flags).closed(FILE_MODE));
        match asked.await? {
            Answer::Handle(handle) => Ok(Ok(handle)),
            Answer::Status(status) if !status.is(Code::Done) => Ok(Err(status)),
            _ => Err(strange("no handle for a file that was opened")),
        }
    }

    /// From the outermost on, the place's own folder too. One that is there is as good.
    async fn make_folders(&self, session: &Session, key: &Key) -> Result<(), TargetError> {
        let ends = self.base.match_indices('/').map(|(at, _)| &self.base[..at]);
        let own = ends.chain([self.base.as_str()]).filter(|it| !it.is_empty()).map(str::to_owned);
        for path in own.chain(key.folders().map(|folder| self.at(folder))) {
            let made = session.ask(Ask::Mkdir, |it| it.text(&path).closed(FOLDER_MODE)).await?;
            let status = made.done().await?;
            let there = async {
                Ok::<_, TargetError>(
                    self.facts(session, &path).await?.is_some_and(|it| it.is_folder()),
                )
            };
            if !status.is(Code::Done) && !there.await? {
                return Err(self.trouble(session, &status, Doing::Write, "folder above it").await);
            }
        }
        Ok(())
    }

    /// A rename of the old kind: it is refused where there is something.
    async fn named(&self, session: &Session, aside: &str, key: &Key) -> Result<(), TargetError> {
        let path = self.at(key.as_str());
        let renamed = session.ask(Ask::Rename, |it| it.text(aside).text(&path)).await?;
        let status = renamed.done().await?;
        if status.is(Code::Done) {
            return Ok(());
        }
        match self.facts(session, &path).await? {
            Some(_) => Err(TargetError::Exists(key.to_string())),
            None => Err(self.trouble(session, &status, Doing::Write, key.as_str()).await),
        }
    }

    pub async fn get(&self, key: &Key, part: Range<u64>, out: Out<'_>) -> Result<u64, TargetError> {
        // What is not known yet is asked for within the patience that it would take.
        let most = match part.end {
            u64::MAX => self.size(key).await?,
            end => end,
        };
        let bytes = most.saturating_sub(part.start);
        self.over(bytes, async |session| self.read(session, key, part.start..most, out).await).await
    }

    pub async fn size(&self, key: &Key) -> Result<u64, TargetError> {
        self.over(0, async |session| match self.facts(session, &self.at(key.as_str())).await? {
            None => Err(TargetError::Missing(key.to_string())),
            Some(facts) if facts.is_file() => {
                facts.bytes.ok_or_else(|| strange("an object without a length"))
            }
            Some(_) => Err(TargetError::Strange(format!("{key} is no file"))),
        })
        .await
    }

    async fn facts(&self, session: &Session, path: &str) -> Result<Option<Facts>, TargetError> {
        match session.call(Ask::Lstat, |it| it.text(path)).await? {
            Answer::Facts(facts) => Ok(Some(facts)),
            Answer::Status(status) if status.is(Code::Missing) => Ok(None),
            Answer::Status(status) => Err(self.trouble(session, &status, Doing::Look, path).await),
            _ => Err(strange("no facts about a file")),
        }
    }

    pub async fn delete(&self, key: &Key) -> Result<(), TargetError> {
        self.over(0, async |session| {
            let path = self.at(key.as_str());
            let status = session.ask(Ask::Remove, |it| it.text(&path)).await?.done().await?;
            let gone = match status.code {
                Code::Done | Code::Missing => true,
                // Not every server says more than that it failed.
                Code::Failure => self.facts(session, &path).await?.is_none(),
                _ => false,
            };
            match gone {
                true => Ok(()),
                false => Err(self.trouble(session, &status, Doing::Delete, key.as_str()).await),
            }
        })
        .await
    }

    /// Keys need no escaping.
    fn at(&self, path: &str) -> String {
        match (self.base.as_str(), path) {
            ("", "") => ".".to_owned(),
            ("", path) => path.to_owned(),
            (base, "") => base.to_owned(),
            ("/", path) => format!("/{path}"),
            (base, path) => format!("{base}/{path}"),
        }
    }

    /// What a server says, by what has to be done about it. Most say no more than that it failed;
    /// where it can be asked how its disk is, that tells more.
    async fn trouble(
        &self,
        session: &Session,
        status: &Status,
        doing: Doing,
        what: &str,
    ) -> TargetError {
        let why = match status.message.as_str() {
            "" => format!("{:?}", status.code),
            words => words.to_owned(),
        };
        match status.code {
            Code::Done => strange("that it is done, where something else was asked for"),
            Code::Missing => TargetError::Missing(what.to_owned()),
            Code::Denied | Code::Unsupported if doing == Doing::Delete => TargetError::AddOnly(why),
            Code::Denied => TargetError::Refused(why),
            // Whatever keeps it from that, new objects may come all the same, and tell the rest.
            Code::Failure if doing == Doing::Delete => match by_words(why.clone()) {
                away @ TargetError::Unreachable { .. } => away,
                _ => TargetError::AddOnly(why),
            },
            Code::Failure => {
                let disk = match doing {
                    Doing::Write => self.disk(session, &why).await,
                    _ => None,
                };
                disk.unwrap_or_else(|| by_words(why))
            }
            _ => TargetError::Strange(why),
        }
    }

    async fn disk(&self, session: &Session, why: &str) -> Option<TargetError> {
        if !session.offers(STATVFS) {
            return None;
        }
        let path = self.at("");
        let asked = session.call(Ask::Extended, |it| it.text(STATVFS).text(&path)).await;
        let Ok(Answer::More(facts)) = asked else { return None };
        let mut fields = Fields(facts);
        let mut facts = [0; 11];
        for fact in &mut facts {
            *fact = fields.long().ok()?;
        }
        let [_, block, _, _, free, all, _, names, _, flags, _] = facts;
        if flags & READ_ONLY != 0 {
            return Some(TargetError::ReadOnly(why.to_owned()));
        }
        // Some file systems count no names, and say that of none there are none left.
        let room = free.saturating_mul(block);
        let full = room < SFTP_PIECE_BYTES as u64 || (names == 0 && all != 0);
        full.then(|| TargetError::Full("no room is left on its disk".to_owned()))
    }
}

/// rclone hands on what its own server said.
fn by_words(why: String) -> TargetError {
    let low = why.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| low.contains(word));
    if says(&["no space", "quota", "storage full", "insufficient storage", "disk full"]) {
        TargetError::Full(why)
    } else if says(&["read-only", "read only"]) {
        TargetError::ReadOnly(why)
    } else if says(&[
        "permission denied",
        "access denied",
        "unauthorized",
        "unauthenticated",
        "forbidden",
        "invalid_grant",
    ]) {
        TargetError::Refused(why)
    } else if says(&[
        "timeout",
        "timed out",
        "dial tcp",
        "connection re",
        "no such host",
        "temporar",
        "rate limit",
        "ratelimit",
        "try again",
    ]) {
        TargetError::unreachable(why)
    } else {
        TargetError::Strange(why)
    }
}
