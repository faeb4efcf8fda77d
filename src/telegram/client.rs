//! One call to a Bot API server: bounded in time and size, and never a word of the token.

use std::fmt;
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use bytes::Bytes;
use reqwest::header::DATE;
use reqwest::multipart::{Form, Part};
use reqwest::redirect::Policy;
use reqwest::{RequestBuilder, Response, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::failure::{CallError, Denied};
use crate::config;
use crate::domain::limit::{
    BOT_ANSWER_BYTES_MAX, CALL_WAIT, IDLE_CONNECTION_LIFE, IDLE_CONNECTIONS_MAX, REASON_CHARS_MAX,
    UPLOAD_WAIT,
};
use crate::domain::text::shorten;
use crate::domain::time::{Span, Timestamp};

/// A Bot API server and the bot we are there.
pub struct Client {
    http: reqwest::Client,
    api_url: String,
    token: SecretString,
    /// Where the server keeps files, if it may name them itself.
    pub(super) files: Option<PathBuf>,
}

/// A call that is ready to be made.
#[derive(Clone, PartialEq)]
pub struct Call {
    pub method: &'static str,
    pub params: Value,
    pub upload: Option<Upload>,
}

/// A file that goes with a call. Its parameters name it `attach://file`.
#[derive(Clone, PartialEq, Eq)]
pub struct Upload {
    pub name: String,
    pub bytes: Bytes,
}

/// The name of the part that carries an upload.
const UPLOAD_PART: &str = "file";
pub const ATTACHED: &str = "attach://file";

/// What every answer of the Bot API looks like.
#[derive(Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
struct Envelope<T> {
    ok: bool,
    result: Option<T>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(Default, Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

impl Call {
    pub fn new(method: &'static str, params: &impl Serialize) -> Call {
        // Parameters are structs of plain values, which always have a JSON form; if one had
        // none, Telegram would say which parameter is missing.
        let params = serde_json::to_value(params).unwrap_or_default();
        Call { method, params, upload: None }
    }

    pub fn with(mut self, upload: Option<Upload>) -> Call {
        self.upload = upload;
        self
    }
}

impl Client {
    pub fn new(config: &config::Telegram) -> Result<Client, CallError> {
        let client = Client::at(&config.api_url, config.token.clone())?;
        // A server elsewhere has no business on our disk, whatever was configured.
        let files = config.files_dir.clone().filter(|_| config::is_here(&config.api_url));
        Ok(Client { files, ..client })
    }

    /// The bot of a token, at the address of an interface (without a slash at the end).
    pub fn at(api_url: &str, token: SecretString) -> Result<Client, CallError> {
        let http = reqwest::Client::builder()
            .connect_timeout(CALL_WAIT.std())
            .pool_max_idle_per_host(IDLE_CONNECTIONS_MAX)
            .pool_idle_timeout(IDLE_CONNECTION_LIFE.std())
            // A redirect would carry the token to somebody else.
            .redirect(Policy::none())
            .referer(false)
            // A proxy of the environment would read the token of a server next door.
            .no_proxy()
            .build();
        let http = http.map_err(broken_line)?;
        Ok(Client { http, api_url: api_url.to_owned(), token, files: None })
    }

    /// Another bot at the same server, over the same connections.
    pub fn of_bot(&self, token: SecretString) -> Client {
        let Client { http, api_url, files, .. } = self;
        Client { http: http.clone(), api_url: api_url.clone(), token, files: files.clone() }
    }

    /// Makes the call within the usual time.
    pub async fn call<T: DeserializeOwned>(&self, call: &Call) -> Result<T, CallError> {
        let within = if call.upload.is_some() { UPLOAD_WAIT } else { CALL_WAIT };
        self.call_within(call, within.std()).await
    }

    pub async fn call_within<T: DeserializeOwned>(
        &self,
        call: &Call,
        within: Duration,
    ) -> Result<T, CallError> {
        self.answer(call, within).await.map(|(answer, _)| answer)
    }

    /// Makes the call, and reads the server's clock off its answer.
    pub async fn call_dated<T: DeserializeOwned>(
        &self,
        call: &Call,
    ) -> Result<(T, Option<Timestamp>), CallError> {
        self.answer(call, CALL_WAIT.std()).await
    }

    /// What time it is on the other side, off whatever it answers.
    pub async fn date(&self) -> Option<Timestamp> {
        let url = format!("{}/bot{}/getMe", self.api_url, self.token.expose_secret());
        date(&sent(self.http.get(url).timeout(CALL_WAIT.std())).await.ok()?)
    }

    async fn answer<T: DeserializeOwned>(
        &self,
        call: &Call,
        within: Duration,
    ) -> Result<(T, Option<Timestamp>), CallError> {
        let url = format!("{}/bot{}/{}", self.api_url, self.token.expose_secret(), call.method);
        let request = match &call.upload {
            Some(upload) => self.http.post(url).multipart(form(&call.params, upload)),
            None => self.http.post(url).json(&call.params),
        };
        let answer = async {
            let response = sent(request.timeout(within)).await?;
            let (status, date) = (response.status(), date(&response));
            let body = body(response, BOT_ANSWER_BYTES_MAX).await?;
            Ok((understood(status, &body)?, date))
        };
        answer.await.map_err(|err| self.without_token(err))
    }

    /// Brings a file by the path that `getFile` gave.
    pub(super) async fn download(
        &self,
        path: &str,
        bytes_max: usize,
    ) -> Result<Vec<u8>, CallError> {
        let url = format!("{}/file/bot{}", self.api_url, self.token.expose_secret());
        let mut url = Url::parse(&url).map_err(|_| CallError::Unreachable("no address".into()))?;
        // Names of files are people's, and may have any sign in them.
        url.path_segments_mut().map_err(|()| CallError::Foreign)?.extend(path.split('/'));
        let response = sent(self.http.get(url).timeout(UPLOAD_WAIT.std())).await?;
        let status = response.status();
        match status.is_success() {
            true => body(response, bytes_max).await,
            false => Err(CallError::Garbled { status: status.as_u16() }),
        }
    }

    /// A server in between may repeat our address in its words.
    fn without_token(&self, err: CallError) -> CallError {
        match err {
            CallError::Denied(denied) => {
                let description = denied.description.replace(self.token.expose_secret(), "***");
                CallError::Denied(Denied { description, ..denied })
            }
            other => other,
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Client").finish_non_exhaustive()
    }
}

impl fmt::Debug for Call {
    /// Parameters may be goods: only the method is told.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Call({})", self.method)
    }
}

fn form(params: &Value, upload: &Upload) -> Form {
    let length = upload.bytes.len() as u64;
    let file = Part::stream_with_length(upload.bytes.clone(), length);
    let form = Form::new().part(UPLOAD_PART, file.file_name(upload.name.clone()));
    let fields = params.as_object().into_iter().flatten();
    fields.fold(form, |form, (name, value)| match value {
        Value::String(text) => form.text(name.clone(), text.clone()),
        other => form.text(name.clone(), other.to_string()),
    })
}

async fn sent(request: RequestBuilder) -> Result<Response, CallError> {
    request.send().await.map_err(broken_line)
}

/// To the second, as the other side has it.
fn date(response: &Response) -> Option<Timestamp> {
    moment_of(response.headers().get(DATE)?.to_str().ok()?)
}

/// The moment of an answer's `Date`.
pub fn moment_of(date: &str) -> Option<Timestamp> {
    let since = httpdate::parse_http_date(date).ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Timestamp(since.as_millis() as u64))
}

async fn body(mut response: Response, bytes_max: usize) -> Result<Vec<u8>, CallError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(broken_line)? {
        if body.len() + chunk.len() > bytes_max {
            return Err(CallError::TooBig { bytes_max });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn understood<T: DeserializeOwned>(status: StatusCode, body: &[u8]) -> Result<T, CallError> {
    let envelope = match serde_json::from_slice::<Envelope<T>>(body) {
        Ok(envelope) => envelope,
        // A proxy, a firewall or a server in front of Telegram's: whatever it says, no person
        // and no message is to blame for it.
        Err(_) => return Err(CallError::Garbled { status: status.as_u16() }),
    };
    if envelope.ok {
        return envelope.result.ok_or(CallError::Garbled { status: status.as_u16() });
    }
    let Denied { code, description, .. } = denied_by(status);
    let said = envelope.description.map(|text| shorten(&text, REASON_CHARS_MAX));
    let parameters = envelope.parameters.unwrap_or_default();
    Err(CallError::Denied(Denied {
        code: envelope.error_code.unwrap_or(code),
        description: said.unwrap_or(description),
        retry_after: parameters.retry_after.map(|seconds| Span(seconds.saturating_mul(1000))),
        moved_to: parameters.migrate_to_chat_id,
    }))
}

/// A no without words.
fn denied_by(status: StatusCode) -> Denied {
    let description = status.canonical_reason().unwrap_or_default().to_owned();
    Denied { code: status.as_u16(), description, retry_after: None, moved_to: None }
}

/// The whole chain of what happened, without the address: the token is part of it.
fn broken_line(err: reqwest::Error) -> CallError {
    let err = err.without_url();
    let mut why = err.to_string();
    let mut source = std::error::Error::source(&err);
    while let Some(cause) = source {
        why = format!("{why}: {cause}");
        source = cause.source();
    }
    CallError::Unreachable(shorten(&why, REASON_CHARS_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> Result<u32, CallError> {
        understood(StatusCode::from_u16(status).unwrap(), body.as_bytes())
    }

    #[test]
    fn answers_are_read_and_nonsense_is_not() {
        assert_eq!(read(200, r#"{"ok":true,"result":5,"new":[]}"#), Ok(5));
        for body in ["", "[]", r#"{"ok":true}"#, r#"{"ok":true,"result":"five"}"#, "<html>"] {
            assert_eq!(read(200, body), Err(CallError::Garbled { status: 200 }), "{body}");
        }
    }

    #[test]
    fn a_no_keeps_everything_it_says() {
        let body = r#"{"ok":false,"error_code":429,"description":"Too Many Requests",
            "parameters":{"retry_after":5,"migrate_to_chat_id":-1001}}"#;
        let Err(CallError::Denied(denied)) = read(200, body) else { panic!("not denied") };
        assert_eq!((denied.code, denied.description.as_str()), (429, "Too Many Requests"));
        assert_eq!((denied.retry_after, denied.moved_to), (Some(Span::secs(5)), Some(-1001)));
        for status in [301, 403, 502] {
            assert_eq!(read(status, "<html>…"), Err(CallError::Garbled { status }));
        }
    }
}
