//! A private channel as a place: whole objects, bundles, parts, its list, other bots, faults.

mod list;

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use tempfile::TempDir;
use warung::backup::age::Identity;
use warung::backup::recovery::{Kept, machine};
use warung::backup::target::Tried;
use warung::backup::target::channel::FOLDER;
use warung::config::channel::Channel as Place;
use warung::demo::telegram::chat::Profile;
use warung::demo::telegram::{Attachment, Called, Shown, Trouble, channel};
use warung::demo::world::World;
use warung::domain::limit::CHANNEL_PART_BYTES;
use warung::domain::time::Timestamp;

use super::*;

pub const CHAT: i64 = -1_001_234_567_890;
pub const TOKEN: &str = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
pub const OTHER: &str = "987654321:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
/// Small enough for a test to have many.
const PART: u64 = 64 << 10;

/// A pretend Telegram with a channel in it, and a machine with keys.
pub struct Channel {
    pub world: World,
    pub home: TempDir,
    pub clock: Clock,
}

impl Channel {
    pub async fn new() -> Channel {
        Channel::at(Clock::new()).await
    }

    pub async fn at(clock: Clock) -> Channel {
        let bot = Profile::new(123_456_789, "Toko Sari", "id").named("toko_sari_bot");
        let world = World::of(0, TOKEN, bot, clock.clone()).await.unwrap();
        world.telegram.channel(CHAT, "Cadangan toko");
        let home = tempfile::tempdir().unwrap();
        machine::load_or_make(home.path()).unwrap();
        Channel { world, home, clock }
    }

    pub fn config(&self, token: &str) -> Config {
        Config::Telegram(Place {
            chat_id: CHAT,
            token: token.to_owned().into(),
            own: true,
            api_url: self.api_url(),
        })
    }

    pub fn api_url(&self) -> String {
        format!("{}/telegram", self.world.url())
    }

    fn place(&self) -> Target {
        self.of_bot(TOKEN)
    }

    fn of_bot(&self, token: &str) -> Target {
        with(self.config(token), self.home.path(), &self.clock, false).in_parts(PART)
    }

    /// On a machine that knows of nothing.
    fn elsewhere(&self, home: &TempDir) -> Target {
        with(self.config(TOKEN), home.path(), &self.clock, false).in_parts(PART)
    }

    /// What stands there, but for the list.
    pub fn documents(&self) -> Vec<Shown> {
        let mut all = self.world.telegram.chat(CHAT);
        all.retain(|it| !it.deleted && it.attachment.as_ref().is_some_and(is_no_list));
        all
    }

    pub fn names(&self) -> Vec<String> {
        self.documents().iter().map(|it| it.attachment.as_ref().unwrap().name.clone()).collect()
    }

    fn forget(&self) {
        fs::remove_dir_all(self.home.path().join(FOLDER)).unwrap();
    }
}

fn is_no_list(it: &Attachment) -> bool {
    it.name != "warung-list.age"
}

fn filled(bytes: usize, with: u8) -> Source {
    Source::Bytes((0..bytes).map(|at| (at % 251) as u8 ^ with).collect::<Vec<u8>>().into())
}

async fn put_all(place: &Target, objects: &[(Key, Source)]) -> Result<(), TargetError> {
    let all: Vec<(&Key, &Source)> = objects.iter().map(|(key, source)| (key, source)).collect();
    place.put_all(&all).await
}

/// Three small ones, and one that goes in three parts.
fn several() -> Vec<(Key, Source)> {
    vec![
        (key("toko/a1/snap-1.age"), filled(2 * PART as usize + 100, 1)),
        (key("toko/a1/log-1.age"), filled(1000, 2)),
        (key("toko/a1/log-2.age"), filled(512, 3)),
        (key("toko/a1/log-3.age"), filled(1, 4)),
    ]
}

