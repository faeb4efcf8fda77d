//! What the lists of buyers and of staff cost the writer in a shop that is as full as it may be: as
//! they mostly are, and right after a change of the shelf, when all titles are read anew.

use std::time::Instant;

use warung::domain::id::CategoryId;
use warung::domain::limit::{CATEGORIES_MAX, PRODUCTS_MAX};
use warung::domain::money::Rupiah;
use warung::domain::product::Product;
use warung::domain::time::Timestamp;
use warung::shop::browse::{self, Part, SoldOut, shelf};
use warung::shop::category;
use warung::shop::inventory::{self, Which};
use warung::store::fault::Fault;
use warung::store::open::Store;
use warung::store::tx::Tx;

use crate::disk;
use crate::effort::Effort;
use crate::search::{fill, milliseconds, product};
use crate::table::{Aim, Row, Sample, row};

const LOOKS: usize = 30;
/// A screen is drawn besides, and others wait behind it.
const AIM: f64 = 30.0;

type Look = fn(&Tx) -> Result<(), Fault>;

const LISTS: &[(&str, Look)] = &[
    ("everything", |tx| buyers(tx, &Part::All)),
    ("best sellers", |tx| buyers(tx, &Part::Best)),
    ("a category", |tx| buyers(tx, &Part::Category(CategoryId(7)))),
    ("a letter", |tx| buyers(tx, &Part::Letter(Some('l')))),
    ("the categories", |tx| browse::categories(tx).map(drop)),
    ("the letters", |tx| browse::letters(tx).map(drop)),
    ("staff: the shelf", |tx| staffs(tx, &Which::Shelf)),
    ("staff: sold out", |tx| staffs(tx, &Which::SoldOut)),
    ("staff: low", |tx| staffs(tx, &Which::Low)),
    ("staff: hidden", |tx| staffs(tx, &Which::Hidden)),
    ("staff: archived", |tx| staffs(tx, &Which::Archived)),
    ("staff: a search for all", |tx| staffs(tx, &Which::Search("premium".into()))),
    ("staff: a search for one", |tx| staffs(tx, &Which::Search("nomor1234".into()))),
    ("staff: the categories", |tx| category::all(tx).map(drop)),
    ("staff: a category's order", |tx| inventory::within(tx, CategoryId(7), 0).map(drop)),
];

fn buyers(tx: &Tx, part: &Part) -> Result<(), Fault> {
    shelf(tx, part, SoldOut::Hidden, 0).map(drop)
}

/// With the figures on the buttons below it.
fn staffs(tx: &Tx, which: &Which) -> Result<(), Fault> {
    inventory::counts(tx)?;
    inventory::page(tx, which, 0).map(drop)
}

pub fn figures(effort: &Effort) -> anyhow::Result<()> {
    let folder = disk::folder()?;
    let store = Store::open(folder.path(), &folder.path().join("key"))?;
    fill(&store)?;
    let beside = format!("{PRODUCTS_MAX} products, {CATEGORIES_MAX} categories");
    for (after, change) in [("", false), (", after a change", true)] {
        for (what, look) in LISTS {
            let mut rounds = Vec::new();
            for round in 0..effort.rounds {
                let mut took = Vec::new();
                for at in 0..LOOKS {
                    if change {
                        reprice(&store, (round * LOOKS + at) as u64)?;
                    }
                    // As an input does it: a batch of its own over the newest snapshot.
                    let batch = store.batch()?;
                    let tx = batch.begin([0; 32]);
                    let began = Instant::now();
                    look(&tx)?;
                    took.push(milliseconds(began.elapsed()));
                }
                rounds.push(Sample::of(took).median());
            }
            let rounds = Sample::of(rounds);
            let aim = Aim::at_most(AIM, "ms", rounds.median());
            let (what, measured) = (format!("a list: {what}{after}"), rounds.told("ms"));
            row(Row { what, measured, beside: beside.clone(), aim });
        }
    }
    Ok(())
}

fn reprice(store: &Store, at: u64) -> anyhow::Result<()> {
    let mut batch = store.batch()?;
    let mut tx = batch.begin([9; 32]);
    tx.put(&Product { price: Rupiah(1_000 + at), ..product(at % PRODUCTS_MAX as u64 + 1)? })?;
    let kept = tx.finish();
    batch.keep(kept);
    Ok(store.commit(batch, Timestamp::default())?)
}
