//! The notices a pretend gateway posts, true ones and others.

use crate::demo::post::Post;

pub struct Notice {
    pub reference: String,
    pub secret: Option<String>,
    pub body: serde_json::Value,
}

impl Notice {
    /// Posts it; the status of the answer, if there was one.
    pub async fn post(&self, url: &str) -> Option<u16> {
        let secret = self.secret.clone().map(|secret| ("x-secret", secret));
        let post = Post { body: self.body.to_string(), secret, certificate: None };
        post.send(url).await.ok().map(|answer| answer.status)
    }
}
