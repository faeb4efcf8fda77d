//! What a process of ours tells nobody: what is in its memory, and what it was doing when it broke.

use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::thread;

use rustix::process::{DumpableBehavior, set_dumpable_behavior};

/// For every command, before anything is read.
pub fn be() {
    closed();
    panic::set_hook(Box::new(|broken| {
        // Whoever cannot be told is not told.
        let _ = writeln!(io::stderr(), "{}", place(broken));
    }));
}

/// Keys and goods are in this memory: no core file, and no look into it by other processes of the
/// same user. To be said again after becoming somebody else, which takes it back.
pub fn closed() {
    // Refused where it never was allowed; then there is nothing to close.
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

/// Where it broke, and never with what: a message may hold whatever it was working on.
fn place(broken: &PanicHookInfo) -> String {
    let at = broken.location().map_or("an unknown place".into(), |place| place.to_string());
    let thread = thread::current();
    format!("warung: something broke at {at}, in {}", thread.name().unwrap_or("a thread"))
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[test]
    fn nobody_looks_into_this_memory() {
        closed();
        let now = rustix::process::dumpable_behavior().unwrap();
        assert_eq!(now, DumpableBehavior::NotDumpable);
    }

    #[test]
    fn a_panic_tells_its_place_and_nothing_else() {
        let told = Arc::new(Mutex::new(String::new()));
        let (before, hear) = (panic::take_hook(), told.clone());
        let ours = thread::current().id();
        panic::set_hook(Box::new(move |broken| match thread::current().id() == ours {
            true => *hear.lock().unwrap() = place(broken),
            false => before(broken),
        }));
        let goods = "user:rahasia";
        assert!(panic::catch_unwind(|| panic!("cannot read {goods}")).is_err());
        // Back to the usual one.
        let _ = panic::take_hook();
        let told = told.lock().unwrap();
        assert!(told.contains("src/cli/discreet.rs:") && !told.contains("rahasia"), "{told}");
    }
}
