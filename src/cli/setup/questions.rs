//! The questions in their order, each checked before the next: by its shape, then by the outside.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use secrecy::{ExposeSecret, SecretString};

use super::outside::{Outside, Whose};
use super::talk::{Talk, filled};
use super::{Draft, Setup, read_secret};
use crate::cli::Trouble;
use crate::cli::store::{Root, StoreName};
use crate::config::answer::{self, Secret};
use crate::config::{Api, Gateway, TELEGRAM_URL, gateway_url};
use crate::domain::bot::Bot;
use crate::gateway::probe::Standing;
use crate::words::args;

/// The first port that is offered.
const PORT: u16 = 8080;
const ZONES: [(&str, &str); 3] =
    [("WIB", "Asia/Jakarta"), ("WITA", "Asia/Makassar"), ("WIT", "Asia/Jayapura")];

pub struct Questions<'a> {
    pub root: &'a Root,
    pub args: &'a Setup,
    pub talk: Talk<'a>,
    pub outside: Outside,
    pub name: &'a StoreName,
    pub draft: Draft,
}

pub fn ask_title(talk: Talk, usual: &str) -> Result<String, Trouble> {
    talk.ask(&talk.w.setup_ask_title(), usual, |title| {
        answer::shop_name(title).map_err(|_| talk.w.setup_bad_title())
    })
}

