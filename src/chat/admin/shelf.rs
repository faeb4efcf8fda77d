//! Products go off the shelf and come back: asked with what is at stake, and never lost.

use serde::{Deserialize, Serialize};

use crate::chat::action::{Action, Choice};
use crate::chat::guard;
use crate::chat::layout::button;
use crate::chat::route::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::id::ProductId;
use crate::domain::message::{Button, Screen};
use crate::domain::product::{NewProduct, Product, parse_number};
use crate::domain::refusal::Refusal;
use crate::domain::stock::Unfit;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{browse, cart, product};
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Off the shelf, with so many units that nobody has bought?
    TakeOff { product: ProductId, unsold: u32 },
    /// The number of a new product is that of one which was taken off.
    Archived { product: ProductId, new: NewProduct },
}

/// `/del 3`
pub fn take_off(ctx: &Ctx, w: Words, rest: &str) -> Done<Next> {
    if rest.trim().is_empty() {
        return Ok(Next::say(w.usage_del()));
    }
    let product = product::by_number(&ctx.tx, parse_number(rest)?)?;
    Ok(Next::Open(Wizard::Shelf(to_take_off(ctx, product.id)?)))
}

fn to_take_off(ctx: &Ctx, product: ProductId) -> Done<Step> {
    Ok(Step::TakeOff { product, unsold: cart::available(&ctx.tx, product)? })
}

/// `/undel 3`
pub fn bring_back(ctx: &mut Ctx, by: Staff, w: Words, rest: &str) -> Done<Next> {
    if rest.trim().is_empty() {
        return Ok(Next::say(w.usage_undel()));
    }
    let number = parse_number(rest)?;
    match product::archived(&ctx.tx, number)? {
        Some(known) => returned(ctx, by, w, known.id),
        None => Err(Refusal::Unfit(Unfit::NothingArchived { number }).into()),
    }
}

fn returned(ctx: &mut Ctx, by: Staff, w: Words, id: ProductId) -> Done<Next> {
    let Product { name, number, price, .. } = product::bring_back(ctx, by, id)?;
    let stock = cart::available(&ctx.tx, id)?;
    let screen = Screen::new(w.done_undel(name.as_str(), number.into(), price, stock.into()));
    let fill = button(w.button_fill_stock(), Action::Fill(id));
    Ok(Next::Say(screen.buttons(vec![fill, to_products(w)])))
}

/// Where the seller most likely goes next.
fn to_products(w: Words) -> Button {
    button(w.button_back(), Action::AdminProducts { page: 0 })
}

/// The question before a new product takes the number of an old one, if it does.
pub fn offered(ctx: &Ctx, new: &NewProduct) -> Done<Option<Next>> {
    let Some(number) = new.number else { return Ok(None) };
    if product::numbered(&ctx.tx, number)?.is_some() {
        return Ok(None);
    }
    let known = product::archived(&ctx.tx, number)?;
    let step = known.map(|known| Step::Archived { product: known.id, new: new.clone() });
    Ok(step.map(|step| Next::Open(Wizard::Shelf(step))))
}

pub fn ask(step: &Step, ctx: &Ctx, w: Words) -> Done<Screen> {
    let wizard = Wizard::Shelf(step.clone());
    let cancel = button(w.button_cancel(), Action::Wizard(Choice::Cancel));
    Ok(match step {
        Step::TakeOff { product, unsold } => {
            let known = product::on_shelf(&ctx.tx, *product)?;
            let (name, number) = (known.name.as_str(), known.number.into());
            let text = w.delete_ask(name, number, u64::from(*unsold));
            Screen::new(text).buttons(vec![wizard.sure(w.button_delete_sure()), cancel])
        }
        Step::Archived { product, new } => {
            let known = browse::product(&ctx.tx, *product)?;
            let stock = cart::available(&ctx.tx, *product)?;
            let (name, number) = (known.name.as_str(), known.number.into());
            let text = w.archived_ask(name, number, known.price, stock.into());
            Screen::new(text)
                .buttons(vec![wizard.sure(w.button_bring_back(name))])
                .buttons(vec![wizard.instead(w.button_add_new(new.name.as_str()))])
                .buttons(vec![cancel])
        }
    })
}

pub fn answer(step: Step, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let by = guard::allow(ctx, turn.customer.id)?;
    let w = turn.words;
    Ok(match (step, said) {
        (Step::TakeOff { product, unsold }, Answer::Choice(Choice::SaveThis(_))) => {
            let now = cart::available(&ctx.tx, product)?;
            // More is at stake than they were asked about.
            if now > unsold {
                return Ok(Next::Open(Wizard::Shelf(to_take_off(ctx, product)?)).into());
            }
            let known = product::take_off(ctx, by, product)?;
            let screen = Screen::new(w.done_delete(known.name.as_str(), known.number.into()));
            Next::Say(screen.buttons(vec![to_products(w)])).into()
        }
        (Step::Archived { product, .. }, Answer::Choice(Choice::SaveThis(_))) => {
            returned(ctx, by, w, product)?.into()
        }
        (Step::Archived { new, .. }, Answer::Choice(Choice::OtherThis(_))) => {
            let added = product::add(ctx, by, new)?;
            let (name, number) = (added.name.as_str(), added.number.into());
            let fill = button(w.button_fill_stock(), Action::Fill(added.id));
            let screen = Screen::new(w.done_add(name, number, added.price));
            Next::Say(screen.buttons(vec![fill])).into()
        }
        // Words are no answer to it: it is asked again.
        (step, _) => Next::Open(Wizard::Shelf(step)).into(),
    })
}
