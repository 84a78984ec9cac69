//! What a card does with terminals that break the protocol.

use super::*;

fn refuses(run: &mut Run, command: &Command, status: StatusWord) {
    let answer = run.card.answer(command, &mut run.rng);
    assert_eq!(answer.response, Response::status(status));
    assert!(matches!(answer.outcome, Outcome::Failed));
    // The run is over: nothing is accepted any more.
    let next = Command::new(0x86, 0, 0).cla(0x10).data([0x7C, 0]);
    let answer = run.card.answer(&next, &mut run.rng);
    assert_eq!(answer.response.status, StatusWord::CONDITIONS_NOT_SATISFIED);
}

#[test]
fn mse_set_is_read_whatever_its_order_and_refused_when_it_is_malformed() {
    let set =
        |data: &[u8]| SetAuthentication::parse(&Command::new(0x22, 0xC1, 0xA4).data(data)).unwrap();
    let read = set(&[0x84, 1, 13, 0x83, 1, 1, 0x7F, 0x4C, 1, 0, 0x80, 2, 4, 0]).unwrap();
    assert_eq!(read.oid, [4, 0]);
    assert_eq!(read.password_reference(), Some(PasswordReference::Mrz));
    assert_eq!(read.parameter_id, Some(13));
    for reference in [0, 3, 4, 255] {
        let read = set(&[0x80, 1, 4, 0x83, 1, reference]).unwrap();
        assert_eq!(read.password_reference(), None);
    }
    for data in [
        &[][..],
        &[0x80, 1, 4],
        &[0x83, 1, 1],
        &[0x80, 1, 4, 0x83, 0],
        &[0x80, 1, 4, 0x83, 2, 0, 1],
        &[0x80, 1, 4, 0x83, 1, 1, 0x84, 0],
        &[0x80, 1, 4, 0x83, 1],
    ] {
        assert_eq!(set(data), Err(StatusWord::WRONG_DATA));
    }
    for command in [
        Command::new(0x22, 0xC1, 0xB6),
        Command::new(0x22, 0x41, 0xA4),
        Command::new(0x22, 0xC1, 0xA4).cla(0x0C),
        Command::new(0x86, 0xC1, 0xA4),
    ] {
        assert!(SetAuthentication::parse(&command).is_none());
    }
}

#[test]
fn commands_out_of_turn_or_out_of_the_chain_end_the_run() {
    let conditions = StatusWord::CONDITIONS_NOT_SATISFIED;
    for step in [Step::Nonce, Step::Map, Step::Agree, Step::Token] {
        let at = || {
            let mut run = Run::of(FAST, 1);
            run.until(step);
            let command = run.terminal.next().unwrap().command;
            (run, command)
        };
        let (mut run, command) = at();
        let other_class = command.cla ^ 0x10;
        refuses(&mut run, &command.cla(other_class), conditions);
        let (mut run, mut command) = at();
        command.p2 = 1;
        refuses(&mut run, &command, StatusWord::WRONG_P1P2);
        let (mut run, _) = at();
        refuses(&mut run, &Command::new(0xA4, 4, 0x0C), conditions);
        let (mut run, command) = at();
        let empty = command.clone().data([]);
        refuses(&mut run, &empty, StatusWord::WRONG_DATA);
        let (mut run, command) = at();
        let class = command.cla;
        let unknown = command.data(tlv::encode(0x7C, &tlv::encode(0x9F, &[1])));
        assert_eq!(unknown.cla, class);
        refuses(&mut run, &unknown, StatusWord::WRONG_DATA);
    }
}

#[test]
fn unacceptable_public_keys_of_the_terminal_are_refused_at_both_steps() {
    for parts in [CIE, FAST] {
        let group = choice(parts).group().clone();
        for (step, tag) in [(Step::Map, 0x81), (Step::Agree, 0x83)] {
            for key in bad_keys(&group) {
                let mut run = Run::of(parts, 2);
                run.until(step);
                let command = run.terminal.next().unwrap().command;
                let bad = command.data(tlv::encode(0x7C, &tlv::encode(tag, &key)));
                refuses(&mut run, &bad, StatusWord::WRONG_DATA);
            }
        }
    }
}

#[test]
fn a_terminals_nonce_of_wrong_length_is_refused() {
    for (suite, good) in [
        (Suite::TripleDes, 16),
        (Suite::Aes128, 16),
        (Suite::Aes192, 24),
        (Suite::Aes256, 32),
    ] {
        for len in [0, good - 1, good + 1] {
            let mut run = Run::of((Mapping::Integrated, suite, 12), 3);
            run.until(Step::Map);
            let command = run.terminal.next().unwrap().command;
            assert_eq!(Run::object(&command.data, 0x81).len(), good);
            let bad = command.data(tlv::encode(0x7C, &tlv::encode(0x81, &vec![1; len])));
            refuses(&mut run, &bad, StatusWord::WRONG_DATA);
        }
    }
}

#[test]
fn a_wrong_token_is_a_wrong_password_with_the_status_word_of_the_card() {
    let choice = choice(FAST);
    let settings = CardSettings {
        wrong_token: StatusWord(0x63C4),
        ..settings(&choice)
    };
    let mut run = Run::new(&choice, &can(), settings, 4);
    run.until(Step::Token);
    let mut command = run.terminal.next().unwrap().command;
    *command.data.last_mut().unwrap() ^= 1;
    let answer = run.card.answer(&command, &mut run.rng);
    assert!(matches!(answer.outcome, Outcome::WrongPassword));
    assert_eq!(answer.response.status, StatusWord(0x63C4));
    assert_eq!(
        run.accept(&answer.response).unwrap_err(),
        PaceError::WrongPassword { tries: Some(4) }
    );
    let again = run.card.answer(&command, &mut run.rng);
    assert_eq!(again.response.status, StatusWord::CONDITIONS_NOT_SATISFIED);
}

#[test]
fn a_card_is_not_set_up_with_what_its_protocol_excludes() {
    let begin =
        |parts, settings| CardSide::begin(choice(parts), &can(), settings, &mut rng(5)).map(drop);
    let nonce = |nonce_len| CardSettings {
        nonce_len,
        ..CardSettings::default()
    };
    assert_eq!(begin(FAST, nonce(8)), Err(PaceError::Unsupported));
    assert_eq!(begin(CIE, nonce(12)), Err(PaceError::Unsupported));
    assert_eq!(begin(CIE, nonce(0)), Err(PaceError::Unsupported));
    assert_eq!(begin(CIE, nonce(8)), Ok(()));
    let chip = (Mapping::ChipAuthentication, Suite::Aes128, 12);
    assert_eq!(
        begin(chip, CardSettings::default()),
        Err(PaceError::Unsupported)
    );
}
