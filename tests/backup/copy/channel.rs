//! Copies on their way into a channel: at its pace, together, and nobody else's.

use std::collections::BTreeSet;
use std::fs;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;
use warung::app::copies::Carriers;
use warung::backup::keeper::Keeper;
use warung::backup::local::{Copied, Wish};
use warung::backup::object::Name;
use warung::backup::place::{Place, Round};
use warung::backup::recovery::machine;
use warung::backup::target::{Key, Patience, Source, Target};
use warung::config::Config;
use warung::demo::telegram::Shown;
use warung::domain::copies::{Copies, Target as Told, Wish as Asked, Word};
use warung::domain::limit::{CHANNEL_EVERY, COPY_EVERY, OWNER_EVERY};
use warung::domain::shop::Language;
use warung::domain::time::Span;
use warung::engine::clock::Clock;
use warung::store::schema::Table;

use super::{SHOP, STORE, Shop, kit};
use crate::backup::targets::telegram::{CHAT, Channel, TOKEN};
use crate::counter::SARI;

/// A shop whose copies go into a channel.
struct Far {
    shop: Shop,
    keeper: Keeper,
    place: Place,
    clock: Clock,
    channel: Channel,
    config: Config,
    _etc: TempDir,
}

impl Far {
    async fn new() -> Far {
        let shop = Shop::new();
        let (etc, clock) = (tempfile::tempdir().unwrap(), Clock::stopped(shop.counter.now));
        let channel = Channel::at(clock.clone()).await;
        let text = format!(
            "[store]\nname = \"{SHOP}\"\ndata_dir = \"{}\"\n[telegram]\ntoken = \"{TOKEN}\"\n\
             api_url = \"{}\"\n[gateway]\nproject = \"toko\"\napi_key = \"rahasia\"\n[[backup]]\n\
             name = \"kanal\"\nkind = \"telegram\"\nchat_id = {CHAT}\n",
            shop.folder.path().display(),
            channel.api_url(),
        );
        let path = etc.path().join(format!("{STORE}.toml"));
        fs::write(&path, text).unwrap();
        let config = Config::load(&path, &[Language::INDONESIAN], None).unwrap();
        let (store, words) = (shop.store().clone(), shop.counter.core.dictionary().clone());
        let copied = Copied { shop: SHOP.to_owned(), kit: Ok(kit().to_vec()), machine: true };
        let keeper = Keeper::new(&config, copied, store, words, clock.clone());
        let place = Place::new(keeper.shared().clone(), way(&config, &shop, &clock));
        Far { shop, keeper, place, clock, channel, config, _etc: etc }
    }

    /// So much later, whatever is due then is done.
    async fn later(&mut self, span: Span) {
        self.clock.advance(span);
        self.shop.counter.now = self.clock.now();
        self.keeper.step(Wish::Nothing).unwrap();
        self.place.round().await.unwrap();
    }

    async fn sells(&mut self) {
        self.shop.counter.say(SARI, "/start");
        self.later(COPY_EVERY).await;
    }

    /// As after a crash: what is known is what lies on the disk.
    fn restart(&mut self) {
        let way = way(&self.config, &self.shop, &self.clock);
        self.place = Place::new(self.keeper.shared().clone(), way);
    }

    /// After that it is as if nothing had been.
    async fn goes_on(&mut self) {
        self.restart();
        self.place.round().await.unwrap();
        assert_eq!((self.told().owner, self.told().error), (None, None));
        assert_eq!(self.list()["unpinned"].as_bool(), Some(false));
        let shelf = self.keeper.shared().shelf.objects();
        assert_eq!(self.there().await, shelf.keys().copied().collect::<Vec<_>>());
    }

    /// What is known of the channel beside the data.
    fn list(&self) -> serde_json::Value {
        let name = format!("channels/{}.json", CHAT.unsigned_abs());
        serde_json::from_slice(&fs::read(self.shop.folder.path().join(name)).unwrap()).unwrap()
    }

    fn told(&self) -> Told {
        self.place.board().borrow().told(self.clock.tick())
    }

    /// What lies there, as somebody sees it who has only the machine's key.
    async fn there(&self) -> Vec<Name> {
        let home = tempfile::tempdir().unwrap();
        let mut way = Target::new(
            &self.config.backups[0],
            &self.clock,
            home.path(),
            Patience::default(),
            false,
        )
        .unwrap();
        way.open_with(machine::load(self.shop.folder.path()).unwrap().unwrap());
        let listed = way.list(Some(&Key::parse(STORE).unwrap())).await.unwrap();
        let names = listed.iter().filter_map(|it| Some(Name::parse(it.key.as_str())?.1));
        let names: BTreeSet<Name> = names.collect();
        names.into_iter().collect()
    }
}

