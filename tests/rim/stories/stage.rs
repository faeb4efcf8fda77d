//! The stage of a story: the world, the shop in it, and a clock that is moved by hand.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use secrecy::ExposeSecret;
use tempfile::TempDir;
use tokio::time::timeout;
use warung::app::App;
use warung::config::{Api, Config};
use warung::demo::gateway::Terms;
use warung::demo::telegram::chat::Profile;
use warung::demo::world::{DEDI, JAMES, RINA, SARI, World};
use warung::domain::effect::{Effect, EffectState};
use warung::domain::id::{Address, ChatId, CustomerId};
use warung::domain::money::Rupiah;
use warung::domain::product::NewProduct;
use warung::domain::restore::Restored;
use warung::domain::text::{Description, Name};
use warung::domain::time::{Span, Timestamp};
use warung::domain::timer::Timer;
use warung::engine::clock::Clock;
use warung::engine::input::{Batch, Input, Reply};
use warung::shop::stock::{Import, Setup};
use warung::store::read::Read;

use super::script::{Setting, Ware};

/// 22 November 2026, 14.05 WIB.
const MORNING: Timestamp = Timestamp(1_795_331_100_000);
/// Long enough for the busiest machine: nothing waits for it when all is well.
const PATIENCE: Duration = Duration::from_secs(30);
const ANYWHERE: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

pub struct Stage {
    pub world: World,
    /// Closed only while it restarts.
    app: Option<App>,
    config: Config,
    /// Everybody by the name the story calls them, in the order of the transcript.
    pub people: Vec<(String, i64)>,
    /// How many calls the gateway had had each time the world came to rest.
    pub rests: Vec<usize>,
    folder: TempDir,
    /// What was kept of it elsewhere, and when.
    copy: Option<(TempDir, Timestamp)>,
}

impl Stage {
    pub async fn open(setting: &Setting) -> Stage {
        let world = World::with_clock(0, Clock::stopped(MORNING)).await.unwrap();
        // The gateway keeps real time: its limits would be met by a clock that runs ahead.
        world.gateway.agree(Terms { limits: false, ..Terms::default() });
        let folder = folder();
        let mut config = world.config(folder.path(), ANYWHERE);
        config.shop.messages_per_second = 1000;
        config.shop.contact = setting.contact.clone();
        config.shop.hooked = !setting.hookless;
        if setting.v1 {
            config.gateway.api = Api::V1;
            config.gateway.base_url = format!("{}/pakasir/api", world.url());
        }
        // A second more than ten minutes: never at the very moment of something else.
        config.shop.invoice_after = Span::secs(601);
        let mut people: Vec<(String, i64)> =
            [("Sari", SARI), ("James", JAMES), ("Dedi", DEDI), ("Rina", RINA)]
                .map(|(name, id)| (name.to_owned(), id as i64))
                .into();
        for (id, newcomer) in (730_000_001..).zip(&setting.people) {
            let profile = Profile::new(id, &newcomer.name, &newcomer.language);
            world.telegram.join(match &newcomer.username {
                Some(username) => profile.named(username),
                None => profile,
            });
            people.push((newcomer.called.clone(), id as i64));
        }
        if let Some((number, topic)) = setting.group {
            world.telegram.group(number, "Tim Toko", topic.as_slice());
            config.shop.group = Some(Address { chat: ChatId(number), topic });
            people.push(("group".to_owned(), number));
        }
        let mut stage =
            Stage { world, app: None, config, people, rests: Vec::new(), folder, copy: None };
        if let Some(admins) = &setting.admins {
            let admins = admins.iter().map(|name| CustomerId(stage.person(name)));
            stage.config.shop.admins = admins.collect();
        }
        stage.start().await;
        stage.stock(&setting.wares).await;
        stage
    }

    async fn start(&mut self) {
        let before = self.menus();
        let app = App::start(self.config.clone(), self.world.clock.clone()).await.unwrap();
        self.world.gateway.notify_at(&self.hook(app.address()));
        self.app = Some(app);
        // The command menus are told to Telegram at every start; a story's troubles come later.
        let shop = &self.config.shop;
        let staff: BTreeSet<_> = shop.owners.iter().chain(&shop.admins).collect();
        let audiences = 1 + staff.len();
        let wanted = before + audiences * (1 + warung::words::languages().count());
        let mut changes = self.world.telegram.watch();
        let told = changes.wait_for(|_| self.menus() >= wanted);
        timeout(PATIENCE, told).await.expect("no menus").unwrap();
    }

    /// Version 1 shows its secret in the path.
    fn hook(&self, address: SocketAddr) -> String {
        let hook = format!("http://{address}/webhooks/pakasir");
        match (self.config.gateway.api, &self.config.gateway.webhook_secret) {
            (Api::V1, Some(secret)) => format!("{hook}/{}", secret.expose_secret()),
            _ => hook,
        }
    }

    fn menus(&self) -> usize {
        let calls = self.world.telegram.calls();
        calls.iter().filter(|call| call.method == "setMyCommands").count()
    }

