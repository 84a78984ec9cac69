//! DG2: the face (ICAO Doc 9303-10 section 4.7.2).
//!
//! ```text
//! 75                                 file
//!   7F61                             biometric information group
//!     02                             how many templates
//!     7F60                           biometric information template, repeated
//!       A1                           header
//!       5F2E or 7F2E                 data block: ISO/IEC 19794-5:2005
//!         "FAC" 00 "010" 00 len32 count16
//!         facial information (20), feature points (8 each), image information (12), image
//! ```
//!
//! An image goes out as it is in the file, borrowed from it.

use cie_core::extension::tlv::{Tlv, TlvError, find};

use super::image::ImageKind;

const TAG: u32 = 0x75;
const TAG_GROUP: u32 = 0x7F61;
const TAG_TEMPLATE: u32 = 0x7F60;
const TAG_DATA_BLOCK: u32 = 0x5F2E;
const TAG_CONSTRUCTED_DATA_BLOCK: u32 = 0x7F2E;

/// Most faces that are taken from a file.
const MAX_FACES: usize = 64;

/// Why DG2 cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Dg2Error {
    /// The encoding is broken, or the file is another one.
    #[error(transparent)]
    Encoding(#[from] TlvError),
    /// A face record is cut short or its lengths do not fit together.
    #[error("a face record is malformed")]
    Record,
    /// A data block in which no image is found.
    #[error("a biometric data block has no image of a known kind")]
    NoImage,
    /// More faces than any document has.
    #[error("too many faces")]
    TooMany,
}

/// One image of the face, borrowed from the file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Face<'a> {
    /// Its coding.
    pub kind: ImageKind,
    /// Pixels across, as the face record says; `None` when there is none.
    pub width: Option<u16>,
    /// Pixels down, as the face record says; `None` when there is none.
    pub height: Option<u16>,
    /// Its bytes, untouched.
    pub image: &'a [u8],
}

/// Whose face it is, is not for logs.
impl core::fmt::Debug for Face<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Face({:?}, {} bytes)", self.kind, self.image.len())
    }
}

/// Reads the file: every image of every template, in their order.
///
/// # Errors
/// [`Dg2Error`].
pub fn parse(file: &[u8]) -> Result<Vec<Face<'_>>, Dg2Error> {
    let group = find(super::file_content(file, TAG)?, TAG_GROUP)?;
    let mut faces = Vec::new();
    for template in group.children() {
        let template = template?;
        if template.tag == TAG_TEMPLATE {
            read_block(data_block(&template)?, &mut faces)?;
        }
    }
    Ok(faces)
}

fn data_block<'a>(template: &Tlv<'a>) -> Result<&'a [u8], TlvError> {
    let block = match template.child(TAG_DATA_BLOCK) {
        Err(TlvError::Missing(_)) => template.child(TAG_CONSTRUCTED_DATA_BLOCK)?,
        found => found?,
    };
    Ok(block.value)
}

fn add<'a>(faces: &mut Vec<Face<'a>>, face: Face<'a>) -> Result<(), Dg2Error> {
    if faces.len() == MAX_FACES {
        return Err(Dg2Error::TooMany);
    }
    faces.push(face);
    Ok(())
}

fn read_block<'a>(block: &'a [u8], faces: &mut Vec<Face<'a>>) -> Result<(), Dg2Error> {
    let mut record = Cursor(block);
    let is_record = matches!(record.take(4), Some(b"FAC\0"))
        && matches!(record.take(4), Some(b"010\0" | b"020\0"));
    if !is_record {
        return add(faces, bare_image(block).ok_or(Dg2Error::NoImage)?);
    }
    let mut read = || {
        record.number::<4>()?;
        record.number::<2>()
    };
    let count = read().ok_or(Dg2Error::Record)?;
    for index in 1..=count {
        let is_last = index == count;
        let face = read_face(&mut record, is_last).ok_or(Dg2Error::Record)?;
        add(faces, face)?;
    }
    Ok(())
}

/// One facial record data block (ISO/IEC 19794-5:2005 sections 5.5 to 5.8).
/// The last one may say a length beyond the data block: some issuers count
/// the record header in.
fn read_face<'a>(record: &mut Cursor<'a>, is_last: bool) -> Option<Face<'a>> {
    let len = Cursor(record.0).number::<4>()?;
    let mut face = Cursor(match record.take(len) {
        Some(face) => face,
        None if is_last => core::mem::take(&mut record.0),
        None => return None,
    });
    face.number::<4>()?;
    let feature_points = face.number::<2>()?;
    // Gender, colours, properties, expression, pose.
    face.take(14)?;
    face.take(feature_points * 8)?;
    // Face image type.
    face.take(1)?;
    let declared = match face.number::<1>()? {
        0 => ImageKind::Jpeg,
        1 => ImageKind::Jpeg2000,
        _ => ImageKind::Unknown,
    };
    let width = u16::try_from(face.number::<2>()?).ok();
    let height = u16::try_from(face.number::<2>()?).ok();
    // Colour space, source, device, quality.
    face.take(6)?;
    let kind = match ImageKind::of(face.0) {
        ImageKind::Unknown => declared,
        kind => kind,
    };
    Some(Face {
        kind,
        width,
        height,
        image: face.0,
    })
}

/// The image in a data block that is not a face record of 2005: a bare image, or
/// a newer record (ISO/IEC 19794-5:2011, 39794-5), in which the image is found
/// by its first bytes. What the record has after it stays at its end.
fn bare_image(block: &[u8]) -> Option<Face<'_>> {
    let start = (0..block.len()).find(|start| {
        block
            .get(*start..)
            .is_some_and(|image| ImageKind::of(image) != ImageKind::Unknown)
    })?;
    let image = block.get(start..)?;
    Some(Face {
        kind: ImageKind::of(image),
        width: None,
        height: None,
        image,
    })
}

