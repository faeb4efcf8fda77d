//! A disk that forgets: it knows what was synced, and fails or loses its power when told to.

use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};

use redb::StorageBackend;

/// What was asked of the disk.
#[derive(Clone)]
pub enum Event {
    Write { at: usize, bytes: Vec<u8> },
    Resize(usize),
    Sync,
}

/// What goes wrong, and when: writes and syncs are counted from one, from when it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The power goes, before or after the sync takes effect.
    CutBeforeSync(usize),
    CutAfterSync(usize),
    /// The power goes while it is being written.
    CutAtWrite(usize),
    /// An I/O error, once.
    BadSync(usize),
    BadWrite(usize),
    /// No room for this write, nor for any later one.
    FullAtWrite(usize),
    /// No room beyond this length.
    FullBeyond(usize),
}

/// The disk's handle; clones share the disk.
#[derive(Clone)]
pub struct Disk(Arc<Mutex<Inside>>);

struct Inside {
    /// What lay on it in the beginning.
    first: Vec<u8>,
    /// What a read sees: everything written, synced or not.
    seen: Vec<u8>,
    journal: Vec<Event>,
    trouble: Option<Trouble>,
    writes: usize,
    syncs: usize,
    off: bool,
}

impl Disk {
    pub fn new(image: Vec<u8>) -> Disk {
        let (first, seen, journal) = (image.clone(), image, Vec::new());
        let (trouble, writes, syncs, off) = (None, 0, 0, false);
        Disk(Arc::new(Mutex::new(Inside { first, seen, journal, trouble, writes, syncs, off })))
    }

    /// Asks for trouble from here on.
    pub fn trouble(&self, trouble: Trouble) {
        let mut inside = self.inside();
        (inside.writes, inside.syncs) = (0, 0);
        inside.trouble = Some(trouble);
    }

    /// How many events there have been.
    pub fn events(&self) -> usize {
        self.inside().journal.len()
    }

    /// Everything that has happened, and what lay on the disk before.
    pub fn history(&self) -> (Vec<u8>, Vec<Event>) {
        let inside = self.inside();
        (inside.first.clone(), inside.journal.clone())
    }

    /// What is left if it is unplugged now.
    pub fn remains(&self) -> Remains {
        let (first, journal) = self.history();
        let mut remains = Remains::new(first);
        journal.iter().for_each(|event| remains.note(event));
        remains
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap()
    }

    fn powered(&self) -> io::Result<MutexGuard<'_, Inside>> {
        let inside = self.inside();
        match inside.off {
            true => Err(io::Error::other("no power")),
            false => Ok(inside),
        }
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.powered()?.seen.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let at = offset as usize;
        let inside = self.powered()?;
        let found = inside.seen.get(at..at + out.len());
        out.copy_from_slice(found.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let len = len as usize;
        let mut inside = self.powered()?;
        let full = match inside.trouble {
            Some(Trouble::FullBeyond(most)) => len > most,
            Some(Trouble::FullAtWrite(first)) => inside.writes + 1 >= first,
            _ => false,
        };
        if full && len > inside.seen.len() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        inside.happens(Event::Resize(len));
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut inside = self.powered()?;
        inside.syncs += 1;
        let nth = inside.syncs;
        match inside.trouble {
            Some(Trouble::CutBeforeSync(at)) if nth == at => inside.cut(),
            Some(Trouble::CutAfterSync(at)) if nth == at => {
                inside.happens(Event::Sync);
                inside.cut()
            }
            Some(Trouble::BadSync(at)) if nth == at => Err(io::Error::other("sync failed")),
            _ => {
                inside.happens(Event::Sync);
                Ok(())
            }
        }
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut inside = self.powered()?;
        inside.writes += 1;
        let nth = inside.writes;
        let event = Event::Write { at: offset as usize, bytes: data.to_vec() };
        match inside.trouble {
            Some(Trouble::FullAtWrite(first)) if nth >= first => {
                Err(io::ErrorKind::StorageFull.into())
            }
            Some(Trouble::BadWrite(at)) if nth == at => Err(io::Error::other("write failed")),
            Some(Trouble::CutAtWrite(at)) if nth == at => {
                inside.happens(event);
                inside.cut()
            }
            _ => {
                inside.happens(event);
                Ok(())
            }
        }
    }
}

