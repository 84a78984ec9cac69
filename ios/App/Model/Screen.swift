import Cie
import Foundation

/// Words on a page.
enum Words: Hashable, Sendable {
    /// A key of the string catalogue, and the numbers for its `%lld`.
    case key(String, [Int] = [])
    /// A sentence of the library, or a value.
    case sentence(String)
}

/// What a page shows, from top to bottom: all that the view draws, in the order in which a screen reader
/// reads it.
struct Screen: Equatable, Sendable {
    var title: Words
    var rows: [Row] = []
    /// The buttons after the rows.
    var others: [Choice] = []
    /// The prominent button at the bottom.
    var main: Choice?
    /// Codes or personal data: covered while another app is in front.
    var isPrivate = false
    /// A page that is left by its buttons alone.
    var hidesBack = false

    /// The rows under their headings; those before the first one have none.
    var sections: [(heading: Words?, rows: [Row])] {
        rows.reduce(into: [(nil, [])]) { sections, row in
            if case .heading(let words) = row {
                sections.append((words, []))
            } else {
                sections[sections.count - 1].rows.append(row)
            }
        }
    }
}

/// What a build of the app says of itself.
struct AppFacts: Sendable {
    var version = ""
    /// The address for complaints about accessibility, which whoever publishes the app puts in.
    var complaints = ""
    /// Those of all that is in the app.
    var licences = ""
    /// Where the language of the app is chosen.
    var settings: URL?
}

/// A part of a page.
enum Row: Equatable, Sendable {
    case heading(Words)
    /// A line, and a short word of the app's own behind it, by its key.
    case text(Words, note: String? = nil)
    /// What is wrong, or has to be known first.
    case warning(Words)
    /// A label and what is said under it.
    case value(Words, String)
    /// Something to call, to write to or to open.
    case link(Words, URL, note: String? = nil)
    case choice(Choice)
    /// A code is entered here; how long it is, and how many digits there are so far.
    case field(Field, length: Words?, count: Int, mistake: Words?)
    /// The name of the municipality is entered here.
    case place(mistake: Words?)
    /// A rule for what is entered, and whether it is kept.
    case rule(Words, isKept: Bool)
    /// A drawing of the asset catalogue; its name is the key of the text that says the same.
    case picture(String)
    case photo(Data)
    case folded(Words, [Row])
    /// Text to send on, and the same as a page in HTML for a printer.
    case share(String, page: String?)
}

/// Something to choose.
struct Choice: Hashable, Sendable {
    var label: Words
    var action: Action
    var isEnabled = true
    /// What is asked before it is done, where it cannot be undone.
    var confirmation: Words?
}

/// What a choice does.
enum Action: Hashable, Sendable {
    case begin(PersonTask)
    /// What is open of a card.
    case settle(PendingOnCard)
    case take(CardKind)
    case hasPuk
    case enterHalves(Bool)
    case swapHalves
    case goOn
    case hold
    case step(NextStep)
    case recover
    case answer(SituationInput, String)
    case namePlace
    case about
    case welcome
    case home
    case stop
}
