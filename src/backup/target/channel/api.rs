//! The few calls of a Bot API that a channel needs, told without the token.

use std::ops::Range;

use reqwest::Method;
use reqwest::header::RANGE;
use reqwest::multipart::{Form, Part};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::super::http::{Complaint, Http};
use super::super::{Out, Patience, Source, TargetError};
use crate::config::channel::Channel as Config;
use crate::domain::limit::TARGET_REST_MAX;
use crate::domain::time::Span;

pub struct Api {
    http: Http,
    /// Without a slash at its end.
    url: String,
    token: SecretString,
    pub chat: i64,
}

/// Why a call brought nothing: what was said, in small letters where it is the server's word on
/// what was asked, and what it comes to.
pub struct No {
    pub said: String,
    pub error: TargetError,
}

/// What is sent with a call.
pub struct Upload<'u> {
    pub name: &'u str,
    pub source: &'u Source,
    pub part: Range<u64>,
}

#[derive(Deserialize)]
pub struct Chat {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub message_auto_delete_time: u64,
    #[serde(default)]
    pub has_protected_content: bool,
    pub pinned_message: Option<Message>,
}

#[derive(Deserialize)]
pub struct Message {
    pub message_id: i64,
    pub document: Option<Document>,
    #[serde(default)]
    pub caption: String,
}

#[derive(Deserialize)]
pub struct Document {
    pub file_id: String,
    #[serde(default)]
    pub file_size: u64,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Member {
    pub status: String,
    pub can_post_messages: bool,
    pub can_edit_messages: bool,
    pub can_delete_messages: bool,
}

#[derive(Deserialize)]
struct Link {
    file_path: Option<String>,
}

#[derive(Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
struct Answer<T> {
    result: T,
}

/// What is said instead.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Denied {
    description: String,
    parameters: Parameters,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Parameters {
    retry_after: Option<u64>,
}

/// The name of the part that carries an upload.
const UPLOAD: &str = "file";
pub const ATTACHED: &str = "attach://file";

impl Api {
    pub fn new(config: &Config, patience: Patience) -> anyhow::Result<Api> {
        Ok(Api {
            http: Http::new(patience)?,
            url: config.api_url.clone(),
            token: config.token.clone(),
            chat: config.chat_id,
        })
    }

    /// Which bot it is: a token begins with its number.
    pub fn bot(&self) -> u64 {
        let id = self.token.expose_secret().split(':').next();
        id.and_then(|id| id.parse().ok()).unwrap_or_default()
    }

    /// Makes a call about the channel.
    pub async fn call<T: DeserializeOwned>(&self, method: &str, more: Value) -> Result<T, No> {
        let request = self.http.request(Method::POST, &self.at(method)).json(&self.with(more));
        self.answer(request, 0).await
    }

    /// The same with a file, which the parameters call `attach://file`.
    pub async fn send<T: DeserializeOwned>(
        &self,
        method: &str,
        more: Value,
        upload: Upload<'_>,
    ) -> Result<T, No> {
        let Upload { name, source, part } = upload;
        let bytes = part.end - part.start;
        let file = Part::stream_with_length(source.body(part), bytes);
        let form = Form::new().part(UPLOAD, file.file_name(name.to_owned()));
        let fields = self.with(more);
        let fields = fields.as_object().into_iter().flatten();
        let form = fields.fold(form, |form, (name, value)| match value {
            Value::String(text) => form.text(name.clone(), text.clone()),
            other => form.text(name.clone(), other.to_string()),
        });
        let request = self.http.request(Method::POST, &self.at(method)).multipart(form);
        self.answer(request, bytes).await
    }

    /// Where a file can be fetched for an hour.
    pub async fn link(&self, file: &str) -> Result<String, No> {
        let link: Link = self.call("getFile", json!({ "file_id": file })).await?;
        let path = link.file_path.unwrap_or_default();
        if path.starts_with('/') {
            return Err(No::from(TargetError::Refused(
                "this Bot API server keeps files on its own disk (--local); a channel for copies \
                 needs one that sends them"
                    .to_owned(),
            )));
        }
        let plain = |part: &str| !matches!(part, "" | "." | "..");
        let sign = |sign: char| sign.is_ascii_alphanumeric() || "/._-".contains(sign);
        match path.split('/').all(plain) && path.chars().all(sign) {
            true => Ok(path),
            false => Err(No::from(TargetError::Strange("a file without a plain path".to_owned()))),
        }
    }

