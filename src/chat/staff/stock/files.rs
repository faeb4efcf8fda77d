//! Files for the shelf: sent one by one or as an album, looked at, and taken in together.

use super::{Place, Press, shared};
use crate::chat::action::{BatchPress, StockPress};
use crate::chat::field::Field;
use crate::chat::layout::{button, fitting, paragraphs};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::staff::todo::handed;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::batch::Doing;
use crate::domain::file::{File, NoFile, Purpose};
use crate::domain::id::{CustomerId, ProductId};
use crate::domain::limit::FILE_BYTES_MAX;
use crate::domain::message::Screen;
use crate::domain::product::Product;
use crate::domain::refusal::{BadInput, Refusal};
use crate::shop::browse;
use crate::shop::context::{Ctx, Done};
use crate::shop::file::{self, Came};
use crate::shop::product;
use crate::shop::staff::Staff;
use crate::words::{Words, args};

pub struct View {
    product: Product,
    files: Vec<File>,
    coming: u32,
}

pub fn load(ctx: &Ctx, by: CustomerId, id: ProductId) -> Done<View> {
    let (files, coming) = file::sent(&ctx.tx, by, id)?;
    Ok(View { product: product::known(&ctx.tx, id)?, files, coming })
}

pub fn render(v: &View, w: Words) -> Screen {
    let (name, id) = (v.product.name.as_str(), v.product.id);
    let count = v.files.len() as u64;
    if count == 0 && v.coming == 0 {
        let fill = button(w.button_fill_stock(), StockPress::Fill(id));
        return Screen::new(w.files_none(name))
            .buttons(vec![fill, button(w.button_back(), Press::Of(id))]);
    }
    let lines: Vec<String> = v.files.iter().map(|file| line(file, w)).collect();
    let coming = match v.coming {
        0 => String::new(),
        coming => w.files_still_coming(coming.into()),
    };
    let text = paragraphs([w.files_here(count, name), fitting(lines, 600).join("\n"), coming]);
    let mut screen = Screen::new(text);
    if count > 0 {
        screen = screen.buttons(vec![button(w.button_files_take(count), Press::TakeFiles(id))]);
    }
    if v.coming > 0 {
        screen = screen.buttons(vec![button(w.button_refresh(), Press::Files(id))]);
    }
    screen.buttons(vec![button(w.button_files_drop(), Press::DropFiles(id))])
}

fn line(file: &File, w: Words) -> String {
    w.files_line(file.bytes.div_ceil(1024), &file.name)
}

pub fn ask(id: ProductId, ctx: &Ctx, w: Words) -> Done<Question> {
    let product = product::on_shelf(&ctx.tx, id)?;
    let stock = browse::stock_of(&ctx.tx, id)?.available;
    Ok(Question::new(w.files_send(args::FilesSend {
        megabytes: (FILE_BYTES_MAX >> 20) as u64,
        name: product.name.as_str(),
        number: product.number.into(),
        stock,
    })))
}

pub fn take(
    id: ProductId,
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    said: &Answer,
) -> Done<Option<Reply>> {
    match said {
        Answer::Document(document) => {
            file::send_for(ctx, by, Purpose::Stock(id), document.attached())?;
            let name = product::known(&ctx.tx, id)?.name;
            // Others may follow without another word.
            let coming = Screen::new(turn.words.files_coming(name.as_str()));
            Ok(Some(Next::Then(coming, Field::Files(id).into()).into()))
        }
        Answer::Photo { .. } => Err(Refusal::Kept(NoFile::NotAFile).into()),
        Answer::Text(_) | Answer::Choice(..) | Answer::Other => {
            Err(Refusal::Input(BadInput::NoFile).into())
        }
    }
}

/// Puts them on the shelf.
pub fn taken(ctx: &mut Ctx, turn: &Turn, by: Staff, id: ProductId) -> Done<Next> {
    let w = turn.words;
    let (added, batch) = file::take(ctx, by, id)?;
    let product = product::known(&ctx.tx, id)?;
    let stock = browse::stock_of(&ctx.tx, id)?.available;
    let text = w.files_taken(args::FilesTaken {
        added: added.into(),
        name: product.name.as_str(),
        number: product.number.into(),
        stock,
    });
    let undo = button(w.button_batch_take_back(), BatchPress::Ask(batch, Doing::TakeBack));
    let open = button(w.button_batch_open(), BatchPress::Card(batch));
    let more = button(w.button_fill_more(), StockPress::Fill(id));
    let screen = Screen::new(text).buttons(vec![undo, open]);
    Ok(Next::Say(screen.buttons(vec![more, button(w.button_back(), StockPress::Of(id))])))
}

pub fn dropped(ctx: &mut Ctx, turn: &Turn, by: Staff, id: ProductId) -> Done<Reply> {
    file::drop_sent(ctx, by, id)?;
    Ok(Next::go(Place::Of(id)).toast(turn.words.toast_intake_dropped()))
}

/// What is said of one that is here; nothing, as long as others of the same are still to come.
pub fn came(ctx: &Ctx, by: CustomerId, came: Came, w: Words) -> Done<Option<Screen>> {
    Ok(match came {
        Came::Waits { more: true, .. } => None,
        Came::Waits { product, more: false } => Some(render(&load(ctx, by, product)?, w)),
        Came::Looked { file, purpose: Purpose::Todo { .. } } => {
            Some(handed::render(&handed::load(ctx, by, file)?, w))
        }
        Came::Looked { file, .. } => Some(shared::look(ctx, by, file, w)?),
        Came::Known(id) => {
            let product = product::known(&ctx.tx, id)?;
            Some(Screen::new(w.files_known(product.name.as_str(), product.number.into())))
        }
    })
}

/// One that will not be among them. Where it was the last that others have waited for, these are
/// looked at now.
pub fn without(
    ctx: &Ctx,
    by: CustomerId,
    purpose: Purpose,
    said: Screen,
    w: Words,
) -> Done<Screen> {
    let Purpose::Stock(product) = purpose else { return Ok(said) };
    let view = load(ctx, by, product)?;
    if view.files.is_empty() || view.coming > 0 {
        return Ok(said);
    }
    let look = render(&view, w);
    Ok(Screen { html: paragraphs([said.html, look.html.clone()]), ..look })
}
