//! Reads the travel document: who the card says its holder is, and what was
//! proved of that.

mod chip;
mod unread;

use cie_core::{
    Card, Error, MrzKey, Password, Phase, Traffic, date::Date, extension::Link, time::UnixTime,
};
use rand_core::CryptoRng;

pub use self::unread::{DocumentFile, Unread};
use crate::{
    emrtd::{
        com::DataGroup,
        dg1, dg14,
        document::{Document, OpenedWith},
        holder::Holder,
        security_info::SecurityInfos,
    },
    trust::{
        listing::Listing,
        security_object::SecurityObject,
        store::TrustStore,
        verdict::{ChipEvidence, Evidence, Verdict},
    },
};

/// How to open the document.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Access<'k> {
    /// With PACE: the CAN or the machine-readable zone.
    Pace(&'k Password),
    /// With basic access control, for documents without PACE or links too
    /// short for it. The caller asks for it: PACE is never given up silently,
    /// and [`Identity::opened_with`] says which it was.
    Bac(&'k MrzKey),
}

/// What to read.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ReadRequest<'k> {
    /// How to open the document.
    pub access: Access<'k>,
    /// The data groups to read, in this order. DG1 is read only if it is listed, and
    /// then first, with EF.SOD; without it the country of the signer is not compared. Those that the document does not have are left out of the
    /// answer. The photo is DG2.
    pub groups: &'k [DataGroup],
    /// Whether to read EF.COM, to compare it with EF.SOD: see
    /// [`Identity::listing`]. Nothing else needs it.
    pub com: bool,
    /// Whether the chip has to prove that it is not a copy: DG14 is read for it,
    /// and DG15 where DG14 offers nothing.
    pub prove_chip: bool,
}

impl<'k> ReadRequest<'k> {
    /// The data groups to read, without EF.COM; the chip proves that it is not a copy.
    #[must_use]
    pub const fn new(access: Access<'k>, groups: &'k [DataGroup]) -> Self {
        Self {
            access,
            groups,
            com: false,
            prove_chip: true,
        }
    }

    /// Whether to read EF.COM: see [`Self::com`](field@Self::com).
    #[must_use]
    pub const fn com(mut self, com: bool) -> Self {
        self.com = com;
        self
    }

    /// Whether the chip shall prove that it is not a copy: see
    /// [`Self::prove_chip`](field@Self::prove_chip).
    #[must_use]
    pub const fn prove_chip(mut self, prove_chip: bool) -> Self {
        self.prove_chip = prove_chip;
        self
    }
}

/// What was read. Personal data: `Debug` shows numbers and lengths only.
#[derive(Clone)]
#[non_exhaustive]
pub struct Identity {
    /// How the document was opened.
    pub opened_with: OpenedWith,
    /// The files that were read, whole, by the number of their data group.
    pub files: Vec<(DataGroup, Vec<u8>)>,
    /// EF.SOD, if the document has it.
    pub security_object: Option<Vec<u8>>,
    /// EF.COM, if it was asked for and the document has it. It is not signed.
    pub com: Option<Vec<u8>>,
    /// EF.CardAccess, if PACE was asked for.
    pub card_access: Option<SecurityInfos>,
    /// Files that the document has and that were not read, with the reasons.
    /// The others are unharmed by that.
    pub unread: Vec<Unread>,
    /// Whether the key of the printed lines that opened the document is that
    /// of DG1; `None` when the CAN opened it or DG1 was not read, is malformed or
    /// has a wrong check digit there.
    pub lines_agree: Option<bool>,
    /// What went over the link.
    pub traffic: Traffic,
    chip: ChipEvidence,
}

impl core::fmt::Debug for Identity {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let files: Vec<_> = self
            .files
            .iter()
            .map(|(group, content)| (group.number(), content.len()))
            .collect();
        write!(f, "Identity({:?}, {files:?})", self.opened_with)
    }
}

