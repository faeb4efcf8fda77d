//! Any sequence of changes and looks, held against maps in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use proptest::prelude::*;
use warung::domain::id::{CategoryId, CustomerId, OrderId, ProductId, TimerId};
use warung::domain::money::Rupiah;
use warung::domain::order::{End, Goods, Kind, Order, State};
use warung::domain::product::{self, Offer, Prices, Product, Variant};
use warung::domain::text::{Description, Name};
use warung::domain::time::Timestamp;
use warung::domain::timer::{Timer, What};
use warung::domain::title::Title;
use warung::store::check::check;
use warung::store::fault::Fault;
use warung::store::open::Store;
use warung::store::read::{Direction, Read};
use warung::store::record::Record;
use warung::store::schema::{Index, Keeps, Table};
use warung::store::seal::Seal;
use warung::store::tx::Tx;

use crate::counter::{KEY, OPENED};
use crate::disk::Disk;
use warung::domain::payment::PaymentMethod;

/// Three kinds of rows that use every way of keeping an index.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    Product(Product),
    Timer(Timer),
    Order(Order),
}

const TABLES: [Table; 3] = [Table::Product, Table::Timer, Table::Order];
const INDEXES: [Index; 14] = [
    Index::VariantNumber,
    Index::VariantsOf,
    Index::VariantsAlong,
    Index::MadeOnShelf,
    Index::Shelf,
    Index::ProductNumber,
    Index::CategoryProducts,
    Index::OrdersOf,
    Index::OrdersOpenOf,
    Index::OrdersOpen,
    Index::OrdersPaid,
    Index::OrdersUndelivered,
    Index::OrdersStuck,
    Index::TimerDue,
];

impl Row {
    /// A row out of small numbers, so that rows meet each other under the same keys.
    fn new(table: Table, key: u64, a: u64, b: u64) -> Row {
        let (at, name) = (Timestamp(a), Name::parse(&format!("{a}/{b}")).unwrap());
        let label = name.clone();
        match table {
            Table::Product => Row::Product(Product {
                id: ProductId(key),
                number: a as u32,
                name,
                price: Rupiah(b),
                category: (b > 0).then_some(CategoryId(b)),
                description: Description::default(),
                picture: None,
                on_shelf: a > 0,
                offer: Offer { hidden: a % 3 == 2, ..Offer::default() },
                kind: match b % 2 {
                    1 => product::Kind::Shared { quota: None },
                    _ => product::Kind::default(),
                },
                kind_since: OrderId(b),
                prices: Prices::default(),
                variant: (b > 1).then(|| Variant {
                    off_along: a == 0,
                    ..Variant::new(ProductId(1), label.clone(), 1)
                }),
            }),
            Table::Timer => {
                Row::Timer(Timer { id: TimerId(key), at, what: What::Expire(OrderId(b)) })
            }
            _ => {
                let state = match b {
                    0 => State::AwaitingInvoice { until: at },
                    1 => State::AwaitingPayment { until: at },
                    2 => State::Paid { at, goods: Goods::Sending { messages: 1, since: at } },
                    3 => State::Paid { at, goods: Goods::Stuck { since: at } },
                    4 => State::Paid { at, goods: Goods::Delivered { at } },
                    _ => State::Ended { at, why: End::Expired },
                };
                Row::Order(Order {
                    id: OrderId(key),
                    customer: CustomerId(a),
                    kind: Kind::Goods,
                    lines: Vec::new(),
                    discount: None,
                    from_balance: Rupiah::ZERO,
                    method: PaymentMethod::Qris,
                    at,
                    state,
                    panel: None,
                    refunds: Vec::new(),
                })
            }
        }
    }

    fn place(&self) -> (Table, u64) {
        match self {
            Row::Product(row) => (Table::Product, row.key()),
            Row::Timer(row) => (Table::Timer, row.key()),
            Row::Order(row) => (Table::Order, row.key()),
        }
    }

    fn index(&self) -> Vec<(Index, u64)> {
        match self {
            Row::Product(row) => row.index(),
            Row::Timer(row) => row.index(),
            Row::Order(row) => row.index(),
        }
    }

    fn put(&self, tx: &mut Tx) -> Result<(), Fault> {
        match self {
            Row::Product(row) => tx.put(row),
            Row::Timer(row) => tx.put(row),
            Row::Order(row) => tx.put(row),
        }
    }
}

#[derive(Clone, Debug)]
pub enum Deed {
    Put(Box<Row>),
    Remove(Table, u64),
    Next(Table),
    /// Remembers this point, or goes back to the last one remembered.
    Mark,
    Back,
    Query(Query),
}

#[derive(Clone, Debug)]
pub enum Query {
    Get(Table, u64),
    All(Table, u64, usize),
    List(Index, u64, RangeInclusive<u64>, Direction, usize),
    Count(Index, u64),
}

