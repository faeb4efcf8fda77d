//! `warung run`: the shop, and the one sentence for why it does not open or has ended.

use std::path::Path;

use rustix::process::geteuid;

use super::log::{self, Verbosity};
use super::store::Root;
use super::{Trouble, files, on_runtime, owner, store};
use crate::app;
use crate::app::timekeeper::Word;
use crate::config::store_of;

pub fn run(root: &Root, path: &Path, verbose: Verbosity, word: Word) -> Result<(), Trouble> {
    let config = store::load(path).and_then(|config| {
        // A first start by hand: whose folder it is says who is to serve.
        let first = !config.data_dir.exists() && config.mark.found().is_none();
        if geteuid().is_root() && first {
            files::data_folder(root, &config.data_dir)?;
        }
        owner::serve_as_owner(&config.data_dir)?;
        Ok(config)
    });
    let log = log::start(verbose, &store_of(path));
    let ended =
        config.and_then(|config| Ok(on_runtime(app::run(config, log.journal.clone(), word))?));
    log.ended(ended)
}
