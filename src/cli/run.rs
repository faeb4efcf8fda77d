//! `warung run`: the shop, and the one sentence for why it does not open or has ended.

use super::log::{self, Verbosity};
use super::{ConfigFile, Trouble, on_runtime};
use crate::app::{self, service};
use crate::config::store_of;

pub fn run(config: &ConfigFile, verbose: Verbosity) -> Result<(), Trouble> {
    let log = log::start(verbose, &store_of(&config.path));
    let ended =
        config.load().and_then(|config| Ok(on_runtime(app::run(config, log.journal.clone()))?));
    ended.map_err(|trouble| {
        let why = match &trouble {
            Trouble::Wrong(why) | Trouble::Config(why) => service::line(why),
            Trouble::Failed(error) => service::line(&format!("{error:#}")),
            Trouble::Told(_) => return trouble,
        };
        service::failed(&why);
        if !log.is_journald() {
            return trouble;
        }
        // Printed as well, it would be in the journal twice.
        tracing::error!("{why}");
        Trouble::Told(trouble.code())
    })
}
