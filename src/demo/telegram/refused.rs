//! How the server says no: code, words, and sometimes what to do about it.

use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub code: u16,
    pub description: String,
    pub parameters: Option<Value>,
}

impl Refused {
    fn new(code: u16, description: impl Into<String>) -> Refused {
        Refused { code, description: description.into(), parameters: None }
    }

    pub fn bad(why: impl AsRef<str>) -> Refused {
        Refused::new(400, format!("Bad Request: {}", why.as_ref()))
    }

    pub fn forbidden(why: &str) -> Refused {
        Refused::new(403, format!("Forbidden: {why}"))
    }

    pub fn conflict(why: &str) -> Refused {
        Refused::new(409, format!("Conflict: {why}"))
    }

    pub fn unauthorized() -> Refused {
        Refused::new(401, "Unauthorized")
    }

    pub fn not_found() -> Refused {
        Refused::new(404, "Not Found")
    }

    pub fn too_large() -> Refused {
        Refused::new(413, "Request Entity Too Large")
    }

    pub fn too_many(retry_after: u64) -> Refused {
        let description = format!("Too Many Requests: retry after {retry_after}");
        let parameters = Some(json!({ "retry_after": retry_after }));
        Refused { code: 429, description, parameters }
    }

    pub fn moved(to: i64) -> Refused {
        let parameters = Some(json!({ "migrate_to_chat_id": to }));
        let why = "group chat was upgraded to a supergroup chat";
        Refused { parameters, ..Refused::bad(why) }
    }

    pub fn json(&self) -> Value {
        let Refused { code, description, parameters } = self;
        let mut body = json!({ "ok": false, "error_code": code, "description": description });
        if let Some(parameters) = parameters {
            body["parameters"] = parameters.clone();
        }
        body
    }
}
