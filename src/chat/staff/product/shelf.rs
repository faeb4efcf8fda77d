//! Products go off the shelf and come back: asked with what is at stake, and never lost.

use super::{Shelving, kind};
use crate::chat::action::{ProductPress, StockPress};
use crate::chat::choice::Choice;
use crate::chat::layout::button;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::ProductId;
use crate::domain::message::{Button, Screen};
use crate::domain::product::{NewProduct, parse_number};
use crate::domain::refusal::Refusal;
use crate::domain::stock::Unfit;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::undo::Before;
use crate::shop::{browse, cart, product, variant};
use crate::words::{Words, args};

/// `/del 3`
pub fn take_off(ctx: &Ctx, w: Words, rest: &str) -> Done<Next> {
    if rest.trim().is_empty() {
        return Ok(Next::say(w.usage_del()));
    }
    let product = product::by_number(&ctx.tx, parse_number(rest)?)?;
    Ok(Next::ask(to_take_off(ctx, product.id)?))
}

/// The question before it is off the shelf.
pub fn archive(ctx: &Ctx, id: ProductId) -> Done<Next> {
    let product = product::on_shelf(&ctx.tx, id)?.id;
    Ok(Next::ask(to_take_off(ctx, product)?))
}

fn to_take_off(ctx: &Ctx, product: ProductId) -> Done<Shelving> {
    let known = product::on_shelf(&ctx.tx, product)?;
    Ok(Shelving::TakeOff { product, unsold: variant::unsold(&ctx.tx, &known)? })
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

pub fn returned(ctx: &mut Ctx, by: Staff, w: Words, id: ProductId) -> Done<Next> {
    let before = Before::here(&ctx.tx)?;
    let back = product::bring_back(ctx, by, id)?;
    let undo = before.act(&ctx.tx)?;
    let undo = undo.map(|act| button(w.button_undo(), ProductPress::Undo(id, act)));
    let along = variant::choices(&ctx.tx, id)?.len() as u64;
    let stock = variant::unsold(&ctx.tx, &back)?.into();
    let screen = Screen::new(match along {
        0 | 1 => w.done_undel(args::DoneUndel {
            name: back.name.as_str(),
            number: back.number.into(),
            price: back.price,
            stock,
        }),
        count => w.done_undel_card(args::DoneUndelCard { count, name: back.card(), stock }),
    });
    let (_, fill) = kind::next(&back, w);
    let rest = [fill, to_products(w)];
    Ok(Next::Say(screen.buttons(undo.into_iter().chain(rest).collect())))
}

/// Where the seller most likely goes next.
fn to_products(w: Words) -> Button {
    button(w.button_back(), ProductPress::List { page: 0 })
}

/// The question before a new product takes the number or the name of an old one, if it does.
pub fn offered(ctx: &Ctx, new: &NewProduct) -> Done<Option<Next>> {
    let numbered = match new.number {
        // It is refused as taken.
        Some(number) if product::numbered(&ctx.tx, number)?.is_some() => return Ok(None),
        Some(number) => product::archived(&ctx.tx, number)?,
        None => None,
    };
    let known = match numbered {
        Some(known) => Some(known),
        None => product::archived_named(&ctx.tx, &new.name)?,
    };
    let step = known.map(|known| Shelving::Archived { product: known.id, new: new.clone() });
    Ok(step.map(Next::ask))
}

pub fn ask(it: &Shelving, ctx: &Ctx, w: Words) -> Done<Question> {
    Ok(match it {
        Shelving::TakeOff { product, unsold } => {
            let known = product::on_shelf(&ctx.tx, *product)?;
            let (name, number) = (known.name.as_str(), known.number.into());
            let along = variant::choices(&ctx.tx, known.id)?.len() as u64;
            let asked = match unsold {
                0 if along > 1 => w.archive_ask_card_empty(along, known.card()),
                left if along > 1 => w.archive_ask_card(args::ArchiveAskCard {
                    count: along,
                    name: known.card(),
                    unsold: (*left).into(),
                }),
                0 => w.archive_ask_empty(name, number),
                left => w.delete_ask(args::DeleteAsk { name, number, unsold: (*left).into() }),
            };
            Question::new(asked).sure(w.button_delete_sure(), Choice::Save)
        }
        Shelving::Archived { product, new } => {
            let known = browse::product(&ctx.tx, *product)?;
            let stock = cart::available(&ctx.tx, *product)?;
            let (name, number) = (known.name.as_str(), known.number.into());
            // With its name alone the new one would have another number.
            let asked = match new.number == Some(known.number) {
                true => w.archived_ask(args::ArchivedAsk {
                    name,
                    number,
                    price: known.price,
                    stock: stock.into(),
                }),
                false => w.archived_name_ask(args::ArchivedNameAsk {
                    name,
                    number,
                    price: known.price,
                    stock: stock.into(),
                }),
            };
            Question::new(asked)
                .choice(w.button_bring_back(name), Choice::Save)
                .choice(w.button_add_new(new.name.as_str()), Choice::Other)
        }
    })
}

pub fn answer(it: Shelving, ctx: &mut Ctx, turn: &Turn, by: Staff, said: Answer) -> Done<Reply> {
    let w = turn.words;
    Ok(match (it, said) {
        (Shelving::TakeOff { product, unsold }, Answer::Choice(Choice::Save, _)) => {
            let now = variant::unsold(&ctx.tx, &product::on_shelf(&ctx.tx, product)?)?;
            // More is at stake than they were asked about.
            if now > unsold {
                return Ok(Next::ask(to_take_off(ctx, product)?).into());
            }
            let before = Before::here(&ctx.tx)?;
            let along = variant::choices(&ctx.tx, product)?.len() as u64;
            let known = product::take_off(ctx, by, product)?;
            let number = known.number.into();
            let screen = Screen::new(match along {
                0 | 1 => w.done_delete(known.name.as_str(), number),
                count => {
                    w.done_delete_card(args::DoneDeleteCard { count, name: known.card(), number })
                }
            });
            let undo = before.act(&ctx.tx)?;
            let undo = undo.map(|act| button(w.button_undo(), ProductPress::Undo(product, act)));
            let screen = screen.buttons(undo.into_iter().chain([to_products(w)]).collect());
            Next::Say(screen).into()
        }
        (Shelving::Archived { product, .. }, Answer::Choice(Choice::Save, _)) => {
            returned(ctx, by, w, product)?.into()
        }
        (Shelving::Archived { new, .. }, Answer::Choice(Choice::Other, _)) => {
            added(ctx, by, w, new)?.into()
        }
        // Words are no answer to it: it is asked again.
        (it, _) => Next::ask(it).into(),
    })
}

/// A new product, and what it needs next: it is one of units until somebody says another kind.
pub fn added(ctx: &mut Ctx, by: Staff, w: Words, new: NewProduct) -> Done<Next> {
    let product = product::add(ctx, by, new)?;
    let (name, number) = (product.name.as_str(), product.number.into());
    let fill = button(w.button_fill_stock(), StockPress::Fill(product.id));
    let ways = vec![fill, kind::way(product.id, w)];
    Ok(Next::Say(Screen::new(w.done_add(name, number, product.price)).buttons(ways)))
}
