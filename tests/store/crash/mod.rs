//! Nothing durable is ever lost: stories of the shop with the power cut at every sync and every
//! write, with errors of the disk, and with a disk that is full.

mod lately;
mod run;
mod story;
mod trial;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use warung::domain::money::Rupiah;
use warung::domain::product::NewProduct;
use warung::domain::text::{Description, Name};
use warung::engine::input::{Batch, Input, Reply};
use warung::shop::stock::{Import, Setup};
use warung::store::log::Shape;

use crate::counter::{Counter, SARI, shop};
use crate::disk::{Disk, File, Luck, Remains, Trouble};
use lately::{CHOICES, FILES, MANUAL, RESTORED, SETUP, SHARED, WORDS};
use run::{EAGER, LAZY, STEADY};
use story::{CREDITED, DEPOSIT, EXPIRY, LATE, MIXED, PAIR, PURCHASE, SETTLEMENT, Story};
use trial::{Toll, Trial, after, after_reopening_full, coarse, moments};

const SHAPES: [Shape; 3] = [EAGER, STEADY, LAZY];

fn cut(name: &str, story: &'static Story) {
    cut_in(&[STEADY], name, story);
}

/// With commits in the log alone, on their way into the tables, and there.
fn cut_in(shapes: &[Shape], name: &str, story: &'static Story) {
    let began = Instant::now();
    let mut toll = Toll::default();
    for shape in shapes {
        let mut trial = Trial::of(story, *shape);
        trial.cut_everywhere();
        toll += trial.toll;
    }
    println!("{name}: {toll} in {:.1?}", began.elapsed());
    assert!(toll.states > 400 && toll.second > 100, "{toll}");
}

#[test]
fn a_purchase_survives_a_power_cut_at_any_moment() {
    cut_in(&SHAPES, "purchase", &PURCHASE);
}

#[test]
fn late_money_survives_a_power_cut_at_any_moment() {
    cut("late", &LATE);
}

#[test]
fn an_expiry_survives_a_power_cut_at_any_moment() {
    cut_in(&SHAPES, "expiry", &EXPIRY);
}

#[test]
fn two_buyers_in_one_batch_survive_a_power_cut_at_any_moment() {
    cut_in(&SHAPES, "pair", &PAIR);
}

#[test]
fn a_deposit_and_its_spending_survive_a_power_cut_at_any_moment() {
    cut_in(&SHAPES, "deposit", &DEPOSIT);
}

#[test]
fn a_mixed_payment_with_a_coupon_survives_a_power_cut_at_any_moment() {
    cut_in(&SHAPES, "mixed", &MIXED);
}

#[test]
fn money_for_the_balance_survives_a_power_cut_at_any_moment() {
    cut("credited", &CREDITED);
}

#[test]
fn files_survive_a_power_cut_at_any_moment() {
    cut("files", &FILES);
}

#[test]
fn what_everybody_gets_survives_a_power_cut_at_any_moment() {
    cut("shared", &SHARED);
}

#[test]
fn what_is_done_by_hand_survives_a_power_cut_at_any_moment() {
    cut("manual", &MANUAL);
}

#[test]
fn the_sellers_own_words_survive_a_power_cut_at_any_moment() {
    cut_in(&SHAPES, "words", &WORDS);
}

#[test]
fn a_whole_configuration_survives_a_power_cut_at_any_moment() {
    cut("setup", &SETUP);
}

#[test]
fn choices_survive_a_power_cut_at_any_moment() {
    cut("choices", &CHOICES);
}

#[test]
fn what_is_done_after_a_restore_survives_a_power_cut_at_any_moment() {
    cut("restored", &RESTORED);
}

#[test]
fn a_disk_that_fails_is_said_to_have_failed_and_nothing_is_lost() {
    let began = Instant::now();
    let any = [
        Luck::Nothing,
        Luck::Everything,
        Luck::Subset(7),
        Luck::Only(File::Data),
        Luck::Only(File::Log),
    ];
    let mut toll = Toll::default();
    for shape in SHAPES {
        let mut trial = Trial::of(&SETTLEMENT, shape);
        trial.trouble_everywhere(Trouble::BadSync, after(&any));
        trial.trouble_everywhere(Trouble::BadWrite, after(&[Luck::Subset(8)]));
        trial.trouble_everywhere(Trouble::CutBeforeSync, after(&any));
        trial.trouble_everywhere(Trouble::CutAfterSync, after(&[Luck::Nothing]));
        trial.trouble_everywhere(Trouble::CutAtWrite, after(&[Luck::Torn(9), Luck::Torn(10)]));
        toll += trial.toll;
    }
    println!("failing disks: {toll} in {:.1?}", began.elapsed());
    assert!(toll.states > 300, "{toll}");
}

