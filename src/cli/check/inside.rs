//! What this machine tells of a store: files, locks, room, and the running shop by its socket.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::runtime::Builder;

use super::{Line, bad, data, ok, warn};
use crate::backup::recovery::Kept;
use crate::cli::backup::status;
use crate::cli::reach::{self, Way};
use crate::cli::setup::draft::Draft;
use crate::cli::store::{Root, StoreName};
use crate::cli::systemd::Systemd;
use crate::config::{Config, folder_of, read_within};
use crate::domain::bot::Ties;
use crate::domain::copies::Copies;
use crate::domain::incident::Trouble;
use crate::domain::limit::{COPIES_BEHIND, COPIES_OLD, DISK_FREE_BYTES_MIN, PID_BYTES_MAX};
use crate::domain::shop::Language;
use crate::domain::time::{Span, Timestamp};
use crate::domain::vitals::Vitals;
use crate::store::disk;
use crate::store::open::Store;
use crate::web::ask::{self, Unanswered, is_running};
use crate::words::{Dictionary, Words};

/// Data of this size is proved within seconds; more is for `--data`.
const PROVED_BYTES_MAX: u64 = 64 << 20;
/// With less room than this, somebody should look after the disk soon.
const DISK_FREE_BYTES_FEW: u64 = 1 << 30;
const DATABASE: &str = "warung.redb";

pub struct Inside<'c> {
    config: &'c Config,
    running: Result<bool, Unanswered>,
    /// What the running shop tells of itself.
    pub vitals: Option<Result<Vitals, Unanswered>>,
}

