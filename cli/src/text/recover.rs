//! What `cie recover` and `cie codes join` say besides the core's sentences.

use cie_core::CardKind;
use cie_recovery::{Answer, Input, Place, Region, text as sentences};

use super::{Lang, pick};
use crate::options::{listed, option, values};

/// Words that take the last answer back, in any language.
pub(crate) const BACK: [&str; 6] = ["b", "back", "i", "indietro", "z", "zurück"];
/// Words that leave.
pub(crate) const QUIT: [&str; 6] = ["q", "quit", "e", "esci", "ende", "exit"];

/// What can be typed after a question.
pub(crate) fn back_and_quit(lang: Lang) -> &'static str {
    pick(
        lang,
        "   i  indietro    e  esci",
        "   b  back    q  quit",
        "   z  zurück    e  Ende",
    )
}

/// In front of what is typed.
pub(crate) fn choose(lang: Lang) -> &'static str {
    pick(lang, "Numero: ", "Number: ", "Nummer: ")
}

/// There is nothing to go back to.
pub(crate) fn first_question(lang: Lang) -> &'static str {
    pick(
        lang,
        "Questa è la prima domanda.",
        "This is the first question.",
        "Das ist die erste Frage.",
    )
}

/// What was typed picks nothing.
pub(crate) fn not_understood(answers: usize, lang: Lang) -> String {
    pick(
        lang,
        format!("Scrivi un numero da 1 a {answers}."),
        format!("Type a number from 1 to {answers}."),
        format!("Bitte eine Zahl von 1 bis {answers} eingeben."),
    )
}

/// How the open questions are answered without a terminal.
pub(crate) fn answer_with(open: &[Input], lang: Lang) -> String {
    let options = listed(open);
    pick(
        lang,
        format!(
            "Su un terminale le domande vengono fatte una alla volta. Qui si risponde con: {options}."
        ),
        format!(
            "On a terminal the questions are asked one by one. Here they are answered with: {options}."
        ),
        format!(
            "An einem Terminal werden die Fragen einzeln gestellt. Hier beantwortet man sie mit: {options}."
        ),
    )
}

/// There is more, and how it is shown.
pub(crate) fn more(lang: Lang) -> &'static str {
    pick(
        lang,
        "Con --all vedi anche le fonti e il resto.",
        "With --all you see the sources and the rest, too.",
        "Mit --all sehen Sie auch die Quellen und den Rest.",
    )
}

/// The page was written.
pub(crate) fn written(file: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("La pagina è nel file {file}."),
        format!("The page is in the file {file}."),
        format!("Die Seite ist in der Datei {file}."),
    )
}

/// An option does not take this value.
pub(crate) fn wrong_value(input: Input, lang: Lang) -> String {
    let option = option(input);
    let values = match input {
        Input::Region => regions(lang),
        Input::Municipality => pick(
            lang,
            "il nome di un Comune, senza cifre, di 100 lettere al massimo",
            "the name of a municipality, without digits, of 100 letters at most",
            "den Namen einer Gemeinde, ohne Ziffern, mit höchstens 100 Buchstaben",
        )
        .into(),
        _ => values(input),
    };
    pick(
        lang,
        format!("L'opzione --{option} accetta: {values}."),
        format!("The option --{option} takes: {values}."),
        format!("Die Option --{option} nimmt: {values}."),
    )
}

/// The code that this option is about is lost, or the card is.
pub(crate) fn lost_code_or_card(input: Input, lang: Lang) -> String {
    let option = option(input);
    let code = option.to_uppercase();
    pick(
        lang,
        format!(
            "--{option} lost non è chiaro: se hai perso il {code} scrivi --{option} forgotten, se \
             hai perso la carta --card-lost yes."
        ),
        format!(
            "--{option} lost is not clear: if you lost the {code} write --{option} forgotten, if \
             you lost the card --card-lost yes."
        ),
        format!(
            "--{option} lost ist nicht eindeutig: Ist {} verloren, schreiben Sie --{option} \
             forgotten; ist die Karte verloren, --card-lost yes.",
            if input == Input::Cip {
                "der CIP"
            } else if input == Input::Puk {
                "die PUK"
            } else {
                "die PIN"
            }
        ),
    )
}

/// These answers cannot all be right.
pub(crate) fn contradiction(answers: &[(Input, String)], lang: Lang) -> String {
    let named = answers.iter().map(|(input, value)| match input {
        // A name is anything that somebody typed.
        Input::Municipality => format!("--{}", option(*input)),
        _ => format!("--{} {value}", option(*input)),
    });
    let named: Vec<String> = named.collect();
    let others = named.split_last().map(|(_, others)| others.join(", "));
    let others = others.unwrap_or_default();
    let last = named.last().map_or("", String::as_str);
    pick(
        lang,
        format!("Le risposte {others} e {last} non vanno insieme."),
        format!("The answers {others} and {last} do not fit together."),
        format!("Die Antworten {others} und {last} passen nicht zusammen."),
    )
}

/// The reader is named, and not asked for.
pub(crate) fn only_with_tap(lang: Lang) -> &'static str {
    pick(
        lang,
        "--reader, --link e --trace servono solo con --tap.",
        "--reader, --link and --trace are only for --tap.",
        "--reader, --link und --trace braucht nur --tap.",
    )
}

