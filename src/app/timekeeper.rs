//! Whether somebody keeps the machine's clock right.

use std::path::Path;

use crate::domain::limit::CLOCK_BACK_MAX;
use crate::domain::time::Timestamp;
use crate::engine::clock::Clock;

/// Made by `systemd-timesyncd` when it has set the clock after the other machines' clocks.
pub(super) const MARK: &str = "/run/systemd/timesync/synchronized";

/// Whether this moment is right by the one who keeps the clock. That one answers for the
/// machine's clock alone, and not for a clock of a rehearsal.
pub(super) fn vouches(mark: &Path, now: Timestamp) -> bool {
    mark.exists() && Clock::new().now().0.abs_diff(now.0) < CLOCK_BACK_MAX.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Span;

    #[test]
    fn only_the_machines_own_clock_is_vouched_for() {
        let mark = tempfile::NamedTempFile::new().unwrap();
        let now = Clock::new().now();
        assert!(vouches(mark.path(), now));
        assert!(!vouches(mark.path(), now.before(Span::hours(2))));
        assert!(!vouches(Path::new("/nowhere"), now));
    }
}
