language-name = Bahasa Indonesia

### Semua teks toko dalam satu bahasa. Yang di dalam kurung kurawal { } diisi oleh program:
### pindahkan sesuka hati, tetapi jangan ubah namanya. Teks biasa memakai HTML Telegram
### (<b> <i> <code> …); label dan pesan kilat (button-, key-, toast-, command-, plain-, state-)
### tanpa HTML. Bahasa baru: salin berkas ini menjadi xx.ftl, lalu terjemahkan.

## Tanggal dan jam

month-1 = Januari
month-2 = Februari
month-3 = Maret
month-4 = April
month-5 = Mei
month-6 = Juni
month-7 = Juli
month-8 = Agustus
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Desember
pattern-clock = { $hour }.{ $minute } { $zone }
pattern-date = { $day } { $month } { $year }
pattern-moment = { $date }, { $clock }
pattern-until = { $clock } ({ $span } lagi)
pattern-until-later = { $date }, { $clock } ({ $span } lagi)
pattern-month = { $month } { $year }

## Tombol papan ketik

key-all-products = 🛍️ Semua Produk
key-stock = 🏷️ Cek Stok
key-deposit = 💰 Deposit
key-account = ℹ️ Informasi
key-how-to-order = 📘 Cara Order
key-my-orders = 🧾 Pesanan Saya
key-cart = 🧺 Keranjang
key-admin = ⚙️ Admin Settings
key-products = 🛒 Kelola Produk
key-home = 🏠 Menu Utama
key-cancel = ❌ Batal

## Menu perintah Telegram

command-start = Menu utama
command-katalog = Lihat semua produk
command-keranjang = Lihat keranjang
command-pesanan = Pesanan saya dan barangnya
command-bantuan = Cara order
command-add = Tambah produk
command-addstock = Isi stok produk
command-delstock = Hapus unit yang belum terjual
command-exportstock = Salin stok ke berkas
command-setprice = Ubah harga produk
command-del = Arsipkan produk
command-undel = Kembalikan produk dari arsip
command-photo = Pasang foto produk
command-varian = Tambah varian produk
command-stock = Lihat stok, atau cari: /stock netflix
command-order = Buka rincian pesanan
command-claim = Bergabung sebagai staf toko
command-kupon = Buat kupon
command-diskon = Beri diskon pada produk
command-grosir = Atur harga grosir
command-reseller = Atur siapa yang membayar harga reseller
command-transfer = Catat uang yang diterima di luar toko ke saldo pembeli
command-editsaldo = Koreksi saldo pembeli

## Beranda

# Sapaan bagi orang tanpa nama
plain-friend = Sahabat
plain-admin = admin toko
plain-admin-at = admin toko ({ $contact })
home-greeting =
    Hai, <b>{ $name }</b> 👋🏻
    Selamat datang di <b>{ $store }</b>!

    🙍🏻‍♂️ Total Pengguna Bot: <b>{ $users }</b> orang
    🎯 Transaksi Tuntas: <b>{ $sales }</b>x

    🛒 Silakan gunakan tombol di bawah untuk melihat katalog kami!
account-card =
    ℹ️ <b>Informasi Akun Kakak</b>

    Nama: <b>{ $name }</b>
    ID: <code>{ $id }</code>
    Bahasa: { $language }
    Pesanan: <b>{ $orders }</b>

    { $rows }

    Ganti bahasa lewat tombol di bawah.
help-order =
    📘 <b>Cara Order di { $store }</b>

    1. Pilih <b>{ key-all-products }</b>, atau ketik nama produk.
    2. Tekan produknya atau ketik nomornya, lalu atur jumlahnya.
    3. Tekan <b>{ button-buy-now }</b>, atau buka keranjang lalu <b>{ button-checkout }</b>.
    4. Scan kode QRIS dan bayar <b>pas</b> sesuai totalnya.
    5. Produk terkirim otomatis di sini, siang maupun malam. Yang dikerjakan admin ada janji waktunya.

    💼 Saldo: isi lewat <b>{ key-deposit }</b>, lalu bayar tanpa scan QRIS.
    🎟️ Punya kupon? Tekan <b>{ button-use-coupon }</b> di keranjang.
    📝 Transfer manual, kalau ditawarkan: kirim foto atau PDF buktinya di sini.

    Pesanan lama bisa dilihat lagi di <b>{ key-my-orders }</b>.
toast-language = Bahasa: Indonesia ✅

## Saldo dan deposit

account-balance = 💼 Saldo: <b>{ $balance }</b>
account-held = ⏳ Ditahan untuk pesanan yang belum dibayar: { $held }
deposit-card =
    💰 <b>Deposit Saldo</b>

    💼 Saldo Kakak: <b>{ $balance }</b>

    Pilih jumlahnya, atau tekan <b>{ button-type-amount }</b>: dari { $least } sampai { $most }.
deposit-open =
    💰 <b>Deposit Saldo</b>

    💼 Saldo Kakak: <b>{ $balance }</b>

    Deposit <b>{ $order }</b> belum selesai. Lihat dulu invoice-nya, Kak.
deposit-ask-amount =
    ✏️ Mau deposit berapa, Kak?
    Ketik jumlah dari { $least } sampai { $most }, contoh: <code>75000</code>, <code>75.000</code>, atau <code>75rb</code>
deposit-means =
    💳 <b>Deposit { $amount }</b>
    Pilih cara bayarnya, Kak.
button-amount = { $amount }
button-type-amount = ✏️ Ketik Jumlah
button-history = 📜 Riwayat Saldo
toast-open-deposit = Deposit { $order } belum selesai. Ini invoice-nya, Kak.
plain-came = +{ $amount }
plain-went = −{ $amount }
history-title =
    📜 <b>Riwayat Saldo</b>
    💼 Bisa dipakai: <b>{ $balance }</b>
history-empty =
    📜 <b>Riwayat Saldo</b>
    Saldo Kakak belum pernah terisi. Mulai dari <b>{ button-deposit }</b>.
history-done =
    ✅ <b>{ $change }</b> · { $why }
    { $at }
history-held =
    ⏳ <b>{ $change }</b> · { $why }, ditahan sampai lunas
    { $at }
history-given-back =
    ❌ <b>{ $change }</b> · { $why } tidak jadi, kembali ke saldo
    { $at }
history-deposit = Deposit { $order }
history-credited = Uang masuk { $order }
history-purchase = Belanja { $order }
history-refund = Pengembalian { $order }
history-received = Diterima langsung oleh toko: { $reason }
history-corrected = Koreksi toko: { $reason }
balance-added =
    💼 <b>Saldo Kakak bertambah { $amount }</b>
    Alasan dari toko: { $reason }

    Saldo sekarang <b>{ $balance }</b>, bisa langsung dipakai belanja.
balance-taken =
    💼 <b>Saldo Kakak berkurang { $amount }</b>
    Alasan dari toko: { $reason }

    Saldo sekarang <b>{ $balance }</b>. Rinciannya ada di <b>{ key-account }</b>.

invoice-slow-deposit =
    ⏳ <b>Invoice { $order }</b>
    Layanan QRIS sedang lambat. Kami terus mencoba sampai <b>{ $until }</b>.
    Kode muncul di sini dengan sendirinya.
invoice-caption-deposit =
    💰 <b>Deposit { $order }</b>

    { $rows }
    💰 Total bayar: <code>{ $payable }</code> (harus pas)
    ⏰ Sebelum: <b>{ $until }</b>

    Scan QR ini pakai m-banking atau e-wallet. Setelah dibayar, saldo Kakak bertambah otomatis.
    📱 Bayar dari HP ini? Simpan gambarnya, buka m-banking/e-wallet → Scan → Galeri
invoice-expired-deposit =
    ⌛ <b>Deposit { $order } kedaluwarsa</b>
    Batas waktu bayar sudah lewat. Mohon jangan membayar dengan kode yang lama.
    Masih mau? Silakan deposit lagi, Kak.
invoice-cancelled-deposit =
    ❌ <b>Deposit { $order } dibatalkan</b>
    Mohon jangan membayar dengan kode yang lama.
    Silakan deposit lagi kapan saja, Kak.
invoice-wrong-amount-deposit =
    ⚠️ <b>Deposit { $order }: jumlah tidak sesuai</b>
    Tagihan { $expected } (belum termasuk biaya layanan), yang masuk <b>{ $received }</b>.
    Uangnya tetap masuk ke saldo Kakak: sekarang <b>{ $balance }</b>, bisa langsung dipakai belanja.
button-cancel-deposit = ❌ Batalkan Deposit

## Katalog

catalogue-all = 🧾 <b>Daftar Semua Produk</b>
catalogue-category = 🗂️ <b>{ $category }</b>
catalogue-best = 🔥 <b>Produk Terlaris</b>
catalogue-search = 🔎 Hasil untuk “<b>{ $query }</b>”: { $count } produk
catalogue-categories = 🗂️ <b>Pilih Kategori</b>
catalogue-line =
    <b>{ $number }.</b> { $name }
    { $cost } · stok { $stock }
catalogue-line-sold-out =
    <b>{ $number }.</b> { $name }
    { $cost } · <i>stok habis</i>
catalogue-line-from =
    <b>{ $number }.</b> { $name }
    mulai { $cost } · stok { $stock }
catalogue-line-sold-out-from =
    <b>{ $number }.</b> { $name }
    mulai { $cost } · <i>stok habis</i>
catalogue-page = 📄 Halaman { $page } dari { $pages }
catalogue-letters = 🔤 <b>Pilih Huruf Awal</b>
catalogue-letter = 🔤 <b>{ $name }</b>
catalogue-hint = Pilih di bawah, atau ketik nomor produknya.
catalogue-perhaps = 🤔 Mungkin maksudnya salah satu di bawah ini, Kak?
contact-card =
    💬 <b>Hubungi Admin</b>
    Ada pertanyaan atau kendala? Hubungi { $admin }, Kak. Soal pesanan? Sebutkan nomor invoice-nya.
contact-nobody =
    💬 <b>Hubungi Admin</b>
    Toko ini belum mencantumkan kontak. Cara pesan ada di <b>{ key-how-to-order }</b>, dan barang yang sudah dibeli ada di <b>{ key-my-orders }</b>.
catalogue-empty =
    📦 <b>Belum ada produk di toko ini.</b>
    Silakan kembali lagi nanti, Kak.
catalogue-category-empty =
    📦 Kategori ini sedang kosong.
    Coba kategori lain, atau <b>{ key-all-products }</b>.
catalogue-letter-empty =
    🔤 Sudah tidak ada produk berawalan huruf ini.
    Pilih huruf lain, atau <b>{ key-all-products }</b>.
catalogue-best-empty =
    🔥 Belum ada produk yang terjual.
    Jadilah yang pertama, Kak: pilih <b>{ key-all-products }</b>.
catalogue-nothing-found =
    🔎 Tidak ada produk yang cocok dengan “<b>{ $query }</b>”.
    Coba kata yang lebih pendek, atau pilih <b>{ key-all-products }</b>.
button-previous = ⬅️ Sebelumnya
button-next = ➡️ Berikutnya
button-first = ⏮️ Halaman { $page }
button-last = ⏭️ Halaman { $page }
button-letters = 🔤 Huruf A–Z
button-letter-other = 0–9 dan lainnya
button-categories = 🗂️ Kategori
button-best = 🔥 Terlaris
button-all = 🛍️ Semua Produk
button-browse = 🛍️ Lihat Produk
button-back = ⬅️ Kembali
button-home = 🏠 Menu Utama
button-contact = 💬 Hubungi Admin
button-refresh = 🔄 Refresh

## Cek stok

stock-title =
    🏷️ <b>Informasi Stok</b>
    { $at }
stock-line = { $number }. { $name } ➜ <b>{ $stock }x</b>
stock-line-endless = { $number }. { $name } ➜ <b>tanpa batas</b>
stock-line-sold-out = { $number }. { $name } ➜ <i>habis</i>
stock-hint = Untuk membeli, pilih di bawah atau ketik nomor produknya.
toast-stock-fresh = Stok diperbarui ✅

## Produk

plain-no-description = Tidak ada deskripsi untuk produk ini
plain-no-category = Tanpa kategori
product-card =
    <b>{ $name }</b>
    { $description }

    💲 Harga: <b>{ $cost }</b>
    📦 Stok tersedia: <b>{ $stock }</b>
    🔥 Terjual: { $sold }x
    🗂️ Kategori: { $category }
product-card-sold-out =
    <b>{ $name }</b>
    { $description }

    💲 Harga: <b>{ $cost }</b>
    📦 Stok: <b>habis</b>
    🔥 Terjual: { $sold }x
    🗂️ Kategori: { $category }

    Produk ini sedang habis, Kak. Pilih <b>{ button-back }</b> untuk melihat yang lain.
choices-card =
    <b>{ $name }</b>
    { $description }

    🔥 Terjual: { $sold }x
    🗂️ Kategori: { $category }

    Pilih variannya di bawah, Kak.
button-choice = { $name } · { $price } · { $stock }
button-choice-sold-out = { $name } · { $price } · habis
product-by-hand = 🙋 Dikerjakan admin, selesai paling lama <b>{ $span }</b> setelah dibayar.
product-by-hand-asks =
    🙋 Dikerjakan admin, selesai paling lama <b>{ $span }</b> setelah jawaban Kakak kami terima.
    ❓ Setelah bayar, Kakak ditanya: <b>{ $question }</b>
product-in-cart =
    🛍️ Di keranjang: <b>{ $quantity }</b>
    💰 Total: <b>{ $total }</b>
product-ask-quantity =
    ✏️ Mau berapa <b>{ $name }</b>, Kak?
    Ketik angka dari 1 sampai { $max }.
button-less = ➖
button-more = ➕
button-two = ✌️ x2
button-five = 🖐️ x5
button-ten = 🔟 x10
button-type-quantity = ✏️ Ketik Jumlah
button-to-cart = 🧺 Lanjut ke Keranjang
button-buy-now = ⚡ Beli Sekarang
toast-quantity = 🧮 Jumlah: { $quantity }
toast-quantity-capped = Stok tinggal { $stock }, jumlahnya disesuaikan.
toast-quantity-most = Maksimal { $max } per produk dalam satu keranjang.
toast-removed = ➖ Dikeluarkan dari keranjang
toast-price-changed = Harganya sekarang { $price }. Kalau cocok, tekan sekali lagi ya, Kak.
toast-not-in-cart = Produk ini belum ada di keranjang.

## Keranjang

cart-title = 🧺 <b>Keranjang Belanja Kakak</b>
cart-line =
    <b>{ $name }</b>
    { $quantity } × { $price } = { $subtotal }
cart-total = 💰 Total: <b>{ $total }</b>
cart-empty =
    🧺 Keranjang Kakak masih kosong.
    Pilih produk dulu di <b>{ key-all-products }</b>.
cart-changed =
    ⚠️ <b>Ada yang berubah sejak tadi:</b>
    { $lines }
cart-look-again = Silakan periksa lagi, lalu lanjutkan pembayaran.
cart-price-changed = • { $name }: harga { $old_price } menjadi <b>{ $new_price }</b>
cart-stock-short = • { $name }: stok tinggal <b>{ $stock }</b>, jumlahnya disesuaikan
cart-product-gone = • { $name }: sudah tidak tersedia
button-checkout = 💳 Lanjut ke Pembayaran
button-empty-cart = 🗑️ Kosongkan
button-edit-line = ✏️ { $name }
toast-cart-emptied = 🗑️ Keranjang sudah dikosongkan.

cart-subtotal = Subtotal: { $subtotal }
cart-discount = 🎟️ Kupon <b>{ $code }</b>: hemat <b>{ $discount }</b>
cart-coupon-lost = 🎟️ Kupon <b>{ $code }</b> belum dihitung. { $why }
cart-coupon-gone = • Kupon { $code } dilepas. { $why }
coupon-ask =
    🎟️ <b>Gunakan Kupon</b>
    Ketik kode kuponnya, Kak. Contoh: <code>HEMAT10</code>
button-use-coupon = 🎟️ Gunakan Kupon
button-drop-coupon = ✖️ Lepas Kupon { $code }
toast-coupon-dropped = Kupon dilepas. Keranjang kembali ke harga biasa.

## Pembayaran

payment-method =
    💳 <b>Pilih Metode Pembayaran</b>

    { $lines }

    💰 Total: <b>{ $total }</b>
payment-balance = 💼 Saldo Kakak: { $balance }
invoice-making =
    ⏳ <b>Invoice { $order }</b>
    Kode QRIS sedang dibuat. Sebentar ya, Kak…
invoice-slow =
    ⏳ <b>Invoice { $order }</b>
    Layanan QRIS sedang lambat. Kami terus mencoba sampai <b>{ $until }</b>.
    Kode muncul di sini dengan sendirinya; stok untuk Kakak tetap kami simpan.
invoice-line = • { $name } × { $quantity } = { $subtotal }
invoice-more-lines = • dan { $count } produk lainnya
invoice-row-goods = Harga barang: { $total }
invoice-row-deposit = Deposit saldo: { $amount }
invoice-row-discount = 🎟️ Kupon { $code }: −{ $discount }
invoice-row-balance = 💼 Dari saldo: −{ $amount }
invoice-row-total = Total: <b>{ $total }</b>
invoice-row-qris = 💠 Dibayar via QRIS: <b>{ $total }</b>
invoice-row-qris-fee = 💠 Dibayar via QRIS: <b>{ $total }</b> (termasuk biaya layanan { $fee })
invoice-row-transfer = 📝 Transfer manual: <b>{ $amount }</b>
invoice-row-fee = Biaya layanan: { $fee }
invoice-caption =
    🧾 <b>Invoice { $order }</b>

    { $lines }

    { $rows }
    💰 Total bayar: <code>{ $payable }</code> (harus pas)
    ⏰ Sebelum: <b>{ $until }</b>

    Scan QR ini pakai m-banking atau e-wallet. Setelah dibayar, pesanan langsung diproses di sini.
    📱 Bayar dari HP ini? Simpan gambarnya, buka m-banking/e-wallet → Scan → Galeri
# Di dalam gambar QR, sebaris masing-masing:
plain-qr-invoice = Invoice { $order }
plain-qr-deposit = Deposit { $order }
plain-qr-total = Bayar { $payable }
plain-qr-until = Sebelum { $at }
invoice-paid =
    ✅ <b>Invoice { $order } lunas</b>
    { $rows }
    { $paid_at }

    Selanjutnya ada di pesan berikut. Terima kasih, Kak!
invoice-paid-late =
    ✅ <b>Invoice { $order } lunas</b>
    { $rows }

    Pembayaran masuk setelah invoice berakhir, dan tetap kami terima.
    Selanjutnya ada di pesan berikut. Terima kasih, Kak!
invoice-expired =
    ⌛ <b>Invoice { $order } kedaluwarsa</b>
    Batas waktu bayar sudah lewat. Mohon jangan membayar dengan kode yang lama.
    Masih mau? Silakan pesan lagi, Kak.
invoice-cancelled =
    ❌ <b>Invoice { $order } dibatalkan</b>
    Mohon jangan membayar dengan kode yang lama.
    Silakan pesan lagi kapan saja, Kak.
invoice-failed =
    ⚠️ <b>Invoice { $order } gagal dibuat</b>
    Layanan QRIS sedang bermasalah; tidak ada uang yang terpotong.
    Keranjang Kakak masih tersimpan. Silakan coba lagi sebentar lagi.
invoice-failed-deposit =
    ⚠️ <b>Invoice { $order } gagal dibuat</b>
    Layanan QRIS sedang bermasalah; tidak ada uang yang terpotong.
    Silakan coba lagi sebentar lagi.
invoice-credited =
    💼 <b>Invoice { $order }: { $received } masuk ke saldo Kakak</b>
    Pembayarannya datang setelah invoice berakhir, dan pesanan itu sudah tidak bisa kami penuhi.
    Saldo sekarang <b>{ $balance }</b>, bisa langsung dipakai belanja.
invoice-wrong-amount =
    ⚠️ <b>Invoice { $order }: jumlah tidak sesuai</b>
    Tagihan { $expected } (belum termasuk biaya layanan), yang masuk <b>{ $received }</b>.
    Uangnya masuk ke saldo Kakak: sekarang <b>{ $balance }</b>, bisa langsung dipakai belanja. Barang tidak dikirim.
invoice-deposited =
    ✅ <b>Deposit { $order } berhasil</b>
    { $amount } masuk ke saldo.
    { $paid_at }

    💼 Saldo Kakak: <b>{ $balance }</b>
invoice-deposited-late =
    ✅ <b>Deposit { $order } berhasil</b>
    Pembayaran masuk setelah invoice berakhir, dan tetap kami terima: { $amount }.

    💼 Saldo Kakak: <b>{ $balance }</b>
invoice-balance-back = 💼 { $amount } kembali ke saldo Kakak.
invoice-transfer =
    📝 <b>Invoice { $order }: transfer manual</b>

    { $lines }

    💰 Jumlah transfer: <code>{ $payable }</code> (harus pas)
    ⏰ Sebelum: <b>{ $until }</b>

    { $account }

    Sesudah transfer, kirim <b>foto atau PDF bukti</b> di sini. Admin memeriksanya, lalu Kakak dikabari.
invoice-in-review =
    🔎 <b>Invoice { $order } sedang diperiksa</b>
    Bukti transfer sudah kami terima. Begitu admin menyetujui, Kakak dikabari di sini.
button-qris = 💠 QRIS
button-pay-balance = 💼 Saldo ({ $total })
button-pay-mixed = 💼 Saldo { $amount } + QRIS { $payable }
button-pay-free = 🎁 Ambil Gratis
button-pay-transfer = 📝 Transfer Manual
button-deposit = 💰 Deposit
button-cancel-purchase = ❌ Batalkan Pembelian
button-check-status = 🔄 Cek Status
button-pay-page = 🔗 Buka Halaman Bayar
button-open-invoice = 🧾 Lihat Invoice
button-try-again = 🔄 Coba Lagi
button-order-again = 🛍️ Pesan Lagi
toast-not-paid = Pembayaran belum terlihat. Sedang kami cek; kalau sudah bayar, hasilnya muncul di sini ya, Kak.
toast-in-review = 🔎 Bukti transfer sedang diperiksa admin.
toast-being-checked = ⏳ Sedang dicek ke bank. Hasilnya muncul di sini.
toast-already-paid = ✅ Invoice { $order } sudah lunas.
toast-invoice-ended = Invoice { $order } sudah berakhir.
invoice-transfer-again =
    ⚠️ <b>Invoice { $order }: bukti belum cukup</b>
    Kata admin: { $reason }

    { $lines }

    💰 Jumlah transfer: <code>{ $payable }</code>
    ⏰ Kirim bukti lagi sebelum: <b>{ $until }</b>

    { $account }

    Kalau uangnya sudah terkirim, <b>jangan transfer lagi</b>: cukup kirim foto atau PDF bukti yang lebih jelas di sini.
    Ada yang tidak cocok? Hubungi { $admin } dan sebutkan nomor invoice ini.
invoice-transfer-expired =
    ⌛ <b>Invoice { $order } kedaluwarsa</b>
    Batas waktu transfer sudah lewat; mohon jangan transfer lagi untuk invoice ini.
    Sudah terlanjur transfer? Hubungi { $admin } dan sebutkan nomor invoice ini.
    Kalau belum, silakan pesan lagi, Kak.
invoice-transfer-cancelled =
    ❌ <b>Invoice { $order } dibatalkan</b>
    Mohon jangan transfer lagi untuk invoice ini.
    Sudah terlanjur transfer? Hubungi { $admin } dan sebutkan nomor invoice ini.
    Kalau belum, silakan pesan lagi kapan saja, Kak.
invoice-no-transfer =
    ❌ <b>Invoice { $order } berakhir</b>
    Transfernya belum kami temukan. Kata admin: { $reason }
    Kalau uangnya sudah terkirim, hubungi { $admin } dan sebutkan nomor invoice ini; kami bantu periksa.
unpaid-qris =
    💠 Pembayaran QRIS dicek otomatis, jadi buktinya tidak perlu dikirim.
    Invoice <b>{ $order }</b> masih menunggu pembayaran. Sudah bayar? Tunggu sebentar, lalu tekan <b>{ button-check-status }</b>, Kak.
evidence-which = 📎 Bukti ini untuk invoice yang mana, Kak?
button-evidence-for = 🧾 { $order } · { $payable }

## Barang

goods-header =
    🎉 <b>Pembayaran berhasil!</b>
    🧾 { $order }
    { $at }
goods-header-again =
    📦 <b>Barang pesanan { $order }</b>
    { $at }
goods-item =
    { $quantity ->
        [1] 📦 <b>{ $product }</b>
       *[other] 📦 <b>{ $product }</b> ({ $position } dari { $quantity })
    }
goods-content = <code>{ $content }</code>
goods-part = 🧾 { $order } · bagian { $page } dari { $pages }
goods-footer =
    🔒 Simpan baik-baik dan jangan dibagikan.
    Bisa dilihat lagi kapan saja di <b>{ key-my-orders }</b>.
goods-file =
    📁 <b>{ $product }</b>
    🧾 { $order }
goods-field = { $field }: <code>{ $content }</code>
goods-done = ✅ Sudah dikerjakan, Kak. Terima kasih!
goods-gone = 📁 Berkas ini sudah tidak kami simpan, Kak. Tanyakan ke penjual, sebutkan nomor pesanannya.
goods-header-done =
    🙋 <b>Pesanan { $order } sudah dikerjakan</b>
    { $at }
goods-file-caption =
    🎉 <b>Barang pesanan { $order }</b>
    { $count } barang, ada di dalam berkas ini.

    🔒 Simpan baik-baik. Bisa diambil lagi kapan saja di <b>{ key-my-orders }</b>.
goods-look-file = 👆 Isinya terkirim sebagai berkas seperti ini.
plain-goods-look-file = barang.txt
plain-goods-file = pesanan-{ $order }.txt
plain-goods-file-item =
    { $quantity ->
        [1] { $product }
       *[other] { $product } ({ $position } dari { $quantity })
    }
goods-header-replaced =
    ♻️ <b>Barang pengganti untuk { $order }</b>
    { $at }

## Pesanan saya

orders-title = 🧾 <b>Pesanan Saya</b>
orders-line =
    <b>{ $order }</b> · { $date }
    { $total } · { $state }
orders-empty =
    🧾 Kakak belum punya pesanan.
    Mulai dari <b>{ key-all-products }</b>.
order-detail =
    🧾 <b>Pesanan { $order }</b>
    { $at }

    { $lines }

    💰 Total: <b>{ $total }</b>
state-awaiting-invoice = ⏳ Menyiapkan QRIS
state-awaiting-payment = ⏳ Menunggu pembayaran
state-awaiting-transfer = ⏳ Menunggu transfer
state-in-review = 🔎 Sedang diperiksa
state-sending = 📤 Sedang dikirim
state-delivered = ✅ Selesai
state-stuck = ⚠️ Tertahan
state-expired = ⌛ Kedaluwarsa
state-cancelled = ❌ Dibatalkan
state-no-invoice = ⚠️ QRIS gagal dibuat
state-wrong-amount = ⚠️ Jumlah tidak sesuai
order-awaiting-invoice = ⏳ Kode QRIS sedang dibuat dan muncul di sini dengan sendirinya.
order-awaiting-payment = ⏳ Menunggu pembayaran sampai <b>{ $until }</b>.
order-sending = 📤 Lunas. Barang sedang dikirim ke obrolan ini.
order-delivered = ✅ Lunas, barang terkirim { $at }. Tekan <b>{ button-goods-again }</b> untuk melihatnya.
order-stuck = ⚠️ Lunas, tetapi barang belum bisa masuk ke obrolan ini. Tekan <b>{ button-goods-again }</b>.
order-expired = ⌛ Tidak dibayar sampai batas waktunya. Silakan pesan lagi, Kak.
order-cancelled = ❌ Dibatalkan. Silakan pesan lagi kapan saja, Kak.
order-no-invoice = ⚠️ Kode QRIS gagal dibuat. Silakan pesan lagi, Kak.
order-wrong-amount = ⚠️ Jumlah yang masuk tidak sesuai, jadi barangnya tidak dikirim.
order-credited = 💼 { $amount } yang masuk untuk invoice ini ada di saldo Kakak.
order-awaiting-transfer = ⏳ Menunggu transfer dan buktinya sebelum <b>{ $until }</b>.
order-in-review = 🔎 Bukti transfer sedang diperiksa admin.
state-no-transfer = ❌ Transfer tidak ditemukan
order-no-transfer = ❌ Transfernya tidak ditemukan. Kalau uangnya sudah terkirim, hubungi { $admin } dan sebutkan nomor pesanan ini.
button-order = 📦 Lihat pesanan
button-order-of = 📦 Lihat { $order }
button-goods-again = 📦 Lihat Barang Lagi
toast-goods-again = 📦 Barang { $order } dikirim lagi.
state-withdrawn = ↩️ Dana dikembalikan
order-withdrawn = ↩️ Dana untuk pesanan ini sudah dikembalikan.
order-refund-balance = ↩️ Refund { $amount }: masuk ke saldo Kakak.
order-refund-promised = ↩️ Refund { $amount }: akan ditransfer penjual ke rekening atau e-wallet Kakak, tunggu kabarnya di sini.
order-refund-paid = ↩️ Refund { $amount }: sudah ditransfer penjual.
refund-on-balance =
    ↩️ <b>Refund invoice { $order }</b>
    <b>{ $amount }</b> sudah masuk ke saldo Kakak.

    💼 Saldo sekarang: <b>{ $balance }</b>, bisa langsung dipakai belanja.
