//! Why the shop would not take a product, in the operator's words.

use crate::domain::own_button::NoButton;
use crate::domain::product::{BadPrice, NoProduct};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::settings::NoSetting;
use crate::domain::stock::{Foreign, Looks, Reject, SheetFault, Suspect, Unfit};
use crate::domain::wording::{NoWording, Spot};

const ONE_LINE: &str = "write each account on one line";
const PUBLISHED: &str = "has what looks like an account, and every buyer would read it";

pub fn reason(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Input(BadInput::Price { .. }) => "is not a price in whole rupiah".to_owned(),
        Refusal::Input(BadInput::Number { max }) => format!("must be a number from 1 to {max}"),
        Refusal::Input(BadInput::NoName) => "has no visible sign".to_owned(),
        Refusal::Input(BadInput::Long { max }) => format!("is longer than {max} signs"),
        Refusal::Product(why) => product(why),
        Refusal::Price(why) => price(why),
        Refusal::Unfit(Unfit::TooManyLines { max }) => format!("takes at most {max} units at once"),
        Refusal::Unfit(Unfit::Published) => PUBLISHED.to_owned(),
        Refusal::Input(BadInput::Between { min, max }) => {
            format!("must be a whole number from {min} to {max}")
        }
        Refusal::Input(BadInput::Amount { .. }) => "is not an amount in whole rupiah".to_owned(),
        Refusal::Input(BadInput::Within { days }) => {
            format!("must be a time such as 2 jam or 90 menit, of {days} days at most")
        }
        Refusal::Input(BadInput::NoText) => "is empty".to_owned(),
        Refusal::Input(BadInput::Days { max }) => {
            format!("must begin with a number of days from 1 to {max}")
        }
        Refusal::Input(BadInput::Factors { max }) => {
            format!("needs 1 to {max} percentages from 1 to 100 behind the days, as 30 100 80")
        }
        Refusal::Setting(why) => setting(why),
        Refusal::Wording(why) => wording(why),
        Refusal::Button(NoButton::Taken) => "another button or key is called so".to_owned(),
        Refusal::Button(NoButton::TooMany { max }) => format!("there are {max} buttons already"),
        Refusal::DiskFull => "no room on the disk".to_owned(),
        other => format!("the shop refused: {other:?}"),
    }
}

fn product(why: &NoProduct) -> String {
    match why {
        NoProduct::NumberTaken { number } => format!("number {number} is another product's"),
        NoProduct::TooMany { max } => format!("a shop has at most {max} products"),
        NoProduct::TooManyCategories { max } => format!("a shop has at most {max} categories"),
        NoProduct::InUse { count } => {
            format!("has {count} units of another kind in stock or in open orders")
        }
        NoProduct::NotInUnits => "is of a kind that has no units in lines".to_owned(),
        NoProduct::Parts { max } => format!("a unit has at most {max} parts of different names"),
        NoProduct::IsChoice => "is a choice on another product's card".to_owned(),
        NoProduct::NoChoices => {
            "is on the shelf without choices; give its number to the choice that it is".to_owned()
        }
        NoProduct::VariantTaken => "another choice on its card is called so".to_owned(),
        NoProduct::VariantLong { max } => {
            format!("the names of card and choice are longer than {max} signs together")
        }
        NoProduct::TooManyVariants { max } => format!("a card has at most {max} choices"),
        NoProduct::CardHidden => "its card is hidden".to_owned(),
        other => format!("the shop refused: {other:?}"),
    }
}

fn price(why: &BadPrice) -> String {
    match why {
        BadPrice::Step { .. } => "is no price for a count, such as 5+ 9000".to_owned(),
        BadPrice::TooManySteps { max } => format!("has more than {max} steps"),
        BadPrice::Twice { from } => format!("has two steps from {from} on"),
        BadPrice::Dear { from, before } => format!("from {from} on costs no less than {before}"),
        BadPrice::NotLower { list } => format!("is no less than the price, {list}"),
        BadPrice::All => "leaves nothing to pay".to_owned(),
    }
}

fn wording(why: &NoWording) -> String {
    match why {
        NoWording::Gone => "there is no such text or language".to_owned(),
        NoWording::Empty => "is empty".to_owned(),
        NoWording::Long { units, max } => {
            format!("is {units} signs long with the longest values, and {max} fit")
        }
        NoWording::Lines => "must be one line".to_owned(),
        NoWording::Plain { spot } => format!("{}: markup in a plain text", place(spot)),
        NoWording::Brace { spot } => format!("{}: a brace without its other half", place(spot)),
        NoWording::Unfilled { name, .. } => format!("{name} cannot be filled in there"),
        NoWording::Missing { names } => format!("must have {names} in it"),
        NoWording::Markup { spot, slip } => format!("{}: {slip:?}", place(spot)),
        NoWording::InTag { name } => format!("{name} stands inside a tag, or in a plain text"),
        NoWording::NotMono { name } => format!("{name} must stand in <code> or <pre>"),
        NoWording::BelowPicture { units, max } => {
            format!("is {units} signs long, and {max} fit below its picture")
        }
        NoWording::Changed | NoWording::Past => "has been changed meanwhile".to_owned(),
    }
}

