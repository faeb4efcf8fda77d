//! The real binary as a child process in the pretend world.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use secrecy::ExposeSecret;
use tempfile::TempDir;
use warung::config::Config;
use warung::demo::telegram::Trouble;
use warung::demo::world::World;

use crate::journald::Journald;

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Daemon {
    pub config: Config,
    folder: TempDir,
    arguments: &'static [&'static str],
    /// Who reads its log, instead of a file.
    journald: Option<Arc<Journald>>,
    env: Vec<(&'static str, OsString)>,
    child: Option<Child>,
}

impl Daemon {
    /// A shop in this world that is not running yet. It is started with these arguments.
    pub fn new(world: &World, arguments: &'static [&'static str]) -> Daemon {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let config = world.config(&data, free_port());
        fs::write(folder.path().join("warung.toml"), written(&config)).unwrap();
        world.gateway.notify_at(&format!("http://{}/webhooks/pakasir", config.web.listen));
        Daemon { config, folder, arguments, journald: None, env: Vec::new(), child: None }
    }

    /// Lets it find that a journal reads its stderr, from the next start on.
    pub fn log_to(&mut self, journald: Arc<Journald>) {
        self.journald = Some(journald);
    }

    /// Sets a variable of its environment, from the next start on.
    pub fn env(&mut self, name: &'static str, value: impl Into<OsString>) {
        self.env.push((name, value.into()));
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs another command of the binary with the same configuration.
    pub fn command(&self, arguments: &[&str]) -> Output {
        let mut command = self.binary(arguments);
        command.output().unwrap()
    }

    fn binary(&self, arguments: &[&str]) -> Command {
        let program = env!("CARGO_BIN_EXE_warung");
        let mut command = match &self.journald {
            Some(journald) => journald.enter(program),
            None => Command::new(program),
        };
        let config = self.folder().join("warung.toml");
        command.args(arguments).arg("--config").arg(config);
        command.env_remove("CREDENTIALS_DIRECTORY");
        command
    }

    /// Starts it and comes back at once. What it prints is added to the log.
    pub fn start(&mut self) {
        let log = OpenOptions::new().create(true).append(true).open(self.log()).unwrap();
        let mut command = self.binary(&[&["run"], self.arguments].concat());
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        if self.journald.is_some() {
            let file = log.metadata().unwrap();
            command.env("JOURNAL_STREAM", format!("{}:{}", file.dev(), file.ino()));
        }
        command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
        self.child = Some(command.spawn().unwrap());
    }

    fn log(&self) -> PathBuf {
        self.folder().join("log")
    }

    /// Everything it has printed so far, in all its lives.
    pub fn printed(&self) -> String {
        let mut bytes = Vec::new();
        File::open(self.log()).unwrap().read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    pub fn pid(&self) -> u32 {
        self.child.as_ref().unwrap().id()
    }

    /// Everything it has said, wherever that went.
    pub fn said(&self) -> String {
        self.printed() + &self.journald.as_ref().map_or(String::new(), |it| it.text())
    }

    /// SIGKILL: no chance to do anything about it. It must not have ended by itself before.
    pub fn kill(&mut self) {
        let mut child = self.child.take().unwrap();
        let ended = child.try_wait().unwrap();
        assert!(ended.is_none(), "it had ended by itself, {ended:?}:\n{}", self.printed());
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// SIGTERM; how it ended, and how long it took.
    pub fn terminate(&mut self) -> (ExitStatus, Duration) {
        let mut child = self.child.take().unwrap();
        let began = Instant::now();
        kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
        while child.try_wait().unwrap().is_none() {
            if began.elapsed() > PATIENCE {
                child.kill().unwrap();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        (child.wait().unwrap(), began.elapsed())
    }

    /// Comes back when it has ended by itself.
    pub async fn ended(&mut self) -> ExitStatus {
        let mut child = self.child.take().unwrap();
        let waiting = tokio::task::spawn_blocking(move || child.wait().unwrap());
        tokio::time::timeout(PATIENCE, waiting).await.expect("it does not end").unwrap()
    }

    /// Effects and timers that are due, as the running shop tells. `None` while it is not up.
    pub fn due(&self) -> Option<u64> {
        let counts = self.counts()?;
        Some(counts["waiting"].as_u64()? + counts["rings"].as_u64()?)
    }

    /// How many troubles last, as it tells.
    pub fn troubles(&self) -> Option<usize> {
        Some(self.counts()?["troubles"].as_array()?.len())
    }

    fn counts(&self) -> Option<serde_json::Value> {
        let mut door = UnixStream::connect(self.config.socket()).ok()?;
        door.set_read_timeout(Some(PATIENCE)).unwrap();
        door.write_all(b"GET /status HTTP/1.1\r\nhost: warung\r\nconnection: close\r\n\r\n")
            .ok()?;
        let mut answer = String::new();
        door.read_to_string(&mut answer).ok()?;
        let (_, body) = answer.split_once("\r\n\r\n")?;
        Some(serde_json::from_str::<serde_json::Value>(body).ok()?["counts"].take())
    }

    /// Comes back when it is up. Another process can only be asked again and again.
    pub async fn up(&self) {
        self.until(|daemon| daemon.due().is_some()).await;
    }

    /// Takes Telegram away at once: a question that waits for updates is ended by another one.
    pub async fn lose(&self, world: &World) {
        let token = self.config.telegram.token.expose_secret();
        let url = format!("{}/bot{token}/getUpdates?offset=0", self.config.telegram.api_url);
        reqwest::get(url).await.unwrap();
        world.telegram.trouble(Trouble::Refuse);
    }

    /// Comes back when it has printed this.
    pub async fn prints(&self, words: &str) {
        self.until(|daemon| daemon.said().contains(words)).await;
    }

    /// Comes back when it has printed this once more than so often, in all its lives.
    pub async fn prints_again(&self, words: &str, before: usize) {
        self.until(|daemon| daemon.printed().matches(words).count() > before).await;
    }

    /// Comes back when it has nothing left to do for now.
    pub async fn settled(&self, world: &World) {
        tokio::time::timeout(PATIENCE, world.telegram.idle()).await.expect("updates wait");
        self.until(|daemon| daemon.due() == Some(0)).await;
    }

    pub async fn until(&self, holds: impl Fn(&Daemon) -> bool) {
        let began = Instant::now();
        while !holds(self) {
            assert!(began.elapsed() < 3 * PATIENCE, "still {:?}:\n{}", self.due(), self.printed());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// A port that was free a moment ago.
fn free_port() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// The configuration as an operator would write it.
fn written(config: &Config) -> String {
    let (shop, telegram, gateway) = (&config.shop, &config.telegram, &config.gateway);
    let secret = gateway.webhook_secret.as_ref().unwrap();
    let people = |ids: &[warung::domain::id::CustomerId]| -> Vec<u64> {
        ids.iter().map(|id| id.0).collect()
    };
    format!(
        "[store]\nname = {:?}\ndata_dir = {:?}\n\
         [telegram]\ntoken = {:?}\napi_url = {:?}\nmessages_per_second = 1000\n\
         [gateway]\nbase_url = {:?}\nproject = {:?}\napi_key = {:?}\nwebhook_secret = {:?}\n\
         [staff]\nowners = {:?}\nadmins = {:?}\n[web]\nlisten = \"{}\"\n",
        shop.name,
        config.data_dir,
        telegram.token.expose_secret(),
        telegram.api_url,
        gateway.base_url,
        gateway.project,
        gateway.api_key.expose_secret(),
        secret.expose_secret(),
        people(&shop.owners),
        people(&shop.admins),
        config.web.listen,
    )
}
