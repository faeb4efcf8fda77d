//! A restore for practice: all of it, held against the shop's own chain, and nothing is left.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use warung::backup::rebuild::{Drill, Drilled, RebuildError, drill};
use warung::store::change_record::Digest;

use super::rebuild::copied;
use super::{STORE, Shop, left};

fn drilled(
    shop: &Shop,
    scratch: &Path,
    known: &dyn Fn(u64) -> Option<Digest>,
) -> Result<Drilled, RebuildError> {
    drill(&Drill {
        objects: shop.elsewhere.path(),
        store: STORE,
        identities: &[&shop.key],
        plan: &shop.plan(None),
        scratch,
        known,
        now: shop.counter.now,
        hear: Arc::new(|_| true),
    })
}

#[test]
fn a_drill_proves_the_copies_and_leaves_nothing() {
    let shop = copied();
    let scratch = tempfile::tempdir().unwrap();
    let here = shop.store().position();
    let known = |sequence| (sequence == here.sequence).then_some(here.digest);
    let done = drilled(&shop, scratch.path(), &known).unwrap();
    assert_eq!((done.agrees, done.report.position), (Some(true), here));
    assert_eq!(done.report.findings, Some(vec![]));
    assert!(done.report.orders >= 3);
    assert_eq!(drilled(&shop, scratch.path(), &|_| None).unwrap().agrees, None);
    // The shop has gone another way than its copies.
    assert_eq!(drilled(&shop, scratch.path(), &|_| Some([1; 32])).unwrap().agrees, Some(false));
    let names: Vec<_> = fs::read_dir(scratch.path()).unwrap().map(|it| it.unwrap()).collect();
    assert!(names.iter().all(|it| it.file_name() == "warung.lock"), "{names:?}");
}

#[test]
fn a_drill_that_fails_leaves_nothing_either() {
    let shop = copied();
    let scratch = tempfile::tempdir().unwrap();
    // What one has left that was killed.
    for path in ["drill/warung.redb.new", "drill-kit/warung.key"] {
        let path = scratch.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "left behind").unwrap();
    }
    let last = shop.path(shop.plan(None).logs.last().unwrap());
    let whole = fs::read(&last).unwrap();
    fs::write(&last, &whole[..whole.len() - 1]).unwrap();
    let refused = drilled(&shop, scratch.path(), &|_| None).unwrap_err();
    assert!(matches!(refused, RebuildError::Object { good: Some(_), .. }), "{refused}");
    assert_eq!(left(scratch.path()), [""; 0]);
    fs::write(&last, whole).unwrap();
    let _alone = warung::store::lock::hold(scratch.path()).unwrap();
    let refused = drilled(&shop, scratch.path(), &|_| None).unwrap_err();
    assert!(matches!(refused, RebuildError::Busy { .. }), "{refused}");
}
