//! One unit: what became of it, and what can be done with it.

use super::{Editable, Press};
use crate::chat::action::{BatchPress, SalePress, StockPress};
use crate::chat::layout::{button, paragraphs};
use crate::chat::turn::Turn;
use crate::domain::batch::Batch;
use crate::domain::id::UnitId;
use crate::domain::message::{Button, Media, Screen};
use crate::domain::product::Product;
use crate::domain::staff::Right;
use crate::domain::stock::{Fate, Unit, masked};
use crate::shop::context::{Ctx, Done};
use crate::shop::{batch, browse, staff, unit};
use crate::words::{Words, args};

pub struct View {
    unit: Unit,
    product: Product,
    batch: Option<Batch>,
    /// Whoever looks may see what stands in it, and orders.
    reveals: bool,
    orders: bool,
}

pub fn load(ctx: &Ctx, turn: &Turn, id: UnitId) -> Done<View> {
    let unit = unit::known(&ctx.tx, id)?;
    let batch = unit.batch.map(|id| batch::known(&ctx.tx, id)).transpose()?;
    let person = turn.customer.id;
    Ok(View {
        product: browse::product(&ctx.tx, unit.product)?,
        batch,
        reveals: unit::revealable(ctx, person, &unit)?,
        orders: staff::may(ctx, person, Right::Orders)?.is_some(),
        unit,
    })
}

/// By what a seller tells one from another: a file by its name, a line by a little of it.
pub fn known_by(unit: &Unit) -> String {
    match unit.file {
        Some(_) => unit.content.clone(),
        None => masked(&unit.content),
    }
}

/// `shown`: with what stands in it, as long as they may see that.
pub fn render(v: &View, shown: bool, w: Words) -> Screen {
    let (id, shown) = (v.unit.id, shown && v.reveals);
    let mut screen = Screen::new(text(v, shown, w));
    if let (true, Some(file)) = (shown, v.unit.file) {
        screen = screen.with(Media::Kept(file));
    }
    if v.reveals && !shown {
        screen = screen.buttons(vec![button(w.button_reveal(), Press::Reveal(id))]);
    }
    screen = match v.unit.fate {
        Fate::Available | Fate::Withheld | Fate::Frozen | Fate::Detained => {
            unsold(v, w).into_iter().fold(screen, Screen::buttons)
        }
        Fate::Held(order) | Fate::Sold(order) | Fate::Returned(order) if v.orders => {
            screen.buttons(vec![button(w.button_unit_order(order), SalePress::Card(order))])
        }
        Fate::Held(_) | Fate::Sold(_) | Fate::Returned(_) | Fate::Shared => screen,
    };
    if let Some(batch) = &v.batch {
        let open = button(w.button_batch_open(), BatchPress::Card(batch.id));
        screen = screen.buttons(vec![open]);
    }
    screen.buttons(vec![button(w.button_back(), StockPress::Of(v.product.id))])
}

fn unsold(v: &View, w: Words) -> [Vec<Button>; 2] {
    let (id, file) = (v.unit.id, v.unit.file);
    let sight = match v.unit.fate {
        Fate::Withheld | Fate::Frozen | Fate::Detained => {
            button(w.button_unit_release(), Press::Release(id))
        }
        _ => button(w.button_unit_withhold(), Press::Withhold(id)),
    };
    // What is in a file is not typed anew.
    let correct = button(w.button_unit_correct(), Press::Edit(id, Editable::Content));
    let correct = Some(correct).filter(|_| file.is_none());
    let shift = button(w.button_unit_move(), Press::Edit(id, Editable::Product));
    [
        correct.into_iter().chain([shift]).collect(),
        vec![sight, button(w.button_unit_remove(), Press::AskRemove(id))],
    ]
}

fn text(v: &View, shown: bool, w: Words) -> String {
    let content = match shown {
        true => w.goods_content(&v.unit.content),
        false => w.goods_content(&known_by(&v.unit)),
    };
    let card = w.unit_card(args::UnitCard {
        id: &v.unit.id.0.to_string(),
        name: v.product.name.as_str(),
        number: v.product.number.into(),
        state: &state(v.unit.fate, w),
    });
    let batch = v.batch.as_ref().map(|batch| w.unit_batch(batch.at)).unwrap_or_default();
    paragraphs([card, content, batch])
}

fn state(fate: Fate, w: Words) -> String {
    match fate {
        Fate::Available => w.plain_fate_available(),
        Fate::Withheld => w.plain_fate_withheld(),
        Fate::Frozen => w.plain_fate_frozen(),
        Fate::Shared => w.plain_fate_shared(),
        Fate::Detained => w.plain_fate_detained(),
        Fate::Held(id) => w.plain_fate_held(id),
        Fate::Sold(id) => w.plain_fate_sold(id),
        Fate::Returned(id) => w.plain_fate_returned(id),
    }
}

/// The question before it is gone.
pub fn ask_remove(v: &View, w: Words) -> Screen {
    let id = v.unit.id;
    let text = w.unit_ask_remove(args::UnitAskRemove {
        content: &known_by(&v.unit),
        name: v.product.name.as_str(),
        number: v.product.number.into(),
    });
    Screen::new(text)
        .buttons(vec![button(w.button_unit_remove_sure(), Press::Remove(id))])
        .buttons(vec![button(w.button_back(), Press::Card(id))])
}
