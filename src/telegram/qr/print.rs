//! Lines of text as dots, in letters of our own: `build/font.txt`, in three sizes.

use super::fold::fold;
use super::sheet::Sheet;

include!(concat!(env!("OUT_DIR"), "/font.rs"));

struct Glyph<const HEIGHT: usize> {
    sign: char,
    width: u8,
    /// From above, the leftmost dot in the highest bit.
    rows: [u32; HEIGHT],
}

struct Size<const COUNT: usize, const HEIGHT: usize> {
    scale: usize,
    /// In the order of their signs.
    glyphs: [Glyph<HEIGHT>; COUNT],
}

/// A size, whatever its height.
trait Font: Sync {
    fn scale(&self) -> usize;
    fn height(&self) -> usize;
    /// How wide a sign is and its rows; nothing for a blank.
    fn find(&self, sign: char) -> Option<(usize, &[u32])>;
}

impl<const COUNT: usize, const HEIGHT: usize> Font for Size<COUNT, HEIGHT> {
    fn scale(&self) -> usize {
        self.scale
    }

    fn height(&self) -> usize {
        HEIGHT
    }

    fn find(&self, sign: char) -> Option<(usize, &[u32])> {
        let at = self.glyphs.binary_search_by_key(&sign, |glyph| glyph.sign).ok()?;
        let glyph = &self.glyphs[at];
        Some((glyph.width.into(), &glyph.rows))
    }
}

/// Largest first.
const SIZES: [&dyn Font; 3] = [&SIZE_4, &SIZE_3, &SIZE_2];
/// Of a blank and between two signs, in dots of the drawing.
const BLANK: usize = 3;
const GAP: usize = 1;
/// Stands for what there was no room for.
const CUT: &str = "...";

/// How large a line should be, if there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    Large,
    Middle,
}

/// A line that fits.
pub struct Line {
    text: String,
    font: &'static dyn Font,
}

impl Line {
    /// The text within so many dots: in smaller letters where it is long, and cut where it is
    /// longer than that. Nothing if there is nothing to read in it.
    pub fn fitting(text: &str, letters: Letters, width: usize) -> Option<Line> {
        let mut text = fold(text)?;
        let sizes = match letters {
            Letters::Large => &SIZES[..],
            Letters::Middle => &SIZES[1..],
        };
        if let Some(font) = sizes.iter().find(|font| measure(&text, **font) <= width) {
            return Some(Line { text, font: *font });
        }
        let font = *sizes.last()?;
        while measure(&text, font) + measure(CUT, font) + GAP * font.scale() > width {
            text.pop()?;
        }
        text.truncate(text.trim_end().len());
        text.push_str(CUT);
        Some(Line { text, font })
    }

    pub fn height(&self) -> usize {
        self.font.height()
    }

    /// In the middle of the sheet, from this row on.
    pub fn print(&self, sheet: &mut Sheet, top: usize) {
        let mut at = sheet.width().saturating_sub(measure(&self.text, self.font)) / 2;
        for sign in self.text.chars() {
            if let Some((_, rows)) = self.font.find(sign) {
                rows.iter().enumerate().for_each(|(row, dots)| sheet.stamp(top + row, at, *dots));
            }
            at += advance(sign, self.font);
        }
    }
}

/// From the beginning of a sign to the beginning of the next.
fn advance(sign: char, font: &dyn Font) -> usize {
    let width = font.find(sign).map_or(BLANK * font.scale(), |(width, _)| width);
    width + GAP * font.scale()
}

fn measure(text: &str, font: &dyn Font) -> usize {
    let whole: usize = text.chars().map(|sign| advance(sign, font)).sum();
    whole.saturating_sub(GAP * font.scale())
}

/// Whether there is a drawing of it.
pub(super) fn drawn(sign: char) -> bool {
    SIZE_2.find(sign).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_ascii_is_drawn_and_differs_from_every_other() {
        let signs: Vec<char> = (0x21..0x7f_u8).map(char::from).chain(['·']).collect();
        for font in SIZES {
            let drawings: Vec<_> = signs.iter().map(|sign| font.find(*sign).unwrap()).collect();
            for (at, drawing) in drawings.iter().enumerate() {
                let (width, rows) = drawing;
                assert!(rows.iter().any(|row| *row != 0), "{:?}", signs[at]);
                assert!(rows.iter().all(|row| row << width == 0), "{:?} is wider", signs[at]);
                let twin = drawings[..at].iter().position(|other| other == drawing);
                assert_eq!(twin.map(|twin| signs[twin]), None, "as {:?}", signs[at]);
            }
        }
    }

    #[test]
    fn a_line_gets_smaller_and_then_shorter() {
        let fits = |text: &str, width: usize| {
            let line = Line::fitting(text, Letters::Large, width).unwrap();
            assert!(measure(&line.text, line.font) <= width, "{}", line.text);
            (line.text, line.font.scale())
        };
        assert_eq!(fits("Warung Budi", 650), ("Warung Budi".to_owned(), 4));
        let long = "Toko Akun Premium Nusantara Jaya";
        assert_eq!(fits(long, 650), (long.to_owned(), 3));
        let longer = "Toko Akun Premium Nusantara Jaya Abadi Sentosa";
        assert_eq!(fits(longer, 650), (longer.to_owned(), 2));
        let (cut, scale) = fits(&format!("{longer} {longer}"), 650);
        assert_eq!(scale, 2);
        assert!(cut.starts_with(longer) && cut.ends_with("..."), "{cut}");
        assert!(Line::fitting("🔥", Letters::Large, 650).is_none());
        assert!(Line::fitting("Warung", Letters::Large, 5).is_none());
    }

    #[test]
    fn letters_look_like_themselves() {
        let line = Line::fitting("Rp1", Letters::Large, 34).unwrap();
        assert_eq!(line.font.scale(), 2);
        let rows: Vec<String> = "Rp1"
            .chars()
            .map(|sign| line.font.find(sign).unwrap())
            .map(|(width, rows)| format!("{:0>32b}", rows[6])[..width].to_owned())
            .collect();
        // The upper half of the fourth row as it is drawn: the waist of R with the slope to its
        // bow, the sides of p with the slopes in its corners, the stem of 1.
        assert_eq!(rows, ["1111111110", "1110000111", "001100"]);
    }
}
