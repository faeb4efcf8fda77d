//! What no real server does when it is asked to: answers of every kind, silence, and hanging up.

use std::collections::BTreeMap;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::{HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use warung::domain::limit::{REFUSAL_CHARS_MAX, TARGET_REST_MAX};
use warung::domain::time::{Span, Step, Timestamp};
use warung::words::format::read_moment;

use super::servers::{Credentials, USER, bucket, s3, webdav};
use super::*;

pub const SECRET: &str = "kunci-yang-sangat-rahasia";

pub enum Reaction {
    Answer(Response<Full<Bytes>>),
    /// The connection ends in the middle.
    HangUp,
    /// Nothing comes, and the connection stays.
    Silence,
}

/// Serves a port for as long as the test runs.
pub async fn serve<A, F>(answer: A) -> SocketAddr
where
    A: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
    F: Future<Output = Reaction> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let answer = answer.clone();
            let service = service_fn(move |request| {
                let reaction = answer(request);
                async move {
                    match reaction.await {
                        Reaction::Answer(response) => Ok(response),
                        Reaction::HangUp => Err("hung up"),
                        Reaction::Silence => std::future::pending().await,
                    }
                }
            });
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    address
}

pub fn says(status: u16, headers: &[(&'static str, &str)], body: impl Into<Bytes>) -> Reaction {
    let mut response = Response::new(Full::new(body.into()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        let value = HeaderValue::from_str(value).unwrap();
        response.headers_mut().insert(HeaderName::from_static(name), value);
    }
    Reaction::Answer(response)
}

pub fn fails(status: u16, code: &str) -> Reaction {
    let body = format!("<Error><Code>{code}</Code><Message>so it is</Message></Error>");
    says(status, &[], body)
}

pub fn at(address: SocketAddr) -> Config {
    let who = Credentials { access: "AKSES".to_owned(), secret: SECRET.to_owned() };
    bucket(s3(&format!("http://{address}"), &who, ""))
}

/// What a request asks for: `PUT /toko/a/b?partNumber=1`.
pub fn asked(request: &Request<Incoming>) -> String {
    format!("{} {}", request.method(), request.uri())
}

/// A server that answers everything so, and what each verb makes of it.
async fn everything(
    answer: impl Fn() -> Reaction + Clone + Send + 'static,
) -> [(&'static str, TargetError); 5] {
    let address = serve(move |_| std::future::ready(answer())).await;
    let place = hasty(at(address));
    let object = key("toko/gen/log-1");
    [
        ("put", place.put(&object, &bytes("isi")).await.unwrap_err()),
        ("get", fetched(&place, &object).await.unwrap_err()),
        ("size", place.size(&object).await.unwrap_err()),
        ("list", place.list(None).await.unwrap_err()),
        ("delete", place.delete(&object).await.unwrap_err()),
    ]
}

#[tokio::test]
async fn what_may_go_by_itself_is_tried_again() {
    for (status, code) in [
        (408, "RequestTimeout"),
        (400, "RequestTimeout"),
        (409, "OperationAborted"),
        (425, "TooEarly"),
        (429, "TooManyRequests"),
        (500, "InternalError"),
        (502, ""),
        (503, "SlowDown"),
        (504, ""),
    ] {
        for (verb, error) in everything(move || fails(status, code)).await {
            // There is no body after HEAD that would say what kind of 400 it is.
            let blind = verb == "size" && status == 400;
            assert_eq!(error.again(), !blind, "{verb} {status}: {error}");
            assert!(error.to_string().contains(&status.to_string()), "{error}");
        }
    }
    for (wait, rest) in [("7", Span::secs(7)), ("86400", TARGET_REST_MAX)] {
        for (_, error) in everything(move || says(503, &[("retry-after", wait)], "")).await {
            assert!(
                matches!(error, TargetError::Unreachable { after: Some(after), .. } if after == rest)
            );
        }
    }
    for (verb, error) in everything(|| Reaction::HangUp).await {
        assert!(error.again() && error.to_string().contains("connection"), "{verb}: {error}");
    }
}

#[tokio::test]
async fn each_no_is_told_as_what_it_is() {
    let full = |error: &TargetError| matches!(error, TargetError::Full(_));
    let strange = |error: &TargetError| matches!(error, TargetError::Strange(_));
    let refused = |error: &TargetError| matches!(error, TargetError::Refused(_));
    let headless = "size";
    for (status, code) in [(507, "XMinioStorageFull"), (403, "QuotaExceeded")] {
        for (verb, error) in everything(move || fails(status, code)).await {
            assert!(full(&error) || verb == headless && refused(&error), "{verb}: {error}");
        }
    }
    for (status, code) in [(301, "PermanentRedirect"), (307, ""), (418, ""), (400, "BadDigest")] {
        for (verb, error) in everything(move || fails(status, code)).await {
            assert!(strange(&error) && !error.again(), "{verb} {status}: {error}");
        }
    }
    for (status, code) in [(403, "AccessDenied"), (401, ""), (400, "AuthorizationHeaderMalformed")]
    {
        for (verb, error) in everything(move || fails(status, code)).await {
            let adds = matches!(error, TargetError::AddOnly(_));
            match (verb, status) {
                ("delete", 403) => assert!(adds, "{error}"),
                ("size", 400) => assert!(strange(&error), "{error}"),
                _ => assert!(refused(&error), "{verb} {status}: {error}"),
            }
        }
    }
    for (verb, error) in everything(|| fails(404, "NoSuchBucket")).await {
        assert!(matches!(error, TargetError::Missing(_)), "{verb}: {error}");
    }
}

/// Some say no more than 403: then the clock of the answer tells why.
#[tokio::test]
async fn a_clock_is_found_out_by_the_answers_date() {
    let date = "Sun, 22 Nov 2026 07:05:00 GMT";
    let theirs = read_moment(date).unwrap();
    let answer = move |_| async move { says(403, &[("date", date)], "") };
    let address = serve(answer).await;
    for (minutes, skewed) in [(0, false), (14, false), (16, true), (-16, true), (-60, true)] {
        let ours = theirs.shifted(Step(minutes * 60_000));
        let place = with(at(address), Path::new("/"), &Clock::stopped(ours), false);
        let error = place.list(None).await.unwrap_err();
        match skewed {
            true => assert_eq!(error, TargetError::Skewed(Some(Step(minutes * 60_000)))),
            false => assert!(matches!(error, TargetError::Refused(_)), "{error}"),
        }
    }
    let address = serve(|_| async { fails(403, "RequestTimeTooSkewed") }).await;
    let error = hasty(at(address)).list(None).await.unwrap_err();
    assert_eq!(error, TargetError::Skewed(None));
    let clock = Clock::stopped(Timestamp(0));
    let place = with(at(address), Path::new("/"), &clock, false);
    assert!(matches!(place.list(None).await, Err(TargetError::Skewed(Some(_)))));
}

#[tokio::test]
async fn servers_that_repeat_secrets_are_not_repeated() {
    let echo = || {
        let message = format!("the key {SECRET} is wrong");
        let body = format!("<Error><Code>Odd</Code><Message>{message}</Message></Error>");
        says(400, &[], body)
    };
    let long = || fails(400, &format!("Long\u{7}{}", "x".repeat(5_000)));
    for (_, error) in everything(echo).await.into_iter().chain(everything(long).await) {
        let told = format!("{error} {error:?}");
        assert!(told.contains("HTTP 400") && !told.contains(SECRET), "{told}");
        assert!(!told.contains('\u{7}') && told.chars().count() < 3 * REFUSAL_CHARS_MAX, "{told}");
    }
    let place = hasty(at(SocketAddr::from(([127, 0, 0, 1], 9))));
    let told = format!("{:?}", place.list(None).await.unwrap_err());
    assert!(!told.contains(SECRET) && !told.contains("toko"), "{told}");
}

#[tokio::test]
async fn nothing_is_waited_for_without_end() {
    let slow = |error: &TargetError| error.again() && error.to_string().contains("too long");
    let address = serve(|_| async { Reaction::Silence }).await;
    let place = hasty(at(address));
    let object = key("toko/gen/log-1");
    let (some, mut nothing) = (Source::Bytes(vec![0; 100_000].into()), Vec::new());
    let (put, list, get) = tokio::join!(
        place.put(&object, &some),
        place.list(None),
        place.get(&object, &mut nothing),
    );
    for error in [put.unwrap_err(), list.unwrap_err(), get.unwrap_err()] {
        assert!(slow(&error), "{error}");
    }
    // A drop now and then is a sign of life, and no answer.
    let (address, mut found) = (drips().await, Vec::new());
    let error = hasty(at(address)).get(&object, &mut found).await.unwrap_err();
    assert!(slow(&error) && !found.is_empty(), "{error}");
}

/// A server whose answer comes letter by letter.
async fn drips() -> SocketAddr {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.read(&mut [0; 4096]).await.unwrap();
        let head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
        stream.write_all(head).await.unwrap();
        let mut drip = tokio::time::interval(Duration::from_millis(50));
        while stream.write_all(b"x").await.is_ok() {
            drip.tick().await;
        }
    });
    address
}

/// What a bucket makes of "only where nothing lies yet".
#[derive(Clone, Copy)]
enum Condition {
    Keeps,
    Ignores,
    Refuses(u16, &'static str),
}

/// A bucket in a few lines, and all that it was asked for.
#[derive(Clone, Default)]
struct Bucket {
    objects: Arc<Mutex<BTreeMap<String, Bytes>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Bucket {
    async fn place(&self, condition: Condition) -> Target {
        let bucket = self.clone();
        let address = serve(move |request| {
            let bucket = bucket.clone();
            async move { bucket.answer(request, condition).await }
        });
        hasty(at(address.await))
    }

    async fn answer(&self, request: Request<Incoming>, condition: Condition) -> Reaction {
        self.asked.lock().unwrap().push(asked(&request));
        let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
        let new = request.headers().contains_key("if-none-match");
        let body = request.into_body().collect().await.unwrap().to_bytes();
        let mut objects = self.objects.lock().unwrap();
        let there = objects.get(&path).cloned();
        match (method.as_str(), condition, there) {
            ("PUT", Condition::Refuses(status, code), _) if new => fails(status, code),
            ("PUT", Condition::Keeps, Some(_)) if new => fails(412, "PreconditionFailed"),
            ("PUT", ..) => {
                objects.insert(path, body);
                says(200, &[], "")
            }
            ("DELETE", ..) => {
                objects.remove(&path);
                says(204, &[], "")
            }
            ("GET", ..) if path == "/toko/" => {
                let object = |(path, body): (&String, &Bytes)| {
                    let key = path.strip_prefix("/toko/").unwrap();
                    format!("<Contents><Key>{key}</Key><Size>{}</Size></Contents>", body.len())
                };
                let objects: String = objects.iter().map(object).collect();
                says(200, &[], format!("<ListBucketResult>{objects}</ListBucketResult>"))
            }
            (_, _, None) => fails(404, "NoSuchKey"),
            ("HEAD", _, Some(body)) => {
                says(200, &[("content-length", &body.len().to_string())], "")
            }
            (_, _, Some(body)) => says(200, &[], body),
        }
    }
}

/// Who keeps the condition is not asked before each put; who does not is, and nothing is ever
/// replaced.
#[tokio::test]
async fn whether_a_server_keeps_the_condition_is_tried() {
    let unsupported = "Unsupported header 'if-none-match' received";
    for (condition, looks) in [
        (Condition::Keeps, false),
        (Condition::Ignores, true),
        (Condition::Refuses(501, "NotImplemented"), true),
        (Condition::Refuses(400, unsupported), true),
    ] {
        let bucket = Bucket::default();
        let place = bucket.place(condition).await;
        assert_eq!(place.probe("toko").await, Ok(Probed { add_only: false }));
        bucket.asked.lock().unwrap().clear();
        let object = key("toko/gen/log-1");
        place.put(&object, &bytes("isi")).await.unwrap();
        let (look, put) = ("HEAD /toko/toko/gen/log-1", "PUT /toko/toko/gen/log-1");
        let expected = if looks { vec![look, put] } else { vec![put] };
        assert_eq!(*bucket.asked.lock().unwrap(), expected);
        place.put(&object, &bytes("isi")).await.unwrap();
        let exists = TargetError::Exists(object.to_string());
        assert_eq!(place.put(&object, &bytes("lain")).await, Err(exists));
        // It answers with the whole, whatever part was asked for.
        assert_eq!(fetched(&place, &object).await.unwrap(), b"isi");
        assert_eq!(part(&place, &object, 1..3).await, b"si");
        assert_eq!(part(&place, &object, 1..2).await, b"s");
        assert_eq!(part(&place, &object, 5..9).await, b"");
    }
}

#[tokio::test]
async fn a_download_that_is_cut_is_none() {
    let address = serve(|request: Request<Incoming>| async move {
        assert_eq!(request.method(), "GET");
        says(200, &[("content-length", "1000")], "too short")
    })
    .await;
    let error = fetched(&hasty(at(address)), &key("toko/gen/log-1")).await.unwrap_err();
    assert!(error.again(), "{error}");
}

/// What WebDAV says is said by numbers alone.
#[tokio::test]
async fn a_webdav_servers_no_is_told_as_what_it_is() {
    for (status, put, deleted) in [
        (401, "refuses", "refuses"),
        (403, "refuses", "lets nothing be deleted"),
        (423, "cannot be reached", "cannot be reached"),
        (429, "cannot be reached", "cannot be reached"),
        (500, "cannot be reached", "cannot be reached"),
        (507, "is full", "is full"),
        (413, "is full", "is full"),
        (409, "there is no folder above it", "there is no toko/gen/log-1"),
        (302, "answers what makes no sense", "answers what makes no sense"),
    ] {
        let message = format!("<d:error xmlns:s='x'><s:message>{USER}: no</s:message></d:error>");
        let answer = move |_| std::future::ready(says(status, &[], message.clone()));
        let address = serve(answer).await;
        let place = hasty(Config::Webdav(webdav(&format!("http://{address}"))));
        let object = key("toko/gen/log-1");
        let error = place.put(&object, &bytes("isi")).await.unwrap_err().to_string();
        assert!(error.starts_with(put), "{status}: {error}");
        assert!(status == 409 || error.contains("sari: no"), "{status}: {error}");
        match place.delete(&object).await {
            Err(error) => assert!(error.to_string().starts_with(deleted), "{status}: {error}"),
            // What is not there is deleted already.
            Ok(()) => assert_eq!(status, 409),
        }
    }
}
