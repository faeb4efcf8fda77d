//! Plans held against what a slow and simple search finds.

use proptest::prelude::*;

use warung::backup::object::{Name, What};
use warung::backup::plan::{Missing, Plan, PlanError, Wanted, generations};
use warung::domain::time::Timestamp;
use warung::store::change_record::Generation;

fn generation(number: u8) -> Generation {
    Generation([number; 16])
}

fn snap(sequence: u64, at: u64) -> Name {
    Name { generation: generation(1), what: What::Snapshot { sequence }, at: Timestamp(at) }
}

fn log(from: u64, to: u64, at: u64) -> Name {
    Name { generation: generation(1), what: What::Log { from, to }, at: Timestamp(at) }
}

fn of(number: u8, name: Name) -> Name {
    Name { generation: generation(number), ..name }
}

fn until(at: u64) -> Wanted {
    Wanted { until: Some(Timestamp(at)), ..Wanted::default() }
}

const NOW: Timestamp = Timestamp(1_000);

fn plan(names: &[Name], wanted: &Wanted) -> Plan {
    Plan::of(names, wanted, NOW).unwrap()
}

#[test]
fn a_moment_is_reached_from_the_snapshot_before_it() {
    let names =
        [snap(0, 10), log(1, 5, 20), log(6, 9, 30), snap(7, 25), log(10, 12, 40), log(13, 12, 50)];
    let found = plan(&names, &Wanted::default());
    assert_eq!((found.snapshot, found.sequence), (names[3], 12));
    assert_eq!(found.logs, [names[2], names[4], names[5]]);
    assert_eq!((found.upto, found.missing), (Timestamp(50), None));
    // In the middle of a log: it is opened, and no further one.
    let found = plan(&names, &until(28));
    assert_eq!((found.snapshot, &found.logs[..]), (names[3], &[names[2]][..]));
    assert_eq!(found.upto, Timestamp(28));
    // At the end of one nothing of the next is needed.
    assert_eq!(plan(&names, &until(30)).logs, [names[2]]);
    assert_eq!(plan(&names, &until(31)).logs, [names[2], names[4]]);
    let found = plan(&names, &until(12));
    assert_eq!((found.snapshot, &found.logs[..]), (names[0], &[names[1]][..]));
    // After the end there is nothing more to tell.
    let found = plan(&names, &until(70));
    assert_eq!((found.sequence, found.upto, found.missing), (12, Timestamp(50), None));
    assert_eq!(found.names().count(), 4);
}

#[test]
fn a_moment_that_nobody_has_is_refused() {
    let names = [snap(0, 10), log(1, 5, 20)];
    let refused = |names: &[Name], wanted| Plan::of(names, &wanted, NOW).unwrap_err();
    assert_eq!(refused(&names, until(9)), PlanError::Early { first: Timestamp(10) });
    assert_eq!(refused(&names, until(1_001)), PlanError::Future { now: NOW });
    assert_eq!(refused(&names[1..], until(15)), PlanError::Nothing);
    let other = Wanted { generation: Some(generation(2)), ..Wanted::default() };
    assert_eq!(refused(&names, other), PlanError::Nothing);
    let told = refused(&names, until(9)).to_string();
    assert_eq!(told, "the first moment that can be brought back is 1970-01-01T00:00:00.010Z");
}

#[test]
fn what_is_missing_is_told_where_it_matters() {
    let names = [snap(0, 10), log(1, 5, 20), log(9, 11, 40), snap(30, 90)];
    let found = plan(&names, &until(60));
    assert_eq!((found.sequence, found.upto), (5, Timestamp(20)));
    assert_eq!(found.missing, Some(Missing { from: 6, to: 8 }));
    assert!(found.missing.unwrap().to_string().starts_with("the commits 6 to 8 are missing"));
    assert_eq!(plan(&names, &until(20)).missing, None);
    assert_eq!(plan(&names, &Wanted::default()).snapshot, names[3]);
    // A snapshot and a sign of life tell of commits as well.
    assert_eq!(plan(&[names[0], names[3]], &until(60)).missing.unwrap().to, 30);
    assert_eq!(plan(&[names[0], log(8, 7, 40)], &until(60)).missing.unwrap().to, 7);
    // That nothing came is known up to the last sign of it, whatever is missing then.
    let found = plan(&[names[0], names[1], log(6, 5, 33), names[2]], &until(60));
    assert_eq!((found.upto, found.missing.is_some()), (Timestamp(33), true));
}

#[test]
fn overlaps_and_doubles_are_no_hindrance() {
    let names = [snap(3, 10), log(1, 5, 12), log(4, 4, 11), log(4, 5, 13), log(5, 9, 20)];
    let found = plan(&names, &Wanted::default());
    assert_eq!((found.logs, found.sequence), (vec![names[1], names[4]], 9));
    assert_eq!(found.missing, None);
    // Two of one moment's records: the older is what was there then.
    let double = [snap(0, 10), log(1, 5, 50), log(1, 5, 20), log(6, 7, 40)];
    assert_eq!(plan(&double, &until(30)).logs, [double[2], double[3]]);
}

