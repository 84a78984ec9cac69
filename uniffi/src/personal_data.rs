//! The health card: what it says of itself and its holder.

use cie_core::{Error, PersonalData};

use crate::{
    result::{ChipProof, Traffic},
    words::Sex,
};

/// Who the card says its holder is; `None` where it says nothing. Personal data.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct HealthCardHolder {
    /// The surname, in capital letters.
    pub surname: Option<String>,
    /// The given names, in capital letters.
    pub given_names: Option<String>,
    /// The date of birth: `YYYY-MM-DD`.
    pub birth: Option<String>,
    /// The sex.
    pub sex: Option<Sex>,
    /// The fiscal code, its check character verified.
    pub fiscal_code: Option<String>,
    /// The cadastral code of the municipality of birth.
    pub birth_municipality: Option<String>,
    /// The state of birth, for those born abroad.
    pub birth_state: Option<String>,
    /// The citizenship; empty on the cards that are published.
    pub citizenship: Option<String>,
    /// The cadastral code of the municipality of residence.
    pub residence_municipality: Option<String>,
    /// The street of residence; often empty.
    pub residence_address: Option<String>,
}

/// The certificate of the holder's authentication key. Who has signed it was
/// not checked.
#[cfg(feature = "document")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HolderCertificate {
    /// The beginning of its validity, in seconds since 1970-01-01, UTC.
    pub not_before: u64,
    /// The end of its validity, in seconds since 1970-01-01, UTC.
    pub not_after: u64,
}

/// What a TS-CNS says of itself and its holder. It is the card's word alone: the
/// answers come in clear, and the chip proves nothing.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct HealthCard {
    /// Its number: 16 digits, the check digit verified.
    pub number: String,
    /// Its card system, where historical bytes or an application tell.
    pub system: Option<String>,
    /// The Region that the issuer's digits hint at: a value of
    /// `SituationInput::Region`. A proposal, which the person confirms.
    pub region: Option<String>,
    /// Who the card says its holder is.
    pub holder: HealthCardHolder,
    /// The day on which it was issued, `YYYY-MM-DD`.
    pub issue: Option<String>,
    /// The last day on which it is valid, `YYYY-MM-DD`.
    pub expiry: Option<String>,
    /// The holder's certificate (feature `document`); `None` when the card has none, or has it where
    /// nobody has published.
    #[cfg(feature = "document")]
    pub certificate: Option<HolderCertificate>,
    /// The card's id in this installation: 32 hexadecimal digits.
    pub card_id: String,
    /// Nothing was proved: `chip_sentence` says it.
    pub chip: ChipProof,
    /// What went over the link.
    pub traffic: Traffic,
}

#[cfg(feature = "document")]
impl From<cie_document::HolderCertificate> for HolderCertificate {
    fn from(core: cie_document::HolderCertificate) -> Self {
        Self {
            not_before: core.not_before.0,
            not_after: core.not_after.0,
        }
    }
}

impl From<PersonalData> for HealthCardHolder {
    fn from(core: PersonalData) -> Self {
        Self {
            surname: core.surname,
            given_names: core.given_names,
            birth: core.birth.map(|date| date.to_string()),
            sex: core.sex.map(Into::into),
            fiscal_code: core.fiscal_code.map(|code| code.as_str().into()),
            birth_municipality: core.birth_municipality,
            birth_state: core.birth_state,
            citizenship: core.citizenship,
            residence_municipality: core.residence_municipality,
            residence_address: core.residence_address,
        }
    }
}

impl HealthCard {
    /// What crosses of what was read.
    ///
    /// # Errors
    /// `card_misbehaved` when the certificate is malformed.
    pub(crate) fn of(core: cie_core::HealthCard) -> Result<Self, Error> {
        Ok(Self {
            #[cfg(feature = "document")]
            certificate: cie_document::HolderCertificate::of(&core)?.map(Into::into),
            number: core.number.as_str().into(),
            system: core.system.map(|system| system.to_string()),
            region: crate::region::of_issuer(&core.number),
            issue: core.personal_data.issued.as_ref().map(ToString::to_string),
            expiry: core.personal_data.expires.as_ref().map(ToString::to_string),
            holder: core.personal_data.into(),
            card_id: core.card_id.to_string(),
            chip: core.chip.into(),
            traffic: core.traffic.into(),
        })
    }
}
