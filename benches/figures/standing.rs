//! A shop with a past that nobody visits: how soon it is open, and what its standing costs.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::ensure;
use tokio::runtime::Runtime;
use tokio::time::sleep;
use warung::demo::world::World;

use crate::appliance::{Appliance, Setting, Way};
use crate::disk;
use crate::effort::Effort;
use crate::orders;
use crate::table::{Aim, Row, Sample, number, row};

pub fn figures(runtime: &Runtime, effort: &Effort) -> anyhow::Result<()> {
    let orders = effort.orders[0];
    let folder = disk::folder()?;
    let data = folder.path().join("data");
    std::fs::create_dir(&data)?;
    orders::by_child(&data, orders)?;
    runtime.block_on(async {
        let world = World::start(0).await?;
        let of = |way| Appliance::over(&world, folder.path(), &Setting::unhindered(way));
        let (mut killed, mut clean) = (Vec::new(), Vec::new());
        // The first of all writes what a new program writes once.
        of(Way::Polling)?.stop()?;
        for _ in 0..effort.rounds {
            of(Way::Polling)?.kill()?;
            let again = of(Way::Polling)?;
            killed.push(milliseconds(again.ready));
            again.stop()?;
            let again = of(Way::Polling)?;
            clean.push(milliseconds(again.ready));
            again.stop()?;
        }
        tell_ready(orders, &Sample::of(killed), &Sample::of(clean))?;
        for way in [Way::Polling, Way::Webhook] {
            let appliance = of(way)?;
            sleep(effort.rest).await;
            let before = appliance.processor_time()?;
            sleep(effort.idle).await;
            let spent = appliance.processor_time()? - before;
            let part = 100.0 * spent / effort.idle.as_secs_f64();
            let memory = appliance.memory()?;
            appliance.stop()?;
            tell_rest(way, part, effort.idle, spent);
            let name = way.name();
            row(Row {
                what: format!("memory at rest, {} orders, {name}", number(orders as f64)),
                measured: format!("{} MB (Pss)", number(memory.proportional)),
                beside: format!("resident {}", number(memory.resident)),
                aim: Aim::at_most(20.0, "MB", memory.proportional),
            });
        }
        world.stop();
        Ok(())
    })
}

fn tell_ready(orders: u64, killed: &Sample, clean: &Sample) -> anyhow::Result<()> {
    // What the machine takes for the same program to come and go.
    let mut bare = Vec::new();
    for _ in 0..5 {
        let began = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_warung"));
        let status = command.arg("--version").stdout(Stdio::null()).status()?;
        ensure!(status.success(), "{status}");
        bare.push(milliseconds(began.elapsed()));
    }
    let bare = number(Sample::of(bare).median());
    for (what, sample) in [("after a kill", killed), ("after a clean stop", clean)] {
        row(Row {
            what: format!("exec to READY, {} orders, {what}", number(orders as f64)),
            measured: sample.told("ms"),
            beside: format!("--version alone {bare} ms"),
            aim: Aim::at_most(150.0, "ms", sample.median()),
        });
    }
    Ok(())
}

fn tell_rest(way: Way, part: f64, idle: Duration, spent: f64) {
    row(Row {
        what: format!("processor at rest, {}", way.name()),
        measured: format!("{part:.3} %"),
        beside: format!("{spent:.2} s of {} s", idle.as_secs()),
        aim: Aim::at_most(0.2, "%", part),
    });
}

fn milliseconds(span: Duration) -> f64 {
    span.as_secs_f64() * 1000.0
}
