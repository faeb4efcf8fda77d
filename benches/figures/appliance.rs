//! The real `warung run` as a child process in the pretend world, and what the kernel says of it.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::os::unix::net::{UnixDatagram, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, bail, ensure};
use secrecy::ExposeSecret;
use tempfile::TempDir;
use warung::demo::seed;
use warung::demo::world::{RINA, World};
use warung::engine::input::{Batch, Reply};
use warung::web::ask::{Ask, ask};

use crate::disk;

const PATIENCE: Duration = Duration::from_secs(60);
/// Ticks of the kernel's figures in /proc: part of its promise to programs, on every machine.
const TICKS_PER_SECOND: f64 = 100.0;

pub struct Appliance {
    child: Child,
    program: PathBuf,
    pub address: SocketAddr,
    /// From the birth of the process to its READY.
    pub ready: Duration,
    folder: PathBuf,
    /// A folder that goes with it.
    own: Option<TempDir>,
}

/// Which program runs, and what its configuration says.
pub struct Setting {
    pub program: PathBuf,
    pub way: Way,
    pub messages_per_second: u32,
    /// A folder that gets copies, as seen from the shop's own.
    pub place: Option<PathBuf>,
}

impl Setting {
    /// This build, held back by nothing.
    pub fn unhindered(way: Way) -> Setting {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_warung"));
        Setting { program, way, messages_per_second: UNHINDERED, place: None }
    }
}

/// More than any machine's disk lets through; what builds of the past take as well.
const UNHINDERED: u32 = 1000;

/// How its updates come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Polling,
    /// To a door of its own, which it looks at from outside by itself.
    Webhook,
}

impl Way {
    pub fn name(self) -> &'static str {
        match self {
            Way::Polling => "polling",
            Way::Webhook => "webhook",
        }
    }

    /// A port that Telegram would come to.
    fn web(self) -> &'static str {
        match self {
            Way::Polling => "listen = \"127.0.0.1:0\"",
            Way::Webhook => {
                "listen = \"127.0.0.1:8443\"\npublic_url = \"https://127.0.0.1:8443\"\n\
                 self_signed = true"
            }
        }
    }
}

/// What the process has written, to files and sockets alike.
#[derive(Clone, Copy)]
pub struct Written {
    pub bytes: f64,
    pub calls: f64,
}

/// What the process takes of the machine's memory, in MB.
pub struct Memory {
    /// All its pages.
    pub resident: f64,
    /// Shared pages by their share.
    pub proportional: f64,
    /// Its own alone, heap and stacks.
    pub anonymous: f64,
}

impl Appliance {
    /// A new shop in a folder of its own.
    pub fn run(world: &World, setting: &Setting) -> anyhow::Result<Appliance> {
        let folder = disk::folder()?;
        let mut appliance = Appliance::over(world, folder.path(), setting)?;
        appliance.own = Some(folder);
        Ok(appliance)
    }

    /// The shop of a folder, under a configuration of this setting.
    pub fn over(world: &World, folder: &Path, setting: &Setting) -> anyhow::Result<Appliance> {
        write_config(world, folder, setting)?;
        Appliance::open(folder, &setting.program)
    }

    /// The shop of a folder with its configuration; comes back when it is ready.
    pub fn open(folder: &Path, program: &Path) -> anyhow::Result<Appliance> {
        let notices = folder.join("notices");
        let _ = fs::remove_file(&notices);
        let systemd = UnixDatagram::bind(&notices)?;
        let began = Instant::now();
        let mut command = Command::new(program);
        command
            .args(["run", "--config"])
            .arg(folder.join("warung.toml"))
            .env_remove("CREDENTIALS_DIRECTORY");
        // As its unit has it.
        command.env("NOTIFY_SOCKET", &notices).env("MALLOC_ARENA_MAX", "1");
        let mut child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let log = BufReader::new(child.stderr.take().context("no stderr")?);
        let mut lines = log.lines();
        let mut said = String::new();
        let opened = lines.by_ref().map_while(Result::ok).find_map(|line| {
            said += &format!("{line}\n");
            address_in(&line)
        });
        let address = opened.with_context(|| format!("the appliance did not open: {said}"))?;
        systemd.set_read_timeout(Some(PATIENCE))?;
        let mut notice = [0; 4096];
        loop {
            let length = systemd.recv(&mut notice)?;
            if notice[..length].starts_with(b"READY=1") {
                break;
            }
        }
        let ready = began.elapsed();
        // Whoever does not read a log to its end stops the one who writes it; notices are dropped
        // when nobody reads them.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| complaint(&line)));
        let (program, folder) = (program.to_owned(), folder.to_owned());
        Ok(Appliance { child, program, address, ready, folder, own: None })
    }

    pub async fn fill_shelf(&self) -> anyhow::Result<()> {
        let products = seed::products().map_err(|no| anyhow!("{no:?}"))?;
        self.import(Batch { products, dry_run: false }).await
    }

    pub async fn import(&self, batch: Batch) -> anyhow::Result<()> {
        let socket = self.folder.join("data/warung.sock");
        match ask(&socket, &Ask::Import(batch)).await? {
            Reply::Imported(results) if results.iter().all(Result::is_ok) => Ok(()),
            reply => bail!("the shelf could not be filled: {reply:?}"),
        }
    }

