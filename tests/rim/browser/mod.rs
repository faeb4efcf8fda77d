//! The demo in a real browser: a buyer and a seller at the page, from /start to goods and through
//! every trouble its levers can make.

mod driver;
mod page;

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use tempfile::TempDir;
use tokio::task::JoinSet;
use warung::app::App;
use warung::demo::gateway::PretendGateway;
use warung::demo::show;
use warung::demo::world::World;

use driver::{Display, Driver};
use page::{Page, Phone};

use crate::skip::skip;

const DESK: Display = Display { width: 1500, height: 950, phone: false };
const HAND: Display = Display { width: 390, height: 844, phone: true };

/// As long as the page is looked at for anything.
const PATIENCE: Duration = Duration::from_secs(20);
const FIRST: &str = "W-000001";

/// A shop in a world of its own, and a browser that looks at it.
struct Shop {
    world: World,
    app: App,
    folder: TempDir,
    driver: Driver,
}

impl Shop {
    async fn open(display: Display) -> Shop {
        let world = World::start(0).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let app = show::open(&world, folder.path()).await.unwrap();
        let driver = Driver::start(display).await;
        driver.visit(&world.url()).await;
        Shop { world, app, folder, driver }
    }

    fn page(&self) -> Page<'_> {
        Page { driver: &self.driver }
    }

    /// Waits until the shop has taken so many of the gateway's notices, true or not.
    async fn told(&self, notices: usize) {
        let taken = |gateway: &PretendGateway| {
            gateway.posted().iter().filter(|posted| posted.status == Some(200)).count()
        };
        let told = self.world.gateway.until(|gateway| taken(gateway) >= notices);
        tokio::time::timeout(PATIENCE, told).await.unwrap();
    }

    /// A file on somebody's disk.
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Nobody looks any more, and the page has complained of nothing.
    async fn close(self) {
        self.driver.visit("about:blank").await;
        let complaints = self.driver.console().await;
        assert!(complaints.is_empty(), "{complaints:#?}");
        self.driver.close().await;
        self.app.close().await.unwrap();
        self.world.stop();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_at_the_page_of_the_demo() {
    if !Driver::installed() {
        return skip("chromium is not installed");
    }
    // Most of a story is waiting for the pace at which Telegram takes messages.
    let mut stories = JoinSet::new();
    stories.spawn(buying());
    stories.spawn(stocking());
    stories.spawn(lateness());
    stories.spawn(outages());
    stories.spawn(in_the_hand());
    stories.join_all().await;
}

/// From Mulai to goods; a forged notice gives nothing, two notices give once.
async fn buying() {
    let shop = Shop::open(DESK).await;
    let page = shop.page();
    let (sari, rina) = (page.customer(), page.seller());
    page.keep("buying-1-closed").await;
    rina.start().await;
    rina.sees("Selamat datang di Warung Demo").await;
    rina.has("⚙️ Admin Settings").await;
    sari.start().await;
    sari.sees("Selamat datang di Warung Demo").await;
    sari.press("🛍️ Semua Produk").await;
    sari.sees("Daftar Semua Produk").await;
    page.keep("buying-2-catalogue").await;
    sari.press("1️⃣").await;
    sari.sees("Netflix Premium 1 Bulan").await;
    sari.press("➕").await;
    sari.sees("Di keranjang: 1").await;
    sari.press("✌️ x2").await;
    sari.sees("Di keranjang: 2").await;
    page.keep("buying-3-product").await;
    sari.press("🧺 Lanjut ke Keranjang").await;
    sari.sees("Keranjang Belanja Kakak").await;
    page.keep("buying-4-cart").await;
    pay_by_qris(sari).await;
    let invoice = sari.sees("Total bayar").await;
    for part in ["Invoice W-000001", "Netflix Premium 1 Bulan × 2", "Rp90.940", "Sebelum:"] {
        assert!(invoice.contains(part), "{part} in {invoice}");
    }
    let bill = page.transaction(FIRST, "pending").await;
    assert!(bill.contains("Rp90.940"), "{bill}");
    rina.sees("Pesanan Baru · W-000001").await;
    page.keep("buying-5-invoice").await;
    sari.sees_code().await;
    sari.press_picture().await;
    assert_eq!(scanned(&page.viewed().await), shop.world.gateway.transactions()[0].qr);
    page.keep("buying-6-viewer").await;
    page.press("viewer-close").await;
    lied_to_and_paid(&shop).await;

    sari.press("🧾 Pesanan Saya").await;
    sari.sees("✅ Selesai").await;
    page.keep("buying-8-orders").await;
    sari.press("📦 Lihat pesanan").await;
    sari.sees("barang terkirim").await;
    sari.press("📦 Lihat Barang Lagi").await;
    let again = sari.sees("Barang pesanan W-000001").await;
    assert!(again.contains("Nonton#4137") && again.contains("Nonton#4174"), "{again}");
    page.keep("buying-9-again").await;
    shop.close().await;
}

/// Somebody says it was paid, which is a lie; then it is paid, and the gateway says so twice.
async fn lied_to_and_paid(shop: &Shop) {
    let page = shop.page();
    let (sari, rina) = (page.customer(), page.seller());
    page.press("log-gateway").await;
    let looks = page.calls("transaction-status").await;
    page.pay(FIRST, "forged").await;
    page.called("transaction-status", looks).await;
    shop.told(1).await;
    page.transaction(FIRST, "pending").await;
    assert_eq!((sari.pictures().await, sari.times("Pembayaran berhasil!").await), (1, 0));
    page.pay(FIRST, "twice").await;
    shop.told(3).await;
    let goods = sari.sees("Pembayaran berhasil!").await;
    assert!(goods.contains("netflix01@demo.example | Nonton#4137"), "{goods}");
    assert!(goods.contains("netflix02@demo.example | Nonton#4174"), "{goods}");
    rina.sees("Terkirim · W-000001").await;
    page.keep("buying-7-paid").await;
    page.transaction(FIRST, "completed").await;
    assert_eq!((sari.pictures().await, sari.times("Pembayaran berhasil!").await), (0, 1));
    assert_eq!((rina.times("Lunas").await, rina.times("Terkirim").await), (1, 1));
}

/// A new product from the seller's phone into the customer's.
async fn stocking() {
    let shop = Shop::open(DESK).await;
    let page = shop.page();
    added(&shop).await;
    filled(&shop).await;

    let sari = page.customer();
    sari.start().await;
    sari.sees("Selamat datang").await;
    sari.say("voucher").await;
    sari.sees("Hasil untuk “voucher”: 4 produk").await;
    sari.say("kopi").await;
    sari.sees("Stok tersedia: 4").await;
    page.keep("stocking-8-product").await;
    assert_eq!(sari.pictures().await, 1);
    sari.press("➕").await;
    sari.sees("Di keranjang: 1").await;
    sari.press("🧺 Lanjut ke Keranjang").await;
    sari.sees("Keranjang Belanja Kakak").await;
    pay_by_qris(sari).await;
    sari.sees("Total bayar").await;
    page.pay(FIRST, "once").await;
    let goods = sari.sees("Pembayaran berhasil!").await;
    assert!(goods.contains("KOPI-AAAA-1111"), "{goods}");
    page.keep("stocking-9-sold").await;
    shop.close().await;
}

/// Step by step, with a price that is none on the way and a picture at the end.
async fn added(shop: &Shop) {
    let page = shop.page();
    let rina = page.seller();
    rina.start().await;
    rina.sees("Selamat datang").await;
    rina.press("⚙️ Admin Settings").await;
    rina.sees("Hari ini").await;
    page.keep("stocking-1-admin").await;
    rina.press("🛒 Kelola Produk").await;
    rina.sees("11 produk di etalase").await;
    page.keep("stocking-2-products").await;
    rina.press("➕ Tambah Produk").await;
    rina.sees("1 dari 5").await;
    rina.say("Kopi Kenangan Voucher").await;
    rina.sees("2 dari 5").await;
    rina.say("lima ribu").await;
    rina.sees("tidak dikenali").await;
    rina.say("18.500").await;
    rina.sees("3 dari 5").await;
    page.keep("stocking-3-category").await;
    rina.press("🎁 Voucher & Pulsa").await;
    rina.sees("4 dari 5").await;
    rina.say("Satu gelas kopi susu.\nBerlaku di semua gerai.").await;
    rina.sees("Sudah benar?").await;
    page.keep("stocking-4-confirm").await;
    rina.press("✅ Simpan").await;
    rina.sees("5 dari 5").await;
    rina.attach(&shop.file("kopi.png", &poster())).await;
    rina.sees("12. Kopi Kenangan Voucher sudah di etalase").await;
}

/// By a paste, and by a file in which one line is known already.
async fn filled(shop: &Shop) {
    let page = shop.page();
    let rina = page.seller();
    rina.press("📦 Isi Stok").await;
    rina.sees("satu unit per baris").await;
    rina.say("KOPI-AAAA-1111\nKOPI-BBBB-2222").await;
    rina.sees("Akan masuk: 2 unit").await;
    page.keep("stocking-5-looked").await;
    rina.press("✅ Masukkan").await;
    let filled = rina.sees("Stok sekarang: 2").await;
    assert!(filled.contains("Ditambahkan: 2"), "{filled}");
    page.keep("stocking-5-filled").await;
    rina.press("🛒 Kelola Produk").await;
    rina.sees("12 produk di etalase").await;
    rina.press("📦 Isi Stok").await;
    rina.sees("pilih produk").await;
    rina.press("➡️ Berikutnya").await;
    rina.sees("Halaman 2 dari 2").await;
    page.keep("stocking-6-pick").await;
    rina.press("12. Kopi Kenangan Voucher").await;
    rina.sees("stok sekarang 2").await;
    let lines = b"KOPI-BBBB-2222\r\nKOPI-CCCC-3333\r\n\r\nKOPI-DDDD-4444\r\n";
    rina.attach(&shop.file("kopi.txt", lines)).await;
    let looked = rina.sees("Akan masuk: 2 unit").await;
    assert!(looked.contains("dilewati: baris 1"), "{looked}");
    rina.press("✅ Masukkan").await;
    let filled = rina.sees("Stok sekarang: 4").await;
    assert!(filled.contains("Ditambahkan: 2") && filled.contains("dilewati: 1"), "{filled}");
    page.keep("stocking-7-file").await;
}

/// Nobody pays in time: units go back, and money that comes all the same is honoured.
async fn lateness() {
    let shop = Shop::open(DESK).await;
    let page = shop.page();
    let (sari, rina) = (page.customer(), page.seller());
    for phone in [rina, sari] {
        phone.start().await;
        phone.sees("Selamat datang").await;
    }
    order(sari, "5️⃣").await;
    sari.sees("Total bayar").await;
    page.press("skip-10").await;
    sari.sees("Invoice W-000001 kedaluwarsa").await;
    rina.sees("Kedaluwarsa · W-000001").await;
    page.transaction("W-000001", "cancelled").await;
    page.keep("lateness-1-expired").await;

    order(sari, "5️⃣").await;
    sari.sees("Total bayar").await;
    page.pay("W-000002", "late").await;
    let goods = sari.sees("Pembayaran berhasil!").await;
    assert!(goods.contains("M365-1613-7271-DEMO"), "{goods}");
    rina.sees("Lunas (terlambat) · W-000002").await;
    page.keep("lateness-2-late").await;
    shop.close().await;
}

/// The gateway is gone, Telegram is busy, the buyer cannot be reached: nothing gets lost.
async fn outages() {
    let shop = Shop::open(DESK).await;
    let page = shop.page();
    let (sari, rina) = (page.customer(), page.seller());
    for phone in [rina, sari] {
        phone.start().await;
        phone.sees("Selamat datang").await;
    }

    page.press("gateway-down").await;
    order(sari, "5️⃣").await;
    sari.sees("Invoice W-000001").await;
    page.press("log-gateway").await;
    page.called("503", 0).await;
    page.keep("outages-1-gateway-down").await;
    page.press("gateway-down").await;
    sari.sees("Total bayar").await;

    page.press("log-telegram").await;
    page.press("telegram-busy").await;
    page.pay("W-000001", "once").await;
    page.called("429", 0).await;
    page.keep("outages-2-busy").await;
    page.press("telegram-busy").await;
    let goods = sari.sees("Pembayaran berhasil!").await;
    assert!(goods.contains("M365-1613-7271-DEMO"), "{goods}");
    rina.sees("Terkirim · W-000001").await;

    order(sari, "5️⃣").await;
    sari.sees("Total bayar").await;
    page.press("customer-blocks").await;
    page.pay("W-000002", "once").await;
    rina.sees("TERTAHAN\n🧾 W-000002").await;
    page.keep("outages-3-blocked").await;
    rina.press("⚙️ Admin Settings").await;
    rina.sees("Lunas, belum terkirim: 1").await;
    rina.press("🚨 Lunas, belum terkirim (1)").await;
    rina.sees("tertahan di Telegram").await;
    page.keep("outages-4-undelivered").await;
    sari.start().await;
    let goods = sari.sees("Barang pesanan W-000002").await;
    assert!(goods.contains("M365-2226-7542-DEMO"), "{goods}");
    rina.sees("Terkirim · W-000002").await;
    page.keep("outages-5-back").await;
    assert_eq!((sari.times("M365-2226-7542-DEMO").await, sari.pictures().await), (1, 0));
    shop.close().await;
}

/// The same on a narrow screen, and in the other language.
async fn in_the_hand() {
    let shop = Shop::open(HAND).await;
    let page = shop.page();
    let (sari, rina) = (page.customer(), page.seller());
    page.keep("hand-1-closed").await;
    sari.start().await;
    sari.sees("Selamat datang").await;
    page.keep("hand-2-home").await;
    page.press("view-seller").await;
    rina.start().await;
    rina.sees("Selamat datang").await;
    page.press("view-customer").await;
    sari.press("2️⃣").await;
    sari.sees("Pilih variannya").await;
    order(sari, "1 bulan · Rp15.000 · 4").await;
    sari.sees("Total bayar").await;
    sari.sees_code().await;
    page.fits().await;
    page.keep("hand-3-invoice").await;
    page.press("view-panels").await;
    page.keep("hand-4-panels").await;
    page.fits().await;
    // Nobody tells the shop; it finds out when it looks for the last time.
    page.pay(FIRST, "quietly").await;
    page.press("skip-10").await;
    page.press("language").await;
    page.reads("view-customer", "🛍Buyer").await;
    page.reads("skip-10", "⏩ 10 minutes").await;
    page.fits().await;
    page.keep("hand-5-english").await;
    page.press("view-customer").await;
    sari.sees("Pembayaran berhasil!").await;
    page.keep("hand-6-goods").await;
    page.press("view-seller").await;
    page.keep("hand-7-seller").await;
    page.fits().await;
    page.press("language").await;
    page.reads("view-customer", "🛍Pembeli").await;
    shop.close().await;
}

/// One unit of the product with that key, up to the choice of QRIS.
async fn order(buyer: Phone<'_>, product: &str) {
    buyer.press(product).await;
    buyer.sees("Stok tersedia").await;
    buyer.press("➕").await;
    buyer.sees("Di keranjang: 1").await;
    buyer.press("🧺 Lanjut ke Keranjang").await;
    buyer.sees("Keranjang Belanja Kakak").await;
    pay_by_qris(buyer).await;
}

async fn pay_by_qris(buyer: Phone<'_>) {
    buyer.press("💳 Lanjut ke Pembayaran").await;
}

/// What a banking app reads off the screen.
fn scanned(picture: &[u8]) -> String {
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    let (width, samples) = (frame.width as usize, frame.color_type.samples());
    let dark = |x, y| pixels[(y * width + x) * samples];
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, frame.height as usize, dark);
    image.detect_grids()[0].decode().unwrap().1
}

/// A product's photo: a cup's worth of brown.
fn poster() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 320, 180);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let pixels: Vec<u8> = [111, 78, 55].into_iter().cycle().take(320 * 180 * 3).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    file
}
