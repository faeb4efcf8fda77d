//! The whole life of one update: who, what they mean, may they, do it, what they see next.

use super::action::{Action, Manner};
use super::action::{CartPress, OrderPress, PaymentPress};
use super::album::Album;
use super::answer::answer;
use super::contact;
use super::conversation;
use super::customer::home::welcome;
use super::files;
use super::incoming::{Incoming, Said};
use super::panel::{panel, panel_below};
use super::place::{
    CartPlace, CategoryPlace, MemberPlace, OrderPlace, OwnButtonPlace, Place, ProductPlace,
    ReviewPlace, SalePlace, ShelfPlace,
};
use super::reach::words_of;
use super::route::{Intent, route};
use super::screens;
use super::show::{show, show_at};
use super::staff::config;
use super::staff::review::Ask;
use super::talk::{self, Talk};
use super::turn::{Next, Reply, Turn};
use super::wizard::Wizard;
use crate::domain::cart::BadCart;
use crate::domain::effect::{About, Effect, Lane, Task};
use crate::domain::evidence::NoReview;
use crate::domain::id::CustomerId;
use crate::domain::limit::TOAST_CHARS_MAX;
use crate::domain::message::{MessageRef, Screen};
use crate::domain::order::NoOrder;
use crate::domain::product::NoProduct;
use crate::domain::refusal::Refusal;
use crate::domain::staff::NoStaff;
use crate::domain::text::shorten;
use crate::shop::browse::Part;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::{arrive, settings, staff};
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
    let talk = talk::talk(ctx, customer.id)?;
    if said.said == Said::Edited {
        return edited(ctx, customer.id, &talk, words);
    }
    let formatted = said.formatted;
    let html = said.said.html().map(str::to_owned);
    let (said, group) = said.said.apart();
    let album = talk.album.filter(|album| group.is_some_and(|group| album.is(group)));
    let preview = talk.preview;
    let turn = Turn { customer, words, dictionary, pressed, album, formatted, html, preview };
    let intent = route(dictionary, talk.wizard, said);
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
    let album = group.map(|group| turn.album.clone().unwrap_or_else(|| Album::new(group)));
    let toast = settle(ctx, &turn, reply, replace, album)?;
    if let Some(callback) = callback {
        let alert = toast.as_ref().is_some_and(|toast| toast.alert);
        let text = toast.map(|toast| shorten(&toast.text, TOAST_CHARS_MAX));
        let task = Task::Toast { callback, text, alert };
        ctx.ask(Lane::Answer, task, About::Nothing)?;
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
    mut album: Option<Album>,
) -> Done<Option<Toast>> {
    let person = turn.customer.id;
    let preview = reply.preview.unwrap_or(turn.preview);
    let mut toast = reply.toast.map(|text| Toast { text, alert: false });
    let told =
        album.as_mut().is_some_and(|album| album.note(reply.next.gist(), reply.next.product()));
    let (screen, wizard) = match (reply.next, told) {
        // The files before it in its album have led to this, and once is enough.
        (Next::Open(wizard) | Next::Again(wizard, _), true) => (None, Some(wizard)),
        (_, true) => (None, None),
        (next, false) => show_next(ctx, turn, next, preview, &mut toast)?,
    };
    talk::remember(ctx, person, &Talk { wizard, album, preview })?;
    // Whoever looked as a buyer has the staff's keys again, above what they have come back for.
    let back = turn.preview && !preview;
    if back {
        let keys = welcome::keys_of(ctx, person, preview, turn.words)?;
        show(ctx, person, Screen { keys, ..Screen::new(turn.words.home_preview_over()) })?;
    }
    if let Some(screen) = screen {
        show_at(ctx, person, screen, replace.filter(|_| !back))?;
    }
    Ok(toast)
}

