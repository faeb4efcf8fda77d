//! The log of changes itself: nothing can be taken out of it or altered unseen.

use super::*;

type Tamper = fn(&mut Tx) -> Result<(), Fault>;

#[test]
fn the_proof_sees_a_log_that_somebody_has_changed() {
    const UNFIT: &str = "does not follow from the one before it: one of the two was changed";
    let tampers: &[(Tamper, &[&str])] = &[
        (
            |tx| {
                let by = By::Staff(CustomerId(SARI));
                tx.put(&Revision { by, ..revision(tx, 3) })
            },
            &["revision 3 (product 1) does not"],
        ),
        (
            |tx| tx.put(&Revision { after: None, ..revision(tx, 2) }),
            &["revision 2 (product 1) does not"],
        ),
        (
            |tx| tx.put(&Revision { chain: [9; 32], ..revision(tx, 2) }),
            &["revision 2 (product 1) does not", "revision 3 (product 1) does not"],
        ),
        (
            |tx| tx.remove::<Revision>(3),
            &["revision 3 is missing", "revision 4 (product 1) does not"],
        ),
        (
            |tx| tx.remove::<Revision>(5),
            &["the log ends at revision 4, and not at 5", "coupon 1 is there without any revision"],
        ),
        (
            |tx| {
                let (two, three) = (revision(tx, 2), revision(tx, 3));
                tx.put(&Revision { number: 3, ..two })?;
                tx.put(&Revision { number: 2, ..three })
            },
            &[
                "revision 2 (product 1) does not",
                "revision 3 (product 1) does not",
                "revision 4 (product 1) does not",
            ],
        ),
        (
            |tx| {
                let product: Product = tx.need(1)?;
                tx.put(&Product { price: Rupiah(1), ..product })
            },
            &["product 1 is not as revision 4 left it"],
        ),
        (|tx| tx.remove::<Product>(1), &["product 1 is gone, and revision 4 left it there"]),
        (
            |tx| tx.put(&Member { id: NEW, role: Role::Owner, since: OPENED, by: None }),
            &["member 4711 is there without any revision"],
        ),
        (
            // All of it, but for the number that was given last.
            |tx| (1..=5).try_for_each(|number| tx.remove::<Revision>(number)),
            &[
                "the log ends at revision 0, and not at 5",
                "product 1 is there without any revision",
                "coupon 1 is there without any revision",
            ],
        ),
        (
            |tx| {
                let image = RowImage { layout: 1, bytes: vec![0xff] };
                tx.put(&Revision { before: Some(image), ..revision(tx, 5) })
            },
            &["revision 5 (coupon 1) does not", "revision 5 (coupon 1) cannot be read: coupon 1"],
        ),
    ];
    for (at, (tamper, told)) in tampers.iter().enumerate() {
        let desk = changed();
        desk.slip(tamper);
        let broken = desk.broken();
        assert_eq!(broken.len(), told.len(), "{at}: {broken:#?}");
        for (found, told) in broken.iter().zip(*told) {
            assert!(found.starts_with(told), "{at}: {found}");
            assert!(!told.ends_with("does not") || found.ends_with(UNFIT), "{at}: {found}");
        }
    }
}

#[test]
fn a_newest_revision_that_cannot_be_read_stops_no_change() {
    let (mut counter, _folder) = bent(&["a"], |_| {}, |_| ("revision", 2));
    counter.say(ADMIN, "/setprice 1|60000");
    assert!(counter.text(ADMIN).contains("60.000"));
    let snap = counter.core.store().snap().unwrap();
    let next: Revision = snap.need(3).unwrap();
    assert_eq!((next.what, next.by), (NETFLIX, BY_ADMIN));
    assert!(prove(&snap).is_err(), "and the proof tells of it");
}

/// Nor does an opening enter anything by itself, which would hide it.
#[test]
fn what_stands_without_any_log_is_noticed() {
    let mut counter = Counter::new();
    let member = Member { id: NEW, role: Role::Admin, since: OPENED, by: None };
    crate::damage::tamper(&counter, &member);
    for _ in 0..2 {
        let snap = counter.core.store().snap().unwrap();
        assert_eq!(prove(&snap).unwrap(), [format!("{MEMBER} is there without any revision")]);
        assert_eq!(snap.size(Table::Revision).unwrap(), 0);
        counter.apply(Input::Opened);
    }
}