impl Identity {
    /// The content of a data group that was read.
    #[must_use]
    pub fn file(&self, group: DataGroup) -> Option<&[u8]> {
        self.files
            .iter()
            .find(|(read, _)| *read == group)
            .map(|(_, content)| content.as_slice())
    }

    /// Who the document says its holder is, read at `at`: the time tells the
    /// century of two-digit years. [`Self::verdict`] says how far to believe
    /// it.
    #[must_use]
    pub fn holder(&self, at: UnixTime) -> Holder<'_> {
        let today = at.date().unwrap_or(Date::LAST);
        Holder::of(|group| self.file(group), today)
    }

    /// Whether the document offers PACE by what it has signed, although basic
    /// access control opened it; `None` when PACE did, or when DG14 was not
    /// read. [`Self::verdict`] says whether DG14 is the signed one.
    #[must_use]
    pub fn pace_passed_over(&self) -> Option<bool> {
        if self.opened_with != OpenedWith::Bac {
            return None;
        }
        let offers = dg14::parse(self.file(DataGroup::DG14)?).ok()?;
        Some(offers.pace().next().is_some())
    }

    /// Whether the unsigned list of files agrees with the signed one; `None`
    /// when EF.COM was not read.
    #[must_use]
    pub fn listing(&self) -> Option<Listing> {
        let com = self.com.as_deref()?;
        Some(Listing::compare(com, self.security_object.as_deref()))
    }

    /// What is proved of the document at a time, by whom the caller trusts.
    #[must_use]
    pub fn verdict(&self, trust: &TrustStore, at: UnixTime) -> Verdict {
        let files: Vec<_> = self
            .files
            .iter()
            .map(|(group, content)| (group.number(), content.as_slice()))
            .collect();
        Verdict::of(&Evidence {
            security_object: self.security_object.as_deref(),
            files: &files,
            trust,
            at,
            chip: &self.chip,
            card_access: self.card_access.as_ref(),
        })
    }
}

/// Steps to open a document: about a logical exchange each.
const STEPS: u32 = 8;
/// Steps for the chip to prove itself.
const PROOF_STEPS: u32 = 4;
/// Steps that EF.SOD and EF.CardSecurity are worth: some 2,000 bytes.
const SIGNED_STEPS: u32 = 2;

/// Steps that a data group is worth. The photo has some 11,000 bytes, of which
/// a link carries 2,000 at a time at best; the others have a few hundred.
fn steps_of(group: DataGroup) -> u32 {
    if group == DataGroup::DG2 { 6 } else { 1 }
}

/// Opens the travel document, reads the data groups that are asked for and
/// EF.SOD, and has the chip prove itself last if asked to: one that does not have
/// the key closes the channel. Needs no PIN and touches no try; CAN or
/// machine-readable zone are tried once with PACE, whatever comes afterwards.
/// After basic access control DG14 is read, if EF.SOD lists it, to see whether
/// the document offers PACE ([`Identity::pace_passed_over`]).
///
/// A file that is refused leaves the others ([`Identity::unread`]). A refusal in
/// clear ends the channel: with basic access control the document is then
/// opened once more and read in small blocks; after PACE what was read stays, if
/// EF.SOD is among it. This kind of card is read in small
/// blocks from the start for some time after that.
///
/// # Errors
/// `wrong_can`, `wrong_mrz`; `not_on_this_card` for a TS-CNS, whose holder
/// [`Card::read_personal_data`] reads; `card_reset_required`; `basic_access_only`,
/// `no_basic_access`; `link_too_short` before the password is used;
/// `long_read_refused` when the channel has ended with a long read after PACE;
/// those of the link. A chip that does not prove itself is not an error:
/// [`Identity::verdict`] says so.
pub fn read_identity(card: &mut Card<'_>, request: &ReadRequest<'_>) -> Result<Identity, Error> {
    let files = request.groups.iter().copied().map(steps_of).sum::<u32>()
        + SIGNED_STEPS
        + u32::from(request.com)
        + u32::from(matches!(request.access, Access::Bac(_)))
        + if request.prove_chip { PROOF_STEPS } else { 0 };
    card.run_reading(STEPS + files, |link, rng| read(link, request, rng))
}

