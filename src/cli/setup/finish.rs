//! The last steps: the shop is opened, its owner let in, the gateway told where it is, and a place
//! and a key found for its copies.

use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::{anyhow, bail};

use super::Talk;
use crate::backup::recovery::Kept;
use crate::chat::command::CLAIM;
use crate::cli::key::Keys;
use crate::cli::place::Places;
use crate::cli::store::{Root, StoreName};
use crate::cli::systemd::Systemd;
use crate::cli::{Trouble, reach, say};
use crate::config::{Api, Config};
use crate::domain::bot::Bot;
use crate::domain::limit::PAIRING_LIFE;
use crate::domain::staff::Role;
use crate::engine::input::Reply;
use crate::gateway::notice;
use crate::telegram::qr;
use crate::web::ask::Ask;

pub struct End<'a> {
    pub root: &'a Root,
    pub name: &'a StoreName,
    pub config: &'a Config,
    pub talk: Talk<'a>,
}

impl End<'_> {
    /// Opens the shop, or opens it anew with other answers. With systemd, it is up afterwards.
    pub fn start(&self, changed: bool) -> Result<(), Trouble> {
        let w = self.talk.w;
        let Some(systemd) = Systemd::of(self.root) else {
            if !reach::running(self.config)? {
                self.talk.doubt(&w.setup_by_hand(&self.name.to_string()));
            } else if changed {
                self.talk.doubt(&w.setup_again_by_hand());
            }
            return Ok(());
        };
        self.up(&systemd, |unit| systemd.open(unit, changed))
    }

    /// Starts a shop that runs once more, whether it starts with the machine or not.
    pub fn again(&self) -> Result<(), Trouble> {
        let Some(systemd) = Systemd::of(self.root) else { return Ok(()) };
        self.up(&systemd, |unit| systemd.up(unit, true))
    }

    fn up(
        &self,
        systemd: &Systemd,
        open: impl FnOnce(&str) -> anyhow::Result<()>,
    ) -> Result<(), Trouble> {
        let (w, unit) = (self.talk.w, self.name.unit());
        say(&w.setup_starting(&unit));
        match open(&unit) {
            Ok(()) => self.talk.well(&w.setup_open()),
            Err(why) => {
                let journal = systemd.last_words(&unit);
                let why = if journal.is_empty() { why.to_string() } else { journal };
                return Err(anyhow!("{}\n{why}", w.setup_not_open()).into());
            }
        }
        Ok(())
    }

    /// Lets somebody become the owner, who has this terminal before them.
    pub fn pair(&self, bot: Option<&Bot>) -> anyhow::Result<()> {
        let w = self.talk.w;
        let Reply::Code(code) = reach::shop(self.config)?(Ask::Pair(Role::Owner))? else {
            bail!("the shop made no code");
        };
        let minutes = PAIRING_LIFE.std().as_secs() / 60;
        let Some(bot) = bot.filter(|bot| !bot.username.is_empty()) else {
            say(&w.setup_claim_by_hand(&code, minutes));
            return Ok(());
        };
        let link = bot.link(&format!("{CLAIM}{code}"));
        say("");
        say(&w.setup_claim(minutes));
        say(&format!("\n  {link}\n"));
        if io::stdout().is_terminal() {
            let lines = qr::lines(&link).unwrap_or_default();
            lines.iter().for_each(|line| say(&format!("  {line}")));
            say("");
        }
        Ok(())
    }

    /// A place for copies, and the key that opens them. The shop is set up without them too: what
    /// goes wrong here is said, and can be done later.
    pub fn safe(&self, sheet: Option<&Path>) -> Result<(), Trouble> {
        let (w, talk) = (self.talk.w, self.talk);
        let mut config = self.config.clone();
        if config.backups.is_empty() {
            let places = Places::of(self.root, &self.root.config(self.name), config.clone(), talk);
            match places.offer() {
                Ok(Some(with)) => config = with,
                Ok(None) => say(&w.place_later(self.name.as_str())),
                Err(trouble @ (Trouble::Wrong(_) | Trouble::Config(_))) => {
                    talk.doubt(&trouble.why());
                    say(&w.place_later(self.name.as_str()));
                }
                Err(trouble) => return Err(trouble),
            }
        }
        if !matches!(Kept::read(&config.data_dir), Ok(None)) {
            return Ok(());
        }
        say("");
        match (Keys { root: self.root, config: &config, talk }).make(sheet) {
            Err(trouble @ (Trouble::Wrong(_) | Trouble::Config(_))) => {
                talk.doubt(&trouble.why());
                Ok(())
            }
            made => made,
        }
    }

    /// What the gateway's dashboard must be told.
    pub fn tell_the_hook(&self) {
        let w = self.talk.w;
        let config = self.config;
        let Some(url) = &config.web.public_url else { return say(&w.setup_hook_none()) };
        let mut url = format!("{url}{}", notice::PATH);
        if config.gateway.webhook_secret.is_none() {
            return say(&w.setup_hook_unset());
        }
        if config.gateway.api == Api::V1 {
            url.push_str("/…");
            say(&w.setup_hook_path());
        }
        say(&w.setup_hook(&url));
    }
}
