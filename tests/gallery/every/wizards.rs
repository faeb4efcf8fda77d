//! Every question of every conversation: of a form each of its own, and its card.

use warung::chat::choice::Fingerprint;
use warung::chat::field::Field;
use warung::chat::filling::Questions;
use warung::chat::form::{At, Form};
use warung::chat::said::Document;
use warung::chat::staff::product::Shelving;
use warung::chat::staff::stock::{Gather, Rest, Sharing, Which};
use warung::chat::staff::todo::Hands;
use warung::chat::staff::{
    batch, category, config, coupon, own_button, product, refund, setting, todo, unit, variant,
    wording,
};
use warung::chat::wizard::Wizard;
use warung::domain::correction::{Change, Correction};
use warung::domain::coupon::{Conditions, CouponCode, Off, Period, Scope};
use warung::domain::id::{BatchId, CustomerId, ProductId};
use warung::domain::message::{FileKind, Sent};
use warung::domain::money::Rupiah;
use warung::domain::own_button::Label;
use warung::domain::product::{NewProduct, Step, Terms};
use warung::domain::refund::{Portion, Purse};
use warung::domain::settings::{Setting, Value};
use warung::domain::stock::{Form as FileForm, Pasted};
use warung::domain::text::{Description, Name, Reason};
use warung::domain::time::Span;
use warung::domain::wording::{TEXTS, WordingId};
use warung::shop::audit::Filter;
use warung::words::Words;

use super::every;
use super::presses::{editable, people_set};
use crate::counter::{Counter, OPENED, SARI};
use crate::gallery::restored::UNCLAIMED;
use crate::gallery::shop::{
    ASKED, BATCHES, CANVA, DELIVERED, DISNEY, DISNEY_3, EMPTY_GUIDE, FILES, FREE, GREETING,
    GUARANTEE, GUIDE, HELP, IN_REVIEW, INVITE, NETFLIX, READY, ROUND, STREAMING, TOP_UP, VIDIO,
    WITHHELD, WORK, ZOOM, unit_of,
};

/// A question that is open, and its name in the gallery.
pub struct Asked(pub String, pub Wizard);

