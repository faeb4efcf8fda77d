//! The whole machine is lost at any moment, and the shop comes back from its copies elsewhere.
//! People, gateway and Telegram remember everything.

use warung::shop::invariants::Part;

use super::copies::cells;
use super::disk::Disk;
use super::world::World;

/// More writes and syncs than a commit has.
const WRITES: u64 = 12;

impl World {
    /// The machine is lost, and all that was acknowledged is in its copies: nothing may be missing.
    pub fn lose(&mut self) {
        self.copy_all();
        let before = cells(self.core.store());
        self.lost();
        assert!(before == cells(self.core.store()), "it is not the shop that was lost");
    }

    /// It will be lost while it writes the next commit, which nobody will have been told of.
    pub fn lose_in_commit(&mut self) {
        self.copy_all();
        if let Some(copies) = &mut self.copies {
            self.disk.cut_after(copies.cut(WRITES));
        }
    }

    fn copy_all(&mut self) {
        self.disk.spare();
        let now = self.shop_now();
        self.copies.iter_mut().for_each(|copies| copies.all(now));
    }

    /// The machine is gone. Another one has what lies elsewhere.
    pub fn lost(&mut self) {
        let now = self.shop_now();
        let (before, was) = (self.core.store().position(), self.core.store().generation());
        self.disk.unplugged();
        let copies = self.copies.as_mut().expect("a life with copies");
        let (data, report) = copies.back(now);
        self.tally.losses += 1;
        self.log.note(|| format!("=== the machine is lost, and back as of {:?}", report.position));
        assert_eq!(report.position, before, "it is not up to where it was acknowledged");
        let aimed = self.is_aimed();
        let found = report.findings.expect("it is of this layout");
        let broken = found.iter().find(|it| aimed || it.part != Part::Times);
        assert!(broken.is_none(), "what comes back is broken: {broken:?}");
        self.begin_anew(Disk::with(data));
        assert_ne!(self.core.store().generation(), was, "its chain goes on");
    }
}
