//! What owners tell the shop, and what it answers: at the bot that warns, or at the shop's own.

pub mod check;
pub mod command;
mod copies;
pub mod status;

use self::command::{OwnerCommand, Quiet};
use super::command::Command;
use super::incoming::{Incoming, Said};
use super::reach::words_of;
use crate::domain::act::Act;
use crate::domain::alert::{OwnerMessage, Via};
use crate::domain::copies::Drill;
use crate::domain::id::CustomerId;
use crate::domain::revision::By;
use crate::domain::time::Span;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::{inbox, pause, revision, staff};
use crate::words::{Dictionary, Html, Words, args};

/// Whether the bot that warns listens: to owners in their own chat, and to a stranger's first
/// word, now and then.
pub fn is_heard(ctx: &mut Ctx, said: &Incoming) -> Done<bool> {
    if !said.private {
        return Ok(false);
    }
    if is_owner(ctx, said.from.id)? {
        return Ok(true);
    }
    Ok(matches!(&said.said, Said::Text(_) | Said::Formatted { .. }) && inbox::refuse_stranger(ctx)?)
}

/// Somebody has spoken to the bot that warns.
pub fn hear(ctx: &mut Ctx, dictionary: &Dictionary, said: &Incoming) -> Done {
    let who = said.from.id;
    if !is_owner(ctx, who)? {
        let w = dictionary.words(said.from.language, ctx.shop.language);
        let message = OwnerMessage::Words(w.owner_stranger(&ctx.shop.name));
        return inbox::tell(ctx, who, Via::Alert, message);
    }
    if said.said == Said::Blocked {
        return inbox::away(ctx, who);
    }
    inbox::back(ctx, who)?;
    let command = match &said.said {
        Said::Text(text) | Said::Formatted { text, .. } => match Command::parse(text) {
            Some(Command::Owner(command)) => command,
            _ => OwnerCommand::Help,
        },
        _ => OwnerCommand::Help,
    };
    if said.said == Said::Unblocked {
        return Ok(());
    }
    let w = words_of(ctx, dictionary, who)?;
    if said.said == Said::Edited {
        return inbox::tell(ctx, who, Via::Alert, OwnerMessage::Words(w.general_edited()));
    }
    let mark = ctx.mark();
    match obey(ctx, w, who, &command, Via::Alert) {
        Err(Stop::Refused(refusal)) => {
            ctx.back_to(mark);
            inbox::tell(ctx, who, Via::Alert, OwnerMessage::Words(w.refusal(&refusal)))
        }
        obeyed => obeyed,
    }
}

/// Who hears of trouble may do something about it.
pub fn is_owner(ctx: &Ctx, id: CustomerId) -> Done<bool> {
    Ok(staff::owners(ctx)?.contains(&id))
}

/// Does what an owner wants; the answer comes by the bot that was spoken to.
pub fn obey(ctx: &mut Ctx, w: Words, who: CustomerId, command: &OwnerCommand, via: Via) -> Done {
    let message = match command {
        OwnerCommand::Status => OwnerMessage::Status,
        OwnerCommand::Check => OwnerMessage::Check,
        OwnerCommand::Log(lines) => OwnerMessage::Log { lines: *lines },
        OwnerCommand::Help => OwnerMessage::Words(w.owner_help(&ctx.shop.name)),
        OwnerCommand::Mute(quiet) => OwnerMessage::Words(mute(ctx, w, who, *quiet)?),
        OwnerCommand::Ack => OwnerMessage::Words(acknowledge(ctx, w, who)?),
        OwnerCommand::Pause => OwnerMessage::Words(match pause::pause(ctx, who)? {
            true => w.owner_paused(),
            false => w.owner_paused_already(),
        }),
        OwnerCommand::Resume => OwnerMessage::Words(match pause::resume(ctx, who)? {
            true => w.owner_resumed(),
            false => w.owner_resumed_already(),
        }),
        OwnerCommand::Restart => {
            revision::act(ctx, By::Staff(who), Act::Restarted)?;
            inbox::restart(ctx, who, via)?;
            OwnerMessage::Words(w.owner_restarting())
        }
        OwnerCommand::Drill => {
            ctx.drill();
            OwnerMessage::Words(w.owner_drilling())
        }
    };
    inbox::tell(ctx, who, via, message)
}

/// What came of a restore for practice; nothing, where there is no copy elsewhere. Owners hear it
/// whether they had asked or it was due.
pub fn drilled(ctx: &mut Ctx, dictionary: &Dictionary, drill: Option<&Drill>) -> Done {
    for owner in staff::owners(ctx)? {
        let w = words_of(ctx, dictionary, owner)?;
        let words = match drill {
            None => w.owner_drill_nowhere(),
            Some(Drill { target, took, result: Ok(good), .. }) => {
                w.owner_drilled(args::OwnerDrilled {
                    at: good.upto,
                    count: good.orders,
                    name: target,
                    span: &w.took(*took),
                })
            }
            Some(Drill { target, result: Err(_), .. }) => w.owner_drill_failed(target),
        };
        inbox::tell(ctx, owner, Via::Alert, OwnerMessage::Words(words))?;
    }
    Ok(())
}

fn mute(ctx: &mut Ctx, w: Words, who: CustomerId, quiet: Option<Quiet>) -> Done<String> {
    Ok(match quiet {
        None => w.usage_mute(),
        Some(Quiet::For(span)) => {
            let minutes = u32::try_from(span.0 / Span::minutes(1).0).unwrap_or(u32::MAX);
            revision::act(ctx, By::Staff(who), Act::Muted { minutes })?;
            w.owner_muted(inbox::mute(ctx, who, span)?)
        }
        Some(Quiet::NoMore) => match inbox::unmute(ctx, who)? {
            true => {
                revision::act(ctx, By::Staff(who), Act::Unmuted)?;
                w.owner_unmuted()
            }
            false => w.owner_unmuted_already(),
        },
    })
}

fn acknowledge(ctx: &mut Ctx, w: Words, who: CustomerId) -> Done<String> {
    let known = inbox::acknowledge(ctx)?;
    if !known.is_empty() {
        let troubles = known.len() as u32;
        revision::act(ctx, By::Staff(who), Act::Acknowledged { troubles })?;
    }
    let lines: Vec<String> =
        known.into_iter().map(|trouble| w.owner_trouble_name(&w.trouble(trouble))).collect();
    Ok(match lines.is_empty() {
        true => w.owner_acked_nothing(),
        false => w.owner_acked(Html(&lines.join("\n"))),
    })
}
