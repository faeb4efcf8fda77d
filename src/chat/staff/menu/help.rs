//! The commands that whoever asks may use, each with an example.

use crate::chat::action::MenuPress;
use crate::chat::layout::button;
use crate::chat::menu::{self, Listed};
use crate::chat::staff::member::role::role_label;
use crate::chat::turn::Turn;
use crate::domain::message::Screen;
use crate::domain::staff::Role;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff;
use crate::words::{Html, Words, args};

pub struct View {
    store: String,
    role: Role,
    commands: Vec<Listed>,
}

pub fn load(ctx: &Ctx, turn: &Turn) -> Done<View> {
    let role = staff::role_of(ctx, turn.customer.id)?.unwrap_or(Role::Support);
    let mut commands = Vec::new();
    for listed in menu::staff(turn.words) {
        if staff::holds(ctx, role, listed.needs)? {
            commands.push(listed);
        }
    }
    Ok(View { store: ctx.shop.name.clone(), role, commands })
}

pub fn render(v: &View, w: Words) -> Screen {
    let line = |it: &Listed| w.help_line(args::HelpLine { change: &it.does, typed: &it.example });
    let lines = v.commands.iter().map(line).collect::<Vec<_>>().join("\n");
    let role = role_label(v.role, w);
    let text = w.help_staff(args::HelpStaff { lines: Html(&lines), role: &role, store: &v.store });
    Screen::new(text).buttons(vec![button(w.button_back(), MenuPress::Menu)])
}
