//! Troubles that last and their end, told once to the owners, and to the sellers where buyers wait.

use super::action::Action;
use super::layout::below;
use super::notice::reachable;
use crate::domain::effect::{About, Errand, Lane};
use crate::domain::fact::Alarm;
use crate::domain::limit::STRAYS_FLOOD;
use crate::domain::message::Screen;
use crate::domain::stray::Why;
use crate::domain::time::Span;
use crate::domain::webhook::Cut;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff;
use crate::words::{Dictionary, Words};

pub fn tell(ctx: &mut Ctx, dictionary: &Dictionary, alarm: &Alarm) -> Done {
    let mut people = staff::owners(ctx)?;
    if let Alarm::Undelivered { .. } | Alarm::AllDelivered = alarm {
        people.extend(staff::sellers(ctx)?);
    }
    let mut listeners = reachable(ctx, dictionary, people)?;
    if listeners.is_empty() {
        // Better somebody than nobody.
        listeners = reachable(ctx, dictionary, staff::sellers(ctx)?)?;
    }
    for (to, w) in listeners {
        let mut screen = Screen::new(text(alarm, w));
        if let Alarm::Undelivered { count, .. } = *alarm {
            let list = Action::UndeliveredList { page: 0 };
            screen = screen.buttons(vec![below(w.button_undelivered(count), list)]);
        }
        let errand = Errand::Show { to, screen, replace: None };
        ctx.ask(Lane::Notice, errand, About::Nothing)?;
    }
    Ok(())
}

fn text(alarm: &Alarm, w: Words) -> String {
    match *alarm {
        Alarm::GatewayDown { since, failures } => w.notice_gateway_down(since, failures.into()),
        Alarm::GatewayUp { down_for } => w.notice_gateway_up(minutes(down_for)),
        Alarm::StrayFlood { why } => w.notice_stray_flood(STRAYS_FLOOD, &reason(why, w)),
        Alarm::StraysQuiet { since } => w.notice_strays_quiet(since),
        Alarm::Undelivered { count, oldest, since } => w.notice_undelivered(since, count, oldest),
        Alarm::AllDelivered => w.notice_all_delivered(),
        Alarm::WebhookDown { cut, polling } => {
            let then = match polling {
                true => w.plain_webhook_polling(),
                false => w.plain_webhook_alone(),
            };
            w.notice_webhook_down(&webhook(cut, w), &then)
        }
        Alarm::WebhookUp { down_for } => w.notice_webhook_up(minutes(down_for)),
        Alarm::BooksBroken { count } => w.notice_books_broken(count),
        Alarm::BooksWhole { since } => w.notice_books_whole(since),
    }
}

fn webhook(cut: Cut, w: Words) -> String {
    match cut {
        Cut::Silent => w.plain_webhook_silent(),
        Cut::Unreachable => w.plain_webhook_unreachable(),
        Cut::Certificate => w.plain_webhook_certificate(),
        Cut::Answered(status) => w.plain_webhook_answered(status.into()),
        Cut::Refused => w.plain_webhook_refused(),
        Cut::Taken => w.plain_webhook_taken(),
    }
}

/// In whole minutes, at least one.
fn minutes(span: Span) -> u64 {
    span.0.div_ceil(Span::minutes(1).0).max(1)
}

pub fn reason(why: Why, w: Words) -> String {
    match why {
        Why::NoSecret => w.plain_stray_no_secret(),
        Why::WrongSecret => w.plain_stray_wrong_secret(),
        Why::Malformed => w.plain_stray_malformed(),
        Why::ForeignProject => w.plain_stray_foreign_project(),
        Why::UnknownOrder => w.plain_stray_unknown_order(),
    }
}