pub fn wizards(counter: &Counter, w: Words) -> Vec<Asked> {
    let one = |name: &str, wizard: Wizard| [Asked(name.to_owned(), wizard)];
    let field = |name, field: Field| one(name, field.into());
    let (order, round) = (IN_REVIEW, ROUND);
    every!(Asked:
        Asked(_, Wizard::Field(Field::Quantity(_))) => field("quantity", Field::Quantity(NETFLIX)),
        Asked(_, Wizard::Field(Field::Coupon)) => field("coupon", Field::Coupon),
        Asked(_, Wizard::Field(Field::Deposit)) => field("deposit", Field::Deposit),
        Asked(_, Wizard::Field(Field::Doubt { .. })) =>
            field("doubt", Field::Doubt { order, round }),
        Asked(_, Wizard::Field(Field::Stock(_))) => field("stock", Field::Stock(NETFLIX)),
        Asked(_, Wizard::Field(Field::Picture(_))) => field("picture", Field::Picture(NETFLIX)),
        Asked(_, Wizard::ProductNew(_)) => form("new product", &new_product(), w, true),
        Asked(_, Wizard::Shelving(Shelving::TakeOff { .. })) =>
            taken_off(),
        Asked(_, Wizard::Shelving(Shelving::Archived { .. })) => archived(),
        Asked(_, Wizard::Gather(_)) => gather(),
        Asked(_, Wizard::Which(_)) => one("which", Which::new(document()).into()),
        Asked(_, Wizard::Rest(Rest::Refused)) => one("rest refused", Rest::Refused.into()),
        Asked(_, Wizard::Rest(Rest::Heard)) => one("rest heard", Rest::Heard.into()),
        Asked(_, Wizard::CouponNew(_)) => form("new coupon", &new_coupon(), w, true),
        Asked(_, Wizard::Correction(_)) => corrections(),
        Asked(_, Wizard::Evidence(_)) => one("evidence", Wizard::Evidence(vec![sent()])),
        Asked(_, Wizard::Setting(_)) => settings(),
        Asked(_, Wizard::Refund(_)) => refunds(counter, w),
        Asked(_, Wizard::Field(Field::Shared(_))) => [
            Asked("shared".into(), Field::Shared(GUIDE).into()),
            Asked("shared, nothing yet".into(), Field::Shared(EMPTY_GUIDE).into()),
        ],
        Asked(_, Wizard::Field(Field::Files(_))) => field("files", Field::Files(FILES)),
        Asked(_, Wizard::Field(Field::Todo { .. })) =>
            field("todo", Field::Todo { order: ASKED, product: INVITE }),
        Asked(_, Wizard::KindEdit(_)) => kind_edits(),
        Asked(_, Wizard::Finish(_)) => finishes(),
        Asked(_, Wizard::Manual(_)) => form("by hand", &by_hand(), w, false),
        Asked(_, Wizard::Sharing(_)) => one(
            "shared, to be saved",
            Sharing { product: GUIDE, text: "email: a@x\nsandi: <b>".into() }.into(),
        ),
        Asked(_, Wizard::Field(Field::FindProduct)) => field("find", Field::FindProduct),
        Asked(_, Wizard::Field(Field::Audit(_))) =>
            field("history", Field::Audit(Filter::default())),
        Asked(_, Wizard::ProductEdit(_)) => product_edits(),
        Asked(_, Wizard::CategoryEdit(_)) => category_edits(),
        Asked(_, Wizard::BatchEdit(_)) => batch_edits(),
        Asked(_, Wizard::UnitEdit(_)) => unit_edits(),
        Asked(_, Wizard::UnitFinding(_)) =>
            one("find unit", unit::Finding { product: NETFLIX }.into()),
        Asked(_, Wizard::Removing(_)) => one(
            "remove units",
            unit::Removing { product: ZOOM, units: vec![FREE, WITHHELD] }.into(),
        ),
        Asked(_, Wizard::Labelling(_)) => labellings(),
        Asked(_, Wizard::VariantNew(_)) => new_variants(w),
        Asked(_, Wizard::Promo(_)) => promos(w),
        Asked(_, Wizard::Lower(_)) => lowers(w),
        Asked(_, Wizard::Field(Field::Reseller)) => field("reseller", Field::Reseller),
        Asked(_, Wizard::Field(Field::Claimant(_))) => field("claimant", Field::Claimant(UNCLAIMED[0])),
        Asked(_, Wizard::Wording(_)) => texts(),
        Asked(_, Wizard::WordingPhoto(_)) => one(
            "photo of a text",
            wording::Photo { id: HELP, seen: Fingerprint(7) }.into(),
        ),
        Asked(_, Wizard::ButtonNew(_)) => form("new button", &new_button(), w, false),
        Asked(_, Wizard::ButtonEdit(_)) => button_edits(),
        Asked(_, Wizard::Configure(_)) => [None, Some("berkas".to_owned())].map(|file| {
            let name = if file.is_some() { "file looked at" } else { "file" };
            Asked(format!("configuration: {name}"), config::Import { file }.into())
        }),
    )
}

fn texts() -> Vec<Asked> {
    let seen = Fingerprint(7);
    let asked = |name: &str, id, draft: Option<&str>| {
        let draft = draft.map(str::to_owned);
        Asked(name.to_owned(), wording::Edit { id, seen, draft }.into())
    };
    let toast = WordingId { text: TEXTS.last().unwrap().number, ..GREETING };
    vec![
        asked("text", GREETING, None),
        asked("text as it comes", HELP, None),
        asked("toast", toast, None),
        asked("text to be saved", GREETING, Some("Hai <b>{ $name }</b> di { $store }")),
    ]
}

fn new_button() -> own_button::Draft {
    own_button::Draft { label: Label::parse("🛡️ <Garansi>").ok(), text: None }
}

fn button_edits() -> Vec<Asked> {
    let edit = |field| own_button::Edit { id: GUARANTEE, field, seen: Fingerprint(7) };
    let asked = |field| Asked(format!("button: {field:?}"), edit(field).into());
    own_button::Editable::ALL.map(asked).into()
}

