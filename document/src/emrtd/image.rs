//! Images as the chip has them: handed on untouched, with their kind.

#[cfg(feature = "photo-png")]
mod codestream;
#[cfg(feature = "photo-png")]
mod container;
#[cfg(feature = "photo-png")]
pub mod png;

/// The coding of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImageKind {
    /// JPEG (ISO/IEC 10918-1).
    Jpeg,
    /// JPEG 2000, as a file or a bare codestream (ISO/IEC 15444-1).
    Jpeg2000,
    /// Something else.
    Unknown,
}

impl ImageKind {
    /// What the first bytes of an image say.
    #[must_use]
    pub fn of(image: &[u8]) -> Self {
        /// Start of image and of the next marker (ISO/IEC 10918-1 annex B).
        const JPEG: &[u8] = &[0xFF, 0xD8, 0xFF];
        /// Signature box (ISO/IEC 15444-1 annex I.5.1).
        const JP2: &[u8] = b"\x00\x00\x00\x0CjP  \x0D\x0A\x87\x0A";
        /// Start of codestream and image size (ISO/IEC 15444-1 annex A).
        const CODESTREAM: &[u8] = &[0xFF, 0x4F, 0xFF, 0x51];
        if image.starts_with(JPEG) {
            Self::Jpeg
        } else if image.starts_with(JP2) || image.starts_with(CODESTREAM) {
            Self::Jpeg2000
        } else {
            Self::Unknown
        }
    }

    /// The media type (RFC 2046, RFC 3745).
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Jpeg2000 => "image/jp2",
            Self::Unknown => "application/octet-stream",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_kind() {
        for (image, kind) in [
            (&b"\xFF\xD8\xFF\xE0\x00\x10JFIF"[..], ImageKind::Jpeg),
            (
                b"\x00\x00\x00\x0CjP  \x0D\x0A\x87\x0A\x00",
                ImageKind::Jpeg2000,
            ),
            (b"\xFF\x4F\xFF\x51\x00", ImageKind::Jpeg2000),
            (b"\xFF\xD8", ImageKind::Unknown),
            (b"", ImageKind::Unknown),
        ] {
            assert_eq!(ImageKind::of(image), kind);
        }
    }
}
