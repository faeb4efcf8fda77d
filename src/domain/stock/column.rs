//! The columns of a catalogue as a table, in the words that its header may use.

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Number,
    Name,
    Category,
    /// Which of the choices it is on the card of its name.
    Variant,
    Price,
    /// What each costs from so many on.
    Wholesale,
    Reseller,
    Description,
    Kind,
    /// What the parts of a unit are called.
    Parts,
    /// How many more may be sold of what has no units.
    Left,
    /// By when that is done which is done by hand.
    Within,
    /// What its buyer is asked.
    Question,
    /// The goods themselves, a unit a row.
    Content,
    /// The goods too; or, beside `Content`, how many there were.
    Stock,
}

impl Column {
    pub const ALL: [Column; 15] = [
        Column::Number,
        Column::Name,
        Column::Category,
        Column::Variant,
        Column::Price,
        Column::Wholesale,
        Column::Reseller,
        Column::Description,
        Column::Kind,
        Column::Parts,
        Column::Left,
        Column::Within,
        Column::Question,
        Column::Content,
        Column::Stock,
    ];

    /// Its names; the first is its proper one.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Column::Number => &["number", "nomor", "no"],
            Column::Name => &["name", "nama"],
            Column::Category => &["category", "kategori"],
            Column::Variant => &["variant", "varian"],
            Column::Price => &["price", "harga"],
            Column::Wholesale => &["wholesale", "grosir", "harga grosir"],
            Column::Reseller => &["reseller", "harga reseller"],
            Column::Description => &["description", "deskripsi"],
            Column::Kind => &["kind", "jenis"],
            Column::Parts => &["parts", "bagian", "nama isian"],
            Column::Left => &["left", "sisa", "jatah jual"],
            Column::Within => &["within", "batas waktu"],
            Column::Question => &["question", "pertanyaan"],
            Column::Content => &["content", "isi"],
            Column::Stock => &["stock", "stok"],
        }
    }

    /// By its name, written in capitals or not.
    pub fn named(written: &str) -> Option<Column> {
        Column::ALL.into_iter().find(|column| column.names().contains(&written))
    }

    /// A header's cell as names are compared.
    pub fn written(cell: &str) -> String {
        cell.trim_matches(crate::domain::text::invisible).to_lowercase()
    }

    /// Whether a cell says how many there are, and not what: `12`.
    pub fn counts(cell: &str) -> bool {
        let cell = cell.trim_matches(crate::domain::text::invisible);
        (1..=5).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit())
    }
}
