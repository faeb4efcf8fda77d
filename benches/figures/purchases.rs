//! Whole purchases, from the cart to the goods, carried by the real outbox to an outside that
//! answers at once.

use std::collections::HashMap;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use warung::domain::effect::{About, Answer, Effect, Outcome, Task};
use warung::domain::limit::{QUESTIONS_AT_ONCE, SENDS_AT_ONCE};
use warung::domain::message::{Media, MessageRef, Screen};
use warung::domain::money::Rupiah;
use warung::domain::payment::{GatewayAnswer, Invoice, PayCode, Reference, Status};
use warung::engine::input::{Input, Reply};
use warung::engine::queue_entry::{Note, Weight};
use warung::jobs::courier::Courier;
use warung::jobs::outbox::Outbox;
use warung::jobs::pace::{Pace, Wait};
use warung::store::read::Read;

use crate::disk::{self, Bare};
use crate::effort::Effort;
use crate::inputs::SYNCS_PER_COMMIT;
use crate::orders::{self, Weighed, weigh};
use crate::stall::{Slips, Stall};
use crate::table::{Row, Sample, number, row};

pub fn figures(runtime: &Runtime, bare: &mut Bare, effort: &Effort) -> anyhow::Result<()> {
    let crowds = [(1, effort.purchases_alone), (64, effort.purchases_together)];
    for (buyers, purchases) in crowds {
        let mut rounds = Vec::new();
        for _ in 0..effort.rounds {
            let limit = bare.synced(1, effort.span / 4)?;
            rounds.push(Round::run(runtime, disk::folder()?, buyers, purchases, limit)?);
        }
        tell(&format!("{buyers} in flight, {purchases} purchases"), &rounds);
        tell_weight(purchases, &rounds);
    }
    over_a_past(runtime, bare, effort)
}

/// The same rush where the pages that a purchase touches are not all in the cache.
fn over_a_past(runtime: &Runtime, bare: &mut Bare, effort: &Effort) -> anyhow::Result<()> {
    let (buyers, purchases, orders) = (64, effort.purchases_together, effort.orders[0]);
    let past = disk::folder()?;
    orders::by_child(past.path(), orders)?;
    let mut rounds = Vec::new();
    for _ in 0..effort.rounds {
        let limit = bare.synced(1, effort.span / 4)?;
        let folder = disk::folder()?;
        for file in fs::read_dir(past.path())? {
            let file = file?;
            fs::copy(file.path(), folder.path().join(file.file_name()))?;
        }
        rounds.push(Round::run(runtime, folder, buyers, purchases, limit)?);
    }
    tell(&format!("the same after {} orders", number(orders as f64)), &rounds);
    Ok(())
}

struct Round {
    purchases_per_second: f64,
    syncs_per_purchase: f64,
    bare: f64,
    weighed: Weighed,
}

impl Round {
    fn run(
        runtime: &Runtime,
        folder: TempDir,
        buyers: u64,
        purchases: u64,
        bare: f64,
    ) -> anyhow::Result<Round> {
        let (stall, entries) = Stall::over(folder, purchases as usize)?;
        let stall = Arc::new(stall);
        let (seconds, commits) =
            runtime.block_on(rush(stall.clone(), entries, buyers, purchases))?;
        let stall = Arc::into_inner(stall).context("somebody still holds the stall")?;
        let folder = stall.close()?;
        Ok(Round {
            purchases_per_second: purchases as f64 / seconds,
            syncs_per_purchase: commits as f64 * SYNCS_PER_COMMIT / purchases as f64,
            bare,
            weighed: weigh(folder.path())?,
        })
    }
}

fn sample(rounds: &[Round], of: fn(&Round) -> f64) -> Sample {
    Sample::of(rounds.iter().map(of))
}

fn tell(what: &str, rounds: &[Round]) {
    let sample = |of| sample(rounds, of);
    let bare = sample(|round| round.bare).median();
    let syncs = sample(|round| round.syncs_per_purchase).median();
    row(Row {
        what: what.to_owned(),
        measured: sample(|round| round.purchases_per_second).told("/s"),
        beside: format!("{} syncs each; bare {}/s", number(syncs), number(bare)),
        aim: None,
    });
}

fn tell_weight(purchases: u64, rounds: &[Round]) {
    let stored = sample(rounds, |round| round.weighed.stored as f64).median() / purchases as f64;
    row(Row {
        what: "  stored per purchase so made".to_owned(),
        measured: format!("{} bytes", number(stored)),
        beside: "as redb counts, not compacted".to_owned(),
        aim: None,
    });
}

