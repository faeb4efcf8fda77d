//! The choices of one card, each to be opened, called otherwise, or put one place up or down.

use super::{Place, Press};
use crate::chat::action::ProductPress;
use crate::chat::layout::{button, paragraphs};
use crate::chat::staff::product::card as product_card;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::ProductId;
use crate::domain::limit::VARIANTS_MAX;
use crate::domain::message::Screen;
use crate::domain::product::Product;
use crate::domain::text::shorten;
use crate::shop::browse::{self, Item};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::undo::{Act, Before};
use crate::shop::{product, variant};
use crate::words::{Words, args};

/// More of a label does not fit beside three buttons.
const LABEL_CHARS: usize = 16;

pub struct View {
    owner: Product,
    choices: Vec<Item>,
    undo: Option<Act>,
}

pub fn load(ctx: &Ctx, id: ProductId, undo: Option<Act>) -> Done<View> {
    let owner = variant::owner(&ctx.tx, product::known(&ctx.tx, id)?)?;
    let choices = variant::choices_of(&ctx.tx, &owner)?.into_iter();
    let choices = choices.map(|choice| browse::item(&ctx.tx, choice)).collect::<Result<_, _>>()?;
    Ok(View { owner, choices, undo })
}

pub fn render(v: &View, w: Words) -> Screen {
    let id = v.owner.id;
    let lines: Vec<String> = v.choices.iter().map(|item| line(item, w)).collect();
    let saved = if v.undo.is_some() { w.product_saved() } else { String::new() };
    let text = match v.choices.len() {
        0 if !v.owner.on_shelf => {
            paragraphs([saved, w.variants_title(v.owner.card()), w.state_archived()])
        }
        0 => paragraphs([saved, w.variants_none(v.owner.card())]),
        _ => {
            let title = w.variants_title(v.owner.card());
            paragraphs([saved, title, lines.join("\n"), w.variants_hint()])
        }
    };
    let mut screen = Screen::new(text);
    if let Some(act) = v.undo {
        screen = screen.buttons(vec![button(w.button_undo(), Press::Undo(id, act))]);
    }
    for Item { product: choice, .. } in &v.choices {
        let shift = |label, up| button(label, Press::Shift { product: choice.id, up });
        let open = button(shorten(label(choice), LABEL_CHARS), ProductPress::Card(choice.id));
        // What is in the archive is looked at, and changed once it is back.
        let row = match v.owner.on_shelf {
            true => vec![
                open,
                button(w.button_variant_label(), Press::Label(choice.id)),
                shift(w.button_up(), true),
                shift(w.button_down(), false),
            ],
            false => vec![open],
        };
        screen = screen.buttons(row);
    }
    if v.owner.on_shelf && v.choices.len() < VARIANTS_MAX {
        screen = screen.buttons(vec![button(w.button_add_variant(), Press::New(id))]);
    }
    if v.owner.on_shelf && v.choices.len() == 1 {
        screen = screen.buttons(vec![button(w.button_end_variants(), Press::End(id))]);
    }
    screen.buttons(vec![button(w.button_back(), ProductPress::Card(id))])
}

fn label(choice: &Product) -> &str {
    choice.variant.as_ref().map_or(choice.name.as_str(), |variant| variant.label.as_str())
}

fn line(item: &Item, w: Words) -> String {
    let Item { product: choice, available, sold, .. } = item;
    let line = w.variants_line(args::VariantsLine {
        name: label(choice),
        number: choice.number.into(),
        price: choice.price,
        sold: *sold,
        stock: (*available).into(),
    });
    match choice.offer.hidden {
        true => format!("{line} · {}", w.plain_hidden()),
        false => line,
    }
}

pub fn shift(ctx: &mut Ctx, turn: &Turn, by: Staff, id: ProductId, up: bool) -> Done<Reply> {
    let moved = variant::shift(ctx, by, id, up)?;
    let list = Next::go(Place::Choices { product: id, undo: None });
    Ok(match moved {
        true => list.into(),
        false => list.toast(turn.words.toast_at_the_end()),
    })
}

pub fn end(ctx: &mut Ctx, turn: &Turn, by: Staff, id: ProductId) -> Done<Reply> {
    let before = Before::here(&ctx.tx)?;
    variant::end(ctx, by, id)?;
    let place = Place::Choices { product: id, undo: before.act(&ctx.tx)? };
    Ok(Next::go(place).toast(turn.words.toast_variants_ended()))
}

/// Puts back what was there before, unless somebody has changed it since.
pub fn undo(ctx: &mut Ctx, turn: &Turn, by: Staff, id: ProductId, act: Act) -> Done<Reply> {
    let choices = Next::go(Place::Choices { product: id, undo: None });
    product_card::taken_back(ctx, turn, by, act, choices)
}
