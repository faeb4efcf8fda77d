//! Is what has no stock of its own as it must be: made for an order, promised, looked after; and
//! has every file its goods, and every unit its file?

use std::collections::{BTreeSet, HashSet};

use crate::domain::file::{File, FilePiece, Stage};
use crate::domain::id::{FileId, OrderId, ProductId};
use crate::domain::order::{Goods, Order, State};
use crate::domain::stock::{Fate, Made, Unit};
use crate::store::check::each;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::schema::Index;

/// What was made for an order belongs to one, and what waits to be done is looked after.
pub fn unit_fault(unit: &Unit, promised: &HashSet<(OrderId, ProductId)>) -> Option<String> {
    let right = match (&unit.made, unit.fate) {
        (None, _) => true,
        (Some(_), Fate::Held(_) | Fate::Returned(_)) => true,
        (Some(Made::Shared), Fate::Sold(_)) => true,
        (Some(Made::Manual(todo)), Fate::Sold(order)) => {
            let waits = todo.done.is_none() && todo.ready.is_some();
            let asked = todo.ready.is_some() || todo.asks().is_some();
            asked && (!waits || promised.contains(&(order, unit.product)))
        }
        (
            Some(_),
            Fate::Available | Fate::Withheld | Fate::Frozen | Fate::Shared | Fate::Detained,
        ) => false,
    };
    (!right).then(|| format!("{unit:?} was made for an order, and nobody looks after it"))
}

/// An order whose rest is done by hand has something to be done, and a delivered one has not.
pub fn order_fault(read: &impl Read, order: &Order) -> Result<Option<String>, Fault> {
    let State::Paid { goods, .. } = order.state else { return Ok(None) };
    let open = read.count(Index::ToDoOf, order.id.0)?;
    let right = match goods {
        Goods::ByHand => open > 0,
        Goods::Delivered { .. } | Goods::Withdrawn => open == 0,
        Goods::Sending { .. } | Goods::Stuck { .. } => true,
    };
    Ok((!right).then(|| format!("{}: {goods:?}, and {open} units are to be done", order.id)))
}

/// Every unit that is a file has it, whole; every file that is kept is some unit's. `named`: by
/// units.
pub fn file_faults(read: &impl Read, named: &BTreeSet<FileId>) -> Result<Vec<String>, Fault> {
    let mut broken = Vec::new();
    for FileId(id) in named {
        let file = read.get::<File>(*id)?;
        let kept = |stage| matches!(stage, Stage::Kept | Stage::Sold { .. } | Stage::Released);
        if file.is_none_or(|file| !kept(file.stage)) {
            broken.push(format!("a unit is file {id}, which is not kept"));
        }
    }
    each::<File>(read, |file| {
        let sold = matches!(file.stage, Stage::Sold { .. } | Stage::Released);
        if (file.stage == Stage::Kept || sold) && !named.contains(&file.id) {
            broken.push(format!("{file:?} is nobody's"));
        }
        let mut bytes = 0;
        for piece in 0..file.pieces {
            let piece = read.get::<FilePiece>(FilePiece::key(file.id, piece))?;
            bytes += piece.map_or(0, |piece| piece.bytes.len() as u64);
        }
        let elsewhere = matches!(file.stage, Stage::Wanted { .. } | Stage::Released);
        let whole = elsewhere || bytes == file.bytes;
        if !whole {
            broken.push(format!("{file:?} has lost a piece"));
        }
        Ok(())
    })?;
    Ok(broken)
}