impl Questions<'_> {
    /// Asks everything that is to be asked. The bot, if its token was looked at.
    pub fn ask(&mut self, title: Option<String>) -> Result<Option<Bot>, Trouble> {
        if !self.talk.silent && self.asks_all() {
            crate::cli::say(&self.talk.w.setup_hello(self.name.as_str()));
        }
        self.servers()?;
        self.title(title)?;
        let bot = self.token()?;
        self.gateway()?;
        self.zone()?;
        self.contact()?;
        self.alert(bot.as_ref())?;
        self.public_url()?;
        self.port()?;
        if self.draft.fresh {
            self.draft.set("store", "language", self.talk.w.language().as_str());
        }
        Ok(bot)
    }

    /// Whether all that is not given is asked for.
    pub fn asks_all(&self) -> bool {
        !self.talk.silent && (self.draft.fresh || !self.args.names_an_answer())
    }

    fn servers(&mut self) -> Result<(), Trouble> {
        let servers = [
            ("telegram", "api_url", &self.args.api_url),
            ("gateway", "base_url", &self.args.base_url),
        ];
        for (table, key, url) in servers {
            if let Some(url) = url {
                self.draft.set(table, key, answer::url(url).map_err(Trouble::Wrong)?);
            }
        }
        if let Some(api) = &self.args.api {
            answer::api(api).map_err(|why| Trouble::Wrong(format!("--api {why}")))?;
            self.draft.set("gateway", "api", api.as_str());
        }
        if let Some(sandbox) = self.args.sandbox {
            self.draft.set("gateway", "sandbox", sandbox);
        }
        Ok(())
    }

    fn title(&mut self, told: Option<String>) -> Result<(), Trouble> {
        let w = self.talk.w;
        let now = self.draft.text("store", "name");
        let title = match (told.as_ref().or(self.args.title.as_ref()), &now) {
            (Some(title), _) => {
                answer::shop_name(title).map_err(|_| Trouble::Wrong(w.setup_bad_title()))?
            }
            (None, now) if self.asks_all() => {
                ask_title(self.talk, now.as_deref().unwrap_or_default())?
            }
            (None, Some(_)) => return Ok(()),
            (None, None) => return Err(Trouble::Wrong(w.setup_needs("--title"))),
        };
        self.draft.set("store", "name", title);
        Ok(())
    }

    /// Whether this secret is asked for, and can be another the next time.
    fn asks(&self, which: Secret) -> bool {
        let (asked, file) = self.args.secret(which);
        !self.talk.silent && file.is_none() && (asked || self.asks_all())
    }

    /// A secret that was given or asked for. `None`: it stays as it is.
    fn secret(&self, which: Secret, question: &str) -> Result<Option<SecretString>, Trouble> {
        let w = self.talk.w;
        let api = self.api();
        let check = |secret: &SecretString| {
            which.check(secret.expose_secret(), api).map_err(|_| match which {
                Secret::Token | Secret::AlertToken => w.setup_bad_token(),
                Secret::ApiKey | Secret::WebhookSecret => w.setup_bad_secret(),
            })
        };
        let (asked, file) = self.args.secret(which);
        if let Some(path) = file {
            let secret = read_secret(path)?;
            check(&secret).map_err(Trouble::Config)?;
            return Ok(Some(secret));
        }
        if !asked && !self.asks_all() {
            return Ok(None);
        }
        let present = self.draft.secret(which).is_some();
        let needed = matches!(which, Secret::Token | Secret::ApiKey);
        let question = match present {
            true => format!("{question} {}", w.setup_enter_keeps()),
            false => question.to_owned(),
        };
        self.talk.ask_hidden(&question, |secret| match filled(secret) {
            Some(secret) => check(&secret).map(|()| Some(secret)),
            None if present || !needed => Ok(None),
            None if which == Secret::Token => Err(w.setup_bad_token()),
            None => Err(w.setup_bad_secret()),
        })
    }

    /// Comes back with the bot whose token the store has, if it was looked at.
    fn token(&mut self) -> Result<Option<Bot>, Trouble> {
        let question = self.talk.w.setup_ask_token();
        loop {
            let given = self.secret(Secret::Token, &question)?;
            let Some(token) = given.clone().or_else(|| self.draft.secret(Secret::Token)) else {
                return Err(Trouble::Wrong(self.talk.w.setup_needs("--token-file FILE")));
            };
            if given.is_none() && !self.asks_all() {
                // Nothing was said of the token: there is nothing to look at.
                return Ok(None);
            }
            let checked = self.checked(&token, Secret::Token)?;
            if let Some(bot) = checked {
                if given.is_some() {
                    self.draft.set_secret(Secret::Token, given);
                }
                return Ok(bot);
            }
        }
    }

    /// The outer `None`: another token is wanted. The inner: Telegram could not be asked.
    fn checked(&self, token: &SecretString, which: Secret) -> Result<Option<Option<Bot>>, Trouble> {
        let w = self.talk.w;
        // Before Telegram, which may be away.
        if let Some(store) = self.taken(token)? {
            return self.wrong(w.setup_bot_taken(store.as_str()), which);
        }
        let api_url = self.draft.text("telegram", "api_url");
        let api_url = api_url.unwrap_or_else(|| TELEGRAM_URL.to_owned());
        match self.outside.whose(token, &api_url)? {
            Whose::Bot(bot) => {
                self.talk.well(&w.setup_bot_found(args::SetupBotFound {
                    name: &bot.name,
                    username: &bot.username,
                }));
                Ok(Some(Some(bot)))
            }
            Whose::Nobodys(why) => self.wrong(w.setup_bot_unknown(&why), which),
            Whose::Unknown(why) => {
                self.talk.doubt(&w.setup_bot_away(&why));
                Ok(self.goes_on(self.asks(which))?.then_some(None))
            }
        }
    }

    /// Told to somebody who can answer anew, and the end where nobody can.
    fn wrong<T>(&self, why: String, which: Secret) -> Result<Option<T>, Trouble> {
        if !self.asks(which) {
            return Err(Trouble::Config(why));
        }
        crate::cli::say(&format!("  ✗ {why}"));
        Ok(None)
    }

    /// Whether a doubt is set aside. If not, it is the end where nothing can be answered anew.
    fn goes_on(&self, anew: bool) -> Result<bool, Trouble> {
        match self.talk.agrees(&self.talk.w.setup_go_on())? {
            false if !anew => Err(Trouble::Wrong(self.talk.w.setup_given_up())),
            agreed => Ok(agreed),
        }
    }

    /// Another store of this machine that has this bot, to sell or to warn: each would take the
    /// other's updates.
    fn taken(&self, token: &SecretString) -> Result<Option<StoreName>, Trouble> {
        let Some(id) = Bot::id_of(token.expose_secret()) else { return Ok(None) };
        for name in self.root.stores()?.into_iter().filter(|name| name != self.name) {
            let Some(draft) = Draft::read(&self.root.config(&name)) else { continue };
            let mut bots = [Secret::Token, Secret::AlertToken].into_iter();
            let same = |token: SecretString| Bot::id_of(token.expose_secret()) == Some(id);
            if bots.any(|which| draft.secret(which).is_some_and(same)) {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    fn gateway(&mut self) -> Result<(), Trouble> {
        let w = self.talk.w;
        loop {
            let touched = self.project()?;
            let key = self.secret(Secret::ApiKey, &w.setup_ask_key())?;
            let touched = touched | key.is_some();
            if key.is_some() {
                self.draft.set_secret(Secret::ApiKey, key);
            }
            let Some(api_key) = self.draft.secret(Secret::ApiKey) else {
                return Err(Trouble::Wrong(w.setup_needs("--api-key-file FILE")));
            };
            if !touched && !self.asks_all() || self.opens(api_key)? {
                break;
            }
        }
        if self.args.no_webhook_secret {
            self.draft.set_secret(Secret::WebhookSecret, None);
        } else if let Some(secret) =
            self.secret(Secret::WebhookSecret, &w.setup_ask_webhook_secret())?
        {
            self.draft.set_secret(Secret::WebhookSecret, Some(secret));
        }
        Ok(())
    }

    /// Whether somebody said which project it is.
    fn project(&mut self) -> Result<bool, Trouble> {
        let w = self.talk.w;
        let now = self.draft.text("gateway", "project");
        let check = |project: &str| answer::project(project).map_err(|_| w.setup_bad_project());
        let project = match (&self.args.project, &now) {
            (Some(project), _) => check(project).map_err(Trouble::Wrong)?,
            (None, now) if self.asks_all() => {
                let usual = now.as_deref().unwrap_or_default();
                self.talk.ask(&w.setup_ask_project(), usual, check)?
            }
            (None, Some(_)) => return Ok(false),
            (None, None) => return Err(Trouble::Wrong(w.setup_needs("--project"))),
        };
        self.draft.set("gateway", "project", project);
        Ok(true)
    }

    /// Whether the gateway takes this key for this project, or cannot say and is believed to.
    fn opens(&self, api_key: SecretString) -> Result<bool, Trouble> {
        let w = self.talk.w;
        let (api, project) = (self.api(), self.draft.text("gateway", "project"));
        let base_url = self.draft.text("gateway", "base_url");
        let gateway = Gateway {
            api,
            base_url: base_url.unwrap_or_else(|| gateway_url(api).to_owned()),
            project: project.unwrap_or_default(),
            api_key,
            webhook_secret: None,
            sandbox: self.draft.flag("gateway", "sandbox").unwrap_or_default(),
        };
        let wrong = match self.outside.gateway(&gateway)? {
            Standing::Well => {
                self.talk.well(&w.setup_gateway_well());
                return Ok(true);
            }
            Standing::Away(why) => {
                self.talk.doubt(&w.setup_gateway_away(&why));
                let project = self.args.project.is_none() && self.asks_all();
                return self.goes_on(project || self.asks(Secret::ApiKey));
            }
            Standing::WrongKey(why) => w.setup_gateway_key(&why),
            Standing::NoSuchProject(why) => w.setup_gateway_project(args::SetupGatewayProject {
                name: &gateway.project,
                reason: &why,
            }),
        };
        // A project that was given cannot be put right by another key, and the other way round.
        if self.args.project.is_some() {
            return Err(Trouble::Config(wrong));
        }
        self.wrong::<()>(wrong, Secret::ApiKey).map(|_| false)
    }

    fn api(&self) -> Api {
        let api = self.draft.text("gateway", "api");
        api.and_then(|api| answer::api(&api).ok()).unwrap_or(Api::V2)
    }

    fn zone(&mut self) -> Result<(), Trouble> {
        let w = self.talk.w;
        let now = self.draft.text("store", "timezone");
        let usual = now.as_deref().unwrap_or(ZONES[0].1);
        let check = |typed: &str| {
            let short = ZONES.iter().enumerate().find(|(at, (short, _))| {
                short.eq_ignore_ascii_case(typed) || (at + 1).to_string() == typed
            });
            let name = short.map_or(typed, |(_, (_, name))| name);
            answer::zone(name)
                .map_err(|meant| w.setup_bad_zone(args::SetupBadZone { name: &meant, typed }))
        };
        let zone = match &self.args.timezone {
            Some(zone) => check(zone).map_err(Trouble::Wrong)?,
            None if self.asks_all() => self.talk.ask(&w.setup_ask_zone(), usual, check)?,
            None => usual.to_owned(),
        };
        self.draft.set("store", "timezone", zone);
        Ok(())
    }

    /// Whom buyers ask where the shop knows no answer.
    fn contact(&mut self) -> Result<(), Trouble> {
        let w = self.talk.w;
        let now = self.draft.text("store", "contact");
        let check = |contact: &str| match contact {
            "" | "-" => Ok(None),
            contact => answer::contact(contact).map(Some).map_err(|_| w.setup_bad_contact()),
        };
        let contact = match &self.args.contact {
            Some(contact) => check(contact).map_err(Trouble::Wrong)?,
            None if self.args.no_contact => None,
            None if self.asks_all() => {
                let usual = now.as_deref().unwrap_or_default();
                self.talk.ask(&w.setup_ask_contact(), usual, check)?
            }
            None => return Ok(()),
        };
        match contact {
            Some(contact) => self.draft.set("store", "contact", contact),
            None => self.draft.clear("store", "contact"),
        }
        Ok(())
    }

    fn alert(&mut self, bot: Option<&Bot>) -> Result<(), Trouble> {
        let w = self.talk.w;
        if self.args.no_alert_token {
            self.draft.set_secret(Secret::AlertToken, None);
            return Ok(());
        }
        let shop = self.draft.secret(Secret::Token);
        let shop = bot
            .map(|bot| bot.id)
            .or_else(|| shop.and_then(|token| Bot::id_of(token.expose_secret())));
        loop {
            let given = self.secret(Secret::AlertToken, &w.setup_ask_alert_token())?;
            let kept = given.is_none();
            let Some(token) = given.or_else(|| self.draft.secret(Secret::AlertToken)) else {
                return Ok(());
            };
            let fine = match Bot::id_of(token.expose_secret()) == shop {
                true => self.wrong(w.setup_alert_same(), Secret::AlertToken)?,
                false if kept => return Ok(()),
                false => self.checked(&token, Secret::AlertToken)?,
            };
            if fine.is_some() {
                self.draft.set_secret(Secret::AlertToken, Some(token));
                return Ok(());
            }
        }
    }

    fn public_url(&mut self) -> Result<(), Trouble> {
        let w = self.talk.w;
        let now = self.draft.text("web", "public_url");
        let check = |url: &str| match url {
            "" | "-" => Ok(None),
            url => answer::public_url(url).map(Some).map_err(|_| w.setup_bad_url()),
        };
        let url = match &self.args.public_url {
            Some(url) => check(url).map_err(Trouble::Wrong)?,
            None if self.args.no_public_url => None,
            None if self.asks_all() => {
                let usual = now.as_deref().unwrap_or_default();
                self.talk.ask(&w.setup_ask_public_url(), usual, check)?
            }
            None => return Ok(()),
        };
        match url {
            Some(url) => self.draft.set("web", "public_url", url),
            None => self.draft.clear("web", "public_url"),
        }
        Ok(())
    }

    fn port(&mut self) -> Result<(), Trouble> {
        let w = self.talk.w;
        let now = self.draft.listen();
        let others = self.others()?;
        let check = |port: u16| match others.iter().find(|(_, other)| *other == port) {
            _ if port == 0 => Err(w.setup_bad_port()),
            Some((store, _)) => Err(w.setup_port_of(port.into(), store.as_str())),
            None if now.is_some_and(|now| now.port() == port) || free(port) => Ok(port),
            None => Err(w.setup_port_taken(port.into())),
        };
        let typed = |text: &str| check(text.parse().map_err(|_| w.setup_bad_port())?);
        let first = (PORT..=u16::MAX).find(|port| check(*port).is_ok()).unwrap_or(PORT);
        let usual = now.map_or(first, |now| now.port());
        let port = match self.args.port {
            Some(port) => check(port).map_err(Trouble::Config)?,
            None if self.asks_all() => {
                self.talk.ask(&w.setup_ask_port(), &usual.to_string(), typed)?
            }
            None => usual,
        };
        let host = now.map_or(Ipv4Addr::LOCALHOST.into(), |now| now.ip());
        self.draft.set("web", "listen", SocketAddr::new(host, port).to_string());
        Ok(())
    }

    /// The ports of this machine's other stores.
    fn others(&self) -> Result<Vec<(StoreName, u16)>, Trouble> {
        let mut ports = Vec::new();
        for name in self.root.stores()?.into_iter().filter(|name| name != self.name) {
            // One that cannot be read is for `warung check` to tell of.
            let draft = Draft::read(&self.root.config(&name));
            let listen = draft.and_then(|it| it.listen());
            ports.push((name, listen.map_or(PORT, |listen| listen.port())));
        }
        Ok(ports)
    }
}

fn free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}
