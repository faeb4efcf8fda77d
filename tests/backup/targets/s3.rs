//! Buckets: two servers that check signatures, one that knows rights, one that ignores conditions.

use std::fs;

use warung::backup::target::{Probed, TargetError, Tried};
use warung::domain::time::{Span, Step};
use warung::engine::clock::Clock;

use super::servers::{Credentials, bucket, moto, nanio, s3};
use super::*;

#[tokio::test]
async fn a_server_that_knows_conditions_does_all_of_it() {
    let (Some(moto), folder) = (moto(), tempfile::tempdir().unwrap()) else { return };
    for prefix in ["", "warung/sari"] {
        let place = target(bucket(s3(&moto.server.url, &moto.all, prefix)), folder.path());
        does_what_it_should(&place, folder.path()).await;
        reads_beyond_the_end(&place).await;
        place.delete(&key("toko-sari/gen1/short")).await.unwrap();
    }
}

#[tokio::test]
async fn a_server_that_ignores_conditions_does_all_of_it() {
    let (Some(nanio), folder) = (nanio(), tempfile::tempdir().unwrap()) else { return };
    let place = target(bucket(s3(&nanio.server.url, &nanio.all, "warung")), folder.path());
    does_what_it_should(&place, folder.path()).await;
}

#[tokio::test]
async fn nobody_else_is_let_in_and_no_secret_is_told() {
    let (Some(moto), Some(nanio)) = (moto(), nanio()) else { return };
    for (url, right) in [(&moto.server.url, &moto.all), (&nanio.server.url, &nanio.all)] {
        let wrong = Credentials { secret: "rahasia-yang-salah".to_owned(), ..right.clone() };
        let unknown = Credentials { access: "TAKDIKENAL".to_owned(), ..right.clone() };
        for who in [wrong, unknown] {
            let place = target(bucket(s3(url, &who, "")), Path::new("/"));
            let failure = place.probe("toko").await.unwrap_err();
            assert!(matches!(failure.error, TargetError::Refused(_)), "{failure}");
            assert_eq!(failure.tried, Tried::Put);
            let told = format!("{failure} {failure:?}");
            assert!(told.contains("HTTP 403: "), "{told}");
            assert!(!told.contains(&who.secret) && !told.contains(&who.access), "{told}");
            for error in [
                place.list(None).await.unwrap_err(),
                place.size(&key("a/b/c")).await.unwrap_err(),
                fetched(&place, &key("a/b/c")).await.unwrap_err(),
                place.delete(&key("a/b/c")).await.unwrap_err(),
            ] {
                assert!(matches!(error, TargetError::Refused(_)), "{error}");
                assert!(!error.again());
            }
        }
    }
}

#[tokio::test]
async fn who_may_only_add_is_told_so() {
    let Some(moto) = moto() else { return };
    let place = target(bucket(s3(&moto.server.url, &moto.adds, "")), Path::new("/"));
    // And the second time, with what could not be deleted.
    for _ in 0..2 {
        assert_eq!(place.probe("toko").await, Ok(Probed { add_only: true }));
    }
    let object = key("toko/gen/log-1");
    place.put(&object, &bytes("isi")).await.unwrap();
    let refused = place.delete(&object).await.unwrap_err();
    assert!(matches!(refused, TargetError::AddOnly(_)), "{refused}");
    assert_eq!(fetched(&place, &object).await.unwrap(), b"isi");
    // Wrong credentials may not delete either, and that is another matter.
    let wrong = Credentials { secret: "salah".to_owned(), ..moto.adds.clone() };
    let stranger = target(bucket(s3(&moto.server.url, &wrong, "")), Path::new("/"));
    let refused = stranger.delete(&object).await.unwrap_err();
    assert!(matches!(refused, TargetError::Refused(_)), "{refused}");
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_told_as_that() {
    let Some(nanio) = nanio() else { return };
    for hours in [-3, 48] {
        let clock = Clock::new();
        clock.set_wall(Step(hours * 3_600_000));
        clock.take_over();
        let config = bucket(s3(&nanio.server.url, &nanio.all, ""));
        let place = with(config, Path::new("/"), &clock, false);
        let TargetError::Skewed(Some(by)) = place.probe("toko").await.unwrap_err().error else {
            panic!("{:?}", place.probe("toko").await);
        };
        let off = Step(by.0 - hours * 3_600_000).size();
        assert!(off < Span::minutes(1), "{by:?}");
        let told = TargetError::Skewed(Some(by)).to_string();
        assert!(told.contains(if hours > 0 { "ahead of" } else { "behind" }), "{told}");
    }
}

#[tokio::test]
async fn no_bucket_and_no_server_are_two_things() {
    let Some(nanio) = nanio() else { return };
    let config = s3(&nanio.server.url, &nanio.all, "");
    let nowhere = warung::config::backup::S3 { bucket: "lain".to_owned(), ..config.clone() };
    let place = target(bucket(nowhere), Path::new("/"));
    let missing = TargetError::Missing("such bucket".to_owned());
    assert_eq!(place.probe("toko").await.unwrap_err().error, missing);
    assert_eq!(place.list(None).await, Err(missing));
    let place = target(bucket(config), Path::new("/"));
    drop(nanio);
    let error = place.list(None).await.unwrap_err();
    assert!(error.again() && error.to_string().contains("no connection"), "{error}");
}

#[tokio::test]
async fn every_page_of_a_listing_is_read() {
    let Some(nanio) = nanio() else { return };
    let folder = nanio.server.folder.path().join("toko/toko-sari/gen");
    fs::create_dir_all(&folder).unwrap();
    for number in 0..2345 {
        fs::write(folder.join(format!("log-{number:04}")), "x").unwrap();
    }
    fs::write(folder.join("what is this"), "x").unwrap();
    let place = target(bucket(s3(&nanio.server.url, &nanio.all, "")), Path::new("/"));
    let found = names(&place, Some("toko-sari/gen")).await;
    assert_eq!(found.len(), 2345, "none is lost, and what is not ours is left out");
    assert_eq!(found[2344], "toko-sari/gen/log-2344");
    assert_eq!(names(&place, Some("toko-sari/ge")).await, [""; 0]);
}
