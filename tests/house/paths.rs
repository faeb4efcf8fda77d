//! Files that the documents name are there.

use std::fs;
use std::path::Path;

#[test]
fn the_documents_name_files_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut missing, mut named) = (Vec::new(), 0);
    for document in ["docs/ARCHITECTURE.md", "docs/MONEY.md", "README.md"] {
        let text = fs::read_to_string(root.join(document)).unwrap();
        // What stands in backticks is every second piece.
        for path in text.split('`').skip(1).step_by(2) {
            let path = path.split("::").next().unwrap_or(path);
            let plain = |sign: char| sign.is_ascii_alphanumeric() || "/_.-".contains(sign);
            if !path.ends_with(".rs") || !path.contains('/') || !path.chars().all(plain) {
                continue;
            }
            named += 1;
            if !["", "src", "tests"].iter().any(|folder| root.join(folder).join(path).exists()) {
                missing.push(format!("{document}: {path}"));
            }
        }
    }
    assert!(named > 50, "the documents name only {named} files");
    assert!(missing.is_empty(), "\n{}\n", missing.join("\n"));
}
