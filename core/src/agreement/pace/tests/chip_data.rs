//! Chip-authentication mapping: what proves a chip, and what does not.

use super::*;

const CAM: (Mapping, Suite, u8) = (Mapping::ChipAuthentication, Suite::Aes192, 16);

/// The public key of [`settings`].
fn public(parts: (Mapping, Suite, u8)) -> Vec<u8> {
    let choice = choice(parts);
    let key = settings(&choice).chip_key.unwrap();
    let group = choice.group();
    let pair = group.key_pair(&group.generator(), key).unwrap();
    pair.public().as_bytes().to_vec()
}

#[test]
fn a_chip_with_its_key_is_proved_on_every_curve_with_every_cipher() {
    for suite in [Suite::Aes128, Suite::Aes192, Suite::Aes256] {
        for id in [12, 13, 15, 16, 18] {
            let parts = (Mapping::ChipAuthentication, suite, id);
            let established = Run::of(parts, 1).finish().unwrap();
            let chip_data = established.chip_data.unwrap();
            assert_eq!(chip_data.group().parameter_id(), Some(id));
            assert_eq!(chip_data.verify(&public(parts)), Ok(()));
        }
    }
}

#[test]
fn a_chip_with_another_key_is_not_proved() {
    let chip_data = Run::of(CAM, 2).finish().unwrap().chip_data.unwrap();
    let group = choice(CAM).group().clone();
    let mut others = bad_keys(&group);
    others.push(group.generator().as_bytes().to_vec());
    // The same point mirrored, and one of another curve.
    let mut mirrored = public(CAM);
    let p = crate::bytes::hex::decode(concat!(
        "8CB91E82A3386D280F5D6F7E50E641DF152F7109ED5456B4",
        "12B1DA197FB71123ACD3A729901D1A71874700133107EC53"
    ))
    .unwrap();
    let mut borrow = 0;
    for (y, p) in mirrored[49..].iter_mut().zip(&p).rev() {
        let difference = i16::from(*p) - i16::from(*y) - borrow;
        borrow = i16::from(difference < 0);
        *y = u8::try_from(difference.rem_euclid(256)).unwrap();
    }
    assert!(group.element(&mirrored).is_ok());
    others.push(mirrored);
    others.push(public((Mapping::ChipAuthentication, Suite::Aes192, 15)));
    for other in others {
        assert_eq!(chip_data.verify(&other), Err(PaceError::ChipNotProved));
    }
    assert_eq!(chip_data.verify(&public(CAM)), Ok(()));
}

#[test]
fn a_card_that_leaves_its_data_out_or_garbles_them_misbehaves() {
    let at_token = || {
        let mut run = Run::of(CAM, 3);
        run.until(Step::Token);
        let answer = run.answer();
        (run, answer)
    };
    let (mut run, good) = at_token();
    let token = Run::object(&good.data, 0x86);
    assert_eq!(
        run.accept(&answer(0x86, &token)).unwrap_err(),
        PaceError::Misbehaved("no chip authentication data")
    );
    let data = Run::object(&good.data, 0x8A);
    assert_eq!(data.len(), 48 + 16);
    for bad in [&[][..], &data[..63], &data[..48], &[0x5A; 64]] {
        let (mut run, _) = at_token();
        let mut body = tlv::encode(0x86, &token);
        tlv::push(&mut body, 0x8A, bad);
        let response = Response::new(tlv::encode(0x7C, &body), StatusWord::OK);
        assert_eq!(
            run.accept(&response).unwrap_err(),
            PaceError::Misbehaved("malformed chip authentication data")
        );
    }
}

#[test]
fn no_other_mapping_gives_chip_data_even_if_the_card_sends_some() {
    let mut run = Run::of(FAST, 4);
    run.until(Step::Token);
    let token = Run::object(&run.answer().data, 0x86);
    let mut body = tlv::encode(0x86, &token);
    tlv::push(&mut body, 0x8A, &[0; 48]);
    let response = Response::new(tlv::encode(0x7C, &body), StatusWord::OK);
    let established = run.accept(&response).unwrap().unwrap();
    assert!(established.chip_data.is_none());
}
