#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;

const PHOTO: Tiles = Tiles {
    width: 420,
    height: 525,
    count: 1,
    components: 3,
};

fn segment(marker: u16, value: &[u8]) -> Vec<u8> {
    let len = u16::try_from(value.len() + 2).unwrap();
    [&marker.to_be_bytes()[..], &len.to_be_bytes(), value].concat()
}

/// COD: layers, levels, code-block exponents less 2, precincts.
fn cod(layers: u16, levels: u8, block: u8, precinct: Option<u8>) -> Vec<u8> {
    let [high, low] = layers.to_be_bytes();
    let own = u8::from(precinct.is_some());
    let mut value = vec![own, 0, high, low, 0, levels, block, block, 0, 1];
    value.extend(
        precinct
            .iter()
            .flat_map(|size| vec![*size; usize::from(levels) + 1]),
    );
    segment(COD, &value)
}

fn coc(levels: u8, precinct: u8) -> Vec<u8> {
    let mut value = vec![0, 1, levels, 4, 4, 0, 1];
    value.extend(vec![precinct; usize::from(levels) + 1]);
    segment(COC, &value)
}

/// A codestream from SIZ on, with these segments in the main header and in
/// each tile-part.
fn codestream(main: &[Vec<u8>], parts: &[Vec<u8>]) -> Vec<u8> {
    let mut out = segment(SIZ, &[0; 45]);
    out.extend(main.concat());
    for header in parts {
        let data = [0x11; 9];
        let len = u32::try_from(12 + header.len() + 2 + data.len()).unwrap();
        let sot = [&[0, 0][..], &len.to_be_bytes(), &[0, 1]].concat();
        out.extend(segment(SOT, &sot));
        out.extend(header);
        out.extend(SOD.to_be_bytes());
        out.extend(data);
    }
    out.extend(EOC.to_be_bytes());
    out
}

#[test]
fn a_photo_as_it_is_issued_is_within_every_bound() {
    let ordinary = [
        cod(1, 5, 4, None),
        cod(15, 5, 4, None),
        cod(6, 5, 4, Some(0x77)),
    ];
    for main in ordinary {
        let file = codestream(&[main], &[vec![]]);
        assert_eq!(check(&file, PHOTO), Ok(()));
    }
}

#[test]
fn a_limit_broken_in_the_main_header_or_in_any_tile_part_alone_is_found() {
    let ordinary = cod(1, 5, 4, None);
    let poc = segment(POC, &[0; 7 * 9000]);
    for broken in [
        // Precincts of one pixel, more layers, code-blocks of four pixels.
        cod(32, 5, 4, Some(0x00)),
        cod(1, 5, 4, Some(0x00)),
        cod(65_535, 32, 4, None),
        cod(20_000, 5, 4, None),
        cod(8, 5, 0, None),
        coc(5, 0x00),
        poc,
    ] {
        for (main, parts) in [
            (vec![ordinary.clone(), broken.clone()], vec![vec![]]),
            (vec![ordinary.clone()], vec![broken.clone()]),
            (vec![ordinary.clone()], vec![vec![], vec![], broken.clone()]),
        ] {
            let file = codestream(&main, &parts);
            assert_eq!(
                check(&file, PHOTO),
                Err(PngError::TooLarge),
                "{broken:02X?}"
            );
        }
    }
}

#[test]
fn a_segment_of_another_length_than_its_content_hides_nothing_behind_it() {
    let longer = |mut segment: Vec<u8>| {
        segment.extend(cod(1, 5, 4, Some(0x00)));
        let len = u16::try_from(segment.len() - 2).unwrap();
        segment
            .get_mut(2..4)
            .unwrap()
            .copy_from_slice(&len.to_be_bytes());
        segment
    };
    let ordinary = cod(1, 5, 4, None);
    for hiding in [
        longer(ordinary.clone()),
        longer(coc(5, 0x77)),
        longer(segment(RGN, &[0, 0, 1])),
        segment(QCD, &[0; 2 * 97 + 2]),
        segment(QCC, &[0; 2 * 97 + 3]),
        segment(0xFF59, &[0; 4]),
    ] {
        for (main, parts) in [
            (vec![ordinary.clone(), hiding.clone()], vec![vec![]]),
            (vec![ordinary.clone()], vec![hiding.clone()]),
        ] {
            let file = codestream(&main, &parts);
            assert_eq!(
                check(&file, PHOTO),
                Err(PngError::Malformed),
                "{hiding:02X?}"
            );
        }
    }
    // Behind the size, and behind the begin of a tile-part.
    let good = codestream(&[ordinary], &[vec![]]);
    assert_eq!(check(&good, PHOTO), Ok(()));
    let at = |marker: u16| {
        let mut windows = good.windows(2);
        windows.position(|two| two == marker.to_be_bytes()).unwrap()
    };
    for (marker, len) in [(SIZ, 47), (SOT, 10)] {
        let begin = at(marker);
        assert_eq!(good.get(begin + 3), Some(&len));
        for other in [len - 1, len + 1, len + 8] {
            let mut bad = good.clone();
            *bad.get_mut(begin + 3).unwrap() = other;
            assert_eq!(check(&bad, PHOTO), Err(PngError::Malformed), "{other}");
        }
    }
}

#[test]
fn headers_that_do_not_lead_from_one_tile_part_to_the_next_are_malformed() {
    let good = codestream(&[cod(1, 5, 4, None)], &[vec![], vec![]]);
    assert_eq!(check(&good, PHOTO), Ok(()));
    for end in 0..60 {
        let cut = good.get(..end).unwrap();
        assert_eq!(check(cut, PHOTO), Err(PngError::Malformed), "{end}");
    }
    let at = good
        .windows(2)
        .position(|two| two == SOT.to_be_bytes())
        .unwrap();
    for len in [1, 5, 13, 14, 24] {
        let mut bad = good.clone();
        *bad.get_mut(at + 9).unwrap() = len;
        assert_eq!(check(&bad, PHOTO), Err(PngError::Malformed), "{len}");
    }
    let more = codestream(&[cod(1, 33, 4, None)], &[vec![]]);
    assert_eq!(check(&more, PHOTO), Err(PngError::Malformed));
}
