//! BAC (ICAO Doc 9303-11, section 4.3), unless the document has none. Issued cards had it
//! (italia/cie-mrtd-dotnet-sdk, italia/cie-nis-python-sdk); whether new ones have is not public.

use cie_core::MrzKey;
use cie_core::agreement::bac;
use cie_core::{StatusWord, apdu::Command};

use super::DocumentSession;
use crate::card::Card;
use crate::card::session::{Channel, Session};
use crate::interface::Answer;

impl Card {
    /// GET CHALLENGE and EXTERNAL AUTHENTICATE in the application.
    pub(in crate::card) fn basic_access(&mut self, command: &Command) -> Answer {
        let document = self.document();
        if !document.options().bac {
            return Err(StatusWord::INS_NOT_SUPPORTED);
        }
        if self.session.channel.is_some() {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        }
        let mut machine = match self.session.document.basic_access.take() {
            Some(machine) => machine,
            None => bac::CardSide::new(&MrzKey::new(document.mrz().information().as_bytes()))
                .map_err(|_| StatusWord::NO_DIAGNOSIS)?,
        };
        let answer = machine
            .answer(command, &mut self.random)
            .ok_or(StatusWord::WRONG_P1P2)?;
        match answer.channel {
            Some(channel) => {
                self.session = Session {
                    channel: Some(Channel::from(*channel)),
                    document: DocumentSession::opened(),
                    ..Session::default()
                };
            }
            None => self.session.document.basic_access = Some(machine),
        }
        Ok(answer.response)
    }
}
