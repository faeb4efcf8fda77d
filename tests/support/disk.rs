//! A disk that forgets, with the two files of a store on it: it knows what was synced of each, and
//! fails or loses its power when told to.

use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};

use redb::StorageBackend;

/// What was asked of the disk, and of which file.
#[derive(Clone)]
pub struct Event(pub File, pub Asked);

#[derive(Clone)]
pub enum Asked {
    Write {
        at: usize,
        bytes: Vec<u8>,
    },
    Resize(usize),
    Sync,
    /// A sync that failed: what was not on the disk yet never gets there, and is read all the same.
    Drop,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    Data,
    Log,
}

/// What lies in both files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    pub data: Vec<u8>,
    pub log: Vec<u8>,
}

impl Image {
    fn of(&mut self, file: File) -> &mut Vec<u8> {
        match file {
            File::Data => &mut self.data,
            File::Log => &mut self.log,
        }
    }
}

impl From<Vec<u8>> for Image {
    fn from(data: Vec<u8>) -> Image {
        Image { data, log: Vec::new() }
    }
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
    /// The same, and what was to be synced stays in memory alone.
    DroppedSync(usize),
    BadWrite(usize),
    /// No room for this write, nor for any later one.
    FullAtWrite(usize),
    /// No room beyond this length.
    FullBeyond(usize),
}

/// The disk's handle, and that of its file with the data; clones share the disk.
#[derive(Clone)]
pub struct Disk(Arc<Mutex<Inside>>);

/// The handle of its file with the log.
#[derive(Clone)]
pub struct LogFile(Disk);

struct Inside {
    /// What lay on it in the beginning.
    first: Image,
    /// What a read sees: everything written, synced or not.
    seen: Image,
    journal: Vec<Event>,
    trouble: Option<Trouble>,
    writes: usize,
    syncs: usize,
    off: bool,
}

impl Disk {
    pub fn new(image: impl Into<Image>) -> Disk {
        let image = image.into();
        let (first, seen, journal) = (image.clone(), image, Vec::new());
        let (trouble, writes, syncs, off) = (None, 0, 0, false);
        Disk(Arc::new(Mutex::new(Inside { first, seen, journal, trouble, writes, syncs, off })))
    }

