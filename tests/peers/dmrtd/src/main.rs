//! A foreign terminal for the travel document: the crate `dmrtd` against a card that listens on
//! TCP.
//!
//! ```text
//! dmrtd-peer PORT FOLDER ACCESS
//! ```
//!
//! ACCESS is `can:DIGITS`, `mrz:NUMBER:BIRTH:EXPIRY` (PACE) or `bac:NUMBER:BIRTH:EXPIRY`, the days
//! as eight digits. FOLDER has `country-signer.der`, and gets the image. Prints one fact a line,
//! "name value", for the suite to judge; a refusal of the card is a fact, too.

use std::fmt::Display;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::time::Duration;
use std::{env, fs};

use anyhow::{Context as _, Result, anyhow, bail};
use chrono::NaiveDate;
use dmrtd::auth::passive::{self, ChainStatus, DataGroup, TrustAnchor};
use dmrtd::com::{TransceiveError, Transceiver};
use dmrtd::lds::ef::ElementaryFile;
use dmrtd::passport::{Passport, PassportError};
use dmrtd::proto::can_key::CanKey;
use dmrtd::proto::dba_key::DBAKey;

const POWER_ON: u8 = 0x01;

fn main() -> Result<()> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [port, folder, access] = arguments.as_slice() else {
        bail!("usage: PORT FOLDER ACCESS");
    };
    let mut passport = Passport::new(TcpCard::connect(port.parse()?)?);
    let words: Vec<_> = access.split(':').collect();
    match open(&mut passport, &words)? {
        Ok(how) => {
            say("access", how);
            read(&mut passport, Path::new(folder))
        }
        Err(refusal) => {
            say("access", "refused");
            say("refusal", refusal);
            Ok(())
        }
    }
}

/// Gets read access, and says how; inside is the refusal of the card.
fn open(
    passport: &mut Passport<TcpCard>,
    access: &[&str],
) -> Result<Result<String, PassportError>> {
    let key = |number: &str, birth: &str, expiry: &str, pace: bool| -> Result<DBAKey> {
        let day = |digits| NaiveDate::parse_from_str(digits, "%Y%m%d");
        Ok(DBAKey::new(number, day(birth)?, day(expiry)?, pace)?)
    };
    if let ["bac", number, birth, expiry] = access {
        let opened = passport.start_session(key(number, birth, expiry, false)?);
        return Ok(opened.map(|()| "BAC".to_owned()));
    }
    let offered = passport.read_ef_card_access().map_err(plain)?;
    let info = offered.pace_info().context("no PACE is offered")?;
    let protocol = &info.protocol;
    let how = format!(
        "PACE {:?}-{:?} {:?} {:?}, parameters {}",
        protocol.token_agreement_algorithm,
        protocol.mapping_type,
        protocol.cipher_algorithm,
        protocol.key_length,
        info.parameter_id.context("no parameters are named")?
    );
    let opened = match access {
        ["can", digits] => {
            let can = CanKey::new(digits).map_err(|error| anyhow!("{}", error.0))?;
            passport.start_session_pace(can, &offered)
        }
        ["mrz", number, birth, expiry] => {
            passport.start_session_pace(key(number, birth, expiry, true)?, &offered)
        }
        _ => bail!("ACCESS is not understood"),
    };
    Ok(opened.map(|()| how))
}

