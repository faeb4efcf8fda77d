//! The notices a pretend gateway posts, true ones and others.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::client::conn::http1;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{Request, Uri};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// Whoever does not answer a notice for so long has not taken it.
const PATIENCE: Duration = Duration::from_secs(10);

pub struct Notice {
    pub reference: String,
    pub secret: Option<String>,
    pub body: serde_json::Value,
}

impl Notice {
    /// Posts it; the status of the answer, if there was one.
    pub async fn post(&self, url: &str) -> Option<u16> {
        tokio::time::timeout(PATIENCE, self.send(url)).await.ok()?.ok()
    }

    async fn send(&self, url: &str) -> anyhow::Result<u16> {
        let url: Uri = url.parse()?;
        let host = url.authority().ok_or_else(|| anyhow::anyhow!("no host"))?;
        let stream = TcpStream::connect((host.host(), host.port_u16().unwrap_or(80))).await?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        let mut request = Request::post(url.path())
            .header(HOST, host.as_str())
            .header(CONTENT_TYPE, "application/json");
        if let Some(secret) = &self.secret {
            request = request.header("X-Secret", secret);
        }
        let request = request.body(Full::new(Bytes::from(self.body.to_string())))?;
        let answer = async {
            let response = sender.send_request(request).await;
            // Without a sender the connection ends, and the join below with it.
            drop(sender);
            response
        };
        let (response, _) = tokio::join!(answer, connection);
        Ok(response?.status().as_u16())
    }
}
