//! Completions of the command line for a shell, written while the package is built.

use std::io::{self, Write};

use anyhow::bail;
use clap::Command;
use clap_complete::Shell;

/// Writes them to the standard output.
pub fn completions(mut line: Command, shell: &str) -> anyhow::Result<()> {
    let Ok(shell) = shell.parse::<Shell>() else { bail!("there are: bash, zsh, fish") };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut line, "warung", &mut script);
    Ok(io::stdout().write_all(&script)?)
}