/// What one input does, and whether it is kept.
pub type Steps = (Vec<Deed>, bool);

#[derive(Clone, Copy, Debug)]
pub enum Close {
    Commit,
    Drop,
    Reopen,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    rows: BTreeMap<(Table, u64), Row>,
    last: BTreeMap<Table, u64>,
}

impl Model {
    fn all(&self, table: Table, from: u64, limit: usize) -> Vec<Row> {
        let rows = self.rows.range((table, from)..=(table, u64::MAX));
        rows.take(limit).map(|(_, row)| row.clone()).collect()
    }

    fn ways(&self) -> BTreeSet<(Index, u64, u64)> {
        let ways = |row: &Row| {
            let key = row.place().1;
            row.index().into_iter().map(move |(index, way)| (index, way, key)).collect::<Vec<_>>()
        };
        self.rows.values().flat_map(ways).collect()
    }

    fn list(
        &self,
        index: Index,
        way: u64,
        rows: &RangeInclusive<u64>,
        order: Direction,
    ) -> Vec<u64> {
        let here = |it: &(Index, u64, u64)| it.0 == index && it.1 == way && rows.contains(&it.2);
        let mut list: Vec<u64> = self.ways().into_iter().filter(here).map(|it| it.2).collect();
        if order == Direction::Newest {
            list.reverse();
        }
        list
    }
}

fn all(read: &impl Read, table: Table, from: u64, limit: usize) -> Result<Vec<Row>, Fault> {
    Ok(match table {
        Table::Product => read.all(from, limit)?.into_iter().map(Row::Product).collect(),
        Table::Timer => read.all(from, limit)?.into_iter().map(Row::Timer).collect(),
        _ => read.all(from, limit)?.into_iter().map(Row::Order).collect(),
    })
}

fn get(read: &impl Read, table: Table, key: u64) -> Result<Option<Row>, Fault> {
    Ok(match table {
        Table::Product => read.get(key)?.map(Row::Product),
        Table::Timer => read.get(key)?.map(Row::Timer),
        _ => read.get(key)?.map(Row::Order),
    })
}

/// One look at both.
fn look(read: &impl Read, model: &Model, look: &Query) -> Result<(), TestCaseError> {
    let titles = model.all(Table::Product, 0, usize::MAX).into_iter().filter_map(|row| match row {
        Row::Product(product) => product.on_shelf.then(|| Title::of(&product)),
        _ => None,
    });
    // Asked again it may come from what is kept.
    for _ in 0..2 {
        prop_assert_eq!(&*read.titles().unwrap(), &titles.clone().collect::<Vec<_>>());
    }
    match look {
        Query::Get(table, key) => {
            let told = model.rows.get(&(*table, *key)).cloned();
            prop_assert_eq!(get(read, *table, *key).unwrap(), told);
        }
        Query::All(table, from, limit) => {
            let told = model.all(*table, *from, *limit);
            prop_assert_eq!(all(read, *table, *from, *limit).unwrap(), told);
        }
        Query::List(index, ..) if index.keeps() == Keeps::Count => {}
        Query::List(index, way, rows, order, limit) => {
            let mut told = model.list(*index, *way, rows, *order);
            told.truncate(*limit);
            let found = read.list_range(*index, *way, rows.clone(), *order, *limit);
            prop_assert_eq!(found.unwrap(), told);
        }
        Query::Count(index, _) if index.keeps() == Keeps::List => {}
        Query::Count(index, way) => {
            let told = model.list(*index, *way, &(0..=u64::MAX), Direction::Oldest).len();
            prop_assert_eq!(read.count(*index, *way).unwrap(), told as u64);
        }
    }
    Ok(())
}

/// The ends of every list: what a change may have pushed over a limit.
fn ends(read: &impl Read, model: &Model) -> Result<(), TestCaseError> {
    let mut lists: BTreeMap<(Index, u64), Vec<u64>> = BTreeMap::new();
    for (index, way, key) in model.ways() {
        lists.entry((index, way)).or_default().push(key);
    }
    for ((index, way), oldest) in lists.iter().filter(|it| it.0.0.keeps() != Keeps::Count) {
        let newest: Vec<u64> = oldest.iter().copied().rev().collect();
        for (order, told) in [(Direction::Oldest, oldest), (Direction::Newest, &newest)] {
            for limit in 1..=told.len() {
                let found = read.list(*index, *way, order, limit).unwrap();
                prop_assert_eq!(&found[..], &told[..limit]);
            }
        }
    }
    Ok(())
}

