//! Copies on their way: the shop's own is kept up, each place gets it at its own pace, and whoever
//! wants one now is told how it goes.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_util::sync::CancellationToken;

use crate::backup::board::Board;
use crate::backup::keeper::Keeper;
use crate::backup::kit;
use crate::backup::local::{Copied, Wish as Step};
use crate::backup::place::{Place, Shared, Standing};
use crate::backup::practice::Practice;
use crate::backup::recovery::machine;
use crate::backup::target::{Patience, Target};
use crate::config::{self, Backup, Config};
use crate::domain::copies::{Copies, Drill, Tell, Wish, Word};
use crate::domain::limit::{
    CLOCK_AGREES, COPY_EVERY, COPY_REST, DRILL_AFTER_START, DRILL_AGAIN, DRILL_EVERY,
    ORDERS_WAITING,
};
use crate::domain::restore::Restored;
use crate::domain::time::{Span, Tick};
use crate::engine::clock::Clock;
use crate::engine::handle::Handle;
use crate::engine::input::Input;
use crate::store::open::Store;
use crate::words::Dictionary;

/// Somebody wants something done, and hears of it.
pub struct Order {
    pub wish: Wish,
    pub tell: Tell,
}

/// A shop's line to whoever copies it.
pub(super) struct Copying {
    pub orders: mpsc::Sender<Order>,
    /// Where they come back to when the shop closes.
    pub back: oneshot::Receiver<Carriers>,
}

/// The other ends of it.
pub(super) struct Ends {
    orders: mpsc::Receiver<Order>,
    /// By people in the chat.
    drills: watch::Receiver<u64>,
    back: oneshot::Sender<Carriers>,
}

pub(super) fn line(drills: watch::Receiver<u64>) -> (Copying, Ends) {
    let ((orders, wanted), (back, carried)) = (mpsc::channel(ORDERS_WAITING), oneshot::channel());
    (Copying { orders, back: carried }, Ends { orders: wanted, drills, back })
}

/// Who starts the programs that some places take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Programs {
    /// The unit beside: a shop that serves runs none.
    Unit,
    /// This process, where no unit does.
    Ours,
}

/// Whoever copies a shop.
pub struct Carriers {
    keeper: Arc<Mutex<Keeper>>,
    places: Vec<Place>,
    attendant: Attendant,
}

/// Whoever sees to it that what is wanted is done.
#[derive(Clone)]
struct Attendant {
    config: Arc<Config>,
    shared: Shared,
    board: Board,
    drilling: Arc<tokio::sync::Mutex<()>>,
    /// To places of which a way knows what only it has learned: what it finds missing there, it
    /// puts there again.
    ways: Arc<Vec<Arc<Target>>>,
    programs: Programs,
}

impl Carriers {
    /// Over open data, before anything is committed. For a shop that serves.
    pub fn new(
        config: &Config,
        store: Arc<Store>,
        dictionary: Arc<Dictionary>,
        clock: &Clock,
    ) -> anyhow::Result<Carriers> {
        Carriers::of(config, store, dictionary, clock, Programs::Unit)
    }

    /// The same for somebody at a terminal, over the data of a shop that is closed.
    pub fn by_hand(
        config: &Config,
        store: Arc<Store>,
        dictionary: Arc<Dictionary>,
        clock: &Clock,
    ) -> anyhow::Result<Carriers> {
        Carriers::of(config, store, dictionary, clock, Programs::Ours)
    }

    fn of(
        config: &Config,
        store: Arc<Store>,
        dictionary: Arc<Dictionary>,
        clock: &Clock,
        programs: Programs,
    ) -> anyhow::Result<Carriers> {
        let kit = kit::gather(config).map_err(|error| format!("{error:#}"));
        let machine = config.copies.drill == config::Practice::Machine;
        let copied = Copied { shop: config.shop.name.clone(), kit, machine };
        let keeper = Keeper::new(config, copied, store, dictionary, clock.clone());
        let shared = keeper.shared().clone();
        let place = |backup| -> anyhow::Result<Place> {
            let target = target(config, backup, &shared, programs)?;
            Ok(Place::new(shared.clone(), target))
        };
        let places: Vec<Place> = config.backups.iter().map(place).collect::<Result<_, _>>()?;
        let board = Board::of(&keeper, &places);
        let (config, drilling) = (Arc::new(config.clone()), Arc::default());
        let ways = places.iter().map(Place::target).filter(|way| way.is_sealed());
        let ways = Arc::new(ways.collect());
        let attendant = Attendant { config, shared, board, drilling, ways, programs };
        Ok(Carriers { keeper: Arc::new(Mutex::new(keeper)), places, attendant })
    }

