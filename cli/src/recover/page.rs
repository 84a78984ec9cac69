//! The plan as a web page: for a phone, for paper, for the desk.
//!
//! One file that loads nothing and runs nothing. Everything that was typed or
//! looked up is escaped. Whether something is open now is left out: a page is
//! read later.

use std::fmt::Write as _;

use cie_core::recovery::{
    Advice, Hours, Plan, PlannedStep, Relation, RomeTime, Situation, Stage, Warning,
    knowledge::{Confidence, Contact, ContactKind, Desk, Fact, Scope, Source},
    text::{self, Label, label},
};

use self::markup::{dialled, escaped};
use crate::text::{Lang, recover as words};

mod markup;
mod situation;

const STYLE: &str = include_str!("page.css");

/// The page; of questions that are still open there is none, and the page is
/// without a plan.
pub(super) fn page(
    advice: &Advice,
    situation: &Situation,
    now: Option<RomeTime>,
    lang: Lang,
) -> String {
    let mut page = Page {
        html: String::new(),
        lang,
        sources: advice.plan().map(Plan::sources).unwrap_or_default(),
    };
    page.head();
    page.open("<header>");
    page.tag("h1", words::title(lang));
    if let Some(now) = now {
        page.tag("p", &words::made_on(&text::date(now.date(), lang), lang));
    }
    page.tag("p", text::never_a_code(lang));
    page.open("</header>\n<main>");
    if let Advice::NotCovered { reason, .. } = advice {
        page.open("<p><strong>");
        page.text(text::reason(*reason, lang));
        page.open("</strong></p>");
    }
    if let Some(plan) = advice.plan() {
        page.plan(plan);
    }
    page.situation(situation);
    page.sources();
    page.open("</main>\n<footer>");
    page.tag("p", words::made_by(lang));
    page.open("</footer>\n</body>\n</html>");
    page.html
}

struct Page {
    html: String,
    lang: Lang,
    /// In the order of their numbers.
    sources: Vec<&'static Source>,
}

impl Page {
    fn head(&mut self) {
        self.open("<!doctype html>");
        self.open(&format!("<html lang=\"{}\">\n<head>", self.lang.tag()));
        self.open("<meta charset=\"utf-8\">");
        self.open("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        // Not even a mistake here can load or run something.
        self.open(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'unsafe-inline'\">",
        );
        // A number is a link where it is one, and nowhere else.
        self.open("<meta name=\"format-detection\" content=\"telephone=no\">");
        self.tag("title", words::title(self.lang));
        self.open(&format!("<style>\n{STYLE}</style>\n</head>\n<body>"));
    }

    /// Markup, as it is.
    fn open(&mut self, markup: &str) {
        self.html += markup;
        self.html.push('\n');
    }

    /// Text, escaped.
    fn text(&mut self, text: &str) {
        self.html += &escaped(text);
    }

    fn tag(&mut self, tag: &str, text: &str) {
        let _ = writeln!(self.html, "<{tag}>{}</{tag}>", escaped(text));
    }

    fn label(&self, of: Label) -> &'static str {
        label(of, self.lang)
    }

    fn heading(&mut self, of: Label) {
        let text = self.label(of);
        self.tag("h2", text);
    }

    fn pair(&mut self, term: &str, value: &str) {
        self.open("<div>");
        self.tag("dt", term);
        self.tag("dd", value);
        self.open("</div>");
    }

    fn plan(&mut self, plan: &Plan) {
        let lang = self.lang;
        let mut number = 0;
        for (at, stage) in plan.stages.iter().enumerate() {
            self.open("<section>");
            let title = text::title(stage.path, lang);
            if at == 0 {
                self.tag("h2", title);
            } else {
                let follows = match stage.relation {
                    relation @ (Relation::Then | Relation::Otherwise) => {
                        text::relation(relation, lang)
                    }
                };
                self.tag("h2", &format!("{follows}: {title}"));
            }
            self.open("<ol class=\"steps\">");
            for step in &stage.steps {
                number += 1;
                self.step(number, step);
            }
            self.open("</ol>");
            self.outcome(stage);
            self.open("</section>");
        }
        if !plan.warnings.is_empty() {
            self.open("<section class=\"careful\">");
            self.heading(Label::Careful);
            self.open("<ul>");
            for warning in &plan.warnings {
                self.tag("li", &text::warning(*warning, lang));
            }
            self.open("</ul>\n</section>");
        }
        if !plan.help.is_empty() {
            self.open("<section>");
            self.heading(Label::Help);
            for contact in &plan.help {
                self.contact(contact);
            }
            self.open("</section>");
        }
        let elsewhere = |fact: &Fact| fact.confidence == Confidence::External;
        for (of, external) in [(Label::GoodToKnow, false), (Label::FromElsewhere, true)] {
            let notes = plan.notes.iter().map(|note| &note.fact);
            let notes: Vec<_> = notes.filter(|note| elsewhere(note) == external).collect();
            if notes.is_empty() {
                continue;
            }
            self.open("<section>");
            self.heading(of);
            self.open("<ul>");
            for note in notes {
                self.open("<li>");
                if external {
                    // The heading says whose they are.
                    self.text(text::fact(note, lang));
                    self.cited(note);
                } else {
                    self.fact(note);
                }
                self.open("</li>");
            }
            self.open("</ul>\n</section>");
        }
    }

    fn sources(&mut self) {
        if self.sources.is_empty() {
            return;
        }
        self.open("<section>");
        self.heading(Label::Sources);
        self.open("<ol>");
        for (at, source) in self.sources.clone().into_iter().enumerate() {
            let number = at + 1;
            let name = escaped(&text::source(source, self.lang));
            self.open(&format!("<li id=\"source-{number}\">{name}</li>"));
        }
        self.open("</ol>\n</section>");
    }