refund-promised =
    ↩️ <b>Refund invoice { $order }</b>
    <b>{ $amount }</b> akan ditransfer penjual ke rekening atau e-wallet Kakak.
    Begitu sudah ditransfer, Kakak dikabari di sini.
refund-paid-out =
    ✅ <b>Refund invoice { $order } sudah ditransfer</b>
    Penjual sudah mengirim <b>{ $amount }</b>. Silakan periksa rekening atau e-wallet Kakak.

orders-line-deposit =
    <b>{ $order }</b> · { $date }
    💰 Deposit { $total } · { $state }
order-detail-deposit =
    💰 <b>Deposit { $order }</b>
    { $at }

    💰 Jumlah: <b>{ $total }</b>
state-deposited = ✅ Masuk ke saldo
order-deposited = ✅ Lunas, masuk ke saldo { $at }.
order-deposit-expired = ⌛ Tidak dibayar sampai batas waktunya. Silakan deposit lagi, Kak.
order-deposit-cancelled = ❌ Dibatalkan. Silakan deposit lagi kapan saja, Kak.
order-deposit-no-invoice = ⚠️ Kode QRIS gagal dibuat. Silakan deposit lagi, Kak.
order-deposit-wrong-amount = ⚠️ Jumlah yang masuk tidak sesuai dengan yang diminta.

## Penolakan, masing-masing dengan langkah berikutnya

refusal-bad-price =
    Harga “{ $typed }” tidak dikenali.
    Contoh: <code>50000</code>, <code>50.000</code>, <code>50rb</code>
refusal-bad-number = Nomor produk adalah angka dari 1 sampai { $max }. Contoh: <code>3</code>.
refusal-bad-quantity = Jumlah adalah angka dari 1 sampai { $max }. Contoh: <code>2</code>.
refusal-empty-name = Namanya masih kosong. Ketik namanya, lalu kirim lagi. Contoh: <code>Netflix 1 Bulan</code>.
refusal-long-text = Teksnya terlalu panjang, maks. { $max } karakter. Persingkat, lalu kirim lagi.
refusal-one-line = Nama hanya satu baris. Ketik namanya saja, contoh: <code>Netflix 1 Bulan</code>.
refusal-no-product =
    Tidak ada produk nomor <b>{ $number }</b>.
    Lihat nomornya di <b>{ key-all-products }</b>.
refusal-gone-product = Produk ini sudah tidak dijual. Lihat yang lain di <b>{ key-all-products }</b>.
refusal-number-taken = Nomor <b>{ $number }</b> sudah dipakai. Pilih nomor lain, atau <code>-</code> untuk nomor otomatis.
refusal-too-many-products = Toko sudah berisi { $max } produk. Hapus yang lama dulu, lalu tambah lagi.
refusal-too-many-categories = Sudah ada { $max } kategori. Pakai salah satu yang sudah ada.
refusal-no-lines = Belum ada baris stok yang bisa dipakai. Kirim satu barang per baris.
refusal-too-many-lines = Terlalu banyak baris sekaligus, maksimal { $max }. Bagi menjadi beberapa kiriman.
refusal-file-too-big = Berkasnya terlalu besar, maksimal { $kilobytes } KB. Bagi menjadi beberapa berkas.
refusal-file-lost = Berkasnya tidak bisa diambil dari Telegram. Kirim sekali lagi ya.
refusal-enough-files = Sudah { $max } berkas yang menunggu. Pilih dulu produknya, lalu kirim sisanya.
refusal-not-a-text = Berkas ini bukan teks. Kirim berkas <code>.txt</code> dengan satu barang per baris.
refusal-wide-file =
    Berkas ini memakai kode karakter UTF-16 yang tidak utuh. Belum ada yang diambil.
    Simpan ulang sebagai <b>UTF-8</b>, lalu kirim lagi.
refusal-foreign-file =
    Berkas ini { $format }, bukan daftar stok. Belum ada yang diambil.
    Di Excel atau Google Sheets pilih <b>Simpan sebagai / Download → CSV</b>, atau salin kolomnya dan tempel di sini.
plain-format-workbook = berkas Excel atau sejenisnya
plain-format-document = dokumen Word atau RTF
plain-format-page = halaman HTML atau XML
plain-format-pdf = PDF
plain-format-picture = gambar
plain-format-archive = arsip ZIP atau sejenisnya
plain-format-json = JSON
plain-format-unknown = bukan teks
refusal-command-line =
    Baris { $line } diawali perintah, jadi belum ada yang diambil.
    Kirim stok tiap produk dalam pesan tersendiri.
refusal-several-commands =
    Pesan ini berisi lebih dari satu perintah, jadi belum ada yang dijalankan.
    Kirim satu perintah per pesan.
refusal-two-sources =
    Barangnya ada di keterangan dan di berkas, jadi belum ada yang diambil.
    Kirim berkasnya dengan keterangan <code>/addstock 1</code> saja; 1 adalah nomor produknya.
refusal-several-lines =
    Baris { $first_line } sampai { $last_line } tampak seperti satu akun yang ditulis dalam beberapa baris. Belum ada yang diambil.
    Tulis tiap akun dalam satu baris, lalu kirim lagi.
refusal-heading =
    Baris { $line } tampak seperti judul kolom, bukan barang. Belum ada yang diambil.
    Hapus baris itu, lalu kirim lagi.
refusal-formatted =
    Pesan ini berisi format (tebal, miring, dicoret, spoiler, atau tautan), jadi sebagian karakter mungkin sudah dihapus Telegram, misalnya <code>||</code> atau <code>**</code>. Belum ada yang diambil.
    Kirim sebagai berkas <code>.txt</code>, supaya setiap karakter tetap utuh.
refusal-below =
    Produk belum dibuat. Di bawah baris <code>/add</code> ada baris yang tampak seperti barang, padahal deskripsi bisa dibaca semua pembeli.
    Kirim <code>/add</code> lagi dengan deskripsi satu baris saja. Stok diisi lewat <b>{ button-fill-stock }</b> atau <code>/addstock</code>.
refusal-published =
    Teks ini tampak seperti akun atau data login, jadi tidak dipakai: nama dan deskripsi bisa dibaca semua pembeli.
    Tulis lagi tanpa data login. Stok diisi lewat <b>{ button-fill-stock }</b> atau <code>/addstock</code>.
refusal-sheet-open =
    Baris { $line } membuka tanda kutip <code>"</code> yang tidak ditutup di baris itu. Belum ada yang diambil.
    Perbaiki barisnya, atau kirim sebagai <code>.txt</code> dengan satu barang per baris.
refusal-sheet-behind =
    Di baris { $line } ada teks sesudah tanda kutip <code>"</code> penutup. Belum ada yang diambil.
    Perbaiki barisnya, atau kirim sebagai <code>.txt</code> dengan satu barang per baris.
refusal-sheet-not-text =
    Baris { $line } bukan teks UTF-8 (mungkin Windows-1252). Belum ada yang diambil.
    Simpan ulang sebagai <b>CSV UTF-8</b>, lalu kirim lagi.
refusal-no-column =
    Berkas <code>.csv</code> ini tidak punya kolom <code>isi</code> atau kolom akun seperti <code>email</code> dan <code>sandi</code>, jadi belum ada yang diambil.
    Beri judul <code>isi</code> pada kolom stoknya, atau salin kolomnya saja dan tempel di sini.
refusal-counts =
    Kolom <code>stok</code> berisi jumlah, bukan barangnya, jadi belum ada yang diambil.
    Taruh barangnya di kolom <code>isi</code>, satu per baris.
refusal-stranger =
    Baris { $line } milik produk lain, jadi belum ada yang diambil.
    Kirim berkas tersendiri untuk tiap produk.
refusal-nothing-archived =
    Tidak ada produk nomor <b>{ $number }</b> di arsip. Periksa lagi nomornya, contoh: <code>/undel 1</code>
refusal-full-cart = Keranjang maksimal berisi { $max } produk berbeda. Selesaikan pembayaran dulu, Kak.
refusal-empty-cart = Keranjang Kakak masih kosong. Pilih produk dulu di <b>{ key-all-products }</b>.
refusal-sold-out = Maaf Kak, stoknya sudah habis. Lihat yang lain di <b>{ key-all-products }</b>.
refusal-too-many-files = Satu pesanan maksimal { $max } berkas. Kurangi jumlahnya dulu, Kak.
refusal-too-many-units = Satu pesanan maksimal { $max } barang. Kurangi jumlahnya dulu, Kak.
refusal-bad-total =
    QRIS hanya bisa untuk { $least } sampai { $most }.
    Ubah isi keranjang, atau bayar dengan cara lain: dari saldo (isi lewat <b>{ key-deposit }</b>), atau transfer manual kalau tersedia.
refusal-open-invoice =
    Masih ada invoice <b>{ $order }</b> yang belum dibayar.
    Bayar atau batalkan dulu, lalu pesan lagi.
refusal-no-order = Pesanan itu tidak ditemukan. Lihat daftarnya di <b>{ key-my-orders }</b>.
refusal-already-paid = Invoice <b>{ $order }</b> sudah lunas. Lihat di <b>{ key-my-orders }</b>.
refusal-already-ended = Invoice <b>{ $order }</b> sudah berakhir. Silakan buat yang baru, Kak.
refusal-disk-full =
    Toko sedang tidak menerima pesanan baru untuk sementara.
    Pesanan yang sudah dibayar tetap dikirim. Coba lagi sebentar lagi, Kak.
refusal-no-right = Maaf, ini bukan bagian dari tugas Kakak di toko ini. Tanyakan ke pemilik toko, ya.
refusal-unknown-role = Peran itu tidak ada. Pilih <code>admin</code> atau <code>owner</code>.
refusal-bad-code =
    Kode itu salah atau sudah tidak berlaku.
    Minta kode baru dari pemilik toko, lalu kirim <code>/claim KODE</code>.
refusal-not-allowed = Menu ini hanya untuk staf toko. Kembali ke <b>{ key-home }</b>.
refusal-low-balance =
    Saldonya tidak cukup: <b>{ $balance }</b>.
    Isi dulu lewat <b>{ key-deposit }</b>, atau bayar dengan QRIS.
refusal-bad-deposit = Deposit bisa dari { $least } sampai { $most }. Contoh: <code>50000</code>.
refusal-in-review =
    Bukti transfer invoice <b>{ $order }</b> sedang diperiksa admin.
    Hasilnya dikabarkan di sini, Kak.

refusal-bad-coupon-code = Kode kupon hanya huruf, angka, <code>-</code> dan <code>_</code>, tanpa spasi, maks. { $max } karakter. Contoh: <code>HEMAT10</code>.
refusal-bad-off =
    Potongan “{ $typed }” tidak dikenali.
    Ketik persen dari 1% sampai 100%, contoh: <code>10%</code>; dengan batas: <code>10% 20000</code>; atau rupiah: <code>5000</code>.
refusal-bad-uses = Batas pemakaian adalah angka dari 1 sampai { $max }. Contoh: <code>100</code>.
refusal-bad-scope = Sebut 1 sampai { $max } produk, contoh: <code>1, 3, 12</code>.
refusal-bad-date =
    Masa berlaku “{ $typed }” tidak dikenali.
    Ketik jumlah hari, contoh: <code>30</code>, atau tanggal terakhirnya, contoh: <code>31-12-2026</code>.
refusal-past-date = Masa berlaku itu sudah lewat. Ketik tanggal mulai hari ini atau sesudahnya.
refusal-coupon-taken = Kode <b>{ $code }</b> sedang dipakai kupon lain. Nonaktifkan kupon itu dulu, atau pilih kode lain.
refusal-too-many-coupons = Toko sudah membuat { $max } kupon, dan tidak bisa membuat lagi. Pakai kupon yang masih berlaku.
refusal-no-coupon = Kupon itu tidak ada atau sudah tidak berlaku. Periksa lagi kodenya, Kak.
refusal-coupon-early = Kupon ini baru berlaku mulai <b>{ $from }</b>. Simpan dulu kodenya, Kak.
refusal-coupon-over = Masa berlaku kupon ini sudah lewat. Coba kupon lain, atau lanjutkan tanpa kupon.
refusal-coupon-not-here = Kupon ini tidak berlaku untuk barang di keranjang. Tambah barang yang cocok, atau coba kupon lain.
refusal-coupon-below = Kupon ini untuk belanja mulai <b>{ $least }</b> dari barang yang cocok. Tambah dulu barangnya, Kak.
refusal-coupon-used-up = Maaf Kak, kupon ini sudah habis dipakai. Coba kupon lain, atau lanjutkan tanpa kupon.
refusal-coupon-used-by-you = Kupon ini sudah Kakak pakai. Kalau invoice-nya belum dibayar, bayar atau batalkan dulu invoice itu.
refusal-coupon-first-only = Kupon ini hanya untuk pembelian pertama. Coba kupon lain, atau lanjutkan tanpa kupon.

refusal-bad-amount =
    Jumlah “{ $typed }” tidak dikenali.
    Contoh: <code>50000</code>, <code>50.000</code>, <code>50rb</code>, <code>1,5jt</code>
refusal-bad-change =
    Perubahan saldo “{ $typed }” tidak dikenali.
    Ketik jumlah dengan tanda di depannya, contoh: <code>+50000</code>, <code>-50000</code>, <code>+50rb</code>
refusal-no-customer =
    Tidak ada pengguna toko “{ $typed }”.
    Pakai ID dari <b>{ key-account }</b> mereka, atau <code>@username</code>; orangnya harus pernah menekan <b>Start</b> di bot ini.
refusal-empty-reason = Alasannya masih kosong. Ketik alasannya, lalu kirim lagi; pembeli juga melihatnya.
refusal-overdrawn = Saldo pembeli hanya <b>{ $balance }</b>, dan tidak bisa menjadi minus. Ketik jumlah yang lebih kecil.
refusal-overdrawn-held =
    Yang bebas di saldo pembeli hanya <b>{ $balance }</b>; { $held } ditahan untuk pesanan yang belum dibayar.
    Ketik jumlah yang lebih kecil, atau tunggu pesanan itu selesai.
refusal-empty-text = Teksnya masih kosong. Ketik isinya, lalu kirim lagi.
refusal-no-text = Di langkah ini ketik jawabannya sebagai teks.
refusal-tap = Jawab dengan salah satu tombol di bawah.
question-save = Tekan <b>{ button-save }</b> kalau sudah benar.
refusal-no-transfers = Transfer manual sedang tidak tersedia. Pilih cara bayar yang lain, Kak.
refusal-not-evidence = Untuk invoice <b>{ $order }</b>, kirim bukti transfernya sebagai <b>foto atau PDF</b>, Kak.
refusal-unfit-evidence =
    Berkas itu bukan gambar atau PDF, jadi tidak bisa menjadi bukti transfer.
    Untuk invoice <b>{ $order }</b>, kirim <b>foto, tangkapan layar, atau PDF</b> dari bank atau e-wallet, Kak.
refusal-enough-evidence =
    Bukti invoice <b>{ $order }</b> sudah cukup, maksimal { $max } berkas, dan sedang diperiksa admin.
    Hasilnya dikabarkan di sini, Kak.
refusal-late-evidence =
    Invoice <b>{ $order }</b> sudah berakhir, jadi buktinya tidak bisa kami proses di sini.
    Sudah transfer? Hubungi { $admin } dan sebutkan nomor invoice itu.
    Kalau belum, silakan pesan lagi lewat <b>{ key-all-products }</b>, Kak.
refusal-no-review = Bukti transfer itu sudah tidak ada. Yang menunggu ada di daftar ini.
refusal-review-approved = Invoice <b>{ $order }</b> sudah disetujui sebelumnya. Tidak ada yang berubah.
refusal-review-doubted = Bukti invoice <b>{ $order }</b> sudah ditolak sebelumnya. Tunggu bukti baru dari pembeli.
refusal-review-ended = Invoice <b>{ $order }</b> sudah berakhir. Kalau uangnya masuk, tambahkan ke saldo pembeli.
refusal-review-newer = Ada bukti yang lebih baru untuk <b>{ $order }</b>. Periksa bukti ini dulu, lalu putuskan.
refusal-own-money = Saldo dan refund sendiri tidak bisa diubah sendiri. Minta admin lain atau pemilik toko yang mencatatnya.
refusal-too-many-staff = Staf sudah { $max } orang, batas maksimalnya. Minta pemilik toko mengeluarkan yang tidak bekerja lagi (<code>warung staff remove</code>), lalu kirim kodenya sekali lagi.
refusal-own-order = Invoice <b>{ $order }</b> adalah pesanan sendiri. Minta admin lain memeriksa uangnya, lalu menyetujui.
refusal-many-unpaid = Sudah { $max } pesanan tidak dibayar dalam satu jam. Silakan pesan lagi sesudah <b>{ $until_clock }</b>, Kak.
refusal-no-invoices = Pembayaran QRIS sedang bermasalah, Kak. Silakan coba lagi sesudah <b>{ $until_clock }</b>, atau pilih cara bayar lain kalau ada.
refusal-not-refundable = Pesanan <b>{ $order }</b> tidak bisa di-refund: belum lunas, atau berupa deposit.
refusal-bad-refund = Refund bisa dari Rp1 sampai { $most }, sisa yang belum dikembalikan. Contoh: <code>10000</code>.
refusal-all-refunded = Semua pembayaran pesanan <b>{ $order }</b> sudah dikembalikan. Tidak ada sisa untuk di-refund.
refusal-too-many-refunds = Satu pesanan maksimal { $max } kali refund. Lanjutkan di luar toko.
refusal-refund-changed = Pesanan <b>{ $order }</b> baru saja di-refund dari tempat lain. Periksa dulu, lalu ulangi kalau masih perlu.
refusal-no-refund = Pesanan <b>{ $order }</b> tidak punya refund seperti itu. Lihat daftarnya di halaman pesanan.
refusal-no-unit = Barang itu bukan milik pesanan <b>{ $order }</b>, atau sudah di-refund atau diganti. Pilih barang yang lain.
refusal-still-sending = Barang pesanan <b>{ $order }</b> sedang dikirim. Tunggu sampai tiba, lalu coba lagi.
refusal-no-replacement = Stok <b>{ $name }</b> habis, jadi belum ada penggantinya. Isi stok dulu, atau refund barangnya.
refusal-given-back = Barang pesanan <b>{ $order }</b> sudah di-refund, jadi tidak bisa ditampilkan lagi.
refusal-unknown-order = Tidak ada pesanan dengan nomor itu. Periksa lagi nomornya, contoh: <code>/order 123</code>
refusal-bad-days = Masa pakai adalah angka dari 1 sampai { $max } hari. Contoh: <code>30</code>.
refusal-bad-factors = Ketik 1 sampai { $max } persentase dari 1 sampai 100. Contoh: <code>100 80 50</code>.

## Umum

general-not-understood =
    Maaf Kak, kami belum paham maksudnya.
    Ketik nama atau nomor produk, atau pilih tombol di bawah.
general-only-text =
    Maaf Kak, kami hanya bisa membaca teks dan tombol.
    Ketik nama atau nomor produk, atau pilih tombol di bawah.
general-edited = ✏️ Pesan yang diedit tidak kami baca. Kirim lagi sebagai pesan baru ya, Kak.
general-broken =
    🙏 Maaf Kak, sistem kami sedang ada gangguan.
    Kode laporan: <code>{ $error }</code>. Pemilik toko sudah diberi tahu.
    Silakan coba lagi; pesanan dan pembayaran Kakak aman.
toast-old-button = Tombol ini sudah tidak berlaku. Buka lagi dari menu ya, Kak.
toast-wait = ⏳ Sebentar ya, Kak…

## Admin: beranda

admin-home =
    ⚙️ <b>{ $store }</b>
    { $date }

    { $rows }
admin-home-today = 🛒 Hari ini: <b>{ $paid }</b> pesanan · <b>{ $total }</b>
admin-home-busy = 🛒 Penjualan hari ini: lihat /laporan
admin-home-products = 📦 { $count } produk di etalase
admin-home-in-review = 📝 Bukti transfer menunggu dicek: <b>{ $count }</b>
admin-home-undelivered = 🚨 Lunas, belum terkirim: <b>{ $undelivered }</b>
admin-home-owed = 💸 Refund belum ditransfer: <b>{ $count }</b>
admin-home-all-well = ✅ Semua beres, tidak ada yang menunggu
button-undelivered = 🚨 Lunas, belum terkirim ({ $count })
button-manage-products = 🛒 Kelola Produk
button-settings = 🧰 Pengaturan
button-edit-field = ✏️ { $field }
plain-field-name = Nama
plain-field-price = Harga
plain-field-category = Kategori
plain-field-description = Deskripsi
plain-field-code = Kode
plain-field-off = Potongan
plain-field-scope = Berlaku untuk
plain-field-minimum = Minimum belanja
plain-field-period = Masa berlaku
plain-field-uses = Jumlah pemakaian
plain-field-per-buyer = Per pembeli
plain-field-first = Untuk siapa
plain-field-amount = Nominal
plain-field-to = Tujuan
plain-field-why = Alasan
button-save = ✅ Simpan
button-cancel = { key-cancel }
button-skip = ⏭️ Lewati
button-refunds-owed = ⏳ Refund belum ditransfer ({ $count })

## Admin: produk

admin-products =
    🛒 <b>Kelola Produk</b>
    { $count } produk di etalase.
admin-products-empty =
    🛒 <b>Kelola Produk</b>
    Etalase masih kosong. Mulai dengan <b>{ button-add-product }</b>.
admin-product-line =
    <b>{ $number }.</b> { $name }
    { $price } · stok { $stock }
button-add-product = ➕ Tambah Produk
button-fill-stock = 📦 Isi Stok
button-product = { $number }. { $name }

## Admin: tambah dan ubah produk

wizard-name =
    ➕ <b>Tambah Produk</b> (1 dari 5)
    Ketik nama produknya, contoh: <code>Netflix 1 Bulan</code>
wizard-price =
    ➕ <b>{ $name }</b> (2 dari 5)
    Ketik harganya dalam rupiah, contoh: <code>50000</code> atau <code>50rb</code>
wizard-category =
    ➕ <b>{ $name }</b> (3 dari 5)
    Pilih kategori, atau ketik nama kategori baru.
wizard-description =
    ➕ <b>{ $name }</b> (4 dari 5)
    Ketik deskripsinya, atau tekan <b>{ button-skip }</b>.
wizard-photo =
    ✅ Produk <b>{ $name }</b> tersimpan. Mau pasang foto? (5 dari 5)
    Kirim satu foto, atau tekan <b>{ button-skip }</b>.
wizard-confirm =
    🔎 <b>Sudah benar?</b>

    <b>{ $name }</b>
    { $description }

    💲 Harga: <b>{ $price }</b>
    🗂️ Kategori: { $category }
wizard-done =
    ✅ Produk <b>{ $number }. { $name }</b> sudah di etalase.
    Menjual akun atau kode? Tekan <b>{ button-fill-stock }</b>.
    Menjual PDF, akun bersama, undangan, atau top-up? Tekan <b>{ button-kind }</b> dulu.
wizard-cancelled = ✅ Dibatalkan, tidak ada yang berubah.
done-add =
    ✅ Produk <b>{ $number }. { $name }</b> sudah di etalase, harga { $price }.
    Menjual akun atau kode? Tekan <b>{ button-fill-stock }</b>.
    Menjual PDF, akun bersama, undangan, atau top-up? Tekan <b>{ button-kind }</b> dulu.
done-price = ✅ Harga <b>{ $number }. { $name }</b>: { $old_price } menjadi <b>{ $new_price }</b>.
done-photo = ✅ Foto <b>{ $number }. { $name }</b> sudah dipasang.
delete-ask =
    🗄️ <b>Arsipkan { $number }. { $name }?</b>

    <b>{ $unsold } unit tersisa.</b> Semuanya disimpan, dan produk ini bisa dikembalikan kapan saja.
button-delete-sure = 🗄️ Ya, Arsipkan
done-delete =
    🗄️ <b>{ $number }. { $name }</b> sudah diarsipkan.
    Kembalikan kapan saja dengan <code>/undel { $number }</code>.
done-undel = ✅ <b>{ $name }</b> kembali di etalase sebagai nomor <b>{ $number }</b>, harga { $price }, stok { $stock }.
archived-ask =
    📦 <b>Nomor { $number } milik { $name }, yang ada di arsip.</b>

    💲 Harga: <b>{ $price }</b>
    📦 Stok tersimpan: <b>{ $stock }</b>
    Kembalikan produk itu, atau tambah yang baru dengan nomor ini?
button-bring-back = ↩️ Kembalikan { $name }
button-add-new = ➕ Tambah { $name }

## Admin: layar produk, daftar, dan kategori

refusal-bad-emoji = Kirim satu emoji saja, contoh: 🎬
refusal-category-gone = Kategori itu sudah tidak ada. Pilih yang lain dari daftar.
refusal-category-taken = Nama itu sudah dipakai kategori lain. Pilih nama lain, atau gabungkan kedua kategorinya.
refusal-category-in-use = Kategori ini masih berisi { $count } produk di etalase dan { $archived } di arsip. Pindahkan atau gabungkan dulu.
refusal-changed = Sementara itu isinya sudah diubah orang lain. Yang sekarang ada di bawah; kirim sekali lagi kalau tetap mau menggantinya.
refusal-not-in-units = Produk ini tidak diisi dengan baris teks. Buka <b>🧬 Jenis</b> di kartu produknya.
refusal-kind-in-use = Jenisnya belum bisa diganti: masih ada <b>{ $count }</b> unit di stok atau di pesanan yang belum selesai. Keluarkan atau selesaikan dulu.
refusal-parts = Nama isian: maksimal <b>{ $max }</b>, dipisah tanda |, tidak boleh ada yang kosong atau kembar. Contoh: <code>email|sandi|pin</code>.
refusal-changed-since = Sudah ada perubahan baru sesudahnya, jadi tidak diurungkan. Yang sekarang ada di bawah.
refusal-order-least = Produk ini minimal { $fewest } per pesanan. Tambah jumlahnya dulu, Kak.
refusal-order-most = Produk ini maksimal { $max } per pesanan. Kurangi jumlahnya dulu, Kak.
refusal-order-few = Maaf Kak, stoknya tinggal { $stock }, sedangkan pesanan minimal { $fewest }. Lihat yang lain di <b>{ key-all-products }</b>.
cart-least = • { $name }: minimal { $fewest } per pesanan, jumlahnya disesuaikan
cart-most = • { $name }: maksimal { $max } per pesanan, jumlahnya disesuaikan
cart-few = • { $name }: stok tinggal { $stock }, minimal { $fewest } per pesanan
refusal-no-picture = Kirim satu foto, bukan teks atau berkas.
refusal-between = Ketik angka dari { $fewest } sampai { $max }.
product-least = ⚖️ Minimal <b>{ $fewest }</b> per pesanan
product-most = ⚖️ Maksimal <b>{ $max }</b> per pesanan
product-least-and-most = ⚖️ Per pesanan minimal <b>{ $fewest }</b>, maksimal <b>{ $max }</b>
button-wait = 🔔 Kabari saya
button-unwait = 🔕 Batal dikabari
button-see-product = 🛍️ Lihat produk
toast-waits = 🔔 Baik, Kak. Kami kabari begitu stoknya ada.
toast-waits-no-more = 🔕 Baik, Kak. Tidak jadi dikabari.
told-back =
    🔔 <b>{ $name }</b> sudah ada lagi, Kak. Harganya { $price }.
    Jumlahnya terbatas, jadi belum tentu masih ada nanti.
refusal-wait-in-stock = Stoknya sudah ada lagi, Kak. Silakan dipesan.
refusal-wait-many = Kakak sudah menunggu { $max } produk. Batalkan salah satu dulu ya.
refusal-wait-full = Yang menunggu produk ini sudah terlalu banyak, Kak. Silakan cek lagi nanti.
product-too-few = Stoknya tinggal { $stock }, belum cukup untuk satu pesanan. Coba lagi nanti ya, Kak.
product-ask-quantity-from =
    ✏️ Mau berapa <b>{ $name }</b>, Kak?
    Ketik angka dari { $fewest } sampai { $max }.
