//! Terminal and card against each other.

use super::*;

#[test]
fn the_protocol_of_the_cie_works_with_both_passwords_and_nonces_of_8_and_16_bytes() {
    for password in [can(), mrz()] {
        for nonce_len in [8, 16] {
            let choice = choice(CIE);
            let settings = CardSettings {
                nonce_len,
                ..CardSettings::default()
            };
            let (_, established) = Run::new(&choice, &password, settings, 1).succeeds();
            let transcript = established.transcript;
            assert_eq!(transcript.nonce_len, nonce_len);
            assert_eq!(transcript.password, password.reference());
            assert_eq!(transcript.parameter_id, Some(2));
        }
    }
}

#[test]
fn every_protocol_works_in_every_group_of_its_kind_with_both_passwords() {
    let mut runs = 0;
    for mapping in MAPPINGS {
        for suite in SUITES {
            for id in Group::PARAMETER_IDS {
                let Some(choice) = maybe((mapping, suite, id)) else {
                    continue;
                };
                for password in [can(), mrz()] {
                    let settings = settings(&choice);
                    Run::new(&choice, &password, settings, runs).succeeds();
                    runs += 1;
                }
            }
        }
    }
    // Two mappings of four suites in eight groups, and one of three in five.
    assert_eq!(runs, 2 * (2 * 4 * 8 + 3 * 5));
}

#[test]
fn the_commands_are_those_of_the_standard_and_say_how_they_travel() {
    let mut run = Run::of(CIE, 2);
    for (header, short, attempt, data_len) in [
        ([0x00, 0x22, 0xC1, 0xA4], false, false, 0x0F),
        ([0x10, 0x86, 0x00, 0x00], true, false, 2),
        ([0x10, 0x86, 0x00, 0x00], false, false, 0x108),
        ([0x10, 0x86, 0x00, 0x00], false, false, 0x108),
        ([0x00, 0x86, 0x00, 0x00], true, true, 12),
    ] {
        let request = run.terminal.next().unwrap();
        let Command {
            cla, ins, p1, p2, ..
        } = request.command;
        assert_eq!([cla, ins, p1, p2], header);
        assert_eq!(request.must_be_short, short);
        assert_eq!(request.is_attempt, attempt);
        assert_eq!(request.command.data.len(), data_len);
        run.step().unwrap();
    }
    assert_eq!(
        *run.commands[0].data,
        hex_literal::hex!("800A04007F00070202040101830102")
    );
}

#[test]
fn no_message_is_longer_than_the_choice_says() {
    for mapping in MAPPINGS {
        for id in Group::PARAMETER_IDS {
            let Some(choice) = maybe((mapping, Suite::Aes256, id)) else {
                continue;
            };
            let settings = settings(&choice);
            let (run, _) = Run::new(&choice, &can(), settings, 3).succeeds();
            let commands = run.commands.iter().map(|command| command.data.len());
            let answers = run.answers.iter().map(|answer| answer.data.len());
            assert_eq!(commands.max(), Some(choice.longest_command_data()));
            assert_eq!(answers.max(), Some(choice.longest_response_data()));
        }
    }
}

#[test]
fn a_wrong_password_shows_at_the_token_and_on_both_sides() {
    for parts in [CIE, FAST, (Mapping::Integrated, Suite::Aes256, 13)] {
        let choice = choice(parts);
        let mut run = Run::new(&choice, &can(), settings(&choice), 4);
        let wrong = Password::Can(Can::new(b"010204").unwrap());
        run.terminal = Terminal::begin(choice, &wrong);
        run.until(Step::Token);
        let command = run.terminal.next().unwrap().command;
        let answer = run.card.answer(&command, &mut run.rng);
        assert!(matches!(answer.outcome, Outcome::WrongPassword));
        assert_eq!(
            run.accept(&answer.response).unwrap_err(),
            PaceError::WrongPassword { tries: None }
        );
        assert!(run.terminal.next().is_none());
    }
}

#[test]
fn the_same_digits_as_another_kind_of_password_are_a_wrong_password() {
    let choice = choice(FAST);
    let mut run = Run::new(&choice, &can(), settings(&choice), 5);
    run.terminal = Terminal::begin(choice, &Password::Mrz(MrzKey::new(b"010203")));
    assert_eq!(
        run.finish().unwrap_err(),
        PaceError::WrongPassword { tries: None }
    );
}

#[test]
fn nothing_secret_shows_in_debug() {
    let mut run = Run::of((Mapping::ChipAuthentication, Suite::Aes128, 13), 6);
    run.until(Step::Token);
    assert_eq!(
        format!("{:?}{:?}", run.terminal, run.card),
        "Terminal(Choice { protocol: Protocol { agreement: Ecdh, mapping: ChipAuthentication, \
         suite: Aes128 }, group: Group(brainpoolP256r1), ambiguous: false }, Some(Token))\
         CardSide(Choice { protocol: Protocol { agreement: Ecdh, mapping: ChipAuthentication, suite: \
         Aes128 }, group: Group(brainpoolP256r1), ambiguous: false })"
    );
    let established = run.finish().unwrap();
    assert_eq!(
        format!("{:?}{:?}", established.messaging, established.chip_data),
        "SecureMessaging(SessionKeys(Aes128, hidden))\
         Some(ChipAuthenticationData(Group(brainpoolP256r1)))"
    );
    assert_eq!(
        format!(
            "{:?}",
            CardSettings {
                chip_key: Some(PrivateKey::new(&[7])),
                ..CardSettings::default()
            }
        ),
        "CardSettings { nonce_len: 16, leading_zeros: Avoid, chip_key: Some(PrivateKey(hidden)), \
         wrong_token: StatusWord(6300) }"
    );
}
