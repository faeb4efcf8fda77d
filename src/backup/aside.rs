//! Long work that nobody waits for: on a thread of its own, which gives way to all others.

use std::panic::resume_unwind;
use std::thread;

use rustix::process::{getpriority_process, setpriority_process};
use tokio::sync::oneshot;

/// A tenth of the processor where somebody else needs it, and all of it where nobody does.
const NICE: i32 = 10;

/// Comes back when it is done, with what it came to or why there is nothing.
pub async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, String> {
    let (done, end) = oneshot::channel();
    let work = move || {
        give_way();
        // Nobody waits for it any more: it was seen to its end all the same.
        let _ = done.send(work());
    };
    let thread = thread::Builder::new().name("aside".into()).spawn(work);
    thread.map_err(|error| format!("no thread: {error}"))?;
    end.await.map_err(|_| "it broke off".to_owned())
}

/// The same for somebody who waits.
pub fn waited_for<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let work = move || {
            give_way();
            work()
        };
        // What breaks there breaks whoever waits, as if it had been done here.
        scope.spawn(work).join().unwrap_or_else(|broken| resume_unwind(broken))
    })
}

/// The calling thread alone, for good, and those that it begins. Where it may not, it goes on as it
/// is.
pub fn give_way() {
    let slower = |now: i32| setpriority_process(None, now.max(NICE));
    if let Err(error) = getpriority_process(None).and_then(slower) {
        tracing::debug!(%error, "long work gives way to nobody");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_gives_way_and_nobody_else_does() {
        let before = getpriority_process(None).unwrap();
        let meanwhile = aside(|| getpriority_process(None).unwrap()).await;
        assert_eq!(meanwhile, Ok(NICE.max(before)));
        assert_eq!(getpriority_process(None).unwrap(), before);
    }

    #[tokio::test]
    async fn what_breaks_is_told() {
        let broken = aside(|| -> u8 { panic!("in a test") }).await;
        assert_eq!(broken, Err("it broke off".to_owned()));
    }
}
