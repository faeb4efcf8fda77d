//! A search of a full shop reads titles and ways, never the products: what it costs is bounded
//! by what it reads, on any machine.

use std::cell::Cell;

use warung::domain::id::{CategoryId, OrderId, ProductId};
use warung::domain::limit::{DESCRIPTION_CHARS_MAX, PAGE_LINES, PRODUCTS_MAX, VARIANTS_MAX};
use warung::domain::money::Rupiah;
use warung::domain::product::{Category, Kind, Offer, Prices, Product, Variant};
use warung::domain::text::{Description, Name};
use warung::shop::browse::{self, Part, SoldOut};
use warung::store::fault::Fault;
use warung::store::open::Store;
use warung::store::read::{Direction, Entry, Read};
use warung::store::schema::Table;
use warung::store::seal::Seal;
use warung::store::snap::Snap;

use crate::counter::{OPENED, memory};

/// As long as name and description together may be in a shop that uses all of it.
const SIGNS: usize = 1_490;

/// A snapshot that counts what is read of it.
struct Counted<'s> {
    snap: &'s Snap,
    rows: Cell<usize>,
    bytes: Cell<usize>,
    entries: Cell<usize>,
}

impl Counted<'_> {
    fn row_read(&self, bytes: usize) {
        self.rows.set(self.rows.get() + 1);
        self.bytes.set(self.bytes.get() + bytes);
    }
}

impl Read for Counted<'_> {
    fn seal(&self) -> &Seal {
        self.snap.seal()
    }

    fn row(&self, table: Table, key: u64) -> Result<Option<Vec<u8>>, Fault> {
        let row = self.snap.row(table, key)?;
        self.row_read(row.as_ref().map_or(0, Vec::len));
        Ok(row)
    }

    fn rows(&self, table: Table, from: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, Fault> {
        let rows = self.snap.rows(table, from, limit)?;
        rows.iter().for_each(|(_, row)| self.row_read(row.len()));
        Ok(rows)
    }

    fn entries(
        &self,
        from: Entry,
        to: Entry,
        order: Direction,
        limit: usize,
    ) -> Result<Vec<Entry>, Fault> {
        let entries = self.snap.entries(from, to, order, limit)?;
        self.entries.set(self.entries.get() + entries.len());
        Ok(entries)
    }

    fn tally(&self, index: u16, key: u64) -> Result<u64, Fault> {
        self.entries.set(self.entries.get() + 1);
        self.snap.tally(index, key)
    }

    fn tallies(&self, index: u16, limit: usize) -> Result<Vec<(u64, u64)>, Fault> {
        let tallies = self.snap.tallies(index, limit)?;
        self.entries.set(self.entries.get() + tallies.len());
        Ok(tallies)
    }
}

/// As many products as there may be, each as long as it may be.
fn full_shop() -> Store {
    shop_of(|product| product)
}

/// The same, where as many of them share a card as may.
fn shop_of_cards() -> Store {
    shop_of(|product| {
        let most = VARIANTS_MAX as u64;
        let (at, head) = (product.id.0, ProductId((product.id.0 - 1) / most * most + 1));
        let label = Variant::label(&format!("Pilihan {at}")).unwrap();
        let name = Variant::name(&format!("Langganan {}", head.0), &label).unwrap();
        let category = Some(CategoryId(head.0 % 20 + 1));
        let description = match at == head.0 {
            true => product.description,
            false => Description::default(),
        };
        let variant = Some(Variant::new(head, label, at as u32));
        Product { name, category, description, variant, ..product }
    })
}

fn shop_of(as_it_is: impl Fn(Product) -> Product) -> Store {
    let store = memory();
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([1; 32]);
    for at in 1..=20 {
        let name = Name::parse(&format!("Kategori {at}")).unwrap();
        tx.put(&Category::new(CategoryId(at), name)).unwrap();
    }
    for at in 1..=PRODUCTS_MAX as u64 {
        let name = Name::parse(&format!("Langganan Premium Nomor{at} Bulan")).unwrap();
        let mut about = String::from("akun garansi ");
        for word in 0.. {
            let next = format!("kata{} ", (at * 31 + word * 17) % 9_973);
            if name.as_str().len() + about.len() + next.len() > SIGNS.min(DESCRIPTION_CHARS_MAX) {
                break;
            }
            about.push_str(&next);
        }
        let product = Product {
            id: ProductId(at),
            number: at as u32,
            name,
            price: Rupiah(50_000),
            category: Some(CategoryId(at % 20 + 1)),
            description: Description::parse(&about).unwrap(),
            picture: None,
            on_shelf: true,
            offer: Offer::default(),
            kind: Kind::default(),
            kind_since: OrderId(0),
            prices: Prices::default(),
            variant: None,
        };
        tx.put(&as_it_is(product)).unwrap();
    }
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, OPENED).unwrap();
    store
}

