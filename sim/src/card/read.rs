//! READ BINARY, even and odd (ISO/IEC 7816-4, 11.3.3), and what happens at the end of a file.

use cie_core::bytes::tlv::{self, Tlv};
use cie_core::{
    StatusWord,
    apdu::{Command, Response},
};

use super::Card;
use super::files::FileId;
use crate::interface::expected;
use crate::interface::{Answer, ok};
use crate::lds::LdsFile;

/// P1 of the even form with a short file identifier in its five low bits.
const SHORT_IDENTIFIER: u8 = 0x80;
/// Offset data object of the odd form.
const OFFSET: u32 = 0x54;
/// Discretionary data object that the odd form answers with.
const DATA: u32 = 0x53;

/// Bytes that a piece of a file asks for.
struct Span {
    offset: usize,
    most: usize,
}

impl Card {
    pub(super) fn read_binary(&mut self, command: &Command) -> Answer {
        let (file, offset) = if command.p1 & SHORT_IDENTIFIER == 0 {
            let offset = u16::from_be_bytes([command.p1, command.p2]);
            (self.current_file()?, usize::from(offset))
        } else {
            let identifier = command.p1 & !SHORT_IDENTIFIER;
            if let Some(status) = self.faults().refused_short_identifier {
                return Err(StatusWord(status));
            }
            (self.file_by_short(identifier)?, usize::from(command.p2))
        };
        let span = Span {
            offset,
            most: expected(command.le),
        };
        let (piece, status) = self.piece(file, &span)?;
        Ok(Response::new(piece, status))
    }

    pub(super) fn read_binary_odd(&mut self, command: &Command) -> Answer {
        let file = match (command.p1, command.p2) {
            (0, 0) => self.current_file()?,
            (0, short @ 1..=0x1E) => self.file_by_short(short)?,
            _ => return Err(StatusWord::WRONG_P1P2),
        };
        let offset = Tlv::single(&command.data)
            .ok()
            .filter(|object| object.tag == OFFSET && (1..=4).contains(&object.value.len()))
            .ok_or(StatusWord::WRONG_DATA)?;
        let offset = offset
            .value
            .iter()
            .fold(0, |offset, byte| offset << 8 | usize::from(*byte));
        let span = Span {
            offset,
            most: wrapped(expected(command.le)),
        };
        match self.piece(file, &span)? {
            (piece, StatusWord::OK) if piece.is_empty() => Ok(ok()),
            (piece, status) => Ok(Response::new(tlv::encode(DATA, &piece), status)),
        }
    }

    fn current_file(&self) -> Result<FileId, StatusWord> {
        self.file.ok_or(StatusWord::NO_CURRENT_EF)
    }

    /// A file named by its short identifier becomes the current one.
    fn file_by_short(&mut self, identifier: u8) -> Result<FileId, StatusWord> {
        let file = self
            .find_short(identifier)
            .ok_or(StatusWord::FILE_NOT_FOUND)?;
        self.file = Some(file);
        Ok(file)
    }

    fn piece(&self, file: FileId, span: &Span) -> Result<(Vec<u8>, StatusWord), StatusWord> {
        if !self.may_read(file) {
            return Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED);
        }
        if let (FileId::Lds(LdsFile::DataGroup(group)), Some((refused, status))) =
            (file, self.faults().refused_group)
            && group == refused
        {
            return Err(StatusWord(status));
        }
        let end_of_file = self.faults().end_of_file;
        end_of_file.read(&self.content(file), span.offset, span.most)
    }
}

/// How much of a file fits a data object `53` of at most `most` bytes: Le `E7` gives `E4` bytes
/// (tests of pagopa/cie-sdk-android).
const fn wrapped(most: usize) -> usize {
    let header = match most {
        0..=0x81 => 2,
        0x82..=0x102 => 3,
        _ => 4,
    };
    most.saturating_sub(header)
}
