//! Why a text or a button of the seller's own is not as it was to be, in words.

use super::{Html, Words, args};
use crate::domain::own_button::NoButton;
use crate::domain::wording::{NoWording, Slip, Spot};

impl Words<'_> {
    pub(super) fn no_wording(&self, why: &NoWording) -> String {
        match why {
            NoWording::Gone => self.refusal_wording_gone(),
            NoWording::Changed => self.refusal_wording_changed(),
            NoWording::Past => self.refusal_wording_past(),
            NoWording::Empty => self.refusal_empty_text(),
            NoWording::Long { units, max } => {
                self.refusal_wording_long(args::RefusalWordingLong { count: *units, max: *max })
            }
            NoWording::Lines => self.refusal_wording_lines(),
            NoWording::Plain { spot } => self.refusal_wording_plain(&self.spot(*spot)),
            NoWording::Brace { spot } => self.refusal_wording_brace(&self.spot(*spot)),
            NoWording::Unfilled { name, known } if known.is_empty() => {
                self.refusal_wording_no_blanks(name)
            }
            NoWording::Unfilled { name, known } => {
                let (content, name) = (known.as_str(), name.as_str());
                self.refusal_wording_unfilled(args::RefusalWordingUnfilled { content, name })
            }
            NoWording::Missing { names } => self.refusal_wording_missing(names),
            NoWording::Markup { spot, slip } => {
                self.refusal_wording_markup(&self.spot(*spot), Html(&self.slip(slip)))
            }
            NoWording::InTag { name } => self.refusal_wording_in_tag(name),
            NoWording::NotMono { name } => self.refusal_wording_not_mono(name),
            NoWording::BelowPicture { units, max } => {
                let (count, max) = (*units, *max);
                self.refusal_wording_photo(args::RefusalWordingPhoto { count, max })
            }
        }
    }

    fn spot(&self, Spot { line, sign }: Spot) -> String {
        self.plain_spot(args::PlainSpot { number: line, position: sign })
    }

    fn slip(&self, slip: &Slip) -> String {
        match slip {
            Slip::HalfTag => self.slip_half(),
            Slip::Bare => self.slip_bare(),
            Slip::Unknown(name) => self.slip_unknown(name),
            Slip::Attributes(name) => self.slip_attributes(name),
            Slip::Crossed { end, open } => {
                self.slip_crossed(args::SlipCrossed { end, start: open })
            }
            Slip::Unopened(name) => self.slip_unopened(name),
            Slip::Unclosed(name) => self.slip_unclosed(name),
        }
    }

    pub(super) fn no_button(&self, why: &NoButton) -> String {
        match why {
            NoButton::Gone => self.refusal_button_gone(),
            NoButton::Changed => self.refusal_wording_changed(),
            NoButton::Past => self.refusal_wording_past(),
            NoButton::Label { max } => self.refusal_button_label(*max as u64),
            NoButton::Taken => self.refusal_button_taken(),
            NoButton::TooMany { max } => self.refusal_button_many(*max as u64),
            NoButton::Link => self.refusal_button_link(),
        }
    }
}
