//! How a command gets to the shop: through the running one, else by opening its data itself.

use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use anyhow::{Context, anyhow, bail, ensure};
use tokio::runtime::Builder;

use super::owner::AsOwner;
use crate::app::{self, timekeeper::Word};
use crate::config::Config;
use crate::domain::bot::Ties;
use crate::engine::clock::Clock;
use crate::engine::core::Lent;
use crate::engine::input::Reply;
use crate::report::query::{self, Give, Piece, Query};
use crate::store::disk;
use crate::store::open::{OpenError, Store};
use crate::web::ask::{self, Ask, is_running};
use crate::words::Dictionary;

/// Brings one question to the shop; the answer is there once it is durable.
pub type Deliver = Box<dyn FnMut(Ask) -> anyhow::Result<Reply>>;

/// Which way something was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Through the running shop.
    Shop,
    /// In the data of a shop that is not running.
    Data,
}

/// Whether a shop is running on this data.
pub fn running(config: &Config) -> anyhow::Result<bool> {
    Ok(is_running(&config.socket())?)
}

pub fn shop(config: &Config) -> anyhow::Result<Deliver> {
    let socket = config.socket();
    if !running(config)? {
        return closed_shop(config);
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    Ok(Box::new(move |question| Ok(runtime.block_on(ask::ask(&socket, &question))?)))
}

/// What ties the shop to its bot.
pub fn ties(config: &Config) -> anyhow::Result<Ties> {
    let mut ties = None;
    look(config, &Query::Ties, &mut |piece| {
        if let Piece::Ties(found) = piece {
            ties = Some(found);
        }
        true
    })?;
    ties.context("the shop did not say which bot it is")
}

/// Queries at something. `hear` is told each piece, and says whether it wants more.
pub fn look(
    config: &Config,
    look: &Query,
    hear: &mut dyn FnMut(Piece) -> bool,
) -> anyhow::Result<Way> {
    if !running(config)? {
        look_at_data(config, look, hear)?;
        return Ok(Way::Data);
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(ask::look(&config.socket(), look, hear))?;
    Ok(Way::Shop)
}

/// The same where no shop is running: in its data, which is locked meanwhile and stays as it is.
fn look_at_data(
    config: &Config,
    look: &Query,
    hear: &mut dyn FnMut(Piece) -> bool,
) -> anyhow::Result<()> {
    let folder = &config.data_dir;
    ensure!(Store::is_in(folder), "there is no shop in {}", folder.display());
    let _owner = AsOwner::of(folder)?;
    let mut store = Store::open_read_only(folder, &config.key_file)?;
    if *look == Query::Proof
        && let Err(damage) = store.verify()
    {
        let folder = folder.clone();
        return Err(OpenError::Damaged { folder, why: damage.to_string() }.into());
    }
    let dictionary = Dictionary::load(&config.timezone)?.with_contact(config.shop.contact.clone());
    let (give, pieces) = sync_channel(1);
    let give: Give = Arc::new(move |piece| give.send(piece).is_ok());
    thread::scope(|scope| {
        scope.spawn(|| {
            let now = Clock::new().now();
            query::look(&store, &dictionary, now, &config.shop, look, &{ give })
        });
        for piece in pieces {
            match piece {
                Piece::End => return Ok(()),
                Piece::Failed(why) => bail!(why),
                piece => {
                    if !hear(piece) {
                        return Ok(());
                    }
                }
            }
        }
        bail!("the look broke off")
    })
}

/// Opens the data as the daemon would, lock and all, and applies inputs without one. What they
/// ask of the outside is carried when the daemon starts.
fn closed_shop(config: &Config) -> anyhow::Result<Deliver> {
    let owner = AsOwner::of(&config.data_dir)?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let core = runtime.block_on(app::open_at(config, Clock::new().now(), Word::default()))?;
    // What may still be looking up a name is not waited for.
    runtime.shutdown_background();
    let folder = config.data_dir.clone();
    Ok(Box::new(move |question| {
        // What is opened as somebody is written as somebody.
        let _owner = &owner;
        let mut seeds = Ok(());
        let mut seed = || {
            let mut seed = [0; 32];
            seeds = seeds.and(getrandom::fill(&mut seed));
            seed
        };
        let now = Clock::new().now();
        let roomy = disk::roomy(&folder);
        let mut lent = Lent { now, roomy, seed: &mut seed, enough: &mut || false };
        let done = core.run(&[question.into()], &mut lent);
        seeds?;
        // What is durable in the log alone is read again at the next start.
        if let Err(fault) = core.store().checkpoint() {
            tracing::warn!(%fault, "the log is not brought into the tables yet");
        }
        done?.replies.pop().ok_or_else(|| anyhow!("no answer"))
    }))
}
