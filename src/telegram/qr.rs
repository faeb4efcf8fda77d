//! Draws a QR code that a phone reads off another phone, or out of its own gallery: around it
//! stands what it is for, so that several saved ones can be told apart.

mod fold;
mod mask;
mod print;
mod sheet;

use qrcode::{Color, EcLevel, QrCode};

use self::mask::Code;
use self::print::{Letters, Line};
use self::sheet::Sheet;
use crate::domain::message::Qr;

/// Telegram shrinks and recompresses photos: fat modules survive that.
const MODULE_PIXELS: usize = 10;
/// The white border that the standard asks for. No letter comes into it.
const QUIET_MODULES: usize = 4;
/// A small code is drawn larger, so that there is room for letters.
const SIDE_LEAST: usize = 640;
/// Telegram makes photos smaller that have more: better we do, in whole pixels.
const SIDE_MOST: usize = 1280;
/// White at the edges, and between two lines.
const MARGIN: usize = 28;
const LINE_GAP: usize = 14;

/// The picture as a PNG; nothing if the code's text is longer than a QR code holds.
pub fn png(qr: &Qr) -> Option<Vec<u8>> {
    let code = mask::encode(&qr.code, EcLevel::M).ok()?;
    let modules = code.width + 2 * QUIET_MODULES;
    let module = SIDE_LEAST.div_ceil(modules).max(MODULE_PIXELS);
    let module = module.min(SIDE_MOST / modules).max(1);
    let side = modules * module;
    let width = side - 2 * MARGIN.min(side / 4);
    let lines = |texts: [(&str, Letters); 2]| {
        let fitting = |(text, letters)| Line::fitting(text, letters, width);
        texts.into_iter().filter_map(fitting).collect::<Vec<_>>()
    };
    let above = lines([(&qr.shop, Letters::Large), (&qr.order, Letters::Middle)]);
    let below = lines([(&qr.total, Letters::Large), (&qr.until, Letters::Middle)]);
    let (head, foot) = (height(&above), height(&below));
    let mut sheet = Sheet::new(side, head + side + foot);
    print(&above, &mut sheet, MARGIN);
    stamp(&code, module, &mut sheet, head);
    // The quiet zone is margin enough: the lines stand right below it.
    print(&below, &mut sheet, head + side);
    sheet.png().ok()
}

/// Of lines with their white.
fn height(lines: &[Line]) -> usize {
    match lines.len() {
        0 => 0,
        count => MARGIN + lines.iter().map(Line::height).sum::<usize>() + (count - 1) * LINE_GAP,
    }
}

fn print(lines: &[Line], sheet: &mut Sheet, mut top: usize) {
    for line in lines {
        line.print(sheet, top);
        top += line.height() + LINE_GAP;
    }
}

/// Puts the modules on the sheet, each so many dots wide and high.
fn stamp(code: &Code, module: usize, sheet: &mut Sheet, top: usize) {
    for (nth, row) in code.dots.chunks(code.width).enumerate() {
        let first = top + (nth + QUIET_MODULES) * module;
        let dark = row.iter().enumerate().filter(|(_, color)| **color == Color::Dark);
        for (at, _) in dark {
            sheet.blacken(first, (at + QUIET_MODULES) * module, module);
        }
        sheet.repeat(first, module - 1);
    }
}

/// The code as lines for a terminal, two rows of modules a line: dark is left out and light is
/// drawn, for most terminals are dark. Nothing if the text is longer than a QR code holds.
pub fn lines(text: &str) -> Option<Vec<String>> {
    // Below the last row there is nothing, not even a border.
    drawn(text, |dark, side, row| !dark && row < side)
}

/// The same for paper, which is light by itself.
pub fn printed(text: &str) -> Option<Vec<String>> {
    drawn(text, |dark, _, _| dark)
}

/// `inked` is asked of each module: whether it is dark, how many rows there are, and its own row.
fn drawn(text: &str, inked: impl Fn(bool, usize, usize) -> bool) -> Option<Vec<String>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let (modules, colors) = (code.width(), code.to_colors());
    let side = modules + 2 * QUIET_MODULES;
    let inked = |row: usize, column: usize| {
        let at = |place: usize| place.checked_sub(QUIET_MODULES).filter(|at| *at < modules);
        let inside = at(row).zip(at(column));
        let dark =
            inside.is_some_and(|(row, column)| colors[row * modules + column] == Color::Dark);
        inked(dark, side, row)
    };
    let sign = |row: usize, column: usize| match (inked(row, column), inked(row + 1, column)) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    };
    let line = |row: usize| (0..side).map(|column| sign(row, column)).collect();
    Some((0..side).step_by(2).map(line).collect())
}

#[cfg(test)]
mod tests {
    /// What a phone reads off lines whose ink is of this brightness.
    fn read(lines: &[String], ink: u8) -> String {
        let side = lines[0].chars().count();
        // A phone sees each sign as two squares, one above the other.
        const DOTS: usize = 4;
        let inked = |row: usize, column: usize| {
            let sign = lines[row / 2].chars().nth(column).unwrap();
            matches!((sign, row % 2), ('█', _) | ('▀', 0) | ('▄', 1))
        };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(
            side * DOTS,
            lines.len() * 2 * DOTS,
            |x, y| if inked(y / DOTS, x / DOTS) { ink } else { u8::MAX - ink },
        );
        image.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn a_terminal_and_a_printed_page_show_what_a_phone_reads() {
        for text in ["https://t.me/warung_demo_bot?start=claim_7KQ2XMAB", "K7QF-3M9X"] {
            assert_eq!(read(&super::lines(text).unwrap(), u8::MAX), text);
            assert_eq!(read(&super::printed(text).unwrap(), 0), text);
        }
    }

    #[test]
    fn no_code_holds_a_book() {
        assert_eq!(super::lines(&"x".repeat(3000)), None);
    }
}
