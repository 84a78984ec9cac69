//! Names of sources.

/// Words in the names of other sources; the names of Regions come besides.
pub(super) const ORIGINS: &str = "\
Ministero dell'Interno=Innenministerium
circolare=Rundschreiben
Provincia di Bolzano=Provinz Bozen
Provincia di Trento=Provinz Trient
Carta dei servizi della Regione=Dienstcharta der Region
Regione Siciliana=Region Sizilien
Regione=Region
Comune di Milano=Gemeinde Mailand
Comune di=Gemeinde
sito vecchio=alte Website
testo più vecchio=älterer Text
testo vecchio=alter Text
copia in un altro sito=Kopie auf einer anderen Website
Guida del=Anleitung des
aiuto di IO=Hilfe zu IO
Codice dell’app CieID per iOS=Quellcode der App CieID für iOS
moduli per i Comuni=Formulare für Gemeinden
Testo sulla CRS siciliana=Text über die sizilianische CRS";
