//! What was sent for the shelf, looked at before it is there, while it goes in, and once it is in.

use super::Press;
use crate::chat::action::{BatchPress, StockPress};
use crate::chat::layout::{button, fitting, paragraphs};
use crate::domain::batch::Doing;
use crate::domain::id::{BatchId, CustomerId, IntakeId};
use crate::domain::intake::{Intake, Lines, Parted, Stage, Sum, Way};
use crate::domain::message::{Button, Screen};
use crate::domain::product::Product;
use crate::domain::stock::{Looks, Reject, Suspect, parts};
use crate::domain::text::Name;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, cart, intake};
use crate::words::{Html, Words, args};

/// Text beside the lines that are refused.
const RESERVE: usize = 2_600;
/// Of a unit that is shown as its buyer gets it.
const UNIT_CHARS: usize = 700;

pub struct View {
    intake: Intake,
    product: Product,
    /// Products that have some of the lines, in the order of `Sum::elsewhere`, for each way.
    elsewhere: Vec<Vec<Product>>,
    left: u32,
}

/// As whoever has sent it sees it.
pub fn load(ctx: &Ctx, by: CustomerId, id: IntakeId) -> Done<View> {
    let intake = intake::own(&ctx.tx, by, id)?;
    let mut elsewhere = Vec::new();
    for way in &intake.ways {
        let of = way.sum.elsewhere.iter().map(|(id, _)| browse::product(&ctx.tx, *id));
        elsewhere.push(of.collect::<Result<Vec<_>, _>>()?);
    }
    let left = cart::available(&ctx.tx, intake.product)?;
    Ok(View { product: browse::product(&ctx.tx, intake.product)?, intake, elsewhere, left })
}

pub fn render(v: &View, w: Words) -> Screen {
    match v.intake.stage {
        Stage::Looking { way, piece } => under_way(v, usize::from(way), piece, false, w),
        Stage::Taking { way, piece, .. } => under_way(v, usize::from(way), piece, true, w),
        Stage::Waiting => waiting(v, w),
        Stage::Done { way, batch } => done(v, usize::from(way), batch, w),
    }
}

fn under_way(v: &View, way: usize, piece: u16, taking: bool, w: Words) -> Screen {
    let (name, id) = (v.product.name.as_str(), v.intake.id);
    let (pieces, units) = v.intake.ways.get(way).map_or((0, 0), |it| (it.pieces, it.units));
    let done = u64::from(units) * u64::from(piece) / u64::from(pieces.max(1));
    let count = units.into();
    let text = match taking {
        true => w.intake_taking(args::IntakeTaking { count, done, name }),
        false => w.intake_looking(args::IntakeLooking { count, done, name }),
    };
    Screen::new(text).buttons(vec![button(w.button_refresh(), Press::Look(id))])
}

fn waiting(v: &View, w: Words) -> Screen {
    let Intake { id, ways, suspects, seams, .. } = &v.intake;
    let (name, number) = (v.product.name.as_str(), v.product.number.into());
    let doubtful = !suspects.is_empty();
    let mut parts = vec![w.intake_title(name, number)];
    let blocks = ways.len() > 1;
    parts.extend(suspects.iter().map(|it| looks(it, blocks, w)));
    if !seams.is_empty() {
        parts.push(w.intake_seams(&places(seams, 0, w)));
    }
    let (mut keys, mut refused) = (Vec::new(), Vec::new());
    for (way, elsewhere) in ways.iter().zip(&v.elsewhere).rev() {
        parts.push(preview(way, &v.product, elsewhere, w));
        refused = reasons(&way.sum, w);
        if way.sum.added > 0 {
            let added = way.sum.added.into();
            let label = match way.parted {
                Parted::Blocks => w.button_take_blocks(added),
                Parted::Unheaded => w.button_take_unheaded(added),
                Parted::Lines if doubtful => w.button_each_line(added),
                Parted::Lines => w.button_take(),
            };
            keys.push(button(label, Press::Take(*id, way.parted)));
        }
    }
    let text = paragraphs([parts.join("\n\n"), refused.join("\n")]);
    let screen = keys.into_iter().map(|key| vec![key]).fold(Screen::new(text), Screen::buttons);
    screen.buttons(vec![button(w.button_cancel(), Press::Drop(*id))])
}

/// What would come of one way to read it.
fn preview(way: &Way, product: &Product, elsewhere: &[Product], w: Words) -> String {
    let sum = &way.sum;
    let count = sum.added.into();
    let mut rows = vec![match way.parted {
        Parted::Lines => w.intake_units(count),
        Parted::Blocks => w.intake_blocks(count),
        Parted::Unheaded => w.intake_unheaded(count),
    }];
    if let Some(first) = &sum.first {
        rows.push(match in_parts(first, product, w) {
            Some(parts) => w.intake_first_parts(Html(&parts)),
            None => w.intake_first(&unit(first, w)),
        });
    }
    if let Some(last) = sum.last.as_ref().filter(|_| sum.added > 1) {
        rows.push(match in_parts(last, product, w) {
            Some(parts) => w.intake_last_parts(Html(&parts)),
            None => w.intake_last(&unit(last, w)),
        });
    }
    rows.extend(notes(sum, elsewhere, w));
    rows.join("\n")
}