#[test]
fn a_search_reads_titles_and_no_products() {
    let store = full_shop();
    let snap = store.snap().unwrap();
    for (typed, found) in [
        ("nomor1234", 1),
        ("nomor1999 premium", 1),
        ("premium", PRODUCTS_MAX),
        ("garansi", PRODUCTS_MAX),
        ("akun garansi premium langganan", PRODUCTS_MAX),
        ("premum langgganan", PRODUCTS_MAX),
        ("kategori 7", PRODUCTS_MAX / 20),
        ("kat", PRODUCTS_MAX),
        ("xylophone", 0),
        ("a b c d e f g h i j k l m n o p q r s", 0),
    ] {
        let (rows, bytes, entries) = (Cell::new(0), Cell::new(0), Cell::new(0));
        let counted = Counted { snap: &snap, rows, bytes, entries };
        let part = Part::Search(typed.to_owned());
        let page = browse::shelf(&counted, &part, SoldOut::Shown, 0).unwrap();
        assert_eq!(page.total, found, "{typed}");
        // The titles, the categories, and the products of the page.
        assert!(
            counted.rows.get() <= PRODUCTS_MAX + 20 + PAGE_LINES,
            "{typed}: {:?}",
            counted.rows
        );
        let bytes = counted.bytes.get();
        assert!(bytes <= 116 * PRODUCTS_MAX + 2_000 * PAGE_LINES, "{typed}: {bytes} bytes");
        let entries = counted.entries.get();
        assert!(entries <= 9 * PRODUCTS_MAX, "{typed}: {entries} entries");
    }
}

#[test]
fn other_lists_of_a_full_shop_read_no_more_than_their_page() {
    let store = full_shop();
    let snap = store.snap().unwrap();
    for part in [Part::All, Part::Best, Part::Category(CategoryId(7))] {
        for sold_out in [SoldOut::Shown, SoldOut::Hidden] {
            let (rows, bytes, entries) = (Cell::new(0), Cell::new(0), Cell::new(0));
            let counted = Counted { snap: &snap, rows, bytes, entries };
            browse::shelf(&counted, &part, sold_out, 3).unwrap();
            assert!(counted.rows.get() <= PAGE_LINES + 1, "{part:?}: {:?}", counted.rows);
        }
    }
}

#[test]
fn lists_of_cards_read_the_choices_of_their_page_alone() {
    let store = shop_of_cards();
    let snap = store.snap().unwrap();
    let cards = PRODUCTS_MAX.div_ceil(VARIANTS_MAX);
    let category = Part::Category(CategoryId(2));
    for (part, total) in [(Part::All, cards), (Part::Best, 0), (category, cards.div_ceil(5))] {
        for sold_out in [SoldOut::Shown, SoldOut::Hidden] {
            let (rows, bytes, entries) = (Cell::new(0), Cell::new(0), Cell::new(0));
            let counted = Counted { snap: &snap, rows, bytes, entries };
            let page = browse::shelf(&counted, &part, sold_out, 1).unwrap();
            let wanted = if sold_out == SoldOut::Shown { total } else { 0 };
            assert_eq!(page.total, wanted, "{part:?}");
            let most = PAGE_LINES * (VARIANTS_MAX + 1) + 1;
            assert!(counted.rows.get() <= most, "{part:?}: {:?}", counted.rows);
            assert!(counted.entries.get() <= 4 * PRODUCTS_MAX, "{part:?}: {:?}", counted.entries);
        }
    }
    for (typed, found) in [("pilihan 77", 1), ("langganan", cards), ("pilihan", cards)] {
        let (rows, bytes, entries) = (Cell::new(0), Cell::new(0), Cell::new(0));
        let counted = Counted { snap: &snap, rows, bytes, entries };
        let part = Part::Search(typed.to_owned());
        assert_eq!(browse::shelf(&counted, &part, SoldOut::Shown, 0).unwrap().total, found);
        let most = PRODUCTS_MAX + 20 + PAGE_LINES * (VARIANTS_MAX + 1);
        assert!(counted.rows.get() <= most, "{typed}: {:?}", counted.rows);
    }
}
