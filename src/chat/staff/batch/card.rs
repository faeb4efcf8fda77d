//! One batch: what has become of its units, and what can be done with all of them.

use super::{Editable, Place, Press};
use crate::chat::layout::{button, name_of};
use crate::chat::place::StockPlace;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::batch::{Batch, Doing, Source, Work};
use crate::domain::id::BatchId;
use crate::domain::message::{Button, Screen};
use crate::domain::product::Product;
use crate::domain::revision::By;
use crate::domain::text::Reason;
use crate::shop::batch::{self, Fates};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::staff::{self, Staff};
use crate::shop::{browse, cart};
use crate::words::{Html, Words, args};

pub struct View {
    batch: Batch,
    product: Product,
    fates: Fates,
    /// Units of the product that others could get instead.
    spare: u64,
    by: Option<String>,
    /// What whoever looks may do.
    may: Vec<Doing>,
    /// They may see who has bought of it.
    buyers: bool,
}

const ALL: [Doing; 5] =
    [Doing::Freeze, Doing::Thaw, Doing::TakeBack, Doing::Replace, Doing::Refund];

pub fn load(ctx: &Ctx, turn: &Turn, id: BatchId) -> Done<View> {
    let batch = batch::known(&ctx.tx, id)?;
    let product = browse::product(&ctx.tx, batch.product)?;
    let by = match batch.by {
        By::Staff(id) => Some(name_of(ctx, id)?),
        By::Machine | By::Shop => None,
    };
    let mut may = Vec::new();
    for doing in ALL {
        if staff::may(ctx, turn.customer.id, doing.needs())?.is_some() {
            may.push(doing);
        }
    }
    let buyers = Press::Buyers { batch: id, page: 0 };
    let buyers = staff::may(ctx, turn.customer.id, buyers.needs())?.is_some();
    let spare = cart::available(&ctx.tx, product.id)?.into();
    Ok(View { fates: batch::fates(&ctx.tx, id)?, spare, batch, product, by, may, buyers })
}

pub fn render(v: &View, w: Words) -> Screen {
    let id = v.batch.id;
    let mut screen = Screen::new(text(v, w));
    if v.batch.work.is_some() {
        screen = screen.buttons(vec![button(w.button_refresh(), Press::Card(id))]);
    } else {
        screen = actions(v, w).into_iter().fold(screen, Screen::buttons);
    }
    if v.buyers && v.fates.sold > 0 {
        let buyers = Press::Buyers { batch: id, page: 0 };
        screen = screen.buttons(vec![button(w.button_batch_buyers(), buyers)]);
    }
    let edit = |label, what| button(label, Press::Edit(id, what));
    screen
        .buttons(vec![
            edit(w.button_batch_cost(), Editable::Cost),
            edit(w.button_batch_note(), Editable::Note),
        ])
        .buttons(vec![button(w.button_back(), Press::List { product: v.product.id, page: 0 })])
}

/// What makes sense with its units as they are.
fn actions(v: &View, w: Words) -> Vec<Vec<Button>> {
    let (id, fates) = (v.batch.id, v.fates);
    let unsold = fates.available + fates.withheld;
    let wanted = |doing| match doing {
        Doing::Freeze => !v.batch.frozen && fates.available + fates.held > 0,
        Doing::Thaw => v.batch.frozen,
        Doing::TakeBack => unsold > 0,
        Doing::Replace | Doing::Refund => fates.sold > 0,
    };
    let there = v.may.iter().copied().filter(|doing| wanted(*doing));
    let keys: Vec<Button> = there
        .map(|doing| match doing {
            Doing::Freeze => button(w.button_batch_freeze(), wish(v, doing)),
            Doing::Thaw => button(w.button_batch_thaw(), wish(v, doing)),
            Doing::TakeBack => button(w.button_batch_take_back(), Press::Ask(id, doing)),
            Doing::Replace => button(w.button_batch_replace(), Press::Ask(id, doing)),
            Doing::Refund => button(w.button_batch_refund(), Press::Ask(id, doing)),
        })
        .collect();
    keys.chunks(2).map(<[Button]>::to_vec).collect()
}

fn text(v: &View, w: Words) -> String {
    let Batch { at, count, cost, note, .. } = &v.batch;
    let Fates { available, held, sold, returned, withheld } = v.fates;
    let source = source(v.batch.source, w);
    let mut rows = vec![match &v.by {
        Some(by) => w.batch_row_source_by(args::BatchRowSourceBy { name: by, source: &source }),
        None => w.batch_row_source(&source),
    }];
    rows.push(w.batch_row_fates(args::BatchRowFates {
        count: (*count).into(),
        reserved: held,
        returned,
        sold,
        stock: available,
    }));
    if withheld > 0 {
        rows.push(w.batch_row_withheld(withheld));
    }
    if sold > 0 && available + held > 0 && !v.batch.frozen {
        rows.push(w.batch_faulty_hint());
    }
    rows.extend(cost.map(|cost| w.batch_row_cost(cost)));
    rows.extend(note.as_ref().map(|note| w.batch_row_note(note.as_str())));
    if let Some(Work { doing, done, left_out, .. }) = &v.batch.work {
        rows.push(w.batch_row_work(args::BatchRowWork {
            done: (*done).into(),
            left: (*left_out).into(),
            what: &doing_name(*doing, w),
        }));
    }
    let (name, number) = (v.product.name.as_str(), v.product.number.into());
    w.batch_card(*at, name, number, Html(&rows.join("\n")))
}

