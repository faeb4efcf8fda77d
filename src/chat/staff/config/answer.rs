//! What a press leads to.

use super::{Import, Press, import};
use crate::chat::action::WordingPress;
use crate::chat::layout::below;
use crate::chat::talk;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::message::{Media, Screen};
use crate::domain::report::Report;
use crate::shop::configuration;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::words::Words;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    let w = turn.words;
    Ok(match press {
        Press::Export => export(w).into(),
        Press::Import => Next::ask(Import::default()).into(),
        Press::Apply { seen } => match talk::open(ctx, turn.customer.id)? {
            Some(Wizard::Configure(Import { file: Some(file) })) => {
                import::fetch(ctx, by, file.clone(), Some(seen))?;
                // Should it be another by now, it is looked at once more.
                let looked_at = Import { file: Some(file) };
                Next::Then(Screen::new(w.config_applying()), looked_at.into()).into()
            }
            // Which file it was is known no more: it is sent once more.
            _ => Next::ask(Import::default()).into(),
        },
        Press::Undo(act) => {
            configuration::take_back(ctx, by, act)?;
            Next::say(w.config_taken_back()).into()
        }
    })
}

pub fn export(w: Words) -> Next {
    let back = below(w.button_wording(), WordingPress::Open);
    let screen = Screen::new(w.config_exported()).buttons(vec![back]);
    Next::Say(screen.with(Media::Report(Report::Configuration)))
}
