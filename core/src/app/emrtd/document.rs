//! The travel-document application, from the field to a channel that reads
//! files (ICAO Doc 9303-10 and 9303-11).

mod chip;
mod pace;

use rand_core::CryptoRng;

pub use self::chip::ChipAuthentication;
pub(crate) use self::chip::REFUSED;
use self::pace::{offers, run_pace, without_card_access};
use super::{card_access, security_info::SecurityInfos};
use crate::{
    agreement::{
        bac,
        pace::{ChipAuthenticationData, choose},
        password::{MrzKey, Password, PasswordReference},
    },
    apdu::{Command, StatusWord, command::ins},
    channel::{plain::Link, secured::Secured},
    error::{Error, ErrorKind},
    file::{self, Ef},
    progress::Phase,
};

/// Application identifier of the travel document (ICAO Doc 9303-10 section
/// 3.2).
pub const AID: [u8; 7] = [0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01];

const MF: [u8; 2] = [0x3F, 0x00];
const EF_CARD_ACCESS: Ef = Ef {
    id: card_access::FILE_ID,
    short: card_access::SHORT_FILE_ID,
};

/// How a document was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenedWith {
    /// PACE.
    Pace {
        /// The protocol's object identifier, value field.
        protocol: Vec<u8>,
        /// The password that was used.
        password: PasswordReference,
    },
    /// Basic access control.
    Bac,
}

impl OpenedWith {
    /// Every stable name.
    pub const NAMES: [&'static str; 3] = ["pace_can", "pace_mrz", "bac"];

    /// A stable name for programs.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        let [pace_can, pace_mrz, bac] = Self::NAMES;
        match self {
            Self::Pace {
                password: PasswordReference::Can,
                ..
            } => pace_can,
            Self::Pace {
                password: PasswordReference::Mrz,
                ..
            } => pace_mrz,
            Self::Bac => bac,
        }
    }
}

/// An open document: everything is protected.
pub struct Document<'l, 'a> {
    channel: Secured<'l, 'a>,
    /// The ways to open the document that the chip showed: EF.CardAccess as it
    /// was read. `None` when the caller chose basic access control.
    pub card_access: Option<SecurityInfos>,
    /// How it was opened.
    pub opened_with: OpenedWith,
    /// What the chip says of its key by chip-authentication mapping.
    pub chip_data: Option<ChipAuthenticationData>,
}

