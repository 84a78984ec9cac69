//! The plan as a web page: for a phone, for paper, for the desk.
//!
//! One file that loads nothing and runs nothing. Everything that was typed or
//! looked up is escaped. Whether something is open now is left out: a page is
//! read later.

use std::fmt::Write as _;

use cie_core::messages::Lang;

use self::markup::escaped;
use crate::{
    Advice, Card, Extent, Hours, OpenState, Operation, Plan, PlannedStep, RomeTime, Situation,
    Stage, is_public_holiday,
    knowledge::{Confidence, Contact, Desk, Fact, Source, Statement},
    text::{self, Label, Phrase, label},
};

mod markup;
mod situation;
mod words;

const STYLE: &str = include_str!("page.css");

/// The plan as one HTML page, to keep, to print or to share: it loads nothing and runs nothing.
/// `now` is the day that it says it was made on; `command` names the command that does a step,
/// where there are commands. Of questions that are still open there is no plan, and the page is
/// without one.
#[must_use]
pub fn page(
    advice: &Advice,
    situation: &Situation,
    now: Option<RomeTime>,
    command: Option<fn(Operation, Card) -> String>,
    lang: Lang,
) -> String {
    let mut page = Page {
        html: String::new(),
        lang,
        command,
        sources: advice.plan().map(Plan::sources).unwrap_or_default(),
    };
    page.head();
    page.open("<header>");
    page.tag("h1", words::title(lang));
    if let Some(now) = now {
        page.tag("p", &words::made_on(&text::date(now.date(), lang), lang));
        // For anyone who reads it on the same day.
        if is_public_holiday(now.date()) {
            page.tag("p", &text::open(OpenState::PublicHoliday, lang));
        }
    }
    page.tag("p", text::phrase(Phrase::NeverACode, lang));
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
    page.background(advice.plan());
    page.open("</main>\n<footer>");
    page.tag("p", words::made_by(lang));
    page.open("</footer>\n</body>\n</html>");
    page.html
}

struct Page {
    html: String,
    lang: Lang,
    command: Option<fn(Operation, Card) -> String>,
    /// In the order of their numbers.
    sources: Vec<&'static Source>,
}

