//! A shop with goods: products on three shelves, one in two choices, one cheaper by the dozen, one
//! done by hand; all accounts made up.

use crate::domain::configuration::{CategoryPart, Configuration};
use crate::domain::coupon::{Off, Period};
use crate::domain::money::Rupiah;
use crate::domain::product::{NewProduct, Promo, Step, Variant, parts_named};
use crate::domain::refusal::Refusal;
use crate::domain::text::{Description, Name};
use crate::domain::time::{Span, Timestamp};
use crate::shop::import::{Import, Setup, Sort};

/// A product of the seed, and how its units are made up.
struct Ware {
    name: &'static str,
    price: u64,
    shelf: &'static str,
    about: &'static str,
    units: usize,
    unit: fn(usize) -> String,
}

const STREAMING: &str = "🎬 Streaming & Musik";
const TOOLS: &str = "🧰 Aplikasi & Belajar";
const VOUCHERS: &str = "🎁 Voucher & Pulsa";

const WARES: [Ware; 11] = [
    Ware {
        name: "Netflix Premium 1 Bulan",
        price: 45_000,
        shelf: STREAMING,
        about: "1 profil, kualitas 4K, semua perangkat.\nGaransi 30 hari. Jangan ganti kata sandi.",
        units: 6,
        unit: |n| format!("netflix{n:02}@demo.example | Nonton#{}", 4100 + n * 37),
    },
    Ware {
        name: "Spotify Premium",
        price: 15_000,
        shelf: STREAMING,
        about: "Akun sendiri, tanpa iklan, bisa unduh lagu.",
        units: 4,
        unit: |n| format!("spotify{n:02}@demo.example | Musik!{}", 2200 + n * 53),
    },
    Ware {
        name: "Disney+ Hotstar 1 Bulan",
        price: 29_000,
        shelf: STREAMING,
        about: "Berbagi, 1 perangkat. Film dan serial lengkap.",
        units: 0,
        unit: |n| format!("disney{n:02}@demo.example"),
    },
    Ware {
        name: "Canva Pro 1 Tahun",
        price: 65_000,
        shelf: TOOLS,
        about: "Undangan ke tim, email milikmu sendiri.\nSemua templat dan hapus latar belakang.",
        units: 5,
        unit: |n| format!("https://canva.demo.example/undangan/{:06X}", 0x5A_1000 + n * 7919),
    },
    Ware {
        name: "Microsoft 365 Personal",
        price: 120_000,
        shelf: TOOLS,
        about: "Kunci lisensi 12 bulan, 1 TB OneDrive.",
        units: 3,
        unit: |n| format!("M365-{:04}-{:04}-DEMO", 1000 + n * 613, 7000 + n * 271),
    },
    Ware {
        name: "E-book: Jualan Laris di Telegram",
        price: 15_000,
        shelf: TOOLS,
        about: "PDF 96 halaman. Tautan unduh pribadi, berlaku 7 hari.",
        units: 8,
        unit: |n| {
            format!("https://buku.demo.example/laris?kunci={:08x}", 0x1F00_0000 + n * 104_729)
        },
    },
    Ware {
        name: "Voucher Google Play Rp50.000",
        price: 51_000,
        shelf: VOUCHERS,
        about: "Kode langsung dipakai, wilayah Indonesia.",
        units: 60,
        unit: |n| format!("GPLY-{:04}-{:04}-{:04}", 1000 + n, 2000 + n * 17, 3000 + n * 91),
    },
    Ware {
        name: "Voucher Steam Rp12.000",
        price: 13_500,
        shelf: VOUCHERS,
        about: "Isi saldo Steam Wallet. <Khusus akun IDR> & sekali pakai.",
        units: 7,
        unit: |n| format!("STM{:05}-DEMO{:03}", 40_000 + n * 331, n),
    },
    Ware {
        name: "Pulsa 25.000 (kode isi ulang)",
        price: 26_000,
        shelf: VOUCHERS,
        about: "Ketik *123*KODE# lalu panggil. Semua operator demo.",
        units: 5,
        unit: |n| format!("{:016}", 8_120_450_000_000_000_u64 + n as u64 * 76_543),
    },
    Ware {
        name: "Spotify Premium",
        price: 38_500,
        shelf: STREAMING,
        about: "",
        units: 3,
        unit: |n| format!("spotify{n:02}.3bln@demo.example | Lagu!{}", 3300 + n * 59),
    },
    Ware {
        name: "Undangan YouTube Premium Keluarga",
        price: 20_000,
        shelf: STREAMING,
        about: "Undangan dikirim ke email Kakak oleh penjual. Tanpa iklan selama 1 bulan.",
        units: 0,
        unit: |_| String::new(),
    },
];

/// What some of them are besides, by their numbers.
fn setup(number: u32) -> Result<Setup, Refusal> {
    let choice = |label: &str| Ok::<_, Refusal>(Some(Variant::label(label)?));
    let usual = Setup::default();
    Ok(match number {
        2 => {
            Setup { variant: choice("1 bulan")?, parts: Some(parts_named("email|sandi")?), ..usual }
        }
        7 => Setup {
            wholesale: Some(Step::parse_all("5+ 50500\n10+ 50000")?),
            reseller: Some(Rupiah(49_500)),
            ..usual
        },
        10 => Setup { variant: choice("3 bulan")?, ..usual },
        11 => Setup {
            kind: Some(Sort::Manual),
            left: Some(10),
            within: Some(Span::hours(2)),
            question: Some("Email Google yang mau diundang?".to_owned()),
            ..usual
        },
        _ => usual,
    })
}

/// What the shop is besides its products: a shelf that costs less for two weeks.
pub fn discounts(now: Timestamp) -> Result<Configuration, Refusal> {
    // Whole seconds, as files have them.
    let until = Timestamp(now.0 / 1000 * 1000).after(Span::hours(14 * 24));
    let period = Period { from: None, until: Some(until) };
    let tools = CategoryPart {
        name: Name::parse(TOOLS)?,
        emoji: None,
        hidden: false,
        position: 0,
        discount: Some(Promo { off: Off::parse("10%")?, period }),
    };
    Ok(Configuration { categories: vec![tools], ..Configuration::default() })
}

/// The seed as an import: numbered from 1, one of them sold out, one with 60 units.
pub fn products() -> Result<Vec<Import>, Refusal> {
    WARES.iter().enumerate().map(|(at, ware)| import(at as u32 + 1, ware)).collect()
}

fn import(number: u32, ware: &Ware) -> Result<Import, Refusal> {
    let product = NewProduct {
        number: Some(number),
        name: Name::parse(ware.name)?,
        price: Rupiah(ware.price),
        category: Some(Name::parse(ware.shelf)?),
        description: Description::parse(ware.about)?,
    };
    let units = (1..=ware.units).map(|n| (n as u64, (ware.unit)(n))).collect();
    Ok(Import { product, setup: setup(number)?, units })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_seed_is_a_good_import() {
        let products = products().unwrap();
        let counts: Vec<_> = products.iter().map(|import| import.units.len()).collect();
        assert_eq!((counts.len(), counts[2], counts[6]), (11, 0, 60));
        let shelves: BTreeSet<_> =
            products.iter().filter_map(|import| import.product.category.clone()).collect();
        assert_eq!(shelves.len(), 3);
        let units = || products.iter().flat_map(|import| &import.units);
        let different: BTreeSet<_> = units().map(|(_, unit)| unit).collect();
        assert_eq!(different.len(), units().count());
    }
}
