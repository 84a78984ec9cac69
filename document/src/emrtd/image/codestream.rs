//! What a JPEG 2000 codestream makes a decoder allocate, read from its main
//! header and from the header of every tile-part before anything is decoded
//! (ISO/IEC 15444-1 annex A). COD, COC and POC of a tile-part override those of
//! the main header, so that all of them count: the smallest precinct, the
//! smallest code-block, the most levels and layers of any.

use super::png::PngError;

/// Most packets: precincts of every resolution of every component of every
/// tile, in every layer, once for each progression.
const MOST_PACKETS: u64 = 1 << 16;
/// Most code-blocks, and most of them counted once for each layer.
const MOST_CODE_BLOCKS: u64 = 1 << 16;
const MOST_SEGMENTS: u64 = 1 << 18;

const SIZ: u16 = 0xFF51;
const COD: u16 = 0xFF52;
const COC: u16 = 0xFF53;
const RGN: u16 = 0xFF5E;
const QCD: u16 = 0xFF5C;
const QCC: u16 = 0xFF5D;
const POC: u16 = 0xFF5F;
const SOT: u16 = 0xFF90;
const SOD: u16 = 0xFF93;
const EOC: u16 = 0xFFD9;

/// Segments that are of no use to a decoder, or only tell where packet headers
/// lie: TLM, PLM, PLT, PPM, PPT, CRG, COM (table A.2).
const OTHERS: [u16; 7] = [0xFF55, 0xFF57, 0xFF58, 0xFF60, 0xFF61, 0xFF63, 0xFF64];

/// Decomposition levels at most (table A.15).
const MOST_LEVELS: u8 = 32;

/// Step sizes at most: of the lowest band, and of three for each level, in two
/// bytes each (table A.27).
const MOST_STEPS: usize = 2 * (1 + 3 * MOST_LEVELS as usize);

/// What there is of pixels: the image with its offset, cut into tiles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tiles {
    /// Pixels of a tile across and down.
    pub(super) width: u32,
    pub(super) height: u32,
    /// Tiles of the image.
    pub(super) count: u64,
    pub(super) components: u16,
}

/// Reads a box or a marker segment from its start.
#[derive(Clone, Copy)]
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_be_bytes(self.take(2)?.try_into().ok()?))
    }

    fn long(&mut self) -> Option<u32> {
        Some(u32::from_be_bytes(self.take(4)?.try_into().ok()?))
    }

    /// The value of a marker segment: its length counts itself.
    fn segment(&mut self) -> Option<Self> {
        let len = usize::from(self.short()?).checked_sub(2)?;
        self.take(len).map(Self)
    }
}

/// The worst that any header says.
#[derive(Debug)]
struct Worst {
    layers: u64,
    levels: u8,
    /// The smallest exponents, of precincts by resolution and of code-blocks.
    precinct: (u8, u8),
    code_block: (u8, u8),
    progressions: u64,
}

impl Worst {
    const fn new() -> Self {
        Self {
            layers: 1,
            levels: 0,
            precinct: (15, 15),
            code_block: (10, 10),
            progressions: 1,
        }
    }

    /// COD behind its length (table A.12).
    fn coding_style(&mut self, mut segment: Cursor<'_>) -> Option<()> {
        let style = segment.byte()?;
        let _progression = segment.byte()?;
        self.layers = self.layers.max(u64::from(segment.short()?));
        let _transform = segment.byte()?;
        self.parameters(style, segment)
    }

    /// COC behind its length (table A.21). Fewer than 257 components.
    fn component_style(&mut self, mut segment: Cursor<'_>) -> Option<()> {
        let _component = segment.byte()?;
        let style = segment.byte()?;
        self.parameters(style, segment)
    }

    /// SPcod and SPcoc (table A.15).
    fn parameters(&mut self, style: u8, mut segment: Cursor<'_>) -> Option<()> {
        const OWN_PRECINCTS: u8 = 1;
        let levels = segment.byte().filter(|levels| *levels <= MOST_LEVELS)?;
        self.levels = self.levels.max(levels);
        let (width, height) = (segment.byte()? & 0x0F, segment.byte()? & 0x0F);
        let (x, y) = self.code_block;
        self.code_block = (x.min(width + 2), y.min(height + 2));
        segment.take(2)?;
        if style & OWN_PRECINCTS != 0 {
            for size in segment.take(usize::from(levels) + 1)? {
                let (x, y) = self.precinct;
                self.precinct = (x.min(size & 0x0F), y.min(size >> 4));
            }
        }
        // A decoder that does not look at the length goes on here.
        segment.0.is_empty().then_some(())
    }

