package cie.app

import android.text.Editable
import android.widget.EditText
import android.widget.TextView
import cie.sdk.Can
import cie.sdk.CardKind
import cie.sdk.CieException
import cie.sdk.CodeHalf
import cie.sdk.Entry
import cie.sdk.JoinException
import cie.sdk.Pin
import cie.sdk.Puk
import cie.sdk.RecoveryCard
import cie.sdk.RecoveryCode
import cie.sdk.SituationInput
import cie.sdk.checkEntry
import cie.sdk.checkNewPin
import cie.sdk.joinHalves
import cie.sdk.joinNoteSentence
import cie.sdk.of
import cie.sdk.puk
import cie.sdk.sentencesFor

/** Asks for what [attempt] lacks, one thing after the other, and then for the card. */
fun asking(attempt: Attempt): Page = when (attempt.open) {
    Step.CARD -> WhichCard(attempt)
    Step.HAVE_PUK -> HavePuk(attempt)
    Step.CAN -> OneCode(attempt, Step.CAN, Entry.CAN, R.id.can, R.string.can)
    Step.PUK -> if (attempt.inHalves == true) {
        PukInHalves(attempt)
    } else {
        OneCode(attempt, Step.PUK, Entry.PUK, R.id.puk, R.string.puk)
    }
    Step.PIN -> OneCode(attempt, Step.PIN, Entry.PIN, R.id.old_pin, R.string.old_pin)
    Step.NEW_PIN -> if (attempt.task == Task.SETTLE) {
        OneCode(attempt, Step.NEW_PIN, Entry.NEW_PIN, R.id.new_pin, R.string.new_pin)
    } else {
        NewPin(attempt)
    }
    Step.REVIEW -> Review(attempt)
    null -> TapPage(attempt)
}

/** A page that asks for one step of an attempt. */
abstract class Asking(protected val attempt: Attempt, private val step: Step) : Page {
    override val codes: Codes? get() = attempt.codes

    override fun back(): Page = attempt.before(step)?.let(::asking) ?: Home()
}

/** S2: which of the two cards it is. */
class WhichCard(attempt: Attempt) : Asking(attempt, Step.CARD) {
    override val codes get() = attempt.codes.orNull()
    override val secure get() = false

    override fun Screen.draw() {
        heading(R.string.which_card)
        choice(R.string.identity_card, R.id.identity_card, R.drawable.card_front) { choose(CardKind.CIE) }
        choice(R.string.health_card, R.id.health_card, R.drawable.card_back) { choose(CardKind.TS_CNS) }
        body(text(R.string.health_card_nfc))
        picture(R.drawable.reader, R.string.reader_picture)
    }

    private fun Screen.choose(kind: CardKind) = show(asking(attempt.copy(only = kind)))
}

/** S3: whether the PUK is there. */
class HavePuk(attempt: Attempt) : Asking(attempt, Step.HAVE_PUK) {
    override val codes get() = attempt.codes.orNull()
    override val secure get() = false

    override fun Screen.draw() {
        heading(R.string.have_puk)
        body(text(R.string.have_puk_how))
        picture(R.drawable.halves, R.string.halves_picture)
        choice(R.string.puk_halves, R.id.puk_halves) { show(asking(attempt.copy(inHalves = true))) }
        choice(R.string.puk_whole, R.id.puk_whole) { show(asking(attempt.copy(inHalves = false))) }
        choice(R.string.puk_missing, R.id.puk_missing) { show(withoutPuk(attempt)) }
    }
}

/** Which card it is and that its PIN is of no use, is known already; the rest is asked there. */
private fun withoutPuk(attempt: Attempt): Page {
    val again = attempt.copy(codes = Codes(), inHalves = null)
    return RecoveryPage(Recovery(card = again.only, given = listOf(SituationInput.PIN to "forgotten")), before = { asking(again) })
}

/** S4: a code in one field. */
class OneCode(
    attempt: Attempt,
    private val step: Step,
    private val entry: Entry,
    private val id: Int,
    private val name: Int,
) : Asking(attempt, step) {
    override fun Screen.draw() {
        heading(name)
        body(text(explanation()))
        if (step == Step.CAN) picture(R.drawable.card_front, R.string.can_picture)
        val field = code(id, text(digits(attempt.only, step)), if (step == Step.CAN) CAN_LENGTH else CODE_LENGTH)
        showDigits(field)
        filled(R.string.go_on, R.id.go_on) {
            field.checked(this) {
                checkEntry(entry, attempt.only, field.text)
                show(asking(attempt.copy(codes = attempt.codes.with(field.text))))
            }
        }
        if (step == Step.PUK) {
            plain(R.string.puk_halves, R.id.puk_halves) { show(asking(attempt.copy(inHalves = true))) }
        }
    }

    private fun explanation() = when {
        attempt.task == Task.SETTLE -> R.string.settle_how
        step == Step.CAN -> R.string.can_how
        step == Step.PUK -> R.string.puk_how
        attempt.task == Task.CHANGE_PIN -> R.string.old_pin_how
        else -> R.string.check_pin_how
    }

    private fun Codes.with(text: Editable) = when (entry) {
        Entry.PIN -> Codes(Pin.of(text), newPin, puk, can)
        Entry.NEW_PIN -> Codes(pin, Pin.of(text), puk, can)
        Entry.PUK -> Codes(pin, newPin, Puk.of(text), can)
        Entry.CAN, Entry.PRINTED_LINES -> Codes(pin, newPin, puk, Can.of(text))
    }

    private companion object {
        const val CAN_LENGTH = 6
        const val CODE_LENGTH = 8
    }
}

