//! Troubles that last and their end: told once to the owners, and to the sellers where buyers wait.

use std::collections::BTreeSet;

use super::layout::{below, fitting};
use super::reach::reachable;
use crate::chat::action::SalePress;
use crate::domain::alert::{Alarm, Inbox, OwnerMessage, Reader, Via};
use crate::domain::effect::{About, Lane, Task};
use crate::domain::id::CustomerId;
use crate::domain::incident::Trouble;
use crate::domain::limit::REJECTED_FLOOD;
use crate::domain::message::Screen;
use crate::domain::rejected_notice::Why;
use crate::domain::time::{Span, Timestamp};
use crate::domain::webhook::Cut;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::{browse, inbox, staff};
use crate::words::{Dictionary, Words, args};

/// What has happened stands, even where nobody can be told.
pub fn tell(ctx: &mut Ctx, dictionary: &Dictionary, alarm: &Alarm) -> Done {
    let mark = ctx.mark();
    match post(ctx, dictionary, alarm) {
        Err(Stop::Fault(fault)) if !fault.fatal() => {
            ctx.back_to(mark);
            tracing::error!(%fault, ?alarm, "the owners could not be told");
            Ok(())
        }
        told => told,
    }
}

fn post(ctx: &mut Ctx, dictionary: &Dictionary, alarm: &Alarm) -> Done {
    if alarm.trouble().passing() {
        return by_the_way(ctx, dictionary, alarm);
    }
    inbox::post(ctx, *alarm)?;
    if !concerns_sellers(alarm) {
        return Ok(());
    }
    // Who sells can do something about it. Those who hear it at the inbox need it once.
    let heard: BTreeSet<CustomerId> =
        inbox::inbox(&ctx.tx)?.readers.iter().map(|reader| reader.id).collect();
    let sellers = staff::sellers(ctx)?.difference(&heard).copied().collect();
    for (to, w) in reachable(ctx, dictionary, sellers)? {
        let screen = with_button(Screen::new(text(alarm, ctx.now, w)), alarm, w);
        let task = Task::Show { to, screen, replace: None };
        ctx.ask(Lane::Alarm, task, About::Nothing)?;
    }
    Ok(())
}

/// What is told once a start, beside the news.
fn by_the_way(ctx: &mut Ctx, dictionary: &Dictionary, alarm: &Alarm) -> Done {
    for (to, via) in inbox::listeners(ctx)? {
        let language = browse::customer(&ctx.tx, to)?.and_then(|customer| customer.language());
        let w = dictionary.words(language, ctx.shop.language);
        let words = [w.alert_store(&ctx.shop.name), text(alarm, ctx.now, w)].join("\n\n");
        inbox::tell(ctx, to, via, OwnerMessage::Words(words))?;
    }
    Ok(())
}

fn concerns_sellers(alarm: &Alarm) -> bool {
    let group = alarm.trouble() == Trouble::Group && !matches!(alarm, Alarm::Lasts { .. });
    group || matches!(alarm, Alarm::Undelivered { .. } | Alarm::AllDelivered)
}

/// Everything that a reader has not heard, as one message. `None`: there is nothing, or they
/// want quiet.
pub fn render(
    inbox: &Inbox,
    reader: &Reader,
    via: Via,
    now: Timestamp,
    store: &str,
    w: Words,
) -> Option<Screen> {
    if reader.muted(now) || !reader.curious(inbox.last) {
        return None;
    }
    let unheard = inbox.unheard(reader);
    let missed = match (reader.missed, unheard.is_empty()) {
        (None, _) => String::new(),
        (Some(since), false) => w.alert_missed(since),
        (Some(since), true) => w.alert_missed_nothing(since),
    };
    let told = unheard.iter().map(|news| text(&news.alarm, news.at, w));
    let parts = [w.alert_store(store), missed].into_iter().chain(told);
    let parts = fitting(parts.filter(|part| !part.is_empty()).map(|part| part + "\n"), 0);
    let screen = Screen::new(parts.join("\n").trim_end());
    // The bot that warns knows no buttons.
    Some(match via {
        Via::Alert => screen,
        Via::Shop => unheard.iter().fold(screen, |it, news| with_button(it, &news.alarm, w)),
    })
}

