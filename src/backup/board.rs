//! How all copies of a shop stand, read by anybody at any time.

use std::path::PathBuf;

use tokio::sync::watch;

use super::keeper::Keeper;
use super::place::{Place, Shared, Standing};
use super::recovery::Kept;
use super::shelf::Stand;
use crate::domain::copies::Copies;

/// Cheap to clone.
#[derive(Clone)]
pub struct Board {
    home: PathBuf,
    shared: Shared,
    stand: watch::Receiver<Stand>,
    places: Vec<watch::Receiver<Standing>>,
}

impl Board {
    pub fn of(keeper: &Keeper, places: &[Place]) -> Board {
        let shared = keeper.shared().clone();
        Board {
            home: keeper.home().to_owned(),
            stand: shared.shelf.stand(),
            shared,
            places: places.iter().map(Place::board).collect(),
        }
    }

    pub fn places(&self) -> &[watch::Receiver<Standing>] {
        &self.places
    }

    pub fn read(&self) -> Copies {
        let tick = self.shared.clock.tick();
        // One that cannot be read is none that was confirmed.
        let kept = Kept::read(&self.home).ok().flatten();
        Copies {
            key_confirmed: kept.is_some_and(|kept| kept.confirmed.is_some()),
            targets: self.places.iter().map(|place| place.borrow().told(tick)).collect(),
            drill: self.shared.memory.look(|state| state.drill.clone()),
            trouble: self.stand.borrow().trouble.clone(),
        }
    }
}
