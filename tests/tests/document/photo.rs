//! The photo as PNG, against OpenJPEG: it shares no code with the decoder
//! here. Without its commands (Debian package libopenjp2-tools) these tests
//! fail: a check that did not run is not a check.

#![allow(
    clippy::cast_possible_truncation,
    reason = "samples of an image that is made up"
)]

use std::{fs, path::Path, process::Command};

use cie_document::emrtd::image::png::to_png;

use super::*;

/// Width, height, samples of 8 bits.
type Pixels = (usize, usize, Vec<u8>);

fn run(program: &str, options: &[&str], from: &Path, to: &Path) {
    let done = Command::new(program)
        .args(options)
        .args([
            "-i".as_ref(),
            from.as_os_str(),
            "-o".as_ref(),
            to.as_os_str(),
        ])
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(done.status.success(), "{program}");
}

/// A binary pixmap or graymap: `P6` or `P5`, numbers, one white space, samples.
fn pixmap(file: &[u8]) -> Pixels {
    let mut at = 0;
    let mut words = Vec::new();
    while words.len() < 4 {
        if file[at] == b'#' {
            at += file[at..].iter().position(|byte| *byte == b'\n').unwrap() + 1;
            continue;
        }
        let len = file[at..].iter().position(u8::is_ascii_whitespace).unwrap();
        words.push(std::str::from_utf8(&file[at..at + len]).unwrap());
        at += len + 1;
    }
    assert!(["P5", "P6"].contains(&words[0]) && words[3] == "255");
    let number = |index: usize| words[index].parse().unwrap();
    (number(1), number(2), file[at..].to_vec())
}

fn decoded(png: &[u8]) -> Pixels {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png))
        .read_info()
        .unwrap();
    let mut samples = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut samples).unwrap();
    samples.truncate(info.buffer_size());
    (info.width as usize, info.height as usize, samples)
}

/// How far two images are apart at most, in steps of 255.
fn apart(one: &Pixels, other: &Pixels) -> u8 {
    assert_eq!(
        (one.0, one.1, one.2.len()),
        (other.0, other.1, other.2.len())
    );
    let pairs = one.2.iter().zip(&other.2);
    pairs.map(|(a, b)| a.abs_diff(*b)).max().unwrap()
}

#[test]
fn the_pixels_of_the_photo_are_those_that_openjpeg_finds() {
    let folder = tempfile::tempdir().unwrap();
    let (jp2, ppm) = (
        folder.path().join("photo.jp2"),
        folder.path().join("photo.ppm"),
    );
    let rig = rig(&[], &[]);
    let photo = rig.card.travel_document().photo().to_vec();
    fs::write(&jp2, &photo).unwrap();
    run("opj_decompress", &[], &jp2, &ppm);
    let theirs = pixmap(&fs::read(&ppm).unwrap());
    let ours = decoded(&to_png(&photo).unwrap());
    assert!(theirs.0 > 100 && theirs.1 > 100);
    // Lossy: the wavelet is computed in floating point, and rounding differs.
    let distance = apart(&ours, &theirs);
    assert!(distance <= 1, "{distance}");
    // The comparison sees a difference.
    let mut other = theirs.clone();
    other.2[7] = other.2[7].wrapping_add(128);
    assert!(apart(&ours, &other) > 100);
}

#[test]
fn a_lossless_image_in_colour_and_in_grey_comes_out_as_it_went_in() {
    let folder = tempfile::tempdir().unwrap();
    for (kind, name, channels) in [("P6", "in.ppm", 3), ("P5", "in.pgm", 1)] {
        let samples: Vec<u8> = (0..96 * 64 * channels)
            .map(|n: usize| (n * n / 7 + n) as u8)
            .collect();
        let raw = [format!("{kind}\n96 64\n255\n").as_bytes(), &samples].concat();
        let (from, to) = (folder.path().join(name), folder.path().join("out.jp2"));
        fs::write(&from, raw).unwrap();
        run("opj_compress", &[], &from, &to);
        let png = to_png(&fs::read(&to).unwrap()).unwrap();
        assert!(decoded(&png) == (96, 64, samples), "{name}");
    }
}

#[test]
fn a_damaged_image_is_an_image_or_a_typed_error_and_never_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("in.ppm"), folder.path().join("out.jp2"));
    let samples: Vec<u8> = (0..24 * 16 * 3).map(|n: usize| (n * n) as u8).collect();
    fs::write(&from, [b"P6\n24 16\n255\n", &samples[..]].concat()).unwrap();
    // Three resolutions: more do not fit an image this small.
    run("opj_compress", &["-n", "3"], &from, &to);
    let image = fs::read(&to).unwrap();
    let (mut images, mut errors) = (0, 0);
    let mut tried = |image: &[u8]| match to_png(image) {
        Ok(_) => images += 1,
        Err(error) => {
            // Whatever it is, it says nothing of the image.
            assert!(error.to_string().len() < 60);
            errors += 1;
        }
    };
    for place in 0..image.len() {
        for mask in [0x01, 0x80, 0xFF] {
            let mut damaged = image.clone();
            damaged[place] ^= mask;
            tried(&damaged);
        }
        tried(&image[..place]);
    }
    assert!(images > 0 && errors > 0, "{images} {errors}");
}
