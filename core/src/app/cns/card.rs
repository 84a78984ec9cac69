//! A TS-CNS at hand: how it is found, what is read of it, and the commands with
//! codes.
//!
//! The stages are types: [`CnsCard`], whose number was read, and [`Opened`], on
//! which alone there are commands with codes. None of them proves anything of
//! the chip: a TS-CNS has no secure messaging for what its holder does.

use zeroize::Zeroizing;

use super::{
    card_number::{self, CardNumber},
    card_system::CardSystem,
    certificate::{self, CertificateFileError},
    personal_data::{self, PersonalData},
};
use crate::{
    apdu::{Command, Le, Response, StatusWord, command::ins},
    app::code::{CodeAnswer, CodeCard, CodeForm},
    channel::plain::Link,
    error::{Error, ErrorKind},
    file,
    phase::Phase,
    vocabulary::CardKind,
};

/// Application of ST 2022 over NFC (OpenSC pull request 3806).
const ST_2022_AID: [u8; 8] = [0xA0, 0x00, 0x00, 0x00, 0x95, 0x01, 0x00, 0x4D];
/// What GET DATA `01 80` tells in it (the same).
const ST_2022_MODEL: &[u8] = b"JSign4";
/// The file system of ACe 2025 (OpenSC issue 3804).
const ACE_2025_AID: [u8; 12] = [
    0xA0, 0x00, 0x00, 0x05, 0x30, 0x00, 0x0B, 0x10, 0x40, 0x01, 0x02, 0x1A,
];

/// Paths below the MF (OpenSC `src/libopensc/pkcs15-itacns.c`).
const CARD_NUMBER: &[u16] = &[0x1000, 0x1003];
const PERSONAL_DATA: &[u16] = &[0x1100, 0x1102];
const CERTIFICATE: &[u16] = &[0x1100, 0x1101];
/// The same for IDEMIA 2021.
const IDEMIA_CERTIFICATE: &[u16] = &[0x1400, 0x9001, 0x2002];
const IDEMIA_KEY: &[u16] = &[0x1400, 0x9002];
/// References of the authentication key (the same).
const KEY_REFERENCE: u8 = 0x01;
const IDEMIA_KEY_REFERENCE: u8 = 0x02;
const MF: [u8; 2] = [0x3F, 0x00];

/// Bytes of the longest file of personal data that is read: ten times what is
/// known of issued cards.
const LONGEST_PERSONAL_DATA: usize = 4096;
/// Bytes of the longest certificate that is read: twice the file of issued
/// cards.
const LONGEST_CERTIFICATE: usize = 4096;
/// Bytes in which the length of a certificate is found.
const CERTIFICATE_HEAD: usize = 4;

/// What told a TS-CNS apart.
pub(crate) struct Found {
    number: CardNumber,
    system: Option<CardSystem>,
}

/// Looks for a TS-CNS: the application that it may be in, as far as the answer
/// to reset does not say; then EF_IDCarta, which has to hold a number with the
/// right check digit. `None` when the card has no such file, or does not know
/// such commands.
///
/// # Errors
/// [`ErrorKind::CardRefused`] when a card that looks like a TS-CNS refuses the
/// file in a way that does not say that there is none; [`ErrorKind::CardMisbehaved`] when the file holds no
/// number of a card.
pub(crate) fn find(link: &mut Link<'_>) -> Result<Option<Found>, Error> {
    link.enter(Phase::Select);
    let hint = Hint::of(link)?;
    let status = select(link, CARD_NUMBER)?;
    if !status.is_ok() {
        return if hint.is_none_by(status) {
            Ok(None)
        } else {
            Err(refused(link, status))
        };
    }
    link.enter(Phase::ReadCard);
    let digits = match file::read_selected(link, 1, card_number::LEN, |_| Ok(card_number::LEN)) {
        Ok(digits) => digits,
        // It says yes to any SELECT, and has selected nothing.
        Err(Error {
            kind: ErrorKind::CardRefused { status, .. },
            ..
        }) if hint.is_none_by(status) || status == StatusWord::NO_CURRENT_EF => return Ok(None),
        Err(error) => return Err(error),
    };
    let number = CardNumber::parse(&digits)
        .map_err(|_| link.error(ErrorKind::CardMisbehaved("a malformed card number")))?;
    link.recognised(CardKind::TsCns);
    Ok(Some(Found {
        number,
        system: hint.system(),
    }))
}

/// What hints at a TS-CNS before its number is read.
enum Hint {
    Nothing,
    /// An application that other cards may have as well.
    Application,
    System(CardSystem),
}

