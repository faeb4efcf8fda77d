//! Every question of every conversation: of a form each of its own, and its card.

use warung::chat::choice::Fingerprint;
use warung::chat::field::Field;
use warung::chat::filling::Questions;
use warung::chat::form::{At, Form};
use warung::chat::said::Document;
use warung::chat::staff::product::Shelving;
use warung::chat::staff::stock::{Gather, Rest, Which};
use warung::chat::staff::{
    batch, category, config, coupon, own_button, product, refund, setting, unit, wording,
};
use warung::chat::wizard::Wizard;
use warung::domain::correction::{Change, Correction};
use warung::domain::coupon::{Conditions, CouponCode, Off, Scope};
use warung::domain::id::{BatchId, CustomerId};
use warung::domain::message::{FileKind, Sent};
use warung::domain::money::Rupiah;
use warung::domain::own_button::Label;
use warung::domain::product::NewProduct;
use warung::domain::refund::{Portion, Purse};
use warung::domain::settings::{Setting, Value};
use warung::domain::stock::{Form as FileForm, Pasted};
use warung::domain::text::{Description, Name, Reason};
use warung::domain::wording::{TEXTS, WordingId};
use warung::shop::audit::Filter;
use warung::words::Words;

use super::every;
use super::presses::{editable, people_set};
use crate::counter::{Counter, OPENED, SARI};
use crate::gallery::shop::{
    BATCHES, CANVA, DELIVERED, FREE, GREETING, GUARANTEE, HELP, IN_REVIEW, NETFLIX, ROUND,
    STREAMING, VIDIO, WITHHELD, WORK, ZOOM, unit_of,
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
            one("take off", Shelving::TakeOff { product: NETFLIX, unsold: 4 }.into()),
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
        Wizard::Evidence(_) => "customer.order",
        Wizard::Setting(_) => "staff.setting",
        Wizard::Field(Field::Doubt { .. }) => "staff.review",
        Wizard::Field(Field::Stock(_)) | Wizard::Gather(_) | Wizard::Which(_) | Wizard::Rest(_) => {
            "staff.stock"
        }
        Wizard::Field(Field::Picture(_) | Field::FindProduct)
        | Wizard::ProductNew(_)
        | Wizard::Shelving(_)
        | Wizard::ProductEdit(_) => "staff.product",
        Wizard::CategoryEdit(_) => "staff.category",
        Wizard::BatchEdit(_) => "staff.batch",
        Wizard::UnitEdit(_) | Wizard::UnitFinding(_) | Wizard::Removing(_) => "staff.unit",
        Wizard::Field(Field::Audit(_)) => "staff.audit",
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

fn gather() -> Vec<Asked> {
    let pieces = vec![Pasted("g1@x|1\ng2@x|2".into()), Pasted("g3@x|3".into())];
    let at = OPENED;
    vec![Asked("gather".into(), Gather { product: NETFLIX, pieces, at }.into())]
}

fn document() -> Document {
    Document { file: "stok".into(), bytes: 900, legible: false, form: Ok(FileForm::Lines) }
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
