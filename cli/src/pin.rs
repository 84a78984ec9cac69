//! `cie pin …`: the operations with codes.

use cie_core::{
    CardId, CardKind, ErrorKind, NeededCodes, Operation, Pin as PinCode, Puk, Report, Resolution,
    ResolveCodes, Settlement, UnblockVariant, messages,
};
use serde_json::Value;

use crate::{
    App,
    args::{self, Pin},
    asked::Asked,
    codes::Codes,
    failure::Failure,
    output::{About, Done},
    readers::Reader,
    tap::{Consent, Tap, find_reader},
    text::{Lang, result},
};

/// Does what was asked.
pub(crate) fn run(app: &App, operation: &Pin, about: &mut About) -> Result<Done, Failure> {
    match operation {
        Pin::Verify { tap, only } => verify(app, tap, only.kind, about),
        Pin::Change { tap, only } => change(app, tap, only.kind, about),
        Pin::Unblock { unblock, only } => self::unblock(app, unblock, only.kind, about),
        Pin::Resolve(args) => resolve(app, args, about),
    }
}

fn verify(
    app: &App,
    args: &args::Tap,
    only: Option<CardKind>,
    about: &mut About,
) -> Result<Done, Failure> {
    about.operation = Some(Operation::VerifyPin.name());
    let reader = find_reader(app, &args.card, about)?;
    let pin = codes(app).pin(Asked::Pin)?;
    verify_with(app, args, only, reader, &pin, about)
}

/// Has the card check a PIN that is there already.
pub(crate) fn verify_with(
    app: &App,
    args: &args::Tap,
    only: Option<CardKind>,
    reader: Reader,
    pin: &PinCode,
    about: &mut About,
) -> Result<Done, Failure> {
    let consent = Consent {
        last_try: args.last_try(),
        only,
    };
    let report =
        Tap::prepare(app, &args.card, reader)?.run(consent, about, |card| card.verify_pin(pin))?;
    Ok(done(&report, app.output.lang))
}

fn change(
    app: &App,
    args: &args::Tap,
    only: Option<CardKind>,
    about: &mut About,
) -> Result<Done, Failure> {
    about.operation = Some(Operation::ChangePin.name());
    let reader = find_reader(app, &args.card, about)?;
    let codes = codes(app);
    let old = codes.pin(Asked::OldPin)?;
    let new = codes.pin(Asked::NewPin)?;
    let consent = Consent {
        last_try: args.last_try(),
        only,
    };
    let report = Tap::prepare(app, &args.card, reader)?
        .run(consent, about, |card| card.change_pin(&old, &new))?;
    Ok(done(&report, app.output.lang))
}

fn unblock(
    app: &App,
    args: &args::Unblock,
    only: Option<CardKind>,
    about: &mut About,
) -> Result<Done, Failure> {
    about.operation = Some(Operation::UnblockPin.name());
    let reader = find_reader(app, &args.tap.card, about)?;
    let codes = codes(app);
    let puk = codes.puk()?;
    let new = codes.pin(Asked::NewPin)?;
    unblock_with(app, args, only, reader, (&puk, &new), about)
}

/// Unblocks with a PUK and a new PIN that are there already.
pub(crate) fn unblock_with(
    app: &App,
    args: &args::Unblock,
    only: Option<CardKind>,
    reader: Reader,
    (puk, new): (&Puk, &PinCode),
    about: &mut About,
) -> Result<Done, Failure> {
    let args::Unblock { tap, reset_first } = args;
    let variant = if *reset_first {
        UnblockVariant::ResetFirst
    } else {
        UnblockVariant::Direct
    };
    let consent = Consent {
        last_try: tap.last_try(),
        only,
    };
    let report = Tap::prepare(app, &tap.card, reader)?
        .run(consent, about, |card| card.unblock_pin(puk, new, variant))?;
    Ok(done(&report, app.output.lang))
}

/// First looks at what is pending, then asks for the codes that settle it,
/// then settles it. The card is let go in between: nobody keeps a card
/// powered while a person looks for a letter.
fn resolve(app: &App, args: &args::Tap, about: &mut About) -> Result<Done, Failure> {
    about.operation = Some(Operation::Resolve.name());
    let reader = find_reader(app, &args.card, about)?;
    let mut tap = Tap::prepare(app, &args.card, reader)?;
    let (id, record) = tap.run(Consent::default(), about, |card| card.pending())?;
    let codes = OwnedCodes::ask(NeededCodes::of(record.pending), &codes(app))?;
    // For which card the codes are, they say themselves.
    let consent = Consent {
        last_try: args.last_try(),
        only: None,
    };
    let resolution = tap.run(consent, about, |card| card.resolve(Some(codes.lend(id))))?;
    resolved(&resolution, app.output.lang)
}

fn codes(app: &App) -> Codes<'_> {
    Codes::new(app.output.lang, &app.cancel)
}

/// The codes that settle something, in the order in which they are asked for.
struct OwnedCodes {
    new_pin: Option<PinCode>,
    old_pin: Option<PinCode>,
    puk: Option<Puk>,
}

impl OwnedCodes {
    fn ask(needed: NeededCodes, codes: &Codes<'_>) -> Result<Self, Failure> {
        let pin = |asked, needed: bool| needed.then(|| codes.pin(asked)).transpose();
        Ok(Self {
            new_pin: pin(Asked::IntendedPin, needed.new_pin)?,
            old_pin: pin(Asked::OldPin, needed.old_pin)?,
            puk: needed.puk.then(|| codes.puk()).transpose()?,
        })
    }

    /// For `card`, and for no other that may have taken its place.
    fn lend(&self, card: CardId) -> ResolveCodes<'_> {
        ResolveCodes {
            card,
            new_pin: self.new_pin.as_ref(),
            old_pin: self.old_pin.as_ref(),
            puk: self.puk.as_ref(),
        }
    }
}

fn done(report: &Report, lang: Lang) -> Done {
    reported(
        report,
        lang,
        Done::default().line(result::done(report.operation, lang)),
    )
}

fn resolved(resolution: &Resolution, lang: Lang) -> Result<Done, Failure> {
    let Resolution {
        report,
        pending,
        settlement,
        ..
    } = resolution;
    if let Settlement::Needs(_) = settlement {
        // The codes were asked for as this card needs them, and the folder
        // is taken: somebody else has written into it.
        let why = "what is pending has changed in the meantime";
        return Err(ErrorKind::MemoryUnavailable(why.into()).into());
    }
    let sentence = messages::settlement(settlement, lang);
    let pending = pending.map_or(Value::Null, |pending| pending.name().into());
    let done = Done::default()
        .line(sentence)
        .field("pending", pending)
        .field("settlement", settlement.name());
    Ok(reported(report, lang, done))
}

fn reported(report: &Report, lang: Lang, done: Done) -> Done {
    let done = match report.tries_left {
        Some(left) => done.line(result::tries_left(left, lang)),
        None => done,
    };
    let tries = report.tries_left;
    done.field("tries_left", tries.map(|known| known.at_least))
        .field("tries_exact", tries.map(|known| known.exact))
        .chip(report.chip, lang)
}
