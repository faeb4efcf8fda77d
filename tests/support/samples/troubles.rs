//! What goes wrong, and what owners are told of it.

use super::*;
use warung::domain::bot::{Bot, Identity};

pub fn troubles(to: &mut impl See) {
    for trouble in successors(Some(Trouble::Gateway), after_trouble) {
        to.see(&Incident { trouble, failures: 300, since: AT, told: true });
    }
    let first = Alarm::GatewayDown { since: AT, failures: 3 };
    successors(Some(first), after_alarm).for_each(|alarm| to.see(&inbox(alarm)));
    to.see(&Broom { nights: vec![300, 301], at: AT, count: 12, done: 299 });
    to.see(&Pause { by: CustomerId(222), since: AT });
    to.see(&Boot { id: 0x0123_4567_89ab_cdef_0123_4567_89ab_cdef, at: AT });
    for why in successors(Some(Why::NoSecret), after_why) {
        to.see(&RejectedNotice { id: 300, at: AT, why, count: 5_000 });
    }
}

fn after_trouble(trouble: &Trouble) -> Option<Trouble> {
    match trouble {
        Trouble::Gateway => Some(Trouble::RejectedNotices),
        Trouble::RejectedNotices => Some(Trouble::Undelivered),
        Trouble::Undelivered => Some(Trouble::Books),
        Trouble::Books => Some(Trouble::Webhook),
        Trouble::Webhook => Some(Trouble::Telegram),
        Trouble::Telegram => Some(Trouble::Cpu),
        Trouble::Cpu => Some(Trouble::Memory),
        Trouble::Memory => Some(Trouble::Disk),
        Trouble::Disk => Some(Trouble::Inodes),
        Trouble::Inodes => Some(Trouble::Journal),
        Trouble::Journal => Some(Trouble::Growth),
        Trouble::Growth => Some(Trouble::Queue),
        Trouble::Queue => Some(Trouble::Errors),
        Trouble::Errors => Some(Trouble::SetAside),
        Trouble::SetAside => Some(Trouble::Clock),
        Trouble::Clock => Some(Trouble::Silence),
        Trouble::Silence => Some(Trouble::Down),
        Trouble::Down => Some(Trouble::Rival),
        Trouble::Rival => Some(Trouble::AlertRival),
        Trouble::AlertRival => Some(Trouble::OpenSecrets),
        Trouble::OpenSecrets => Some(Trouble::Damage),
        Trouble::Damage => Some(Trouble::Group),
        Trouble::Group => Some(Trouble::CopiesBehind),
        Trouble::CopiesBehind => Some(Trouble::CopiesOld),
        Trouble::CopiesOld => Some(Trouble::CopiesRefused),
        Trouble::CopiesRefused => Some(Trouble::Drill),
        Trouble::Drill => Some(Trouble::RecoveryKey),
        Trouble::RecoveryKey => Some(Trouble::TakenOver),
        Trouble::TakenOver => None,
    }
}

fn after_why(why: &Why) -> Option<Why> {
    match why {
        Why::NoSecret => Some(Why::WrongSecret),
        Why::WrongSecret => Some(Why::Malformed),
        Why::Malformed => Some(Why::ForeignProject),
        Why::ForeignProject => Some(Why::UnknownOrder),
        Why::UnknownOrder => None,
    }
}

fn inbox(alarm: Alarm) -> Inbox {
    let (trouble, id, until) = (alarm.trouble(), CustomerId(222), Timestamp(AT.0 + 300));
    let mute = Some(Mute { since: AT, until });
    let reader =
        Reader { id, told: 300, at: AT, waiting: true, via: Via::Shop, mute, missed: Some(AT) };
    Inbox {
        last: 301,
        news: vec![News { number: 301, at: AT, alarm }],
        readers: vec![reader, Reader { via: Via::Alert, mute: None, missed: None, ..reader }],
        lasting: vec![Lasting { trouble, since: AT, again: AT, known: true, remind: until }],
        restart: Some((id, Via::Alert)),
        refused: AT,
    }
}

fn after_cut(cut: &Cut) -> Option<Cut> {
    match cut {
        Cut::Silent => Some(Cut::Unreachable),
        Cut::Unreachable => Some(Cut::Certificate),
        Cut::Certificate => Some(Cut::Answered(502)),
        Cut::Answered(_) => Some(Cut::Refused),
        Cut::Refused => Some(Cut::Taken),
        Cut::Taken => None,
    }
}

fn after_alarm(alarm: &Alarm) -> Option<Alarm> {
    let (trouble, since) = (Trouble::Disk, AT);
    let down = |cut| Some(Alarm::WebhookDown { cut, polling: true });
    match alarm {
        Alarm::GatewayDown { .. } => Some(Alarm::GatewayUp { down_for: Span(300) }),
        Alarm::GatewayUp { .. } => Some(Alarm::RejectedFlood { why: Why::WrongSecret }),
        Alarm::RejectedFlood { .. } => Some(Alarm::RejectedQuiet { since }),
        Alarm::RejectedQuiet { .. } => {
            Some(Alarm::Undelivered { count: 300, oldest: OrderId(300), since })
        }
        Alarm::Undelivered { .. } => Some(Alarm::AllDelivered),
        Alarm::AllDelivered => Some(Alarm::Began { trouble, since, figure: 300 }),
        Alarm::Began { .. } => Some(Alarm::Over { trouble, since }),
        Alarm::Over { .. } => Some(Alarm::Lasts { trouble, since }),
        Alarm::Lasts { .. } => Some(Alarm::BooksBroken { count: 300 }),
        Alarm::BooksBroken { .. } => Some(Alarm::BooksWhole { since }),
        Alarm::BooksWhole { .. } => down(Cut::Silent),
        Alarm::WebhookDown { cut, .. } => {
            after_cut(cut).map_or(Some(Alarm::WebhookUp { down_for: Span(300) }), down)
        }
        Alarm::WebhookUp { .. } => None,
    }
}

/// Which bot the shop is, and which one may take over.
pub fn bots(to: &mut impl See) {
    let bot = Bot { id: 7_000_000_001, name: "Toko".into(), username: "toko_bot".into() };
    to.see(&Identity { bot: bot.clone(), agreed: None });
    to.see(&Identity { bot, agreed: Some(7_000_000_002) });
}
