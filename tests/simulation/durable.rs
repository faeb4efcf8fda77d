//! The shop's own half of a step: its commit, its crashes, and what must hold afterwards.

use std::sync::{Arc, LazyLock};

use warung::chat::incoming::Said;
use warung::domain::effect::{About, Lane, Task};
use warung::domain::limit::CLOCK_LEAST;
use warung::domain::shop::Shop;
use warung::domain::time::{Boot, Span, Step, Timestamp};
use warung::engine::core::{Committed, Core, Lent, ready};
use warung::engine::input::{Input, Reply};
use warung::engine::queue_entry::{QueueEntry, Weight, Word};
use warung::shop::invariants::{ahead, prove};
use warung::store::fault;
use warung::store::log::Shape;
use warung::store::open::Store;
use warung::store::read::Read;
use warung::store::schema::Quarantined;
use warung::store::seal::Seal;
use warung::words::Dictionary;

use super::copies::{Copies, Moment};
use super::disk::Disk;
use super::gateway::Txn;
use super::mood::Fault;
use super::outbox::Outbox;
use super::world::World;

const HOUR: u64 = 3_600_000;
/// Some time before the shop opened.
const BOOTED: Timestamp = Timestamp(1_795_000_000_000);
pub const KEY: [u8; 32] = [7; 32];

/// So small that a life sees commits in the log alone, on their way, and in the tables.
const SMALL: Shape =
    Shape { segment_bytes: 16 << 10, segments: 3, segments_max: 9, places: 150, bytes: 64 << 10 };

/// Read once for all lives: it takes longer than most of them.
static DICTIONARY: LazyLock<Arc<Dictionary>> =
    LazyLock::new(|| Arc::new(Dictionary::load("Asia/Jakarta").unwrap()));

/// A process begins, over whatever lies on the disk.
pub fn open(disk: &Disk, shop: &Shop) -> Core {
    let store = Store::open_logged(disk.data(), disk.log(), Seal::new(&KEY), SMALL).unwrap();
    Core::new(Arc::new(store), DICTIONARY.clone(), shop.clone())
}

impl World {
    /// Tells the shop what waits in the inbox, in one batch.
    pub fn commit(&mut self) {
        let inputs = std::mem::take(&mut self.inbox);
        if inputs.is_empty() {
            return;
        }
        self.steps += 1;
        let lost = self.copies.as_mut().and_then(Copies::lost);
        match lost {
            Some(Moment::Before) => {
                self.inbox = inputs;
                return self.lose();
            }
            Some(Moment::Within) => self.lose_in_commit(),
            Some(Moment::After) | None => {}
        }
        let cut = self.disk.is_doomed();
        match self.run(&inputs) {
            Ok(done) => {
                self.disk.spare();
                self.committed(inputs, done, lost == Some(Moment::After));
            }
            Err(fault) => {
                assert!(cut, "nothing can be written: {fault}");
                let updates = inputs.iter().filter_map(update_of).collect::<Vec<u64>>();
                self.inbox = inputs;
                if lost == Some(Moment::Within) {
                    return self.lost();
                }
                self.doubtful.extend(updates);
                self.crash();
            }
        }
    }

    fn run(&mut self, inputs: &[Input]) -> Result<Committed, fault::Fault> {
        if self.strikes(Fault::DiskFull) {
            self.roomy_again = self.now.after(Span::secs(self.luck.range(1, 600)));
        }
        let (now, roomy) = (self.shop_now(), self.now >= self.roomy_again);
        let (mut chance, mut patience) = (self.luck.clone(), self.luck.clone());
        self.luck.next();
        let mut seed = || chance.bytes();
        let mut enough = || patience.chance(20);
        let mut lent = Lent { now, roomy, seed: &mut seed, enough: &mut enough };
        self.core.run(inputs, &mut lent)
    }