/// One input: its deeds in a transaction of the batch, and on the model.
pub fn apply(tx: &mut Tx, model: &mut Model, deeds: &[Deed]) -> Result<(), TestCaseError> {
    let mut marks = Vec::new();
    for deed in deeds {
        match deed {
            Deed::Put(row) => {
                row.put(tx).unwrap();
                model.rows.insert(row.place(), Row::clone(row));
            }
            Deed::Remove(table, key) => {
                match table {
                    Table::Product => tx.remove::<Product>(*key),
                    Table::Timer => tx.remove::<Timer>(*key),
                    _ => tx.remove::<Order>(*key),
                }
                .unwrap();
                model.rows.remove(&(*table, *key));
            }
            Deed::Next(table) => {
                let last = model.last.entry(*table).or_default();
                *last += 1;
                prop_assert_eq!(tx.next(*table).unwrap(), *last);
            }
            Deed::Mark => marks.push((tx.mark(), model.clone())),
            Deed::Back => {
                if let Some((mark, then)) = marks.pop() {
                    tx.back_to(mark);
                    *model = then;
                }
            }
            Deed::Query(it) => look(tx, model, it)?,
        }
    }
    Ok(())
}

fn run(batches: Vec<(Vec<Steps>, Close)>, looks: &[Query]) -> Result<(), TestCaseError> {
    let disk = Disk::new(Vec::new());
    let open = || Store::open_with(disk.clone(), Seal::new(&KEY)).unwrap();
    let (mut store, mut durable) = (open(), Model::default());
    for (inputs, close) in batches {
        let (mut batch, mut model) = (store.batch().unwrap(), durable.clone());
        for (seed, (deeds, kept)) in inputs.into_iter().enumerate() {
            let (mut tx, mut own) = (batch.begin([seed as u8; 32]), model.clone());
            apply(&mut tx, &mut own, &deeds)?;
            looks.iter().try_for_each(|it| look(&tx, &own, it))?;
            ends(&tx, &own)?;
            if kept {
                let changes = tx.finish();
                batch.keep(changes);
                model = own;
            }
        }
        match close {
            Close::Drop => drop(batch),
            Close::Commit | Close::Reopen => {
                store.commit(batch, OPENED).unwrap();
                durable = model;
            }
        }
        if let Close::Reopen = close {
            drop(store);
            store = open();
        }
        let snap = store.snap().unwrap();
        prop_assert_eq!(check(&snap).unwrap(), [""; 0]);
        looks.iter().try_for_each(|it| look(&snap, &durable, it))?;
        for table in TABLES {
            look(&snap, &durable, &Query::All(table, 0, usize::MAX))?;
        }
    }
    Ok(())
}

fn tables() -> impl Strategy<Value = Table> {
    proptest::sample::select(&TABLES[..])
}

fn rows() -> impl Strategy<Value = Row> {
    (tables(), 0..6u64, 0..4u64, 0..6u64).prop_map(|(table, key, a, b)| Row::new(table, key, a, b))
}

fn looks() -> impl Strategy<Value = Query> {
    let indexes = || proptest::sample::select(&INDEXES[..]);
    let limits = || prop_oneof![0..4usize, Just(usize::MAX)];
    let orders = prop_oneof![Just(Direction::Oldest), Just(Direction::Newest)];
    let ranges = prop_oneof![Just(0..=u64::MAX), (0..4u64, 3..6u64).prop_map(|(a, b)| a..=b)];
    prop_oneof![
        (tables(), 0..6u64).prop_map(|(table, key)| Query::Get(table, key)),
        (tables(), 0..6u64, limits())
            .prop_map(|(table, from, limit)| Query::All(table, from, limit)),
        (indexes(), 0..5u64, ranges, orders, limits()).prop_map(
            |(index, way, rows, order, limit)| Query::List(index, way, rows, order, limit)
        ),
        (indexes(), 0..5u64).prop_map(|(index, way)| Query::Count(index, way)),
    ]
}

fn deeds() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => rows().prop_map(|row| Deed::Put(Box::new(row))),
        3 => (tables(), 0..6u64).prop_map(|(table, key)| Deed::Remove(table, key)),
        1 => tables().prop_map(Deed::Next),
        1 => Just(Deed::Mark),
        1 => Just(Deed::Back),
        4 => looks().prop_map(Deed::Query),
    ]
}

pub fn batches() -> impl Strategy<Value = Vec<(Vec<Steps>, Close)>> {
    let inputs = (prop::collection::vec(deeds(), 0..16), prop::bool::weighted(0.8));
    let closes = prop_oneof![
        4 => Just(Close::Commit),
        1 => Just(Close::Drop),
        2 => Just(Close::Reopen),
    ];
    prop::collection::vec((prop::collection::vec(inputs, 0..5), closes), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_store_does_what_maps_in_memory_do(
        batches in batches(),
        looks in prop::collection::vec(looks(), 8),
    ) {
        run(batches, &looks)?;
    }
}
