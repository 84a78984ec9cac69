//! DG7: images of the signature or usual mark (ICAO Doc 9303-10 section
//! 4.7.7).

use cie_core::extension::tlv::{Tlv, TlvError};

use super::{image::ImageKind, text::list};

const TAG: u32 = 0x67;
const TAG_IMAGE: u32 = 0x5F43;

/// An image, borrowed from the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisplayedImage<'a> {
    /// Its coding.
    pub kind: ImageKind,
    /// Its bytes, untouched.
    pub bytes: &'a [u8],
}

/// Reads the file: its images in their order.
///
/// # Errors
/// [`TlvError`]; [`TlvError::Missing`] when the file is another one.
pub fn parse(file: &[u8]) -> Result<Vec<DisplayedImage<'_>>, TlvError> {
    let content = Tlv {
        tag: TAG,
        value: super::file_content(file, TAG)?,
    };
    let images = list(&content, TAG_IMAGE)?;
    Ok(images
        .into_iter()
        .map(|bytes| DisplayedImage {
            kind: ImageKind::of(bytes),
            bytes,
        })
        .collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use cie_core::extension::tlv::{encode, push};

    #[test]
    fn every_image_is_handed_out_untouched() {
        let mut content = encode(0x02, &[2]);
        push(&mut content, TAG_IMAGE, &[0xFF, 0xD8, 0xFF, 1]);
        push(&mut content, TAG_IMAGE, &[9]);
        let file = encode(TAG, &content);
        let images = parse(&file).unwrap();
        let found: Vec<_> = images
            .iter()
            .map(|image| (image.kind, image.bytes))
            .collect();
        assert_eq!(
            found,
            [
                (ImageKind::Jpeg, &[0xFF, 0xD8, 0xFF, 1][..]),
                (ImageKind::Unknown, &[9][..])
            ]
        );
        cie_tests::altered::altered(&file, |file| drop(parse(file)));
    }
}
