//! The simulated card as a process of its own, for programs that know nothing of it.

use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::cie::Cie;
use crate::process::Running;

/// The codes every simulated card starts with (`cie_sim::STANDARD_PIN`, `STANDARD_PUK`).
pub(crate) const PIN: &str = "24681357";
pub(crate) const PUK: &str = "13572468";

/// What every simulated card says of itself: its service number (NIS) and, in the certificate's
/// common name, the holder's fiscal code and the document number.
pub(crate) const SERVICE_NUMBER: &str = "990123456789";
pub(crate) const COMMON_NAME: &str = "PRVSLT80A41Z999P/CA00000AA";

/// A family of cards, with what is publicly known of it and does not come from our simulator.
pub(crate) struct Family {
    /// What `--profile` takes.
    pub(crate) profile: &'static str,
    /// The ATR that a contactless PC/SC reader shows (italia/cie-middleware-linux
    /// `cie-pkcs11/CSP/ATR.cpp`), as OpenSC prints it.
    pub(crate) atr: &'static str,
    /// What Debian 12's smartcard_list.txt (pcsc-tools) says of this ATR, if it is in there.
    pub(crate) listed_as: Option<&'static str>,
}

/// The families of the simulator.
pub(crate) const FAMILIES: [Family; 5] = [
    Family {
        profile: "gemalto",
        atr: "3b:8f:80:01:80:31:80:65:b0:85:04:00:11:12:0f:ff:82:90:00:8a",
        listed_as: Some("Italian electronic identity card (eID)"),
    },
    Family {
        profile: "st",
        atr: "3b:8b:80:01:80:66:47:50:00:b8:00:7f:82:90:00:2e",
        listed_as: Some("Italian Card Identity (eID)"),
    },
    Family {
        profile: "nxp",
        atr: "3b:8e:80:01:80:31:80:65:49:54:4e:58:50:12:0f:ff:82:90:f0",
        listed_as: Some("Italian Electronic Contactless Identity Card v. 3.0 (CIE 3.0)"),
    },
    Family {
        profile: "actalis",
        atr: "3b:8f:80:01:80:31:80:65:49:54:4a:34:41:12:0f:ff:82:90:00:88",
        listed_as: None,
    },
    Family {
        profile: "bit4id",
        atr: "3b:8f:80:01:80:31:80:65:49:54:4a:34:42:12:0f:ff:82:90:00:8b",
        listed_as: Some("Identity Card (eID)"),
    },
];

/// A card system of the TS-CNS, with what is publicly known of it and does not come from our
/// simulator, and the number of the simulated card.
pub(crate) struct CardSystem {
    /// What `--profile` takes.
    pub(crate) profile: &'static str,
    /// The ATR as OpenSC prints it (smartcard_list.txt of LudovicRousseau/pcsc-tools; OpenSC issue
    /// 3755).
    pub(crate) atr: &'static str,
    /// Sixteen digits, the last of them the check digit.
    pub(crate) card_number: &'static str,
    /// Length of the holder's key.
    pub(crate) modulus_bits: u32,
    /// Path of the certificate.
    pub(crate) certificate: &'static str,
    /// The number that OpenSC gives PIN, key and certificate; their names end in one less.
    pub(crate) key_id: u8,
    /// By OpenSC 0.23.
    pub(crate) known_in_0_23: Known,
    /// By OpenSC 0.26.
    pub(crate) known_in_0_26: Known,
}

/// How far an OpenSC knows a card system.
#[derive(Clone, Copy)]
pub(crate) enum Known {
    /// All of it.
    Whole,
    /// As a CNS by its ATR, and not where certificate and key are.
    ByAtr,
    /// Not at all.
    Not,
}