impl Page {
    fn head(&mut self) {
        self.open("<!doctype html>");
        self.open(&format!("<html lang=\"{}\">\n<head>", self.lang.name()));
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
        let first = plan.warnings.iter().filter(|one| one.comes_first());
        for warning in first {
            self.open("<p><strong>");
            self.text(&text::warning(*warning, lang));
            self.open("</strong></p>");
        }
        let mut number = 0;
        for (at, stage) in plan.stages.iter().enumerate() {
            self.open("<section>");
            let title = text::fact(&stage.path.fact, lang);
            if at == 0 {
                self.tag("h2", title);
                if plan.said_of_activation(&stage.path.fact) {
                    self.tag("p", text::phrase(Phrase::ActivationOnly, lang));
                }
            } else {
                let follows = text::relation(stage.relation, lang);
                self.tag("h2", &format!("{follows}: {title}"));
            }
            if let Some(when) = stage.when {
                self.open("<p>");
                self.text(&format!("{}: ", self.label(Label::When)));
                self.fact(&when.fact);
                self.open("</p>");
            }
            self.open("<ol class=\"steps\">");
            for step in &stage.steps {
                number += 1;
                self.step(number, step, stage);
            }
            self.open("</ol>");
            self.outcome(stage);
            self.open("</section>");
        }
        self.notes(Label::GoodToKnow, &plan.notes);
        let later: Vec<_> = plan
            .warnings
            .iter()
            .filter(|one| !one.comes_first())
            .collect();
        if !later.is_empty() {
            self.open("<section class=\"careful\">");
            self.heading(Label::Careful);
            self.open("<ul>");
            for warning in later {
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
        self.tag("p", &text::age(plan.age(Extent::Whole), lang));
    }

    fn notes(&mut self, of: Label, notes: &[&'static Statement]) {
        if notes.is_empty() {
            return;
        }
        self.open("<section>");
        self.heading(of);
        self.open("<ul>");
        for note in notes {
            self.open("<li>");
            self.fact(&note.fact);
            self.open("</li>");
        }
        self.open("</ul>\n</section>");
    }

    /// What folds away: closed on a screen until it is touched, open on paper.
    fn background(&mut self, plan: Option<&Plan>) {
        let Some(plan) = plan else { return };
        if self.sources.is_empty() {
            return;
        }
        self.open("<details>\n<summary>");
        self.text(self.label(Label::Background));
        self.open("</summary>");
        self.notes(Label::GoodToKnow, &plan.background);
        let replaced: Vec<_> = plan
            .replaced()
            .into_iter()
            .map(|(_, other)| other)
            .collect();
        self.notes(Label::Replaced, &replaced);
        self.sources();
        self.open("</details>");
    }

    fn sources(&mut self) {
        self.open("<section>");
        self.heading(Label::Sources);
        self.open("<ol>");
        for (at, source) in self.sources.clone().into_iter().enumerate() {
            let number = at + 1;
            let name = escaped(&text::source(source, self.lang));
            let name = match source.url {
                Some(url) => format!("<a href=\"{}\">{name}</a>", escaped(url)),
                None => name,
            };
            self.open(&format!("<li id=\"source-{number}\">{name}</li>"));
        }
        self.open("</ol>\n</section>");
    }

    fn step(&mut self, number: usize, planned: &PlannedStep, stage: &Stage) {
        let lang = self.lang;
        self.open("<li>\n<p>");
        let number = escaped(&words::step(number, lang));
        self.open(&format!("<span class=\"number\">{number}</span>"));
        self.fact(&planned.step.fact);
        self.open("</p>");
        if let (Some(operation), Some(command)) = (planned.step.operation, self.command) {
            let command = escaped(&command(operation, stage.path.card));
            let of = self.label(Label::Command);
            self.open(&format!("<p>{of}: <code>{command}</code></p>"));
        }
        if !planned.documents.is_empty() {
            let bring = self.label(Label::Bring);
            self.tag("h3", bring);
            self.open("<ul>");
            for document in &planned.documents {
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
        if stage.codes.is_empty() {
            return;
        }
        let codes: Vec<_> = stage
            .codes
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
                    let whose = text::fact(&sender.fact, lang);
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
            let Some(statement) = known else { continue };
            self.open("<div>");
            self.tag("dt", self.label(of));
            self.open("<dd>");
            self.fact(&statement.fact);
            self.open("</dd>\n</div>");
        }
        self.open("</dl>");
    }

    fn contact(&mut self, contact: &Contact) {
        let lang = self.lang;
        self.open("<div class=\"card\">\n<p>");
        self.fact(&contact.fact);
        let value = escaped(contact.value);
        let value = match contact.link() {
            Some(link) => format!("<a href=\"{}\">{value}</a>", escaped(&link)),
            None => value,
        };
        self.open(&format!("<br><span class=\"value\">{value}</span>"));
        let reach = text::reach(contact, lang);
        if !reach.is_empty() {
            self.text(&format!(" ({reach})"));
        }
        self.open("</p>");
        self.hours(&contact.hours);
        self.open("</div>");
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
        self.open("</div>");
    }

    /// A small table of the week; nothing where no hours are stated.
    fn hours(&mut self, hours: &Hours) {
        let Some(week) = hours.week() else { return };
        let heading = escaped(self.label(Label::Hours));
        self.open(&format!(
            "<table class=\"hours\">\n<caption>{heading}</caption>"
        ));
        for (day, spans) in week {
            let day = escaped(text::weekday(day, self.lang));
            let times = escaped(&text::times(&spans, self.lang));
            self.open(&format!(
                "<tr><th scope=\"row\">{day}</th><td>{times}</td></tr>"
            ));
        }
        self.open("</table>");
    }

    /// A fact and its sources; a word if it is concluded.
    fn fact(&mut self, fact: &Fact) {
        let lang = self.lang;
        self.text(&text::with_place(fact, lang));
        // The numbers say who says so; a word is for what nobody says like this.
        if fact.confidence == Confidence::Inferred {
            let whose = escaped(text::confidence(fact.confidence, lang));
            self.open(&format!(" <span class=\"origin\">({whose})</span>"));
        }
        self.cited(fact);
    }

    /// The numbers of its sources.
    fn cited(&mut self, fact: &Fact) {
        let numbers = self.sources.iter().enumerate();
        let numbers: Vec<usize> = numbers
            .filter(|(_, source)| fact.sources().any(|one| one == **source))
            .map(|(at, _)| at + 1)
            .collect();
        for number in numbers {
            let name = escaped(&words::source(number, self.lang));
            // One to be seen, one to be heard.
            self.open(&format!(
                "&nbsp;<a class=\"origin\" href=\"#source-{number}\" aria-label=\"{name}\">\
                 [{number}]</a>"
            ));
        }
    }
}
