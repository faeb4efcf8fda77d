//! The columns of a catalogue as a table, in the words that its header may use.

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Number,
    Name,
    Category,
    Price,
    Description,
    /// The goods themselves, a unit a row.
    Content,
    /// The goods too; or, beside `Content`, how many there were.
    Stock,
}

impl Column {
    pub const ALL: [Column; 7] = [
        Column::Number,
        Column::Name,
        Column::Category,
        Column::Price,
        Column::Description,
        Column::Content,
        Column::Stock,
    ];

    /// Its names; the first is its proper one.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Column::Number => &["number", "nomor", "no"],
            Column::Name => &["name", "nama"],
            Column::Category => &["category", "kategori"],
            Column::Price => &["price", "harga"],
            Column::Description => &["description", "deskripsi"],
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
