//! JPEG 2000, which hardly any screen shows, to PNG, which all do (ISO/IEC
//! 15444-1; ISO/IEC 15948). Only with the feature `photo-png`.
//!
//! The image comes from a card that may be anybody's. Its size, and what its
//! headers make a decoder allocate (module `codestream`), is looked at before
//! anything is allocated for it; of the boxes around it (module `container`) the
//! decoder gets what it needs and no more. Decoding takes at most 64 MB above the
//! pixels. The decoder has no `unsafe` code; should it panic all the same,
//! that is an error here (where panics unwind).
//!
//! A photo that is JPEG already is not converted: every platform shows JPEG,
//! and writing it anew would make it larger and no better.

use std::{
    borrow::Cow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use hayro_jpeg2000::{ColorSpace, DecodeSettings, DecoderContext, Image};
use png::{BitDepth, ColorType, Encoder, Info};

use super::{
    ImageKind,
    codestream::{self, Tiles},
    container,
};

/// Most pixels of a photo, and of the canvas that it lies on. Those of travel
/// documents have a third of it (ISO/IEC 19794-5 asks for 420 by 525).
pub const MOST_PIXELS: u64 = 1 << 20;
/// Most components: colours, and transparency.
const MOST_COMPONENTS: u16 = 4;
/// Most tiles that it is cut into; photos have one.
const MOST_TILES: u64 = 256;

/// Start of a codestream and of its size: SOC and SIZ (ISO/IEC 15444-1 annex
/// A.4.1, A.5.1).
pub(super) const START: [u8; 4] = [0xFF, 0x4F, 0xFF, 0x51];

/// Why an image cannot be made a PNG. Says nothing of what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PngError {
    /// Another coding than JPEG 2000.
    #[error("the image is not JPEG 2000")]
    NotJpeg2000,
    /// More pixels, components, tiles, packets, code-blocks or colours of a
    /// palette than a photo has.
    #[error("the image is larger than any photo")]
    TooLarge,
    /// Colours that PNG does not have.
    #[error("the colours of the image are not supported")]
    Colours,
    /// It cannot be decoded.
    #[error("the image is malformed")]
    Malformed,
}

/// A JPEG 2000 image as PNG: 8 bits a colour, an embedded colour profile kept.
///
/// # Errors
/// [`PngError`].
pub fn to_png(image: &[u8]) -> Result<Vec<u8>, PngError> {
    if ImageKind::of(image) != ImageKind::Jpeg2000 {
        return Err(PngError::NotJpeg2000);
    }
    let simple = container::simplified(image)?;
    check_size(simple.codestream())?;
    // Nothing that the closure leaves behind is used after a panic.
    catch_unwind(AssertUnwindSafe(|| convert(&simple.file))).unwrap_or(Err(PngError::Malformed))
}

/// Looks at the size of a codestream, and at what its headers ask for.
fn check_size(codestream: &[u8]) -> Result<(), PngError> {
    let header = codestream.get(START.len()..).unwrap_or_default();
    let tiles = Size::read(header).ok_or(PngError::Malformed)?.check()?;
    // From the marker of the size on.
    codestream::check(codestream.get(2..).unwrap_or_default(), tiles)
}

/// The fields of SIZ that say how much there is to allocate.
struct Size {
    width: u32,
    height: u32,
    tile_width: u32,
    tile_height: u32,
    components: u16,
}

impl Size {
    /// After the marker: Lsiz (2), Rsiz (2), Xsiz, Ysiz, XOsiz, YOsiz, XTsiz,
    /// YTsiz, XTOsiz, YTOsiz (4 each), Csiz (2).
    fn read(header: &[u8]) -> Option<Self> {
        let long = |index: usize| {
            let bytes = header.get(4 + 4 * index..8 + 4 * index)?;
            Some(u32::from_be_bytes(bytes.try_into().ok()?))
        };
        let components = header.get(36..38)?.try_into().ok()?;
        Some(Self {
            width: long(0)?,
            height: long(1)?,
            tile_width: long(4)?,
            tile_height: long(5)?,
            components: u16::from_be_bytes(components),
        })
    }

