//! What went wrong, where the core has no sentence for it.

use cie_core::{
    Error, ErrorKind, NextStep,
    messages::{self, Text},
};
use cie_recovery::text as sentences;

use super::{Lang, document, pick, prompt, recover};
use crate::failure::{Failure, ReaderProblem, UsageProblem};

/// What happened and what to do about it.
pub(crate) fn text(failure: &Failure, lang: Lang) -> Text {
    if let Some(error) = failure.as_error() {
        let mut text = messages::error(&error, lang);
        if let Failure::MissingCode(asked) = failure {
            if !asked.is_pin_or_puk() {
                text.message = incomplete(lang).into();
            }
            text.remedy = missing(prompt::name(*asked, lang), lang);
        }
        // The catalogue leaves out what readers and file systems say.
        if let ErrorKind::ReaderUnavailable(detail)
        | ErrorKind::UnsupportedDevice(detail)
        | ErrorKind::MemoryUnavailable(detail) = &error.kind
        {
            text.message = format!("{} ({detail})", text.message);
        }
        if let Some(command) = command_that_helps(&error) {
            text.remedy = format!("{} {}", text.remedy, how(command, lang));
        }
        if let ErrorKind::PinBlocked { .. } = error.kind {
            text.remedy = format!(
                "{} {}",
                text.remedy,
                recover::without_the_puk(error.card, lang)
            );
        }
        return text;
    }
    let (message, remedy) = match failure {
        Failure::Reader(problem) => (reader(problem, lang), reader_remedy(problem, lang)),
        Failure::Usage(problem) => (usage(problem, lang), usage_remedy(problem, lang)),
        Failure::MalformedMrz(error) => (document::malformed(*error, lang), String::new()),
        Failure::MalformedHalves(error) => (
            sentences::join_error(*error, lang),
            recover::halves_again(lang).into(),
        ),
        Failure::Demo(what) => (demo(what, lang), String::new()),
        Failure::Serve(detail) => (serve(detail, lang), String::new()),
        Failure::NoRandomness => (no_randomness(lang).into(), String::new()),
        Failure::Operation(_) | Failure::MissingCode(_) => (String::new(), String::new()),
    };
    Text { message, remedy }
}

/// The command or option that carries out the remedy of the catalogue.
fn command_that_helps(error: &Error) -> Option<&'static str> {
    let of = |step| match (step, &error.kind) {
        (NextStep::AskLastTry(_), _) => Some("--allow-last-try"),
        (NextStep::NameCard, _) => Some("--card ts-cns"),
        (NextStep::ChooseDocumentAccess, ErrorKind::NoBasicAccess { .. }) => Some("cie read --mrz"),
        (NextStep::ChooseDocumentAccess, _) => Some("cie read --bac"),
        (NextStep::Settle(_), _) => Some("cie pin resolve"),
        (NextStep::CheckOnePin, ErrorKind::LastTry { .. }) => {
            Some("cie pin verify --allow-last-try")
        }
        (NextStep::CheckOnePin, _) => Some("cie pin verify"),
        (NextStep::UnblockOtherWay, _) => Some("cie pin unblock --reset-first"),
        (NextStep::Unblock, _) => Some("cie pin unblock"),
        _ => None,
    };
    // A step that is no more than the second choice is named where the first has no command, but
    // not where the first is to enter something again.
    let first = error.next_step();
    let others = error.otherwise();
    let second = others
        .into_iter()
        .filter(|_| !matches!(first, NextStep::CorrectEntry(_)));
    of(first).or_else(|| second.into_iter().find_map(of))
}

fn how(command: &str, lang: Lang) -> String {
    let kind = if command.starts_with("--") {
        pick(lang, "Opzione", "Option", "Option")
    } else {
        pick(lang, "Comando", "Command", "Befehl")
    };
    format!("{kind}: `{command}`.")
}

fn incomplete(lang: Lang) -> &'static str {
    pick(
        lang,
        "Non è stato inserito tutto. Alla carta non è stato inviato nulla.",
        "Not everything was entered. Nothing was sent to the card.",
        "Es wurde nicht alles eingegeben. An die Karte wurde nichts gesendet.",
    )
}

fn missing(code: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("Sullo standard input manca {code}: scrivi un codice per riga."),
        format!("Standard input ended before {code}: enter one code per line."),
        format!("Auf der Standardeingabe fehlt {code}: Geben Sie einen Code je Zeile ein."),
    )
}

