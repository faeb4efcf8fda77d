//! Whether the key opens what lies elsewhere: the beginning of the newest copy at each place.

use tokio::runtime::Builder;

use super::Keys;
use crate::backup::memory::Memory;
use crate::backup::object::{Name, ObjectError};
use crate::backup::peek::{PeekError, header};
use crate::backup::recovery::Code;
use crate::backup::target::{Patience, Target};
use crate::cli::backup::status::listed;
use crate::cli::owner::AsOwner;
use crate::cli::{Trouble, exit, say};
use crate::config::Backup;
use crate::domain::time::Timestamp;
use crate::engine::clock::Clock;
use crate::words::args;

/// What a place has, or why nobody knows.
enum Seen {
    Nothing,
    Away(String),
    Opens(Timestamp),
    /// It was made before this key was.
    Older(Timestamp),
    Not(Timestamp, String),
}

impl Keys<'_> {
    /// Tells it of every place. One that is away is no reason to fail.
    pub(super) fn elsewhere(&self, code: &Code, since: Timestamp) -> Result<(), Trouble> {
        let (w, config) = (self.talk.w, self.config);
        if config.backups.is_empty() {
            say(&w.recovery_no_place(&config.store));
        }
        let mut refused = false;
        for backup in &config.backups {
            let name = &backup.name;
            match self.seen(backup, code, since)? {
                Seen::Nothing => self.talk.doubt(&w.recovery_place_empty(name)),
                Seen::Away(reason) => {
                    let reason = &reason;
                    let away = w.recovery_place_away(args::RecoveryPlaceAway { name, reason });
                    self.talk.doubt(&away);
                }
                Seen::Opens(at) => self.talk.well(&w.recovery_opens(at, name)),
                Seen::Older(at) => self.talk.doubt(&w.recovery_opens_later(at, name)),
                Seen::Not(at, reason) => {
                    refused = true;
                    let reason = &reason;
                    let not = args::RecoveryOpensNot { name, reason, at };
                    self.talk.doubt(&w.recovery_opens_not(not));
                }
            }
        }
        match refused {
            true => Err(Trouble::Told(exit::FAILED)),
            false => Ok(()),
        }
    }

    fn seen(&self, backup: &Backup, code: &Code, since: Timestamp) -> anyhow::Result<Seen> {
        let config = self.config;
        let _owner = AsOwner::of(&config.data_dir)?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let used = Memory::open(&config.data_dir).known(&backup.name).used;
        let patience = Patience::default();
        let way = Target::new(backup, &Clock::new(), &config.data_dir, patience, used)?;
        let seen = runtime.block_on(async {
            let (names, _) = match listed(&way, &config.store).await {
                Ok(listed) => listed,
                Err(error) => return Seen::Away(error.to_string()),
            };
            // Without a snapshot that it opens a key brings nothing back.
            let snapshots = names.into_iter().filter(|name| name.what.is_snapshot());
            let newest: Option<Name> = snapshots.max_by_key(|name| (name.at, name.upto()));
            let Some(name) = newest else { return Seen::Nothing };
            match header(&way, &config.store, &name, &code.identity()).await {
                Ok(_) => Seen::Opens(name.at),
                Err(PeekError::Target(error)) => Seen::Away(error.to_string()),
                Err(PeekError::Object(error)) if is_foreign(&error) && name.at <= since => {
                    Seen::Older(name.at)
                }
                Err(PeekError::Object(error)) => Seen::Not(name.at, error.to_string()),
            }
        });
        runtime.shutdown_background();
        Ok(seen)
    }
}

fn is_foreign(error: &ObjectError) -> bool {
    matches!(error, ObjectError::WrongKey)
}
