//! The seeds of those fuzz targets that play a card or read what the simulated
//! card says: recorded runs of it. The seeds of the parsers of files are in
//! `core/tests/trust/seeds.rs`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../fuzz/src/conversation.rs"]
#[allow(dead_code, unreachable_pub, reason = "the fuzz targets use all of it")]
mod conversation;

use std::{fs, path::PathBuf};

use chacha20::ChaCha20Rng;
use cie_core::{
    Can, Family, Limits, MrzKey, Password, StatusWord,
    agreement::{
        bac,
        ias::{AuthorityKey, ChipKey, Collected},
        pace,
    },
    apdu::{Command, Form, Le, Response, command::ins},
    bytes::tlv::{self, Children},
};
use cie_document::{Access, read_identity, trust::card_security::CardSecurity};
use cie_sim::{DocumentOptions, Options, Profile};
use cie_tests::{Operation, Rig, wire::Exchange};
use conversation::{
    basic_access, card_info, encode, health_card, identity, messaging, pace_choice, protected_file,
    read_request, terminal_rng,
};
use rand_core::SeedableRng as _;

/// The targets that have their seeds from here.
const TARGETS: [&str; 12] = [
    "apdu",
    "bac",
    "card_info",
    "card_security",
    "ef_atr",
    "health_card",
    "ias_keys",
    "identity",
    "pace",
    "protected_file",
    "protected_response",
    "tlv",
];

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus")
}

/// Whether a seed leads a target as far as it can get.
fn leads_to_the_end(target: &str, seed: &[u8]) -> bool {
    match target {
        "apdu" => Command::parse(seed).is_ok(),
        "bac" => basic_access(seed).unwrap().is_ok(),
        "card_info" => card_info(seed).is_ok(),
        "card_security" => {
            CardSecurity::parse(seed).is_ok_and(|file| file.verify_signature(&[]).is_ok())
        }
        "ef_atr" => Family::from_ef_atr(seed).is_some() || Family::from_atr(seed).is_some(),
        "health_card" => health_card(seed).is_ok(),
        "ias_keys" => {
            ChipKey::parse(seed).is_ok()
                || AuthorityKey::parse(seed).is_ok()
                || Collected::default().add(seed).is_ok()
        }
        "identity" => identity(seed).unwrap().is_ok(),
        "pace" => conversation::pace(seed).unwrap().is_ok(),
        "protected_file" => protected_file(seed).unwrap().is_ok(),
        "protected_response" => {
            let (head, body) = seed.split_at(2);
            let response = Response::new(body.to_vec(), StatusWord::OK);
            let mut terminal = messaging(*head.first().unwrap()).unwrap();
            terminal
                .open_response(&response, head.ends_with(&[1]))
                .is_ok()
        }
        "tlv" => Children::of(seed).all(|child| child.is_ok()),
        other => unreachable!("{other}"),
    }
}

#[test]
fn every_seed_of_a_conversation_leads_to_its_end() {
    for target in TARGETS {
        let mut seeds = 0;
        for file in fs::read_dir(corpus().join(target)).unwrap() {
            let path = file.unwrap().path();
            // A run of the fuzzer leaves its own finds beside the seeds.
            if path.extension().is_some_and(|end| end == "seed") {
                assert!(
                    leads_to_the_end(target, &fs::read(&path).unwrap()),
                    "{path:?}: if the order of steps or of random numbers has changed on \
                     purpose, run the test that writes the seeds"
                );
                seeds += 1;
            }
        }
        assert!(seeds > 0, "{target} has no seed");
    }
}

fn responses(log: &[Exchange]) -> impl Iterator<Item = &[u8]> {
    log.iter().map(|exchange| exchange.response.as_slice())
}

fn rig(limits: &Limits, document: &[&str]) -> Rig {
    let document = DocumentOptions::parse(document).unwrap();
    let options = Options {
        document,
        ..Options::default()
    };
    let mut rig = Rig::with_options(Profile::Gemalto, limits.clone(), options);
    // Without the answer to reset, so that EF.ATR is read.
    rig.limits = limits.clone();
    rig
}

/// Run with `cargo test -p cie-tests --test fuzz_seeds write_the_seeds --
/// --ignored` when a conversation has changed.
#[test]
#[ignore = "it writes into the source tree"]
fn write_the_seeds_of_the_conversations() {
    for (link, limits) in [(0_u8, Limits::SHORT), (1, Limits::EXTENDED)] {
        let name = if link == 0 { "short" } else { "extended" };
        write_card_info(link, name, &limits);
        write_protected_file(link, name);
        write_identity(link, name, &limits);
        write_health_cards(link, name, &limits);
    }
    write_ias_keys();
    write_agreements();
    write_protected_responses();

    let mapping = rig(&Limits::EXTENDED, &["pace=ecdh-cam-aes128-13"]);
    let document = mapping.card.travel_document();
    write("card_security", "cam", document.card_security().unwrap());
    write("tlv", "card_security", document.card_security().unwrap());
    write("tlv", "card_access", document.card_access().unwrap());
    for (name, form) in [("short", Form::Short), ("extended", Form::Extended)] {
        let command = Command::new(ins::SELECT, 4, 0x0C).data([0xA0; 7]);
        let command = command.le(Le::Max).encode(form).unwrap();
        write("apdu", name, &command);
    }
}

fn write(target: &str, name: &str, seed: &[u8]) {
    assert!(leads_to_the_end(target, seed), "{target}/{name}");
    let folder = corpus().join(target);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.seed")), seed).unwrap();
}

