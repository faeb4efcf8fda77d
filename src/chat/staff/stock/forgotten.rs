//! Files that somebody has sent and never decided about are gone: what is said of it, once.

use super::Press;
use crate::chat::action::TodoPress;
use crate::chat::layout::below;
use crate::domain::file::Purpose;
use crate::domain::limit::INTAKE_NIGHTS;
use crate::domain::message::Screen;
use crate::shop::browse;
use crate::shop::context::{Ctx, Done};
use crate::words::{Words, args};

pub fn screen(ctx: &Ctx, w: Words, purpose: Purpose, count: u32) -> Done<Screen> {
    let (count, days) = (u64::from(count), u64::from(INTAKE_NIGHTS));
    Ok(match purpose {
        Purpose::Stock(id) => {
            let name = browse::product_name(&ctx.tx, id)?;
            let text = w.files_forgotten(args::FilesForgotten { count, days, name: &name });
            Screen::new(text).buttons(vec![below(w.button_fill_stock(), Press::Fill(id))])
        }
        Purpose::Shared(id) => {
            let name = browse::product_name(&ctx.tx, id)?;
            let text =
                w.files_forgotten_shared(args::FilesForgottenShared { count, days, name: &name });
            Screen::new(text).buttons(vec![below(w.button_product_stock(), Press::Of(id))])
        }
        Purpose::Todo { order, product } => {
            let name = browse::product_name(&ctx.tx, product)?;
            let text = w.files_forgotten_todo(args::FilesForgottenTodo {
                count,
                days,
                name: &name,
                order,
            });
            let list = below(w.button_todo_list(), TodoPress::List { page: 0 });
            Screen::new(text).buttons(vec![list])
        }
    })
}
