//! What is meant, carried out.

use super::command::{Command, StaffCommand};
use super::conversation;
use super::customer::cart::basket;
use super::customer::order::evidence;
use super::customer::shelf::find;
use super::owner;
use super::place::{
    HomePlace, MemberPlace, MenuPlace, OrderPlace, SalePlace, SettingPlace, ShelfPlace,
    WordingPlace,
};
use super::press::press;
use super::route::Intent;
use super::said::{Answer, Attached, Length};
use super::staff::stock::{self, Rest, gather, rest, unasked};
use super::staff::{
    audit, books, config, coupon, customer, member, menu, product, reseller, unit, variant,
};
use super::talk;
use super::turn::{Next, Reply, Turn};
use super::typed;
use super::wizard::Wizard;
use crate::domain::alert::Via;
use crate::domain::id::OrderId;
use crate::domain::refusal::Refusal;
use crate::domain::staff::Right;
use crate::domain::stock::Unfit;
use crate::shop::browse::Part;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::staff;

pub fn answer(ctx: &mut Ctx, turn: &Turn, intent: Intent) -> Done<Reply> {
    match intent {
        Intent::Command(command, attached) => obey(ctx, turn, &command, attached),
        Intent::Press(action, _) => press(ctx, turn, action),
        Intent::Answer(wizard, answer) => conversation::hear(wizard, ctx, turn, answer),
        Intent::File(with, caption) => unasked::hear(ctx, turn, with, &caption),
        Intent::Number(number) => find::numbered(ctx, turn, number),
        Intent::Order(id) => typed::order(ctx, turn, id),
        Intent::Contact => typed::contact(ctx, turn),
        Intent::Search(words) => match rest::unsought(ctx, turn, &words)? {
            Some(reply) => Ok(reply),
            None => find::search(ctx, turn, &words),
        },
        Intent::Long(length, intent) => long(ctx, turn, length, *intent),
        // Their second tap as a rule: what the first has led to stays the last to be seen.
        Intent::OldAnswer => Ok(Next::Stay.toast(turn.words.toast_old_button())),
        Intent::OldButton => Ok(Next::go(HomePlace::Home).toast(turn.words.toast_old_button())),
        Intent::Unclear => evidence::unclear(ctx, turn),
    }
}

fn obey(ctx: &mut Ctx, turn: &Turn, command: &Command, with: Attached) -> Done<Reply> {
    Ok(match command {
        Command::Start => Next::go(HomePlace::Home).into(),
        Command::Catalogue => Next::go(ShelfPlace::Catalogue { part: Part::All, page: 0 }).into(),
        Command::Cart => basket::open(ctx, turn)?,
        Command::Orders => Next::go(OrderPlace::List { page: 0 }).into(),
        Command::Help => help(ctx, turn)?,
        Command::Leave => {
            conversation::left(talk::open(ctx, turn.customer.id)?.as_ref(), turn.words)
        }
        Command::Claim(code) => member::claim::claim(ctx, turn, code)?,
        Command::Unknown => evidence::captioned(ctx, turn, with)?,
        // For everybody else there is no such command.
        Command::Owner(command) => match owner::is_owner(ctx, turn.customer.id)? {
            true => {
                owner::obey(ctx, turn.words, turn.customer.id, command, Via::Shop)?;
                Next::Stay.into()
            }
            false => evidence::captioned(ctx, turn, with)?,
        },
        Command::Staff(command) => obey_staff(ctx, turn, command, with)?,
    })
}

/// How to order; for the staff, what they can type.
fn help(ctx: &Ctx, turn: &Turn) -> Done<Reply> {
    Ok(match staff::role_of(ctx, turn.customer.id)?.filter(|_| !turn.preview) {
        Some(_) => Next::go(MenuPlace::Help).into(),
        None => Next::go(HomePlace::Help).into(),
    })
}

