//! Reads `build/font.txt`, the letters of pictures, and writes them out large: drawn dot by dot in
//! a small size, then made larger with smooth slopes.

use std::fmt::Write;

/// Rows of a sign, those below the line included.
const ROWS: usize = 9;
/// Columns of a sign, as they are drawn.
const COLUMNS: usize = 5;
/// How many times larger than drawn, each of them a size of its own.
const SCALES: [usize; 3] = [2, 3, 4];
/// A row of the largest must fit.
const ROW_BITS: usize = 32;

/// A sign's dots, row by row.
type Dots = Vec<Vec<bool>>;

/// The font as Rust source, or what is wrong with the drawing.
pub fn write(text: &str) -> Result<String, String> {
    let signs = read(text)?;
    let mut out = String::new();
    for scale in SCALES {
        let large = |(sign, dots): &(char, Dots)| (*sign, enlarge(&trim(dots), scale));
        size(&mut out, scale, &signs.iter().map(large).collect::<Vec<_>>());
    }
    Ok(out)
}

/// Bands of signs: a line that names them, and their rows side by side.
fn read(text: &str) -> Result<Vec<(char, Dots)>, String> {
    let mut signs = Vec::new();
    for band in text.split("\n\n") {
        let mut lines = band.lines();
        let names = lines.next().unwrap_or_default().split_whitespace();
        let names: Vec<char> = names.filter_map(|name| name.chars().next()).collect();
        let rows: Vec<Vec<&str>> = lines.map(|line| line.split(' ').collect()).collect();
        if rows.len() != ROWS {
            return Err(format!("{names:?}: {} rows", rows.len()));
        }
        for (at, name) in names.into_iter().enumerate() {
            let row = |row: &Vec<&str>| row.get(at).and_then(|dots| line(dots));
            let dots: Option<Dots> = rows.iter().map(row).collect();
            signs.push((name, dots.ok_or_else(|| format!("{name:?} is not drawn well"))?));
        }
    }
    signs.sort_by_key(|(sign, _)| *sign);
    match signs.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(format!("{:?} is there twice", pair[0].0)),
        None => Ok(signs),
    }
}

fn line(dots: &str) -> Option<Vec<bool>> {
    let known = dots.chars().all(|dot| matches!(dot, '#' | '.'));
    (known && dots.len() == COLUMNS).then(|| dots.chars().map(|dot| dot == '#').collect())
}

/// Without the empty columns at its sides: signs are as wide as they are.
fn trim(dots: &Dots) -> Dots {
    let inked = |column: &usize| dots.iter().any(|row| row[*column]);
    let first = (0..COLUMNS).find(inked).unwrap_or(0);
    let last = (0..COLUMNS).rev().find(inked).unwrap_or(0);
    dots.iter().map(|row| row[first..=last].to_vec()).collect()
}

fn enlarge(dots: &Dots, scale: usize) -> Dots {
    match scale {
        2 => twice(dots),
        3 => thrice(dots),
        _ => twice(&twice(dots)),
    }
}

/// A dot and its eight neighbours, the rows from above; what lies outside is blank.
fn around(dots: &Dots, row: usize, column: usize) -> [[bool; 3]; 3] {
    let at = |row: usize, column: usize| {
        let row = row.checked_sub(1).and_then(|row| dots.get(row));
        let dot = column.checked_sub(1).and_then(|column| row?.get(column));
        dot.copied().unwrap_or(false)
    };
    [0, 1, 2].map(|down| [0, 1, 2].map(|right| at(row + down, column + right)))
}

/// Each dot becomes two by two, and takes part in a slope where its neighbours agree on one: the
/// rule that is known as Scale2x.
fn twice(dots: &Dots) -> Dots {
    spread(dots, 2, |[[_, b, _], [d, e, f], [_, h, _]]| {
        let slope = b != h && d != f;
        let corner = |one: bool, other: bool| if slope && one == other { one } else { e };
        vec![vec![corner(d, b), corner(b, f)], vec![corner(d, h), corner(h, f)]]
    })
}

/// The same with three by three: Scale3x.
fn thrice(dots: &Dots) -> Dots {
    spread(dots, 3, |[[a, b, c], [d, e, f], [g, h, i]]| {
        let slope = b != h && d != f;
        let corner = |one: bool, other: bool| if slope && one == other { one } else { e };
        // An edge follows the corner beside it where the far end is of another colour.
        let edge = |one: bool, far: bool, other: bool, near: bool, middle: bool| {
            let along = one == middle && e != far || other == middle && e != near;
            if slope && along { middle } else { e }
        };
        vec![
            vec![corner(d, b), edge(d, c, f, a, b), corner(b, f)],
            vec![edge(b, g, h, a, d), e, edge(b, i, h, c, f)],
            vec![corner(d, h), edge(d, i, f, g, h), corner(h, f)],
        ]
    })
}

fn spread(dots: &Dots, scale: usize, rule: impl Fn([[bool; 3]; 3]) -> Vec<Vec<bool>>) -> Dots {
    let columns = dots.first().map_or(0, Vec::len);
    let mut large = vec![vec![false; columns * scale]; dots.len() * scale];
    for row in 0..dots.len() {
        for column in 0..columns {
            for (down, part) in rule(around(dots, row, column)).into_iter().enumerate() {
                for (right, dot) in part.into_iter().enumerate() {
                    large[row * scale + down][column * scale + right] = dot;
                }
            }
        }
    }
    large
}

fn size(out: &mut String, scale: usize, signs: &[(char, Dots)]) {
    let (height, count) = (ROWS * scale, signs.len());
    // Writing to a String cannot fail.
    let _ = writeln!(out, "static SIZE_{scale}: Size<{count}, {height}> = Size {{");
    let _ = writeln!(out, "    scale: {scale},\n    glyphs: [");
    for (sign, dots) in signs {
        let width = dots.first().map_or(0, Vec::len);
        let bits = |row: &Vec<bool>| {
            row.iter()
                .enumerate()
                .fold(0u32, |bits, (at, dot)| bits | u32::from(*dot) << (ROW_BITS - 1 - at))
        };
        let rows: Vec<String> = dots.iter().map(|row| format!("{:#x}", bits(row))).collect();
        let rows = rows.join(", ");
        let _ =
            writeln!(out, "        Glyph {{ sign: {sign:?}, width: {width}, rows: [{rows}] }},");
    }
    let _ = writeln!(out, "    ],\n}};");
}
