//! The travel-document application, from the field to a channel that reads
//! files (ICAO Doc 9303-10 and 9303-11).

mod chip;

use cie_core::{
    Error, ErrorKind, MrzKey, Password, PasswordReference, Phase, StatusWord,
    extension::{
        CIE_AID, ChipAuthenticationData, Command, Ef, Link, PaceOffer, ProtectedLink, ins,
        open_with_bac, open_with_pace, read_data_object,
    },
};
use rand_core::CryptoRng;

pub use self::chip::ChipAuthentication;
pub(crate) use self::chip::REFUSED;
use super::{card_access, security_info::SecurityInfos};

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
    channel: ProtectedLink<'l, 'a>,
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
        let content = match read_data_object(link, EF_CARD_ACCESS, 1) {
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
        let opened = open_with_pace(link, &offers(&infos), password, rng)?;
        let mut this = Self {
            channel: opened.channel,
            card_access: Some(infos),
            opened_with: OpenedWith::Pace {
                protocol: opened.protocol,
                password: password.reference(),
            },
            chip_data: opened.chip_data,
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
        Ok(Self {
            channel: open_with_bac(link, key, rng)?,
            card_access: None,
            opened_with: OpenedWith::Bac,
            chip_data: None,
        })
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
        match read_data_object(&mut self.channel, ef, steps) {
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

/// What to say of a card that does not show EF.CardAccess: a CIE hides it once
/// DF_CIE was used in this tap; another document is older than PACE, or
/// something on the way has hidden the file.
fn without_card_access(link: &mut Link<'_>) -> Result<Error, Error> {
    let select = Command::new(ins::SELECT, 0x04, 0x0C).data(CIE_AID);
    if exchange(link, &select)?.is_ok() {
        return Ok(link.error(ErrorKind::CardResetRequired));
    }
    let has_document = exchange(link, &select_application())?.is_ok();
    Ok(link.error(if has_document {
        ErrorKind::BasicAccessOnly
    } else {
        ErrorKind::UnsupportedCard("no EF.CardAccess")
    }))
}

fn offers(infos: &SecurityInfos) -> Vec<PaceOffer> {
    infos
        .pace()
        .map(|info| PaceOffer {
            oid: info.oid.clone(),
            version: info.version,
            parameter_id: info.parameter_id.and_then(|id| u8::try_from(id).ok()),
        })
        .collect()
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
