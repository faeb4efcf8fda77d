//! A file of the whole configuration: asked for, fetched, looked at, taken in.

use std::path::Path;

use super::{Import, Press, rules, shown};
use crate::chat::choice::Fingerprint;
use crate::chat::question::Question;
use crate::chat::said::{Answer, Attached, Document};
use crate::chat::talk::{self, Talk};
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::config::shop_file;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::id::CustomerId;
use crate::domain::limit::CONFIGURATION_SENT_BYTES_MAX;
use crate::domain::message::Screen;
use crate::domain::refusal::{BadFile, BadInput, Refusal};
use crate::domain::report::Report;
use crate::domain::staff::Right;
use crate::shop::configuration::Who;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::{self, Staff};
use crate::shop::undo::Before;
use crate::words::{Dictionary, Words};

pub fn ask(it: &Import, w: Words) -> Question {
    Question::new(match it.file {
        None => w.config_ask(),
        Some(_) => w.config_ask_again(),
    })
}

pub fn answer(it: Import, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply> {
    match said {
        Answer::Document(document) => Ok(sent(ctx, turn.words, by, document)?.into()),
        Answer::Choice(..) => Ok(Next::Open(it.into()).into()),
        Answer::Text(_) | Answer::Photo { .. } | Answer::Other => {
            let why = Refusal::Input(BadInput::NoFile);
            Ok(Next::Again(it.into(), why).into())
        }
    }
}

/// `/importconfig`, under a file or by itself.
pub fn commanded(ctx: &mut Ctx, w: Words, by: Staff, with: Attached) -> Done<Next> {
    match with {
        Attached::Document(document) => sent(ctx, w, by, &document),
        Attached::Nothing | Attached::Photo { .. } => Ok(Next::ask(Import::default())),
    }
}

fn sent(ctx: &mut Ctx, w: Words, by: Staff, document: &Document) -> Done<Next> {
    if document.bytes > CONFIGURATION_SENT_BYTES_MAX as u64 {
        let bytes_max = CONFIGURATION_SENT_BYTES_MAX;
        return Err(Refusal::File(BadFile::TooBig { bytes_max }).into());
    }
    let file = document.file.clone();
    fetch(ctx, by, file.clone(), None)?;
    // Which file it is, is kept until it is taken in.
    Ok(Next::Then(Screen::new(w.config_reading()), Import { file: Some(file) }.into()))
}

/// Sends for a file. `sure`: they have seen what it would change.
pub fn fetch(ctx: &mut Ctx, by: Staff, file: String, sure: Option<Fingerprint>) -> Done {
    let task = Task::Fetch { file, bytes_max: CONFIGURATION_SENT_BYTES_MAX };
    let about = About::Configuration { by: by.id(), sure: sure.map(|seen| seen.0) };
    ctx.ask(Lane::Answer, task, about)?;
    Ok(())
}

/// Nothing is left to be said about the file.
fn forget(ctx: &mut Ctx, person: CustomerId) -> Done {
    let talk = talk::talk(ctx, person)?;
    match talk.wizard {
        Some(Wizard::Configure(_)) => talk::remember(ctx, person, &Talk { wizard: None, ..talk }),
        _ => Ok(()),
    }
}

/// The file is here: it is looked at, or taken in if it is what they saw.
pub fn came(
    ctx: &mut Ctx,
    dictionary: &Dictionary,
    w: Words,
    by: CustomerId,
    sure: Option<u32>,
    bytes: &[u8],
) -> Done<Next> {
    let by = staff::allow(ctx, by, Right::Settings)?;
    let name = Report::Configuration.file_name();
    let file = match shop_file::parse(Path::new(&name), bytes) {
        Ok(file) => file,
        Err(found) => return Ok(Next::Say(shown::mistakes(&found, w))),
    };
    let seen = Fingerprint::of(bytes);
    let apply = sure == Some(seen.0);
    let before = Before::here(&ctx.tx)?;
    let taken = rules::take_in(ctx, dictionary, Who::Staff(by), &file, !apply)?;
    if apply && taken.refused.is_empty() {
        forget(ctx, by.id())?;
    }
    Ok(Next::Say(match (taken.refused.is_empty(), apply) {
        (false, _) => shown::refused(&taken, w),
        (true, false) => shown::plan(&taken, Press::Apply { seen }, w),
        (true, true) => shown::done(&taken, before.act(&ctx.tx)?, w),
    }))
}
