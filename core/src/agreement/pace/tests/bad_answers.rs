//! What a terminal does with cards that refuse, misbehave or lie.

use super::*;

/// After a failure there is nothing left.
fn is_over(run: &mut Run) {
    assert!(run.terminal.next().is_none());
    assert_eq!(run.terminal.step(), None);
    assert_eq!(
        run.accept(&Response::status(StatusWord::OK)).unwrap_err(),
        PaceError::Misbehaved("response without an outstanding command")
    );
}

#[test]
fn a_refused_step_is_named_with_its_status_word() {
    for step in [Step::Nonce, Step::Map, Step::Agree, Step::Token] {
        for status in [0x6985, 0x6A80, 0x6982, 0x6700, 0x6983, 0x6F00].map(StatusWord) {
            let mut run = Run::of(FAST, 1);
            run.until(step);
            // With data or without: what counts is the status word.
            let mut response = run.answer();
            response.status = status;
            assert_eq!(
                run.accept(&response).unwrap_err(),
                PaceError::Refused { step, status }
            );
            is_over(&mut run);
        }
    }
}

#[test]
fn only_at_the_token_6300_and_63cx_mean_a_wrong_password() {
    for (status, tries) in [(0x6300, None), (0x63C2, Some(2)), (0x63C0, Some(0))] {
        let status = StatusWord(status);
        let mut run = Run::of(FAST, 2);
        run.until(Step::Token);
        assert_eq!(
            run.accept(&Response::status(status)).unwrap_err(),
            PaceError::WrongPassword { tries }
        );
        is_over(&mut run);
        for step in [Step::Nonce, Step::Map, Step::Agree] {
            let mut run = Run::of(FAST, 2);
            run.until(step);
            assert_eq!(
                run.accept(&Response::status(status)).unwrap_err(),
                PaceError::Refused { step, status }
            );
        }
    }
}

#[test]
fn parameters_that_the_card_demands_are_named_once() {
    for status in [0x6A80, 0x6A86, 0x6A87, 0x6A88, 0x6B00].map(StatusWord) {
        let mut run = Run::of(CIE, 3);
        let refusal = Response::status(status);
        let accepted = run.terminal.accept(&refusal, &mut run.rng).unwrap();
        assert!(matches!(accepted, Accepted::ParametersDemanded(demand) if demand == status));
        // Without the driver's consent the same command comes again.
        let set = |run: &Run| {
            let command = run.terminal.next().unwrap().command;
            SetAuthentication::parse(&command).unwrap().unwrap()
        };
        assert_eq!(set(&run).parameter_id, None);
        assert!(run.terminal.name_parameters());
        assert_eq!(set(&run).parameter_id, Some(2));
        let data = &run.terminal.next().unwrap().command.data;
        assert_eq!(data[15..], [0x84, 1, 2]);
        assert!(!run.terminal.name_parameters());
        let mut again = Run::of(CIE, 3);
        again.terminal.name_parameters();
        again.succeeds();
        assert_eq!(
            run.accept(&refusal).unwrap_err(),
            PaceError::Refused {
                step: Step::SetAuthentication,
                status
            }
        );
        is_over(&mut run);
    }
}

#[test]
fn other_refusals_of_mse_set_end_the_run_and_a_counter_is_only_a_warning() {
    for status in [0x6300, 0x63C0, 0x6700, 0x6982, 0x6983, 0x6D00].map(StatusWord) {
        let mut run = Run::of(FAST, 4);
        let step = Step::SetAuthentication;
        assert_eq!(
            run.accept(&Response::status(status)).unwrap_err(),
            PaceError::Refused { step, status }
        );
        is_over(&mut run);
    }
    let mut run = Run::of(FAST, 4);
    let warning = Response::status(StatusWord(0x63C1));
    assert!(run.accept(&warning).unwrap().is_none());
    assert_eq!(run.terminal.step(), Some(Step::Nonce));
    run.succeeds();
}

#[test]
fn a_nonce_of_a_length_that_no_card_may_send_is_refused() {
    for (suite, mapping, good) in [
        (Suite::TripleDes, Mapping::Generic, &[8, 16, 24, 32][..]),
        (Suite::Aes128, Mapping::Generic, &[16, 32]),
        (Suite::Aes256, Mapping::Generic, &[16, 32]),
        (Suite::TripleDes, Mapping::Integrated, &[16]),
        (Suite::Aes128, Mapping::Integrated, &[16]),
        (Suite::Aes192, Mapping::Integrated, &[32]),
        (Suite::Aes256, Mapping::Integrated, &[32]),
    ] {
        for len in 0..=48 {
            let mut run = Run::of((mapping, suite, 12), 5);
            run.until(Step::Nonce);
            let result = run.accept(&answer(0x80, &vec![0x5A; len]));
            assert_eq!(result.is_ok(), good.contains(&len), "{suite:?} {len}");
        }
    }
}