/// What is to be seen next, and the wizard that is open then.
fn show_next(
    ctx: &mut Ctx,
    turn: &Turn,
    next: Next,
    preview: bool,
    toast: &mut Option<Toast>,
) -> Done<(Option<Screen>, Option<Wizard>)> {
    let person = turn.customer.id;
    let mut left_open = None;
    let screen = match next {
        // The language may just have been changed: the screen is in the new one.
        Next::Go(place) => match screens::screen(&place, ctx, &afresh(ctx, turn, preview)?) {
            Err(Stop::Refused(refusal)) => {
                let text = turn.words.refusal(&refusal);
                *toast = Some(Toast { text: visible(&text), alert: true });
                told(ctx, turn, text)?
            }
            screen => Some(screen?),
        },
        Next::Open(wizard) => {
            let screen = conversation::ask(&wizard, ctx, person, turn.words);
            if screen.is_ok() {
                left_open = Some(wizard);
            }
            match screen {
                Err(Stop::Refused(refusal)) => {
                    let screen = Screen::new(turn.words.refusal(&refusal));
                    Some(contact::under(ctx, turn, screen)?)
                }
                screen => Some(screen?),
            }
        }
        Next::Again(wizard, refusal) => {
            let screen = conversation::ask_again(&wizard, &refusal, ctx, person, turn.words)?;
            left_open = Some(wizard);
            Some(screen)
        }
        Next::Refuse(refusal) => {
            let text = turn.words.refusal(&refusal);
            *toast = Some(Toast { text: visible(&text), alert: true });
            told(ctx, turn, text)?
        }
        Next::Say(screen) | Next::Reading { screen, .. } => Some(screen),
        Next::Then(screen, wizard) => {
            left_open = Some(wizard);
            Some(screen)
        }
        Next::Panel(order) => {
            panel(ctx, turn.dictionary, order, |view| view)?;
            None
        }
        Next::PanelBelow(order) => {
            panel_below(ctx, turn.dictionary, order)?;
            None
        }
        Next::Keep(wizard) => {
            left_open = Some(wizard);
            None
        }
        Next::Stay => None,
    };
    Ok((screen, left_open))
}

/// What was said before is another now. Only what was new when it was said is ever read, and
/// those who may count on more are told; what they are in the middle of goes on.
fn edited(ctx: &mut Ctx, person: CustomerId, talk: &Talk, w: Words) -> Done {
    match talk.wizard.is_some() || staff::role_of(ctx, person)?.is_some() {
        true => show(ctx, person, Screen::new(w.general_edited())),
        false => Ok(()),
    }
}

/// A refusal as a message, unless the button that was pressed says it.
fn told(ctx: &Ctx, turn: &Turn, text: String) -> Done<Option<Screen>> {
    match turn.pressed {
        Some(_) => Ok(None),
        None => contact::under(ctx, turn, Screen::new(text)).map(Some),
    }
}

/// What a refusal leads to. Silence for those who may not ask at all.
fn refused(turn: &Turn, wish: Option<Action>, refusal: Refusal) -> Reply {
    let Some(wish) = wish else {
        return match refusal {
            Refusal::NotAllowed => Next::Stay.into(),
            refusal => Next::Refuse(refusal).into(),
        };
    };
    let place: Option<Place> = match (&refusal, wish) {
        (Refusal::NotAllowed, _) => return Next::Stay.into(),
        (Refusal::Cart(BadCart::Empty), _) => Some(CartPlace::Cart { changes: Vec::new() }.into()),
        (
            Refusal::Product(NoProduct::Gone),
            Action::Product(_) | Action::Category(_) | Action::Variant(_),
        ) => Some(ProductPlace::shelf().into()),
        (Refusal::Product(NoProduct::CategoryGone), Action::Category(_)) => {
            Some(CategoryPlace::List { page: 0, undo: None }.into())
        }
        (Refusal::Product(NoProduct::Gone), _) => {
            Some(ShelfPlace::Catalogue { part: Part::All, page: 0 }.into())
        }
        (Refusal::Cart(BadCart::SoldOut), Action::Cart(CartPress::Set { product, .. })) => {
            Some(ShelfPlace::Variant(product).into())
        }
        (
            Refusal::Cart(BadCart::SoldOut),
            Action::Payment(PaymentPress::BuyNow(it) | PaymentPress::BuyBy(it, _)),
        ) => Some(ShelfPlace::Variant(it.product).into()),
        (Refusal::Order(NoOrder::NotYours), _) => Some(OrderPlace::List { page: 0 }.into()),
        // What has become of it meanwhile takes the place of the buttons that come too late.
        (
            Refusal::Review(
                NoReview::Approved(order)
                | NoReview::Doubted(order)
                | NoReview::Ended(order)
                | NoReview::Newer(order),
            ),
            _,
        ) => Some(ReviewPlace::Card { order: *order, back: 0, ask: Ask::Decision }.into()),
        (Refusal::Review(NoReview::None), _) => Some(ReviewPlace::List.into()),
        (Refusal::Order(NoOrder::Paid(id)) | Refusal::Order(NoOrder::Ended(id)), _)
        | (Refusal::Order(NoOrder::GivenBack(id)), Action::Order(OrderPress::GoodsAgain(_))) => {
            Some(OrderPlace::Order(*id).into())
        }
        (Refusal::Refund(id, _), _) => Some(SalePlace::Card(*id).into()),
        (Refusal::Setting(_), Action::Setting(press)) => Some(press.again().into()),
        (Refusal::Wording(_), Action::Wording(press)) => press.again().map(Place::from),
        (Refusal::Button(_), Action::OwnButton(_)) => {
            Some(OwnButtonPlace::List { undo: None }.into())
        }
        // What they are by now takes the place of what the button saw.
        (Refusal::Staff(NoStaff::Changed | NoStaff::NoInvitation), Action::Member(press)) => {
            Some(press.again().into())
        }
        (Refusal::Staff(NoStaff::Gone), Action::Member(_)) => {
            Some(MemberPlace::List { page: 0, undo: None }.into())
        }
        _ => None,
    };
    match place {
        Some(place) => Next::Go(place).toast(visible(&turn.words.refusal(&refusal))),
        None => Next::Refuse(refusal).into(),
    }
}

