//! Posts that the pretend servers send to the shop, as the real ones would.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::client::conn::http1;
use hyper::header::{CONTENT_TYPE, HOST, RETRY_AFTER};
use hyper::{Request, Response, Uri, body::Incoming};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Whoever does not answer for so long has not taken it.
const PATIENCE: Duration = Duration::from_secs(10);

pub struct Post {
    pub body: String,
    /// A header that shows who we are.
    pub secret: Option<(&'static str, String)>,
    /// The only certificate that is believed. This world has no authorities.
    pub certificate: Option<Bytes>,
}

/// What came back: the status, and how long to wait before coming again.
pub struct Answer {
    pub status: u16,
    pub retry_after: Option<u64>,
}

impl Post {
    /// Sends it; the error is in words like Telegram's.
    pub async fn send(&self, url: &str) -> Result<Answer, String> {
        let answer = tokio::time::timeout(PATIENCE, self.talk(url)).await;
        let answer = answer.map_err(|_| "Read timeout expired".to_owned())??;
        let after = answer.headers().get(RETRY_AFTER).and_then(|after| after.to_str().ok());
        let retry_after = after.and_then(|after| after.parse().ok());
        Ok(Answer { status: answer.status().as_u16(), retry_after })
    }

    async fn talk(&self, url: &str) -> Result<Response<Incoming>, String> {
        let url: Uri = url.parse().map_err(|_| "URL host is empty".to_owned())?;
        let sealed = url.scheme_str() == Some("https");
        let host = url.host().unwrap_or_default();
        let port = url.port_u16().unwrap_or(if sealed { 443 } else { 80 });
        let stream = TcpStream::connect((host, port)).await.map_err(|error| error.to_string())?;
        match sealed {
            false => self.over(stream, &url).await,
            true => {
                let host = ServerName::try_from(host.to_owned()).map_err(|_| "bad host")?;
                let stream = self.connector()?.connect(host, stream).await;
                self.over(stream.map_err(|error| format!("SSL error {{{error}}}"))?, &url).await
            }
        }
    }

    fn connector(&self) -> Result<TlsConnector, String> {
        let mut roots = RootCertStore::empty();
        if let Some(pem) = &self.certificate {
            let certificate = CertificateDer::from_pem_slice(pem).map_err(|_| "bad certificate")?;
            roots.add(certificate).map_err(|error| error.to_string())?;
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(TlsConnector::from(Arc::new(config)))
    }

    async fn over<S>(&self, stream: S, url: &Uri) -> Result<Response<Incoming>, String>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let broken = |_| "Connection reset by peer".to_owned();
        let (mut sender, connection) =
            http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
        let authority = url.authority().map(|host| host.as_str()).unwrap_or_default();
        let mut request = Request::post(url.path())
            .header(HOST, authority)
            .header(CONTENT_TYPE, "application/json");
        if let Some((name, secret)) = &self.secret {
            request = request.header(*name, secret);
        }
        let request = request.body(Full::new(Bytes::from(self.body.clone())));
        let request = request.map_err(|error| error.to_string())?;
        let answer = async {
            let response = sender.send_request(request).await;
            // Without a sender the connection ends, and the join below with it.
            drop(sender);
            response
        };
        let (response, _) = tokio::join!(answer, connection);
        response.map_err(broken)
    }
}