/// A command of the staff. For everybody else there is none.
fn obey_staff(ctx: &mut Ctx, turn: &Turn, command: &StaffCommand, with: Attached) -> Done<Reply> {
    let by = staff::allow(ctx, turn.customer.id, command.needs())?;
    let w = turn.words;
    let next = match command {
        StaffCommand::Menu => return Ok(menu::answer::open()),
        StaffCommand::Staff => Next::go(MemberPlace::List { page: 0, undo: None }),
        StaffCommand::Settings => Next::go(SettingPlace::Card),
        StaffCommand::ExportConfig => config::answer::export(w),
        StaffCommand::ImportConfig => config::import::commanded(ctx, w, by, with)?,
        StaffCommand::Wording => Next::go(WordingPlace::Groups(ctx.shop.language)),
        StaffCommand::Audit(words) => audit::list::typed(ctx, words)?,
        StaffCommand::Several => return Err(Refusal::Unfit(Unfit::SeveralCommands).into()),
        StaffCommand::Add(rest) => product::commands::add(ctx, by, w, rest)?,
        StaffCommand::SetPrice(rest) => product::commands::set_price(ctx, by, w, rest)?,
        StaffCommand::Delete(rest) => product::shelf::take_off(ctx, w, rest)?,
        StaffCommand::Undelete(rest) => product::shelf::bring_back(ctx, by, w, rest)?,
        StaffCommand::Photo(rest) => product::picture::photo(ctx, by, w, rest, with)?,
        StaffCommand::Stock(words) => product::list::stock(words),
        StaffCommand::DelStock(rest) => unit::remove::named(ctx, turn, rest)?,
        StaffCommand::ExportStock(rest) => unit::remove::asked(ctx, w, rest)?,
        StaffCommand::AddStock(rest) => stock::commands::add_stock(ctx, by, turn, rest, with)?,
        StaffCommand::Coupon(rest) => coupon::new::in_one_line(ctx, by, w, rest)?,
        StaffCommand::Promo(rest) => product::promo::in_one_line(ctx, by, w, rest)?,
        StaffCommand::Steps(rest) => product::lower::steps_typed(ctx, by, w, rest)?,
        StaffCommand::Reseller(rest) => reseller::list::typed(ctx, w, rest)?,
        StaffCommand::Order(rest) => match OrderId::parse(rest) {
            Some(id) => Next::go(SalePlace::Card(id)),
            None => Next::say(w.usage_order()),
        },
        StaffCommand::Variant(rest) => variant::new::in_one_line(ctx, by, w, rest)?,
        StaffCommand::Credit(rest) => return customer::correction::credit(ctx, turn, by, rest),
        StaffCommand::Adjust(rest) => return customer::correction::adjust(ctx, turn, by, rest),
        StaffCommand::Report(month) => return books::report::report(ctx, turn, by, month),
        StaffCommand::Reconcile => return books::report::reconcile(ctx, turn, by),
    };
    Ok(next.into())
}

/// A text so long that more of it may be on its way: Telegram's programs split what is too long
/// for one message. Of buyers it is what it seems.
fn long(ctx: &mut Ctx, turn: &Turn, length: Length, intent: Intent) -> Done<Reply> {
    if staff::role_of(ctx, turn.customer.id)?.is_none() {
        return answer(ctx, turn, intent);
    }
    if let Some(next) = gathered(ctx, turn, &intent)? {
        return Ok(next.into());
    }
    match (length, intent) {
        // A piece of a paste, or what is no piece of it any more.
        (_, Intent::Answer(it @ Wizard::Gather(_), said)) => {
            conversation::hear(it, ctx, turn, said)
        }
        // More of the same, with more to come.
        (_, Intent::Answer(Wizard::Rest(it), Answer::Text(_))) => {
            Ok(Next::Then(rest::behind(turn.words), it.into()).into())
        }
        // It has a bound of its own, which says so and leaves the question open.
        (Length::Full, Intent::Answer(it, said)) if it.takes_words() => {
            conversation::hear(it, ctx, turn, said)
        }
        (Length::Full, _) => Ok(Next::ask(Rest::Refused).into()),
        (Length::Half, intent) if fills(&intent) => whole(ctx, turn, intent),
        (Length::Half, intent) => answer(ctx, turn, intent),
    }
}

/// Stock for a product, perhaps with more of it to come.
fn gathered(ctx: &Ctx, turn: &Turn, intent: &Intent) -> Done<Option<Next>> {
    let stock = match intent {
        Intent::Command(Command::Staff(StaffCommand::AddStock(rest)), Attached::Nothing) => {
            gather::commanded(rest)
        }
        Intent::Answer(wizard, Answer::Text(text)) => gather::answered(wizard, text),
        _ => None,
    };
    let Some((product, text)) = stock else { return Ok(None) };
    staff::allow(ctx, turn.customer.id, Right::Stock)?;
    gather::begin(ctx, turn, product, text).map(Some)
}

/// Whether it brings stock.
fn fills(intent: &Intent) -> bool {
    match intent {
        Intent::Command(Command::Staff(command), _) => matches!(
            command,
            StaffCommand::AddStock(_) | StaffCommand::Add(_) | StaffCommand::Several
        ),
        Intent::Answer(wizard, Answer::Text(_)) => {
            wizard.takes_stock() && !matches!(wizard, Wizard::Rest(_))
        }
        _ => false,
    }
}

/// Carries it out, and waits for what may come behind it.
fn whole(ctx: &mut Ctx, turn: &Turn, intent: Intent) -> Done<Reply> {
    let mark = ctx.mark();
    let reply = match answer(ctx, turn, intent) {
        Err(Stop::Refused(refusal)) if !refusal.of_rights() => {
            ctx.back_to(mark);
            Next::Again(Rest::Heard.into(), refusal).into()
        }
        reply => reply?,
    };
    Ok(match reply.next {
        Next::Say(screen) => Next::Then(screen, Rest::Heard.into()).into(),
        Next::Again(_, refusal) => Next::Again(Rest::Heard.into(), refusal).into(),
        _ => reply,
    })
}
