//! What the staff send for the shelf: kept and looked over a piece at a time, shown to whoever sent
//! it, and taken in a piece at a time once they say so. Buyers get in between the pieces.

use std::collections::HashSet;

use super::batch;
use super::context::{Ctx, Done};
use super::product;
use super::prune::nights;
use super::stock::{Twin, put_unit, twin};
use super::{revision, waiter};
use crate::domain::act::Act;
use crate::domain::batch::Source;
use crate::domain::fact::StockFact;
use crate::domain::id::{BatchId, CustomerId, IntakeId, ProductId};
use crate::domain::intake::{Intake, Lines, NoIntake, Parted, Piece, Stage, Sum, Way};
use crate::domain::limit::{INTAKE_NIGHTS, INTAKES_MAX, PRODUCTS_TOLD, UNITS_PER_INPUT_MAX};
use crate::domain::product::{Kind, NoProduct};
use crate::domain::refusal::Refusal;
use crate::domain::revision::By;
use crate::domain::stock::{Looks, Parsed, Reject, Suspect, fitted};
use crate::domain::timer::What;
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Table};

/// Keeps what was sent, and begins to look it over. What fits one step is looked over at once.
pub fn bring(
    ctx: &mut Ctx,
    by: Staff,
    product: ProductId,
    source: Source,
    parsed: Parsed,
) -> Done<IntakeId> {
    let known = product::known(&ctx.tx, product)?;
    let Kind::Unit { fields } = &known.kind else {
        return Err(Refusal::Product(NoProduct::NotInUnits).into());
    };
    let named = fields.len();
    make_room(ctx, by.id(), product)?;
    let id = IntakeId(ctx.tx.next(Table::Intake)?);
    let Parsed { units, mut refused, suspects, blocks, seams } = parsed;
    let below = below_heading(&units, &suspects);
    let above = refused.clone();
    let units = fitting(units, &mut refused, named);
    let mut ways = vec![keep(ctx, id, 0, Parted::Lines, units, refused)?];
    if !blocks.is_empty() {
        let (mut whole, mut refused) = (Vec::new(), Vec::new());
        for (at, block) in blocks {
            match block {
                Ok(text) => whole.push((at, text)),
                Err(why) => refused.push((at, why)),
            }
        }
        let whole = fitting(whole, &mut refused, named);
        ways.push(keep(ctx, id, 1, Parted::Blocks, whole, refused)?);
    } else if let Some(below) = below {
        let mut refused = above;
        let below = fitting(below, &mut refused, named);
        ways.push(keep(ctx, id, 1, Parted::Unheaded, below, refused)?);
    }
    let (at, by, night) = (ctx.now, by.id(), nights(&ctx.tx)?);
    let stage = Stage::Looking { way: 0, piece: 0 };
    ctx.tx.put(&Intake { id, product, by, at, night, source, ways, suspects, seams, stage })?;
    go_on(ctx, id, false)?;
    Ok(id)
}

/// The lines below the heading of a column, where there is one.
fn below_heading(units: &[(u64, String)], suspects: &[Suspect]) -> Option<Vec<(u64, String)>> {
    let heading = suspects.iter().find(|it| it.looks == Looks::Heading)?;
    Some(units.iter().filter(|(at, _)| *at > heading.last).cloned().collect())
}

/// The units that have as many parts as their product names; the others are refused by their lines.
fn fitting(
    units: Vec<(u64, String)>,
    refused: &mut Vec<(u64, Reject)>,
    named: usize,
) -> Vec<(u64, String)> {
    let mut fit = Vec::new();
    for (at, unit) in units {
        match fitted(unit, named) {
            Ok(unit) => fit.push((at, unit)),
            Err(why) => refused.push((at, why)),
        }
    }
    refused.sort_by_key(|(at, _)| *at);
    fit
}