impl Hint {
    /// Asks for the applications that the files may be in, as far as the answer
    /// to reset does not say. The one that is there stays selected.
    fn of(link: &mut Link<'_>) -> Result<Self, Error> {
        if let Some(system) = link.limits().atr.as_deref().and_then(CardSystem::hinted_by) {
            if system == CardSystem::Giesecke {
                // Where it is not there, the files may be at hand all the same.
                selects(link, &ACE_2025_AID)?;
            }
            return Ok(Self::System(system));
        }
        if selects(link, &ST_2022_AID)? {
            let model = Command::new(ins::GET_DATA, 0x01, 0x80).le(Le::Max);
            let model = exchange(link, &model)?;
            let known = model.status.is_ok() && model.data.as_slice() == ST_2022_MODEL;
            return Ok(if known {
                Self::System(CardSystem::St2022)
            } else {
                Self::Application
            });
        }
        if selects(link, &ACE_2025_AID)? {
            return Ok(Self::System(CardSystem::Giesecke));
        }
        Ok(Self::Nothing)
    }

    const fn system(&self) -> Option<CardSystem> {
        match self {
            Self::System(system) => Some(*system),
            Self::Nothing | Self::Application => None,
        }
    }

    /// Whether the card is not a TS-CNS, by this refusal of its number. A card that
    /// looks like none and refuses everything is another one, however it says so.
    const fn is_none_by(&self, status: StatusWord) -> bool {
        is_absent(status) || is_unsupported_command(status) || matches!(self, Self::Nothing)
    }
}

/// A TS-CNS whose number was read. Everything goes in clear.
pub struct CnsCard<'l, 'a> {
    link: &'l mut Link<'a>,
    number: CardNumber,
    system: Option<CardSystem>,
}

impl<'l, 'a> CnsCard<'l, 'a> {
    /// The card that [`find`] has found.
    pub(crate) const fn found(link: &'l mut Link<'a>, found: Found) -> Self {
        let Found { number, system } = found;
        Self {
            link,
            number,
            system,
        }
    }

