//! Every button.

use warung::chat::action::Action;
use warung::chat::choice::{Choice, Fingerprint};
use warung::chat::staff::order::Purpose;
use warung::chat::staff::product::{Editable, KindField, KindPick};
use warung::chat::staff::{
    audit, batch, category, config, coupon, customer, member as people, menu, order as sale,
    own_button, product, refund, reseller, review, setting, stock, todo, unit, variant, wording,
};
use warung::domain::batch::Doing;
use warung::domain::evidence::CommonDoubt;
use warung::domain::id::CustomerId;
use warung::domain::intake::Parted;
use warung::domain::product::{Rule, SoldOut};
use warung::domain::settings::{KeyRow, Setting};
use warung::domain::shop::Language;
use warung::domain::staff::Role;
use warung::domain::trail::Kind;
use warung::shop::audit::{Cut, Filter};
use warung::shop::deposit::Bound;
use warung::shop::inventory::Which;
use warung::shop::unit::Which as Units;

use super::buyers::{balance, cart, home, order, payment, shelf};
use super::every;
use super::restored;
use crate::counter::Counter;
use crate::gallery::shop::{
    ACT, ASKED, BATCHES, CANVA, COUPON, DELIVERED, DISNEY, DISNEY_3, FILES, FREE, GREETING,
    GUARANTEE, GUIDE, HELP, IN_REVIEW, INTAKES, INVITE, INVITED, NETFLIX, OWED, PROOF, READY,
    ROUND, SHEET, STREAMING, STUCK, TINA, VIDIO, WITHHELD, WORK, ZOOM, member, unit_of,
};

pub fn presses(counter: &Counter) -> Vec<Action> {
    every!(Action:
        Action::Nothing => [Action::Nothing],
        Action::Answer(..) => [Action::Answer(Choice::Save, Fingerprint(7))],
        Action::Home(_) => home().into_iter().map(Action::from),
        Action::Shelf(_) => shelf().into_iter().map(Action::from),
        Action::Cart(_) => cart().into_iter().map(Action::from),
        Action::Payment(_) => payment().into_iter().map(Action::from),
        Action::Order(_) => order().into_iter().map(Action::from),
        Action::Balance(_) => balance().into_iter().map(Action::from),
        Action::Menu(_) => menu().into_iter().map(Action::from),
        Action::Product(_) => product().into_iter().map(Action::from),
        Action::Stock(_) => stock().into_iter().map(Action::from),
        Action::Sale(_) => sale(counter).into_iter().map(Action::from),
        Action::Refund(_) => refund(counter).into_iter().map(Action::from),
        Action::Review(_) => review().into_iter().map(Action::from),
        Action::Coupon(_) => coupon().into_iter().map(Action::from),
        Action::Customer(_) => customer().into_iter().map(Action::from),
        Action::Setting(_) => setting().into_iter().map(Action::from),
        Action::Member(_) => members().into_iter().map(Action::from),
        Action::Category(_) => category().into_iter().map(Action::from),
        Action::Batch(_) => batch().into_iter().map(Action::from),
        Action::Unit(_) => unit().into_iter().map(Action::from),
        Action::Wording(_) => texts().into_iter().map(Action::from),
        Action::OwnButton(_) => buttons().into_iter().map(Action::from),
        Action::Config(_) => files().into_iter().map(Action::from),
        Action::Audit(_) => history().into_iter().map(Action::from),
        Action::Todo(_) => todos().into_iter().map(Action::from),
        Action::Variant(_) => variant().into_iter().map(Action::from),
        Action::Reseller(_) => resellers().into_iter().map(Action::from),
        Action::Restore(_) => restored::presses().into_iter().map(Action::from),
    )
}

fn menu() -> Vec<menu::Press> {
    use menu::Press;
    every!(Press:
        Press::Menu => [Press::Menu],
        Press::FirstSteps => [Press::FirstSteps],
        Press::Preview => [Press::Preview],
    )
}

