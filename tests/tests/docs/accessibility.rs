//! The table of accessibility names every criterion, and tests that are there.

use std::fs;

use crate::markdown::{files, read, root, spans};

/// Levels A and AA of WCAG 2.2; 4.1.1 was taken out.
const CRITERIA: &str = "1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 \
    1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 \
    2.4.11 2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 \
    3.3.7 3.3.8 4.1.2 4.1.3";

#[test]
fn every_criterion_of_accessibility_is_answered_and_every_test_named_for_it_exists() {
    let document = fs::read_to_string(root().join("docs/accessibility.md")).unwrap();
    assert!(!document.contains("| |"), "a column is empty");
    let rows: Vec<&str> = document
        .lines()
        .filter(|line| line.starts_with("| "))
        .collect();
    let answered: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.trim_start_matches("| ").split(' ').next())
        .filter(|first| first.split('.').count() == 3 && !first.starts_with("11."))
        .collect();
    assert_eq!(answered, CRITERIA.split_whitespace().collect::<Vec<_>>());
    let tests = below("android/app/src/test", "kt");
    let mut named = 0;
    for name in rows.iter().flat_map(|row| spans(row)) {
        if name.contains(' ') {
            assert!(tests.contains(&format!("fun `{name}`()")), "{name}");
            named += 1;
        }
    }
    assert!(named > 20, "{named}");
    let tests = below("tests/swift/Tests", "swift");
    let mut named = 0;
    for span in rows.iter().flat_map(|row| spans(row)) {
        if let Some((suite, name)) = span.split_once(".test") {
            assert!(tests.contains(&format!("class {suite}: ")), "{span}");
            assert!(tests.contains(&format!("func test{name}(")), "{span}");
            named += 1;
        }
    }
    assert!(named > 8, "{named}");
}

/// The sources of a language below a folder.
fn below(folder: &str, extension: &str) -> String {
    let all = files(extension);
    let mine = all
        .iter()
        .filter(|file| file.to_string_lossy().contains(folder));
    mine.map(read).collect()
}
