//! What is published is whole: every crate that others would depend on carries what a
//! stranger needs, and none needs what is not published.

use std::fs;

use crate::markdown::{read, root};

/// The crates that others would depend on, in the order in which they are published.
const PUBLISHED: [&str; 5] = ["core", "document", "recovery", "store", "sim"];

/// What a manifest has under these keys, one below the other.
fn at<'t>(table: &'t toml::Table, keys: &[&str]) -> &'t toml::Value {
    let (first, rest) = keys.split_first().unwrap();
    let value = table.get(*first).unwrap();
    let below = |value: &'t toml::Value, key: &&str| value.get(*key).unwrap();
    rest.iter().fold(value, below)
}

fn manifest(folder: &str) -> toml::Table {
    let text = read(format!("{folder}/Cargo.toml"));
    text.parse().unwrap()
}

#[test]
fn a_crate_that_others_depend_on_has_a_description_a_readme_licences_and_keywords() {
    for folder in PUBLISHED {
        let manifest = manifest(folder);
        let package = at(&manifest, &["package"]).as_table().unwrap();
        for key in ["description", "readme", "keywords", "categories"] {
            assert!(package.contains_key(key), "{folder}: {key}");
        }
        assert!(!package.contains_key("publish"), "{folder}");
        for file in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
            let path = root().join(folder).join(file);
            assert!(!fs::read_to_string(path).unwrap().is_empty(), "{folder}");
        }
    }
}

#[test]
fn a_published_crate_depends_on_published_ones_alone_and_by_version() {
    let workspace = manifest(".");
    let shared = at(&workspace, &["workspace", "dependencies"])
        .as_table()
        .unwrap();
    for (position, folder) in PUBLISHED.into_iter().enumerate() {
        let manifest = manifest(folder);
        for (name, _) in at(&manifest, &["dependencies"]).as_table().unwrap() {
            let Some(other) = name.strip_prefix("cie-") else {
                continue;
            };
            let before = PUBLISHED.iter().take(position);
            assert!(before.clone().any(|one| *one == other), "{folder}: {name}");
            assert!(at(shared, &[name, "version"]).is_str(), "{name}");
        }
    }
}

#[test]
fn the_oldest_rust_that_is_promised_is_the_one_that_every_suite_runs_on() {
    let workspace = manifest(".");
    let promised = at(&workspace, &["workspace", "package", "rust-version"]).as_str();
    let pinned: toml::Table = read("rust-toolchain.toml").parse().unwrap();
    let channel = at(&pinned, &["toolchain", "channel"]).as_str().unwrap();
    let (minor, _patch) = channel.rsplit_once('.').unwrap();
    assert_eq!(promised, Some(minor));
}