/// The oldest that wait for somebody give way to what they send now, and what was doubtful gives
/// way to what is sent for the same product.
fn make_room(ctx: &mut Ctx, person: CustomerId, product: ProductId) -> Result<(), Fault> {
    let theirs = ctx.tx.list(Index::IntakesOf, person.0, Direction::Oldest, usize::MAX)?;
    let surplus = (theirs.len() + 1).saturating_sub(INTAKES_MAX);
    for (nth, id) in theirs.into_iter().enumerate() {
        let goes = match ctx.tx.get::<Intake>(id) {
            Err(fault) if fault.fatal() => return Err(fault),
            Err(_) => true,
            Ok(None) => false,
            Ok(Some(it)) => match it.stage {
                // It is nearly in.
                Stage::Taking { .. } => false,
                Stage::Waiting if !it.suspects.is_empty() && it.product == product => true,
                Stage::Waiting | Stage::Looking { .. } | Stage::Done { .. } => nth < surplus,
            },
        };
        if goes {
            forget(ctx, id)?;
        }
    }
    Ok(())
}

/// Writes the units of one way down in pieces, each line once.
fn keep(
    ctx: &mut Ctx,
    id: IntakeId,
    way: u8,
    parted: Parted,
    units: Vec<(u64, String)>,
    refused: Vec<(u64, Reject)>,
) -> Result<Way, Fault> {
    let (mut sum, mut met, mut once) = (Sum::default(), HashSet::new(), Vec::new());
    refused.into_iter().for_each(|(at, why)| sum.refuse(at, why));
    let count = units.len() as u32;
    for (at, unit) in units {
        let seen = met.contains(&unit);
        match seen {
            true => sum.doubled.push(at),
            false => {
                met.insert(unit.clone());
                once.push((at, unit));
            }
        }
    }
    let mut pieces = 0;
    for units in once.chunks(UNITS_PER_INPUT_MAX) {
        let key = Piece::key(id, way, pieces);
        ctx.tx.put(&Piece { key, units: units.to_vec() })?;
        pieces += 1;
    }
    let twice = sum.doubled.count;
    Ok(Way { parted, pieces, units: count, twice, sum })
}

fn known(read: &impl Read, id: IntakeId) -> Done<Intake> {
    Ok(read.get::<Intake>(id.0)?.ok_or(Refusal::Intake(NoIntake::Gone))?)
}

/// One that somebody has sent themselves.
pub fn own(read: &impl Read, by: CustomerId, id: IntakeId) -> Done<Intake> {
    let intake = known(read, id)?;
    match intake.by == by {
        true => Ok(intake),
        false => Err(Refusal::Intake(NoIntake::NotYours).into()),
    }
}

/// Begins to take it in. What fits one step is in at once.
pub fn take(ctx: &mut Ctx, by: Staff, id: IntakeId, parted: Parted) -> Done {
    let intake = own(&ctx.tx, by.id(), id)?;
    match intake.stage {
        Stage::Waiting => {}
        Stage::Looking { .. } => return Err(Refusal::Intake(NoIntake::Reading).into()),
        // A second tap: it is going in, or in.
        Stage::Taking { .. } | Stage::Done { .. } => return Ok(()),
    }
    let product = product::on_shelf(&ctx.tx, intake.product)?;
    if !matches!(product.kind, Kind::Unit { .. }) {
        return Err(Refusal::Product(NoProduct::NotInUnits).into());
    }
    let place = intake.ways.iter().position(|way| way.parted == parted);
    let place = place.ok_or(Refusal::Intake(NoIntake::Gone))?;
    let mut ways = intake.ways.clone();
    if ways[place].sum.added == 0 {
        return Err(Refusal::Intake(NoIntake::NothingNew).into());
    }
    let way = place as u8;
    for (other, rest) in (0..).zip(&ways).filter(|(other, _)| *other != way) {
        forget_pieces(ctx, id, other, rest.pieces);
    }
    // What was doubled or refused as it was read stays so; the rest is seen as it goes in.
    ways[place].sum = unheld(&ways[place]);
    let stage = Stage::Taking { way, piece: 0, batch: batch::next(ctx)? };
    ctx.tx.put(&Intake { ways, stage, ..intake })?;
    go_on(ctx, id, false)
}

