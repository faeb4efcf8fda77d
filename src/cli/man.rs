//! The manual: a page a command, and one for the configuration, written while the package is built.

use std::fs;
use std::path::Path;

use clap::Command;
use clap_mangen::roff::{Roff, roman};

/// The one example there is, with every key in it.
const EXAMPLE: &str = include_str!("../../packaging/warung.toml");
const VERSION: &str = concat!("warung ", env!("CARGO_PKG_VERSION"));

const PLACE: &str = "The shop NAME is described by /etc/warung/NAME.toml. \
     It is read when the shop starts; every mistake in it is told at once, with its line. \
     Its secrets are files of mode 0600 in /etc/warung/NAME.secrets, which nobody but root may \
     open: telegram_token, gateway_api_key, gateway_webhook_secret and alert_token, the last two \
     if wanted.";
const KEYS: &str = "This is the example that comes with the package. \
     Lines that are commented out show the default.";

/// Writes all pages into a folder.
pub fn man(line: Command, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(line, folder)?;
    Ok(fs::write(folder.join("warung.toml.5"), configuration())?)
}

fn configuration() -> String {
    let mut page = Roff::new();
    page.control("TH", ["warung.toml", "5", "", VERSION, ""]);
    page.control("SH", ["NAME"]);
    page.text([roman("warung.toml - configuration of a shop")]);
    page.control("SH", ["DESCRIPTION"]);
    page.text([roman(PLACE)]);
    page.control("SH", ["KEYS"]);
    page.text([roman(KEYS)]);
    page.control("PP", []);
    page.control("nf", []);
    for line in EXAMPLE.lines() {
        page.text([roman(line)]);
    }
    page.control("fi", []);
    page.control("SH", ["SEE ALSO"]);
    page.text([roman("warung(1)")]);
    page.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_in_the_page_line_by_line() {
        let page = configuration();
        assert!(page.starts_with(".ie") && page.contains(".TH warung.toml 5"), "{page}");
        let lines = EXAMPLE.lines().filter(|line| !line.is_empty()).count();
        assert!(page.lines().count() > lines, "{page}");
        assert!(page.contains("invoice_minutes = 10"), "{page}");
    }
}
