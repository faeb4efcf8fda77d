//! The commands of the binary as one enum, and what their outcomes are to the caller.

mod alert;
mod audit;
mod backup;
pub mod catalogue;
mod check;
mod completions;
mod config;
mod config_file;
mod discreet;
mod exit;
mod export;
mod files;
pub mod import;
mod key;
pub mod log;
mod man;
mod moving;
mod offsite;
mod owner;
mod pair;
mod place;
mod pretend;
mod progress;
mod reach;
mod reconcile;
mod refusal;
mod remedy;
mod remove;
mod restore;
mod run;
mod setup;
mod staff;
mod status;
mod stop;
pub mod store;
mod stores;
pub mod summary;
mod systemd;
mod terminal;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use tokio::runtime::Builder;

use self::catalogue::EachLine;
use self::log::Verbosity;
use self::store::{Root, Which};
use crate::app::timekeeper::Word;
use crate::demo;
use crate::domain::limit::BLOCKING_THREADS_MAX;
use crate::domain::month::Month;
use crate::domain::report::Report;
use crate::domain::staff::Role;

/// A self-contained shop on Telegram.
#[derive(Parser)]
#[command(name = "warung", version, about)]
struct Line {
    /// Where the machine's folders begin: for trying things out
    #[arg(long, global = true, hide = true, value_name = "DIR")]
    root: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the shop
    Run {
        /// Log the work of the shop's own machinery as well
        #[arg(long)]
        verbose: bool,
        /// Open although the clock was ahead at the last sale: it is right now
        #[arg(long)]
        clock_is_right: bool,
        #[command(flatten)]
        store: Which,
    },
    /// Try a pretend shop in the browser; needs neither bot nor gateway
    Demo {
        /// Where the browser finds it, on this machine
        #[arg(long, value_name = "N", default_value_t = 8080)]
        port: u16,
    },
    /// Set up a store, or change what it was told
    Setup(Box<setup::Setup>),
    /// Print a one-time code that lets somebody join the staff
    Pair {
        /// owner, admin, cashier, stock-keeper or support
        #[arg(value_parser = role)]
        role: Role,
        #[command(flatten)]
        store: Which,
    },
    /// List who is on the staff, or take somebody off it
    Staff(staff::Staff),
    /// Tell who did what in a store
    Audit(audit::Audit),
    /// Show how the shop is set, or change a setting
    Config {
        #[command(subcommand)]
        what: config::ConfigCommand,
    },
    /// The key on paper that opens every copy of a shop
    Key {
        #[command(subcommand)]
        what: key::KeyCommand,
    },
    /// Copies of the shop: made now, practised with, looked at
    Backup {
        #[command(subcommand)]
        what: backup::BackupCommand,
    },
    /// Carry copies to places that take ssh or rclone; the unit warung-offsite@ does so
    Offsite {
        #[command(flatten)]
        store: Which,
    },
    /// Take in products and stock from a TOML or CSV file
    Import {
        /// The catalogue, ending in .toml or .csv
        file: PathBuf,
        /// Look, but change nothing
        #[arg(long)]
        dry_run: bool,
        /// Take every line as a unit by itself, even where several look like one account
        #[arg(long)]
        each_line: bool,
        #[command(flatten)]
        store: Which,
    },
    /// List the stores of this machine
    Stores {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Bring a lost store back from its copies, by the key on paper
    Restore(Box<restore::Restore>),
    /// Move a store to another server: makes its last copy, closes it here, says what to do there
    Move(moving::Move),
    /// Close a store and take it off this machine; its data stays unless told otherwise
    Remove(remove::Remove),
    /// See whether all is well with a store; exit code 1 if something is not
    Check {
        #[command(flatten)]
        how: check::How,
        #[command(flatten)]
        store: Which,
    },
    /// Tell how a store stands, or all of them; exit code 1 if one is down or in trouble
    Status {
        /// For machines
        #[arg(long)]
        json: bool,
        /// Without one named, every store of this machine
        #[command(flatten)]
        store: Which,
    },
    /// Compare payments with the gateway and the ledger; exit code 1 if anything differs
    Reconcile {
        #[command(flatten)]
        store: Which,
    },
    /// Write a month of the books as CSV
    Export {
        /// ledger or turnover
        #[arg(value_parser = book)]
        book: fn(Month) -> Report,
        /// The month, by the shop's clock
        #[arg(long, value_name = "YYYY-MM", value_parser = month)]
        month: Month,
        /// Where to write it, instead of the standard output
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[command(flatten)]
        store: Which,
    },
    /// Write the manual's pages, for the package
    #[command(hide = true)]
    Man { folder: PathBuf },
    /// Write a shell's completions, for the package
    #[command(hide = true)]
    Completions { shell: String },
    /// The pretend Telegram and gateway alone, for tests of the package
    #[command(hide = true)]
    Pretend {
        #[arg(long, value_name = "N")]
        port: u16,
        /// What opens the pretend bot, and nothing else anywhere
        #[arg(long, value_name = "TOKEN")]
        bot: String,
        /// Where the gateway tells of payments
        #[arg(long, value_name = "URL")]
        notify: Option<String>,
    },
    /// Tell the owners that the shop does not run; systemd does so when it gives up
    #[command(hide = true)]
    Alert {
        /// Why, as systemd calls it; without, systemd's own word is taken from the environment
        #[arg(long, value_name = "RESULT")]
        reason: Option<String>,
        #[command(flatten)]
        store: Which,
    },
}

/// Why a command did not do what it should.
pub enum Trouble {
    /// Wrong use: for the caller to put right.
    Wrong(String),
    /// Wrong configuration: for the operator to put right.
    Config(String),
    Failed(anyhow::Error),
    /// It has been told already; the number to end with.
    Told(u8),
}

pub fn main() -> ExitCode {
    discreet::be();
    let line = match Line::try_parse() {
        Ok(line) => line,
        Err(error) => {
            // Help and version come this way too, and are fine.
            let _ = error.print();
            return match error.use_stderr() {
                true => ExitCode::from(exit::USAGE),
                false => ExitCode::SUCCESS,
            };
        }
    };
    match obey(&Root::new(line.root), line.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            match &trouble {
                Trouble::Wrong(why) | Trouble::Config(why) => complain(why),
                Trouble::Failed(error) => complain(&format!("warung: {error:#}")),
                Trouble::Told(_) => {}
            }
            ExitCode::from(trouble.code())
        }
    }
}

