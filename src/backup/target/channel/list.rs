//! What lies in a channel, for a bot cannot list one: a list that is kept beside the database, and
//! pinned in the channel, sealed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use zstd::{Decoder, Encoder};

use super::super::{Key, TargetError};
use crate::backup::age::{Identity, Reader, Recipient, Refused, Writer};
use crate::backup::recovery::{Kept, machine};
use crate::domain::limit::{CHANNEL_LIST_BYTES_MAX, OBJECT_WINDOW_LOG_MAX, OWNER_MARK_BYTES_MAX};
use crate::domain::text::shorten;
use crate::store::durable;

/// Within a shop's folder, a file for each channel.
pub const FOLDER: &str = "channels";
/// Names in it tell where a shop's copies lie.
const PRIVATE: u32 = 0o600;
const LEVEL: i32 = 3;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct List {
    /// The store whose channel it is; empty for one that nothing was put into.
    pub store: String,
    /// Counts the versions: of two the higher one is the newer.
    pub serial: u64,
    pub owner: Option<Owner>,
    /// It has changed since it was pinned.
    pub unpinned: bool,
    /// By the numbers of their messages.
    pub files: BTreeMap<i64, File>,
    pub objects: BTreeMap<String, Vec<Slice>>,
    /// Large ones of which only the beginning is there yet.
    pub begun: BTreeMap<String, Vec<Slice>>,
}

/// Who ships there: a chain, and a line for people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    pub generation: String,
    pub says: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// By which a bot fetches it, and which one: to others it means nothing.
    pub id: String,
    pub bot: u64,
    pub bytes: u64,
}

/// A piece of an object: so many bytes from there on of the file of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice {
    pub message: i64,
    pub at: u64,
    pub bytes: u64,
}

/// What stands in plain words beside a list: whose it is, so that strangers are known without a
/// key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub store: String,
    pub serial: u64,
    /// Empty where nobody has said that it is theirs.
    pub owner: Owner,
}

/// Before everything else, so that searching for it in the channel finds them all.
const MARK: &str = "#warung";
const NOBODY: &str = "-";

pub fn length(slices: &[Slice]) -> u64 {
    slices.iter().map(|slice| slice.bytes).sum()
}

impl List {
    /// The one beside the database. One that makes no sense is none; one that the disk does not
    /// give may be good.
    pub fn read(home: &Path, chat: i64) -> io::Result<Option<List>> {
        let Some(bytes) = found(fs::read(path(home, chat)))? else { return Ok(None) };
        let list = serde_json::from_slice(&bytes).inspect_err(|error| {
            tracing::error!(%error, "the list of a channel's copies makes no sense");
        });
        Ok(list.ok())
    }

    pub fn keep(&self, home: &Path, chat: i64) -> io::Result<()> {
        let path = path(home, chat);
        durable::private_folder(path.parent().unwrap_or(home))?;
        durable::put(&path, &serde_json::to_vec(self)?, PRIVATE)
    }

    /// For the same people as the shop's copies.
    pub fn seal(&self, home: &Path) -> io::Result<Bytes> {
        let owner = Kept::read(home)?.map(|kept| kept.recipient);
        let machine = machine::load(home)?.map(|key| key.recipient());
        let recipients: Vec<Recipient> = owner.into_iter().chain(machine).collect();
        let sealed = Writer::new(Vec::new(), &recipients)?;
        let mut packed = Encoder::new(sealed, LEVEL)?;
        let text = serde_json::to_vec(self)?;
        if text.len() as u64 > CHANNEL_LIST_BYTES_MAX {
            // Nobody would open it.
            return Err(too_long());
        }
        packed.write_all(&text)?;
        Ok(packed.finish()?.finish()?.into())
    }

    /// `None`: none of the keys opens it.
    pub fn open(sealed: &[u8], keys: &[&Identity]) -> io::Result<Option<List>> {
        let open = match Reader::open(sealed, keys) {
            Err(error) if Refused::of(&error) == Some(&Refused::WrongKey) => return Ok(None),
            open => open?,
        };
        let mut packed = Decoder::with_buffer(BufReader::new(open))?;
        packed.window_log_max(OBJECT_WINDOW_LOG_MAX)?;
        let mut text = Vec::new();
        packed.take(CHANNEL_LIST_BYTES_MAX).read_to_end(&mut text)?;
        let mut list: List = serde_json::from_slice(&text)?;
        // Whoever knows the recipients can seal one: it leads nowhere that we would not go.
        let sound = |key: &str, slices: &[Slice]| Key::parse(key).is_some() && list.has_all(slices);
        let odd = |all: &BTreeMap<String, Vec<Slice>>| -> BTreeSet<String> {
            let odd = all.iter().filter(|(key, slices)| !sound(key, slices));
            odd.map(|(key, _)| key.clone()).collect()
        };
        let (objects, begun) = (odd(&list.objects), odd(&list.begun));
        list.objects.retain(|key, _| !objects.contains(key));
        list.begun.retain(|key, _| !begun.contains(key));
        Ok(Some(list))
    }

