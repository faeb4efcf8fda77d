//! All who pay the reseller price; `/reseller`, and who is looked for.

use super::{Place, Press};
use crate::chat::action::MenuPress;
use crate::chat::layout::{button, name_of, page_line, pager, paragraphs};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply};
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::message::Screen;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::text::{quoted, shorten};
use crate::shop::browse::{self, Page};
use crate::shop::context::{Ctx, Done};
use crate::shop::reseller::{self, Named};
use crate::words::{Words, args};

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
        .buttons(vec![button(w.button_add_reseller(), Press::Find)])
        .buttons(vec![button(w.button_back(), MenuPress::Menu)])
}

/// `/reseller`, or `/reseller @username`
pub fn typed(ctx: &Ctx, w: Words, who: &str) -> Done<Next> {
    match who.trim() {
        "" => Ok(Next::go(Place::List { page: 0 })),
        who => called(ctx, w, who),
    }
}

/// Whoever has that number, username or name: their card, or those of whom one is meant.
fn called(ctx: &Ctx, w: Words, who: &str) -> Done<Next> {
    if let Some(known) = browse::customer_called(&ctx.tx, who)? {
        return Ok(Next::go(Place::Card(known.id)));
    }
    let Named { people, more } = reseller::named(&ctx.tx, who)?;
    Ok(match &people[..] {
        [] => return Err(Refusal::Input(BadInput::Customer { typed: quoted(who) }).into()),
        [one] if !more => Next::go(Place::Card(one.id)),
        several => Next::Say(which(several, more, w)),
    })
}

/// Several of one name: by what they are told apart.
fn which(people: &[Customer], more: bool, w: Words) -> Screen {
    let note = if more { w.resellers_more() } else { String::new() };
    let text = paragraphs([w.resellers_which(people.len() as u64), note]);
    let rows = people.iter().map(|it| vec![button(label(it, w), Press::Card(it.id))]);
    rows.fold(Screen::new(text), Screen::buttons)
        .buttons(vec![button(w.button_add_reseller(), Press::Find)])
        .buttons(vec![button(w.button_back(), Press::List { page: 0 })])
}

/// A customer on a button.
pub fn label(it: &Customer, w: Words) -> String {
    let name = shorten(&it.name, LABEL_CHARS);
    match &it.username {
        Some(username) => {
            w.button_customer_username(args::ButtonCustomerUsername { name: &name, username })
        }
        None => {
            let id = it.id.0.to_string();
            w.button_customer(args::ButtonCustomer { id: &id, name: &name })
        }
    }
}

pub fn ask(w: Words) -> Question {
    Question::new(w.resellers_find())
}

pub fn take(ctx: &Ctx, w: Words, said: &Answer) -> Done<Option<Reply>> {
    match said {
        Answer::Text(text) => Ok(Some(called(ctx, w, text)?.into())),
        Answer::Choice(..) => Ok(None),
        Answer::Photo { .. } | Answer::Document(_) | Answer::Other => {
            Err(Refusal::Input(BadInput::NoText).into())
        }
    }
}
