//! Around the engine: bytes that nobody wrote may make it panic. That is caught at once and told
//! as what it is, damage, wherever it happens.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use super::fault::Fault;
use crate::domain::limit::REASON_CHARS_MAX;
use crate::domain::text::shorten;

thread_local! {
    /// How many guards stand around what this thread does.
    static GUARDS: Cell<u32> = const { Cell::new(0) };
}

/// Does something with the engine. A panic comes back as its words.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    hush();
    GUARDS.set(GUARDS.get() + 1);
    // What is half done is not looked at again: the transaction goes with it.
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDS.set(GUARDS.get() - 1);
    done.map_err(|panic| {
        let words = panic.downcast_ref::<&str>().copied();
        let words = words.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        shorten(words.unwrap_or("no reason given"), REASON_CHARS_MAX)
    })
}

/// The same, with damage as a fault like others.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    caught(work).unwrap_or_else(|why| Err(Fault::Damaged(why)))
}

/// What is caught and told by us is not told by the panic's own hook as well.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if GUARDS.get() == 0 {
                before(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_fault_and_the_next_guard_stands() {
        let broken = guarded(|| -> Result<(), Fault> { panic!("a page of {} bytes", 7) });
        assert!(matches!(broken, Err(Fault::Damaged(why)) if why == "a page of 7 bytes"));
        let inside = guarded(|| guarded(|| -> Result<(), Fault> { panic!("within") }));
        assert!(matches!(inside, Err(Fault::Damaged(why)) if why == "within"));
        assert!(matches!(guarded(|| Ok(7)), Ok(7)));
        assert_eq!(GUARDS.get(), 0);
    }
}
