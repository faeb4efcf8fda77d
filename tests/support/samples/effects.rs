//! What the shop asks of the outside: every task, in every state.

use super::*;
use warung::domain::id::FileId;

pub fn effects(to: &mut impl See) {
    let (id, lane, at) = (EffectId(1000), Lane::Goods, AT);
    let due = EffectState::Due { at: AT, attempt: 3 };
    let plain = Effect {
        id,
        lane,
        task: show_screen(Screen::new("Halo")),
        about: About::Nothing,
        at,
        state: due.clone(),
    };
    for lane in successors(Some(Lane::Staff), |lane| after_lane(*lane)) {
        to.see(&Effect { lane, ..plain.clone() });
    }
    for about in successors(Some(About::Nothing), |about| after_about(*about)) {
        to.see(&Effect { about, ..plain.clone() });
    }
    for state in successors(Some(due), after_effect_state) {
        to.see(&Effect { state, ..plain.clone() });
    }
    for task in successors(Some(show_screen(Screen::new("Halo"))), after_errand) {
        to.see(&Effect { task, ..plain.clone() });
    }
    for media in successors(Some(Media::None), after_media) {
        let screen = Screen { media, ..Screen::new("<b>Halo</b>") };
        to.see(&Effect { task: show_screen(screen), ..plain.clone() });
    }
    for keys in successors(Some(Keys::None), after_keys) {
        let screen = Screen { keys, ..Screen::new("<b>Halo</b>") };
        to.see(&Effect { task: show_screen(screen), ..plain.clone() });
    }
}

fn show_screen(screen: Screen) -> Task {
    let to = Address { chat: ChatId(-1_001_234_567_890), topic: Some(7) };
    Task::Show { to, screen, replace: Some(MessageRef { id: 41, media: false }) }
}

fn after_lane(lane: Lane) -> Option<Lane> {
    match lane {
        Lane::Staff => Some(Lane::Answer),
        Lane::Answer => Some(Lane::Goods),
        Lane::Goods => Some(Lane::Alarm),
        Lane::Alarm => Some(Lane::Notice),
        Lane::Notice => Some(Lane::Bulk),
        Lane::Bulk => None,
    }
}

fn after_about(about: About) -> Option<About> {
    let (product, by) = (ProductId(3), CustomerId(222));
    match about {
        About::Nothing => Some(About::Panel(OrderId(300))),
        About::Panel(order) => Some(About::Goods(order)),
        About::Goods(_) => Some(About::Payment(PaymentId(301))),
        About::Payment(_) => Some(About::StockFile { product, by, form: Form::Sheet, sure: true }),
        About::StockFile { .. } => Some(About::PictureFile { product, by }),
        About::PictureFile { .. } => {
            let (run, payment) = (ReconciliationId(5), PaymentId(301));
            Some(About::Reconciliation { run, payment })
        }
        About::Reconciliation { .. } => {
            Some(About::ByHand(StaffAction::Corrected(Cause::Credit(7))))
        }
        About::ByHand(_) => Some(About::Missed { owner: by, upto: 300 }),
        About::Missed { .. } => Some(About::GroupTrial { by, seen: 0x0123_4567 }),
        About::GroupTrial { .. } => Some(About::CanWait),
        About::CanWait => Some(About::KeptFile(FileId(300))),
        About::KeptFile(_) => {
            let id = WordingId { text: 11, language: Language::INDONESIAN };
            Some(About::Photo { of: Pictured::Text(id), by })
        }
        About::Photo { of: Pictured::Text(_), .. } => {
            Some(About::Photo { of: Pictured::Button(OwnButtonId(3)), by })
        }
        About::Photo { of: Pictured::Button(_), .. } => {
            Some(About::Configuration { by, sure: Some(0x0123_4567) })
        }
        About::Configuration { .. } => Some(About::Unclaimed(UnclaimedId(300))),
        About::Unclaimed(_) => None,
    }
}

fn after_effect_state(state: &EffectState) -> Option<EffectState> {
    match state {
        EffectState::Due { .. } => Some(EffectState::Dead { at: AT, why: "chat not found".into() }),
        EffectState::Dead { .. } => None,
    }
}

