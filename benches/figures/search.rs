//! What a search costs the writer in a full shop whose products use all the room there is.

use std::time::{Duration, Instant};

use warung::domain::id::{CategoryId, OrderId, ProductId};
use warung::domain::limit::{CATEGORIES_MAX, PRODUCTS_MAX};
use warung::domain::money::Rupiah;
use warung::domain::product::{Category, Kind, Offer, Prices, Product};
use warung::domain::text::{Description, Name};
use warung::domain::time::Timestamp;
use warung::shop::browse::{Part, SoldOut, shelf};
use warung::store::open::Store;

use crate::disk;
use crate::effort::Effort;
use crate::table::{Aim, Row, Sample, row};

/// Name and description together.
pub const SIGNS: usize = 1_490;
const CATEGORIES: u64 = CATEGORIES_MAX as u64;
const SEARCHES: usize = 50;
const PRODUCTS_PER_COMMIT: usize = 200;

/// A millisecond for each thousand products.
const AIM: f64 = 5.0;

const TYPED: &[(&str, &str)] = &[
    ("a search: one name", "nomor1234"),
    ("a search: a slip of the finger in two words", "premum langgganan"),
    ("a search: four words of every product", "akun garansi premium langganan"),
    ("a search: a beginning of many words", "kat"),
    ("a search: nothing like it", "xylophone"),
];

pub fn figures(effort: &Effort) -> anyhow::Result<()> {
    let folder = disk::folder()?;
    let store = Store::open(folder.path(), &folder.path().join("key"))?;
    fill(&store)?;
    for (what, typed) in TYPED {
        let part = Part::Search((*typed).to_owned());
        let mut rounds = Vec::new();
        for _ in 0..effort.rounds {
            let mut took = Vec::new();
            for _ in 0..SEARCHES {
                // As an input does it: a batch of its own over the newest snapshot.
                let batch = store.batch()?;
                let tx = batch.begin([0; 32]);
                let began = Instant::now();
                std::hint::black_box(shelf(&tx, &part, SoldOut::Shown, 0)?);
                took.push(milliseconds(began.elapsed()));
            }
            rounds.push(Sample::of(took).median());
        }
        let rounds = Sample::of(rounds);
        let aim = Aim::at_most(AIM, "ms", rounds.median());
        let beside = format!("{PRODUCTS_MAX} products of {SIGNS} signs");
        row(Row { what: (*what).to_owned(), measured: rounds.told("ms"), beside, aim });
    }
    Ok(())
}

pub fn milliseconds(span: Duration) -> f64 {
    span.as_secs_f64() * 1e3
}

/// As many products as there may be, each as long as it may be, in as many categories.
pub fn fill(store: &Store) -> anyhow::Result<()> {
    let ids: Vec<u64> = (1..=PRODUCTS_MAX as u64).collect();
    for some in ids.chunks(PRODUCTS_PER_COMMIT) {
        let mut batch = store.batch()?;
        let mut tx = batch.begin([some[0] as u8; 32]);
        for at in 1..=CATEGORIES {
            let name = Name::parse(&format!("Kategori {at}")).map_err(told)?;
            tx.put(&Category::new(CategoryId(at), name))?;
        }
        for at in some {
            tx.put(&product(*at)?)?;
        }
        let kept = tx.finish();
        batch.keep(kept);
        store.commit(batch, Timestamp::default())?;
    }
    Ok(())
}

pub fn product(at: u64) -> anyhow::Result<Product> {
    let name = Name::parse(&format!("Langganan Premium Nomor{at} Bulan")).map_err(told)?;
    let mut about = String::from("akun garansi ");
    for word in 0.. {
        let next = format!("kata{} ", (at * 31 + word * 17) % 9_973);
        if name.as_str().len() + about.len() + next.len() > SIGNS {
            break;
        }
        about.push_str(&next);
    }
    Ok(Product {
        id: ProductId(at),
        number: at as u32,
        name,
        price: Rupiah(50_000),
        category: Some(CategoryId(at % CATEGORIES + 1)),
        description: Description::parse(&about).map_err(told)?,
        picture: None,
        on_shelf: true,
        offer: Offer::default(),
        kind: Kind::default(),
        kind_since: OrderId(0),
        prices: Prices::default(),
        variant: None,
    })
}

fn told(refusal: impl std::fmt::Debug) -> anyhow::Error {
    anyhow::anyhow!("{refusal:?}")
}
