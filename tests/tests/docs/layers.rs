//! Who uses whom, as `ARCHITECTURE.md` tells it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use crate::{
    exhaustive::exported,
    markdown::{files, read},
};

/// What a source names after `crate::` or `cie_core::`, outside its own tests
/// and comments.
fn named_modules(path: &Path, prefix: &str) -> BTreeSet<String> {
    let code = shipped(&read(path));
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code: String = lines.flat_map(|line| [line, " "]).collect();
    let mut found = BTreeSet::new();
    for after in code.split(prefix).skip(1) {
        let Some(group) = after.strip_prefix('{') else {
            found.insert(word(after));
            continue;
        };
        let mut depth = 0_usize;
        let mut item = String::new();
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => drop(found.insert(word(&std::mem::take(&mut item)))),
                c => item.push(c),
            }
        }
        found.insert(word(&item));
    }
    // Behind the last comma of a list.
    found.remove("");
    found
}

/// A source without the items that are for its own tests. As the formatter lays them out, an
/// item ends with the first line that is indented as it is and ends like one.
fn shipped(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut kept = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_start() != "#[cfg(test)]" {
            kept += line;
            kept.push('\n');
            continue;
        }
        lines.find(|next| indent(next) == indent(line) && next.ends_with([';', '}', ',']));
    }
    kept
}

#[test]
fn what_stands_behind_an_item_for_tests_is_looked_at() {
    let text = "use a;\n#[cfg(test)]\n#[path = \"x.rs\"]\nmod tests;\nuse b;\n#[cfg(test)]\n\
                mod more {\n    use c;\n}\nuse d;\n";
    assert_eq!(shipped(text), "use a;\nuse b;\nuse d;\n");
}