/// By the names of its parts, as its buyer gets it, where its product has as many.
fn in_parts(content: &str, product: &Product, w: Words) -> Option<String> {
    let names = product.kind.parts();
    let parts = parts(content, names.len()).filter(|_| !names.is_empty())?;
    let field = |(name, part): (&Name, &str)| {
        w.goods_field(args::GoodsField { content: &unit(part, w), field: name.as_str() })
    };
    Some(names.iter().zip(parts).map(field).collect::<Vec<_>>().join("\n"))
}

/// As its buyer gets it; of a very long one its beginning.
fn unit(content: &str, w: Words) -> String {
    let count = content.chars().count();
    if count <= UNIT_CHARS {
        return content.to_owned();
    }
    let begin: String = content.chars().take(UNIT_CHARS).collect();
    format!("{begin}… {}", w.plain_signs(count as u64))
}

fn looks(Suspect { looks, first, last }: &Suspect, blocks: bool, w: Words) -> String {
    match looks {
        Looks::Account if blocks => w.intake_account(args::IntakeAccount {
            first_line: &first.to_string(),
            last_line: &last.to_string(),
        }),
        Looks::Account => w.fill_sure_account(args::FillSureAccount {
            first_line: &first.to_string(),
            last_line: &last.to_string(),
        }),
        Looks::Heading => w.fill_sure_heading(&first.to_string()),
    }
}

fn done(v: &View, way: usize, batch: Option<BatchId>, w: Words) -> Screen {
    let empty = Sum::default();
    let sum = v.intake.ways.get(way).map_or(&empty, |way| &way.sum);
    let elsewhere = v.elsewhere.get(way).map(Vec::as_slice).unwrap_or_default();
    let result = w.fill_result(args::FillResult {
        added: sum.added.into(),
        doubled: sum.known().into(),
        name: v.product.name.as_str(),
        number: v.product.number.into(),
        refused: sum.refused_count.into(),
        stock: v.left.into(),
    });
    let (notes, reasons) = (notes(sum, elsewhere, w).join("\n"), reasons(sum, w).join("\n"));
    let screen = Screen::new(paragraphs([result, notes, reasons]));
    let open = |id| {
        let undo = BatchPress::Ask(id, Doing::TakeBack);
        vec![
            button(w.button_batch_take_back(), undo),
            button(w.button_batch_open(), BatchPress::Card(id)),
        ]
    };
    let screen = batch.map(open).into_iter().fold(screen, Screen::buttons);
    screen.buttons(below(v, w))
}

fn below(v: &View, w: Words) -> Vec<Button> {
    let id = v.product.id;
    vec![
        button(w.button_fill_more(), StockPress::Fill(id)),
        button(w.button_back(), StockPress::Of(id)),
    ]
}

/// Lines that the shop has already.
fn notes(sum: &Sum, elsewhere: &[Product], w: Words) -> Vec<String> {
    let mut notes = Vec::new();
    if sum.moved > 0 {
        notes.push(w.fill_moved(sum.moved.into()));
    }
    if sum.doubled.count > 0 {
        notes.push(w.fill_doubled_lines(&told(&sum.doubled, w)));
    }
    if sum.sold.count > 0 {
        notes.push(w.fill_sold_lines(&told(&sum.sold, w)));
    }
    for ((_, lines), other) in sum.elsewhere.iter().zip(elsewhere) {
        notes.push(w.fill_elsewhere_lines(args::FillElsewhereLines {
            name: other.name.as_str(),
            number: other.number.into(),
            places: &told(lines, w),
        }));
    }
    if sum.farther > 0 {
        notes.push(w.fill_more_lines(sum.farther.into()));
    }
    notes
}

fn reasons(sum: &Sum, w: Words) -> Vec<String> {
    let mut reasons = fitting(sum.refused.iter().map(|it| reason(w, it)), RESERVE);
    let more = (sum.refused_count as usize).saturating_sub(reasons.len());
    if more > 0 {
        reasons.push(w.fill_more_lines(more as u64));
    }
    reasons
}

fn reason(w: Words, (at, reject): &(u64, Reject)) -> String {
    let reason = w.reject(*reject);
    w.fill_refused_line(args::FillRefusedLine { line: &at.to_string(), reason: &reason })
}

fn told(lines: &Lines, w: Words) -> String {
    places(&lines.told, (lines.count as usize).saturating_sub(lines.told.len()), w)
}

/// `3, 4, 9`, and that there are more.
fn places(lines: &[u64], more: usize, w: Words) -> String {
    let told: Vec<String> = lines.iter().map(u64::to_string).collect();
    match more {
        0 => told.join(", "),
        more => format!("{} {}", told.join(", "), w.plain_more_lines(more as u64)),
    }
}
