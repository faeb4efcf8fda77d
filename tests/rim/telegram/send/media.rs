//! Pictures and files that are sent: uploaded once, named from then on.

use super::*;

#[tokio::test]
async fn media_are_uploaded_or_named() {
    let mut server = Server::start().await;
    let invoice = hi().with(qr("00020101"));
    let (outcome, asked) =
        carry(&mut server, show(invoice, None), vec![("sendPhoto", sent_photo(9))]).await;
    assert_eq!(outcome, shown(9, true, Some("large")));
    let body = &asked[0].body;
    assert!(body.contains("name=\"photo\"\r\n\r\nattach://file\r\n"), "{body}");
    assert!(body.contains("name=\"file\"; filename=\"qr.png\""), "{body}");
    assert!(body.contains("name=\"chat_id\"\r\n\r\n7\r\n"), "{body}");
    assert!(body.contains("\"inline_keyboard\":[["), "{body}");

    let known = hi().with(Media::Picture(PictureId(1)));
    let steps = vec![("sendPhoto", bad("wrong file identifier/HTTP URL specified"))];
    let steps = steps.into_iter().chain([("sendPhoto", sent_photo(9))]).collect();
    let (outcome, asked) = carry(&mut server, show(known, None), steps).await;
    assert_eq!(outcome, shown(9, true, Some("large")));
    assert_eq!(asked[0].params["photo"], "AgAC-known");
    assert!(asked[1].body.contains("filename=\"picture.jpg\""));

    let lost = hi().with(Media::Picture(PictureId(3)));
    let (outcome, _) = carry(&mut server, show(lost, None), vec![("sendMessage", sent(9))]).await;
    assert_eq!(outcome, shown(9, false, None));

    let file = Media::File { name: "barang.txt".into(), bytes: b"a|b".to_vec() };
    let steps = vec![("sendDocument", sent(9))];
    let (outcome, asked) = carry(&mut server, show(hi().with(file), None), steps).await;
    assert_eq!(outcome, shown(9, true, None));
    assert!(asked[0].body.contains("filename=\"barang.txt\"\r\n"), "{}", asked[0].body);
    assert!(asked[0].body.contains("\r\n\r\na|b\r\n"), "{}", asked[0].body);

    let book = hi().with(qr(&"x".repeat(5000)));
    let (outcome, _) = carry(&mut server, show(book, None), vec![]).await;
    assert!(matches!(outcome, Outcome::Never(Never::Refused(_))));
}

#[tokio::test]
async fn a_code_that_is_shown_again_is_not_uploaded_again() {
    let mut server = Server::start().await;
    let courier = courier(server.client.clone());
    let uploads = |asked: &[Asked]| -> Vec<bool> {
        asked.iter().map(|it| it.body.contains("filename=\"qr.png\"")).collect()
    };
    let invoice = |code: &str| show(hi().with(qr(code)), None);
    let photo = |id: i32| vec![("sendPhoto", sent_photo(id))];
    let (outcome, asked) = carry_by(&courier, &mut server, invoice("00020101"), photo(9)).await;
    assert_eq!((outcome, uploads(&asked)), (shown(9, true, Some("large")), vec![true]));
    let (outcome, asked) = carry_by(&courier, &mut server, invoice("00020101"), photo(10)).await;
    assert_eq!((outcome, uploads(&asked)), (shown(10, true, Some("large")), vec![false]));
    assert_eq!(asked[0].params["photo"], "large");
    // Another code is another picture.
    let (_, asked) = carry_by(&courier, &mut server, invoice("00020102"), photo(11)).await;
    assert_eq!(uploads(&asked), [true]);
    // A name that is not known any more is no way out.
    let mut steps = vec![("sendPhoto", bad("wrong file identifier/HTTP URL specified"))];
    steps.extend(photo(12));
    let (outcome, asked) = carry_by(&courier, &mut server, invoice("00020101"), steps).await;
    assert_eq!((outcome, uploads(&asked)), (shown(12, true, Some("large")), vec![false, true]));
}

#[tokio::test]
async fn what_somebody_sent_is_sent_on_by_name() {
    let mut server = Server::start().await;
    let kinds = [
        (FileKind::Photo, "sendPhoto", "photo", sent_photo(9), Some("large")),
        (FileKind::Document, "sendDocument", "document", sent(9), None),
    ];
    for (kind, method, field, answer, picture) in kinds {
        let screen = || hi().with(Media::Sent(Sent { file: "AgAC-theirs".into(), kind }));
        let (outcome, asked) =
            carry(&mut server, show(screen(), None), vec![(method, answer)]).await;
        assert_eq!(outcome, shown(9, true, picture));
        assert_eq!(asked[0].params[field], "AgAC-theirs");
        assert_eq!(asked[0].params["caption"], "<b>Hi</b>");
        let edit = vec![("editMessageMedia", sent(5))];
        let (outcome, asked) = carry(&mut server, show(screen(), Some(PHOTO)), edit).await;
        assert_eq!(outcome, shown(5, true, None));
        assert_eq!(asked[0].params["media"]["type"], field);
        assert_eq!(asked[0].params["media"]["media"], "AgAC-theirs");
        // There is nothing to send in its place: the shop decides what to do without it.
        let lost = vec![(method, bad("wrong file identifier/HTTP URL specified"))];
        let (outcome, _) = carry(&mut server, show(screen(), None), lost).await;
        assert!(matches!(outcome, Outcome::Never(Never::Refused(_))));
    }
}

#[tokio::test]
async fn a_text_too_long_for_its_photo_follows_it() {
    let mut server = Server::start().await;
    let mut screen = hi().with(Media::Picture(PictureId(1)));
    screen.html = format!("<b>{}\n{}</b>", "a".repeat(1000), "b".repeat(1000));
    let steps = vec![("sendPhoto", sent_photo(9)), ("sendMessage", sent(10))];
    let (outcome, asked) = carry(&mut server, show(screen, Some(PHOTO)), {
        let delete = ("deleteMessage", json!([true]));
        steps.into_iter().chain([delete]).collect()
    })
    .await;
    assert_eq!(outcome, shown(10, false, Some("large")));
    assert_eq!(asked[0].params["caption"], format!("<b>{}</b>", "a".repeat(1000)));
    assert_eq!(asked[0].params["reply_markup"], Value::Null);
    assert_eq!(asked[1].params["text"], format!("<b>{}</b>", "b".repeat(1000)));
    assert!(asked[1].params["reply_markup"].is_object());
}
