//! `warung setup`: asks what a store needs, checks it, writes it down and opens the shop. Safe to
//! repeat: what is not asked for stays as it is.

pub mod draft;
pub mod finish;
mod identity;
mod outside;
mod questions;
pub mod talk;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use self::draft::Draft;
use self::questions::Questions;
use self::talk::Talk;
use super::store::{Root, StoreName};
use super::{Trouble, files, reach, terminal};
use crate::config::Mark;
use crate::config::answer::Secret;
use crate::domain::limit::SECRET_BYTES_MAX;
use crate::domain::shop::Language;
use crate::words::Dictionary;

/// What setup may be told beforehand. Secrets never: the list of processes shows this to all.
#[derive(clap::Args)]
pub struct Setup {
    /// The store's name on this machine, as toko-sari
    name: Option<String>,
    /// Language of the questions
    #[arg(long, value_name = "id|en", value_parser = language)]
    language: Option<Language>,
    /// The shop's name, as its customers read it
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Ask for the bot's token alone; customers stay
    #[arg(long)]
    token: bool,
    /// Where the bot's token is; - reads a line of the standard input
    #[arg(long, value_name = "FILE", conflicts_with = "token")]
    token_file: Option<PathBuf>,
    /// The gateway's project
    #[arg(long, value_name = "SLUG")]
    project: Option<String>,
    /// The gateway's protocol, v1 or v2
    #[arg(long)]
    api: Option<String>,
    /// Whether the project is a sandbox
    #[arg(long, value_name = "true|false")]
    sandbox: Option<bool>,
    /// Ask for the gateway's key alone
    #[arg(long)]
    api_key: bool,
    /// Where the gateway's key is, or -
    #[arg(long, value_name = "FILE", conflicts_with = "api_key")]
    api_key_file: Option<PathBuf>,
    /// Ask for the secret of the gateway's notices alone
    #[arg(long)]
    webhook_secret: bool,
    /// Where the secret of the gateway's notices is, or -
    #[arg(long, value_name = "FILE", conflicts_with = "webhook_secret")]
    webhook_secret_file: Option<PathBuf>,
    /// Take no notices of the gateway
    #[arg(long, conflicts_with_all = ["webhook_secret", "webhook_secret_file"])]
    no_webhook_secret: bool,
    /// WIB, WITA, WIT, or a name as Asia/Jakarta
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// Whom buyers ask: @username, https://…, or +62812…
    #[arg(long, value_name = "CONTACT")]
    contact: Option<String>,
    /// Buyers find nobody to ask but the owner's @username
    #[arg(long, conflicts_with = "contact")]
    no_contact: bool,
    /// Ask for the alert bot's token alone
    #[arg(long)]
    alert_token: bool,
    /// Where the alert bot's token is, or -
    #[arg(long, value_name = "FILE", conflicts_with = "alert_token")]
    alert_token_file: Option<PathBuf>,
    /// Let the shop's own bot warn
    #[arg(long, conflicts_with_all = ["alert_token", "alert_token_file"])]
    no_alert_token: bool,
    /// How the outside reaches this store, as https://toko.example
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Nobody reaches this store from outside
    #[arg(long, conflicts_with = "public_url")]
    no_public_url: bool,
    /// The port on this machine
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Write the page to print of the recovery key as well, where setup makes one
    #[arg(long, value_name = "FILE", conflicts_with = "yes")]
    sheet: Option<PathBuf>,
    /// Ask nothing: what is not given stays, or takes its usual value
    #[arg(long)]
    yes: bool,
    /// Agree that another bot takes over
    #[arg(long)]
    swap_bot: bool,
    /// The Bot API server
    #[arg(long, value_name = "URL", hide = true)]
    api_url: Option<String>,
    /// The gateway's server
    #[arg(long, value_name = "URL", hide = true)]
    base_url: Option<String>,
}

impl Setup {
    /// Whether somebody wants certain answers changed, and no others.
    fn names_an_answer(&self) -> bool {
        let texts = [
            &self.title,
            &self.project,
            &self.api,
            &self.timezone,
            &self.contact,
            &self.public_url,
        ];
        let files = [
            &self.token_file,
            &self.api_key_file,
            &self.webhook_secret_file,
            &self.alert_token_file,
        ];
        let asked = [self.token, self.api_key, self.webhook_secret, self.alert_token];
        let none =
            [self.no_webhook_secret, self.no_contact, self.no_alert_token, self.no_public_url];
        let others = self.port.is_some() || self.sandbox.is_some();
        let servers = self.api_url.is_some() || self.base_url.is_some();
        texts.iter().any(|text| text.is_some())
            || files.iter().any(|file| file.is_some())
            || [asked.as_slice(), &none].concat().contains(&true)
            || others
            || servers
    }