fn write_card_info(link: u8, name: &str, limits: &Limits) {
    let mut rig = rig(limits, &[]);
    rig.info().unwrap();
    let answers = encode(responses(&rig.last.log));
    write("card_info", name, &[vec![link], answers].concat());
    let ef_atr = rig.last.log.iter().find(|exchange| {
        let answer = &exchange.response;
        Family::from_ef_atr(answer).is_some()
    });
    write("ef_atr", name, &ef_atr.unwrap().response);
    write("ef_atr", "atr", Profile::Actalis.atr());
}

/// Without the answer to reset, so that everything is asked for. `STIncard` over
/// contacts does not find its PIN then.
fn write_health_cards(link: u8, name: &str, limits: &Limits) {
    for profile in cie_sim::cns::Profile::ALL {
        if profile == cie_sim::cns::Profile::St {
            continue;
        }
        let mut rig = Rig::cns(profile, limits.clone());
        rig.limits = limits.clone();
        rig.tap(conversation::health_card_at_hand).unwrap();
        let answers = encode(responses(&rig.last.log));
        let name = format!("{profile}-{name}");
        write("health_card", &name, &[vec![link], answers].concat());
    }
}

fn write_identity(link: u8, name: &str, limits: &Limits) {
    let mut rig = rig(
        limits,
        &[
            "pace=ecdh-gm-aes128-13",
            "chip-authentication=ecdh-aes128-bp256",
        ],
    );
    let can = Password::Can(Can::new(conversation::CAN).unwrap());
    let key = MrzKey::new(conversation::MRZ);
    for (first, way, access) in [
        (0, "pace", Access::Pace(&can)),
        (1, "bac", Access::Bac(&key)),
    ] {
        let request = read_request(access);
        rig.tap(|card| read_identity(card, &request)).unwrap();
        let answers = encode(responses(&rig.last.log));
        let seed = [vec![first, link], answers].concat();
        write("identity", &format!("{way}-{name}"), &seed);
    }
}

/// The ways in which cards end a file.
fn write_protected_file(link: u8, name: &str) {
    let file = tlv::encode(0x61, &[0x5A; 300]);
    let (start, end) = file.split_at(200);
    let answer = |data: &[u8], status: u16| [data, &status.to_be_bytes()].concat();
    let endings = [
        ("whole", vec![answer(start, 0x9000), answer(end, 0x9000)]),
        ("warned", vec![answer(start, 0x9000), answer(end, 0x6282)]),
        (
            "selected",
            vec![
                answer(&[], 0x6A82),
                answer(&[], 0x9000),
                answer(start, 0x9000),
                answer(end, 0x9000),
            ],
        ),
    ];
    for (ending, answers) in &endings {
        for suite in 0..3 {
            let answers = encode(answers.iter().map(Vec::as_slice));
            let seed = [vec![suite, link], answers].concat();
            write("protected_file", &format!("{ending}-{suite}-{name}"), &seed);
        }
    }
}

fn write_ias_keys() {
    let mut rig = rig(&Limits::EXTENDED, &[]);
    rig.run(Operation::Verify).unwrap();
    let mut number = 0;
    for answer in responses(&rig.last.log) {
        let Some((data, _)) = answer.split_last_chunk::<2>() else {
            continue;
        };
        if data.len() > 8 && leads_to_the_end("ias_keys", data) {
            number += 1;
            write("ias_keys", &format!("verify-{number}"), data);
        }
    }
    assert!(number >= 4, "{number}");
}

/// Both sides of PACE and of basic access control.
fn write_agreements() {
    let mut card_rng = ChaCha20Rng::seed_from_u64(7);
    let can = Password::Can(Can::new(conversation::CAN).unwrap());
    for first in 0..conversation::PACE_CHOICES {
        let choice = pace_choice(first).unwrap();
        let group = choice.group().clone();
        let chip_key = group.draw(&group.generator(), &mut card_rng).unwrap();
        let settings = pace::CardSettings {
            chip_key: Some(chip_key.private().clone()),
            ..pace::CardSettings::default()
        };
        let mut card =
            pace::CardSide::begin(choice.clone(), &can, settings, &mut card_rng).unwrap();
        let mut terminal = pace::Terminal::begin(choice, &can);
        let mut rng = terminal_rng();
        let taken = Response::status(StatusWord::OK);
        terminal.accept(&taken, &mut rng).unwrap();
        let mut answers = vec![taken];
        while let Some(request) = terminal.next() {
            let answer = card.answer(&request.command, &mut card_rng).response;
            terminal.accept(&answer, &mut rng).unwrap();
            answers.push(answer);
        }
        let answers: Vec<_> = answers.iter().map(Response::encode).collect();
        let answers = encode(answers.iter().map(Vec::as_slice));
        let seed = [vec![first], answers].concat();
        write("pace", &format!("choice-{first}"), &seed);
    }

    let key = MrzKey::new(conversation::MRZ);
    let mut rng = terminal_rng();
    let mut terminal = bac::Terminal::begin(&key, &mut rng).unwrap();
    let mut card = bac::CardSide::new(&key).unwrap();
    let mut answers = Vec::new();
    while let Some(command) = terminal.next().unwrap() {
        let answer = card.answer(&command, &mut card_rng).unwrap().response;
        terminal.accept(&answer).unwrap();
        answers.push(answer.encode());
    }
    let answers = encode(answers.iter().map(Vec::as_slice));
    write("bac", "whole", &answers);
}

fn write_protected_responses() {
    for suite in 0..3 {
        for odd in [false, true] {
            let mut card = messaging(suite).unwrap();
            let response = Response::new(b"what the file says".to_vec(), StatusWord::OK);
            let protected = card
                .protect_response(&response, odd, StatusWord::OK)
                .unwrap();
            let seed = [&[suite, u8::from(odd)], protected.data.as_slice()].concat();
            let name = format!("{suite}-{}", if odd { "odd" } else { "even" });
            write("protected_response", &name, &seed);
        }
    }
}
