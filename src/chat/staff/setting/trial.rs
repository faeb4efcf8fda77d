//! The staff's group is tried before it counts: a message goes there, and what becomes of it is
//! told to whoever chose the group.

use super::shown::seen;
use super::{Note, card};
use crate::chat::layout::{button, paragraphs};
use crate::chat::reach::words_of;
use crate::chat::staff::setting::Press;
use crate::domain::effect::{About, Lane, Never, Task};
use crate::domain::id::{Address, CustomerId};
use crate::domain::message::Screen;
use crate::domain::settings::{Setting, Value};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::settings;
use crate::shop::staff::{self, Staff};
use crate::words::Dictionary;

/// A message to the place that somebody chose.
pub fn begin(ctx: &mut Ctx, dictionary: &Dictionary, by: Staff, to: Address) -> Done {
    let w = dictionary.words(None, ctx.shop.language);
    let now = settings::holds(&settings::settings(&ctx.tx)?, ctx.shop, Setting::Group);
    let about = About::GroupTrial { by: by.id(), seen: seen(&now).0 };
    let screen = Screen::new(w.group_trial(&ctx.shop.name));
    ctx.ask(Lane::Answer, Task::Show { to, screen, replace: None }, about)?;
    Ok(())
}

/// It has arrived: now it counts, unless somebody has chosen another one meanwhile, or whoever
/// chose may do so no more.
pub fn arrived(
    ctx: &mut Ctx,
    dictionary: &Dictionary,
    by: CustomerId,
    saw: u32,
    to: Address,
) -> Done {
    let Some(staff) = staff::may(ctx, by, Setting::Group.right())? else { return Ok(()) };
    let now = settings::holds(&settings::settings(&ctx.tx)?, ctx.shop, Setting::Group);
    let mark = ctx.mark();
    let w = words_of(ctx, dictionary, by)?;
    let wanted = Value::Place(Some(to));
    let set = match seen(&now).0 == saw {
        true => settings::set(ctx, staff, Setting::Group, Some(wanted)),
        false => Ok(None),
    };
    let screen = match set {
        Err(Stop::Refused(refusal)) => {
            ctx.back_to(mark);
            Screen::new(w.refusal(&refusal))
        }
        number => {
            let note = match number? {
                Some(number) => Note::Saved(number),
                None if seen(&now).0 == saw => Note::Nothing,
                None => Note::Changed,
            };
            card::render(&card::view(ctx, w, Setting::Group, note)?, w)
        }
    };
    tell(ctx, by, screen)
}

/// It will never arrive: the setting stays as it was, and why is told.
pub fn refused(ctx: &mut Ctx, dictionary: &Dictionary, by: CustomerId, why: &Never) -> Done {
    if staff::may(ctx, by, Setting::Group.right())?.is_none() {
        return Ok(());
    }
    let w = words_of(ctx, dictionary, by)?;
    let why = match why {
        Never::Refused(words) => words.clone(),
        Never::Away | Never::Moved(_) | Never::Late => w.plain_group_away(),
    };
    let text = paragraphs([w.group_refused(&why), w.group_remedy()]);
    let again = button(w.plain_setting_group(), Press::Of(Setting::Group));
    tell(ctx, by, Screen::new(text).buttons(vec![again]))
}

fn tell(ctx: &mut Ctx, to: CustomerId, screen: Screen) -> Done {
    let task = Task::Show { to: to.chat().into(), screen, replace: None };
    ctx.ask(Lane::Answer, task, About::Nothing)?;
    Ok(())
}