    /// Whether that chain is the one that ships here. Without a mark what was put there tells.
    pub fn is_by(&self, generation: &str) -> bool {
        let of = |key: &String| key.split('/').nth(1) == Some(generation);
        match &self.owner {
            Some(owner) => owner.generation == generation,
            None => self.objects.keys().any(of),
        }
    }

    fn has_all(&self, slices: &[Slice]) -> bool {
        slices.iter().all(|slice| {
            let end = slice.at.checked_add(slice.bytes);
            self.files.get(&slice.message).is_some_and(|file| end <= Some(file.bytes))
        })
    }

    /// Messages of which nothing but these has a piece.
    pub fn alone(&self, keys: &BTreeSet<&str>) -> BTreeSet<i64> {
        let (mut these, mut others) = (BTreeSet::new(), BTreeSet::new());
        for (name, slices) in self.objects.iter().chain(&self.begun) {
            let side = if keys.contains(name.as_str()) { &mut these } else { &mut others };
            side.extend(slices.iter().map(|slice| slice.message));
        }
        &these - &others
    }

    pub fn forget(&mut self, keys: &BTreeSet<&str>) {
        let alone = self.alone(keys);
        self.files.retain(|message, _| !alone.contains(message));
        self.objects.retain(|name, _| !keys.contains(name.as_str()));
        self.begun.retain(|name, _| !keys.contains(name.as_str()));
    }

    /// What was in a message that is gone.
    pub fn lost(&mut self, message: i64) {
        let there = |slices: &mut Vec<Slice>| slices.iter().all(|it| it.message != message);
        self.objects.retain(|_, slices| there(slices));
        self.begun.retain(|_, slices| there(slices));
        self.files.remove(&message);
    }

    pub fn label(&self) -> Label {
        let owner = self.owner.clone().unwrap_or_default();
        Label { store: self.store.clone(), serial: self.serial, owner }
    }
}

impl Label {
    /// The stranger's that was seen last, which lies beside the list.
    pub fn read(home: &Path, chat: i64) -> io::Result<Option<Label>> {
        let text = found(fs::read_to_string(stranger(home, chat)))?;
        Ok(text.and_then(|text| Label::parse(&text)))
    }

    pub fn keep(&self, home: &Path, chat: i64) -> io::Result<()> {
        let path = stranger(home, chat);
        durable::private_folder(path.parent().unwrap_or(home))?;
        durable::put(&path, self.text().as_bytes(), PRIVATE)
    }

    pub fn forget(home: &Path, chat: i64) -> io::Result<()> {
        durable::gone(&stranger(home, chat))
    }

    pub fn parse(caption: &str) -> Option<Label> {
        let (first, says) = caption.split_once('\n').unwrap_or((caption, ""));
        let mut words = first.strip_prefix(MARK)?.split_whitespace();
        let (store, serial, generation) = (words.next()?, words.next()?, words.next()?);
        let generation = if generation == NOBODY { "" } else { generation };
        // Both become parts of names.
        Key::parse(store).filter(|key| key.folders().next().is_none())?;
        let fits = generation.is_empty() || generation.bytes().all(|it| it.is_ascii_hexdigit());
        // Whoever writes there may write anything, and it is shown at a terminal.
        let says: String = says.chars().take_while(|sign| !sign.is_control()).collect();
        let says = shorten(&says, OWNER_MARK_BYTES_MAX);
        let owner = Owner { generation: generation.to_owned(), says };
        let serial = serial.parse().ok()?;
        fits.then(|| Label { store: store.to_owned(), serial, owner })
    }

    pub fn text(&self) -> String {
        let Label { store, serial, owner: Owner { generation, says } } = self;
        let generation = if generation.is_empty() { NOBODY } else { generation };
        format!("{MARK} {store} {serial} {generation}\n{says}").trim_end().to_owned()
    }

    pub fn is_owned(&self) -> bool {
        !self.owner.generation.is_empty()
    }
}

pub fn too_long() -> io::Error {
    ErrorKind::FileTooLarge.into()
}

/// What a file of this machine says of a list.
pub fn here(error: io::Error) -> TargetError {
    match Refused::of(&error) {
        Some(Refused::NoRecipient) => TargetError::Here(
            "there is no key yet that the list of the channel could be sealed for: make one with \
             `warung key new`"
                .to_owned(),
        ),
        _ if error.kind() == ErrorKind::FileTooLarge => TargetError::Full(
            "its list is too long; this shop needs another kind of place".to_owned(),
        ),
        _ => TargetError::here(&error),
    }
}

fn path(home: &Path, chat: i64) -> PathBuf {
    home.join(FOLDER).join(format!("{}.json", chat.unsigned_abs()))
}

