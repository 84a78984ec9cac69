//! One term for one thing in the sentences for citizens ([glossary](../../../docs/glossary.md)).

use std::path::{Path, PathBuf};

use crate::{
    language::{is_under, ours, said, words},
    markdown::{read, table},
};

/// Where the sentences for citizens are, and in which languages.
const SENTENCES: [(&str, &str); 22] = [
    ("en", "core/src/messages/en.rs"),
    ("en", "core/src/messages/remedy/en.rs"),
    ("en", "core/src/messages/ts_cns/en.rs"),
    ("en", "document/src/messages/en.rs"),
    ("en", "android/app/src/main/res/values/strings.xml"),
    ("it", "core/src/messages/it.rs"),
    ("it", "core/src/messages/remedy/it.rs"),
    ("it", "core/src/messages/ts_cns/it.rs"),
    ("it", "document/src/messages/it.rs"),
    ("it", "android/app/src/main/res/values-it/strings.xml"),
    ("de", "core/src/messages/de.rs"),
    ("de", "core/src/messages/remedy/de.rs"),
    ("de", "core/src/messages/ts_cns/de.rs"),
    ("de", "document/src/messages/de.rs"),
    ("de", "android/app/src/main/res/values-de/strings.xml"),
    ("it", "README.it.md"),
    ("en", "cli/src/args"),
    ("en it de", "cli/src/text"),
    ("en it de", "recovery/knowledge"),
    ("en it de", "recovery/src/text"),
    ("en it de", "ios/App"),
    ("en it de", "ios/Sources/Cie/ReaderTexts.swift"),
];

/// Files whose sentences are in these languages.
fn sentences() -> Vec<(&'static str, PathBuf)> {
    let every: Vec<_> = ["rs", "xml", "md", "swift", "toml", "xcstrings"]
        .into_iter()
        .flat_map(ours)
        .collect();
    let mut found = Vec::new();
    for (languages, place) in SENTENCES {
        let before = found.len();
        for path in &every {
            if is_under(path, &[place]) {
                found.push((languages, path.clone()));
            }
        }
        assert!(found.len() > before, "{place}");
    }
    found
}

/// What a file says in which languages: apart where rows, keys or folders tell the languages apart.
/// Where all three stand in one call (`cli/src/text`), together.
fn by_language(languages: &'static str, path: &Path, text: &str) -> Vec<(&'static str, String)> {
    let alone = |is_of: &dyn Fn(&str) -> String| {
        ["it", "en", "de"]
            .map(|language| (language, is_of(language)))
            .to_vec()
    };
    let folder = languages
        .split(' ')
        .find(|one| path.iter().any(|part| part == *one));
    let extension = path.extension().and_then(|extension| extension.to_str());
    match extension {
        Some("toml") => alone(&|language| {
            let row = format!("{language} = ");
            let rows = text.lines().filter(|line| line.starts_with(&row));
            rows.collect::<Vec<_>>().join("\n")
        }),
        Some("xcstrings") => alone(&|language| values(text, language)),
        Some("rs") if path.starts_with("cli/src") && languages == "en" => {
            vec![(languages, format!("{}\n{}", help(text), said(path, text)))]
        }
        _ => vec![(folder.unwrap_or(languages), said(path, text))],
    }
}

/// The values of a catalogue of strings in one language.
fn values(catalogue: &str, language: &str) -> String {
    let mut of = "";
    let mut found = Vec::new();
    for line in catalogue.lines().map(str::trim) {
        if let Some(value) = line
            .strip_prefix("\"value\" : ")
            .or(line.strip_prefix("\"value\": "))
        {
            if of == language {
                found.push(value);
            }
        } else if let Some((key, _)) = line.split_once(':') {
            let key = key.trim().trim_matches('"');
            if ["it", "en", "de"].contains(&key) {
                of = key;
            }
        }
    }
    found.join("\n")
}

/// The comments that become the help of a command.
fn help(program: &str) -> String {
    let lines = program.lines().map(str::trim);
    let comments = lines.filter_map(|line| line.strip_prefix("///"));
    comments.collect::<Vec<_>>().join("\n")
}

#[test]
fn languages_are_told_apart_by_row_key_and_folder() {
    let by = |path: &str, text: &str| by_language("en it de", Path::new(path), text);
    let rows = by(
        "recovery/knowledge/a.toml",
        "it = \"uno\"\nen = \"one\"\nid = \"x\"\n",
    );
    let expected = [("it", "it = \"uno\""), ("en", "en = \"one\""), ("de", "")];
    assert_eq!(rows, expected.map(|(of, said)| (of, said.to_owned())));
    let catalogue = read("ios/App/InfoPlist.xcstrings");
    let keys = by("ios/App/InfoPlist.xcstrings", &catalogue);
    for ((language, said), word) in keys.iter().zip(["tessera", "health", "Gesundheitskarte"]) {
        assert!(said.contains(word), "{language}: {said}");
        assert_eq!(said.lines().count(), 2, "{said}");
    }
    for (path, languages) in [
        ("recovery/src/text/de/mod.rs", "de"),
        ("cli/src/text/result.rs", "en it de"),
    ] {
        assert_eq!(by(path, "\"eins\""), [(languages, "eins".to_owned())]);
    }
    let help = by_language("en", Path::new("cli/src/args.rs"), "    /// Say it");
    assert_eq!(help, [("en", " Say it\n".to_owned())]);
}

/// A text as words with single spaces, to look for words in.
fn spaced(text: &str) -> String {
    let words = words(text);
    let bare: Vec<_> = words.iter().map(|word| word.bare.to_lowercase()).collect();
    format!(" {} ", bare.join(" "))
}

#[test]
fn one_thing_has_one_term_in_the_sentences_of_each_language() {
    let rows = table(&read("docs/glossary.md"), "\n## Terms\n");
    assert!(rows.len() > 30, "{}", rows.len());
    let sentences: Vec<_> = sentences()
        .into_iter()
        .flat_map(|(languages, path)| {
            let texts = by_language(languages, &path, &read(&path));
            let spaced = texts
                .into_iter()
                .map(|(languages, text)| (languages, spaced(&text)));
            spaced
                .map(|(languages, text)| (languages, path.clone(), text))
                .collect::<Vec<_>>()
        })
        .collect();
    let mut found = Vec::new();
    let mut looked_for = 0;
    for row in &rows {
        let instead_of = row.get(3).unwrap();
        for part in instead_of.split(';').filter(|part| part.contains(':')) {
            let (language, terms) = part.split_once(':').unwrap();
            for term in terms.split(',') {
                let term = spaced(term);
                looked_for += 1;
                for (languages, path, text) in &sentences {
                    if languages.contains(language.trim()) && text.contains(&term) {
                        found.push(format!("{}: {language}: {}", path.display(), term.trim()));
                    }
                }
            }
        }
    }
    assert!(looked_for > 30, "{looked_for}");
    assert!(found.is_empty(), "{}", found.join("\n"));
}
