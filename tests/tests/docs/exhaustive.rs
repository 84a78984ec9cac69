//! What a version after this one may add without breaking a caller.

use std::{collections::BTreeMap, path::Path};

use crate::{
    layers::below,
    markdown::{read, root},
};

/// Of `cie-recovery`, which says it of no type yet: why each is exhaustive.
const WITH_A_REASON: [(&str, &[&str]); 3] = [
    (
        "the bindings and the command have a word for each, and the compiler says which is missing",
        &[
            "Advice",
            "Answer",
            "Card",
            "Code",
            "CodeState",
            "Contacts",
            "Expiry",
            "Extent",
            "Hours",
            "Input",
            "OpenState",
            "Operation",
            "Place",
            "Reason",
            "Region",
            "Relation",
            "Requester",
            "Subject",
            "Topic",
            "Weekday",
        ],
    ),
    (
        "the caller fills it in",
        &["AtHand", "CardSaid", "Situation"],
    ),
    (
        "the command and the bindings take it apart, so that nothing of it is left unsaid",
        &[
            "Age",
            "Opening",
            "PlannedStep",
            "Question",
            "Questions",
            "Span",
            "Stage",
        ],
    ),
];

/// A type as its declaration shows it.
struct Declared {
    /// It may get no variant and no field: everything of it is public, and nothing says that
    /// there may be more.
    exhaustive: bool,
    /// Its documentation says that this is so, and why.
    explained: bool,
}

/// The types that a library has at its root, each with the module that it comes from.
pub(crate) fn exported(sources: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let library = Path::new(sources).join("lib.rs");
    if !root().join(&library).exists() {
        return found;
    }
    let text = read(library);
    let Some((_, list)) = text.split_once("pub use self::{") else {
        return found;
    };
    let (list, _) = list.split_once("\n};").unwrap();
    let (mut path, mut word) = (Vec::new(), String::new());
    for c in list.chars().chain([',']) {
        match c {
            '{' => path.push(std::mem::take(&mut word)),
            ',' | '}' => {
                let name = std::mem::take(&mut word);
                let (inner, name) = name.rsplit_once("::").unwrap_or(("", &name));
                if name.starts_with(char::is_uppercase) {
                    let module = format!("{}{inner}", path.concat());
                    let module = module.trim_end_matches(':').replace("::", "/");
                    found.insert(name.to_owned(), module);
                }
                if c == '}' {
                    path.pop();
                }
            }
            c if c.is_whitespace() => {}
            c => word.push(c),
        }
    }
    found
}

/// The structures with fields and the enumerations that a source declares.
fn declared(path: &Path) -> BTreeMap<String, Declared> {
    let text = read(path);
    let lines: Vec<_> = text.lines().map(str::trim_start).collect();
    let mut found = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let of = |kind: &str| line.strip_prefix("pub ")?.strip_prefix(kind);
        let (Some(rest), is_enum) = (of("enum ").or(of("struct ")), of("enum ").is_some()) else {
            continue;
        };
        if !rest.ends_with('{') {
            continue;
        }
        let name = rest.split([' ', '<']).next().unwrap();
        let (above, below) = lines.split_at(at);
        let above = above.iter().rev();
        let above = above.take_while(|line| line.starts_with("///") || line.starts_with("#["));
        let above: String = above.copied().collect();
        let mut fields = below.iter().skip(1).take_while(|line| **line != "}");
        let is_field = |line: &str| {
            line.split_once(": ")
                .is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        };
        let all_public = is_enum || !fields.any(|line| is_field(line) || line.starts_with("pub("));
        found.insert(
            name.to_owned(),
            Declared {
                exhaustive: all_public && !above.contains("#[non_exhaustive]"),
                explained: above.contains("/// Exhaustive"),
            },
        );
    }
    found
}

#[test]
fn what_is_at_a_root_may_get_more_fields_and_variants_or_says_why_not() {
    let mut types = 0;
    for folder in ["core", "document", "recovery", "store"] {
        let sources: Vec<_> = below(&format!("{folder}/src"))
            .into_iter()
            .map(|path| (path.to_str().unwrap().to_owned(), declared(&path)))
            .collect();
        for (name, module) in exported(&format!("{folder}/src")) {
            let home = format!("{folder}/src/{module}");
            let of = |home: &str| {
                let mut here = sources.iter().filter(|(path, _)| path.starts_with(home));
                here.find_map(|(_, types)| types.get(&name))
            };
            // Behind a re-export of its module it is declared elsewhere.
            let Some(declared) = of(&home).or_else(|| of(folder)) else {
                continue;
            };
            types += 1;
            let listed = WITH_A_REASON
                .iter()
                .any(|(_, names)| names.contains(&&*name));
            let explained = declared.explained || folder == "recovery" && listed;
            assert_eq!(
                declared.exhaustive, explained,
                "{folder}: {name} is `#[non_exhaustive]`, or a sentence that begins with \
                 \"Exhaustive\" says why it is not"
            );
        }
    }
    assert!(types > 50, "{types}");
}

#[test]
fn a_type_is_exhaustive_by_its_public_fields_alone() {
    for (path, name, exhaustive, explained) in [
        ("core/src/vocabulary.rs", "Tries", true, true),
        // Inside a macro.
        ("core/src/vocabulary.rs", "CardKind", true, true),
        // Its fields are private.
        ("core/src/card.rs", "Card", false, false),
        ("core/src/error.rs", "Error", false, false),
    ] {
        let found = declared(Path::new(path));
        let found = found.get(name).unwrap();
        assert_eq!(
            (found.exhaustive, found.explained),
            (exhaustive, explained),
            "{name}"
        );
    }
}
