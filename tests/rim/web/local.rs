//! The local door, and what the pages for machines tell.

use super::*;

#[tokio::test]
async fn commands_go_through_the_local_door() {
    let mut house = House::open(v2()).await;
    let mut inputs = house.writer(Reply::Code("7KQ2XM".to_owned()));
    let mode = std::fs::metadata(&house.socket).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(is_running(&house.socket).unwrap());
    let reply = ask(&house.socket, &Ask::Pair(Role::Admin)).await.unwrap();
    assert_eq!(reply, Reply::Code("7KQ2XM".to_owned()));
    assert!(matches!(inputs.recv().await, Some(Input::Pair(Role::Admin))));
    let batch = Batch { products: Vec::new(), dry_run: true };
    ask(&house.socket, &Ask::Import(batch.clone())).await.unwrap();
    assert!(matches!(inputs.recv().await, Some(Input::Import(found)) if found == batch));

    let mut local = UnixStream::connect(&house.socket).await.unwrap();
    let bad = "POST /input HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}";
    local.write_all(bad.as_bytes()).await.unwrap();
    let answer = rest(&mut local).await;
    assert!(status(&answer) == 400 && answer.contains("another version"), "{answer}");
}

#[tokio::test]
async fn a_closed_local_door_is_told_plainly() {
    let mut house = House::open(v2()).await;
    drop(house.letters.take());
    let refused = ask(&house.socket, &Ask::Pair(Role::Owner)).await.unwrap_err();
    assert_eq!(refused.to_string(), "the running shop refused: the writer has stopped");
    house.stop.cancel();
    house.serving.await.unwrap();
    assert!(!is_running(&house.socket).unwrap());
    let nobody = ask(&house.socket, &Ask::Pair(Role::Owner)).await.unwrap_err();
    assert!(matches!(nobody, Unanswered::Nobody));
    assert_eq!(nobody.to_string(), "no daemon is running");
}

#[tokio::test]
async fn the_socket_of_the_dead_is_taken_over_and_of_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let any = "127.0.0.1:0".parse().unwrap();
    let stale = folder.path().join("stale.sock");
    drop(std::os::unix::net::UnixListener::bind(&stale).unwrap());
    assert!(stale.exists());
    let doors = Doors::open(any, &stale).await.unwrap();
    let second = Doors::open(any, &stale).await.err().unwrap().to_string();
    assert!(second.contains("another process answers there"), "{second}");
    drop(doors);
    assert!(!stale.exists());

    let file = folder.path().join("file");
    std::fs::write(&file, "keep me").unwrap();
    assert!(Doors::open(any, &file).await.is_err());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "keep me");
}

#[tokio::test]
async fn readiness_says_what_is_lacking() {
    for (up, enough, code, end) in [
        (true, true, 200, "{\"ok\":true}"),
        (false, true, 503, "{\"lacks\":[\"telegram\"],\"ok\":false}"),
        (true, false, 503, "{\"lacks\":[\"disk\"],\"ok\":false}"),
    ] {
        let house = watched(vitals(up, enough)).await;
        for answer in [house.watch(get("/readyz")).await, house.local(get("/readyz")).await] {
            assert_eq!(status(&answer), code, "{answer}");
            assert!(answer.ends_with(end), "{answer}");
        }
    }
    // A writer that does not answer, and a shop whose data cannot be read.
    let house = House::with(v2(), |web| web.status = Arc::new(|| Ok(vitals(true, true)))).await;
    let answer = house.watch(get("/readyz")).await;
    assert!(answer.ends_with("{\"lacks\":[\"writer\"],\"ok\":false}"), "{answer}");
    let mut house = House::open(v2()).await;
    let _inputs = house.writer(Reply::Done);
    assert!(house.watch(get("/readyz")).await.contains("[\"database\"]"));
    assert_eq!(status(&house.watch(get("/metrics")).await), 500);
}

#[tokio::test]
async fn each_door_shows_only_what_is_meant_for_it() {
    let house = watched(vitals(true, true)).await;
    for (path, public, watch, local) in [
        ("/healthz", 200, 200, 200),
        ("/readyz", 404, 200, 200),
        ("/metrics", 404, 200, 200),
        ("/status", 404, 404, 200),
        ("/input", 404, 404, 405),
        ("/webhooks/pakasir", 405, 404, 404),
    ] {
        let ask = get(path);
        assert_eq!(status(&house.raw(&ask).await), public, "{path} outside");
        assert_eq!(status(&house.watch(&ask).await), watch, "{path} for those who watch");
        assert_eq!(status(&house.local(&ask).await), local, "{path} inside");
    }
    let posted = get("/metrics").replace("GET", "POST");
    assert_eq!(status(&house.watch(posted).await), 405);
}

/// Every name is documented, and no name of the document is missing.
#[tokio::test]
async fn metrics_are_what_the_document_says() {
    let house = watched(vitals(true, true)).await;
    let answer = house.watch(get("/metrics")).await;
    assert!(answer.contains("content-type: application/openmetrics-text"), "{answer}");
    let (_, page) = answer.split_once("\r\n\r\n").unwrap();
    assert!(page.ends_with("# EOF\n"), "{page}");
    for line in [
        "warung_build_info{version=\"1.2.3\"} 1",
        "warung_state{state=\"trouble\"} 1",
        "warung_state{state=\"selling\"} 0",
        "warung_orders_paid 120",
        "warung_waiting_oldest_seconds 2.5",
        "warung_opened_timestamp_seconds 1795327500.0",
        "warung_trouble{trouble=\"gateway\"} 1",
        "warung_log_lines_total{level=\"error\"} 1",
        "warung_webhook 1",
        "warung_telegram_up 1",
    ] {
        assert!(page.lines().any(|it| it == line), "no {line:?} in\n{page}");
    }
    assert!(!page.contains("Sari") && !page.contains("rahasia"), "{page}");
    // A family that is told twice spoils the page for whoever reads strictly.
    let families: Vec<&str> = page.lines().filter(|line| line.starts_with("# TYPE")).collect();
    let once: BTreeSet<&str> = families.iter().copied().collect();
    assert_eq!(families.len(), once.len(), "{families:?}");
    let shown: BTreeSet<&str> = page
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(['{', ' ']).next().unwrap())
        .collect();
    let document = include_str!("../../../docs/METRICS.md");
    let named: BTreeSet<&str> = document
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split(['`', '{']).next())
        .filter(|name| name.starts_with("warung_"))
        .collect();
    let absent = BTreeSet::from(["warung_update_timestamp_seconds"]);
    assert_eq!(&named - &shown, absent, "documented and not shown: no update has come");
    assert_eq!(&shown - &named, BTreeSet::new(), "shown and not documented");
}
