//! The page to print: the key, where copies lie, how the shop comes back, and how a copy is read
//! on the day warung is gone.

use std::io;
use std::path::Path;

use secrecy::zeroize::Zeroizing;

use crate::backup::recovery::Code;
use crate::domain::time::Timestamp;
use crate::store::durable;
use crate::telegram::qr;
use crate::words::Words;

/// Makes of the key's signs what `age -d -i` takes: nothing in it is ours.
const RECIPE: &str = include_str!("recipe.py");
const GONE: &str = "python3 key.py > key.txt && age -d -i key.txt FILE.age > FILE";
const INSTALL: &str = "apt install ./warung.deb";
const RESTORE: &str = "warung restore";
const COLUMNS: usize = 78;
const INDENT: &str = "    ";

pub struct Sheet<'a> {
    pub w: Words<'a>,
    /// As its customers call it.
    pub shop: &'a str,
    pub store: &'a str,
    pub code: &'a Code,
    pub made: Timestamp,
    /// Where copies lie, a line each.
    pub places: &'a [String],
}

impl Sheet<'_> {
    pub fn put(&self, path: &Path) -> io::Result<()> {
        durable::put(path, self.text().as_bytes(), 0o600)
    }

    fn text(&self) -> Zeroizing<String> {
        let w = self.w;
        // Roomy: what grows leaves copies behind.
        let mut text = Zeroizing::new(String::with_capacity(16 << 10));
        let mut line = |line: &str| {
            text.push_str(line);
            text.push('\n');
        };
        let title = w.recovery_sheet_title(self.shop);
        line(&title);
        line(&"=".repeat(title.chars().count()));
        line("");
        line(&w.recovery_sheet_key(self.made));
        line("");
        let code = self.code.text();
        line(&Zeroizing::new(format!("{INDENT}{}", *code)));
        for row in qr::printed(&code).unwrap_or_default() {
            line(Zeroizing::new(row).trim_end());
        }
        wrapped(&w.recovery_sheet_keep(self.store)).iter().for_each(|row| line(row));
        line("");
        line(&w.recovery_sheet_places());
        for place in self.places {
            cut(&format!("- {place}")).iter().for_each(|row| line(row));
        }
        if self.places.is_empty() {
            line(&w.recovery_sheet_no_places());
        }
        line("");
        line(&w.recovery_sheet_restore());
        for (nth, step) in [INSTALL, RESTORE, &w.recovery_sheet_type()].iter().enumerate() {
            line(&format!("{}. {step}", nth + 1));
        }
        line("");
        wrapped(&w.recovery_sheet_gone()).iter().for_each(|row| line(row));
        line("");
        line(&format!("{INDENT}{GONE}"));
        line("");
        RECIPE.lines().for_each(|row| line(&format!("{INDENT}{row}")));
        text
    }
}

/// An address may be longer than a line, and has no spaces to break it at.
fn cut(text: &str) -> Vec<String> {
    let signs: Vec<char> = text.chars().collect();
    let Some((first, rest)) = signs.split_at_checked(COLUMNS) else { return vec![text.to_owned()] };
    let rows = rest.chunks(COLUMNS - INDENT.len());
    let rows = rows.map(|row| format!("{INDENT}{}", row.iter().collect::<String>()));
    std::iter::once(first.iter().collect()).chain(rows).collect()
}

/// Broken between words, none of which is a secret.
fn wrapped(text: &str) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(row) = rows.last_mut() else { break };
        if !row.is_empty() && row.chars().count() + 1 + word.chars().count() > COLUMNS {
            rows.push(word.to_owned());
            continue;
        }
        if !row.is_empty() {
            row.push(' ');
        }
        row.push_str(word);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Dictionary, languages};

    #[test]
    fn it_is_one_page_of_an_old_printer() {
        let dictionary = Dictionary::load("Asia/Jakarta").unwrap();
        let code = Code::fresh().unwrap();
        let made = Timestamp(1_795_331_100_000);
        for language in languages() {
            let w = dictionary.words(Some(language), language);
            let far = format!("awan: webdav https://cloud.example/{}", "x".repeat(100));
            let places = ["usb: folder /mnt/usb/warung".to_owned(), far];
            for places in [&places[..], &[]] {
                let sheet =
                    Sheet { w, shop: "Toko Sari", store: "toko-sari", code: &code, made, places };
                let text = sheet.text();
                assert!(text.lines().count() <= 66, "{} lines:\n{}", text.lines().count(), *text);
                for line in text.lines() {
                    assert!(line.chars().count() <= 80, "{line}");
                }
                for words in [&*code.text(), "warung restore", "age -d", "apt install"] {
                    assert!(text.contains(words), "{words}:\n{}", *text);
                }
                // A long one goes on below.
                let joined = text.replace(&format!("\n{INDENT}"), "");
                assert!(places.iter().all(|place| joined.contains(&format!("- {place}\n"))));
            }
        }
    }
}
