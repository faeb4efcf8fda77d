//! The picture of an invoice: what stands around the code, and that a scanner reads it after all
//! that Telegram does to a photo.

use std::io::Cursor;

use warung::domain::message::Qr;
use warung::telegram::qr;

/// As a gateway's are: an invoice with all its fields.
const QRIS: &str = "00020101021226610014COM.GO-JEK.WWW01189360091432400000000210G4240000000303UMI\
    51440014ID.CO.QRIS.WWW0215ID10200000000000303UMI5204581253033605405506605802ID\
    5912WARUNG BUDI6007JAKARTA61051234062070703A016304ABCD";

/// Grey values, row by row.
#[derive(Clone)]
struct Picture {
    width: usize,
    height: usize,
    grey: Vec<f32>,
}

fn invoice(code: &str) -> Qr {
    Qr {
        code: code.into(),
        shop: "Warung Budi & Co.".into(),
        order: "Invoice W-000004".into(),
        total: "Bayar Rp90.940".into(),
        until: "Sebelum 22 November 2026, 21.28 WIB".into(),
    }
}

impl Picture {
    fn drawn(qr: &Qr) -> Picture {
        let file = qr::png(qr).unwrap();
        let mut decoder = png::Decoder::new(Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        let (width, height) = (frame.width as usize, frame.height as usize);
        assert_eq!(pixels.len(), width * height);
        Picture { width, height, grey: pixels.into_iter().map(f32::from).collect() }
    }

    fn at(&self, x: usize, y: usize) -> f32 {
        self.grey[y.min(self.height - 1) * self.width + x.min(self.width - 1)]
    }

    /// Every new pixel is the mean of what it covers, or between its neighbours where it is
    /// smaller than they are.
    fn longest(&self, side: usize) -> Picture {
        let scale = side as f32 / self.width.max(self.height) as f32;
        let width = (self.width as f32 * scale) as usize;
        let height = (self.height as f32 * scale) as usize;
        let reach = (1.0 / scale).max(1.0);
        let mut grey = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let (cx, cy) = ((x as f32 + 0.5) / scale, (y as f32 + 0.5) / scale);
                let (mut sum, mut weight) = (0.0, 0.0);
                let span = |c: f32| (c - reach).max(0.0) as usize..=(c + reach) as usize;
                for sy in span(cy) {
                    for sx in span(cx) {
                        let near = |s: usize, c: f32| 1.0 - (s as f32 + 0.5 - c).abs() / reach;
                        let share = near(sx, cx).max(0.0) * near(sy, cy).max(0.0);
                        sum += share * self.at(sx, sy);
                        weight += share;
                    }
                }
                grey.push(sum / weight);
            }
        }
        Picture { width, height, grey }
    }

    /// What JPEG does to brightness: blocks of eight by eight as waves, of which the coarse ones
    /// are kept well and the fine ones badly. `quality` is of 100.
    fn compressed(&self, quality: f32) -> Picture {
        let scale = if quality < 50.0 { 50.0 / quality } else { 2.0 - quality / 50.0 };
        let wave = |k: usize, x: usize| {
            let norm = if k == 0 { (1.0_f32 / 8.0).sqrt() } else { 0.5 };
            norm * ((2 * x + 1) as f32 * k as f32 * std::f32::consts::PI / 16.0).cos()
        };
        let waves: [[f32; 8]; 8] = std::array::from_fn(|k| std::array::from_fn(|x| wave(k, x)));
        let mut after = self.clone();
        for (top, left) in (0..self.height)
            .step_by(8)
            .flat_map(|top| (0..self.width).step_by(8).map(move |left| (top, left)))
        {
            let block: Block = std::array::from_fn(|y| {
                std::array::from_fn(|x| self.at(left + x, top + y) - 128.0)
            });
            let mut coded = turned(&turned(&block, |k, x| waves[k][x]), |k, x| waves[k][x]);
            for (row, steps) in coded.iter_mut().zip(LUMINANCE) {
                for (value, step) in row.iter_mut().zip(steps) {
                    let step = (step * scale).clamp(1.0, 255.0).round();
                    *value = (*value / step).round() * step;
                }
            }
            let back = turned(&turned(&coded, |x, k| waves[k][x]), |x, k| waves[k][x]);
            for (y, row) in back.iter().enumerate().take(self.height - top) {
                for (x, value) in row.iter().enumerate().take(self.width - left) {
                    after.grey[(top + y) * self.width + left + x] =
                        (value + 128.0).clamp(0.0, 255.0).round();
                }
            }
        }
        after
    }

    fn read(&self) -> String {
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(self.width, self.height, |x, y| {
                self.at(x, y) as u8
            });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "codes in {} x {}", self.width, self.height);
        grids[0].decode().unwrap().1
    }

    fn white(&self, columns: std::ops::Range<usize>, rows: std::ops::Range<usize>) -> bool {
        rows.into_iter().all(|y| columns.clone().all(|x| self.at(x, y) == 255.0))
    }
}

type Block = [[f32; 8]; 8];