    pub async fn restart(&mut self) {
        self.app.take().unwrap().close().await.unwrap();
        self.start().await;
    }

    /// Closes in order, keeps all that there is elsewhere, and goes on.
    pub async fn keep_copy(&mut self) {
        self.app.take().unwrap().close().await.unwrap();
        let copy = folder();
        copy_files(self.folder.path(), copy.path());
        self.copy = Some((copy, self.world.clock.now()));
        self.start().await;
    }

    /// All that has come since the copy is gone.
    pub async fn restore(&mut self) {
        self.app.take().unwrap().close().await.unwrap();
        let (copy, upto) = self.copy.take().expect("no copy was kept");
        for there in std::fs::read_dir(self.folder.path()).unwrap() {
            let there = there.unwrap().path();
            match there.is_dir() {
                true => std::fs::remove_dir_all(there).unwrap(),
                false => std::fs::remove_file(there).unwrap(),
            }
        }
        copy_files(copy.path(), self.folder.path());
        self.start().await;
        let (at, from) = (self.world.clock.now(), "usb".to_owned());
        let word = Restored { upto, at, from, complete: false };
        // The last word of the old life may have come twice.
        for _ in 0..2 {
            let word = Input::Restored(word.clone());
            assert_eq!(self.app().handle().submit(word).await.unwrap(), Reply::Done);
        }
    }

    async fn stock(&self, wares: &[Ware]) {
        let import = |ware: &Ware| Import {
            product: NewProduct {
                number: None,
                name: Name::parse(&ware.name).unwrap(),
                price: Rupiah(ware.price),
                category: ware.category.as_ref().map(|name| Name::parse(name).unwrap()),
                description: Description::parse(&ware.about).unwrap(),
            },
            setup: Setup::default(),
            units: (1..).zip(ware.units.iter().cloned()).collect(),
        };
        let products = wares.iter().map(import).collect();
        let batch = Batch { products, dry_run: false };
        let reply = self.app().handle().submit(Input::Import(batch)).await.unwrap();
        let Reply::Imported(results) = reply else { panic!("{reply:?}") };
        for result in results {
            let taken = result.unwrap().stock;
            assert!(taken.doubled.is_empty() && taken.refused.is_empty(), "{taken:?}");
        }
    }

    pub fn app(&self) -> &App {
        self.app.as_ref().unwrap()
    }

    pub fn chat(&self, name: &str) -> i64 {
        let found = self.people.iter().find(|(called, _)| called == name);
        found.unwrap_or_else(|| panic!("who is {name}?")).1
    }

    pub fn person(&self, name: &str) -> u64 {
        self.chat(name) as u64
    }

    /// Comes back when everything that was done has led to everything it leads to for now.
    pub async fn settle(&mut self) {
        let gateway = &self.world.gateway;
        let all = async {
            let mut sent = None;
            // What is settled may have made the gateway send one more notice.
            while sent != Some(gateway.sent()) {
                sent = Some(gateway.sent());
                self.world.telegram.idle().await;
                gateway.until(|gateway| Some(gateway.posted().len()) >= sent).await;
                self.app().settled().await;
            }
        };
        timeout(PATIENCE, all).await.expect("the world does not come to rest");
        self.rests.push(self.world.gateway.calls().len());
    }

    /// Lets time pass: from one thing that is due to the next, as it would come about.
    pub async fn pass(&mut self, span: Span) {
        let clock = self.world.clock.clone();
        let end = clock.now().after(span);
        self.settle().await;
        while let Some(next) = self.next_due(clock.now()).filter(|next| *next <= end) {
            clock.advance(next.since(clock.now()));
            self.settle().await;
        }
        clock.advance(end.since(clock.now()));
        self.settle().await;
    }

    fn next_due(&self, now: Timestamp) -> Option<Timestamp> {
        let snap = self.app().store().snap().unwrap();
        let timers: Vec<Timer> = snap.all(0, usize::MAX).unwrap();
        let effects: Vec<Effect> = snap.all(0, usize::MAX).unwrap();
        let due = effects.iter().filter_map(|effect| match effect.state {
            EffectState::Due { at, .. } => Some(at),
            EffectState::Dead { .. } => None,
        });
        timers.iter().map(|timer| timer.at).chain(due).filter(|at| *at > now).min()
    }

    pub async fn close(&mut self) {
        self.app.take().unwrap().close().await.unwrap();
        self.world.stop();
    }
}

/// In memory where that can be: every commit of a story is a sync.
fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn copy_files(from: &Path, to: &Path) {
    for there in std::fs::read_dir(from).unwrap() {
        let (there, kind) = there.map(|it| (it.path(), it.file_type().unwrap())).unwrap();
        let here = to.join(there.file_name().unwrap());
        if kind.is_dir() {
            std::fs::create_dir(&here).unwrap();
            copy_files(&there, &here);
        } else if kind.is_file() {
            std::fs::copy(&there, &here).unwrap();
        }
    }
}
