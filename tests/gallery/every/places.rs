//! Every place.

use warung::chat::customer::{balance, cart, home, order, payment, shelf};
use warung::chat::place::Place;
use warung::chat::staff::order::Purpose;
use warung::chat::staff::review::Ask;
use warung::chat::staff::{
    audit, batch, category, coupon, member as people, menu, order as sale, own_button, product,
    refund, reseller, review, setting, stock, todo, unit, variant, wording,
};
use warung::domain::coupon::NoCoupon;
use warung::domain::id::{CategoryId, CustomerId, OwnButtonId};
use warung::domain::money::Rupiah;
use warung::domain::month::Date;
use warung::domain::refusal::Refusal;
use warung::domain::revision::By;
use warung::domain::settings::Setting;
use warung::domain::shop::Language;
use warung::domain::staff::Role;
use warung::domain::trail::{About, Kind};
use warung::domain::wording::{Group, TEXTS, WordingId};
use warung::shop::audit::{Cut, Filter};
use warung::shop::browse::Part;
use warung::shop::cart::{Change, Changed};
use warung::shop::unit::Which;

use super::every;
use super::presses::{doings, lists, people_set};
use super::restored;
use crate::counter::{ADMIN, Counter, OWNER, SARI};
use crate::gallery::shop::{
    ACT, ASKED, BATCHES, CANVA, COUPON, DELIVERED, DISNEY, DISNEY_3, DISNEY_12, DRAFT, EMPTY,
    EMPTY_GUIDE, FILES, FREE, GREETING, GUARANTEE, GUIDE, HELP, IN_REVIEW, INTAKES, INVITE,
    NETFLIX, ORDERS, OWED, PROOF, READY, SHEET, SPOTIFY, STREAMING, TINA, TOP_UP, VIDIO, WITHHELD,
    WORK, ZOOM, express, member, unit_of,
};

pub fn places(counter: &Counter) -> Vec<Place> {
    every!(Place:
        Place::Home(_) => home().into_iter().map(Place::from),
        Place::Shelf(_) => shelf().into_iter().map(Place::from),
        Place::Cart(_) => cart().into_iter().map(Place::from),
        Place::Payment(_) => payment().into_iter().map(Place::from),
        Place::Order(_) => order().into_iter().map(Place::from),
        Place::Balance(_) => balance().into_iter().map(Place::from),
        Place::Menu(_) => menu().into_iter().map(Place::from),
        Place::Product(_) => product().into_iter().map(Place::from),
        Place::Stock(_) => stock().into_iter().map(Place::from),
        Place::Sale(_) => sale(counter).into_iter().map(Place::from),
        Place::Refund(_) => refund().into_iter().map(Place::from),
        Place::Review(_) => review().into_iter().map(Place::from),
        Place::Coupon(_) => coupon().into_iter().map(Place::from),
        Place::Setting(_) => setting().into_iter().map(Place::from),
        Place::Member(_) => members().into_iter().map(Place::from),
        Place::Category(_) => category().into_iter().map(Place::from),
        Place::Batch(_) => batch().into_iter().map(Place::from),
        Place::Unit(_) => unit(counter).into_iter().map(Place::from),
        Place::Audit(_) => history().into_iter().map(Place::from),
        Place::Todo(_) => todos().into_iter().map(Place::from),
        Place::Variant(_) => variant().into_iter().map(Place::from),
        Place::Reseller(_) => resellers().into_iter().map(Place::from),
        Place::Wording(_) => texts().into_iter().map(Place::from),
        Place::OwnButton(_) => buttons().into_iter().map(Place::from),
        Place::Restore(_) => restored::places().into_iter().map(Place::from),
    )
}

