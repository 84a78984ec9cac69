//! `cie recover`: the way back to codes that are lost or blocked.
//!
//! The advice is the core's. Here are the conversation on a terminal, the JSON
//! and the page.

mod dialogue;
mod sources;

use std::{
    io::{self, Write as _},
    path::Path,
};

use cie_core::{CardDetails, CardInfo, CodeKind, ErrorKind, memory::KnownTries};
use cie_recovery::{
    Advice, Card, CodeState, Contradiction, Input, Region, RomeTime, Situation,
    text::region as region_name,
};

use crate::{
    App,
    advice::{command, json, lines, now},
    args::recovery::{Recover, Told},
    codes::Codes,
    failure::{Failure, UsageProblem},
    output::{About, Done},
    tap::{Consent, Tap, find_reader},
    text::{
        Lang, recover as words,
        result::{self, Label, labelled},
    },
    watch::new_private_file,
};

/// Advises, after asking what is still open if there is somebody to ask.
pub(crate) fn run(app: &App, args: &Recover, about: &mut About) -> Result<Done, Failure> {
    about.operation = Some("recover");
    let lang = app.output.lang;
    if args.sources {
        return Ok(sources::all(lang));
    }
    if let Some(file) = &args.html {
        // Before anybody has answered questions for nothing.
        not_there(file)?;
    }
    let now = args.at.or_else(now);
    let mut situation = told(&args.told)?;
    situation.today = now.map(RomeTime::date);
    let mut done = Done::default();
    let mut proposed = None;
    if args.tap {
        (done, proposed) = ask_the_card(app, args, &mut situation, about)?;
    } else if args.names_a_reader() {
        return Err(UsageProblem::Recover(words::only_with_tap(lang).into()).into());
    }
    let codes = Codes::new(lang, &app.cancel);
    let advice = if codes.at_terminal() && !app.output.json {
        dialogue::lead(&mut situation, proposed, &codes, lang)?
    } else {
        cie_recovery::advise(&situation)
    };
    if let Some(file) = &args.html {
        if let Advice::Questions(open) = &advice {
            let open = open.ask.iter().map(|question| question.input).collect();
            return Err(UsageProblem::OpenQuestions(open).into());
        }
        write(
            file,
            &cie_recovery::page(&advice, &situation, now, Some(command), lang),
        )?;
        let shown = file.display().to_string();
        done = done.field("file", shown.as_str());
        done.lines.push(words::written(&shown, lang));
    }
    for (name, value) in json::advice(&advice, now, lang) {
        done = done.field(&name, value);
    }
    done.lines.extend(lines(&advice, now, args.all, lang));
    Ok(done)
}

/// What the options say.
fn told(told: &Told) -> Result<Situation, Failure> {
    let mut situation = Situation::default();
    for (input, value) in &told.0 {
        let name = match input {
            Input::Region | Input::Municipality | Input::Expires => value.clone(),
            _ => value.replace('-', "_"),
        };
        let of_a_code = matches!(input, Input::Pin | Input::Puk | Input::Cip);
        // The code, or the card? For a lost card there is an option of its own.
        if of_a_code && name == "lost" {
            return Err(UsageProblem::LostCodeOrCard(*input).into());
        }
        if situation.set(*input, &name).is_err() {
            let code = of_a_code && value.contains(|c: char| c.is_numeric());
            let problem = match input {
                _ if code => UsageProblem::CodeOnCommandLine,
                Input::Expires => UsageProblem::Date(*input),
                _ => UsageProblem::Value(*input),
            };
            return Err(problem.into());
        }
    }
    situation.consistent().map_err(contradictory)?;
    Ok(situation)
}

fn contradictory(Contradiction(answers): Contradiction) -> UsageProblem {
    UsageProblem::Contradiction(answers)
}

/// What kind of card is in the reader, what is remembered of it, and the Region
/// that its number proposes; costs no try. Numbers of tries that were not
/// certain, or only lower bounds, are left out.
fn ask_the_card(
    app: &App,
    args: &Recover,
    situation: &mut Situation,
    about: &mut About,
) -> Result<(Done, Option<Region>), Failure> {
    let lang = app.output.lang;
    if situation.card == Some(Card::TsWithoutChip) {
        let why = words::no_chip_to_ask(lang);
        return Err(UsageProblem::Recover(why.into()).into());
    }
    let reader = find_reader(app, &args.card, about)?;
    let info = Tap::prepare(app, &args.card, reader)?
        .run(Consent::default(), about, |card| card.info())?;
    let CardInfo { details, known, .. } = info;
    let (card, hint) = match details {
        CardDetails::Cie { .. } => (Card::Cie, None),
        CardDetails::TsCns { number, .. } => (Card::TsCns, Region::of_issuer(&number)),
    };
    if situation.card.is_some_and(|told| told != card) {
        return Err(ErrorKind::OtherCard.into());
    }
    situation.card = Some(card);
    // What was told may be of the other card.
    situation.consistent().map_err(contradictory)?;
    situation.at_hand.card = Some(true);
    let (pin, puk) = (known.known(CodeKind::Pin), known.known(CodeKind::Puk));
    let pending = known.pending;
    let exact = |known: Option<KnownTries>| known.filter(|known| known.exact);
    if let Some(KnownTries { at_least, .. }) = exact(pin) {
        situation.card_said.pin_tries = Some(at_least);
        if at_least == 0 {
            situation.pin = Some(CodeState::Blocked);
        }
    }
    if let Some(KnownTries { at_least, .. }) = exact(puk) {
        situation.card_said.puk_tries = Some(at_least);
    }
    // Whatever a TS-CNS has said of its tries, it has said in clear.
    situation.card_said.unconfirmed = card == Card::TsCns;
    let mut done = Done::default();
    for (label, known) in [(Label::PinTries, pin), (Label::PukTries, puk)] {
        done = done.line(labelled(label, &result::known(known, lang), lang));
    }
    if let Some(pending) = pending {
        let pending = result::pending(pending, lang);
        done = done.line(labelled(Label::Pending, pending, lang));
    }
    // Who has said which Region it is needs no proposal.
    let proposed = hint.filter(|_| situation.place.is_none());
    if let Some(proposed) = proposed {
        done = done.line(proposal(proposed, lang));
    }
    let done = done
        .field("pending", pending.map(|pending| pending.name()))
        .field("proposed_region", proposed.map(|region| region.name()));
    Ok((done, proposed))
}

/// The Region that the number of the card proposes, as a guess.
fn proposal(region: Region, lang: Lang) -> String {
    labelled(Label::Region, region_name(region, lang), lang)
}

fn not_there(file: &Path) -> Result<(), Failure> {
    match file.symlink_metadata() {
        Ok(_) => Err(unwritable(file, &io::ErrorKind::AlreadyExists.into())),
        // What else is wrong is seen when it is written.
        Err(_) => Ok(()),
    }
}

/// For its owner only: it says whose codes are where.
fn write(file: &Path, page: &str) -> Result<(), Failure> {
    new_private_file(file)
        .and_then(|mut file| file.write_all(page.as_bytes()))
        .map_err(|error| unwritable(file, &error))
}

fn unwritable(file: &Path, error: &io::Error) -> Failure {
    let file = file.display().to_string();
    match error.kind() {
        io::ErrorKind::AlreadyExists => UsageProblem::FileExists(file),
        io::ErrorKind::NotFound => UsageProblem::NoFolder(file),
        _ => UsageProblem::File(format!("{file}: {error}")),
    }
    .into()
}