fn way(config: &Config, shop: &Shop, clock: &Clock) -> Target {
    let home = shop.folder.path();
    Target::new(&config.backups[0], clock, home, Patience::default(), false).unwrap()
}

#[tokio::test]
async fn what_is_new_goes_together_at_the_pace_of_the_place() {
    let mut far = Far::new().await;
    far.later(COPY_EVERY).await;
    // The first snapshot waits for nothing.
    assert!(far.there().await.iter().any(|name| name.what.is_snapshot()));
    let first = far.channel.documents().len();
    for _ in 0..20 {
        far.sells().await;
    }
    assert_eq!(far.channel.documents().len(), first, "they wait");
    // A round that only waits says nothing of how the place is.
    assert_eq!(far.place.round().await, Ok(Round::Waits));
    let told = far.told();
    assert_eq!((told.pace, told.behind), (CHANNEL_EVERY, Some(Span::secs(100))));
    let copies = Copies { targets: vec![told], ..Copies::default() };
    assert_eq!((copies.late(), copies.is_followed()), (Some(Span(0)), false));
    far.later(CHANNEL_EVERY).await;
    let documents = far.channel.names();
    assert_eq!(documents.len(), first + 1, "{documents:?}");
    assert!(documents.last().unwrap().ends_with("-more.tar"), "{documents:?}");
    assert_eq!(far.told().behind, Some(Span(0)));
    let shelf = far.keeper.shared().shelf.objects();
    assert_eq!(far.there().await, shelf.keys().copied().collect::<Vec<_>>());
    // Behind its own pace it is as late as any other.
    far.clock.advance(Span(CHANNEL_EVERY.0 + Span::minutes(6).0));
    let copies = Copies { targets: vec![far.told()], ..Copies::default() };
    assert_eq!(copies.late(), Some(Span::minutes(6)));
}

#[tokio::test]
async fn somebody_who_waits_and_the_last_word_wait_for_no_pace() {
    let mut far = Far::new().await;
    far.later(COPY_EVERY).await;
    far.sells().await;
    let before = far.channel.documents().len();
    far.keeper.shared().nudge.send_modify(|count| *count += 1);
    far.sells().await;
    assert_eq!(far.channel.documents().len(), before + 1);
    far.sells().await;
    assert_eq!(far.channel.documents().len(), before + 1, "once");
    far.keeper.step(Wish::Closed).unwrap();
    far.place.at_once().await.unwrap();
    assert_eq!(far.channel.documents().len(), before + 2);
    assert_eq!(far.told().behind, Some(Span(0)));
}

#[tokio::test]
async fn where_a_stranger_has_pinned_theirs_nothing_is_added() {
    let mut far = Far::new().await;
    far.later(COPY_EVERY).await;
    let ours = far.channel.world.telegram.pinned(CHAT).unwrap();
    assert!(ours.1.contains(&far.shop.store().generation().to_string()), "{}", ours.1);
    // Another machine, by the same bot.
    let home = tempfile::tempdir().unwrap();
    machine::load_or_make(home.path()).unwrap();
    let backup = &far.config.backups[0];
    let stranger =
        Target::new(backup, &far.clock, home.path(), Patience::default(), false).unwrap();
    let other = "0f00000000000000000000000000000a";
    let mark = Key::parse(&format!("{STORE}/owner/{other}")).unwrap();
    let line = "server-baru, since 2026-11-29T03:00:00.000Z\n";
    stranger.put(&mark, &Source::Bytes(line.as_bytes().into())).await.unwrap();
    let theirs = far.channel.world.telegram.pinned(CHAT).unwrap();
    assert!(theirs.0 > ours.0 && theirs.1.contains(other), "{}", theirs.1);
    let stays = far.channel.world.telegram.chat(CHAT).into_iter().find(|it| it.id == ours.0);
    assert!(!stays.unwrap().deleted, "what it could not read it leaves");
    let before = far.channel.documents().len();
    far.shop.counter.say(SARI, "/start");
    far.later(CHANNEL_EVERY).await;
    assert_eq!(far.channel.documents().len(), before);
    assert_eq!(far.told().owner.as_deref(), Some(line.trim()));
    // One that is known to be of our past is nobody else's: ours takes its place again.
    let memory = far.keeper.shared().memory.clone();
    memory
        .change(|state| {
            state.ancestors.insert(other.to_owned());
        })
        .unwrap();
    far.later(OWNER_EVERY).await;
    assert_eq!(far.told().owner, None);
    assert!(far.channel.documents().len() > before);
    let shelf = far.keeper.shared().shelf.objects();
    assert_eq!(far.there().await, shelf.keys().copied().collect::<Vec<_>>());
    // Whoever has pinned theirs between a look and the list keeps it.
    let third = Key::parse(&format!("{STORE}/owner/0f0000000000000000000000000000aa")).unwrap();
    stranger.put(&third, &Source::Bytes(line.as_bytes().into())).await.unwrap();
    far.clock.advance(COPY_EVERY);
    far.shop.counter.say(SARI, "/start");
    far.keeper.step(Wish::Nothing).unwrap();
    let error = far.place.at_once().await.unwrap_err().to_string();
    assert!(error.contains("pinned its own list meanwhile (server-baru"), "{error}");
}

