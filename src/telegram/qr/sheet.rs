//! A white sheet of one bit a dot, drawn on in black and packed as PNG.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};

const WHITE: u8 = u8::MAX;

pub struct Sheet {
    width: usize,
    /// Bytes of a row; what is left over of the last is not seen.
    stride: usize,
    bits: Vec<u8>,
}

impl Sheet {
    pub fn new(width: usize, height: usize) -> Sheet {
        let stride = width.div_ceil(8);
        Sheet { width, stride, bits: vec![WHITE; stride * height] }
    }

    pub fn width(&self) -> usize {
        self.width
    }

    /// Blackens so many dots of a row. What lies outside is left out.
    pub fn blacken(&mut self, row: usize, from: usize, count: usize) {
        let to = (from + count).min(self.width);
        let Some(row) = self.bits.get_mut(row * self.stride..(row + 1) * self.stride) else {
            return;
        };
        let mut at = from;
        while at < to {
            let (byte, bit) = (at / 8, at % 8);
            let part = (8 - bit).min(to - at);
            let mask = (u16::from(WHITE) << (8 - part)) as u8 >> bit;
            row[byte] &= !mask;
            at += part;
        }
    }

    /// Blackens what the bits of a word say, the highest of them leftmost. What lies outside is
    /// left out.
    pub fn stamp(&mut self, row: usize, from: usize, dots: u32) {
        let Some(row) = self.bits.get_mut(row * self.stride..(row + 1) * self.stride) else {
            return;
        };
        let spread = (u64::from(dots) << 32) >> (from % 8);
        for (byte, part) in row.iter_mut().skip(from / 8).zip(spread.to_be_bytes()) {
            *byte &= !part;
        }
    }

    /// Shows a row again on so many rows below it.
    pub fn repeat(&mut self, row: usize, times: usize) {
        let (from, to) = (row * self.stride, (row + 1 + times) * self.stride);
        if to <= self.bits.len() {
            for next in (row + 1)..=(row + times) {
                self.bits.copy_within(from..from + self.stride, next * self.stride);
            }
        }
    }

    /// Most rows are the same as the one above, which is what the filter leaves out; what is left
    /// is nothing but zeros in a row, for which the quickest packing is as good as the best.
    pub fn png(&self) -> Result<Vec<u8>, EncodingError> {
        let height = self.bits.len() / self.stride.max(1);
        let mut file = Vec::with_capacity(8 << 10);
        let mut encoder = Encoder::new(&mut file, self.width as u32, height as u32);
        encoder.set_color(ColorType::Grayscale);
        encoder.set_depth(BitDepth::One);
        encoder.set_compression(Compression::Fast);
        encoder.set_filter(Filter::Up);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.bits)?;
        writer.finish()?;
        Ok(file)
    }
}