    pub fn board(&self) -> &Board {
        &self.attendant.board
    }

    /// That the shop was brought back, as long as it does not know.
    pub(super) fn restored(&self) -> Option<Restored> {
        self.attendant.shared.memory.look(|state| state.restored.clone())
    }

    pub(super) fn knows_that_it_was_restored(&self) {
        let forgotten = self.attendant.shared.memory.change(|state| state.restored = None);
        if let Err(error) = forgotten {
            // It is told once more at the next start, which changes nothing.
            tracing::warn!(%error, "what is remembered of copies cannot be written");
        }
    }

    /// Until it is told to stop: then it goes back, for the last word.
    pub(super) async fn carry(mut self, mut ends: Ends, handle: Handle, stop: CancellationToken) {
        let mut going = self.set_out(&stop);
        let mut served = JoinSet::new();
        let (mut next, mut drill) = (Instant::now(), Instant::now() + DRILL_AFTER_START.std());
        loop {
            let order = tokio::select! {
                () = stop.cancelled() => break,
                Some(order) = ends.orders.recv() => Some(order),
                Ok(()) = ends.drills.changed() => {
                    // Whoever presses twice hears of the one that goes on.
                    let free = self.attendant.drilling.try_lock().is_ok();
                    let tell = Arc::new(|_| true);
                    free.then_some(Order { wish: Wish::Drill, tell })
                }
                () = sleep_until(next) => None,
            };
            // What was served leaves no trace.
            while served.try_join_next().is_some() {}
            let copy = order.as_ref().is_some_and(|order| order.wish == Wish::Copy);
            let since = self.attendant.shared.clock.tick();
            let step = self.step(if copy { Step::Snapshot } else { Step::Nothing });
            let Some(made) = stop.run_until_cancelled(step).await else { break };
            next = Instant::now() + if made.is_ok() { COPY_EVERY } else { COPY_REST }.std();
            let attendant = self.attendant.clone();
            match order {
                Some(Order { wish: Wish::Copy, tell }) => {
                    served.spawn(async move { attendant.see_it_there(made, since, tell).await });
                }
                Some(Order { wish: Wish::Drill, tell }) => {
                    served.spawn(attendant.drill_and_say(tell, handle.clone()));
                }
                Some(Order { wish: Wish::Claim(name), tell }) => {
                    served.spawn(async move { attendant.claim(&name, tell).await });
                }
                None if drill <= Instant::now() && attendant.drill_is_due() => {
                    drill = Instant::now() + DRILL_AGAIN.std();
                    let (tell, handle) = (Arc::new(|_| true), handle.clone());
                    served.spawn(attendant.drill_and_say(tell, handle));
                }
                None => {}
            }
        }
        served.shutdown().await;
        while let Some(place) = going.join_next().await {
            self.places.extend(place.ok());
        }
        // Where nobody waits for it, the shop has ended otherwise.
        let _ = ends.back.send(self);
    }

    /// Does one thing over a shop that is closed, and tells how it goes.
    pub async fn once(mut self, wish: Wish, tell: Tell) {
        let since = self.attendant.shared.clock.tick();
        let made = self.step(if wish == Wish::Copy { Step::Snapshot } else { Step::Nothing }).await;
        let stop = CancellationToken::new();
        let mut going = self.set_out(&stop);
        let attendant = self.attendant.clone();
        match wish {
            Wish::Copy => attendant.see_it_there(made, since, tell).await,
            Wish::Drill => {
                for mut board in attendant.board.places().to_vec() {
                    // Each has been gone to once, or has broken.
                    let _ = board.wait_for(|board| board.rounds > 0).await;
                }
                attendant.drill(tell).await;
            }
            Wish::Claim(name) => attendant.claim(&name, tell).await,
        }
        stop.cancel();
        while going.join_next().await.is_some() {}
    }

    /// Each place at its own pace, until it is told to stop.
    fn set_out(&mut self, stop: &CancellationToken) -> JoinSet<Place> {
        let mut going = JoinSet::new();
        for mut place in self.places.drain(..) {
            let stop = stop.clone();
            going.spawn(async move {
                stop.run_until_cancelled(place.run()).await;
                place
            });
        }
        going
    }

