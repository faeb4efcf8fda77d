//! A journal of systemd's own, for one test alone: in a mount namespace, where nothing of the
//! machine's is touched.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::skip::skip;

const PROGRAM: &str = "/lib/systemd/systemd-journald";
const PATIENCE: Duration = Duration::from_secs(20);

/// Keeps its lines in a `/run` that nobody else sees.
const SCRIPT: &str = "mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /var/log && \
                      mkdir -p /run/systemd/journal /run/log && exec /lib/systemd/systemd-journald";

pub struct Journald {
    child: Child,
}

impl Journald {
    /// `None` where there can be none; then it says why.
    pub fn start() -> Option<Arc<Journald>> {
        let able = rustix::process::geteuid().is_root()
            && Path::new(PROGRAM).exists()
            && Path::new("/etc/machine-id").exists();
        if !able {
            skip("a journal of its own needs root and systemd-journald");
            return None;
        }
        let mut command = Command::new("unshare");
        command.args(["--mount", "--propagation", "private", "sh", "-ec", SCRIPT]);
        command.env("SYSTEMD_LOG_TARGET", "null").stdin(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().ok()?;
        let socket = format!("/proc/{}/root/run/systemd/journal/socket", child.id());
        let began = Instant::now();
        while !Path::new(&socket).exists() || is_ours(&socket) {
            if began.elapsed() > PATIENCE || child.try_wait().unwrap().is_some() {
                skip("a journal of its own does not start here");
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Some(Arc::new(Journald { child }))
    }

    /// A program that finds this journal where it looks for the machine's.
    pub fn enter(&self, program: &str) -> Command {
        let mut command = Command::new("nsenter");
        command.arg(format!("--mount=/proc/{}/ns/mnt", self.child.id())).arg(program);
        command
    }

    /// Everything that was said, oldest first.
    pub fn entries(&self) -> Vec<Value> {
        let shown = self.shown("json");
        let lines = shown.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines.map(|line| serde_json::from_slice(line).unwrap()).collect()
    }

    /// The same with every field as it is, to the byte.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.shown("export")).into_owned()
    }

    fn shown(&self, form: &str) -> Vec<u8> {
        assert!(self.enter("journalctl").arg("--sync").status().unwrap().success());
        let output = self.enter("journalctl").args(["--all", "-o", form]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout
    }
}

/// Whether it is still the machine's own that is seen there.
fn is_ours(socket: &str) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |path: &str| std::fs::metadata(path).ok().map(|it| (it.dev(), it.ino()));
    place(socket) == place("/run/systemd/journal/socket")
}

impl Drop for Journald {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