/// Buyers who each buy one after another: the seconds and the commits until the last of them
/// has the goods. The owner's notices, of which a chat takes one at a time, are carried to the
/// end after that.
async fn rush(
    stall: Arc<Stall>,
    entries: Slips,
    buyers: u64,
    purchases: u64,
) -> anyhow::Result<(f64, u64)> {
    let mut chats = HashMap::new();
    let mut tasks = JoinSet::new();
    for buyer in 1..=buyers {
        let person = 1000 + buyer;
        let (sees, shown) = mpsc::unbounded_channel();
        chats.insert(person as i64, sees);
        let share = purchases / buyers + u64::from(buyer <= purchases % buyers);
        tasks.spawn(buy(stall.clone(), person, share, shown));
    }
    let outside = Arc::new(Outside { chats, messages: AtomicI32::new(100) });
    let stop = CancellationToken::new();
    let outboxes = [
        tokio::spawn(carry(&stall, outside.clone(), SENDS_AT_ONCE, entries.telegram, stop.clone())),
        tokio::spawn(carry(&stall, outside, QUESTIONS_AT_ONCE, entries.gateway, stop.clone())),
    ];
    let (before, began) = (*stall.commits.borrow(), Instant::now());
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    let rush = (began.elapsed().as_secs_f64(), stall.commits_since(before));
    carried(&stall).await?;
    stop.cancel();
    for outbox in outboxes {
        outbox.await?;
    }
    Ok(rush)
}

fn carry(
    stall: &Stall,
    outside: Arc<Outside>,
    at_once: usize,
    entries: mpsc::UnboundedReceiver<Note>,
    stop: CancellationToken,
) -> impl Future<Output = ()> + use<> {
    let outbox = Outbox {
        courier: outside,
        pace: AtOnce,
        at_once,
        store: stall.store.clone(),
        handle: stall.handle.clone(),
        clock: stall.clock.clone(),
        load: Default::default(),
    };
    outbox.run(Vec::new(), entries, stop)
}

/// Comes back when the outbox is empty.
async fn carried(stall: &Stall) -> anyhow::Result<()> {
    let mut commits = stall.commits.clone();
    loop {
        commits.mark_unchanged();
        if stall.store.snap()?.all::<Effect>(0, 1)?.is_empty() {
            return Ok(());
        }
        tokio::time::timeout(PATIENCE, commits.changed()).await??;
    }
}

const PATIENCE: Duration = Duration::from_secs(10);

/// One buyer: fills the cart, pays the invoice that comes, waits for the goods, does it again.
async fn buy(
    stall: Arc<Stall>,
    person: u64,
    times: u64,
    mut shown: mpsc::UnboundedReceiver<Shown>,
) -> anyhow::Result<()> {
    for _ in 0..times {
        stall.handle.submit(stall.set_cart(person, 1)).await?;
        stall.handle.submit(stall.pay(person)).await?;
        let Shown::Invoice(reference) = see(&mut shown).await? else { bail!("goods unpaid") };
        match stall.handle.submit(Input::Hint(reference.into())).await? {
            Reply::Hinted => {}
            reply => bail!("a notice of a payment: {reply:?}"),
        }
        let Shown::Goods = see(&mut shown).await? else { bail!("a second invoice") };
    }
    Ok(())
}

async fn see(shown: &mut mpsc::UnboundedReceiver<Shown>) -> anyhow::Result<Shown> {
    tokio::time::timeout(PATIENCE, shown.recv()).await?.context("the outside is gone")
}

/// What a buyer waits for.
enum Shown {
    Invoice(Reference),
    Goods,
}

/// Telegram and the gateway in one: everything works, at once.
struct Outside {
    chats: HashMap<i64, mpsc::UnboundedSender<Shown>>,
    messages: AtomicI32,
}

impl Courier for Outside {
    async fn carry(&self, effect: &Effect, _attempt: u16) -> Outcome {
        Outcome::Done(match &effect.task {
            Task::Show { to, screen, .. } => {
                if let (Some(chat), Some(shown)) =
                    (self.chats.get(&to.chat.0), worth_waiting_for(effect.about, screen))
                {
                    // A buyer who has gone home has got everything.
                    let _ = chat.send(shown);
                }
                let id = self.messages.fetch_add(1, Ordering::Relaxed);
                let media = screen.media != Media::None;
                Answer::Shown { message: MessageRef { id, media }, file: None }
            }
            Task::MakeInvoice { reference, amount } => {
                // Whoever scans the code pays under this reference.
                let code = PayCode { qr: reference.as_str().to_owned(), page: None };
                let (txn, fee) = ("0d9a6f0e-2f5b-4b44-9c7e-3f6d1c2b8a90".into(), Rupiah(625));
                Answer::Invoice(Invoice {
                    txn,
                    payable: Rupiah(amount.0 + fee.0),
                    fee,
                    code,
                    lives: None,
                })
            }
            Task::AskStatus { reference, amount, .. } => {
                let (reference, status) = (reference.clone(), Status::Completed);
                Answer::Status(GatewayAnswer { reference, amount: *amount, status, sandbox: false })
            }
            Task::Toast { .. }
            | Task::Retire { .. }
            | Task::Fetch { .. }
            | Task::Tell { .. }
            | Task::CancelInvoice { .. } => Answer::Carried,
        })
    }
}

fn worth_waiting_for(about: About, screen: &Screen) -> Option<Shown> {
    match (about, &screen.media) {
        (About::Panel(_), Media::Qr(qr)) => Reference::parse(&qr.code).map(Shown::Invoice),
        (About::Goods(_), _) => Some(Shown::Goods),
        _ => None,
    }
}

struct AtOnce;

impl Pace for AtOnce {
    fn let_go(&self, _: Weight) -> Result<(), Wait> {
        Ok(())
    }
}