/// Where in `src/chat` a question is.
pub fn area_of_wizard(wizard: &Wizard) -> &'static str {
    match wizard {
        Wizard::Field(Field::Quantity(_) | Field::Coupon) => "customer.cart",
        Wizard::Field(Field::Deposit) => "customer.balance",
        Wizard::Field(Field::Shared(_) | Field::Files(_)) => "staff.stock",
        Wizard::Field(Field::Todo { .. }) => "customer.order",
        Wizard::KindEdit(_) | Wizard::Manual(_) => "staff.product",
        Wizard::Sharing(_) => "staff.stock",
        Wizard::Finish(_) => "staff.todo",
        Wizard::Evidence(_) => "customer.order",
        Wizard::Setting(_) => "staff.setting",
        Wizard::Field(Field::Doubt { .. }) => "staff.review",
        Wizard::Field(Field::Stock(_)) | Wizard::Gather(_) | Wizard::Which(_) | Wizard::Rest(_) => {
            "staff.stock"
        }
        Wizard::Field(Field::Picture(_) | Field::FindProduct)
        | Wizard::ProductNew(_)
        | Wizard::Shelving(_)
        | Wizard::ProductEdit(_)
        | Wizard::Promo(_)
        | Wizard::Lower(_) => "staff.product",
        Wizard::Field(Field::Reseller) => "staff.reseller",
        Wizard::Field(Field::Claimant(_)) => "staff.restore",
        Wizard::CategoryEdit(_) => "staff.category",
        Wizard::BatchEdit(_) => "staff.batch",
        Wizard::UnitEdit(_) | Wizard::UnitFinding(_) | Wizard::Removing(_) => "staff.unit",
        Wizard::Field(Field::Audit(_)) => "staff.audit",
        Wizard::Labelling(_) | Wizard::VariantNew(_) => "staff.variant",
        Wizard::CouponNew(_) => "staff.coupon",
        Wizard::Correction(_) => "staff.customer",
        Wizard::Refund(_) => "staff.refund",
        Wizard::Wording(_) | Wizard::WordingPhoto(_) => "staff.wording",
        Wizard::ButtonNew(_) | Wizard::ButtonEdit(_) => "staff.own_button",
        Wizard::Configure(_) => "staff.config",
    }
}

/// A form at each of its questions, at the first of them once more from the card, and the card.
/// A question has the name that the card's button has for it.
fn form<D: Questions + Clone>(title: &str, draft: &D, w: Words, looked_at: bool) -> Vec<Asked>
where
    Wizard: From<Form<D>>,
{
    let asked = |name: &str, at| {
        Asked(format!("{title}: {name}"), Form { draft: draft.clone(), at }.into())
    };
    let name = |field: &D::Field| D::name(*field, w);
    let questions = (0..).zip(D::FIELDS).map(|(n, it)| asked(&name(it), At::Question(n)));
    let mut all: Vec<Asked> = questions.collect();
    if looked_at {
        all.push(asked(&format!("{}, from the card", name(&D::FIELDS[0])), At::Edit(0)));
        all.push(asked("card", At::Card));
    }
    all
}

fn new_product() -> product::Draft {
    product::Draft {
        name: Name::parse("Zoom <Pro> & kawan").ok(),
        price: Some(Rupiah(35_000)),
        category: Name::parse("Kerja").ok(),
        description: Description::parse("Rapat <tanpa> batas.").unwrap(),
    }
}

fn archived() -> Vec<Asked> {
    let product::Draft { name, price, category, description } = new_product();
    let (number, name, price) = (Some(4), name.unwrap(), price.unwrap());
    let new = NewProduct { number, name, price, category, description };
    let named = NewProduct { number: None, ..new.clone() };
    let asked = |new| Shelving::Archived { product: VIDIO, new }.into();
    vec![Asked("archived".into(), asked(new)), Asked("archived by name".into(), asked(named))]
}

/// Each field of a product that has everything, and of one that has nothing.
fn product_edits() -> Vec<Asked> {
    let of = |name: &'static str, product, sure| {
        editable().into_iter().map(move |field| {
            let edit = product::Edit { product, field, seen: Fingerprint(7), page: 0, sure };
            Asked(format!("{name}: {field:?}"), edit.into())
        })
    };
    let sure = of("sure of Netflix", NETFLIX, Some(Rupiah(5_000))).filter(
        |it| matches!(&it.1, Wizard::ProductEdit(edit) if edit.field == product::Editable::Price),
    );
    of("Netflix", NETFLIX, None).chain(of("Canva", CANVA, None)).chain(sure).collect()
}