    /// Makes objects of what has been committed: reads, packs and writes, as long as that takes.
    async fn step(&self, wish: Step) -> Result<(), String> {
        let keeper = self.keeper.clone();
        if wish == Step::Nothing && !open(&keeper).has_work() {
            // No thread is woken for that.
            return Ok(());
        }
        let made = spawn_blocking(move || {
            open(&keeper).step(wish).map(drop).map_err(|error| error.to_string())
        });
        made.await.unwrap_or_else(|broken| Err(broken.to_string()))
    }

    /// What is copied last, everywhere where that is heard in time. That the shop is closed for
    /// good is said by whoever sees to it that it stays so (`Step::Closed`): one that opens again
    /// could sell something in its first seconds that no copy has, beside one that says that it
    /// has everything.
    pub async fn last_word(mut self, word: Step, within: Duration) {
        let said = async {
            if self.step(word).await.is_ok() {
                let mut going = JoinSet::new();
                for mut place in self.places.drain(..) {
                    going.spawn(async move { place.at_once().await.is_ok() });
                }
                while going.join_next().await.is_some() {}
            }
        };
        if timeout(within, said).await.is_err() {
            tracing::warn!("the shop closes before its last words have arrived everywhere");
        }
    }
}

impl Attendant {
    /// Waits until all places have what was made since then, and tells how it goes.
    async fn see_it_there(self, made: Result<(), String>, since: Tick, tell: Tell) {
        if let Err(why) = made {
            tell(Word::Failed(why));
            return;
        }
        let boards = self.board.places().to_vec();
        let before: Vec<u64> = boards.iter().map(|board| board.borrow().rounds).collect();
        self.shared.nudge.send_modify(|count| *count += 1);
        let mut waiting = JoinSet::new();
        for (board, before) in boards.into_iter().zip(before) {
            waiting.spawn(arrived(board, before, since, tell.clone()));
        }
        let mut lost = Vec::new();
        while let Some(there) = waiting.join_next().await {
            lost.extend(there.unwrap_or_else(|broken| Err(broken.to_string())).err());
        }
        tell(match lost.len() {
            0 => Word::Done(self.board.read()),
            count => {
                let whys = lost.join("; ");
                Word::Failed(format!("it did not get to {count} of the places: {whys}"))
            }
        });
    }

    /// Whoever else ships there counts as of our past from now on, at this place and all others.
    async fn claim(&self, name: &str, tell: Tell) {
        let mut places = self.board.places().iter();
        let Some(board) = places.find(|board| board.borrow().name() == name) else {
            tell(Word::Failed(format!("there is no place called {name}")));
            return;
        };
        let mut board = board.clone();
        // A place that has been gone to has said whose it is, or why it does not.
        let seen = board.wait_for(|board| board.rounds > 0).await;
        let Ok(standing) = seen.map(|seen| seen.clone()) else { return };
        let Some(stranger) = standing.stranger.clone() else {
            tell(Word::Failed(match standing.error() {
                Some(error) => format!("{name}: {error}"),
                None => format!("nobody else ships as this shop at {name}"),
            }));
            return;
        };
        let (memory, generation) = (self.shared.memory.clone(), stranger.generation);
        let put = spawn_blocking(move || {
            memory.change(|state| {
                state.ancestors.insert(generation);
            })
        });
        match put.await {
            Ok(Ok(())) => {
                let (target, says) = (&standing.name(), stranger.says);
                tracing::warn!(target, says, "a program that ships as this shop counts as gone");
                tell(Word::Done(self.board.read()))
            }
            Ok(Err(error)) => tell(Word::Failed(error.to_string())),
            Err(broken) => tell(Word::Failed(broken.to_string())),
        };
    }

    /// A machine without a key of its own cannot.
    fn drill_is_due(&self) -> bool {
        let (now, copies) = (self.shared.clock.now(), self.board.read());
        let every = match &copies.drill {
            Some(Drill { result: Err(_), .. }) => DRILL_AGAIN,
            _ => DRILL_EVERY,
        };
        let able = self.config.copies.drill == config::Practice::Machine;
        // One that was dated by a clock that was ahead is no reason to wait for that day.
        let last = copies.drill.as_ref().filter(|last| last.at.since(now) <= CLOCK_AGREES);
        able && copies.snapshot_at(now).is_some()
            && last.is_none_or(|last| now.since(last.at) >= every)
    }

    /// Practises, and says what came of it to the owners too.
    async fn drill_and_say(self, tell: Tell, handle: Handle) {
        let drill = self.drill(tell).await;
        // A shop that closes says it at its next drill.
        let _ = handle.submit(Input::Drilled(drill)).await;
    }

