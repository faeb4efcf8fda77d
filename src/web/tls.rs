//! A certificate of our own making, for shops without a proxy that speaks TLS for them.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, date_time_ymd};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::ServerCertVerifier;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

use crate::domain::limit::{CERTIFICATE_LEFT, CERTIFICATE_LIFE};
use crate::store::durable;

const CERTIFICATE: &str = "tls.crt";
const KEY: &str = "tls.key";
/// Both are for their owner alone.
const PRIVATE: u32 = 0o600;
/// A clock that is a little ahead of the caller's.
const BACKDATED: Duration = Duration::from_secs(24 * 3600);

/// What we show to callers, and how they know it again.
pub struct Tls {
    pub acceptor: TlsAcceptor,
    /// The certificate in PEM.
    pub pem: String,
}

impl Tls {
    /// The certificate in this folder, if it is good for this host and long enough; else a new
    /// one, kept there. `host` is a name or an address.
    pub fn keep(folder: &Path, host: &str, now: SystemTime) -> anyhow::Result<Tls> {
        if let Some(kept) = Tls::kept(folder, host, now) {
            return Ok(kept);
        }
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let mut params = CertificateParams::new(vec![host.to_owned()])?;
        let mut name = DistinguishedName::new();
        // Telegram looks at the common name too.
        name.push(DnType::CommonName, host);
        params.distinguished_name = name;
        let begin = date_time_ymd(1970, 1, 1) + now.saturating_sub(BACKDATED);
        params.not_before = begin;
        params.not_after = begin + BACKDATED + CERTIFICATE_LIFE.std();
        let key = KeyPair::generate()?;
        let pem = params.self_signed(&key)?.pem();
        durable::put(&folder.join(KEY), key.serialize_pem().as_bytes(), PRIVATE)?;
        durable::put(&folder.join(CERTIFICATE), pem.as_bytes(), PRIVATE)?;
        tracing::info!(host, "a certificate was made");
        Tls::of(pem, &key.serialize_pem())
    }

    fn kept(folder: &Path, host: &str, now: SystemTime) -> Option<Tls> {
        let pem = fs::read_to_string(folder.join(CERTIFICATE)).ok()?;
        let key = fs::read_to_string(folder.join(KEY)).ok()?;
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let good = |at| is_good(&pem, host, UnixTime::since_unix_epoch(at)).is_ok();
        // A key of another certificate is refused here.
        let tls = Tls::of(pem.clone(), &key).ok()?;
        (good(now) && good(now + CERTIFICATE_LEFT.std())).then_some(tls)
    }

    fn of(pem: String, key: &str) -> anyhow::Result<Tls> {
        let key = PrivateKeyDer::from_pem_slice(key.as_bytes())?;
        let certificate = CertificateDer::from_pem_slice(pem.as_bytes())?;
        let mut config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Tls { acceptor: TlsAcceptor::from(Arc::new(config)), pem })
    }
}

/// Whether a caller who knows this certificate alone would believe it at that time.
fn is_good(pem: &str, host: &str, at: UnixTime) -> anyhow::Result<()> {
    let certificate = CertificateDer::from_pem_slice(pem.as_bytes())?;
    let mut roots = RootCertStore::empty();
    roots.add(certificate.clone())?;
    let caller =
        WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider()).build()?;
    let host = ServerName::try_from(host.to_owned())?;
    caller.verify_server_cert(&certificate, &[], &host, &[], at)?;
    Ok(())
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_certificate_is_kept_while_it_is_good() {
        let folder = tempfile::tempdir().unwrap();
        let now = UNIX_EPOCH + Duration::from_secs(1_795_331_100);
        let pem = |host: &str, now| Tls::keep(folder.path(), host, now).unwrap().pem;
        let first = pem("203.0.113.7", now);
        for file in [KEY, CERTIFICATE] {
            let mode = fs::metadata(folder.path().join(file)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert_eq!(pem("203.0.113.7", now), first);
        let later = CERTIFICATE_LIFE.std() - CERTIFICATE_LEFT.std();
        assert_eq!(pem("203.0.113.7", now + later - Duration::from_secs(60)), first);
        assert_ne!(pem("203.0.113.7", now + later + Duration::from_secs(60)), first);
        let named = pem("toko.example.com", now);
        assert_eq!(pem("toko.example.com", now), named);
        // A clock that was in 1970 made one that is over by now.
        pem("toko.example.com", UNIX_EPOCH);
        assert_ne!(pem("toko.example.com", now), named);
    }

    #[test]
    fn what_is_damaged_or_does_not_fit_is_made_anew() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let now = SystemTime::now();
        let keep = |folder: &tempfile::TempDir| Tls::keep(folder.path(), "a.example", now).unwrap();
        let first = keep(&one).pem;
        keep(&two);
        fs::copy(two.path().join(KEY), one.path().join(KEY)).unwrap();
        let second = keep(&one).pem;
        assert_ne!(second, first);
        fs::write(one.path().join(CERTIFICATE), "not a certificate").unwrap();
        let third = keep(&one).pem;
        assert_ne!(third, second);
        assert_eq!(keep(&one).pem, third);
    }
}