fn reader(problem: &ReaderProblem, lang: Lang) -> String {
    match problem {
        ReaderProblem::BuiltWithoutPcsc => pick(
            lang,
            "Questo programma è stato compilato senza PC/SC e non vede lettori.",
            "This program was built without PC/SC and sees no readers.",
            "Dieses Programm wurde ohne PC/SC kompiliert und sieht keine Lesegeräte.",
        )
        .into(),
        ReaderProblem::NoPcscService => pick(
            lang,
            "Il servizio PC/SC non è in funzione.",
            "The PC/SC service is not running.",
            "Der PC/SC-Dienst läuft nicht.",
        )
        .into(),
        ReaderProblem::PcscService(detail) => pick(
            lang,
            format!("Il servizio PC/SC segnala un errore: {detail}"),
            format!("The PC/SC service reported an error: {detail}"),
            format!("Der PC/SC-Dienst meldet einen Fehler: {detail}"),
        ),
        ReaderProblem::NoReader => pick(
            lang,
            "Nessun lettore è collegato.",
            "No reader is connected.",
            "Kein Lesegerät ist angeschlossen.",
        )
        .into(),
        ReaderProblem::NoSuchReader => pick(
            lang,
            "Nessun lettore ha questo nome.",
            "No reader has this name.",
            "Kein Lesegerät hat diesen Namen.",
        )
        .into(),
        ReaderProblem::AmbiguousName => pick(
            lang,
            "Più lettori contengono questo nome.",
            "Several readers have this in their name.",
            "Mehrere Lesegeräte haben das im Namen.",
        )
        .into(),
        ReaderProblem::NoCard => pick(
            lang,
            "Nel lettore non c'è nessuna carta.",
            "There is no card in the reader.",
            "Im Lesegerät ist keine Karte.",
        )
        .into(),
        ReaderProblem::SeveralCards => pick(
            lang,
            "Più lettori hanno una carta.",
            "Several readers hold a card.",
            "In mehreren Lesegeräten ist eine Karte.",
        )
        .into(),
        ReaderProblem::Unreachable(detail) => pick(
            lang,
            format!("Nessuna carta risponde a questo indirizzo: {detail}"),
            format!("No card answers at this address: {detail}"),
            format!("Unter dieser Adresse antwortet keine Karte: {detail}"),
        ),
        ReaderProblem::SimulatedState(detail) => pick(
            lang,
            format!("Lo stato della carta simulata non è leggibile: {detail}"),
            format!("The state of the simulated card cannot be read: {detail}"),
            format!("Der Zustand der simulierten Karte ist nicht lesbar: {detail}"),
        ),
    }
}

fn reader_remedy(problem: &ReaderProblem, lang: Lang) -> String {
    let simulated = pick(
        lang,
        "Senza lettore puoi usare la carta simulata: `--reader sim`.",
        "Without a reader you can use the simulated card: `--reader sim`.",
        "Ohne Lesegerät können Sie die simulierte Karte verwenden: `--reader sim`.",
    );
    let first = match problem {
        ReaderProblem::BuiltWithoutPcsc => pick(
            lang,
            "Compilalo con `--features pcsc` (su Debian serve libpcsclite-dev).",
            "Build it with `--features pcsc` (Debian: needs libpcsclite-dev).",
            "Kompilieren Sie es mit `--features pcsc` (Debian: braucht libpcsclite-dev).",
        ),
        ReaderProblem::NoPcscService | ReaderProblem::PcscService(_) => pick(
            lang,
            "Installa e avvia pcscd.",
            "Install and start pcscd.",
            "Installieren und starten Sie pcscd.",
        ),
        ReaderProblem::NoReader => pick(
            lang,
            "Collega un lettore.",
            "Connect a reader.",
            "Schließen Sie ein Lesegerät an.",
        ),
        ReaderProblem::NoSuchReader
        | ReaderProblem::AmbiguousName
        | ReaderProblem::SeveralCards => pick(
            lang,
            "`cie readers` elenca i lettori; scegline uno con `--reader pcsc:NOME`.",
            "`cie readers` lists the readers; choose one with `--reader pcsc:NAME`.",
            "`cie readers` listet die Lesegeräte auf; wählen Sie eines mit `--reader pcsc:NAME`.",
        ),
        ReaderProblem::NoCard => pick(
            lang,
            "Appoggia la carta sul lettore e riprova.",
            "Put the card on the reader and try again.",
            "Legen Sie die Karte auf das Lesegerät und versuchen Sie es noch einmal.",
        ),
        ReaderProblem::Unreachable(_) => pick(
            lang,
            "Avviala con `cie sim serve --listen PORTA`.",
            "Start it with `cie sim serve --listen PORT`.",
            "Starten Sie sie mit `cie sim serve --listen PORT`.",
        ),
        ReaderProblem::SimulatedState(_) => {
            return pick(
                lang,
                "`cie sim reset` ricomincia con una carta nuova.",
                "`cie sim reset` starts again with a new card.",
                "`cie sim reset` beginnt mit einer neuen Karte.",
            )
            .into();
        }
    };
    format!("{first} {simulated}")
}

