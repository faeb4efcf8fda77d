//! Nothing durable is ever lost: stories of the shop with the power cut at every sync and every
//! write, with errors of the disk, and with a disk that is full.

mod run;
mod story;
mod trial;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use crate::disk::{Luck, Remains, Trouble};
use story::{EXPIRY, LATE, PAIR, PURCHASE, Story};
use trial::{Grain, Trial, moments};

fn cut(name: &str, story: &'static Story) {
    let began = Instant::now();
    let mut trial = Trial::of(story);
    trial.cut_everywhere();
    println!("{name}: {} in {:.1?}", trial.toll, began.elapsed());
    assert!(trial.toll.states > 500 && trial.toll.second > 500, "{}", trial.toll);
}

#[test]
fn a_purchase_survives_a_power_cut_at_any_moment() {
    cut("purchase", &PURCHASE);
}

#[test]
fn late_money_survives_a_power_cut_at_any_moment() {
    cut("late", &LATE);
}

#[test]
fn an_expiry_survives_a_power_cut_at_any_moment() {
    cut("expiry", &EXPIRY);
}

#[test]
fn two_buyers_in_one_batch_survive_a_power_cut_at_any_moment() {
    cut("pair", &PAIR);
}

#[test]
fn a_disk_that_fails_is_said_to_have_failed_and_nothing_is_lost() {
    let began = Instant::now();
    let mut trial = Trial::of(&PURCHASE);
    let any = [Luck::Nothing, Luck::Everything, Luck::Subset(7)];
    trial.trouble_everywhere(Trouble::BadSync, &any);
    trial.trouble_everywhere(Trouble::BadWrite, &[Luck::Subset(8)]);
    trial.trouble_everywhere(Trouble::CutBeforeSync, &any);
    trial.trouble_everywhere(Trouble::CutAfterSync, &[Luck::Nothing]);
    trial.trouble_everywhere(Trouble::CutAtWrite, &[Luck::Torn(9)]);
    println!("trouble: {} in {:.1?}", trial.toll, began.elapsed());
    assert!(trial.toll.states > 300, "{}", trial.toll);
}

#[test]
fn a_disk_that_ignores_syncs_is_found_out() {
    let trial = Trial::of(&PURCHASE);
    let (mut states, mut flagged) = (0, 0);
    let remains = Remains::deaf(trial.told.first.clone());
    moments(
        &trial.told,
        remains,
        usize::MAX,
        |_| Grain::Coarse,
        |moment, image| {
            states += 1;
            let judged = catch_unwind(AssertUnwindSafe(|| trial.judge(&moment, image).is_ok()));
            flagged += usize::from(!judged.unwrap_or(false));
        },
    );
    println!("a disk that ignores syncs: {flagged} of {states} states flagged");
    assert!(flagged * 2 > states, "only {flagged} of {states} flagged");
}
