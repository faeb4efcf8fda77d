//! What lies at a place is listed, and what is old goes from there.

use std::collections::{BTreeMap, BTreeSet};

use tokio::task::spawn_blocking;

use super::super::object::{Listing, Name};
use super::super::retention::superfluous;
use super::super::target::{Key, TargetError};
use super::{Place, here, odd};
use crate::domain::copies::newest;
use crate::domain::limit::TEND_EVERY;

/// So many objects that cannot be deleted say that none can.
const REFUSED_IN_A_ROW: usize = 3;

impl Place {
    /// Lists all that is there, and lets go of what was superfluous twice.
    pub(super) async fn tend(&mut self) -> Result<(), TargetError> {
        let store = self.shared.shelf.store().to_owned();
        let folder = Key::parse(&store).ok_or_else(|| odd(&store))?;
        let objects = self.target.list(Some(&folder)).await?;
        let listing = Listing::of(objects.iter().map(|object| object.key.as_str()));
        let names = listing.of_store(&store).to_vec();
        let sizes: BTreeMap<&str, u64> =
            objects.iter().map(|object| (object.key.as_str(), object.bytes)).collect();
        let size = |name: &Name| sizes.get(name.path(&store).as_str()).copied().unwrap_or_default();
        let shelf = self.shared.shelf.clone();
        self.stuck.clear();
        // One that is shorter than ours was cut off by somebody, and is put there again.
        self.there = shelf.look(|ours| {
            let whole = |name: &&Name| ours.get(name).is_some_and(|bytes| *bytes == size(name));
            names.iter().filter(whole).copied().collect()
        });
        // Numbers are given once: what is beyond ours was made by this shop before it was set back.
        let known = shelf.look(|ours| ours.keys().map(Name::upto).max());
        let beyond =
            |name: &&Name| name.generation == shelf.generation() && Some(name.upto()) > known;
        if let Some(beyond) = names.iter().find(beyond) {
            return Err(TargetError::Strange(format!(
                "{beyond} is of after this shop's own data, which was set back by hand: bring it \
                 back with `warung restore`"
            )));
        }
        let (count, bytes) = (names.len() as u64, names.iter().map(size).sum());
        let ours = shelf.generation();
        let own = || names.iter().filter(|name| name.generation == ours);
        let now = self.shared.clock.moment();
        let snapshots = own().filter(|name| name.what.is_snapshot()).map(|name| name.at);
        let snapshot = newest(now.wall, snapshots);
        let newest = newest(now.wall, own().map(|name| name.at));
        self.board.send_modify(|board| {
            (board.objects, board.bytes, board.snapshot_at) = (count, bytes, snapshot);
            if board.whole.is_none() {
                board.behind = newest.map(|at| (now.wall.since(at), now.tick));
            }
        });
        // Whatever becomes of what is old: what is new has to get there.
        self.listed = Some(self.shared.clock.tick());
        self.let_go(names).await
    }

    async fn let_go(&mut self, names: Vec<Name>) -> Result<(), TargetError> {
        let verified = self.verified();
        let now = self.shared.clock.moment();
        // Of a busy shop there are many.
        let chosen = spawn_blocking(move || {
            let there: BTreeSet<Name> = names.iter().copied().collect();
            let verified: BTreeSet<Name> = verified.intersection(&there).copied().collect();
            let old: BTreeSet<Name> =
                superfluous(&names, &verified, now.wall).into_iter().collect();
            (verified, old)
        });
        let (verified, old) = chosen.await.map_err(|broken| here(&broken))?;
        let (doomed, since) = &self.doomed;
        if now.tick.since(*since) >= TEND_EVERY {
            let gone: Vec<Name> = old.intersection(doomed).copied().collect();
            let deleted = self.delete(&gone).await;
            self.doomed = (old, now.tick);
            match deleted {
                Ok(()) => {}
                Err(TargetError::AddOnly(why)) => self.is_add_only(&why),
                Err(error) => {
                    let target = &self.target.name;
                    tracing::warn!(target, %error, "old copies cannot be deleted");
                }
            }
        }
        self.target.settle().await?;
        let add_only = self.board.borrow().add_only;
        self.remember(move |known| {
            known.add_only = add_only;
            known.verified = verified.iter().map(Name::to_string).collect();
        })
        .await
    }

    /// One by one, so that what is told of it is true; or where it goes together, together. One
    /// that stays keeps no other, and several in a row say that all do.
    async fn delete(&mut self, gone: &[Name]) -> Result<(), TargetError> {
        let (mut first, mut in_a_row, mut any) = (None, 0, false);
        let at_once = if self.target.pace().is_some() { gone.len().max(1) } else { 1 };
        for gone in gone.chunks(at_once) {
            if in_a_row == REFUSED_IN_A_ROW || !self.is_ours().await? {
                break;
            }
            let keys = gone.iter().map(|name| self.key(name)).collect::<Result<Vec<_>, _>>()?;
            let keys: Vec<&Key> = keys.iter().collect();
            if let Err(error) = self.target.delete_all(&keys).await {
                first = first.or(Some(error));
                in_a_row += 1;
                continue;
            }
            (in_a_row, any) = (0, true);
            for name in gone {
                self.there.remove(name);
            }
            self.board.send_modify(|board| {
                // Somebody has given it the right.
                board.add_only = false;
                board.objects = board.objects.saturating_sub(gone.len() as u64);
            });
        }
        match first {
            // It is that one, and not the place.
            Some(TargetError::AddOnly(why)) if any => Err(TargetError::Refused(why)),
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// Said once: from now on its own rules have to.
    fn is_add_only(&self, why: &str) {
        if !self.board.borrow().add_only {
            let target = &self.target.name;
            tracing::warn!(target, why, "nothing can be deleted: its own rules have to do it");
        }
        self.board.send_modify(|board| board.add_only = true);
    }
}
