//! What each fault knob does, against a card without it.

use cie_core::LinkError;
use cie_core::bytes::tlv::{self, Children};
use cie_core::channel::secure::SecureMessaging;
use cie_core::{
    StatusWord,
    apdu::{Command, Le, Response},
};
use cie_sim::identity::{DH_GROUP, Identity};
use cie_sim::{Card, Faults, Options, Profile, STANDARD_PIN, STANDARD_PUK};
use hex_literal::hex;

use crate::terminal::{
    GET_AUTHORITY, GET_G, GET_GROUP, GET_P, GET_PUBLIC_VALUE, GET_Q, OK, RANDOM, SELECT_CIE,
    Terminal, authenticated, in_cie, seeded,
};

const PIN: u8 = 0x81;
const PUK: u8 = 0x82;
const NEW: &str = "86420975";
const NOT_THERE: StatusWord = StatusWord::REFERENCED_DATA_NOT_FOUND;
const GROUP: [u32; 3] = [0x70, 0xBF_A1_01, 0xA3];

fn set(terminal: &mut Terminal, faults: &[&str]) {
    terminal.card.set_faults(Faults::parse(faults).unwrap());
}

fn verify_with_le(terminal: &mut Terminal, le: Le) -> Response {
    let command = Command::new(0x20, 0x00, PIN)
        .data(STANDARD_PIN.as_bytes())
        .le(le);
    terminal.protected_answer(&command)
}

#[test]
fn drop_before_loses_the_command_and_drop_after_only_the_answer() {
    for (fault, received) in [("drop-before", 1), ("drop-after", 2)] {
        let mut terminal = in_cie(Profile::Gemalto, &[]);
        set(&mut terminal, &[&format!("{fault}=2")]);
        let mut card = terminal.card;
        assert!(card.exchange(&hex!("0084000008")).is_ok());
        assert_eq!(card.exchange(&hex!("0084000008")), Err(LinkError::Lost));
        assert_eq!(card.exchanges(), 3);
        let challenges = card.journal().iter().filter(|entry| entry.ins == 0x84);
        assert_eq!(challenges.count(), received, "{fault}");
        // The card is back, without what it had agreed and selected.
        assert_eq!(
            card.exchange(&hex!("00A4020C021001")).unwrap(),
            hex!("6A82")
        );
    }
}

#[test]
fn a_lost_verify_has_been_counted_only_when_the_card_received_it() {
    for (fault, tries) in [("drop-before", 3), ("drop-after", 2)] {
        let mut terminal = authenticated(Profile::Gemalto, &[]);
        let session = terminal.sent.len();
        terminal.verify(PIN, "00000000");
        let fault = format!("{fault}={session}");
        let mut card = Card::new(Profile::Gemalto, seeded(&[&fault]));
        for command in &terminal.sent {
            let lost = card.exchanges() as usize == session;
            assert_eq!(card.exchange(command).is_err(), lost);
        }
        assert_eq!(card.pin_tries(), tries, "{fault}");
        assert!(card.session_keys().is_none());
    }
}

#[test]
fn corrupt_mac_spoils_the_protected_answer_of_one_exchange() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    terminal.agree();
    let index = terminal.card.exchanges() + 1;
    set(&mut terminal, &[&format!("corrupt-mac={index}")]);
    terminal.challenge();
    let (keys, ssc) = terminal.channel.clone().unwrap();
    let answer = terminal.protected_answer(&Command::new(0x84, 0, 0));
    assert_eq!(answer.status, OK);
    let mut ssc = ssc;
    ssc.increment();
    let mut bent = answer.clone();
    assert!(
        SecureMessaging::new(keys.clone(), ssc)
            .open_response(&bent, false)
            .is_err()
    );
    *bent.data.last_mut().unwrap() ^= 1;
    assert!(
        SecureMessaging::new(keys, ssc)
            .open_response(&bent, false)
            .is_ok()
    );
    terminal.channel.as_mut().unwrap().1.increment();
    terminal.challenge();
}

