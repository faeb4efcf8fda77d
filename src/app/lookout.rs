//! Watches the machine, the line and the log, and tells the shop when something begins or ends:
//! a healthy shop writes nothing.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::watch;
use tokio::time::sleep;

use super::App;
use super::gauges::Gauges;
use super::stamp::Stamp;
use crate::config::Config;
use crate::domain::incident::{Incident, Sight, Trouble};
use crate::domain::limit::{DOWN_OVER, WATCH_EVERY};
use crate::domain::shop::Shop;
use crate::domain::time::{Span, Timestamp};
use crate::domain::vitals::Machine;
use crate::engine::clock::Clock;
use crate::engine::input::Input;
use crate::engine::journal::Level;
use crate::monitor::probe::Probe;
use crate::monitor::recall::Recall;
use crate::monitor::rule::{Copies, Readings, Rules};
use crate::shop::{staff, vitals};
use crate::store::fault::Fault;
use crate::store::open::Store;
use crate::store::read::Read;
use crate::telegram::link::Link;

/// Whoever looks at everything around the shop, again and again.
struct Lookout {
    probe: Probe,
    recall: Recall,
    rules: Rules,
    store: Arc<Store>,
    clock: Clock,
    gauges: Gauges,
    shop: Shop,
    folder: PathBuf,
    machine: watch::Sender<Machine>,
    /// It has run for long enough to be called running.
    up: bool,
}

impl App {
    /// Begins to watch. The machine's own time counts here: a rehearsal that sets the clock
    /// forward is no hour of load.
    pub(super) fn look_out(&self, config: &Config) -> Result<(), Fault> {
        let known: Vec<Incident> = self.store.snap()?.all(0, usize::MAX)?;
        let lasts = |trouble| known.iter().any(|it: &Incident| it.trouble == trouble && it.told);
        let mut lookout = Lookout {
            probe: Probe::new(config.data_dir.clone()),
            recall: Recall::default(),
            rules: Rules::new(lasts),
            store: self.store.clone(),
            clock: self.clock.clone(),
            gauges: self.gauges.clone(),
            shop: config.shop.clone(),
            folder: config.data_dir.clone(),
            machine: self.machine.clone(),
            up: false,
        };
        let (handle, stop) = (self.handle.clone(), self.stop.clone());
        let folder = config.data_dir.clone();
        let exposed = config.exposed.then(|| self.clock.now());
        let watching = async move {
            if let Some(since) = exposed {
                tracing::warn!(
                    "the configuration holds secrets and everybody on this machine can read it; \
                     `warung setup` moves them to where only the shop reads them"
                );
                let (trouble, sight) = (Trouble::OpenSecrets, Sight::Began { since, figure: 0 });
                if handle.submit(Input::Observed { trouble, sight }).await.is_err() {
                    return;
                }
            }
            loop {
                // Disks and databases block.
                let looked = tokio::task::spawn_blocking(move || {
                    let seen = lookout.look();
                    (lookout, seen)
                });
                let Ok((back, seen)) = looked.await else { return };
                lookout = back;
                for (trouble, sight) in seen {
                    if handle.submit(Input::Observed { trouble, sight }).await.is_err() {
                        return;
                    }
                    // Not before the shop knows: who is cut off until then tells it once more.
                    if (trouble, sight) == (Trouble::Down, Sight::Over) {
                        Stamp::remove(&Stamp::places(Some(&folder)));
                    }
                }
                sleep(WATCH_EVERY.std()).await;
            }
        };
        self.tasks.spawn(async move { stop.run_until_cancelled(watching).await });
        Ok(())
    }
}

impl Lookout {
    fn look(&mut self) -> Vec<(Trouble, Sight)> {
        let machine = self.probe.read();
        self.machine.send_replace(machine);
        owners::keep(&self.folder, &self.store, &self.shop);
        let readings = self.readings(machine);
        let mut seen = self.rules.judge(&readings, self.clock.run(), self.clock.now());
        if !self.up && self.clock.run() >= DOWN_OVER.std() {
            self.up = true;
            seen.extend(up_again(&Stamp::places(Some(&self.folder))));
        }
        seen
    }

