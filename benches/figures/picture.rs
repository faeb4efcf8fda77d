//! The picture of an invoice: how long it takes to draw and pack, and what it weighs.

use std::fs;

use anyhow::Context;
use warung::domain::message::Qr;
use warung::telegram::qr;

use crate::effort::Effort;
use crate::table::{Aim, Row, Sample, number, row};

/// Of one round.
const PICTURES: u32 = 200;

pub fn figures(effort: &Effort) -> anyhow::Result<()> {
    let mut bytes = 0;
    let mut rounds = Vec::new();
    for round in 0..effort.rounds.max(3) {
        let before = spent()?;
        for nth in 0..PICTURES {
            let drawn = qr::png(&invoice(round as u32 * PICTURES + nth));
            bytes = drawn.context("a code that is too long")?.len();
        }
        rounds.push((spent()? - before) / f64::from(PICTURES));
    }
    let rounds = Sample::of(rounds);
    row(Row {
        what: "drawn and packed".to_owned(),
        measured: rounds.told("ms"),
        beside: format!("{} bytes", number(bytes as f64)),
        aim: Aim::at_most(1.0, "ms", rounds.median()),
    });
    Ok(())
}

/// Milliseconds of processor time of this thread: others may have work of their own.
fn spent() -> anyhow::Result<f64> {
    let told = fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = told.split_whitespace().next().context("no time")?;
    Ok(nanoseconds.parse::<f64>()? / 1e6)
}

/// As long as a gateway's are, each of its own.
fn invoice(nth: u32) -> Qr {
    let reference = format!("W-{nth:06}-7KQ2XMAB");
    Qr {
        code: format!(
            "00020101021226610014COM.GO-JEK.WWW01189360091432400000000210G4240000000303UMI\
             51440014ID.CO.QRIS.WWW0215ID10200000000000303UMI520458125303360540650580\
             5802ID5912WARUNG BUDI6007JAKARTA61051234062190715{reference}6304ABCD"
        ),
        shop: "Warung Budi & Co.".to_owned(),
        order: format!("Invoice W-{nth:06}"),
        total: "Bayar Rp90.940".to_owned(),
        until: "Sebelum 22 November 2026, 21.28 WIB".to_owned(),
    }
}
