//! What kind of goods a product is, and what belongs to that kind.

use super::{KindEdit, KindField, KindPick, Place, Press, manual};
use crate::chat::action::{ProductPress, StockPress};
use crate::chat::choice::{Choice, Fingerprint};
use crate::chat::goods;
use crate::chat::layout::{button, paragraphs};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::encode;
use crate::domain::id::ProductId;
use crate::domain::limit::TODO_QUESTION_CHARS_MAX;
use crate::domain::message::{Button, Media, Screen};
use crate::domain::product::{ENDLESS, Kind, NoProduct, Product, Terms, parts_named};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::{span, text};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::undo::{Act, Before};
use crate::shop::{kind, product, shared, supply};
use crate::words::{Html, Words, args};

pub struct View {
    product: Product,
    /// How many can be sold now.
    left: u64,
    /// Nobody has said yet what all of its buyers get.
    empty: bool,
    undo: Option<Act>,
}

pub fn load(ctx: &Ctx, id: ProductId, undo: Option<Act>) -> Done<View> {
    let product = product::known(&ctx.tx, id)?;
    let left = supply::quota_left(&ctx.tx, &product)?.unwrap_or(ENDLESS.into());
    let shares = matches!(product.kind, Kind::Shared { .. });
    let empty = shares && shared::of(&ctx.tx, id)?.is_none();
    Ok(View { product, left, empty, undo })
}

pub fn kind_name(kind: &Kind, w: Words) -> String {
    match kind {
        Kind::Unit { .. } => w.plain_product_unit(),
        Kind::File => w.plain_product_file(),
        Kind::Shared { .. } => w.plain_product_shared(),
        Kind::Manual { .. } => w.plain_product_manual(),
    }
}

pub fn render(v: &View, w: Words) -> Screen {
    let Product { id, name, kind, .. } = &v.product;
    let card = w.kind_card(args::KindCard { name: name.as_str(), what: &kind_name(kind, w) });
    let saved = if v.undo.is_some() { w.product_saved() } else { String::new() };
    let mut screen = Screen::new(paragraphs([saved, card, own(v, w), w.kind_which()]));
    if let Some(act) = v.undo {
        screen = screen.buttons(vec![button(w.button_undo(), Press::Undo(*id, act))]);
    }
    for row in fields(v, w).chunks(2) {
        screen = screen.buttons(row.to_vec());
    }
    let picks = [
        (KindPick::Unit, w.button_kind_unit()),
        (KindPick::File, w.button_kind_file()),
        (KindPick::Shared, w.button_kind_shared()),
        (KindPick::Manual, w.button_kind_manual()),
    ];
    let other = picks.into_iter().filter(|(pick, _)| !pick.is(kind));
    let other = other.map(|(pick, label)| button(label, Press::SetKind(*id, pick)));
    for row in other.collect::<Vec<_>>().chunks(2) {
        screen = screen.buttons(row.to_vec());
    }
    let stock = button(w.button_product_stock(), StockPress::Of(*id));
    screen.buttons(vec![stock]).buttons(vec![button(w.button_back(), Press::Card(*id))])
}

/// What is set of its kind.
fn own(v: &View, w: Words) -> String {
    match &v.product.kind {
        Kind::Unit { fields } if fields.is_empty() => w.kind_no_parts(),
        Kind::Unit { fields } => w.kind_parts(&named(fields), fields.len() as u64),
        Kind::File => String::new(),
        Kind::Shared { .. } if v.empty => [w.kind_left(v.left), w.kind_empty()].join("\n"),
        Kind::Shared { .. } => w.kind_left(v.left),
        Kind::Manual { terms: Terms { within, question }, .. } => {
            let question = match question {
                Some(question) => w.kind_question(question),
                None => w.kind_no_question(),
            };
            [w.kind_left(v.left), w.kind_within(&w.span(*within)), question].join("\n")
        }
    }
}

fn named(fields: &[text::Name]) -> String {
    fields.iter().map(|field| field.as_str()).collect::<Vec<_>>().join("|")
}

fn fields(v: &View, w: Words) -> Vec<Button> {
    let edit = |label, field| button(label, Press::EditKind(v.product.id, field));
    match v.product.kind {
        Kind::Unit { .. } => vec![edit(w.button_kind_parts(), KindField::Parts)],
        Kind::File => Vec::new(),
        Kind::Shared { .. } => vec![edit(w.button_kind_quota(), KindField::Quota)],
        Kind::Manual { .. } => vec![
            edit(w.button_kind_quota(), KindField::Quota),
            edit(w.button_kind_within(), KindField::Within),
            edit(w.button_kind_question(), KindField::Question),
        ],
    }
}

/// Makes another kind of it. What is done by hand is asked about first, as it could be bought at
/// once.
pub fn set(ctx: &mut Ctx, turn: &Turn, by: Staff, id: ProductId, pick: KindPick) -> Done<Reply> {
    let known = product::known(&ctx.tx, id)?;
    if pick.is(&known.kind) {
        return Ok(Next::go(Place::Kind { product: id, undo: None }).into());
    }
    if pick == KindPick::Manual {
        return Ok(manual::open(ctx, &known)?.into());
    }
    if pick == KindPick::Shared && shared::of(&ctx.tx, id)?.is_some() {
        kind::free(&ctx.tx, &known, &pick.kind())?;
        return Ok(open(ctx, id, KindField::Old)?.into());
    }
    made(ctx, turn, by, id, pick.kind())
}

/// It is of that kind from now on, which can be taken back.
pub(super) fn made(
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    id: ProductId,
    kind: Kind,
) -> Done<Reply> {
    let before = Before::here(&ctx.tx)?;
    kind::change(ctx, by, id, kind)?;
    let undo = before.act(&ctx.tx)?;
    Ok(Next::go(Place::Kind { product: id, undo }).toast(turn.words.toast_saved()))
}