    /// Brings those bytes of a file. `None`: the link is none any more.
    pub async fn fetch(
        &self,
        link: &str,
        part: Range<u64>,
        out: Out<'_>,
    ) -> Result<Option<u64>, TargetError> {
        let url = format!("{}/file/bot{}/{link}", self.url, self.token.expose_secret());
        let range = format!("bytes={}-{}", part.start, part.end.saturating_sub(1));
        let request = self.http.request(Method::GET, &url).header(RANGE, range);
        let answer = self.http.send(request, 0).await?;
        match self.http.accepted(answer).await {
            Ok(answer) => self.http.pour(answer, &part, out).await.map(Some),
            Err(complaint) if complaint.status == 404 => Ok(None),
            Err(complaint) => Err(self.refused(&complaint).error),
        }
    }

    async fn answer<T: DeserializeOwned>(
        &self,
        request: reqwest::RequestBuilder,
        bytes: u64,
    ) -> Result<T, No> {
        let answer = self.http.send(request, bytes).await?;
        let answer = match self.http.accepted(answer).await {
            Ok(answer) => self.http.whole(answer).await?,
            Err(complaint) => return Err(self.refused(&complaint)),
        };
        let odd = |_| No::from(TargetError::Strange("no word of Telegram's".to_owned()));
        serde_json::from_slice::<Answer<T>>(&answer).map(|answer| answer.result).map_err(odd)
    }

    fn refused(&self, complaint: &Complaint) -> No {
        let denied: Denied = serde_json::from_slice(&complaint.body).unwrap_or_default();
        let why = complaint.words(Some(&denied.description), &[self.token.expose_secret()]);
        let asked = denied.parameters.retry_after.map(|secs| Span(secs.saturating_mul(1000)));
        let said = match complaint.status {
            400 => denied.description.to_lowercase(),
            _ => String::new(),
        };
        let error = match (complaint.later(why.clone()), complaint.status) {
            (Some(TargetError::Unreachable { after, why }), _) => {
                let after = asked.map(|it| it.min(TARGET_REST_MAX)).or(after);
                TargetError::Unreachable { after, why }
            }
            (Some(error), _) => error,
            (None, 401 | 404) => TargetError::Refused(format!("the bot's token is no good: {why}")),
            (None, 403) => TargetError::Refused(format!("the bot is not in the channel: {why}")),
            (None, 413) => TargetError::Strange(why),
            (None, _) if said.contains("chat not found") => {
                TargetError::Missing(format!("channel {}, or the bot was never in it", self.chat))
            }
            // As it is in some chats after two days.
            (None, _) if said.contains("can't be deleted") => TargetError::AddOnly(why),
            (None, _) if lacks_rights(&said) => TargetError::Refused(format!(
                "the bot needs the right to post, edit and delete messages: {why}"
            )),
            (None, _) => TargetError::Strange(why),
        };
        No { said, error }
    }

    fn at(&self, method: &str) -> String {
        format!("{}/bot{}/{method}", self.url, self.token.expose_secret())
    }

    fn with(&self, more: Value) -> Value {
        let mut all = json!({ "chat_id": self.chat });
        if let (Some(all), Value::Object(more)) = (all.as_object_mut(), more) {
            all.extend(more);
        }
        all
    }
}

fn lacks_rights(said: &str) -> bool {
    [
        "not enough rights",
        "need administrator rights",
        "chat_admin_required",
        "write_forbidden",
        "member list is inaccessible",
    ]
    .iter()
    .any(|words| said.contains(words))
}

impl No {
    pub fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|words| self.said.contains(words))
    }
}

impl From<TargetError> for No {
    fn from(error: TargetError) -> No {
        No { said: String::new(), error }
    }
}

impl From<No> for TargetError {
    fn from(no: No) -> TargetError {
        no.error
    }
}
