//! The travel-document application, from the field to a channel that reads
//! files (ICAO Doc 9303-10 and 9303-11).

use rand_core::CryptoRng;

use super::{
    card_access,
    public_key::{DomainParameters, PublicKey},
    security_info::SecurityInfos,
};
use crate::{
    agreement::{
        bac,
        chip_authentication::{self, ChipPublicKey},
        group::Group,
        pace::{self, ChipAuthenticationData, Choice, PaceError, PaceOffer},
        password::{MrzKey, Password, PasswordReference},
    },
    apdu::{Command, Le, StatusWord, command::ins},
    app::ias::CIE_AID,
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
    /// EF.CardAccess as it was read, if PACE opened the document.
    pub card_access: Option<SecurityInfos>,
    /// How it was opened.
    pub opened_with: OpenedWith,
    /// What the chip says of its key by chip-authentication mapping.
    pub chip_data: Option<ChipAuthenticationData>,
}

impl<'l, 'a> Document<'l, 'a> {
    /// Opens the document with PACE. Nothing is sent of the password before
    /// it is certain that the link can carry the steps.
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
        let content = match file::read_data_object(link, EF_CARD_ACCESS) {
            Ok(content) => content,
            Err(Error {
                kind: ErrorKind::CardRefused { .. },
                ..
            }) => return Err(without_card_access(link)?),
            Err(error) => return Err(error),
        };
        let infos = card_access::parse(&content)
            .map_err(|_| link.error(ErrorKind::CardMisbehaved("a malformed EF.CardAccess")))?;
        let choice = pace::choose(&offers(&infos))
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
    ///
    /// # Errors
    /// `card_refused` when the file is there and closed.
    pub fn file(&mut self, ef: Ef) -> Result<Option<Vec<u8>>, Error> {
        match file::read_data_object(&mut self.channel, ef) {
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

    /// Chip authentication with the first key of DG14 that can be used. Gives
    /// `false` when it offers none.
    ///
    /// # Errors
    /// `chip_check_failed` when the chip does not have the key.
    pub fn authenticate_chip(
        &mut self,
        offers: &SecurityInfos,
        rng: &mut dyn CryptoRng,
    ) -> Result<bool, Error> {
        let Some((protocol, key, key_id)) = usable_key(offers) else {
            return Ok(false);
        };
        let failed = |link: &Link<'_>, error| {
            link.error(match error {
                chip_authentication::ChipAuthenticationError::Refused(status) => {
                    ErrorKind::CardRefused {
                        status,
                        confirmed: true,
                    }
                }
                chip_authentication::ChipAuthenticationError::Misbehaved(what) => {
                    ErrorKind::CardMisbehaved(what)
                }
                _ => ErrorKind::ChipCheckFailed("the chip's key cannot be used"),
            })
        };
        let mut machine =
            chip_authentication::Terminal::begin(protocol, key, key_id.as_deref(), rng)
                .map_err(|error| failed(self.channel.link(), error))?;
        while let Some(command) = machine.next() {
            let response = self
                .channel
                .exchange(&command)
                .map_err(|error| self.channel.link().failure(error))?;
            match machine
                .accept(&response)
                .map_err(|error| failed(self.channel.link(), error))?
            {
                chip_authentication::Accepted::GoOn => {}
                chip_authentication::Accepted::Done(messaging) => self.channel.rekey(*messaging),
            }
        }
        Ok(true)
    }

    /// INTERNAL AUTHENTICATE with a challenge of 8 bytes: the chip's
    /// signature for active authentication.
    ///
    /// # Errors
    /// `card_refused`.
    pub fn sign_challenge(&mut self, challenge: [u8; 8]) -> Result<Vec<u8>, Error> {
        let command = Command::new(ins::INTERNAL_AUTHENTICATE, 0, 0)
            .data(challenge)
            .le(Le::Max);
        let response = self
            .channel
            .exchange(&command)
            .map_err(|error| self.channel.link().failure(error))?;
        if response.status.is_ok() {
            return Ok(response.data.to_vec());
        }
        let kind = ErrorKind::CardRefused {
            status: response.status,
            confirmed: true,
        };
        Err(self.link().error(kind))
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

/// A card that does not show EF.CardAccess: a CIE hides it once DF_CIE was
/// used in this tap; every CIE has one.
fn without_card_access(link: &mut Link<'_>) -> Result<Error, Error> {
    let select = Command::new(ins::SELECT, 0x04, 0x0C).data(CIE_AID);
    let is_cie = exchange(link, &select)?.is_ok();
    Ok(link.error(if is_cie {
        ErrorKind::CardResetRequired
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

fn run_pace(
    link: &mut Link<'_>,
    choice: Choice,
    password: &Password,
    rng: &mut dyn CryptoRng,
) -> Result<pace::Established, Error> {
    if choice.longest_command_data() > 255 && !link.may_be_extended() {
        return Err(link.error(ErrorKind::LinkTooShort));
    }
    link.take_extended();
    let reference = password.reference();
    let mut machine = pace::Terminal::begin(choice, password);
    while let Some(request) = machine.next() {
        let response = if request.must_be_short || request.is_attempt {
            link.exchange_once(&request.command)
        } else {
            link.exchange(&request.command)
        };
        let response = response.map_err(|error| link.failure(error))?;
        let accepted = machine
            .accept(&response, rng)
            .map_err(|error| pace_failure(link, reference, error))?;
        match accepted {
            pace::Accepted::GoOn => {}
            pace::Accepted::Done(established) => return Ok(*established),
            pace::Accepted::ParametersDemanded(status) => {
                if !machine.name_parameters() {
                    let confirmed = false;
                    return Err(link.error(ErrorKind::CardRefused { status, confirmed }));
                }
            }
        }
    }
    Err(link.error(ErrorKind::CardMisbehaved("no channel came about")))
}

fn pace_failure(link: &Link<'_>, password: PasswordReference, error: PaceError) -> Error {
    link.error(match error {
        PaceError::WrongPassword { .. } => match password {
            PasswordReference::Can => ErrorKind::WrongCan,
            PasswordReference::Mrz => ErrorKind::WrongMrz,
        },
        PaceError::Refused { status, .. } => ErrorKind::CardRefused {
            status,
            confirmed: false,
        },
        PaceError::Misbehaved(what) => ErrorKind::CardMisbehaved(what),
        PaceError::NotProved => ErrorKind::ChipCheckFailed("the card does not know the password"),
        PaceError::ChipNotProved => ErrorKind::ChipCheckFailed("the chip did not prove its key"),
        PaceError::Unsupported => ErrorKind::UnsupportedCard("no supported way of PACE"),
    })
}

/// The first key of DG14 whose protocol and group are here.
fn usable_key(
    offers: &SecurityInfos,
) -> Option<(
    chip_authentication::Protocol,
    ChipPublicKey,
    Option<Vec<u8>>,
)> {
    offers.chip_authentication().find_map(|info| {
        let protocol = chip_authentication::Protocol::from_oid(&info.oid)?;
        let key = offers.chip_authentication_keys().find(|key| {
            key.agreement == info.agreement && (info.key_id.is_none() || key.key_id == info.key_id)
        })?;
        let (group, value) = match &key.key {
            PublicKey::Dh {
                group: DomainParameters::StandardizedDh(number),
                value,
            } => (Group::standardised(*number).ok()?, value),
            PublicKey::Dh {
                group: DomainParameters::Dh(numbers),
                value,
            } => {
                let q = numbers.q.as_deref();
                (
                    Group::diffie_hellman(&numbers.p, &numbers.g, q).ok()?,
                    value,
                )
            }
            PublicKey::Ec {
                curve: Some(curve),
                point,
            } => (Group::standardised(curve.number()).ok()?, point),
            _ => return None,
        };
        Some((
            protocol,
            ChipPublicKey::new(group, value).ok()?,
            info.key_id.clone(),
        ))
    })
}

/// Keys and counter are not shown.
impl core::fmt::Debug for Document<'_, '_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Document({:?})", self.opened_with)
    }
}
