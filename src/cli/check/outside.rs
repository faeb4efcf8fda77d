//! What Telegram and the gateway tell of a store, each asked something that changes nothing.

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::runtime::Builder;

use super::inside::{Inside, now};
use super::{Line, bad, ok, warn};
use crate::cli::remedy::{ALERT_RIVAL, RIVAL, remedy};
use crate::config::{Config, Mode};
use crate::domain::bot::Bot;
use crate::domain::incident::Trouble;
use crate::domain::time::{Span, Timestamp};
use crate::domain::vitals::Way;
use crate::gateway::probe::{self, Standing};
use crate::telegram::client::{Call, Client};
use crate::telegram::failure::CallError;
use crate::telegram::me;

/// Answers carry whole seconds and take a moment; beyond this a clock is not right.
const SKEW_SEEN: Span = Span::secs(10);
/// Codes and certificates begin to fail.
const SKEW_BAD: Span = Span::minutes(5);
const TELEGRAM: &str = "telegram";
const WEBHOOK: &str = "webhook";
/// Programs that were sent away come back within seconds; longer nobody wants to look.
const RIVAL_WAIT: Span = Span::secs(6);

/// What Telegram knows of our webhook.
#[derive(Deserialize)]
struct Hook {
    #[serde(default)]
    url: String,
    #[serde(default)]
    pending_update_count: u64,
    last_error_message: Option<String>,
}

type Me = Result<(Bot, Option<Timestamp>), CallError>;

pub fn lines(config: &Config, inside: &Inside) -> anyhow::Result<Vec<Line>> {
    let client = Client::new(&config.telegram)?;
    let alert = config.alert.token.clone().map(|token| client.of_bot(token));
    let call = Call::new("getWebhookInfo", &json!({}));
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let asked = async {
        let alert = async {
            match &alert {
                Some(client) => Some(me::me(client).await),
                None => None,
            }
        };
        let reached = async {
            match &config.web.public_url {
                Some(url) => Some(probe::reaches_us(&config.web, url).await),
                None => None,
            }
        };
        let hook = async {
            let hook = client.call::<Hook>(&call).await;
            // While the shop runs, it is the one who asks for updates, and knows.
            let quiet = inside.closed() && hook.as_ref().is_ok_and(|hook| hook.url.is_empty());
            (hook, quiet && rival(&client).await)
        };
        tokio::join!(me::me(&client), hook, alert, probe::standing(&config.gateway), reached)
    };
    let (me, (hook, rival), alert, standing, reached) = runtime.block_on(asked);
    let name = config.store.as_str();
    let mut lines = vec![bot(&me, inside, name)];
    if rival || inside.suffers(Trouble::Rival) {
        lines.push(bad(TELEGRAM, "another program uses this bot's token", remedy(RIVAL, name)));
    }
    lines.extend(clock(&me));
    if let Some(alert) = alert {
        lines.push(alert_bot(&alert, name));
        if inside.suffers(Trouble::AlertRival) {
            let says = "another program reads the messages of their bot";
            lines.push(bad("alerts", says, remedy(ALERT_RIVAL, name)));
        }
    }
    lines.push(gateway(&standing?, name));
    if let Ok(hook) = hook {
        lines.push(webhook(config, inside, &hook));
    }
    if let (Some(reached), Some(url)) = (reached, &config.web.public_url) {
        lines.push(address(url, reached));
    }
    Ok(lines)
}

/// Whether somebody else asks for updates: one of two is sent away. Nothing is confirmed by it.
async fn rival(client: &Client) -> bool {
    let params = json!({ "limit": 1, "timeout": RIVAL_WAIT.std().as_secs() });
    let call = Call::new("getUpdates", &params);
    let answer = client.call::<Value>(&call).await;
    answer.is_err_and(|err| err.code() == Some(409))
}