    fn committed(&mut self, mut inputs: Vec<Input>, done: Committed, lost: bool) {
        // What did not fit this batch is the beginning of the next.
        self.inbox = inputs.split_off(done.replies.len());
        for (input, reply) in inputs.iter().zip(&done.replies) {
            self.judge(input, reply);
        }
        self.witness(&inputs);
        self.log
            .note(|| format!("== step {}: {} inputs at {}", self.steps, inputs.len(), self.now.0));
        let carried: Vec<QueueEntry> = done.words.iter().filter_map(carried).collect();
        self.announced(&carried);
        let crashes = self.strikes(Fault::CrashAfterCommit);
        if crashes || lost {
            inputs.append(&mut self.inbox);
            self.inbox = inputs;
            if lost { self.lose() } else { self.crash() }
        } else {
            self.free_lines();
            done.words.into_iter().for_each(|word| self.outbox.hear(word, self.wall));
        }
        let now = self.shop_now();
        self.copies.iter_mut().for_each(|copies| copies.perhaps(now));
        // A life that is watched is proved after each step, to tell where it went wrong.
        if self.log.is_kept() || self.steps.is_multiple_of(self.mood.prove_every) {
            self.prove();
        }
    }

    /// The lines of results that are durable go on; of those in the inbox, not yet.
    fn free_lines(&mut self) {
        for flight in std::mem::take(&mut self.returning) {
            let id = flight.entry.id;
            let told = |it: &Input| matches!(it, Input::Carried { effect, .. } if *effect == id);
            match self.inbox.iter().any(told) {
                true => self.returning.push(flight),
                false => self.outbox.end(&flight.entry, flight.held(self.now)),
            }
        }
    }

    /// An input's answer is the one it must be, and what it tells has been heard.
    fn judge(&mut self, input: &Input, reply: &Reply) {
        let right = match (input, reply) {
            (Input::Update { id, .. }, Reply::Done) => self.heard.insert(*id),
            (Input::Update { id, .. }, Reply::Seen) => {
                self.heard.contains(id) || self.doubtful.contains(id)
            }
            // One of a transaction that there is not is asked about as well.
            (Input::Hint(hint), Reply::Hinted) => {
                let paid = |it: &Txn| it.paid.is_some();
                let paid = self.gateway.txn(hint.reference.as_str()).is_some_and(paid);
                self.model.after.iter_mut().for_each(|after| after.hears(hint, paid));
                true
            }
            (Input::Hint(hint), Reply::Unknown) => {
                self.gateway.txn(hint.reference.as_str()).is_none()
            }
            (Input::Carried { .. } | Input::Ring { .. } | Input::Opened, Reply::Done) => true,
            (Input::Booted(_) | Input::Stepped(..) | Input::Restored(_), Reply::Done) => true,
            (Input::Reconcile, Reply::Reconciling(_)) => true,
            _ => false,
        };
        assert!(right, "{input:?} came to {reply:?}{}", self.quarantined());
        if let Input::Update { id, said } = input {
            // Of who blocks the bot before ever writing to it, the shop knows nothing.
            if said.said != Said::Blocked {
                self.model.wrote(said.from.id.0);
            }
            self.heard(*id);
        }
    }

    fn quarantined(&self) -> String {
        let snap = self.core.store().snap().unwrap();
        let broken: Vec<Quarantined> = snap.all(0, 100).unwrap();
        broken.iter().map(|it| format!("\n  {}", it.why)).collect()
    }

    /// What goes out from this commit on: amounts that the gateway is to collect, goods.
    fn announced(&mut self, entries: &[QueueEntry]) {
        let telling =
            |entry: &&QueueEntry| entry.weight == Weight::Invoice || entry.lane == Lane::Goods;
        for entry in entries.iter().filter(telling) {
            let snap = self.core.store().snap().unwrap();
            let Some((effect, _)) = ready(&snap, entry.id.0).unwrap() else { continue };
            match (&effect.task, effect.about) {
                (Task::MakeInvoice { reference, amount }, _) => {
                    self.model.quoted(reference.as_str(), amount.0, self.steps);
                }
                (_, About::Goods(order)) => self.model.begins(order.0, self.steps),
                _ => {}
            }
        }
    }

