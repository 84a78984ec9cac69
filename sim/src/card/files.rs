//! The file tree.
//!
//! Identifiers and contents: italia/cie-middleware-linux `cie-pkcs11/CSP/IAS.cpp`,
//! pagopa/cie-sdk-android, italia/cie-nis-java-sdk. `1000` and `1007` are only named in public
//! sources and do not exist here. Files are as long as their content: the one file description
//! published (of EF.SOD, in the tests of pagopa/cie-sdk-android) has the size of its data object.

use cie_core::bytes::tlv;
use hex_literal::hex;

use super::Card;
use super::session::Session;
use crate::lds::LdsFile;

/// Identifier of the IAS application (IAS ECC 1.0.1), which is the root of the card.
pub(super) const IAS_IDENTIFIER: [u8; 13] = hex!("A0000000308000000009816001");
/// Identifier of DF_CIE.
pub(super) const CIE_IDENTIFIER: [u8; 6] = hex!("A00000000039");
/// File identifier of the MF.
pub(super) const MF: u16 = 0x3F00;

/// A directory that can be selected.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Application {
    /// The MF, which is the IAS application.
    Mf,
    /// DF_CIE.
    Cie,
    /// The travel-document application.
    Lds,
}

/// An elementary file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum FileId {
    Atr,
    CardAccess,
    CardSecurity,
    SerialNumber,
    Dh,
    Lds(LdsFile),
    IdServizi,
    Seriale,
    CertCie,
    IntKpub,
    ServiziIntKpub,
    Sod,
}

impl FileId {
    /// EF.CardSecurity and EF.ATR have the same short identifier; the former, where it exists, goes
    /// first.
    const IN_MF: [Self; 5] = [
        Self::CardSecurity,
        Self::Atr,
        Self::CardAccess,
        Self::SerialNumber,
        Self::Dh,
    ];
    const IN_CIE: [Self; 6] = [
        Self::IdServizi,
        Self::Seriale,
        Self::CertCie,
        Self::IntKpub,
        Self::ServiziIntKpub,
        Self::Sod,
    ];

    const fn all_in(application: Application) -> &'static [Self] {
        match application {
            Application::Mf => &Self::IN_MF,
            Application::Cie => &Self::IN_CIE,
            Application::Lds => &[],
        }
    }

    const fn identifier(self) -> u16 {
        match self {
            Self::Atr => 0x2F01,
            Self::CardAccess => 0x011C,
            Self::CardSecurity => 0x011D,
            Self::Lds(file) => file.identifier(),
            Self::SerialNumber => 0xD003,
            Self::Dh => 0xD004,
            Self::IdServizi => 0x1001,
            Self::Seriale => 0x1002,
            Self::CertCie => 0x1003,
            Self::IntKpub => 0x1004,
            Self::ServiziIntKpub => 0x1005,
            Self::Sod => 0x1006,
        }
    }

    /// The short identifier, for those that have one.
    const fn short_identifier(self) -> Option<u8> {
        Some(match self {
            Self::Atr | Self::CardSecurity => 0x1D,
            Self::Lds(file) => file.short_identifier(),
            Self::CardAccess => 0x1C,
            Self::SerialNumber => return None,
            Self::Dh => 0x1B,
            Self::IdServizi => 1,
            Self::Seriale => 2,
            Self::CertCie => 3,
            Self::IntKpub => 4,
            Self::ServiziIntKpub => 5,
            Self::Sod => 6,
        })
    }

    /// Whether reading needs secure messaging and the PIN. Public software never reads the two
    /// files otherwise; that the card insists is assumed.
    pub(super) const fn needs_pin(self) -> bool {
        matches!(self, Self::Seriale | Self::CertCie)
    }
}

impl Card {
    pub(super) fn find_file(&self, identifier: u16) -> Option<FileId> {
        self.find(|file| file.identifier() == identifier)
    }

    pub(super) fn find_short(&self, identifier: u8) -> Option<FileId> {
        self.find(|file| file.short_identifier() == Some(identifier))
    }

    fn find(&self, matches: impl Fn(&FileId) -> bool) -> Option<FileId> {
        if self.application == Application::Lds {
            return self.find_in_document(matches);
        }
        FileId::all_in(self.application)
            .iter()
            .copied()
            .filter(|file| self.is_there(*file))
            .find(matches)
    }

