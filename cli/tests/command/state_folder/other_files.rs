//! What else the command writes or reads by name: a trace, the simulated card's
//! signers and its state. None of it follows a link, waits for a pipe, or takes
//! the place of what the state folder keeps.

use std::{
    fs::{self, File},
    io::Read as _,
    os::unix::fs::symlink,
};

use super::{OTHERS, Used, in_time, pipe, verify};
use crate::cie::Home;

#[test]
fn a_trace_replaces_a_file_and_follows_no_link() {
    let home = Home::new();
    let other = home.path().join("other");
    let trace = home.path().join("trace");
    let traced = |code: &str| {
        let path = trace.to_str().unwrap();
        let answer = in_time(home.command(&["info", "--reader", "sim", "--json", "--trace", path]));
        match code {
            "" => drop(answer.done()),
            code => drop(answer.failed(2, code)),
        }
    };
    let text = || {
        let mut text = String::new();
        let mut file = File::open(&other).unwrap();
        file.read_to_string(&mut text).unwrap();
        text
    };
    fs::write(&other, OTHERS).unwrap();
    symlink(&other, &trace).unwrap();
    traced("usage");
    assert_eq!(text(), OTHERS);
    fs::remove_file(&trace).unwrap();

    symlink(home.path().join("nowhere"), &trace).unwrap();
    traced("usage");
    assert!(!home.path().join("nowhere").exists());
    fs::remove_file(&trace).unwrap();

    pipe(&trace);
    traced("usage");
    fs::remove_file(&trace).unwrap();

    // Another name of the file that is replaced keeps its content.
    fs::hard_link(&other, &trace).unwrap();
    traced("");
    assert_eq!(text(), OTHERS);
    assert!(fs::read_to_string(&trace).unwrap().starts_with("-- "));
}

#[test]
fn a_trace_in_the_state_folder_is_refused_and_takes_the_place_of_nothing() {
    let used = Used::new();
    let state = used.home.state();
    symlink(&state, used.home.path().join("way-in")).unwrap();
    for path in [
        used.key(),
        used.record.clone(),
        used.lock(),
        state.join("new"),
        used.home.path().join("way-in/installation-key"),
    ] {
        let before = fs::read(&path).ok();
        let trace = path.to_str().unwrap();
        let info = ["info", "--reader", "sim", "--json", "--trace", trace];
        in_time(used.home.command(&info)).failed(2, "usage");
        assert_eq!(fs::read(&path).ok(), before, "{trace}");
    }
    verify(&used.home).done();
}

#[test]
fn the_simulated_signers_are_written_over_no_link_and_into_no_pipe() {
    let home = Home::new();
    let (other, trust) = (home.path().join("other"), home.path().join("trust"));
    let written = || in_time(home.command(&["sim", "trust", trust.to_str().unwrap(), "--json"]));
    fs::write(&other, OTHERS).unwrap();
    symlink(&other, &trust).unwrap();
    written().failed(2, "usage");
    fs::remove_file(&trust).unwrap();
    pipe(&trust);
    written().failed(2, "usage");
    fs::remove_file(&trust).unwrap();
    fs::hard_link(&other, &trust).unwrap();
    written().done();
    assert_eq!(fs::read_to_string(&other).unwrap(), OTHERS);
}

#[test]
fn a_simulated_card_whose_state_is_a_link_or_a_pipe_is_not_served() {
    let home = Home::new();
    let state = home.path().join("card");
    let served = || {
        let state = state.to_str().unwrap();
        let place = ["sim", "serve", "--listen", "0", "--json"];
        in_time(home.command(&[place.as_slice(), &["--state", state]].concat()))
    };
    pipe(&state);
    served().failed(1, "serve_failed");
    fs::remove_file(&state).unwrap();
    symlink(home.path().join("nowhere"), &state).unwrap();
    served().failed(1, "serve_failed");
}
