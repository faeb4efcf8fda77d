//! Servers of others, started by a test and stopped with it; skipped with words where there are
//! none.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;

use tempfile::TempDir;
use warung::config::backup::{S3, Target as Config, Webdav};

use super::PATIENCE;
use crate::skip::skip;

pub const USER: &str = "sari";
pub const PASSWORD: &str = "kata sandi: rahasia";
const BUCKET: &str = "toko";
/// It checks the signature over an address that it has unescaped, slashes in a query too; it is
/// made to take the one that was sent.
const MOTO: &str = "
import sys
from flask import request
from moto.iam.access_control import IAMRequestBase
made = IAMRequestBase.__init__
def make(self, *unnamed, **named):
    named['path'] = request.environ['RAW_URI']
    made(self, *unnamed, **named)
IAMRequestBase.__init__ = make
from moto.server import main
main(sys.argv[1:])
";

/// One that runs as long as this lives.
pub struct Server {
    child: Child,
    /// What it says of where it listens.
    pub url: String,
    pub folder: TempDir,
}

/// Who may do what at a server.
#[derive(Clone)]
pub struct Credentials {
    pub access: String,
    pub secret: String,
}

/// A server that checks signatures and knows rights.
pub struct Moto {
    pub server: Server,
    /// May do everything, and everything but delete.
    pub all: Credentials,
    pub adds: Credentials,
}

pub struct Nanio {
    pub server: Server,
    pub all: Credentials,
}

impl Server {
    pub fn start(
        program: &str,
        folder: TempDir,
        prepare: impl FnOnce(&mut Command),
    ) -> Option<Server> {
        let Some(program) = find(program) else {
            skip(&format!("there is no {program} on this machine"));
            return None;
        };
        let mut command = Command::new(program);
        command.env("PYTHONUNBUFFERED", "1").env("RCLONE_CONFIG", folder.path().join("none"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        prepare(&mut command);
        let mut child = command.spawn().unwrap();
        let (said, hear) = mpsc::channel();
        let log = BufReader::new(child.stderr.take().unwrap());
        // To its end: whoever is not listened to stops at some point.
        thread::spawn(move || {
            for line in log.lines().map_while(Result::ok) {
                let address = line.split_whitespace().find(|it| it.starts_with("http://127."));
                let serves = line.contains("unning on") || line.contains("started on");
                if let (Some(address), true) = (address, serves) {
                    let _ = said.send(address.trim_end_matches('/').to_owned());
                }
                if line.starts_with("Server listening on ") {
                    let _ = said.send(line);
                }
            }
        });
        let url = hear.recv_timeout(PATIENCE).expect("the server says where it listens");
        Some(Server { child, url, folder })
    }
}

impl Server {
    pub fn signal(&self, signal: rustix::process::Signal) {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, signal).unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// In the folder that `.ci/run` fills, or wherever programs lie.
pub fn find(program: &str) -> Option<PathBuf> {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/python/bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(ours).chain(std::env::split_paths(&path));
    folders.map(|folder| folder.join(program)).find(|program| program.is_file())
}

pub fn moto() -> Option<Moto> {
    // From the eighth call on, signatures are checked, and rights.
    let found = find("moto_server").is_some();
    let python = if found { "python3" } else { "moto_server" };
    let server = Server::start(python, tempfile::tempdir().unwrap(), |command| {
        command.args(["-c", MOTO, "-H", "127.0.0.1", "-p", "0"]);
        command.env("INITIAL_NO_AUTH_ACTION_COUNT", "7");
    })?;
    let allow = "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}";
    let deny = "{\"Effect\":\"Deny\",\"Action\":\"s3:DeleteObject\",\"Resource\":\"*\"}";
    let all = user(&server.url, "all", allow);
    let adds = user(&server.url, "adds", &format!("{allow},{deny}"));
    call(&server.url, "PUT", &format!("/{BUCKET}"), "s3", "");
    Some(Moto { server, all, adds })
}

fn user(url: &str, name: &str, statements: &str) -> Credentials {
    let act = |action: &str| format!("Action={action}&UserName={name}&Version=2010-05-08");
    call(url, "POST", "/", "iam", &act("CreateUser"));
    let made = call(url, "POST", "/", "iam", &act("CreateAccessKey"));
    let policy = format!("{{\"Version\":\"2012-10-17\",\"Statement\":[{statements}]}}");
    let policy = format!("{}&PolicyName=p&PolicyDocument={policy}", act("PutUserPolicy"));
    call(url, "POST", "/", "iam", &policy);
    let text = |tag: &str| {
        let (_, rest) = made.split_once(&format!("<{tag}>")).unwrap();
        rest.split('<').next().unwrap().to_owned()
    };
    Credentials { access: text("AccessKeyId"), secret: text("SecretAccessKey") }
}

/// One call that is not checked yet: the head only says which of its services is meant.
fn call(url: &str, method: &str, path: &str, service: &str, form: &str) -> String {
    let host = url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Authorization: AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/{service}/aws4_request, \
         SignedHeaders=host, Signature=x\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 20"), "{answer}");
    answer
}

pub fn nanio() -> Option<Nanio> {
    let all = Credentials { access: "akses".to_owned(), secret: "kunci-rahasia".to_owned() };
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(BUCKET)).unwrap();
    let data = folder.path().to_owned();
    let server = Server::start("nanio", folder, |command| {
        command.args(["serve", "--no-access-log", "--host", "127.0.0.1", "--port"]);
        command.arg(port.to_string()).arg("--data-dir").arg(data);
        command.env("NANIO_ACCESS_KEY", &all.access).env("NANIO_SECRET_KEY", &all.secret);
    })?;
    Some(Nanio { server, all })
}

/// The user's folder is `home` within the server's: nobody has made the place's own yet.
pub fn rclone(arguments: &[&str]) -> Option<Server> {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    Server::start("rclone", folder, |command| {
        command.args(["serve", "webdav", "--addr", "127.0.0.1:0"]);
        command.args(["--user", USER, "--pass", PASSWORD]).args(arguments).arg(home);
    })
}

pub fn s3(url: &str, who: &Credentials, prefix: &str) -> S3 {
    S3 {
        endpoint: url.to_owned(),
        bucket: BUCKET.to_owned(),
        prefix: prefix.to_owned(),
        region: "us-east-1".to_owned(),
        path_style: true,
        access_key: who.access.clone().into(),
        secret_key: who.secret.clone().into(),
    }
}

/// In a folder whose name has to be escaped.
pub fn webdav(url: &str) -> Webdav {
    Webdav {
        url: format!("{url}/copies%20of%20t%C3%B6ko"),
        user: USER.to_owned(),
        password: PASSWORD.to_owned().into(),
    }
}

pub fn bucket(config: S3) -> Config {
    Config::S3(config)
}