product-screen =
    <b>{ $number }. { $name }</b>
    { $state }

    { $description }

    💲 Harga: <b>{ $price }</b>
    🗂️ Kategori: { $category }
    📦 Siap jual: <b>{ $stock }</b> · dipesan: { $reserved } · terjual: { $sold }
product-pays = 🏷️ Dengan diskon yang berlaku, pembeli membayar <b>{ $price }</b>.
product-saved = ✅ <b>Tersimpan.</b> Keliru? Tekan <b>{ button-undo }</b>.
note-undone = ↩️ <b>Sudah diurungkan.</b>
state-for-sale = 🟢 Dijual
state-sold-out = 🔴 Habis
state-low = 🟡 Stok menipis
state-hidden = 👁️ Disembunyikan dari pembeli
state-archived = 🗄️ Diarsipkan: tidak dijual, stok dan riwayatnya tersimpan
plain-hidden = disembunyikan
plain-archived = diarsipkan
plain-in-archive = { $count } di arsip
button-undo = ↩️ Urungkan
button-to-product = ⚙️ Atur Produk
button-product-name = ✏️ Nama
button-product-price = 💲 Harga
button-product-category = 🗂️ Kategori
button-product-description = 📝 Deskripsi
button-product-photo = 🖼️ Foto
button-product-stock = 📦 Stok
button-product-limits = ⚖️ Batas
button-product-hide = 👁️ Sembunyikan
button-product-show = 👁️ Tampilkan
button-product-archive = 🗄️ Arsipkan
button-product-return = 📥 Kembalikan ke Etalase
toast-hidden = 👁️ Disembunyikan dari pembeli
toast-unhidden = 👁️ Tampil lagi untuk pembeli
toast-undone = ↩️ Sudah diurungkan
toast-at-the-end = Sudah di ujung.
edit-name =
    ✏️ Nama sekarang: <b>{ $name }</b>

    Ketik nama barunya.
edit-price =
    💲 Harga <b>{ $name }</b> sekarang: <b>{ $price }</b>

    Ketik harga barunya, contoh: <code>15rb</code>, <code>15.000</code>, atau <code>1,5jt</code>
edit-price-sure =
    💲 <b>Harga { $name } turun lebih dari separuh?</b>

    Dari { $old_price } menjadi <b>{ $new_price }</b>. Kalau salah ketik, ketik saja harga yang benar.
button-price-sure = ✅ Ya, { $price }
edit-category =
    🗂️ Kategori <b>{ $name }</b> sekarang: <b>{ $category }</b>

    Pilih kategori, atau ketik nama kategori baru.
button-no-category = 🚫 Tanpa Kategori
edit-description =
    📝 Deskripsi <b>{ $name }</b> sekarang:

    { $description }

    Ketik deskripsi barunya.
edit-description-none =
    📝 <b>{ $name }</b> belum punya deskripsi.

    Ketik deskripsinya.
button-empty-field = 🗑️ Kosongkan
edit-photo =
    🖼️ <b>{ $name }</b> sudah punya foto.

    Kirim foto baru untuk menggantinya.
edit-photo-none =
    🖼️ <b>{ $name }</b> belum punya foto.

    Kirim satu foto.
button-remove-photo = 🗑️ Hapus Foto
edit-least =
    ⚖️ Pesanan <b>{ $name }</b> sekarang minimal <b>{ $fewest }</b>.

    Ketik jumlah minimalnya.
edit-most =
    ⚖️ Pesanan <b>{ $name }</b> sekarang maksimal <b>{ $max }</b>.

    Ketik jumlah maksimalnya.
edit-low =
    🟡 Stok <b>{ $name }</b> sekarang disebut menipis mulai <b>{ $count }</b>.

    Ketik angkanya; <code>0</code> berarti tidak pernah.
button-default = ♻️ Bawaan: { $state }
limits-card =
    ⚖️ <b>Batas { $name }</b>

    Per pesanan: minimal <b>{ $fewest }</b>, maksimal <b>{ $max }</b>
    Disebut menipis mulai: <b>{ $count }</b>
    Saat habis: <b>{ $state }</b>
button-limits-least = ⬇️ Minimal
button-limits-most = ⬆️ Maksimal
button-limits-low = 🟡 Tanda Menipis
button-limits-sold-out = 🔴 Ubah Saat Habis
plain-sold-out-shown = tetap tampil di daftar
plain-sold-out-hidden = tidak tampil di daftar
plain-sold-out-as-shop-shown = ikut toko (tampil)
plain-sold-out-as-shop-hidden = ikut toko (tidak tampil)
button-find = 🔎 Cari
products-find = 🔎 Ketik nama, nomor, atau kategori produknya.
products-none = Tidak ada produk di daftar ini.
products-sold-out =
    🔴 <b>Produk habis</b>
    { $count } produk perlu diisi.
products-low =
    🟡 <b>Stok menipis</b>
    { $count } produk hampir habis.
products-hidden =
    👁️ <b>Disembunyikan</b>
    { $count } produk tidak tampil untuk pembeli.
products-archived =
    🗄️ <b>Arsip</b>
    { $count } produk tidak dijual lagi; stok dan riwayatnya tersimpan.
products-found =
    🔎 <b>{ $query }</b>
    { $count } produk ditemukan.
button-filter-all = 🛒 Semua ({ $count })
button-filter-sold-out = 🔴 Habis ({ $count })
button-filter-low = 🟡 Menipis ({ $count })
button-filter-hidden = 👁️ Disembunyikan ({ $count })
button-filter-archived = 🗄️ Diarsipkan ({ $count })
archive-ask-empty =
    🗄️ <b>Arsipkan { $number }. { $name }?</b>

    Tidak ada unit tersisa. Riwayatnya tersimpan, dan produk ini bisa dikembalikan kapan saja.
archived-name-ask =
    🗄️ <b>{ $name } sudah ada di arsip, nomor { $number }.</b>

    💲 Harga: <b>{ $price }</b>
    📦 Stok tersimpan: <b>{ $stock }</b>
    Kembalikan produk itu, atau tambah yang baru?
categories-all =
    🗂️ <b>Kategori</b>
    { $count } kategori, urut seperti yang dilihat pembeli. ⬆️ ⬇️ mengubah urutannya.
categories-none =
    🗂️ <b>Kategori</b>
    Belum ada kategori. Mulai dengan <b>{ button-add-category }</b>.
categories-line = { $category } · { $count } produk
button-add-category = ➕ Tambah Kategori
button-up = ⬆️
button-down = ⬇️
category-card = 🗂️ <b>{ $category }</b>
category-counts =
    📦 Dijual: <b>{ $stock }</b>
    👁️ Disembunyikan: { $hidden }
    🗄️ Diarsipkan: { $archived }
category-shown = Pembeli melihat kategori ini selama ada produk yang dijual di dalamnya.
category-hidden = 👁️ Kategori ini tidak ada di daftar kategori pembeli. Produknya tetap dijual dan bisa dicari.
button-category-emoji = 😀 Emoji
button-category-products = ↕️ Urutan Produk
button-category-merge = 🔗 Gabungkan
button-category-delete = 🗑️ Hapus
category-new =
    ➕ <b>Tambah Kategori</b>
    Ketik namanya, contoh: <code>Streaming</code>
category-emoji =
    😀 Emoji untuk <b>{ $category }</b>

    Kirim satu emoji; pembeli melihatnya di depan nama.
button-no-emoji = 🚫 Tanpa Emoji
category-products =
    ↕️ <b>{ $category }</b>
    { $count } produk. ⬆️ ⬇️ mengubah urutannya.
category-merge-none = Belum ada kategori lain untuk digabungkan.
category-merge-pick = 🔗 Gabungkan <b>{ $category }</b> ke kategori mana?
category-merge-ask =
    🔗 <b>Gabungkan { $name } ke { $category }?</b>

    { $count } produk pindah, lalu kategori { $name } dihapus. Bisa diurungkan sesudahnya.
category-merge-coupons = 🎟️ { $count } kupon hanya berlaku untuk kategori lama; produk yang pindah tidak ikut kupon itu lagi.
button-category-merge-sure = 🔗 Ya, Gabungkan
category-merged = ✅ { $count } produk sekarang ada di <b>{ $category }</b>.
category-merge-left = Masih ada { $count } produk di kategori lama. Tekan sekali lagi untuk memindahkan sisanya.
category-ask-delete = 🗑️ <b>Hapus kategori { $category }?</b> Isinya kosong.
button-category-delete-sure = 🗑️ Ya, Hapus
toast-category-deleted = 🗑️ Kategori { $name } dihapus.

## Admin: varian

button-product-variants = 🧩 Varian
button-add-variant = ➕ Tambah Varian
button-variant-label = ✏️
button-end-variants = 🧩 Jadikan Produk Biasa
variants-none =
    🧩 <b>{ $name }</b> belum punya varian.

    Dengan varian, satu produk dijual dalam beberapa versi, misalnya <code>1 bulan</code> dan <code>3 bulan</code>, masing-masing dengan harga dan stok sendiri. Pembeli tetap melihat satu produk.
    Mulai dengan <b>{ button-add-variant }</b>.
variants-title = 🧩 <b>Varian { $name }</b>
variants-line =
    <b>{ $number }.</b> { $name }
    { $price } · stok { $stock } · terjual { $sold }x
variants-hint = Tekan salah satu untuk mengatur harga, stok, dan batasnya. Pembeli melihatnya dalam urutan ini.
variant-first =
    🧩 <b>{ $name }</b> akan punya beberapa varian.

    Beri nama dulu yang <b>sudah ada sekarang</b>, contoh: <code>1 bulan</code>
    Varian barunya ditanyakan sesudah ini.
variant-label =
    ➕ <b>Varian baru: { $name }</b> (1 dari 2)
    Ketik nama variannya, contoh: <code>3 bulan</code>
variant-price =
    ➕ <b>{ $name }</b> (2 dari 2)
    Ketik harganya dalam rupiah, contoh: <code>25000</code> atau <code>25rb</code>
variant-card =
    ➕ <b>{ $name }</b>
    💲 Harga: <b>{ $price }</b>

    Sudah benar? Tekan <b>{ button-save }</b>.
variant-card-first = 🧩 Yang sekarang menjadi varian <b>{ $name }</b>; harga, stok, dan pesanannya tetap.
variant-edit-label =
    ✏️ Nama varian sekarang: <b>{ $name }</b>

    Ketik nama barunya, contoh: <code>1 bulan</code>
variant-of = 🧩 Varian dari <b>{ $name }</b>. Nama, deskripsi, foto, dan kategori berlaku untuk semua variannya.
variant-head = ⚠️ Ini varian pertama <b>{ $name }</b>. Menyembunyikan atau mengarsipkannya dari sini berlaku untuk semua { $count } variannya.
done-variant = ✅ <b>{ $number }. { $name }</b> sudah di etalase, harga { $price }.
next-units = Isi stoknya: tekan <b>{ button-fill-stock }</b>, lalu kirim akun atau kodenya.
next-files = Isi stoknya: tekan <b>{ button-fill-stock }</b>, lalu kirim berkasnya.
next-shared = Isi dulu yang diterima semua pembelinya: tekan <b>{ button-shared-fill }</b>.
next-manual = Tidak ada stok yang perlu diisi. Janji waktu dan pertanyaannya diatur di <b>{ button-kind }</b>.
plain-field-label = Nama varian
toast-variants-ended = 🧩 Sekarang produk biasa
archive-ask-card =
    🗄️ <b>Arsipkan { $name } dengan { $count } variannya?</b>

    <b>{ $unsold } unit tersisa.</b> Semuanya disimpan, dan bisa dikembalikan kapan saja.
archive-ask-card-empty =
    🗄️ <b>Arsipkan { $name } dengan { $count } variannya?</b>

    Tidak ada unit tersisa. Riwayatnya tersimpan, dan semuanya bisa dikembalikan kapan saja.
done-delete-card =
    🗄️ <b>{ $name }</b> dengan { $count } variannya sudah diarsipkan.
    Kembalikan kapan saja dengan <code>/undel { $number }</code>.
done-undel-card = ✅ <b>{ $name }</b> kembali di etalase dengan { $count } varian, stok { $stock }.
refusal-too-many-variants = Satu produk maksimal { $max } varian. Arsipkan yang tidak dipakai, atau buat produk baru.
refusal-variant-taken = Nama itu sudah dipakai varian lain produk ini. Ketik nama lain.
refusal-variant-long = Nama produk dan nama variannya bersama-sama maksimal { $max } karakter. Persingkat salah satunya, lalu kirim lagi.
refusal-is-choice = Nomor ini adalah varian di kartu produk lain. Di berkas, tulis di bawah produknya sebagai <code>[[product.variant]]</code>.
refusal-no-choices = Produk itu belum punya varian. Tambahkan dulu lewat <b>🧩 Varian</b> di kartunya.
refusal-card-hidden = Produknya masih disembunyikan bersama semua variannya. Tampilkan dulu produknya.
refusal-variants-left = Masih ada varian lain. Arsipkan dulu yang lain, lalu tekan sekali lagi.

## Admin: isi stok

fill-pick = 📦 <b>Isi Stok</b>: pilih produknya.
fill-send =
    📦 <b>{ $number }. { $name }</b>, stok sekarang { $stock }.
    Tempel stoknya di sini, <b>satu unit per baris</b>, atau kirim berkas <code>.txt</code> atau <code>.csv</code>.
    Satu akun beberapa baris? Beri baris kosong di antara akun. Belum ada yang masuk sebelum diperiksa.
fill-reading = ⏳ Berkas untuk <b>{ $name }</b> sedang dibaca…
fill-which =
    📎 Berkas ini <b>stok produk mana?</b>
    Pilih di bawah, atau ketik nomor produknya.
intake-title = 👀 <b>Periksa dulu: { $number }. { $name }</b>
intake-account =
    Sepertinya satu akun ditulis dalam beberapa baris, mulai baris { $first_line } sampai { $last_line }.
    Kalau benar, pilih <b>🧩 per Blok</b>: satu blok menjadi satu unit.
intake-units = 📦 Akan masuk: <b>{ $count }</b> unit
intake-unheaded = 📦 Tanpa baris judul: <b>{ $count }</b> unit
intake-blocks = 🧩 Per blok: <b>{ $count }</b> akun
intake-first = Pertama: <code>{ $content }</code>
intake-first-parts =
    Pertama:
    { $rows }
intake-last-parts =
    Terakhir:
    { $rows }
intake-last = Terakhir: <code>{ $content }</code>
intake-seams = ✂️ Digabung dari beberapa pesan. Sambungannya di baris { $places }.
intake-looking = ⏳ Memeriksa berkas untuk <b>{ $name }</b>: { $done } dari { $count }. Boleh ditinggal, hasilnya dikabarkan di sini.
intake-taking = ⏳ Memasukkan stok <b>{ $name }</b>: { $done } dari { $count }. Boleh ditinggal, hasilnya dikabarkan di sini.
plain-signs = ({ $count } karakter)
button-take = ✅ Masukkan
button-take-unheaded = ✅ Masukkan Tanpa Judul ({ $count })
button-take-blocks = 🧩 Masukkan per Blok ({ $count })
toast-intake-dropped = Batal, tidak ada yang masuk
paste-gather =
    ✂️ <b>Stok { $number }. { $name }</b>: { $count } bagian diterima. Belum ada yang masuk.
    Tunggu sampai semua bagian terkirim, lalu tekan <b>{ button-paste-whole }</b>. Bagiannya digabung otomatis.
button-paste-whole = ✅ Sudah Semua
refusal-late-piece =
    Pesan ini datang lebih dari 30 detik sesudah bagian sebelumnya, jadi <b>tidak digabung</b>.
    Tekan <b>{ button-paste-whole }</b> untuk bagian yang sudah ada, atau kirim semuanya sebagai berkas <code>.txt</code>.
refusal-many-pieces = Sudah { $max } pesan. Kirim semuanya sebagai satu berkas <code>.txt</code> saja.
refusal-intake-gone = Daftar ini sudah dimasukkan, dibatalkan atau diganti. Kirim ulang kalau masih perlu.
refusal-intake-not-yours = Daftar ini dikirim rekan lain, jadi hanya dia yang bisa memasukkannya.
refusal-intake-reading = Berkasnya masih diperiksa. Tunggu sebentar.
refusal-intake-nothing-new = Tidak ada unit baru di daftar ini.
fill-result =
    📦 <b>{ $number }. { $name }</b>
    ✅ Ditambahkan: <b>{ $added }</b>
    ♻️ Sudah ada, dilewati: { $doubled }
    ❌ Ditolak: { $refused }

    Stok sekarang: <b>{ $stock }</b>
fill-doubled-lines = ♻️ Sudah ada atau dobel, dilewati: baris { $places }
fill-refused-line = ❌ Baris { $line }: { $reason }
fill-more-lines = … dan { $count } baris lainnya
plain-more-lines = dan { $count } baris lainnya
fill-moved = ↪️ Dipindahkan dari produk yang diarsipkan: { $moved }
fill-sold-lines = 💸 Sudah pernah terjual, dilewati: baris { $places }
fill-elsewhere-lines = 📦 Sudah ada di produk { $number }. { $name }, dilewati: baris { $places }
fill-sure-account =
    Baris { $first_line } sampai { $last_line } tampak seperti satu akun yang ditulis dalam beberapa baris. Pembeli akan menerima <b>satu baris saja</b>.
    Kalau benar begitu, beri baris kosong atau <code>---</code> di antara akun, lalu kirim lagi.
fill-sure-heading =
    Baris { $line } tampak seperti judul kolom. Salah satu pembeli akan menerima <b>tulisan judul itu</b>.
    Kalau benar begitu, hapus baris itu, lalu kirim lagi.
button-each-line = ✅ Masukkan per Baris ({ $count })
paste-cut =
    ✂️ <b>Pesan ini panjang dan mungkin terpotong oleh Telegram.</b> Belum ada yang diambil, juga dari sambungannya.

    Kalau ini stok, buka <b>{ button-fill-stock }</b> dulu, lalu tempel lagi: bagiannya digabung otomatis. Bisa juga sebagai berkas <code>.txt</code>.
paste-behind =
    ✂️ Ini tampak seperti sambungan pesan sebelumnya, jadi <b>tidak diambil</b>.
    Kalau ini stok, kirim lagi lewat <b>{ button-fill-stock }</b> atau sebagai berkas <code>.txt</code>.
goods-not-searched =
    📦 Ini tampak seperti stok, dan <b>belum diambil</b>.
    Isi stok lewat <b>{ button-fill-stock }</b>, atau kirim <code>/addstock 1</code> (1 adalah nomor produknya), lalu barangnya.
button-fill-more = ➕ Isi lagi
plain-reject-too-long = terlalu panjang
plain-reject-not-text = hurufnya tidak terbaca; simpan ulang sebagai UTF-8, atau tempel di sini
plain-reject-ruin = angkanya diubah Excel atau Sheets; ubah kolomnya ke Teks, isi ulang, lalu kirim lagi
plain-reject-lines = berisi lebih dari satu baris
plain-reject-parts = isinya { $count } bagian, seharusnya { $max } (dipisah |)
plain-reject-cut = mungkin terpotong di sambungan pesan, kirim ulang baris ini

## Isian dan unit

stock-of =
    📦 <b>Stok { $number }. { $name }</b>
    🟢 Siap jual: <b>{ $stock }</b>
    🕒 Dipesan: { $reserved }
    💸 Terjual: { $sold }
    🧊 Dibekukan: { $withheld }
button-units = 📋 Daftar Unit ({ $count })
button-units-files = 📋 Daftar Berkas ({ $count })
button-units-withheld = 🧊 Dibekukan ({ $count })
button-find-unit = 🔎 Cari Unit
button-find-file = 🔎 Cari Berkas
button-batches = 🧾 Riwayat Isian
button-export = 📤 Ekspor Stok
units-available =
    📋 <b>{ $number }. { $name }</b>: { $count } unit siap jual, yang terbaru di atas.
    Isinya disamarkan. Ketuk satu untuk mengurusnya.
units-withheld =
    🧊 <b>{ $number }. { $name }</b>: { $count } unit dibekukan, tidak dijual.
    Ketuk satu untuk menjualnya lagi atau menghapusnya.
files-available =
    📋 <b>{ $number }. { $name }</b>: { $count } berkas siap jual, yang terbaru di atas.
    Ketuk satu untuk mengurusnya.
files-available-none = 📋 <b>{ $number }. { $name }</b>: belum ada berkas siap jual.
files-withheld =
    🧊 <b>{ $number }. { $name }</b>: { $count } berkas dibekukan, tidak dijual.
    Ketuk satu untuk menjualnya lagi atau menghapusnya.
button-stock-unit = { $content } · #{ $number }
unit-find =
    🔎 Cari unit di <b>{ $number }. { $name }</b>.
    Ketik sebagian isinya, misalnya email akunnya. Unit yang sudah terjual: tempel seluruh isinya.
file-find =
    🔎 Cari berkas di <b>{ $number }. { $name }</b>.
    Ketik sebagian nama berkas yang belum terjual.
unit-found = 🔎 Ketemu: <b>{ $count }</b>
unit-found-none = 🔎 Tidak ada unit yang cocok. Coba potongan lain, atau cari di produk lain.
unit-found-more = Mungkin masih ada yang lain. Ketik lebih banyak dari isinya.
unit-card =
    📦 <b>Unit #{ $id }</b>
    { $number }. { $name }
    { $state }
unit-batch = 🧾 Dari isian { $at }
plain-fate-available = 🟢 Siap jual
plain-fate-withheld = 🚫 Ditandai rusak, tidak dijual
plain-fate-frozen = 🧊 Dibekukan bersama isiannya, tidak dijual
plain-fate-shared = untuk semua pembeli
plain-fate-held = 🕒 Dipesan di { $order }
plain-fate-sold = 💸 Terjual di pesanan { $order }
plain-fate-returned = ♻️ Bermasalah, sudah diganti atau di-refund di { $order }
button-reveal = 👁️ Lihat Isinya
toast-revealed = 👁️ Dicatat: unit ini sudah dilihat
button-unit-order = 📦 Pesanan { $order }
button-unit-correct = ✏️ Betulkan
button-unit-move = 🔀 Pindahkan
button-unit-withhold = 🚫 Tandai Rusak
button-unit-release = 🟢 Jual Lagi
button-unit-remove = 🗑️ Hapus
unit-ask-remove =
    🗑️ Hapus unit <code>{ $content }</code> dari <b>{ $number }. { $name }</b>?
    Ini tidak bisa diurungkan. Kalau unitnya rusak, cukup <b>{ button-unit-withhold }</b>: tidak dijual, tetapi tetap tersimpan.
button-unit-remove-sure = 🗑️ Ya, Hapus
toast-unit-removed = 🗑️ Unit dihapus
unit-ask-content =
    ✏️ Ketik isi yang benar untuk unit <code>{ $content }</code>. Boleh beberapa baris kalau satu akun memang beberapa baris.
    Pembeli menerimanya persis seperti yang diketik.
unit-ask-product = 🔀 Unit <code>{ $content }</code> dipindahkan ke produk nomor berapa? Ketik nomornya, contoh: <code>3</code>
usage-delstock =
    🗑️ Tulis nomor produk dan barisnya, satu unit per baris:
    <code>/delstock 1|akun@mail.id|sandi</code>
usage-exportstock = 📤 Tulis nomor produknya: <code>/exportstock 1</code>
units-ask-remove = 🗑️ Hapus <b>{ $count }</b> unit dari <b>{ $number }. { $name }</b>? Ini tidak bisa diurungkan.
units-remove-line = • <code>{ $content }</code>
button-units-remove-sure = 🗑️ Ya, Hapus ({ $count })
toast-units-removed = 🗑️ { $count } unit dihapus
export-ask =
    📤 Salin <b>{ $count }</b> unit <b>{ $number }. { $name }</b> ke berkas? <b>Stok di toko tidak berkurang.</b> Yang dibekukan ikut.
    Siapa pun yang punya berkasnya bisa membaca isinya. Ekspor ini dicatat, dan pemilik lain diberi tahu.
button-export-sure = 📤 Ya, Ekspor ({ $count })
export-caption = 📤 Stok <b>{ $number }. { $name }</b>, bisa diisikan lagi ke toko. Simpan di tempat yang aman.
notice-exported = 📤 { $staff } mengekspor stok <b>{ $number }. { $name }</b>.

batches-title =
    🧾 <b>Isian { $number }. { $name }</b>
    Satu isian = satu kali isi stok. Yang terbaru di atas.
batches-none = 🧾 Belum ada isian tercatat untuk <b>{ $number }. { $name }</b>.
batches-line = • { $at } · { $count } unit · { $source }
button-batch = 🧾 { $at } ({ $count })
batch-card =
    🧾 <b>Isian { $at }</b>
    { $number }. { $name }

    { $rows }
batch-row-source = 📥 Lewat { $source }
batch-row-source-by = 📥 Lewat { $source }, oleh { $name }
batch-row-fates =
    📦 <b>{ $count }</b> unit masuk
    🟢 { $stock } siap jual · 🕒 { $reserved } dipesan · 💸 { $sold } terjual · ♻️ { $returned } diganti atau di-refund
batch-row-withheld = 🧊 { $withheld } dibekukan, tidak dijual
batch-row-cost = 💲 Modal per unit: { $price }
batch-row-note = 📝 { $reason }
batch-row-work = ⏳ Sedang dikerjakan: { $done } unit { $what }, { $left } belum bisa
plain-source-paste = chat
plain-source-file = berkas
plain-source-import = server
plain-doing-freeze = dibekukan
plain-doing-thaw = dijual lagi
plain-doing-take-back = dibatalkan
plain-doing-replace = diganti
plain-doing-refund = di-refund
button-batch-open = 🧾 Lihat Isian
button-batch-freeze = 🧊 Bekukan
button-batch-thaw = 🟢 Jual Lagi
button-batch-take-back = ↩️ Batalkan isian ini
button-batch-replace = ♻️ Ganti Semua
button-batch-refund = 💸 Refund Semua
button-batch-buyers = 👥 Siapa Pembelinya
button-batch-cost = 💲 Modal
button-batch-note = 📝 Catatan
batch-ask-take-back =
    ↩️ Batalkan isian <b>{ $product }</b> ({ $at })?
    Belum terjual: <b>{ $unsold }</b>, dihapus dari toko.
    Terjual atau dipesan: <b>{ $sold }</b>, tetap milik pembelinya.
    Ini tidak bisa diurungkan; kalau perlu, kirim lagi daftarnya.
button-batch-take-back-sure = ↩️ Ya, Batalkan ({ $count })
batch-ask-replace =
    ♻️ Ganti <b>{ $sold }</b> unit dari isian <b>{ $product }</b> ({ $at }) yang sudah terjual?
    Tiap pembeli langsung menerima unit lain. Stok pengganti: <b>{ $stock }</b>. Yang tidak kebagian tetap tercatat, dan bisa diulang setelah stok diisi.
button-batch-replace-sure = ♻️ Ya, Ganti ({ $count })
batch-ask-refund =
    💸 Kembalikan dana untuk <b>{ $sold }</b> unit dari isian <b>{ $product }</b> ({ $at })?
    Harga yang dibayar masuk ke saldo tiap pembeli, dan mereka diberi tahu. Ini tidak bisa diurungkan.
button-batch-refund-sure = 💸 Ya, Refund ({ $count })
batch-ask-freeze = 🧊 Bekukan <b>{ $stock }</b> unit dari isian <b>{ $product }</b> ({ $at })? Tidak dijual sampai dibuka lagi.
batch-ask-thaw = 🟢 Jual lagi <b>{ $withheld }</b> unit dari isian <b>{ $product }</b> ({ $at })?
toast-batch-changed = ⚠️ Jumlahnya sudah berubah. Periksa lagi.
toast-batch-frozen = 🧊 { $count } unit dibekukan
toast-batch-thawed = 🟢 { $count } unit dijual lagi
toast-batch-taken-back = ↩️ { $count } unit dibatalkan
toast-batch-replaced = ♻️ { $count } unit diganti
toast-batch-refunded = 💸 { $count } unit di-refund
batch-worked = ✅ Selesai: <b>{ $done }</b> unit { $what }.
batch-worked-left =
    ⚠️ { $left } unit belum bisa. Biasanya karena stok pengganti habis: isi stok, lalu ulangi dari isian ini.
