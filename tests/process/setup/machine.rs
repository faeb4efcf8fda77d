//! A machine to set stores up on: folders of its own, a Bot API server that knows some bots, and
//! a gateway that knows one key.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub const KEY: &str = "kunci-rahasia";
pub const HOOK: &str = "pintu-rahasia";
pub const PROJECT: &str = "toko-sari";

pub struct Machine {
    folder: TempDir,
    outside: String,
}

/// The token of a bot with this number. Those below ten exist.
pub fn token(id: u64) -> String {
    format!("{id}:{}", "Aa1_-bB2".repeat(5))
}

impl Machine {
    pub fn new() -> Machine {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let outside = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || listener.incoming().flatten().for_each(answer));
        Machine { folder: tempfile::tempdir().unwrap(), outside }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn mode(&self, path: &str) -> u32 {
        fs::metadata(self.at(path)).unwrap().permissions().mode() & 0o777
    }

    /// The binary on this machine.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_warung"));
        command.arg("--root").arg(self.root()).args(arguments);
        for name in ["CREDENTIALS_DIRECTORY", "LC_ALL", "LC_MESSAGES"] {
            command.env_remove(name);
        }
        command.env("LANG", "C.UTF-8");
        command
    }

    /// `warung setup` with this machine's outside.
    pub fn setup(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(&["setup"]);
        command.args(self.servers()).args(arguments);
        command
    }

    pub fn servers(&self) -> [String; 4] {
        let outside = &self.outside;
        ["--api-url".into(), outside.clone(), "--base-url".into(), format!("{outside}/pay")]
    }

    /// A store without questions, with the bot of this number.
    pub fn store(&self, name: &str, bot: u64) {
        let mut command = self.setup(&[name, "--yes", "--title", "Toko Sari"]);
        command.args(["--project", PROJECT, "--token-file", "-", "--api-key-file", "-"]);
        let output = run(command, &format!("{}\n{KEY}\n", token(bot)));
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    }
}

/// The service manager of a machine: what it is told is noted, and it obeys as it is told to.
pub struct Manager {
    log: PathBuf,
    path: String,
}

impl Manager {
    /// `obeys`: lines of a shell, with the call as its arguments.
    pub fn of(machine: &Machine, obeys: &str) -> Manager {
        fs::create_dir_all(machine.at("run/systemd/system")).unwrap();
        fs::create_dir_all(machine.at("bin")).unwrap();
        let log = machine.at("told");
        let note = format!("#!/bin/sh\necho \"$@\" >> {}\n{obeys}\n", log.display());
        for (name, text) in [("systemctl", note.as_str()), ("journalctl", "#!/bin/sh\n")] {
            let path = machine.at(&format!("bin/{name}"));
            fs::write(&path, text).unwrap();
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let path = format!("{}:{}", machine.at("bin").display(), std::env::var("PATH").unwrap());
        Manager { log, path }
    }

    /// So that a command finds it.
    pub fn serves(&self, mut command: Command) -> Command {
        command.env("PATH", &self.path);
        command
    }

    /// What it has been told since it was asked this last.
    pub fn told(&self) -> String {
        let told = fs::read_to_string(&self.log).unwrap_or_default();
        let _ = fs::remove_file(&self.log);
        told
    }
}

/// A port that was free a moment ago, and that no setup offers by itself.
pub fn free_port() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string()
}

/// Runs a command to its end, with this on its standard input.
pub fn run(mut command: Command, input: &str) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // One that ends before it has read everything is no fault of ours.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// All that it said, to whomever.
pub fn told(output: &Output) -> String {
    [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat()
}

fn answer(mut stream: TcpStream) {
    let mut head = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(request) = head.next() else { return };
    let key: Option<String> = head
        .by_ref()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.to_lowercase().strip_prefix("x-api-key: ").map(str::to_owned))
        .last();
    let path = request.split(' ').nth(1).unwrap_or_default();
    let (status, body) = match path.strip_prefix("/pay/transaction-status/") {
        Some(_) if key.as_deref() != Some(KEY) => (401, r#"{"error":"wrong key"}"#.to_owned()),
        Some(rest) if rest.starts_with(PROJECT) => (404, r#"{"error":"not found"}"#.to_owned()),
        Some(_) => (404, r#"{"error":"no such project"}"#.to_owned()),
        None => bot(path),
    };
    let _ = write!(
        stream,
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n{body}",
        body.len()
    );
}

fn bot(path: &str) -> (u16, String) {
    let known = (1..10).find(|id| path.starts_with(&format!("/bot{}/", token(*id))));
    let Some(id) = known else {
        return (401, r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#.into());
    };
    let me =
        format!(r#"{{"id":{id},"is_bot":true,"first_name":"Toko {id}","username":"t{id}_bot"}}"#);
    match path.ends_with("/getMe") {
        true => (200, format!(r#"{{"ok":true,"result":{me}}}"#)),
        false => (404, r#"{"ok":false,"error_code":404,"description":"Not Found"}"#.into()),
    }
}