    /// Reads marker segments until `end`.
    fn header(&mut self, codestream: &mut Cursor<'_>, end: u16) -> Option<()> {
        loop {
            let marker = codestream.short()?;
            if marker == end {
                return Some(());
            }
            let segment = codestream.segment()?;
            match marker {
                COD => self.coding_style(segment)?,
                COC => self.component_style(segment)?,
                // Seven bytes an entry (table A.32).
                POC => self.progressions += (segment.0.len() / 7) as u64 + 1,
                RGN => (segment.0.len() == 3).then_some(())?,
                QCD => (segment.0.len() <= 1 + MOST_STEPS).then_some(())?,
                QCC => (segment.0.len() <= 2 + MOST_STEPS).then_some(())?,
                other => OTHERS.contains(&other).then_some(())?,
            }
        }
    }

    fn check(&self, tiles: Tiles) -> Result<(), PngError> {
        let mut packets = 0u64;
        let mut blocks = 0u64;
        for below in 0..=u32::from(self.levels) {
            let scaled = |len: u32| u64::from(len.checked_shr(below).unwrap_or(0)) + 1;
            let (width, height) = (scaled(tiles.width), scaled(tiles.height));
            let parts = |len: u64, exponent: u8| (len >> exponent) + 1;
            let (x, y) = self.precinct;
            packets = packets.saturating_add(parts(width, x) * parts(height, y));
            // A code-block does not reach over its precinct, which has half
            // the size in a sub-band; three sub-bands, or the lowest one.
            let (w, h) = self.code_block;
            let (w, h) = (w.min(x.saturating_sub(1)), h.min(y.saturating_sub(1)));
            let of_band = parts(width / 2 + 1, w).saturating_mul(parts(height / 2 + 1, h));
            blocks = blocks.saturating_add(3 * of_band);
        }
        let copies = tiles.count.saturating_mul(u64::from(tiles.components));
        let blocks = blocks.saturating_mul(copies);
        let packets = packets
            .saturating_mul(copies)
            .saturating_mul(self.layers)
            .saturating_mul(self.progressions);
        if packets > MOST_PACKETS
            || blocks > MOST_CODE_BLOCKS
            || blocks.saturating_mul(self.layers) > MOST_SEGMENTS
        {
            return Err(PngError::TooLarge);
        }
        Ok(())
    }
}

/// Checks a codestream from the marker of its size on.
///
/// # Errors
/// [`PngError::TooLarge`]; [`PngError::Malformed`] where the headers do not lead
/// from one tile-part to the next.
pub(super) fn check(from_size: &[u8], tiles: Tiles) -> Result<(), PngError> {
    let mut worst = Worst::new();
    read(from_size, tiles.components, &mut worst).ok_or(PngError::Malformed)?;
    worst.check(tiles)
}

/// Every header there is.
fn read(from_size: &[u8], components: u16, worst: &mut Worst) -> Option<()> {
    let mut codestream = Cursor(from_size);
    if codestream.short()? != SIZ {
        return None;
    }
    let size = codestream.segment()?.0.len();
    (size == 36 + 3 * usize::from(components)).then_some(())?;
    worst.header(&mut codestream, SOT)?;
    loop {
        // Behind SOT: Lsot (2), Isot (2), Psot (4), TPsot, TNsot (table A.5).
        let tile_part = codestream.0;
        let mut segment = codestream.segment()?;
        (segment.0.len() == 8).then_some(())?;
        segment.short()?;
        let len = segment.long()?;
        worst.header(&mut codestream, SOD)?;
        if len == 0 {
            // The last one, to the end.
            return Some(());
        }
        // From the first byte of SOT.
        let rest = usize::try_from(len).ok()?.checked_sub(2)?;
        let header = tile_part.len() - codestream.0.len();
        if rest < header {
            return None;
        }
        // One that is cut short is the last.
        let Some(next) = tile_part.get(rest..).filter(|next| next.len() >= 2) else {
            return Some(());
        };
        codestream = Cursor(next);
        match codestream.short()? {
            SOT => {}
            EOC => return Some(()),
            _ => return None,
        }
    }
}

#[cfg(test)]
#[path = "codestream_tests.rs"]
mod tests;
