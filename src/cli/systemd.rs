//! The service manager, where there is one: its own program is asked, as people do.

use std::process::{Command, Output, Stdio};

use anyhow::{Context, bail};

use super::store::Root;

/// Lines of the journal that tell why a unit did not start.
const LAST_WORDS: &str = "5";

pub struct Systemd(());

impl Systemd {
    /// Only where it runs as the first process; a container often has no more than its programs.
    pub fn of(root: &Root) -> Option<Systemd> {
        root.at("run/systemd/system").is_dir().then_some(Systemd(()))
    }

    /// Enables a unit, and starts it; one that runs is started again if that is wanted. Comes
    /// back when it is up: the unit says so itself, within its own bounds.
    pub fn open(&self, unit: &str, again: bool) -> anyhow::Result<()> {
        self.enable(unit)?;
        self.up(unit, again)
    }

    /// Has a unit start with the machine.
    pub fn enable(&self, unit: &str) -> anyhow::Result<()> {
        self.must(&["enable", "--quiet", unit])
    }

    /// The same, whether it starts with the machine or not.
    pub fn up(&self, unit: &str, again: bool) -> anyhow::Result<()> {
        // One that has given up is not held against it any more.
        let _ = self.call(&["reset-failed", "--quiet", unit]);
        self.must(&[if again { "restart" } else { "start" }, unit])
    }

    /// Files of units have changed.
    pub fn reload(&self) -> anyhow::Result<()> {
        self.must(&["daemon-reload"])
    }

    pub fn runs(&self, unit: &str) -> bool {
        let asked = self.call(&["is-active", "--quiet", unit]);
        asked.is_ok_and(|output| output.status.success())
    }

    /// Whether a unit starts with the machine.
    pub fn enabled(&self, unit: &str) -> bool {
        let asked = self.call(&["is-enabled", "--quiet", unit]);
        asked.is_ok_and(|output| output.status.success())
    }

    /// Stops a unit for good.
    pub fn close(&self, unit: &str) -> anyhow::Result<()> {
        self.must(&["disable", "--now", "--quiet", unit])?;
        let _ = self.call(&["reset-failed", "--quiet", unit]);
        Ok(())
    }

    /// What a unit said last.
    pub fn last_words(&self, unit: &str) -> String {
        let mut command = Command::new("journalctl");
        command.args(["-u", unit, "-n", LAST_WORDS, "-o", "cat", "--no-pager", "--quiet"]);
        let said = command.stdin(Stdio::null()).output().map(|output| output.stdout);
        String::from_utf8_lossy(&said.unwrap_or_default()).trim_end().to_owned()
    }

    fn must(&self, arguments: &[&str]) -> anyhow::Result<()> {
        let output = self.call(arguments)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("systemctl {}: {}", arguments.join(" "), said.trim());
        }
        Ok(())
    }

    fn call(&self, arguments: &[&str]) -> anyhow::Result<Output> {
        let mut command = Command::new("systemctl");
        command.args(arguments).stdin(Stdio::null()).output().context("systemctl")
    }
}
