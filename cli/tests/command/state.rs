use std::{fs, fs::File, process::Stdio};

use crate::cie::{Answer, Home, NEW, PIN, WRONG};

#[test]
fn tries_survive_between_runs_and_a_reset_gives_them_back() {
    let home = Home::new();
    home.pin(&["change"], &[PIN, NEW]).done();
    for left in [2, 1] {
        let value = home.pin(&["verify"], &[WRONG]).failed(1, "wrong_pin");
        assert_eq!(value["error"]["tries_left"], left);
    }
    let value = home.json(&["sim", "reset"], &[]).done();
    assert_eq!(value["operation"], "sim_reset");
    assert_eq!(value["simulated"], true);
    let value = home.pin(&["verify"], &[WRONG]).failed(1, "wrong_pin");
    assert_eq!(value["error"]["tries_left"], 2);
    home.pin(&["verify"], &[PIN]).done();
}

#[test]
fn a_reset_of_one_family_leaves_the_others() {
    let home = Home::new();
    let wrong = |reader| {
        let arguments = ["pin", "verify", "--reader", reader];
        let value = home.json(&arguments, &[WRONG]).failed(1, "wrong_pin");
        value["error"]["tries_left"].as_u64().unwrap()
    };
    assert_eq!((wrong("sim:st"), wrong("sim:nxp")), (2, 2));
    home.json(&["sim", "reset", "--profile", "st"], &[]).done();
    assert_eq!((wrong("sim:st"), wrong("sim:nxp")), (2, 1));
}

#[test]
fn the_state_folder_is_the_one_that_is_named_or_that_of_the_user() {
    let home = Home::new();
    let run = |extra: &[&str], variables: &[(&str, &str)]| {
        let arguments = [&["info", "--reader", "sim", "--json"], extra].concat();
        let mut command = home.command(&arguments);
        command.env_remove("CIE_STATE_DIR");
        let variables = variables
            .iter()
            .map(|(name, path)| (*name, home.path().join(path)));
        let output = command.envs(variables).output().unwrap();
        Answer::of(output).done();
    };
    run(&[], &[]);
    run(&[], &[("XDG_STATE_HOME", "xdg")]);
    run(&[], &[("XDG_STATE_HOME", "xdg"), ("CIE_STATE_DIR", "own")]);
    let named = home.path().join("named");
    run(
        &["--state-dir", named.to_str().unwrap()],
        &[("CIE_STATE_DIR", "x")],
    );
    for folder in [".local/state/cie", "xdg/cie", "own", "named"] {
        let key = home.path().join(folder).join("installation-key");
        assert!(key.exists(), "{folder}");
    }
    assert!(!home.path().join("x").exists());
}

#[test]
fn a_broken_record_stops_the_operation_before_a_code_is_sent() {
    let home = Home::new();
    home.pin(&["verify"], &[WRONG]).failed(1, "wrong_pin");
    let cards = home.state().join("sim/gemalto/cards");
    let record = fs::read_dir(cards).unwrap().next().unwrap().unwrap().path();
    fs::write(&record, "").unwrap();
    let value = home
        .pin(&["verify"], &[PIN])
        .failed(1, "memory_unavailable");
    let detail = value["error"]["detail"].as_str().unwrap();
    assert!(detail.contains(record.to_str().unwrap()), "{detail}");
    home.json(&["info", "--reader", "sim"], &[])
        .failed(1, "memory_unavailable");
    let state = fs::read_to_string(home.state().join("sim/gemalto/card")).unwrap();
    assert!(state.lines().nth(1).unwrap().ends_with(" 2"), "{state}");
}

#[test]
fn a_broken_simulated_card_is_told_and_a_reset_repairs_it() {
    let home = Home::new();
    home.pin(&["verify"], &[WRONG]).failed(1, "wrong_pin");
    fs::write(home.state().join("sim/gemalto/card"), "x").unwrap();
    home.pin(&["verify"], &[PIN])
        .failed(1, "reader_unavailable");
    home.json(&["sim", "reset"], &[]).done();
    home.pin(&["verify"], &[PIN]).done();
}

#[test]
fn while_one_command_uses_the_state_another_is_told_that_it_is_busy() {
    let home = Home::new();
    home.pin(&["verify"], &[PIN]).done();
    let lock = File::options()
        .write(true)
        .open(home.state().join("lock"))
        .unwrap();
    lock.lock().unwrap();
    home.pin(&["verify"], &[PIN]).failed(1, "busy");
    drop(lock);
    home.pin(&["verify"], &[PIN]).done();
}

#[test]
fn of_many_commands_at_once_each_is_done_or_busy_and_the_key_stays_one() {
    let home = Home::new();
    let children: Vec<_> = (0..8)
        .map(|_| {
            home.command(&["info", "--reader", "sim", "--json"])
                .stdin(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut ids = Vec::new();
    for child in children {
        let answer = Answer::of(child.wait_with_output().unwrap());
        let value = answer.value();
        match value["ok"].as_bool().unwrap() {
            true => ids.push(value["card_id"].clone()),
            false => assert_eq!(value["error"]["code"], "busy"),
        }
    }
    let after = home.json(&["info", "--reader", "sim"], &[]).done();
    assert!(ids.iter().all(|id| *id == after["card_id"]), "{ids:?}");
}