/// Where in `src/chat` a place is.
pub fn area_of_place(place: &Place) -> &'static str {
    match place {
        Place::Home(_) => "customer.home",
        Place::Shelf(_) => "customer.shelf",
        Place::Cart(_) => "customer.cart",
        Place::Payment(_) => "customer.payment",
        Place::Order(_) => "customer.order",
        Place::Balance(_) => "customer.balance",
        Place::Menu(_) => "staff.menu",
        Place::Product(_) => "staff.product",
        Place::Stock(_) => "staff.stock",
        Place::Sale(_) => "staff.order",
        Place::Refund(_) => "staff.refund",
        Place::Review(_) => "staff.review",
        Place::Coupon(_) => "staff.coupon",
        Place::Setting(_) => "staff.setting",
        Place::Member(_) => "staff.member",
        Place::Category(_) => "staff.category",
        Place::Batch(_) => "staff.batch",
        Place::Unit(_) => "staff.unit",
        Place::Audit(_) => "staff.audit",
        Place::Todo(_) => "staff.todo",
        Place::Variant(_) => "staff.variant",
        Place::Reseller(_) => "staff.reseller",
        Place::Restore(_) => "staff.restore",
        Place::Wording(_) => "staff.wording",
        Place::OwnButton(_) => "staff.own_button",
    }
}

fn home() -> Vec<home::Place> {
    use home::Place;
    every!(Place:
        Place::Home => [Place::Home],
        Place::Account => [Place::Account],
        Place::Help => [Place::Help],
        Place::Own(_) => [Place::Own(GUARANTEE), Place::Own(OwnButtonId(99))],
    )
}

fn shelf() -> Vec<shelf::Place> {
    use shelf::Place;
    let part = |part| Place::Catalogue { part, page: 0 };
    every!(Place:
        Place::Catalogue { part: Part::All, .. } => [part(Part::All)],
        Place::Catalogue { part: Part::Category(_), .. } => [part(Part::Category(CategoryId(1)))],
        Place::Catalogue { part: Part::Best, .. } => [part(Part::Best)],
        Place::Catalogue { part: Part::Search(_), .. } =>
            ["netflix", "<b>"].map(|words| part(Part::Search(words.into()))),
        Place::Catalogue { part: Part::Letter(_), .. } =>
            [Some('n'), None].map(|letter| part(Part::Letter(letter))),
        Place::Categories { .. } => [Place::Categories { page: 0 }],
        Place::Letters => [Place::Letters],
        Place::Product(_) => [NETFLIX, SPOTIFY, CANVA, ZOOM, DISNEY].map(Place::Product),
        Place::Variant(_) => [DISNEY, DISNEY_3, DISNEY_12].map(Place::Variant),
        Place::StockList { .. } => [Place::StockList { page: 0 }],
    )
}

fn variant() -> Vec<variant::Place> {
    use variant::Place;
    let undo = Some(ACT);
    every!(Place:
        Place::Choices { .. } => [(DISNEY, None), (DISNEY, undo), (CANVA, None), (VIDIO, None)]
            .map(|(product, undo)| Place::Choices { product, undo }),
    )
}

fn cart() -> Vec<cart::Place> {
    use cart::Place;
    every!(Place: Place::Cart { .. } => [Vec::new(), changes()].map(|changes| Place::Cart { changes }),)
}

fn changes() -> Vec<Change> {
    let what = every!(Changed:
        Changed::Price { .. } => [Changed::Price { from: Rupiah(45_000), to: Rupiah(50_000) }],
        Changed::Short { .. } => [Changed::Short { left: 1 }],
        Changed::Least { .. } => [Changed::Least { least: 5 }],
        Changed::Most { .. } => [Changed::Most { most: 10 }],
        Changed::Few { .. } => [Changed::Few { least: 5, left: 2 }],
        Changed::Gone => [Changed::Gone],
        Changed::Coupon(_) => [Changed::Coupon(Refusal::Coupon(NoCoupon::UsedUp))],
    );
    let name = |what: &Changed| match what {
        Changed::Coupon(_) => "HEMAT10",
        Changed::Price { .. }
        | Changed::Short { .. }
        | Changed::Least { .. }
        | Changed::Most { .. }
        | Changed::Few { .. }
        | Changed::Gone => "Netflix <4K> & teman",
    };
    what.into_iter().map(|what| Change { name: name(&what).into(), what }).collect()
}

