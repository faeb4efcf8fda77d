//! The commands of the binary as one enum, and what their outcomes are to the caller.

pub mod catalogue;
mod check;
mod exit;
mod export;
pub mod import;
pub mod log;
mod pair;
mod progress;
mod reach;
mod reconcile;
mod refusal;
mod run;
mod status;
pub mod summary;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use tokio::runtime::Builder;

use self::log::Verbosity;
use crate::config::{Config, Mistakes};
use crate::demo;
use crate::domain::month::Month;
use crate::domain::report::Report;
use crate::domain::shop::Language;
use crate::domain::staff::Role;
use crate::words;

/// A self-contained shop on Telegram.
#[derive(Parser)]
#[command(name = "warung", version, about)]
struct Line {
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
        #[command(flatten)]
        config: ConfigFile,
    },
    /// Try a pretend shop in the browser; needs neither bot nor gateway
    Demo {
        /// Where the browser finds it, on this machine
        #[arg(long, value_name = "N", default_value_t = 8080)]
        port: u16,
    },
    /// Print a one-time code that lets somebody join the staff
    Pair {
        /// admin or owner
        #[arg(value_parser = role)]
        role: Role,
        #[command(flatten)]
        config: ConfigFile,
    },
    /// Take in products and stock from a TOML or CSV file
    Import {
        /// The catalogue, ending in .toml or .csv
        file: PathBuf,
        /// Look, but change nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        config: ConfigFile,
    },
    /// Prove that the shop's data is sound; exit code 1 if it is not
    Check {
        /// Every row, the ledger, and every promise to a buyer
        #[arg(long, required = true)]
        data: bool,
        #[command(flatten)]
        config: ConfigFile,
    },
    /// Tell how a store stands, or all of them; exit code 1 if one is down or in trouble
    Status {
        /// For machines
        #[arg(long)]
        json: bool,
        /// The shop's configuration; without it, every store of this machine
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Compare payments with the gateway and the ledger; exit code 1 if anything differs
    Reconcile {
        #[command(flatten)]
        config: ConfigFile,
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
        config: ConfigFile,
    },
}

#[derive(clap::Args)]
struct ConfigFile {
    /// The shop's configuration
    #[arg(long = "config", value_name = "FILE", default_value = "/etc/warung/warung.toml")]
    path: PathBuf,
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
    match obey(line.command) {
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

fn obey(command: Command) -> Result<(), Trouble> {
    match command {
        Command::Run { verbose, config } => {
            run::run(&config, if verbose { Verbosity::Details } else { Verbosity::Ordinary })
        }
        Command::Demo { port } => {
            let _log = log::start(Verbosity::Ordinary, "demo");
            let ready = |url: &str| say(&format!("The demo shop is open at {url}"));
            Ok(on_runtime(demo::show::run(port, ready))?)
        }
        Command::Pair { role, config } => {
            let deliver = reach::shop(&config.load()?)?;
            Ok(pair::pair(role, deliver)?)
        }
        Command::Import { file, dry_run, config } => {
            let config = config.load()?;
            let items = catalogue::read(&file)?;
            let deliver = reach::shop(&config)?;
            let summary = import::import(items, dry_run, deliver)?;
            say(&summary.to_string());
            Ok(summary.verdict()?)
        }
        Command::Check { config, .. } => Ok(check::check(&config.load()?)?),
        Command::Status { json, config } => status::status(config, json),
        Command::Reconcile { config } => Ok(reconcile::reconcile(&config.load()?)?),
        Command::Export { book, month, out, config } => {
            Ok(export::export(&config.load()?, book(month), out.as_deref())?)
        }
    }
}

impl ConfigFile {
    fn load(&self) -> Result<Config, Trouble> {
        let credentials = std::env::var_os("CREDENTIALS_DIRECTORY");
        let credentials = credentials.as_deref().map(Path::new);
        let languages: Vec<Language> = words::languages().collect();
        let config = Config::load(&self.path, &languages, credentials);
        config.map_err(|mistakes: Mistakes| Trouble::Config(mistakes.to_string()))
    }
}

/// Two threads serve a shop of any size: the work is in the writer's own. What still blocks
/// when all is done (a name that is being looked up) is not waited for.
fn on_runtime(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
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
