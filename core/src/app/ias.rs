//! The IAS ECC application of the CIE and its child DF_CIE, from the
//! selection to the commands with codes.
//!
//! The stages are types: [`Selected`] → [`Agreed`] → [`Authenticated`]. The
//! commands with codes exist on the last alone, which only a chip that has
//! proved its key gives.

use rand_core::CryptoRng;

use crate::{
    agreement::ias::{
        Accepted, AgreementError, AuthorityKey, ChipKey, Collected, DeviceAuthentication,
        DomainParameters, KeyAgreement, Parameter, Transcript,
    },
    apdu::{Command, Response, StatusWord, command::ins},
    app::code::{CodeAnswer, CodeCard, CodeForm},
    channel::{ChannelError, plain::Link, protected::ProtectedLink},
    error::{Error, ErrorKind},
    file::{self, Ef},
    phase::Phase,
    vocabulary::CardKind,
};

/// Application identifier of the IAS ECC root (italia/cie-middleware-linux
/// `IAS.cpp`). The NXP family answers `6A82` to it.
pub const IAS_AID: [u8; 13] = [
    0xA0, 0x00, 0x00, 0x00, 0x30, 0x80, 0x00, 0x00, 0x00, 0x09, 0x81, 0x60, 0x01,
];
/// Application identifier of DF_CIE.
pub const CIE_AID: [u8; 6] = [0xA0, 0x00, 0x00, 0x00, 0x00, 0x39];

/// EF.ID_Servizi: the service number (NIS).
const EF_NIS: Ef = Ef {
    id: 0x1001,
    short: 0x01,
};
/// EF.Int.Kpub: the device-authentication key.
const EF_CHIP_KEY: Ef = Ef {
    id: 0x1004,
    short: 0x04,
};
/// EF.ATR, in the MF.
const EF_ATR: Ef = Ef {
    id: 0x2F01,
    short: 0x1D,
};
/// Digits of the service number.
const NIS_LEN: usize = 12;

/// Selects DF_CIE, as [`Selected::open`] says, and tells how the card answered.
///
/// # Errors
/// Those of the link.
pub(crate) fn select(link: &mut Link<'_>) -> Result<StatusWord, Error> {
    link.enter(Phase::Select);
    let root = exchange(link, &select_application(&IAS_AID))?.status;
    let mut status = exchange(link, &select_application(&CIE_AID))?.status;
    if !status.is_ok() && !root.is_ok() {
        exchange(link, &Command::new(ins::SELECT, 0, 0))?;
        status = exchange(link, &select_application(&CIE_AID))?.status;
    }
    if status.is_ok() {
        link.recognised(CardKind::Cie);
    }
    Ok(status)
}

/// DF_CIE is selected; everything goes in clear.
pub struct Selected<'l, 'a> {
    link: &'l mut Link<'a>,
}

impl<'l, 'a> Selected<'l, 'a> {
    /// Selects the root application, then DF_CIE. A card that does not know
    /// the root's identifier is asked for DF_CIE directly, and if that fails,
    /// once more after selecting the MF.
    ///
    /// # Errors
    /// [`ErrorKind::NotACie`] when there is no DF_CIE.
    pub fn open(link: &'l mut Link<'a>) -> Result<Self, Error> {
        match select(link)? {
            status if status.is_ok() => Ok(Self { link }),
            status => Err(link.error(ErrorKind::NotACie { status })),
        }
    }

