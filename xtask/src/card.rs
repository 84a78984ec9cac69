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
        family: &Family,
        address: &str,
        more: &[&str],
        home: &Path,
    ) -> Result<Self> {
        Self::start(cie, family, &["--vpcd", address], more, home)
    }

    /// Lets it listen on a port of its choice, which is returned too.
    pub(crate) fn listening(cie: &Cie<'_>, family: &Family, home: &Path) -> Result<(Self, u16)> {
        let mut served = Self::start(cie, family, &["--listen", "0"], &[], home)?;
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
        family: &Family,
        place: &[&str],
        more: &[&str],
        home: &Path,
    ) -> Result<Self> {
        let state = home.join("card");
        let mut command = cie.command(&["sim", "serve", "--profile", family.profile], home);
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
