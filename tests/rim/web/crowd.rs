//! Many at once, slow ones, and a stop with people inside.

use super::*;

#[tokio::test]
async fn the_slow_are_sent_away() {
    let moment = Duration::from_millis(100);
    let house = House::with(v2(), |web| {
        web.patience.head = moment;
        web.patience.body = moment;
    });
    let house = house.await;
    let mut silent = house.connect().await;
    assert_eq!(rest(&mut silent).await, "");
    let answer = house.raw("GET /healthz HTTP/1.1\r\nhost: x\r\nx").await;
    assert!([0, 408].contains(&status(&answer)), "{answer}");
    let body = format!(
        "POST /webhooks/pakasir HTTP/1.1\r\nhost: x\r\nx-secret: {SECRET}\r\n\
         content-length: 100\r\n\r\n{{"
    );
    assert_eq!(status(&house.raw(body).await), 408);
    let idle = house.raw("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert_eq!(status(&idle), 200);
}

#[tokio::test]
async fn a_connection_serves_again_but_not_for_ever() {
    let life = Duration::from_millis(200);
    let house = House::with(v2(), |web| web.patience.life = life).await;
    let mut stream = house.connect().await;
    let mut answers = 0;
    let asked = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
    let mut seen = [0; 1024];
    while stream.write_all(asked.as_bytes()).await.is_ok() {
        match stream.read(&mut seen).await {
            Ok(bytes) if bytes > 0 => answers += 1,
            _ => break,
        }
    }
    assert!(answers > 1, "{answers}");
}

#[tokio::test]
async fn a_crowd_waits_in_line() {
    let moment = Duration::from_millis(300);
    let house = House::with(v2(), |web| {
        web.patience.head = moment;
        web.places = CONNECTIONS_MAX + 300;
    });
    let house = house.await;
    let mut idle = Vec::new();
    for _ in 0..CONNECTIONS_MAX {
        idle.push(house.connect().await);
    }
    let mut crowd = JoinSet::new();
    for _ in 0..300 - CONNECTIONS_MAX {
        crowd.spawn(raw(house.address.clone(), get("/healthz")));
    }
    let answers = crowd.join_all().await;
    assert!(answers.iter().all(|answer| status(answer) == 200));
}

#[tokio::test]
async fn one_address_holds_its_share_and_no_more() {
    let house = House::with(v2(), |web| web.places = 8).await;
    let mut held = Vec::new();
    for _ in 0..8 {
        let mut stream = house.connect().await;
        // Inside, not only in the kernel's line.
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        assert!(stream.read(&mut [0; 256]).await.unwrap() > 0);
        held.push(stream);
    }
    for _ in 0..50 {
        assert_eq!(house.raw(get("/healthz")).await, "");
    }
    // Whose address it is does not change by what they say of themselves.
    let forged = get("/healthz").replace("host: x", "host: x\r\nx-forwarded-for: 203.0.113.9");
    assert_eq!(house.raw(&forged).await, "");
    drop(held.pop());
    let again = async { while status(&house.raw(get("/healthz")).await) != 200 {} };
    timeout(Duration::from_secs(5), again).await.expect("the place stays taken");
}

/// Connections that say nothing, or begin a word and never end it, from five addresses.
async fn besiege(address: &str, begun: &[u8]) -> Vec<TcpStream> {
    let door: std::net::SocketAddr = address.parse().unwrap();
    let mut held = Vec::new();
    for count in 0..64 * 5 {
        let from = format!("127.0.0.{}:0", 2 + count % 5).parse().unwrap();
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind(from).unwrap();
        let mut stream = socket.connect(door).await.unwrap();
        // Who was sent away already hears nothing.
        let _ = stream.write_all(begun).await;
        held.push(stream);
    }
    held
}

#[tokio::test]
async fn five_addresses_that_say_nothing_delay_no_notice() {
    for begun in [&b""[..], b"POST /webhooks/pakasir HTTP/1.1\r\nhost: x\r\nx-slow:"] {
        let mut house = House::open(v2()).await;
        let mut inputs = house.writer(Reply::Done);
        let _held = besiege(&house.address, begun).await;
        for _ in 0..20 {
            let began = Instant::now();
            assert_eq!(status(&house.notice(paid()).await), 200);
            assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
            assert!(heard(&mut inputs));
        }
    }
}

#[tokio::test]
async fn nor_do_five_that_never_agree_on_tls() {
    let folder = tempfile::tempdir().unwrap();
    let now = std::time::SystemTime::now();
    let tls = warung::web::tls::Tls::keep(folder.path(), "localhost", now).unwrap();
    let mut house = House::behind(v2(), |_| {}, Some(tls.acceptor)).await;
    let mut inputs = house.writer(Reply::Done);
    let _held = besiege(&house.address, b"\x16\x03\x01").await;
    let certificate = reqwest::Certificate::from_pem(tls.pem.as_bytes()).unwrap();
    let client = reqwest::Client::builder().add_root_certificate(certificate).build().unwrap();
    let port = house.address.rsplit(':').next().unwrap();
    let url = format!("https://localhost:{port}/webhooks/pakasir");
    let began = Instant::now();
    let notice = client.post(url).header("x-secret", SECRET).body(paid()).send().await.unwrap();
    assert_eq!(notice.status().as_u16(), 200);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert!(heard(&mut inputs));
}

#[tokio::test]
async fn behind_a_proxy_each_caller_has_their_own_share() {
    let mut house = House::with(v2(), |web| {
        web.proxies = vec!["127.0.0.1".parse().unwrap()];
        web.places = 2;
    })
    .await;
    let mut letters = house.letters.take().unwrap();
    let body = paid();
    let ask = |forwarded: &str| {
        format!(
            "POST /webhooks/pakasir HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-secret: {SECRET}\r\n\
             x-forwarded-for: {forwarded}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
    };
    // Two requests of one caller wait for their commit; what they invent stands on the left.
    let mut waiting = JoinSet::new();
    let mut under_way = Vec::new();
    for invented in ["1.1.1.1", "2.2.2.2"] {
        let ask = ask(&format!("{invented}, 203.0.113.9"));
        waiting.spawn(raw(house.address.clone(), ask));
        under_way.push(letters.letters.recv().await.unwrap());
    }
    assert_eq!(status(&house.raw(ask("3.3.3.3, 203.0.113.9")).await), 429);
    waiting.spawn(raw(house.address.clone(), ask("203.0.113.9, 198.51.100.1")));
    under_way.push(letters.letters.recv().await.unwrap());
    for letter in under_way {
        letter.answer.unwrap().send(Reply::Done).unwrap();
    }
    let answers = waiting.join_all().await;
    assert!(answers.iter().all(|answer| status(answer) == 200), "{answers:?}");
}

#[tokio::test]
async fn a_stop_lets_those_inside_finish() {
    let mut house = House::open(v2()).await;
    let mut letters = house.letters.take().unwrap();
    let idle = house.connect().await;
    let (answer, ()) = tokio::join!(house.notice(paid()), async {
        let letter = letters.letters.recv().await.unwrap();
        house.stop.cancel();
        letter.answer.unwrap().send(Reply::Done).unwrap();
    });
    assert_eq!(status(&answer), 200);
    let since = Instant::now();
    house.serving.await.unwrap();
    assert!(since.elapsed() < STOP_GRACE.std());
    assert!(!house.socket.exists());
    assert!(TcpStream::connect(&house.address).await.is_err());
    drop(idle);
}

#[tokio::test]
async fn a_stop_waits_for_nobody_for_long() {
    let mut house = House::open(v2()).await;
    let mut letters = house.letters.take().unwrap();
    let since = Instant::now();
    let (answer, _kept) = tokio::join!(house.notice(paid()), async {
        let letter = letters.letters.recv().await.unwrap();
        house.stop.cancel();
        letter
    });
    house.serving.await.unwrap();
    assert_eq!(status(&answer), 0);
    assert!(since.elapsed() < STOP_GRACE.std() + Duration::from_secs(1));
}
