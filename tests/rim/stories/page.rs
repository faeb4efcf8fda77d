//! What came out, as lines of a transcript.

use std::collections::HashMap;

use warung::demo::gateway::{Call, PretendGateway};
use warung::demo::telegram::file::FileKind;
use warung::demo::telegram::markup::Does;
use warung::demo::telegram::{Called, Change, Outcome, Shown, Telegram, Trace};

use super::stage::Stage;

/// Signs of a line, and lines of a file, that are worth reading.
const LINE_SIGNS: usize = 120;
const FILE_LINES: usize = 6;

/// What has been written down already.
#[derive(Default)]
pub struct Page {
    moment: u64,
    toasts: usize,
    calls: usize,
    asked: usize,
    posted: usize,
    /// The bot's standing messages in each chat, by which a change is found again.
    standing: HashMap<i64, Vec<i32>>,
}

impl Page {
    /// Writes down everything that came since the last time, the one who acted first.
    pub fn news(&mut self, stage: &Stage, actor: &str) -> Vec<String> {
        let (telegram, gateway) = (&stage.world.telegram, &stage.world.gateway);
        let traces = telegram.traces(self.moment);
        let toasts = &telegram.toasts()[self.toasts..];
        let calls = &telegram.calls()[self.calls..];
        let mut people: Vec<&(String, i64)> = stage.people.iter().collect();
        people.sort_by_key(|(name, _)| name != actor);
        let mut lines = Vec::new();
        for (name, chat) in people {
            for toast in toasts.iter().filter(|toast| toast.chat == *chat) {
                let mark = if toast.alert { "!!" } else { "!" };
                lines.extend(told(name, mark, &toast.text));
            }
            let refused = calls.iter().filter(|call| call.chat == Some(*chat)).filter_map(refused);
            lines.extend(refused.map(|words| first(name, "-", &words)));
            for trace in traces.iter().filter(|trace| trace.chat == *chat) {
                lines.extend(self.trace(name, trace));
            }
        }
        let elsewhere = calls.iter().filter(|call| call.chat.is_none()).filter_map(refused);
        lines.extend(elsewhere.map(|words| first("telegram", "-", &words)));
        lines.extend(self.gateway(gateway, &stage.rests));
        self.moment = telegram.moment();
        self.toasts += toasts.len();
        self.calls += calls.len();
        lines
    }

    /// Passes over everything so far.
    pub fn skip(&mut self, stage: &Stage) {
        self.news(stage, "");
    }

    fn trace(&mut self, name: &str, trace: &Trace) -> Vec<String> {
        let Trace { chat, what, message } = trace;
        let standing = self.standing.entry(*chat).or_default();
        let from_end =
            standing.iter().rev().position(|id| *id == message.id).map_or(0, |at| at + 1);
        match what {
            Change::Sent => {
                standing.push(message.id);
                shown(name, "<", message)
            }
            Change::Edited if from_end == 1 => shown(name, "~", message),
            Change::Edited => shown(name, &format!("~{from_end}"), message),
            Change::Deleted => {
                standing.retain(|id| *id != message.id);
                let text = message.text.lines().next().unwrap_or_default();
                vec![first(name, "x", &format!("{}{text}", media(message)))]
            }
        }
    }

    fn gateway(&mut self, gateway: &PretendGateway, rests: &[usize]) -> Vec<String> {
        let calls = gateway.calls();
        let mut fresh: Vec<(usize, &Call)> = Vec::new();
        for (at, call) in calls.iter().enumerate().skip(self.asked) {
            fresh.push((rests.partition_point(|rest| *rest <= at), call));
        }
        // What is asked about several payments at one moment comes in any order.
        fresh.sort_by_key(|(moment, call)| (*moment, payment(call)));
        let told = fresh.into_iter().map(|(_, call)| first("gateway", "<", &asked(call)));
        let mut lines = counted(told);
        let posted = gateway.posted();
        lines.extend(counted(posted[self.posted..].iter().map(|posted| {
            let status = status(posted.status);
            first("gateway", "!", &format!("{} {status}", masked(&posted.reference)))
        })));
        (self.asked, self.posted) = (calls.len(), posted.len());
        lines
    }
}

/// Lines that come many times in a row, once.
fn counted(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for line in lines {
        match counted.last_mut() {
            Some((last, times)) if *last == line => *times += 1,
            _ => counted.push((line, 1)),
        }
    }
    let told = counted.into_iter().map(|(line, times)| match times {
        1 => line,
        _ => format!("{line} ({times} times)"),
    });
    told.collect()
}

