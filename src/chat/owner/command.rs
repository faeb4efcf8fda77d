//! The owners' commands as they type them: `/mute 2h`.

use crate::domain::limit::{LOG_LINES, LOG_LINES_MAX, MUTE_MAX};
use crate::domain::span;
use crate::domain::time::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnerCommand {
    Status,
    Check,
    /// `None`: for how long cannot be understood.
    Mute(Option<Quiet>),
    Ack,
    Log(u16),
    Pause,
    Resume,
    Restart,
    Drill,
    Help,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quiet {
    For(Span),
    NoMore,
}

impl OwnerCommand {
    /// A command by its name, without the slash, and what follows it.
    pub fn parse(name: &str, rest: &str) -> Option<OwnerCommand> {
        Some(match name {
            "status" => OwnerCommand::Status,
            "check" | "cek" => OwnerCommand::Check,
            "mute" | "bisu" => OwnerCommand::Mute(Quiet::parse(rest)),
            "ack" => OwnerCommand::Ack,
            "log" => OwnerCommand::Log(lines(rest)),
            "pause" | "jeda" => OwnerCommand::Pause,
            "resume" | "lanjut" => OwnerCommand::Resume,
            "restart" => OwnerCommand::Restart,
            "drill" | "latihan" => OwnerCommand::Drill,
            _ => return None,
        })
    }
}

fn lines(rest: &str) -> u16 {
    rest.trim().parse().map_or(LOG_LINES, |lines: u16| lines.clamp(1, LOG_LINES_MAX))
}

impl Quiet {
    /// `2h`, `90 menit`, `1 hari 12 jam`, `off`. A number without its unit may mean anything.
    fn parse(text: &str) -> Option<Quiet> {
        let text = text.trim().to_lowercase();
        if matches!(text.as_str(), "off" | "0" | "stop" | "selesai") {
            return Some(Quiet::NoMore);
        }
        let span = span::span(&text)?;
        (Span::minutes(1) <= span && span <= MUTE_MAX).then_some(Quiet::For(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_is_asked_for_in_many_ways() {
        let quiet = Quiet::parse;
        for (typed, minutes) in [
            ("2h", 120),
            (" 2 H ", 120),
            ("30m", 30),
            ("90 menit", 90),
            ("2 jam", 120),
            ("2jam30menit", 150),
            ("1 hari 12 jam", 36 * 60),
            ("1d", 24 * 60),
            ("1 minggu", 7 * 24 * 60),
        ] {
            assert_eq!(quiet(typed), Some(Quiet::For(Span::minutes(minutes))), "{typed}");
        }
        for typed in ["off", "0", "Stop", " selesai "] {
            assert_eq!(quiet(typed), Some(Quiet::NoMore), "{typed}");
        }
        for typed in ["", "2", "h", "2x", "0m", "8d", "2 2h", "-2h", "99999999999999999999h", "²h"]
        {
            assert_eq!(quiet(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_log_is_as_long_as_a_message_can_be() {
        let log = |rest| OwnerCommand::parse("log", rest);
        assert_eq!(log(""), Some(OwnerCommand::Log(LOG_LINES)));
        assert_eq!(log(" 5 "), Some(OwnerCommand::Log(5)));
        assert_eq!(log("0"), Some(OwnerCommand::Log(1)));
        assert_eq!(log("9999"), Some(OwnerCommand::Log(LOG_LINES_MAX)));
        assert_eq!(log("all"), Some(OwnerCommand::Log(LOG_LINES)));
        assert_eq!(OwnerCommand::parse("start", ""), None);
    }
}
