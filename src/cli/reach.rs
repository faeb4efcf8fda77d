//! How a command gets to the shop: through the running one, else by opening its data itself.

use anyhow::anyhow;
use tokio::runtime::Builder;

use crate::app;
use crate::config::Config;
use crate::engine::clock::Clock;
use crate::engine::core::Lent;
use crate::engine::input::Reply;
use crate::store::disk;
use crate::web::ask::{Ask, ask, is_running};

/// Brings one question to the shop; the answer is there once it is durable.
pub type Deliver = Box<dyn FnMut(Ask) -> anyhow::Result<Reply>>;

pub fn shop(config: &Config) -> anyhow::Result<Deliver> {
    let socket = config.socket();
    if !is_running(&socket)? {
        return closed_shop(config);
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    Ok(Box::new(move |question| Ok(runtime.block_on(ask(&socket, &question))?)))
}

/// Opens the data as the daemon would, lock and all, and applies inputs without one. What they
/// ask of the outside is carried when the daemon starts.
fn closed_shop(config: &Config) -> anyhow::Result<Deliver> {
    let core = app::open(config)?;
    let folder = config.data_dir.clone();
    Ok(Box::new(move |question| {
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
        done?.replies.pop().ok_or_else(|| anyhow!("no answer"))
    }))
}
