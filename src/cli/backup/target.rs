//! `warung backup target`: the places where copies lie, added, listed, tried and let go of.

use std::path::Path;

use tokio::runtime::Builder;

use super::status::of;
use crate::backup::memory::Memory;
use crate::backup::target::{Patience, Probed, Target};
use crate::cli::owner::AsOwner;
use crate::cli::place::Places;
use crate::cli::place::ask::Told;
use crate::cli::setup::talk::Talk;
use crate::cli::store::{Root, Which, load};
use crate::cli::{Trouble, say};
use crate::config::Config;
use crate::engine::clock::Clock;
use crate::words::Dictionary;

const EXAMPLES: &str = "\
Examples:
  warung backup target add
      asks what the place is, tries it, and writes it down
  warung backup target add usb --path /mnt/usb/warung
      a folder of another disk
  warung backup target add r2 --yes --endpoint https://ACCOUNT.r2.example --bucket toko-sari \\
      --access-key-file access --secret-key-file secret
      for scripts: asks nothing, and writes nothing unless the place works";

#[derive(clap::Subcommand)]
pub enum TargetCommand {
    /// Add one: it is asked for, tried, and written into the store's configuration
    #[command(after_help = EXAMPLES)]
    Add(Box<Add>),
    /// Let go of one; the copies that lie there stay
    Remove {
        /// Which place
        target: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        store: Which,
    },
    /// Go on where another program ships copies as this shop, which is gone for good
    Claim {
        /// Which place
        target: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        store: Which,
    },
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

#[derive(clap::Args)]
pub struct Add {
    /// What the place is to be called, as usb
    target: Option<String>,
    #[command(flatten)]
    told: Told,
    /// Ask nothing; a place that does not work is not written down
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    store: Which,
}

pub fn target(root: &Root, what: &TargetCommand) -> Result<(), Trouble> {
    match what {
        TargetCommand::Add(add) => with(root, &add.store.path(root)?, add.yes, |places| {
            places.add(add.target.as_deref(), &add.told)
        }),
        TargetCommand::Remove { target, yes, store } => {
            with(root, &store.path(root)?, *yes, |places| places.remove(target))
        }
        TargetCommand::Claim { target, yes, store } => {
            with(root, &store.path(root)?, *yes, |places| places.claim(target))
        }
        TargetCommand::List { store } => {
            for backup in &store.load(root)?.backups {
                let (kind, shown) = (backup.target.kind(), backup.target.shown());
                say(&format!("{:<9} {kind:<7} {shown}", backup.name));
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

/// In the language of the shop.
fn with(
    root: &Root,
    path: &Path,
    silent: bool,
    work: impl FnOnce(&Places) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let config = load(path)?;
    let dictionary = Dictionary::load(&config.timezone).map_err(anyhow::Error::from)?;
    let language = config.shop.language;
    let talk = Talk { w: dictionary.words(Some(language), language), silent };
    work(&Places::of(root, path, config, talk))
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
