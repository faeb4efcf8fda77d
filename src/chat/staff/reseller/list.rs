//! All who pay the reseller price; `/reseller`, and who is looked for.

use super::{Place, Press};
use crate::chat::action::MenuPress;
use crate::chat::layout::{button, name_of, page_line, pager, paragraphs};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply};
use crate::domain::id::CustomerId;
use crate::domain::message::Screen;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::text::{quoted, shorten};
use crate::shop::browse::{self, Page};
use crate::shop::context::{Ctx, Done};
use crate::shop::reseller;
use crate::words::Words;

/// More of a name does not fit a button on a phone.
const LABEL_CHARS: usize = 36;

pub struct View {
    list: Page<(CustomerId, String)>,
}

pub fn load(ctx: &Ctx, page: u32) -> Done<View> {
    let Page { items, page, pages, total } = reseller::page(&ctx.tx, page)?;
    let named = items.into_iter().map(|it| Ok((it.id, name_of(ctx, it.id)?)));
    Ok(View { list: Page { items: named.collect::<Done<_>>()?, page, pages, total } })
}

pub fn render(v: &View, w: Words) -> Screen {
    let text = match v.list.total {
        0 => w.resellers_none(),
        count => w.resellers(count as u64),
    };
    let mut screen = Screen::new(paragraphs([text, page_line(w, &v.list)]));
    for (id, name) in &v.list.items {
        screen = screen.buttons(vec![button(shorten(name, LABEL_CHARS), Press::Card(*id))]);
    }
    pager(screen, w, &v.list, |page| Press::List { page })
        .buttons(vec![button(w.button_find(), Press::Find)])
        .buttons(vec![button(w.button_back(), MenuPress::Menu)])
}

/// `/reseller`, or `/reseller @username`
pub fn typed(ctx: &Ctx, who: &str) -> Done<Next> {
    match who.trim() {
        "" => Ok(Next::go(Place::List { page: 0 })),
        who => called(ctx, who),
    }
}

fn called(ctx: &Ctx, who: &str) -> Done<Next> {
    let known = browse::customer_called(&ctx.tx, who)?;
    let typed = || Refusal::Input(BadInput::Customer { typed: quoted(who) });
    Ok(Next::go(Place::Card(known.ok_or_else(typed)?.id)))
}

pub fn ask(w: Words) -> Question {
    Question::new(w.resellers_find())
}

pub fn take(ctx: &Ctx, said: &Answer) -> Done<Option<Reply>> {
    match said {
        Answer::Text(text) => Ok(Some(called(ctx, text)?.into())),
        Answer::Choice(..) => Ok(None),
        Answer::Photo { .. } | Answer::Document(_) | Answer::Other => {
            Err(Refusal::Input(BadInput::NoText).into())
        }
    }
}