    /// Seconds of processor time so far, its own and the kernel's on its behalf.
    pub fn processor_time(&self) -> anyhow::Result<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name in brackets may hold anything; after it come numbers, user time the 12th.
        let (_, after) = stat.rsplit_once(')').context("no stat")?;
        let mut ticks = after.split_whitespace().skip(11).map(str::parse::<f64>);
        let (user, system) = (ticks.next().context("no time")??, ticks.next().context("no time")??);
        Ok((user + system) / TICKS_PER_SECOND)
    }

    pub fn memory(&self) -> anyhow::Result<Memory> {
        let told = fs::read_to_string(format!("/proc/{}/smaps_rollup", self.child.id()))?;
        Ok(Memory {
            resident: megabytes_in(&told, "Rss:")?,
            proportional: megabytes_in(&told, "Pss:")?,
            anonymous: megabytes_in(&told, "Anonymous:")?,
        })
    }

    /// From now on the most that it held counts anew.
    pub fn forget_peak(&self) -> anyhow::Result<()> {
        Ok(fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5")?)
    }

    /// The most that all its pages came to, in MB.
    pub fn peak(&self) -> anyhow::Result<f64> {
        let told = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        megabytes_in(&told, "VmHWM:")
    }

    /// Fills the shelf through the program's own command: a build of the past has words of its
    /// own for that.
    pub fn stock(&self, number: u32, name: &str, units: &[String]) -> anyhow::Result<()> {
        let file = self.folder.join("stock.toml");
        let product = format!("number = {number}\nname = {name:?}\nprice = 45_000");
        let text = format!("[[product]]\n{product}\nstock = {units:?}\n");
        fs::write(&file, text)?;
        let mut command = Command::new(&self.program);
        command.arg("import").arg(&file).arg("--config").arg(self.folder.join("warung.toml"));
        let done = command.stdin(Stdio::null()).output()?;
        let said = String::from_utf8_lossy(&done.stderr);
        ensure!(done.status.success(), "the shelf could not be filled: {said}");
        Ok(())
    }

    /// What waits to be carried to the outside, as the appliance itself counts.
    pub fn waiting(&self) -> anyhow::Result<u64> {
        let mut door = UnixStream::connect(self.folder.join("data/warung.sock"))?;
        door.write_all(b"GET /metrics HTTP/1.1\r\nhost: warung\r\nconnection: close\r\n\r\n")?;
        let mut page = String::new();
        door.read_to_string(&mut page)?;
        let line = page.lines().find_map(|line| line.strip_prefix("warung_waiting "));
        line.context("no such figure")?.trim().parse().context("warung_waiting")
    }

    /// Files and sockets that it holds open.
    pub fn descriptors(&self) -> anyhow::Result<u64> {
        Ok(fs::read_dir(format!("/proc/{}/fd", self.child.id()))?.count() as u64)
    }

    /// Bytes that it has handed to the system to write, and by how many calls.
    pub fn written(&self) -> anyhow::Result<Written> {
        let told = fs::read_to_string(format!("/proc/{}/io", self.child.id()))?;
        let field = |name: &str| {
            let rest = told.lines().find_map(|line| line.strip_prefix(name));
            rest.context("no such field")?.trim().parse::<f64>().context(name.to_owned())
        };
        Ok(Written { bytes: field("wchar:")?, calls: field("syscw:")? })
    }

    /// Gives it no chance to put its things in order.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Stops it as systemd would, and waits for its end.
    pub fn stop(mut self) -> anyhow::Result<()> {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM)?;
        let status = self.child.wait()?;
        ensure!(status.success(), "the appliance ended badly: {status}");
        Ok(())
    }
}

impl Drop for Appliance {
    fn drop(&mut self) {
        // Only after a failure of the bench is it still there.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A figure of the kernel's in kilobytes.
pub fn megabytes_in(told: &str, name: &str) -> anyhow::Result<f64> {
    let line = told.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|rest| rest.split_whitespace().next());
    let kilobytes = kilobytes.context("no such field")?.parse::<f64>().context(name.to_owned())?;
    Ok(kilobytes * 1024.0 / 1e6)
}

pub fn write_config(world: &World, folder: &Path, setting: &Setting) -> io::Result<PathBuf> {
    let path = folder.join("warung.toml");
    if let Some(place) = &setting.place {
        fs::create_dir_all(folder.join(place))?;
    }
    fs::write(&path, config(world, folder, setting))?;
    Ok(path)
}

fn config(world: &World, folder: &Path, setting: &Setting) -> String {
    let place = setting.place.as_ref().map_or(String::new(), |path| {
        let path = folder.join(path);
        let place = format!("name = \"there\"\nkind = \"folder\"\npath = {path:?}");
        format!("[[backup]]\n{place}\nsame_disk = true\n")
    });
    let config = world.config(folder, SocketAddr::from(([127, 0, 0, 1], 0)));
    let (telegram, gateway) = (&config.telegram, &config.gateway);
    let secret = gateway.webhook_secret.as_ref().map_or("", |secret| secret.expose_secret());
    format!(
        "[store]\nname = \"Warung\"\ndata_dir = \"data\"\nkey_file = \"data/key\"\ninvoice_minutes = 60\n\
         [telegram]\ntoken = {:?}\napi_url = {:?}\nmessages_per_second = {}\n\
         [gateway]\nbase_url = {:?}\nproject = {:?}\napi_key = {:?}\nwebhook_secret = {:?}\n\
         [web]\n{}\n[staff]\nowners = [{RINA}]\n{place}",
        telegram.token.expose_secret(),
        telegram.api_url,
        setting.messages_per_second,
        gateway.base_url,
        gateway.project,
        gateway.api_key.expose_secret(),
        secret,
        setting.way.web(),
    )
}

fn address_in(line: &str) -> Option<SocketAddr> {
    complaint(line);
    line.split_once("address=")?.1.trim().parse().ok()
}

/// What goes wrong in the appliance spoils a figure: it is shown.
fn complaint(line: &str) {
    if line.contains("WARN") || line.contains("ERROR") || line.starts_with("warung") {
        eprintln!("    {line}");
    }
}
