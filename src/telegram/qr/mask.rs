//! The dots of a QR code. Which of its eight masks is best is counted by the standard's points,
//! but a line at a time: dot by dot that is most of the work of a whole picture.

use qrcode::canvas::{Canvas, MaskPattern, Module};
use qrcode::{Color, EcLevel, QrResult, bits, ec};

/// The dots, row by row, and how many make a row.
pub struct Code {
    pub width: usize,
    pub dots: Vec<Color>,
}

/// A line of dots: the first in the lowest bit, a dark one set. Larger codes than this has bits
/// hold more than anybody pays with.
type Line = u128;

type Inverts = fn(usize, usize) -> bool;

/// The masks, and which dots (column, row) each inverts.
const MASKS: [(MaskPattern, Inverts); 8] = [
    (MaskPattern::Checkerboard, |x, y| (x + y).is_multiple_of(2)),
    (MaskPattern::HorizontalLines, |_, y| y.is_multiple_of(2)),
    (MaskPattern::VerticalLines, |x, _| x.is_multiple_of(3)),
    (MaskPattern::DiagonalLines, |x, y| (x + y).is_multiple_of(3)),
    (MaskPattern::LargeCheckerboard, |x, y| (x / 3 + y / 2).is_multiple_of(2)),
    (MaskPattern::Fields, |x, y| x * y % 2 + x * y % 3 == 0),
    (MaskPattern::Diamonds, |x, y| (x * y % 2 + x * y % 3).is_multiple_of(2)),
    (MaskPattern::Meadow, |x, y| ((x + y) % 2 + x * y % 3).is_multiple_of(2)),
];
/// Every mask repeats after so many lines, in both directions.
const PERIOD: usize = 12;

/// The code of a text; an error if it is longer than a code holds.
pub fn encode(text: &str, level: EcLevel) -> QrResult<Code> {
    let bits = bits::encode_auto(text.as_bytes(), level)?;
    let version = bits.version();
    let (data, correction) = ec::construct_codewords(&bits.into_bytes(), version, level)?;
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    let width = version.width().unsigned_abs().into();
    let dots = match width <= Line::BITS as usize {
        true => {
            canvas.apply_mask(best(&canvas, width));
            canvas.into_colors()
        }
        false => canvas.apply_best_mask().into_colors(),
    };
    Ok(Code { width, dots })
}

/// All lines of one direction.
#[derive(Clone)]
struct Lines {
    dark: Vec<Line>,
    /// Those that a mask may invert.
    free: Vec<Line>,
}

fn best(canvas: &Canvas, width: usize) -> MaskPattern {
    let none = Lines { dark: vec![0; width], free: vec![0; width] };
    let (mut rows, mut columns) = (none.clone(), none);
    for y in 0..width {
        for x in 0..width {
            let (dark, free) = match canvas.get(x as i16, y as i16) {
                Module::Empty => (false, true),
                Module::Masked(color) => (color == Color::Dark, false),
                Module::Unmasked(color) => (color == Color::Dark, true),
            };
            rows.dark[y] |= Line::from(dark) << x;
            rows.free[y] |= Line::from(free) << x;
            columns.dark[x] |= Line::from(dark) << y;
            columns.free[x] |= Line::from(free) << y;
        }
    }
    let points = |(_, inverts): &(MaskPattern, Inverts)| {
        let rows = rows.masked(inverts);
        let columns = columns.masked(|at, line| inverts(line, at));
        points(&rows, &columns)
    };
    MASKS.iter().min_by_key(|mask| points(mask)).map_or(MaskPattern::Checkerboard, |mask| mask.0)
}

impl Lines {
    /// The lines under a mask that says of each dot, by its place and its line's, whether it is
    /// inverted.
    fn masked(&self, inverts: impl Fn(usize, usize) -> bool) -> Vec<Line> {
        let width = self.dark.len();
        let line = |line| (0..width).map(|at| Line::from(inverts(at, line)) << at).sum();
        let masks: Vec<Line> = (0..PERIOD).map(line).collect();
        let lines = self.dark.iter().zip(&self.free).zip(masks.iter().cycle());
        lines.map(|((dark, free), mask)| dark ^ (free & mask)).collect()
    }
}

/// The standard's points against a picture: runs of one colour, blocks of one colour, what looks
/// like a corner and is none, and how far it is from being half dark.
fn points(rows: &[Line], columns: &[Line]) -> u32 {
    let width = rows.len();
    let lines = rows.iter().chain(columns);
    let along: u32 = lines.map(|line| runs(*line, width) + 40 * corners(*line)).sum();
    let blocks: u32 = rows.windows(2).map(|pair| blocks(pair[0], pair[1], width)).sum();
    let dark: u32 = rows.iter().map(|row| row.count_ones()).sum();
    let balance = (dark * 200 / (width * width) as u32).abs_diff(100);
    along + 3 * blocks + balance
}