fn product() -> Vec<product::Press> {
    use product::Press;
    every!(Press:
        Press::List { .. } => [Press::List { page: 0 }],
        Press::New => [Press::New],
        Press::Of { .. } => lists().into_iter().map(|which| Press::Of { which, page: 0 }),
        Press::Find => [Press::Find],
        Press::Card(_) => [NETFLIX, VIDIO].map(Press::Card),
        Press::Edit(..) => editable().into_iter().map(|what| Press::Edit(NETFLIX, what)),
        Press::Limits(_) => [Press::Limits(NETFLIX)],
        Press::SoldOut(..) => [
            Press::SoldOut(NETFLIX, Some(SoldOut::Hidden)), Press::SoldOut(NETFLIX, None),
        ],
        Press::Hide(_) => [Press::Hide(NETFLIX)],
        Press::Unhide(_) => [Press::Unhide(NETFLIX)],
        Press::Archive(_) => [Press::Archive(NETFLIX)],
        Press::BringBack(_) => [Press::BringBack(VIDIO)],
        Press::Undo(..) => [Press::Undo(NETFLIX, ACT)],
        Press::Prices(_) => [Press::Prices(ZOOM)],
        Press::Lower(..) => rules().into_iter().map(|rule| Press::Lower(ZOOM, rule)),
        Press::Lift(..) => rules().into_iter().map(|rule| Press::Lift(ZOOM, rule)),
        Press::Kind(_) => [Press::Kind(NETFLIX)],
        Press::SetKind(..) => kinds().into_iter().map(|pick| Press::SetKind(ZOOM, pick)),
        Press::EditKind(..) => [
            Press::EditKind(NETFLIX, KindField::Parts), Press::EditKind(GUIDE, KindField::Quota),
            Press::EditKind(INVITE, KindField::Within), Press::EditKind(INVITE, KindField::Question),
        ],
    )
}

fn kinds() -> Vec<KindPick> {
    every!(KindPick:
        KindPick::Unit => [KindPick::Unit],
        KindPick::File => [KindPick::File],
        KindPick::Shared => [KindPick::Shared],
        KindPick::Manual => [KindPick::Manual],
    )
}

fn todos() -> Vec<todo::Press> {
    use todo::Press;
    let (order, product) = (READY, INVITE);
    every!(Press:
        Press::List { .. } => [Press::List { page: 0 }],
        Press::Card { .. } => [Press::Card { order, product }],
        Press::Finish { .. } => [Press::Finish { order, product }],
        Press::Ask { .. } => [Press::Ask { order: ASKED, product }],
        Press::Look(_) => [Press::Look(PROOF)],
        Press::HandOver(_) => [Press::HandOver(PROOF)],
        Press::Leave(_) => [Press::Leave(PROOF)],
    )
}

fn variant() -> Vec<variant::Press> {
    use variant::Press;
    let product = DISNEY_3;
    every!(Press:
        Press::Of(_) => [DISNEY, DISNEY_3, CANVA].map(Press::Of),
        Press::New(_) => [DISNEY, CANVA].map(Press::New),
        Press::Label(_) => [DISNEY, DISNEY_3, CANVA].map(Press::Label),
        Press::Shift { .. } => [true, false].map(|up| Press::Shift { product, up }),
        Press::End(_) => [Press::End(DISNEY)],
        Press::Undo(..) => [Press::Undo(DISNEY, ACT)],
    )
}

/// The lists of products that staff have.
pub fn lists() -> Vec<Which> {
    every!(Which:
        Which::Shelf => [Which::Shelf],
        Which::SoldOut => [Which::SoldOut],
        Which::Low => [Which::Low],
        Which::Hidden => [Which::Hidden],
        Which::Archived => [Which::Archived],
        Which::Search(_) => ["vidio", "streaming", "xylophone"].map(|it| Which::Search(it.into())),
    )
}

pub fn editable() -> Vec<Editable> {
    every!(Editable:
        Editable::Name => [Editable::Name],
        Editable::Price => [Editable::Price],
        Editable::Category => [Editable::Category],
        Editable::Description => [Editable::Description],
        Editable::Picture => [Editable::Picture],
        Editable::Least => [Editable::Least],
        Editable::Most => [Editable::Most],
        Editable::LowMark => [Editable::LowMark],
    )
}

fn category() -> Vec<category::Press> {
    use category::Press;
    let (category, product, page, from, into) = (WORK, ZOOM, 0, WORK, STREAMING);
    every!(Press:
        Press::List { .. } => [Press::List { page }],
        Press::New => [Press::New],
        Press::Shift { .. } => [true, false].map(|up| Press::Shift { category, up, page }),
        Press::Card(_) => [Press::Card(category)],
        Press::Rename(_) => [Press::Rename(category)],
        Press::Emoji(_) => [Press::Emoji(category)],
        Press::Hide(_) => [Press::Hide(category)],
        Press::Unhide(_) => [Press::Unhide(category)],
        Press::PickMerge { .. } => [Press::PickMerge { from, page }],
        Press::AskMerge { .. } => [Press::AskMerge { from, into }],
        Press::Merge { .. } => [Press::Merge { from, into }],
        Press::AskDelete(_) => [Press::AskDelete(category)],
        Press::Delete(_) => [Press::Delete(category)],
        Press::Products { .. } => [Press::Products { category, page }],
        Press::ShiftProduct { .. } => {
            [true, false].map(|up| Press::ShiftProduct { product, up, page })
        },
        Press::Undo(_) => [Press::Undo(ACT)],
        Press::Promo(_) => [Press::Promo(WORK)],
        Press::AskPromo(_) => [Press::AskPromo(WORK)],
        Press::LiftPromo(_) => [Press::LiftPromo(WORK)],
    )
}

