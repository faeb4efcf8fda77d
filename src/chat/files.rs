//! Files that staff sent, once they are here: stock lines and product pictures.

use super::reach::words_of;
use super::staff::own_button;
use super::staff::product::picture;
use super::staff::stock::{files, fill};
use super::staff::wording;
use super::turn::Next;
use crate::domain::effect::{About, Lane, Pictured, Task};
use crate::domain::id::{CustomerId, FileId, ProductId};
use crate::domain::message::Screen;
use crate::domain::refusal::{BadFile, Refusal};
use crate::domain::staff::Right;
use crate::domain::stock::Form;
use crate::shop::context::{Ctx, Done};
use crate::shop::file::{self, Came};
use crate::shop::{product, staff};
use crate::words::{Dictionary, Words};

/// A stock file, to be looked at before any of it is taken.
pub fn stock(
    ctx: &mut Ctx,
    w: Words,
    by: CustomerId,
    product: ProductId,
    form: Form,
    bytes: &[u8],
) -> Done<Next> {
    let by = staff::allow(ctx, by, Right::Stock)?;
    let product = product::on_shelf(&ctx.tx, product)?;
    fill::filed(ctx, by, w, &product, form, bytes)
}

pub fn picture(ctx: &mut Ctx, w: Words, id: ProductId, by: CustomerId, bytes: &[u8]) -> Done<Next> {
    let by = staff::allow(ctx, by, Right::Shelf)?;
    picture::came(ctx, by, w, id, bytes)
}

/// A file that is to be sold, or could not be brought.
pub fn kept(ctx: &mut Ctx, dictionary: &Dictionary, id: FileId, bytes: Option<&[u8]>) -> Done {
    let Some((by, purpose)) = file::sender(&ctx.tx, id)? else { return file::lost(ctx, id) };
    ctx.serves_staff();
    let w = words_of(ctx, dictionary, by)?;
    let came = match bytes {
        Some(bytes) => file::came(ctx, id, bytes)?,
        None => {
            file::lost(ctx, id)?;
            Some(Err(lost()))
        }
    };
    let screen = match came {
        None => None,
        Some(Ok(came @ Came::Known(_))) => files::came(ctx, by, came, w)?,
        Some(Ok(came)) => return told(ctx, id, by, files::came(ctx, by, came, w)?),
        Some(Err(why)) => Some(Screen::new(w.refusal(&why))),
    };
    let screen = screen.map(|said| files::without(ctx, by, purpose, said, w)).transpose()?;
    told(ctx, id, by, screen)
}

fn told(ctx: &mut Ctx, id: FileId, by: CustomerId, screen: Option<Screen>) -> Done {
    if let Some(screen) = screen {
        let task = Task::Show { to: by.chat().into(), screen, replace: None };
        ctx.ask(Lane::Answer, task, About::KeptFile(id))?;
    }
    Ok(())
}

/// The same for what buyers read.
pub fn photo(ctx: &mut Ctx, w: Words, of: Pictured, by: CustomerId, bytes: &[u8]) -> Done<Next> {
    let by = staff::allow(ctx, by, Right::Wording)?;
    match of {
        Pictured::Text(id) => wording::photo::came(ctx, by, w, id, bytes),
        Pictured::Button(id) => own_button::field::came(ctx, by, w, id, bytes),
    }
}

/// The file could not be brought.
pub fn lost() -> Refusal {
    Refusal::File(BadFile::Lost)
}