fn stranger(home: &Path, chat: i64) -> PathBuf {
    path(home, chat).with_extension("stranger")
}

fn found<T>(read: io::Result<T>) -> io::Result<Option<T>> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> List {
        let file = |bytes| File { id: "BQAC".to_owned(), bot: 7, bytes };
        let slice = |message, at, bytes| Slice { message, at, bytes };
        List {
            store: "toko".to_owned(),
            serial: 12,
            unpinned: false,
            owner: Some(Owner { generation: "0a".to_owned(), says: "vps, since now".to_owned() }),
            files: BTreeMap::from([(3, file(100)), (4, file(10)), (5, file(50))]),
            objects: BTreeMap::from([
                ("toko/a/one".to_owned(), vec![slice(3, 0, 60)]),
                ("toko/a/two".to_owned(), vec![slice(3, 60, 40), slice(4, 0, 10)]),
            ]),
            begun: BTreeMap::from([("toko/a/three".to_owned(), vec![slice(5, 0, 50)])]),
        }
    }

    #[test]
    fn it_comes_back_for_its_people_and_nobody_else() {
        let home = tempfile::tempdir().unwrap();
        let refused = list().seal(home.path()).map_err(here).unwrap_err();
        assert!(refused.to_string().contains("warung key new"), "{refused}");
        let (machine, owner) =
            (machine::load_or_make(home.path()).unwrap(), Identity::fresh().unwrap());
        let since = crate::domain::time::Timestamp(0);
        Kept { recipient: owner.recipient(), since, confirmed: None }.put(home.path()).unwrap();
        let sealed = list().seal(home.path()).unwrap();
        for key in [&machine, &owner] {
            assert_eq!(List::open(&sealed, &[key]).unwrap(), Some(list()));
        }
        assert_eq!(List::open(&sealed, &[&Identity::fresh().unwrap()]).unwrap(), None);
        assert!(List::open(&sealed[..sealed.len() - 1], &[&owner]).is_err());
        assert_eq!(List::read(home.path(), -100).unwrap(), None);
        list().keep(home.path(), -100).unwrap();
        assert_eq!(List::read(home.path(), -100).unwrap(), Some(list()));
        // What points behind the end of a file, to no message, or out of the place is left out.
        let mut odd = list();
        odd.files.get_mut(&4).unwrap().bytes = 9;
        odd.files.remove(&5);
        odd.objects.insert("../b".to_owned(), Vec::new());
        let opened = List::open(&odd.seal(home.path()).unwrap(), &[&owner]).unwrap().unwrap();
        assert_eq!(opened.objects.keys().collect::<Vec<_>>(), ["toko/a/one"]);
        assert!(opened.begun.is_empty());
    }

    #[test]
    fn one_that_nobody_would_open_is_not_sealed() {
        let home = tempfile::tempdir().unwrap();
        machine::load_or_make(home.path()).unwrap();
        let mut long = list();
        let says = "x".repeat(CHANNEL_LIST_BYTES_MAX as usize);
        long.owner = Some(Owner { generation: "0a".to_owned(), says });
        let refused = long.seal(home.path()).map_err(here).unwrap_err();
        assert!(matches!(refused, TargetError::Full(_)), "{refused}");
    }

    #[test]
    fn a_message_goes_with_its_last_object() {
        let mut list = list();
        let [one, two, three] = ["toko/a/one", "toko/a/two", "toko/a/three"];
        assert_eq!(list.alone(&BTreeSet::from([one, two])), BTreeSet::from([3, 4]));
        assert_eq!(list.alone(&BTreeSet::from([two])), BTreeSet::from([4]));
        list.forget(&BTreeSet::from([two]));
        assert_eq!(list.files.keys().collect::<Vec<_>>(), [&3, &5]);
        assert_eq!(list.alone(&BTreeSet::from([one])), BTreeSet::from([3]));
        assert_eq!(list.alone(&BTreeSet::from([three])), BTreeSet::from([5]));
        list.lost(3);
        assert!(list.objects.is_empty() && list.begun.len() == 1);
    }

    #[test]
    fn a_label_says_whose_it_is() {
        let label = list().label();
        assert_eq!(label.text(), "#warung toko 12 0a\nvps, since now");
        assert_eq!(Label::parse(&label.text()), Some(label));
        let odd = Label::parse("#warung toko 12 0a\nvps\u{1b}[2J, since\nnow").unwrap();
        assert_eq!(odd.owner.says, "vps");
        let bare = List { owner: None, ..list() }.label();
        assert_eq!(bare.text(), "#warung toko 12 -");
        assert_eq!(Label::parse(&bare.text()), Some(bare));
        for other in
            ["", "hello", "#warung", "#warung toko x -", "#warung a/b 1 -", "#warung t 1 z"]
        {
            assert_eq!(Label::parse(other), None, "{other}");
        }
    }
}
