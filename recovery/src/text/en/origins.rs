//! Names of sources.

/// What is said of a source besides the name of its office, which stays.
pub(super) const ORIGINS: &str = "\
Ministero dell'Interno=Ministry of the Interior
circolare=circular
sito vecchio=old site
testo più vecchio=older text
testo vecchio=old text
copia in un altro sito=copy on another site
Guida del=Guide of the
aiuto di IO=help with IO
Codice dell’app CieID per iOS=Code of the CieID app for iOS
moduli per i Comuni=forms for municipalities
Testo sulla CRS siciliana=Text on the CRS of Sicilia";