/// Reads every file, says what is in it, and authenticates all of them.
fn read(passport: &mut Passport<TcpCard>, folder: &Path) -> Result<()> {
    let sod = passport.read_ef_sod().map_err(plain)?;
    let dg1 = passport.read_ef_dg1().map_err(plain)?;
    let dg2 = passport.read_ef_dg2().map_err(plain)?;
    let dg11 = passport.read_ef_dg11().map_err(plain)?;
    let dg12 = passport.read_ef_dg12().map_err(plain)?;
    let dg14 = passport.read_ef_dg14().map_err(plain)?;
    let dg15 = passport.read_ef_dg15().ok();

    let mrz = dg1.mrz();
    say("surname", &mrz.last_name);
    say("given-names", &mrz.first_name);
    say("number", mrz.document_number());
    say("birth", mrz.date_of_birth);
    say("expiry", mrz.date_of_expiry);
    fs::write(
        folder.join("read.jp2"),
        dg2.image_data.as_deref().context("no image")?,
    )?;
    say("image", format!("{:?}", dg2.image_type()));
    say("holder", dg11.name_of_holder.as_deref().unwrap_or_default());
    say(
        "personal-number",
        dg11.personal_number.as_deref().unwrap_or_default(),
    );
    say("birth-place", dg11.place_of_birth.join("|"));
    say("address", dg11.permanent_address.join("|"));
    say(
        "authority",
        dg12.issuing_authority.as_deref().unwrap_or_default(),
    );
    say("issue", format!("{:?}", dg12.date_of_issue));

    let mut groups = vec![
        (1, dg1.to_bytes()),
        (2, dg2.to_bytes()),
        (11, dg11.to_bytes()),
        (12, dg12.to_bytes()),
        (14, dg14.to_bytes()),
    ];
    groups.extend(dg15.as_ref().map(|file| (15, file.to_bytes())));
    authenticate(sod.to_bytes(), &groups, folder)?;

    if dg15.is_some() {
        let mut challenge = [0; 8];
        getrandom::fill(&mut challenge).map_err(|error| anyhow!("{error}"))?;
        match passport.verify_active_authentication(&challenge) {
            Ok(()) => say("active", "verified"),
            Err(error) => say("active", error),
        }
    }
    Ok(())
}

/// Passive authentication of all of it, of a changed data group, and with nobody trusted.
fn authenticate(sod: &[u8], groups: &[(u8, &[u8])], folder: &Path) -> Result<()> {
    let signer = fs::read(folder.join("country-signer.der"))?;
    let anchors = [TrustAnchor::from_certificate(&signer)?];
    let list: Vec<_> = groups
        .iter()
        .map(|(number, bytes)| DataGroup {
            number: *number,
            bytes,
        })
        .collect();
    match passive::verify(sod, &list, &anchors) {
        Ok(verdict) => {
            say("hashes", format!("{:?}", verdict.verified_groups));
            say("all-groups", verdict.covers_all_groups());
            say(
                "signer",
                match verdict.chain {
                    ChainStatus::Trusted { .. } => "trusted",
                    ChainStatus::Unverified => "not trusted",
                },
            );
        }
        Err(error) => say("signer", error),
    }
    let mut changed = groups.first().context("DG1")?.1.to_vec();
    *changed.last_mut().context("DG1 is empty")? ^= 1;
    let altered = [DataGroup {
        number: 1,
        bytes: &changed,
    }];
    match passive::verify(sod, &altered, &anchors) {
        Ok(_) => say("changed", "taken"),
        Err(error) => say("changed", error),
    }
    Ok(())
}

/// Their errors do not all go into ours.
fn plain(error: PassportError) -> anyhow::Error {
    anyhow!("{error}")
}

fn say(name: &str, value: impl Display) {
    println!("{name} {}", value.to_string().replace('\n', "|"));
}

/// The card behind a socket: two bytes of length, big-endian, then the APDU.
struct TcpCard(TcpStream);

impl TcpCard {
    fn connect(port: u16) -> Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        let mut card = Self(stream);
        card.send(&[POWER_ON])?;
        Ok(card)
    }

    /// One write, so that the length never travels alone.
    fn send(&mut self, payload: &[u8]) -> Result<()> {
        let length = u16::try_from(payload.len())?;
        self.0
            .write_all(&[&length.to_be_bytes(), payload].concat())?;
        Ok(())
    }

    fn exchange(&mut self, apdu: &[u8]) -> Result<Vec<u8>> {
        self.send(apdu)?;
        let mut length = [0; 2];
        self.0.read_exact(&mut length)?;
        let mut answer = vec![0; u16::from_be_bytes(length).into()];
        self.0.read_exact(&mut answer)?;
        Ok(answer)
    }
}

impl Transceiver for TcpCard {
    fn transceive(&mut self, apdu: &[u8]) -> Result<Vec<u8>, TransceiveError> {
        self.exchange(apdu)
            .map_err(|error| TransceiveError::new(error.to_string()))
    }
}