fn payment() -> Vec<payment::Place> {
    use payment::Place;
    every!(Place:
        Place::Choose => [Place::Choose],
        Place::BuyNow(_) => [express(NETFLIX, 1), express(CANVA, 2)].map(Place::BuyNow),
    )
}

fn order() -> Vec<order::Place> {
    use order::Place;
    every!(Place:
        Place::List { .. } => [0, 1].map(|page| Place::List { page }),
        Place::Order(_) => ORDERS.map(Place::Order),
    )
}

fn balance() -> Vec<balance::Place> {
    use balance::Place;
    every!(Place:
        Place::Deposit => [Place::Deposit],
        Place::Method(_) => [Place::Method(Rupiah(50_000))],
        Place::History { .. } => [Place::History { page: 0 }],
    )
}

fn menu() -> Vec<menu::Place> {
    use menu::Place;
    every!(Place:
        Place::Menu => [Place::Menu],
        Place::FirstSteps => [Place::FirstSteps],
        Place::Help => [Place::Help],
    )
}

fn product() -> Vec<product::Place> {
    use product::Place;
    let card = |product, undo| Place::Card { product, undo };
    let limits = |product, undo| Place::Limits { product, undo };
    let prices = |product, undo| Place::Prices { product, undo };
    let list = |which| Place::List { which, page: 0 };
    every!(Place:
        Place::List { .. } => lists().into_iter().map(list),
        Place::Card { .. } => [
            card(NETFLIX, Some(ACT)), card(SPOTIFY, None), card(VIDIO, None), card(ZOOM, None),
            card(DRAFT, None), card(DISNEY, None), card(DISNEY_3, None),
        ],
        Place::Limits { .. } => [
            limits(NETFLIX, None), limits(ZOOM, Some(ACT)), limits(DISNEY_3, None),
        ],
        Place::Prices { .. } => [
            prices(CANVA, None), prices(ZOOM, Some(ACT)), prices(DRAFT, None),
        ],
        Place::Kind { .. } => [NETFLIX, ZOOM, GUIDE, INVITE, TOP_UP, FILES]
            .map(|product| Place::Kind { product, undo: (product == ZOOM).then_some(ACT) }),
    )
}

fn todos() -> Vec<todo::Place> {
    use todo::Place;
    every!(Place:
        Place::List { .. } => [Place::List { page: 0 }],
        Place::Card { .. } => [READY, ASKED, DELIVERED]
            .map(|order| Place::Card { order, product: INVITE }),
        Place::Look(_) => [Place::Look(PROOF)],
    )
}

fn category() -> Vec<category::Place> {
    use category::Place;
    let (from, into, undo) = (WORK, STREAMING, Some(ACT));
    let merged = |from, moved| Place::Merged { from, into, moved, undo };
    every!(Place:
        Place::List { .. } => [None, undo].map(|undo| Place::List { page: 0, undo }),
        Place::Card { .. } => [
            Place::Card { category: WORK, undo: None }, Place::Card { category: STREAMING, undo },
        ],
        Place::PickMerge { .. } => [Place::PickMerge { from, page: 0 }],
        Place::AskMerge { .. } => [Place::AskMerge { from, into }],
        Place::Merged { .. } => [merged(None, 1), merged(Some(WORK), 500)],
        Place::AskDelete(_) => [WORK, EMPTY].map(Place::AskDelete),
        Place::Products { .. } => {
            [WORK, STREAMING, EMPTY].map(|category| Place::Products { category, page: 0 })
        },
        Place::Promo { .. } => [
            Place::Promo { category: WORK, undo }, Place::Promo { category: EMPTY, undo: None },
        ],
    )
}

