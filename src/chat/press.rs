//! Every button answered, for whoever may press it.

use super::action::Action;
use super::customer::{balance, cart, home, order, payment, shelf};
use super::staff::{
    audit, batch, category, config, coupon, customer, member, menu, order as sale, own_button,
    product, refund, reseller, restore, review, setting, stock, todo, unit, variant, wording,
};
use super::turn::{Next, Reply, Turn};
use crate::domain::refusal::Refusal;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{pause, staff};

/// The right that a button needs is asked here, and nowhere behind it.
pub fn press(ctx: &mut Ctx, turn: &Turn, action: Action) -> Done<Reply> {
    if action.buys() && pause::pause_of(&ctx.tx)?.is_some() {
        return Err(Refusal::Paused.into());
    }
    match action.needs() {
        Some(right) => {
            let by = staff::allow(ctx, turn.customer.id, right)?;
            press_staff(ctx, turn, by, action)
        }
        None => press_buyer(ctx, turn, action),
    }
}

fn press_buyer(ctx: &mut Ctx, turn: &Turn, action: Action) -> Done<Reply> {
    match action {
        Action::Nothing => Ok(Next::Stay.into()),
        Action::Home(press) => home::answer::press(press, ctx, turn),
        Action::Shelf(press) => shelf::answer::press(press, ctx, turn),
        Action::Cart(press) => cart::answer::press(press, ctx, turn),
        Action::Payment(press) => payment::answer::press(press, ctx, turn),
        Action::Order(press) => order::answer::press(press, ctx, turn),
        Action::Balance(press) => balance::answer::press(press, ctx, turn),
        // A question's button goes to the open conversation; the others have a right they need.
        Action::Answer(..)
        | Action::Menu(_)
        | Action::Product(_)
        | Action::Stock(_)
        | Action::Sale(_)
        | Action::Refund(_)
        | Action::Review(_)
        | Action::Coupon(_)
        | Action::Customer(_)
        | Action::Setting(_)
        | Action::Member(_)
        | Action::Category(_)
        | Action::Batch(_)
        | Action::Unit(_)
        | Action::Audit(_)
        | Action::Todo(_)
        | Action::Variant(_)
        | Action::Reseller(_)
        | Action::Wording(_)
        | Action::OwnButton(_)
        | Action::Config(_)
        | Action::Restore(_) => Err(Refusal::NotAllowed.into()),
    }
}

fn press_staff(ctx: &mut Ctx, turn: &Turn, by: Staff, action: Action) -> Done<Reply> {
    match action {
        Action::Menu(press) => Ok(menu::answer::press(press, turn)),
        Action::Product(press) => product::answer::press(press, ctx, turn, by),
        Action::Stock(press) => stock::answer::press(press, ctx, turn, by),
        Action::Sale(press) => sale::answer::press(press, ctx, turn, by),
        Action::Refund(press) => refund::answer::press(press, ctx, turn, by),
        Action::Review(press) => review::answer::press(press, ctx, turn, by),
        Action::Coupon(press) => coupon::answer::press(press, ctx, turn, by),
        Action::Customer(press) => customer::answer::press(press, ctx, turn, by),
        Action::Setting(press) => setting::answer::press(press, ctx, turn, by),
        Action::Member(press) => member::answer::press(press, ctx, turn, by),
        Action::Category(press) => category::answer::press(press, ctx, turn, by),
        Action::Batch(press) => batch::answer::press(press, ctx, turn, by),
        Action::Unit(press) => unit::answer::press(press, ctx, turn, by),
        Action::Audit(press) => Ok(audit::answer::press(press)),
        Action::Todo(press) => todo::answer::press(press, ctx, turn, by),
        Action::Variant(press) => variant::answer::press(press, ctx, turn, by),
        Action::Reseller(press) => reseller::answer::press(press, ctx, turn, by),
        Action::Wording(press) => wording::answer::press(press, ctx, turn, by),
        Action::OwnButton(press) => own_button::answer::press(press, ctx, turn, by),
        Action::Config(press) => config::answer::press(press, ctx, turn, by),
        Action::Restore(press) => restore::answer::press(press, ctx, turn, by),
        Action::Nothing
        | Action::Answer(..)
        | Action::Home(_)
        | Action::Shelf(_)
        | Action::Cart(_)
        | Action::Payment(_)
        | Action::Order(_)
        | Action::Balance(_) => press_buyer(ctx, turn, action),
    }
}