/// Reads a record from its start.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    /// A big-endian number of `LEN` bytes, at most 4.
    fn number<const LEN: usize>(&mut self) -> Option<usize> {
        let bytes = self.take(LEN)?;
        let number = bytes
            .iter()
            .fold(0u32, |number, byte| number << 8 | u32::from(*byte));
        usize::try_from(number).ok()
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking, and its lengths are small"
)]
mod tests {
    use super::*;
    use cie_core::extension::tlv::{encode, push};

    const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0 a face";
    const JP2: &[u8] = b"\x00\x00\x00\x0CjP  \x0D\x0A\x87\x0A another face";

    fn face(points: u8, kind: u8, image: &[u8]) -> Vec<u8> {
        let mut block = vec![0, points];
        block.extend([0; 14]);
        block.extend(vec![0x11; usize::from(points) * 8]);
        block.extend([1, kind, 0x01, 0xA0, 0x02, 0x15, 1, 2, 0, 0, 0, 0]);
        block.extend(image);
        let len = (block.len() + 4) as u32;
        [&len.to_be_bytes()[..], &block].concat()
    }

    fn record(faces: &[Vec<u8>]) -> Vec<u8> {
        let body = faces.concat();
        let len = (body.len() + 14) as u32;
        let count = faces.len() as u16;
        [
            b"FAC\x00010\x00",
            &len.to_be_bytes()[..],
            &count.to_be_bytes(),
            &body,
        ]
        .concat()
    }

    fn file(blocks: &[(u32, Vec<u8>)]) -> Vec<u8> {
        let mut group = encode(0x02, &[blocks.len() as u8]);
        for (tag, block) in blocks {
            let mut template = encode(0xA1, &[0x81, 0x01, 0x02]);
            push(&mut template, *tag, block);
            push(&mut group, TAG_TEMPLATE, &template);
        }
        encode(TAG, &encode(TAG_GROUP, &group))
    }

    #[test]
    fn every_image_of_every_template_is_handed_out_untouched() {
        let file = file(&[
            (TAG_DATA_BLOCK, record(&[face(0, 0, JPEG), face(3, 1, JP2)])),
            (TAG_CONSTRUCTED_DATA_BLOCK, record(&[face(1, 1, b"odd")])),
        ]);
        let faces = parse(&file).unwrap();
        let found: Vec<_> = faces.iter().map(|face| (face.kind, face.image)).collect();
        assert_eq!(
            found,
            [
                (ImageKind::Jpeg, JPEG),
                (ImageKind::Jpeg2000, JP2),
                (ImageKind::Jpeg2000, &b"odd"[..]),
            ]
        );
        assert!(
            faces
                .iter()
                .all(|face| (face.width, face.height) == (Some(416), Some(533)))
        );
        // Borrowed, not copied.
        let range = file.as_ptr_range();
        assert!(
            faces
                .iter()
                .all(|face| range.contains(&face.image.as_ptr()))
        );
    }

    #[test]
    fn the_kind_is_what_the_image_begins_with_and_not_what_the_record_says() {
        let file = file(&[(TAG_DATA_BLOCK, record(&[face(0, 0, JP2)]))]);
        assert_eq!(
            parse(&file).unwrap().first().unwrap().kind,
            ImageKind::Jpeg2000
        );
    }

    #[test]
    fn a_bare_image_and_a_newer_record_give_their_image() {
        for block in [JP2.to_vec(), [b"FAC\x00030\x00 new header", JP2].concat()] {
            let file = file(&[(TAG_DATA_BLOCK, block)]);
            let faces = parse(&file).unwrap();
            assert_eq!(faces.first().unwrap().image, JP2);
        }
        let without = file(&[(TAG_DATA_BLOCK, b"nothing".to_vec())]);
        assert_eq!(parse(&without), Err(Dg2Error::NoImage));
    }

    #[test]
    fn a_last_face_that_says_too_great_a_length_ends_with_the_block() {
        let mut block = record(&[face(0, 1, JP2)]);
        *block.get_mut(17).unwrap() += 14;
        let file = file(&[(TAG_DATA_BLOCK, block)]);
        assert_eq!(parse(&file).unwrap().first().unwrap().image, JP2);
    }

    #[test]
    fn lengths_and_counts_that_lie_are_refused() {
        let two = record(&[face(0, 0, JPEG), face(0, 0, JPEG)]);
        let mut short = two.clone();
        // The count of faces says three.
        *short.get_mut(13).unwrap() = 3;
        assert_eq!(
            parse(&file(&[(TAG_DATA_BLOCK, short)])),
            Err(Dg2Error::Record)
        );
        let points = record(&[face(0, 0, JPEG)]);
        let mut many = points;
        *many.get_mut(18).unwrap() = 0xFF;
        assert_eq!(
            parse(&file(&[(TAG_DATA_BLOCK, many)])),
            Err(Dg2Error::Record)
        );
        let crowd = record(&vec![face(0, 0, JPEG); 65]);
        assert_eq!(
            parse(&file(&[(TAG_DATA_BLOCK, crowd)])),
            Err(Dg2Error::TooMany)
        );
        assert_eq!(
            parse(&encode(TAG, &[])),
            Err(Dg2Error::Encoding(TlvError::Missing(TAG_GROUP)))
        );
    }

    #[test]
    fn no_truncated_or_altered_file_panics() {
        let file = file(&[(TAG_DATA_BLOCK, record(&[face(2, 0, JPEG), face(0, 1, JP2)]))]);
        cie_tests::altered::altered(&file, |file| drop(parse(file)));
    }
}
