//! The carrier: listens for the shop, one socket a place, and starts the program behind it for
//! each line, within bounds of number and time.

use std::fs;
use std::future::pending;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Context;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::program::{Prepared, Running};
use super::{NO, YES, socket};
use crate::config::Backup;
use crate::domain::limit::{
    OFFSITE_BEGIN, OFFSITE_IDLE, OFFSITE_LIFE, OFFSITE_LINES_MAX, OFFSITE_PAUSE,
    OFFSITE_PIECE_BYTES,
};

/// Places that are listened for.
pub struct Listening {
    doors: Vec<Door>,
}

/// It is closed when this goes.
struct Door {
    name: String,
    path: PathBuf,
    listener: UnixListener,
    prepared: Arc<Prepared>,
}

/// Opens a socket in `folder` for each place that takes a program.
pub fn listen(
    backups: &[Backup],
    folder: &Path,
    room: &Path,
    state: &Path,
) -> anyhow::Result<Listening> {
    let mut doors = Vec::new();
    for backup in backups {
        let prepared = Prepared::new(backup, room, state)
            .with_context(|| format!("the files of the place {}", backup.name))?;
        let Some(prepared) = prepared else { continue };
        let path = folder.join(socket(backup));
        let listener = door(&path).with_context(|| path.display().to_string())?;
        let (name, prepared) = (backup.name.clone(), Arc::new(prepared));
        doors.push(Door { name, path, listener, prepared });
    }
    Ok(Listening { doors })
}

fn door(path: &Path) -> io::Result<UnixListener> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    Ok(listener)
}

impl Listening {
    pub fn names(&self) -> Vec<&str> {
        self.doors.iter().map(|door| door.name.as_str()).collect()
    }

    /// Serves for ever; whoever ends it ends all programs.
    pub async fn serve(self) {
        let mut serving: JoinSet<()> = self.doors.into_iter().map(Door::serve).collect();
        while serving.join_next().await.is_some() {}
    }
}

impl Door {
    async fn serve(self) {
        let turns = Arc::new(Semaphore::new(OFFSITE_LINES_MAX));
        let mut lines = JoinSet::new();
        loop {
            let stream = match self.listener.accept().await {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(%error, place = self.name, "nobody can be let in");
                    sleep(OFFSITE_PAUSE.std()).await;
                    continue;
                }
            };
            while lines.try_join_next().is_some() {}
            let (turn, prepared) = (turns.clone().try_acquire_owned(), self.prepared.clone());
            let name = self.name.clone();
            lines.spawn(async move {
                let carried = match turn {
                    Ok(_turn) => timeout(OFFSITE_LIFE.std(), carry(stream, &prepared)).await,
                    Err(_) => Ok(refuse(stream, "too many lines at once").await),
                };
                if let Ok(Err(why)) = carried {
                    tracing::warn!(place = name, why, "no line");
                }
            });
        }
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

async fn refuse(mut stream: UnixStream, why: &str) -> Result<(), String> {
    let _ = stream.write_all(format!("{NO}{why}\n").as_bytes()).await;
    Err(why.to_owned())
}

/// One line, to its end. The error is why there was none.
async fn carry(stream: UnixStream, prepared: &Prepared) -> Result<(), String> {
    let running = match prepared.start() {
        Ok(running) => running,
        Err(why) => return refuse(stream, &why).await,
    };
    let Running { stdin, mut stdout, mut end } = running;
    // All that a side had goes with its own future: a program whose ends are closed, ends.
    let (from, mut to) = stream.into_split();
    let beat = AtomicU64::new(0);
    let up = async {
        if pour(from, stdin, &beat).await == Ended::To {
            // The program takes no more: it has the last word.
            pending::<()>().await;
        }
    };
    let down = async {
        let mut first = vec![0; OFFSITE_PIECE_BYTES];
        let count = match timeout(OFFSITE_BEGIN.std(), stdout.read(&mut first)).await {
            Ok(Ok(count @ 1..)) => count,
            Ok(_) => return Err(end.why().await),
            Err(_) => return Err(format!("{} does not answer", end.program())),
        };
        let mut word = format!("{YES}\n").into_bytes();
        word.extend_from_slice(&first[..count]);
        if to.write_all(&word).await.is_ok() {
            pour(&mut stdout, &mut to, &beat).await;
        }
        Ok(())
    };
    let ended = tokio::select! {
        ended = down => ended,
        () = up => Ok(()),
        () = silence(&beat) => Ok(()),
    };
    if let Err(why) = &ended {
        let _ = to.write_all(format!("{NO}{why}\n").as_bytes()).await;
    }
    drop(to);
    end.gone().await;
    ended
}

/// Which side has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    From,
    To,
}

/// Until one of the two sides has no more.
async fn pour(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    beat: &AtomicU64,
) -> Ended {
    let mut piece = vec![0; OFFSITE_PIECE_BYTES];
    while let Ok(count @ 1..) = from.read(&mut piece).await {
        if to.write_all(&piece[..count]).await.is_err() || to.flush().await.is_err() {
            return Ended::To;
        }
        beat.fetch_add(1, Ordering::Relaxed);
    }
    Ended::From
}

/// Until nothing has gone either way for so long.
async fn silence(beat: &AtomicU64) {
    loop {
        let before = beat.load(Ordering::Relaxed);
        sleep(OFFSITE_IDLE.std()).await;
        if beat.load(Ordering::Relaxed) == before {
            return;
        }
    }
}