#[test]
fn each_end_of_file_is_played_in_clear_even_and_odd() {
    let nis = Identity::standard().nis();
    let across = ["00B0810010", "00B1000104 54020000 20"];
    let behind = ["00B0810C10", "00B1000104 5402000C 20"];
    let outside = StatusWord::OFFSET_OUTSIDE_FILE;
    for (eof, data, status, status_behind) in [
        ("short-9000", &nis[..], OK, outside),
        ("6282", nis, StatusWord::END_OF_FILE, outside),
        ("6b00", &[], outside, outside),
        ("6cxx", &[], StatusWord(0x6C0C), outside),
        ("empty-9000", nis, OK, OK),
    ] {
        let mut terminal = in_cie(Profile::Gemalto, &[&format!("eof={eof}")]);
        for (form, command) in across.into_iter().enumerate() {
            let response = terminal.clear(command);
            assert_eq!(response.status, status, "{eof}");
            let found = match tlv::find(&response.data, 0x53) {
                Ok(object) if form == 1 => object.value,
                _ => &response.data,
            };
            assert_eq!(found, data, "{eof}");
        }
        for command in behind {
            let response = terminal.clear(command);
            assert_eq!(
                (response.data.len(), response.status),
                (0, status_behind),
                "{eof}"
            );
        }
        // What does not touch the end is the same for all.
        assert_eq!(terminal.status("00B081000C"), OK);
    }
}

#[test]
fn under_protection_6cxx_comes_in_clear_and_the_command_does_not_count() {
    let mut terminal = in_cie(Profile::Gemalto, &["eof=6cxx"]);
    terminal.agree();
    let (_, before) = terminal.channel.clone().unwrap();
    let answer = terminal.protected_answer(&Command::new(0xB0, 0x81, 0).le(Le::Exact(16)));
    assert_eq!((answer.data.len(), answer.status.0), (0, 0x6C0C));
    terminal.channel.as_mut().unwrap().1 = before;
    let again = terminal.secure(&Command::new(0xB0, 0x81, 0).le(Le::Exact(12)));
    assert_eq!((again.data.len(), again.status), (12, OK));
}

#[test]
fn outer_inner_shows_the_protected_status_outside_too() {
    for (faults, outer) in [(&[][..], 0x9000), (&["outer-inner"], 0x63C2)] {
        let mut terminal = authenticated(Profile::Gemalto, faults);
        let command = Command::new(0x20, 0x00, PIN).data(*b"00000000");
        let answer = terminal.protected_answer(&command);
        assert_eq!(answer.status.0, outer);
        assert_eq!(tlv::find(&answer.data, 0x99).unwrap().value, hex!("63C2"));
    }
}

#[test]
fn reorder_children_turns_every_template_round() {
    let tags = |faults: &[&str], command, path: &[u32]| -> Vec<u32> {
        let object = in_cie(Profile::Gemalto, faults).value(command, path);
        Children::of(&object)
            .map(|child| child.unwrap().tag)
            .collect()
    };
    for (command, path) in [
        (GET_GROUP, GROUP),
        (GET_AUTHORITY, [0x70, 0xBF_A0_04, 0x7F49]),
    ] {
        let mut usual = tags(&[], command, &path);
        usual.reverse();
        assert_eq!(tags(&["reorder-children"], command, &path), usual);
    }
}

#[test]
fn wrong_le_on_code_asks_for_the_command_again_and_obeys_who_obeys() {
    let mut terminal = authenticated(Profile::Gemalto, &["wrong-le-on-code"]);
    let (_, before) = terminal.channel.clone().unwrap();
    let answer = verify_with_le(&mut terminal, Le::None);
    assert_eq!((answer.data.len(), answer.status.0), (0, 0x6C08));
    for header in [[0x24, 0x00, PIN], [0x2C, 0x02, PIN], [0x2C, 0x03, PIN]] {
        terminal.channel.as_mut().unwrap().1 = before;
        let [ins, p1, p2] = header;
        let answer = terminal.protected_answer(&Command::new(ins, p1, p2).data(*b"00000000"));
        assert_eq!(answer.status.0, 0x6C08);
    }
    assert_eq!(terminal.card.pin_tries(), 3);
    terminal.channel.as_mut().unwrap().1 = before;
    let answer = verify_with_le(&mut terminal, Le::Exact(8));
    assert_eq!(tlv::find(&answer.data, 0x99).unwrap().value, hex!("9000"));
}

#[test]
fn plain_status_on_code_answers_in_clear_processes_nothing_and_ends_the_session() {
    for status in ["9000", "63C1", "6983"] {
        let fault = format!("plain-status-on-code={status}");
        for (ins, p1) in [(0x20, 0x00), (0x24, 0x00), (0x2C, 0x02)] {
            let mut terminal = authenticated(Profile::Gemalto, &[&fault]);
            let command = Command::new(ins, p1, PIN).data(*b"00000000");
            let answer = terminal.protected_answer(&command);
            assert_eq!(
                (answer.data.len(), format!("{}", answer.status)),
                (0, status.into())
            );
            assert!(terminal.card.session_keys().is_none());
            assert_eq!(terminal.card.pin_tries(), 3);
        }
    }
}