fn first(count: usize) -> Line {
    if count >= Line::BITS as usize { Line::MAX } else { (1 << count) - 1 }
}

/// Dots that are as the one after them.
fn alike(line: Line, width: usize) -> Line {
    !(line ^ line >> 1) & first(width - 1)
}

/// Three for each run of five, one more for each further dot.
fn runs(line: Line, width: usize) -> u32 {
    let alike = alike(line, width);
    let fives = alike & alike >> 1 & alike >> 2 & alike >> 3;
    fives.count_ones() + 2 * (fives & !(fives << 1)).count_ones()
}

/// Dark, light, three dark, light, dark, with four light before or after it. Outside it is light.
fn corners(line: Line) -> u32 {
    let core = line & !(line >> 1) & line >> 2 & line >> 3 & line >> 4 & !(line >> 5) & line >> 6;
    let before = !(line << 1 | line << 2 | line << 3 | line << 4);
    let after = !(line >> 7 | line >> 8 | line >> 9 | line >> 10);
    (core & (before | after)).count_ones()
}

/// Squares of two by two in one colour.
fn blocks(above: Line, below: Line, width: usize) -> u32 {
    let same = !(above ^ below) & first(width);
    (same & same >> 1 & alike(above, width)).count_ones()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of dots, as the standard words it.
    fn counted(dots: &[Vec<bool>]) -> u32 {
        let width = dots.len();
        let turned: Vec<Vec<bool>> =
            (0..width).map(|x| dots.iter().map(|row| row[x]).collect()).collect();
        let mut points = 0;
        for line in dots.iter().chain(&turned) {
            for run in line.chunk_by(|a, b| a == b).filter(|run| run.len() >= 5) {
                points += run.len() as u32 - 2;
            }
            let light = |from: isize| {
                (from..from + 4).all(|at| !line.get(at as usize).copied().unwrap_or(false))
            };
            for (at, part) in line.windows(7).enumerate() {
                let corner = *part == [true, false, true, true, true, false, true];
                if corner && (light(at as isize - 4) || light(at as isize + 7)) {
                    points += 40;
                }
            }
        }
        for (above, below) in dots.iter().zip(&dots[1..]) {
            let pairs = above.windows(2).zip(below.windows(2));
            let one = pairs.filter(|(a, b)| a[0] == a[1] && a == b);
            points += 3 * one.count() as u32;
        }
        let dark = dots.iter().flatten().filter(|dot| **dot).count() as u32;
        points + (dark * 200 / (width * width) as u32).abs_diff(100)
    }

    #[test]
    fn lines_are_counted_as_dots_are() {
        for (width, seed) in [(21, 1_u64), (57, 2), (101, 3), (128, 4)] {
            let mut state = seed;
            let mut dot = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                // More of one colour, so that there are runs and blocks.
                state >> 60 < 5
            };
            let mut dots: Vec<Vec<bool>> =
                (0..width).map(|_| (0..width).map(|_| dot()).collect()).collect();
            let corner = [false, false, true, false, true, true, true, false, true, false, false];
            dots[3][..11].copy_from_slice(&corner);
            dots[9][width - 9..].copy_from_slice(&corner[..9]);
            let line = |at: &dyn Fn(usize) -> bool| {
                (0..width).map(|place| Line::from(at(place)) << place).sum::<Line>()
            };
            let rows: Vec<Line> = (0..width).map(|y| line(&|x| dots[y][x])).collect();
            let columns: Vec<Line> = (0..width).map(|x| line(&|y| dots[y][x])).collect();
            assert_eq!(points(&rows, &columns), counted(&dots), "{width}");
        }
    }

    #[test]
    fn masks_invert_what_the_canvas_inverts() {
        let width = 25;
        for (pattern, inverts) in MASKS {
            let mut canvas = Canvas::new(qrcode::Version::Normal(2), EcLevel::M);
            canvas.draw_all_functional_patterns();
            let free: Vec<bool> = (0..width * width)
                .map(|at| canvas.get((at % width) as i16, (at / width) as i16) == Module::Empty)
                .collect();
            canvas.apply_mask(pattern);
            let colors = canvas.into_colors();
            for at in (0..width * width).filter(|at| free[*at]) {
                let dark = colors[at] == Color::Dark;
                assert_eq!(inverts(at % width, at / width), dark, "{pattern:?} {at}");
                // And again after a period, in both directions.
                let (x, y) = (at % width, at / width);
                assert_eq!(inverts(x + PERIOD, y), dark);
                assert_eq!(inverts(x, y + PERIOD), dark);
            }
        }
    }
}
