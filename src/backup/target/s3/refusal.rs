//! What a bucket's no means: by the code in its answer, by the status, by the two clocks.

use super::super::error::TargetError;
use super::super::http::Complaint;
use super::super::xml::texts;
use crate::domain::limit::SIGNED_CLOCK_MAX;
use crate::domain::time::{Step, Timestamp};

/// What was asked, for a no may mean something else each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    Get,
    Put,
    List,
    Delete,
}

/// Codes of a signature that is not believed: those say nothing of rights.
const STRANGERS: [&str; 5] = [
    "SignatureDoesNotMatch",
    "InvalidAccessKeyId",
    "InvalidToken",
    "ExpiredToken",
    "AuthorizationHeaderMalformed",
];

/// `what`: the object that was asked for. `now`: what our clock shows.
pub fn refusal(
    complaint: &Complaint,
    doing: Doing,
    what: &str,
    secrets: &[&str],
    now: Timestamp,
) -> TargetError {
    let [code, message] = texts(&complaint.body, ["Code", "Message"]).unwrap_or_default();
    let code = code.unwrap_or_default();
    let said = match (code.as_str(), message) {
        ("", message) => message,
        (code, Some(message)) if !message.is_empty() => Some(format!("{code}, {message}")),
        (code, _) => Some(code.to_owned()),
    };
    let why = complaint.words(said.as_deref(), secrets);
    if complaint.status == 507 || ["Quota", "StorageFull"].iter().any(|it| code.contains(it)) {
        return TargetError::Full(why);
    }
    if let Some(later) = complaint.later(why.clone()) {
        return later;
    }
    let apart = complaint.date.map(|date| Step::between(date, now));
    let far = apart.filter(|apart| apart.size() > SIGNED_CLOCK_MAX);
    let strange = STRANGERS.contains(&code.as_str());
    match (complaint.status, code.as_str()) {
        (_, "RequestTimeTooSkewed") => TargetError::Skewed(far),
        (401 | 403, _) if far.is_some() => TargetError::Skewed(far),
        (400, "RequestTimeout") | (409, _) => TargetError::unreachable(why),
        (403 | 405, _) if doing == Doing::Delete && !strange => TargetError::AddOnly(why),
        (401 | 403, _) => TargetError::Refused(why),
        (_, _) if strange => TargetError::Refused(why),
        (404, "NoSuchBucket") => TargetError::Missing("such bucket".to_owned()),
        // The list is the bucket's own.
        (404, _) if doing == Doing::List => TargetError::Missing("such bucket".to_owned()),
        (404, "NoSuchUpload") => TargetError::unreachable(why),
        (404, _) => TargetError::Missing(what.to_owned()),
        (412, _) => TargetError::Exists(what.to_owned()),
        _ => TargetError::Strange(why),
    }
}
