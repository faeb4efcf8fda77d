//! Files from Telegram: within their bound, and only its own.

use super::*;

#[tokio::test]
async fn a_file_is_brought_within_its_bound() {
    let mut server = Server::start().await;
    let fetch = || Task::Fetch { file: "BQAC".into(), bytes_max: 4 };
    let at = |path: &str, size: u64| ("getFile", json!([{ "file_path": path, "file_size": size }]));
    let file = |bytes: &str| Outcome::Done(Answer::File(bytes.as_bytes().to_vec()));
    let too_big = Outcome::Never(Never::Refused("more than 4 bytes".into()));

    let steps = vec![at("documents/f.txt", 4), ("documents/f.txt", json!("a|b\n"))];
    let (outcome, asked) = carry(&mut server, fetch(), steps).await;
    assert_eq!(outcome, file("a|b\n"));
    assert_eq!(asked[0].params, json!({ "file_id": "BQAC" }));
    let (outcome, _) = carry(&mut server, fetch(), vec![at("documents/f.txt", 5)]).await;
    assert_eq!(outcome, too_big);
    // What is said of a file's size need not be true.
    let steps = vec![at("documents/f.txt", 1), ("documents/f.txt", json!("a|b\nc"))];
    assert_eq!(carry(&mut server, fetch(), steps).await.0, too_big);
    let steps = vec![at("documents/f.txt", 1), ("documents/f.txt", json!(404))];
    assert!(matches!(carry(&mut server, fetch(), steps).await.0, Outcome::Later { .. }));
    let steps = vec![("getFile", bad("file is too big"))];
    assert!(matches!(carry(&mut server, fetch(), steps).await.0, Outcome::Never(_)));

    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::keeping(folder.path().to_owned()).await;
    let path = folder.path().join("f.txt");
    std::fs::write(&path, "a|b").unwrap();
    let steps = vec![at(path.to_str().unwrap(), 3)];
    assert_eq!(carry(&mut server, fetch(), steps).await.0, file("a|b"));
    std::fs::write(&path, "a|b|c").unwrap();
    let steps = vec![at(path.to_str().unwrap(), 3)];
    assert_eq!(carry(&mut server, fetch(), steps).await.0, too_big);
}

/// What a server says is no permission: the shop's key and the machine's files are none of its.
#[tokio::test]
async fn a_server_names_no_file_but_its_own() {
    use std::os::unix::fs::symlink;
    let machine = tempfile::tempdir().unwrap();
    let files = machine.path().join("files");
    let (key, inside) = (machine.path().join("warung.key"), files.join("bot/documents"));
    std::fs::create_dir_all(&inside).unwrap();
    std::fs::write(&key, "5555").unwrap();
    std::fs::write(inside.join("nama berkas.txt"), "a|b").unwrap();
    symlink(&key, inside.join("link")).unwrap();
    symlink("../../../warung.key", inside.join("crooked")).unwrap();
    symlink(machine.path(), files.join("house")).unwrap();
    symlink("nama berkas.txt", inside.join("near")).unwrap();
    let fifo = inside.join("fifo");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());

    let fetch = || Task::Fetch { file: "BQAC".into(), bytes_max: 4 };
    let at = |path: &str| vec![("getFile", json!([{ "file_path": path }]))];
    let below = |path: &str| format!("{}/{path}", files.display());
    let refused = |outcome: &Outcome| match outcome {
        Outcome::Never(Never::Refused(why)) => why.contains("was not opened"),
        _ => false,
    };
    let mut server = Server::keeping(files.clone()).await;
    for path in ["bot/documents/nama berkas.txt", "bot/documents/near"] {
        let outcome = carry(&mut server, fetch(), at(&below(path))).await.0;
        assert_eq!(outcome, Outcome::Done(Answer::File(b"a|b".to_vec())), "{path}");
    }
    for path in [
        key.to_str().unwrap(),
        "/etc/passwd",
        &below("../warung.key"),
        &below("bot/../../warung.key"),
        &below("bot/documents/link"),
        &below("bot/documents/crooked"),
        &below("house/warung.key"),
        &below("bot/documents/fifo"),
        &below("bot/documents"),
        &format!("{}x/f", files.display()),
        "//etc/passwd",
        "../../etc/passwd",
        "documents/../../bot123/getMe",
        "documents/./f.txt",
        "documents//f.txt",
        "https://example.com/f.txt",
        "file:///etc/passwd",
        "documents\\..\\f.txt",
        "",
    ] {
        let outcome = carry(&mut server, fetch(), at(path)).await.0;
        assert!(refused(&outcome), "{path}: {outcome:?}");
    }
    // Without a folder, and with a server that is not on this machine, none at all.
    let mut server = Server::start().await;
    let outcome = carry(&mut server, fetch(), at(&below("bot/documents/near"))).await.0;
    assert!(refused(&outcome), "{outcome:?}");
    // Signs that mean something in an address are a name's own.
    let steps = vec![
        ("getFile", json!([{ "file_path": "documents/a?b#c.txt" }])),
        ("documents/a%3Fb%23c.txt", json!("a|b\n")),
    ];
    let outcome = carry(&mut server, fetch(), steps).await.0;
    assert_eq!(outcome, Outcome::Done(Answer::File(b"a|b\n".to_vec())));
}