#[test]
fn generations_are_told_apart() {
    let names = [
        snap(0, 10),
        log(1, 500, 400),
        of(2, snap(0, 420)),
        of(2, log(1, 3, 600)),
        of(3, log(1, 3, 700)),
        of(4, snap(9, 5_000)),
    ];
    let found = generations(&names);
    let told: Vec<_> = found.iter().map(|it| (it.generation.0[0], it.from.0, it.upto.0)).collect();
    assert_eq!(told, [(4, 5_000, 5_000), (2, 420, 600), (1, 10, 400)]);
    assert_eq!((found[1].snapshots, found[1].logs), (1, 1));
    // The clock was ahead, once: that decides nothing, unless there is nothing else.
    assert_eq!(plan(&names, &Wanted::default()).generation(), generation(2));
    assert_eq!(plan(&names[5..], &Wanted::default()).generation(), generation(4));
    assert_eq!(plan(&names, &until(410)).generation(), generation(1));
    assert_eq!(plan(&names, &until(410)).upto, Timestamp(400));
    let first = Wanted { generation: Some(generation(1)), ..Wanted::default() };
    assert_eq!(plan(&names, &first).sequence, 500);
}

fn names() -> impl Strategy<Value = Vec<Name>> {
    let name = (1..=2_u8, 0..30_u64, 0..8_u64, 0..60_u64, 0..4_u8);
    let name = name.prop_map(|(number, at, length, time, kind)| match kind {
        0 => of(number, snap(at, time)),
        1 => of(number, log(at + 1, at, time)),
        _ => of(number, log(at + 1, at + length, time)),
    });
    proptest::collection::vec(name, 0..30)
}

/// How far a chain of logs can lead at all.
fn reach(names: &[Name], generation: Generation, from: u64) -> u64 {
    let mut last = from;
    loop {
        let next = names.iter().filter(|name| name.generation == generation);
        let next = next.filter_map(|name| match name.what {
            What::Log { from, to } if from <= last + 1 => Some(to),
            _ => None,
        });
        match next.max().filter(|to| *to > last) {
            Some(to) => last = to,
            None => return last,
        }
    }
}

proptest! {
    #[test]
    fn a_plan_leads_as_far_as_any(names in names()) {
        match Plan::of(&names, &Wanted::default(), NOW) {
            Err(error) => {
                prop_assert_eq!(error, PlanError::Nothing);
                prop_assert!(names.iter().all(|name| !name.what.is_snapshot()));
            }
            Ok(plan) => {
                let far = reach(&names, plan.generation(), plan.snapshot.upto());
                prop_assert_eq!(plan.sequence, far);
                let known = names.iter().filter(|name| name.generation == plan.generation());
                let most = known.map(Name::upto).max();
                prop_assert_eq!(plan.missing.is_some(), most > Some(far));
            }
        }
    }

    #[test]
    fn a_plan_has_no_gap_and_keeps_to_its_moment(names in names(), moment in 0..70_u64) {
        let Ok(plan) = Plan::of(&names, &until(moment), NOW) else {
            prop_assert!(names.iter().all(|it| !it.what.is_snapshot() || it.at.0 > moment));
            return Ok(());
        };
        prop_assert!(plan.snapshot.at.0 <= moment && plan.upto.0 <= moment);
        let mut last = plan.snapshot;
        for next in &plan.logs {
            let What::Log { from, to } = next.what else { panic!("{next} is no log") };
            prop_assert!(next.generation == last.generation);
            prop_assert!(from <= last.upto() + 1 && to >= last.upto());
            // Each was needed.
            prop_assert!(last.at.0 < moment);
            last = *next;
        }
        let reached = plan.upto.0 == moment;
        prop_assert!(reached || plan.missing.is_some()
            || plan.sequence >= reach(&names, plan.generation(), plan.snapshot.upto()));
        let better = names.iter().filter(|it| it.what.is_snapshot() && it.at.0 <= moment);
        let mut better = better.filter(|it| it.generation == plan.generation());
        prop_assert!(better.all(|it| it.upto() <= plan.snapshot.upto()));
    }

    #[test]
    fn the_order_of_names_is_of_no_account(names in names(), moment in 0..70_u64) {
        let mut turned = names.clone();
        turned.reverse();
        let wanted = until(moment);
        prop_assert_eq!(Plan::of(&names, &wanted, NOW), Plan::of(&turned, &wanted, NOW));
        prop_assert_eq!(generations(&names), generations(&turned));
    }
}