batch-faulty-hint = Isian bermasalah? <b>{ button-batch-freeze }</b> dulu, lalu ganti atau refund.
toast-batch-goes-on = ⏳ { $count } unit selesai, sisanya dilanjutkan sendiri
units-available-none = 📋 <b>{ $number }. { $name }</b>: belum ada unit siap jual.
batch-buyers = 👥 Isian { $at }: ada di <b>{ $count }</b> pesanan.
batch-ask-cost = 💲 Berapa modal per unit untuk isian { $at }? Contoh: <code>9000</code>. Hanya untuk staf.
batch-ask-note = 📝 Tulis catatan untuk isian { $at }, satu baris. Hanya untuk staf. Contoh: <code>dari Andi, garansi 3 bulan</code>
plain-recall-why = Isian { $at } bermasalah
refusal-batch-gone = Isian ini sudah tidak ada lagi: semua unitnya sudah dibatalkan.
refusal-batch-busy = Isian ini sedang dikerjakan. Tunggu sampai selesai.
refusal-batch-selling =
    Bekukan dulu isian ini lewat <b>{ button-batch-freeze }</b>: selama masih dijual, pembeli baru bisa mendapat unit yang sama.
refusal-batch-nothing = Tidak ada unit yang perlu dikerjakan.
refusal-unit-gone = Unit ini sudah tidak ada di toko.
refusal-unit-taken = Unit ini sudah dipesan atau terjual, jadi tidak bisa diubah. Ganti atau refund lewat pesanannya.
refusal-unit-known = Baris itu sudah ada di toko ini.
refusal-unit-there = Unit ini memang sudah di produk itu.
refusal-unit-not-found =
    Tidak ada unit belum terjual yang persis seperti itu. Tulis barisnya lengkap, atau pakai <b>{ button-find-unit }</b>.
refusal-units-many = Maksimal { $max } baris sekaligus. Bagi menjadi beberapa perintah.
refusal-unit-unfit = Isi itu tidak bisa dipakai: { $reason }

## Admin: pengaturan

settings-card =
    🧰 <b>Pengaturan</b>

    Langsung berlaku. Tekan salah satu untuk melihat alasan, batas, dan riwayatnya.
setting-group =
    { $why }
    { $rows }
setting-group-orders = 🛒 <b>Pesanan</b>
setting-group-money = 💰 <b>Uang</b>
setting-group-buyers = 🙋 <b>Pembeli</b>
setting-group-staff = 👤 <b>Staf</b>
setting-group-machine = ⚙️ <b>Teknis</b>
setting-line = • { $name }: <b>{ $state }</b>
plain-setting-sold-out = 🙈 Produk habis
plain-setting-open-invoices = 🧾 Maks. invoice belum dibayar
plain-setting-least-deposit = 💰 Minimal deposit
plain-setting-most-deposit = 💰 Maksimal deposit
plain-setting-account = 🏦 Transfer manual
plain-setting-refund = ↩️ Rumus refund
plain-setting-keyboard = ⌨️ Tombol menu
plain-setting-invoice-minutes = ⏱️ Batas waktu bayar
plain-setting-low-mark = 🟡 Batas stok menipis
plain-setting-contact = 💬 Kontak untuk pembeli
plain-setting-languages = 🌐 Bahasa toko
plain-setting-quiet-hours = 🌙 Jam tenang
plain-setting-group = 👥 Grup staf
plain-setting-pace = 🚦 Kecepatan kirim
plain-setting-digest-hour = ☀️ Ringkasan harian
plain-setting-cashier-refund = 🧑‍💼 Batas refund kasir
setting-why-sold-out = Produk yang habis tetap terlihat supaya pembeli tahu ada, atau disembunyikan supaya daftarnya pendek. Tiap produk bisa punya aturannya sendiri.
setting-why-open-invoices = Invoice yang belum dibayar menyimpan stok. Ini batasnya per pembeli, supaya stok tidak habis dipesan tanpa dibayar.
setting-why-least-deposit = Deposit di bawah ini ditolak, karena habis untuk biaya pembayaran.
setting-why-most-deposit = Supaya salah ketik nol tidak jadi masalah besar.
setting-why-account = Pembeli bisa mentransfer langsung ke rekening toko; admin menyetujui setelah uangnya masuk.
setting-why-refund = Untuk menghitung saran refund: makin lama dipakai, makin kecil. Contoh harga Rp50.000, masa pakai 30 hari, sisa 15 hari: saran Rp25.000.
setting-why-keyboard = Tombol di bawah layar pembeli. Selalu terbuka: mudah ditemukan. Bisa ditutup: layar chat lebih lega.
setting-why-invoice-minutes = Lama pembeli boleh membayar. Selama itu stoknya disimpan untuknya, lalu dijual lagi. Invoice lama tidak berubah.
setting-why-low-mark = Produk disebut menipis kalau sisanya sebanyak ini atau kurang. 0 = tidak pernah. Tiap produk bisa punya angkanya sendiri.
setting-why-contact = Ke sinilah tombol <b>{ button-contact }</b> membawa pembeli yang butuh bantuan.
setting-why-languages = Bahasa yang bisa dipilih pembeli. Ketuk untuk menyalakan atau mematikan.
setting-why-quiet-hours = Pada jam ini kabar yang bisa menunggu datang tanpa bunyi. Uang, bukti transfer, dan peringatan tetap berbunyi.
setting-why-group = Kabar pesanan juga masuk ke grup ini, supaya semua staf melihatnya di satu tempat.
setting-why-pace = Jumlah pesan yang dikirim bot per detik. Ragu? Biarkan saja; terlalu cepat membuat Telegram menahan bot.
setting-why-digest-hour = Ringkasan hari kemarin dikirim ke pemilik dan admin pada jam ini.
setting-why-cashier-refund = Kasir boleh mengembalikan dana sampai sebesar ini per pesanan. Lebih dari itu lewat admin atau pemilik.
setting-of =
    <b>{ $name }</b>
    { $why }

    Sekarang: <b>{ $state }</b>
    { $rows }
setting-row-bounds = Batas: { $state }
setting-row-default = Bawaan: { $state }
setting-row-file = Bawaan (diatur di server): { $state }
setting-changed = ⚠️ Baru saja diubah { $name }: <b>{ $start }</b> → <b>{ $end }</b> ({ $at }). Pilihan tadi <b>belum disimpan</b>; tekan sekali lagi kalau tetap mau.
setting-trying = ⏳ Pesan percobaan sedang dikirim ke grup itu. Pengaturan ini berlaku begitu pesannya sampai; hasilnya dikabarkan di sini.
setting-history =
    🕘 <b>Riwayat { $name }</b>
    Tekan tombol untuk kembali ke nilai itu.

    { $rows }
setting-past = { $at } · { $name }: <b>{ $state }</b>
button-setting-history = 🕘 Riwayat
button-setting-edit = ✏️ Ubah
button-setting-return = ↩️ { $state }
button-setting-off = 🚫 Matikan
button-setting-hide = 🙈 Sembunyikan
button-setting-show = 👁️ Tampilkan
button-setting-stay = ⌨️ Selalu terbuka
button-setting-fold = ⌨️ Bisa ditutup
button-setting-spoken = ✅ { $language }
button-setting-unspoken = ⬜ { $language }
plain-setting-hidden = disembunyikan
plain-setting-shown = ditampilkan
plain-setting-stays = selalu terbuka
plain-setting-folds = bisa ditutup
plain-setting-minutes = { $minutes } menit
plain-setting-units = { $count } unit
plain-setting-per-second = { $count } pesan per detik
plain-setting-formula = { $days } hari · { $factors }
plain-setting-topic = { $id }, topik { $number }
plain-setting-between = { $start } sampai { $end }
plain-setting-none = tidak ada
plain-setting-on = aktif
plain-setting-off = mati
plain-by-machine = server
plain-by-shop = otomatis
plain-yes = ya
plain-no = tidak
setting-now = Sekarang: <b>{ $state }</b>
setting-ask-count =
    <b>{ $name }</b>
    Ketik angka dari { $fewest } sampai { $max }.
setting-ask-money =
    <b>{ $name }</b>
    Ketik jumlah dari { $least } sampai { $most }, contoh: <code>20000</code>
setting-ask-contact =
    <b>{ $name }</b>
    Ketik <code>@username</code>, tautan <code>https://…</code>, atau nomor telepon dengan kode negara, contoh: <code>+6281234567890</code>
setting-ask-formula =
    <b>{ $name }</b>
    Ketik masa pakai dalam hari, lalu satu atau beberapa persentase, contoh: <code>30 100 80 50</code>
    Harinya saja juga boleh; persentasenya tetap.
setting-ask-hours =
    <b>{ $name }</b>
    Ketik jam mulai dan jam selesai (jam toko), contoh: <code>22-6</code> = pukul 22.00 sampai 06.00
setting-ask-hour =
    <b>{ $name }</b>
    Ketik jamnya dari 0 sampai 23 (jam toko), contoh: <code>7</code> = pukul 07.00
setting-ask-group =
    <b>{ $name }</b>
    1. Masukkan bot ini ke grup staf dan izinkan menulis.
    2. Tekan lama satu pesan di sana (di topik yang dipilih, kalau ada), salin tautannya, lalu tempel di sini, contoh: <code>https://t.me/c/1234567890/55</code>

    Dari pesan yang diteruskan Telegram tidak memberi tahu grupnya, jadi perlu tautan. Grup yang punya nama umum tidak bisa dikenali dari tautannya; ketik nomornya, contoh: <code>-1001234567890</code>
refusal-setting-flag = Ketik <code>ya</code> atau <code>tidak</code>.
refusal-setting-money = Bisa dari { $least } sampai { $most }. Contoh: <code>20000</code>.
refusal-setting-contact =
    “{ $typed }” tidak bisa menjadi kontak.
    Ketik <code>@username</code>, tautan <code>https://…</code>, atau nomor telepon dengan kode negara, contoh: <code>+6281234567890</code>
refusal-setting-formula = Rumusnya: masa pakai dalam hari, lalu persentase dari 1 sampai 100, contoh: <code>30 100 80</code>
refusal-setting-hours = Jamnya ditulis seperti <code>22-6</code>: dua jam penuh yang berbeda.
refusal-setting-hour = Jamnya ditulis seperti <code>7</code> atau <code>07.00</code>, dari 0 sampai 23.
refusal-setting-languages = Bahasa itu tidak ada di toko ini, atau bahasa toko sendiri yang selalu dipakai.
refusal-setting-group = Itu bukan tautan pesan di grup. Contoh: <code>https://t.me/c/1234567890/55</code>, atau nomor grupnya: <code>-1001234567890</code>
refusal-setting-public-group = Tautan itu dari grup yang punya nama umum, dan tidak memuat nomor grupnya. Ketik nomornya, contoh: <code>-1001234567890</code>
refusal-setting-unknown = Pengaturan itu tidak bisa diubah di sini.
button-operator = 🖥️ Diatur di server
operator-card =
    🖥️ <b>Hanya bisa diubah di server</b>

    { $rows }
operator-name = • Nama toko: <b>{ $name }</b>
operator-zone = • Zona waktu: <b>{ $zone }</b>
operator-language = • Bahasa toko: <b>{ $language }</b>
operator-people = • Pemilik dan admin di berkas: <b>{ $count }</b> dan <b>{ $max }</b>
operator-hooked = • Pakasir mengabari pembayaran: <b>{ $state }</b>
operator-alert-bot = • Bot khusus peringatan: <b>{ $state }</b>
operator-sandbox = • Mode uji coba Pakasir: <b>{ $state }</b>
operator-where =
    Minta yang mengurus server mengubahnya di <code>{ $path }</code>, atau dengan <code>warung setup { $store }</code>. Berlaku setelah toko dijalankan ulang.
operator-nowhere = Ini hanya bisa diubah oleh yang mengurus server.
group-trial = ✅ Pesan percobaan dari <b>{ $store }</b>. Mulai sekarang kabar untuk staf juga masuk ke sini.
plain-group-away = bot tidak ada di sana, atau tidak boleh menulis
group-refused =
    ❌ Grup itu tidak menerima pesan: <code>{ $error }</code>
    Pengaturannya tidak berubah.
group-remedy = Masukkan bot ke grup itu, izinkan menulis (juga di topiknya), lalu kirim tautannya sekali lagi.
notice-setting-changed = 🧰 <b>{ $name }</b> mengubah { $query }: { $start } → <b>{ $end }</b>
plain-setting-rows = 🔠 Susunan tombol menu
setting-why-rows = Ketuk ✅ untuk menyembunyikan satu baris, ⬆️ untuk menaikkannya. Yang disembunyikan tetap bisa diketik. Pembeli melihatnya saat membuka menu utama lagi.
plain-row-numbers = 1️⃣ 2️⃣ 3️⃣ …
plain-setting-row-count = { $count } baris
button-setting-there = ✅ { $name }
button-setting-away = ⬜ { $name }
button-setting-up = ⬆️ Naik
refusal-setting-rows = Baris <b>{ key-all-products }</b> harus ada; tanpa itu pembeli tidak menemukan apa-apa.
digest =
    ☀️ <b>{ $date }</b>
    { $rows }
digest-orders = 🛒 { $orders } pesanan, <b>{ $total }</b>
digest-deposits = 💰 Deposit: { $amount }
digest-credited = 💼 Masuk ke saldo pembeli: { $amount }
digest-refunds = ↩️ Refund: { $amount }
digest-fees = 🧾 Biaya gateway: { $amount }
digest-busy = 📈 Transaksinya terlalu banyak untuk dijumlahkan di sini; ada di <code>/laporan</code>.
digest-sold-out = 🚫 Produk habis: { $count }
digest-low = 🟡 Stok menipis: { $count }
toast-saved = ✅ Tersimpan
account-none =
    🏦 <b>Transfer manual</b>
    Pembeli bisa mentransfer langsung ke rekening toko; admin menyetujui setelah uangnya masuk.

    Ketik nama bank, nomor rekening, dan pemiliknya; boleh beberapa baris, maks. { $max } karakter. Contoh:
    <code>BCA 1234567890 a.n. Sari Dewi</code>
account-now =
    🏦 <b>Transfer manual</b>
    Yang dilihat pembeli sekarang:

    { $account }

    Ketik teks baru untuk menggantinya, maks. { $max } karakter, atau tekan <b>{ button-delete }</b> supaya cara ini tidak ditawarkan lagi.
account-preview =
    🔎 <b>Sudah benar? Begini pembeli melihatnya:</b>

    { $account }

    Periksa nomor rekeningnya sekali lagi.
button-delete = 🗑️ Hapus

## Admin: pesanan

undelivered-title = 🚨 <b>Lunas, belum terkirim</b>
undelivered-empty = ✅ Semua pesanan lunas sudah terkirim.
undelivered-sending-line =
    <b>{ $order }</b> · sedang dikirim
    { $paid_at }
    { $buyer }
undelivered-stuck-line =
    <b>{ $order }</b> · tertahan di Telegram
    { $paid_at }
    { $buyer }
button-send-again = 🔁 { $order }
button-replace-order = ♻️ { $order }
toast-sending-again = 🔁 { $order } dikirim ulang.
button-review-list = 🔎 Bukti transfer ({ $count })
button-review = 🔎 Lihat Bukti { $order }
button-approve = ✅ Setujui
button-doubt = ❌ Tolak
button-doubt-typed = ✏️ Tulis alasan sendiri
evidence-list =
    🔎 <b>Bukti transfer</b>
    { $count } menunggu keputusan, yang terlama di atas.
evidence-none = ✅ Semua bukti transfer sudah diputuskan.
evidence-line =
    <b>{ $order }</b> · { $payable }
    { $at }
    { $buyer }
evidence-card =
    🔎 <b>Bukti transfer</b> · { $order }
    👤 { $buyer }
    { $at }

    { $lines }

    💰 Harus masuk: <b>{ $payable }</b>
evidence-piece = 📎 Bukti { $page } dari { $pages }
evidence-look = Cocokkan dengan mutasi rekening; gambar saja bukan bukti uang masuk.
evidence-look-again =
    Sudah ditolak sekali oleh { $name }: { $reason }
    Kalau ditolak lagi, invoice berakhir.
evidence-why = Kenapa ditolak? Pembeli membaca alasannya.
evidence-type-doubt =
    ✏️ Tulis alasan penolakan untuk <b>{ $order }</b>, maks. { $max } karakter.
    Pembeli membacanya.
evidence-approved = ✅ Disetujui oleh { $name }.
evidence-doubted = ❌ Ditolak oleh { $name }: { $reason }. Menunggu bukti baru dari pembeli.
evidence-ended-doubted = ❌ Ditolak oleh { $name }: { $reason }. Invoice berakhir.
evidence-ended = Invoice ini sudah berakhir.
plain-doubt-not-arrived = Uangnya belum masuk
plain-doubt-other-amount = Jumlahnya berbeda
plain-doubt-unclear = Buktinya tidak jelas
plain-transfer-seen = bukti transfer disetujui
toast-approved = ✅ { $order } disetujui.
toast-doubted = ❌ Bukti { $order } ditolak. Pembeli sudah dikabari.
person-link = <a href="tg://user?id={ $id }">{ $name }</a>
person-link-username = <a href="tg://user?id={ $id }">{ $name }</a> (@{ $username })

## Admin: kupon

button-coupons = 🎟️ Kelola Voucher
coupons-title =
    🎟️ <b>Kupon</b>
    { $count } kupon pernah dibuat.
coupons-empty =
    🎟️ <b>Kupon</b>
    Belum ada kupon. Mulai dengan <b>{ button-add-coupon }</b>.
coupons-line =
    <b>{ $code }</b> · { $off }
    { $rows }
coupon-card =
    🎟️ <b>{ $code }</b>

    { $rows }
plain-off-percent = { $percent }%
plain-off-percent-most = { $percent }%, maksimal { $most }
plain-off-flat = { $amount }
coupon-row-off = Potongan: <b>{ $off }</b>
coupon-row-all = Berlaku untuk: semua produk
coupon-row-categories = Berlaku untuk kategori: { $scope }
coupon-row-products = Berlaku untuk produk: { $scope }
coupon-row-minimum = Minimal belanja: { $least }
coupon-row-no-minimum = Minimal belanja: tidak ada
coupon-row-from = Mulai: { $first_day }
coupon-row-until = Berlaku sampai: { $last_day }
coupon-row-no-end = Berlaku: tanpa batas waktu
coupon-row-uses-max = Batas total: { $max }x
coupon-row-no-uses-max = Batas total: tidak ada
coupon-row-per-buyer = Batas per pembeli: { $max }x
coupon-row-no-per-buyer = Batas per pembeli: tidak ada
coupon-row-first = Hanya untuk pembelian pertama
coupon-uses = ✅ Terpakai <b>{ $spent }</b> · ⏳ belum dibayar { $reserved }
coupon-uses-of = ✅ Terpakai <b>{ $spent }</b> dari { $max } · ⏳ belum dibayar { $reserved }
coupon-withdrawn = ⛔ Sudah dinonaktifkan
coupon-over = ⌛ Masa berlakunya sudah lewat
coupon-created = ✅ Kupon <b>{ $code }</b> siap dipakai pembeli.
coupon-ask-withdraw =
    ⛔ Nonaktifkan kupon <b>{ $code }</b>?
    Setelah dinonaktifkan, kupon tidak bisa dipakai lagi. Untuk invoice yang sudah memakainya, kupon tetap berlaku.
button-add-coupon = ➕ Buat Kupon
button-withdraw = ⛔ Nonaktifkan Kupon
button-withdraw-sure = ⛔ Ya, Nonaktifkan
toast-coupon-withdrawn = ⛔ Kupon { $code } sudah dinonaktifkan.
coupon-wizard-code =
    🎟️ <b>Buat Kupon</b> (1 dari 8)
    Ketik kodenya, contoh: <code>HEMAT10</code>. <b>{ button-skip }</b> untuk kode acak.
coupon-wizard-off =
    🎟️ <b>{ $code }</b> (2 dari 8)
    Mau dipotong berapa?
    • <code>10%</code> = sepuluh persen
    • <code>5000</code> = harganya turun Rp5.000
    • <code>10% 20000</code> = sepuluh persen, maksimal Rp20.000
coupon-wizard-scope =
    🎟️ <b>{ $code }</b> (3 dari 8)
    Berlaku untuk apa? Pilih di bawah, atau ketik nomor produk, contoh: <code>1, 3</code>
coupon-wizard-minimum =
    🎟️ <b>{ $code }</b> (4 dari 8)
    Ketik minimal belanja, contoh: <code>50000</code>. <b>{ button-skip }</b> untuk tanpa minimal.
coupon-wizard-period =
    🎟️ <b>{ $code }</b> (5 dari 8)
    { period-how }
    <b>{ button-skip }</b> untuk tanpa batas waktu.
period-how =
    Berlaku sampai kapan? Ketik salah satu:
    • <code>31-12-2026</code> = sampai akhir hari itu
    • <code>30</code> = 30 hari dari sekarang
    • <code>24-12-2026 31-12-2026</code> = mulai dan berakhir
coupon-wizard-uses =
    🎟️ <b>{ $code }</b> (6 dari 8)
    Ketik berapa kali boleh dipakai semua pembeli, contoh: <code>100</code>. <b>{ button-skip }</b> untuk tanpa batas.
coupon-wizard-per-buyer =
    🎟️ <b>{ $code }</b> (7 dari 8)
    Berapa kali boleh dipakai satu pembeli? Pilih di bawah, atau ketik angkanya.
coupon-wizard-first =
    🎟️ <b>{ $code }</b> (8 dari 8)
    Untuk siapa kupon ini?
coupon-wizard-confirm = 🔎 <b>Sudah benar?</b>
button-once = 1x
button-no-limit = ♾️ Tanpa Batas
button-every-buyer = 👥 Semua Pembeli
button-first-purchase = 🆕 Pembelian Pertama Saja

## Staf: pesanan, penggantian, dan refund

undelivered-hint = 🔁 kirim ulang · ♻️ ganti dari stok · 🗂️ rincian dan refund
sale-card =
    🗂️ <b>Pesanan { $order }</b>
    👤 { $buyer }
    { $at }
sale-row-gateway = 💠 QRIS: { $payable }, <code>{ $code }</code>
sale-row-transfer = 📝 Transfer manual: { $payable }
sale-row-balance = 💼 Dari saldo: { $amount }
sale-row-state = 📌 Status: <b>{ $state }</b>
sale-row-paid = 💰 Lunas: { $paid_at }
sale-row-delivered = 📦 Terkirim: { $at }
sale-row-ended = ⌛ Berakhir: { $at }
sale-row-credited = 💼 { $received } yang masuk ada di saldo pembeli
sale-row-given-back = ↩️ Barang di-refund: { $count } dari { $quantity }
sale-refund-balance = ↩️ Refund { $number }: <b>{ $amount }</b> ke saldo, { $at }
sale-refund-owed = ⏳ Refund { $number }: <b>{ $amount }</b> di luar toko, <b>belum ditransfer</b>, { $at }
sale-refund-paid = ✅ Refund { $number }: <b>{ $amount }</b> di luar toko, ditransfer { $paid_at }
sale-refund-note = “{ $reason }” — { $staff }
button-sale = 🗂️ { $order }
button-resend = 🔁 Kirim Ulang
button-replace = ♻️ Ganti Barang
button-refund = ↩️ Refund
button-paid-out = ✅ Sudah ditransfer { $amount }
payout-ask =
    💸 <b>{ $amount }</b> untuk refund <b>{ $order }</b> sudah ditransfer?
    👤 { $buyer }
    Pembeli langsung dikabari, dan catatan ini tidak bisa ditarik kembali.
button-paid-out-sure = ✅ Ya, Sudah Ditransfer
button-unit = { $position }. { $name }
button-refund-whole = ↩️ Seluruh pesanan
refund-pick = ↩️ <b>Refund { $order }</b>: seluruh pesanan, atau satu barang?
replace-pick = ♻️ <b>Ganti barang { $order }</b>: yang mana?
replace-ask =
    ♻️ Ganti <b>{ $position }. { $name }</b> di pesanan <b>{ $order }</b>?
    Barang lama ditandai dan tidak dijual lagi; penggantinya diambil dari stok dan langsung dikirim ke pembeli.
button-replace-sure = ♻️ Ya, Ganti
plain-whole-order = seluruh pesanan
wizard-refund-amount =
    ↩️ <b>Refund { $order }</b> (1 dari 3)
    Untuk: { $name }, dibayar <b>{ $price }</b>
    Maksimal: <b>{ $most }</b>

    Saran: { $price } × sisa { $remaining } dari { $days } hari × faktor.
    Pilih salah satu, atau ketik jumlahnya.
wizard-refund-to =
    ↩️ <b>Refund { $order }</b>: { $amount } (2 dari 3)
    Uangnya ke mana?
wizard-refund-why =
    ↩️ <b>Refund { $order }</b>: { $amount } (3 dari 3)
    Ketik alasannya, untuk catatan toko. Contoh: <code>akun tidak bisa masuk</code>
wizard-refund-confirm =
    🔎 <b>Sudah benar?</b>

    ↩️ Refund <b>{ $amount }</b> untuk { $order }
    Barang: { $name }
    Alasan: { $reason }
wizard-refund-to-balance = Uangnya langsung masuk ke saldo pembeli. Barangnya ditandai dan tidak dijual lagi.
wizard-refund-outside = Uangnya dikirim di luar toko: sesudah transfer, tekan ✅ di daftar refund. Barangnya ditandai dan tidak dijual lagi.
button-suggested = { $percent }% = { $amount }
button-refund-all = 💯 Semua { $amount }
button-to-balance = 💼 Saldo pembeli
button-outside = 🏦 Di luar toko
button-confirm-refund = ✅ Refund { $amount }
toast-replaced = ♻️ Barang diganti, penggantinya sedang dikirim.
toast-replaced-before = ♻️ Barang ini sudah diganti tadi.
toast-still-sending = 📤 { $order } memang sedang dikirim.
toast-refunded = ↩️ Refund tercatat, pembeli sudah diberi tahu.
toast-refunded-before = ↩️ Refund ini sudah tercatat tadi.
toast-paid-out = ✅ Tercatat, pembeli sudah diberi tahu.
toast-paid-out-before = ✅ Sudah tercatat tadi.
refunds-owed-title = ⏳ <b>Refund belum ditransfer</b>
refunds-owed-empty = ✅ Semua refund sudah ditransfer.
refunds-owed-line =
    <b>{ $order }</b> · { $amount }
    { $at }
    { $buyer }

## Pemberitahuan untuk staf

notice-ordered =
    🛒 <b>Pesanan Baru</b> · { $order }
    👤 { $buyer }

    { $lines }

    💰 { $total } ({ $way }), menunggu pembayaran.
notice-paid =
    ✅ <b>Lunas</b> · { $order }
    👤 { $buyer }

    { $lines }

    💰 { $total } ({ $way }).
notice-goods-sent = Barang sedang dikirim otomatis.
notice-goods-partly = Sebagian sedang dikirim otomatis, sisanya dikerjakan manual oleh staf.
notice-goods-by-hand = Pesanan ini dikerjakan manual oleh staf.
notice-paid-late =
    ✅ <b>Lunas (terlambat)</b> · { $order }
    👤 { $buyer }

    { $lines }

    💰 { $total } ({ $way }) masuk setelah invoice berakhir.
plain-way-qris = QRIS
plain-way-balance = saldo
plain-way-mixed = saldo + QRIS
plain-way-transfer = transfer manual
plain-way-free = gratis
notice-delivered =
    📦 <b>Terkirim</b> · { $order }
    👤 { $buyer }
notice-stuck =
    🚨 <b>LUNAS, BARANG TERTAHAN</b>
    🧾 { $order }
    👤 { $buyer }

    Telegram menolak kiriman: pembeli memblokir bot atau akunnya hilang.
    Begitu pembeli membuka bot lagi, barangnya terkirim otomatis.
    Hubungi pembeli, atau kirim ulang dari <b>{ key-admin }</b>.
notice-expired =
    ⌛ <b>Kedaluwarsa</b> · { $order }
    👤 { $buyer }
    { $total } tidak dibayar; stok dikembalikan.
notice-cancelled =
    ❌ <b>Dibatalkan</b> · { $order }
    👤 { $buyer }
    { $total } batal; stok dikembalikan.
notice-no-invoice =
    ⚠️ <b>QRIS gagal dibuat</b> · { $order }
    👤 { $buyer }
    Pakasir menolak atau tidak menjawab; stok dikembalikan.
notice-wrong-amount =
    🚨 <b>JUMLAH TIDAK SESUAI</b>
    🧾 { $order }
    👤 { $buyer }
    Tagihan { $expected } (belum termasuk biaya layanan), yang masuk <b>{ $received }</b>.
    Barang tidak dikirim; uangnya masuk ke saldo pembeli, dan pembeli sudah diberi tahu.
notice-credited =
    💼 <b>Masuk ke saldo</b> · { $order }
    👤 { $buyer }
    { $received } datang setelah invoice berakhir. Pesanannya sudah tidak bisa dipenuhi:
    barang, kupon atau saldonya sudah terpakai. Pembeli sudah diberi tahu.
notice-deposited =
    💰 <b>Deposit</b> · { $order }
    👤 { $buyer }
    { $amount } masuk ke saldo pembeli.