fn history() -> Vec<audit::Place> {
    use audit::Place;
    let list = |filter, cut| Place::List { filter, cut };
    let all = Filter::default();
    let of_cashiers = Filter { who: Some(By::Staff(CustomerId(ADMIN))), ..all };
    let busy = Filter { kind: Some(Kind::Money), about: Some(About::Order(OWED)), ..of_cashiers };
    let nothing = Filter { day: Date::parse("2020-02-29"), ..all };
    let card = |number| Place::Card { number, filter: all };
    every!(Place:
        Place::List { .. } => [
            list(all, Cut::Newest), list(all, Cut::Before(9)), list(all, Cut::After(9)),
            list(of_cashiers, Cut::Newest), list(busy, Cut::Newest), list(nothing, Cut::Newest),
        ],
        Place::Card { .. } => (1..=46).chain([9_999]).map(card),
        Place::Who { .. } => [0, 1].map(|page| Place::Who { filter: all, page }),
        Place::Kind(_) => [Place::Kind(of_cashiers)],
        Place::Day(_) => [Place::Day(all)],
    )
}

fn stock() -> Vec<stock::Place> {
    use stock::Place;
    every!(Place:
        Place::Pick { .. } => [Place::Pick { page: 0 }],
        Place::Of(_) =>
            [NETFLIX, ZOOM, VIDIO, GUIDE, EMPTY_GUIDE, INVITE, FILES].map(Place::Of),
        Place::Files(_) => [Place::Files(FILES)],
        Place::Shared(_) => [Place::Shared(SHEET)],
        Place::Look(_) => INTAKES.map(Place::Look),
    )
}

fn batch() -> Vec<batch::Place> {
    use batch::Place;
    every!(Place:
        Place::List { .. } => [NETFLIX, SPOTIFY].map(|product| Place::List { product, page: 0 }),
        Place::Card(_) => BATCHES.map(Place::Card),
        Place::Ask(..) => doings().into_iter().map(|doing| Place::Ask(BATCHES[0], doing)),
        Place::Buyers { .. } => [Place::Buyers { batch: BATCHES[0], page: 0 }],
    )
}

fn unit(counter: &Counter) -> Vec<unit::Place> {
    use unit::Place;
    let list = |(product, which)| Place::List { product, which, page: 0 };
    let units = [FREE, WITHHELD, unit_of(counter, DELIVERED)];
    every!(Place:
        Place::List { which: Which::Available, .. } =>
            [(NETFLIX, Which::Available), (SPOTIFY, Which::Available)].map(list),
        Place::List { which: Which::Withheld, .. } => [list((ZOOM, Which::Withheld))],
        Place::List { which: Which::Detained, .. } => [list((CANVA, Which::Detained))],
        Place::Card(_) => units.map(Place::Card),
        Place::Revealed(_) => [Place::Revealed(FREE)],
        Place::AskRemove(_) => [Place::AskRemove(FREE)],
        Place::AskExport(_) => [Place::AskExport(NETFLIX)],
    )
}

fn sale(counter: &Counter) -> Vec<sale::Place> {
    use sale::Place;
    let pick = |purpose| Place::PickUnit { order: DELIVERED, purpose, page: 0 };
    let (order, unit) = (DELIVERED, unit_of(counter, DELIVERED));
    every!(Place:
        Place::Card(_) => ORDERS.map(Place::Card),
        Place::Undelivered { .. } => [Place::Undelivered { page: 0 }],
        Place::PickUnit { purpose: Purpose::Refund, .. } => [pick(Purpose::Refund)],
        Place::PickUnit { purpose: Purpose::Replace, .. } => [pick(Purpose::Replace)],
        Place::Replace { .. } => [Place::Replace { order, unit }],
    )
}

fn refund() -> Vec<refund::Place> {
    use refund::Place;
    let payout = |listed| Place::Payout { order: OWED, part: 1, listed };
    every!(Place:
        Place::Owed { .. } => [Place::Owed { page: 0 }],
        Place::Payout { .. } => [payout(false), payout(true)],
    )
}

fn review() -> Vec<review::Place> {
    use review::Place;
    let card = |back, ask| Place::Card { order: IN_REVIEW, back, ask };
    every!(Place:
        Place::List => [Place::List],
        Place::Card { ask: Ask::Decision, .. } => [0, 1].map(|back| card(back, Ask::Decision)),
        Place::Card { ask: Ask::Doubt, .. } => [card(0, Ask::Doubt)],
    )
}

