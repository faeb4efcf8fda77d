//! Whether the machine's clock may be believed, though it shows less than a sale was noted at:
//! whoever keeps it may vouch for it, or the clocks of the outside, or the operator.

use std::path::Path;

use super::failure::Failure;
use super::timedated;
use crate::config::{Config, is_here};
use crate::domain::limit::{CLOCK_AGREES, CLOCK_BACK_MAX, CLOCK_LEAST};
use crate::domain::time::Timestamp;
use crate::engine::clock::Clock;
use crate::gateway::probe;
use crate::store::sidecar::{self, Ahead};
use crate::telegram::client::{Client, moment_of};
use crate::words::format::utc;

/// Made by `systemd-timesyncd` when it has set the clock after the other machines' clocks.
const MARK: &str = "/run/systemd/timesync/synchronized";

/// Whose word on the clock is taken before anybody is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Word {
    /// Nobody's.
    #[default]
    Asked,
    /// The operator's: it is right.
    Operator,
}

/// A clock of the outside.
struct Witness {
    name: &'static str,
    /// A server on this machine has this machine's clock.
    here: bool,
    shows: Option<Timestamp>,
}

/// Before anything is touched: a clock that has lost its time altogether is nobody's to vouch for.
pub(super) fn possible(now: Timestamp) -> Result<(), Failure> {
    match now < CLOCK_LEAST {
        true => Err(Failure::Clock { now, least: CLOCK_LEAST, outside: None }),
        false => Ok(()),
    }
}

/// `newest`: when the last sale or movement of money was noted. Where the clock shows much less,
/// somebody must vouch for it, and what was noted ahead of its time is no reason any more.
pub(super) async fn judge(
    config: &Config,
    newest: Timestamp,
    now: Timestamp,
    word: Word,
) -> Result<(), Failure> {
    let least = match sidecar::ahead(&config.data_dir) {
        Some(Ahead { upto, right }) if newest <= upto => right,
        _ => newest,
    };
    if now >= least.before(CLOCK_BACK_MAX) {
        return Ok(());
    }
    let by = match word {
        Word::Operator => "the operator".to_owned(),
        Word::Asked => vouched(config, now).await.map_err(|outside| Failure::Clock {
            now,
            least,
            outside: Some(outside),
        })?,
    };
    sidecar::note_ahead(&config.data_dir, Ahead { upto: newest, right: now });
    let (now, newest) = (utc(now), utc(newest));
    tracing::warn!(
        now,
        newest,
        by,
        "the machine's clock was ahead when the last sale was noted; it is right now"
    );
    Ok(())
}

/// Who says that it is right; or else what is known of the outside, in words.
async fn vouched(config: &Config, now: Timestamp) -> Result<String, String> {
    // Whoever keeps the machine's clock answers for that one, and not for one of a rehearsal.
    let ours = Clock::new().now().0.abs_diff(now.0) < CLOCK_AGREES.0;
    if ours && tokio::task::spawn_blocking(kept).await.unwrap_or_default() {
        return Ok("whoever keeps it".to_owned());
    }
    let telegram = async { Client::new(&config.telegram).ok()?.date().await };
    let gateway = async { moment_of(&probe::date(&config.gateway).await?) };
    let (telegram, gateway) = tokio::join!(telegram, gateway);
    verdict(
        now,
        &[
            Witness { name: "Telegram", here: is_here(&config.telegram.api_url), shows: telegram },
            Witness {
                name: "the gateway",
                here: is_here(&config.gateway.base_url),
                shows: gateway,
            },
        ],
    )
}

/// Timedated knows of any keeper; where there is none, timesyncd's own mark does.
fn kept() -> bool {
    timedated::synchronized(Path::new(timedated::BUS)).unwrap_or_else(|| Path::new(MARK).exists())
}

/// One that differs has a veto. A server on this machine counts where all of them are.
fn verdict(now: Timestamp, witnesses: &[Witness]) -> Result<String, String> {
    let all_here = witnesses.iter().all(|it| it.here);
    let mut agreeing = Vec::new();
    for Witness { name, here, shows } in witnesses {
        match shows {
            Some(shows) if shows.0.abs_diff(now.0) >= CLOCK_AGREES.0 => {
                return Err(format!("{name}'s clock shows {}", utc(*shows)));
            }
            Some(_) if !here || all_here => agreeing.push(*name),
            _ => {}
        }
    }
    match agreeing.is_empty() {
        true => Err("neither Telegram nor the gateway could be asked for the time".to_owned()),
        false => Ok(agreeing.join(" and ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Span;

    const NOW: Timestamp = Timestamp(1_795_331_100_000);

    fn told(telegram: (bool, Option<Timestamp>), gateway: (bool, Option<Timestamp>)) -> bool {
        let witness = |name, (here, shows)| Witness { name, here, shows };
        verdict(NOW, &[witness("Telegram", telegram), witness("the gateway", gateway)]).is_ok()
    }

    #[test]
    fn one_clock_outside_that_agrees_is_enough_unless_another_differs() {
        let (same, later) = (Some(NOW.after(Span::secs(20))), Some(NOW.after(Span::hours(24))));
        let earlier = Some(NOW.before(Span::minutes(6)));
        assert!(told((false, same), (false, None)));
        assert!(told((false, None), (false, same)));
        assert!(told((false, same), (false, same)));
        assert!(!told((false, None), (false, None)));
        for wrong in [later, earlier] {
            assert!(!told((false, wrong), (false, None)));
            assert!(!told((false, same), (false, wrong)));
        }
    }

    #[test]
    fn a_server_on_this_machine_is_no_witness_where_there_is_another() {
        let same = Some(NOW);
        assert!(!told((true, same), (false, None)));
        assert!(told((true, same), (false, same)));
        assert!(told((true, same), (true, None)), "a rehearsal, all of it here");
        assert!(!told((true, Some(NOW.after(Span::hours(1)))), (false, same)));
    }

    #[test]
    fn a_clock_without_its_time_is_refused_whoever_vouches() {
        assert!(possible(Timestamp(12_000)).is_err() && possible(NOW).is_ok());
    }
}
