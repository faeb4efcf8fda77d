//! Puts a screen on its way to a person.

use crate::domain::effect::{About, Lane, Task};
use crate::domain::id::CustomerId;
use crate::domain::message::{Keys, MessageRef, Screen};
use crate::shop::context::{Ctx, Done};

/// Shows a person something below everything else.
pub fn show(ctx: &mut Ctx, to: CustomerId, screen: Screen) -> Done {
    show_at(ctx, to, screen, None)
}

/// The same in the place of an older message.
pub fn show_at(ctx: &mut Ctx, to: CustomerId, screen: Screen, replace: Option<MessageRef>) -> Done {
    // Keys of the phone's keyboard only come with a new message.
    let replace = replace.filter(|_| !matches!(screen.keys, Keys::Reply(_) | Keys::Staying(_)));
    let task = Task::Show { to: to.chat().into(), screen, replace };
    ctx.ask(Lane::Answer, task, About::Nothing)?;
    Ok(())
}
