//! Reads `lang/*.ftl`, refuses what does not fit together, and writes the typed door to the texts.

mod catalogue;
mod door;
#[path = "../src/words/markup.rs"]
mod markup;
mod placeholder;
mod reading;

use std::path::Path;
use std::{env, fs, io};

use catalogue::Source;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=lang");
    match catalogue::read(&sources(Path::new("lang"))?) {
        Ok(catalogue) => {
            let out = env::var("OUT_DIR").map_err(io::Error::other)?;
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
