//! Amazon's signature, version 4, in a header: over the request and all that is in its body.

use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use super::source::Hash;
use crate::domain::time::Timestamp;
use crate::words::format::utc;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
/// What is signed of the head: all that servers ask for, in the order they want.
const SIGNED: &str = "host;x-amz-content-sha256;x-amz-date";

/// Who signs, and for which region.
pub struct Signer {
    pub access_key: SecretString,
    pub secret_key: SecretString,
    pub region: String,
}

/// A request as it is signed. Path and query are escaped already, and the query's fields sorted.
pub struct Signable<'r> {
    pub method: &'r Method,
    pub host: &'r str,
    pub path: &'r str,
    pub query: &'r str,
    pub payload: &'r Hash,
}

/// The headers that go with a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Signed {
    pub date: String,
    pub payload: String,
    pub authorization: String,
}

impl Signer {
    pub fn sign(&self, request: &Signable<'_>, at: Timestamp) -> Signed {
        let Signable { method, host, path, query, payload } = request;
        let date = stamp(at);
        let day = &date[..date.find('T').unwrap_or(date.len())];
        let payload = hex(payload);
        let canonical = format!(
            "{method}\n{path}\n{query}\nhost:{host}\nx-amz-content-sha256:{payload}\n\
             x-amz-date:{date}\n\n{SIGNED}\n{payload}"
        );
        let scope = format!("{day}/{}/s3/aws4_request", self.region);
        let canonical = hex(&Sha256::digest(canonical).into());
        let text = format!("{ALGORITHM}\n{date}\n{scope}\n{canonical}");
        let key = ["AWS4", self.secret_key.expose_secret()].concat();
        let mut key = keyed(key.as_bytes(), day);
        for part in [self.region.as_str(), "s3", "aws4_request", &text] {
            key = keyed(&key, part);
        }
        let authorization = format!(
            "{ALGORITHM} Credential={}/{scope}, SignedHeaders={SIGNED}, Signature={}",
            self.access_key.expose_secret(),
            hex(&key)
        );
        Signed { date, payload, authorization }
    }
}

/// `20261129T140500Z`.
fn stamp(at: Timestamp) -> String {
    let whole = utc(at);
    let seconds = whole.split('.').next().unwrap_or(&whole);
    let digits: String = seconds.chars().filter(|sign| !matches!(sign, '-' | ':')).collect();
    digits + "Z"
}

fn keyed(key: &[u8], text: &str) -> Hash {
    // Every length is a good one.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Hash::default() };
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().into()
}

pub fn hex(bytes: &Hash) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        // A text takes whatever is written to it.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A value of a query, escaped as it is signed.
pub fn escape(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut escaped, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Amazon's own example ("GET Bucket Lifecycle", "List Objects") in its guide to signing.
    #[test]
    fn it_signs_as_the_guide_does() {
        let signer = Signer {
            access_key: "AKIAIOSFODNN7EXAMPLE".to_owned().into(),
            secret_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".to_owned().into(),
            region: "us-east-1".to_owned(),
        };
        // 24 May 2013, 0.00 UTC.
        let at = Timestamp(1_369_353_600_000);
        let signed = |query| {
            let request = Signable {
                method: &Method::GET,
                host: "examplebucket.s3.amazonaws.com",
                path: "/",
                query,
                payload: &Sha256::digest("").into(),
            };
            signer.sign(&request, at)
        };
        let list = signed("max-keys=2&prefix=J");
        assert_eq!(list.date, "20130524T000000Z");
        assert_eq!(
            list.authorization,
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, \
             SignedHeaders=host;x-amz-content-sha256;x-amz-date, \
             Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
        );
        let lifecycle = signed("lifecycle=").authorization;
        let signature = "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543";
        assert!(lifecycle.ends_with(signature), "{lifecycle}");
    }

    #[test]
    fn a_query_has_no_sign_of_its_own() {
        assert_eq!(escape("a/b c+é~=&"), "a%2Fb%20c%2B%C3%A9~%3D%26");
    }
}
