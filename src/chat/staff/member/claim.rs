//! Joining the staff by a code, and what its roles are called.

use crate::chat::customer::home::welcome;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::domain::staff::Role;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff;
use crate::words::{Words, args};

pub fn claim(ctx: &mut Ctx, turn: &Turn, code: &str) -> Done<Reply> {
    let w = turn.words;
    if code.trim().is_empty() {
        return Ok(Next::say(w.usage_claim()).into());
    }
    let role = staff::claim(ctx, turn.customer.id, code)?;
    // With the keys of the staff, which the text names.
    let home = welcome::render(&welcome::load(ctx, turn)?, w);
    let done =
        w.done_claim(args::DoneClaim { name: &turn.customer.name, role: &role_name(role, w) });
    Ok(Next::Say(Screen { html: done, ..home }).into())
}

pub fn role_name(role: Role, w: Words) -> String {
    match role {
        Role::Support => w.plain_role_support(),
        Role::StockKeeper => w.plain_role_stock_keeper(),
        Role::Cashier => w.plain_role_cashier(),
        Role::Admin => w.plain_role_admin(),
        Role::Owner => w.plain_role_owner(),
    }
}