    fn readings(&mut self, machine: Machine) -> Readings {
        let (at, now) = (self.clock.run(), self.clock.now());
        let line = self.gauges.link.borrow().clone();
        // A line that has not been tried yet is no line that is up.
        let up = line.up || line.contested;
        let down = if up { 0 } else { line.since.elapsed().as_secs().max(1) };
        let signs = |link: &watch::Receiver<Link>| link.borrow().signs.lately(Instant::now());
        let late = self.store.snap().and_then(|snap| vitals::late(&snap, now));
        Readings {
            machine,
            line_down: Some(down),
            // While nothing can go out, that is the trouble.
            queue_late: late.ok().filter(|_| line.up).map(|late| late.std().as_secs()),
            errors: self.recall.errors(at, self.gauges.journal.count(Level::Error)),
            growth_megabytes: machine
                .database_megabytes
                .and_then(|size| self.recall.growth(at, size)),
            clock_jump: self.recall.jump(at, now),
            rival: Some(signs(&self.gauges.link)),
            alert_rival: Some(signs(&self.gauges.alert)),
            copies: self.copies(now),
        }
    }
}

impl Lookout {
    /// Where there is no place for them, there is no trouble with copies but that: `warung check`
    /// tells it.
    fn copies(&self, now: Timestamp) -> Copies {
        let copies = self.gauges.copies.read();
        if copies.targets.is_empty() {
            return Copies {
                behind: Some(0),
                age: Some(0),
                refused: Some(0),
                drill_failed: Some(0),
                key_unconfirmed: Some(0),
                taken_over: Some(0),
            };
        }
        let seconds = |span: Span| span.0 / 1000;
        let sure = copies.targets.iter().all(|target| target.looked);
        Copies {
            behind: copies.late().map(seconds),
            age: copies.snapshot_at(now).map(|at| seconds(now.since(at))),
            refused: copies.targets.iter().map(|target| seconds(target.failing)).max(),
            drill_failed: copies.drill.as_ref().map(|drill| drill.result.is_err().into()),
            key_unconfirmed: Some((!copies.key_confirmed).into()),
            // One that has not been asked since the start has perhaps said so before.
            taken_over: match copies.owner() {
                Some(_) => Some(1),
                None => sure.then_some(0),
            },
        }
    }
}

/// Owners who were told that the shop does not run hear that it does, when that lasts.
fn up_again(places: &[PathBuf]) -> Vec<(Trouble, Sight)> {
    let Some(stamp) = Stamp::read(places) else { return Vec::new() };
    let began = Sight::Began { since: stamp.since, figure: 0 };
    // Told together, these are only the end.
    vec![(Trouble::Down, began), (Trouble::Down, Sight::Over)]
}

/// Who is to hear of it when the shop cannot even start: pairing has put owners into the
/// database, which is locked or broken then.
pub mod owners {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use super::{Fault, Shop, Store, staff};
    use crate::domain::id::CustomerId;
    use crate::store::durable;

    const FILE: &str = "owners";

    pub(super) fn keep(folder: &Path, store: &Store, shop: &Shop) {
        let owners = store.snap().and_then(|snap| staff::owners_of(&snap, shop));
        let Ok(owners): Result<_, Fault> = owners else { return };
        let lines: String = owners.iter().map(|owner| format!("{}\n", owner.0)).collect();
        let file = folder.join(FILE);
        let closed = |file: &Path| {
            fs::metadata(file).is_ok_and(|facts| facts.permissions().mode() & 0o077 == 0)
        };
        if closed(&file) && fs::read_to_string(&file).is_ok_and(|kept| kept == lines) {
            return;
        }
        if let Err(error) = durable::put(&file, lines.as_bytes(), 0o600) {
            tracing::warn!(%error, "the list of owners is not kept");
        }
    }

    /// Those of the last time that the shop was open.
    pub fn kept(folder: &Path) -> Vec<CustomerId> {
        let text = fs::read_to_string(folder.join(FILE)).unwrap_or_default();
        text.lines().filter_map(|line| line.trim().parse().ok()).map(CustomerId).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;

    #[test]
    fn that_the_shop_runs_again_is_told_until_it_is_known() {
        let place = tempfile::tempdir().unwrap();
        let folders = [place.path().to_owned()];
        assert_eq!(up_again(&folders), []);
        let stamp = Stamp::next(None, Timestamp(7), "oom-kill").unwrap();
        assert!(stamp.write(&folders));
        let both = up_again(&folders);
        assert_eq!(both.len(), 2);
        assert_eq!(up_again(&folders), both, "it was cut off before anybody knew");
    }
}
