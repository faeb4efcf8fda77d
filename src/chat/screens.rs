//! Every place drawn, for whoever may see it.

use super::customer::{balance, cart, home, order, payment, shelf};
use super::place::Place;
use super::staff::{
    audit, batch, category, coupon, member, menu, order as sale, own_button, product, refund,
    reseller, restore, review, setting, stock, todo, unit, variant, wording,
};
use super::turn::Turn;
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff;

/// The right that a place needs is asked here, and nowhere in it.
pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    if let Some(right) = place.needs() {
        staff::allow(ctx, turn.customer.id, right)?;
    }
    match place {
        Place::Home(place) => home::answer::screen(place, ctx, turn),
        Place::Shelf(place) => shelf::answer::screen(place, ctx, turn),
        Place::Cart(place) => cart::answer::screen(place, ctx, turn),
        Place::Payment(place) => payment::answer::screen(place, ctx, turn),
        Place::Order(place) => order::answer::screen(place, ctx, turn),
        Place::Balance(place) => balance::answer::screen(place, ctx, turn),
        Place::Menu(place) => menu::answer::screen(place, ctx, turn),
        Place::Product(place) => product::answer::screen(place, ctx, turn),
        Place::Stock(place) => stock::answer::screen(place, ctx, turn),
        Place::Sale(place) => sale::answer::screen(place, ctx, turn),
        Place::Refund(place) => refund::answer::screen(place, ctx, turn),
        Place::Review(place) => review::answer::screen(place, ctx, turn),
        Place::Coupon(place) => coupon::answer::screen(place, ctx, turn),
        Place::Setting(place) => setting::answer::screen(place, ctx, turn),
        Place::Member(place) => member::answer::screen(place, ctx, turn),
        Place::Category(place) => category::answer::screen(place, ctx, turn),
        Place::Batch(place) => batch::answer::screen(place, ctx, turn),
        Place::Unit(place) => unit::answer::screen(place, ctx, turn),
        Place::Audit(place) => audit::answer::screen(place, ctx, turn),
        Place::Todo(place) => todo::answer::screen(place, ctx, turn),
        Place::Variant(place) => variant::answer::screen(place, ctx, turn),
        Place::Reseller(place) => reseller::answer::screen(place, ctx, turn),
        Place::Wording(place) => wording::answer::screen(place, ctx, turn),
        Place::OwnButton(place) => own_button::answer::screen(place, ctx, turn),
        Place::Restore(place) => restore::answer::screen(place, ctx, turn),
    }
}
