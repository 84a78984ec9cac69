//! `cie codes join`: the two halves of a code, joined and used, or shown.

use std::io::{self, Write as _};

use cie_core::{CardKind, Operation};
use cie_recovery::{
    Card, Code,
    codes::{Half, JoinError, JoinNote, Joined, Occasion, join, origin, split},
    text,
};

use crate::{
    App,
    args::recovery::Join,
    asked::Asked,
    codes::Codes,
    failure::{Failure, UsageProblem},
    output::{About, Done, to_stderr},
    pin, system,
    tap::find_reader,
    text::{Lang, recover as words},
};

/// Joins, and does with the code what it is for.
pub(crate) fn run(app: &App, args: &Join, about: &mut About) -> Result<Done, Failure> {
    let codes = Codes::new(app.output.lang, &app.cancel);
    if args.show {
        about.operation = Some("join_codes");
        return show(app, args, &codes, about);
    }
    let unblock = &args.unblock;
    let tap = &unblock.tap;
    // Before anybody types a code: that there is a use for it, and a reader.
    let only = match (args.card, args.code) {
        (Card::Cie, Code::Pin | Code::Puk) => Some(CardKind::Cie),
        (Card::TsCns, Code::Pin | Code::Puk) => Some(CardKind::TsCns),
        (Card::TsWithoutChip, _) | (_, Code::Cip) => {
            split(args.card, args.code)?;
            return Err(UsageProblem::OnlyShown.into());
        }
    };
    if args.code == Code::Puk {
        about.operation = Some(Operation::UnblockPin.name());
        let reader = find_reader(app, &tap.card, about)?;
        let joined = in_order(ask(args, &codes, app.output.lang)?)?;
        let puk = joined.into_puk().map_err(unusable)?;
        let new = codes.pin(Asked::NewPin)?;
        return pin::unblock_with(app, unblock, only, reader, (&puk, &new), about);
    }
    if unblock.reset_first {
        return Err(UsageProblem::Arguments("--reset-first: puk".into()).into());
    }
    about.operation = Some(Operation::VerifyPin.name());
    let reader = find_reader(app, &tap.card, about)?;
    let joined = in_order(ask(args, &codes, app.output.lang)?)?;
    let pin = joined.into_pin().map_err(unusable)?;
    pin::verify_with(app, tap, only, reader, &pin, about)
}

/// A wrong order costs a try, of three that a TS-CNS has.
fn in_order(joined: Joined) -> Result<Joined, Failure> {
    if joined.notes().contains(&JoinNote::MaybeSwapped) {
        return Err(UsageProblem::MaybeSwapped.into());
    }
    Ok(joined)
}

/// No halves are taken that do not make a code of the card.
fn unusable(_: Joined) -> JoinError {
    JoinError::NoSuchCode
}

/// Asks for both halves and tells what there is to say about them. Nothing is
/// sent anywhere, and nothing is shown.
fn ask(args: &Join, codes: &Codes<'_>, lang: Lang) -> Result<Joined, Failure> {
    let Join { card, code, .. } = *args;
    // A card that has no such code has no halves of it either.
    split(card, code)?;
    let half = |half| {
        if codes.at_terminal() {
            for hint in hints(card, half, lang) {
                to_stderr(&format!("{hint}\n"));
            }
        }
        codes.half(code, half)
    };
    let mut first = half(Half::First)?;
    let mut second = half(Half::Second)?;
    let joined = join(card, code, &mut first, &mut second)?;
    for note in joined.notes() {
        to_stderr(&format!("{}\n", text::join_note(*note, lang)));
    }
    Ok(joined)
}

/// Where a half is found, for a new card and after a reprint.
fn hints(card: Card, half: Half, lang: Lang) -> Vec<String> {
    let hints = Occasion::ALL.into_iter().flat_map(|occasion| {
        let found = origin(card, half, occasion, None).into_iter();
        found.map(move |fact| {
            let occasion = text::occasion(occasion, lang);
            format!("  {occasion}: {}", text::fact(fact, lang))
        })
    });
    hints.collect()
}

/// Prints the code on standard output, and everything else beside it.
fn show(app: &App, args: &Join, codes: &Codes<'_>, about: &mut About) -> Result<Done, Failure> {
    let lang = app.output.lang;
    if app.output.json {
        // No code is ever in the JSON.
        return Err(UsageProblem::Arguments("--show, --json".into()).into());
    }
    let cancel = app.cancel.clone();
    // Without, a signal ends the process as it always does.
    let _ = system::instead_of_ending(move || cancel.cancel());
    let joined = ask(args, codes, lang)?;
    to_stderr(&format!("{}\n", words::show_nobody(lang)));
    let name = args.code.name().to_uppercase();
    if joined.notes().contains(&JoinNote::MaybeSwapped) {
        // Which order is right, nobody here knows.
        print_code(&[&name, ", ", words::order(false, lang)], &joined);
        let swapped = joined.swap();
        print_code(&[&name, ", ", words::order(true, lang)], &swapped);
    } else {
        print_code(&[&name], &joined);
    }
    about.told = true;
    Ok(Done::default())
}

fn print_code(name: &[&str], joined: &Joined) {
    // Whoever closed standard output wants to see nothing.
    let mut out = io::stdout();
    let _ = write!(out, "{}: ", name.concat()).and_then(|()| out.flush());
    system::write_output(joined.reveal().as_bytes());
    system::write_output(b"\n");
}
