//! The whole life of one update: who, what they mean, may they, do it, what they see next.

use super::action::{Action, Manner, Part};
use super::admin::evidence::Ask;
use super::answer::answer;
use super::files;
use super::incoming::{Incoming, Said};
use super::notice;
use super::place::Place;
use super::route::{Intent, route};
use super::show::{show, show_at};
use super::turn::{Next, Reply, Turn};
use super::wizard::{self, Wizard};
use crate::domain::effect::{About, Effect, Errand, Lane};
use crate::domain::id::CustomerId;
use crate::domain::limit::TOAST_CHARS_MAX;
use crate::domain::message::{MessageRef, Screen};
use crate::domain::refusal::Refusal;
use crate::domain::text::shorten;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::{arrive, session, settings, staff};
use crate::words::{Dictionary, Words, visible};

pub fn handle(ctx: &mut Ctx, dictionary: &Dictionary, said: &Incoming) -> Done {
    match &said.said {
        Said::GroupMoved { to } => return settings::group_moved(ctx, said.chat, *to),
        Said::Blocked => return arrive::leave(ctx, said.from.id),
        // A shop is a matter between two: in a group it says nothing.
        _ if !said.private => return Ok(()),
        _ => {}
    }
    let customer = arrive::arrive(ctx, &said.from)?;
    if said.said == Said::Unblocked {
        return Ok(());
    }
    if staff::role_of(ctx, customer.id)?.is_some() {
        ctx.serves_staff();
    }
    let words = dictionary.words(customer.language(), ctx.shop.language);
    let (pressed, callback) = match &said.said {
        Said::Button { message, callback, .. } => (*message, Some(callback.clone())),
        _ => (None, None),
    };
    let turn = Turn { customer, words, dictionary, pressed };
    let open = wizard::open(ctx, turn.customer.id)?;
    let intent = route(dictionary, open, &said.said);
    let manner = match &intent {
        Intent::Press(_, manner) => *manner,
        _ => Manner::Here,
    };
    let wish = match &intent {
        Intent::Press(action, _) => Some(action.clone()),
        _ => None,
    };
    // A refusal takes back what its verb had written, and nothing else.
    let mark = ctx.mark();
    let reply = match answer(ctx, &turn, intent) {
        Err(Stop::Refused(refusal)) => {
            ctx.back_to(mark);
            refused(&turn, wish, refusal)
        }
        reply => reply?,
    };
    let replace = pressed.filter(|_| manner == Manner::Here);
    let toast = settle(ctx, &turn, reply, replace)?;
    if let Some(callback) = callback {
        let alert = toast.as_ref().is_some_and(|toast| toast.alert);
        let text = toast.map(|toast| shorten(&toast.text, TOAST_CHARS_MAX));
        let errand = Errand::Toast { callback, text, alert };
        ctx.ask(Lane::Answer, errand, About::Nothing)?;
    }
    Ok(())
}

/// A word on the button that was pressed.
struct Toast {
    text: String,
    /// To be acknowledged, not only glanced at.
    alert: bool,
}

/// Puts the reply's screen on its way and remembers the wizard it leaves open.
fn settle(
    ctx: &mut Ctx,
    turn: &Turn,
    reply: Reply,
    replace: Option<MessageRef>,
) -> Done<Option<Toast>> {
    let person = turn.customer.id;
    let mut toast = reply.toast.map(|text| Toast { text, alert: false });
    let mut left_open = None;
    let screen = match reply.next {
        // The language may just have been changed: the screen is in the new one.
        Next::Go(place) => match place.screen(ctx, &afresh(ctx, turn)?) {
            Err(Stop::Refused(refusal)) => {
                let text = turn.words.refusal(&refusal);
                toast = Some(Toast { text: visible(&text), alert: true });
                turn.pressed.is_none().then(|| Screen::new(text))
            }
            screen => Some(screen?),
        },
        Next::Open(wizard) => {
            let screen = wizard.ask(ctx, turn);
            if screen.is_ok() {
                left_open = Some(wizard);
            }
            match screen {
                Err(Stop::Refused(refusal)) => Some(Screen::new(turn.words.refusal(&refusal))),
                screen => Some(screen?),
            }
        }
        Next::Again(wizard, refusal) => {
            left_open = Some(wizard);
            Some(Screen::new(turn.words.refusal(&refusal)))
        }
        Next::Refuse(refusal) => {
            let text = turn.words.refusal(&refusal);
            toast = Some(Toast { text: visible(&text), alert: true });
            turn.pressed.is_none().then(|| Screen::new(text))
        }
        Next::Say(screen) => Some(screen),
        Next::Then(screen, wizard) => {
            left_open = Some(wizard);
            Some(screen)
        }
        Next::Panel(order) => {
            notice::panel(ctx, turn.dictionary, order, |view| view)?;
            None
        }
        Next::PanelBelow(order) => {
            notice::panel_below(ctx, turn.dictionary, order)?;
            None
        }
        Next::Stay => None,
    };
    remember(ctx, person, left_open.as_ref())?;
    if let Some(screen) = screen {
        show_at(ctx, person, screen, replace)?;
    }
    Ok(toast)
}

