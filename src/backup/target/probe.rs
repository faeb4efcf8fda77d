//! Whether a place does all that will be asked of it, tried with one tiny object.

use std::fmt;

use bytes::Bytes;

use super::{Key, Kind, Source, Target, TargetError};

/// The same every time: where nothing can be deleted, it is put once and found ever after.
const CONTENT: &[u8] = b"warung was here to see whether copies can lie here.\n";
/// In a folder of its own, so that the list of it is short.
const FOLDER: &str = "probe";
const NAME: &str = "object";

/// A place that does what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probed {
    /// It lets nothing be deleted: its own rules have to.
    pub add_only: bool,
}

/// What was tried when it went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    Put,
    Get,
    List,
    Delete,
}

/// What a place does not do, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProbeFailure {
    pub tried: Tried,
    pub error: TargetError,
}

pub async fn probe(target: &Target, store: &str) -> Result<Probed, ProbeFailure> {
    if let Kind::Channel(channel) = &target.kind {
        return channel.probe(store, CONTENT).await;
    }
    let at = |tried| move |error| ProbeFailure { tried, error };
    let strange = |what: &str| TargetError::Strange(what.to_owned());
    let folder = Key::parse(store).and_then(|store| store.within(FOLDER));
    let key = folder.as_ref().and_then(|folder| folder.within(NAME));
    let Some((folder, key)) = folder.zip(key) else {
        return Err(at(Tried::Put)(TargetError::Here(format!("\"{store}\" cannot be a folder"))));
    };
    let source = Source::Bytes(Bytes::from_static(CONTENT));
    target.put(&key, &source).await.map_err(at(Tried::Put))?;
    if let Kind::S3(s3) = &target.kind {
        s3.learn(&key, &source).await.map_err(at(Tried::Put))?;
    }
    let mut found = Vec::new();
    let bytes = target.get(&key, &mut found).await.map_err(at(Tried::Get))?;
    if found != CONTENT || bytes != CONTENT.len() as u64 {
        return Err(at(Tried::Get)(strange("something else than was put there")));
    }
    let listed = target.list(Some(&folder)).await.map_err(at(Tried::List))?;
    if !listed.iter().any(|object| object.key == key && object.bytes == bytes) {
        return Err(at(Tried::List)(strange("a list without what was put there")));
    }
    match target.delete(&key).await {
        Ok(()) => {}
        Err(TargetError::AddOnly(_)) => return Ok(Probed { add_only: true }),
        Err(error) => return Err(at(Tried::Delete)(error)),
    }
    match target.size(&key).await {
        Err(TargetError::Missing(_)) => Ok(Probed { add_only: false }),
        Ok(_) => Err(at(Tried::Delete)(strange("that it deleted what is still there"))),
        Err(error) => Err(at(Tried::Delete)(error)),
    }
}

impl fmt::Display for ProbeFailure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tried = match self.tried {
            Tried::Put => "putting something there",
            Tried::Get => "reading it back",
            Tried::List => "listing it",
            Tried::Delete => "deleting it",
        };
        write!(out, "{tried}: {}", self.error)
    }
}

impl std::error::Error for ProbeFailure {}
