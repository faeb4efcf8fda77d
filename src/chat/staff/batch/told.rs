//! What is told of batches: whoever began something long hears when it is over, and owners hear
//! that stock has left the shop as a file.

use super::Press;
use super::card::doing_name;
use crate::chat::layout::{below, paragraphs, person};
use crate::chat::reach::words_of;
use crate::chat::staff::stock::{forgotten, look};
use crate::chat::told::Told;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::fact::StockFact;
use crate::domain::id::CustomerId;
use crate::domain::message::Screen;
use crate::domain::staff::Right;
use crate::shop::context::{Ctx, Done};
use crate::shop::{batch, browse, staff};
use crate::words::{Dictionary, Html, Words};

/// Who began it.
pub fn person_told(ctx: &mut Ctx, dictionary: &Dictionary, fact: &StockFact) -> Done {
    let (id, by, doing, done, left_out) = match *fact {
        StockFact::Read { intake, by } => {
            if staff::may(ctx, by, Right::Stock)?.is_none() {
                return Ok(());
            }
            let w = words_of(ctx, dictionary, by)?;
            let screen = look::render(&look::load(ctx, by, intake)?, w);
            return show(ctx, by, screen);
        }
        StockFact::Worked { batch, by, doing, done, left_out } => {
            (batch, by, doing, done, left_out)
        }
        StockFact::Forgotten { by, purpose, count } => {
            if staff::may(ctx, by, purpose.needs())?.is_none() {
                return Ok(());
            }
            let screen = forgotten::screen(ctx, words_of(ctx, dictionary, by)?, purpose, count)?;
            return show_when_awake(ctx, by, screen);
        }
        StockFact::Exported { .. } => return Ok(()),
    };
    let w = words_of(ctx, dictionary, by)?;
    let what = &doing_name(doing, w);
    let left = if left_out > 0 { w.batch_worked_left(left_out.into()) } else { String::new() };
    let text = paragraphs([w.batch_worked(done.into(), what), left]);
    let screen = Screen::new(text);
    let screen = match batch::there(&ctx.tx, id)? {
        true => screen.buttons(vec![below(w.button_batch_open(), Press::Card(id))]),
        false => screen,
    };
    show(ctx, by, screen)
}

fn show(ctx: &mut Ctx, to: CustomerId, screen: Screen) -> Done {
    let task = Task::Show { to: to.chat().into(), screen, replace: None };
    ctx.ask(Lane::Notice, task, About::Nothing)?;
    Ok(())
}

/// The same for what is told at night.
fn show_when_awake(ctx: &mut Ctx, to: CustomerId, screen: Screen) -> Done {
    let task = Task::Show { to: to.chat().into(), screen, replace: None };
    ctx.ask(Lane::Notice, task, About::CanWait)?;
    Ok(())
}

pub fn told(fact: &StockFact) -> Option<Told> {
    match *fact {
        StockFact::Worked { .. } | StockFact::Read { .. } | StockFact::Forgotten { .. } => None,
        StockFact::Exported { by, .. } => Some(Told::owners_by(by)),
    }
}

pub fn screen(ctx: &Ctx, w: Words, fact: &StockFact) -> Done<Option<Screen>> {
    let StockFact::Exported { product, by } = *fact else { return Ok(None) };
    let product = browse::product(&ctx.tx, product)?;
    let staff = person(ctx, by, w)?;
    let (name, number) = (product.name.as_str(), product.number.into());
    let text = w.notice_exported(name, number, Html(&staff));
    Ok(Some(Screen::new(text)))
}
