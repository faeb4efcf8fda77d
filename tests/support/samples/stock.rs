//! Units of every fate, and batches with everything that may be under way.

use std::iter::successors;

use warung::domain::batch::{Batch, Doing, Source, Work};
use warung::domain::id::{BatchId, CustomerId, OrderId, ProductId, UnitId};
use warung::domain::money::Rupiah;
use warung::domain::revision::By;
use warung::domain::stock::{Fate, Unit};
use warung::domain::text::Reason;

use super::{AT, See};

pub fn units(to: &mut impl See) {
    for fate in successors(Some(Fate::Available), after_fate) {
        let (id, product, content) = (UnitId(70_000), ProductId(3), "akun@x|sandi".into());
        let batch = (fate == Fate::Available).then_some(BatchId(300));
        to.see(&Unit { id, product, content, digest: 0xfedc_ba98_7654_3210, fate, batch });
    }
}

fn after_fate(fate: &Fate) -> Option<Fate> {
    match fate {
        Fate::Available => Some(Fate::Held(OrderId(300))),
        Fate::Held(order) => Some(Fate::Sold(*order)),
        Fate::Sold(order) => Some(Fate::Returned(*order)),
        Fate::Returned(_) => Some(Fate::Withheld),
        Fate::Withheld => None,
    }
}

pub fn batches(to: &mut impl See) {
    let (by, why) = (By::Staff(CustomerId(222)), Reason::parse("akun mati").ok());
    let bare = Batch {
        id: BatchId(300),
        product: ProductId(3),
        by: By::Machine,
        at: AT,
        source: Source::Paste,
        count: 50_000,
        cost: None,
        note: None,
        work: None,
    };
    for source in successors(Some(Source::Paste), after_source) {
        to.see(&Batch { source, ..bare.clone() });
    }
    for doing in successors(Some(Doing::Freeze), after_doing) {
        let (by_whom, from, done, left_out) = (CustomerId(222), 70_000, 300, 2);
        let work = Work { doing, by: by_whom, why: why.clone(), from, done, left_out };
        let (cost, note, work) = (Some(Rupiah(9_000)), why.clone(), Some(work));
        to.see(&Batch { by, cost, note, work, ..bare.clone() });
    }
}

fn after_source(source: &Source) -> Option<Source> {
    match source {
        Source::Paste => Some(Source::File),
        Source::File => Some(Source::Import),
        Source::Import => None,
    }
}

fn after_doing(doing: &Doing) -> Option<Doing> {
    match doing {
        Doing::Freeze => Some(Doing::Thaw),
        Doing::Thaw => Some(Doing::TakeBack),
        Doing::TakeBack => Some(Doing::Replace),
        Doing::Replace => Some(Doing::Refund),
        Doing::Refund => None,
    }
}
