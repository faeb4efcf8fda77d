//! Reads `lang/*.ftl`, refuses what does not fit together, and writes the typed door to the texts;
//! and the letters that stand in pictures, from their drawing.

mod catalogue;
mod door;
mod font;
#[allow(dead_code, reason = "the shop needs more of them")]
#[path = "../src/domain/limit/telegram.rs"]
mod limit;
#[path = "../src/words/markup.rs"]
mod markup;
#[path = "../src/words/placeholder.rs"]
mod placeholder;
mod reading;
#[path = "../src/words/template.rs"]
mod template;
#[allow(dead_code, reason = "the shop needs more of them")]
#[path = "../src/domain/wording/table.rs"]
mod wording;

use std::path::Path;
use std::{env, fs, io};

use catalogue::Source;

const FONT: &str = "build/font.txt";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=lang");
    println!("cargo::rerun-if-changed={FONT}");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    match font::write(&fs::read_to_string(FONT)?) {
        Ok(font) => fs::write(Path::new(&out).join("font.rs"), font)?,
        Err(fault) => println!("cargo::error={FONT}: {fault}"),
    }
    match catalogue::read(&sources(Path::new("lang"))?) {
        Ok(catalogue) => {
            let table = "src/domain/wording/table.rs";
            let strangers = door::strangers(&catalogue);
            strangers.iter().for_each(|fault| println!("cargo::error={table}: {fault}"));
            fs::write(Path::new(&out).join("door.rs"), door::write(&catalogue))
        }
        Err(faults) => {
            faults.iter().for_each(|fault| println!("cargo::error={fault}"));
            Ok(())
        }
    }
}

fn sources(folder: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "ftl") {
            let language = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            sources.push(Source { language, text: fs::read_to_string(&path)? });
        }
    }
    Ok(sources)
}
