//! Draws a QR code that a phone reads off another phone.

use qrcode::{Color, EcLevel, QrCode};

/// Telegram shrinks and recompresses photos: fat modules survive that.
const MODULE_PIXELS: usize = 10;
/// The white border that the standard asks for.
const QUIET_MODULES: usize = 4;

/// The code as a PNG; nothing if the text is longer than a QR code holds.
pub fn png(text: &str) -> Option<Vec<u8>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let modules = code.width();
    let side = (modules + 2 * QUIET_MODULES) * MODULE_PIXELS;
    let mut pixels = vec![u8::MAX; side * side];
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    for (at, _) in dark {
        let left = (at % modules + QUIET_MODULES) * MODULE_PIXELS;
        let top = (at / modules + QUIET_MODULES) * MODULE_PIXELS;
        for row in top..top + MODULE_PIXELS {
            let start = row * side + left;
            pixels[start..start + MODULE_PIXELS].fill(0);
        }
    }
    encode(&pixels, side).ok()
}

/// The code as lines for a terminal, two rows of modules a line: dark is left out and light is
/// drawn, for most terminals are dark. Nothing if the text is longer than a QR code holds.
pub fn lines(text: &str) -> Option<Vec<String>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let (modules, colors) = (code.width(), code.to_colors());
    let side = modules + 2 * QUIET_MODULES;
    let light = |row: usize, column: usize| {
        let at = |place: usize| place.checked_sub(QUIET_MODULES).filter(|at| *at < modules);
        // Below the last row there is nothing, not even a border.
        let outside = row < side;
        at(row)
            .zip(at(column))
            .map_or(outside, |(row, column)| colors[row * modules + column] == Color::Light)
    };
    let sign = |row: usize, column: usize| match (light(row, column), light(row + 1, column)) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    };
    let line = |row: usize| (0..side).map(|column| sign(row, column)).collect();
    Some((0..side).step_by(2).map(line).collect())
}

fn encode(pixels: &[u8], side: usize) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side as u32, side as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn read(file: &[u8]) -> String {
        let mut reader = png::Decoder::new(Cursor::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        let side = frame.width as usize;
        assert!(pixels[..side * QUIET_MODULES].iter().all(|&pixel| pixel == u8::MAX));
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| pixels[y * side + x]);
        image.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn what_is_drawn_is_what_is_read() {
        let qris = "00020101021226610014COM.GO-JEK.WWW01189360091432400000000210G4240000000303UMI\
            51440014ID.CO.QRIS.WWW0215ID10200000000000303UMI5204581253033605405506605802ID\
            5912WARUNG BUDI6007JAKARTA61051234062070703A016304ABCD";
        assert_eq!(read(&png(qris).unwrap()), qris);
        assert_eq!(read(&png("x").unwrap()), "x");
    }

    #[test]
    fn a_terminal_shows_what_a_phone_reads() {
        let link = "https://t.me/warung_demo_bot?start=claim_7KQ2XMAB";
        let lines = lines(link).unwrap();
        let side = lines[0].chars().count();
        // A phone sees each sign as two squares, one above the other.
        const DOTS: usize = 4;
        let light = |row: usize, column: usize| {
            let sign = lines[row / 2].chars().nth(column).unwrap();
            matches!((sign, row % 2), ('█', _) | ('▀', 0) | ('▄', 1))
        };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(
            side * DOTS,
            lines.len() * 2 * DOTS,
            |x, y| if light(y / DOTS, x / DOTS) { u8::MAX } else { 0 },
        );
        assert_eq!(image.detect_grids()[0].decode().unwrap().1, link);
    }

    #[test]
    fn no_code_holds_a_book() {
        assert_eq!(super::lines(&"x".repeat(3000)), None);
        assert_eq!(png(&"x".repeat(3000)), None);
    }
}
