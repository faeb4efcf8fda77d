//! The pretend world: Telegram, the gateway and the page, on one loopback port.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use super::gateway::{Account, HangUp, PretendGateway};
use super::levers::Levers;
use super::page;
use super::person::Person;
use super::telegram::chat::Profile;
use super::telegram::{Hangup, Telegram};
use crate::config::{
    Alert, Api, Config, Copies, Gateway as GatewayConfig, Mark, Mode, Telegram as TelegramConfig,
    Web,
};
use crate::domain::id::CustomerId;
use crate::domain::shop::{Language, Shop};
use crate::domain::time::Span;
use crate::engine::clock::Clock;

/// Two buyers, one of whom reads English, the owner and the one who sells for her.
pub const SARI: u64 = 710_000_001;
pub const JAMES: u64 = 710_000_002;
pub const RINA: u64 = 720_000_001;
pub const DEDI: u64 = 720_000_002;

/// None of these opens anything outside this world.
const TOKEN: &str = "7000000001:AAdemo_token_of_a_pretend_bot_000000";
/// Of the bot that warns. A shop has it if it is told so.
pub const ALERT_TOKEN: &str = "7000000002:AAdemo_token_of_a_pretend_bot_000000";
const PROJECT: &str = "warung-demo";
const API_KEY: &str = "demo-key";
const WEBHOOK_SECRET: &str = "demo-secret";
/// Short enough to watch an invoice end.
const INVOICE_AFTER: Span = Span::minutes(10);

/// Everything outside the shop. Cheap to clone; all clones are the same world.
#[derive(Clone)]
pub struct World {
    pub telegram: Telegram,
    /// The same server as the bot that warns sees it, with the chats of its own.
    pub alert: Telegram,
    pub gateway: PretendGateway,
    pub clock: Clock,
    pub levers: Levers,
    address: SocketAddr,
    stop: CancellationToken,
}

impl World {
    /// Starts the world on a port of this machine alone; 0 takes a free one.
    pub async fn start(port: u16) -> io::Result<World> {
        World::with_clock(port, Clock::new()).await
    }

    /// The same on a day of one's choosing.
    pub async fn with_clock(port: u16, clock: Clock) -> io::Result<World> {
        let bot = Profile::new(7_000_000_001, "Warung Demo", "id").named("warung_demo_bot");
        World::of(port, TOKEN, bot, clock).await
    }

    /// A world around a bot of one's own.
    pub async fn of(port: u16, token: &str, bot: Profile, clock: Clock) -> io::Result<World> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let telegram = Telegram::new(token, bot, clock.clone());
        for person in people() {
            telegram.join(person);
        }
        let bot = Profile::new(7_000_000_002, "Warung Alert", "id").named("warung_alert_bot");
        let alert = Telegram::new(ALERT_TOKEN, bot, clock.clone());
        let gateway = PretendGateway::new(Account {
            project: PROJECT.to_owned(),
            api_key: API_KEY.to_owned(),
            webhook_secret: Some(WEBHOOK_SECRET.to_owned()),
            sandbox: false,
        });
        let levers = Levers::new(gateway.clone(), telegram.clone(), clock.clone());
        let (address, stop) = (listener.local_addr()?, CancellationToken::new());
        let world = World { telegram, alert, gateway, clock, levers, address, stop };
        tokio::spawn(world.clone().listen(listener));
        Ok(world)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The page's address; everything else lies below it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Ends all connections. The address is free again soon after.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    pub fn person(&self, id: u64) -> Person {
        Person::new(self.telegram.clone(), id)
    }

    /// How long an unpaid invoice of the demo's shop stands.
    pub fn invoice_after(&self) -> Span {
        INVOICE_AFTER
    }

    /// What a shop needs to know to live in this world.
    pub fn config(&self, data_dir: &Path, listen: SocketAddr) -> Config {
        Config {
            store: "demo".to_owned(),
            shop: Shop {
                name: "Warung Demo".to_owned(),
                language: Language::INDONESIAN,
                invoice_after: INVOICE_AFTER,
                owners: vec![CustomerId(RINA)],
                admins: vec![CustomerId(RINA), CustomerId(DEDI)],
                group: None,
                contact: None,
                messages_per_second: 25,
                file: String::new(),
                alert_bot: false,
                hooked: true,
                sandbox: false,
            },
            timezone: "Asia/Jakarta".to_owned(),
            data_dir: data_dir.to_owned(),
            key_file: data_dir.join("key"),
            telegram: TelegramConfig {
                token: TOKEN.into(),
                api_url: format!("{}/telegram", self.url()),
                files_dir: None,
                mode: Mode::Polling,
            },
            gateway: GatewayConfig {
                api: Api::V2,
                base_url: format!("{}/pakasir/api/v2", self.url()),
                project: PROJECT.to_owned(),
                api_key: API_KEY.into(),
                webhook_secret: Some(WEBHOOK_SECRET.into()),
                sandbox: false,
            },
            web: Web {
                listen,
                public_url: None,
                self_signed: false,
                proxies: Vec::new(),
                watch: None,
            },
            backups: Vec::new(),
            copies: Copies::default(),
            exposed: false,
            alert: Alert { token: None },
            mark: Mark::default(),
        }
    }

    async fn listen(self, listener: TcpListener) {
        loop {
            let stream = tokio::select! {
                accepted = listener.accept() => accepted,
                () = self.stop.cancelled() => return,
            };
            match stream {
                Ok((stream, _)) => drop(tokio::spawn(self.clone().serve(stream))),
                // Out of descriptors: others will close theirs.
                Err(_) => tokio::task::yield_now().await,
            }
        }
    }

    async fn serve(self, stream: TcpStream) {
        let stop = self.stop.clone();
        let service = service_fn(move |request| {
            let world = self.clone();
            async move { world.answer(request).await }
        });
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        tokio::select! {
            // A caller who hangs up is an everyday thing.
            _ = connection => {}
            () = stop.cancelled() => {}
        }
    }

    async fn answer(&self, request: Request<Incoming>) -> io::Result<Response<Full<Bytes>>> {
        let path = request.uri().path();
        let answer = if path.contains(ALERT_TOKEN) {
            self.alert.answer(request).await
        } else if path.starts_with("/telegram/") {
            self.telegram.answer(request).await
        } else if path.starts_with("/pakasir/") {
            self.gateway.answer(request).await
        } else {
            page::answer(self, request).await
        };
        let marks = answer.extensions();
        match marks.get::<Hangup>().is_some() || marks.get::<HangUp>().is_some() {
            true => Err(io::ErrorKind::ConnectionAborted.into()),
            false => Ok(answer),
        }
    }
}

fn people() -> [Profile; 4] {
    [
        Profile::new(SARI, "Sari", "id").named("sari_belanja"),
        Profile::new(JAMES, "James", "en"),
        Profile::new(RINA, "Bu Rina", "id").named("rina_warung"),
        Profile::new(DEDI, "Dedi", "id"),
    ]
}
