//! Harmless questions: does the key open the project, and do we hear ourselves from outside.

use reqwest::Client;
use reqwest::header::DATE;
use reqwest::redirect::Policy;

use super::http::lost;
use super::pakasir::Pakasir;
use crate::config::{Gateway, Web};
use crate::domain::limit::GATEWAY_ANSWER;

/// What the gateway thinks of our key and project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Well,
    WrongKey(String),
    NoSuchProject(String),
    /// Nobody knows: it did not answer, or not clearly.
    Away(String),
}

/// Asks after a transaction that cannot be there: nothing is made, and nothing changes.
pub async fn standing(config: &Gateway) -> anyhow::Result<Standing> {
    let pakasir = Pakasir::new(config, GATEWAY_ANSWER)?;
    Ok(match pakasir.knock().await {
        Ok(reply) => understood(reply.code(), reply.complaint()),
        Err(setback) => Standing::Away(setback.why()),
    })
}

/// That there is no such transaction is the answer of somebody who took the key.
fn understood(code: u16, said: String) -> Standing {
    let words = said.to_lowercase();
    let about = |names: &[&str]| names.iter().any(|name| words.contains(name));
    match code {
        401 | 403 => Standing::WrongKey(said),
        400 | 404 | 422 if about(&["api key", "api_key", "apikey"]) => Standing::WrongKey(said),
        400 | 404 | 422 if about(&["project", "proyek", "slug"]) => Standing::NoSuchProject(said),
        200..300 | 400 | 404 | 422 => Standing::Well,
        _ => Standing::Away(said),
    }
}

/// The `Date` of whatever the gateway answers to somebody without a key.
pub async fn date(config: &Gateway) -> Option<String> {
    let client = Client::builder().timeout(GATEWAY_ANSWER.std()).redirect(Policy::none());
    let client = client.no_proxy().build().ok()?;
    let answer = client.get(&config.base_url).send().await.ok()?;
    Some(answer.headers().get(DATE)?.to_str().ok()?.to_owned())
}

/// Whether our public address leads to us, as far as this machine can tell.
pub async fn reaches_us(web: &Web, public_url: &str) -> Result<(), String> {
    let client = Client::builder()
        .timeout(GATEWAY_ANSWER.std())
        .redirect(Policy::none())
        .no_proxy()
        // Nothing is told there: a certificate of our own making is as good as any.
        .danger_accept_invalid_certs(web.self_signed)
        .build()
        .map_err(|error| error.to_string())?;
    let answer = client.get(format!("{public_url}/healthz")).send().await;
    match answer.map_err(lost) {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => Err(format!("HTTP {}", answer.status().as_u16())),
        Err(setback) => Err(setback.why()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_transaction_is_a_good_sign() {
        let told = |code, said: &str| understood(code, said.to_owned());
        assert_eq!(told(404, "HTTP 404: no such transaction"), Standing::Well);
        assert_eq!(told(400, "HTTP 400"), Standing::Well);
        assert_eq!(told(200, "HTTP 200"), Standing::Well);
        for (code, said) in [(401, "HTTP 401"), (403, "HTTP 403: x"), (400, "Invalid API Key")] {
            assert_eq!(told(code, said), Standing::WrongKey(said.to_owned()));
        }
        let project = "HTTP 404: Project not found";
        assert_eq!(told(404, project), Standing::NoSuchProject(project.to_owned()));
        for code in [301, 429, 500, 503] {
            assert!(matches!(told(code, "x"), Standing::Away(_)), "{code}");
        }
    }
}
