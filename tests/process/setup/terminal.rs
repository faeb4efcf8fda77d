//! A person at a real terminal: what the binary shows is read, and answers are typed.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Terminal {
    keys: File,
    screen: Receiver<Vec<u8>>,
    child: Child,
    /// All that was shown, and how much of it has been waited for.
    shown: String,
    seen: usize,
}

impl Terminal {
    pub fn start(mut command: Command) -> Terminal {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let path = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let line = OpenOptions::new().read(true).write(true).open(path).unwrap();
        command.stdin(line.try_clone().unwrap()).stdout(line.try_clone().unwrap()).stderr(line);
        let child = command.spawn().unwrap();
        // Only the child holds the line from now on: when it ends, the screen ends.
        drop(command);
        let keys = File::from(master);
        let (mut read, (show, screen)) = (keys.try_clone().unwrap(), channel());
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(count @ 1..) = read.read(&mut piece) {
                if show.send(piece[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Terminal { keys, screen, child, shown: String::new(), seen: 0 }
    }

    /// Waits until this is shown, behind what was waited for before.
    pub fn sees(&mut self, words: &str) -> &mut Terminal {
        let past = self.wait(words, |behind| Some(behind.find(words)? + words.len()));
        self.seen += past;
        self
    }

    /// Waits until this can be read off what is shown, behind what was waited for before.
    pub fn reads<T>(&mut self, what: &str, find: impl Fn(&str) -> Option<T>) -> T {
        self.wait(what, find)
    }

    fn wait<T>(&mut self, what: &str, find: impl Fn(&str) -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = find(&self.shown[self.seen..]) {
                return found;
            }
            let left = PATIENCE.saturating_sub(began.elapsed());
            match self.screen.recv_timeout(left) {
                Ok(piece) => self.shown.push_str(&String::from_utf8_lossy(&piece)),
                Err(_) => panic!("no {what:?} in:\n{}", self.shown),
            }
        }
    }

    /// Types an answer to the question that is shown, and Enter.
    pub fn answers(&mut self, question: &str, answer: &str) -> &mut Terminal {
        self.sees(question).sees(": ").types(&format!("{answer}\r"))
    }

    pub fn types(&mut self, keys: &str) -> &mut Terminal {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// What the keyboard does at Ctrl-C where the program has not taken that over.
    pub fn interrupts(&mut self) -> &mut Terminal {
        let child = Pid::from_child(&self.child);
        kill_process(child, Signal::INT).unwrap();
        self
    }

    /// Waits for the end: the exit code, and all that was ever shown.
    pub fn ends(&mut self) -> (i32, String) {
        let began = Instant::now();
        loop {
            match self.screen.recv_timeout(PATIENCE.saturating_sub(began.elapsed())) {
                Ok(_) if began.elapsed() > PATIENCE => panic!("it goes on and on:\n{}", self.shown),
                Ok(piece) => self.shown.push_str(&String::from_utf8_lossy(&piece)),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it does not end:\n{}", self.shown),
            }
        }
        (self.child.wait().unwrap().code().unwrap(), self.shown.replace('\r', ""))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
