//! One call of a method: whatever way its parameters came, they are read the same.

use std::collections::BTreeMap;

use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use hyper::Request;
use hyper::body::Incoming;
use hyper::header::CONTENT_TYPE;
use serde_json::Value;

use super::multipart;
use super::refused::Refused;

/// What a bot may upload, and some room for the fields around it.
const BODY_BYTES_MAX: usize = (50 << 20) + (64 << 10);

pub struct Call {
    pub method: String,
    fields: BTreeMap<String, Value>,
    files: BTreeMap<String, Upload>,
}

/// A file that came with a call.
#[derive(Clone)]
pub struct Upload {
    pub name: String,
    pub bytes: Bytes,
}

impl Call {
    /// Reads parameters from the query, and from a JSON, urlencoded or multipart body.
    pub async fn read(method: &str, request: Request<Incoming>) -> Result<Call, Refused> {
        let (head, body) = request.into_parts();
        let body = Limited::new(body, BODY_BYTES_MAX).collect().await;
        let body = body.map_err(|_| Refused::too_large())?.to_bytes();
        let mut call =
            Call { method: method.to_owned(), fields: BTreeMap::new(), files: BTreeMap::new() };
        call.take_form(head.uri.query().unwrap_or_default());
        let kind = head.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        match kind.unwrap_or_default() {
            kind if kind.starts_with("application/json") => call.take_json(&body)?,
            kind if kind.starts_with("multipart/form-data") => call.take_parts(kind, &body)?,
            kind if kind.starts_with("application/x-www-form-urlencoded") => {
                call.take_form(&String::from_utf8_lossy(&body));
            }
            _ => {}
        }
        Ok(call)
    }

    fn take_form(&mut self, form: &str) {
        for pair in form.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            self.fields.insert(unescape(name), Value::String(unescape(value)));
        }
    }

    fn take_json(&mut self, body: &[u8]) -> Result<(), Refused> {
        if body.is_empty() {
            return Ok(());
        }
        let fields: BTreeMap<String, Value> =
            serde_json::from_slice(body).map_err(|_| Refused::bad("can't parse JSON object"))?;
        self.fields.extend(fields.into_iter().filter(|(_, value)| !value.is_null()));
        Ok(())
    }

    fn take_parts(&mut self, kind: &str, body: &Bytes) -> Result<(), Refused> {
        let broken = || Refused::bad("can't parse multipart form data");
        let boundary = multipart::boundary(kind).ok_or_else(broken)?;
        for part in multipart::read(body, boundary).ok_or_else(broken)? {
            if let Some(name) = part.file {
                self.files.insert(part.name, Upload { name, bytes: part.bytes });
            } else {
                let text = String::from_utf8(part.bytes.into()).map_err(|_| broken())?;
                self.fields.insert(part.name, Value::String(text));
            }
        }
        Ok(())
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Value::as_str)
    }

    pub fn number(&self, name: &str) -> Option<i64> {
        match self.fields.get(name)? {
            Value::String(text) => text.trim().parse().ok(),
            value => value.as_i64(),
        }
    }

    pub fn flag(&self, name: &str) -> bool {
        match self.fields.get(name) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => matches!(text.as_str(), "true" | "True" | "1"),
            _ => false,
        }
    }

    /// A field that is an object or an array; forms carry such a thing as JSON text.
    pub fn object(&self, name: &str) -> Option<Result<Value, Refused>> {
        Some(match self.fields.get(name)? {
            Value::String(text) if text.is_empty() => return None,
            Value::String(text) => {
                let broken = format!("can't parse {} JSON object", name.replace('_', " "));
                serde_json::from_str(text).map_err(|_| Refused::bad(broken))
            }
            value => Ok(value.clone()),
        })
    }

    /// The file that a value means: the part of that name, or the one it points to.
    pub fn upload(&self, name: &str, value: Option<&str>) -> Option<&Upload> {
        let pointed = value.and_then(|value| value.strip_prefix("attach://"));
        self.files.get(pointed.unwrap_or(name))
    }
}

/// Undoes the escapes of urls and forms.
pub fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let escaped = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        rest = after;
        match (first, escaped) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        assert_eq!(unescape("a+b%20%F0%9F%98%80%"), "a b 😀%");
        assert_eq!(unescape("%zz%4"), "%zz%4");
    }
}
