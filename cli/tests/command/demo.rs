use crate::cie::Home;

#[test]
fn the_demo_fits_eighty_columns_in_every_language_and_leaves_no_file() {
    let home = Home::new();
    for lang in ["it", "en", "de"] {
        let answer = home.run(&["demo", "--lang", lang], b"");
        assert_eq!(answer.exit, 0, "{}", answer.stderr);
        assert_eq!(answer.stderr, "");
        for line in answer.stdout.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        let simulated = ["simulata", "simulated", "simuliert"];
        let said = simulated.iter().any(|word| answer.stdout.contains(word));
        assert!(said, "{}", answer.stdout);
    }
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn the_demo_goes_through_the_whole_bad_day_on_every_family_and_link() {
    let home = Home::new();
    for profile in cie_sim::Profile::ALL {
        for link in ["short", "extended"] {
            let arguments = ["demo", "--profile", profile.name(), "--link", link];
            let value = home.json(&arguments, &[]).done();
            let steps: Vec<_> = value["steps"]
                .as_array()
                .unwrap()
                .iter()
                .map(|step| (step["error"].as_str(), step["codes_sent"].as_u64().unwrap()))
                .collect();
            assert_eq!(
                steps,
                [
                    (Some("wrong_pin"), 1),
                    (Some("wrong_pin"), 1),
                    (Some("last_try"), 0),
                    (Some("pin_blocked"), 1),
                    (None, 2),
                    (None, 1),
                ]
            );
        }
    }
}

#[test]
fn the_table_is_the_same_whenever_it_is_measured() {
    let home = Home::new();
    let first = home.run(&["table"], b"");
    assert_eq!(first.exit, 0);
    assert_eq!(first.stdout, home.run(&["table"], b"").stdout);
    let rows = home.json(&["table"], &[]).done();
    assert_eq!(rows["rows"].as_array().unwrap().len(), 60);
}
