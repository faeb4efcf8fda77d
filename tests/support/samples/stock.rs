//! Units of every fate, and batches with everything that may be under way.

use std::iter::successors;

use warung::domain::batch::{Batch, Doing, Source, Work};
use warung::domain::file::{File, FilePiece, Purpose, Stage};
use warung::domain::id::{
    BatchId, CustomerId, FileId, IntakeId, OrderId, ProductId, UnitId, WaiterId,
};
use warung::domain::intake::{self, Intake, Lines, Parted, Piece, Sum, Way};
use warung::domain::money::Rupiah;
use warung::domain::revision::By;
use warung::domain::stock::{Fate, Looks, Made, Reject, Suspect, Unit};
use warung::domain::text::Reason;
use warung::domain::time::Span;
use warung::domain::todo::Todo;
use warung::domain::waiter::Waiter;

use super::{AT, See};

pub fn units(to: &mut impl See) {
    for fate in successors(Some(Fate::Available), after_fate) {
        let (id, product, content) = (UnitId(70_000), ProductId(3), "akun@x|sandi".into());
        let batch = (fate == Fate::Available).then_some(BatchId(300));
        let (digest, file) = (0xfedc_ba98_7654_3210, None);
        to.see(&Unit { id, product, content, digest, fate, batch, file, made: None });
    }
    let todo = Todo {
        within: Span::hours(12),
        question: Some("E-mail yang diundang?".into()),
        answer: Some("sari@x".into()),
        ready: Some(AT),
        done: Some(AT),
    };
    for made in successors(Some(Made::Shared), |it| after_made(it, &todo)) {
        let (id, product, content) = (UnitId(70_001), ProductId(3), "panduan.pdf".to_owned());
        let (fate, batch, file) = (Fate::Sold(OrderId(300)), None, Some(FileId(300)));
        to.see(&Unit { id, product, content, digest: 1, fate, batch, file, made: Some(made) });
    }
}

fn after_made(made: &Made, todo: &Todo) -> Option<Made> {
    match made {
        Made::Shared => Some(Made::Manual(todo.clone())),
        Made::Manual(_) => None,
    }
}

fn after_fate(fate: &Fate) -> Option<Fate> {
    match fate {
        Fate::Available => Some(Fate::Held(OrderId(300))),
        Fate::Held(order) => Some(Fate::Sold(*order)),
        Fate::Sold(order) => Some(Fate::Returned(*order)),
        Fate::Returned(_) => Some(Fate::Withheld),
        Fate::Withheld => Some(Fate::Frozen),
        Fate::Frozen => Some(Fate::Shared),
        Fate::Shared => Some(Fate::Detained),
        Fate::Detained => None,
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
        frozen: false,
        coming: true,
        work: None,
    };
    for source in successors(Some(Source::Paste), after_source) {
        to.see(&Batch { source, ..bare.clone() });
    }
    for doing in successors(Some(Doing::Freeze), after_doing) {
        let (by_whom, from, done, left_out) = (CustomerId(222), 70_000, 300, 2);
        let work = Work { doing, by: by_whom, why: why.clone(), from, done, left_out };
        let (cost, note, work) = (Some(Rupiah(9_000)), why.clone(), Some(work));
        to.see(&Batch { by, cost, note, frozen: true, coming: false, work, ..bare.clone() });
    }
}

fn after_source(source: &Source) -> Option<Source> {
    match source {
        Source::Paste => Some(Source::File),
        Source::File => Some(Source::Import),
        Source::Import => None,
    }
}

pub fn after_doing(doing: &Doing) -> Option<Doing> {
    match doing {
        Doing::Freeze => Some(Doing::Thaw),
        Doing::Thaw => Some(Doing::TakeBack),
        Doing::TakeBack => Some(Doing::Replace),
        Doing::Replace => Some(Doing::Refund),
        Doing::Refund => None,
    }
}