async fn all_there(place: &Target, objects: &[(Key, Source)]) {
    for (key, source) in objects {
        assert!(place.holds(key, source).await.unwrap(), "{key}");
    }
    let listed = place.list(Some(&key("toko"))).await.unwrap();
    let wanted: BTreeSet<&Key> = objects.iter().map(|(key, _)| key).collect();
    assert_eq!(listed.iter().map(|it| &it.key).collect::<BTreeSet<_>>(), wanted);
}

#[tokio::test]
async fn a_channel_does_all_of_it() {
    let (channel, folder) = (Channel::new().await, tempfile::tempdir().unwrap());
    let place = with(channel.config(TOKEN), channel.home.path(), &channel.clock, false);
    does_what_it_should(&place, folder.path()).await;
    assert!(channel.documents().is_empty(), "{:?}", channel.names());
    reads_beyond_the_end(&place).await;
    let sizes = |it: &Shown| it.attachment.as_ref().unwrap().bytes.len() as u64;
    let all = channel.world.telegram.chat(CHAT);
    let largest = all.iter().filter(|it| it.attachment.is_some()).map(sizes).max();
    assert_eq!(largest, Some(CHANNEL_PART_BYTES));
}

#[tokio::test]
async fn small_ones_go_together_and_a_large_one_in_parts() {
    let channel = Channel::new().await;
    let (place, objects) = (channel.place(), several());
    put_all(&place, &objects).await.unwrap();
    assert_eq!(
        channel.names(),
        ["snap-1.age.001", "snap-1.age.002", "snap-1.age.003", "log-1.age-and-2-more.tar"]
    );
    all_there(&place, &objects).await;
    // A machine that has only the key reads what is pinned.
    let home = tempfile::tempdir().unwrap();
    let mut anew = channel.elsewhere(&home);
    anew.open_with(machine::load(channel.home.path()).unwrap().unwrap());
    all_there(&anew, &objects).await;
    assert_eq!(part(&anew, &objects[0].0, PART - 3..PART + 5).await.len(), 8);
    anew.hand_over(home.path()).await.unwrap();
    assert_eq!(fs::read_dir(home.path().join(FOLDER)).unwrap().count(), 1);
    // One alone is what it is, under its own name.
    let alone = (key("toko/a1/log-4.age"), filled(70, 5));
    place.put(&alone.0, &alone.1).await.unwrap();
    let last = channel.documents().pop().unwrap();
    let file = last.attachment.unwrap();
    assert_eq!((&*file.name, &*last.text), ("log-4.age", "toko/a1/log-4.age"));
    assert_eq!(alone.1.hash(0..70).await.unwrap(), <[u8; 32]>::from(Sha256::digest(&file.bytes)));
    // A message goes with its last object.
    for (count, (gone, _)) in objects[1..].iter().enumerate() {
        place.delete(gone).await.unwrap();
        assert_eq!(channel.documents().len(), if count < 2 { 5 } else { 4 });
    }
    place.delete(&objects[0].0).await.unwrap();
    assert_eq!(channel.names(), ["log-4.age"]);
    // What is pinned knows of it when it is told to.
    place.settle().await.unwrap();
    channel.forget();
    all_there(&channel.place(), &[alone]).await;
}

/// Whoever has nothing but the app and the programs of any machine.
#[tokio::test]
async fn a_bundle_and_parts_are_put_together_by_hand() {
    let channel = Channel::new().await;
    let objects = several();
    put_all(&channel.place(), &objects).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut whole = Vec::new();
    for document in channel.documents() {
        let file = document.attachment.unwrap();
        if !file.name.ends_with(".tar") {
            whole.extend_from_slice(&file.bytes);
            continue;
        }
        let mut tar = Command::new("tar");
        tar.args(["-x", "-C"]).arg(folder.path()).stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut tar = tar.spawn().unwrap();
        tar.stdin.take().unwrap().write_all(&file.bytes).unwrap();
        let done = tar.wait_with_output().unwrap();
        assert!(done.status.success() && done.stderr.is_empty(), "{done:?}");
    }
    let hash = objects[0].1.hash(0..2 * PART + 100).await.unwrap();
    assert_eq!(hash, <[u8; 32]>::from(Sha256::digest(&whole)));
    for (key, source) in &objects[1..] {
        let bytes = source.bytes().await.unwrap();
        let there = Source::file(folder.path().join(key.as_str()));
        assert_eq!(there.bytes().await.unwrap(), bytes);
        assert_eq!(there.hash(0..bytes).await.unwrap(), source.hash(0..bytes).await.unwrap());
    }
}

