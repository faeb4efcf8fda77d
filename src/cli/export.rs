//! `warung export`: a month of the books as CSV, to a file or to whoever reads on.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::Context;

use super::reach;
use crate::config::Config;
use crate::domain::report::Report;
use crate::report::query::{Piece, Query};

pub fn export(config: &Config, report: Report, out: Option<&Path>) -> anyhow::Result<()> {
    let Some(path) = out else {
        let mut out = io::stdout().lock();
        return copy(config, report, &mut out).context("the output");
    };
    // Under another name until it is whole: half a ledger must not be taken for one.
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    let aside = Path::new(&aside);
    let told = || path.display().to_string();
    let file = private(aside).with_context(told)?;
    let written = copy(config, report, &mut BufWriter::new(file));
    let written = written.and_then(|()| Ok(fs::rename(aside, path)?));
    if written.is_err() {
        let _ = fs::remove_file(aside);
    }
    written.with_context(told)
}

/// A file that nobody else may read: it tells who bought what. One that an export left behind
/// was made with who knows what rights, and is not written into.
fn private(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

fn copy(config: &Config, report: Report, out: &mut impl Write) -> anyhow::Result<()> {
    let mut written = Ok(());
    reach::look(config, &Query::Report(report), &mut |piece| {
        if let Piece::Text(text) = piece {
            written = out.write_all(text.as_bytes());
        }
        written.is_ok()
    })?;
    written.and_then(|()| out.flush())?;
    Ok(())
}
