//! Why nothing was taken of what the staff sent for the shelf, in words.

use super::{Words, args};
use crate::domain::batch::NoBatch;
use crate::domain::file::NoFile;
use crate::domain::intake::NoIntake;
use crate::domain::stock::{Foreign, Looks, NoUnit, Reject, SheetFault, Unfit};
use crate::domain::todo::NoTodo;
use crate::domain::waiter::NoWait;

impl Words<'_> {
    pub(super) fn unfit(&self, unfit: Unfit) -> String {
        match unfit {
            Unfit::NoLines => self.refusal_no_lines(),
            Unfit::TooManyLines { max } => self.refusal_too_many_lines(max as u64),
            Unfit::LatePiece => self.refusal_late_piece(),
            Unfit::ManyPieces { max } => self.refusal_many_pieces(max as u64),
            Unfit::Foreign(Foreign::Wide) => self.refusal_wide_file(),
            Unfit::Foreign(Foreign::Binary) => self.refusal_not_a_text(),
            Unfit::Foreign(foreign) => self.refusal_foreign_file(&self.foreign(foreign)),
            Unfit::Command { line } => self.refusal_command_line(&line.to_string()),
            Unfit::Sheet { line, fault } => {
                let line = line.to_string();
                match fault {
                    SheetFault::Open => self.refusal_sheet_open(&line),
                    SheetFault::Behind => self.refusal_sheet_behind(&line),
                    SheetFault::NotText => self.refusal_sheet_not_text(&line),
                }
            }
            Unfit::Doubtful(it) => match it.looks {
                Looks::Account => self.refusal_several_lines(args::RefusalSeveralLines {
                    first_line: &it.first.to_string(),
                    last_line: &it.last.to_string(),
                }),
                Looks::Heading => self.refusal_heading(&it.first.to_string()),
            },
            Unfit::TwoSources => self.refusal_two_sources(),
            Unfit::SeveralCommands => self.refusal_several_commands(),
            Unfit::OneLine => self.refusal_one_line(),
            Unfit::NothingArchived { number } => self.refusal_nothing_archived(number.into()),
            Unfit::NoColumn => self.refusal_no_column(),
            Unfit::Counts => self.refusal_counts(),
            Unfit::Stranger { line } => self.refusal_stranger(&line.to_string()),
            Unfit::Formatted => self.refusal_formatted(),
            Unfit::Below => self.refusal_below(),
            Unfit::Published => self.refusal_published(),
        }
    }

    pub(super) fn no_batch(&self, why: NoBatch) -> String {
        match why {
            NoBatch::Gone => self.refusal_batch_gone(),
            NoBatch::Busy => self.refusal_batch_busy(),
            NoBatch::Selling => self.refusal_batch_selling(),
            NoBatch::Nothing => self.refusal_batch_nothing(),
        }
    }

    pub(super) fn no_wait(&self, why: NoWait) -> String {
        match why {
            NoWait::InStock => self.refusal_wait_in_stock(),
            NoWait::TooMany { max } => self.refusal_wait_many(max as u64),
            NoWait::Full => self.refusal_wait_full(),
        }
    }

    pub(super) fn no_intake(&self, why: NoIntake) -> String {
        match why {
            NoIntake::Gone => self.refusal_intake_gone(),
            NoIntake::NotYours => self.refusal_intake_not_yours(),
            NoIntake::Reading => self.refusal_intake_reading(),
            NoIntake::NothingNew => self.refusal_intake_nothing_new(),
        }
    }

    pub(super) fn no_unit(&self, why: NoUnit) -> String {
        match why {
            NoUnit::Gone => self.refusal_unit_gone(),
            NoUnit::Taken => self.refusal_unit_taken(),
            NoUnit::Known => self.refusal_unit_known(),
            NoUnit::There => self.refusal_unit_there(),
            NoUnit::NotFound => self.refusal_unit_not_found(),
            NoUnit::TooMany { max } => self.refusal_units_many(max as u64),
            NoUnit::Unfit(reject) => self.refusal_unit_unfit(&self.reject(reject)),
        }
    }

    pub(super) fn no_todo(&self, why: NoTodo) -> String {
        match why {
            NoTodo::Gone => self.refusal_todo_gone(),
            NoTodo::Answered => self.refusal_todo_answered(),
            NoTodo::TextWaits => self.refusal_todo_text_waits(),
            NoTodo::InStock => self.refusal_todo_in_stock(),
            NoTodo::OneFile => self.refusal_one_file(),
        }
    }

    pub(super) fn no_file(&self, why: NoFile) -> String {
        match why {
            NoFile::Gone => self.refusal_files_gone(),
            NoFile::TooMany { max } => self.refusal_files_many(max as u64),
            NoFile::Full { megabytes } => self.refusal_files_full(megabytes),
            NoFile::NotAFile => self.refusal_not_a_file(),
        }
    }

    /// Why a line can be no unit.
    pub fn reject(&self, reject: Reject) -> String {
        match reject {
            Reject::TooLong => self.plain_reject_too_long(),
            Reject::NotText => self.plain_reject_not_text(),
            Reject::Ruin => self.plain_reject_ruin(),
            Reject::Lines => self.plain_reject_lines(),
            Reject::Cut => self.plain_reject_cut(),
            Reject::Parts { found, named } => self.plain_reject_parts(args::PlainRejectParts {
                count: found.into(),
                max: named.into(),
            }),
        }
    }

    fn foreign(&self, foreign: Foreign) -> String {
        match foreign {
            Foreign::Workbook => self.plain_format_workbook(),
            Foreign::Document => self.plain_format_document(),
            Foreign::Page => self.plain_format_page(),
            Foreign::Pdf => self.plain_format_pdf(),
            Foreign::Picture => self.plain_format_picture(),
            Foreign::Archive => self.plain_format_archive(),
            Foreign::Json => self.plain_format_json(),
            Foreign::Wide | Foreign::Binary => self.plain_format_unknown(),
        }
    }
}
