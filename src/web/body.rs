//! A request's body, within its bounds.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body, Incoming};
use tokio::time::timeout;

use super::refusals::Reason;
use crate::domain::rejected_notice::Why;

/// Reads the whole body, or says why not.
pub async fn read(body: Incoming, bytes_max: usize, within: Duration) -> Result<Bytes, Reason> {
    if body.size_hint().lower() > bytes_max as u64 {
        return Err(Reason::TooBig);
    }
    match timeout(within, Limited::new(body, bytes_max).collect()).await {
        Err(_) => Err(Reason::Slow),
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Reason::TooBig),
        Ok(Err(_)) => Err(Reason::RejectedNotice(Why::Malformed)),
    }
}