#[tokio::test]
async fn the_newer_list_counts_wherever_it_is() {
    let channel = Channel::new().await;
    let objects = several();
    let place = channel.place();
    put_all(&place, &objects[..2]).await.unwrap();
    let path = fs::read_dir(channel.home.path().join(FOLDER)).unwrap().next().unwrap();
    let path = path.unwrap().path();
    let older = fs::read(&path).unwrap();
    put_all(&place, &objects[2..]).await.unwrap();
    // One that was set back, one that is gone, one that is broken: what is pinned is newer.
    fs::write(&path, older).unwrap();
    all_there(&channel.place(), &objects).await;
    channel.forget();
    all_there(&channel.place(), &objects).await;
    fs::create_dir(path.parent().unwrap()).unwrap();
    fs::write(&path, "{").unwrap();
    all_there(&channel.place(), &objects).await;
    // Nothing is pinned, and then something else is: what lies here counts, and is pinned again.
    place.put(&key("toko/a1/log-5.age"), &bytes("five")).await.unwrap();
    place.delete(&key("toko/a1/log-5.age")).await.unwrap();
    let telegram = &channel.world.telegram;
    telegram.unpin(CHAT, telegram.pinned(CHAT).unwrap().0);
    all_there(&place, &objects).await;
    let note = telegram.post_in(CHAT, 5, "jangan dihapus");
    telegram.pin(CHAT, note);
    all_there(&channel.place(), &objects).await;
    place.put(&key("toko/a1/log-6.age"), &bytes("six")).await.unwrap();
    let (pinned, caption) = telegram.pinned(CHAT).unwrap();
    assert!(pinned > note && caption.starts_with("#warung toko "), "{caption}");
    // It is the same message from then on.
    place.put(&key("toko/a1/log-7.age"), &bytes("seven")).await.unwrap();
    assert_eq!(telegram.pinned(CHAT).unwrap().0, pinned);
}

#[tokio::test]
async fn a_list_that_no_key_here_opens_is_left_and_a_restore_says_so() {
    let channel = Channel::new().await;
    let objects = several();
    put_all(&channel.place(), &objects).await.unwrap();
    let before = channel.documents().len();
    // The same channel, and a machine with another key: it begins anew, and deletes nothing.
    let home = tempfile::tempdir().unwrap();
    machine::load_or_make(home.path()).unwrap();
    let anew = channel.elsewhere(&home);
    assert_eq!(names(&anew, None).await, [""; 0]);
    anew.put(&objects[1].0, &objects[1].1).await.unwrap();
    all_there(&anew, &objects[1..2]).await;
    assert_eq!(channel.documents().len(), before + 1);
    let mut typed = channel.elsewhere(&tempfile::tempdir().unwrap());
    typed.open_with(Identity::fresh().unwrap());
    let why = typed.list(None).await.unwrap_err().to_string();
    assert!(why.contains("this key does not open the list"), "{why}");
    let telegram = &channel.world.telegram;
    let note = telegram.post_in(CHAT, 5, "jangan dihapus");
    telegram.pin(CHAT, note);
    let why = typed.list(None).await.unwrap_err().to_string();
    assert!(why.contains("something else is pinned"), "{why}");
    for (pinned, _) in std::iter::from_fn(|| telegram.pinned(CHAT)).take(9).collect::<Vec<_>>() {
        telegram.unpin(CHAT, pinned);
    }
    while let Some((pinned, _)) = telegram.pinned(CHAT) {
        telegram.unpin(CHAT, pinned);
    }
    let why = typed.list(None).await.unwrap_err().to_string();
    assert!(why.contains("there is no list of copies pinned"), "{why}");
    // Two shops would pin over each other's lists.
    let other = anew.put(&key("lain/a1/log-1.age"), &bytes("x")).await.unwrap_err();
    assert!(other.to_string().contains("has the copies of \"toko\""), "{other}");
    // Without any key there is nobody to seal for.
    let bare = tempfile::tempdir().unwrap();
    let why = channel.elsewhere(&bare).put(&objects[2].0, &objects[2].1).await.unwrap_err();
    assert!(why.to_string().contains("warung key new"), "{why}");
}

