//! As whom a program runs that root starts by hand: no number of root's is left to it, for one
//! that has root's real number becomes root again whenever it likes.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::thread;

use rustix::process::{Gid, Uid, getuid};
use rustix::thread::{set_thread_groups, set_thread_res_gid, set_thread_res_uid};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whom {
    uid: u32,
    gid: u32,
}

impl Whom {
    /// Who is nobody on every Debian.
    pub const NOBODY: Whom = Whom::new(65534, 65534);

    pub const fn new(uid: u32, gid: u32) -> Whom {
        Whom { uid, gid }
    }

    /// Whose a folder is; `None`: it is root's own, or nothing can be seen of it.
    pub fn owner_of(folder: &Path) -> Option<Whom> {
        let facts = fs::metadata(folder).ok()?;
        (facts.uid() != 0).then(|| Whom::new(facts.uid(), facts.gid()))
    }

    /// Whether we are root, or have become somebody else for a while.
    pub fn is_wanted() -> bool {
        getuid().is_root()
    }

    /// This thread is nobody else any more, nor are those that it starts: groups, and the real,
    /// the effective and the saved number of both kinds.
    pub fn be(self) -> io::Result<()> {
        let (uid, gid) = (Uid::from_raw(self.uid), Gid::from_raw(self.gid));
        set_thread_groups(&[])?;
        set_thread_res_gid(gid, gid, gid)?;
        Ok(set_thread_res_uid(uid, uid, uid)?)
    }

    /// Does it as that user. The error is that nobody could become them, and nothing was done.
    pub fn does<T: Send>(self, work: impl FnOnce() -> T + Send) -> io::Result<T> {
        // The kernel keeps these numbers by thread: ours stays what it is.
        let thread = |work: Box<dyn FnOnce() -> T + Send + '_>| {
            // Whoever has become an owner for a while has none of root's rights meanwhile.
            set_thread_res_uid(None::<Uid>, Uid::ROOT, None::<Uid>)?;
            self.be()?;
            Ok(work())
        };
        let work = Box::new(work);
        let done = thread::scope(|scope| scope.spawn(|| thread(work)).join());
        done.unwrap_or_else(|_| Err(io::Error::other("it broke off")))
    }

    /// Puts what lies in a folder of ours, and the folder, into their hands.
    pub fn takes(self, folder: &Path) -> io::Result<()> {
        let own = |path: &Path| std::os::unix::fs::lchown(path, Some(self.uid), Some(self.gid));
        for entry in fs::read_dir(folder)? {
            own(&entry?.path())?;
        }
        own(folder)
    }
}

impl std::fmt::Display for Whom {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "the user {}", self.uid)
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use rustix::process::{getegid, geteuid, getgroups};

    use super::*;

    /// What a program of theirs sees of itself: a line each of users, groups and more groups.
    fn seen() -> Vec<String> {
        let mut command = Command::new("grep");
        command.args(["-E", "^(Uid|Gid|Groups|CapPrm|CapEff):", "/proc/self/status"]);
        let told = String::from_utf8(command.output().unwrap().stdout).unwrap();
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        told.lines().map(words).collect()
    }

    #[test]
    fn a_program_of_roots_has_nothing_of_root_left() {
        if !Whom::is_wanted() {
            // Nobody else can become somebody else, and is told so.
            assert!(Whom::NOBODY.does(seen).is_err());
            return;
        }
        let nothing = "0000000000000000";
        let expected = [
            "Uid: 65534 65534 65534 65534".to_owned(),
            "Gid: 65534 65534 65534 65534".to_owned(),
            "Groups:".to_owned(),
            format!("CapPrm: {nothing}"),
            format!("CapEff: {nothing}"),
        ];
        // In a thread of its own, with groups of its own, as whoever is signed in as root.
        thread::scope(|scope| {
            scope.spawn(|| {
                set_thread_groups(&[Gid::from_raw(4), Gid::from_raw(27)]).unwrap();
                assert_eq!(Whom::NOBODY.does(seen).unwrap(), expected);
                // The same while this thread works as the owner of a shop.
                let uid = Uid::from_raw(65534);
                set_thread_res_uid(None::<Uid>, uid, None::<Uid>).unwrap();
                assert_eq!(Whom::NOBODY.does(seen).unwrap(), expected);
                assert_eq!(geteuid(), uid);
                assert_eq!((getegid().as_raw(), getgroups().unwrap().len()), (0, 2));
            });
        });
        assert!(Whom::owner_of(Path::new("/")).is_none());
    }
}
