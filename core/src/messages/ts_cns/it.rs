//! Italian.

use super::TsCnsTexts;

pub(in crate::messages) const TEXTS: TsCnsTexts = TsCnsTexts {
    wrong_pin: "Controlla il PIN e riprova. Se non l'hai mai cambiato, ha 5 cifre: unisci la \
        metà ricevuta allo sportello e quella arrivata con il messaggio. Se non lo \
        ricordi più, puoi sceglierne uno nuovo con il PUK.",
    pin_blocked: "Sblocca il PIN con il PUK e scegli un nuovo PIN. Se non hai il PUK, chiedi \
        all'azienda sanitaria della tua Regione.",
    wrong_puk: "Controlla il PUK e riprova. Ha 8 cifre: unisci la metà ricevuta allo sportello \
        e quella arrivata con il messaggio. Se non lo trovi, chiedi all'azienda \
        sanitaria della tua Regione prima di finire i tentativi.",
    puk_is_blocked: "Il PUK è bloccato. Con la tessera sanitaria succede dopo tre tentativi \
        sbagliati. È definitivo: nessuno può sbloccarlo.",
    puk_blocked: "Se conosci il PIN e non è bloccato, puoi continuare a usarlo. Altrimenti la \
        tessera va revocata: chiedine una nuova all'azienda sanitaria della tua \
        Regione.",
    last_puk: "Se non hai dubbi sul PUK, autorizza l'ultimo tentativo e inserisci di nuovo il \
        PUK. Altrimenti recuperalo prima presso l'azienda sanitaria della tua Regione: un PUK \
        bloccato resta bloccato.",
    is_unsupported: "Questa è una tessera sanitaria, ma di un tipo che qui non si può usare. \
        Nessun codice è stato inviato.",
    unsupported: "Cerca una versione più recente di questo programma. Nel frattempo usa il \
        programma della tua Regione o chiedi alla sua azienda sanitaria.",
    refused: "Allontana la carta, appoggiala di nuovo e ricomincia. Se succede ancora, \
        fermati e chiedi all'azienda sanitaria della tua Regione.",
    not_available: "Questa è una tessera sanitaria (TS-CNS). Non offre questa funzione. Nessun \
        codice è stato inviato.",
    other_card: "I dati personali della tessera sanitaria si leggono senza nessun codice. Per \
        il resto usa una carta d'identità elettronica.",
    ambiguous_code: "Questa è una tessera sanitaria, e il codice potrebbe essere quello di una \
        carta d'identità. Nessun codice è stato inviato.",
    name_the_card: "Se il codice è quello della tessera sanitaria, scegli la tessera sanitaria e \
        riprova. Se è quello della carta d'identità, usa quella e tieni lontana l'altra.",
    unprotected: "La tessera sanitaria non può proteggere le sue risposte, perciò questo non è \
        certo.",
};