pub fn waiters(to: &mut impl See) {
    let (id, product, person) = (WaiterId(300), ProductId(3), CustomerId(555));
    to.see(&Waiter { id, product, person, night: 300 });
}

pub fn intakes(to: &mut impl See) {
    let (id, content) = (IntakeId(300), "akun@x|sandi".to_owned());
    let lines = Lines { count: 300, told: vec![1, 70_000] };
    let refused = successors(Some(Reject::TooLong), after_reject).map(|why| (7, why)).collect();
    let sum = Sum {
        added: 300,
        moved: 2,
        doubled: lines.clone(),
        sold: lines.clone(),
        elsewhere: vec![(ProductId(3), lines)],
        farther: 5,
        refused,
        refused_count: 300,
        first: Some(content.clone()),
        last: None,
    };
    let way = |parted| Way { parted, pieces: 100, units: 50_000, twice: 3, sum: sum.clone() };
    let suspects = [Looks::Account, Looks::Heading].map(|looks| {
        // A match, so that a new one does not compile until it is here.
        match looks {
            Looks::Account | Looks::Heading => Suspect { looks, first: 1, last: 300 },
        }
    });
    for stage in successors(Some(intake::Stage::Looking { way: 0, piece: 300 }), after_stage) {
        let ways = vec![way(Parted::Lines), way(Parted::Blocks), way(Parted::Unheaded)];
        let (product, by, at, night) = (ProductId(3), CustomerId(222), AT, 300);
        let (source, suspects, seams) = (Source::File, suspects.to_vec(), vec![300]);
        to.see(&Intake { id, product, by, at, night, source, ways, suspects, seams, stage });
    }
    let key = Piece::key(id, 1, 300);
    to.see(&Piece { key, units: vec![(300, content)] });
}

fn after_stage(stage: &intake::Stage) -> Option<intake::Stage> {
    let batch = BatchId(300);
    match stage {
        intake::Stage::Looking { .. } => Some(intake::Stage::Waiting),
        intake::Stage::Waiting => Some(intake::Stage::Taking { way: 1, piece: 300, batch }),
        intake::Stage::Taking { .. } => Some(intake::Stage::Done { way: 1, batch: Some(batch) }),
        intake::Stage::Done { batch: Some(_), .. } => {
            Some(intake::Stage::Done { way: 0, batch: None })
        }
        intake::Stage::Done { batch: None, .. } => None,
    }
}

fn after_reject(reject: &Reject) -> Option<Reject> {
    match reject {
        Reject::TooLong => Some(Reject::NotText),
        Reject::NotText => Some(Reject::Ruin),
        Reject::Ruin => Some(Reject::Lines),
        Reject::Lines => Some(Reject::Cut),
        Reject::Cut => Some(Reject::Parts { found: 2, named: 4 }),
        Reject::Parts { .. } => None,
    }
}

pub fn files(to: &mut impl See) {
    let (by, product, night) = (CustomerId(222), ProductId(3), 300);
    let wanted = |purpose| Stage::Wanted { by, purpose, night };
    let purposes = successors(Some(Purpose::Stock(product)), |it| match it {
        Purpose::Stock(product) => Some(Purpose::Shared(*product)),
        Purpose::Shared(product) => Some(Purpose::Todo { order: OrderId(300), product: *product }),
        Purpose::Todo { .. } => None,
    });
    let purpose = Purpose::Todo { order: OrderId(300), product };
    let others = [
        Stage::Waiting { by, product, night },
        Stage::Kept,
        Stage::Replaced { night },
        Stage::Looked { by, purpose, night },
    ];
    for stage in purposes.map(wanted).chain(others) {
        let (id, name) = (FileId(300), "panduan.pdf".to_owned());
        let (pieces, telegram) = (2, (stage != Stage::Kept).then(|| "BQACAgU".to_owned()));
        to.see(&File { id, name, bytes: 70_000, pieces, telegram, digest: 300, stage });
    }
    to.see(&FilePiece { key: FilePiece::key(FileId(300), 1), bytes: vec![0x25, 0x50] });
}
