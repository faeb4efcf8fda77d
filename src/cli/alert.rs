//! `warung alert`: tells the owners that the shop does not run. For the unit that systemd starts
//! then; it needs neither the data nor its lock.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::ensure;
use serde_json::{Value, json};
use tokio::runtime::Builder;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::store;
use crate::app::lookout::owners;
use crate::app::stamp::Stamp;
use crate::config::Distress;
use crate::domain::effect::{Never, Outcome};
use crate::domain::id::CustomerId;
use crate::domain::limit::{DOWN_PAUSE_MAX, DOWN_TELL};
use crate::engine::clock::Clock;
use crate::telegram::client::{Call, Client};
use crate::telegram::failure::CallError;
use crate::words::{Dictionary, Words};

/// Why it does not run, as systemd says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// `exit-code`, `oom-kill`, `watchdog` …; and with an exit code the number.
    result: String,
    status: Option<u8>,
}

impl Failure {
    /// `systemd` gives it to units of `OnFailure=`, unless several failed at once.
    pub fn found(given: Option<String>, variable: impl Fn(&str) -> Option<String>) -> Failure {
        let result = given.or_else(|| variable("MONITOR_SERVICE_RESULT")).unwrap_or_default();
        let status = variable("MONITOR_EXIT_STATUS").and_then(|status| status.parse().ok());
        let status = status.filter(|_| result == "exit-code");
        Failure { result, status }
    }

    /// The same words for the same cause, for the stamp.
    fn key(&self) -> String {
        match self.status {
            Some(status) => status.to_string(),
            None => self.result.replace(char::is_whitespace, " "),
        }
    }

    fn words(&self, w: Words) -> String {
        match (self.result.as_str(), self.status) {
            (_, Some(64)) => w.plain_down_use(),
            (_, Some(75)) => w.plain_down_taken(),
            (_, Some(78)) => w.plain_down_config(),
            (_, Some(79)) => w.plain_down_newer(),
            (_, Some(243)) => w.plain_down_secrets(),
            (_, Some(status)) => w.plain_down_status(status.into()),
            ("oom-kill", _) => w.plain_down_memory(),
            ("watchdog", _) => w.plain_down_hung(),
            ("timeout", _) => w.plain_down_slow(),
            ("signal" | "core-dump", _) => w.plain_down_killed(),
            ("" | "start-limit-hit" | "exit-code", _) => w.plain_down_unknown(),
            (other, _) => other.to_owned(),
        }
    }
}

/// A configuration that is wrong is one of the reasons, so that what can be read of it must do.
pub fn alert(config: &Path, given: Option<String>) -> anyhow::Result<()> {
    let failure = Failure::found(given, |name| env::var(name).ok());
    let shop = store::distress(config);
    let places = places(&shop);
    let now = Clock::new().now();
    let Some(stamp) = Stamp::next(Stamp::read(&places), now, &failure.key()) else {
        return Ok(());
    };
    let dictionary = Dictionary::load(&shop.timezone)?;
    let w = dictionary.words(None, shop.language);
    let store = w.alert_store(&shop.name);
    let text = format!("{store}\n{}", w.alert_down(stamp.since, &failure.words(w)));
    let people = people(&shop, &places);
    ensure!(!people.is_empty(), "nobody is known to be told; name owners in the configuration");
    ensure!(!shop.bots.is_empty(), "there is no bot's token to be read, neither the alert bot's");
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let told = runtime.block_on(tell(&shop, &people, &text))?;
    ensure!(stamp.write(&places), "told, and that cannot be kept: it will be told again");
    ensure!(told == people.len(), "{told} of {} could be told", people.len());
    Ok(())
}

/// Where a stamp may lie: the first is the shop's own, the others take it when its disk is full.
fn places(shop: &Distress) -> Vec<PathBuf> {
    // systemd's name of the shop's own folder is there even where the configuration is not.
    let lent = ["STATE_DIRECTORY", "CACHE_DIRECTORY", "RUNTIME_DIRECTORY"];
    let lent = lent.into_iter().filter_map(env::var_os).map(PathBuf::from);
    shop.data_dir.iter().cloned().chain(lent).collect()
}

/// Owners of the configuration, and those who joined by pairing.
fn people(shop: &Distress, places: &[PathBuf]) -> BTreeSet<CustomerId> {
    let known = places.iter().flat_map(|folder| owners::kept(folder));
    let mut people: BTreeSet<CustomerId> = known.chain(shop.owners.iter().copied()).collect();
    if people.is_empty() {
        people.extend(&shop.admins);
    }
    people
}

/// Tells them all at once, as long as it makes sense to try. Returns how many were told.
async fn tell(shop: &Distress, people: &BTreeSet<CustomerId>, text: &str) -> anyhow::Result<usize> {
    let bots: Result<Vec<Client>, _> =
        shop.bots.iter().map(|token| Client::at(&shop.api_url, token.clone())).collect();
    let bots: Arc<[Client]> = bots?.into();
    let mut telling = JoinSet::new();
    for person in people.iter().copied() {
        let (bots, text) = (bots.clone(), text.to_owned());
        telling.spawn(async move {
            timeout(DOWN_TELL.std(), tell_one(&bots, person, &text)).await.unwrap_or(false)
        });
    }
    let told = telling.join_all().await.into_iter().filter(|told| *told).count();
    ensure!(told > 0, "Telegram took no message");
    Ok(told)
}

/// By the first bot that may write to them.
async fn tell_one(bots: &[Client], person: CustomerId, text: &str) -> bool {
    let params = json!({ "chat_id": person.chat(), "text": text, "parse_mode": "HTML" });
    let call = Call::new("sendMessage", &params);
    for bot in bots {
        let mut tries = 0;
        loop {
            match bot.call::<Value>(&call).await {
                Ok(_) => return true,
                Err(error) if is_final(&error, person) => break,
                Err(error) => sleep(error.pause(tries).min(DOWN_PAUSE_MAX.std())).await,
            }
            tries += 1;
        }
    }
    false
}

/// This bot will not reach them: they never wrote to it, or its token is none.
fn is_final(error: &CallError, person: CustomerId) -> bool {
    let outcome = error.clone().outcome(Some(person.chat()));
    error.is_of_the_token() || matches!(outcome, Outcome::Never(Never::Away | Never::Refused(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(result: &str, status: &str) -> Failure {
        let of = |name: &str| match name {
            "MONITOR_SERVICE_RESULT" => Some(result.to_owned()),
            "MONITOR_EXIT_STATUS" => Some(status.to_owned()),
            _ => None,
        };
        Failure::found(None, of)
    }

    #[test]
    fn a_failure_is_told_in_words() {
        let dictionary = Dictionary::load("Asia/Jakarta").unwrap();
        let w = dictionary.words(None, crate::domain::shop::Language::INDONESIAN);
        assert_eq!(found("exit-code", "78").words(w), w.plain_down_config());
        assert_eq!(found("exit-code", "78").key(), "78");
        // A signal's number is no exit code.
        assert_eq!(found("signal", "78").words(w), w.plain_down_killed());
        assert_eq!(found("oom-kill", "KILL").words(w), w.plain_down_memory());
        assert_eq!(found("exit-code", "1").words(w), w.plain_down_status(1));
        assert_eq!(found("protocol", "").words(w), "protocol");
        let given = Failure::found(Some("watchdog".into()), |_| None);
        assert_eq!((given.words(w), given.key()), (w.plain_down_hung(), "watchdog".to_owned()));
        assert_eq!(Failure::found(None, |_| None).words(w), w.plain_down_unknown());
    }
}
