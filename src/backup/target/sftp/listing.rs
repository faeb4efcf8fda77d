//! What lies in the folders of an SFTP server, asked for one by one.

use bytes::Bytes;
use tokio::time::timeout;

use super::super::error::TargetError;
use super::super::key::{Key, Object};
use super::packet::{Answer, Ask, Code, Facts, strange};
use super::session::Session;
use super::{Doing, Sftp};
use crate::domain::limit::{LIST_OBJECTS_MAX, SFTP_LIST_MAX, TARGET_PATH_PARTS_MAX};

/// Names of all kinds that have been seen so far: whoever never comes to an end is stopped.
struct Seen(usize);

impl Sftp {
    pub async fn list(&self, under: Option<&Key>) -> Result<Vec<Object>, TargetError> {
        // As many as it may take; each answer has its own bound.
        let long = SFTP_LIST_MAX.std().as_secs().saturating_mul(self.patience.pace);
        let listed = self.over(long, async |session| self.all(session, under).await);
        let late = |_| TargetError::unreachable("its listing takes too long");
        timeout(SFTP_LIST_MAX.std(), listed).await.map_err(late)?
    }

    async fn all(
        &self,
        session: &Session,
        under: Option<&Key>,
    ) -> Result<Vec<Object>, TargetError> {
        let mut folders = vec![under.map(Key::to_string).unwrap_or_default()];
        let (mut objects, mut seen) = (Vec::new(), Seen(0));
        while let Some(folder) = folders.pop() {
            for (name, facts) in self.folder(session, &folder, &mut seen).await? {
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                // What has no name of ours was put there by somebody else, or is on its way.
                let Some(key) = Key::parse(&path).filter(|_| !path.ends_with('/')) else {
                    continue;
                };
                if key.as_str().matches('/').count() != folder_depth(&folder) {
                    return Err(strange("a name that leads into another folder"));
                }
                if facts.is_folder() && path.split('/').count() < TARGET_PATH_PARTS_MAX {
                    folders.push(path);
                } else if facts.is_file() {
                    let bytes = facts.bytes.ok_or_else(|| strange("a list without lengths"))?;
                    objects.push(Object { key, bytes });
                }
            }
        }
        Ok(objects)
    }

    /// One folder. One that is not there has nothing in it.
    async fn folder(
        &self,
        session: &Session,
        folder: &str,
        seen: &mut Seen,
    ) -> Result<Vec<(String, Facts)>, TargetError> {
        let path = self.at(folder);
        let handle = match session.call(Ask::Opendir, |it| it.text(&path)).await? {
            Answer::Handle(handle) => handle,
            Answer::Status(status) if status.is(Code::Missing) => return Ok(Vec::new()),
            Answer::Status(status) => {
                return Err(self.trouble(session, &status, Doing::Look, &path).await);
            }
            _ => return Err(strange("no handle for a folder that was opened")),
        };
        let names = self.names(session, &handle, seen).await;
        if session.heard().is_some() {
            let _ = session.call(Ask::Close, |it| it.text(&handle)).await;
        }
        names
    }

    async fn names(
        &self,
        session: &Session,
        handle: &Bytes,
        seen: &mut Seen,
    ) -> Result<Vec<(String, Facts)>, TargetError> {
        let mut found = Vec::new();
        loop {
            match session.call(Ask::Readdir, |it| it.text(handle)).await? {
                Answer::Names(_, 0) => return Err(strange("a list that goes on without names")),
                Answer::Names(names, count) => {
                    seen.0 += count;
                    if seen.0 > LIST_OBJECTS_MAX {
                        return Err(strange("more objects than a shop has"));
                    }
                    found.extend(names);
                }
                Answer::Status(status) if status.is(Code::End) => return Ok(found),
                Answer::Status(status) => {
                    return Err(self.trouble(session, &status, Doing::Look, "folder").await);
                }
                _ => return Err(strange("no names of a folder")),
            }
        }
    }
}

/// How many slashes the path of what lies in it has.
fn folder_depth(folder: &str) -> usize {
    if folder.is_empty() { 0 } else { folder.matches('/').count() + 1 }
}