impl Inside {
    fn happens(&mut self, event: Event) {
        apply(&mut self.seen, &event);
        self.journal.push(event);
    }

    fn cut(&mut self) -> io::Result<()> {
        self.off = true;
        Err(io::Error::other("the power is gone"))
    }
}

impl fmt::Debug for Disk {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Disk({} bytes)", self.inside().seen.len())
    }
}

fn apply(image: &mut Vec<u8>, event: &Event) {
    match event {
        Event::Write { at, bytes } => {
            // A file is as long as its last byte, whatever became of an order to lengthen it.
            image.resize(image.len().max(at + bytes.len()), 0);
            image[*at..at + bytes.len()].copy_from_slice(bytes);
        }
        Event::Resize(len) => image.resize(*len, 0),
        Event::Sync => {}
    }
}

/// A disk without power: what is durable, and what may or may not have reached it.
#[derive(Clone)]
pub struct Remains {
    durable: Vec<u8>,
    loose: Vec<Event>,
    /// It says that it has synced, and has not.
    deaf: bool,
}

/// Which of the unsynced events have reached the platter. The numbers are seeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Luck {
    Nothing,
    Everything,
    /// The first of them.
    Prefix(u64),
    Subset(u64),
    /// Everything, but of the last write only some sectors.
    Torn(u64),
    /// Only what was written to the first page, or all but that.
    HeaderOnly,
    HeaderLost,
    /// Lengths and nothing in them, or no lengths: what lies beyond the old end is gone.
    SizesOnly,
    SizesLost,
}

const SECTOR: usize = 512;

impl Remains {
    pub fn new(durable: Vec<u8>) -> Remains {
        Remains { durable, loose: Vec::new(), deaf: false }
    }

    /// The same of a disk that ignores syncs.
    pub fn deaf(durable: Vec<u8>) -> Remains {
        Remains { deaf: true, ..Remains::new(durable) }
    }

    /// One more event before the power goes.
    pub fn note(&mut self, event: &Event) {
        match event {
            Event::Sync if self.deaf => {}
            Event::Sync => {
                self.loose.iter().for_each(|event| apply(&mut self.durable, event));
                self.loose.clear();
            }
            event => self.loose.push(event.clone()),
        }
    }

    /// Whether nothing is left to luck.
    pub fn certain(&self) -> bool {
        self.loose.is_empty()
    }

    /// What is found when the power comes back.
    pub fn image(&self, luck: Luck) -> Vec<u8> {
        let mut image = self.durable.clone();
        let mut dice = Dice::new(luck);
        let count = self.loose.len();
        let prefix = dice.below(count + 1);
        let last = self.loose.iter().rposition(|event| matches!(event, Event::Write { .. }));
        for (place, event) in self.loose.iter().enumerate() {
            let header = matches!(event, Event::Write { at: 0, .. });
            let size = matches!(event, Event::Resize(_));
            let kept = match luck {
                Luck::Nothing => false,
                Luck::Everything => true,
                Luck::Prefix(_) => place < prefix,
                Luck::Subset(_) => dice.below(2) == 0,
                Luck::Torn(_) if Some(place) == last => {
                    tear(&mut image, event, &mut dice);
                    false
                }
                Luck::Torn(_) => true,
                Luck::HeaderOnly => header,
                Luck::HeaderLost => !header,
                Luck::SizesOnly => size,
                Luck::SizesLost => !size,
            };
            if kept {
                apply(&mut image, event);
            }
        }
        if luck == Luck::SizesLost {
            image.truncate(self.durable.len());
        }
        image
    }
}

/// Writes some sectors of a write and not the others.
fn tear(image: &mut Vec<u8>, event: &Event, dice: &mut Dice) {
    let Event::Write { at, bytes } = event else { return };
    for (sector, bytes) in bytes.chunks(SECTOR).enumerate() {
        if dice.below(2) == 0 {
            let at = at + sector * SECTOR;
            apply(image, &Event::Write { at, bytes: bytes.to_vec() });
        }
    }
}

/// Chance that repeats by its seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn new(luck: Luck) -> Dice {
        match luck {
            Luck::Prefix(seed) | Luck::Subset(seed) | Luck::Torn(seed) => Dice(seed),
            _ => Dice(0),
        }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}