fn history() -> Vec<audit::Press> {
    use audit::Press;
    let filter = Filter { kind: Some(Kind::Product), ..Filter::default() };
    let cuts = every!(Cut:
        Cut::Newest => [Cut::Newest],
        Cut::Before(_) => [Cut::Before(5)],
        Cut::After(_) => [Cut::After(5)],
    );
    every!(Press:
        Press::List { .. } => cuts.into_iter().map(|cut| Press::List { filter, cut }),
        Press::Card { .. } => [Press::Card { number: 3, filter }],
        Press::AskWho { .. } => [Press::AskWho { filter, page: 0 }],
        Press::AskKind(_) => [Press::AskKind(filter)],
        Press::AskDay(_) => [Press::AskDay(filter)],
        Press::Find(_) => [Press::Find(filter)],
    )
}

fn stock() -> Vec<stock::Press> {
    use stock::Press;
    every!(Press:
        Press::Pick { .. } => [Press::Pick { page: 0 }],
        Press::Fill(_) => [Press::Fill(NETFLIX)],
        Press::Of(_) => [Press::Of(NETFLIX)],
        Press::Look(_) => [Press::Look(INTAKES[0])],
        Press::Take(_, Parted::Lines) => [Press::Take(INTAKES[0], Parted::Lines)],
        Press::Take(_, Parted::Blocks) => [Press::Take(INTAKES[1], Parted::Blocks)],
        Press::Take(_, Parted::Unheaded) => [Press::Take(INTAKES[1], Parted::Unheaded)],
        Press::Drop(_) => [Press::Drop(INTAKES[1])],
        Press::Files(_) => [Press::Files(FILES)],
        Press::TakeFiles(_) => [Press::TakeFiles(FILES)],
        Press::DropFiles(_) => [Press::DropFiles(FILES)],
        Press::LookShared(_) => [Press::LookShared(SHEET)],
        Press::Share(_) => [Press::Share(SHEET)],
        Press::LeaveShared(_) => [Press::LeaveShared(SHEET)],
    )
}

pub fn doings() -> Vec<Doing> {
    every!(Doing:
        Doing::Freeze => [Doing::Freeze],
        Doing::Thaw => [Doing::Thaw],
        Doing::TakeBack => [Doing::TakeBack],
        Doing::Replace => [Doing::Replace],
        Doing::Refund => [Doing::Refund],
    )
}

fn batch() -> Vec<batch::Press> {
    use batch::{Editable, Press};
    let [batch, other] = BATCHES;
    every!(Press:
        Press::List { .. } => [Press::List { product: NETFLIX, page: 0 }],
        Press::Card(_) => [Press::Card(batch)],
        Press::Ask(..) => doings().into_iter().map(|doing| Press::Ask(batch, doing)),
        Press::Do { .. } => doings()
            .into_iter()
            .map(|doing| Press::Do { batch: other, doing, seen: u32::from(doing == Doing::Freeze) }),
        Press::Buyers { .. } => [Press::Buyers { batch, page: 0 }],
        Press::Edit(_, Editable::Cost) => [Press::Edit(batch, Editable::Cost)],
        Press::Edit(_, Editable::Note) => [Press::Edit(batch, Editable::Note)],
    )
}

fn unit() -> Vec<unit::Press> {
    use unit::{Editable, Press};
    let list = |which| Press::List { product: NETFLIX, which, page: 0 };
    every!(Press:
        Press::List { which: Units::Available, .. } => [list(Units::Available)],
        Press::List { which: Units::Withheld, .. } => [list(Units::Withheld)],
        Press::List { which: Units::Detained, .. } => [list(Units::Detained)],
        Press::Card(_) => [Press::Card(FREE)],
        Press::Reveal(_) => [Press::Reveal(FREE)],
        Press::Edit(_, Editable::Content) => [Press::Edit(FREE, Editable::Content)],
        Press::Edit(_, Editable::Product) => [Press::Edit(FREE, Editable::Product)],
        Press::Withhold(_) => [Press::Withhold(FREE)],
        Press::Release(_) => [Press::Release(WITHHELD)],
        Press::AskRemove(_) => [Press::AskRemove(FREE)],
        Press::Remove(_) => [Press::Remove(WITHHELD)],
        Press::Find(_) => [Press::Find(NETFLIX)],
        Press::AskExport(_) => [Press::AskExport(NETFLIX)],
        Press::Export(_) => [Press::Export(NETFLIX)],
    )
}

