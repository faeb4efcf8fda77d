//! An sshd of nobody's rights, and a cable to it that is slow or torn.

use std::fs;
use std::net::TcpListener as Port;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rustix::process::geteuid;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use warung::config::backup::{Rclone, Sftp};

use super::servers::{Server, find};
use crate::skip::skip;

/// Who is nobody on every Debian.
const NOBODY: u32 = 65534;

pub struct Sshd {
    pub server: Server,
    pub port: u16,
    user: String,
    pub host_key: String,
    pub key: String,
}

/// A pair of keys in a folder: the private one as text, and the public line.
pub fn key_pair(path: &Path) -> (String, String) {
    let mut command = Command::new("ssh-keygen");
    command.args(["-q", "-t", "ed25519", "-N", "", "-C", "warung", "-f"]).arg(path);
    assert!(command.stdin(Stdio::null()).status().unwrap().success());
    let public = fs::read_to_string(path.with_extension("pub")).unwrap();
    let private = fs::read_to_string(path).unwrap();
    (private.trim_end().to_owned(), public.trim_end().to_owned())
}

fn account() -> String {
    if geteuid().is_root() {
        return "nobody".to_owned();
    }
    let told = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(told.stdout).unwrap().trim().to_owned()
}

/// `home` within the server's folder is where one comes to. The arguments are the subsystem's.
pub fn sshd(arguments: &str) -> Option<Sshd> {
    sshd_at(arguments, |_| {})
}

pub fn sshd_at(arguments: &str, prepare: impl FnOnce(&Path)) -> Option<Sshd> {
    if find("ssh").is_none() {
        skip("there is no ssh on this machine");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let (at, home) = (folder.path().to_owned(), folder.path().join("home"));
    fs::set_permissions(&at, fs::Permissions::from_mode(0o755)).unwrap();
    fs::create_dir(&home).unwrap();
    prepare(&home);
    let (_, host) = key_pair(&at.join("host"));
    let (key, public) = key_pair(&at.join("key"));
    fs::write(at.join("authorized"), public + "\n").unwrap();
    let port = Port::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let text = format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {0}/host\nStrictModes no\nUsePAM yes\n\
         AuthorizedKeysFile {0}/authorized\nPidFile none\nPasswordAuthentication no\n\
         KbdInteractiveAuthentication no\nMaxStartups 100\nUseDNS no\n\
         Subsystem sftp internal-sftp -d {1} {arguments}\n",
        at.display(),
        home.display()
    );
    fs::write(at.join("conf"), text).unwrap();
    let root = geteuid().is_root();
    if root {
        let own = |path: &Path| chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        ["home", "host", "conf", "authorized"].iter().for_each(|name| own(&at.join(name)));
    }
    let server = Server::start("sshd", folder, |command| {
        command.arg("-D").arg("-e").arg("-f").arg(at.join("conf"));
        if root {
            command.uid(NOBODY).gid(NOBODY);
        }
    })?;
    let host_key = host.rsplit_once(' ').unwrap().0.to_owned();
    Some(Sshd { server, port, user: account(), host_key, key })
}

impl Sshd {
    pub fn home(&self) -> PathBuf {
        self.server.folder.path().join("home")
    }

    pub fn place(&self) -> Sftp {
        Sftp {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            user: self.user.clone(),
            path: "copies of töko/warung".to_owned(),
            host_key: self.host_key.clone(),
            key: self.key.clone().into(),
        }
    }

    /// As a configuration has it. The key is found elsewhere.
    pub fn table(&self, name: &str) -> String {
        let place = self.place();
        format!(
            "\n[[backup]]\nname = \"{name}\"\nkind = \"sftp\"\nhost = \"{}\"\nport = {}\nuser = \
             \"{}\"\npath = \"{}\"\nhost_key = \"{}\"\n",
            place.host, place.port, place.user, place.path, place.host_key
        )
    }

    /// A folder of the server's, for whoever it serves.
    pub fn folder(&self, path: &str) -> PathBuf {
        let mut folder = self.home();
        for part in path.split('/') {
            folder.push(part);
            if !folder.exists() {
                fs::create_dir(&folder).unwrap();
                if geteuid().is_root() {
                    chown(&folder, Some(NOBODY), Some(NOBODY)).unwrap();
                }
            }
        }
        folder
    }
}

/// rclone's own way to a folder of this machine.
pub fn local(folder: &Path) -> Option<Rclone> {
    if find("rclone").is_none() {
        skip("there is no rclone on this machine");
        return None;
    }
    if geteuid().is_root() {
        // Without a shop's folder, root starts it as nobody.
        chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let remote = format!("lokal:{}/copies of töko", folder.display());
    Some(Rclone { remote, config: "[lokal]\ntype = local\n".to_owned().into() })
}

/// A way to a port that carries so many bytes up, and so many a second.
pub struct Cable {
    pub port: u16,
    left: Arc<AtomicU64>,
}

impl Cable {
    pub async fn to(port: u16, pace: Option<u64>) -> Cable {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let own = listener.local_addr().unwrap().port();
        let left = Arc::new(AtomicU64::new(u64::MAX));
        let carried = left.clone();
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let left = carried.clone();
                tokio::spawn(async move {
                    let far = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                    let ((mut nr, mut nw), (mut fr, mut fw)) =
                        (near.into_split(), far.into_split());
                    let up = async {
                        let mut piece = [0; 16 << 10];
                        while let Ok(count @ 1..) = nr.read(&mut piece).await {
                            let rest = left.load(Ordering::SeqCst);
                            if rest < count as u64 || fw.write_all(&piece[..count]).await.is_err() {
                                return;
                            }
                            left.fetch_sub(count as u64, Ordering::SeqCst);
                            if let Some(pace) = pace {
                                sleep(Duration::from_millis(count as u64 * 1000 / pace)).await;
                            }
                        }
                    };
                    let down = tokio::io::copy(&mut fr, &mut nw);
                    tokio::select! { () = up => {}, _ = down => {} }
                });
            }
        });
        Cable { port: own, left }
    }

    /// One to a port so far away; it carries as much as it likes.
    pub async fn far(port: u16, away: Duration) -> Cable {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let own = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let far = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                let ((nr, nw), (fr, fw)) = (near.into_split(), far.into_split());
                tokio::spawn(late(nr, fw, away));
                tokio::spawn(late(fr, nw, away));
            }
        });
        Cable { port: own, left: Arc::default() }
    }

    /// It is torn when so much more has gone up.
    pub fn bears(&self, bytes: u64) {
        self.left.store(bytes, Ordering::SeqCst);
    }
}

/// Each piece arrives so much later than it was sent.
async fn late(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, away: Duration) {
    let (sent, mut on_the_way) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Some((due, piece)) = on_the_way.recv().await {
            let piece: Vec<u8> = piece;
            tokio::time::sleep_until(due).await;
            if to.write_all(&piece).await.is_err() {
                return;
            }
        }
    });
    let mut piece = vec![0; 64 << 10];
    while let Ok(count @ 1..) = from.read(&mut piece).await {
        let due = tokio::time::Instant::now() + away;
        if sent.send((due, piece[..count].to_vec())).is_err() {
            return;
        }
    }
}