    fn step(&mut self, number: usize, planned: &PlannedStep) {
        let lang = self.lang;
        self.open("<li>\n<p>");
        let number = escaped(&words::step(number, lang));
        self.open(&format!("<span class=\"number\">{number}</span>"));
        self.fact(&planned.step.fact);
        self.open("</p>");
        if !planned.step.documents.is_empty() {
            let bring = self.label(Label::Bring);
            self.tag("h3", bring);
            self.open("<ul>");
            for document in planned.step.documents {
                self.open("<li>");
                self.fact(&document.fact);
                self.open("</li>");
            }
            self.open("</ul>");
        }
        if !planned.desks.is_empty() {
            let place = self.label(Label::Where);
            self.tag("h3", place);
            for desk in &planned.desks {
                self.desk(desk);
            }
        }
        if !planned.contacts.is_empty() {
            let contacts = self.label(Label::Contacts);
            self.tag("h3", contacts);
            for contact in &planned.contacts {
                self.contact(contact);
            }
        }
        self.open("</li>");
    }

    fn outcome(&mut self, stage: &Stage) {
        let lang = self.lang;
        if stage.codes().is_empty() {
            return;
        }
        let codes: Vec<_> = stage
            .codes()
            .iter()
            .map(|one| text::code(*one, lang))
            .collect();
        self.open("<dl class=\"outcome\">");
        self.pair(self.label(Label::YouGet), &codes.join(", "));
        if !stage.deliveries.is_empty() {
            self.open("<div class=\"several\">");
            self.tag("dt", self.label(Label::HowCodesArrive));
            for delivery in &stage.deliveries {
                self.open("<dd>");
                self.fact(&delivery.fact);
                if let Some(sender) = delivery.sender {
                    let whose = text::contact(sender, lang);
                    self.text(&format!(" {whose}: {}", sender.value));
                }
                self.open("</dd>");
            }
            self.open("</div>");
        }
        for (of, known) in [
            (Label::Cost, stage.path.cost),
            (Label::Time, stage.path.time),
        ] {
            self.open("<div>");
            self.tag("dt", self.label(of));
            self.open("<dd>");
            match known {
                Some(statement) => self.fact(&statement.fact),
                None => self.text(self.label(Label::NotStated)),
            }
            self.open("</dd>\n</div>");
        }
        self.open("</dl>");
    }

    fn contact(&mut self, contact: &Contact) {
        let lang = self.lang;
        self.open("<div class=\"card\">\n<p>");
        self.fact(&contact.fact);
        let value = escaped(contact.value);
        // What is for one municipality alone is not one touch away.
        let municipal = contact.scope == Scope::Municipality;
        let link = match contact.kind {
            ContactKind::Phone if !municipal => {
                format!("<a href=\"tel:{}\">{value}</a>", dialled(contact.value))
            }
            ContactKind::Email if !municipal => {
                format!("<a href=\"mailto:{value}\">{value}</a>")
            }
            ContactKind::Phone | ContactKind::Email | ContactKind::Sender => value,
        };
        let class = if municipal { "" } else { " class=\"value\"" };
        self.open(&format!("<br><span{class}>{link}</span>"));
        let reach = text::reach(contact, lang);
        if !reach.is_empty() {
            self.text(&format!(" ({reach})"));
        }
        self.open("</p>");
        self.hours(&contact.hours);
        self.of_one_municipality(contact.scope);
        self.open("</div>");
    }

    /// The source does not name the municipality, so it says so at each.
    fn of_one_municipality(&mut self, scope: Scope) {
        if scope == Scope::Municipality {
            let warning = text::warning(Warning::OnlyThatMunicipality, self.lang);
            self.tag("p", &warning);
        }
    }

    fn desk(&mut self, desk: &Desk) {
        self.open("<div class=\"card\">\n<p>");
        self.fact(&desk.fact);
        if let Some(address) = desk.address {
            self.open(&format!("<br>{}", escaped(address)));
        }
        if desk.by_appointment {
            let appointment = self.label(Label::ByAppointment);
            self.text(&format!(" ({appointment})"));
        }
        self.open("</p>");
        self.hours(&desk.hours);
        self.of_one_municipality(desk.scope);
        self.open("</div>");
    }

    fn hours(&mut self, hours: &Hours) {
        let heading = self.label(Label::Hours);
        let stated = text::hours(hours, self.lang);
        match hours {
            Hours::NotStated => self.tag("p", &stated),
            Hours::Stated(_) => self.tag("p", &format!("{heading}: {stated}")),
        }
    }

    /// A fact and its sources; if it is not what one of the two documents
    /// says, also whose it is.
    fn fact(&mut self, fact: &Fact) {
        let lang = self.lang;
        self.text(text::fact(fact, lang));
        if fact.confidence != Confidence::Source {
            let whose = escaped(text::confidence(fact.confidence, lang));
            self.open(&format!(" <span class=\"origin\">({whose})</span>"));
        }
        self.cited(fact);
    }

    /// The numbers of its sources.
    fn cited(&mut self, fact: &Fact) {
        let numbers = self.sources.iter().enumerate();
        let numbers: Vec<usize> = numbers
            .filter(|(_, source)| fact.cites.iter().any(|cite| cite.source == **source))
            .map(|(at, _)| at + 1)
            .collect();
        for number in numbers {
            let name = escaped(&words::source(number, self.lang));
            // One for who sees it, one for who hears it.
            self.open(&format!(
                "&nbsp;<a class=\"origin\" href=\"#source-{number}\" aria-label=\"{name}\">\
                 [{number}]</a>"
            ));
        }
    }
}
