//! Reading a piece of a file.

use cie_core::StatusWord;

use super::EndOfFile;

impl EndOfFile {
    /// What a read of at most `most` bytes from `offset` on gives.
    ///
    /// # Errors
    /// The status word of a read that gives nothing.
    pub(crate) fn read(
        self,
        content: &[u8],
        offset: usize,
        most: usize,
    ) -> Result<(Vec<u8>, StatusWord), StatusWord> {
        let rest = content.get(offset..).unwrap_or_default();
        if rest.is_empty() {
            return match self {
                Self::EmptyOk => Ok((Vec::new(), StatusWord::OK)),
                _ => Err(StatusWord::OFFSET_OUTSIDE_FILE),
            };
        }
        if let Some(piece) = rest.get(..most) {
            return Ok((piece.to_vec(), StatusWord::OK));
        }
        match self {
            Self::ShortOk | Self::EmptyOk => Ok((rest.to_vec(), StatusWord::OK)),
            Self::Warning => Ok((rest.to_vec(), StatusWord::END_OF_FILE)),
            Self::Refused => Err(StatusWord::OFFSET_OUTSIDE_FILE),
            Self::CorrectLength => {
                // 00 stands for 256: what one byte cannot say is asked for in two steps.
                let right = u8::try_from(rest.len()).unwrap_or(0);
                Err(StatusWord(u16::from_be_bytes([0x6C, right])))
            }
        }
    }
}
