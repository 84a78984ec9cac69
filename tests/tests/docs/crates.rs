//! What is published is whole: every crate that others would depend on carries what a
//! stranger needs, and none needs what is not published.

use std::fs;

use crate::markdown::{read, root};

/// The crates that others would depend on, in the order in which they are published.
const PUBLISHED: [&str; 5] = ["core", "document", "recovery", "store", "sim"];

fn manifest(folder: &str) -> toml::Table {
    let text = read(format!("{folder}/Cargo.toml"));
    text.parse().unwrap()
}

#[test]
fn a_crate_that_others_depend_on_has_a_description_a_readme_licences_and_keywords() {
    for folder in PUBLISHED {
        let manifest = manifest(folder);
        let package = manifest["package"].as_table().unwrap();
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
    let shared = workspace["workspace"]["dependencies"].as_table().unwrap();
    for (at, folder) in PUBLISHED.into_iter().enumerate() {
        let manifest = manifest(folder);
        for (name, _) in manifest["dependencies"].as_table().unwrap() {
            let Some(other) = name.strip_prefix("cie-") else {
                continue;
            };
            let before = PUBLISHED.iter().take(at);
            assert!(before.clone().any(|one| *one == other), "{folder}: {name}");
            assert!(shared[name].get("version").is_some(), "{name}");
        }
    }
}

#[test]
fn the_oldest_rust_that_is_promised_is_the_one_that_every_suite_runs_on() {
    let workspace = manifest(".");
    let promised = workspace["workspace"]["package"]["rust-version"].as_str();
    let pinned: toml::Table = read("rust-toolchain.toml").parse().unwrap();
    let channel = pinned["toolchain"]["channel"].as_str().unwrap();
    let (minor, _patch) = channel.rsplit_once('.').unwrap();
    assert_eq!(promised, Some(minor));
}
