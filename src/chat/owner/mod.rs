//! What owners tell the shop, and what it answers: at the bot that warns, or at the shop's own.

pub mod check;
pub mod command;
pub mod status;

use self::command::{Deed, Quiet};
use super::command::Command;
use super::incoming::{Incoming, Said};
use super::notice::words_of;
use crate::domain::alert::{Tale, Via};
use crate::domain::id::CustomerId;
use crate::shop::context::{Ctx, Done};
use crate::shop::{desk, pause, staff};
use crate::words::{Dictionary, Html, Words};

/// Whether the bot that warns listens: to owners in their own chat, and to a stranger's first
/// word, now and then.
pub fn is_heard(ctx: &mut Ctx, said: &Incoming) -> Done<bool> {
    if !said.private {
        return Ok(false);
    }
    if is_owner(ctx, said.from.id)? {
        return Ok(true);
    }
    Ok(matches!(&said.said, Said::Text(_)) && desk::refuse_stranger(ctx)?)
}

/// Somebody has spoken to the bot that warns.
pub fn hear(ctx: &mut Ctx, dictionary: &Dictionary, said: &Incoming) -> Done {
    let who = said.from.id;
    if !is_owner(ctx, who)? {
        let w = dictionary.words(said.from.language, ctx.shop.language);
        let tale = Tale::Words(w.owner_stranger(&ctx.shop.name));
        return desk::tell(ctx, who, Via::Alert, tale);
    }
    if said.said == Said::Blocked {
        return desk::away(ctx, who);
    }
    desk::back(ctx, who)?;
    let deed = match &said.said {
        Said::Text(text) => match Command::parse(text) {
            Some(Command::Owner(deed)) => deed,
            _ => Deed::Help,
        },
        _ => Deed::Help,
    };
    if said.said == Said::Unblocked {
        return Ok(());
    }
    let w = words_of(ctx, dictionary, who)?;
    if said.said == Said::Edited {
        return desk::tell(ctx, who, Via::Alert, Tale::Words(w.general_edited()));
    }
    obey(ctx, w, who, &deed, Via::Alert)
}

/// Who hears of trouble may do something about it.
pub fn is_owner(ctx: &Ctx, id: CustomerId) -> Done<bool> {
    Ok(staff::owners(ctx)?.contains(&id))
}

/// Does what an owner wants; the answer comes by the bot that was spoken to.
pub fn obey(ctx: &mut Ctx, w: Words, who: CustomerId, deed: &Deed, via: Via) -> Done {
    let tale = match deed {
        Deed::Status => Tale::Status,
        Deed::Check => Tale::Check,
        Deed::Log(lines) => Tale::Log { lines: *lines },
        Deed::Help => Tale::Words(w.owner_help(&ctx.shop.name)),
        Deed::Mute(quiet) => Tale::Words(mute(ctx, w, who, *quiet)?),
        Deed::Ack => Tale::Words(acknowledge(ctx, w)?),
        Deed::Pause => Tale::Words(match pause::pause(ctx, who)? {
            true => w.owner_paused(),
            false => w.owner_paused_already(),
        }),
        Deed::Resume => Tale::Words(match pause::resume(ctx, who)? {
            true => w.owner_resumed(),
            false => w.owner_resumed_already(),
        }),
        Deed::Restart => {
            desk::restart(ctx, who, via)?;
            Tale::Words(w.owner_restarting())
        }
    };
    desk::tell(ctx, who, via, tale)
}

fn mute(ctx: &mut Ctx, w: Words, who: CustomerId, quiet: Option<Quiet>) -> Done<String> {
    Ok(match quiet {
        None => w.usage_mute(),
        Some(Quiet::For(span)) => w.owner_muted(desk::mute(ctx, who, span)?),
        Some(Quiet::NoMore) => match desk::unmute(ctx, who)? {
            true => w.owner_unmuted(),
            false => w.owner_unmuted_already(),
        },
    })
}

fn acknowledge(ctx: &mut Ctx, w: Words) -> Done<String> {
    let known = desk::acknowledge(ctx)?;
    let lines: Vec<String> =
        known.into_iter().map(|trouble| w.owner_trouble_name(&w.trouble(trouble))).collect();
    Ok(match lines.is_empty() {
        true => w.owner_acked_nothing(),
        false => w.owner_acked(Html(&lines.join("\n"))),
    })
}
