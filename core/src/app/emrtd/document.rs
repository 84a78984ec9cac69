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

/// An open document: everything is protected.
pub struct Document<'l, 'a> {
    channel: Secured<'l, 'a>,
    /// The ways to open the document that the chip showed: EF.CardAccess as it
    /// was read. Empty when PACE was wanted and the chip showed none, so that a
    /// signed copy that has some differs from it. `None` when the caller chose
    /// basic access control.
    pub card_access: Option<SecurityInfos>,
    /// How it was opened.
    pub opened_with: OpenedWith,
    /// What the chip says of its key by chip-authentication mapping.
    pub chip_data: Option<ChipAuthenticationData>,
}

impl<'l, 'a> Document<'l, 'a> {
    /// Opens the document with PACE. Nothing is sent of the password before
    /// it is certain that the link can carry the steps. A document that is no
    /// CIE and has no EF.CardAccess is older than PACE: with the
    /// machine-readable zone it is opened with basic access control (ICAO Doc
    /// 9303-11 section 4.2). That refusal came in clear: [`Self::card_access`]
    /// is empty then, which a signed offer of PACE disproves.
    ///
    /// # Errors
    /// `wrong_can` or `wrong_mrz`; `card_reset_required` when the card hides
    /// EF.CardAccess; `link_too_short` when the steps do not fit the link.
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
                return match (without_card_access(link)?, password) {
                    (None, Password::Mrz(key)) => {
                        let mut this = Self::open_with_bac(link, key, rng)?;
                        this.card_access = Some(SecurityInfos::default());
                        Ok(this)
                    }
                    (None, Password::Can(_)) => {
                        Err(link.error(ErrorKind::UnsupportedCard("no EF.CardAccess")))
                    }
                    (Some(error), _) => Err(error),
                };
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
    /// `wrong_mrz`; `unsupported_card` when there is no such application.
    pub fn open_with_bac(
        link: &'l mut Link<'a>,
        key: &MrzKey,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, Error> {
        link.enter(Phase::OpenDocument);
        if !exchange(link, &select_application())?.is_ok() {
            return Err(link.error(ErrorKind::UnsupportedCard("no travel document")));
        }
        let failed = |link: &Link<'_>, error| {
            link.error(match error {
                bac::BacError::WrongKey { .. } => ErrorKind::WrongMrz,
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

fn select_application() -> Command {
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
