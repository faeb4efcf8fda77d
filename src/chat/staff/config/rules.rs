//! What a file must keep that only the texts know, for whoever takes it in.

use crate::domain::configuration::{ButtonPart, Configuration, Taken};
use crate::domain::limit::{CAPTION_UNITS_MAX, OWN_ANSWER_UNITS};
use crate::domain::own_button::NoButton;
use crate::domain::refusal::Refusal;
use crate::domain::wording::{NoWording, WordingId};
use crate::shop::configuration::{self, Rules, Who};
use crate::shop::context::{Ctx, Done};
use crate::words::wording::{fits_below_picture, own_answer};
use crate::words::{Dictionary, languages};

pub fn take_in(
    ctx: &mut Ctx,
    dictionary: &Dictionary,
    who: Who,
    file: &Configuration,
    dry_run: bool,
) -> Done<Taken> {
    let w = dictionary.words(None, ctx.shop.language);
    let text = |id: WordingId, text: &str, pictured: bool| {
        w.original(id).ok_or(Refusal::Wording(NoWording::Gone))?;
        // HTML already, with names between braces as the editor shows them or as they are kept.
        let kept = w.own_text(id, text, Some(text)).map_err(Refusal::Wording)?;
        if pictured {
            fits_below_picture(id, &kept).map_err(Refusal::Wording)?;
        }
        Ok(kept)
    };
    let button = |part: &ButtonPart, pictured: bool| {
        let label = part.label.as_str();
        let ours = |text: &str| dictionary.key(text).is_some() || dictionary.meant(text).is_some();
        if ours(label) || ours(&part.label.words()) {
            return Err(Refusal::Button(NoButton::Taken));
        }
        let max = if pictured { CAPTION_UNITS_MAX } else { OWN_ANSWER_UNITS };
        // It is HTML already, as it is kept.
        own_answer("", Some(&part.text), max).map(|_| ()).map_err(Refusal::Wording)
    };
    let language = |language| languages().any(|known| known == language);
    let rules = Rules { text: &text, button: &button, language: &language };
    configuration::take_in(ctx, who, file, &rules, dry_run)
}
