//! The texts as the shop wants them, lent to each input: whom buyers ask, in which languages, and
//! what the seller has written in the place of ours.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::settings::{Own, Settings};
use crate::shop::context::Ctx;
use crate::shop::{own_button, settings, wording};
use crate::store::fault::Fault;
use crate::words::{Dictionary, OwnTexts};

/// The seller's own texts, read once and kept until one of them is changed. What an input has
/// changed in vain is never in here: it is looked at before the input, and not behind it.
#[derive(Default)]
pub struct Kept(Mutex<State>);

#[derive(Clone, Default)]
struct State {
    /// Where the log stood when they were last looked at; nothing before that.
    end: Option<u64>,
    stamp: Option<u64>,
    own: Arc<OwnTexts>,
}

impl Kept {
    fn own(&self, ctx: &Ctx) -> Result<Arc<OwnTexts>, Fault> {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let end = Some(wording::log_end(&ctx.tx)?);
        if state.end == end {
            return Ok(state.own);
        }
        let stamp = wording::stamp(&ctx.tx)?;
        let own = match state.end {
            Some(_) if state.stamp == stamp => state.own,
            _ => Arc::new(read(ctx)?),
        };
        let fresh = State { end, stamp, own: own.clone() };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(own)
    }
}

fn read(ctx: &Ctx) -> Result<OwnTexts, Fault> {
    let texts = wording::own(&ctx.tx)?.into_iter();
    let texts = texts.filter_map(|own| Some((own.id, own.text?)));
    let buttons = own_button::all(&ctx.tx)?.into_iter();
    Ok(OwnTexts::of(texts, buttons.map(|button| (button.id, button.label.as_str().to_owned()))))
}

pub fn lent<'d>(
    ctx: &Ctx,
    dictionary: &'d Dictionary,
    kept: &Kept,
) -> Result<Cow<'d, Dictionary>, Fault> {
    let Settings { contact, mut languages, .. } = settings::settings(&ctx.tx)?;
    let mut dictionary = Cow::Borrowed(dictionary);
    let own = kept.own(ctx)?;
    if !own.is_empty() {
        dictionary = Cow::Owned(dictionary.into_owned().with_own(own));
    }
    if let Own::Shop(contact) = contact {
        dictionary = Cow::Owned(dictionary.into_owned().with_contact(contact));
    }
    if !languages.is_empty() {
        // Everybody falls back on the shop's own.
        languages.push(ctx.shop.language);
        dictionary = Cow::Owned(dictionary.into_owned().offering(languages));
    }
    Ok(dictionary)
}