shrunk-fill = Isi lagi lewat <b>{ button-fill-stock }</b>.
shrunk-allow = Tambah jatah jualnya di <b>{ button-kind }</b>.
shrunk-sold-out = 📭 <b>Stok habis</b>: { $number }. { $name }
shrunk-low = 🟡 <b>Stok menipis</b>: { $number }. { $name }, tinggal { $stock }
button-fill-number = 📦 Isi Stok { $number }
notice-joined = 👥 <b>{ $name }</b> bergabung sebagai <b>{ $role }</b>.
notice-dismissed = 👥 <b>{ $name }</b> bukan staf toko lagi.
notice-missed = 📒 <b>Selama Kakak tidak bisa dihubungi</b>, ini uang yang dicatat staf secara manual:
notice-missed-more = … dan { $count } lagi. Semuanya ada di <code>/laporan</code>, di buku besar.
notice-paid-by-hand =
    ✅ <b>Lunas (transfer)</b> · { $order }
    👤 { $buyer }

    { $lines }

    💰 { $total }, disetujui oleh { $name }.
notice-deposited-by-hand =
    💰 <b>Deposit (transfer)</b> · { $order }
    👤 { $buyer }
    { $amount } masuk ke saldo pembeli, disetujui oleh { $name }.
notice-evidence =
    🔎 <b>Bukti transfer</b> · { $order }
    👤 { $buyer }
    { $payable } menunggu keputusan admin di obrolan bot.
notice-review-waits =
    ⏰ <b>Bukti transfer belum diputuskan</b> · { $order }
    👤 { $buyer }
    { $payable }; pembeli menunggu kabar.
notice-doubted =
    ❌ <b>Bukti ditolak</b> · { $order }
    👤 { $buyer }
    { $name }: { $reason }
    Pembeli diminta mengirim bukti lagi.
notice-no-transfer =
    ❌ <b>Bukti ditolak, invoice berakhir</b> · { $order }
    👤 { $buyer }
    { $name }: { $reason }
    Pembeli sudah dikabari.

notice-refunded =
    ↩️ <b>Refund</b> · { $order }
    👤 { $buyer }
    { $amount } ke saldo pembeli, oleh { $name }: { $reason }
notice-refund-promised =
    ↩️ <b>Refund di luar toko</b> · { $order }
    👤 { $buyer }
    { $amount } masih harus ditransfer ke pembeli; dicatat oleh { $name }: { $reason }
notice-paid-out =
    ✅ <b>Refund ditransfer</b> · { $order }
    👤 { $buyer }
    { $amount } sudah dikirim ke pembeli.
notice-replaced =
    ♻️ <b>Barang diganti</b> · { $order }
    👤 { $buyer }
    Penggantinya diambil dari stok dan sedang dikirim.
notice-undelivered =
    🚨 <b>LUNAS, BELUM TERKIRIM: { $count } pesanan</b>
    Yang paling lama: { $order }, menunggu sejak { $at }.

    Toko terus mencoba mengirim. Buka daftarnya di <b>{ key-admin }</b> untuk kirim ulang, ganti, atau refund.
    Kabar berikutnya datang begitu semuanya beres.
notice-all-delivered = ✅ <b>Tidak ada lagi pesanan lunas yang tertahan.</b>

notice-gateway-down =
    🚨 <b>Pakasir bermasalah</b>
    Sudah { $count } kali gagal berturut-turut sejak { $at }.

    Toko terus mencoba sendiri; stok pesanan yang sedang dibuat tetap disimpan.
    Periksa status Pakasir, koneksi server, dan API key. Kabar berikutnya datang begitu pulih.
notice-gateway-up =
    ✅ <b>Pakasir normal lagi</b>
    Gangguan berlangsung sekitar { $minutes } menit.
    Pembayaran yang masuk sementara itu dicek otomatis; tidak ada yang perlu dilakukan.
notice-webhook-down =
    ⚠️ <b>Webhook tidak berfungsi</b>
    Pesan dari pembeli tidak sampai lewat alamat webhook: { $reason }.

    { $state }
    Periksa public_url, proxy dan firewall server. Kabar berikutnya datang begitu pulih.
notice-webhook-up =
    ✅ <b>Webhook berfungsi lagi</b>
    Gangguan berlangsung sekitar { $minutes } menit. Tidak ada pesan yang hilang; tidak ada yang perlu dilakukan.
plain-webhook-polling = Toko sekarang mengambil pesan sendiri (polling), jadi pembeli tetap dilayani seperti biasa.
plain-webhook-alone = Pesan menunggu di Telegram, paling lama 24 jam; tombol hanya 2,5 menit. Dengan mode = "auto" toko akan mengambilnya sendiri.
plain-webhook-silent = pesan menunggu di Telegram tanpa keterangan
plain-webhook-unreachable = alamatnya tidak dapat dihubungi
plain-webhook-certificate = sertifikatnya tidak dipercaya
plain-webhook-answered = dijawab dengan HTTP { $number }, bukan oleh toko
plain-webhook-refused = Telegram menolak alamatnya
plain-webhook-taken = program lain dengan token yang sama memasang alamat lain
notice-rejected-flood =
    🚨 <b>Banyak notifikasi pembayaran yang asing</b>
    Lebih dari { $max } dalam 10 menit, terakhir: { $reason }. Semuanya ditolak; tidak ada pesanan yang berubah.

    Baru mengganti secret webhook atau proyek di Pakasir? Samakan dengan pengaturan toko.
    Kalau tidak, abaikan saja: barang hanya dikirim setelah Pakasir sendiri memastikan pembayarannya.
notice-rejected-quiet =
    ✅ <b>Notifikasi asing sudah reda</b>
    Sejak { $at } toko menolaknya; satu jam terakhir tenang.
admin-rejected =
    🛡️ Notifikasi asing, semuanya ditolak:
    { $lines }
admin-rejected-line = { $at } · { $count }× { $reason }
plain-rejected-no-secret = secret webhook belum diatur
plain-rejected-wrong-secret = secret salah atau tidak ada
plain-rejected-malformed = isi tidak terbaca
plain-rejected-foreign-project = proyek lain
plain-rejected-unknown-order = pesanan tidak dikenal
notice-deposited-late =
    💰 <b>Deposit (terlambat)</b> · { $order }
    👤 { $buyer }
    { $amount } masuk ke saldo pembeli, setelah invoice berakhir.
notice-deposit-wrong-amount =
    🚨 <b>JUMLAH TIDAK SESUAI</b>
    🧾 { $order }
    👤 { $buyer }
    Tagihan { $expected } (belum termasuk biaya layanan), yang masuk <b>{ $received }</b>.
    Uangnya masuk ke saldo pembeli, dan pembeli sudah diberi tahu.
notice-received =
    🏦 <b>Uang diterima di luar toko</b>: { $change }
    👤 { $buyer }, saldo sekarang { $balance }
    📝 { $reason }
    Dicatat oleh { $staff }.
notice-corrected =
    ✏️ <b>Saldo dikoreksi</b>: { $change }
    👤 { $buyer }, saldo sekarang { $balance }
    📝 { $reason }
    Dicatat oleh { $staff }.
notice-account-changed =
    🏦 <b>Rekening transfer manual diganti</b> oleh { $staff }
    Yang dilihat pembeli sekarang:

    { $account }
notice-account-removed =
    🏦 <b>Transfer manual dimatikan</b> oleh { $staff }
    Pembeli tidak lagi ditawari cara ini.

## Perintah admin

usage-add =
    Tulis semuanya dalam satu baris, contoh:
    <code>/add -|Netflix 1 Bulan|Streaming|50000|Akun pribadi, garansi 30 hari</code>
    Urutannya: nomor (<code>-</code> untuk otomatis), nama, kategori, harga, deskripsi.
usage-addstock =
    Tulis nomor produk, lalu barangnya, satu per baris. Contoh:
    <code>/addstock 1|user@contoh.com:rahasia</code>
    Atau kirim berkas <code>.txt</code> saja, lalu pilih produknya. Bisa juga dengan keterangan <code>/addstock 1</code>, atau balas berkasnya dengan itu.
usage-setprice = Tulis nomor produk dan harga barunya, contoh: <code>/setprice 1|45000</code>
usage-del = Tulis nomor produknya, contoh: <code>/del 1</code>
usage-undel = Tulis nomor produk yang diarsipkan, contoh: <code>/undel 1</code>
usage-photo = Kirim foto dengan keterangan <code>/photo 1</code>, atau balas fotonya dengan itu; 1 adalah nomor produknya.
usage-varian = Tulis nomor produk, nama varian, dan harganya, contoh: <code>/varian 1|3 bulan|25000</code>
usage-claim = Tulis kode dari pemilik toko, contoh: <code>/claim ABCD2345</code>
usage-order = Tulis nomor pesanannya, contoh: <code>/order W-000123</code> atau <code>/order 123</code>
done-claim =
    ✅ Selamat bergabung sebagai <b>{ $role }</b>, { $name }!
    Tekan <b>{ key-admin }</b> untuk mulai.
plain-role-support = dukungan
plain-role-stock-keeper = penjaga stok
plain-role-cashier = kasir
plain-role-admin = admin
plain-role-owner = pemilik

usage-kupon =
    Tulis semuanya dalam satu baris, contoh:
    <code>/kupon HEMAT10|10%|50000|31-12-2026|100|1</code>
    Urutannya: kode, potongan (<code>10%</code>, <code>10% 20000</code> atau <code>5000</code>), minimal belanja, berlaku sampai (tanggal atau jumlah hari), batas total, batas per pembeli.
    Empat yang terakhir boleh <code>-</code>, artinya tanpa batas.
usage-transfer =
    Catat uang yang diterima di luar toko: ID pembeli, jumlah, alasan. Contoh:
    <code>/transfer 5551234567|50000|Bayar tunai di toko</code>
    ID ada di <b>{ key-account }</b> pembeli; <code>@username</code> juga bisa. Pembeli membaca alasannya.
usage-editsaldo =
    Koreksi saldo: ID pembeli, jumlah dengan tanda + atau -, alasan. Contoh:
    <code>/editsaldo 5551234567|-50000|Tercatat dua kali</code>
    ID ada di <b>{ key-account }</b> pembeli; <code>@username</code> juga bisa. Pembeli membaca alasannya.
correction-received =
    🔎 <b>Catat uang yang diterima di luar toko?</b>

    👤 { $buyer }
    🏦 { $change }
    💼 Saldo: { $old_balance } menjadi <b>{ $new_balance }</b>
    📝 { $reason }
correction-adjusted =
    🔎 <b>Koreksi saldo?</b>

    👤 { $buyer }
    ✏️ { $change }
    💼 Saldo: { $old_balance } menjadi <b>{ $new_balance }</b>
    📝 { $reason }
button-correct = ✅ Ya, Catat
done-correction =
    ✅ <b>Tercatat: { $change }</b>
    👤 { $buyer }, saldo sekarang <b>{ $balance }</b>. Pembeli sudah diberi tahu.

## Pembukuan: rekonsiliasi dan laporan

reconcile-begun =
    🔎 <b>Rekonsiliasi dimulai.</b>
    Setiap pembayaran ditanyakan lagi ke Pakasir; hasilnya dikirim ke sini.
reconciled-fine =
    ✅ <b>Rekonsiliasi cocok</b>
    { $compared } pembayaran sejak { $from } sudah dibandingkan dengan Pakasir dan buku besar. Tidak ada perbedaan.
reconciled-differences =
    ⚠️ <b>Rekonsiliasi: { $count } perbedaan</b>
    { $compared } pembayaran sejak { $from } sudah dibandingkan. Selain uang yang baru ditemukan, tidak ada yang diubah.
reconciled-left-out = ⏸️ Pembayaran sejak { $from } belum dibandingkan; itu dikerjakan pada rekonsiliasi berikutnya.
reconciled-more = … dan { $count } lagi, lengkapnya di berkas ini.
reconciled-found =
    💰 <b>{ $order }</b>: { $received } sudah masuk di Pakasir tanpa kabar.
    Sudah diproses seperti pembayaran terlambat; tidak perlu tindakan.
reconciled-not-completed =
    ❗ <b>{ $order }</b>: tercatat lunas { $amount }, tetapi menurut Pakasir { $state }.
    Periksa di dasbor Pakasir. Pesanan tidak diubah.
reconciled-amount =
    ❗ <b>{ $order }</b>: tercatat { $expected }, menurut Pakasir { $received }.
    Periksa di dasbor Pakasir, lalu koreksi saldo bila perlu.
reconciled-play-money =
    ❗ <b>{ $order }</b>: { $amount } tercatat lunas, padahal uang sandbox.
    Periksa pengaturan Pakasir.
reconciled-ledger =
    ❗ <b>{ $order }</b>: pembayaran dan buku besar tidak sama.
    Jalankan <code>warung check --data</code> di server.
reconciled-unknown =
    ❓ <b>{ $order }</b>: Pakasir tidak mengenal transaksi ini.
    Periksa apakah proyek di pengaturan masih proyek yang sama.
reconciled-no-answer =
    ⏳ <b>{ $order }</b>: Pakasir tidak menjawab.
    Ditanyakan lagi pada rekonsiliasi berikutnya.
plain-status-pending = belum dibayar
plain-status-completed = lunas
plain-status-cancelled = dibatalkan
notice-books-broken =
    🚨 <b>Buku besar tidak cocok</b>: { $count } temuan saat toko dibuka.
    Tidak ada yang diubah, dan toko tetap berjalan. Jalankan <code>warung check --data</code> di server untuk rinciannya.
notice-books-whole =
    ✅ <b>Buku besar cocok lagi</b>
    Sejak { $at } ada temuan; pemeriksaan terakhir tidak menemukan apa-apa.
report-turnover =
    📊 <b>Omzet { $period }</b>
    Satu baris per hari: pesanan, diskon, refund, bersih, biaya Pakasir, deposit.
report-ledger =
    📒 <b>Buku besar { $period }</b>
    Setiap perpindahan uang: sebab, dari, ke, jumlah.
report-too-large =
    📒 Buku besar { $period } berisi { $count } baris, terlalu besar untuk dikirim di sini (maksimal { $max }).
    Jalankan di server: <code>warung export ledger --month { $typed }</code>
usage-laporan = Tulis tahun dan bulannya, contoh: <code>/laporan { $typed }</code>. Tanpa bulan: bulan ini.
command-laporan = Laporan bulanan (CSV)
command-rekonsiliasi = Bandingkan pembayaran dengan Pakasir

## Pemasangan di terminal (warung setup); tanpa HTML

setup-hello = Menyiapkan toko "{ $name }". Enter memakai jawaban di dalam [kurung]; token dan kunci tidak tampil saat ditempel; itu normal.
setup-yes-or-no = [y/T]
setup-enter-keeps = (Enter: tetap yang sekarang)
setup-too-often = Terlalu sering salah; tidak ada yang diubah.
setup-needs-root = { $path } tidak bisa ditulis oleh pengguna ini; coba lagi dengan sudo.
setup-needs = Jawaban ini diperlukan; tambahkan { $typed }.
setup-ask-title = Nama toko, seperti yang dibaca pembeli
setup-bad-title = Nama toko harus terlihat dan tidak terlalu panjang.
setup-ask-name = Nama singkat toko di server ini
setup-bad-name = Nama singkat memakai a-z, 0-9 dan -, diawali huruf atau angka, maks. 31 karakter; contoh: toko-sari.
setup-ask-token = Token bot dari @BotFather
setup-bad-token = Itu bukan token bot; contohnya 123456789:AAH…
setup-bot-found = Bot: { $name } (@{ $username })
setup-bot-unknown = Telegram tidak mengenal token ini ({ $reason }). Salin lagi dari @BotFather.
setup-bot-away = Telegram tidak menjawab ({ $reason }), jadi token ini belum diperiksa.
setup-bot-taken = Bot ini sudah menjadi toko "{ $store }" di server ini; satu bot untuk satu toko.
setup-go-on = Lanjut saja?
setup-given-up = Dihentikan; tidak ada yang diubah.
setup-swap = Pelanggan toko ini ({ $users }) mengenal { $account }, dan token ini milik { $bot }. Ganti botnya?
setup-swapped = { $bot } akan menggantikan bot lama. Semua pelanggan tetap tersimpan; tiap pelanggan perlu membuka bot baru dan menekan Start sekali.
setup-kept-bot = Tidak ada yang diubah; toko ini tetap { $account }.
setup-ask-project = Slug proyek Pakasir (dasbor → Proyek)
setup-bad-project = Slug proyek hanya memakai huruf, angka, - dan _.
setup-ask-key = API key proyek Pakasir (dasbor → Proyek)
setup-bad-secret = Itu kosong, atau berisi spasi atau karakter yang tidak bisa dikirim.
setup-ask-webhook-secret = Secret webhook proyek Pakasir (dasbor → Proyek; Enter: tidak ada)
setup-gateway-well = Pakasir menerima API key ini.
setup-gateway-key = Pakasir menolak API key ini ({ $reason }). Salin lagi dari dasbor Pakasir → Proyek.
setup-gateway-project = Pakasir tidak mengenal proyek "{ $name }" ({ $reason }). Lihat slug-nya di dasbor Pakasir → Proyek.
setup-gateway-away = Pakasir tidak menjawab dengan jelas ({ $reason }), jadi API key ini belum diperiksa.
setup-ask-zone = Zona waktu: 1 = WIB, 2 = WITA, 3 = WIT, atau nama seperti Asia/Jakarta
setup-bad-zone = "{ $typed }" bukan zona waktu; mungkin maksudnya "{ $name }"?
setup-ask-contact = Kontak admin untuk pembeli: @username, https://…, atau nomor WhatsApp +62… ("-": tidak ada)
setup-bad-contact = Kontak adalah @username, tautan https://…, atau nomor seperti +6281234567890.
setup-ask-alert-token = Token bot peringatan (Enter: bot toko yang memberi peringatan)
setup-alert-same = Itu bot toko sendiri; bot peringatan harus bot lain, atau kosongkan.
setup-ask-public-url = Alamat toko ini di internet, https://… ("-": tidak ada)
setup-bad-url = Harus alamat lengkap yang diawali https://, tanpa spasi, ?, # atau @.
setup-ask-port = Port di server ini
setup-bad-port = Port adalah angka dari 1 sampai 65535.
setup-port-of = Port { $number } sudah dipakai toko "{ $store }".
setup-port-taken = Port { $number } sedang dipakai program lain.
setup-written = Tersimpan di { $path }
setup-unchanged = Tidak ada yang perlu diubah.
setup-starting = Membuka toko ({ $name }) …
setup-open = Toko sudah buka.
setup-not-open = Toko tidak bisa dibuka. Pesan terakhir dari program:
setup-by-hand = systemd tidak berjalan di sini. Buka toko dengan: warung run --store { $name }
setup-again-by-hand = Toko yang sedang berjalan masih memakai jawaban lama; hentikan lalu jalankan lagi.
setup-claim = Menjadi pemilik toko: buka tautan ini di Telegram dalam { $minutes } menit, lalu tekan Start.
setup-claim-by-hand = Menjadi pemilik toko: kirim /claim { $code } ke bot dalam { $minutes } menit.
setup-hook = URL webhook untuk dasbor gateway: { $url }
setup-hook-path = Dengan protokol v1, ganti … di bawah ini dengan secret webhook.
setup-hook-unset = Tanpa secret webhook, kabar dari gateway tidak diterima; toko bertanya sendiri ke gateway.
setup-hook-none = Tanpa alamat di internet, gateway tidak bisa memberi kabar; toko bertanya sendiri, dan itu cukup.

## Kunci pemulihan di terminal (warung key); tanpa HTML

recovery-there = Toko ini sudah punya kunci pemulihan. Cadangan lama tetap terbuka dengan kertas lama sampai masa simpannya habis; simpan kertas itu.
recovery-another = Buat kunci baru?
recovery-shown = Kunci pemulihan { $name }. Hanya tampil sekali ini. Tulis di kertas, simpan jauh dari server ini:
recovery-sheet-made = Lembar untuk dicetak: { $path }. Setelah dicetak, hapus dari server: shred -u { $path }
recovery-ask-group = Ketik kelompok ke-{ $group } dari kertas
recovery-wrong-group = Kelompok ke-{ $group } bukan itu; lihat lagi di kertas.
recovery-confirmed = Kunci pemulihan sudah dikonfirmasi. Cadangan berikutnya disegel untuk kunci ini.
recovery-unconfirmed = Kunci ini sudah berlaku, tetapi belum dikonfirmasi. Kalau sudah ada di kertas: warung key test { $store }
recovery-void = Kunci tidak bisa ditampilkan, jadi tidak berlaku. Ulangi: warung key new
recovery-none = Toko ini belum punya kunci pemulihan: kalau server hilang, cadangannya tidak bisa dibuka. Buat sekarang: warung key new { $store }
recovery-no-folder = Folder data toko ({ $path }) tidak ada, padahal toko ini pernah buka. Pasang dulu disknya.
recovery-sheet-exists = { $path } sudah ada dan tidak ditimpa; pilih nama lain.
recovery-ask = Kunci pemulihan, 28 karakter (tidak tampil saat diketik)
recovery-bad-length = Kunci punya 28 karakter; yang diketik { $count }.
recovery-bad-group-length = Kelompok ke-{ $group } punya { $count } karakter, seharusnya 4.
recovery-bad-sign = Kelompok ke-{ $group } berisi karakter yang tidak ada di kunci mana pun.
recovery-bad-group = Kelompok ke-{ $group } salah ketik; lihat lagi di kertas.
recovery-bad-groups = Lebih dari satu kelompok salah ketik, atau dua kelompok tertukar; lihat lagi di kertas.
recovery-right = Benar, ini kunci pemulihan { $name }.
recovery-opens = Cadangan terbaru di { $name } ({ $at }) terbuka dengan kunci ini.
recovery-opens-not = Cadangan terbaru di { $name } ({ $at }) tidak terbuka dengan kunci ini: { $reason }. Toko tetap berjualan. Buat cadangan baru (warung backup now), lalu ulangi.
recovery-opens-later = Cadangan terbaru di { $name } ({ $at }) lebih tua dari kunci ini dan terbuka dengan kertas lama; cadangan berikutnya memakai kunci ini.
recovery-place-away = Cadangan di { $name } tidak bisa dilihat sekarang: { $reason }
recovery-place-empty = Di { $name } belum ada cadangan.
recovery-no-place = Belum ada cadangan di tempat lain, jadi belum ada yang bisa dibuka dengan kunci ini. Tambahkan tempat: warung backup target add --store { $store }
recovery-foreign = Kunci ini ditulis dengan benar, tetapi bukan kunci { $name } yang berlaku sekarang: milik toko lain, atau kertas lama toko ini.
recovery-sheet-title = LEMBAR PEMULIHAN: { $name }
recovery-sheet-key = Kunci pemulihan, dibuat { $date }:
recovery-sheet-keep = Dengan kunci ini dan satu cadangan, seluruh toko kembali: pesanan, stok, pelanggan, saldo, juga token dan kuncinya. Siapa pun yang memegang keduanya bisa membaca semuanya: simpan lembar ini seperti uang, jauh dari server. Tanpa kunci ini tidak ada yang bisa membuka cadangan. Kalau lembar ini hilang, buat kunci baru selagi toko masih jalan: warung key new { $store }
recovery-sheet-places = Tempat cadangan:
recovery-sheet-no-places = (belum ada; tulis di sini) ______________________________________________
recovery-sheet-restore = Memulihkan di server Debian yang kosong, sebagai root:
recovery-sheet-type = Ketik kunci di atas.
recovery-sheet-gone = Kalau suatu hari warung tidak ada lagi: tiap cadangan adalah berkas age. Simpan program di bawah ini sebagai key.py, jalankan baris pertama, ketik kunci di atas lalu Enter:

## Tempat cadangan di terminal (warung backup target, setup, restore); tanpa HTML

place-ask-kind = Cadangan toko disimpan di mana?
place-offer = Kalau server ini rusak atau hilang, toko bisa kembali dari cadangan di tempat lain.
place-kind-folder = folder (disk USB, NFS)
place-kind-s3 = S3 (R2, B2, MinIO)
place-kind-webdav = WebDAV (Nextcloud)
place-kind-telegram = channel Telegram pribadi (paling mudah)
place-kind-sftp = SFTP (ssh)
place-kind-rclone = rclone (Google Drive, Dropbox)
place-type-number = Ketik angkanya
place-type-number-or-later = Ketik angkanya, Enter = nanti
place-bad-kind-or-later = Ketik salah satu angka itu, atau Enter saja untuk nanti.
place-later = Belum ada cadangan di tempat lain. Nanti: warung backup target add --store { $store }
place-bad-kind = Ketik angka 1 sampai 6.
place-ask-folder = Folder cadangan, misalnya /mnt/usb/warung
place-bad-folder = Itu bukan folder di server ini. Kalau di disk lain, pasang dulu disknya.
place-ask-endpoint = Alamat server S3, https://…
place-ask-bucket = Nama bucket
place-bad-bucket = Nama bucket memakai huruf, angka, -, _ dan titik.
place-ask-prefix = Folder di dalam bucket ("-": tidak ada)
place-ask-region = Region
place-bad-part = Hanya huruf, angka, -, _, titik dan /.
place-ask-access-key = Access key (tidak tampil saat diketik)
place-ask-secret-key = Secret key (tidak tampil saat diketik)
place-ask-url = Alamat folder WebDAV, https://…
place-ask-user = Nama pengguna WebDAV
place-bad-user = Nama pengguna tidak boleh kosong atau berisi titik dua.
place-ask-password = Kata sandi WebDAV (di Nextcloud: kata sandi aplikasi; tidak tampil saat diketik)
place-channel-make = Di Telegram: buat channel baru, pilih Pribadi.
place-channel-admin = Jadikan bot toko admin di sana, dengan hak mengirim, mengedit dan menghapus pesan.
place-channel-keep = Jangan nyalakan hapus otomatis, dan jangan batasi penyimpanan konten.
place-channel-link = Kirim satu pesan di channel itu, tekan lama pesannya, pilih Salin Tautan.
restore-channel-how =
    Buka channel cadangan di Telegram. Bot harus menjadi admin di sana dengan hak mengirim dan menghapus pesan: bot toko, atau bot baru kalau yang lama sudah hilang. Setelah itu salin tautan salah satu pesan di sana.