fn place(Spot { line, sign }: &Spot) -> String {
    format!("line {line}, sign {sign}")
}

fn setting(why: &NoSetting) -> String {
    match why {
        NoSetting::Flag => "must be yes or no".to_owned(),
        NoSetting::Money { least, most } => {
            format!("must be an amount from {} to {}", least.0, most.0)
        }
        NoSetting::Contact { .. } => {
            "must be @username, an https:// link, or a phone number as +6281234567890".to_owned()
        }
        NoSetting::Formula => "must be days and percentages, as 30 100 80".to_owned(),
        NoSetting::Hours => "must be two whole hours that differ, as 22-6".to_owned(),
        NoSetting::Hour => "must be an hour from 0 to 23".to_owned(),
        NoSetting::Languages => "must be languages that the shop speaks, as id,en".to_owned(),
        NoSetting::Rows => {
            "must be rows, each once and products among them, as products,orders".to_owned()
        }
        NoSetting::Group => "must be a group's number, as -100123 or -100123:7".to_owned(),
        NoSetting::PublicGroup => {
            "is a link of a group with a public name, which does not say its number".to_owned()
        }
        NoSetting::Changed | NoSetting::Past | NoSetting::Unknown => {
            "cannot be set here".to_owned()
        }
    }
}

pub fn fault(reject: Reject) -> &'static str {
    match reject {
        Reject::TooLong => "is too long",
        Reject::NotText => "is not UTF-8 text (Windows-1252 perhaps); save it again as UTF-8",
        Reject::Ruin => "was spoilt by a spreadsheet; make the column Text, export it again",
        Reject::Lines => "is several lines",
        Reject::Cut => "may be cut off",
        Reject::Parts { .. } => "has another number of parts than its product names",
    }
}

/// Why nothing of a file's goods can be taken, with the line where it is one.
pub fn unfit(unfit: Unfit) -> (Option<u64>, String) {
    match unfit {
        Unfit::Foreign(kind) => (None, foreign(kind).to_owned()),
        Unfit::Command { line } => {
            (Some(line), "begins with a command of the chat, and is no goods".to_owned())
        }
        Unfit::Sheet { line, fault } => (Some(line), astray(fault).to_owned()),
        Unfit::Doubtful(suspect) => (Some(suspect.first), doubtful(suspect)),
        Unfit::SeveralCommands
        | Unfit::OneLine
        | Unfit::NothingArchived { .. }
        | Unfit::Formatted
        | Unfit::NoLines
        | Unfit::TooManyLines { .. }
        // Only a chat has pieces.
        | Unfit::LatePiece
        | Unfit::ManyPieces { .. }
        | Unfit::Below => (None, "is no stock".to_owned()),
        Unfit::Published => (None, PUBLISHED.to_owned()),
        Unfit::TwoSources => (None, "has goods, and so have the words under it".to_owned()),
        Unfit::NoColumn => {
            (None, "has no column \"content\"; call the column of the goods so".to_owned())
        }
        Unfit::Counts => (None, "its column \"stock\" says how many, not what".to_owned()),
        Unfit::Stranger { line } => (Some(line), "is another product's".to_owned()),
    }
}

fn doubtful(Suspect { looks, first, last }: Suspect) -> String {
    let (what, way) = match looks {
        Looks::Heading => ("looks like the heading of a column".to_owned(), "take it out"),
        Looks::Account if first == last => {
            ("looks like an account over several lines".to_owned(), ONE_LINE)
        }
        Looks::Account => (format!("lines {first} to {last} look like one account"), ONE_LINE),
    };
    format!("{what}; {way}, or give --each-line if every line is a unit")
}

pub fn astray(fault: SheetFault) -> &'static str {
    match fault {
        SheetFault::Open => "a quote is opened here and never closed on its line",
        SheetFault::Behind => "has text behind a closing quote",
        SheetFault::NotText => {
            "is not UTF-8 text (Windows-1252 perhaps); save it again as CSV UTF-8"
        }
    }
}

fn foreign(kind: Foreign) -> &'static str {
    match kind {
        Foreign::Workbook => "is a workbook of Excel or the like; export it as CSV or text",
        Foreign::Document => "is a Word or RTF document; save it as plain text",
        Foreign::Page => "is an HTML or XML page, whatever its name; export it as CSV or text",
        Foreign::Pdf => "is a PDF; save it as plain text",
        Foreign::Picture => "is a picture",
        Foreign::Archive => "is an archive; unpack it first",
        Foreign::Json => "is JSON; save it as plain text",
        Foreign::Wide => "is in a UTF-16 that cannot be read for certain; save it again as UTF-8",
        Foreign::Binary => "is not text",
    }
}
