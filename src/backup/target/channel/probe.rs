//! Whether a channel does all that will be asked of it: what it is, the bot's rights, and a tiny
//! document there, back and away. Its list is not touched.

use bytes::Bytes;
use serde_json::{Value, json};

use super::super::error::TargetError;
use super::super::probe::{ProbeFailure, Probed, Tried};
use super::super::source::Source;
use super::Channel;
use super::api::{ATTACHED, Message, No, Upload};

const NAME: &str = "warung-probe.txt";

impl Channel {
    pub async fn probe(&self, store: &str, content: &'static [u8]) -> Result<Probed, ProbeFailure> {
        let at = |tried| move |error: TargetError| ProbeFailure { tried, error };
        let mut state = self.turn.lock().await;
        self.ask(&mut state).await.map_err(at(Tried::Put))?;
        state.checked = None;
        self.fit(&mut state).await.map_err(at(Tried::Put))?;
        if let Some(other) = state.label().filter(|label| label.store != store) {
            let other = &other.store;
            return Err(at(Tried::List)(TargetError::Refused(format!(
                "the channel has the copies of \"{other}\"; each shop needs one of its own"
            ))));
        }
        let (source, bytes) = (Source::Bytes(Bytes::from_static(content)), content.len() as u64);
        let more = json!({ "document": ATTACHED, "disable_notification": true });
        let upload = Upload { name: NAME, source: &source, part: 0..bytes };
        let sent = self.api.send::<Message>("sendDocument", more, upload).await;
        let sent = sent.map_err(|no| at(Tried::Put)(no.error))?;
        let read = self.read_back(&sent, bytes).await;
        let which = json!({ "message_id": sent.message_id });
        let gone = self.api.call::<Value>("deleteMessage", which).await;
        match read.map_err(at(Tried::Get))? == content {
            true => {}
            false => {
                let other = "something else than was put there".to_owned();
                return Err(at(Tried::Get)(TargetError::Strange(other)));
            }
        }
        match gone {
            Ok(_) => Ok(Probed { add_only: false }),
            Err(No { error: TargetError::AddOnly(_), .. }) => Ok(Probed { add_only: true }),
            Err(no) => Err(at(Tried::Delete)(no.error)),
        }
    }

    async fn read_back(&self, sent: &Message, bytes: u64) -> Result<Vec<u8>, TargetError> {
        let mut found = Vec::new();
        if let Some(document) = &sent.document {
            let link = self.api.link(&document.file_id).await?;
            self.api.fetch(&link, 0..bytes, &mut found).await?;
        }
        Ok(found)
    }
}