fn sale(counter: &Counter) -> Vec<sale::Press> {
    use sale::Press;
    let (order, unit) = (DELIVERED, unit_of(counter, DELIVERED));
    let pick = |purpose| Press::PickUnit { order, purpose, page: 0 };
    every!(Press:
        Press::Card(_) => [Press::Card(order)],
        Press::Undelivered => [Press::Undelivered],
        Press::UndeliveredList { .. } => [Press::UndeliveredList { page: 0 }],
        Press::SendAgain(_) => [Press::SendAgain(STUCK)],
        Press::Resend(_) => [Press::Resend(order)],
        Press::PickUnit { purpose: Purpose::Refund, .. } => [pick(Purpose::Refund)],
        Press::PickUnit { purpose: Purpose::Replace, .. } => [pick(Purpose::Replace)],
        Press::AskReplace { .. } => [Press::AskReplace { order, unit }],
        Press::Replace { .. } => [Press::Replace { order, unit }],
    )
}

fn refund(counter: &Counter) -> Vec<refund::Press> {
    use refund::Press;
    let (order, part) = (OWED, 1);
    let of_one = Some(unit_of(counter, DELIVERED));
    every!(Press:
        Press::New { .. } => [
            Press::New { order: DELIVERED, unit: None },
            Press::New { order: DELIVERED, unit: of_one },
        ],
        Press::Confirm { .. } => [Press::Confirm { order, part, asked: Fingerprint(0) }],
        Press::Owed { .. } => [Press::Owed { page: 0 }],
        Press::AskPayout { .. } => [Press::AskPayout { order, part, listed: true }],
        Press::Payout { .. } => [Press::Payout { order, part }],
        Press::PayoutListed { .. } => [Press::PayoutListed { order, part }],
    )
}

fn review() -> Vec<review::Press> {
    use review::Press;
    let (order, round) = (IN_REVIEW, ROUND);
    let doubt = |why| Press::Doubt { order, round, why };
    every!(Press:
        Press::List => [Press::List],
        Press::Card { .. } => [Press::Card { order, back: 0 }],
        Press::Approve { .. } => [Press::Approve { order, round }],
        Press::DoubtWhy { .. } => [Press::DoubtWhy { order, round }],
        Press::Doubt { .. } => CommonDoubt::ALL.map(doubt),
        Press::DoubtTyped { .. } => [Press::DoubtTyped { order, round }],
    )
}

fn coupon() -> Vec<coupon::Press> {
    use coupon::Press;
    every!(Press:
        Press::List { .. } => [Press::List { page: 0 }],
        Press::Card(_) => [Press::Card(COUPON)],
        Press::New => [Press::New],
        Press::AskWithdraw(_) => [Press::AskWithdraw(COUPON)],
        Press::Withdraw(_) => [Press::Withdraw(COUPON)],
    )
}

fn resellers() -> Vec<reseller::Press> {
    use reseller::Press;
    let tina = CustomerId(TINA);
    every!(Press:
        Press::List { .. } => [Press::List { page: 0 }],
        Press::Find => [Press::Find],
        Press::Card(_) => [Press::Card(tina)],
        Press::Appoint(_) => [Press::Appoint(tina)],
        Press::Dismiss(_) => [Press::Dismiss(tina)],
    )
}

pub fn rules() -> Vec<Rule> {
    every!(Rule:
        Rule::Promo => [Rule::Promo],
        Rule::Steps => [Rule::Steps],
        Rule::Reseller => [Rule::Reseller],
    )
}

fn customer() -> Vec<customer::Press> {
    use customer::Press;
    every!(Press: Press::Confirm(_) => [Press::Confirm(7)],)
}