/// What a refusal leads to. Silence for those who may not ask at all.
fn refused(turn: &Turn, wish: Option<Action>, refusal: Refusal) -> Reply {
    let place = match (&refusal, wish) {
        (Refusal::NotAllowed, _) => return Next::Stay.into(),
        (Refusal::EmptyCart, Some(_)) => Some(Place::Cart { changes: Vec::new() }),
        (Refusal::GoneProduct, Some(_)) => Some(Place::Catalogue { part: Part::All, page: 0 }),
        (Refusal::SoldOut, Some(Action::CartSet { product, .. })) => Some(Place::Product(product)),
        (Refusal::SoldOut, Some(Action::BuyNow(it) | Action::BuyBy(it, _))) => {
            Some(Place::Product(it.product))
        }
        (Refusal::NoOrder, Some(_)) => Some(Place::Orders { page: 0 }),
        // What has become of it meanwhile takes the place of the buttons that come too late.
        (
            Refusal::ReviewApproved(order)
            | Refusal::ReviewDoubted(order)
            | Refusal::ReviewEnded(order)
            | Refusal::ReviewNewer(order),
            Some(_),
        ) => Some(Place::Review { order: *order, back: 0, ask: Ask::Decision }),
        (Refusal::NoReview, Some(_)) => Some(Place::ReviewList),
        (Refusal::AlreadyPaid(id) | Refusal::AlreadyEnded(id), Some(_)) => Some(Place::Order(*id)),
        (Refusal::GivenBack(id), Some(Action::GoodsAgain(_))) => Some(Place::Order(*id)),
        (Refusal::Refund(id, _), Some(_)) => Some(Place::Desk(*id)),
        _ => None,
    };
    match place {
        Some(place) => Next::Go(place).toast(visible(&turn.words.refusal(&refusal))),
        None => Next::Refuse(refusal).into(),
    }
}

/// The same turn with what this input has changed about the person.
fn afresh<'d>(ctx: &Ctx, turn: &Turn<'d>) -> Done<Turn<'d>> {
    let known = crate::shop::browse::customer(&ctx.tx, turn.customer.id)?;
    let customer = known.unwrap_or_else(|| turn.customer.clone());
    let words = turn.dictionary.words(customer.language(), ctx.shop.language);
    Ok(Turn { customer, words, dictionary: turn.dictionary, pressed: turn.pressed })
}

fn remember(ctx: &mut Ctx, person: CustomerId, wizard: Option<&Wizard>) -> Done {
    session::remember(ctx, person, wizard.map(wizard::encode))
}

/// A file that a member of the staff sent is here.
pub fn file_came(
    ctx: &mut Ctx,
    dictionary: &Dictionary,
    effect: &Effect,
    bytes: Result<&[u8], ()>,
) -> Done {
    let Effect { about, errand: Errand::Fetch { file, .. }, .. } = effect else { return Ok(()) };
    let by = match *about {
        About::StockFile { by, .. } | About::PictureFile { by, .. } => by,
        _ => return Ok(()),
    };
    ctx.serves_staff();
    let w: Words = notice::words_of(ctx, dictionary, by)?;
    let mark = ctx.mark();
    let next = match (*about, bytes) {
        (About::StockFile { product, form, sure, .. }, Ok(bytes)) => {
            files::stock(ctx, w, by, files::Stock { product, file, form, sure, bytes })
        }
        (About::PictureFile { product, .. }, Ok(bytes)) => {
            files::picture(ctx, w, product, by, bytes)
        }
        (_, _) => Err(files::lost().into()),
    };
    let screen = match next {
        Ok(Next::Say(screen)) => screen,
        Ok(Next::Then(screen, wizard)) => {
            remember(ctx, by, Some(&wizard))?;
            screen
        }
        Ok(_) => return Ok(()),
        Err(Stop::Refused(refusal)) => {
            ctx.back_to(mark);
            Screen::new(w.refusal(&refusal))
        }
        Err(fault) => return Err(fault),
    };
    show(ctx, by, screen)
}

/// Something of ours broke on a person's wish: an apology with a number to quote.
pub fn apologise(ctx: &mut Ctx, dictionary: &Dictionary, said: &Incoming, number: u64) -> Done {
    if !said.private {
        return Ok(());
    }
    let w = dictionary.words(said.from.language, ctx.shop.language);
    if let Said::Button { callback, .. } = &said.said {
        let errand = Errand::Toast { callback: callback.clone(), text: None, alert: false };
        ctx.ask(Lane::Answer, errand, About::Nothing)?;
    }
    show(ctx, said.from.id, Screen::new(w.general_broken(&number.to_string())))
}
