//! Italian.

use super::TsCnsTexts;

pub(in crate::messages) const TEXTS: TsCnsTexts = TsCnsTexts {
    wrong_pin: "Controlli il PIN e riprovi. Se non l'ha mai cambiato, ha 5 cifre: unisca la \
        parte avuta allo sportello e quella arrivata con il messaggio. Se non lo \
        ricorda più, può sceglierne uno nuovo con il PUK.",
    pin_blocked: "Sblocchi il PIN con il PUK e scelga un nuovo PIN. Se non ha il PUK, chieda \
        all'azienda sanitaria della Sua Regione.",
    wrong_puk: "Controlli il PUK e riprovi. Ha 8 cifre: unisca la parte avuta allo sportello \
        e quella arrivata con il messaggio. Se non lo trova, chieda all'azienda \
        sanitaria della Sua Regione prima di finire i tentativi.",
    puk_is_blocked: "Il PUK è bloccato. Con la tessera sanitaria succede dopo tre tentativi \
        sbagliati. È definitivo: nessuno può sbloccarlo.",
    puk_blocked: "Se conosce il PIN e non è bloccato, può continuare a usarlo. Altrimenti la \
        tessera va revocata e se ne chiede una nuova all'azienda sanitaria della Sua \
        Regione.",
    last_puk: "Se non ha dubbi sul PUK, permetta l'ultimo tentativo e lo inserisca di \
        nuovo. Altrimenti prima lo recuperi presso l'azienda sanitaria della Sua \
        Regione: un PUK bloccato resta bloccato.",
    is_unsupported: "Questa è una tessera sanitaria, ma di un tipo che qui non si può usare. \
        Nessun codice è stato inviato.",
    unsupported: "Cerchi una versione più recente di questo programma. Nel frattempo usi il \
        programma della Sua Regione o chieda alla Sua azienda sanitaria.",
    refused: "Allontani la carta, la appoggi di nuovo e ricominci. Se succede ancora, si \
        fermi e chieda all'azienda sanitaria della Sua Regione.",
    has_not: "Questa è una tessera sanitaria (TS-CNS). Non ha quello che è stato chiesto. \
        Nessun codice è stato inviato.",
    other_card: "I dati personali della tessera sanitaria si leggono senza nessun codice. Per \
        il resto usi una carta d'identità elettronica.",
    maybe_of_a_cie: "Questa è una tessera sanitaria, e il codice potrebbe essere quello di una carta d'identità. Nessun codice è stato inviato.",
    name_the_card: "Se il codice è quello della tessera sanitaria, indicarlo e riprovare. Se è quello della carta d'identità, usare quella e tenere lontana l'altra.",
    unprotected: "La tessera sanitaria non può proteggere le sue risposte, perciò questo non è \
        certo.",
};
