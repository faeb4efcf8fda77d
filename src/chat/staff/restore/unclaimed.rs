//! Money that nobody knows the buyer of: all of it, one payment, and whose it is.

use super::{Place, Press};
use crate::chat::action::MenuPress;
use crate::chat::layout::{button, page_line, pager, paragraphs, person};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::staff::reseller::list::label;
use crate::chat::turn::{Next, Reply};
use crate::domain::customer::Customer;
use crate::domain::id::{CustomerId, OrderId, UnclaimedId};
use crate::domain::message::Screen;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::text::quoted;
use crate::domain::unclaimed::{Claim, Unclaimed};
use crate::shop::browse::{self, Page};
use crate::shop::context::{Ctx, Done};
use crate::shop::reseller::{self, Named};
use crate::shop::unclaimed;
use crate::words::{Html, Words, args};

pub struct View {
    list: Page<Unclaimed>,
}

pub fn load(ctx: &Ctx, page: u32) -> Done<View> {
    Ok(View { list: unclaimed::page(&ctx.tx, page)? })
}

pub fn render(v: &View, w: Words) -> Screen {
    let back = vec![button(w.button_back(), MenuPress::Menu)];
    if v.list.items.is_empty() {
        return Screen::new(w.unclaimed_none()).buttons(back);
    }
    let mut screen = Screen::new(paragraphs([w.unclaimed_list(), page_line(w, &v.list)]));
    for it in &v.list.items {
        let label = w.button_unclaimed_card(it.amount, order(it), &state(it.state, w));
        screen = screen.buttons(vec![button(label, Press::Card(it.id))]);
    }
    pager(screen, w, &v.list, |page| Press::Unclaimed { page }).buttons(back)
}

/// The number that its buyer knew the order by.
pub fn order(it: &Unclaimed) -> OrderId {
    OrderId(it.reference.payment().map_or(0, |payment| payment.0))
}

fn state(state: Claim, w: Words) -> String {
    match state {
        // What is only asked about is on no list.
        Claim::Asked { .. } | Claim::Open => w.plain_claim_open(),
        Claim::Left { .. } => w.plain_claim_left(),
        Claim::Given { .. } => w.plain_claim_given(),
        Claim::SentBack { .. } => w.plain_claim_sent_back(),
    }
}

pub struct Card {
    it: Unclaimed,
    /// Whose it is by now.
    buyer: Option<String>,
}

pub fn load_card(ctx: &Ctx, id: UnclaimedId, w: Words) -> Done<Card> {
    let it = unclaimed::known(&ctx.tx, id)?;
    let buyer = match it.state {
        Claim::Given { to, .. } => Some(person(ctx, to, w)?),
        _ => None,
    };
    Ok(Card { it, buyer })
}

pub fn card(v: &Card, w: Words) -> Screen {
    let Card { it, buyer } = v;
    let text = w.unclaimed_card(args::UnclaimedCard {
        amount: it.amount,
        at: it.at,
        order: order(it),
        reference: it.reference.as_str(),
        state: &state(it.state, w),
    });
    let rest = match buyer {
        Some(buyer) => w.unclaimed_card_given(Html(buyer)),
        None if it.lies() => w.unclaimed_card_next(),
        None => String::new(),
    };
    let mut screen = Screen::new(paragraphs([text, rest]));
    if it.lies() {
        screen = screen.buttons(vec![button(w.button_unclaimed_give(), Press::Find(it.id))]);
        let back = button(w.button_unclaimed_sent_back(), Press::AskSendBack(it.id));
        screen = screen.buttons(vec![back]);
    }
    if it.state == Claim::Open {
        screen = screen.buttons(vec![button(w.button_unclaimed_leave(), Press::Leave(it.id))]);
    }
    screen.buttons(vec![button(w.button_back(), Press::Unclaimed { page: 0 })])
}

pub fn ask(w: Words) -> Question {
    Question::new(w.unclaimed_find())
}

pub fn take(id: UnclaimedId, ctx: &Ctx, w: Words, said: &Answer) -> Done<Option<Reply>> {
    match said {
        Answer::Text(text) => Ok(Some(called(id, ctx, w, text)?.into())),
        Answer::Choice(..) => Ok(None),
        Answer::Photo { .. } | Answer::Document(_) | Answer::Other => {
            Err(Refusal::Input(BadInput::NoText).into())
        }
    }
}

/// Whoever has that number, username or name, or those of whom one is meant.
fn called(id: UnclaimedId, ctx: &Ctx, w: Words, who: &str) -> Done<Next> {
    if let Some(known) = browse::customer_called(&ctx.tx, who)? {
        return Ok(Next::go(Place::AskGive { id, to: known.id }));
    }
    let Named { people, more } = reseller::named(&ctx.tx, who)?;
    Ok(match &people[..] {
        [] => return Err(Refusal::Input(BadInput::Customer { typed: quoted(who) }).into()),
        [one] if !more => Next::go(Place::AskGive { id, to: one.id }),
        several => Next::Say(which(id, several, more, w)),
    })
}

/// Several of one name: by what they are told apart.
fn which(id: UnclaimedId, people: &[Customer], more: bool, w: Words) -> Screen {
    let note = if more { w.resellers_more() } else { String::new() };
    let text = paragraphs([w.unclaimed_which(people.len() as u64), note]);
    let give = |it: &Customer| button(label(it, w), Press::AskGive { id, to: it.id });
    let rows = people.iter().map(|it| vec![give(it)]);
    rows.fold(Screen::new(text), Screen::buttons)
        .buttons(vec![button(w.button_back(), Press::Card(id))])
}

pub fn ask_give(ctx: &Ctx, id: UnclaimedId, to: CustomerId, w: Words) -> Done<Screen> {
    let it = unclaimed::known(&ctx.tx, id)?;
    let buyer = person(ctx, to, w)?;
    Ok(Screen::new(w.unclaimed_ask_give(it.amount, Html(&buyer)))
        .buttons(vec![button(w.button_unclaimed_give_sure(), Press::Give { id, to })])
        .buttons(vec![button(w.button_back(), Press::Card(id))]))
}

pub fn ask_send_back(ctx: &Ctx, id: UnclaimedId, w: Words) -> Done<Screen> {
    let it = unclaimed::known(&ctx.tx, id)?;
    Ok(Screen::new(w.unclaimed_ask_sent_back(it.amount))
        .buttons(vec![button(w.button_unclaimed_sent_back_sure(), Press::SendBack(id))])
        .buttons(vec![button(w.button_back(), Press::Card(id))]))
}
