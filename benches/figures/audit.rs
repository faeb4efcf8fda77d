//! What a page of the log costs the writer, with a hundred thousand entries behind it: the newest,
//! by everything that it can be filtered by, at both ends.

use std::time::Instant;

use warung::domain::act::Act;
use warung::domain::id::{CustomerId, OrderId, ProductId};
use warung::domain::money::Rupiah;
use warung::domain::revision::{By, Revision, Target, UNCHAINED};
use warung::domain::time::{Span, Timestamp};
use warung::domain::trail::{About, Kind};
use warung::shop::audit::{Cut, Filter, page, told};
use warung::store::fault::Fault;
use warung::store::open::Store;
use warung::store::schema::{Table, chain};
use warung::store::tx::Tx;

use crate::disk;
use crate::effort::Effort;
use crate::search::milliseconds;
use crate::table::{Aim, Row, Sample, row};

const ENTRIES: u64 = 100_000;
const LOOKS: usize = 30;
const AIM: f64 = 30.0;
const FIRST: Timestamp = Timestamp(1_795_331_100_000);
const APART: Span = Span::secs(60);

fn entry(at: u64) -> (By, Act) {
    let person = CustomerId(at % 5 + 1);
    let by = if at.is_multiple_of(50) { By::Machine } else { By::Staff(person) };
    let (order, amount, product) = (OrderId(at / 3), Rupiah(at), ProductId(at % 400));
    let act = match at % 3 {
        0 => Act::Refunded { order, part: 1, amount, outside: false },
        1 => Act::StockIn { product, added: 5, moved: 0 },
        _ => Act::SentAgain { order },
    };
    (by, act)
}

fn fill(store: &Store) -> anyhow::Result<()> {
    let mut previous = UNCHAINED;
    for piece in 0..ENTRIES / 1000 {
        let mut batch = store.batch()?;
        let mut tx = batch.begin([9; 32]);
        for at in piece * 1000..(piece + 1) * 1000 {
            let (by, act) = entry(at);
            let (number, what) = (tx.next(Table::Revision)?, Target::Act(act));
            let at = FIRST.after(Span(APART.0 * at));
            let (before, after) = (None, None);
            let linked = Revision { number, at, by, what, before, after, chain: UNCHAINED };
            previous = chain(previous, &linked)?;
            tx.put(&Revision { chain: previous, ..linked })?;
        }
        let kept = tx.finish();
        batch.keep(kept);
        store.commit(batch, Timestamp::default())?;
    }
    Ok(())
}

fn filters() -> Vec<(&'static str, Filter, Cut, bool)> {
    let all = Filter::default();
    let somebody = Filter { who: Some(By::Staff(CustomerId(3))), ..all };
    let money = Filter { kind: Some(Kind::Money), ..all };
    let product = Filter { about: Some(About::Product(ProductId(7))), ..all };
    let both = Filter { kind: Some(Kind::Stock), ..somebody };
    // Of these two there is none: as far as it is looked for at once.
    let never = Filter { who: Some(By::Shop), ..money };
    let apart = Filter { about: Some(About::Product(ProductId(9))), ..money };
    vec![
        ("the newest", all, Cut::Newest, false),
        ("the oldest", all, Cut::Before(9), false),
        ("one person", somebody, Cut::Newest, false),
        ("one person, the oldest", somebody, Cut::Before(50), false),
        ("one kind", money, Cut::Newest, false),
        ("one product", product, Cut::Newest, false),
        ("a person and a kind", both, Cut::Newest, false),
        ("nobody and a kind", never, Cut::Newest, false),
        ("a product and a kind that never meet", apart, Cut::Newest, false),
        ("a day", all, Cut::Newest, true),
        ("a person on a day", somebody, Cut::Newest, true),
    ]
}

fn look(tx: &Tx, filter: &Filter, cut: Cut, day: bool) -> Result<(), Fault> {
    let begin = FIRST.after(Span(APART.0 * ENTRIES / 2));
    let day = day.then(|| begin..begin.after(Span::hours(24)));
    let page = page(tx, filter, day, cut)?;
    for (_, entry) in &page.entries {
        entry.as_ref().map(told);
    }
    Ok(())
}

pub fn figures(effort: &Effort) -> anyhow::Result<()> {
    let folder = disk::folder()?;
    let store = Store::open(folder.path(), &folder.path().join("key"))?;
    fill(&store)?;
    for (what, filter, cut, day) in filters() {
        let mut rounds = Vec::new();
        for _ in 0..effort.rounds {
            let mut took = Vec::new();
            for _ in 0..LOOKS {
                let batch = store.batch()?;
                let tx = batch.begin([0; 32]);
                let began = Instant::now();
                look(&tx, &filter, cut, day)?;
                took.push(milliseconds(began.elapsed()));
            }
            rounds.push(Sample::of(took).median());
        }
        let rounds = Sample::of(rounds);
        let aim = Aim::at_most(AIM, "ms", rounds.median());
        let (what, measured) = (format!("a page: {what}"), rounds.told("ms"));
        row(Row { what, measured, beside: format!("{ENTRIES} entries"), aim });
    }
    Ok(())
}
