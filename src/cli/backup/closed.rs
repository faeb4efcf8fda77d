//! Copies of a shop that is closed: made over its data, which is locked meanwhile.

use std::sync::Arc;

use anyhow::anyhow;
use tokio::runtime::Builder;
use tokio::sync::mpsc::unbounded_channel;

use crate::app;
use crate::app::copies::Carriers;
use crate::backup::local::Wish as Step;
use crate::cli::owner::AsOwner;
use crate::config::Config;
use crate::domain::copies::{Copies, Wish, Word};
use crate::domain::limit::MOVE_LAST_WORD_MAX;
use crate::engine::clock::Clock;

/// Says everywhere that the shop is closed, of one that could not say so itself.
pub fn last_word(config: &Config) -> anyhow::Result<()> {
    let _owner = AsOwner::of(&config.data_dir)?;
    let core = app::open(config)?;
    let (store, dictionary) = (core.store().clone(), core.dictionary().clone());
    let carriers = Carriers::by_hand(config, store, dictionary, &Clock::new())?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(carriers.last_word(Step::Closed, MOVE_LAST_WORD_MAX.std()));
    runtime.shutdown_background();
    Ok(())
}

pub fn wished(config: &Config, wish: Wish, hear: &mut dyn FnMut(&str)) -> anyhow::Result<Copies> {
    // What is opened as somebody is written as somebody, by the threads that are begun here too.
    let _owner = AsOwner::of(&config.data_dir)?;
    let core = app::open(config)?;
    let (store, dictionary) = (core.store().clone(), core.dictionary().clone());
    let carriers = Carriers::by_hand(config, store, dictionary, &Clock::new())?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (words, mut heard) = unbounded_channel();
    let done = runtime.block_on(async {
        let work = carriers.once(wish, Arc::new(move |word| words.send(word).is_ok()));
        let hearing = async {
            while let Some(word) = heard.recv().await {
                match word {
                    Word::Line(line) => hear(&line),
                    Word::Done(copies) => return Ok(copies),
                    Word::Failed(why) => return Err(anyhow!(why)),
                }
            }
            Err(anyhow!("it broke off"))
        };
        tokio::join!(work, hearing).1
    });
    // What may still be looking up a name is not waited for.
    runtime.shutdown_background();
    done
}
