//! The right of a store's unit to write where copies lie: a file of ours beside the unit.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::cli::files;
use crate::cli::store::{Root, StoreName};
use crate::cli::systemd::Systemd;
use crate::config::backup::Target;
use crate::config::{Backup, Config};
use crate::store::durable;

/// Where a package may have put the unit.
const UNITS: [&str; 3] = ["usr/lib/systemd/system", "lib/systemd/system", "etc/systemd/system"];
const UNIT: &str = "warung@.service";
const NAME: &str = "backup.conf";

/// What the unit does not see at all, or sees as its own (`systemd/warung@.service`).
const HIDDEN: [&str; 9] = [
    "home",
    "root",
    "run/user",
    "tmp",
    "var/tmp",
    "dev",
    "var/lib/warung",
    "etc/warung",
    "run/warung",
];

/// What has become of the right to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// As it was.
    Same,
    To(PathBuf),
    Back(PathBuf),
}

/// Whether there is a unit that sees no more of the disk than it is told to.
pub fn is_needed(root: &Root) -> bool {
    unit_is_there(root, UNIT)
}

/// Whether the package, or somebody, has put a unit there.
pub(super) fn unit_is_there(root: &Root, unit: &str) -> bool {
    UNITS.iter().any(|folder| root.at(folder).join(unit).exists())
}

pub fn is_hidden(root: &Root, path: &Path) -> bool {
    HIDDEN.iter().any(|folder| path.starts_with(root.at(folder)))
}

/// Lets a store's unit write into the folders of its configuration, and no others.
pub fn give(root: &Root, name: &StoreName, config: &Config) -> anyhow::Result<Given> {
    if !is_needed(root) {
        return Ok(Given::Same);
    }
    let folder = |backup: &Backup| match &backup.target {
        Target::Folder(folder) => Some(folder.path.clone()),
        _ => None,
    };
    let folders: Vec<PathBuf> = config.backups.iter().filter_map(folder).collect();
    let file = file(root, name);
    if folders.is_empty() {
        return take_back(root, name);
    }
    let text = text(name, &folders);
    if fs::read_to_string(&file).is_ok_and(|there| there == text) {
        return Ok(Given::Same);
    }
    files::folder(file.parent().unwrap_or(Path::new("/")), 0o755)?;
    durable::put(&file, text.as_bytes(), 0o644).with_context(|| file.display().to_string())?;
    reload(root)?;
    Ok(Given::To(file))
}

/// The store has no folder elsewhere, or is no more.
pub fn take_back(root: &Root, name: &StoreName) -> anyhow::Result<Given> {
    let file = file(root, name);
    if !file.exists() {
        return Ok(Given::Same);
    }
    files::remove(&file)?;
    let folder = file.parent().unwrap_or(Path::new("/"));
    match fs::remove_dir(folder) {
        // The operator's own files stay.
        Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {}
        gone => gone.with_context(|| folder.display().to_string())?,
    }
    reload(root)?;
    Ok(Given::Back(file))
}

fn file(root: &Root, name: &StoreName) -> PathBuf {
    root.at("etc/systemd/system").join(format!("{}.d", name.unit())).join(NAME)
}

fn reload(root: &Root) -> anyhow::Result<()> {
    Systemd::of(root).map_or(Ok(()), |systemd| systemd.reload())
}

/// The `-` lets the shop open without the disk.
fn text(name: &StoreName, folders: &[PathBuf]) -> String {
    let mut text = format!(
        "# Where copies of the store \"{name}\" lie. `warung backup target` writes this file \
         anew.\n[Service]\n"
    );
    for folder in folders {
        text.push_str(&format!("ReadWritePaths={}\n", quoted(&format!("-{}", folder.display()))));
    }
    text
}

/// As systemd reads it back: spaces part paths, and % begins a specifier.
pub(super) fn quoted(path: &str) -> String {
    let mut quoted = String::from("\"");
    for sign in path.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            '%' => quoted.push_str("%%"),
            sign if sign.is_ascii_control() => {
                quoted.push_str(&format!("\\x{:02x}", u32::from(sign)));
            }
            sign => quoted.push(sign),
        }
    }
    quoted.push('"');
    match path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./:".contains(&byte)) {
        true => path.to_owned(),
        false => quoted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_systemd_reads_it() {
        for (path, written) in [
            ("-/mnt/usb/warung", "-/mnt/usb/warung"),
            ("-/mnt/USB disk", "\"-/mnt/USB disk\""),
            ("-/mnt/50%\"\\\n", "\"-/mnt/50%%\\\"\\\\\\x0a\""),
        ] {
            assert_eq!(quoted(path), written);
        }
    }
}
