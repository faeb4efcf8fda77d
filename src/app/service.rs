//! What systemd is told of a shop: that it is ready, how it stands, that it lives, that it stops.
//!
//! Where nobody listens (`$NOTIFY_SOCKET`), nothing is said.

use std::future::pending;
use std::time::{Duration, Instant};

use sd_notify::NotifyState::{self, ExtendTimeoutUsec, Ready, Status, Stopping, Watchdog};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::App;
use crate::engine::handle::Handle;
use crate::engine::input::Input;
use crate::store::open::Progress;
use crate::telegram::link::Link;
use crate::words::Words;

/// The line is told anew when it has changed, and not more often than this.
const STATUS_GAP: Duration = Duration::from_secs(3);
/// What no commit tells of, as the room on the disk, is looked at this often.
const STATUS_EVERY: Duration = Duration::from_secs(60);
/// How much longer a start may take after each sign that it goes on.
const LONGER: Duration = Duration::from_secs(300);
/// A busy machine may be late.
const GRACE: Duration = Duration::from_secs(30);

/// A part of the shop that should move, and does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stuck {
    Writer,
    Updates,
}

impl App {
    /// Tells systemd about the shop for as long as it runs. Never comes back.
    pub(super) async fn attend(&self) {
        let mut link = self.gauges.link.clone();
        // A bot that is a stranger's is not ready for anything.
        tokio::select! {
            () = self.met.cancelled() => {}
            () = away(&mut link) => {}
        }
        tell(&[Ready]);
        tokio::join!(self.tell_status(link.clone()), self.feed_watchdog(link));
        pending().await
    }

    pub(super) fn words(&self) -> Words<'_> {
        self.dictionary.words(None, self.language)
    }

    async fn tell_status(&self, mut link: watch::Receiver<Link>) {
        if std::env::var_os("NOTIFY_SOCKET").is_none() {
            return;
        }
        let (mut commits, mut way) = (self.commits.clone(), self.gauges.way.clone());
        let mut told = String::new();
        loop {
            let status = match self.gauges.read() {
                Ok(vitals) => self.words().status(&vitals),
                Err(fault) => self.words().plain_shop_trouble(&fault.to_string()),
            };
            if status != told {
                tell(&[Status(&line(&status))]);
                told = status;
            }
            sleep(STATUS_GAP).await;
            tokio::select! {
                () = news(&mut commits) => {}
                () = news(&mut link) => {}
                () = news(&mut way) => {}
                () = sleep(STATUS_EVERY) => {}
            }
        }
    }

    /// A sign of life, three times as often as systemd wants one; none while a part is stuck.
    async fn feed_watchdog(&self, link: watch::Receiver<Link>) {
        let Some(period) = sd_notify::watchdog_enabled() else { return };
        let beat = period / 3;
        let mut before = Ok(());
        loop {
            let lives = lives(&self.handle, &link, beat).await;
            match lives {
                Ok(()) => tell(&[Watchdog]),
                Err(part) if before.is_ok() => {
                    tracing::error!(?part, "a part of the shop hangs; systemd will start it again");
                }
                Err(_) => {}
            }
            before = lives;
            sleep(beat).await;
        }
    }
}

/// Comes back when Telegram is known to be away.
async fn away(link: &mut watch::Receiver<Link>) {
    loop {
        news(link).await;
        if !link.borrow_and_update().up {
            return;
        }
    }
}

/// Comes back when something has changed. Whoever has gone has no news any more.
async fn news<T>(of: &mut watch::Receiver<T>) {
    if of.changed().await.is_err() {
        pending().await
    }
}

/// Whether the writer answers and updates are being brought.
async fn lives(
    handle: &Handle,
    link: &watch::Receiver<Link>,
    within: Duration,
) -> Result<(), Stuck> {
    let answered = timeout(within, handle.submit(Input::Ping)).await;
    if !matches!(answered, Ok(Ok(_))) {
        return Err(Stuck::Writer);
    }
    match Instant::now() > link.borrow().due + GRACE {
        true => Err(Stuck::Updates),
        false => Ok(()),
    }
}

/// The shop is about to close.
pub(super) fn stopping(words: Words<'_>) {
    tell(&[Stopping, Status(&words.plain_shop_stopping())]);
}

/// Opening goes on, and takes its time.
pub(super) fn opening(words: Words<'_>, progress: Progress) {
    let (status, longer) = match progress {
        Progress::Repair { percent } => (words.plain_shop_repairing(percent), LONGER),
        Progress::Migration { percent } => (words.plain_shop_migrating(percent), LONGER),
    };
    tell(&[ExtendTimeoutUsec(longer.as_micros() as u32), Status(&status)]);
}

/// The carrier listens.
pub(super) fn carries(status: &str) {
    tell(&[Ready, Status(status)]);
}

pub(super) fn ends() {
    tell(&[Stopping]);
}

/// The shop could not be opened, or has broken: why, on one line.
pub fn failed(why: &str) {
    tell(&[Status(why)]);
}

/// systemd takes one line.
pub fn line(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join("; ")
}

fn tell(states: &[NotifyState]) {
    // Whoever does not listen is not worth a line each time.
    let _ = sd_notify::notify(states);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::input::Reply;

    const SOON: Duration = Duration::from_millis(50);

    #[tokio::test]
    async fn there_is_life_while_the_writer_answers_and_updates_are_brought() {
        let (handle, mut letters) = Handle::new();
        let (sender, link) = Link::watched();
        let writer = tokio::task::spawn_blocking(move || {
            let letter = letters.wait().unwrap();
            assert!(matches!(letter.input, Input::Ping));
            let _ = letter.answer.unwrap().send(Reply::Done);
            // Is still there when the updates are found to be stuck.
            let letter = letters.wait().unwrap();
            let _ = letter.answer.unwrap().send(Reply::Done);
        });
        assert_eq!(lives(&handle, &link, Duration::from_secs(20)).await, Ok(()));
        sender.send_modify(|link| link.due = Instant::now() - GRACE);
        let stuck = lives(&handle, &link, Duration::from_secs(20)).await;
        assert_eq!(stuck, Err(Stuck::Updates));
        writer.await.unwrap();
        assert_eq!(lives(&handle, &link, Duration::from_secs(20)).await, Err(Stuck::Writer));
    }

    #[tokio::test]
    async fn a_writer_that_hangs_is_no_life() {
        let (handle, _letters) = Handle::new();
        let (_sender, link) = Link::watched();
        assert_eq!(lives(&handle, &link, SOON).await, Err(Stuck::Writer));
    }
}
