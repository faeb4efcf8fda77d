//! What Telegram and the gateway say of an answer.

use secrecy::SecretString;
use tokio::runtime::{Builder, Runtime};

use crate::config::Gateway;
use crate::domain::bot::Bot;
use crate::gateway::probe::{self, Standing};
use crate::telegram::client::Client;
use crate::telegram::me;

pub struct Outside {
    runtime: Runtime,
}

/// Whose token it is.
pub enum Whose {
    Bot(Bot),
    Nobodys(String),
    /// Telegram did not say.
    Unknown(String),
}

impl Outside {
    pub fn new() -> anyhow::Result<Outside> {
        Ok(Outside { runtime: Builder::new_current_thread().enable_all().build()? })
    }

    pub fn whose(&self, token: &SecretString, api_url: &str) -> anyhow::Result<Whose> {
        let client = Client::at(api_url, token.clone())?;
        Ok(match self.runtime.block_on(me::me(&client)) {
            Ok((bot, _)) => Whose::Bot(bot),
            Err(err) if me::unknown(&err) => Whose::Nobodys(err.to_string()),
            Err(err) => Whose::Unknown(err.to_string()),
        })
    }

    pub fn gateway(&self, gateway: &Gateway) -> anyhow::Result<Standing> {
        self.runtime.block_on(probe::standing(gateway))
    }
}