    fn check(&self) -> Result<Tiles, PngError> {
        let area = |width: u32, height: u32| u64::from(width) * u64::from(height);
        if area(self.width, self.height) > MOST_PIXELS || self.components > MOST_COMPONENTS {
            return Err(PngError::TooLarge);
        }
        if self.tile_width == 0 || self.tile_height == 0 {
            return Err(PngError::Malformed);
        }
        let across = self.width.div_ceil(self.tile_width);
        let down = self.height.div_ceil(self.tile_height);
        if area(across, down) > MOST_TILES {
            return Err(PngError::TooLarge);
        }
        Ok(Tiles {
            width: self.tile_width.min(self.width),
            height: self.tile_height.min(self.height),
            count: area(across, down),
            components: self.components,
        })
    }
}

fn convert(image: &[u8]) -> Result<Vec<u8>, PngError> {
    let image = Image::new(image, &DecodeSettings::default()).map_err(|_| PngError::Malformed)?;
    let (width, height) = (image.width(), image.height());
    let (channels, profile) = match image.color_space() {
        ColorSpace::Gray => (1, None),
        ColorSpace::RGB => (3, None),
        ColorSpace::Icc {
            profile,
            num_channels: channels @ (1 | 3),
        } => (*channels, Some(profile.clone())),
        _ => return Err(PngError::Colours),
    };
    let colours = match (channels, image.has_alpha()) {
        (1, false) => ColorType::Grayscale,
        (1, true) => ColorType::GrayscaleAlpha,
        (_, false) => ColorType::Rgb,
        (_, true) => ColorType::Rgba,
    };
    let mut context = DecoderContext::default();
    let decoded = image
        .decode(&mut context)
        .map_err(|_| PngError::Malformed)?;
    let bytes = u64::from(width) * u64::from(height) * colours.samples() as u64;
    let pixels = decoded.data_u8();
    if pixels.len() as u64 != bytes {
        return Err(PngError::Malformed);
    }
    let mut info = Info::with_size(width, height);
    info.color_type = colours;
    info.bit_depth = BitDepth::Eight;
    info.icc_profile = profile.map(Cow::Owned);
    let mut file = Vec::new();
    Encoder::with_info(&mut file, info)
        .and_then(|encoder| encoder.write_header())
        .and_then(|mut writer| {
            writer.write_image_data(&pixels)?;
            writer.finish()
        })
        .map_err(|_| PngError::Malformed)?;
    Ok(file)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn siz(width: u32, height: u32, tile: u32, components: u16) -> Vec<u8> {
        let mut image = START.to_vec();
        image.extend([0, 47, 0, 0]);
        for long in [width, height, 0, 0, tile, tile, 0, 0] {
            image.extend(long.to_be_bytes());
        }
        image.extend(components.to_be_bytes());
        image
    }

    #[test]
    fn an_image_too_large_is_refused_before_it_is_decoded() {
        for image in [
            siz(1 << 16, 1 << 16, 1 << 16, 3),
            siz(u32::MAX, u32::MAX, 1024, 3),
            siz(1024, 1025, 2048, 3),
            siz(100, 100, 100, 5),
            siz(100, 100, 100, u16::MAX),
            siz(1000, 1000, 1, 3),
        ] {
            assert_eq!(to_png(&image), Err(PngError::TooLarge));
        }
    }

    #[test]
    fn what_is_no_image_or_another_kind_is_refused() {
        assert_eq!(to_png(b""), Err(PngError::NotJpeg2000));
        assert_eq!(to_png(b"\xFF\xD8\xFF\xE0"), Err(PngError::NotJpeg2000));
        assert_eq!(to_png(&START), Err(PngError::Malformed));
        assert_eq!(to_png(&siz(10, 10, 0, 1)), Err(PngError::Malformed));
        assert_eq!(to_png(&siz(10, 10, 10, 1)), Err(PngError::Malformed));
        let signature = b"\x00\x00\x00\x0CjP  \x0D\x0A\x87\x0A";
        assert_eq!(to_png(signature), Err(PngError::Malformed));
    }
}