#[test]
fn unacceptable_public_keys_of_the_card_are_refused_at_both_steps() {
    for parts in [CIE, FAST] {
        let group = choice(parts).group().clone();
        for (step, tag) in [(Step::Map, 0x82), (Step::Agree, 0x84)] {
            for key in bad_keys(&group) {
                let mut run = Run::of(parts, 6);
                run.until(step);
                assert_eq!(
                    run.accept(&answer(tag, &key)).unwrap_err(),
                    PaceError::Misbehaved("an unacceptable public key"),
                    "{step:?} {key:02X?}"
                );
                is_over(&mut run);
            }
        }
    }
}

#[test]
fn the_terminals_own_public_key_is_refused_at_both_steps() {
    for parts in [CIE, FAST, (Mapping::Integrated, Suite::Aes128, 12)] {
        for (step, sent, received) in [(Step::Map, 0x81, 0x82), (Step::Agree, 0x83, 0x84)] {
            if step == Step::Map && parts.0 == Mapping::Integrated {
                continue;
            }
            let mut run = Run::of(parts, 7);
            run.until(step);
            let own = Run::object(&run.terminal.next().unwrap().command.data, sent);
            assert_eq!(
                run.accept(&answer(received, &own)).unwrap_err(),
                PaceError::Misbehaved("our own public key, sent back")
            );
            is_over(&mut run);
        }
    }
}

#[test]
fn a_card_that_takes_the_token_without_knowing_the_password_proves_nothing() {
    let mut run = Run::of(FAST, 8);
    run.until(Step::Token);
    let own = Run::object(&run.terminal.next().unwrap().command.data, 0x85);
    let good = Run::object(&run.answer().data, 0x86);
    let mut tokens = vec![own, vec![], good[..7].to_vec(), [&good[..], &[0]].concat()];
    for bit in 0..64 {
        let mut flipped = good.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        tokens.push(flipped);
    }
    for token in tokens {
        let mut run = Run::of(FAST, 8);
        run.until(Step::Token);
        run.answer();
        assert_eq!(
            run.accept(&answer(0x86, &token)).unwrap_err(),
            PaceError::NotProved
        );
        is_over(&mut run);
    }
}

#[test]
fn integrated_mapping_takes_an_empty_answer_an_empty_template_and_an_empty_object() {
    for data in [&[][..], &[0x7C, 0], &[0x7C, 2, 0x82, 0]] {
        let mut run = Run::of((Mapping::Integrated, Suite::Aes256, 18), 9);
        run.until(Step::Map);
        run.answer();
        let response = Response::new(data.to_vec(), StatusWord::OK);
        assert!(run.accept(&response).unwrap().is_none());
        run.succeeds();
    }
}

#[test]
fn objects_that_nobody_knows_are_passed_over_at_the_token() {
    // Names of certification authorities, for terminal authentication.
    let mut run = Run::of(FAST, 10);
    run.until(Step::Token);
    let token = Run::object(&run.answer().data, 0x86);
    let mut body = tlv::encode(0x87, b"DETESTCVCA00003");
    tlv::push(&mut body, 0x86, &token);
    tlv::push(&mut body, 0x88, b"DETESTCVCA00002");
    let response = Response::new(tlv::encode(0x7C, &body), StatusWord::OK);
    assert!(run.accept(&response).unwrap().is_some());
}

#[test]
fn every_cut_and_every_flipped_byte_of_an_answer_ends_without_a_channel() {
    for parts in [FAST, (Mapping::ChipAuthentication, Suite::Aes128, 13)] {
        for step in [Step::Nonce, Step::Map, Step::Agree, Step::Token] {
            let mut run = Run::of(parts, 11);
            run.until(step);
            let good = run.answer().data;
            let cut = (0..good.len()).map(|len| good[..len].to_vec());
            let flipped = (0..good.len()).flat_map(|index| {
                [0x01, 0x80].map(|bit| {
                    let mut bad = good.to_vec();
                    bad[index] ^= bit;
                    bad
                })
            });
            for data in cut.chain(flipped) {
                let mut run = Run::of(parts, 11);
                run.until(step);
                run.answer();
                let response = Response::new(data.clone(), StatusWord::OK);
                let result = match run.accept(&response) {
                    // The chip's data prove their key or fail later.
                    Ok(Some(established)) => {
                        let public = static_public();
                        established.chip_data.unwrap().verify(&public).map(drop)
                    }
                    Ok(None) => run.finish().map(drop),
                    Err(error) => Err(error),
                };
                assert!(result.is_err(), "{step:?} {data:02X?}");
            }
        }
    }
}

/// The static public key that goes with [`settings`].
fn static_public() -> Vec<u8> {
    let group = Group::standardised(13).unwrap();
    let key = group.draw_any(&group.generator(), &mut rng(99)).unwrap();
    key.public().as_bytes().to_vec()
}
