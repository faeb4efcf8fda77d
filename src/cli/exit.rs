//! What a command's end is to whoever called it: the numbers of `sysexits.h`, so that a
//! supervisor knows whether to try again.

use std::io;

use anyhow::Error;

use super::Trouble;
use crate::app::failure::Failure;
use crate::store::fault::Fault;
use crate::store::open::{NoKey, OpenError};

/// It failed, or a check found something.
pub const FAILED: u8 = 1;
/// Wrong use.
pub const USAGE: u8 = 64;
/// Not now: something is in the way that may pass.
pub const NOT_NOW: u8 = 75;
/// The configuration, a secret or the data's place is wrong.
pub const CONFIG: u8 = 78;
/// The data is of a newer warung.
pub const NEWER: u8 = 79;

impl Trouble {
    /// In words; nothing where they have been said.
    pub fn why(&self) -> String {
        match self {
            Trouble::Wrong(why) | Trouble::Config(why) => why.clone(),
            Trouble::Failed(error) => format!("{error:#}"),
            Trouble::Told(_) => String::new(),
        }
    }

    pub fn code(&self) -> u8 {
        match self {
            Trouble::Wrong(_) => USAGE,
            Trouble::Config(_) => CONFIG,
            Trouble::Failed(error) => of(error),
            Trouble::Told(code) => *code,
        }
    }
}

fn of(error: &Error) -> u8 {
    if let Some(error) = error.downcast_ref::<OpenError>() {
        return of_data(error);
    }
    match error.downcast_ref::<Failure>() {
        Some(Failure::Clock { .. }) => NOT_NOW,
        Some(Failure::Token { .. } | Failure::Stranger { .. }) => CONFIG,
        Some(Failure::Door(error)) => of_door(error),
        Some(Failure::Identity | Failure::Part) | None => FAILED,
    }
}

fn of_data(error: &OpenError) -> u8 {
    match error {
        // A disk may be mounted yet.
        OpenError::Held { .. }
        | OpenError::Full { .. }
        | OpenError::Behind { .. }
        | OpenError::Vanished { .. } => NOT_NOW,
        OpenError::Foreign { .. }
        | OpenError::Older { .. }
        | OpenError::Gone { .. }
        | OpenError::Taken { .. }
        | OpenError::LogGone { .. } => CONFIG,
        OpenError::Newer { .. } => NEWER,
        OpenError::Key(NoKey::Io(error)) | OpenError::Io(_, error) => of_file(error),
        OpenError::Key(_) => CONFIG,
        // This program cannot bring it up to date, however often it tries.
        OpenError::Fault(Fault::Unread { .. }) => CONFIG,
        OpenError::Damaged { .. } | OpenError::Fault(_) => FAILED,
    }
}

/// A file that we may not use is somebody else's, or the wrong one.
fn of_file(error: &io::Error) -> u8 {
    use io::ErrorKind::{
        IsADirectory, NotADirectory, NotFound, PermissionDenied, ReadOnlyFilesystem,
    };
    match error.kind() {
        IsADirectory | NotADirectory | NotFound | PermissionDenied | ReadOnlyFilesystem => CONFIG,
        _ => FAILED,
    }
}

fn of_door(error: &io::Error) -> u8 {
    use io::ErrorKind::{AddrInUse, AddrNotAvailable, PermissionDenied};
    match error.kind() {
        // An address of a network that is not up yet comes with it.
        AddrInUse | AddrNotAvailable => NOT_NOW,
        PermissionDenied => CONFIG,
        _ => FAILED,
    }
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;
    use crate::domain::time::Timestamp;

    #[test]
    fn every_failure_has_its_number_in_whatever_words_it_is_wrapped() {
        let io = |kind| io::Error::from(kind);
        let clock = Failure::Clock { now: Timestamp(0), least: Timestamp(1), outside: None };
        let unread = Fault::Unread { table: "order", rows: 1, why: String::new() };
        let unread = OpenError::Fault(unread);
        for (error, code) in [
            (Error::from(clock), NOT_NOW),
            (Failure::Token { why: "401 Unauthorized".into() }.into(), CONFIG),
            (Failure::Identity.into(), FAILED),
            (Failure::Door(io(io::ErrorKind::AddrInUse)).into(), NOT_NOW),
            (Failure::Door(io(io::ErrorKind::PermissionDenied)).into(), CONFIG),
            (OpenError::Held { pid: Some(1) }.into(), NOT_NOW),
            (OpenError::Full { folder: "/".into() }.into(), NOT_NOW),
            (OpenError::Newer { found: 99 }.into(), NEWER),
            (OpenError::Older { found: 3 }.into(), CONFIG),
            (unread.into(), CONFIG),
            (OpenError::Behind { found: 4 }.into(), NOT_NOW),
            (OpenError::Key(NoKey::Wrong).into(), CONFIG),
            (OpenError::Gone { folder: "/".into() }.into(), CONFIG),
            (OpenError::Io("/".into(), io(io::ErrorKind::PermissionDenied)).into(), CONFIG),
            (OpenError::Io("/".into(), io(io::ErrorKind::Other)).into(), FAILED),
            (OpenError::Damaged { folder: "/".into(), why: String::new() }.into(), FAILED),
            (Fault::Full.into(), FAILED),
        ] {
            let wrapped = Err::<(), _>(error).context("the shop").unwrap_err();
            let told = format!("{wrapped:#}");
            assert_eq!(Trouble::Failed(wrapped).code(), code, "{told}");
        }
        assert_eq!(Trouble::Wrong(String::new()).code(), USAGE);
        assert_eq!(Trouble::Config(String::new()).code(), CONFIG);
    }
}
