//! `warung restore`: a lost shop comes back from its copies, by the key on paper. Whatever ends
//! this in the middle leaves no half shop.

mod build;
mod found;
mod place;
mod refusal;
mod settle;
mod site;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;
use tokio::runtime::{Builder, Runtime};

use self::build::{Build, Teller};
use self::found::Found;
use self::place::Place;
use self::settle::{Hand, Settle};
use self::site::{Site, Where};
use super::key::told_mistyped;
use super::setup::talk::{self, Talk};
use super::setup::{language, read_secret};
use super::stop::Stop;
use super::store::{Root, StoreName};
use super::{Trouble, say};
use crate::backup::plan::{Plan, PlanError, Wanted};
use crate::backup::recovery::Code;
use crate::domain::limit::BLOCKING_THREADS_MAX;
use crate::domain::shop::Language;
use crate::domain::time::Timestamp;
use crate::engine::clock::Clock;
use crate::words::Dictionary;
use crate::words::format::typed_moment;

const EXAMPLES: &str = "\
Examples:
  warung restore
      on an empty server: asks where the copies lie, and for the key
  warung restore toko-sari --from folder:/mnt/usb/warung --until \"2026-11-29 14:00\"
      as it was then, by the shop's own clock
  warung restore --config shop.toml --from r2 --key-file - --yes < key.txt
      for scripts: shop.toml needs no more than a data_dir and the [[backup]] called r2
  warung restore toko-sari --from usb --dry-run
      only to see whether it would come back";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Restore {
    /// The store, by the name that it had; needless where there are copies of only one
    name: Option<StoreName>,
    /// A configuration that says where the data is to be, and what is otherwise than in the copy
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A [[backup]] of the configuration, or a folder with copies
    #[arg(long, value_name = "TARGET|folder:PATH")]
    from: Option<String>,
    /// Where the key is, instead of asking for it; - reads a line of the standard input
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// As it was at a moment: "2026-11-29 14:00" by the shop's clock, or 2026-11-29T07:00Z
    #[arg(long, value_name = "MOMENT")]
    until: Option<String>,
    /// Try all of it, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Put it beside the shop that is there, and open nothing
    #[arg(long, conflicts_with = "dry_run")]
    aside: bool,
    /// Ask nothing
    #[arg(long)]
    yes: bool,
    /// Language of the questions
    #[arg(long, value_name = "id|en", value_parser = language)]
    language: Option<Language>,
}

pub fn restore(root: &Root, args: &Restore) -> Result<(), Trouble> {
    let language = talk::language(args.language, args.yes)?;
    let dictionary = Dictionary::load("Asia/Jakarta").map_err(anyhow::Error::from)?;
    let talk = Talk { w: dictionary.words(Some(language), language), silent: !asks(args) };
    let runtime = runtime()?;
    let mut place = Place::of(root, args, talk)?;
    // There nothing can be seen without it.
    let early = place.target.is_sealed().then(|| key(args, talk)).transpose()?;
    if let Some(code) = &early {
        place.target.open_with(code.identity());
    }
    say(&talk.w.restore_looking());
    let listed = found::list(&runtime, &place)?;
    let store = found::choose(&listed, &place, args.name.as_ref(), talk)?;
    let site = Site::of(root, args, &place, &store)?;
    let code = early.map_or_else(|| key(args, talk), Ok)?;
    let mut found = Found::open(&runtime, &place, listed, &store, &code)?;
    // By which clock the shop lives is known only now.
    let dictionary = Dictionary::load(&found.zone).map_err(anyhow::Error::from)?;
    let talk = Talk { w: dictionary.words(Some(language), language), ..talk };
    let until = args.until.as_deref().map(|text| until(text, &found.zone)).transpose()?;
    found.tell(&planned(&found, until, Clock::new().now())?, talk);
    let settle = Settle::of(&site, &found, talk)?;
    let teller = Teller::new(dictionary.clone(), language, Stop::watch()?);
    let (runtime, place, site) = (&runtime, &place, &site);
    let build = Build { root, runtime, place, site, talk, yes: args.yes, teller };
    let mut scratch = site.begin(root)?;
    let built = build.run(&mut scratch, &mut found, until, &code)?;
    let hand = Hand { place, runtime };
    match site.kind {
        Where::Nowhere => {
            built.give_up()?;
            say(&talk.w.restore_dry());
        }
        Where::Here => settle.here(root, built, &code, scratch, &hand)?,
        Where::Aside => settle.aside(built, &code, scratch, &hand)?,
    }
    Ok(())
}

fn runtime() -> anyhow::Result<Runtime> {
    let mut builder = Builder::new_current_thread();
    Ok(builder.max_blocking_threads(BLOCKING_THREADS_MAX).enable_all().build()?)
}

/// Never an argument: the list of processes shows those to all.
fn key(args: &Restore, talk: Talk) -> Result<Code, Trouble> {
    let failed = |mistyped| told_mistyped(talk.w, mistyped);
    if let Some(path) = &args.key_file {
        let code = Code::parse(read_secret(path)?.expose_secret());
        return code.map_err(|it| Trouble::Failed(anyhow::anyhow!(failed(it))));
    }
    if !asks(args) {
        return Err(Trouble::Wrong(talk.w.setup_needs("--key-file FILE")));
    }
    talk.ask_hidden(&talk.w.recovery_ask(), |typed| {
        Code::parse(typed.expose_secret()).map_err(failed)
    })
}

/// Whether somebody is there who can be asked.
fn asks(args: &Restore) -> bool {
    !args.yes && io::stdin().is_terminal()
}

fn until(text: &str, zone: &str) -> Result<Timestamp, Trouble> {
    typed_moment(text, zone).ok_or_else(|| {
        Trouble::Wrong(
            "--until must be a moment, as \"2026-11-29 14:00\" by the shop's clock or \
             2026-11-29T07:00Z"
                .to_owned(),
        )
    })
}

fn planned(found: &Found, until: Option<Timestamp>, now: Timestamp) -> Result<Plan, Trouble> {
    let wanted = Wanted { until, generation: None };
    Plan::of(found.names(until)?, &wanted, now).map_err(|error| match error {
        PlanError::Nothing => Trouble::Failed(error.into()),
        error => Trouble::Wrong(format!("--until: {error}")),
    })
}

/// Where a path is, if anything above it is there.
fn there(path: &Path) -> &Path {
    path.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("/"))
}
