//! `warung key`: the recovery key is made, shown once and confirmed, and tested. It is never kept
//! here, never in a log, and never an argument.

mod elsewhere;
mod sheet;

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use secrecy::ExposeSecret;

use self::sheet::Sheet;
use super::owner::AsOwner;
use super::setup::read_secret;
use super::setup::talk::Talk;
use super::store::{Named, Root};
use super::{Trouble, files, say};
use crate::backup::recovery::code::GROUPS;
use crate::backup::recovery::{Code, Kept, Mistyped};
use crate::config::{Backup, Config};
use crate::engine::clock::Clock;
use crate::store::open::claimed;
use crate::telegram::qr;
use crate::words::{Dictionary, Words, args};

#[derive(clap::Subcommand)]
pub enum KeyCommand {
    /// Make a key, show it once, and seal copies for it from then on
    New(New),
    /// See whether a key is this shop's, or where it is mistyped
    Test(Test),
}

#[derive(clap::Args)]
pub struct New {
    #[command(flatten)]
    store: Named,
    /// Write a page to print as well, with the key on it
    #[arg(long, value_name = "FILE")]
    sheet: Option<PathBuf>,
    /// Ask nothing, and print nothing but the key
    #[arg(long)]
    yes: bool,
}

#[derive(clap::Args)]
pub struct Test {
    #[command(flatten)]
    store: Named,
    /// Where the key is, instead of asking for it; - reads a line of the standard input
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
}

pub fn key(root: &Root, what: &KeyCommand) -> Result<(), Trouble> {
    let (store, silent) = match what {
        KeyCommand::New(new) => (&new.store, new.yes),
        KeyCommand::Test(test) => (&test.store, false),
    };
    let config = store.load(root)?;
    let dictionary = Dictionary::load(&config.timezone).map_err(anyhow::Error::from)?;
    let language = config.shop.language;
    let talk = Talk { w: dictionary.words(Some(language), language), silent };
    let keys = Keys { root, config: &config, talk };
    match what {
        KeyCommand::New(new) => keys.make(new.sheet.as_deref()),
        KeyCommand::Test(test) => keys.test(test.key_file.as_deref()),
    }
}

/// A store's recovery key, and somebody who may be asked about it.
pub struct Keys<'a> {
    pub root: &'a Root,
    pub config: &'a Config,
    pub talk: Talk<'a>,
}