/// Its files have other numbers for another bot, and what is pinned is not its own.
#[tokio::test]
async fn another_bot_reads_by_forwarding_and_goes_on() {
    let channel = Channel::new().await;
    let objects = several();
    put_all(&channel.place(), &objects).await.unwrap();
    let telegram = &channel.world.telegram;
    let bot = Profile::new(987_654_321, "Toko Sari", "id").named("toko_sari_2_bot");
    telegram.replace_bot(OTHER, bot);
    let why = channel.place().list(None).await.unwrap_err();
    assert!(matches!(why, TargetError::Refused(_)) && why.to_string().contains("token"), "{why}");
    let place = channel.of_bot(OTHER);
    let before = channel.documents().len();
    all_there(&place, &objects).await;
    assert_eq!(channel.documents().len(), before, "what was forwarded is gone again");
    let more = (key("toko/a1/log-9.age"), filled(90, 9));
    let first = telegram.pinned(CHAT).unwrap().0;
    place.put(&more.0, &more.1).await.unwrap();
    let (second, caption) = telegram.pinned(CHAT).unwrap();
    assert!(second > first && caption.starts_with("#warung toko "), "{caption}");
    // It has learned the numbers: nothing is forwarded any more.
    let forwarded = |it: &Called| it.method == "forwardMessage";
    let count = || telegram.calls().into_iter().filter(forwarded).count();
    let so_far = count();
    assert_eq!(so_far, 4);
    let anew = channel.of_bot(OTHER);
    all_there(&anew, &[objects.clone(), vec![more]].concat()).await;
    assert_eq!(count(), so_far);
    // Protected content could not be.
    telegram.replace_bot(TOKEN, Profile::new(123_456_789, "Toko Sari", "id"));
    telegram.change_channel(CHAT, |it| it.protected = true);
    let why = fetched(&channel.place(), &objects[0].0).await.unwrap_err();
    assert!(why.to_string().contains("content is protected"), "{why}");
}

#[tokio::test]
async fn a_message_that_somebody_deleted_is_missing_and_put_again() {
    let channel = Channel::new().await;
    let objects = several();
    let place = channel.place();
    put_all(&place, &objects).await.unwrap();
    let telegram = &channel.world.telegram;
    telegram.erase(CHAT, channel.documents()[3].id);
    // The server forgets the file at some time; another bot never knew it.
    telegram.replace_bot(OTHER, Profile::new(987_654_321, "Toko Sari", "id"));
    let place = channel.of_bot(OTHER);
    let missing = TargetError::Missing(objects[2].0.to_string());
    assert_eq!(fetched(&place, &objects[2].0).await, Err(missing));
    all_there(&place, &objects[..1]).await;
    put_all(&place, &objects[1..]).await.unwrap();
    all_there(&place, &objects).await;
}