    /// The link, for phases, traffic and errors.
    pub const fn link(&mut self) -> &mut Link<'a> {
        self.link
    }

    /// What [`select`] has selected.
    pub(crate) const fn after_select(link: &'l mut Link<'a>) -> Self {
        Self { link }
    }

    /// The service number printed as 12 digits, from EF 1001.
    ///
    /// # Errors
    /// [`ErrorKind::CardMisbehaved`] when the file holds no 12 digits.
    pub fn service_number(&mut self) -> Result<String, Error> {
        self.link.enter(Phase::ReadCard);
        let digits = file::read_start(self.link, EF_NIS, NIS_LEN)?;
        match core::str::from_utf8(&digits) {
            Ok(text) if text.len() == NIS_LEN && digits.iter().all(u8::is_ascii_digit) => {
                Ok(text.to_owned())
            }
            _ => Err(self
                .link
                .error(ErrorKind::CardMisbehaved("a malformed service number"))),
        }
    }

    /// The key that the chip claims to have, from EF 1004.
    ///
    /// # Errors
    /// [`ErrorKind::CardMisbehaved`] when the file holds no RSA key.
    pub fn chip_key(&mut self) -> Result<ChipKey, Error> {
        self.link.enter(Phase::ReadCard);
        let content = file::read_data_object(self.link, EF_CHIP_KEY, 1)?;
        ChipKey::parse(&content).map_err(|error| agreement(self.link, error))
    }

    /// The domain parameters of the key agreement, one by one; all at once
    /// from a card that refuses that.
    ///
    /// # Errors
    /// [`ErrorKind::CardMisbehaved`] for parameters that nobody may use.
    pub fn domain_parameters(&mut self) -> Result<DomainParameters, Error> {
        self.link.enter(Phase::Parameters);
        let mut collected = Collected::default();
        for parameter in [Parameter::Generator, Parameter::Prime, Parameter::Order] {
            if collected.has(parameter) {
                continue;
            }
            let response = self.get_data(&parameter.request())?;
            let status = response.status;
            if status.is_ok() {
                self.take(collected.add(&response.data))?;
            } else if parameter == Parameter::Generator {
                let response = self.get_data(&Parameter::request_all())?;
                self.require(&response)?;
                self.take(collected.add(&response.data))?;
            } else if parameter == Parameter::Prime {
                return Err(self.refused(status));
            }
            // Without q the exponent is drawn below p: slower, not weaker.
        }
        self.take(collected.finish())
    }

    /// The key of the authority that certifies terminals.
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedCard`] for a key that is not of 2,048 bits.
    pub fn authority_key(&mut self) -> Result<AuthorityKey, Error> {
        let response = self.get_data(&AuthorityKey::request())?;
        self.require(&response)?;
        self.take(AuthorityKey::parse(&response.data))
    }

    /// Diffie-Hellman. From here on everything is protected.
    ///
    /// # Errors
    /// [`ErrorKind::CardMisbehaved`] for a key that nobody may use.
    pub fn agree(
        self,
        parameters: DomainParameters,
        rng: &mut dyn CryptoRng,
    ) -> Result<Agreed<'l, 'a>, Error> {
        self.link.enter(Phase::KeyAgreement);
        let machine = self.take(KeyAgreement::begin(parameters, rng))?;
        let response = exchange(self.link, &machine.send_public_key())?;
        self.require(&response)?;
        let response = exchange(self.link, &KeyAgreement::ask_public_key())?;
        self.require(&response)?;
        let (messaging, transcript) = self.take(machine.finish(&response.data))?;
        Ok(Agreed {
            channel: ProtectedLink::new(self.link, messaging),
            transcript,
        })
    }

    /// GET DATA is where extended length is tried out.
    fn get_data(&mut self, command: &Command) -> Result<Response, Error> {
        self.link
            .probe(command)
            .map_err(|error| self.link.failure(error))
    }

    fn require(&self, response: &Response) -> Result<(), Error> {
        if response.status.is_ok() {
            Ok(())
        } else {
            Err(self.refused(response.status))
        }
    }

    fn refused(&self, status: StatusWord) -> Error {
        self.link.error(ErrorKind::CardRefused {
            status,
            confirmed: false,
        })
    }

    fn take<T>(&self, result: Result<T, AgreementError>) -> Result<T, Error> {
        result.map_err(|error| agreement(self.link, error))
    }
}

/// EF.ATR, which tells the family of a card whose answer to reset does not.
/// Free to read in the MF; before DF_CIE is selected, since the Actalis family
/// hides the files of the MF after that.
///
/// # Errors
/// Only those of the link: a card without EF.ATR gives `None`.
pub fn read_ef_atr(link: &mut Link<'_>) -> Result<Option<Vec<u8>>, Error> {
    link.enter(Phase::ReadCard);
    if !exchange(link, &Command::new(ins::SELECT, 0, 0))?
        .status
        .is_ok()
    {
        return Ok(None);
    }
    match file::read_start(link, EF_ATR, 256) {
        Ok(content) => Ok(Some(content.to_vec())),
        Err(Error {
            kind: ErrorKind::CardRefused { .. } | ErrorKind::CardMisbehaved(_),
            ..
        }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The channel stands; the chip has proved nothing yet.
pub struct Agreed<'l, 'a> {
    channel: ProtectedLink<'l, 'a>,
    transcript: Transcript,
}

impl<'l, 'a> Agreed<'l, 'a> {
    /// Device authentication: the terminal shows its published certificate,
    /// then the chip proves that it has the key of EF 1004.
    ///
    /// # Errors
    /// [`ErrorKind::ChipCheckFailed`] when it does not;
    /// [`ErrorKind::CardRefused`] when it refuses a step.
    pub fn authenticate(
        self,
        authority: &AuthorityKey,
        chip_key: ChipKey,
        rng: &mut dyn CryptoRng,
    ) -> Result<Authenticated<'l, 'a>, Error> {
        let Self {
            mut channel,
            transcript,
        } = self;
        channel.link().enter(Phase::TerminalAuthentication);
        let mut machine = DeviceAuthentication::begin(transcript, authority, chip_key, rng)
            .map_err(|error| agreement(channel.link(), error))?;
        while let Some(command) = machine
            .next()
            .map_err(|error| agreement(channel.link(), error))?
        {
            if machine.terminal_done() {
                channel.link().enter(Phase::ChipAuthentication);
            }
            let response = channel
                .exchange(&command)
                .map_err(|error| channel.link().failure(error))?;
            match machine
                .accept(&response)
                .map_err(|error| agreement(channel.link(), error))?
            {
                Accepted::Continue => {}
                Accepted::Proved(ssc) => channel.reseed(ssc),
                Accepted::Refused(status) => {
                    let kind = ErrorKind::CardRefused {
                        status,
                        confirmed: true,
                    };
                    return Err(channel.link().error(kind));
                }
            }
        }
        Ok(Authenticated { channel })
    }
}

/// The chip has proved its key: commands with codes may be sent.
pub struct Authenticated<'l, 'a> {
    channel: ProtectedLink<'l, 'a>,
}

impl<'a> CodeCard<'a> for Authenticated<'_, 'a> {
    fn link(&mut self) -> &mut Link<'a> {
        self.channel.link()
    }

    fn code_form(&self) -> CodeForm {
        CodeForm::Cie
    }

    fn send_once(&mut self, command: Command) -> CodeAnswer {
        match self.channel.exchange_code(command) {
            Ok(response) => CodeAnswer::Confirmed(response.status),
            Err(ChannelError::Unprotected(status)) => CodeAnswer::Unconfirmed(status),
            Err(_) => CodeAnswer::Unknown,
        }
    }
}

fn select_application(identifier: &[u8]) -> Command {
    Command::new(ins::SELECT, 0x04, 0x0C).data(identifier)
}

fn exchange(link: &mut Link<'_>, command: &Command) -> Result<Response, Error> {
    link.exchange(command).map_err(|error| link.failure(error))
}

fn agreement(link: &Link<'_>, error: AgreementError) -> Error {
    link.error(match error {
        AgreementError::Misbehaved(what) => ErrorKind::CardMisbehaved(what),
        AgreementError::NotProved(what) => ErrorKind::ChipCheckFailed(what),
        AgreementError::Unsupported(what) => ErrorKind::UnsupportedCard(what),
        AgreementError::Random => ErrorKind::UnsupportedDevice(error.to_string()),
    })
}
