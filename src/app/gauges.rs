//! The gauges of a running shop, read together.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::watch;

use crate::domain::time::{Span, Timestamp};
use crate::domain::vitals::{Line, Machine, Vitals, Way};
use crate::engine::clock::Clock;
use crate::engine::journal::Journal;
use crate::shop::vitals;
use crate::store::fault::Fault;
use crate::store::open::Store;
use crate::store::{copies, disk};
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
    /// How updates come now.
    pub way: watch::Receiver<Way>,
    /// What was read of the machine last.
    pub machine: watch::Receiver<Machine>,
    /// What was said lately.
    pub journal: Journal,
}

impl Gauges {
    pub fn read(&self) -> Result<Vitals, Fault> {
        let now = self.clock.now();
        let link = self.link.borrow().clone();
        let ago = Span::millis(link.since.elapsed().as_millis() as u64);
        Ok(Vitals {
            shop: self.shop.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            now,
            opened: self.opened,
            line: Line { up: link.up, since: now.before(ago), why: link.why },
            way: *self.way.borrow(),
            heard: link.heard.map(|at| now.before(Span::millis(at.elapsed().as_millis() as u64))),
            counts: vitals::counts(&self.store.snap()?, now)?,
            machine: *self.machine.borrow(),
            room: disk::room(&self.folder),
            backup: copies::newest(&self.folder),
        })
    }
}
