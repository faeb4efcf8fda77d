//! What is known of a channel here and what is pinned there: one is newer, or somebody else's, or
//! the channel is away.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::*;

/// A shop that has gone on since then: what it knew of the channel, and where that lies.
async fn goes_on(channel: &Channel) -> (PathBuf, Vec<u8>) {
    let (place, objects) = (channel.place(), several());
    place.put(&key("toko/owner/a1"), &bytes("vps, since now\n")).await.unwrap();
    put_all(&place, &objects[..2]).await.unwrap();
    let path = fs::read_dir(channel.home.path().join(FOLDER)).unwrap().next().unwrap();
    let path = path.unwrap().path();
    let before = fs::read(&path).unwrap();
    put_all(&place, &objects[2..]).await.unwrap();
    (path, before)
}

async fn holds_all(place: &Target) {
    for (key, source) in several() {
        assert!(place.holds(&key, &source).await.unwrap(), "{key}");
    }
}

#[tokio::test]
async fn a_shop_that_was_set_back_and_opens_no_list_pins_none_over_its_own() {
    let channel = Channel::new().await;
    let owner = Identity::fresh().unwrap();
    let kept = Kept { recipient: owner.recipient(), since: Timestamp(0), confirmed: None };
    kept.put(channel.home.path()).unwrap();
    fs::remove_file(channel.home.path().join("backup.key")).unwrap();
    let (path, before) = goes_on(&channel).await;
    let telegram = &channel.world.telegram;
    let pinned = telegram.pinned(CHAT).unwrap();
    let more = (key("toko/a1/log-9.age"), filled(90, 9));
    let is_told = |why: TargetError| {
        assert!(matches!(why, TargetError::Strange(_)), "{why:?}");
        assert!(why.to_string().contains("set back by hand: bring it back with `warung"), "{why}");
    };
    fs::write(&path, before).unwrap();
    let place = channel.place();
    // Its mark is its own.
    assert_eq!(names(&place, Some("toko/owner")).await, ["toko/owner/a1"]);
    is_told(place.list(Some(&key("toko"))).await.unwrap_err());
    is_told(place.put(&more.0, &more.1).await.unwrap_err());
    is_told(channel.place().list(None).await.unwrap_err());
    // One of before it ever came here finds out what it is when it has put something there.
    channel.forget();
    let place = channel.place();
    assert_eq!(names(&place, Some("toko")).await, ["toko/owner/a1"]);
    is_told(place.put(&more.0, &more.1).await.unwrap_err());
    is_told(channel.place().list(Some(&key("toko"))).await.unwrap_err());
    assert_eq!(telegram.pinned(CHAT).unwrap(), pinned);
    let mut typed = channel.elsewhere(&tempfile::tempdir().unwrap());
    typed.open_with(owner);
    holds_all(&typed).await;
    // Whoever unpins it wants to begin anew.
    telegram.unpin(CHAT, pinned.0);
    channel.place().settle().await.unwrap();
    assert!(telegram.pinned(CHAT).unwrap().0 > pinned.0);
}

#[tokio::test]
async fn a_list_that_does_not_arrive_whole_is_waited_for() {
    let channel = Channel::new().await;
    let (path, before) = goes_on(&channel).await;
    let telegram = &channel.world.telegram;
    let pinned = telegram.pinned(CHAT).unwrap();
    let more = (key("toko/a1/log-9.age"), filled(90, 9));
    fs::write(&path, before).unwrap();
    let documents = channel.documents().len();
    for arrives in [0, 100] {
        telegram.shorten_downloads(Some(arrives));
        let place = channel.place();
        let why = place.list(Some(&key("toko"))).await.unwrap_err();
        assert!(why.again(), "{why:?}");
        let why = place.put(&more.0, &more.1).await.unwrap_err();
        assert!(why.again(), "{why:?}");
    }
    telegram.shorten_downloads(None);
    // Neither a key nor a list that the disk does not give is none.
    let backup_key = channel.home.path().join("backup.key");
    let is_told = async |what: &str| {
        let place = channel.place();
        let listed = place.list(Some(&key("toko"))).await;
        for why in [listed.unwrap_err(), place.put(&more.0, &more.1).await.unwrap_err()] {
            assert!(matches!(why, TargetError::Here(_)), "{why:?}");
            assert!(why.to_string().contains(what), "{why}");
        }
    };
    fs::set_permissions(&backup_key, fs::Permissions::from_mode(0o644)).unwrap();
    is_told("mode 644").await;
    fs::set_permissions(&backup_key, fs::Permissions::from_mode(0o600)).unwrap();
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    is_told("directory").await;
    fs::remove_dir(&path).unwrap();
    assert_eq!(telegram.pinned(CHAT).unwrap(), pinned);
    assert_eq!(channel.documents().len(), documents);
    holds_all(&channel.place()).await;
}