fn coupon() -> Vec<coupon::Place> {
    use coupon::Place;
    every!(Place:
        Place::List { .. } => [Place::List { page: 0 }],
        Place::Card(_) => [Place::Card(COUPON)],
        Place::Withdraw(_) => [Place::Withdraw(COUPON)],
    )
}

fn resellers() -> Vec<reseller::Place> {
    use reseller::Place;
    every!(Place:
        Place::List { .. } => [Place::List { page: 0 }],
        Place::Card(_) => [TINA, SARI].map(|id| Place::Card(CustomerId(id))),
    )
}

fn setting() -> Vec<setting::Place> {
    use setting::{Note, Place};
    let of = |note| Place::Of { which: Setting::TransferAccount, note };
    every!(Place:
        Place::Card => [Place::Card],
        Place::Of { .. } => people_set()
            .into_iter()
            .map(Place::of)
            .chain([Note::Saved(1), Note::Changed, Note::Trying, Note::Undone(1)].map(of)),
        Place::History { .. } => [Setting::TransferAccount, Setting::Pace]
            .map(|which| Place::History { which, page: 0 }),
        Place::Operator => [Place::Operator],
    )
}

/// Every group, and a text of each as a buyer reads it.
fn texts() -> Vec<wording::Place> {
    use wording::{Note, Place};
    let language = Language::INDONESIAN;
    let note = |note| Place::Of { id: GREETING, note };
    let other = |id: WordingId| WordingId { language: Language(*b"en"), ..id };
    let toast = WordingId { text: TEXTS.last().unwrap().number, language };
    let first = |group| TEXTS.iter().find(|text| text.group == group).unwrap().number;
    let all = Group::ALL.map(|group| WordingId { text: first(group), language });
    every!(Place:
        Place::Groups(_) => [Place::Groups(language), Place::Groups(Language(*b"en"))],
        Place::Group { .. } => (0..Group::ALL.len() as u8)
            .map(|group| Place::Group { group, language, page: 0 }),
        Place::Of { .. } => [GREETING, other(GREETING), HELP, toast]
            .map(Place::of)
            .into_iter()
            .chain([Note::Saved(1), Note::Undone, Note::Changed].map(note)),
        Place::Preview(_) => all.map(Place::Preview),
        Place::Versions { .. } => [GREETING, HELP].map(|id| Place::Versions { id, page: 0 }),
    )
}

fn buttons() -> Vec<own_button::Place> {
    use own_button::Place;
    let id = GUARANTEE;
    every!(Place:
        Place::List { .. } => [None, Some((id, 3))].map(|undo| Place::List { undo }),
        Place::Card { .. } => [None, Some(3)].map(|undo| Place::Card { id, undo }),
        Place::Preview(_) => [Place::Preview(id)],
    )
}

fn members() -> Vec<people::Place> {
    use people::Place;
    let cashier = CustomerId(member(Role::Cashier));
    // Somebody of the configuration, oneself, and one who joined.
    let configured = CustomerId(OWNER);
    let all = [configured, CustomerId(member(Role::Owner)), cashier];
    let card = |person| Place::Card { person, undo: None };
    let undo = Place::Card { person: cashier, undo: Some(3) };
    let list = |page, undo| Place::List { page, undo };
    every!(Place:
        Place::List { undo: None, .. } => [0, 1].map(|page| list(page, None)),
        Place::List { undo: Some(_), .. } => [list(0, Some((CustomerId(TINA), 3)))],
        Place::Card { .. } => all.map(card).into_iter().chain([undo]),
        Place::Invite => [Place::Invite],
        Place::Invited { .. } => [Place::Invited { code: "7KQ2XMABCD".into(), role: Role::Admin }],
        Place::Role(_) => [Place::Role(cashier)],
        Place::Expel(_) => [Place::Expel(cashier)],
    )
}
