//! Why Telegram does not bring updates to us.

use serde::{Deserialize, Serialize};

/// What keeps Telegram from our door, as far as can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cut {
    /// Updates wait, and nobody says why.
    Silent,
    /// The public address cannot be reached.
    Unreachable,
    /// Its certificate is not believed.
    Certificate,
    /// Something answers there, but not as we do: a page of the proxy, another program.
    Answered(u16),
    /// Telegram does not take the address at all.
    Refused,
    /// Somebody else sends the bot's updates to another address.
    Taken,
}

/// How the webhook does, as far as people are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum News {
    /// Updates have not come that way for a while; whether they are fetched instead.
    Down { cut: Cut, polling: bool },
    /// They come that way, and have done so for a while.
    Up,
    /// They are not meant to.
    Unused,
}

impl Cut {
    /// What Telegram's own words about its last failure mean.
    pub fn read(words: &str) -> Cut {
        let words = words.to_lowercase();
        let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
        if let Some((_, answer)) = words.split_once("wrong response from the webhook:") {
            let status = answer.split_whitespace().next().and_then(|code| code.parse().ok());
            return Cut::Answered(status.unwrap_or_default());
        }
        match () {
            () if says(&["ssl", "certificate"]) => Cut::Certificate,
            () if says(&["refused", "timed out", "timeout", "reset", "resolve", "closed"]) => {
                Cut::Unreachable
            }
            () => Cut::Silent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telegrams_words_are_understood() {
        for (words, cut) in [
            ("Wrong response from the webhook: 502 Bad Gateway", Cut::Answered(502)),
            ("Wrong response from the webhook: ?", Cut::Answered(0)),
            ("Connection refused", Cut::Unreachable),
            ("Read timeout expired", Cut::Unreachable),
            ("Failed to resolve host: Name or service not known", Cut::Unreachable),
            (
                "SSL error {error:0A000086:SSL routines::certificate verify failed}",
                Cut::Certificate,
            ),
            ("", Cut::Silent),
        ] {
            assert_eq!(Cut::read(words), cut, "{words}");
        }
    }
}