fn usage(problem: &UsageProblem, lang: Lang) -> String {
    match problem {
        UsageProblem::CodeOnCommandLine => pick(
            lang,
            "Un argomento sembra un codice. Non scrivere mai un codice sulla riga di comando, dove \
             altri programmi possono leggerlo.",
            "An argument looks like a code. Never put a code on the command line, where other \
             programs can read it.",
            "Ein Argument sieht aus wie ein Code. Schreiben Sie nie einen Code auf die \
             Befehlszeile, wo andere Programme ihn lesen können.",
        )
        .into(),
        UsageProblem::Contradiction(answers) => recover::contradiction(answers, lang),
        UsageProblem::Date(input) => recover::no_such_date(*input, lang).into(),
        UsageProblem::Arguments(detail) | UsageProblem::Recover(detail) => pick(
            lang,
            format!("Comando non valido: {detail}"),
            format!("Invalid usage: {detail}"),
            format!("Ungültiger Befehl: {detail}"),
        ),
        UsageProblem::Trace(detail) => pick(
            lang,
            format!("La traccia non si può scrivere: {detail}"),
            format!("The trace cannot be written: {detail}"),
            format!("Die Aufzeichnung lässt sich nicht schreiben: {detail}"),
        ),
        UsageProblem::File(detail) => pick(
            lang,
            format!("Il file non si può usare: {detail}"),
            format!("The file cannot be used: {detail}"),
            format!("Die Datei lässt sich nicht verwenden: {detail}"),
        ),
        UsageProblem::FileExists(file) => pick(
            lang,
            format!("Il file esiste già: {file}. Scegli un altro nome."),
            format!("The file already exists: {file}. Choose another name."),
            format!("Die Datei gibt es schon: {file}. Wählen Sie einen anderen Namen."),
        ),
        UsageProblem::NoFolder(file) => pick(
            lang,
            format!("La cartella di questo file non esiste: {file}"),
            format!("The folder of this file does not exist: {file}"),
            format!("Den Ordner dieser Datei gibt es nicht: {file}"),
        ),
        UsageProblem::NoStateFolder => pick(
            lang,
            "Manca una cartella per ricordare le carte: HOME non è impostata.",
            "There is no folder to remember cards in: HOME is not set.",
            "Es fehlt ein Ordner, um sich Karten zu merken: HOME ist nicht gesetzt.",
        )
        .into(),
        UsageProblem::LostCodeOrCard(input) => recover::lost_code_or_card(*input, lang),
        UsageProblem::Value(input) => recover::wrong_value(*input, lang),
        UsageProblem::OpenQuestions(open) => recover::no_page_yet(open, lang),
        UsageProblem::OnlyShown => recover::only_shown(lang).into(),
        UsageProblem::MaybeSwapped => pick(
            lang,
            "Le metà sembrano scambiate. Alla carta non è stato inviato nulla.",
            "The halves look swapped. Nothing was sent to the card.",
            "Die Hälften scheinen vertauscht. Es wurde nichts an die Karte gesendet.",
        )
        .into(),
    }
}

fn usage_remedy(problem: &UsageProblem, lang: Lang) -> String {
    match problem {
        UsageProblem::CodeOnCommandLine => pick(
            lang,
            "I codici vengono chiesti sul terminale, o letti dallo standard input, uno per riga.",
            "Codes are requested on the terminal, or read from standard input, one per line.",
            "Codes werden am Terminal erfragt oder von der Standardeingabe gelesen, je Zeile \
             einer.",
        )
        .into(),
        UsageProblem::Value(_)
        | UsageProblem::LostCodeOrCard(_)
        | UsageProblem::Date(_)
        | UsageProblem::Recover(_)
        | UsageProblem::Contradiction(_) => pick(
            lang,
            "Vedi `cie recover --help`.",
            "See `cie recover --help`.",
            "Siehe `cie recover --help`.",
        )
        .into(),
        UsageProblem::Arguments(_) => pick(
            lang,
            "Vedi `cie --help`.",
            "See `cie --help`.",
            "Siehe `cie --help`.",
        )
        .into(),
        UsageProblem::NoStateFolder => pick(
            lang,
            "Indica una cartella con --state-dir.",
            "Name a folder with --state-dir.",
            "Geben Sie mit --state-dir einen Ordner an.",
        )
        .into(),
        UsageProblem::MaybeSwapped => pick(
            lang,
            "Inseriscile nell'altro ordine. Se questo è quello corretto, `--show` mostra il codice \
             e `cie pin` lo chiede per intero.",
            "Enter them the other way round. If this order is correct, `--show` shows the code, \
             and `cie pin` asks for the whole code.",
            "Geben Sie sie in der anderen Reihenfolge ein. Stimmt diese, zeigt `--show` den Code, \
             und `cie pin` fragt nach dem ganzen Code.",
        )
        .into(),
        UsageProblem::Trace(_)
        | UsageProblem::File(_)
        | UsageProblem::FileExists(_)
        | UsageProblem::NoFolder(_)
        | UsageProblem::OpenQuestions(_)
        | UsageProblem::OnlyShown => String::new(),
    }
}

fn demo(what: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("La dimostrazione non è riuscita: {what}"),
        format!("The demonstration failed: {what}"),
        format!("Die Vorführung ist fehlgeschlagen: {what}"),
    )
}

fn serve(detail: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("La carta simulata non si può offrire: {detail}"),
        format!("The simulated card cannot be served: {detail}"),
        format!("Die simulierte Karte lässt sich nicht anbieten: {detail}"),
    )
}

fn no_randomness(lang: Lang) -> &'static str {
    pick(
        lang,
        "Il generatore di numeri casuali del sistema non è disponibile.",
        "The system's random number generator is unavailable.",
        "Der Zufallszahlengenerator des Systems ist nicht verfügbar.",
    )
}
