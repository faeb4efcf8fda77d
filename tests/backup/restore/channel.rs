//! From a channel: by the key on paper alone, by another bot after a ban, and the list goes on.

use std::fs;
use std::process::Output;

use secrecy::ExposeSecret;
use tokio::runtime::Runtime;
use warung::backup::recovery::Kept;
use warung::backup::state::State;
use warung::backup::target::channel::FOLDER;
use warung::demo::telegram::chat::Profile;
use warung::domain::time::Timestamp;

use super::*;
use crate::backup::targets::telegram::{CHAT, Channel, OTHER};

const OWNER: &str = "0f00000000000000000000000000000a";

/// A shop that is gone, with its copies in a channel.
struct Far {
    lost: Lost,
    channel: Channel,
    runtime: Runtime,
}

impl Far {
    fn new() -> Far {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (lost, channel) = (Lost::new(), runtime.block_on(Channel::new()));
        let recipient = lost.code.identity().recipient();
        let kept = Kept { recipient, since: Timestamp(0), confirmed: None };
        kept.put(channel.home.path()).unwrap();
        let backup = Backup { name: "kanal".to_owned(), target: channel.config(TOKEN) };
        let (home, patience) = (channel.home.path(), Patience::default());
        let way =
            Target::new(&backup, &Clock::new(), home, patience, false).unwrap().in_parts(4096);
        let mark = Key::parse(&format!("{STORE}/owner/{OWNER}")).unwrap();
        runtime.block_on(async {
            way.put(&mark, &Source::Bytes("server-lama, since then\n".into())).await.unwrap();
            let names = lost.shop.names();
            let keys = names.iter().map(|name| Key::parse(&name.path(STORE)).unwrap());
            let keys: Vec<Key> = keys.collect();
            let sources = names.iter().map(|name| Source::file(lost.shop.path(name)));
            let sources: Vec<Source> = sources.collect();
            way.put_all(&keys.iter().zip(&sources).collect::<Vec<_>>()).await.unwrap();
        });
        Far { lost, channel, runtime }
    }

    fn config(&self, path: &str, token: &str) -> PathBuf {
        let path = self.lost.at(path);
        private(
            &path,
            &format!(
                "[store]\ndata_dir = \"data\"\n[telegram]\ntoken = \"{token}\"\napi_url = \
                 \"{}\"\n[[backup]]\nname = \"kanal\"\nkind = \"telegram\"\nchat_id = {CHAT}\n",
                self.channel.api_url()
            ),
        );
        path
    }

    fn restored(&self, path: &Path) -> Output {
        let path = path.to_str().unwrap();
        self.lost.restore(&["--config", path, "--from", "kanal"])
    }
}

#[test]
fn a_lost_shop_comes_back_from_a_channel_and_goes_on_with_it() {
    let far = Far::new();
    let path = far.config("mine/toko.toml", TOKEN);
    let output = far.restored(&path);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let config = load(&path);
    let names: Vec<&str> = config.backups.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["awan", "kanal"]);
    open(&config);
    // Who shipped there before is of its past.
    assert!(State::read(&config.data_dir).unwrap().ancestors.contains(OWNER));
    // Without any key it knows what lies there, and adds to it.
    let way = Target::new(
        &config.backups[1],
        &Clock::new(),
        &config.data_dir,
        Patience::default(),
        false,
    )
    .unwrap();
    let list = fs::read_dir(config.data_dir.join(FOLDER)).unwrap().count();
    let listed = far.runtime.block_on(way.list(None)).unwrap();
    assert_eq!((list, listed.len()), (1, far.lost.shop.names().len() + 1));
}

#[test]
fn a_key_that_is_not_the_shops_opens_no_list() {
    let far = Far::new();
    let path = far.config("mine/toko.toml", TOKEN);
    let path = path.to_str().unwrap();
    let other = Code::fresh().unwrap().text();
    let (why, code) = far.lost.refused_by(&other, &["--config", path, "--from", "kanal"]);
    assert!(why.contains("kanal: refuses: this key does not open the list"), "{why}");
    assert_eq!(code, 1);
    far.channel.world.telegram.delete_channel(CHAT);
    let (why, _) = far.lost.refused(&["--config", path, "--from", "kanal"]);
    assert!(why.contains(&format!("there is no channel {CHAT}")), "{why}");
}

#[test]
fn after_a_ban_another_bot_brings_it_back() {
    let far = Far::new();
    let bot = Profile::new(987_654_321, "Toko Sari", "id").named("toko_sari_2_bot");
    far.channel.world.telegram.replace_bot(OTHER, bot);
    let documents = far.channel.documents().len();
    let path = far.config("mine/toko.toml", OTHER);
    let output = far.restored(&path);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(!told(&output).contains(OTHER));
    let config = load(&path);
    open(&config);
    assert_eq!(config.telegram.token.expose_secret(), OTHER);
    let Kind::Telegram(place) = &config.backups[1].target else { panic!("{:?}", config.backups) };
    assert_eq!((place.token.expose_secret(), place.own), (OTHER, false));
    assert_eq!(far.channel.documents().len(), documents, "nothing that was forwarded stays");
}