    /// The link, for phases, traffic and errors.
    pub const fn link(&mut self) -> &mut Link<'a> {
        self.link
    }

    /// Its number, with the check digit verified.
    #[must_use]
    pub const fn number(&self) -> &CardNumber {
        &self.number
    }

    /// Its card system, as far as the answer to reset or an application tells.
    #[must_use]
    pub const fn system(&self) -> Option<CardSystem> {
        self.system
    }

    /// Who it belongs to and until when. Anybody may read it.
    ///
    /// # Errors
    /// [`ErrorKind::CardRefused`] when the file cannot be read,
    /// [`ErrorKind::CardMisbehaved`] when it is malformed in whatever way:
    /// nothing is guessed.
    pub fn personal_data(&mut self) -> Result<PersonalData, Error> {
        const MALFORMED: ErrorKind = ErrorKind::CardMisbehaved("malformed personal data");
        let status = select(self.link, PERSONAL_DATA)?;
        self.require(status)?;
        let head = personal_data::HEADER_LEN;
        let file = file::read_selected(self.link, 2, head, |start| {
            match personal_data::length(start) {
                Ok(len) if len <= LONGEST_PERSONAL_DATA => Ok(head + len),
                _ => Err(MALFORMED),
            }
        })?;
        PersonalData::parse(&file).map_err(|_| self.link.error(MALFORMED))
    }

    /// The certificate of the holder's authentication key in DER; `None` when
    /// the card has none, or has it where nobody has published.
    ///
    /// # Errors
    /// [`ErrorKind::CardRefused`] when the card refuses it in a way that does not
    /// say that there is none, [`ErrorKind::CardMisbehaved`] when the file holds
    /// something else.
    pub fn certificate(&mut self) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let places = match self.system {
            Some(CardSystem::Idemia) => [IDEMIA_CERTIFICATE, CERTIFICATE],
            _ => [CERTIFICATE, IDEMIA_CERTIFICATE],
        };
        let mut empty = false;
        for place in places {
            let status = select(self.link, place)?;
            if is_absent(status) {
                continue;
            }
            self.require(status)?;
            let file = file::read_selected(self.link, 4, CERTIFICATE_HEAD, |start| {
                match certificate::length(start) {
                    Ok(len) if len <= LONGEST_CERTIFICATE => Ok(len),
                    Err(CertificateFileError::Empty) => {
                        empty = true;
                        Ok(0)
                    }
                    _ => Err(ErrorKind::CardMisbehaved("a malformed certificate")),
                }
            })?;
            return Ok((!empty).then_some(file));
        }
        Ok(None)
    }

    /// Makes the card ready for commands with codes: selects the directory
    /// from which it finds PIN and key.
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedCard`] where nobody has published how the card
    /// system names its PIN; [`ErrorKind::CardRefused`] when the directory
    /// cannot be selected.
    pub fn open(mut self) -> Result<Opened<'l, 'a>, Error> {
        let Some(reference) = pin_reference(self.system) else {
            return Err(self.link.error(ErrorKind::UnsupportedCard(
                "where the PIN of this card system is, is not published",
            )));
        };
        let key = self.select_key()?;
        Ok(Opened {
            card: self,
            reference,
            key,
        })
    }

    /// Selects the directory from which the card finds PIN and key: the MF,
    /// on IDEMIA one of their own. Returns the reference of the key.
    fn select_key(&mut self) -> Result<u8, Error> {
        if matches!(self.system, None | Some(CardSystem::Idemia)) {
            let status = select(self.link, IDEMIA_KEY)?;
            if !is_absent(status) {
                self.require(status)?;
                return Ok(IDEMIA_KEY_REFERENCE);
            }
        }
        let mf = Command::new(ins::SELECT, 0x00, 0x0C).data(MF);
        let status = exchange(self.link, &mf)?.status;
        self.require(status)?;
        Ok(KEY_REFERENCE)
    }

    fn require(&self, status: StatusWord) -> Result<(), Error> {
        if status.is_ok() {
            return Ok(());
        }
        Err(refused(self.link, status))
    }
}

/// The reference of the PIN: P2 of the commands with codes. `STIncard` wants
/// bit 8, which has the card look in the directories above too (OpenSC
/// `src/libopensc/card-itacns.c`, `itacns_pin_cmd`).
const fn pin_reference(system: Option<CardSystem>) -> Option<u8> {
    match system {
        Some(CardSystem::St) => Some(0x90),
        Some(CardSystem::Giesecke) => None,
        _ => Some(0x10),
    }
}

/// A TS-CNS that is ready for commands with codes.
pub struct Opened<'l, 'a> {
    card: CnsCard<'l, 'a>,
    /// Of the PIN.
    reference: u8,
    /// Reference of the authentication key.
    pub(super) key: u8,
}

impl<'a> CodeCard<'a> for Opened<'_, 'a> {
    fn link(&mut self) -> &mut Link<'a> {
        self.card.link
    }

    fn code_form(&self) -> CodeForm {
        CodeForm::TsCns {
            reference: self.reference,
        }
    }

    fn send_once(&mut self, command: Command) -> CodeAnswer {
        match self.card.link.exchange_code(command) {
            Ok(response) => CodeAnswer::Plain(response.status),
            Err(_) => CodeAnswer::Unknown,
        }
    }
}

impl Opened<'_, '_> {
    /// See [`CnsCard::certificate`]. The directory of PIN and key is the current
    /// one again behind it.
    ///
    /// # Errors
    /// Those of [`CnsCard::certificate`] and [`CnsCard::open`].
    pub fn certificate(&mut self) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let certificate = self.card.certificate()?;
        self.card.select_key()?;
        Ok(certificate)
    }
}

/// Whether the card has this application, and selects it.
fn selects(link: &mut Link<'_>, identifier: &[u8]) -> Result<bool, Error> {
    let select = Command::new(ins::SELECT, 0x04, 0x0C).data(identifier);
    Ok(exchange(link, &select)?.status.is_ok())
}

/// Selects by path from the MF. A card that does not take the form without an
/// answer is asked for one (OpenSC `src/libopensc/iso7816.c` does the same).
fn select(link: &mut Link<'_>, path: &[u16]) -> Result<StatusWord, Error> {
    let path: Vec<u8> = path.iter().copied().flat_map(u16::to_be_bytes).collect();
    let silent = Command::new(ins::SELECT, 0x08, 0x0C).data(path.clone());
    match exchange(link, &silent)?.status {
        StatusWord::WRONG_P1P2 => {
            let telling = Command::new(ins::SELECT, 0x08, 0x00).data(path).le(Le::Max);
            Ok(exchange(link, &telling)?.status)
        }
        status => Ok(status),
    }
}

/// Whether the card says that there is no such file: what issued cards answer
/// for what they do not have (OpenSC issue 3804), and ISO/IEC 7816-4 table 6.
/// Every other refusal says that something is in the way, not that there is
/// nothing.
const fn is_absent(status: StatusWord) -> bool {
    matches!(
        status,
        StatusWord::FILE_NOT_FOUND | StatusWord::REFERENCED_DATA_NOT_FOUND
    )
}

/// Whether the card says that it does not know such a command: another card,
/// as long as no number was read.
const fn is_unsupported_command(status: StatusWord) -> bool {
    matches!(
        status,
        StatusWord::INS_NOT_SUPPORTED
            | StatusWord::CLA_NOT_SUPPORTED
            | StatusWord::FUNCTION_NOT_SUPPORTED
            | StatusWord::WRONG_P1P2
    )
}

fn refused(link: &Link<'_>, status: StatusWord) -> Error {
    link.error(ErrorKind::CardRefused {
        status,
        confirmed: false,
    })
}

fn exchange(link: &mut Link<'_>, command: &Command) -> Result<Response, Error> {
    link.exchange(command).map_err(|error| link.failure(error))
}