#[test]
fn no_q_leaves_it_out_of_the_group_and_of_both_proofs() {
    let mut terminal = in_cie(Profile::Gemalto, &["no-q"]);
    assert_eq!(terminal.status(GET_Q), NOT_THERE);
    let group = terminal.value(GET_GROUP, &GROUP);
    assert_eq!(Children::of(&group).count(), 2);
    terminal.agreed.g = terminal.value(GET_G, &[0x70, 0xBF_A1_01, 0xA3, 0x97]);
    terminal.agreed.p = terminal.value(GET_P, &[0x70, 0xBF_A1_01, 0xA3, 0x98]);
    terminal.exchange_public_values().authenticate();
    assert_eq!(terminal.verify(PIN, STANDARD_PIN), OK);
}

#[test]
fn each_bad_group_is_bad_in_its_own_way() {
    let number = |fault: &str, command, tag| {
        let mut terminal = in_cie(Profile::Gemalto, &[&format!("bad-group={fault}")]);
        terminal.value(command, &[GROUP[0], GROUP[1], GROUP[2], tag])
    };
    let even = number("even-p", GET_P, 0x98);
    assert_eq!((even.len(), even.last().unwrap() & 1), (256, 0));
    let short = number("short-p", GET_P, 0x98);
    assert_eq!((short.len(), short[0] >> 7, short[95] & 1), (96, 1, 1));
    assert_eq!(number("g-one", GET_G, 0x97), [1]);

    let public = |fault: &str| {
        let mut terminal = in_cie(Profile::Gemalto, &[&format!("bad-group={fault}")]);
        assert_eq!(terminal.offer(&DH_GROUP.g), OK);
        let value = terminal.value(GET_PUBLIC_VALUE, &[0xA6, 0x91]);
        assert_eq!(value.len(), 256);
        value
    };
    let one = [vec![0; 255], vec![1]].concat();
    let mut minus_one = DH_GROUP.p.to_vec();
    *minus_one.last_mut().unwrap() -= 1;
    assert_eq!(public("y-zero"), [0; 256]);
    assert_eq!(public("y-one"), one);
    assert_eq!(public("y-minus-one"), minus_one);
    // (−y)^q = −1, as q is odd.
    let modulus = cie_core::agreement::modular::Modulus::new(&DH_GROUP.p).unwrap();
    let power = modulus.pow(&public("y-outside"), &DH_GROUP.q).unwrap();
    assert_eq!(**power, minus_one);
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    terminal.agree();
    let power = modulus.pow(&terminal.agreed.chip, &DH_GROUP.q).unwrap();
    assert_eq!(**power, one);
}

#[test]
fn with_a_trivial_public_value_the_chip_holds_the_keys_that_a_careless_terminal_gets() {
    for fault in ["y-zero", "y-one"] {
        let mut terminal = in_cie(Profile::Gemalto, &[&format!("bad-group={fault}")]);
        terminal.agree().authenticate();
        assert_eq!(terminal.verify(PIN, STANDARD_PIN), OK, "{fault}");
    }
}

#[test]
fn wrong_chip_signature_has_the_right_form_and_another_hash() {
    use cie_core::agreement::iso9796::{Iso9796Error, Representative};
    use cie_core::agreement::modular::Modulus;
    let mut terminal = in_cie(Profile::Gemalto, &["wrong-chip-signature"]);
    terminal.agree().prove_terminal();
    terminal.secure_status([0x22, 0x41, 0xA4], &hex!("84018280019B"));
    let answer = terminal.secure(&Command::new(0x88, 0, 0).data(RANDOM));
    assert_eq!(answer.status, OK);
    let (serial_number, signature) = answer.data.split_at(8);
    let key = Identity::standard().device_authentication_key();
    let modulus = Modulus::new(&key.modulus()).unwrap();
    let opened = Representative::new(&modulus, &key.public_exponent(), signature).unwrap();
    let agreed = &terminal.agreed;
    let message = [
        &agreed.chip[..],
        serial_number,
        &RANDOM,
        &agreed.own,
        &agreed.g,
        &agreed.p,
        &agreed.q,
    ];
    assert_eq!(opened.check(&message), Err(Iso9796Error::Hash));
}

#[test]
fn garbage_and_empty_answers_start_at_their_exchange() {
    let command = hex!("00A4000C");
    let answers = |fault: &str| {
        let mut card = Card::new(Profile::Gemalto, seeded(&[fault]));
        (0..40).map(|_| card.process(&command)).collect::<Vec<_>>()
    };
    for from in [0, 2] {
        let garbage = answers(&format!("garbage={from}"));
        assert!(garbage[..from].iter().all(|answer| *answer == hex!("9000")));
        let lengths: Vec<usize> = garbage[from..].iter().map(Vec::len).collect();
        assert!(lengths.iter().any(|length| *length > 100));
        assert!(garbage[from] != garbage[from + 1]);
        let empty = answers(&format!("empty={from}"));
        assert!(empty[..from].iter().all(|answer| *answer == hex!("9000")));
        assert!(empty[from..].iter().all(Vec::is_empty));
    }
}

