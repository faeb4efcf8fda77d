//! What the pretend gateway posts is what the shop reads.

use http_body_util::BodyExt;
use tokio::sync::mpsc;
use warung::demo::gateway::Forgery;
use warung::gateway::notice;

use super::*;

/// A shop's ear for notices: what came, and the secret that came with it.
async fn ear() -> (String, mpsc::UnboundedReceiver<(Option<String>, Bytes)>) {
    let (told, heard) = mpsc::unbounded_channel();
    let address = serve(move |request: Request<Incoming>| {
        let told = told.clone();
        async move {
            let secret = request.headers().get("X-Secret");
            let secret = secret.map(|secret| secret.to_str().unwrap().to_owned());
            let body = request.into_body().collect().await.unwrap().to_bytes();
            told.send((secret, body)).unwrap();
            Response::new(Full::default())
        }
    })
    .await;
    (format!("http://{address}/hook"), heard)
}

#[tokio::test]
async fn notices_come_once_twice_or_never() {
    for api in BOTH {
        let (gateway, courier) = world(api).await;
        let (url, mut heard) = ear().await;
        gateway.notify_at(&url);
        gateway.notify_times(0);
        let txn = invoice(&courier, 1).await.txn;
        gateway.pay(&txn);
        assert!(gateway.notify(&txn));
        let first = heard.recv().await.unwrap();
        gateway.notify_times(2);
        invoice(&courier, 2).await;
        gateway.pay(reference(2).as_str());
        for (number, (secret, body)) in
            [(1, first), (2, heard.recv().await.unwrap()), (2, heard.recv().await.unwrap())]
        {
            assert_eq!(secret.as_deref(), (api == Api::V2).then_some(SECRET));
            let hint = notice::read(api, &body, PROJECT).unwrap();
            assert_eq!((hint.reference, hint.named.is_some()), (reference(number), true));
        }
        gateway.until(|gateway| gateway.posted().len() == 3).await;
        assert!(gateway.posted().iter().all(|posted| posted.status == Some(200)));
    }
}

#[tokio::test]
async fn forged_notices_are_only_hints_or_nothing() {
    for api in BOTH {
        let (gateway, courier) = world(api).await;
        let (url, mut heard) = ear().await;
        gateway.notify_at(&url);
        let txn = invoice(&courier, 1).await.txn;
        gateway.forge(reference(1).as_str(), Forgery::Unpaid);
        let (_, body) = heard.recv().await.unwrap();
        assert!(String::from_utf8_lossy(&body).contains("completed"));
        let hint = notice::read(api, &body, PROJECT).unwrap();
        assert_eq!(hint.reference, reference(1));
        assert_eq!(carry(&courier, ask(&txn)).await, status(Status::Pending, AMOUNT));

        gateway.forge(reference(1).as_str(), Forgery::ForeignProject);
        let (_, body) = heard.recv().await.unwrap();
        let foreign = notice::BadNotice::ForeignProject;
        assert_eq!(notice::read(api, &body, PROJECT), Err(foreign));

        gateway.forge(reference(9).as_str(), Forgery::WrongSecret);
        let (secret, _) = heard.recv().await.unwrap();
        assert_ne!(secret.as_deref(), Some(SECRET));
    }
}
