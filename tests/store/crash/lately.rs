//! Stories of goods of every kind, of choices, and of what a seller writes for buyers.

use super::story::Deed::{File, Notice, Pay, Press, Restored, Say, Told, Wait};
use super::story::{CART, CASH, Story, TAKE};
use crate::counter::{ADMIN, BUDI, SARI};

/// Two files are fetched, kept, looked at and taken in; one is sold.
pub const FILES: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Panduan|-|10000|-"),
        Press(ADMIN, "🧬 Jenis"),
        Press(ADMIN, "📁 Berkas"),
        Press(ADMIN, "📦 Stok"),
        Press(ADMIN, "📦 Isi Stok"),
        File(ADMIN, "satu.pdf", "", "%PDF satu"),
        File(ADMIN, "dua.pdf", "", "%PDF dua"),
        Press(ADMIN, "✅ Masukkan"),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, CASH),
        Pay(1),
        Notice(&[1]),
    ],
    tried: |next| matches!(next, 6..9 | 14),
};

/// One text for everybody, with so many sales; it is sold.
pub const SHARED: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Kelas|-|10000|-"),
        Press(ADMIN, "🧬 Jenis"),
        Press(ADMIN, "🔗 Bersama"),
        Press(ADMIN, "🔢 Jatah Jual"),
        Say(ADMIN, "2"),
        Press(ADMIN, "📦 Stok"),
        Press(ADMIN, "➕ Isi"),
        Say(ADMIN, "https://kelas.contoh/undangan-7"),
        Press(ADMIN, "✅ Simpan"),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, CASH),
        Pay(1),
        Notice(&[1]),
        Say(BUDI, "1"),
        Press(BUDI, "➕"),
        Press(BUDI, CART),
        Press(BUDI, CASH),
        Pay(2),
        Notice(&[2]),
    ],
    tried: |next| matches!(next, 3 | 5 | 9 | 13 | 15 | 21),
};

/// Asked for, paid, answered, late, and done at last.
pub const MANUAL: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Canva Tim|-|10000|-"),
        Press(ADMIN, "🧬 Jenis"),
        Press(ADMIN, "🙋 Manual"),
        Say(ADMIN, "1 jam"),
        Say(ADMIN, "Email yang diundang?"),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, CASH),
        Pay(1),
        Notice(&[1]),
        Press(SARI, "✍️ Jawab"),
        Say(SARI, "sari@contoh.id"),
        Wait(70),
        Press(ADMIN, "🙋 Kerjakan W-000001"),
        Press(ADMIN, "✅ Tandai Selesai"),
        Say(ADMIN, "undangan-terkirim-7788"),
        Press(ADMIN, "✅ Serahkan"),
    ],
    tried: |next| matches!(next, 4 | 5 | 11 | 13 | 18),
};

/// The greeting is written anew, goes back to ours, and is theirs again; and there is a button.
pub const WORDS: Story = Story {
    deeds: &[
        Say(ADMIN, "/respon"),
        Press(ADMIN, "👋 Sapaan"),
        Press(ADMIN, "1"),
        Press(ADMIN, "✏️ Ubah"),
        Say(ADMIN, "Halo <b>{nama}</b>, ini {toko}"),
        Press(ADMIN, "✅ Simpan"),
        Press(ADMIN, "♻️ Bawaan"),
        Press(ADMIN, "↩️ Urungkan"),
        Say(ADMIN, "/respon"),
        Press(ADMIN, "🔘 Tombol Sendiri"),
        Press(ADMIN, "➕ Tambah Tombol"),
        Say(ADMIN, "🛡️ Garansi"),
        Say(ADMIN, "Garansi 30 hari"),
        Say(SARI, "/start"),
        Say(SARI, "🛡️ Garansi"),
    ],
    tried: |next| matches!(next, 6..9 | 13..15),
};

const CONFIGURATION: &str = "warung = 1

[settings]
invoice_minutes = \"45\"

[[product]]
number = 1
name = \"Netflix\"
price = 77000

[[product]]
number = 2
name = \"Kelas\"
price = 5000
kind = \"shared\"
left = 3

[[text]]
key = \"home-greeting\"
language = \"id\"
text = \"Selamat datang di rumah, { $name }\"

[[button]]
label = \"🛡️ Garansi\"
text = \"30 hari\"
";

/// A whole configuration is looked at, taken in, and taken back.
pub const SETUP: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Netflix|-|50000|-"),
        File(ADMIN, "toko.toml", "/importconfig", CONFIGURATION),
        Press(ADMIN, "✅ Terapkan"),
        Say(SARI, "/start"),
        Press(ADMIN, "↩️ Urungkan"),
        Say(SARI, "/start"),
    ],
    tried: |next| matches!(next, 2..6),
};

/// A product gets a second choice, which is bought.
pub const CHOICES: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Netflix|-|50000|-"),
        Say(ADMIN, "/addstock 1|akun-a@x|rahasia-a"),
        Press(ADMIN, TAKE),
        Say(ADMIN, "/varian 1|3 bulan|120000"),
        Say(ADMIN, "1 bulan"),
        Press(ADMIN, "↩️ Urungkan"),
        Say(ADMIN, "/varian 1|1 tahun|400000"),
        Say(ADMIN, "1 bulan"),
        Say(ADMIN, "/addstock 2|akun-b@x|rahasia-b"),
        Press(ADMIN, TAKE),
        Say(SARI, "1"),
        Press(SARI, "1 tahun"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, CASH),
        Pay(1),
        Notice(&[1]),
    ],
    tried: |next| matches!(next, 5 | 6 | 8 | 10 | 17),
};

/// The shop was brought back while an order is open; money of a lost order comes, and becomes a
/// balance; what was kept from sale is sold again.
pub const RESTORED: Story = Story {
    deeds: &[
        Say(ADMIN, "/add -|Netflix|-|50000|-"),
        Say(ADMIN, "/addstock 1|akun-a@x|1\nakun-b@x|2\nakun-c@x|3\nakun-d@x|4\nakun-e@x|5"),
        Press(ADMIN, TAKE),
        Say(SARI, "1"),
        Press(SARI, "➕"),
        Press(SARI, CART),
        Press(SARI, CASH),
        Restored,
        Told("W-000900-ABCDEFGH", 50_000),
        Press(ADMIN, "💠 Buka"),
        Press(ADMIN, "➕ Jadikan Saldo"),
        Say(ADMIN, "555"),
        Press(ADMIN, "➕ Ya, Jadikan Saldo"),
        Say(ADMIN, "/admin"),
        Press(ADMIN, "🛟 Stok yang Ditahan"),
        Press(ADMIN, "Netflix (3)"),
        Press(ADMIN, "✅ Lepas"),
    ],
    tried: |next| matches!(next, 7..18),
};