    async fn drill(&self, tell: Tell) -> Option<Drill> {
        // One at a time: two would clear each other's folder.
        let _alone = self.drilling.lock().await;
        let Some(backup) = self.next_place() else {
            tell(Word::Failed("there is no copy elsewhere yet".to_owned()));
            return None;
        };
        let drill = self.drilled(backup, &tell).await.unwrap_or_else(|why| Drill {
            at: self.shared.clock.now(),
            target: backup.name.clone(),
            took: Span(0),
            result: Err(why),
        });
        match &drill.result {
            Ok(_) => tell(Word::Done(self.board.read())),
            Err(why) => {
                let target = &drill.target;
                tracing::error!(target, why, "a restore for practice failed");
                tell(Word::Failed(format!("{target}: {why}")))
            }
        };
        Some(drill)
    }

    async fn drilled(&self, backup: &Backup, tell: &Tell) -> Result<Drill, String> {
        let config = &self.config;
        let key = machine::load(&config.data_dir).map_err(|error| error.to_string())?;
        let key = key.ok_or("this machine has no key to the copies (drill = \"owner\")")?;
        let practice = Practice {
            home: config.data_dir.clone(),
            shared: self.shared.clone(),
            identities: Arc::new(vec![key]),
            tell: tell.clone(),
        };
        let target = match self.ways.iter().find(|way| way.name == backup.name) {
            Some(way) => way.clone(),
            None => {
                let target = target(config, backup, &self.shared, self.programs);
                Arc::new(target.map_err(|error| error.to_string())?)
            }
        };
        let drill = practice.at(&target).await;
        let (memory, kept) = (self.shared.memory.clone(), drill.clone());
        let put = spawn_blocking(move || memory.change(|state| state.drill = Some(kept)));
        match put.await {
            Ok(Ok(())) => Ok(drill),
            Ok(Err(error)) => Err(error.to_string()),
            Err(broken) => Err(broken.to_string()),
        }
    }

    /// The one after that of the last drill that has a copy.
    fn next_place(&self) -> Option<&Backup> {
        let Copies { targets, drill, .. } = self.board.read();
        let last = drill.and_then(|drill| targets.iter().position(|it| it.name == drill.target));
        let first = last.map_or(0, |last| last + 1);
        let round = (0..targets.len()).map(|step| (first + step) % targets.len());
        let mut able = round.filter(|at| targets[*at].snapshot_at.is_some());
        self.config.backups.get(able.next()?)
    }
}

fn open(keeper: &Mutex<Keeper>) -> MutexGuard<'_, Keeper> {
    // Each step begins with what lies on the disk, whoever broke meanwhile.
    keeper.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits until everything that was on the shelf by some moment has arrived, or says why not.
async fn arrived(
    mut board: watch::Receiver<Standing>,
    before: u64,
    since: Tick,
    tell: Tell,
) -> Result<(), String> {
    let mut told = Instant::now();
    loop {
        let now = board.borrow_and_update().clone();
        let name = now.name();
        if now.whole.is_some_and(|at| at >= since) {
            tell(Word::Line(format!("{name}: {} objects, all of it is there", now.objects)));
            return Ok(());
        }
        let error = now.error().filter(|_| now.rounds > before).map(str::to_owned);
        if let Some(why) = now.stranger().or(error) {
            return Err(format!("{name}: {why}"));
        }
        if told.elapsed() >= COPY_EVERY.std() {
            told = Instant::now();
            if !tell(Word::Line(format!("{name}: {} objects so far", now.objects))) {
                return Err(format!("{name}: nobody waits for it any more"));
            }
        }
        tokio::select! {
            changed = board.changed() => {
                if changed.is_err() {
                    return Err(format!("{name}: it broke off"));
                }
            }
            () = sleep(COPY_EVERY.std()) => {}
        }
    }
}

/// The way to one place.
fn target(
    config: &Config,
    backup: &Backup,
    shared: &Shared,
    programs: Programs,
) -> anyhow::Result<Target> {
    let used = shared.memory.known(&backup.name).used;
    let (home, patience) = (&config.data_dir, Patience::default());
    let target = Target::new(backup, &shared.clock, home, patience, used)?;
    Ok(match programs {
        Programs::Ours => target,
        Programs::Unit => {
            target.without_programs(std::env::var_os("RUNTIME_DIRECTORY").map(PathBuf::from))
        }
    })
}
