//! Whose customers they are: another bot takes over only when somebody says so.

use anyhow::bail;
use secrecy::ExposeSecret;

use super::{Setup, Talk};
use crate::cli::{Trouble, reach};
use crate::config::Config;
use crate::domain::bot::{Bot, Ties};
use crate::engine::input::Reply;
use crate::store::open::Store;
use crate::web::ask::Ask;
use crate::words::args;

/// What ties the shop to its bot, after a change of bots was agreed to or there is none.
pub fn settle(
    config: &Config,
    args: &Setup,
    talk: Talk,
    bot: Option<&Bot>,
) -> Result<Ties, Trouble> {
    if !reach::running(config)? && !Store::is_in(&config.data_dir) {
        return Ok(Ties::default());
    }
    let ties = reach::ties(config)?;
    let Some(id) = Bot::id_of(config.telegram.token.expose_secret()) else { return Ok(ties) };
    let (Some(known), true) = (&ties.bot, ties.strange(id)) else { return Ok(ties) };
    let w = talk.w;
    // Telegram may have been away: then there is a number only.
    let next = Bot { id, name: String::new(), username: id.to_string() };
    let next = bot.cloned().filter(|bot| bot.id == id).unwrap_or(next);
    let (known, here) = (known.handle(), next.handle());
    let question =
        w.setup_swap(args::SetupSwap { account: &here, bot: &known, users: ties.customers });
    if talk.silent && !args.swap_bot {
        return Err(Trouble::Config(format!("{question} {}", w.setup_needs("--swap-bot"))));
    }
    if !args.swap_bot && !talk.agrees(&question)? {
        return Err(Trouble::Wrong(w.setup_kept_bot(&known)));
    }
    agree(config, next)?;
    talk.doubt(&w.setup_swapped(&here));
    Ok(ties)
}

fn agree(config: &Config, next: Bot) -> anyhow::Result<()> {
    match reach::shop(config)?(Ask::SwapBot(next))? {
        Reply::Done => Ok(()),
        _ => bail!("the shop could not note the change of bots; its owner is told why"),
    }
}