pub(super) fn source(source: Source, w: Words) -> String {
    match source {
        Source::Paste => w.plain_source_paste(),
        Source::File => w.plain_source_file(),
        Source::Import => w.plain_source_import(),
    }
}

pub fn doing_name(doing: Doing, w: Words) -> String {
    match doing {
        Doing::Freeze => w.plain_doing_freeze(),
        Doing::Thaw => w.plain_doing_thaw(),
        Doing::TakeBack => w.plain_doing_take_back(),
        Doing::Replace => w.plain_doing_replace(),
        Doing::Refund => w.plain_doing_refund(),
    }
}

/// A wish to do it with as many units as are told of here.
fn wish(v: &View, doing: Doing) -> Press {
    Press::Do { batch: v.batch.id, doing, seen: meant(&v.fates, doing) }
}

/// How many units it is about.
fn meant(fates: &Fates, doing: Doing) -> u32 {
    let count = match doing {
        Doing::Freeze => fates.available,
        Doing::Thaw => fates.withheld,
        Doing::TakeBack => fates.available + fates.withheld,
        Doing::Replace | Doing::Refund => fates.sold,
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The question before what cannot be undone.
pub fn ask(v: &View, doing: Doing, w: Words) -> Screen {
    let (id, at, product) = (v.batch.id, v.batch.at, v.product.name.as_str());
    let Fates { available, held, sold, withheld, .. } = v.fates;
    let (text, label) = match doing {
        Doing::TakeBack => {
            let (sold, unsold) = (held + sold, available + withheld);
            let ask = args::BatchAskTakeBack { at, product, sold, unsold };
            (w.batch_ask_take_back(ask), w.button_batch_take_back_sure(unsold))
        }
        Doing::Replace => {
            let ask = args::BatchAskReplace { at, product, sold, stock: v.spare };
            (w.batch_ask_replace(ask), w.button_batch_replace_sure(sold))
        }
        Doing::Refund => (w.batch_ask_refund(at, product, sold), w.button_batch_refund_sure(sold)),
        Doing::Freeze => (w.batch_ask_freeze(at, product, available), w.button_batch_freeze()),
        Doing::Thaw => (w.batch_ask_thaw(at, product, withheld), w.button_batch_thaw()),
    };
    Screen::new(text)
        .buttons(vec![button(label, wish(v, doing))])
        .buttons(vec![button(w.button_back(), Press::Card(id))])
}

/// What was done with so many units, in a word that nobody takes for another.
fn done(doing: Doing, count: u64, w: Words) -> String {
    match doing {
        Doing::Freeze => w.toast_batch_frozen(count),
        Doing::Thaw => w.toast_batch_thawed(count),
        Doing::TakeBack => w.toast_batch_taken_back(count),
        Doing::Replace => w.toast_batch_replaced(count),
        Doing::Refund => w.toast_batch_refunded(count),
    }
}

pub fn begin(
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    (id, doing): (BatchId, Doing),
    seen: u32,
) -> Done<Reply> {
    let w = turn.words;
    let known = batch::known(&ctx.tx, id)?;
    let asks = !matches!(doing, Doing::Freeze | Doing::Thaw);
    // Sold or given back since the question was asked: it is asked with what is there now.
    if asks && known.work.is_none() && meant(&batch::fates(&ctx.tx, id)?, doing) != seen {
        return Ok(Next::go(Place::Ask(id, doing)).toast(w.toast_batch_changed()));
    }
    let why = match doing {
        Doing::Refund => {
            let shop = turn.dictionary.words(None, ctx.shop.language);
            Some(Reason::parse(&shop.plain_recall_why(known.at))?)
        }
        Doing::Freeze | Doing::Thaw | Doing::TakeBack | Doing::Replace => None,
    };
    let work = batch::begin(ctx, by, id, doing, why)?;
    // It may be gone with its last unit, or not be over yet.
    let (there, over) = match batch::known(&ctx.tx, id) {
        Ok(batch) => (true, batch.work.is_none()),
        Err(Stop::Refused(_)) => (false, true),
        Err(fault) => return Err(fault),
    };
    let toast = match over {
        true => done(doing, work.done.into(), w),
        false => w.toast_batch_goes_on(work.done.into()),
    };
    let next = match there {
        true => Next::go(Place::Card(id)),
        false => Next::go(StockPlace::Of(known.product)),
    };
    Ok(next.toast(toast))
}
