//! What only the page says.

use cie_core::messages::Lang;

/// One of three.
fn pick<T>(lang: Lang, it: T, en: T, de: T) -> T {
    match lang {
        Lang::It => it,
        Lang::En => en,
        Lang::De => de,
    }
}

/// The page's title.
pub(super) fn title(lang: Lang) -> &'static str {
    pick(
        lang,
        "Codici della carta: che cosa fare",
        "The codes of your card: what to do",
        "Codes der Karte: was zu tun ist",
    )
}

/// Over what was told.
pub(super) fn your_situation(lang: Lang) -> &'static str {
    pick(
        lang,
        "La tua situazione",
        "Your situation",
        "Ihre Situation",
    )
}

/// When the page was made.
pub(super) fn made_on(date: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("Preparato il {date}."),
        format!("Made on {date}."),
        format!("Erstellt am {date}."),
    )
}

/// Who made the page, and who did not.
pub(super) fn made_by(lang: Lang) -> &'static str {
    pick(
        lang,
        "Questa pagina è stata preparata dal programma cie. Non è una pagina dello Stato, di una \
         Regione o di un Comune. Non contiene nessun codice.",
        "This page was made by the program cie. It is not a page of the State, of a Region or of \
         a municipality. There is no code in it.",
        "Diese Seite hat das Programm cie erstellt. Sie ist keine Seite des Staates, einer Region \
         oder einer Gemeinde. Sie enthält keinen Code.",
    )
}

/// A step's number, for anyone who hears the page.
pub(super) fn step(number: usize, lang: Lang) -> String {
    pick(
        lang,
        format!("Passo {number}"),
        format!("Step {number}"),
        format!("Schritt {number}"),
    )
}

/// A source's number, for anyone who hears the page.
pub(super) fn source(number: usize, lang: Lang) -> String {
    pick(
        lang,
        format!("Fonte {number}"),
        format!("Source {number}"),
        format!("Quelle {number}"),
    )
}
