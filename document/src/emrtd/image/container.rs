//! The boxes around a codestream (ISO/IEC 15444-1 annex I). A decoder gets a
//! file of ours with what a photo needs of them, once each and bounded, so that
//! nothing else in the photo's file can be taken for them.

use std::{borrow::Cow, ops::Range};

use super::png::{PngError, START};

/// Most entries and columns of a palette (section I.5.3.4).
const MOST_PALETTE_ENTRIES: u16 = 1024;
const MOST_PALETTE_COLUMNS: u8 = 4;
/// Most channels that a component mapping or a channel definition describes.
const MOST_CHANNELS: usize = 4;
/// The signature box and the box of the file's type (sections I.5.1, I.5.2).
const BEGINNING: &[u8] = b"\0\0\0\x0CjP  \x0D\x0A\x87\x0A\0\0\0\x14ftypjp2 \0\0\0\0jp2 ";

/// A file for the decoder, and where its one codestream lies.
pub(super) struct Simple<'a> {
    pub(super) file: Cow<'a, [u8]>,
    codestream: Range<usize>,
}

impl Simple<'_> {
    /// The codestream, from SOC on.
    pub(super) fn codestream(&self) -> &[u8] {
        self.file.get(self.codestream.clone()).unwrap_or_default()
    }
}

/// What is left of a photo's file when everything is gone that it can do without.
///
/// # Errors
/// [`PngError::TooLarge`] for a palette or a mapping that no photo has;
/// [`PngError::Malformed`] where there is not one header and one codestream.
pub(super) fn simplified(image: &[u8]) -> Result<Simple<'_>, PngError> {
    if image.starts_with(&START) {
        let codestream = 0..image.len();
        let file = Cow::Borrowed(image);
        return Ok(Simple { file, codestream });
    }
    let header = only(image, b"jp2h")?;
    let codestream = only(image, b"jp2c")?;
    if !codestream.starts_with(&START) {
        return Err(PngError::Malformed);
    }
    let mut children = Vec::new();
    for (kind, check) in CHILDREN {
        if let Some((_, content)) = Boxes(header).find(|(found, _)| found == kind) {
            check(content)?;
            put(&mut children, kind, content);
        }
    }
    let mut file = BEGINNING.to_vec();
    put(&mut file, b"jp2h", &children);
    put(&mut file, b"jp2c", codestream);
    let codestream = file.len() - codestream.len()..file.len();
    let file = Cow::Owned(file);
    Ok(Simple { file, codestream })
}

type Check = fn(&[u8]) -> Result<(), PngError>;

/// The boxes of the header that the colours of an image depend on.
const CHILDREN: [(&[u8; 4], Check); 6] = [
    (b"ihdr", |content| bounded(content.len() == 14)),
    (b"bpcc", |content| bounded(content.len() <= MOST_CHANNELS)),
    (b"colr", |_| Ok(())),
    (b"pclr", palette),
    // Four bytes a channel (section I.5.3.5).
    (b"cmap", |content| {
        bounded(content.len() <= 4 * MOST_CHANNELS)
    }),
    // Six bytes a channel behind their number (section I.5.3.6).
    (b"cdef", |content| {
        bounded(content.len() <= 2 + 6 * MOST_CHANNELS)
    }),
];

fn palette(content: &[u8]) -> Result<(), PngError> {
    let [high, low, columns, ..] = *content else {
        return Err(PngError::Malformed);
    };
    let entries = u16::from_be_bytes([high, low]);
    bounded(entries <= MOST_PALETTE_ENTRIES && columns <= MOST_PALETTE_COLUMNS)
}

const fn bounded(is: bool) -> Result<(), PngError> {
    if is { Ok(()) } else { Err(PngError::TooLarge) }
}

/// The content of the one box of this kind at the top of a file.
fn only<'a>(file: &'a [u8], kind: &[u8; 4]) -> Result<&'a [u8], PngError> {
    let mut all = Boxes(file).filter(|(found, _)| found == kind);
    match (all.next(), all.next()) {
        (Some((_, content)), None) => Ok(content),
        _ => Err(PngError::Malformed),
    }
}