fn bot(me: &Me, inside: &Inside, name: &str) -> Line {
    let (bot, _) = match me {
        Ok(me) => me,
        Err(err) if me::unknown(err) => {
            let remedy =
                format!("take the right token from @BotFather, then `warung setup {name} --token`");
            return bad(TELEGRAM, format!("does not know this bot token ({err})"), remedy);
        }
        Err(err) => {
            let remedy = "look after the machine's line; the shop goes on by itself";
            return bad(TELEGRAM, format!("does not answer: {err}"), remedy);
        }
    };
    let ties = inside.ties().unwrap_or_default();
    match ties.bot.filter(|_| ties.customers > 0) {
        Some(known) if known.id != bot.id => bad(
            TELEGRAM,
            format!("the token is of {}, the customers know {}", bot.handle(), known.handle()),
            format!(
                "give back the right token, or agree to the change: `warung setup {name} --token`"
            ),
        ),
        _ => ok(TELEGRAM, format!("answers; the bot is {} ({})", bot.handle(), bot.name)),
    }
}

fn clock(me: &Me) -> Option<Line> {
    const CHECK: &str = "clock";
    const REMEDY: &str = "let the machine set its clock: timedatectl set-ntp true";
    let there = me.as_ref().ok()?.1?;
    let here = now();
    let skew = here.since(there).max(there.since(here));
    let way = if here > there { "ahead of" } else { "behind" };
    let says = format!("{} s {way} Telegram's", skew.0 / 1000);
    Some(match skew {
        skew if skew >= SKEW_BAD => bad(CHECK, says, REMEDY),
        skew if skew >= SKEW_SEEN => warn(CHECK, says, REMEDY),
        _ => ok(CHECK, "goes with Telegram's"),
    })
}

fn alert_bot(me: &Me, name: &str) -> Line {
    const CHECK: &str = "alerts";
    match me {
        Ok((bot, _)) => ok(CHECK, format!("come from {}", bot.handle())),
        Err(err) => {
            let says = format!("their bot does not work: {err}");
            bad(CHECK, says, format!("give another token: `warung setup {name} --alert-token`"))
        }
    }
}

fn gateway(standing: &Standing, name: &str) -> Line {
    const CHECK: &str = "gateway";
    match standing {
        Standing::Well => ok(CHECK, "answers, and takes the key"),
        Standing::WrongKey(why) => bad(
            CHECK,
            format!("refuses the key: {why}"),
            format!("copy it from the gateway's dashboard, then `warung setup {name} --api-key`"),
        ),
        Standing::NoSuchProject(why) => bad(
            CHECK,
            format!("does not know the project: {why}"),
            format!("its dashboard shows the slug; then `warung setup {name} --project SLUG`"),
        ),
        Standing::Away(why) => {
            bad(CHECK, format!("no clear answer: {why}"), "the shop asks again by itself")
        }
    }
}

/// Where Telegram sends updates, held against where the configuration wants them.
fn webhook(config: &Config, inside: &Inside, hook: &Hook) -> Line {
    let ours = config.web.public_url.as_ref().filter(|_| config.telegram.mode != Mode::Polling);
    let set = !hook.url.is_empty();
    let mine = ours.is_some_and(|url| hook.url.starts_with(url.as_str()));
    let way = inside.vitals.as_ref().and_then(|vitals| Some(vitals.as_ref().ok()?.way));
    match (ours, &hook.last_error_message) {
        _ if set && !mine => bad(
            WEBHOOK,
            "Telegram sends this bot's updates to somebody else's address",
            remedy(RIVAL, &config.store),
        ),
        (None, _) => ok(WEBHOOK, "none; updates are asked for"),
        (Some(_), Some(why)) if set => warn(
            WEBHOOK,
            format!("Telegram failed there lately: {why}"),
            "look after the reverse proxy and the certificate",
        ),
        (Some(_), _) if set => {
            ok(WEBHOOK, format!("set; {} updates wait", hook.pending_update_count))
        }
        (Some(_), _) if way == Some(Way::Polling) => warn(
            WEBHOOK,
            "not set; the shop asks for updates meanwhile",
            "look after the public address",
        ),
        (Some(_), _) if way == Some(Way::Webhook) => {
            bad(WEBHOOK, "not set: Telegram does not take the address", "look into the log why")
        }
        (Some(_), _) => ok(WEBHOOK, "not set while the shop is closed"),
    }
}

fn address(url: &str, reached: Result<(), String>) -> Line {
    const CHECK: &str = "address";
    match reached {
        Ok(()) => ok(CHECK, format!("{url} leads here")),
        Err(why) => warn(
            CHECK,
            format!("{url} does not lead here: {why}"),
            "see that the name points to this machine and the reverse proxy to web.listen; from \
             inside some networks it cannot be seen",
        ),
    }
}
