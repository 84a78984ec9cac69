//! The photo: a drawing in JPEG 2000, brought to the wanted size, in its biometric record.

use rand_core::Rng;

use crate::identity::SeedStream;

/// The drawing, as the example `photo` of this crate makes it.
const DRAWING: &[u8] = include_bytes!("photo/drawing.jp2");
/// Pixels across and down, and where the eyes are (left and right of the person).
const WIDTH: u16 = 413;
const HEIGHT: u16 = 531;
const EYES: [(u16, u16); 2] = [(249, 250), (163, 250)];

/// Length and type of a box, and the identifier of its kind (ISO/IEC 15444-1, I.7.2).
const UUID_BOX_HEADER: usize = 24;

/// A JPEG 2000 file of `bytes` bytes: the drawing and, behind it, a `uuid` box of a kind that
/// nobody knows, which readers step over (ISO/IEC 15444-1, I.8). A box has at least 24 bytes, the
/// file at least those of the drawing.
pub(super) fn jpeg_2000(bytes: usize) -> Vec<u8> {
    let mut file = DRAWING.to_vec();
    let Some(missing) = bytes.checked_sub(file.len()).filter(|missing| *missing > 0) else {
        return file;
    };
    // Bytes that differ, so that a block read from the wrong place does not look right.
    let mut filling = vec![0; missing.max(UUID_BOX_HEADER)];
    SeedStream::new("filling of the photo").fill_bytes(&mut filling);
    let length = u32::try_from(filling.len())
        .unwrap_or(u32::MAX)
        .to_be_bytes();
    for (target, byte) in filling.iter_mut().zip(length.into_iter().chain(*b"uuid")) {
        *target = byte;
    }
    file.extend(filling);
    file
}

/// The facial record around an image (ISO/IEC 19794-5:2005, section 5): one face.
pub(super) fn facial_record(image: &[u8]) -> Vec<u8> {
    const FILE_HEADER: u32 = 14;
    const FACE_HEADER: u32 = 20 + 2 * 8 + 12;

    let image_length = u32::try_from(image.len()).unwrap_or(u32::MAX);
    let face_length = FACE_HEADER.saturating_add(image_length);
    let mut record = b"FAC\x00010\x00".to_vec();
    record.extend(FILE_HEADER.saturating_add(face_length).to_be_bytes());
    record.extend(1_u16.to_be_bytes());

    // Facial information: two feature points; female; eyes and hair not told; no properties; no
    // expression, pose or uncertainty of pose told.
    record.extend(face_length.to_be_bytes());
    record.extend(2_u16.to_be_bytes());
    record.extend([2, 0, 0]);
    record.extend([0; 3 + 2 + 3 + 3]);
    // The centres of the eyes: points 12.1 and 12.2 of ISO/IEC 14496-2.
    for (point, (x, y)) in [0xC1, 0xC2].into_iter().zip(EYES) {
        record.extend([1, point]);
        record.extend(x.to_be_bytes());
        record.extend(y.to_be_bytes());
        record.extend([0, 0]);
    }
    // Image information: full frontal, JPEG 2000, 24 bits sRGB, source and quality not told.
    record.extend([1, 1]);
    record.extend(WIDTH.to_be_bytes());
    record.extend(HEIGHT.to_be_bytes());
    record.extend([1, 0]);
    record.extend([0; 2 + 2]);
    record.extend(image);
    record
}

#[cfg(test)]
#[path = "../../examples/photo/drawing.rs"]
mod drawing;

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a failed step or a wrong index must fail the test"
    )]

    use std::fs;
    use std::process::Command;

    use super::*;

    /// The pixels of a JPEG 2000 file, by OpenJPEG.
    fn pixels(file: &[u8]) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("photo.jp2"), file).unwrap();
        let output = Command::new("opj_decompress")
            .args(["-i", "photo.jp2", "-o", "photo.ppm"])
            .current_dir(folder.path())
            .output()
            .expect("this test needs opj_decompress (Debian package libopenjp2-tools)");
        assert!(output.status.success(), "{output:?}");
        let pixmap = fs::read(folder.path().join("photo.ppm")).unwrap();
        let samples = usize::from(WIDTH) * usize::from(HEIGHT) * 3;
        pixmap[pixmap.len() - samples..].to_vec()
    }

    #[test]
    fn the_committed_photo_is_the_drawing_of_the_example() {
        assert_eq!(
            (i32::from(WIDTH), i32::from(HEIGHT)),
            (drawing::WIDTH, drawing::HEIGHT)
        );
        let drawn = drawing::pixmap();
        let found = pixels(DRAWING);
        let drawn = &drawn[drawn.len() - found.len()..];
        let distance: u64 = found
            .iter()
            .zip(drawn)
            .map(|(a, b)| u64::from(a.abs_diff(*b)).pow(2))
            .sum();
        // A mean square error of 60 is a signal-to-noise ratio of 30 dB.
        assert!(distance / (found.len() as u64) < 60, "{distance}");
    }

    #[test]
    fn a_photo_of_any_size_has_that_size_and_shows_the_same() {
        let shown = pixels(DRAWING);
        for bytes in [DRAWING.len() + 24, 18_000, 70_000] {
            let photo = jpeg_2000(bytes);
            assert_eq!(photo.len(), bytes);
            assert!(pixels(&photo) == shown, "{bytes}");
        }
        assert_eq!(jpeg_2000(0), DRAWING);
        assert_eq!(jpeg_2000(DRAWING.len() + 1).len(), DRAWING.len() + 24);
    }

    #[test]
    fn opj_dump_finds_the_size_that_the_facial_record_tells() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("photo.jp2"), jpeg_2000(18_000)).unwrap();
        let output = Command::new("opj_dump")
            .args(["-i", "photo.jp2"])
            .current_dir(folder.path())
            .output()
            .expect("this test needs opj_dump (Debian package libopenjp2-tools)");
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(&format!("x1={WIDTH}, y1={HEIGHT}")), "{text}");
        assert!(text.contains("numcomps=3"), "{text}");
    }
}
