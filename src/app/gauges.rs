//! The gauges of a running shop, read together.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::watch;

use crate::backup::board::Board;
use crate::domain::incident::{Incident, Trouble};
use crate::domain::time::{Span, Timestamp};
use crate::domain::vitals::{Counts, Line, Machine, Vitals, Way};
use crate::engine::clock::Clock;
use crate::engine::journal::Journal;
use crate::shop::vitals;
use crate::store::disk;
use crate::store::fault::Fault;
use crate::store::open::Store;
use crate::telegram::link::Link;

/// Everything that can be read off a shop at any time, by anybody, without its writer. Cheap to
/// clone.
#[derive(Clone)]
pub struct Gauges {
    pub shop: String,
    pub opened: Timestamp,
    pub store: Arc<Store>,
    /// Where the data lies.
    pub folder: PathBuf,
    pub clock: Clock,
    pub link: watch::Receiver<Link>,
    /// The same of the bot that warns.
    pub alert: watch::Receiver<Link>,
    /// How updates come now.
    pub way: watch::Receiver<Way>,
    /// What was read of the machine last.
    pub machine: watch::Receiver<Machine>,
    /// What was said lately.
    pub journal: Journal,
    /// How the copies stand.
    pub copies: Board,
}

impl Gauges {
    pub fn read(&self) -> Result<Vitals, Fault> {
        let now = self.clock.now();
        let link = self.link.borrow().clone();
        let moment = |at: Instant| now.before(Span::millis(at.elapsed().as_millis() as u64));
        let copies = self.copies.read();
        let mut counts = vitals::counts(&self.store.snap()?, now)?;
        for (trouble, link) in [(Trouble::Rival, &self.link), (Trouble::AlertRival, &self.alert)] {
            let seen = link.borrow().signs.seen(Instant::now());
            lasts(&mut counts, trouble, seen.map(moment));
        }
        // Where somebody else takes the updates, Telegram answers.
        let (up, why) = match link.contested {
            true => (true, String::new()),
            false => (link.up, link.why),
        };
        Ok(Vitals {
            shop: self.shop.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            now,
            opened: self.opened,
            line: Line { up, since: moment(link.since), why },
            way: *self.way.borrow(),
            heard: link.heard.map(moment),
            counts,
            machine: *self.machine.borrow(),
            room: disk::room(&self.folder),
            backup: copies.behind().map(|behind| now.before(behind)),
            copies,
        })
    }
}

/// A trouble that is seen and has not been told yet is one for whoever looks now.
fn lasts(counts: &mut Counts, trouble: Trouble, seen: Option<Timestamp>) {
    let known = counts.troubles.iter().any(|it| it.trouble == trouble);
    if let (Some(since), false) = (seen, known) {
        counts.troubles.push(Incident { trouble, failures: 1, since, told: true });
    }
}