#[test]
fn a_disk_that_fills_up_at_any_write_loses_nothing() {
    let began = Instant::now();
    let mut toll = Toll::default();
    for shape in SHAPES {
        let mut trial = Trial::of(&SETTLEMENT, shape);
        trial.trouble_everywhere(Trouble::FullAtWrite, after_reopening_full);
        toll += trial.toll;
    }
    println!("full disks: {toll} in {:.1?}", began.elapsed());
    assert!(toll.states > 100, "{toll}");
}

fn voucher() -> NewProduct {
    NewProduct {
        number: Some(1),
        name: Name::parse("Voucher").unwrap(),
        price: Rupiah(20_000),
        category: None,
        description: Description::default(),
    }
}

/// A seller fills in stock until the disk is full, while a buyer has paid.
#[test]
fn a_disk_that_cannot_grow_keeps_everything_and_delivers_when_there_is_room() {
    const PASTE: usize = 50;
    const ROOM: usize = 4 << 20;
    let disk = Disk::new(Vec::new());
    let mut counter = Counter::over(run::open(&disk, STEADY).unwrap(), shop());
    counter.stock("Voucher", 20_000, &["akun-a@x|rahasia-a"]);
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    disk.trouble(Trouble::FullBeyond(ROOM));
    let mut acknowledged = 1;
    let fault = loop {
        let line = |at| format!("{acknowledged}-{at}-{}", "x".repeat(2000));
        let units = (1..).zip((0..PASTE).map(line)).collect();
        let products = vec![Import { product: voucher(), setup: Setup::default(), units }];
        match counter.try_apply(&[Input::Import(Batch { products, dry_run: false })]) {
            Ok(replies) => {
                assert!(matches!(&replies[..], [Reply::Imported(all)] if all[0].is_ok()))
            }
            Err(fault) => break fault,
        }
        acknowledged += PASTE;
    };
    assert!(fault.fatal() && acknowledged > PASTE, "{fault} after {acknowledged}");

    let full = Disk::new(disk.remains().both(Luck::Everything));
    full.trouble(Trouble::FullBeyond(ROOM));
    let counter = counter.reopened(Arc::new(run::open(&full, STEADY).unwrap()));
    assert_eq!(counter.units().len(), acknowledged);
    counter.prove();

    let roomy = Disk::new(full.remains().both(Luck::Nothing));
    let mut counter = counter.reopened(Arc::new(run::open(&roomy, STEADY).unwrap()));
    assert_eq!(counter.units().len(), acknowledged);
    assert_eq!(counter.notify(1), Reply::Hinted);
    counter.settle();
    assert!(counter.text(SARI).contains("akun-a@x|rahasia-a"));
    counter.prove();
}

/// The harness itself: a disk that lies must be noticed.
#[test]
fn a_disk_that_ignores_syncs_is_found_out() {
    let trial = Trial::of(&SETTLEMENT, STEADY);
    let (mut states, mut flagged) = (0, 0);
    let deaf = Remains::deaf(trial.told.first.clone());
    moments(&trial.told, deaf, usize::MAX, coarse, |moment, image| {
        states += 1;
        let judged = catch_unwind(AssertUnwindSafe(|| trial.judge(&moment, image).is_ok()));
        flagged += usize::from(!judged.unwrap_or(false));
    });
    println!("a disk that ignores syncs: {flagged} of {states} crashes found out");
    assert!(flagged * 2 > states, "only {flagged} of {states} found out");
}

/// The harness itself: a shop that answers before its commit must be noticed.
#[test]
fn an_acknowledgement_before_the_sync_is_found_out() {
    let trial = Trial::of(&SETTLEMENT, STEADY);
    let (mut states, mut flagged) = (0, 0);
    let remains = Remains::new(trial.told.first.clone());
    moments(&trial.told, remains, usize::MAX, coarse, |moment, image| {
        if let Some(moment) = moment.hasty() {
            states += 1;
            flagged += usize::from(trial.judge(&moment, image).is_err());
        }
    });
    println!("hasty acknowledgements: {flagged} of {states} crashes found out");
    assert!(flagged * 2 > states, "only {flagged} of {states} found out");
}
