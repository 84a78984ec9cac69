//! SELECT and READ BINARY (ISO/IEC 7816-4, 11.2.2 and 11.3.3).

use cie_core::{
    StatusWord,
    apdu::{Command, Response},
};

use super::card::Card;
use super::files::{self, File, MF};
use crate::interface::expected;
use crate::interface::{Answer, ok, ok_with};

/// P1: by file identifier, the MF when there is none.
const BY_IDENTIFIER: u8 = 0x00;
/// P1: a directory below the current one.
const CHILD_DIRECTORY: u8 = 0x01;
/// P1: an elementary file of the current directory.
const ELEMENTARY_FILE: u8 = 0x02;
/// P1: the directory above the current one.
const PARENT: u8 = 0x03;
/// P1: by application identifier.
const BY_NAME: u8 = 0x04;
/// P1: by path from the MF, which is left out.
const PATH_FROM_MF: u8 = 0x08;
/// P1: by path from the current directory.
const PATH_FROM_CURRENT: u8 = 0x09;

/// Bit of P1 that makes the rest of it a short file identifier.
const SHORT_IDENTIFIER: u8 = 0x80;

impl Card {
    pub(super) fn select(&mut self, command: &Command) -> Answer {
        let wants_information = match command.p2 {
            0x00 => true,
            0x0C => false,
            _ => return Err(StatusWord::WRONG_P1P2),
        };
        let file = match command.p1 {
            BY_NAME => self.select_application(&command.data)?,
            p1 => self.named(p1, &command.data)?,
        };
        self.enter(file);
        if !wants_information {
            return Ok(ok());
        }
        let name = (command.p1 == BY_NAME).then_some(command.data.as_slice());
        let reversed = self.options.faults.reorder_children;
        Ok(ok_with(file.control_information(
            self.profile,
            name,
            reversed,
        )))
    }

    /// Unknown applications are not found; in particular none of a CIE or of a travel document.
    fn select_application(&mut self, name: &[u8]) -> Result<&'static File, StatusWord> {
        match self.profile.application() {
            Some((application, _)) if application == name => {
                self.application_selected = true;
                self.find(&[])
            }
            _ => Err(StatusWord::FILE_NOT_FOUND),
        }
    }

    fn named(&self, p1: u8, data: &[u8]) -> Result<&'static File, StatusWord> {
        let (identifiers, odd) = data.as_chunks::<2>();
        if !odd.is_empty() {
            return Err(StatusWord::WRONG_DATA);
        }
        let identifiers: Vec<_> = identifiers
            .iter()
            .copied()
            .map(u16::from_be_bytes)
            .collect();
        let below_current = || self.find(&[self.directory, identifiers.as_slice()].concat());
        match (p1, identifiers.as_slice()) {
            (BY_IDENTIFIER, [] | [MF]) => self.find(&[]),
            (BY_IDENTIFIER, [identifier]) => match self.directory {
                [.., current] if current == identifier => self.find(self.directory),
                _ => below_current(),
            },
            (CHILD_DIRECTORY, [_]) => below_current().and_then(|file| only(file, true)),
            (ELEMENTARY_FILE, [_]) => below_current().and_then(|file| only(file, false)),
            (PARENT, []) => match self.directory {
                [above @ .., _] => self.find(above),
                [] => Err(StatusWord::FILE_NOT_FOUND),
            },
            (PATH_FROM_MF, path @ [_, ..]) => self.find(path),
            (PATH_FROM_CURRENT, [_, ..]) => below_current(),
            (BY_IDENTIFIER | CHILD_DIRECTORY | ELEMENTARY_FILE | PARENT, _)
            | (PATH_FROM_MF | PATH_FROM_CURRENT, _) => Err(StatusWord::WRONG_DATA),
            _ => Err(StatusWord::WRONG_P1P2),
        }
    }

    fn find(&self, path: &[u16]) -> Result<&'static File, StatusWord> {
        if !self.application_selected {
            return Err(StatusWord::FILE_NOT_FOUND);
        }
        files::find(self.profile, path).ok_or(StatusWord::FILE_NOT_FOUND)
    }

    /// Makes a file the current one.
    fn enter(&mut self, file: &'static File) {
        if file.is_directory() {
            self.directory = file.path();
            self.file = None;
        } else {
            self.directory = file.path().split_last().map_or(&[], |(_, above)| above);
            self.file = Some(file);
        }
    }

    pub(super) fn read_binary(&mut self, command: &Command) -> Answer {
        if command.p1 & SHORT_IDENTIFIER != 0 {
            // No file is known to have one.
            return Err(StatusWord::FILE_NOT_FOUND);
        }
        let file = self.file.ok_or(StatusWord::NO_CURRENT_EF)?;
        let offset = usize::from(u16::from_be_bytes([command.p1, command.p2]));
        let most = expected(command.le);
        let end_of_file = self.options.faults.end_of_file;
        let (piece, status) = end_of_file.read(file.content(self.profile), offset, most)?;
        Ok(Response::new(piece, status))
    }
}

fn only(file: &'static File, directory: bool) -> Result<&'static File, StatusWord> {
    (file.is_directory() == directory)
        .then_some(file)
        .ok_or(StatusWord::FILE_NOT_FOUND)
}