pub fn open(ctx: &Ctx, id: ProductId, field: KindField) -> Done<Next> {
    let known = product::known(&ctx.tx, id)?;
    Ok(Next::ask(KindEdit { product: id, field, seen: seen(&known) }))
}

/// Its kind in short: it tells whether somebody has changed it meanwhile.
fn seen(known: &Product) -> Fingerprint {
    Fingerprint::of(&encode(&known.kind))
}

pub fn ask(it: &KindEdit, ctx: &Ctx, w: Words) -> Done<Question> {
    let known = product::known(&ctx.tx, it.product)?;
    let name = known.name.as_str();
    Ok(match (it.field, &known.kind) {
        (KindField::Parts, Kind::Unit { fields }) if fields.is_empty() => {
            Question::new(w.edit_parts_none(name))
        }
        (KindField::Parts, Kind::Unit { fields }) => {
            let text = w.edit_parts(args::EditParts { content: &named(fields), name });
            Question::new(text).choice(w.button_no_parts(), Choice::Delete)
        }
        (KindField::Quota, Kind::Shared { .. } | Kind::Manual { .. }) => {
            let left = supply::quota_left(&ctx.tx, &known)?.unwrap_or(ENDLESS.into());
            Question::new(w.edit_quota(left, name)).choice(w.button_no_quota(), Choice::Delete)
        }
        (KindField::Within, Kind::Manual { terms, .. }) => {
            let span = w.span(terms.within);
            let usual = w.button_default(&w.span(Terms::default().within));
            Question::new(w.edit_within(args::EditWithin { name, span: &span }))
                .choice(usual, Choice::Delete)
        }
        (KindField::Question, Kind::Manual { terms, .. }) => match &terms.question {
            None => Question::new(w.edit_question_none(name)),
            Some(question) => {
                let text = w.edit_question(args::EditQuestion { content: question, name });
                Question::new(text).choice(w.button_no_question(), Choice::Delete)
            }
        },
        (KindField::Old, kind) if !KindPick::Shared.is(kind) => old(it.product, name, ctx, w)?,
        // It is of another kind by now.
        _ => return Err(Refusal::Product(NoProduct::Changed).into()),
    })
}

/// What all buyers would get once more, as they would get it.
fn old(id: ProductId, name: &str, ctx: &Ctx, w: Words) -> Done<Question> {
    let unit = shared::of(&ctx.tx, id)?.ok_or(Refusal::Product(NoProduct::Changed))?;
    let (rows, media) = match unit.file {
        Some(file) => (String::new(), Media::Kept(file)),
        None => goods::look(&unit.content, name, w),
    };
    let text = w.kind_shared_before(name, Html(&rows));
    Ok(Question::new(text).with(media).sure(w.button_use_again(), Choice::Save))
}

pub fn answer(it: KindEdit, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply> {
    let known = product::known(&ctx.tx, it.product)?;
    let now = seen(&known);
    if now != it.seen {
        let again = KindEdit { seen: now, ..it };
        return Ok(Next::Again(again.into(), Refusal::Product(NoProduct::Changed)).into());
    }
    if let (KindField::Old, Answer::Choice(Choice::Save, _)) = (it.field, said) {
        return made(ctx, turn, by, it.product, KindPick::Shared.kind());
    }
    let before = Before::here(&ctx.tx)?;
    let typed = match said {
        Answer::Text(text) => Some(text.as_str()),
        Answer::Choice(Choice::Delete, _) => None,
        Answer::Choice(..) | Answer::Photo { .. } | Answer::Document(_) | Answer::Other => {
            return Err(Refusal::Input(BadInput::NoText).into());
        }
    };
    let kind = match (it.field, known.kind) {
        (KindField::Parts, Kind::Unit { .. }) => {
            Kind::Unit { fields: typed.map(parts_named).transpose()?.unwrap_or_default() }
        }
        (KindField::Quota, kind) => {
            let left = typed.map(kind::quota_typed).transpose()?;
            kind::with_left(&ctx.tx, it.product, kind, left)?
        }
        (KindField::Within, Kind::Manual { quota, terms }) => {
            let within = typed.map(span::within).transpose()?;
            let within = within.unwrap_or(Terms::default().within);
            Kind::Manual { quota, terms: Terms { within, ..terms } }
        }
        (KindField::Question, Kind::Manual { quota, terms }) => {
            let question = typed.map(|it| text::lines(it, TODO_QUESTION_CHARS_MAX)).transpose()?;
            Kind::Manual { quota, terms: Terms { question, ..terms } }
        }
        (_, _) => return Err(Refusal::Product(NoProduct::Changed).into()),
    };
    kind::change(ctx, by, it.product, kind)?;
    let (product, undo) = (it.product, before.act(&ctx.tx)?);
    Ok(Next::go(Place::Kind { product, undo }).into())
}

/// The way to it from a product that is new.
pub fn way(id: ProductId, w: Words) -> Button {
    button(w.button_kind(), ProductPress::Kind(id))
}

/// What a product of its kind needs next to be sold, and the way there.
pub fn next(known: &Product, w: Words) -> (String, Button) {
    let fill = |label| button(label, StockPress::Fill(known.id));
    match known.kind {
        Kind::Unit { .. } => (w.next_units(), fill(w.button_fill_stock())),
        Kind::File => (w.next_files(), fill(w.button_fill_stock())),
        Kind::Shared { .. } => (w.next_shared(), fill(w.button_shared_fill())),
        Kind::Manual { .. } => (w.next_manual(), way(known.id, w)),
    }
}