impl Inside<'_> {
    pub fn of(config: &Config) -> Inside<'_> {
        let running = is_running(&config.socket());
        let ask = || -> Result<Vitals, Unanswered> {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(ask::status(&config.socket()))
        };
        let vitals = matches!(running, Ok(true)).then(ask);
        Inside { config, running, vitals }
    }

    /// Nobody has it open.
    pub fn closed(&self) -> bool {
        matches!(self.running, Ok(false))
    }

    /// The running shop tells of this trouble.
    pub fn suffers(&self, trouble: Trouble) -> bool {
        let vitals = self.vitals.as_ref().and_then(|vitals| vitals.as_ref().ok());
        vitals.is_some_and(|vitals| vitals.troubles().any(|it| it == trouble))
    }

    /// Which bot the data is of, if there is data and it can be looked at.
    pub fn ties(&self) -> Option<Ties> {
        let there = matches!(self.running, Ok(true)) || Store::is_in(&self.config.data_dir);
        there.then(|| reach::ties(self.config).ok())?
    }

    /// Whether it runs, of which version, and whether it comes back after a reboot.
    pub fn shop(&self, root: &Root, path: &Path) -> Vec<Line> {
        const CHECK: &str = "shop";
        let name = &self.config.store;
        let again = format!("start it again: systemctl restart warung@{name}");
        let pid = pid_in(&self.config.data_dir.join("warung.lock")).unwrap_or_default();
        let mut lines = vec![match (&self.running, &self.vitals) {
            (Err(error), _) => bad(CHECK, error.to_string(), "try again with sudo"),
            (Ok(false), _) => warn(
                CHECK,
                format!("nobody has {} open: the shop is closed", self.config.data_dir.display()),
                format!("open it: systemctl start warung@{name}, or warung run"),
            ),
            (Ok(true), Some(Ok(vitals))) if vitals.version != super::VERSION => warn(
                CHECK,
                format!("runs version {}, and {} is installed", vitals.version, super::VERSION),
                again,
            ),
            (Ok(true), Some(Err(error))) => bad(CHECK, error.to_string(), again),
            (Ok(true), _) => {
                ok(CHECK, format!("runs as process {pid}, version {}", super::VERSION))
            }
        }];
        lines.extend(unit(root, path));
        lines
    }

    /// Whether the data is what it should be, and what the shop itself set aside.
    pub fn data(&self, dictionary: &Dictionary) -> Vec<Line> {
        const CHECK: &str = "data";
        const REMEDY: &str = "see it all with `warung check --data`";
        let path = self.config.data_dir.join(DATABASE);
        let bytes = fs::metadata(&path).map(|facts| facts.len());
        let mut lines = vec![match bytes {
            Err(_) if Store::is_gone_from(&self.config.data_dir) => bad(
                CHECK,
                format!("the database is gone: {} is not there", path.display()),
                "put it back, or, to begin with an empty shop, remove the file `schema` there",
            ),
            Err(error)
                if error.kind() == ErrorKind::NotFound
                    && let Some(mark) = self.config.mark.found() =>
            {
                bad(
                    CHECK,
                    format!("the store has been open, and its data is gone: no {}", path.display()),
                    format!(
                        "mount its disk or put the folder back; or, to begin with an empty shop, \
                         remove the file {}",
                        mark.display()
                    ),
                )
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                warn(CHECK, "there is none yet", "the shop makes it when it opens first")
            }
            Err(error) => bad(CHECK, format!("{}: {error}", path.display()), "try with sudo"),
            Ok(bytes) if bytes > PROVED_BYTES_MAX => {
                let size = bytes >> 20;
                ok(CHECK, format!("{size} MB, not proved now; `warung check --data` does it"))
            }
            Ok(_) => match data::prove(self.config) {
                Ok((proof, way)) if proof.findings.is_empty() => {
                    let by = if way == Way::Shop { " by the running shop" } else { "" };
                    let orders = proof.orders;
                    ok(CHECK, format!("sound, with {orders} orders; proved{by}"))
                }
                Ok((proof, _)) => {
                    bad(CHECK, format!("broken in {} places", proof.findings.len()), REMEDY)
                }
                Err(error) => bad(CHECK, format!("{error:#}"), "nothing has been changed"),
            },
        }];
        if let Some(Ok(vitals)) = &self.vitals {
            lines.extend(troubles(vitals, self.english(dictionary)));
        }
        lines
    }

    pub fn disk(&self) -> Line {
        const CHECK: &str = "disk";
        const REMEDY: &str = "make room: old files, the package cache, the journal";
        // Before the first start, its parent's disk is the one.
        let there = self.config.data_dir.ancestors().find(|folder| folder.exists());
        let folder = there.unwrap_or(Path::new("/"));
        match disk::free_bytes(folder) {
            Err(error) => bad(CHECK, format!("{}: {error}", folder.display()), "look after it"),
            Ok(free) => {
                let says = format!("{} MB free below {}", free >> 20, folder.display());
                match free {
                    free if free < DISK_FREE_BYTES_MIN => {
                        bad(CHECK, format!("{says}: no orders are taken"), REMEDY)
                    }
                    free if free < DISK_FREE_BYTES_FEW => warn(CHECK, says, REMEDY),
                    _ => ok(CHECK, says),
                }
            }
        }
    }

    /// Whether the shop lies elsewhere as well, and how much of it.
    pub fn backup(&self) -> Line {
        const CHECK: &str = "backup";
        let store = &self.config.store;
        let see = format!("see why: warung backup status {store}");
        if self.config.backups.is_empty() {
            let says = "there is no copy but on this machine";
            return warn(
                CHECK,
                says,
                format!("name a place: warung backup target add --store {store}"),
            );
        }
        let copies = match &self.vitals {
            Some(Ok(vitals)) => Ok(vitals.copies.clone()),
            _ => status::read(self.config).map_err(|error| format!("{error:#}")),
        };
        let copies = match copies {
            Ok(copies) => copies,
            Err(why) => return bad(CHECK, why, see),
        };
        let running = matches!(self.vitals, Some(Ok(_)));
        let (now, most) = (now(), Span::secs(COPIES_OLD.bad));
        let fresh = copies.snapshot_at(now).is_some_and(|at| now.since(at) <= most);
        match copies.late() {
            None => bad(CHECK, "no copy lies elsewhere yet", see),
            Some(late) if running && late > Span::secs(COPIES_BEHIND.bad) => {
                let behind = copies.behind().unwrap_or(late);
                bad(CHECK, format!("the copy elsewhere is {} s behind", behind.0 / 1000), see)
            }
            Some(_) if !fresh => bad(CHECK, "the newest snapshot elsewhere is too old", see),
            Some(_) => match copies.targets.iter().find(|target| !target.ok) {
                Some(target) => warn(CHECK, format!("{} takes no copies", target.name), see),
                None if copies.is_followed() => {
                    ok(CHECK, format!("all of it lies elsewhere, at {}", names(&copies)))
                }
                None => warn(
                    CHECK,
                    "copies go elsewhere every few minutes; what is sold in between is not there",
                    format!(
                        "name a place that follows within seconds: warung backup target add \
                         --store {store}"
                    ),
                ),
            },
        }
    }

    /// Whether copies could be opened by anybody once this machine is lost.
    pub fn recovery(&self, dictionary: &Dictionary) -> Line {
        const CHECK: &str = "recovery";
        let store = &self.config.store;
        let make = format!("make one and keep it on paper: warung key new {store}");
        let moment = |at| self.english(dictionary).moment(at);
        match Kept::read(&self.config.data_dir) {
            Ok(None) => warn(CHECK, "there is no recovery key yet", make),
            Ok(Some(Kept { since, confirmed: None, .. })) => warn(
                CHECK,
                format!("nobody has confirmed the key of {}", moment(since)),
                format!(
                    "type it off its paper: warung key test {store}; lost? warung key new {store}"
                ),
            ),
            Ok(Some(Kept { confirmed: Some(at), .. })) => {
                ok(CHECK, format!("the key is on paper; confirmed on {}", moment(at)))
            }
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                bad(CHECK, error.to_string(), "try with sudo")
            }
            Err(error) => {
                bad(CHECK, format!("what is known of the key cannot be read: {error}"), make)
            }
        }
    }

    pub fn zone(&self, dictionary: &Dictionary) -> Line {
        let now = self.english(dictionary).moment(now());
        ok("timezone", format!("{}: {now}", self.config.timezone))
    }

    /// As all of the command line.
    fn english<'d>(&self, dictionary: &'d Dictionary) -> Words<'d> {
        dictionary.words(Some(Language(*b"en")), self.config.shop.language)
    }
}