fn obey(root: &Root, command: Command) -> Result<(), Trouble> {
    match command {
        Command::Run { verbose, clock_is_right, store } => {
            let verbosity = if verbose { Verbosity::Details } else { Verbosity::Ordinary };
            let word = if clock_is_right { Word::Operator } else { Word::Asked };
            run::run(root, &store.path(root)?, verbosity, word)
        }
        Command::Demo { port } => {
            let _log = log::start(Verbosity::Ordinary, "demo");
            let ready = |url: &str| say(&format!("The demo shop is open at {url}"));
            Ok(on_runtime(demo::show::run(port, ready))?)
        }
        Command::Setup(args) => setup::setup(root, &args),
        Command::Pair { role, store } => {
            let deliver = reach::shop(&store.load(root)?)?;
            Ok(pair::pair(role, deliver)?)
        }
        Command::Staff(what) => staff::staff(root, &what),
        Command::Audit(what) => Ok(audit::audit(&what.store.load(root)?, &what)?),
        Command::Config { what } => config::config(root, &what),
        Command::Backup { what } => backup::backup(root, &what),
        Command::Key { what } => key::key(root, &what),
        Command::Offsite { store } => offsite::offsite(&store.path(root)?),
        Command::Import { file, dry_run, each_line, store } => {
            let config = store.load(root)?;
            let each = if each_line { EachLine::Sure } else { EachLine::Doubtful };
            let items = catalogue::read_with(&file, each)?;
            let deliver = reach::shop(&config)?;
            let summary = import::import(items, dry_run, deliver)?;
            say(&summary.to_string());
            Ok(summary.verdict()?)
        }
        Command::Stores { json } => stores::stores(root, json),
        Command::Restore(what) => restore::restore(root, &what),
        Command::Move(what) => moving::moving(root, &what),
        Command::Remove(what) => remove::remove(root, &what),
        Command::Check { how, store } => check::check(root, &store.path(root)?, &how),
        Command::Status { json, store } => status::status(root, &store, json),
        Command::Reconcile { store } => Ok(reconcile::reconcile(&store.load(root)?)?),
        Command::Alert { reason, store } => Ok(alert::alert(&store.path(root)?, reason)?),
        Command::Export { book, month, out, store } => {
            Ok(export::export(&store.load(root)?, book(month), out.as_deref())?)
        }
        Command::Man { folder } => Ok(man::man(Line::command(), &folder)?),
        Command::Completions { shell } => Ok(completions::completions(Line::command(), &shell)?),
        Command::Pretend { port, bot, notify } => {
            Ok(on_runtime(pretend::run(port, &bot, notify.as_deref()))?)
        }
    }
}

/// One thread serves a shop of any size: the work is in the writer's own, and what blocks has
/// threads that come and go. What still blocks when all is done (a name that is being looked up)
/// is not waited for.
fn on_runtime(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    let mut builder = Builder::new_current_thread();
    let runtime = builder.max_blocking_threads(BLOCKING_THREADS_MAX).enable_all().build()?;
    let done = runtime.block_on(work);
    runtime.shutdown_background();
    done
}

fn role(text: &str) -> Result<Role, &'static str> {
    Role::parse(text).map_err(|_| "there are: admin, owner")
}

fn book(text: &str) -> Result<fn(Month) -> Report, &'static str> {
    match text {
        "ledger" => Ok(Report::Ledger),
        "turnover" => Ok(Report::Turnover),
        _ => Err("there are: ledger, turnover"),
    }
}

fn month(text: &str) -> Result<Month, &'static str> {
    Month::parse(text).ok_or("is written like 2026-11")
}

/// Prints for people. A reader who has gone away is no reason to fail.
fn say(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

impl From<anyhow::Error> for Trouble {
    fn from(error: anyhow::Error) -> Trouble {
        Trouble::Failed(error)
    }
}