/// A sum without what the shop was held against: lines that are twice in what was sent, and those
/// that can be no units.
fn unheld(way: &Way) -> Sum {
    let Sum { refused, refused_count, mut doubled, .. } = way.sum.clone();
    doubled.count = way.twice;
    doubled.told.truncate(way.twice as usize);
    Sum { refused, refused_count, doubled, ..Sum::default() }
}

/// It is not wanted.
pub fn drop_it(ctx: &mut Ctx, by: Staff, id: IntakeId) -> Done<ProductId> {
    let intake = own(&ctx.tx, by.id(), id)?;
    match intake.stage {
        Stage::Looking { .. } | Stage::Waiting => forget(ctx, id.0)?,
        Stage::Taking { .. } | Stage::Done { .. } => {}
    }
    Ok(intake.product)
}

/// The next piece, by the clock.
pub fn step(ctx: &mut Ctx, id: IntakeId) -> Done {
    match ctx.tx.get::<Intake>(id.0)? {
        Some(_) => go_on(ctx, id, true),
        None => Ok(()),
    }
}

/// One piece. `later`: whoever sent it does not see what comes of it by themselves.
fn go_on(ctx: &mut Ctx, id: IntakeId, later: bool) -> Done {
    let intake = known(&ctx.tx, id)?;
    let stage = match intake.stage {
        Stage::Looking { way, piece } => look(ctx, &intake, way, piece)?,
        Stage::Taking { way, piece, batch } => take_in(ctx, &intake, way, piece, batch)?,
        Stage::Waiting | Stage::Done { .. } => return Ok(()),
    };
    let (ways, stage) = stage;
    let by = intake.by;
    ctx.tx.put(&Intake { ways, stage, ..intake })?;
    match stage {
        Stage::Looking { .. } | Stage::Taking { .. } => Ok(ctx.timer(ctx.now, What::Intake(id))?),
        Stage::Waiting | Stage::Done { .. } if later => {
            ctx.fact(StockFact::Read { intake: id, by });
            Ok(())
        }
        Stage::Waiting | Stage::Done { .. } => Ok(()),
    }
}

type Step = (Vec<Way>, Stage);

/// Holds one piece against the shop.
fn look(ctx: &mut Ctx, intake: &Intake, place: u8, piece: u16) -> Done<Step> {
    let mut ways = intake.ways.clone();
    let way = &mut ways[usize::from(place)];
    if piece < way.pieces {
        for (at, unit) in pieces(&ctx.tx, intake.id, place, piece)? {
            let twin = twin(&ctx.tx, Some(intake.product), &unit)?;
            count(&mut way.sum, at, &unit, twin.as_ref());
        }
    }
    let next = match (piece + 1 < way.pieces, usize::from(place) + 1 < ways.len()) {
        (true, _) => Stage::Looking { way: place, piece: piece + 1 },
        (false, true) => Stage::Looking { way: place + 1, piece: 0 },
        (false, false) => Stage::Waiting,
    };
    // A short one of both ways is looked over at once.
    match next {
        Stage::Looking { way, piece: 0 } if ways.iter().all(|way| way.pieces < 2) => {
            look(ctx, &Intake { ways, ..intake.clone() }, way, 0)
        }
        next => Ok((ways, next)),
    }
}