fn setting() -> Vec<setting::Press> {
    use setting::Press;
    every!(Press:
        Press::Card => [Press::Card],
        Press::ToggleSoldOut => [Press::ToggleSoldOut],
        Press::ToggleKeyboard => [Press::ToggleKeyboard],
        Press::OpenInvoices => [Press::OpenInvoices],
        Press::DepositBound(_) => bounds().into_iter().map(Press::DepositBound),
        Press::TransferAccount => [Press::TransferAccount],
        Press::RefundFormula => [Press::RefundFormula],
        Press::Of(_) => people_set().into_iter().map(Press::Of),
        Press::Edit(_) => people_set().into_iter().map(Press::Edit),
        Press::To { .. } => wishes().into_iter().map(|(which, wish)| {
            Press::To { which, wish, seen: Fingerprint(0xffff_ffff) }
        }),
        Press::History { .. } => [Press::History { which: Setting::Group, page: 300 }],
        Press::Undo { .. } => [Press::Undo { which: Setting::Group, number: 300 }],
        Press::Operator => [Press::Operator],
    )
}

/// The settings that people set.
pub fn people_set() -> Vec<Setting> {
    Setting::ALL.into_iter().filter(|which| which.is_for_people()).collect()
}

fn wishes() -> Vec<(Setting, setting::Wish)> {
    use setting::Wish;
    let all = every!(Wish:
        Wish::Flag(_) => [Wish::Flag(true)],
        Wish::Count(_) => [Wish::Count(5)],
        Wish::Default => [Wish::Default],
        Wish::Past(_) => [Wish::Past(1)],
        Wish::Speak(..) => [Wish::Speak(Language(*b"en"), false)],
        Wish::Row(..) => [Wish::Row(KeyRow::Numbers, false)],
        Wish::RowUp(_) => [Wish::RowUp(KeyRow::Numbers)],
    );
    let which = [
        Setting::HideSoldOut,
        Setting::OpenInvoicesMax,
        Setting::CashierRefund,
        Setting::TransferAccount,
        Setting::Languages,
        Setting::KeyboardRows,
        Setting::KeyboardRows,
    ];
    which.into_iter().zip(all).collect()
}

fn texts() -> Vec<wording::Press> {
    use wording::Press;
    let (id, language, seen, number) = (GREETING, Language::INDONESIAN, Fingerprint(7), 300);
    every!(Press:
        Press::Open => [Press::Open],
        Press::Groups(_) => [Press::Groups(language)],
        Press::Group { .. } => [Press::Group { group: 2, language, page: 1 }],
        Press::Of(_) => [Press::Of(id)],
        Press::Edit(_) => [Press::Edit(id)],
        Press::Preview(_) => [Press::Preview(id)],
        Press::Versions { .. } => [Press::Versions { id, page: 0 }],
        Press::Default { .. } => [Press::Default { id, seen }],
        Press::Past { .. } => [Press::Past { id, number, seen }],
        Press::Undo { .. } => [Press::Undo { id, number }],
        Press::Photo(_) => [Press::Photo(HELP)],
    )
}

fn files() -> Vec<config::Press> {
    use config::Press;
    every!(Press:
        Press::Export => [Press::Export],
        Press::Import => [Press::Import],
        Press::Apply { .. } => [Press::Apply { seen: Fingerprint(7) }],
        Press::Undo(_) => [Press::Undo(ACT)],
    )
}

fn buttons() -> Vec<own_button::Press> {
    use own_button::{Editable, Press};
    let id = GUARANTEE;
    every!(Press:
        Press::List => [Press::List],
        Press::New => [Press::New],
        Press::Card(_) => [Press::Card(id)],
        Press::Edit { .. } => Editable::ALL.map(|field| Press::Edit { id, field }),
        Press::Preview(_) => [Press::Preview(id)],
        Press::Raise(_) => [Press::Raise(id)],
        Press::Remove(_) => [Press::Remove(id)],
        Press::Undo { .. } => [Press::Undo { id, number: 300 }],
    )
}

fn members() -> Vec<people::Press> {
    use people::Press;
    let (person, was, role) = (CustomerId(member(Role::Cashier)), Role::Cashier, Role::Support);
    every!(Press:
        Press::List { .. } => [Press::List { page: 0 }],
        Press::Card(_) => [Press::Card(person)],
        Press::Invite => [Press::Invite],
        Press::InviteAs(_) => Role::ALL.map(Press::InviteAs),
        Press::AskRole(_) => [Press::AskRole(person)],
        Press::GiveRole { .. } => [Press::GiveRole { person, was, role }],
        Press::AskExpel(_) => [Press::AskExpel(person)],
        Press::Expel { .. } => [Press::Expel { person, was }],
        Press::TakeBack { .. } => [Press::TakeBack { person, change: 3 }],
        Press::Uninvite(_) => [Press::Uninvite(INVITED)],
    )
}

pub fn bounds() -> Vec<Bound> {
    every!(Bound:
        Bound::Least => [Bound::Least],
        Bound::Most => [Bound::Most],
    )
}
