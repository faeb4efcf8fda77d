//! Packets of the SFTP protocol, version 3 (draft-ietf-secsh-filexfer-02): ours are written, a
//! server's are read without believing anything.

use bytes::{Buf, Bytes};

use super::super::error::TargetError;
use crate::domain::limit::{REFUSAL_CHARS_MAX, SFTP_ANSWER_BYTES_MAX, SFTP_HANDLE_BYTES_MAX};
use crate::domain::text::shorten;

pub const VERSION: u32 = 3;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Ask {
    Init = 1,
    Open = 3,
    Close = 4,
    Read = 5,
    Write = 6,
    Lstat = 7,
    Opendir = 11,
    Readdir = 12,
    Remove = 13,
    Mkdir = 14,
    Realpath = 16,
    Rename = 18,
    Extended = 200,
}

pub const OPEN_READ: u32 = 0x01;
/// To be written, made where it is missing, emptied where it is not.
pub const OPEN_ANEW: u32 = 0x02 | 0x08 | 0x10;

const VERSION_KIND: u8 = 2;
const STATUS: u8 = 101;
const HANDLE: u8 = 102;
const DATA: u8 = 103;
const NAME: u8 = 104;
const ATTRS: u8 = 105;
const EXTENDED_REPLY: u8 = 201;

const HAS_SIZE: u32 = 0x01;
const HAS_OWNER: u32 = 0x02;
const HAS_MODE: u32 = 0x04;
const HAS_TIMES: u32 = 0x08;
const HAS_MORE: u32 = 0x8000_0000;

const KIND_OF_MODE: u32 = 0o170_000;
const FOLDER_MODE: u32 = 0o040_000;
const FILE_MODE: u32 = 0o100_000;

/// One of ours, under its number.
pub struct Packet(Vec<u8>);

impl Packet {
    pub fn init() -> Packet {
        Packet(vec![0, 0, 0, 0, Ask::Init as u8]).number(VERSION)
    }

    pub fn new(ask: Ask, id: u32) -> Packet {
        Packet(vec![0, 0, 0, 0, ask as u8]).number(id)
    }

    pub fn number(mut self, number: u32) -> Packet {
        self.0.extend_from_slice(&number.to_be_bytes());
        self
    }

    pub fn long(mut self, number: u64) -> Packet {
        self.0.extend_from_slice(&number.to_be_bytes());
        self
    }

    pub fn text(self, text: impl AsRef<[u8]>) -> Packet {
        let text = text.as_ref();
        // Nothing of ours is longer than a piece.
        let mut packet = self.number(u32::try_from(text.len()).unwrap_or(u32::MAX));
        packet.0.extend_from_slice(text);
        packet
    }

    /// What is to be made is nobody else's.
    pub fn closed(self, mode: u32) -> Packet {
        self.number(HAS_MODE).number(mode)
    }

    /// With its length in front.
    pub fn whole(mut self) -> Vec<u8> {
        let length = u32::try_from(self.0.len() - 4).unwrap_or(u32::MAX);
        self.0[..4].copy_from_slice(&length.to_be_bytes());
        self.0
    }
}

/// Why something was not done, as the server says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub code: Code,
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    Done,
    End,
    Missing,
    Denied,
    Failure,
    Unsupported,
    Other(u32),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub bytes: Option<u64>,
    mode: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Status(Status),
    Handle(Bytes),
    Data(Bytes),
    /// Names that are text, and how many there were in all.
    Names(Vec<(String, Facts)>, usize),
    Facts(Facts),
    /// Of an extension: its meaning depends on what was asked.
    More(Bytes),
}

impl Facts {
    pub fn is_folder(&self) -> bool {
        self.mode.is_some_and(|mode| mode & KIND_OF_MODE == FOLDER_MODE)
    }

    pub fn is_file(&self) -> bool {
        self.mode.is_some_and(|mode| mode & KIND_OF_MODE == FILE_MODE)
    }
}

/// How long the next packet is, by the four bytes in front.
pub fn length(head: [u8; 4]) -> Result<usize, TargetError> {
    let length = usize::try_from(u32::from_be_bytes(head)).unwrap_or(usize::MAX);
    match (1..=SFTP_ANSWER_BYTES_MAX).contains(&length) {
        true => Ok(length),
        // Something else than the protocol begins with text: a greeting, mostly.
        false if head.iter().all(u8::is_ascii_graphic) => {
            Err(strange("text where the SFTP protocol should be: does its login print something?"))
        }
        false => Err(strange("a packet of an impossible length")),
    }
}

/// The first answer: which version it speaks, and the extensions that it names.
pub fn version(packet: Bytes) -> Result<Vec<String>, TargetError> {
    let mut fields = Fields(packet);
    if fields.byte()? != VERSION_KIND || fields.number()? != VERSION {
        return Err(strange("another protocol than SFTP 3"));
    }
    let mut names = Vec::new();
    while !fields.0.is_empty() {
        let (name, _data) = (fields.text()?, fields.text()?);
        names.extend(std::str::from_utf8(&name).map(str::to_owned));
    }
    Ok(names)
}

