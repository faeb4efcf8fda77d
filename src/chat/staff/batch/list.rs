//! The batches of a product, and who has bought of one.

use super::Press;
use super::card::source;
use crate::chat::action::{SalePress, StockPress};
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::domain::batch::Batch;
use crate::domain::id::{BatchId, OrderId, ProductId};
use crate::domain::message::Screen;
use crate::domain::product::Product;
use crate::shop::batch;
use crate::shop::browse::{self, Page};
use crate::shop::context::{Ctx, Done};
use crate::words::Words;

pub struct View {
    product: Product,
    list: Page<Batch>,
}

pub fn load(ctx: &Ctx, product: ProductId, page: u32) -> Done<View> {
    let list = batch::of_product(&ctx.tx, product, page)?;
    Ok(View { product: browse::product(&ctx.tx, product)?, list })
}

pub fn render(v: &View, w: Words) -> Screen {
    let (id, number) = (v.product.id, v.product.number.into());
    let title = match v.list.total {
        0 => w.batches_none(v.product.name.as_str(), number),
        _ => w.batches_title(v.product.name.as_str(), number),
    };
    let line = |it: &Batch| w.batches_line(it.at, it.count.into(), &source(it.source, w));
    let lines: Vec<String> = v.list.items.iter().map(line).collect();
    let text = paragraphs([title, lines.join("\n"), page_line(w, &v.list)]);
    let open = |it: &Batch| button(w.button_batch(it.at, it.count.into()), Press::Card(it.id));
    let rows = v.list.items.iter().map(|it| vec![open(it)]);
    let screen = rows.fold(Screen::new(text), Screen::buttons);
    let screen = pager(screen, w, &v.list, |page| Press::List { product: id, page });
    screen.buttons(vec![button(w.button_back(), StockPress::Of(id))])
}

pub struct Buyers {
    batch: Batch,
    list: Page<OrderId>,
}

pub fn load_buyers(ctx: &Ctx, id: BatchId, page: u32) -> Done<Buyers> {
    let batch = batch::known(&ctx.tx, id)?;
    Ok(Buyers { batch, list: Page::cut(batch::orders(&ctx.tx, id)?, page) })
}

pub fn buyers(v: &Buyers, w: Words) -> Screen {
    let batch = v.batch.id;
    let title = w.batch_buyers(v.batch.at, v.list.total as u64);
    let screen = Screen::new(paragraphs([title, page_line(w, &v.list)]));
    let rows = v.list.items.iter().map(|id| vec![button(id.to_string(), SalePress::Card(*id))]);
    let screen = rows.fold(screen, Screen::buttons);
    let screen = pager(screen, w, &v.list, |page| Press::Buyers { batch, page });
    screen.buttons(vec![button(w.button_back(), Press::Card(batch))])
}