/// A server that was only tried has copies there too, which nothing else tells of.
#[tokio::test]
async fn the_list_of_a_stranger_whose_place_was_claimed_stays() {
    let channel = Channel::new().await;
    let (place, objects) = (channel.place(), several());
    let mark = |by: &str| key(&format!("toko/owner/{by}"));
    place.put(&mark("a1"), &bytes("vps, since now\n")).await.unwrap();
    put_all(&place, &objects[..2]).await.unwrap();
    // It begins with a number that is lower than ours.
    let telegram = &channel.world.telegram;
    let ours = telegram.pinned(CHAT).unwrap();
    telegram.unpin(CHAT, ours.0);
    let home = tempfile::tempdir().unwrap();
    machine::load_or_make(home.path()).unwrap();
    let stranger = channel.elsewhere(&home);
    stranger.put(&mark("b2"), &bytes("server-baru, since then\n")).await.unwrap();
    let theirs = telegram.pinned(CHAT).unwrap();
    assert!(theirs.1.contains("b2") && theirs.0 != ours.0, "{theirs:?}");
    let place = channel.place();
    assert_eq!(names(&place, Some("toko/owner")).await, ["toko/owner/b2"]);
    // As after a claim.
    place.put(&mark("a1"), &bytes("vps, since now\n")).await.unwrap();
    assert!(telegram.pinned(CHAT).unwrap().1.contains("a1"));
    let left = telegram.chat(CHAT).into_iter().find(|it| it.id == theirs.0).unwrap();
    assert!(!left.deleted && left.text == theirs.1, "{}", left.text);
    for (key, source) in &objects[..2] {
        assert!(place.holds(key, source).await.unwrap(), "{key}");
    }
}

/// That a channel is away says nothing of a message in it.
#[tokio::test]
async fn a_channel_that_is_away_loses_nothing_of_what_is_known_of_it() {
    let channel = Channel::new().await;
    let objects = several();
    put_all(&channel.place(), &objects).await.unwrap();
    let telegram = &channel.world.telegram;
    telegram.replace_bot(OTHER, Profile::new(987_654_321, "Toko Sari", "id"));
    let place = channel.of_bot(OTHER);
    let before = names(&place, None).await;
    telegram.change_channel(CHAT, |it| it.member = false);
    assert!(matches!(fetched(&place, &objects[2].0).await, Err(TargetError::Refused(_))));
    telegram.change_channel(CHAT, |it| it.member = true);
    assert_eq!(names(&place, None).await, before);
    all_there(&place, &objects).await;
}

#[tokio::test]
async fn one_that_was_begun_and_cannot_be_deleted_any_more_hinders_no_other() {
    let clock = Clock::stopped(Timestamp(1_795_331_100_000));
    let channel = Channel::at(clock.clone()).await;
    let place = channel.place();
    let telegram = &channel.world.telegram;
    telegram.cut_upload(2, PART as usize / 2);
    let begun = (key("toko/a1/snap-2.age"), filled(2 * PART as usize, 7));
    place.put(&begun.0, &begun.1).await.unwrap_err();
    telegram.change_channel(CHAT, |it| it.stays = true);
    clock.advance(Span::hours(49));
    let next = (key("toko/a1/snap-3.age"), filled(PART as usize + 1, 8));
    place.put(&next.0, &next.1).await.unwrap();
    // It is begun once more, should somebody want it after all.
    place.put(&begun.0, &begun.1).await.unwrap();
    all_there(&place, &[begun, next]).await;
}