/// What belongs to each kind, of products that have it and of such that have not.
fn kind_edits() -> Vec<Asked> {
    let of = |name: &'static str, product, field| {
        let edit = product::KindEdit { product, field, seen: Fingerprint(7) };
        Asked(format!("{name}: {field:?}"), edit.into())
    };
    every!(product::KindField:
        product::KindField::Parts => [product::KindField::Parts],
        product::KindField::Quota => [product::KindField::Quota],
        product::KindField::Within => [product::KindField::Within],
        product::KindField::Question => [product::KindField::Question],
        product::KindField::Old => [product::KindField::Old],
    )
    .into_iter()
    .flat_map(|field| match field {
        product::KindField::Parts => {
            vec![of("Netflix", NETFLIX, field), of("Zoom", ZOOM, field)]
        }
        product::KindField::Quota => vec![of("guide", GUIDE, field), of("invite", INVITE, field)],
        product::KindField::Within => vec![of("invite", INVITE, field)],
        product::KindField::Question => {
            vec![of("invite", INVITE, field), of("top-up", TOP_UP, field)]
        }
        product::KindField::Old => vec![of("top-up", TOP_UP, field)],
    })
    .collect()
}

fn finishes() -> Vec<Asked> {
    let (order, product) = (READY, INVITE);
    let asked =
        |name: &str, hands| Asked(name.to_owned(), todo::Finish { order, product, hands }.into());
    vec![
        asked("finish", None),
        asked("finish, to be handed over", Some(Hands::Text("kode <abc>".into()))),
        asked("finish, handed over as a file", Some(Hands::Text("kode\u{200b}".into()))),
        asked("finish, with nothing", Some(Hands::Nothing)),
    ]
}

/// A kind that is chosen, from the promise on.
fn by_hand() -> product::ManualDraft {
    let terms = Terms { within: Span::hours(2), question: None };
    product::ManualDraft { product: CANVA, terms }
}

fn category_edits() -> Vec<Asked> {
    let fields = every!(category::Editable:
        category::Editable::Name => [category::Editable::Name],
        category::Editable::Emoji => [category::Editable::Emoji],
    );
    let of = |category, field| category::Edit { category, field, seen: Fingerprint(7) };
    let mut all = vec![Asked("new category".into(), of(None, fields[0]).into())];
    for category in [STREAMING, WORK] {
        let name = |field| format!("category {}: {field:?}", category.0);
        all.extend(fields.iter().map(|it| Asked(name(it), of(Some(category), *it).into())));
    }
    all
}

fn batch_edits() -> Vec<Asked> {
    let fields = every!(batch::Editable:
        batch::Editable::Cost => [batch::Editable::Cost],
        batch::Editable::Note => [batch::Editable::Note],
    );
    let asked = |(batch, field): (BatchId, _)| {
        Asked(format!("batch {}: {field:?}", batch.0), batch::Edit { batch, field }.into())
    };
    let each = fields.into_iter().flat_map(|field| BATCHES.map(|batch| (batch, field)));
    each.map(asked).collect()
}

fn unit_edits() -> Vec<Asked> {
    let fields = every!(unit::Editable:
        unit::Editable::Content => [unit::Editable::Content],
        unit::Editable::Product => [unit::Editable::Product],
    );
    let asked = |field| Asked(format!("unit: {field:?}"), unit::Edit { unit: FREE, field }.into());
    fields.into_iter().map(asked).collect()
}

fn taken_off() -> Vec<Asked> {
    let asked = |(name, product, unsold): (&str, ProductId, u32)| {
        Asked(name.to_owned(), Shelving::TakeOff { product, unsold }.into())
    };
    let all =
        [("take off", NETFLIX, 4), ("take a card off", DISNEY, 5), ("an empty card", DISNEY, 0)];
    all.map(asked).into()
}

fn labellings() -> Vec<Asked> {
    let asked = |(name, product, new): (&str, ProductId, _)| {
        let seen = Fingerprint(7);
        Asked(name.to_owned(), variant::Labelling { product, seen, new }.into())
    };
    let first = Some(variant::Draft::of(CANVA));
    [("first label", CANVA, first), ("label", DISNEY_3, None)].map(asked).into()
}

fn new_variants(w: Words) -> Vec<Asked> {
    let (label, price) = (Name::parse("6 <bulan>").ok(), Some(Rupiah(150_000)));
    let draft = variant::Draft { label, price, ..variant::Draft::of(DISNEY) };
    let first = Name::parse("1 bulan").ok();
    let begun = variant::Draft { first, product: CANVA, ..draft.clone() };
    let both = [("new choice", draft), ("the first choice", begun)];
    both.into_iter().flat_map(|(title, draft)| form(title, &draft, w, true)).collect()
}

fn gather() -> Vec<Asked> {
    let pieces = vec![Pasted("g1@x|1\ng2@x|2".into()), Pasted("g3@x|3".into())];
    let at = OPENED;
    vec![Asked("gather".into(), Gather { product: NETFLIX, pieces, at }.into())]
}