/// A machine that was copied, with its key: it opens the same list.
#[tokio::test]
async fn a_stranger_was_there_whatever_is_pinned_since() {
    let mut far = Far::new().await;
    far.later(COPY_EVERY).await;
    let home = tempfile::tempdir().unwrap();
    let (key, there) = (far.shop.folder.path().join("backup.key"), home.path().join("backup.key"));
    fs::copy(key, there).unwrap();
    let backup = &far.config.backups[0];
    let stranger =
        Target::new(backup, &far.clock, home.path(), Patience::default(), false).unwrap();
    let other = "0f00000000000000000000000000000a";
    let mark = Key::parse(&format!("{STORE}/owner/{other}")).unwrap();
    stranger.put(&mark, &Source::Bytes("server-baru".as_bytes().into())).await.unwrap();
    let channel = far.channel.world.telegram.clone();
    let files = || channel.calls().iter().filter(|it| it.method == "getFile").count();
    let (documents, fetched) = (far.channel.documents().len(), files());
    // To know whose it is takes no file.
    channel.shorten_downloads(Some(0));
    far.later(OWNER_EVERY).await;
    assert_eq!(far.told().owner.as_deref(), Some("server-baru"));
    let theirs = channel.pinned(CHAT).unwrap().0;
    let note = channel.post_in(CHAT, 5, "jangan dihapus");
    channel.pin(CHAT, note);
    far.later(OWNER_EVERY).await;
    assert_eq!(far.told().owner.as_deref(), Some("server-baru"));
    channel.unpin(CHAT, theirs);
    channel.unpin(CHAT, note);
    far.sells().await;
    far.restart();
    far.later(CHANNEL_EVERY).await;
    assert_eq!(far.told().owner.as_deref(), Some("server-baru"));
    assert_eq!((channel.pinned(CHAT), files()), (None, fetched));
    assert_eq!(far.channel.documents().len(), documents);
    // Until the owner says that it is gone.
    channel.shorten_downloads(None);
    let memory = far.keeper.shared().memory.clone();
    let counts_as_gone = |gone: bool| {
        memory.change(|state| match gone {
            true => assert!(state.ancestors.insert(other.to_owned())),
            false => assert!(state.ancestors.remove(other)),
        })
    };
    counts_as_gone(true).unwrap();
    far.later(OWNER_EVERY).await;
    assert_eq!(far.told().owner, None);
    counts_as_gone(false).unwrap();
    let ours = far.shop.store().generation().to_string();
    let is_pinned = || channel.pinned(CHAT).is_some_and(|(_, caption)| caption.contains(&ours));
    assert!(is_pinned() && far.channel.documents().len() > documents);
    // From then on it is as if nobody had been there.
    for _ in 0..2 {
        channel.unpin(CHAT, channel.pinned(CHAT).unwrap().0);
        far.restart();
        far.later(OWNER_EVERY).await;
        assert_eq!(far.told().owner, None);
        assert!(is_pinned());
    }
    let shelf = far.keeper.shared().shelf.objects();
    assert_eq!(far.there().await, shelf.keys().copied().collect::<Vec<_>>());
}

/// What is pinned is older than what lies beside the data: that is no stranger, and nothing goes
/// there twice.
#[tokio::test]
async fn whoever_ends_before_the_list_is_pinned_goes_on_with_it() {
    let mut far = Far::new().await;
    let channel = far.channel.world.telegram.clone();
    let pinned = || channel.pinned(CHAT).map(|(_, caption)| caption);
    // The first list never arrives.
    far.keeper.step(Wish::Nothing).unwrap();
    channel.cut_upload(1, 10);
    assert!(far.place.round().await.unwrap_err().again());
    assert_eq!((pinned(), far.list()["unpinned"].as_bool()), (None, Some(true)));
    far.goes_on().await;
    // One that takes its place breaks off behind the document it tells of.
    let before = (pinned(), far.channel.documents().len());
    far.shop.counter.say(SARI, "/start");
    far.clock.advance(CHANNEL_EVERY);
    far.keeper.step(Wish::Nothing).unwrap();
    channel.cut_upload(2, 10);
    assert!(far.place.round().await.unwrap_err().again());
    assert_eq!((pinned(), far.channel.documents().len()), (before.0, before.1 + 1));
    assert_eq!(far.list()["unpinned"].as_bool(), Some(true));
    far.goes_on().await;
    assert_eq!(far.channel.documents().len(), before.1 + 1);
    // One that is sent is not pinned: the right was there when it was looked at.
    far.sells().await;
    far.later(CHANNEL_EVERY).await;
    let documents = far.channel.documents().len();
    channel.unpin(CHAT, channel.pinned(CHAT).unwrap().0);
    channel.change_channel(CHAT, |it| it.edit = false);
    far.clock.advance(OWNER_EVERY);
    let why = far.place.round().await.unwrap_err().to_string();
    assert!(why.contains("not enough rights to manage pinned"), "{why}");
    assert_eq!(far.list()["unpinned"].as_bool(), Some(true));
    channel.change_channel(CHAT, |it| it.edit = true);
    far.goes_on().await;
    assert_eq!(far.channel.documents().len(), documents);
}

