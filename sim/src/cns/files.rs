//! The file tree of the simulated TS-CNS.
//!
//! Identifiers: OpenSC `src/libopensc/pkcs15-itacns.c` and the readers that [`super::contents`]
//! names. Files of which only the identifier is known (`1002`, `1201`, `2F02` aside) are not there.
//! File control information: the trace of a card in OpenSC issue 3804; that of the directories of
//! IDEMIA: OpenSC pull request 2483.

use cie_core::bytes::tlv;
use hex_literal::hex;

use super::contents::Contents;
use super::profile::{Layout, Profile};

/// File identifier of the MF.
pub(super) const MF: u16 = 0x3F00;
/// The directory of IDEMIA's key and PIN.
pub(super) const IDEMIA_KEY: [u16; 2] = [0x1400, 0x9002];

/// Access conditions: always for reading, never for anything else.
const READ_ALWAYS: [u8; 9] = hex!("00 FF FF FF FF FF FF FF FF");
const NEVER: [u8; 9] = [0xFF; 9];

/// A file, by its path below the MF.
pub(super) struct File {
    path: &'static [u16],
    kind: Kind,
    conditions: [u8; 9],
}

enum Kind {
    Directory,
    /// A transparent elementary file.
    Elementary(fn(&Contents) -> &[u8]),
}

const fn directory(path: &'static [u16]) -> File {
    File {
        path,
        kind: Kind::Directory,
        conditions: NEVER,
    }
}

const fn elementary(path: &'static [u16], content: fn(&Contents) -> &[u8]) -> File {
    File {
        path,
        kind: Kind::Elementary(content),
        conditions: READ_ALWAYS,
    }
}

/// What is the same on all cards.
const COMMON: [File; 7] = [
    directory(&[]),
    elementary(&[0x2F02], |contents| &contents.global_data),
    directory(&[0x1000]),
    elementary(&[0x1000, 0x1003], |contents| &contents.card_id),
    directory(&[0x1100]),
    elementary(&[0x1100, 0x1102], |contents| &contents.personal_data),
    directory(&[0x1200]),
];

const CLASSIC: [File; 1] = [elementary(&[0x1100, 0x1101], |contents| {
    &contents.certificate_file
})];

const IDEMIA: [File; 4] = [
    directory(&[0x1400]),
    File {
        path: &[0x1400, 0x9001],
        kind: Kind::Directory,
        conditions: hex!("FF 00 00 FF FF 00 FF 00 FF"),
    },
    elementary(&[0x1400, 0x9001, 0x2002], |contents| {
        &contents.certificate_file
    }),
    File {
        path: &IDEMIA_KEY,
        kind: Kind::Directory,
        conditions: hex!("FF 10 10 FF FF FF FF 10 FF"),
    },
];

/// The file with this path below the MF.
pub(super) fn find(profile: Profile, path: &[u16]) -> Option<&'static File> {
    let own: &[File] = match profile.layout() {
        Layout::Classic => &CLASSIC,
        Layout::Idemia => &IDEMIA,
    };
    COMMON.iter().chain(own).find(|file| file.path == path)
}

impl File {
    pub(super) const fn path(&self) -> &'static [u16] {
        self.path
    }

    pub(super) const fn is_directory(&self) -> bool {
        matches!(self.kind, Kind::Directory)
    }

    /// What it holds; nothing in a directory.
    pub(super) fn content(&self, profile: Profile) -> &'static [u8] {
        match self.kind {
            Kind::Directory => &[],
            Kind::Elementary(content) => content(Contents::of(profile)),
        }
    }

    /// File control information (ISO/IEC 7816-4, 7.4). `name` is that of the application whose
    /// root is selected; `reversed`: with its data objects in the opposite order.
    pub(super) fn control_information(
        &self,
        profile: Profile,
        name: Option<&[u8]>,
        reversed: bool,
    ) -> Vec<u8> {
        const SIZE: u32 = 0x80;
        const DIRECTORY_SIZE: u32 = 0x81;
        const DESCRIPTOR: u32 = 0x82;
        const IDENTIFIER: u32 = 0x83;
        const NAME: u32 = 0x84;
        const PROPRIETARY: u32 = 0x85;
        const SECURITY: u32 = 0x86;
        const LIFE_CYCLE: u32 = 0x8A;
        const SECURE_MESSAGING: u32 = 0xCB;
        const TEMPLATE: u32 = 0x6F;

        let identifier = self.path.last().copied().unwrap_or(MF);
        let size = u16::try_from(self.content(profile).len()).unwrap_or(u16::MAX);
        let (size_tag, descriptor) = match self.kind {
            Kind::Directory => (DIRECTORY_SIZE, [0x38, 0, 0]),
            Kind::Elementary(_) => (SIZE, [0x01, 0, 0]),
        };
        let mut objects = vec![
            (size_tag, size.to_be_bytes().to_vec()),
            (DESCRIPTOR, descriptor.to_vec()),
        ];
        objects.extend(name.map(|name| (NAME, name.to_vec())));
        objects.extend([
            (IDENTIFIER, identifier.to_be_bytes().to_vec()),
            (PROPRIETARY, vec![0x01]),
            (SECURITY, self.conditions.to_vec()),
        ]);
        if profile.layout() == Layout::Classic {
            objects.extend([(LIFE_CYCLE, vec![0x05]), (SECURE_MESSAGING, vec![0xFF; 24])]);
        }
        if reversed {
            objects.reverse();
        }
        let mut value = Vec::new();
        for (tag, content) in objects {
            tlv::push(&mut value, tag, &content);
        }
        tlv::encode(TEMPLATE, &value)
    }
}