/// Who can read what nobody should. Files that setup makes are looked at by the configuration's
/// own reader, which does not take one that is open.
pub fn secrets(path: &Path, config: &Config) -> Vec<Line> {
    const CHECK: &str = "secrets";
    let mode = |path: &Path| fs::metadata(path).map(|facts| facts.permissions().mode() & 0o777);
    let mut lines = Vec::new();
    let inline = Draft::read(path).is_some_and(|draft| draft.has_secrets());
    if inline && mode(path).is_ok_and(|mode| mode & 0o077 != 0) {
        lines.push(bad(
            CHECK,
            format!("{} holds secrets and is open to others", path.display()),
            format!(
                "move them into {}, as `warung setup {}` does by itself",
                folder_of(path).display(),
                config.store
            ),
        ));
    }
    if let Ok(mode) = mode(&config.key_file)
        && mode & 0o077 != 0
    {
        let key = config.key_file.display();
        lines.push(bad(CHECK, format!("{key} is open to others"), format!("chmod 600 {key}")));
    }
    if lines.is_empty() {
        lines.push(ok(CHECK, "nobody else can read them"));
    }
    lines
}

/// A store that systemd does not start is closed after the next reboot.
fn unit(root: &Root, path: &Path) -> Option<Line> {
    let systemd = Systemd::of(root)?;
    let name: StoreName = path.file_stem()?.to_str()?.parse().ok()?;
    if root.config(&name) != path {
        return None;
    }
    let unit = name.unit();
    Some(match systemd.enabled(&unit) {
        true => ok("service", format!("{unit} starts with the machine")),
        false => warn(
            "service",
            format!("{unit} does not start with the machine"),
            format!("systemctl enable --now {unit}"),
        ),
    })
}

fn troubles(vitals: &Vitals, w: Words) -> Vec<Line> {
    const CHECK: &str = "troubles";
    let counts = &vitals.counts;
    let mut lines: Vec<Line> = counts
        .troubles
        .iter()
        .filter(|incident| incident.told)
        .map(|incident| {
            let says =
                format!("{}, since {}", w.trouble(incident.trouble), w.moment(incident.since));
            warn(CHECK, says, "the owners were told what it is")
        })
        .collect();
    if counts.set_aside > 0 {
        let says = format!("{} inputs broke something and are kept aside", counts.set_aside);
        lines.push(warn(CHECK, says, "the log names them; report them with the version"));
    }
    if lines.is_empty() {
        lines.push(ok(CHECK, "none that the shop knows of"));
    }
    lines
}

/// Whose lock it is. The file is the shop's, and whoever asks may be root: no link is followed,
/// nothing but digits is told.
fn pid_in(lock: &Path) -> Option<u32> {
    fs::symlink_metadata(lock).ok().filter(fs::Metadata::is_file)?;
    let bytes = read_within(lock, PID_BYTES_MAX).ok()?;
    str::from_utf8(&bytes).ok()?.trim().parse().ok()
}

pub fn now() -> Timestamp {
    timestamp(SystemTime::now())
}

fn timestamp(time: SystemTime) -> Timestamp {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(since.as_millis() as u64)
}

fn names(copies: &Copies) -> String {
    let names: Vec<&str> = copies.targets.iter().map(|target| target.name.as_str()).collect();
    names.join(", ")
}
