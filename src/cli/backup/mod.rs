//! `warung backup`: copies made now, practised with, and looked at; the places where they lie.

pub mod closed;
pub mod status;
mod target;

use anyhow::anyhow;
use tokio::runtime::Builder;

use super::progress::Progress;
use super::store::{Named, Root};
use super::{Trouble, reach, say};
use crate::config::Config;
use crate::domain::copies::{Copies, Wish};
use crate::web::ask;
use crate::words::format::utc;

#[derive(clap::Subcommand)]
pub enum BackupCommand {
    /// Take a snapshot, and wait until it lies at every place
    Now(Now),
    /// Practise a restore of what lies elsewhere; nothing of it stays
    Drill(Now),
    /// Tell how the copies stand; exit code 1 where somebody should look
    Status {
        /// For programs
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        store: Named,
    },
    /// The places where copies lie
    Target {
        #[command(subcommand)]
        what: target::TargetCommand,
    },
}

#[derive(clap::Args)]
pub struct Now {
    #[command(flatten)]
    store: Named,
}

pub fn backup(root: &Root, what: &BackupCommand) -> Result<(), Trouble> {
    match what {
        BackupCommand::Now(now) => {
            let config = now.store.load(root)?;
            told(&config, &wished(&config, Wish::Copy)?)
        }
        BackupCommand::Drill(now) => {
            let config = now.store.load(root)?;
            drilled(&wished(&config, Wish::Drill)?)
        }
        BackupCommand::Status { json, store } => status::status(&store.load(root)?, *json),
        BackupCommand::Target { what } => target::target(root, what),
    }
}

/// Has it done by the shop where it runs, else over its data.
pub fn wished(config: &Config, wish: Wish) -> Result<Copies, Trouble> {
    let mut progress = Progress::new();
    let mut hear = |line: &str| progress.tell(line);
    if reach::running(config)? {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(anyhow::Error::from)?;
        let socket = config.socket();
        let asked = runtime.block_on(ask::copy(&socket, wish, &mut hear));
        return Ok(asked.map_err(anyhow::Error::from)?);
    }
    Ok(closed::wished(config, wish, &mut hear)?)
}

fn told(config: &Config, copies: &Copies) -> Result<(), Trouble> {
    for target in &copies.targets {
        let (name, objects, bytes) = (&target.name, target.objects, target.bytes);
        say(&format!("{name}: all of it is there, {objects} objects, {} KB", bytes >> 10));
    }
    if config.backups.is_empty() {
        say("A copy lies in the shop's own folder alone: what becomes of the shop becomes of it.");
        say("Name a place elsewhere: warung backup target add");
    }
    Ok(())
}

fn drilled(copies: &Copies) -> Result<(), Trouble> {
    let drill = copies.drill.as_ref();
    let drill = drill.ok_or_else(|| anyhow!("nothing is known of it"))?;
    match &drill.result {
        Ok(good) => {
            say(&format!(
                "{}: the shop could be had back with {} orders, up to {}; it took {} s",
                drill.target,
                good.orders,
                utc(good.upto),
                drill.took.0.div_ceil(1000)
            ));
            Ok(())
        }
        Err(why) => Err(anyhow!("{}: {why}", drill.target).into()),
    }
}