/** S4: the PUK in two fields, as it was handed out. */
class PukInHalves(attempt: Attempt) : Asking(attempt, Step.PUK) {
    override fun Screen.draw() {
        heading(R.string.puk)
        body(text(R.string.halves_how))
        picture(R.drawable.halves, R.string.halves_picture)
        val first = code(R.id.puk, text(R.string.half_first))
        val second = code(R.id.puk_second, text(R.string.half_second))
        showDigits(first, second)
        filled(R.string.go_on, R.id.go_on) { joined(first, second) }
        plain(R.string.puk_whole, R.id.puk_whole) { show(asking(attempt.copy(inHalves = false))) }
        plain(R.string.puk_missing, R.id.puk_missing) { show(withoutPuk(attempt)) }
    }

    private fun Screen.joined(first: EditText, second: EditText) {
        val card = if (attempt.only == CardKind.TS_CNS) RecoveryCard.TS_CNS else RecoveryCard.CIE
        try {
            val (puk, notes) = joinHalves(card, RecoveryCode.PUK, first.text, second.text).use { whole ->
                whole.puk() to whole.notes().map { joinNoteSentence(it, activity.language) }
            }
            val codes = attempt.codes.run { Codes(pin, newPin, puk, can) }
            show(asking(attempt.copy(codes = codes, notes = notes)))
        } catch (error: JoinException) {
            val half = (error as? JoinException.NotDigits)?.half ?: (error as? JoinException.WrongLength)?.half
            val field = if (half == CodeHalf.SECOND) second else first
            field.refuse(error.sentence(activity.language))
        }
    }
}

/** S5: the new PIN, twice, and what it has to be. */
class NewPin(attempt: Attempt) : Asking(attempt, Step.NEW_PIN) {
    override fun Screen.draw() {
        heading(R.string.new_pin)
        val one = code(R.id.new_pin, text(digits(attempt.only, Step.NEW_PIN)))
        // Whether it may be so is for the library to say; with the tick goes a word for it.
        val rules = live(text(R.string.new_pin_rules), R.id.rules)
        val again = code(R.id.new_pin_again, text(R.string.new_pin_again))
        showDigits(one, again)
        one.afterChange { rules.tick(this, one) }
        filled(R.string.go_on, R.id.go_on) {
            one.checked(this) {
                checkNewPin(one.text, attempt.codes.pin, attempt.only)
                if (one.text.contentEquals(again.text)) {
                    val codes = attempt.codes.run { Codes(pin, Pin.of(one.text), puk, can) }
                    show(asking(attempt.copy(codes = codes)))
                } else {
                    again.refuse(text(R.string.not_the_same))
                }
            }
        }
    }

    private fun TextView.tick(screen: Screen, field: EditText) {
        val fits = try {
            checkNewPin(field.text, attempt.codes.pin, attempt.only)
            true
        } catch (_: CieException) {
            false
        }
        say(screen.text(if (fits) R.string.new_pin_fits else R.string.new_pin_rules))
    }
}

/** S6: what is going to happen, where it cannot be taken back. */
class Review(attempt: Attempt) : Asking(attempt, Step.REVIEW) {
    override fun Screen.draw() {
        heading(R.string.review)
        row(R.string.review_what, text(attempt.task.title))
        val health = attempt.only == CardKind.TS_CNS
        row(R.string.review_card, text(if (health) R.string.health_card else R.string.identity_card))
        for (note in attempt.notes) body(note)
        body(text(if (attempt.task == Task.CHANGE_PIN) R.string.review_pin else R.string.review_puk))
        filled(R.string.hold_card, R.id.go_on) { show(asking(attempt.copy(reviewed = true))) }
    }
}

/** How many digits a code has on this kind of card. */
private fun digits(card: CardKind?, step: Step): Int = when {
    step == Step.CAN -> R.string.digits_can
    step == Step.PUK || card == CardKind.CIE -> R.string.digits_eight
    card == CardKind.TS_CNS -> R.string.digits_health_card
    else -> R.string.digits_either
}

/** Runs [checked], and says at this field what the library finds wrong with the entry. */
private fun EditText.checked(screen: Screen, checked: () -> Unit) =
    try {
        checked()
    } catch (error: CieException) {
        refuse(error.sentencesFor(screen.activity.locale).message)
    }