/// Twenty nights: what is superfluous goes with its messages, and nothing else.
#[tokio::test]
async fn what_is_old_goes_from_the_channel() {
    let mut far = Far::new().await;
    far.later(COPY_EVERY).await;
    let mut most = 0;
    for quarter in 0..80 {
        if quarter % 3 == 0 {
            far.shop.counter.say(SARI, "/start");
        }
        far.later(Span::hours(6)).await;
        most = most.max(far.channel.documents().len());
    }
    let there = far.there().await;
    assert!(most < 80 && (20..80).contains(&there.len()), "{most} {}", there.len());
    // No message is left over, and each that is told of is there.
    let home = far.shop.folder.path();
    let place = way(&far.config, &far.shop, &far.clock);
    for name in &there {
        let key = Key::parse(&name.path(STORE)).unwrap();
        let mut found = Vec::new();
        place.get(&key, &mut found).await.unwrap();
        assert_eq!(found.len() as u64, place.size(&key).await.unwrap(), "{name}");
    }
    let list = fs::read_dir(home.join("channels")).unwrap().next().unwrap().unwrap();
    let list: serde_json::Value = serde_json::from_slice(&fs::read(list.path()).unwrap()).unwrap();
    assert_eq!(list["files"].as_object().unwrap().len(), far.channel.documents().len());
    // Pinned once, and the same message ever since.
    let methods = far.channel.world.telegram.calls();
    let count = |method| methods.iter().filter(|it| it.method == method).count();
    assert_eq!(count("pinChatMessage"), 1);
    // What goes on one day goes in one call.
    assert!(count("deleteMessages") > 5, "{}", count("deleteMessages"));
}

#[tokio::test]
async fn a_drill_brings_the_shop_back_from_the_channel() {
    let far = Far::new().await;
    let Far { shop, keeper, place, clock, config, channel, .. } = far;
    drop((keeper, place));
    let wished = async |asked| {
        let (store, words) = (shop.store().clone(), shop.counter.core.dictionary().clone());
        let carriers = Carriers::new(&config, store, words, &clock).unwrap();
        let end = Arc::new(Mutex::new(None));
        let last = end.clone();
        let tell = Arc::new(move |word: Word| {
            last.lock().unwrap().replace(word);
            true
        });
        carriers.once(asked, tell).await;
        end.lock().unwrap().take().unwrap()
    };
    let copied = wished(Asked::Copy).await;
    assert!(matches!(copied, Word::Done(_)), "{copied:?}");
    let Word::Done(copies) = wished(Asked::Drill).await else { panic!("it failed") };
    let drill = copies.drill.unwrap();
    let orders = shop.store().snap().unwrap().size(Table::Order).unwrap();
    assert_eq!((drill.target.as_str(), drill.result.unwrap().orders), ("kanal", orders));
    // What a drill finds missing is put there again by whoever carries, and the next one is well.
    let holds = |it: &Shown| it.text.contains("snap-") || it.text.contains("copies");
    let document = channel.documents().into_iter().find(holds).unwrap();
    channel.world.telegram.erase(CHAT, document.id);
    channel.world.telegram.forget_file(&document.attachment.unwrap().file);
    let Word::Failed(why) = wished(Asked::Drill).await else { panic!("it went well") };
    assert!(why.contains("snap-"), "{why}");
    let copied = wished(Asked::Copy).await;
    assert!(matches!(copied, Word::Done(_)), "{copied:?}");
    let drilled = wished(Asked::Drill).await;
    assert!(matches!(drilled, Word::Done(_)), "{drilled:?}");
    // A bot that was thrown out is told of.
    channel.world.telegram.change_channel(CHAT, |it| it.member = false);
    let Word::Failed(why) = wished(Asked::Copy).await else { panic!("it went well") };
    assert!(why.contains("1 of the places"), "{why}");
}