/// The same turn with what this input has changed about the person.
fn afresh<'d>(ctx: &Ctx, turn: &Turn<'d>, preview: bool) -> Done<Turn<'d>> {
    let known = crate::shop::browse::customer(&ctx.tx, turn.customer.id)?;
    let customer = known.unwrap_or_else(|| turn.customer.clone());
    let words = turn.dictionary.words(customer.language(), ctx.shop.language);
    let Turn { dictionary, pressed, ref album, formatted, ref html, .. } = *turn;
    let (album, html) = (album.clone(), html.clone());
    Ok(Turn { customer, words, dictionary, pressed, album, formatted, html, preview })
}

/// A file that a member of the staff sent is here.
pub fn file_came(
    ctx: &mut Ctx,
    dictionary: &Dictionary,
    effect: &Effect,
    bytes: Result<&[u8], ()>,
) -> Done {
    let Effect { about, task: Task::Fetch { .. }, .. } = effect else { return Ok(()) };
    if let About::KeptFile(id) = *about {
        return files::kept(ctx, dictionary, id, bytes.ok());
    }
    let by = match *about {
        About::StockFile { by, .. }
        | About::PictureFile { by, .. }
        | About::Photo { by, .. }
        | About::Configuration { by, .. } => by,
        _ => return Ok(()),
    };
    ctx.serves_staff();
    let w: Words = words_of(ctx, dictionary, by)?;
    let mark = ctx.mark();
    let next = match (*about, bytes) {
        (About::StockFile { product, form, .. }, Ok(bytes)) => {
            files::stock(ctx, w, by, product, form, bytes)
        }
        (About::PictureFile { product, .. }, Ok(bytes)) => {
            files::picture(ctx, w, product, by, bytes)
        }
        (About::Configuration { sure, .. }, Ok(bytes)) => {
            config::import::came(ctx, dictionary, w, by, sure, bytes)
        }
        (About::Photo { of, .. }, Ok(bytes)) => files::photo(ctx, w, of, by, bytes),
        (_, _) => Err(files::lost().into()),
    };
    let screen = match next {
        Ok(Next::Say(screen)) => screen,
        Ok(_) => return Ok(()),
        Err(Stop::Refused(refusal)) => {
            ctx.back_to(mark);
            Screen::new(w.refusal(&refusal))
        }
        Err(fault) => return Err(fault),
    };
    // What came of a file is no card that a newer one stands for: it is told, however many come.
    let task = Task::Show { to: by.chat().into(), screen, replace: None };
    ctx.ask(Lane::Answer, task, *about)?;
    Ok(())
}

/// Something of ours broke on a person's wish: an apology with a number to quote.
pub fn apologise(ctx: &mut Ctx, dictionary: &Dictionary, said: &Incoming, number: u64) -> Done {
    if !said.private {
        return Ok(());
    }
    let w = dictionary.words(said.from.language, ctx.shop.language);
    if let Said::Button { callback, .. } = &said.said {
        let task = Task::Toast { callback: callback.clone(), text: None, alert: false };
        ctx.ask(Lane::Answer, task, About::Nothing)?;
    }
    let screen = Screen::new(w.general_broken(&number.to_string()));
    show(ctx, said.from.id, contact::with(screen, contact::configured(w)))
}