    pub fn log(&self) -> LogFile {
        LogFile(self.clone())
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
    pub fn history(&self) -> (Image, Vec<Event>) {
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

impl Disk {
    fn len_of(&self, file: File) -> io::Result<u64> {
        Ok(self.powered()?.seen.of(file).len() as u64)
    }

    fn read_of(&self, file: File, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let at = offset as usize;
        let mut inside = self.powered()?;
        let found = inside.seen.of(file).get(at..at + out.len());
        out.copy_from_slice(found.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn resize(&self, file: File, len: u64) -> io::Result<()> {
        let len = len as usize;
        let mut inside = self.powered()?;
        let full = match inside.trouble {
            Some(Trouble::FullBeyond(most)) => file == File::Data && len > most,
            Some(Trouble::FullAtWrite(first)) => inside.writes + 1 >= first,
            _ => false,
        };
        if full && len > inside.seen.of(file).len() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        inside.happens(Event(file, Asked::Resize(len)));
        Ok(())
    }

    fn sync(&self, file: File) -> io::Result<()> {
        let mut inside = self.powered()?;
        inside.syncs += 1;
        let nth = inside.syncs;
        match inside.trouble {
            Some(Trouble::CutBeforeSync(at)) if nth == at => inside.cut(),
            Some(Trouble::CutAfterSync(at)) if nth == at => {
                inside.happens(Event(file, Asked::Sync));
                inside.cut()
            }
            Some(Trouble::BadSync(at)) if nth == at => Err(io::Error::other("sync failed")),
            Some(Trouble::DroppedSync(at)) if nth == at => {
                inside.happens(Event(file, Asked::Drop));
                Err(io::Error::other("sync failed"))
            }
            _ => {
                inside.happens(Event(file, Asked::Sync));
                Ok(())
            }
        }
    }

    fn write_of(&self, file: File, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut inside = self.powered()?;
        inside.writes += 1;
        let nth = inside.writes;
        let asked = Asked::Write { at: offset as usize, bytes: data.to_vec() };
        let event = Event(file, asked);
        // Where a file is not made longer, there is always room for what is in it.
        let longer = offset as usize + data.len() > inside.seen.of(file).len();
        match inside.trouble {
            Some(Trouble::FullAtWrite(first)) if nth >= first && (file == File::Data || longer) => {
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

macro_rules! backend {
    ($handle:ty, $file:expr, |$it:ident| $disk:expr) => {
        impl StorageBackend for $handle {
            fn len(&self) -> io::Result<u64> {
                let $it = self;
                $disk.len_of($file)
            }

            fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
                let $it = self;
                $disk.read_of($file, offset, out)
            }

            fn set_len(&self, len: u64) -> io::Result<()> {
                let $it = self;
                $disk.resize($file, len)
            }

            fn sync_data(&self) -> io::Result<()> {
                let $it = self;
                $disk.sync($file)
            }

            fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
                let $it = self;
                $disk.write_of($file, offset, data)
            }
        }
    };
}

backend!(Disk, File::Data, |it| it);
backend!(LogFile, File::Log, |it| it.0);

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
        let Image { data, log } = &self.inside().seen;
        write!(out, "Disk({} and {} bytes)", data.len(), log.len())
    }
}

impl fmt::Debug for LogFile {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

fn apply(image: &mut Image, Event(file, asked): &Event) {
    let image = image.of(*file);
    match asked {
        Asked::Write { at, bytes } => {
            // A file is as long as its last byte, whatever became of an order to lengthen it.
            image.resize(image.len().max(at + bytes.len()), 0);
            image[*at..at + bytes.len()].copy_from_slice(bytes);
        }
        Asked::Resize(len) => image.resize(*len, 0),
        Asked::Sync | Asked::Drop => {}
    }
}

/// A disk without power: what is durable, and what may or may not have reached it.
#[derive(Clone)]
pub struct Remains {
    durable: Image,
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
    /// Only what was written to the first page of the data, or all but that.
    HeaderOnly,
    HeaderLost,
    /// Lengths and nothing in them, or no lengths: what lies beyond the old end is gone.
    SizesOnly,
    SizesLost,
    /// All of one file, and nothing of the other.
    Only(File),
}

const SECTOR: usize = 512;

impl Remains {
    pub fn new(durable: impl Into<Image>) -> Remains {
        let durable = durable.into();
        Remains { durable, loose: Vec::new(), deaf: false }
    }

    /// The same of a disk that ignores syncs.
    pub fn deaf(durable: impl Into<Image>) -> Remains {
        Remains { deaf: true, ..Remains::new(durable) }
    }

    /// One more event before the power goes.
    pub fn note(&mut self, event: &Event) {
        match event {
            Event(_, Asked::Sync) if self.deaf => {}
            Event(file, Asked::Sync) => {
                let synced = |event: &mut Event| event.0 == *file;
                for event in self.loose.extract_if(.., synced) {
                    apply(&mut self.durable, &event);
                }
            }
            Event(file, Asked::Drop) => self.loose.retain(|event| event.0 != *file),
            event => self.loose.push(event.clone()),
        }
    }

    /// Whether nothing is left to luck.
    pub fn certain(&self) -> bool {
        self.loose.is_empty()
    }

    /// What of the data is found when the power comes back.
    pub fn image(&self, luck: Luck) -> Vec<u8> {
        self.both(luck).data
    }

    /// What is found of both files.
    pub fn both(&self, luck: Luck) -> Image {
        let mut image = self.durable.clone();
        let mut dice = Dice::new(luck);
        let count = self.loose.len();
        let prefix = dice.below(count + 1);
        let last = self.loose.iter().rposition(|event| matches!(event.1, Asked::Write { .. }));
        for (place, event) in self.loose.iter().enumerate() {
            let header = matches!(event, Event(File::Data, Asked::Write { at: 0, .. }));
            let size = matches!(event.1, Asked::Resize(_));
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
                Luck::Only(file) => event.0 == file,
            };
            if kept {
                apply(&mut image, event);
            }
        }
        if luck == Luck::SizesLost {
            image.data.truncate(self.durable.data.len());
            image.log.truncate(self.durable.log.len());
        }
        image
    }
}

/// Writes some sectors of a write and not the others.
fn tear(image: &mut Image, event: &Event, dice: &mut Dice) {
    let Event(file, Asked::Write { at, bytes }) = event else { return };
    for (sector, bytes) in bytes.chunks(SECTOR).enumerate() {
        if dice.below(2) == 0 {
            let at = at + sector * SECTOR;
            let asked = Asked::Write { at, bytes: bytes.to_vec() };
            apply(image, &Event(*file, asked));
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
