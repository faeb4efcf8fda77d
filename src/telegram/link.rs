//! How the line to Telegram stands: told once when it breaks, once when it is back.

use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::failure::{CONFLICT, CallError};
use super::rival::Signs;
use crate::domain::limit::CALL_WAIT;

/// The line, for those who ask after the shop's health.
#[derive(Clone, Debug)]
pub struct Link {
    pub up: bool,
    pub since: Instant,
    /// Why it is down; nothing when it is up.
    pub why: String,
    /// When updates came last.
    pub heard: Option<Instant>,
    /// By when whatever brings the updates will have taken its next step. Later than that, it
    /// hangs.
    pub due: Instant,
    /// It is down because somebody else takes the updates: Telegram answers.
    pub contested: bool,
    /// Of somebody else.
    pub signs: Signs,
}

impl Link {
    /// Both ends of the news about the line: the poller's and everyone else's.
    pub fn watched() -> (watch::Sender<Link>, watch::Receiver<Link>) {
        let why = "not asked yet".to_owned();
        let now = Instant::now();
        let due = now + CALL_WAIT.std();
        let (contested, signs) = (false, Signs::default());
        watch::channel(Link { up: false, since: now, why, heard: None, due, contested, signs })
    }
}

/// The poller's own view: also how often it has failed in a row, and with what.
pub(super) struct Line {
    link: watch::Sender<Link>,
    tries: u32,
    code: Option<u16>,
}

impl Line {
    pub fn new(link: watch::Sender<Link>) -> Line {
        Line { link, tries: 0, code: None }
    }

    pub fn is_up(&self) -> bool {
        self.link.borrow().up
    }

    /// The next step is taken, and ends within this. Nobody is woken for it.
    pub fn step(&self, within: Duration) {
        self.link.send_if_modified(|link| {
            link.due = Instant::now() + within;
            false
        });
    }

    /// Telegram answered.
    pub fn back(&mut self) {
        if self.tries > 0 {
            tracing::info!(failures = self.tries, "Telegram answers again");
        }
        self.tries = 0;
        if !self.is_up() {
            self.link.send_modify(|link| {
                let (since, why) = (Instant::now(), String::new());
                *link = Link { up: true, since, why, contested: false, ..*link };
            });
        }
    }

    /// Updates came.
    pub fn heard(&self) {
        self.link.send_modify(|link| link.heard = Some(Instant::now()));
    }

    /// Somebody else has taken updates, or the way that they come. Nobody is woken for it.
    pub fn taken(&self) {
        self.link.send_if_modified(|link| {
            link.signs.proof(Instant::now());
            false
        });
    }

    /// It did not; returns how long to leave it alone.
    pub fn lost(&mut self, err: &CallError) -> Duration {
        let news = self.tries == 0 || self.code != err.code();
        if news {
            report(err);
        }
        let first = self.tries == 0;
        let pause = err.pause(self.tries);
        self.link.send_modify(|link| {
            let now = Instant::now();
            let since = if first { now } else { link.since };
            let (due, why) = (now + pause, err.to_string());
            let contested = err.code() == Some(CONFLICT);
            *link = Link { up: false, since, why, due, contested, ..*link };
            if contested {
                link.signs.hint(now);
            }
        });
        self.code = err.code();
        self.tries = self.tries.saturating_add(1);
        pause
    }
}

fn report(err: &CallError) {
    match err.code() {
        Some(401 | 404) => tracing::error!(%err, "Telegram does not know this bot: wrong token?"),
        Some(CONFLICT) => tracing::warn!(
            %err,
            "somebody else takes this bot's updates: a second program with the same token, \
             or a webhook"
        ),
        _ => tracing::warn!(%err, "Telegram does not answer; trying on"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Span;
    use crate::telegram::failure::Denied;

    #[test]
    fn the_line_goes_down_and_comes_back() {
        let (sender, link) = Link::watched();
        let mut line = Line::new(sender);
        line.back();
        assert!(link.borrow().up);
        let lost = CallError::Unreachable("no route".into());
        let first = line.lost(&lost);
        let since = link.borrow().since;
        assert!(line.lost(&lost) > first);
        assert!(!link.borrow().up);
        assert_eq!((link.borrow().why.as_str(), link.borrow().since), ("no route", since));
        line.back();
        assert!(link.borrow().up && link.borrow().why.is_empty());
        assert_eq!(line.lost(&lost), first);
    }

    #[test]
    fn a_step_wakes_nobody_and_a_pause_is_no_hang() {
        let (sender, mut link) = Link::watched();
        let mut line = Line::new(sender);
        line.step(Duration::from_secs(60));
        assert!(!link.has_changed().unwrap());
        assert!(link.borrow().due > Instant::now() + Duration::from_secs(50));
        let (code, description) = (429, String::new());
        let after = Some(Span::secs(50));
        let busy = Denied { code, description, retry_after: after, moved_to: None };
        line.lost(&CallError::Denied(busy));
        let news = link.borrow_and_update().clone();
        assert!(news.due > Instant::now() + Duration::from_secs(45));
    }

    #[test]
    fn a_second_program_is_told_from_a_line_that_is_down() {
        let (sender, link) = Link::watched();
        let mut line = Line::new(sender);
        let busy = Denied {
            code: CONFLICT,
            description: "Conflict: terminated by other getUpdates request".to_owned(),
            retry_after: None,
            moved_to: None,
        };
        let busy = CallError::Denied(busy);
        line.lost(&busy);
        assert!(link.borrow().contested && link.borrow().signs.seen(Instant::now()).is_none());
        line.back();
        assert!(!link.borrow().contested);
        line.lost(&CallError::Unreachable("no route".into()));
        assert!(!link.borrow().contested);
        line.lost(&busy);
        assert!(link.borrow().signs.seen(Instant::now()).is_some());
    }
}
