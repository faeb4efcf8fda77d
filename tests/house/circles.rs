//! Who names whom within `src/chat`: files that cannot be understood one by one are few.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, code_lines, product, sources};

/// Files of the largest circle of imports. It is never raised: what would need more wants its
/// vocabulary (what can be pressed, where one can stand, what is known so far) in the `mod.rs` of
/// its area, which names nobody who acts.
const CIRCLE_FILES_MAX: usize = 2;

/// A module's path from the crate on: `["chat", "staff", "coupon"]`.
type Module = Vec<String>;

struct File {
    module: Module,
    text: String,
}

fn files() -> Vec<File> {
    let of_chat = sources().into_iter().filter(|source| source.storey == "chat");
    let file = |source: Source| {
        let path = source.path.to_string_lossy().into_owned();
        let inside = path.split("/src/").last().unwrap().trim_end_matches(".rs").to_owned();
        let inside = inside.trim_end_matches("/mod");
        let module = inside.split('/').map(str::to_owned).collect();
        let lines: Vec<&str> = code_lines(product(&source.text)).map(|(_, line)| line).collect();
        File { module, text: lines.join("\n") }
    };
    of_chat.map(file).collect()
}

/// `a::{b, c::{self, d as e}}` as its single paths, each with the name that it has here.
fn expand(prefix: &[String], tree: &str, found: &mut Vec<(Module, String)>) {
    let tree = tree.trim();
    if let Some(open) = tree.find('{') {
        let mut prefix = prefix.to_vec();
        prefix.extend(segments(tree[..open].trim().trim_end_matches("::")));
        let (mut depth, mut start) = (0, open + 1);
        for (at, sign) in tree.char_indices().skip(open) {
            match sign {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if (sign == ',' && depth == 1) || depth == 0 {
                let part = &tree[start..at];
                if !part.trim().is_empty() {
                    expand(&prefix, part, found);
                }
                start = at + 1;
            }
            if depth == 0 {
                break;
            }
        }
        return;
    }
    let (path, name) = match tree.split_once(" as ") {
        Some((path, name)) => (path.trim(), Some(name.trim().to_owned())),
        None => (tree, None),
    };
    let mut whole = prefix.to_vec();
    whole.extend(segments(path));
    if whole.last().is_some_and(|last| last == "self") {
        whole.pop();
    }
    let name = name.or_else(|| whole.last().cloned()).unwrap_or_default();
    found.push((whole, name));
}

fn segments(path: &str) -> impl Iterator<Item = String> {
    path.split("::").map(|it| it.trim().to_owned()).filter(|it| !it.is_empty())
}

/// A path as it stands in a module, from the crate on; `None` for one of somebody else.
fn absolute(module: &Module, path: &[String]) -> Option<Module> {
    let mut here = match path.first()?.as_str() {
        "crate" => Vec::new(),
        "super" | "self" => module.clone(),
        _ => return None,
    };
    for segment in path {
        match segment.as_str() {
            "crate" | "self" => {}
            "super" => drop(here.pop()),
            name => here.push(name.to_owned()),
        }
    }
    Some(here)
}

/// The paths in a text that are no imports: `home::answer::press`.
fn paths(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let part = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == ':';
    for word in text.split(|sign: char| !part(sign)) {
        let path: Vec<String> = segments(word).collect();
        if path.len() > 1 {
            found.push(path);
        }
    }
    found
}

/// Every file with those that it names.
fn graph() -> BTreeMap<Module, BTreeSet<Module>> {
    let files = files();
    let modules: BTreeSet<Module> = files.iter().map(|file| file.module.clone()).collect();
    // The nearest file that a path leads into.
    let home = |path: &[String]| {
        (1..=path.len()).rev().map(|end| path[..end].to_vec()).find(|it| modules.contains(it))
    };
    let mut graph = BTreeMap::new();
    for File { module, text } in &files {
        let (mut named, mut names) = (BTreeSet::new(), BTreeMap::new());
        let mut rest = String::new();
        for statement in text.split_inclusive(';') {
            let bare = statement.trim().trim_start_matches("pub ").trim();
            let Some(tree) = bare.strip_prefix("use ") else {
                rest.push_str(statement);
                continue;
            };
            let mut imports = Vec::new();
            expand(&[], tree.trim_end_matches(';'), &mut imports);
            for (path, name) in imports {
                if let Some(path) = absolute(module, &path) {
                    named.extend(home(&path));
                    names.insert(name, path);
                }
            }
        }
        for path in paths(&rest) {
            let whole = match names.get(&path[0]) {
                Some(known) => Some([known.clone(), path[1..].to_vec()].concat()),
                None => {
                    // A module of its own below it.
                    let child = [module.clone(), vec![path[0].clone()]].concat();
                    let below = modules.contains(&child);
                    let child = below.then(|| [child, path[1..].to_vec()].concat());
                    child.or_else(|| absolute(module, &path))
                }
            };
            named.extend(whole.and_then(|path| home(&path)));
        }
        named.remove(module);
        graph.insert(module.clone(), named);
    }
    graph
}

/// Everybody whom somebody leads to.
fn reached(graph: &BTreeMap<Module, BTreeSet<Module>>, from: &Module) -> BTreeSet<Module> {
    let mut reached = BTreeSet::new();
    let mut next = vec![from];
    while let Some(here) = next.pop() {
        for to in &graph[here] {
            if reached.insert(to.clone()) {
                next.push(to);
            }
        }
    }
    reached
}

#[test]
fn no_circle_of_imports_is_large() {
    let graph = graph();
    assert!(graph.len() > 50 && graph.values().any(|named| named.len() > 10), "nothing is named");
    let reached: BTreeMap<_, _> = graph.keys().map(|it| (it, reached(&graph, it))).collect();
    let circles = graph.keys().map(|one| {
        let back = |it: &&Module| reached[one].contains(*it) && reached[*it].contains(one);
        graph.keys().filter(back).map(|it| it.join("::")).collect::<BTreeSet<_>>()
    });
    let circles: BTreeSet<BTreeSet<String>> = circles.collect();
    let large: Vec<_> = circles.iter().filter(|it| it.len() > CIRCLE_FILES_MAX).collect();
    assert!(large.is_empty(), "{large:#?}");
}

#[test]
fn imports_are_read_as_the_compiler_reads_them() {
    let module = ["chat", "staff", "coupon", "new"].map(str::to_owned).to_vec();
    let mut found = Vec::new();
    expand(&[], "super::{Draft, card::{self, drawn as it}}", &mut found);
    let found: Vec<_> = found
        .iter()
        .map(|(path, name)| (absolute(&module, path).unwrap().join("::"), name))
        .collect();
    let (draft, card, it) = ("Draft".to_owned(), "card".to_owned(), "it".to_owned());
    assert_eq!(
        found,
        [
            ("chat::staff::coupon::Draft".to_owned(), &draft),
            ("chat::staff::coupon::card".to_owned(), &card),
            ("chat::staff::coupon::card::drawn".to_owned(), &it),
        ]
    );
    assert_eq!(absolute(&module, &["redb".to_owned(), "Table".to_owned()]), None);
}
