//! What sellers do with stock: take in what they have looked at, freeze, take back, keep from sale.

use warung::chat::action::{Action, BatchPress, StockPress, UnitPress};
use warung::domain::batch::Doing;
use warung::domain::id::{BatchId, UnitId};

use super::staff::ADMINS;
use super::world::World;

impl World {
    /// Whoever is shown what they have sent takes most of it, now and then twice, or what was shown
    /// long ago.
    pub fn take_in(&mut self) {
        for admin in ADMINS {
            let take = |it: &Action| matches!(it, Action::Stock(StockPress::Take(..)));
            if !self.luck.chance(800) {
                continue;
            }
            self.take_files(admin);
            let newest = match self.luck.chance(800) {
                true => self.newest(admin, take),
                false => self.offered(admin, take),
            };
            if let Some(action) = newest {
                self.presses_known(admin, &action);
            }
        }
    }

    /// With batches and units that there are, or were, or never will be.
    pub fn look_after_stock(&mut self, admin: u64) {
        let (batch, unit) = (BatchId(self.luck.range(1, 25)), UnitId(self.luck.range(1, 120)));
        let seen = self.luck.range(1, 4) as u32;
        let actions: [Action; 9] = [
            BatchPress::Do { batch, doing: Doing::Freeze, seen }.into(),
            BatchPress::Do { batch, doing: Doing::Thaw, seen }.into(),
            BatchPress::Do { batch, doing: Doing::Thaw, seen }.into(),
            BatchPress::Do { batch, doing: Doing::TakeBack, seen }.into(),
            UnitPress::Withhold(unit).into(),
            UnitPress::Release(unit).into(),
            UnitPress::Remove(unit).into(),
            BatchPress::Card(batch).into(),
            UnitPress::Reveal(unit).into(),
        ];
        let action = self.luck.pick(&actions).cloned().expect("actions");
        self.presses_known(admin, &action);
        if self.luck.chance(100) {
            let drop = |it: &Action| matches!(it, Action::Stock(StockPress::Drop(_)));
            if let Some(action) = self.offered(admin, drop) {
                self.presses_known(admin, &action);
            }
        }
    }
}
