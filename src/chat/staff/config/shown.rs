//! What a file would change, or has changed, in words.

use super::Press;
use crate::chat::action::WordingPress;
use crate::chat::layout::{below, fitting, paragraphs};
use crate::chat::staff::setting::shown;
use crate::config::Mistakes;
use crate::domain::configuration::{Fate, Part, Taken};
use crate::domain::limit::CONFIGURATION_LINES_MAX;
use crate::domain::message::{Button, Screen};
use crate::domain::text::shorten;
use crate::shop::undo::Act;
use crate::words::format::escape;
use crate::words::{Html, Words, args};

/// What stands around the lines.
const AROUND: usize = 800;
/// As much of a mistake as a line holds.
const LINE_CHARS: usize = 160;

pub fn part_name(part: &Part, w: Words) -> String {
    match part {
        Part::Setting(which) => shown::name(*which, w),
        Part::Category(name) => w.plain_audit_category(name.as_str()),
        Part::Product(number, name) => w.plain_audit_product(name.as_str(), (*number).into()),
        Part::Text(id) => w.plain_audit_wording(&w.text_name(*id)),
        Part::Button(label) => w.plain_audit_button(label.as_str()),
    }
}

/// The file cannot be read: where and why, as far as there is room.
pub fn mistakes(found: &Mistakes, w: Words) -> Screen {
    let told = found.to_string();
    let line = |line: &str| {
        let at = line.split_once(':').map_or(line, |(_, rest)| rest);
        format!("• <code>{}</code>", escape(&shorten(at, LINE_CHARS)))
    };
    let lines: Vec<String> = told.lines().map(line).collect();
    Screen::new(w.config_mistakes(lines.len() as u64, Html(&some(lines, w))))
}

/// As many lines as there is room for, and how many more there are.
fn some(lines: Vec<String>, w: Words) -> String {
    let all = lines.len();
    let mut shown = fitting(lines.into_iter().take(CONFIGURATION_LINES_MAX), AROUND);
    if shown.len() < all {
        shown.push(w.config_more((all - shown.len()) as u64));
    }
    shown.join("\n")
}

/// What cannot be taken in as it is.
pub fn refused(taken: &Taken, w: Words) -> Screen {
    let line = |(part, refusal): &(Part, _)| {
        let why = w.refusal(refusal);
        w.config_refused_line(&part_name(part, w), Html(&why))
    };
    let lines: Vec<String> = taken.refused.iter().map(line).collect();
    Screen::new(w.config_refused(lines.len() as u64, Html(&some(lines, w))))
}

fn changes(taken: &Taken, w: Words) -> String {
    let line = |(part, fate): &(Part, Fate)| {
        let name = part_name(part, w);
        match fate {
            Fate::Added => Some(w.config_added(&name)),
            Fate::Changed => Some(w.config_changed(&name)),
            Fate::Same => None,
        }
    };
    some(taken.parts.iter().filter_map(line).collect(), w)
}

fn counts(taken: &Taken, w: Words) -> String {
    w.config_counts(args::ConfigCounts {
        added: taken.count(Fate::Added) as u64,
        count: taken.count(Fate::Changed) as u64,
        left: taken.count(Fate::Same) as u64,
    })
}

/// What it would change, with the button that makes it count.
pub fn plan(taken: &Taken, apply: Press, w: Words) -> Screen {
    if taken.changes() == 0 {
        return Screen::new(paragraphs([counts(taken, w), w.config_nothing()]));
    }
    let text = paragraphs([w.config_plan(), counts(taken, w), changes(taken, w)]);
    Screen::new(text).buttons(vec![below(w.button_config_apply(), apply)])
}

/// What it has changed, with the way back.
pub fn done(taken: &Taken, undo: Option<Act>, w: Words) -> Screen {
    let text = paragraphs([w.config_done(), counts(taken, w), changes(taken, w)]);
    let undo = undo.map(|act| below(w.button_undo(), Press::Undo(act)));
    let back = below(w.button_wording(), WordingPress::Open);
    let row: Vec<Button> = undo.into_iter().chain([back]).collect();
    Screen::new(text).buttons(row)
}