fn put(file: &mut Vec<u8>, kind: &[u8; 4], content: &[u8]) {
    // What comes from one file with 32-bit lengths fits another.
    let len = u32::try_from(content.len() + 8).unwrap_or(0);
    file.extend(len.to_be_bytes());
    file.extend(kind);
    file.extend(content);
}

/// Boxes one behind the other, as far as they go (section I.4).
struct Boxes<'a>(&'a [u8]);

impl<'a> Iterator for Boxes<'a> {
    type Item = ([u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (len, rest) = self.0.split_first_chunk()?;
        let (kind, rest) = rest.split_first_chunk()?;
        let (len, rest) = match u32::from_be_bytes(*len) {
            // To the end of the file.
            0 => (rest.len(), rest),
            // A length of eight bytes follows.
            1 => {
                let (long, rest) = rest.split_first_chunk()?;
                let len = usize::try_from(u64::from_be_bytes(*long)).ok()?;
                (len.checked_sub(16)?, rest)
            }
            len => (usize::try_from(len).ok()?.checked_sub(8)?, rest),
        };
        let (content, rest) = rest.split_at_checked(len)?;
        self.0 = rest;
        Some((*kind, content))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const CODESTREAM: &[u8] = b"\xFF\x4F\xFF\x51 and so on";

    fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let mut file = Vec::new();
        put(&mut file, kind, content);
        file
    }

    fn jp2(children: &[Vec<u8>]) -> Vec<u8> {
        let header = boxed(b"jp2h", &children.concat());
        [BEGINNING, &header, &boxed(b"jp2c", CODESTREAM)].concat()
    }

    fn ihdr() -> Vec<u8> {
        boxed(b"ihdr", &[0; 14])
    }

    #[test]
    fn what_a_photo_needs_stays_and_everything_else_goes() {
        let colour = boxed(b"colr", &[1, 0, 0, 0, 0, 0, 16]);
        let plain = jp2(&[ihdr(), colour.clone()]);
        let mut full = jp2(&[ihdr(), boxed(b"res ", &[7; 30]), colour]);
        // In front, behind, and with a length to the end of the file.
        full.splice(
            BEGINNING.len()..BEGINNING.len(),
            boxed(b"uuid", b"pclr\xFF\xFF\xFF"),
        );
        full.extend(boxed(b"xml ", b"<pclr/>"));
        for file in [&plain, &full, &[&full[..], b"\0\0"].concat()] {
            let simple = simplified(file).unwrap();
            assert_eq!(*simple.file, *plain);
            assert_eq!(simple.codestream(), CODESTREAM);
        }
        assert_eq!(simplified(CODESTREAM).unwrap().codestream(), CODESTREAM);
    }

    #[test]
    fn a_second_header_or_codestream_and_a_missing_one_are_malformed() {
        let good = jp2(&[ihdr()]);
        let second = [&good[..], &boxed(b"jp2c", CODESTREAM)].concat();
        let header = [&good[..], &boxed(b"jp2h", b"")].concat();
        let (none, no_start) = (BEGINNING, boxed(b"jp2c", b"no start"));
        let no_start = [BEGINNING, &boxed(b"jp2h", b""), &no_start].concat();
        for file in [&second[..], &header, none, &no_start] {
            assert_eq!(simplified(file).err(), Some(PngError::Malformed));
        }
    }

    #[test]
    fn more_colours_or_channels_than_a_photo_has_are_refused() {
        for (child, len, large) in [
            (&b"pclr"[..], 12, &b"\x04\x01\x03"[..]),
            (b"pclr", 12, b"\x00\x02\xFF"),
            (b"cmap", 17, b""),
            (b"cdef", 27, b""),
            (b"bpcc", 5, b""),
            (b"ihdr", 15, b""),
        ] {
            let mut content = large.to_vec();
            content.resize(len, 0);
            let file = jp2(&[boxed(child.try_into().unwrap(), &content)]);
            assert_eq!(simplified(&file).err(), Some(PngError::TooLarge), "{len}");
        }
        let small = jp2(&[ihdr(), boxed(b"pclr", b"\x04\x00\x04\x07")]);
        simplified(&small).unwrap();
        let cut = jp2(&[boxed(b"pclr", b"\x04")]);
        assert_eq!(simplified(&cut).err(), Some(PngError::Malformed));
    }
}