/// A card without a chip cannot be asked anything.
pub(crate) fn no_chip_to_ask(lang: Lang) -> &'static str {
    pick(
        lang,
        "--tap vuole una carta con il chip: --card cie o ts-cns.",
        "--tap takes a card with a chip: --card cie or ts-cns.",
        "--tap braucht eine Karte mit Chip: --card cie oder ts-cns.",
    )
}

/// A date that the calendar does not have, or is too far away, or what is not a time;
/// it is not repeated.
pub(crate) fn no_such_date(input: Input, lang: Lang) -> &'static str {
    if input == Input::Today {
        return pick(
            lang,
            "Questo momento non è possibile. Scrivi anno-mese-giorno, T e ora:minuti, per esempio \
             --at 2027-02-28T10:05.",
            "This time is not possible. Write year-month-day, T and hours:minutes, for example \
             --at 2027-02-28T10:05.",
            "Dieser Zeitpunkt ist nicht möglich. Schreiben Sie Jahr-Monat-Tag, T und \
             Stunden:Minuten, zum Beispiel --at 2027-02-28T10:05.",
        );
    }
    pick(
        lang,
        "Questa data non è possibile. Scrivi anno-mese-giorno, per esempio --expires 2027-02-28, o \
         unlimited.",
        "This date is not possible. Write year-month-day, for example --expires 2027-02-28, or \
         unlimited.",
        "Dieses Datum ist nicht möglich. Schreiben Sie Jahr-Monat-Tag, zum Beispiel --expires \
         2027-02-28, oder unlimited.",
    )
}

/// The names of the Regions, and what else their option takes.
fn regions(lang: Lang) -> String {
    let all = Region::ALL.into_iter().map(Place::Region);
    let names = all.map(|place| sentences::answer(Answer::Place(place), lang));
    let names: Vec<_> = names.chain([Place::NotSaid.name()]).collect();
    names.join(", ")
}

/// Without these answers there is no page to write.
pub(crate) fn no_page_yet(open: &[Input], lang: Lang) -> String {
    let options = listed(open);
    pick(
        lang,
        format!("Per scrivere la pagina mancano delle risposte: {options}."),
        format!("Answers are missing before the page can be written: {options}."),
        format!("Bevor die Seite geschrieben werden kann, fehlen Antworten: {options}."),
    )
}

/// Where to look when the PUK is not at hand either.
pub(crate) fn without_the_puk(card: Option<CardKind>, lang: Lang) -> String {
    let kind = match card {
        Some(CardKind::TsCns) => "ts-cns",
        _ => "cie",
    };
    pick(
        lang,
        format!("Se non hai il PUK: `cie recover --card {kind} --pin blocked`."),
        format!("Without the PUK: `cie recover --card {kind} --pin blocked`."),
        format!("Ohne die PUK: `cie recover --card {kind} --pin blocked`."),
    )
}

/// What to do about halves that make no code.
pub(crate) fn halves_again(lang: Lang) -> &'static str {
    pick(
        lang,
        "Confronta le due metà con i fogli ricevuti e scrivile una per riga. Alla carta non è \
         stato inviato nulla.",
        "Compare the two halves with the papers that you got, and enter one a line. Nothing was \
         sent to the card.",
        "Vergleichen Sie die beiden Hälften mit den Unterlagen und geben Sie je Zeile eine ein. \
         An die Karte wurde nichts gesendet.",
    )
}

/// A TS-CNS cannot be used here yet.
pub(crate) fn only_shown(lang: Lang) -> &'static str {
    pick(
        lang,
        "Questo codice si può solo mostrare: `--show`. Nessuna operazione con la carta lo usa.",
        "This code can only be shown: `--show`. No operation with a card uses it.",
        "Diesen Code kann man nur anzeigen lassen: `--show`. Kein Vorgang mit einer Karte braucht ihn.",
    )
}

/// Before a code is shown.
pub(crate) fn show_nobody(lang: Lang) -> &'static str {
    pick(
        lang,
        "Non mostrare questo codice a nessuno.",
        "Do not show this code to anyone.",
        "Zeigen Sie diesen Code niemandem.",
    )
}

/// Before a code whose halves may be swapped: the order that they are in.
pub(crate) fn order(swapped: bool, lang: Lang) -> &'static str {
    if swapped {
        pick(
            lang,
            "con le metà scambiate",
            "with the halves swapped",
            "mit vertauschten Hälften",
        )
    } else {
        pick(
            lang,
            "nell'ordine scritto",
            "in the order entered",
            "in der eingegebenen Reihenfolge",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_that_is_not_known_gets_names_that_are_taken() {
        for lang in [Lang::It, Lang::En, Lang::De] {
            let all = regions(lang);
            let names: Vec<_> = all.split(", ").collect();
            assert_eq!(names.len(), Region::ALL.len() + 1, "{all}");
            for name in &names {
                assert!(Place::parse(name).is_some(), "{name}");
            }
            assert!(wrong_value(Input::Region, lang).contains(&all));
        }
    }
}