place-ask-channel = Tautan pesan di channel itu (https://t.me/c/…), atau nomor channel (-100…)
place-bad-channel = Itu bukan tautan pesan di channel pribadi, bukan pula nomor seperti -1001234567890.
place-ask-bot-token = Token bot yang menjadi admin di channel itu: bot toko, atau bot baru (tidak tampil saat diketik)
place-ask-host = Alamat server SFTP, misalnya u123.example
place-bad-host = Itu bukan nama atau alamat server; portnya ditanya sendiri.
place-ask-port = Port
place-bad-port = Port adalah angka 1 sampai 65535.
place-ask-ssh-user = Nama pengguna di server itu
place-bad-ssh-user = Nama pengguna memakai huruf, angka, - _ . @ dan +.
place-ask-there = Folder di server itu ("-": folder awal)
place-bad-there = Folder itu tidak bisa dipakai; contoh: warung, atau /srv/warung.
place-host-key-seen = Server itu menunjukkan kunci ini; cocokkan dengan yang ditulis penyedianya: { $code }
place-host-key-agree = Apakah sama dengan yang tertulis di panel penyedianya?
place-host-key-unseen = Kunci server tidak bisa dilihat: { $reason }
place-ask-host-key = Kunci publik server, ssh-ed25519 AAAA…
place-bad-host-key = Itu bukan kunci publik server, misalnya ssh-ed25519 AAAA…
place-ask-key-file = File kunci pribadi (Enter: dibuatkan kunci baru)
place-bad-file = File itu tidak bisa dipakai: { $reason }
place-key-made = Kunci baru sudah dibuat. Pasang baris ini di { $account } (file .ssh/authorized_keys, atau di panel penyedianya):
place-key-enter = Tekan Enter kalau sudah dipasang.
place-ask-remote = Nama remote rclone dan foldernya, misalnya drive:warung
place-bad-remote = Tulis nama remote, titik dua, lalu folder, misalnya drive:warung.
place-ask-rclone-config = File konfigurasi rclone (dibuat dengan: rclone config)
place-offsite-up = Cadangan ke sana dibawa oleh { $name }.
place-offsite-closed = Tidak ada lagi yang perlu dibawa; { $name } ditutup.
place-offsite-by-hand = Cadangan ke SFTP dan rclone dibawa program lain di samping toko; jalankan juga: warung offsite --config { $path }
place-unit-failed = Cadangan mungkin belum sampai ke tempatnya, karena systemd belum berhasil diatur: { $reason }
place-bad-new-folder = Folder itu tidak ada, dan folder di atasnya juga tidak. Kalau di disk lain, pasang dulu disknya.
place-ask-name = Nama singkat tempat ini
place-bad-name = Nama tempat memakai huruf, angka, - dan _, maks. 32 karakter; contoh: usb.
place-name-taken = Sudah ada tempat cadangan bernama "{ $name }"; pilih nama lain.
place-taken = Itu sudah menjadi tempat "{ $name }"; cadangan kedua di sana tidak ada gunanya.
place-in-data = { $path } ada di dalam folder data toko, dan hilang bersamanya; pilih folder di disk lain.
place-hidden = { $path } tidak terlihat oleh toko yang berjalan dengan systemd; pilih folder lain, misalnya /mnt/usb/warung.
place-same-disk = { $path } ada di disk yang sama dengan toko. Kalau disk itu rusak, cadangannya ikut hilang.
place-same-disk-agree = Tetap simpan di situ?
place-folder-made = Folder { $path } dibuat untuk toko.
place-trying = Mencoba tempat ini …
place-well = Cadangan bisa disimpan di { $name }.
place-add-only = Cadangan bisa disimpan di { $name }, tetapi tidak bisa dihapus dari sini; yang lama dihapus oleh aturan tempat itu sendiri.
place-failed = { $name } belum bisa dipakai; yang dicoba: { $reason }
place-write-anyhow = Simpan tempat ini walau belum bisa dipakai? Toko terus mencobanya sendiri.
place-right = Toko sudah diizinkan menulis ke folder cadangannya (dicatat di { $path }).
place-right-gone = Izin toko menulis ke folder yang dilepas sudah dihapus (dicatat di { $path }).
place-when-open = Berlaku saat toko dibuka lagi.
place-remove = Lepas tempat cadangan { $name } ({ $path })? Cadangan yang ada di sana tetap di sana.
place-removed = { $name } bukan tempat cadangan lagi. Cadangan di { $path } tidak dihapus.
place-claim = Di { $name } ada server lain yang mengirim cadangan sebagai toko ini: { $line }. Dua server dengan stok yang sama menjualnya dua kali. Apakah server itu sudah dimatikan untuk selamanya, dan server ini yang lanjut?
place-claim-unseen = Dua server dengan stok yang sama menjualnya dua kali. Apakah server lain yang mengirim cadangan ke { $name } sudah dimatikan untuk selamanya, dan server ini yang lanjut?
place-claimed = { $name } kembali menjadi milik server ini. Toko yang sedang buka berjualan lagi dalam satu menit.

## Pemulihan di terminal (warung restore); tanpa HTML

restore-hello = Memulihkan toko dari cadangannya. Kata sandi dan kunci tidak tampil saat diketik; itu normal.
restore-ask-kind = Cadangannya di mana?
restore-several = Di sana ada cadangan beberapa toko:
restore-ask-store = Toko yang mana
restore-bad-store = Di sana tidak ada cadangan toko itu.
restore-looking = Mencari cadangan …
restore-found = { $name } ({ $store }): { $count } berkas cadangan, { $megabytes } MB.
restore-range = Yang bisa dikembalikan: { $from } sampai { $at }.
restore-chain = Seri cadangan { $id }: { $count } berkas, { $from } sampai { $at }
restore-until = Yang dikembalikan: keadaan { $at }.
restore-fetching = Mengambil cadangan: { $percent } %
restore-building = Membangun data: { $percent } %
restore-replaying = Menambahkan perubahan: { $done } dari { $count }
restore-proving = Memeriksa: { $count } baris dibaca
restore-proved = Cadangannya terbaca semua dan datanya benar: { $orders } pesanan, { $megabytes } MB.
restore-unproved = Cadangannya terbaca semua: { $orders } pesanan, { $megabytes } MB. Datanya dari versi lama dan diperbarui saat toko dibuka.
restore-gap = Setelah itu ada cadangan yang hilang; perubahan sesudahnya tidak bisa dipakai.
restore-earlier = Pulihkan sampai { $at } saja?
restore-broken = { $count } bagian datanya rusak:
restore-take-broken = Pulihkan apa adanya? (t: coba waktu yang lebih awal dengan --until)
restore-dry = Toko ini bisa dipulihkan. Ini hanya percobaan; tidak ada yang disimpan.
restore-aside = Toko yang dipulihkan ada di { $path }. Toko yang sekarang tidak diubah, dan tidak ada yang dibuka.
restore-data = Data toko: { $path }
restore-done = { $name } kembali, seperti keadaan { $at }.

## Pindah server di terminal (warung move); tanpa HTML

move-no-place = Belum ada tempat cadangan. Tambahkan dulu: warung backup target add --store { $store }
move-by-hand = Toko ini tidak dijalankan oleh systemd. Hentikan dulu programnya (Ctrl-C), lalu ulangi perintah ini.
move-copying = Membuat cadangan terakhir …
move-copied = Seluruh toko ada di { $name }.
move-nowhere = Cadangan terakhir tidak sampai ke tempat mana pun; toko ini tidak ditutup.
move-agree = Tutup { $name } di server ini? Toko tidak buka lagi di sini sampai dibuka dengan sengaja.
move-closed = { $name } sudah ditutup di server ini.
move-last-word = Cadangan terakhir di { $name } ({ $at }) mencatat bahwa toko ini sudah tutup.
move-last-seen = Cadangan terakhir di { $name } dibuat { $at }, saat toko ini ditutup. Tanpa kunci di server ini isinya tidak bisa diperiksa.
move-not-closed = Cadangan terakhir tidak mencatat bahwa toko ini sudah tutup: { $reason }
move-again = { $name } buka lagi di server ini; pindahannya belum jadi.
move-not-again = { $name } tidak bisa dibuka lagi di server ini: { $reason }
move-steps = Sekarang di server baru (Debian yang kosong), sebagai root:
move-step-place = { $typed }   (tempatnya: { $path })
move-step-key = Ketik kunci pemulihan dari kertas.
move-after = Setelah toko buka di sana, hapus dari server ini: warung remove { $store }
move-back = Tidak jadi pindah? Buka lagi di sini: systemctl enable --now { $name }

## Kabar untuk pemilik: gangguan, beresnya, dan jawaban atas perintahnya

plain-seconds = { $seconds } detik
plain-minutes = { $minutes } menit
plain-hours = { $hours } jam
plain-days = { $days } hari

plain-trouble-gateway = Pakasir bermasalah
plain-trouble-rejected = banyak notifikasi pembayaran yang asing
plain-trouble-undelivered = pesanan lunas belum terkirim
plain-trouble-books = buku besar tidak cocok
plain-trouble-webhook = webhook Telegram tidak sampai
plain-trouble-telegram = Telegram tidak tersambung
plain-trouble-cpu = prosesor server kewalahan
plain-trouble-memory = memori server hampir habis
plain-trouble-disk = disk server hampir penuh
plain-trouble-inodes = jumlah file di server hampir penuh
plain-trouble-journal = log sistem memenuhi disk
plain-trouble-growth = data toko tumbuh tidak wajar
plain-trouble-queue = pesan keluar tertahan
plain-trouble-errors = banyak kesalahan di log
plain-trouble-set-aside = ada pesan yang gagal diproses
plain-trouble-clock = jam server tiba-tiba bergeser
plain-trouble-silence = notifikasi Pakasir tidak datang
plain-trouble-rival = token bot dipakai program lain
plain-trouble-alert-rival = pesan bot peringatan dibaca program lain
plain-trouble-open-secrets = rahasia di file yang bisa dibaca siapa saja

alert-store = 🏪 <b>{ $store }</b>
alert-missed = 🔔 Yang terjadi selama dibisukan, sejak { $at }:
alert-missed-nothing = 🔔 Alert aktif lagi. Tidak ada kejadian selama dibisukan sejak { $at }.
alert-over =
    ✅ <b>Sudah beres: { $name }</b>
    Berlangsung sekitar { $span }, sejak { $at }.
alert-lasts =
    ⏰ <b>Masih berlangsung: { $name }</b>
    Sudah sekitar { $span }, sejak { $at }.
    Sudah tahu? Kirim /ack supaya tidak diingatkan lagi.
alert-other =
    🚨 <b>Gangguan: { $name }</b>
    Sejak { $at }. Lihat /status dan /log.
alert-telegram =
    🚨 <b>Telegram tidak tersambung</b>
    Sejak { $at } toko tidak bisa menerima atau mengirim pesan.

    Pesanan dan pesan tersimpan, dan jalan lagi sendiri begitu tersambung.
    Periksa koneksi server. Kalau token bot baru diganti di @BotFather, pasang yang baru: <code>warung setup</code>.
alert-cpu =
    🚨 <b>Prosesor server kewalahan</b>
    Sejak { $at } terpakai { $percent }% terus-menerus. Jawaban toko bisa melambat.

    Lihat program apa yang sibuk di server (<code>top</code>), atau naikkan paket VPS.
alert-memory =
    🚨 <b>Memori server hampir habis</b>
    Sejak { $at } tinggal { $percent }% yang bebas. Kalau habis, sistem bisa menghentikan toko.

    Hentikan program lain yang tidak perlu, tambah swap, atau naikkan paket VPS.
alert-disk =
    🚨 <b>Disk server hampir penuh</b>
    Sejak { $at } tinggal { $megabytes } MB. Di bawah 64 MB toko tidak menerima pesanan baru; yang sudah dibayar tetap dikirim.

    Hapus yang tidak perlu: <code>sudo journalctl --vacuum-size=200M</code>, <code>sudo apt clean</code>. Jangan hapus apa pun di folder data toko; cadangan lama dihapus toko sendiri.
alert-inodes =
    🚨 <b>Jumlah file di server hampir penuh</b>
    Sejak { $at } tinggal { $percent }% tempat untuk file baru, walau disknya belum penuh.

    Cari folder berisi sangat banyak file kecil, biasanya cache atau sesi program lain.
alert-journal =
    🚨 <b>Log sistem memenuhi disk</b>
    Sejak { $at } journal memakai { $percent }% disk.

    Kecilkan: <code>sudo journalctl --vacuum-size=200M</code>, lalu atur <code>SystemMaxUse</code>.
alert-growth =
    🚨 <b>Data toko tumbuh tidak wajar</b>
    Bertambah { $megabytes } MB dalam sehari, terlihat sejak { $at }.

    Baru mengimpor stok besar atau banyak foto? Kalau tidak, lihat /log dan siapkan ruang disk.
alert-queue =
    🚨 <b>Pesan keluar tertahan</b>
    Sejak { $at } ada yang seharusnya sudah dikirim tetapi belum: terlambat { $minutes } menit.

    Biasanya lewat sendiri sesudah siaran besar. Kalau tidak, coba /restart dan lihat /log.
alert-errors =
    🚨 <b>Banyak kesalahan di log</b>
    { $count } dalam 10 menit, sejak { $at }. Toko tetap berjalan.

    Lihat /log. Kalau berulang, kirim log itu ke pembuat warung.
alert-set-aside =
    🛠️ <b>Ada pesan yang gagal diproses</b>, kode laporan <code>{ $error }</code>
    Satu pesan masuk dilewati pada { $at }; toko tetap berjalan, dan pengirimnya sudah diberi tahu.

    Lihat /log. Kejadian berikutnya tidak dikabarkan satu per satu.
alert-clock =
    🚨 <b>Jam server tiba-tiba bergeser { $span }</b>
    Terlihat pada { $at }. Batas waktu invoice dan catatan waktu bisa keliru.

    Periksa <code>timedatectl</code>: sinkronisasi waktu harus menyala.
alert-rival =
    🚨 <b>Token bot ini dipakai program lain</b>
    Sejak { $at } sebagian pesan pembeli diambil program itu dan tidak sampai ke toko ini.

    Matikan program itu: server lama, salinan toko ini, atau skrip bot lain. Kalau tidak ada yang Kakak kenal, tokennya dipegang orang lain: kirim <code>/revoke</code> ke @BotFather, lalu pasang token barunya dengan <code>warung setup --token</code>.
    Salinan toko ini menjual stok yang sama dan mengirim pesanan yang sama: matikan dulu.
alert-rival-of-alerts =
    🚨 <b>Pesan bot peringatan ini dibaca program lain</b>
    Sejak { $at } sebagian perintah Kakak ke bot ini tidak sampai ke sini. Peringatan tetap terkirim.

    Setiap toko perlu bot peringatan sendiri: buat satu lagi di @BotFather, lalu <code>warung setup --alert-token</code>. Kalau tidak dipakai bersama, kirim dulu <code>/revoke</code> ke @BotFather.
alert-open-secrets =
    🚨 <b>Rahasia toko bisa dibaca orang lain</b>
    File konfigurasi berisi token atau kunci, dan semua pengguna server bisa membukanya.

    Jalankan <code>sudo warung setup</code> di server: semuanya dipindahkan ke tempat yang hanya bisa dibaca toko. Kalau server itu dipakai orang lain juga, ganti sekalian: <code>/revoke</code> di @BotFather, dan API key di Pakasir.
alert-damage =
    🚨 <b>Data toko rusak di disk</b> sejak { $at }
    Ada bagian yang tidak bisa dibaca lagi. Toko tetap berjualan selama bagian itu tidak diperlukan.

    Simpan salinan folder data apa adanya, periksa disk, lalu lihat <code>warung check --data</code> dan pulihkan cadangan terakhir yang masih baik: <code>warung restore</code>.
alert-group =
    🚨 <b>Grup notifikasi tidak bisa ditulisi</b> sejak { $at }
    Topiknya ditutup atau dihapus, atau bot tidak punya hak lagi di sana.

    Kabar pesanan tetap sampai di sini, ke setiap penjual. Buka topiknya atau beri bot hak menulis; toko mencobanya lagi sendiri.
alert-copies-behind =
    🚨 <b>Cadangan tertinggal</b> sejak { $at }
    Yang terjadi sesudah itu baru ada di server ini. Kalau server hilang sekarang, bagian itu ikut hilang.

    Toko terus mencoba sendiri. Lihat sebabnya: <code>warung backup status</code>.
alert-copies-old =
    🚨 <b>Cadangan lengkap terakhir sudah lewat sehari</b>, yaitu dari { $at }
    Pemulihan masih bisa, tetapi lebih lama.

    Lihat sebabnya: <code>warung backup status</code>, lalu coba <code>warung backup now</code>.
alert-copies-refused =
    🚨 <b>Satu tempat cadangan bermasalah</b> sejak { $at }
    Cadangan tidak sampai di sana: tidak terjangkau, penuh, atau kuncinya ditolak.

    Lihat tempat dan sebabnya: <code>warung backup status</code>.
alert-drill =
    🚨 <b>Latihan pemulihan gagal</b>, { $at }
    Toko dicoba dipulihkan dari cadangan di tempat lain, dan tidak berhasil. Jualan tidak terganggu.

    Lihat sebabnya: <code>warung backup status</code>, lalu coba lagi: <code>warung backup drill</code>.
alert-recovery-key =
    🔑 <b>Kunci pemulihan belum dipastikan</b>
    Tanpa kunci di kertas itu, cadangan tidak bisa dibuka kalau server hilang.

    Di server: <code>warung key test</code> kalau kertasnya ada, atau buat yang baru: <code>warung key new</code>.
alert-taken-over =
    🛑 <b>Toko ini sudah berjalan di server lain</b> sejak { $at }
    Server lain mengirim cadangan atas nama toko ini. Supaya stok tidak terjual dua kali, toko di server ini berhenti menerima pesanan. Pesanan yang sudah dibayar tetap dikirim.

    Kalau memang pindah ke sana, hapus toko di server ini: <code>warung remove</code>. Lihat siapa dan di tempat mana: <code>warung backup status</code>. Kalau server lain itu sudah mati selamanya dan server ini yang lanjut: <code>warung backup target claim TEMPAT</code>.
alert-silence =
    🚨 <b>Notifikasi Pakasir tidak datang</b>
    { $count } pembayaran ditemukan toko dengan bertanya sendiri, tanpa satu pun notifikasi, sejak { $at }.

    Tidak ada uang yang hilang, tetapi barang terkirim lebih lambat.
    Periksa alamat dan secret webhook di pengaturan proyek Pakasir.

usage-mute =
    Tulis berapa lama, maksimal 7 hari. Contoh: <code>/mute 2h</code>, <code>/mute 30 menit</code>, <code>/mute 1 hari</code>.
    Bunyikan lagi: <code>/mute off</code>
owner-muted = 🔕 Alert dibisukan sampai { $at }. Yang terjadi sementara itu dirangkum sesudahnya.
owner-unmuted = 🔔 Alert aktif lagi.
owner-unmuted-already = 🔔 Alert memang sedang aktif.
owner-trouble-name = • { $name }
owner-acked =
    👍 Dicatat, tidak diingatkan lagi sampai beres:
    { $lines }
owner-acked-nothing = 👍 Tidak ada gangguan yang sedang berlangsung.
owner-paused =
    ⏸️ <b>Toko dijeda.</b> Pembeli dijawab "sebentar ya"; tidak ada pesanan atau isi saldo baru.
    Invoice yang sudah terbuka tetap bisa dibayar dan barangnya terkirim. Buka lagi dengan /resume.
owner-paused-already = ⏸️ Toko memang sedang dijeda. Buka lagi dengan /resume.
owner-resumed = ▶️ <b>Toko buka lagi.</b>
owner-resumed-already = ▶️ Toko memang sedang buka.
owner-restarting = 🔄 Toko dimulai ulang. Statusnya menyusul begitu hidup lagi.
owner-drilling = 🛟 Latihan pemulihan dimulai. Hasilnya menyusul; toko tetap berjualan.
owner-drilled = 🛟 Latihan pemulihan berhasil: { $count } pesanan bisa dipulihkan dari <b>{ $name }</b>, lengkap sampai { $at }, selesai dalam { $span }.
owner-drill-failed =
    🛟 <b>Latihan pemulihan gagal</b> di { $name }
    Toko tetap berjualan, tetapi cadangan di sana belum bisa diandalkan.

    Lihat sebabnya di server: <code>warung backup status</code>.
owner-drill-nowhere =
    🛟 Latihan pemulihan tidak bisa dimulai: belum ada cadangan di tempat lain.
    Tambahkan di server: <code>warung backup target add</code>.
owner-stranger = Bot ini hanya untuk pemilik { $store }.
owner-help =
    🏪 <b>{ $store }</b>
    Di sini pemilik mendapat kabar kalau ada gangguan, dan kabar lagi begitu beres.

    /status – keadaan toko sekarang
    /check – periksa semua data dan buku besar
    /mute 2h – diam dulu, dirangkum sesudahnya
    /ack – sudah tahu, jangan diingatkan lagi
    /log 20 – baris terakhir dari log
    /pause – berhenti menerima pesanan
    /resume – buka lagi
    /restart – mulai ulang program
owner-unwritten = ⚠️ Maaf, jawaban ini tidak bisa dibuat: ada data yang tidak terbaca. Periksa dengan <code>warung check --data</code> di server.
owner-status-selling = 🟢 <b>Berjualan</b>
owner-status-paused = ⏸️ <b>Dijeda</b> sejak { $at }. Buka lagi dengan /resume.
owner-status-trouble = 🔴 <b>Sedang ada gangguan</b>
owner-status-full = ⏸️ <b>Tidak menerima pesanan baru</b>: disk hampir penuh.
owner-status-lasts = • { $name }, sejak { $at }
owner-status-line-up = 📡 Telegram tersambung sejak { $at } ({ $way })
owner-status-line-down = 📡 Telegram putus sejak { $at }: { $reason }
owner-status-heard = 👂 Pesan terakhir masuk: { $at }
owner-status-orders =
    🧾 Invoice terbuka: { $open } · lunas: { $paid } · belum terkirim: { $undelivered }
    🛍️ Produk: { $stock } · pembeli: { $users }
owner-status-queue = 📨 Menunggu dikirim: { $remaining } · gagal terkirim: { $refused } · dilewati: { $spent }
owner-status-copy = 🛟 <b>{ $name }</b>: semua sampai { $at }, { $megabytes } MB
owner-status-copy-begun = 🛟 <b>{ $name }</b>: cadangan pertama sedang dibuat
owner-status-copy-trouble = 🛟 <b>{ $name }</b>: bermasalah, lihat <code>warung backup status</code>
owner-status-no-copies = 🛟 Belum ada cadangan di tempat lain. Di server: <code>warung backup target add</code>
owner-status-key = 🔑 Kunci pemulihan belum dikonfirmasi. Kertasnya ada: <code>warung key test</code>; belum ada atau hilang: <code>warung key new</code>
owner-status-drill = 🛟 Latihan pemulihan { $at } berhasil: { $count } pesanan terbaca utuh
owner-status-drill-failed = 🛟 Latihan pemulihan { $at } gagal: <code>warung backup status</code>
owner-status-machine = 🖥️ { $lines }
owner-status-version = ⚙️ warung { $version }, hidup sejak { $at }
plain-way-polling = polling
plain-way-webhook = webhook
plain-machine-cpu = CPU { $percent }%
plain-machine-memory = memori bebas { $percent }%
plain-machine-disk = disk bebas { $megabytes } MB
plain-machine-unreadable = tidak terbaca dari sini
owner-check-sound =
    ✅ <b>Data utuh, tidak ada pesanan yang terlewat</b>
    { $orders } pesanan dan { $count } baris buku besar diperiksa.
owner-check-broken =
    ❌ <b>{ $count } hal tidak cocok</b>
    { $lines }

    Jalankan <code>warung check --data</code> di server untuk semuanya.
owner-check-finding = • <code>{ $line }</code>
owner-log-line = <code>{ $line }</code>
owner-log-empty = Log masih kosong.
refusal-paused =
    ⏸️ Sebentar ya, Kak. Toko sedang istirahat dan belum menerima pesanan baru.
    Pesanan yang sudah dibayar tetap dikirim.
notice-paused =
    ⏸️ <b>Toko dijeda</b> oleh { $staff }
    Tidak ada pesanan baru sampai dibuka lagi; invoice yang sudah terbuka tetap berjalan.
notice-resumed = ▶️ <b>Toko buka lagi</b>, oleh { $staff }
admin-paused = ⏸️ <b>Toko dijeda sejak { $at }.</b> Pemilik membukanya lagi dengan /resume.
command-status = Keadaan toko
command-check = Periksa data dan buku besar
command-mute = Bisukan alert, misalnya 2h
command-ack = Sudah tahu, jangan diingatkan lagi
command-log = Baris terakhir dari log
command-pause = Berhenti menerima pesanan
command-resume = Buka toko lagi
command-restart = Mulai ulang program
command-drill = Latihan memulihkan toko dari cadangan
plain-trouble-damage = data toko rusak di disk
plain-trouble-group = grup tidak bisa ditulisi
plain-trouble-copies-behind = cadangan tertinggal
plain-trouble-copies-old = cadangan lengkap sudah lewat sehari
plain-trouble-copies-refused = satu tempat cadangan bermasalah
plain-trouble-drill = latihan pemulihan gagal
plain-trouble-recovery-key = kunci pemulihan belum dipastikan
plain-trouble-taken-over = toko ini sudah berjalan di server lain
plain-trouble-down = toko tidak berjalan
alert-down =
    🛑 <b>Toko tidak bisa berjalan</b>
    Sejak { $at }. Sebabnya: { $reason }.

    Server mencoba lagi sendiri tiap 15 menit. Data dan pesanan tersimpan; yang dibayar sementara itu dikirim begitu toko hidup.
    Rinciannya di server: <code>warung status</code> atau <code>systemctl status 'warung@*'</code>
plain-down-use = perintahnya salah
plain-down-taken = data atau port-nya sedang dipakai program lain, disk penuh, atau disk datanya belum terpasang
plain-down-config = pengaturan atau rahasianya salah
plain-down-newer = datanya dari versi warung yang lebih baru
plain-down-secrets = rahasianya tidak bisa dibaca
plain-down-status = program berhenti dengan kode { $number }
plain-down-memory = memori server habis
plain-down-hung = program tidak merespons
plain-down-slow = terlalu lama untuk mulai atau berhenti
plain-down-killed = program dihentikan paksa atau rusak
plain-down-unknown = belum diketahui

# Satu baris keadaan toko, untuk pemiliknya di server
plain-shop-selling = Berjualan
plain-shop-paused = Jeda: { $reason }
plain-shop-resting = Jeda: pemilik sedang menutup toko sementara
plain-shop-trouble = Gangguan: { $reason }
plain-shop-disk-full = disk hampir penuh
plain-shop-open = { $count } tagihan terbuka
plain-shop-waiting = { $count } pesan menunggu
plain-shop-backup = cadangan terakhir { $at }
plain-shop-no-backup = belum ada cadangan
plain-shop-polling = mode polling
plain-shop-webhook = mode webhook
plain-shop-stopping = Toko ditutup…
plain-shop-repairing = Memperbaiki basis data… { $percent }%
plain-shop-migrating = Memperbarui data ke versi baru… { $percent }%
plain-shop-line-down = Telegram tidak menjawab ({ $reason })

## Kata yang diketik pembeli

# Daftar kata, dipisah koma. Satu kata saja sudah cukup untuk membuka yang dimaksud;
# semua bahasa berlaku sekaligus.
plain-said-home = menu, menu utama, mulai, start, beranda, halo, hallo, hai, hi, hei
plain-said-help = bantuan, cara order, cara beli, cara pesan, cara bayar, panduan, tutorial
plain-said-contact = admin, cs, customer service, kontak, hubungi, hubungi admin, kontak admin, chat admin, min, operator
plain-said-account = saldo, cek saldo, saldo saya, akun, akun saya, profil, info, bahasa
plain-said-cart = keranjang, lihat keranjang, keranjang saya, troli, checkout
plain-said-orders = pesanan, pesanan saya, riwayat, riwayat pesanan, transaksi, invoice
plain-said-catalogue = katalog, produk, semua, daftar, daftar produk, daftar harga, list, list produk, beli, order
plain-said-stock = stok, cek stok
plain-said-deposit = deposit, depo, isi saldo, topup, top up
plain-said-categories = kategori
plain-said-best = terlaris, paling laris, best seller
# Kata di depan nomor produk: "no 1"
plain-said-number = no, nomor, nomer
# Kata di belakang jumlah: "netflix 2 pcs"
plain-said-unit = pcs, buah, akun, biji, x
# Kata di sekitar nama produk yang bukan namanya: "mau beli netflix dong kak"
plain-said-filler = beli, order, pesan, mau, cari, ada, jual, minta, tolong, kak, kakak, min, gan, bang, dong, ya, yang, saya, aku, apa, apakah, berapa, harga, stok, ready, bisa, nya

## Staf: daftar, undangan, peran

button-staff = 👤 Staf
button-invite = ➕ Undang
button-uninvite = 🗑️ Batalkan Undangan
button-uninvite-of = 🗑️ Undangan { $role }, { $clock }
button-give-role = 🔁 Ganti Peran
button-expel = 🗑️ Keluarkan
button-confirm-expel = 🗑️ Ya, Keluarkan
button-role-support = 💬 Dukungan
button-role-stock-keeper = 📦 Penjaga Stok
button-role-cashier = 💵 Kasir
button-role-admin = 🛠️ Admin
button-role-owner = 👑 Pemilik
role-line-support = 💬 <b>Dukungan</b>: kirim ulang barang ke pembeli.
role-line-stock-keeper = 📦 <b>Penjaga Stok</b>: produk dan stok saja; pembeli dan uang tidak terlihat.
role-line-cashier = 💵 <b>Kasir</b>: pesanan, cek bukti transfer, refund sampai batas.
role-line-admin = 🛠️ <b>Admin</b>: semua urusan toko, kecuali staf dan server.
role-line-owner = 👑 <b>Pemilik</b>: semuanya.
staff-list = 👤 <b>Staf toko</b> ({ $count })
staff-line = <b>{ $name }</b> · { $role } · { $rows }
staff-seen = terakhir { $at }
staff-seen-now = terakhir sekarang
staff-never-seen = belum pernah membuka bot
staff-named = 🔒 konfigurasi
staff-open-invitation = ✉️ Undangan { $role }, berlaku sampai { $clock }
staff-gone = 🗑️ <b>{ $name }</b> sudah bukan staf lagi. Tombol lamanya langsung tidak berlaku.
staff-card =
    👤 { $buyer }
    ID: <code>{ $id }</code>

    { $rows }
staff-row-role = Peran: <b>{ $role }</b>
staff-row-since = Bergabung: { $at }
staff-row-seen = Terakhir terlihat: { $at }
staff-row-seen-now = Terakhir terlihat: sekarang
staff-row-never-seen = Belum pernah membuka bot
staff-row-by = Diundang oleh: { $name }
staff-configured = 🔒 Ditetapkan di berkas konfigurasi toko, jadi tidak bisa diubah dari sini. Ubah di server dengan <code>warung setup</code>.
staff-oneself = Ini Kakak sendiri. Peran Kakak hanya bisa diubah oleh pemilik lain, atau di server.
staff-ask-role =
    🔁 Peran baru untuk <b>{ $name }</b> (sekarang { $role })?

    { $rows }
staff-ask-expel =
    🗑️ Keluarkan <b>{ $name }</b> ({ $role }) dari staf?

    Mulai tombol berikutnya yang ditekan, akses stafnya sudah tidak ada. Sebagai pembeli tetap bisa belanja.
staff-invite =
    ➕ <b>Undang staf</b>

    { $rows }

    Sebagai apa?
staff-invited-link =
    ➕ <b>Undangan sebagai { $role }</b>

    Kirim tautan ini ke orangnya, lalu minta tekan <b>Start</b>:
    { $url }

    Atau ketik di bot ini: <code>/claim { $code }</code>

    Berlaku sampai { $until }, untuk satu orang.
staff-invited =
    ➕ <b>Undangan sebagai { $role }</b>

    Minta orangnya mengetik di bot ini: <code>/claim { $code }</code>

    Berlaku sampai { $until }, untuk satu orang.
toast-role-given = ✅ Peran sudah diganti.
toast-expelled = 🗑️ Sudah dikeluarkan.
toast-taken-back = ↩️ Sudah dikembalikan seperti semula.
toast-uninvited = 🗑️ Undangan { $role } sudah dibatalkan.
told-role = 👥 Peran Kakak di <b>{ $store }</b> sekarang: <b>{ $role }</b>. Ketik /admin untuk membuka menunya.
told-gone = 👥 Kakak sudah bukan staf <b>{ $store }</b> lagi. Terima kasih atas bantuannya. Belanja tetap bisa seperti biasa: /start
notice-role-given = 👥 <b>{ $name }</b> sekarang <b>{ $role }</b>.
refusal-guessing = Kode yang salah sudah terlalu banyak. Coba lagi setelah <b>{ $until_clock }</b>, dengan kode baru dari pemilik toko.
refusal-staff-gone = Orang itu sudah bukan staf toko. Ini daftar yang terbaru.
refusal-staff-changed = Perannya baru saja diubah orang lain. Lihat dulu yang terbaru, lalu putuskan lagi.
refusal-oneself = Peran sendiri tidak bisa diubah. Minta pemilik lain, atau ubah di server dengan <code>warung staff</code>.
refusal-configured = Orang itu ditetapkan di berkas konfigurasi toko. Ubah di server dengan <code>warung setup</code>.
refusal-no-invitation = Undangan itu sudah tidak berlaku: sudah dipakai, dibatalkan, atau habis waktunya. Ini daftar yang terbaru.

## Staf: langkah awal, bantuan, pratinjau

button-first-steps = 🧭 Langkah Awal
button-preview = 👁️ Lihat sebagai pembeli
toast-preview = 👁️ Toko terlihat seperti oleh pembeli. Kembali: /admin
toast-drill = 🛟 Latihan dimulai. Hasilnya menyusul.
home-preview = 👁️ <i>Kakak sedang melihat toko sebagai pembeli. Kembali ke menu staf: /admin</i>
home-preview-over = 👁️ Kakak kembali sebagai staf.
plain-step-done = ✅
plain-step-open = ▫️
step-product = { $state } 1. Tambah produk pertama
step-stock = { $state } 2. Isi stoknya
step-order = { $state } 3. Coba pesan sendiri
step-product-how = Mulai dari nama dan harga. Foto dan lainnya bisa menyusul.
step-stock-how = Tempel akun atau kodenya, satu per baris, atau kirim berkas <code>.txt</code> atau <code>.csv</code>. Sebelum masuk, semuanya diperiksa dulu.
step-order-how = Buka toko seperti pembeli, pilih produknya, lalu pesan. Kalau hanya coba-coba, batalkan invoice-nya; stoknya kembali.
steps-are-done = 🎉 Toko siap berjualan. Bagikan tautan bot ini ke pembeli.
first-steps =
    🧭 <b>Langkah awal { $store }</b>

    { $rows }

    { $lines }
help-staff =
    📘 <b>Perintah untuk { $role } di { $store }</b>
    Sebagian besar juga ada di tombol <b>{ key-admin }</b>.

    { $lines }

    Cara order untuk pembeli: tombol <b>{ key-how-to-order }</b>.
help-line =
    • { $change }
    <code>{ $typed }</code>
command-admin = Menu staf
command-staf = Daftar staf dan undangan
example-admin = /admin
example-add = /add -|Netflix 1 Bulan|Streaming|50000|Garansi 30 hari
example-addstock = /addstock 1|user@contoh.com:rahasia
example-delstock = /delstock 1|user@contoh.com:rahasia
example-exportstock = /exportstock 1
example-setprice = /setprice 1|45000
example-del = /del 1
example-undel = /undel 1
example-photo = /photo 1
example-varian = /varian 1|3 bulan|25000
example-stock = /stock
example-kupon = /kupon HEMAT10|10%|50000|31-12-2026|100|1
example-diskon = /diskon 1|10%|31-12-2026
example-grosir = /grosir 1|5+ 9000
example-reseller = /reseller @username
example-order = /order W-000123
example-transfer = /transfer 5551234567|50000|Bayar tunai di toko
example-editsaldo = /editsaldo 5551234567|-5000|Salah catat
example-laporan = /laporan 2026-11
example-rekonsiliasi = /rekonsiliasi
example-staf = /staf
example-status = /status
example-check = /check
example-mute = /mute 2 jam
example-ack = /ack
example-log = /log 20
example-pause = /pause
example-resume = /resume
example-restart = /restart
example-drill = /drill
refusal-refund-limit = Kasir hanya bisa me-refund sampai batas dari pemilik; untuk pesanan ini sisanya <b>{ $most }</b>. Kecilkan nominalnya, atau minta admin.

## Staf: riwayat

button-audit = 📜 Riwayat
button-drill = 🛟 Latihan pemulihan
button-audit-who = 👤 Siapa
button-audit-kind = 🗂️ Jenis
button-audit-day = 📅 Hari
button-audit-clear = ✖️ Hapus Saringan
button-audit-newer = ⬅️ Lebih Baru
button-audit-older = ➡️ Lebih Lama
button-audit-by = 👤 Semua oleh { $name }
button-audit-about = 🔎 Semua tentang { $name }
button-audit-of-day = 📅 { $date }
command-pengaturan = Atur toko
example-pengaturan = /pengaturan
command-riwayat = Siapa mengubah apa
example-riwayat = /riwayat W-000123
audit-title = 📜 <b>Riwayat toko</b>
audit-title-of = 📜 <b>Riwayat</b>: { $rows }
audit-empty = Tidak ada catatan di sini.
audit-day = <b>{ $date }</b>
audit-line = <b>{ $position }.</b> { $clock } · <b>{ $name }</b> · { $rows }
audit-unread-line = <b>{ $position }.</b> ⚠️ Catatan ini rusak dan tidak terbaca.
audit-unread-card = ⚠️ Catatan #{ $number } tidak terbaca. Periksa dengan <code>warung check --data</code> di server.
audit-card =
    📜 <b>Catatan #{ $number }</b>
    { $at }
    Oleh: <b>{ $name }</b>

    { $rows }
audit-ask-who = 👤 Riwayat siapa yang ingin dilihat?
audit-ask-kind = 🗂️ Riwayat apa yang ingin dilihat?
audit-ask-day = 📅 Riwayat hari apa yang ingin dilihat? Hari yang lebih lama: tekan <b>🔎 Cari</b> di daftarnya, lalu ketik tanggalnya.
audit-find = 🔎 Ketik nomor produk, nomor pesanan, atau tanggal. Contoh: <code>3</code>, <code>W-000123</code>, <code>30-11-2026</code>.
audit-made = ➕ { $name }
audit-gone = 🗑️ { $name }
audit-changed-card = ✏️ { $name }
audit-changed = ✏️ { $name } · { $field }: { $before } → { $after }
audit-changed-many = ✏️ { $name } · { $change }
audit-unread = ⚠️ { $name }: isinya tidak terbaca
audit-row = { $field }: <b>{ $after }</b>
audit-row-changed = { $field }: { $before } → <b>{ $after }</b>
audit-refunded-balance = 💸 Refund { $amount } untuk { $order }, ke saldo
audit-refunded-outside = 💸 Refund { $amount } untuk { $order }, dibayar di luar toko
audit-paid-out = 💸 Refund { $amount } untuk { $order } sudah dikirim
audit-replaced = 🔁 { $product } di { $order } diganti (unit { $before } → { $after })
audit-sent-again = 📤 Barang { $order } dikirim ulang
audit-approved = ✅ Transfer { $amount } untuk { $order } diterima
audit-doubted = ❌ Bukti transfer { $order } ditolak, menunggu bukti baru
audit-doubted-last = ❌ Bukti transfer { $order } ditolak, pesanan berakhir
audit-received = 💼 Saldo { $name }: { $change }, uang diterima di luar toko
audit-corrected = 💼 Saldo { $name }: { $change }, dikoreksi
audit-stock-in = 📦 { $added } unit masuk ke { $product }
audit-stock-moved = 📦 { $added } unit masuk ke { $product }, { $moved } di antaranya dari produk yang diarsipkan
audit-invited = 🎫 Undangan sebagai { $role }
audit-uninvited = 🎫 Undangan { $role } dibatalkan
audit-batch = 🧾 Isian { $product }: { $count } unit { $what }
audit-batch-noted = 🧾 Isian { $product }: modal atau catatan ditulis
audit-unit = 📦 Unit #{ $id } di { $product }: { $what }
audit-stock-out = 📤 { $count } unit { $product } diekspor
plain-touch-seen = isinya dilihat
plain-touch-corrected = isinya dibetulkan
plain-touch-moved = dipindahkan ke sini
plain-touch-removed = dihapus
plain-touch-withheld = dibekukan
plain-touch-released = dijual lagi
audit-paused = ⏸️ Toko dijeda
audit-resumed = ▶️ Toko dibuka lagi
audit-restarted = 🔄 Program dimulai ulang
audit-muted = 🔕 Peringatan dibisukan selama { $span }
audit-unmuted = 🔔 Peringatan dibunyikan lagi
audit-acknowledged = 👌 { $count } gangguan ditandai sudah diketahui
audit-reconciling = 🧮 Rekonsiliasi dimulai
audit-books-sent = 📑 Laporan { $period } dikirim
plain-audit-product = Produk { $number }. { $name }
plain-audit-category = Kategori { $name }
plain-audit-coupon = Kupon { $code }
plain-audit-member = Staf { $name }
plain-audit-setting = Pengaturan
plain-audit-order = Pesanan { $order }
plain-audit-unknown = (nama tidak terbaca)
plain-audit-machine = 💻 Server
plain-audit-shop = 🤖 Otomatis
plain-audit-number = Nomor
plain-audit-picture = Foto
plain-audit-on-shelf = Dijual
plain-audit-hidden = Disembunyikan
plain-audit-least = Minimum per pesanan
plain-audit-most = Maksimum per pesanan
plain-audit-low-mark = Batas stok menipis
plain-audit-sold-out = Saat habis
plain-audit-kind = Jenis
plain-audit-parts = Isian unit
plain-audit-quota = Jatah jual
plain-audit-within = Janji selesai
plain-audit-question = Pertanyaan ke pembeli
plain-audit-steps = Harga grosir
plain-audit-reseller = Harga reseller
plain-audit-variant = Varian
plain-audit-head = Di kartu produk
plain-audit-place = Urutan di kartu
plain-product-unit = Unit (tiap baris dijual sekali)
plain-product-file = Berkas (tiap berkas dijual sekali)
plain-product-shared = Bersama (satu isi untuk semua pembeli)
plain-product-manual = Manual (dikerjakan staf)
plain-step = { $count }+ { $price }
plain-audit-position = Urutan
plain-audit-emoji = Emoji
plain-audit-from = Mulai
plain-audit-until = Sampai
plain-audit-uses-max = Maksimum pemakaian
plain-audit-per-buyer = Maksimum per pembeli
plain-audit-first = Khusus pembelian pertama
plain-audit-active = Aktif
plain-audit-role = Peran
plain-audit-since = Bergabung
plain-audit-by = Diundang oleh
plain-value-operator = sesuai berkas server
plain-setting-group-moved = Nomor grup staf
plain-setting-unknown = Pengaturan nomor { $number }
plain-value-nothing = kosong
plain-value-yes = ya
plain-value-no = tidak
plain-value-all = semua produk
plain-value-picture = foto { $number }
plain-value-unread = (tidak terbaca)
plain-kind-product = 🛒 Produk
plain-kind-category = 🗂️ Kategori
plain-kind-coupon = 🎟️ Kupon
plain-kind-staff = 👤 Staf
plain-kind-setting = 🧰 Pengaturan
plain-kind-stock = 📦 Stok
plain-kind-order = 🧾 Pesanan
plain-kind-money = 💸 Uang
plain-kind-shop = 🏪 Toko
plain-kind-books = 📑 Pembukuan
notice-price-cut = 📉 <b>Harga turun lebih dari separuh</b>: { $number }. { $name }, dari { $old_price } menjadi <b>{ $new_price }</b>, oleh { $staff }
notice-price-cut-machine = 📉 <b>Harga turun lebih dari separuh</b>: { $number }. { $name }, dari { $old_price } menjadi <b>{ $new_price }</b>, lewat server
refusal-busy = Sudah { $max } perubahan dalam satu jam, dan lebih dari itu tidak bisa. Yang sudah disimpan tetap tersimpan. Lanjutkan setelah <b>{ $until_clock }</b>.
refusal-bad-trail = <b>{ $typed }</b> bukan nomor produk, nomor pesanan, atau tanggal. Contoh: <code>3</code>, <code>W-000123</code>, <code>30-11-2026</code>.

## Kinds of goods, and what is done by hand

state-by-hand = 🙋 sedang dikerjakan
order-by-hand = ✅ Lunas. Yang masih kami kerjakan:
order-todo = 🙋 { $name }: paling lambat { $until }
order-todo-asks = ✍️ <b>{ $name }</b>: kami masih menunggu jawaban Kakak.
button-todo-answer-for = ✍️ Jawab: { $name }
button-todo-answer = ✍️ Jawab
toast-by-hand = 🙋 { $order } masih dikerjakan, belum ada yang bisa dilihat.
told-todo =
    🙋 <b>{ $name }</b> sedang kami kerjakan untuk Kakak.
    🧾 { $order }

    Paling lambat { $until }. Begitu selesai, hasilnya langsung masuk ke sini.
told-todo-question =
    ✍️ Satu hal lagi untuk <b>{ $name }</b>, Kak:
    🧾 { $order }

    <b>{ $question }</b>

    Tekan <b>{ button-todo-answer }</b>, lalu ketik jawabannya. Setelah itu kami mulai mengerjakannya.
todo-question =
    ✍️ <b>{ $name }</b> · { $order }

    <b>{ $question }</b>

    Ketik jawabannya di sini.
todo-none = ✅ Tidak ada pekerjaan yang menunggu.
todo-list = 🙋 <b>Pekerjaan ({ $count })</b>, yang terlama di atas
todo-line =
    🧾 { $order } · { $name } × { $quantity }
    ⏱️ Paling lambat { $until }
todo-line-late =
    🧾 { $order } · { $name } × { $quantity }
    🔴 Lewat janji: { $at }
todo-line-asking =
    🧾 { $order } · { $name } × { $quantity }
    ✍️ Menunggu jawaban pembeli
button-todo = 🙋 Kerjakan { $order }
button-todos = 🙋 Pekerjaan ({ $count })
button-todo-list = 🙋 Daftar Pekerjaan
admin-home-todo = 🙋 Pesanan yang harus dikerjakan: <b>{ $count }</b>
todo-card =
    🙋 <b>{ $name }</b> × { $quantity }
    🧾 { $order }
    👤 { $buyer }
todo-answered =
    ❓ { $field }
    ✍️ <code>{ $content }</code>
todo-unanswered =
    ❓ { $content }
    ✍️ Belum dijawab pembeli
todo-late = 🔴 Sudah lewat janji: { $at }. Selesaikan, atau kabari pembelinya.
todo-until = ⏱️ Janji: paling lambat { $until }
button-todo-finish = ✅ Tandai Selesai
button-todo-ask = 🔔 Tanyakan Lagi
toast-todo-asked = 🔔 Pembeli ditanya lagi.
todo-finish =
    ✅ <b>{ $name }</b> · { $order }

    Kirim teks, foto, atau satu berkas untuk pembelinya, misalnya kode atau bukti. Isinya tampil dulu untuk diperiksa sebelum diserahkan.
    Tidak ada yang perlu diserahkan? Tekan <b>{ button-todo-nothing }</b>.
button-todo-nothing = ✅ Selesai, tidak ada yang dikirim
todo-finish-sure =
    ✅ <b>{ $name }</b> · { $order }

    Pembeli akan menerima:
    { $rows }

    Sudah benar? Kalau belum, ketik saja isinya lagi.
todo-finish-nothing =
    ✅ <b>{ $name }</b> · { $order }

    Tandai selesai tanpa menyerahkan apa-apa? Pembeli dikabari bahwa pesanannya sudah dikerjakan, dan ini tidak bisa diurungkan.
button-todo-nothing-sure = ✅ Ya, Selesai
button-todo-send = ✅ Serahkan
todo-file-sure = 👆 Ini yang diterima pembeli. Sudah benar?
button-file-look = 📁 { $name }
toast-file-left = Batal, tidak ada yang diserahkan
todo-finished = ✅ <b>{ $order }</b> selesai, pembelinya sudah dikabari.
todo-file-coming = ⏳ Berkas untuk <b>{ $order }</b> sedang diambil, lalu tampil di sini untuk diperiksa.
notice-todo =
    🙋 <b>Ada yang harus dikerjakan</b>
    🧾 { $order } · { $name } × { $quantity }
    👤 { $buyer }
    ⏱️ Paling lambat { $until }
notice-todo-late =
    🔴 <b>Lewat janji</b>
    🧾 { $order } · { $name }
    👤 { $buyer }
    Dijanjikan { $at }, belum ditandai selesai.
notice-todo-unanswered =
    ✍️ <b>Pembeli belum menjawab</b>
    🧾 { $order } · { $name }
    👤 { $buyer }
    Sudah ditanya lagi. Kalau masih diam, hubungi langsung.
notice-todo-finished = ✅ { $order } · { $name }: sudah selesai dikerjakan
audit-finished = Pesanan { $order }: { $product } selesai dikerjakan
audit-shared = { $product }: isi untuk semua pembeli diganti
refusal-not-in-files = Produk ini tidak diisi dengan berkas. Buka <b>🧬 Jenis</b> di kartu produknya.
refusal-not-shared = Produk ini bukan jenis bersama. Buka <b>🧬 Jenis</b> di kartu produknya.
refusal-no-file = Kirim sebagai berkas (📎 → Berkas), bukan sebagai teks atau foto.
refusal-within = Tulis lamanya dengan satuan, paling lama { $days } hari. Contoh: <code>30 menit</code>, <code>2 jam</code>, <code>1 hari</code>.
refusal-todo-gone = Pekerjaan ini sudah selesai atau sudah dibatalkan.
refusal-todo-text-waits = Yang diserahkan bisa teks atau berkas, tidak keduanya. Tekan <b>{ button-todo-send }</b> untuk menyerahkan teksnya, atau <b>{ key-cancel }</b> lalu mulai lagi dengan berkasnya.
refusal-one-file = Cukup satu berkas; yang lain dari kiriman ini tidak diambil. Ada beberapa? Jadikan satu berkas <code>.zip</code>.
refusal-todo-in-stock = Barang ini masih ada di stok dan bisa terjual ke orang lain. Hapus dulu dari stok, atau kirim barang yang lain.
refusal-todo-answered = Jawabannya sudah kami terima.
refusal-files-gone = Tidak ada berkas yang menunggu. Kirim berkasnya lagi.
refusal-files-many = Sudah { $max } berkas yang menunggu. Masukkan atau buang dulu yang itu.
refusal-files-full = Tempat berkas sudah penuh ({ $megabytes } MB). Keluarkan dulu berkas yang tidak dijual lagi.
refusal-not-a-file = Kirim sebagai berkas (📎 → Berkas), bukan sebagai foto, supaya isinya tidak diubah Telegram.
plain-endless = tanpa batas
kind-card =
    🧬 <b>Jenis { $name }</b>

    Sekarang: <b>{ $what }</b>
kind-which =
    Mau diganti? Pilih cara jualnya:
    📄 <b>Unit</b>: akun atau kode, satu baris untuk satu pembeli
    📁 <b>Berkas</b>: satu berkas untuk satu pembeli
    🔗 <b>Bersama</b>: satu akun, teks, atau berkas untuk semua pembeli
    🙋 <b>Manual</b>: undangan atau top-up, dikerjakan staf setelah dibayar
kind-parts = 🔖 Isian tiap unit ({ $count }): <code>{ $content }</code>
kind-no-parts = 🔖 Isian tiap unit: tidak dinamai, dikirim apa adanya
kind-empty = ⚠️ Belum ada isinya, jadi belum bisa dibeli.
kind-left = 🔢 Masih bisa terjual: <b>{ $left }</b>
kind-within = ⏱️ Janji selesai: <b>{ $span }</b> setelah dibayar, atau setelah pertanyaannya dijawab
kind-question = ❓ Pertanyaan ke pembeli: <b>{ $content }</b>
kind-no-question = ❓ Pertanyaan ke pembeli: tidak ada
button-kind = 🧬 Jenis
button-kind-unit = 📄 Unit
button-kind-file = 📁 Berkas
button-kind-shared = 🔗 Bersama
button-kind-manual = 🙋 Manual
button-kind-number = 🧬 Jenis { $number }
manual-within =
    🙋 <b>{ $name }</b> dijual manual (1 dari 2)

    Janji selesainya berapa lama? Pembeli melihatnya sebelum membayar. Ketik lamanya, contoh: <code>30 menit</code>, <code>2 jam</code>, <code>1 hari</code>
manual-question =
    🙋 <b>{ $name }</b>, selesai dalam <b>{ $span }</b> (2 dari 2)

    Perlu tahu sesuatu dari pembeli? Ketik pertanyaannya, contoh: <code>Email yang mau diundang?</code>
    Ditanyakan setelah pembeli membayar, dan janji waktunya dihitung sejak dijawab.
    Tidak perlu? Tekan <b>{ button-no-question }</b>.
button-within-usual = ⏱️ { $span }
button-kind-parts = 🔖 Nama Isian
button-kind-quota = 🔢 Jatah Jual
button-kind-within = ⏱️ Janji Waktu
button-kind-question = ❓ Pertanyaan
edit-parts =
    🔖 Isian <b>{ $name }</b> sekarang: <code>{ $content }</code>

    Ketik nama isiannya, dipisah tanda |. Contoh: <code>email|sandi|pin|profil</code>
edit-parts-none =
    🔖 <b>{ $name }</b> belum punya nama isian.

    Satu unit terdiri dari apa saja? Ketik berurutan, dipisah tanda | (boleh disalin dari contoh): <code>email|sandi|pin|profil</code>
    Pembeli melihat tiap isian dengan namanya, dan baris stok yang isinya kurang atau lebih ditolak.
button-no-parts = 🚫 Tanpa Nama Isian
edit-quota =
    🔢 Jatah jual <b>{ $name }</b> sekarang: <b>{ $left }</b>

    Mau dijual ke berapa pembeli lagi? Ketik angkanya, contoh: <code>10</code>
button-no-quota = ♾️ Tanpa Batas
edit-within =
    ⏱️ <b>{ $name }</b> sekarang dijanjikan selesai dalam <b>{ $span }</b>.

    Ketik lamanya, contoh: <code>30 menit</code>, <code>2 jam</code>, <code>1 hari</code>
edit-question =
    ❓ Pembeli <b>{ $name }</b> sekarang ditanya: <b>{ $content }</b>

    Ketik pertanyaan barunya. Ditanyakan setelah pembeli membayar.
edit-question-none =
    ❓ Pembeli <b>{ $name }</b> belum ditanya apa-apa.

    Ketik pertanyaannya, contoh: <code>Email yang mau diundang?</code>
    Ditanyakan setelah pembeli membayar, dan janji waktunya dihitung sejak dijawab.
button-no-question = 🚫 Tanpa Pertanyaan
shared-ask =
    🔗 <b>{ $number }. { $name }</b>

    Kirim teks atau satu berkas. Semua pembeli menerima yang sama. Isinya tampil dulu untuk diperiksa sebelum berlaku.
shared-ask-again =
    🔗 <b>{ $number }. { $name }</b>

    Kirim teks atau berkas penggantinya. Isinya tampil dulu untuk diperiksa sebelum berlaku. Pembeli lama tidak dikabari, dan melihat yang baru saat membuka pesanannya lagi.
kind-shared-before =
    🔗 <b>{ $name }</b> dulu sudah punya isi untuk semua pembeli, dan isi itu langsung dijual lagi:

    { $rows }

    Masih berlaku?
button-use-again = ✅ Ya, Pakai Lagi
shared-sure =
    👁️ <b>Begini yang diterima semua pembeli:</b>

    { $rows }

    Sudah benar? Kalau belum, kirim saja penggantinya.
shared-file-sure =
    🔗 <b>{ $name }</b>

    👆 Berkas ini yang diterima semua pembeli. Sudah benar?
toast-shared-left = Batal, isinya tidak berubah
shared-set = ✅ Isi <b>{ $name }</b> tersimpan. Semua pembeli menerima yang ini.
shared-of =
    🔗 <b>{ $number }. { $name }</b>

    Isi: { $rows }
    🔢 Masih bisa terjual: <b>{ $left }</b>
    💸 Terjual: { $sold } · 🕒 dipesan: { $reserved }
shared-nothing = ⚠️ belum ada, jadi belum bisa dijual
button-shared-set = ✏️ Ganti Isi
button-shared-fill = ➕ Isi
manual-of =
    🙋 <b>{ $number }. { $name }</b>

    🔢 Masih bisa terjual: <b>{ $left }</b>
    💸 Terjual: { $sold } · 🕒 dipesan: { $reserved }
    Dikerjakan staf setelah dibayar; tidak ada stok yang perlu diisi.
files-send =
    📁 <b>{ $number }. { $name }</b>, stok sekarang { $stock }.

    Kirim berkasnya (📎 → Berkas), satu atau beberapa sekaligus, paling besar { $megabytes } MB tiap berkas. Setelah masuk, muncul tombol <b>✅ Masukkan</b>; sebelum ditekan, belum ada yang dijual.
files-coming = ⏳ Berkas untuk <b>{ $name }</b> sedang diambil.
files-here = 📁 <b>{ $count } berkas untuk { $name }</b> sudah di sini:
files-line = • { $name } ({ $kilobytes } KB)
files-still-coming = ⏳ { $count } lagi sedang diambil.
files-none = Tidak ada berkas yang menunggu untuk <b>{ $name }</b>.
files-forgotten = ⏳ <b>{ $count } berkas untuk { $name } sudah dibuang</b>, karena sudah { $days } hari tidak dimasukkan. Masih mau dijual? Kirim lagi lewat <b>{ button-fill-stock }</b>.
files-forgotten-shared = ⏳ <b>{ $count } berkas untuk { $name } sudah dibuang</b>, karena sudah { $days } hari tidak disimpan. Masih mau dipakai? Kirim lagi lewat <b>{ button-product-stock }</b>.
files-forgotten-todo = ⏳ <b>{ $count } berkas untuk { $order } ({ $name }) sudah dibuang</b>, karena sudah { $days } hari tidak diserahkan. Pekerjaannya belum selesai? Kirim lagi dari <b>{ button-todo-list }</b>.
button-files-waiting = 📁 { $count } berkas menunggu
button-files-waiting-for = 📁 { $count } menunggu · { $name }
button-files-take = ✅ Masukkan ({ $count })
button-files-drop = 🗑️ Buang Semua
files-taken =
    ✅ <b>{ $added } berkas masuk</b>
    📦 { $number }. { $name }
    Stok sekarang: <b>{ $stock }</b>
files-known = ⚠️ Berkas ini sudah ada di <b>{ $number }. { $name }</b>, jadi tidak dimasukkan lagi.

## Diskon, grosir, dan reseller

price-reduced = <s>{ $old_price }</s> { $new_price }
price-reseller = <s>{ $old_price }</s> { $new_price } ⭐
price-promo = 🏷️ Sedang diskon
price-promo-until = 🏷️ Diskon sampai { $at }
price-yours = ⭐ Harga reseller khusus untuk Kakak
price-steps = 📦 Lebih hemat kalau beli banyak, harga per unit:
button-product-prices = 🏷️ Diskon
prices-card =
    🏷️ <b>Harga { $name }</b>

    💲 Harga biasa: <b>{ $price }</b>
    { $rows }

    Pembeli membayar satu harga yang paling murah untuknya. Diskon, grosir, dan harga reseller tidak dijumlahkan.
prices-promo = 🏷️ Diskon: { $rows }
prices-general = 🗂️ Diskon kategori { $category }: { $rows }
prices-steps =
    📦 Grosir, harga per unit:
    { $rows }
prices-no-steps = 📦 Grosir: tidak ada
prices-none = tidak ada
prices-reseller = ⭐ Harga reseller: { $rows }
prices-idle =
    ⚠️ <b>Tidak dihitung</b>, karena tidak lebih murah dari harga biasa:
    { $rows }
    Ubah atau hapus di <b>{ button-product-prices }</b>.
prices-idle-promo = • Diskon { $off }
prices-idle-step = • Grosir { $count }+ { $price }
prices-idle-reseller = • Harga reseller { $price }
promo-row = { $off }, jadi <b>{ $price }</b>
promo-running = 🟢 Sedang berlaku
promo-to-come = 🟡 Belum mulai
promo-over = ⚪ Sudah berakhir
promo-from-until = dari { $from } sampai { $at }
promo-from = mulai { $from }
promo-until = sampai { $at }
promo-no-end = tanpa batas waktu
button-promo = 🏷️ Atur Diskon
button-steps = 📦 Atur Grosir
button-reseller-price = ⭐ Atur Harga Reseller
button-lift-promo = ✖️ Hapus Diskon
button-lift-steps = ✖️ Hapus Grosir
button-lift-reseller = ✖️ Hapus Harga Reseller
plain-rule-promo = diskon
plain-rule-steps = harga grosir
plain-rule-reseller = harga reseller
promo-ask-off =
    🏷️ <b>Diskon { $name }</b> (1 dari 2)
    Ketik potongannya: <code>10%</code>, <code>10% 20000</code> (maksimal Rp20.000), atau <code>5000</code>.
promo-ask-period =
    🏷️ <b>Diskon { $name }</b> (2 dari 2)
    { period-how }
    <b>{ button-skip }</b> untuk tanpa batas waktu.
promo-confirm =
    🔎 <b>Sudah benar?</b>

    🏷️ Diskon <b>{ $name }</b>: <b>{ $off }</b>
promo-steep = ⚠️ Harganya turun lebih dari separuh. Pastikan bukan salah ketik.
promo-has = 🏷️ Berlaku untuk <b>{ $count }</b> produk.
promo-left = • { $count } produk terlalu murah untuk potongan ini, jadi harganya tetap.
promo-halved = ⚠️ { $count } produk jadi lebih murah dari separuh harganya. Pastikan bukan salah ketik.
category-no-promo =
    🏷️ <b>Diskon kategori { $category }</b>

    Belum ada diskon. Diskon kategori berlaku untuk semua produk di dalamnya yang sedang tidak punya diskon sendiri.
category-promo = 🏷️ <b>Diskon kategori { $category }</b>: <b>{ $off }</b>
category-promo-hint = Produk yang sedang punya diskon sendiri tetap memakai diskonnya sendiri.
steps-ask =
    📦 <b>Harga grosir { $name }</b>
    Harga biasa: { $price }

    Ketik: beli mulai berapa, lalu harga satuannya. Satu baris satu harga, contoh:
    <code>5+ 9000</code>
    <code>10+ 8rb</code>
    Makin banyak makin murah, maks. { $max } baris. Yang baru menggantikan semua yang lama.
reseller-ask-price =
    ⭐ <b>Harga reseller { $name }</b>
    Harga biasa: { $price }

    Ketik harga per unit untuk reseller, contoh: <code>40rb</code>
lower-sure =
    ⚠️ <b>{ $name }: { $what } di bawah separuh harga biasa?</b>

    Harga biasa { $old_price }, jadi <b>{ $new_price }</b>. Kalau salah ketik, ketik saja yang benar.
refusal-bad-step =
    Harga grosir “{ $typed }” tidak dikenali.
    Ketik satu baris per tingkat, jumlahnya mulai dari 2. Contoh: <code>5+ 9000</code>
refusal-too-many-steps = Maksimal { $max } tingkat harga grosir. Kurangi barisnya, lalu kirim lagi.
refusal-step-twice = Tingkat { $count }+ ditulis dua kali. Pilih satu harga saja, lalu kirim lagi.
refusal-step-dear = Tingkat { $count }+ harus lebih murah dari { $price }. Perbaiki harganya, lalu kirim lagi.
refusal-price-not-lower = Harga reseller harus lebih murah dari harga biasa, { $price }. Ketik harga yang lebih rendah.
refusal-promo-all = Dengan potongan itu tidak ada lagi yang dibayar. Ketik potongan yang lebih kecil dari harganya.
refusal-too-many-resellers = Sudah ada { $max } reseller, dan lebih dari itu tidak bisa. Hapus satu dulu di <b>{ button-resellers }</b>.
usage-diskon =
    Tulis nomor produk dan potongannya, contoh: <code>/diskon 1|10%</code> atau <code>/diskon 1|5000|31-12-2026</code>
    Dengan tanggal mulai dan berakhir: <code>/diskon 1|10%|01-12-2026|31-12-2026</code>. Hapus: <code>/diskon 1|-</code>
usage-grosir =
    Tulis nomor produk, lalu jumlah dan harga per unit, satu baris per tingkat. Contoh:
    <code>/grosir 1|5+ 9000</code>
    Hapus: <code>/grosir 1|-</code>
button-resellers = ⭐ Reseller
resellers =
    ⭐ <b>Reseller</b>
    { $count } pembeli membayar harga reseller. Tekan namanya untuk mengubah, atau <b>{ button-add-reseller }</b> untuk menambah.
resellers-none =
    ⭐ <b>Reseller</b>
    Belum ada reseller. Mulai dengan <b>{ button-add-reseller }</b>.
resellers-find =
    ➕ <b>Tambah Reseller</b>
    Siapa? Ketik nama pembelinya, <code>@username</code>-nya, atau ID-nya, contoh: <code>5551234567</code>. ID ada di <b>{ key-account }</b> milik pembeli.
button-add-reseller = ➕ Tambah Reseller
resellers-which = ⭐ Ada { $count } pembeli dengan nama itu. Yang mana?
resellers-more = Mungkin masih ada yang lain. Ketik nama yang lebih lengkap, atau <code>@username</code>-nya.
button-customer = 👤 { $name } · { $id }
button-customer-username = 👤 { $name } · @{ $username }
reseller-card =
    👤 { $buyer }
    ID: <code>{ $id }</code>
    🧾 Pesanan: { $orders }

    Harga untuknya: <b>{ $state }</b>
button-appoint = ⭐ Jadikan reseller
button-dismiss = ✖️ Bukan reseller lagi
plain-level-usual = harga biasa
plain-level-reseller = ⭐ harga reseller
plain-audit-level = Membayar
plain-audit-customer = Pembeli { $name }
plain-kind-customer = 👥 Pembeli
notice-lowered = 📉 <b>Lebih murah dari separuh harga</b>: { $number }. { $name }, { $what } dari { $old_price } menjadi <b>{ $new_price }</b>, oleh { $staff }
notice-halved = 📉 <b>Lebih murah dari separuh harga</b>: { $count } produk di kategori { $category } karena diskon, oleh { $staff }
## Teks toko sendiri: nama isian di dalam kurung kurawal

plain-fill-name = nama
plain-fill-store = toko
plain-fill-users = pengguna
plain-fill-sales = transaksi
plain-fill-id = id
plain-fill-language = bahasa
plain-fill-orders = pesanan
plain-fill-rows = rincian
plain-fill-admin = admin
plain-fill-error = kode
plain-fill-balance = saldo
plain-fill-held = ditahan
plain-fill-category = kategori
plain-fill-query = pencarian
plain-fill-count = jumlah
plain-fill-page = halaman
plain-fill-pages = halaman_total
plain-fill-at = waktu
plain-fill-number = nomor
plain-fill-cost = harga
plain-fill-span = lama
plain-fill-question = pertanyaan
plain-fill-field = bagian
plain-fill-price = harga
plain-fill-stock = stok
plain-fill-description = deskripsi
plain-fill-sold = terjual
plain-fill-quantity = banyak
plain-fill-total = total
plain-fill-fewest = minimal
plain-fill-max = maksimal
plain-fill-lines = daftar
plain-fill-subtotal = subtotal
plain-fill-code = kupon
plain-fill-discount = potongan
plain-fill-why = alasan
plain-fill-old-price = harga_lama
plain-fill-new-price = harga_baru
plain-fill-order = invoice
plain-fill-payable = bayar
plain-fill-until = batas
plain-fill-account = rekening
plain-fill-reason = keterangan
plain-fill-amount = nominal
plain-fill-fee = biaya
plain-fill-paid-at = waktu_bayar
plain-fill-received = diterima
plain-fill-expected = tagihan
plain-fill-product = produk
plain-fill-position = urutan
plain-fill-content = barang
plain-fill-date = tanggal
plain-fill-state = status
plain-fill-least = dari
plain-fill-most = sampai
plain-fill-change = perubahan
plain-fill-until-clock = jam
plain-fill-typed = ketikan
plain-fill-from = mulai
plain-fill-kilobytes = ukuran

## Staf: respon bot dan tombol sendiri

button-wording = 🛠️ Kelola Respon Bot
command-respon = Ubah teks yang dibaca pembeli
example-respon = /respon
wording-groups =
    🛠️ <b>Kelola Respon Bot</b>
    Semua teks yang dibaca pembeli bisa diganti dengan kata-kata sendiri. Pilih kelompoknya.

    Teks yang sudah diganti: <b>{ $count }</b>
wording-group = 🛠️ <b>{ $name }</b> · { $language }
wording-texts =
    { $rows }

    Tekan nomor teks yang mau dilihat atau diganti. ✏️ = sudah diganti.
wording-line = <b>{ $number }.</b> { $name }
wording-line-own = <b>{ $number }.</b> ✏️ { $name }
wording-card =
    ✏️ <b>{ $category }</b> · { $language }
    { $rows }
wording-default = Ini teks bawaan.
wording-comes-back =
    <b>{ button-wording-default }</b> mengembalikan teks ini:
    <i>{ $content }</i>
button-wording-default = ♻️ Bawaan
wording-own = Diubah oleh { $name }, { $at }.
wording-has-photo = 🖼️ Ada foto di atas teks ini.
wording-blanks = Isian yang bisa dipakai: { $content }
wording-no-blanks = Teks ini tidak punya isian.
wording-needed = Wajib ada: <b>{ $content }</b>
wording-changed = ⚠️ Baru saja diubah oleh { $name } ({ $at }). Pilihan tadi <b>belum disimpan</b>; tekan sekali lagi kalau tetap mau.
wording-ask =
    ✏️ Kirim teks barunya, Kak. Boleh memakai format Telegram (tebal, miring, tautan, spoiler, kutipan, emoji khusus) atau HTML. Isian ditulis dalam kurung kurawal, lalu diganti program. Hasilnya bisa dilihat dulu sebelum disimpan.
wording-ask-plain = ✏️ Kirim teks barunya, Kak: satu baris, tanpa format. Hasilnya bisa dilihat dulu sebelum disimpan.
wording-draft = 👁️ Begini yang akan dibaca pembeli. Simpan, atau kirim teks lain untuk menggantinya.
wording-ask-photo = 🖼️ Kirim satu foto untuk ditampilkan di atas teks ini.
wording-photo-done = ✅ Fotonya sudah dipasang.
wording-versions =
    🕘 <b>Versi: { $name }</b>
    Tekan tombol untuk kembali ke versi itu.

    { $rows }
wording-version = { $at } · { $name }: { $state }
wording-version-now = <b>{ $at } · { $name }: { $state }</b> (sekarang)
plain-wording-default = teks bawaan
button-wording-edit = ✏️ Ubah
button-wording-preview = 👁️ Pratinjau
button-wording-versions = 🕘 Versi
button-wording-photo = 🖼️ Foto
button-wording-card = 🛠️ Buka Teksnya
button-wording-return = ↩️ { $at }: { $state }
plain-wording-greeting = 👋 Sapaan
plain-wording-how-to-order = 📘 Cara Order
plain-wording-catalogue = 🛍️ Katalog dan Stok
plain-wording-product = 🏷️ Kartu Produk
plain-wording-cart = 🧺 Keranjang
plain-wording-invoice = 🧾 Tagihan
plain-wording-paid = ✅ Lunas
plain-wording-goods = 🎁 Barang
plain-wording-expired = ⌛ Kedaluwarsa
plain-wording-cancelled = ❌ Dibatalkan
plain-wording-orders = 📦 Pesanan Saya
plain-wording-balance = 💰 Saldo dan Deposit
plain-wording-refusals = 🙏 Penolakan Halus
plain-wording-toasts = 💬 Pesan Kilat
plain-sample-product = Netflix 1 Bulan
plain-sample-account = BCA 1234567890 a.n. Toko
plain-sample-goods = akun@contoh.com|sandi123
plain-sample-coupon = HEMAT10
notice-wording-fell-back = ⚠️ <b>Teks “{ $name }” kembali ke bawaan</b>, karena versi tokonya tidak bisa ditampilkan. Pembeli tetap dilayani. Versi tadi masih tersimpan di Versi; perbaiki kapan saja.
refusal-wording-gone = Teks itu tidak ada. Pilih lagi dari daftarnya.
refusal-wording-changed = Baru saja diubah orang lain. Lihat dulu yang sekarang, lalu ulangi kalau tetap mau.
refusal-wording-past = Versi itu sudah bukan yang terbaru atau tidak terbaca lagi. Pilih versi dari daftarnya.
refusal-wording-long = Teksnya terlalu panjang: { $count } karakter setelah isian terpanjang dimasukkan, maksimal { $max }. Pendekkan, lalu kirim lagi.
refusal-wording-lines = Teks ini hanya satu baris. Kirim lagi tanpa baris baru.
refusal-wording-plain = { $places }: teks ini tampil apa adanya, jadi tidak bisa memakai <code>&lt;</code>, <code>&gt;</code> atau <code>&amp;</code>. Hapus tandanya, lalu kirim lagi.
refusal-wording-brace =
    { $places }: kurung kurawal tidak lengkap. Isian ditulis seperti { "{" }nama{ "}" }; di luar itu, jangan pakai kurung kurawal.
refusal-wording-unfilled =
    Isian <b>{ $name }</b> tidak dikenal di teks ini.
    Yang bisa dipakai: { $content }
refusal-wording-no-blanks = Isian <b>{ $name }</b> tidak dikenal; teks ini tidak punya isian. Hapus, lalu kirim lagi.
refusal-wording-missing = Teks ini harus memuat <b>{ $content }</b>, karena pembeli perlu mengetahuinya. Tambahkan, lalu kirim lagi.
refusal-wording-markup = { $places }: { $why }. Perbaiki, lalu kirim lagi.
refusal-wording-in-tag = Isian <b>{ $name }</b> tidak bisa ditaruh di dalam tag HTML atau teks tanpa format. Pindahkan, lalu kirim lagi.
refusal-wording-not-mono = Isian <b>{ $name }</b> harus memakai format monospace (<code>&lt;code&gt;</code>), supaya barangnya sampai persis seperti di stok. Perbaiki, lalu kirim lagi.
refusal-wording-photo = Di bawah foto hanya muat { $max } karakter, dan teksnya { $count }. Pendekkan teksnya dulu, atau hapus fotonya.
plain-spot = Baris { $number }, karakter { $position }
slip-half = tanda <code>&lt;</code> tidak ditutup dengan <code>&gt;</code>
slip-bare = tanda <code>&gt;</code> atau <code>&amp;</code> harus ditulis <code>&amp;gt;</code> atau <code>&amp;amp;</code>
slip-unknown = Telegram tidak mengenal tag <code>&lt;{ $name }&gt;</code>
slip-attributes = tag <code>&lt;{ $name }&gt;</code> tidak boleh memuat itu
slip-crossed = tag <code>&lt;/{ $end }&gt;</code> menutup <code>&lt;{ $start }&gt;</code> yang masih terbuka
slip-unopened = tag <code>&lt;{ $name }&gt;</code> ditutup tetapi tidak pernah dibuka
slip-unclosed = tag <code>&lt;{ $name }&gt;</code> belum ditutup
plain-audit-wording = 🛠️ Teks “{ $name }”
plain-audit-button = 🔘 Tombol “{ $name }”
plain-audit-text = Isi teks
plain-kind-wording = 🛠️ Respon bot
button-own-buttons = 🔘 Tombol Sendiri
own-buttons-none =
    🔘 <b>Tombol sendiri</b>
    Tambahkan tombol di papan ketik pembeli dengan jawaban sendiri: garansi, nomor WA, testimoni. Maksimal { $max } tombol.
own-buttons =
    🔘 <b>Tombol sendiri</b>
    Tombol ini tampil di papan ketik pembeli. Tekan untuk mengatur; ⬆️ menaikkan urutannya. Maksimal { $max } tombol.
    Papan ketik pembeli berganti saat mereka membuka Menu Utama.
own-buttons-away = ⚠️ Baris tombol sendiri sedang tidak tampil. Nyalakan di <b>{ plain-setting-rows }</b>.
button-own-new = ➕ Tambah Tombol
button-own-card = 🔘 Buka Tombolnya
button-own-link = 🔗 Buka Tautan
own-button-card = 🔘 <b>{ $name }</b>
own-button-link = 🔗 Tautan: { $url }
own-button-photo = 🖼️ Ada foto di atas jawabannya.
own-ask-label = 🔘 Apa tulisan tombolnya, Kak? Satu baris, maksimal { $max } karakter, boleh pakai emoji di depan. Contoh: <code>🛡️ Garansi</code>
own-ask-text = 💬 Apa jawaban tombol <b>{ $name }</b>? Kirim teksnya; boleh memakai format Telegram atau HTML.
own-ask-photo = 🖼️ Kirim satu foto untuk jawaban tombol <b>{ $name }</b>.
own-ask-link = 🔗 Ke mana tombol tautan di bawah jawaban <b>{ $name }</b>? Kirim alamat <code>https://…</code>, <code>@nama</code> Telegram, atau nomor WA seperti <code>+6281234567890</code>.
plain-own-label = Tulisan tombol
plain-own-text = Jawaban
plain-own-picture = Foto
plain-own-link = Tautan
refusal-button-gone = Tombol ini sudah tidak ada. Buka lagi <b>{ key-home }</b>.
refusal-button-label = Tulisan tombol adalah satu baris dengan huruf, maksimal { $max } karakter, bukan angka saja dan bukan perintah. Contoh: <code>🛡️ Garansi</code>
refusal-button-taken = Sudah ada tombol atau kata toko dengan nama itu. Pilih tulisan lain.
refusal-button-many = Sudah ada { $max } tombol, batas maksimalnya. Hapus salah satu dulu.
refusal-button-link = Tautannya tidak dikenali. Kirim <code>https://…</code>, <code>@nama</code>, atau nomor seperti <code>+6281234567890</code>.

## Staf: konfigurasi sebagai berkas

button-config-export = 📤 Ekspor konfigurasi
button-config-import = 📥 Impor konfigurasi
button-config-apply = ✅ Terapkan
command-exportconfig = Simpan konfigurasi toko ke berkas
example-exportconfig = /exportconfig
command-importconfig = Terapkan berkas konfigurasi
example-importconfig = /importconfig
config-exported = 📤 <b>Konfigurasi toko</b>: pengaturan, kategori, produk dengan varian dan diskonnya, teks, dan tombol, tanpa barang dan foto. Kirim kembali berkas ini dengan keterangan <code>/importconfig</code> untuk menerapkannya.
config-ask = 📥 Kirim berkas konfigurasi (<code>.toml</code>) dari <b>{ button-config-export }</b>. Isinya dilihat dulu; belum ada yang berubah sebelum <b>{ button-config-apply }</b> ditekan, dan tidak ada yang dihapus.
config-ask-again = 📥 Tekan <b>{ button-config-apply }</b> di bawah daftar perubahannya, atau kirim berkas lain.
config-reading = ⏳ Berkasnya sedang dibaca. Perubahannya muncul di sini.
config-applying = ⏳ Sedang diterapkan. Hasilnya muncul di sini.
config-mistakes =
    ❌ <b>Berkas ini belum bisa dibaca</b> ({ $count } kesalahan). Belum ada yang berubah.
    { $lines }

    Perbaiki barisnya, lalu kirim lagi.
config-refused =
    ❌ <b>Berkas ini belum bisa diterapkan</b> ({ $count } bagian). Belum ada yang berubah.
    { $lines }

    Perbaiki bagian itu, lalu kirim lagi.
config-refused-line = • <b>{ $name }</b>: { $why }
config-more = … dan { $count } lagi
config-plan = 📥 <b>Yang akan berubah</b>
config-counts = Baru: <b>{ $added }</b> · berubah: <b>{ $count }</b> · tetap: <b>{ $left }</b>
config-nothing = Tidak ada yang berubah: toko sudah seperti di berkas ini.
config-added = ➕ { $name }
config-changed = ✏️ { $name }
config-done = ✅ <b>Konfigurasi diterapkan.</b> Keliru? Tekan <b>{ button-undo }</b>: semuanya kembali sekaligus.
config-taken-back = ↩️ Semua perubahan dari berkas itu sudah dikembalikan. Produk yang baru dari berkas itu kini ada di arsip.
audit-configured = 📥 Konfigurasi diterapkan dari berkas: { $count } perubahan
audit-unconfigured = ↩️ Konfigurasi dari berkas dibatalkan: { $count } perubahan

## Admin: toko yang dipulihkan dari cadangan

notice-restored =
    🛟 <b>Toko dipulihkan dari { $source }</b>
    Yang terjadi dari { $from } sampai { $at } mungkin tidak tercatat di sini: pesanan, pembayaran, saldo, stok, dan pengaturan yang diubah.

    { $rows }
    💠 Pembayaran sekitar waktu itu sedang ditanyakan lagi ke Pakasir. Kalau Pakasir mengabarkan uang untuk pesanan yang hilang, uangnya dicatat dan pemilik toko dikabari.
    ⚠️ Pakasir bisa saja sudah mengabarkan uang lain sebelum toko dipulihkan. Cocokkan dasbor Pakasir untuk waktu itu.
restored-detained = 🧊 { $count } unit dari { $products } produk ditahan supaya tidak terjual dua kali. Periksa lewat tombol di bawah; selebihnya tetap dijual.
restored-nothing = 🧊 Tidak ada stok yang perlu ditahan.
notice-restored-complete = 🛟 <b>Toko dipulihkan dari { $source }</b>. Cadangannya lengkap sampai { $from }: tidak ada yang hilang, tidak ada stok yang ditahan.
notice-restored-over = ✅ <b>Pemulihan beres</b>: tidak ada lagi stok yang ditahan, dan Pakasir sudah menjawab semua pembayaran sekitar { $from }.
notice-unclaimed =
    💠 <b>{ $amount } masuk, pembelinya tidak dikenal</b>
    Nomor pesanan <b>{ $order }</b>, referensi <code>{ $reference }</code>. Pesanan itu tidak ada di toko ini, biasanya karena toko dipulihkan dari cadangan.
    Uangnya sudah dicatat. Cocokkan dengan tagihan di chat pembeli, lalu jadikan saldonya.
notice-unclaimed-sent-back = ↩️ { $staff } mencatat uang tak dikenal <b>{ $amount }</b> (<code>{ $reference }</code>) sudah dikembalikan di luar toko.
notice-claimed =
    ➕ <b>Uang tak dikenal jadi saldo</b>: { $change }
    👤 { $buyer }, saldo sekarang { $balance }
    📝 { $reason }
    Dicatat oleh { $staff }.
balance-claimed =
    💼 <b>{ $amount } masuk ke saldo Kakak</b>
    Ini pembayaran Kakak dengan referensi { $reason }.

    Saldo sekarang <b>{ $balance }</b>, bisa langsung dipakai belanja.
history-claimed = Pembayaran { $reason }
button-detained = 🛟 Stok yang Ditahan ({ $count })
button-unclaimed = 💠 Uang Tak Dikenal ({ $count })
button-unclaimed-open = 💠 Buka
admin-home-detained = 🛟 Stok yang ditahan: <b>{ $count }</b>
admin-home-unclaimed = 💠 Uang tak dikenal: <b>{ $count }</b>
plain-shop-detained = { $count } unit ditahan sejak dipulihkan
plain-shop-unclaimed = { $count } uang tak dikenal
detained-list =
    🛟 <b>Stok yang ditahan</b>
    Dari { $from } sampai { $at } unit-unit ini mungkin sudah diberikan ke pembeli, jadi belum dijual lagi.
    Cocokkan dengan chat pembeli dan dasbor Pakasir. Yang belum terjual: lepas. Yang sudah: catat terjual.
detained-none = ✅ Tidak ada stok yang ditahan.
button-detained-product = { $number }. { $name } ({ $count })
detained-of =
    🛟 <b>{ $number }. { $name }</b>: { $count } unit ditahan. Urut dari yang akan terjual lebih dulu:
    { $lines }
button-detained-units = 📋 Satu per Satu
button-detained-release = ✅ Lepas
button-detained-release-all = ✅ Lepas Semua
button-detained-sold = 🗑️ Sudah Terjual
detained-ask-release-all = ✅ Lepas semua { $count } unit? Semuanya langsung dijual lagi.
button-detained-release-all-sure = ✅ Ya, Lepas Semua
detained-ask-sold =
    🗑️ Catat { $count } unit <b>{ $number }. { $name }</b> sudah terjual?
    Unitnya keluar dari toko, dan ini tidak bisa diurungkan.
button-detained-sold-sure = 🗑️ Ya, Sudah Terjual
toast-detained-released = ✅ { $count } unit dijual lagi
toast-detained-sold = 🗑️ { $count } unit dicatat terjual
units-detained =
    🛟 <b>{ $number }. { $name }</b>: { $count } unit ditahan sejak toko dipulihkan.
    Ketuk satu untuk menjualnya lagi atau menghapusnya.
files-detained =
    🛟 <b>{ $number }. { $name }</b>: { $count } berkas ditahan sejak toko dipulihkan.
    Ketuk satu untuk menjualnya lagi atau menghapusnya.
plain-fate-detained = 🛟 Ditahan sejak toko dipulihkan, tidak dijual
unclaimed-list =
    💠 <b>Uang tak dikenal</b>
    Pembayaran QRIS yang sudah diterima Pakasir, tetapi pesanannya tidak ada di toko ini. Yang terbaru di atas.
unclaimed-none = ✅ Tidak ada uang tak dikenal.
button-unclaimed-card = { $amount } · { $order } · { $state }
plain-claim-open = menunggu
plain-claim-left = dibiarkan
plain-claim-given = jadi saldo
plain-claim-sent-back = dikembalikan
unclaimed-card =
    💠 <b>{ $amount }</b>, { $state }
    Nomor pesanan: <b>{ $order }</b>
    Referensi: <code>{ $reference }</code>
    Masuk: { $at }
unclaimed-card-given = 👤 { $buyer }
unclaimed-card-next = Nomor pesanannya ada di tagihan yang dilihat pembeli, referensinya di dasbor Pakasir. Kalau belum ada yang menghubungi toko, tunggu saja: uangnya tetap tercatat.
button-unclaimed-give = ➕ Jadikan Saldo
button-unclaimed-sent-back = ↩️ Sudah Dikembalikan
button-unclaimed-leave = 👁️ Biarkan
unclaimed-find =
    ➕ <b>Jadikan Saldo</b>
    Milik siapa? Ketik nama pembelinya, <code>@username</code>-nya, atau ID-nya, contoh: <code>5551234567</code>. ID ada di <b>{ key-account }</b> milik pembeli.
unclaimed-which = ➕ Ada { $count } pembeli dengan nama itu. Yang mana?
unclaimed-ask-give =
    ➕ Jadikan <b>{ $amount }</b> saldo pembeli ini?
    👤 { $buyer }
    Pembeli langsung dikabari, dan catatan ini tidak bisa ditarik kembali.
button-unclaimed-give-sure = ➕ Ya, Jadikan Saldo
unclaimed-ask-sent-back =
    ↩️ <b>{ $amount }</b> sudah dikembalikan di luar toko, lewat rekening toko atau Pakasir?
    Catatan ini tidak bisa ditarik kembali.
button-unclaimed-sent-back-sure = ↩️ Ya, Sudah Dikembalikan
toast-unclaimed-given = ➕ Sudah jadi saldo
refusal-claim-unknown = Uang itu tidak ada di daftar. Buka lagi daftarnya.
refusal-claim-done = Uang itu sudah diurus. Buka lagi daftarnya.
audit-restored = 🛟 Toko dipulihkan dari cadangan, { $count } unit ditahan
audit-loosed = 🛟 { $product }: { $count } unit yang ditahan dijual lagi
audit-loosed-gone = 🛟 { $product }: { $count } unit yang ditahan dicatat terjual
audit-claim-given = 💠 Uang tak dikenal { $amount } jadi saldo { $name }
audit-claim-sent-back = 💠 Uang tak dikenal { $amount } dikembalikan di luar toko
audit-claim-left = 💠 Uang tak dikenal { $amount } dibiarkan