/// Called for the first reading and for one that starts again: once in the code of an app.
#[inline(never)]
fn read(
    link: &mut Link<'_>,
    request: &ReadRequest<'_>,
    rng: &mut dyn CryptoRng,
) -> Result<Identity, Error> {
    let mut document = match request.access {
        Access::Pace(password) => Document::open(link, password, rng)?,
        Access::Bac(key) => Document::open_with_bac(link, key, rng)?,
    };
    let mut identity = Identity {
        opened_with: document.opened_with.clone(),
        files: Vec::new(),
        security_object: None,
        com: None,
        card_access: document.card_access.take(),
        unread: Vec::new(),
        lines_agree: None,
        traffic: Traffic::default(),
        chip: ChipEvidence::NotAsked,
    };
    document.link().enter(Phase::ReadDocument);
    if document.chip_data.is_some() {
        identity.chip = chip::mapped(&mut document)?;
        document.select()?;
    }
    // Who it is and who has signed that come first: a refusal in clear of any
    // other file ends the channel.
    if request.groups.contains(&DataGroup::DG1) {
        read_group(&mut document, &mut identity, DataGroup::DG1)?;
    }
    let sod = DocumentFile::SecurityObject;
    identity.security_object = unread::read(&mut document, &mut identity, sod)?;
    if request.com {
        identity.com = unread::read(&mut document, &mut identity, DocumentFile::Com)?;
    }
    for group in request.groups {
        let read = read_group(&mut document, &mut identity, *group);
        let of_the_chip = request.prove_chip && *group == DataGroup::DG14;
        match read {
            // Without the chip's keys the card is held again.
            Err(error) if !of_the_chip => {
                unread::keep_the_others(&mut document, &mut identity, *group, error)?;
            }
            result => result?,
        }
    }
    let asked = |group| request.groups.iter().position(|asked| *asked == group);
    identity
        .files
        .sort_by_key(|(group, _)| asked(*group).unwrap_or(usize::MAX));
    if request.prove_chip && matches!(identity.chip, ChipEvidence::NotAsked) {
        identity.chip = chip::prove(&mut document, &mut identity, rng)?;
    }
    if identity.opened_with == OpenedWith::Bac && identity.lists(DataGroup::DG14) {
        read_group(&mut document, &mut identity, DataGroup::DG14)?;
    }
    identity.lines_agree = lines_agree(&identity, request.access);
    document.link().enter(Phase::Done);
    identity.traffic = document.link().traffic();
    Ok(identity)
}

impl Identity {
    /// Whether EF.SOD has a digest of this data group.
    fn lists(&self, group: DataGroup) -> bool {
        let object = self.security_object.as_deref().map(SecurityObject::parse);
        object
            .and_then(Result::ok)
            .is_some_and(|object| object.groups().any(|number| number == group.number()))
    }
}

/// Whether DG1 gives the key of the printed lines that opened the document.
fn lines_agree(identity: &Identity, access: Access<'_>) -> Option<bool> {
    let used = match access {
        Access::Pace(Password::Mrz(key)) | Access::Bac(key) => key,
        Access::Pace(Password::Can(_)) => return None,
    };
    let mrz = dg1::parse(identity.file(DataGroup::DG1)?).ok()?;
    // A wrong check digit of the chip says nothing of what was entered.
    mrz.key().ok().map(|key| key == *used)
}

/// Reads a data group that was not read yet, and was not refused.
fn read_group(
    document: &mut Document<'_, '_>,
    identity: &mut Identity,
    group: DataGroup,
) -> Result<(), Error> {
    let file = DocumentFile::Group(group);
    if identity.file(group).is_some() || identity.why_unread(file).is_some() {
        return Ok(());
    }
    if let Some(content) = unread::read(document, identity, file)? {
        identity.files.push((group, content));
    }
    Ok(())
}