#[test]
fn endless_61_never_comes_to_an_end() {
    let mut card = Card::new(Profile::Gemalto, seeded(&["endless-61=1"]));
    assert_eq!(card.process(&hex!("00A4000C")), hex!("9000"));
    assert_eq!(card.process(&hex!("00A4000C")), hex!("61FF"));
    for _ in 0..3 {
        let answer = card.process(&hex!("00C00000FF"));
        assert_eq!((answer.len(), &answer[255..]), (257, &hex!("61FF")[..]));
    }
}

#[test]
fn reset_needs_2c03_refuses_the_new_pin_alone() {
    let reset = |terminal: &mut Terminal, p1, data: &str| {
        terminal.secure_status([0x2C, p1, PIN], data.as_bytes())
    };
    let mut terminal = authenticated(Profile::Gemalto, &["reset-needs-2c03"]);
    terminal.verify(PUK, STANDARD_PUK);
    let refused = reset(&mut terminal, 0x02, NEW);
    assert_eq!(refused, StatusWord::CONDITIONS_NOT_SATISFIED);
    assert!(terminal.card.has_pin(STANDARD_PIN.as_bytes()));
    assert_eq!(reset(&mut terminal, 0x03, ""), OK);
    assert_eq!(reset(&mut terminal, 0x02, NEW), OK);
    assert!(terminal.card.has_pin(NEW.as_bytes()));
}

#[test]
fn immediate_6983_answers_the_blocking_attempt_itself() {
    for (faults, last) in [(&[][..], 0x63C0), (&["immediate-6983"], 0x6983)] {
        let mut terminal = authenticated(Profile::Gemalto, faults);
        let statuses = [(); 4].map(|()| terminal.verify(PIN, "00000000").0);
        assert_eq!(statuses, [0x63C2, 0x63C1, last, 0x6983]);
    }
}

#[test]
fn single_get_only_gives_the_group_at_once_or_not_at_all() {
    for profile in Profile::ALL {
        let mut terminal = in_cie(profile, &["single-get-only"]);
        for command in [GET_G, GET_P, GET_Q] {
            assert_eq!(terminal.status(command), NOT_THERE);
        }
        let group = terminal.value(GET_GROUP, &GROUP);
        assert_eq!(tlv::find(&group, 0x99).unwrap().value, DH_GROUP.q);
    }
}

#[test]
fn empty_verify_counts_uses_up_a_try() {
    let mut terminal = authenticated(Profile::Gemalto, &["empty-verify-counts"]);
    assert_eq!(terminal.verify(PIN, "").0, 0x63C2);
    assert_eq!(terminal.verify(PUK, "").0, 0x63C9);
    assert_eq!(
        (terminal.card.pin_tries(), terminal.card.puk_tries()),
        (2, 9)
    );
}

#[test]
fn a_seed_repeats_the_cards_numbers_and_the_options_seed_goes_first() {
    let challenge = |seed: Option<u64>, faults: &[&str]| {
        let options = Options {
            seed,
            faults: Faults::parse(faults).unwrap(),
            ..Options::default()
        };
        let mut terminal = Terminal::new(Card::new(Profile::Gemalto, options));
        terminal.status(SELECT_CIE);
        terminal.clear("0084000008").data.to_vec()
    };
    assert_eq!(challenge(None, &["seed=5"]), challenge(Some(5), &[]));
    assert_eq!(challenge(Some(6), &["seed=5"]), challenge(Some(6), &[]));
    assert_ne!(challenge(Some(6), &[]), challenge(Some(5), &[]));
    assert_ne!(challenge(None, &[]), challenge(None, &[]));
}

#[test]
fn mute_on_extended_silences_the_card_in_df_cie_until_the_field_is_reset() {
    let mut card = Card::new(Profile::Gemalto, seeded(&["mute-on-extended"]));
    let extended = hex!("00840000000008");
    assert!(card.exchange(&extended).is_ok(), "not in the MF");
    card.exchange(&hex!("00A4040C06A00000000039")).unwrap();
    assert!(card.exchange(&hex!("0084000008")).is_ok());
    assert_eq!(card.exchange(&extended), Err(LinkError::Lost));
    assert_eq!(card.exchange(&hex!("0084000008")), Err(LinkError::Lost));
    card.reset();
    assert_eq!(card.exchange(&hex!("0084000008")), Err(LinkError::Lost));
    card.leave_field();
    assert!(card.exchange(&hex!("0084000008")).is_ok());
}
