//! A machine that is lost: from the command on an empty one to the first answer in a chat.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use anyhow::{Context, ensure};
use tokio::runtime::Runtime;
use warung::demo::telegram::chat::Profile;
use warung::demo::world::World;

use crate::appliance::{Appliance, Setting, Way, write_config};
use crate::daemon::{CROWD, greet};
use crate::disk;
use crate::effort::Effort;
use crate::orders;
use crate::table::{Aim, Row, Sample, number, row};

const ORDERS: u64 = 10_000;

pub fn figures(runtime: &Runtime, effort: &Effort) -> anyhow::Result<()> {
    let (home, elsewhere) = (disk::folder()?, disk::folder()?);
    let data = home.path().join("data");
    fs::create_dir(&data)?;
    orders::by_child(&data, ORDERS)?;
    let (mut restores, mut answers) = (Vec::new(), Vec::new());
    runtime.block_on(async {
        let world = World::start(0).await?;
        let setting = Setting {
            place: Some(elsewhere.path().to_owned()),
            ..Setting::unhindered(Way::Polling)
        };
        let config = write_config(&world, home.path(), &setting)?;
        let made = warung(&["key", "new", "--yes", "--config"], &config, "")?;
        let key = String::from_utf8(made.stdout)?;
        warung(&["backup", "now", "--config"], &config, "")?;
        for nth in 0..effort.rounds as u64 {
            world.telegram.join(Profile::new(CROWD + nth, "Orang", "id"));
            let empty = disk::folder()?;
            let config = write_config(&world, empty.path(), &setting)?;
            let from = format!("folder:{}", elsewhere.path().display());
            let began = Instant::now();
            let words = ["restore", "--from", &from, "--key-file", "-", "--yes", "--config"];
            warung(&words, &config, &key)?;
            restores.push(began.elapsed().as_secs_f64());
            let appliance = Appliance::open(empty.path(), &setting.program)?;
            greet(&world, nth..nth + 1).await?;
            answers.push(began.elapsed().as_secs_f64());
            // The next one brings back what this one has copied.
            appliance.stop()?;
        }
        world.stop();
        anyhow::Ok(())
    })?;
    let (restores, answers) = (Sample::of(restores), Sample::of(answers));
    row(Row {
        what: format!("restore to first answer, {} orders", number(ORDERS as f64)),
        measured: answers.told("s"),
        beside: format!("the restore itself {}", restores.told("s")),
        aim: Aim::at_most(120.0, "s", answers.median()),
    });
    Ok(())
}

fn warung(words: &[&str], config: &Path, said: &str) -> anyhow::Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warung"));
    command.args(words).arg(config).env_remove("CREDENTIALS_DIRECTORY");
    let (stdin, stdout) = (Stdio::piped(), Stdio::piped());
    let mut child = command.stdin(stdin).stdout(stdout).stderr(Stdio::piped()).spawn()?;
    child.stdin.take().context("no stdin")?.write_all(said.as_bytes())?;
    let output = child.wait_with_output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "warung {words:?}: {told}");
    Ok(output)
}