/// Any other answer, and the number of what was asked.
pub fn answer(packet: Bytes) -> Result<(u32, Answer), TargetError> {
    let mut fields = Fields(packet);
    let (kind, id) = (fields.byte()?, fields.number()?);
    let answer = match kind {
        STATUS => Answer::Status(status(&mut fields)?),
        HANDLE => match fields.text()? {
            handle if handle.len() <= SFTP_HANDLE_BYTES_MAX => Answer::Handle(handle),
            _ => return Err(strange("a handle that is too long")),
        },
        DATA => Answer::Data(fields.text()?),
        NAME => {
            let count = fields.number()?;
            let (mut names, mut all) = (Vec::new(), 0);
            for _ in 0..count {
                let (name, _shown) = (fields.text()?, fields.text()?);
                let facts = facts(&mut fields)?;
                all += 1;
                names.extend(std::str::from_utf8(&name).map(|name| (name.to_owned(), facts)));
            }
            Answer::Names(names, all)
        }
        ATTRS => Answer::Facts(facts(&mut fields)?),
        EXTENDED_REPLY => Answer::More(fields.0),
        _ => return Err(strange("a packet of no kind that SFTP has")),
    };
    Ok((id, answer))
}

fn status(fields: &mut Fields) -> Result<Status, TargetError> {
    let code = match fields.number()? {
        0 => Code::Done,
        1 => Code::End,
        2 => Code::Missing,
        3 => Code::Denied,
        4 => Code::Failure,
        8 => Code::Unsupported,
        other => Code::Other(other),
    };
    // Some old servers leave the words out.
    let message = fields.text().unwrap_or_default();
    let message = String::from_utf8_lossy(&message);
    let plain: String = message.chars().filter(|sign| !sign.is_control()).collect();
    Ok(Status { code, message: shorten(plain.trim(), REFUSAL_CHARS_MAX) })
}

fn facts(fields: &mut Fields) -> Result<Facts, TargetError> {
    let has = fields.number()?;
    let mut facts = Facts::default();
    if has & HAS_SIZE != 0 {
        facts.bytes = Some(fields.long()?);
    }
    if has & HAS_OWNER != 0 {
        fields.long()?;
    }
    if has & HAS_MODE != 0 {
        facts.mode = Some(fields.number()?);
    }
    if has & HAS_TIMES != 0 {
        fields.long()?;
    }
    if has & HAS_MORE != 0 {
        for _ in 0..fields.number()? {
            let (_name, _data) = (fields.text()?, fields.text()?);
        }
    }
    Ok(facts)
}

/// What is left of a packet; nothing is read beyond its end.
pub struct Fields(pub Bytes);

impl Fields {
    pub fn byte(&mut self) -> Result<u8, TargetError> {
        self.0.try_get_u8().map_err(|_| short())
    }

    pub fn number(&mut self) -> Result<u32, TargetError> {
        self.0.try_get_u32().map_err(|_| short())
    }

    pub fn long(&mut self) -> Result<u64, TargetError> {
        self.0.try_get_u64().map_err(|_| short())
    }

    pub fn text(&mut self) -> Result<Bytes, TargetError> {
        let length = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        match length <= self.0.len() {
            true => Ok(self.0.split_to(length)),
            false => Err(short()),
        }
    }
}

fn short() -> TargetError {
    strange("a packet that ends in the middle")
}

pub fn strange(what: &str) -> TargetError {
    TargetError::Strange(what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(packet: Packet) -> Bytes {
        Bytes::from(packet.whole()).slice(4..)
    }

    fn raw(kind: u8) -> Packet {
        Packet(vec![0, 0, 0, 0, kind]).number(7)
    }

    #[test]
    fn an_answer_is_read_as_the_draft_has_it() {
        let packet = Packet::new(Ask::Open, 9).text("a/b").number(OPEN_READ).number(0);
        let bytes = b"\0\0\0\x14\x03\0\0\0\x09\0\0\0\x03a/b\0\0\0\x01\0\0\0\0";
        assert_eq!(packet.whole(), bytes);
        let told = answer(of(raw(STATUS).number(3).text("no\n").text("en"))).unwrap();
        let denied = Status { code: Code::Denied, message: "no".to_owned() };
        assert_eq!(told, (7, Answer::Status(denied)));
        let mode = HAS_SIZE | HAS_OWNER | HAS_MODE | HAS_TIMES | HAS_MORE;
        let entry = |packet: Packet| {
            let facts = packet.number(mode).long(12).long(1).number(0o100_600).long(2);
            facts.number(1).text("x@y").text("z")
        };
        let names = entry(raw(NAME).number(2).text("log-1").text("-rw log-1"));
        let names = entry(names.text(b"\xff").text(""));
        let (_, Answer::Names(names, 2)) = answer(of(names)).unwrap() else { panic!() };
        assert_eq!((names.len(), names[0].0.as_str(), names[0].1.bytes), (1, "log-1", Some(12)));
        assert!(names[0].1.is_file() && !names[0].1.is_folder());
        let names = version(of(raw(2).number(0))).unwrap_err();
        assert!(matches!(names, TargetError::Strange(_)), "{names}");
    }

    #[test]
    fn every_cut_of_an_answer_is_an_error() {
        let packet = raw(NAME).number(1).text("log-1").text("").number(HAS_SIZE | HAS_MODE);
        let whole = of(packet.long(12).number(0o100_600));
        assert!(answer(whole.clone()).is_ok());
        for cut in 0..whole.len() {
            assert!(answer(whole.slice(..cut)).is_err(), "{cut}");
        }
        // A count or a length that promises more than there is room for is no reason to make room.
        for lie in [raw(NAME).number(u32::MAX), raw(DATA).number(u32::MAX), raw(HANDLE).number(9)] {
            assert!(answer(of(lie)).is_err());
        }
        assert!(answer(of(raw(HANDLE).text([0; 300]))).is_err());
        assert!(length(u32::MAX.to_be_bytes()).is_err() && length([0; 4]).is_err());
        let greeting = length(*b"Welc").unwrap_err().to_string();
        assert!(greeting.contains("print something"), "{greeting}");
    }
}
