//! SELECT (ISO/IEC 7816-4, 11.2.2), in every form that public software sends.

use cie_core::{StatusWord, apdu::Command};

use super::Card;
use super::emrtd::LDS_IDENTIFIER;
use super::files::{Application, CIE_IDENTIFIER, IAS_IDENTIFIER, MF, directory_control_parameters};
use crate::interface::{Answer, ok, ok_with};

/// P1: by file identifier, the MF when there is none.
const BY_IDENTIFIER: u8 = 0x00;
/// P1: an elementary file of the current directory.
const ELEMENTARY_FILE: u8 = 0x02;
/// P1: by application identifier.
const BY_NAME: u8 = 0x04;

impl Card {
    pub(super) fn select(&mut self, command: &Command) -> Answer {
        // 00 would ask for file control information; no public software expects any: assumed that
        // none comes.
        let wants_parameters = match command.p2 {
            0x00 | 0x0C => false,
            0x04 => true,
            _ => return Err(StatusWord::WRONG_P1P2),
        };
        let answer = |parameters: Vec<u8>| {
            if wants_parameters {
                ok_with(parameters)
            } else {
                ok()
            }
        };
        match (command.p1, command.data.as_slice()) {
            (BY_NAME, name) if *name == IAS_IDENTIFIER && self.profile.knows_ias_identifier() => {
                self.enter(Application::Mf);
                Ok(answer(directory_control_parameters(name)))
            }
            (BY_NAME, name) if *name == CIE_IDENTIFIER && !self.faults().hidden_cie => {
                self.enter(Application::Cie);
                Ok(answer(directory_control_parameters(name)))
            }
            (BY_NAME, name) if *name == LDS_IDENTIFIER => {
                self.enter(Application::Lds);
                Ok(answer(directory_control_parameters(name)))
            }
            (BY_NAME, _) => Err(StatusWord::FILE_NOT_FOUND),
            (BY_IDENTIFIER, []) => {
                self.enter(Application::Mf);
                Ok(answer(directory_control_parameters(&IAS_IDENTIFIER)))
            }
            (BY_IDENTIFIER | ELEMENTARY_FILE, &[hi, lo]) => {
                let identifier = u16::from_be_bytes([hi, lo]);
                if command.p1 == BY_IDENTIFIER && identifier == MF {
                    self.enter(Application::Mf);
                    return Ok(answer(directory_control_parameters(&IAS_IDENTIFIER)));
                }
                let file = self
                    .find_file(identifier)
                    .ok_or(StatusWord::FILE_NOT_FOUND)?;
                if !self.may_select(file) {
                    return Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED);
                }
                self.file = Some(file);
                Ok(answer(self.file_control_parameters(file)))
            }
            (BY_IDENTIFIER | ELEMENTARY_FILE, _) => Err(StatusWord::WRONG_DATA),
            _ => Err(StatusWord::WRONG_P1P2),
        }
    }
}