/// Takes one piece in.
fn take_in(ctx: &mut Ctx, intake: &Intake, place: u8, piece: u16, batch: BatchId) -> Done<Step> {
    let (mut ways, product) = (intake.ways.clone(), intake.product);
    let way = &mut ways[usize::from(place)];
    for (at, unit) in pieces(&ctx.tx, intake.id, place, piece)? {
        let twin = twin(&ctx.tx, Some(product), &unit)?;
        count(&mut way.sum, at, &unit, twin.as_ref());
        put_unit(ctx, product, batch, unit, twin)?;
    }
    ctx.tx.discard::<Piece>(Piece::key(intake.id, place, piece));
    let coming = piece + 1 < way.pieces;
    if way.sum.added > 0 {
        let (by, count) = (By::Staff(intake.by), way.sum.added);
        batch::keep(ctx, by, batch, product, intake.source, (count, coming))?;
    }
    if coming {
        return Ok((ways, Stage::Taking { way: place, piece: piece + 1, batch }));
    }
    let Sum { added, moved, .. } = way.sum;
    if added > 0 {
        revision::act(ctx, By::Staff(intake.by), Act::StockIn { product, added, moved })?;
        waiter::restocked(ctx, product, added.into())?;
    }
    let batch = (added > 0).then_some(batch);
    Ok((ways, Stage::Done { way: place, batch }))
}

fn pieces(
    read: &impl Read,
    id: IntakeId,
    way: u8,
    piece: u16,
) -> Result<Vec<(u64, String)>, Fault> {
    // One that cannot be read keeps nobody from the others.
    let piece = read.passable::<Piece>(Piece::key(id, way, piece))?;
    Ok(piece.map(|piece| piece.units).unwrap_or_default())
}

fn count(sum: &mut Sum, at: u64, unit: &str, twin: Option<&Twin>) {
    match twin {
        None | Some(Twin::Archived(_)) => {
            sum.added += 1;
            sum.moved += u32::from(twin.is_some());
            sum.first.get_or_insert_with(|| unit.to_owned());
            sum.last = Some(unit.to_owned());
        }
        Some(Twin::Here) => sum.doubled.push(at),
        Some(Twin::Sold) => sum.sold.push(at),
        Some(Twin::Elsewhere(other)) => {
            match sum.elsewhere.iter().position(|(id, _)| *id == other.id) {
                Some(place) => sum.elsewhere[place].1.push(at),
                None if sum.elsewhere.len() < PRODUCTS_TOLD => {
                    let mut lines = Lines::default();
                    lines.push(at);
                    sum.elsewhere.push((other.id, lines));
                }
                None => sum.farther += 1,
            }
        }
    }
}

/// Takes it away with all its pieces. It need not be readable.
fn forget(ctx: &mut Ctx, id: u64) -> Result<(), Fault> {
    let first = Piece::key(IntakeId(id), 0, 0);
    let end = Piece::key(IntakeId(id + 1), 0, 0);
    // One at a time: behind them lie those of others, which are large.
    while let Some((key, _)) = ctx.tx.rows(Table::IntakePiece, first, 1)?.pop() {
        if key >= end {
            break;
        }
        ctx.tx.discard::<Piece>(key);
    }
    match ctx.tx.remove::<Intake>(id) {
        Err(fault) if fault.fatal() => Err(fault),
        Err(_) => {
            ctx.tx.discard::<Intake>(id);
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

fn forget_pieces(ctx: &mut Ctx, id: IntakeId, way: u8, count: u16) {
    for piece in 0..count {
        ctx.tx.discard::<Piece>(Piece::key(id, way, piece));
    }
}

/// What nobody has decided about for some nights goes, and what is in and told of.
pub(super) fn sweep(ctx: &mut Ctx) -> Result<(), Fault> {
    let tonight = nights(&ctx.tx)?;
    for (id, _) in ctx.tx.rows(Table::Intake, 0, usize::MAX)? {
        let old = match ctx.tx.get::<Intake>(id) {
            Err(fault) if fault.fatal() => return Err(fault),
            Err(_) => true,
            Ok(intake) => intake.is_none_or(|it| tonight.saturating_sub(it.night) >= INTAKE_NIGHTS),
        };
        if old {
            forget(ctx, id)?;
        }
    }
    Ok(())
}