impl<'l, 'a> Document<'l, 'a> {
    /// Opens the document with PACE. Nothing is sent of the password before
    /// it is certain that the link can carry the steps. A document without
    /// EF.CardAccess is not opened with basic access control instead: whatever
    /// is on the way may have hidden the file, whose refusal comes in clear.
    ///
    /// # Errors
    /// `wrong_can` or `wrong_mrz`; `card_reset_required` when a CIE hides
    /// EF.CardAccess; `basic_access_only` when another document has none;
    /// `link_too_short` when the steps do not fit the link.
    pub fn open(
        link: &'l mut Link<'a>,
        password: &Password,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, Error> {
        link.enter(Phase::OpenDocument);
        let select = Command::new(ins::SELECT, 0x00, 0x0C).data(MF);
        exchange(link, &select)?;
        let content = match file::read_data_object(link, EF_CARD_ACCESS, 1) {
            Ok(content) => content,
            Err(Error {
                kind: ErrorKind::CardRefused { .. },
                ..
            }) => {
                return Err(without_card_access(link)?);
            }
            Err(error) => return Err(error),
        };
        let infos = card_access::parse(&content)
            .map_err(|_| link.error(ErrorKind::CardMisbehaved("a malformed EF.CardAccess")))?;
        let choice = choose(&offers(&infos))
            .ok_or_else(|| link.error(ErrorKind::UnsupportedCard("no supported way of PACE")))?;
        let established = run_pace(link, choice, password, rng)?;
        let opened_with = OpenedWith::Pace {
            protocol: established.transcript.protocol.oid(),
            password: password.reference(),
        };
        let mut this = Self {
            channel: Secured::new(link, established.messaging),
            card_access: Some(infos),
            opened_with,
            chip_data: established.chip_data,
        };
        if this.chip_data.is_none() {
            this.select()?;
        }
        Ok(this)
    }

    /// Opens the document with basic access control.
    ///
    /// # Errors
    /// `wrong_mrz`; `no_basic_access` when the document opens with PACE alone;
    /// `unsupported_card` when there is no such application.
    pub fn open_with_bac(
        link: &'l mut Link<'a>,
        key: &MrzKey,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, Error> {
        link.enter(Phase::OpenDocument);
        match exchange(link, &select_application())? {
            status if status.is_ok() => {}
            // It is there, and wants PACE before it is selected.
            status @ (StatusWord::SECURITY_STATUS_NOT_SATISFIED
            | StatusWord::CONDITIONS_NOT_SATISFIED) => {
                return Err(link.error(ErrorKind::NoBasicAccess { status }));
            }
            _ => return Err(link.error(ErrorKind::UnsupportedCard("no travel document"))),
        }
        let failed = |link: &Link<'_>, error| {
            link.error(match error {
                bac::BacError::WrongKey { .. } => ErrorKind::WrongMrz,
                bac::BacError::NotOffered { status } => ErrorKind::NoBasicAccess { status },
                bac::BacError::Refused(status) => ErrorKind::CardRefused {
                    status,
                    confirmed: false,
                },
                bac::BacError::Misbehaved(what) => ErrorKind::CardMisbehaved(what),
                bac::BacError::NotProved => {
                    ErrorKind::ChipCheckFailed("the card does not know the printed lines")
                }
            })
        };
        let mut machine = bac::Terminal::begin(key, rng).map_err(|error| failed(link, error))?;
        while let Some(command) = machine.next().map_err(|error| failed(link, error))? {
            let response = link
                .exchange_once(&command)
                .map_err(|error| link.failure(error))?;
            match machine
                .accept(&response)
                .map_err(|error| failed(link, error))?
            {
                bac::Accepted::GoOn => {}
                bac::Accepted::Done(messaging) => {
                    link.take_extended();
                    return Ok(Self {
                        channel: Secured::new(link, *messaging),
                        card_access: None,
                        opened_with: OpenedWith::Bac,
                        chip_data: None,
                    });
                }
            }
        }
        Err(link.error(ErrorKind::CardMisbehaved("no channel came about")))
    }

    /// Whether the channel stands: nothing has closed it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.channel.is_open()
    }

    /// The link beneath, for phases, traffic and errors.
    pub const fn link(&mut self) -> &mut Link<'a> {
        self.channel.link()
    }

    /// Selects the application; after PACE, before its files are read.
    ///
    /// # Errors
    /// `unsupported_card` when there is no travel document.
    pub fn select(&mut self) -> Result<(), Error> {
        let response = self
            .channel
            .exchange(&select_application())
            .map_err(|error| self.channel.link().failure(error))?;
        if response.status.is_ok() {
            Ok(())
        } else {
            Err(self
                .link()
                .error(ErrorKind::UnsupportedCard("no travel document")))
        }
    }

    /// A file of the directory that is selected; `None` when it is not there.
    /// Of the operation's steps it is worth `steps`.
    ///
    /// # Errors
    /// `card_refused` when the file is there and closed.
    pub fn file(&mut self, ef: Ef, steps: u32) -> Result<Option<Vec<u8>>, Error> {
        match file::read_data_object(&mut self.channel, ef, steps) {
            Ok(content) => Ok(Some(content.to_vec())),
            Err(Error {
                kind:
                    ErrorKind::CardRefused {
                        status: StatusWord::FILE_NOT_FOUND,
                        confirmed: true,
                    },
                ..
            }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

pub(super) fn select_application() -> Command {
    Command::new(ins::SELECT, 0x04, 0x0C).data(AID)
}

fn exchange(link: &mut Link<'_>, command: &Command) -> Result<StatusWord, Error> {
    match link.exchange(command) {
        Ok(response) => Ok(response.status),
        Err(error) => Err(link.failure(error)),
    }
}

/// Keys and counter are not shown.
impl core::fmt::Debug for Document<'_, '_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Document({:?})", self.opened_with)
    }
}
