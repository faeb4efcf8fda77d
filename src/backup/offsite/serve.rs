//! The carrier: listens for the shop, one socket a place, and starts the program behind it for
//! each line, within bounds of number and time.

use std::fs;
use std::future::pending;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, anyhow};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::bounds::{Lingering, Refusals};
use super::program::{End, Prepared, Running};
use super::{NO, YES, socket};
use crate::config::Backup;
use crate::domain::limit::{
    OFFSITE_BEGIN, OFFSITE_GONE, OFFSITE_IDLE, OFFSITE_LIFE, OFFSITE_LINES_MAX, OFFSITE_LINGER_MAX,
    OFFSITE_PAUSE, OFFSITE_PIECE_BYTES,
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

    /// Serves until too many programs stay that were told to go, and comes back with that; whoever
    /// ends it ends all programs.
    pub async fn serve(self) -> anyhow::Error {
        let lingering = Lingering::default();
        let serve = |door: Door| door.serve(lingering.clone());
        // None of them comes back.
        let _serving: JoinSet<()> = self.doors.into_iter().map(serve).collect();
        lingering.too_many().await;
        anyhow!("{OFFSITE_LINGER_MAX} programs were told to go and did not")
    }
}

impl Door {
    async fn serve(self, lingering: Lingering) {
        let turns = Arc::new(Semaphore::new(OFFSITE_LINES_MAX));
        let (mut lines, mut leaving, mut refusals) =
            (JoinSet::new(), JoinSet::new(), Refusals::default());
        loop {
            let accepted = tokio::select! {
                accepted = self.listener.accept() => accepted,
                Some(Ok(Line { left, why })) = lines.join_next() => {
                    why.into_iter().for_each(|why| refusals.note(why));
                    if let Some((end, turn)) = left {
                        leaving.spawn(leave(end, turn, lingering.clone()));
                    }
                    continue;
                }
                Some(_) = leaving.join_next() => continue,
                () = refusals.due() => {
                    refusals.tell(&self.name);
                    continue;
                }
            };
            match accepted {
                Ok((stream, _)) => {
                    let (turn, prepared) =
                        (turns.clone().try_acquire_owned(), self.prepared.clone());
                    lines.spawn(async move { line(stream, turn.ok(), &prepared).await });
                }
                Err(error) => {
                    refusals.note(format!("nobody can be let in: {error}"));
                    sleep(OFFSITE_PAUSE.std()).await;
                }
            }
        }
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// How a line has ended.
struct Line {
    /// The program behind it, and its turn.
    left: Option<(End, OwnedSemaphorePermit)>,
    /// Why there was none.
    why: Option<String>,
}

async fn refuse(mut stream: UnixStream, why: String) -> Line {
    let _ = stream.write_all(format!("{NO}{why}\n").as_bytes()).await;
    Line { left: None, why: Some(why) }
}

/// One line, to its end.
async fn line(stream: UnixStream, turn: Option<OwnedSemaphorePermit>, prepared: &Prepared) -> Line {
    let Some(turn) = turn else { return refuse(stream, "too many lines at once".to_owned()).await };
    let running = match prepared.start(None) {
        Ok(running) => running,
        Err(why) => return refuse(stream, why).await,
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
            Ok(_) => return Some(end.why().await),
            Err(_) => return Some(format!("{} does not answer", end.program())),
        };
        let mut word = format!("{YES}\n").into_bytes();
        word.extend_from_slice(&first[..count]);
        if to.write_all(&word).await.is_ok() {
            pour(stdout, &mut to, &beat).await;
        }
        None
    };
    let why = tokio::select! {
        why = down => why,
        () = up => None,
        () = silence(&beat) => None,
        () = sleep(OFFSITE_LIFE.std()) => None,
    };
    if let Some(why) = &why {
        let _ = to.write_all(format!("{NO}{why}\n").as_bytes()).await;
    }
    Line { left: Some((end, turn)), why }
}

/// Sees a program off. One that stays gives its turn to others, and is counted until it goes.
async fn leave(mut end: End, turn: OwnedSemaphorePermit, lingering: Lingering) {
    end.dismiss();
    if timeout(OFFSITE_GONE.std(), end.gone()).await.is_err() {
        drop(turn);
        let _counted = lingering.one();
        end.gone().await;
    }
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