fn with_button(screen: Screen, alarm: &Alarm, w: Words) -> Screen {
    match *alarm {
        Alarm::Undelivered { count, .. } => {
            let list = SalePress::UndeliveredList { page: 0 };
            screen.buttons(vec![below(w.button_undelivered(count), list)])
        }
        _ => screen,
    }
}

/// One alarm in words, as it was at that time.
fn text(alarm: &Alarm, at: Timestamp, w: Words) -> String {
    match *alarm {
        Alarm::GatewayDown { since, failures } => w.notice_gateway_down(since, failures.into()),
        Alarm::GatewayUp { down_for } => w.notice_gateway_up(minutes(down_for)),
        Alarm::RejectedFlood { why } => w.notice_rejected_flood(REJECTED_FLOOD, &reason(why, w)),
        Alarm::RejectedQuiet { since } => w.notice_rejected_quiet(since),
        Alarm::Undelivered { count, oldest, since } => w.notice_undelivered(since, count, oldest),
        Alarm::AllDelivered => w.notice_all_delivered(),
        Alarm::Began { trouble, since, figure } => began(trouble, since, figure, w),
        Alarm::Over { trouble, since } => w.alert_over(args::AlertOver {
            at: since,
            name: &w.trouble(trouble),
            span: &w.span(at.since(since)),
        }),
        Alarm::Lasts { trouble, since } => w.alert_lasts(args::AlertLasts {
            at: since,
            name: &w.trouble(trouble),
            span: &w.span(at.since(since)),
        }),
        Alarm::BooksBroken { count } => w.notice_books_broken(count),
        Alarm::BooksWhole { since } => w.notice_books_whole(since),
        Alarm::WebhookDown { cut, polling } => {
            let then = match polling {
                true => w.plain_webhook_polling(),
                false => w.plain_webhook_alone(),
            };
            w.notice_webhook_down(args::NoticeWebhookDown {
                reason: &webhook(cut, w),
                state: &then,
            })
        }
        Alarm::WebhookUp { down_for } => w.notice_webhook_up(minutes(down_for)),
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

fn began(trouble: Trouble, since: Timestamp, figure: u64, w: Words) -> String {
    match trouble {
        Trouble::Telegram => w.alert_telegram(since),
        Trouble::Cpu => w.alert_cpu(since, figure),
        Trouble::Memory => w.alert_memory(since, figure),
        Trouble::Disk => w.alert_disk(since, figure),
        Trouble::Inodes => w.alert_inodes(since, figure),
        Trouble::Journal => w.alert_journal(since, figure),
        Trouble::Growth => w.alert_growth(since, figure),
        Trouble::Queue => w.alert_queue(since, figure),
        Trouble::Errors => w.alert_errors(since, figure),
        Trouble::SetAside => w.alert_set_aside(since, &figure.to_string()),
        Trouble::Clock => w.alert_clock(since, &w.span(Span::secs(figure))),
        Trouble::Silence => w.alert_silence(since, figure),
        Trouble::Rival => w.alert_rival(since),
        Trouble::AlertRival => w.alert_rival_of_alerts(since),
        Trouble::OpenSecrets => w.alert_open_secrets(),
        Trouble::Damage => w.alert_damage(since),
        Trouble::Group => w.alert_group(since),
        Trouble::CopiesBehind => w.alert_copies_behind(since),
        Trouble::CopiesOld => w.alert_copies_old(since),
        Trouble::CopiesRefused => w.alert_copies_refused(since),
        Trouble::Drill => w.alert_drill(since),
        Trouble::RecoveryKey => w.alert_recovery_key(),
        Trouble::TakenOver => w.alert_taken_over(since),
        // These have alarms of their own.
        Trouble::Books
        | Trouble::Down
        | Trouble::Gateway
        | Trouble::RejectedNotices
        | Trouble::Undelivered
        | Trouble::Webhook => w.alert_other(since, &w.trouble(trouble)),
    }
}

/// In whole minutes, at least one.
fn minutes(span: Span) -> u64 {
    span.0.div_ceil(Span::minutes(1).0).max(1)
}

pub fn reason(why: Why, w: Words) -> String {
    match why {
        Why::NoSecret => w.plain_rejected_no_secret(),
        Why::WrongSecret => w.plain_rejected_wrong_secret(),
        Why::Malformed => w.plain_rejected_malformed(),
        Why::ForeignProject => w.plain_rejected_foreign_project(),
        Why::UnknownOrder => w.plain_rejected_unknown_order(),
    }
}