    fn is_there(&self, file: FileId) -> bool {
        let hidden = self.cie_used && self.profile.hides_card_access();
        match file {
            FileId::CardAccess => {
                !hidden
                    && !self.faults().hidden_card_access
                    && !self.options.document.pace.is_empty()
            }
            FileId::CardSecurity => !hidden && self.options.document.maps_chip_authentication(),
            _ => true,
        }
    }

    /// Whether the file may be read now.
    pub(super) fn may_read(&self, file: FileId) -> bool {
        match file {
            FileId::Lds(file) => self.may_read_document(file),
            FileId::CardSecurity => self.document_is_open(),
            file if file.needs_pin() => self.session.channel.is_some() && self.session.pin_verified,
            _ => true,
        }
    }

    /// Whether the file may be selected now: those of the travel document only when it is open.
    pub(super) const fn may_select(&self, file: FileId) -> bool {
        !matches!(file, FileId::Lds(_)) || self.document_is_open()
    }

    pub(super) fn content(&self, file: FileId) -> Vec<u8> {
        let identity = self.identity;
        match file {
            FileId::Atr => self.profile.ef_atr(),
            FileId::CardAccess => self.ef_card_access().unwrap_or_default(),
            FileId::CardSecurity => {
                let document = self.document();
                document.card_security().unwrap_or_default().to_vec()
            }
            FileId::Lds(file) => self.document_file(file),
            FileId::SerialNumber => identity.ef_sn_icc().to_vec(),
            FileId::Dh => identity.ef_dh().to_vec(),
            FileId::IdServizi => identity.nis().to_vec(),
            FileId::Seriale => identity.document_number().to_vec(),
            FileId::CertCie => identity.user_certificate().to_vec(),
            FileId::IntKpub => self.device_key().public_key_file().to_vec(),
            FileId::ServiziIntKpub => identity.services_key().public_key_file().to_vec(),
            FileId::Sod => identity.ef_sod(self.profile.sod_variant()).to_vec(),
        }
    }

    /// Makes a directory the current one. In clear that forgets everything agreed so far.
    pub(super) fn enter(&mut self, application: Application) {
        if self.session.channel.is_none() {
            self.session = Session::default();
        }
        if application == Application::Cie {
            self.cie_used = true;
        } else {
            // The codes are those of DF_CIE.
            self.session.pin_verified = false;
            self.session.puk_verified = false;
        }
        self.application = application;
        self.file = None;
    }

    /// File control parameters (ISO/IEC 7816-4, 7.4.3) of an elementary file. 25 bytes, as many as
    /// italia/cie-nis-cpp-sdk fetches; the size comes first, where one public client looks for it.
    /// The other data objects are assumed.
    pub(super) fn file_control_parameters(&self, file: FileId) -> Vec<u8> {
        const SIZE: u32 = 0x80;
        const DESCRIPTOR: u32 = 0x82;
        const IDENTIFIER: u32 = 0x83;
        const SHORT_IDENTIFIER: u32 = 0x88;
        const LIFE_CYCLE: u32 = 0x8A;
        const SECURITY: u32 = 0x8C;

        let size = u16::try_from(self.content(file).len()).unwrap_or(u16::MAX);
        // Never written, never updated; read freely, or with all of secure messaging, external and
        // user authentication.
        let read = if file.needs_pin() { 0xF0 } else { 0x00 };
        let mut parameters = Vec::new();
        tlv::push(&mut parameters, SIZE, &size.to_be_bytes());
        tlv::push(&mut parameters, DESCRIPTOR, &[0x01]);
        tlv::push(
            &mut parameters,
            IDENTIFIER,
            &file.identifier().to_be_bytes(),
        );
        match file.short_identifier() {
            Some(short) => tlv::push(&mut parameters, SHORT_IDENTIFIER, &[short << 3]),
            None => tlv::push(&mut parameters, SHORT_IDENTIFIER, &[]),
        }
        tlv::push(&mut parameters, LIFE_CYCLE, &[0x05]);
        tlv::push(&mut parameters, SECURITY, &[0x07, 0xFF, 0xFF, read]);
        tlv::encode(0x62, &parameters)
    }
}

/// File control parameters of a directory: its descriptor and its name. Assumed.
pub(super) fn directory_control_parameters(name: &[u8]) -> Vec<u8> {
    let mut parameters = tlv::encode(0x82, &[0x38]);
    tlv::push(&mut parameters, 0x84, name);
    tlv::encode(0x62, &parameters)
}
