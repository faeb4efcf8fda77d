//! The stock of one product: how much there is, and all that can be done with it.

use super::Press;
use crate::chat::action::{BatchPress, ProductPress, UnitPress};
use crate::chat::layout::button;
use crate::chat::staff::product::kind;
use crate::chat::staff::unit::card::known_by;
use crate::chat::turn::Turn;
use crate::domain::file::{File, Purpose};
use crate::domain::id::ProductId;
use crate::domain::message::{Button, Screen};
use crate::domain::product::{Kind, Product};
use crate::domain::staff::Right;
use crate::domain::stock::Unit;
use crate::domain::text::shorten;
use crate::shop::browse::{self, Stock};
use crate::shop::context::{Ctx, Done};
use crate::shop::unit::{self, Which};
use crate::shop::{file, product, shared, staff};
use crate::words::{Html, Words, args};

/// More of a file's name does not fit a button on a phone.
const LABEL_CHARS: usize = 28;

pub struct View {
    product: Product,
    stock: Stock,
    withheld: u64,
    /// Whoever looks may take all of it out as a file.
    exports: bool,
    /// Files that whoever looks has sent for the shelf, or for every buyer, and not decided about.
    waiting: u64,
    looks: Vec<File>,
    /// What every buyer gets, where they all get the same.
    shared: Option<Unit>,
}

pub fn load(ctx: &Ctx, turn: &Turn, id: ProductId) -> Done<View> {
    Ok(View {
        product: product::known(&ctx.tx, id)?,
        stock: browse::stock_of(&ctx.tx, id)?,
        withheld: unit::withheld(&ctx.tx, id)?,
        exports: staff::may(ctx, turn.customer.id, Right::Export)?.is_some(),
        waiting: file::sent(&ctx.tx, turn.customer.id, id)?.0.len() as u64,
        looks: file::look::all_for(&ctx.tx, turn.customer.id, Purpose::Shared(id))?,
        shared: shared::of(&ctx.tx, id)?,
    })
}

pub fn render(v: &View, w: Words) -> Screen {
    match &v.product.kind {
        Kind::Unit { .. } | Kind::File => in_stock(v, w),
        Kind::Shared { .. } => of_everybody(v, w),
        Kind::Manual { .. } => by_hand(v, w),
    }
}

fn of_everybody(v: &View, w: Words) -> Screen {
    let Product { id, name, number, .. } = &v.product;
    let content = match &v.shared {
        Some(unit) => w.goods_content(&known_by(unit)),
        None => w.shared_nothing(),
    };
    let text = w.shared_of(args::SharedOf {
        rows: Html(&content),
        left: v.stock.available,
        name: name.as_str(),
        number: (*number).into(),
        reserved: v.stock.held,
        sold: v.stock.sold,
    });
    let (set, look) = match &v.shared {
        Some(unit) => {
            let look = button(w.button_reveal(), UnitPress::Reveal(unit.id));
            (w.button_shared_set(), Some(look))
        }
        None => (w.button_shared_fill(), None),
    };
    let mut screen = Screen::new(text);
    if v.product.on_shelf {
        screen = screen.buttons(vec![button(set, Press::Fill(*id))]);
    }
    let sent = v.looks.iter().map(|file| {
        let name = shorten(&file.name, LABEL_CHARS);
        button(w.button_file_look(&name), Press::LookShared(file.id))
    });
    let rows = look.into_iter().chain(sent).map(|look| vec![look]);
    rows.fold(screen, Screen::buttons).buttons(below(v, w))
}

fn by_hand(v: &View, w: Words) -> Screen {
    let Product { name, number, .. } = &v.product;
    Screen::new(w.manual_of(args::ManualOf {
        left: v.stock.available,
        name: name.as_str(),
        number: (*number).into(),
        reserved: v.stock.held,
        sold: v.stock.sold,
    }))
    .buttons(below(v, w))
}

fn below(v: &View, w: Words) -> Vec<Button> {
    let id = v.product.id;
    vec![kind::way(id, w), button(w.button_back(), ProductPress::Card(id))]
}

fn in_stock(v: &View, w: Words) -> Screen {
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
    if v.waiting > 0 {
        let waiting = button(w.button_files_waiting(v.waiting), Press::Files(id));
        screen = screen.buttons(vec![waiting]);
    }
    let files = matches!(v.product.kind, Kind::File);
    let (all, find) = match files {
        true => (w.button_units_files(available), w.button_find_file()),
        false => (w.button_units(available), w.button_find_unit()),
    };
    let list = |which| UnitPress::List { product: id, which, page: 0 };
    let mut units = vec![button(all, list(Which::Available))];
    if v.withheld > 0 {
        units.push(button(w.button_units_withheld(v.withheld), list(Which::Withheld)));
    }
    screen = screen.buttons(units).buttons(vec![
        button(find, UnitPress::Find(id)),
        button(w.button_batches(), BatchPress::List { product: id, page: 0 }),
    ]);
    if v.exports && !files && available + v.withheld > 0 {
        screen = screen.buttons(vec![button(w.button_export(), UnitPress::AskExport(id))]);
    }
    screen.buttons(vec![button(w.button_back(), ProductPress::Card(id))])
}
