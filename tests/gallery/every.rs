//! One of everything that can be pressed, looked at, asked and typed, in the seeded shop.
//!
//! Each list is an exhaustive match: a variant without a line does not compile, and a line whose
//! samples are of another variant, or that has none, fails.

mod buyers;
mod places;
mod presses;
mod restored;
mod typed;
mod wizards;

pub use places::{area_of_place, places};
pub use presses::presses;
pub use typed::{owner_commands, staff_commands};
pub use wizards::{Asked, area_of_wizard, wizards};

/// All samples of an enum, variant by variant. A line takes a single pattern, so that none of
/// several variants goes without its own sample.
macro_rules! every {
    ($kind:ty: $($pattern:pat_param => $samples:expr,)+) => {{
        let line = |it: &$kind| match it {
            $($pattern => stringify!($pattern),)+
        };
        let mut all: Vec<$kind> = Vec::new();
        $(
            let before = all.len();
            all.extend($samples);
            let fits = |it: &$kind| line(it) == stringify!($pattern);
            assert!(all.len() > before, "no sample of {}", stringify!($pattern));
            assert!(all[before..].iter().all(fits), "another than {}", stringify!($pattern));
        )+
        all
    }};
}
pub(super) use every;
