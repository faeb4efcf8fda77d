//! The stock of one product: how much there is, and all that can be done with it.

use super::Press;
use crate::chat::action::{BatchPress, ProductPress, UnitPress};
use crate::chat::layout::button;
use crate::chat::turn::Turn;
use crate::domain::id::ProductId;
use crate::domain::message::Screen;
use crate::domain::product::Product;
use crate::domain::staff::Right;
use crate::shop::browse::{self, Stock};
use crate::shop::context::{Ctx, Done};
use crate::shop::unit::{self, Which};
use crate::shop::{product, staff};
use crate::words::{Words, args};

pub struct View {
    product: Product,
    stock: Stock,
    withheld: u64,
    /// Whoever looks may take all of it out as a file.
    exports: bool,
}

pub fn load(ctx: &Ctx, turn: &Turn, id: ProductId) -> Done<View> {
    Ok(View {
        product: product::known(&ctx.tx, id)?,
        stock: browse::stock_of(&ctx.tx, id)?,
        withheld: unit::withheld(&ctx.tx, id)?,
        exports: staff::may(ctx, turn.customer.id, Right::Export)?.is_some(),
    })
}

pub fn render(v: &View, w: Words) -> Screen {
    let id = v.product.id;
    let Stock { available, held, sold } = v.stock;
    let mut screen = Screen::new(w.stock_of(args::StockOf {
        name: v.product.name.as_str(),
        number: v.product.number.into(),
        reserved: held,
        sold,
        stock: available,
        withheld: v.withheld,
    }));
    if v.product.on_shelf {
        screen = screen.buttons(vec![button(w.button_fill_stock(), Press::Fill(id))]);
    }
    let list = |which| UnitPress::List { product: id, which, page: 0 };
    let mut units = vec![button(w.button_units(available), list(Which::Available))];
    if v.withheld > 0 {
        units.push(button(w.button_units_withheld(v.withheld), list(Which::Withheld)));
    }
    screen = screen.buttons(units).buttons(vec![
        button(w.button_find_unit(), UnitPress::Find(id)),
        button(w.button_batches(), BatchPress::List { product: id, page: 0 }),
    ]);
    if v.exports && available + v.withheld > 0 {
        screen = screen.buttons(vec![button(w.button_export(), UnitPress::AskExport(id))]);
    }
    screen.buttons(vec![button(w.button_back(), ProductPress::Card(id))])
}