impl Keys<'_> {
    pub fn make(&self, sheet: Option<&Path>) -> Result<(), Trouble> {
        let (w, config) = (self.talk.w, self.config);
        self.folder()?;
        // One that cannot be read is one that was made.
        let before = Kept::read(&config.data_dir);
        if !matches!(before, Ok(None)) && !self.talk.silent {
            say(&w.recovery_there());
            if !self.talk.agrees(&w.recovery_another())? {
                return Err(Trouble::Wrong(w.setup_given_up()));
            }
        }
        let (code, now) = (Code::fresh().map_err(anyhow::Error::from)?, Clock::new().now());
        if let Some(path) = sheet {
            let (shop, store) = (&config.shop.name, &config.store);
            let places: Vec<String> = config.backups.iter().map(Backup::line).collect();
            self.put(&Sheet { w, shop, store, code: &code, made: now, places: &places }, path)?;
        }
        let kept = Kept { recipient: code.identity().recipient(), since: now, confirmed: None };
        // First, so that a key that is shown is one.
        let done = self.keep(&kept).and_then(|()| self.show(&code, before.ok().flatten()));
        if done.is_err() {
            sheet.map(files::remove).transpose()?;
        }
        done?;
        if self.talk.silent {
            return Ok(());
        }
        if let Some(path) = sheet {
            say(&w.recovery_sheet_made(&path.display().to_string()));
        }
        self.confirm(&code, &kept)
    }

    /// Whether what somebody types, or a file has, is the present key.
    pub fn test(&self, file: Option<&Path>) -> Result<(), Trouble> {
        let (w, name) = (self.talk.w, &self.config.shop.name);
        let kept = Kept::read(&self.config.data_dir).map_err(|error| self.unread(error))?;
        let failed = |why: String| Trouble::Failed(anyhow!(why));
        let kept = kept.ok_or_else(|| failed(w.recovery_none(&self.config.store)))?;
        let told = |mistyped| told_mistyped(w, mistyped);
        let code = match file {
            Some(path) => {
                Code::parse(read_secret(path)?.expose_secret()).map_err(|it| failed(told(it)))?
            }
            None => self.talk.ask_hidden(&w.recovery_ask(), |typed| {
                Code::parse(typed.expose_secret()).map_err(told)
            })?,
        };
        if code.identity().recipient() != kept.recipient {
            return Err(failed(w.recovery_foreign(name)));
        }
        if kept.confirmed.is_none() {
            self.keep(&Kept { confirmed: Some(Clock::new().now()), ..kept })?;
        }
        self.talk.well(&w.recovery_right(name));
        self.elsewhere(&code, kept.since)
    }

    /// Two groups are typed back. Until then nobody knows whether there is a paper.
    fn confirm(&self, code: &Code, kept: &Kept) -> Result<(), Trouble> {
        let w = self.talk.w;
        let typed = two_groups().and_then(|groups| {
            groups.into_iter().try_for_each(|group| {
                let number = group as u64;
                self.talk.ask(&w.recovery_ask_group(number), "", |typed| {
                    let right = code.has_group(group, typed);
                    right.then_some(()).ok_or_else(|| w.recovery_wrong_group(number))
                })
            })
        });
        match typed {
            Ok(()) => {
                self.keep(&Kept { confirmed: Some(Clock::new().now()), ..*kept })?;
                self.talk.well(&w.recovery_confirmed());
                Ok(())
            }
            Err(trouble) => {
                let why = w.recovery_unconfirmed(&self.config.store);
                Err(match trouble {
                    // In other words than where nothing has been changed.
                    Trouble::Wrong(_) => Trouble::Wrong(why),
                    Trouble::Failed(error) => Trouble::Failed(error.context(why)),
                    other => other,
                })
            }
        }
    }

    /// To its owner alone: whoever pipes it away gets the key and nothing else. What nobody could
    /// see is no key, and what was before counts again.
    fn show(&self, code: &Code, before: Option<Kept>) -> Result<(), Trouble> {
        let (w, text) = (self.talk.w, code.text());
        let show = |out: &mut io::StdoutLock<'_>| {
            if self.talk.silent {
                writeln!(out, "{}", *text)?;
                return out.flush();
            }
            writeln!(out, "{}\n\n    {}\n", w.recovery_shown(&self.config.shop.name), *text)?;
            if io::stdout().is_terminal() {
                for line in qr::lines(&text).unwrap_or_default() {
                    writeln!(out, "  {line}")?;
                }
                writeln!(out)?;
            }
            out.flush()
        };
        let Err(error) = show(&mut io::stdout().lock()) else { return Ok(()) };
        match before {
            Some(before) => self.keep(&before)?,
            None => self.as_owner(|folder| Ok(Kept::forget(folder)?))?,
        }
        Err(anyhow::Error::new(error).context(w.recovery_void()).into())
    }

    fn put(&self, sheet: &Sheet, path: &Path) -> Result<(), Trouble> {
        let shown = path.display().to_string();
        // It may be the paper of old copies.
        if fs::symlink_metadata(path).is_ok() {
            return Err(Trouble::Wrong(self.talk.w.recovery_sheet_exists(&shown)));
        }
        sheet.put(path).map_err(|error| Trouble::Config(format!("{shown}: {error}")))
    }

    fn keep(&self, kept: &Kept) -> Result<(), Trouble> {
        self.as_owner(|folder| kept.put(folder).context("recovery"))
    }

    /// Beside the database, as whoever owns that.
    fn as_owner(&self, act: impl Fn(&Path) -> anyhow::Result<()>) -> Result<(), Trouble> {
        let folder = &self.config.data_dir;
        let _owner = AsOwner::of(folder)?;
        Ok(act(folder).with_context(|| folder.display().to_string())?)
    }

    /// Where the shop keeps its data: a key may be made before it has any, but not in the empty
    /// place of a disk that is not mounted, nor in another store's.
    fn folder(&self) -> Result<(), Trouble> {
        let folder = &self.config.data_dir;
        if !folder.exists() {
            if self.config.mark.found().is_some() {
                let shown = folder.display().to_string();
                return Err(Trouble::Config(self.talk.w.recovery_no_folder(&shown)));
            }
            files::data_folder(self.root, folder)?;
        }
        Ok(claimed(folder, &self.config.store).map_err(anyhow::Error::from)?)
    }

    fn unread(&self, error: io::Error) -> Trouble {
        Trouble::Config(format!("{}: recovery: {error}", self.config.data_dir.display()))
    }
}

pub fn told_mistyped(w: Words, mistyped: Mistyped) -> String {
    match mistyped {
        Mistyped::Length { signs } => w.recovery_bad_length(signs as u64),
        Mistyped::GroupLength { group, signs } => {
            let (count, group) = (signs as u64, group as u64);
            w.recovery_bad_group_length(args::RecoveryBadGroupLength { count, group })
        }
        Mistyped::Sign { group } => w.recovery_bad_sign(group as u64),
        Mistyped::Group { group } => w.recovery_bad_group(group as u64),
        Mistyped::Groups => w.recovery_bad_groups(),
    }
}

/// By chance, so that nobody learns which two will do; in the order in which they stand.
fn two_groups() -> Result<[usize; 2], Trouble> {
    let mut chance = [0; 2];
    getrandom::fill(&mut chance).map_err(|error| anyhow!("no chance from the machine: {error}"))?;
    let [first, step] = chance.map(usize::from);
    let first = first % GROUPS;
    let second = (first + 1 + step % (GROUPS - 1)) % GROUPS;
    Ok([first.min(second) + 1, first.max(second) + 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_groups_are_two() {
        let mut seen = std::collections::HashSet::new();
        for [first, second] in (0..2_000).map(|_| two_groups().ok().unwrap()) {
            assert!(1 <= first && first < second && second <= GROUPS);
            seen.insert((first, second));
        }
        assert_eq!(seen.len(), GROUPS * (GROUPS - 1) / 2);
    }
}