#[tokio::test]
async fn after_a_cut_line_it_goes_on_behind_the_last_part() {
    let channel = Channel::new().await;
    let (place, objects) = (channel.place(), several());
    let telegram = &channel.world.telegram;
    // The first part arrives, and of the second a half.
    let source = objects[0].1.clone();
    let (first, second) = (PART as usize / 2, 2);
    telegram.cut_upload(second, first);
    let why = place.put(&objects[0].0, &source).await.unwrap_err();
    assert!(why.again(), "{why}");
    assert_eq!(channel.names(), ["snap-1.age.001"]);
    assert_eq!(names(&place, None).await, [""; 0], "no half object is listed");
    // As after a restart.
    let place = channel.place();
    place.put(&objects[0].0, &source).await.unwrap();
    assert_eq!(channel.names(), ["snap-1.age.001", "snap-1.age.002", "snap-1.age.003"]);
    all_there(&place, &objects[..1]).await;
    // One that nobody goes on with makes room for the next.
    telegram.cut_upload(2, first);
    let other = (key("toko/a1/snap-2.age"), filled(2 * PART as usize, 7));
    place.put(&other.0, &other.1).await.unwrap_err();
    assert_eq!(channel.documents().len(), 4);
    let third = (key("toko/a1/snap-3.age"), filled(PART as usize + 1, 8));
    place.put(&third.0, &third.1).await.unwrap();
    assert_eq!(channel.documents().len(), 5);
    all_there(&place, &[objects[0].clone(), third]).await;
}

#[tokio::test]
async fn an_answer_that_is_lost_leaves_a_message_and_no_harm() {
    let channel = Channel::new().await;
    let (place, objects) = (channel.place(), several());
    put_all(&place, &objects).await.unwrap();
    let more = (key("toko/a1/log-9.age"), filled(90, 9));
    // Each call in turn: what is pinned, rights, the document, once more what is pinned, the list.
    for lost in 0..5 {
        channel.world.telegram.trouble_next(lost, Trouble::None);
        channel.world.telegram.trouble_next(1, Trouble::LoseAnswer);
        channel.place().put(&more.0, &more.1).await.unwrap_err();
        // As after a restart.
        let place = channel.place();
        place.put(&more.0, &more.1).await.unwrap();
        let all = [objects.clone(), vec![more.clone()]].concat();
        all_there(&place, &all).await;
        let home = tempfile::tempdir().unwrap();
        let mut anew = channel.elsewhere(&home);
        anew.open_with(machine::load(channel.home.path()).unwrap().unwrap());
        all_there(&anew, &all).await;
        place.delete(&more.0).await.unwrap();
        place.settle().await.unwrap();
    }
}

#[tokio::test]
async fn each_no_of_a_channel_is_told_as_what_it_is() {
    type Change = fn(&mut channel::Channel);
    let changes: [(Change, Option<&str>); 8] = [
        (|it| it.vanish = 86_400, Some("messages delete themselves there")),
        (|it| it.protected = true, Some("its content is protected")),
        (|it| it.admin = false, Some("the bot is no admin of the channel")),
        (|it| it.post = false, Some("the bot may not post messages there")),
        (|it| it.edit = false, Some("the bot may not edit and pin messages there")),
        (|it| it.delete = false, Some("the bot may not delete messages there")),
        (|it| it.member = false, Some("the bot is not in the channel")),
        (|_| {}, None),
    ];
    for (change, why) in changes {
        let channel = Channel::new().await;
        channel.world.telegram.change_channel(CHAT, change);
        let probed = channel.place().probe("toko").await;
        let put = channel.place().put(&key("toko/a1/log-1.age"), &bytes("isi")).await;
        let Some(why) = why else {
            assert_eq!((probed, put), (Ok(Probed { add_only: false }), Ok(())));
            continue;
        };
        let failure = probed.unwrap_err();
        assert_eq!(failure.tried, Tried::Put);
        for error in [failure.error, put.unwrap_err()] {
            assert!(matches!(error, TargetError::Refused(_)), "{error:?}");
            assert!(error.to_string().contains(why), "{error}");
        }
    }
    let channel = Channel::new().await;
    channel.world.telegram.group(CHAT - 1, "Grup", &[]);
    channel.world.telegram.delete_channel(CHAT);
    let gone = channel.place().list(None).await.unwrap_err();
    assert!(matches!(gone, TargetError::Missing(_)) && gone.to_string().contains("channel -100"));
    let Config::Telegram(place) = channel.config(TOKEN) else { unreachable!() };
    let group = Config::Telegram(Place { chat_id: CHAT - 1, ..place });
    let group = target(group, channel.home.path());
    let why = group.probe("toko").await.unwrap_err().to_string();
    assert!(why.contains("it is no channel"), "{why}");
}

