//! SEAM: what these four do is built elsewhere; whoever joins the parts fills them in.

use anyhow::bail;

use super::reach::Deliver;
use crate::config::Config;
use crate::domain::shop::Language;

/// `app::run`, on a runtime of its own.
pub fn run(_config: Config) -> anyhow::Result<()> {
    bail!("this build has no daemon");
}

/// `demo::world::run`, on a runtime of its own.
pub fn demo(_port: u16) -> anyhow::Result<()> {
    bail!("this build has no demo");
}

/// The languages of `words`.
pub fn languages() -> Vec<Language> {
    vec![Language::INDONESIAN, Language(*b"en")]
}

/// Opens the data folder and applies inputs without a daemon.
pub fn offline(_config: &Config) -> anyhow::Result<Deliver> {
    bail!("no daemon is running");
}