fn refused(call: &Called) -> Option<String> {
    // The menus are told at every start, also to those who never wrote.
    if call.method == "setMyCommands" {
        return None;
    }
    Some(match &call.outcome {
        Outcome::Done => return None,
        Outcome::Refused { code, description } => format!("{} {code}: {description}", call.method),
        Outcome::Unanswered => format!("{} nobody there", call.method),
        Outcome::Lost => format!("{} the answer got lost", call.method),
    })
}

fn asked(call: &Call) -> String {
    let path = call.path.trim_start_matches("/api/").trim_start_matches("v2/");
    let path = path.replace("/warung-demo", "");
    format!("{} {}", masked(&path.replace('/', " ")), status(call.status))
}

fn payment(call: &Call) -> &str {
    call.path.rsplit('/').next().unwrap_or_default()
}

fn status(status: Option<u16>) -> String {
    status.map_or_else(|| "nobody there".to_owned(), |status| status.to_string())
}

/// The random tail of a reference is another one every day.
fn masked(text: &str) -> String {
    let words = text.split(' ').map(|word| match word.split('-').collect::<Vec<_>>()[..] {
        ["W", number, _] => format!("W-{number}-…"),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn shown(name: &str, mark: &str, message: &Shown) -> Vec<String> {
    let mut lines = told(name, mark, &format!("{}{}", media(message), message.text));
    lines.extend(content(message));
    for row in &message.inline {
        let keys = row.iter().map(|key| match &key.does {
            Does::Url(url) => format!("[{} → {url}]", key.label),
            _ => format!("[{}]", key.label),
        });
        lines.push(more(&keys.collect::<Vec<_>>().join(" ")));
    }
    for row in message.keyboard.iter().flat_map(|keyboard| &keyboard.rows) {
        let keys = row.iter().map(|key| format!("[{key}]"));
        lines.push(more(&format!("⌨ {}", keys.collect::<Vec<_>>().join(" "))));
    }
    lines
}

fn media(message: &Shown) -> String {
    let topic = message.topic.map(|topic| format!("(topic {topic}) ")).unwrap_or_default();
    let Some(file) = &message.attachment else { return topic };
    let what = match file.kind {
        FileKind::Photo if file.name == "qr.png" => "QR".to_owned(),
        FileKind::Photo => "photo".to_owned(),
        _ => format!("file {}, {} bytes", file.name, file.bytes.len()),
    };
    format!("{topic}({what}) ")
}

/// The beginning of a text file.
fn content(message: &Shown) -> Vec<String> {
    let file = message.attachment.as_ref().filter(|file| file.kind == FileKind::Document);
    let text = file.map(|file| String::from_utf8_lossy(&file.bytes)).unwrap_or_default();
    let mut lines: Vec<String> =
        text.lines().take(FILE_LINES).map(|line| more(&format!("│ {}", plain(line)))).collect();
    let rest = text.lines().count().saturating_sub(FILE_LINES);
    if rest > 0 {
        lines.push(more(&format!("│ … {rest} lines more")));
    }
    lines
}

fn told(name: &str, mark: &str, text: &str) -> Vec<String> {
    let mut lines = text.split('\n').map(|line| plain(&masked(line)));
    let head = first(name, mark, &lines.next().unwrap_or_default());
    std::iter::once(head).chain(lines.map(|line| more(&line))).collect()
}

fn first(name: &str, mark: &str, text: &str) -> String {
    format!("{name:<7} {mark} {text}")
}

fn more(text: &str) -> String {
    format!("          {text}").trim_end().to_owned()
}

/// A line as one can see it: not too long, and nothing in it that hides or turns around.
fn plain(line: &str) -> String {
    let hidden = |sign: char| {
        sign.is_control()
            || matches!(sign, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(sign, '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{a0}')
    };
    let count = line.chars().count();
    let seen: String = line
        .chars()
        .take(LINE_SIGNS)
        .map(|sign| match hidden(sign) {
            true => sign.escape_unicode().to_string(),
            false => sign.to_string(),
        })
        .collect();
    match count > LINE_SIGNS {
        true => format!("{seen}… ({count} signs)"),
        false => seen,
    }
}

/// Every standing text and file of the bot in a chat, as its owner holds them.
pub fn held(telegram: &Telegram, chat: i64) -> Vec<String> {
    let messages = telegram.chat(chat).into_iter();
    let texts = messages.filter(|message| message.from_bot() && !message.deleted).map(|message| {
        let file = message.attachment.filter(|file| file.kind == FileKind::Document);
        let file = file.map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        file.unwrap_or(message.text)
    });
    texts.collect()
}