fn tell(via: Via, message: OwnerMessage) -> Task {
    Task::Tell { to: CustomerId(222), via, message }
}

fn after_tale(message: &OwnerMessage) -> Option<OwnerMessage> {
    match message {
        OwnerMessage::News => Some(OwnerMessage::Status),
        OwnerMessage::Status => Some(OwnerMessage::Check),
        OwnerMessage::Check => Some(OwnerMessage::Log { lines: 20 }),
        OwnerMessage::Log { .. } => Some(OwnerMessage::Words("<b>Halo</b>".into())),
        OwnerMessage::Words(_) => None,
    }
}

fn after_errand(task: &Task) -> Option<Task> {
    let (reference, amount, txn) = (reference(), Rupiah(100_000), "txn-1".to_owned());
    match task {
        Task::Show { .. } => {
            let text = Some("Sudah ya".into());
            Some(Task::Toast { callback: "4382".into(), text, alert: true })
        }
        Task::Toast { .. } => Some(Task::Fetch { file: "BQAC".into(), bytes_max: 2 << 20 }),
        Task::Fetch { .. } => Some(Task::MakeInvoice { reference, amount }),
        Task::MakeInvoice { .. } => Some(Task::AskStatus { reference, amount, txn }),
        Task::AskStatus { .. } => Some(Task::CancelInvoice { reference, amount, txn }),
        Task::CancelInvoice { .. } => {
            let (to, message) = (ChatId(555).into(), MessageRef { id: 77, media: true });
            Some(Task::Retire { to, message })
        }
        Task::Retire { .. } => Some(tell(Via::Alert, OwnerMessage::News)),
        Task::Tell { via, message, .. } => match after_tale(message) {
            Some(message) => Some(tell(*via, message)),
            None if *via == Via::Alert => Some(tell(Via::Shop, OwnerMessage::News)),
            None => None,
        },
    }
}

fn after_media(media: &Media) -> Option<Media> {
    match media {
        Media::None => Some(Media::Qr(Qr {
            code: "000201".into(),
            shop: "Warung Budi".into(),
            order: "Invoice W-000004".into(),
            total: "Bayar Rp90.940".into(),
            until: "Sebelum 22 November 2026, 21.28 WIB".into(),
        })),
        Media::Qr(_) => Some(Media::Picture(PictureId(4))),
        Media::Picture(_) => {
            Some(Media::File { name: "W-000300.txt".into(), bytes: b"akun@x|sandi".to_vec() })
        }
        Media::File { .. } => Some(Media::Sent(sent(FileKind::Document))),
        Media::Sent(_) => {
            let month = Month { year: 2026, month: 11 };
            Some(Media::Report(Report::Turnover(month)))
        }
        Media::Report(report) => match after_report(*report) {
            Some(report) => Some(Media::Report(report)),
            None => Some(Media::Kept(FileId(300))),
        },
        Media::Kept(_) => None,
    }
}

fn after_report(report: Report) -> Option<Report> {
    match report {
        Report::Turnover(month) => Some(Report::Ledger(month)),
        Report::Ledger(_) => Some(Report::Differences(ReconciliationId(5))),
        Report::Differences(_) => Some(Report::Stock { product: ProductId(3), number: 300 }),
        Report::Stock { .. } => Some(Report::Configuration),
        Report::Configuration => None,
    }
}

fn after_keys(keys: &Keys) -> Option<Keys> {
    match keys {
        Keys::None => {
            let button = |does| Button { label: "💠 QRIS".into(), does };
            let presses = successors(Some(Press::Data("AbC".into())), after_press);
            Some(Keys::Inline(vec![presses.map(button).collect()]))
        }
        Keys::Inline(_) => Some(Keys::Reply(vec![vec!["🏠 Menu Utama".into()]])),
        Keys::Reply(rows) => Some(Keys::Staying(rows.clone())),
        Keys::Staying(_) => None,
    }
}

fn after_press(press: &Press) -> Option<Press> {
    match press {
        Press::Data(_) => Some(Press::Url("https://x.test/1".into())),
        Press::Url(_) => None,
    }
}