/// The card systems of the simulator.
pub(crate) const CARD_SYSTEMS: [CardSystem; 5] = [
    CardSystem {
        profile: "cns-athena",
        atr: "3b:df:18:00:81:31:fe:7d:00:6b:02:0c:01:82:01:11:01:43:4e:53:10:31:80:fc",
        card_number: "6030000000000019",
        modulus_bits: 1024,
        certificate: "11001101",
        key_id: 1,
        known_in_0_23: Known::Whole,
        known_in_0_26: Known::Whole,
    },
    CardSystem {
        profile: "cns-st",
        atr: "3b:ff:18:00:ff:81:31:fe:55:00:6b:02:09:16:17:01:11:01:43:4e:53:11:31:80:8d",
        card_number: "6090000000000024",
        modulus_bits: 2048,
        certificate: "11001101",
        key_id: 1,
        known_in_0_23: Known::Whole,
        known_in_0_26: Known::Whole,
    },
    CardSystem {
        profile: "cns-idemia",
        atr: "3b:ff:18:00:00:81:31:fe:45:00:6b:05:05:20:00:01:21:01:43:4e:53:10:31:80:79",
        card_number: "6080000000000034",
        modulus_bits: 2048,
        certificate: "140090012002",
        key_id: 2,
        known_in_0_23: Known::ByAtr,
        known_in_0_26: Known::Whole,
    },
    CardSystem {
        profile: "cns-idemia-nfc",
        atr: "3b:8b:80:01:00:31:c1:64:08:92:33:54:00:90:00:f3",
        card_number: "6080000000000034",
        modulus_bits: 2048,
        certificate: "140090012002",
        key_id: 2,
        known_in_0_23: Known::Not,
        known_in_0_26: Known::Whole,
    },
    CardSystem {
        profile: "cns-st2022-nfc",
        atr: "3b:80:80:01:01",
        card_number: "6050000000000048",
        modulus_bits: 2048,
        certificate: "11001101",
        key_id: 1,
        known_in_0_23: Known::Not,
        known_in_0_26: Known::Not,
    },
];

/// Where a served card's standard error goes, in its home folder.
const LOG: &str = "card.log";

/// What the card served with this home folder has complained about.
pub(crate) fn complaints(home: &Path) -> String {
    fs::read_to_string(home.join(LOG)).unwrap_or_default()
}

/// A simulated card that is being served; it is gone when this is dropped.
pub(crate) struct Served {
    process: Running,
}

impl Served {
    /// Puts it into the reader of vpcd that listens at `address`.
    pub(crate) fn plugged_in(
        cie: &Cie<'_>,
        profile: &str,
        address: &str,
        more: &[&str],
        home: &Path,
    ) -> Result<Self> {
        Self::start(cie, profile, &["--vpcd", address], more, home)
    }

    /// Lets it listen on a port of its choice, which is returned too.
    pub(crate) fn listening(cie: &Cie<'_>, profile: &str, home: &Path) -> Result<(Self, u16)> {
        let mut served = Self::start(cie, profile, &["--listen", "0"], &[], home)?;
        let line = served
            .process
            .line(Duration::from_secs(20))
            .with_context(|| complaints(home))?;
        let port = line
            .strip_prefix("listening 127.0.0.1:")
            .and_then(|port| port.parse().ok())
            .with_context(|| format!("wanted 'listening 127.0.0.1:PORT', got '{line}'"))?;
        Ok((served, port))
    }

    fn start(
        cie: &Cie<'_>,
        profile: &str,
        place: &[&str],
        more: &[&str],
        home: &Path,
    ) -> Result<Self> {
        let state = home.join("card");
        let mut command = cie.command(&["sim", "serve", "--profile", profile], home);
        command.arg("--state").arg(state).args(place).args(more);
        let complaints = File::options()
            .create(true)
            .append(true)
            .open(home.join("card.log"))?;
        let process = Running::start(command.stderr(Stdio::from(complaints)))?;
        Ok(Self { process })
    }

    /// An error when it has ended.
    pub(crate) fn still_there(&mut self) -> Result<()> {
        self.process.still_running()
    }
}
