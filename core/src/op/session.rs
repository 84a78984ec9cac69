//! The steps that all operations with a code share: from the selection to a
//! chip that has proved its key.

use rand_core::CryptoRng;

use super::{
    ChipProof, Context, Operation, Report,
    ledger::Ledger,
    memory::{CardId, InstallationKey, KnownTries, TryMemory},
};
use crate::{
    agreement::ias::ChipKey,
    app::ias::{Authenticated, Selected},
    bytes::stack,
    channel::plain::{Link, Observers},
    error::{CodeKind, Error},
    progress::Phase,
    transceive::Transceive,
};

/// Logical exchanges up to the proof of the chip: 2 selections, 4 GET DATA,
/// EF 1004 in 2 blocks, 2 of the key agreement, 7 of device authentication
/// and 2 for its chained pieces. For the progress fraction alone.
const STEPS: u32 = 19;

/// Runs `steps` on a card whose chip has proved its key. `codes` is how many
/// commands with a code `steps` sends.
///
/// A card that takes an extended command and refuses a later one is asked
/// again from the start with short commands, once. That happens only before
/// `steps` begins: the commands with codes are never extended.
///
/// Nothing secret is left on the stack. `T` must not hold any.
pub(super) fn run<T>(
    card: &mut dyn Transceive,
    cx: &mut Context<'_>,
    codes: u32,
    steps: impl Fn(&mut Session<'_, '_, '_>) -> Result<T, Error>,
) -> Result<T, Error> {
    stack::scrubbed(|| run_unscrubbed(card, cx, codes, steps))
}

fn run_unscrubbed<T>(
    card: &mut dyn Transceive,
    cx: &mut Context<'_>,
    codes: u32,
    steps: impl Fn(&mut Session<'_, '_, '_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let Context {
        rng,
        memory,
        installation,
        progress,
        trace,
        cancel,
        allow_last_try,
    } = cx;
    let observers = Observers {
        progress: *progress,
        trace: *trace,
        cancel,
    };
    let mut link = Link::new(card, observers, STEPS + codes)?;
    let mut attempt = |link: &mut Link<'_>| {
        let (card, chip_key) = prepare(link, &mut **rng)?;
        let mut session = Session::open(card, &chip_key, &mut **memory, installation)?;
        session.allow_last_try = *allow_last_try;
        let result = steps(&mut session)?;
        session.card.link().enter(Phase::Done);
        Ok(result)
    };
    match attempt(&mut link) {
        Err(_) if link.starts_again_short() => attempt(&mut link),
        result => result,
    }
}

fn prepare<'l, 'a>(
    link: &'l mut Link<'a>,
    rng: &mut dyn CryptoRng,
) -> Result<(Authenticated<'l, 'a>, ChipKey), Error> {
    let mut selected = Selected::open(link)?;
    let parameters = selected.domain_parameters()?;
    let authority = selected.authority_key()?;
    let chip_key = selected.chip_key()?;
    let agreed = selected.agree(parameters, rng)?;
    let authenticated = agreed.authenticate(&authority, chip_key.clone(), rng)?;
    Ok((authenticated, chip_key))
}

/// A card whose chip has proved its key, and what is remembered of it.
pub(super) struct Session<'l, 'a, 'm> {
    pub(super) card: Authenticated<'l, 'a>,
    pub(super) ledger: Ledger<'m>,
    pub(super) allow_last_try: bool,
}

impl<'l, 'a, 'm> Session<'l, 'a, 'm> {
    fn open(
        mut card: Authenticated<'l, 'a>,
        chip_key: &ChipKey,
        memory: &'m mut dyn TryMemory,
        installation: &InstallationKey,
    ) -> Result<Self, Error> {
        let id = CardId::derive(installation, chip_key.encoded());
        let ledger = Ledger::open(memory, id).map_err(|kind| card.link().error(kind))?;
        Ok(Self {
            card,
            ledger,
            allow_last_try: false,
        })
    }

    /// What to report of `operation` when it has succeeded.
    pub(super) fn report(&mut self, operation: Operation) -> Report {
        Report {
            operation,
            card_id: self.ledger.card_id(),
            tries_left: self
                .ledger
                .tries(CodeKind::Pin)
                .map(|KnownTries { at_least, .. }| at_least),
            chip: ChipProof::KEY_ONLY,
            traffic: self.card.link().traffic(),
        }
    }
}
