//! `warung backup target`: the places where copies lie, listed and tried.

use tokio::runtime::Builder;

use super::status::of;
use crate::backup::memory::Memory;
use crate::backup::target::{Patience, Probed, Target};
use crate::cli::owner::AsOwner;
use crate::cli::store::{Root, Which};
use crate::cli::{Trouble, say};
use crate::config::Config;
use crate::engine::clock::Clock;

#[derive(clap::Subcommand)]
pub enum TargetCommand {
    /// List them
    List {
        #[command(flatten)]
        store: Which,
    },
    /// Put something there, read it, list it and delete it again
    Test {
        /// Which place; without, all of them
        target: Option<String>,
        #[command(flatten)]
        store: Which,
    },
}

pub fn target(root: &Root, what: &TargetCommand) -> Result<(), Trouble> {
    match what {
        TargetCommand::List { store } => {
            for backup in &store.load(root)?.backups {
                say(&format!("{:<9} {}", backup.name, backup.target.kind()));
            }
            Ok(())
        }
        TargetCommand::Test { target, store } => {
            let config = store.load(root)?;
            match target {
                Some(name) => test(&config, &[of(&config, name)?.name.as_str()]),
                None => {
                    let all: Vec<&str> = config.backups.iter().map(|it| it.name.as_str()).collect();
                    test(&config, &all)
                }
            }
        }
    }
}

fn test(config: &Config, names: &[&str]) -> Result<(), Trouble> {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(anyhow::Error::from)?;
    let _owner = AsOwner::of(&config.data_dir)?;
    let (memory, clock) = (Memory::open(&config.data_dir), Clock::new());
    let mut failed = false;
    for name in names {
        let backup = of(config, name)?;
        let used = memory.known(name).used;
        let way = Target::new(backup, &clock, &config.data_dir, Patience::default(), used)?;
        match runtime.block_on(way.probe(&config.store)) {
            Ok(Probed { add_only: false }) => say(&format!("{name}: copies can lie there")),
            Ok(Probed { add_only: true }) => say(&format!(
                "{name}: copies can lie there; nothing can be deleted: its own rules have to do it"
            )),
            Err(failure) => {
                failed = true;
                say(&format!("{name}: {failure}"));
            }
        }
    }
    runtime.shutdown_background();
    match failed {
        true => Err(Trouble::Told(crate::cli::exit::FAILED)),
        false => Ok(()),
    }
}
