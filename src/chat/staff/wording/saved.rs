//! A text was written anew: how it is now, with the way back.

use super::{Note, Place};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::wording::WordingId;

pub fn saved(turn: &Turn, id: WordingId, number: Option<u64>) -> Reply {
    match number {
        Some(number) => {
            Next::go(Place::Of { id, note: Note::Saved(number) }).toast(turn.words.toast_saved())
        }
        None => Next::go(Place::of(id)).into(),
    }
}