    /// The process dies. Telegram repeats what was not acknowledged, the gateway perhaps; what
    /// couriers were carrying has happened or not, and nobody remembers which.
    pub fn crash(&mut self) {
        self.tally.crashes += 1;
        self.log.note(|| "=== crash".into());
        let disk = self.disk.unplugged();
        self.begin_anew(disk);
        self.prove();
    }

    /// Another process, over what lies on a disk.
    pub fn begin_anew(&mut self, disk: Disk) {
        let opening = vec![self.booted(), Input::Opened];
        let lost = std::mem::replace(&mut self.inbox, opening);
        self.disk = disk;
        self.core = open(&self.disk, &self.shop);
        let store = self.core.store();
        self.copies.iter_mut().for_each(|copies| copies.begin(store));
        self.witness(&lost);
        self.returning.clear();
        self.gateway.forgive();
        let unfinished = self.core.unfinished().unwrap();
        self.announced(&unfinished);
        self.outbox = Outbox::of(unfinished, self.wall);
        for input in lost {
            let again = match &input {
                Input::Update { .. } => true,
                Input::Hint(_) => self.luck.chance(500),
                _ => false,
            };
            self.inbox.extend(again.then_some(input));
        }
    }

    /// The clock on the shop's wall is set: by somebody who is right, or by somebody who is not.
    /// A process that runs hears of it; one that is started anew must find out.
    pub fn set_the_wall(&mut self) {
        let size = [1_000, 60_000, HOUR, 24 * HOUR, 365 * 24 * HOUR];
        let most = size[self.luck.place(size.len()).unwrap_or(0)];
        let by = self.luck.range(1_000, most.max(1_001)) as i64;
        let step = Step(if self.luck.chance(500) { by } else { -by });
        // Nor does it show a time before there were shops.
        if self.shop_now().shifted(step) < CLOCK_LEAST {
            return;
        }
        self.log.note(|| format!("the wall is set by {} ms", step.0));
        self.wall.0 += step.0;
        match self.luck.chance(300) {
            true => self.crash(),
            false => {
                let begun = self.inbox.iter().position(|it| matches!(it, Input::Booted(_)));
                self.inbox.insert(begun.map_or(0, |at| at + 1), Input::Stepped(step, None));
            }
        }
    }

    /// What the shop believes the time to be.
    pub fn shop_now(&self) -> Timestamp {
        self.now.shifted(self.wall)
    }

    /// The same life of a machine as long as there is that machine.
    pub fn booted(&self) -> Input {
        let id = 1 + self.copies.as_ref().map_or(0, |copies| copies.machines);
        Input::Booted(Boot { id: id.into(), at: BOOTED.shifted(self.wall) })
    }

    /// Between a step of the wall and the next commit nothing is aimed yet.
    pub fn is_aimed(&self) -> bool {
        let aims = |it: &Input| matches!(it, Input::Stepped(..) | Input::Booted(_));
        !self.inbox.iter().any(aims)
    }

    /// Every promise of the shop holds at this moment.
    pub fn prove(&self) {
        let snap = self.core.store().snap().unwrap();
        let mut broken = prove(&snap).unwrap();
        if self.is_aimed() {
            broken.extend(ahead(&snap, self.shop_now()).unwrap());
        }
        assert!(broken.is_empty(), "the data proof fails:\n  {}", broken.join("\n  "));
        self.quotas_hold();
    }
}

fn carried(word: &Word) -> Option<QueueEntry> {
    match word {
        Word::Carry(entry) => Some(entry.clone()),
        Word::Leave(_) => None,
    }
}

fn update_of(input: &Input) -> Option<u64> {
    match input {
        Input::Update { id, .. } => Some(*id),
        _ => None,
    }
}