/// The columns' sums under a matrix, turned, so that twice is both ways.
fn turned(block: &Block, matrix: impl Fn(usize, usize) -> f32) -> Block {
    std::array::from_fn(|x| {
        std::array::from_fn(|k| (0..8).map(|y| matrix(k, y) * block[y][x]).sum())
    })
}

/// The steps that JPEG's own standard gives as an example, and everybody uses.
const LUMINANCE: Block = [
    [16.0, 11.0, 10.0, 16.0, 24.0, 40.0, 51.0, 61.0],
    [12.0, 12.0, 14.0, 19.0, 26.0, 58.0, 60.0, 55.0],
    [14.0, 13.0, 16.0, 24.0, 40.0, 57.0, 69.0, 56.0],
    [14.0, 17.0, 22.0, 29.0, 51.0, 87.0, 80.0, 62.0],
    [18.0, 22.0, 37.0, 56.0, 68.0, 109.0, 103.0, 77.0],
    [24.0, 35.0, 55.0, 64.0, 81.0, 104.0, 113.0, 92.0],
    [49.0, 64.0, 78.0, 87.0, 103.0, 121.0, 120.0, 101.0],
    [72.0, 92.0, 95.0, 98.0, 112.0, 100.0, 103.0, 99.0],
];

#[test]
fn a_scanner_reads_it_after_all_that_happens_to_a_photo() {
    let drawn = Picture::drawn(&invoice(QRIS));
    assert_eq!(drawn.read(), QRIS);
    // Telegram's sizes of a photo, from the largest to one that a slow line gets first, each
    // packed worse than Telegram does; and a screenshot of one, sent on.
    for (side, quality) in [(1280, 60.0), (800, 75.0), (800, 40.0), (512, 75.0)] {
        let photo = drawn.longest(side).compressed(quality);
        assert_ne!(photo.grey, drawn.grey);
        assert_eq!(photo.read(), QRIS, "{side} at {quality}");
    }
    let again = drawn.longest(800).compressed(70.0).longest(1080).compressed(60.0);
    assert_eq!(again.read(), QRIS);
}

#[test]
fn what_is_around_it_comes_nowhere_near_it() {
    // Where the code alone would be: without words the picture is nothing else.
    let code = Picture::drawn(&Qr { code: QRIS.into(), ..Qr::default() });
    assert_eq!(code.width, code.height);
    let drawn = Picture::drawn(&invoice(QRIS));
    assert_eq!(drawn.width, code.width);
    let first = |picture: &Picture, rows: std::ops::Range<usize>| {
        rows.into_iter().find(|y| !picture.white(0..picture.width, *y..*y + 1))
    };
    let quiet = first(&code, 0..code.height).unwrap();
    let same = |top: usize| {
        (0..code.height).all(|y| (0..code.width).all(|x| drawn.at(x, top + y) == code.at(x, y)))
    };
    let top = (1..drawn.height - code.height).find(|top| same(*top)).unwrap();
    // Something stands above and below, and four modules on each side stay white.
    assert!(first(&drawn, 0..top).is_some());
    assert!(first(&drawn, top + code.height..drawn.height).is_some());
    assert!(drawn.white(0..drawn.width, top..top + quiet));
    assert!(drawn.white(0..drawn.width, top + code.height - quiet..top + code.height));
    assert!(drawn.white(0..quiet, 0..top + code.height), "the left side");
}

#[test]
fn each_of_the_four_is_seen() {
    let drawn = |change: fn(&mut Qr)| {
        let mut qr = invoice(QRIS);
        change(&mut qr);
        qr::png(&qr).unwrap()
    };
    let plain = drawn(|_| {});
    assert_ne!(plain, drawn(|qr| qr.shop = "Warung Budi & Co,".into()));
    assert_ne!(plain, drawn(|qr| qr.order = "Invoice W-000005".into()));
    assert_ne!(plain, drawn(|qr| qr.total = "Bayar Rp90.941".into()));
    assert_ne!(plain, drawn(|qr| qr.until = "Sebelum 22 November 2026, 21.29 WIB".into()));
    // Whatever a shop is called, the rest is there and the code is read.
    for shop in ["", "🔥🔥🔥", "小店", &"Toko Akun Premium ".repeat(9), "𝗧𝗼𝗸𝗼 ⓑⓤⓓⓘ"]
    {
        let qr = Qr { shop: shop.into(), ..invoice(QRIS) };
        assert_eq!(Picture::drawn(&qr).read(), QRIS, "{shop}");
    }
}

#[test]
fn codes_of_every_length_make_a_picture_for_a_phone() {
    for length in [1, 20, 100, 300, 900, 2000] {
        let code: String = (0..length).map(|n| char::from(b'A' + (n % 26) as u8)).collect();
        let drawn = Picture::drawn(&invoice(&code));
        assert!((600..=1280).contains(&drawn.width), "{length}: {}", drawn.width);
        assert_eq!(drawn.read(), code);
    }
    assert_eq!(qr::png(&invoice(&"x".repeat(3000))), None);
}
