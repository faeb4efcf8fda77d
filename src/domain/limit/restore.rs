//! A shop that was brought back from a copy, and money that nobody knows the buyer of.

use crate::domain::time::Span;

/// Of each product at least so many units are kept from sale: what a quiet shop sells in the
/// minutes that a copy may lack.
pub const DETAINED_MIN: u64 = 3;
/// Times as many as it ever sold lately within as long a time as is lost: the lost moments may
/// have been the busiest of all.
pub const DETAINED_FACTOR: u64 = 2;
/// How far back it is looked for how fast a product sells: a whole week, with its Saturday.
pub const PACE_WITHIN: Span = Span::hours(7 * 24);
/// The least that is looked at as one time: what sells in bursts sells nothing in most minutes.
pub const PACE_SPAN_MIN: Span = Span::hours(1);
/// Numbers that people may know from the lost moments and that are not given again. Six digits of
/// an invoice hold a thousand such restores.
pub const NUMBERS_LEFT_OUT: u64 = 1_000;
/// Payments that are asked about at once: at the gateway's six a second, two minutes. All others
/// have their own looks, and the night's reconciliation.
pub const RESTORED_ASKED_MAX: usize = 600;
/// How often it is looked whether all has been looked after.
pub const RESTORED_LOOK: Span = Span::minutes(5);
/// Units of a product that its card shows: what fits one screen, beside the way to all of them.
pub const DETAINED_SHOWN: usize = 8;

/// References that no row of ours has and that the gateway is being asked about, at once: a shop
/// that was brought back has as many lost orders under way, and whoever makes them up costs the
/// gateway no more than these.
pub const UNCLAIMED_ASKED_MAX: u64 = 32;
/// When the gateway is asked again, where it says that the money is not there yet, or nothing: its
/// notice may come before it knows so itself, and its own bad day is over by the next.
pub const UNCLAIMED_LOOKS: [Span; 6] = [
    Span::secs(10),
    Span::minutes(2),
    Span::minutes(15),
    Span::hours(2),
    Span::hours(6),
    Span::hours(12),
];
/// Times that one look asks a gateway that does not answer.
pub const UNCLAIMED_TRIES: u16 = 4;