fn document() -> Document {
    let (file, name) = ("stok".into(), "stok.txt".into());
    Document { file, name, bytes: 900, legible: false, form: Ok(FileForm::Lines) }
}

fn sent() -> Sent {
    Sent { file: "bukti".into(), kind: FileKind::Photo }
}

fn new_coupon() -> coupon::Draft {
    let off = Off::Percent { percent: 15, most: Some(Rupiah(20_000)) };
    let scope = Scope::Products(vec![NETFLIX, CANVA]);
    let plain = Conditions::plain(off);
    let conditions = Conditions { scope, minimum: Rupiah(50_000), uses_max: Some(100), ..plain };
    coupon::Draft { code: CouponCode::parse("GAJIAN").ok(), conditions: Some(conditions) }
}

/// Of a product that costs less than half then, and of a category.
fn promos(w: Words) -> Vec<Asked> {
    let draft = |of, off, period| {
        let seen = Fingerprint(7);
        product::PromoDraft { of, seen, off: Some(off), period }
    };
    let of = every!(product::PromoOf:
        product::PromoOf::Product(_) => [product::PromoOf::Product(CANVA)],
        product::PromoOf::Category(_) => [product::PromoOf::Category(WORK)],
    );
    let most = Off::Percent { percent: 60, most: None };
    let period = Period { from: Some(OPENED), until: Some(OPENED.after(Span::hours(24))) };
    let mut all = form("promo", &draft(of[0], most, Period::default()), w, true);
    all.extend(form("category promo", &draft(of[1], Off::Flat(Rupiah(20_000)), period), w, true));
    all
}

fn lowers(w: Words) -> Vec<Asked> {
    let steps = [(5, 60_000), (10, 30_000)];
    let steps = steps.map(|(from, price)| Step { from, price: Rupiah(price) }).to_vec();
    let all = every!(product::LowerOf:
        product::LowerOf::Steps(_) => [product::LowerOf::Steps(Some(steps))],
        product::LowerOf::Reseller(_) => [product::LowerOf::Reseller(Some(Rupiah(30_000)))],
    );
    let asked = |(name, of)| {
        let draft = product::LowerDraft { product: CANVA, of, seen: Fingerprint(7) };
        form(name, &draft, w, true)
    };
    ["wholesale", "reseller price"].into_iter().zip(all).flat_map(asked).collect()
}

fn corrections() -> Vec<Asked> {
    let sum = Rupiah(5_000);
    let changes = every!(Change:
        Change::Received(_) => [Change::Received(sum)],
        Change::Added(_) => [Change::Added(sum)],
        Change::Taken(_) => [Change::Taken(sum)],
    );
    let asked = |change| {
        let (number, customer) = (7, CustomerId(SARI));
        let reason = Reason::parse("setor <tunai> & kembali").unwrap();
        Asked(format!("{change:?}"), Correction { number, customer, change, reason }.into())
    };
    changes.into_iter().map(asked).collect()
}

fn settings() -> Vec<Asked> {
    let seen = Fingerprint(0);
    let asked = |which: Setting| {
        let edit = setting::Edit { which, seen, draft: None };
        Asked(format!("setting {}", which.name()), edit.into())
    };
    let account = Some(Value::Words(Some("BCA 987\na.n. <Sari>".into())));
    let which = Setting::TransferAccount;
    let sure = setting::Edit { which, seen, draft: account };
    let sure = Asked("setting transfer_account, sure".to_owned(), sure.into());
    people_set().into_iter().map(asked).chain([sure]).collect()
}

fn refunds(counter: &Counter, w: Words) -> Vec<Asked> {
    let portions = every!(Portion:
        Portion::Whole => [Portion::Whole],
        Portion::Units(_) => [Portion::Units(vec![unit_of(counter, DELIVERED)])],
    );
    let purses = every!(Purse:
        Purse::Balance => [Purse::Balance],
        Purse::Outside => [Purse::Outside],
    );
    let draft = |(portion, to): (Portion, Purse)| {
        let title = match portion {
            Portion::Whole => "refund of an order",
            Portion::Units(_) => "refund of a unit",
        };
        let (amount, why) = (Some(Rupiah(40_000)), Reason::parse("akun <mati>").ok());
        let empty = refund::Draft::of(DELIVERED, portion);
        let draft = refund::Draft { amount, to: Some(to), why, part: Some(1), ..empty };
        form(title, &draft, w, true)
    };
    portions.into_iter().zip(purses).flat_map(draft).collect()
}