    /// Whether this secret is to be asked for, and where it lies if not.
    fn secret(&self, which: Secret) -> (bool, Option<&Path>) {
        let (asked, file) = match which {
            Secret::Token => (self.token, &self.token_file),
            Secret::ApiKey => (self.api_key, &self.api_key_file),
            Secret::WebhookSecret => (self.webhook_secret, &self.webhook_secret_file),
            Secret::AlertToken => (self.alert_token, &self.alert_token_file),
        };
        (asked, file.as_deref())
    }
}

pub fn setup(root: &Root, args: &Setup) -> Result<(), Trouble> {
    let language = talk::language(args.language, args.yes)?;
    let dictionary = Dictionary::load("Asia/Jakarta").map_err(anyhow::Error::from)?;
    let talk = Talk { w: dictionary.words(Some(language), language), silent: args.yes };
    allowed(root, talk)?;
    let (name, title) = names(root, args, talk)?;
    let mut draft = Draft::open(root, &name)?;
    draft.move_secrets();
    let outside = outside::Outside::new()?;
    let mut questions = Questions { root, args, talk, outside, name: &name, draft };
    let bot = questions.ask(title)?;
    let whole = questions.asks_all();
    let Questions { draft, outside, .. } = questions;
    let config = draft.config()?;
    drop(outside);
    let ties = identity::settle(&config, args, talk, bot.as_ref())?;
    let changed = draft.changed();
    if changed {
        draft.write()?;
        talk.well(&talk.w.setup_written(&draft.path.display().to_string()));
    } else {
        talk.well(&talk.w.setup_unchanged());
    }
    if !config.data_dir.exists() {
        files::data_folder(root, &config.data_dir)?;
    }
    let end = finish::End { root, name: &name, config: &config, talk };
    end.start(changed)?;
    if ties.owners == 0 && config.shop.owners.is_empty() {
        end.pair(bot.or(ties.bot).as_ref())?;
    }
    // A service that is shut off may not write there.
    if reach::running(&config)? {
        Mark::of(&root.config(&name), None).leave(&config.data_dir);
    }
    if draft.fresh || args.public_url.is_some() {
        end.tell_the_hook();
    }
    // A script that answers line by line does not know of more questions.
    if whole && io::stdin().is_terminal() {
        end.safe(args.sheet.as_deref())?;
    }
    Ok(())
}

/// Only root may write where a machine's stores are.
fn allowed(root: &Root, talk: Talk) -> Result<(), Trouble> {
    let etc = root.etc();
    let there = etc.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("/"));
    match rustix::fs::access(there, rustix::fs::Access::WRITE_OK) {
        Ok(()) => Ok(()),
        Err(_) => Err(Trouble::Config(talk.w.setup_needs_root(&there.display().to_string()))),
    }
}

/// The store's name on the machine, and the name of a new shop where that was asked for first.
fn names(root: &Root, args: &Setup, talk: Talk) -> Result<(StoreName, Option<String>), Trouble> {
    let parse = |name: &str| name.parse::<StoreName>().map_err(|_| talk.w.setup_bad_name());
    if let Some(name) = &args.name {
        return Ok((parse(name).map_err(Trouble::Wrong)?, None));
    }
    if let ([only], true) = (&root.stores()?[..], args.yes || args.names_an_answer()) {
        return Ok((only.clone(), None));
    }
    if talk.silent {
        return Err(Trouble::Wrong(talk.w.setup_needs("NAME")));
    }
    let title = match &args.title {
        Some(title) => title.clone(),
        None => questions::ask_title(talk, "")?,
    };
    let usual = StoreName::suggested(&title).map(|name| name.to_string()).unwrap_or_default();
    let name = talk.ask(&talk.w.setup_ask_name(), &usual, parse)?;
    Ok((name, Some(title)))
}

/// A secret out of a file, or the next line of the standard input.
pub fn read_secret(path: &Path) -> Result<SecretString, Trouble> {
    if path == Path::new("-") {
        return Ok(SecretString::from(terminal::read_line()?));
    }
    let secret = files::secret(path, SECRET_BYTES_MAX);
    secret.map_err(|why| Trouble::Config(format!("{} {why}", path.display())))
}

pub fn language(text: &str) -> Result<Language, String> {
    let spoken: Vec<Language> = crate::words::languages().collect();
    let found = spoken.iter().find(|language| language.as_str() == text);
    found.copied().ok_or_else(|| {
        let names: Vec<&str> = spoken.iter().map(Language::as_str).collect();
        format!("there are: {}", names.join(", "))
    })
}