#[tokio::test]
async fn a_server_that_is_busy_is_left_alone_and_no_word_of_the_token_is_said() {
    let channel = Channel::new().await;
    let place = channel.place();
    let object = key("toko/a1/log-1.age");
    let telegram = &channel.world.telegram;
    telegram.trouble(Trouble::TooMany { retry_after: 7 });
    let busy = place.put(&object, &bytes("isi")).await.unwrap_err();
    let asked = telegram.calls().len();
    assert!(
        matches!(busy, TargetError::Unreachable { after: Some(after), .. } if after == Span::secs(7)),
        "{busy:?}"
    );
    assert_eq!(asked, 1, "it is asked once");
    for trouble in [Trouble::Unavailable, Trouble::Refuse] {
        telegram.trouble(trouble);
        assert!(place.list(None).await.unwrap_err().again(), "{trouble:?}");
    }
    telegram.trouble(Trouble::Revoked);
    let revoked = place.list(None).await.unwrap_err();
    assert!(matches!(revoked, TargetError::Refused(_)), "{revoked}");
    let unreachable = Config::Telegram(Place {
        chat_id: CHAT,
        token: TOKEN.to_owned().into(),
        own: true,
        api_url: "http://127.0.0.1:9".to_owned(),
    });
    let away = hasty(unreachable.clone()).list(None).await.unwrap_err();
    let secret = &TOKEN[10..];
    for told in [format!("{busy:?} {revoked:?} {away:?}"), format!("{unreachable:?}")] {
        assert!(!told.contains(secret), "{told}");
    }
}

#[tokio::test]
async fn what_can_not_be_deleted_any_more_stays() {
    let clock = Clock::stopped(Timestamp(1_795_331_100_000));
    let channel = Channel::at(clock.clone()).await;
    let (place, object) = (channel.place(), key("toko/a1/log-1.age"));
    place.put(&object, &bytes("isi")).await.unwrap();
    channel.world.telegram.change_channel(CHAT, |it| it.stays = true);
    clock.advance(Span::hours(49));
    let why = place.delete(&object).await.unwrap_err();
    assert!(matches!(why, TargetError::AddOnly(_)), "{why}");
    assert_eq!(names(&place, None).await, [object.as_str()]);
    channel.world.telegram.change_channel(CHAT, |it| it.stays = false);
    place.delete(&object).await.unwrap();
    assert!(channel.documents().is_empty());
}

/// Sealed for the key on paper too, whatever becomes of the machine.
#[tokio::test]
async fn the_key_on_paper_opens_what_is_pinned() {
    let channel = Channel::new().await;
    let owner = Identity::fresh().unwrap();
    let kept = Kept { recipient: owner.recipient(), since: Timestamp(0), confirmed: None };
    kept.put(channel.home.path()).unwrap();
    put_all(&channel.place(), &several()).await.unwrap();
    // A machine without a key of its own (`drill = "owner"`) goes by the list beside its data.
    fs::remove_file(channel.home.path().join("backup.key")).unwrap();
    let place = channel.place();
    all_there(&place, &several()).await;
    let more = (key("toko/a1/log-9.age"), filled(90, 9));
    place.put(&more.0, &more.1).await.unwrap();
    let mut typed = channel.elsewhere(&tempfile::tempdir().unwrap());
    typed.open_with(owner);
    all_there(&typed, &[several(), vec![more]].concat()).await;
}
