//! Large objects in parts, against a bucket of the test's own whose moods are known.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use http_body_util::BodyExt;
use hyper::Request;
use hyper::body::Incoming;
use tokio::sync::Barrier;
use warung::domain::limit::{UPLOAD_PART_BYTES_MIN, UPLOAD_PARTS_AT_ONCE, UPLOAD_TRIES_MAX};

use super::faults::{Reaction, asked, at, fails, says, serve};
use super::*;

/// What the bucket does with a part instead of taking it.
#[derive(Clone, Copy)]
enum Mood {
    Busy,
    Cut,
    Refuse,
}

#[derive(Clone, Default)]
struct Bucket(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    parts: BTreeMap<u64, Bytes>,
    object: Option<Vec<u8>>,
    /// For the next tries of the second part.
    moods: VecDeque<Mood>,
    asked: Vec<String>,
    now: usize,
    most: usize,
    /// What the end of the upload is answered with.
    end: Option<&'static str>,
}

impl Bucket {
    async fn place(&self, together: Option<Arc<Barrier>>) -> Target {
        let bucket = self.clone();
        let address = serve(move |request| {
            let (bucket, together) = (bucket.clone(), together.clone());
            async move { bucket.answer(request, together).await }
        });
        hasty(at(address.await))
    }

    async fn answer(&self, request: Request<Incoming>, together: Option<Arc<Barrier>>) -> Reaction {
        let what = asked(&request);
        self.0.lock().unwrap().asked.push(what.clone());
        let number = what
            .split_once("partNumber=")
            .map(|(_, rest)| rest.split('&').next().unwrap().parse::<u64>().unwrap());
        if let Some(number) = number {
            return self.part(request, number, together).await;
        }
        let body = request.into_body().collect().await.unwrap().to_bytes();
        let mut state = self.0.lock().unwrap();
        if what.contains("?uploads=") {
            return says(200, &[], "<I><UploadId>a/b+c=</UploadId></I>");
        }
        if what.starts_with("POST") {
            let list = String::from_utf8(body.to_vec()).unwrap();
            assert_eq!(list.matches("<Part>").count(), state.parts.len());
            let whole: Vec<u8> = state.parts.values().flatten().copied().collect();
            return match state.end {
                Some(code) => fails(200, code),
                None => {
                    state.object = Some(whole);
                    says(200, &[], "\n<C><ETag>&quot;x-6&quot;</ETag></C>")
                }
            };
        }
        match what.as_str() {
            what if what.starts_with("DELETE") => says(204, &[], ""),
            _ => says(404, &[], ""),
        }
    }

    async fn part(
        &self,
        request: Request<Incoming>,
        number: u64,
        together: Option<Arc<Barrier>>,
    ) -> Reaction {
        let mood = {
            let mut state = self.0.lock().unwrap();
            state.now += 1;
            state.most = state.most.max(state.now);
            (number == 2).then(|| state.moods.pop_front()).flatten()
        };
        let mut body = request.into_body();
        let reaction = match mood {
            Some(Mood::Cut) => {
                let frame = body.frame().await.unwrap().unwrap();
                assert!(frame.into_data().unwrap().len() < UPLOAD_PART_BYTES_MIN as usize);
                Reaction::HangUp
            }
            _ => {
                let whole = body.collect().await.unwrap().to_bytes();
                if let Some(together) = together {
                    together.wait().await;
                }
                match mood {
                    Some(Mood::Busy) => fails(503, "SlowDown"),
                    Some(Mood::Refuse) => fails(403, "AccessDenied"),
                    _ => {
                        self.0.lock().unwrap().parts.insert(number, whole);
                        says(200, &[("etag", "\"<x>\"")], "")
                    }
                }
            }
        };
        self.0.lock().unwrap().now -= 1;
        reaction
    }

    fn aborted(&self) -> bool {
        let state = self.0.lock().unwrap();
        state.asked.last().unwrap() == "DELETE /toko/toko/gen/snap-1?uploadId=a%2Fb%2Bc%3D"
    }
}

/// Six parts, the last of them a short one.
const BYTES: usize = 5 * UPLOAD_PART_BYTES_MIN as usize + 4_321;

#[tokio::test]
async fn parts_go_two_at_a_time_and_come_out_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (path, hash) = large(folder.path(), BYTES);
    let bucket = Bucket::default();
    // Each waits for another one: one at a time would never end.
    let place = bucket.place(Some(Arc::new(Barrier::new(UPLOAD_PARTS_AT_ONCE)))).await;
    place.put(&key("toko/gen/snap-1"), &Source::file(&path)).await.unwrap();
    let state = bucket.0.lock().unwrap();
    assert_eq!(<[u8; 32]>::from(Sha256::digest(state.object.as_ref().unwrap())), hash);
    assert_eq!((state.most, state.parts.len()), (UPLOAD_PARTS_AT_ONCE, 6));
    assert!(state.parts.range(..6).all(|(_, part)| part.len() as u64 == UPLOAD_PART_BYTES_MIN));
    assert!(!state.asked.iter().any(|it| it.starts_with("DELETE")), "{:?}", state.asked);
}

#[tokio::test]
async fn a_part_that_gets_lost_is_sent_again() {
    let folder = tempfile::tempdir().unwrap();
    let (path, hash) = large(folder.path(), BYTES);
    let bucket = Bucket::default();
    bucket.0.lock().unwrap().moods.extend([Mood::Cut, Mood::Busy]);
    let place = bucket.place(None).await;
    place.put(&key("toko/gen/snap-1"), &Source::file(&path)).await.unwrap();
    let state = bucket.0.lock().unwrap();
    assert_eq!(<[u8; 32]>::from(Sha256::digest(state.object.as_ref().unwrap())), hash);
    let second = state.asked.iter().filter(|it| it.contains("partNumber=2&")).count();
    assert_eq!(second, 3);
}

#[tokio::test]
async fn an_upload_that_fails_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = large(folder.path(), BYTES);
    let tries = UPLOAD_TRIES_MAX as usize;
    for (moods, end, again, second) in [
        (vec![Mood::Cut; tries], None, true, tries),
        (vec![Mood::Busy; tries], None, true, tries),
        (vec![Mood::Refuse], None, false, 1),
        (vec![], Some("InternalError"), true, 1),
    ] {
        let bucket = Bucket::default();
        bucket.0.lock().unwrap().moods.extend(moods);
        bucket.0.lock().unwrap().end = end;
        let place = bucket.place(None).await;
        let object = key("toko/gen/snap-1");
        let error = place.put(&object, &Source::file(&path)).await.unwrap_err();
        assert_eq!(error.again(), again, "{error}");
        assert!(bucket.aborted(), "{:?}", bucket.0.lock().unwrap().asked);
        let state = bucket.0.lock().unwrap();
        assert_eq!(state.object, None);
        let sent = state.asked.iter().filter(|it| it.contains("partNumber=2&")).count();
        assert_eq!(sent, second);
    }
}