fn word(text: &str) -> String {
    let text = text.trim_start();
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// The sources below a folder that ship: not those of a module's tests.
pub(crate) fn below(folder: &str) -> Vec<PathBuf> {
    let tests = |path: &Path| {
        path.with_extension("").iter().any(|part| {
            let part = part.to_string_lossy();
            part == "tests" || part.ends_with("_tests")
        })
    };
    let sources = files("rs").into_iter();
    sources
        .filter(|path| path.starts_with(folder) && !tests(path))
        .collect()
}

/// The modules of the crates that have several layers, from the lowest to the highest:
/// `ARCHITECTURE.md` draws those of the core.
const LAYERS: [(&str, &[&[&str]]); 3] = [
    (
        "core",
        &[
            &["named", "bytes", "date", "transceive"],
            &["apdu", "person", "phase", "time", "vocabulary"],
            &["error", "memory", "trace"],
            &["observer"],
            &["card", "channel"],
            &["agreement", "file"],
            &["app", "entry"],
            &["op"],
            &["next_step"],
            &["extension", "messages"],
        ],
    ),
    (
        "sim",
        &[
            &["assumptions", "fault", "identity", "random", "standard"],
            &["lds", "profile", "state"],
            &["ef_atr", "interface"],
            &["card"],
            &["cns", "reader"],
            &["any", "serve"],
        ],
    ),
    (
        "cli",
        &[
            &["asked", "options", "system"],
            &["failure"],
            &["memory", "random", "text", "trust"],
            &["advice", "args", "codes", "watch"],
            &["output", "readers"],
            &["photo", "sim", "tap", "usage"],
            &["bench", "health_card", "info", "pin", "recover"],
            &["demo", "join", "read", "table"],
        ],
    ),
];

#[test]
fn every_module_has_a_layer_and_uses_only_layers_below_it() {
    let mut uses = 0;
    for (folder, layers) in LAYERS {
        let rank = |name: &str| layers.iter().position(|layer| layer.contains(&name));
        let modules = modules(&format!("{folder}/src"));
        for (module, used) in &modules {
            let own = rank(module);
            assert!(own.is_some(), "{folder}: {module} has no layer");
            for other in used {
                assert!(rank(other) < own, "{folder}: {module} uses {other}");
                uses += 1;
            }
        }
        let ranked = layers.iter().flat_map(|layer| layer.iter());
        for module in ranked {
            assert!(modules.contains_key(*module), "{folder}: no {module}");
        }
    }
    assert!(uses > 100, "{uses}");
}

#[test]
fn the_document_uses_of_the_core_what_callers_use_and_what_it_extends_it_by() {
    const MODULES: [&str; 5] = ["date", "extension", "messages", "person", "time"];
    let mut uses = 0;
    for path in below("document/src") {
        for other in named_modules(&path, "cie_core::") {
            uses += 1;
            let at_the_root = other.starts_with(char::is_uppercase) || other == "named";
            let allowed = at_the_root || MODULES.contains(&other.as_str());
            assert!(allowed, "{}: {other}", path.display());
        }
    }
    assert!(uses > 20, "{uses}");
}

#[test]
fn the_simulator_uses_nothing_of_the_operations_and_of_what_they_are_made() {
    const ALLOWED: [&str; 12] = [
        "bytes",
        "apdu",
        "StatusWord",
        "channel",
        "agreement",
        "Can",
        "MrzKey",
        "Password",
        // The seam, and the form of enumerations.
        "Transceive",
        "Limits",
        "LinkError",
        "named",
    ];
    let mut uses = 0;
    for path in below("sim/src") {
        for other in named_modules(&path, "cie_core::") {
            assert!(
                ALLOWED.contains(&other.as_str()),
                "{}: {other}",
                path.display()
            );
            uses += 1;
        }
        for looped in named_modules(&path, "channel::") {
            let machine = ["secure", "cipher", "ssc"].contains(&looped.as_str());
            assert!(machine, "{}: channel::{looped}", path.display());
        }
    }
    assert!(uses > 20, "{uses}");
}

/// The modules of a crate, and which others each of them names: after `crate::`, or after as
/// many `super::` as lead to the root. A name that the root has from a module is that module's.
fn modules(sources: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let at_the_root = exported(sources);
    for path in below(sources) {
        let inside = path.strip_prefix(sources).unwrap().with_extension("");
        let mut parts: Vec<_> = inside.iter().map(|part| part.to_str().unwrap()).collect();
        parts.retain(|part| *part != "mod");
        let module = *parts.first().unwrap();
        if ["lib", "main", "bin"].contains(&module) {
            continue;
        }
        let uses = uses.entry(module.to_owned()).or_default();
        for prefix in ["crate::", &"super::".repeat(parts.len())] {
            let named = named_modules(&path, prefix).into_iter();
            uses.extend(named.map(|name| match at_the_root.get(&name) {
                Some(path) => word(path),
                None => name,
            }));
        }
    }
    let all: BTreeSet<String> = uses.keys().cloned().collect();
    for (module, uses) in &mut uses {
        uses.retain(|other| all.contains(other) && other != module);
    }
    uses
}

/// What is left when those that use nothing that is left are taken away, again and again: the
/// modules in cycles, and those between them.
fn in_cycles(mut uses: BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    loop {
        let left: BTreeSet<String> = uses.keys().cloned().collect();
        for used in uses.values_mut() {
            used.retain(|other| left.contains(other));
        }
        uses.retain(|_, used| !used.is_empty());
        if uses.len() == left.len() {
            return uses;
        }
    }
}

#[test]
fn no_module_uses_one_that_uses_it() {
    let mut edges = 0;
    for folder in [
        "core", "document", "recovery", "store", "sim", "cli", "uniffi", "tests", "xtask",
    ] {
        let uses = modules(&format!("{folder}/src"));
        edges += uses.values().map(BTreeSet::len).sum::<usize>();
        let cycles = in_cycles(uses);
        assert!(cycles.is_empty(), "{folder}: {cycles:#?}");
    }
    assert!(edges > 100, "{edges}");
}

#[test]
fn a_cycle_is_found_and_what_leads_to_it_is_not_taken_for_one() {
    let uses = |pairs: &[(&str, &[&str])]| -> BTreeMap<String, BTreeSet<String>> {
        let set = |used: &[&str]| used.iter().map(|one| (*one).to_owned()).collect();
        let pairs = pairs
            .iter()
            .map(|(one, used)| ((*one).to_owned(), set(used)));
        pairs.collect()
    };
    let straight = uses(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &[])]);
    assert!(in_cycles(straight).is_empty());
    let round = uses(&[("a", &["b"]), ("b", &["a"]), ("c", &[])]);
    assert_eq!(in_cycles(round).len(), 2);
}
