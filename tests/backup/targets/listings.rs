//! Listings that page, come to no end, are cut off, or are none.

use std::sync::{Arc, Mutex};

use hyper::Request;
use hyper::body::Incoming;
use warung::domain::limit::LIST_PAGE_BYTES_MAX;

use super::faults::{asked, at, says, serve};
use super::servers::webdav;
use super::*;

fn page(keys: &[&str], rest: &str) -> String {
    let object = |key: &&str| format!("<Contents><Key>{key}</Key><Size>3</Size></Contents>");
    let objects: String = keys.iter().map(object).collect();
    format!("<ListBucketResult>{objects}{rest}</ListBucketResult>")
}

/// Answers with these pages, one after the other, and tells what was asked for.
async fn pages(pages: Vec<String>) -> (Target, Arc<Mutex<Vec<String>>>) {
    let (said, left) = (Arc::default(), Arc::new(Mutex::new(pages.into_iter())));
    let heard: Arc<Mutex<Vec<String>>> = said;
    let hears = heard.clone();
    let address = serve(move |request: Request<Incoming>| {
        hears.lock().unwrap().push(asked(&request));
        let page = left.lock().unwrap().next();
        std::future::ready(says(200, &[], page.expect("more is asked for than there is")))
    })
    .await;
    (hasty(at(address)), heard)
}

fn more(token: &str) -> String {
    format!("<IsTruncated>true</IsTruncated><NextContinuationToken>{token}</NextContinuationToken>")
}

#[tokio::test]
async fn pages_are_followed_to_the_last() {
    let end = "<IsTruncated>false</IsTruncated>";
    let (place, heard) = pages(vec![
        page(&["toko/gen/a", "toko/gen/b", "toko/gen/not ours"], &more("x/1+=&amp;")),
        page(&[], &more("second")),
        page(&["toko/gen/c"], end),
    ])
    .await;
    let found = names(&place, Some("toko/gen")).await;
    assert_eq!(found, ["toko/gen/a", "toko/gen/b", "toko/gen/c"]);
    let query = "list-type=2&max-keys=1000&prefix=toko%2Fgen%2F";
    let heard = heard.lock().unwrap();
    assert_eq!(
        *heard,
        [
            format!("GET /toko/?{query}"),
            format!("GET /toko/?continuation-token=x%2F1%2B%3D%26&{query}"),
            format!("GET /toko/?continuation-token=second&{query}"),
        ]
    );
}

#[tokio::test]
async fn half_a_listing_is_none() {
    let whole = page(&["toko/gen/a", "toko/gen/b"], "<IsTruncated>false</IsTruncated>");
    let long = "x".repeat(LIST_PAGE_BYTES_MAX as usize + 1);
    for wrong in [
        // It comes to no end.
        vec![page(&["toko/gen/a"], "<IsTruncated>true</IsTruncated>")],
        vec![page(&["toko/gen/a"], &more("same")), page(&["toko/gen/b"], &more("same"))],
        // It is cut, or something else.
        vec![whole[..whole.len() - 1].to_owned()],
        vec![whole[..40].to_owned()],
        vec![String::new()],
        vec!["<html><body>Masuk ke WiFi</body></html>".to_owned()],
        vec!["<!DOCTYPE html><html></html>".to_owned()],
        vec![page(&[], "<Contents><Key>toko/gen/a</Key></Contents>")],
        vec![page(&[], "<Contents><Key>toko/gen/a</Key><Size>-1</Size></Contents>")],
        vec![page(&[], &format!("<!--{long}-->"))],
        vec![page(&[], &" ".repeat(LIST_PAGE_BYTES_MAX as usize))],
    ] {
        let told = wrong.clone();
        let (place, _) = pages(wrong).await;
        let error = place.list(None).await.unwrap_err();
        assert!(matches!(error, TargetError::Strange(_)), "{error}: {:.200}", told.concat());
    }
}

#[tokio::test]
async fn a_folder_that_is_not_within_its_address_is_strange() {
    let entry = |href: &str| {
        format!(
            "<response><href>{href}</href><propstat><prop><getcontentlength>3</getcontentlength>\
             <resourcetype/></prop></propstat></response>"
        )
    };
    let root = "/copies%20of%20t%C3%B6ko";
    let listing = |entries: &[String]| {
        format!("<multistatus xmlns=\"DAV:\">{}</multistatus>", entries.concat())
    };
    let good = listing(&[entry(&format!("{root}/a"))]);
    for (answer, right) in [
        (good.clone(), true),
        (listing(&[entry("/remote.php/webdav/a")]), false),
        (listing(&[entry(&format!("{root}/%zz"))]), false),
        (listing(&["<response></response>".to_owned()]), false),
        (good[..good.len() - 3].to_owned(), false),
        ("<html></html>".to_owned(), false),
    ] {
        let told = answer.clone();
        let address = serve(move |request: Request<Incoming>| {
            assert_eq!(asked(&request), format!("PROPFIND {root}/"));
            assert_eq!(request.headers()["depth"], "1");
            std::future::ready(says(207, &[], answer.clone()))
        })
        .await;
        let place = hasty(Config::Webdav(webdav(&format!("http://{address}"))));
        match place.list(None).await {
            Ok(found) => assert!(right && found[0].key == key("a"), "{told}"),
            Err(TargetError::Strange(_)) => assert!(!right, "{told}"),
            Err(error) => panic!("{error}: {told}"),
        }
    }
}
