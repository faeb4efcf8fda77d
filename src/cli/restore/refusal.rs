//! Why nothing is brought back, each in one sentence.

use std::path::Path;

use anyhow::anyhow;

use super::super::exit::{NEWER, NOT_NOW};
use super::super::{Trouble, complain};
use crate::backup::fetch::FetchError;
use crate::backup::object::ObjectError;
use crate::backup::rebuild::RebuildError;
use crate::store::open::OpenError;

/// What a place said.
pub fn at_place(place: &str, error: impl std::fmt::Display) -> Trouble {
    Trouble::Failed(anyhow!("{place}: {error}"))
}

/// Why a copy is not read. One of a newer warung has a number of its own.
pub fn of_object(place: &str, error: &ObjectError) -> Trouble {
    match error {
        ObjectError::NewerLayout { .. } | ObjectError::NewerFormat { .. } => newer(place, error),
        error => at_place(place, error),
    }
}

/// Whether something else may do where this is of no use.
pub fn is_damage(error: &ObjectError) -> bool {
    matches!(
        error,
        ObjectError::Cut
            | ObjectError::Damaged { .. }
            | ObjectError::Foreign
            | ObjectError::Misnamed { .. }
            | ObjectError::OtherStore { .. }
            | ObjectError::OtherGeneration { .. }
            | ObjectError::Records(_)
    )
}

fn newer(place: &str, error: &ObjectError) -> Trouble {
    told(NEWER, &format!("{place}: {error}"))
}

pub fn of_fetch(place: &str, error: FetchError) -> Trouble {
    match error {
        FetchError::Stopped => called_off(),
        FetchError::Full(path) => full(&path),
        error if error.again() => Trouble::Failed(anyhow!(
            "{place}: {error}; what has been fetched is kept, and the same once more goes on from \
             there"
        )),
        error @ FetchError::Target { .. } => at_place(place, error),
        error @ FetchError::Io(..) => Trouble::Failed(error.into()),
    }
}

pub fn of_rebuild(place: &str, error: RebuildError) -> Trouble {
    match error {
        RebuildError::Stopped => called_off(),
        RebuildError::Open(error) => Trouble::Failed(error.into()),
        RebuildError::Busy { folder, pid } => busy(&folder, pid),
        RebuildError::Object { ref error, .. }
            if matches!(
                **error,
                ObjectError::NewerLayout { .. } | ObjectError::NewerFormat { .. }
            ) =>
        {
            newer(place, error)
        }
        error => Trouble::Failed(error.into()),
    }
}

pub fn called_off() -> Trouble {
    Trouble::Failed(RebuildError::Stopped.into())
}

/// Another restore is at work. It may end.
pub fn busy(folder: &Path, pid: Option<u32>) -> Trouble {
    told(NOT_NOW, &RebuildError::Busy { folder: folder.to_owned(), pid })
}

pub fn full(path: &Path) -> Trouble {
    let folder = path.parent().unwrap_or(path).to_owned();
    Trouble::Failed(OpenError::Full { folder }.into())
}

fn told(code: u8, why: &dyn std::fmt::Display) -> Trouble {
    complain(&format!("warung: {why}"));
    Trouble::Told(code)
}
