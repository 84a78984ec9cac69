package cie.app

import cie.sdk.Can
import cie.sdk.CardKind
import cie.sdk.Entry
import cie.sdk.LastTry
import cie.sdk.NeededCodes
import cie.sdk.Pin
import cie.sdk.Puk
import cie.sdk.UnblockVariant

/** What is asked for on a page of its own. */
enum class Step { CARD, HAVE_PUK, CAN, PUK, PIN, NEW_PIN, REVIEW }

/** What a person can do with a card: the words for it, and what is asked for, in order. */
enum class Task(val title: Int, val done: Int, vararg val steps: Step) {
    CHECK_PIN(R.string.check_pin, R.string.check_pin_done, Step.CARD, Step.PIN),
    CHANGE_PIN(
        R.string.change_pin,
        R.string.change_pin_done,
        Step.CARD,
        Step.PIN,
        Step.NEW_PIN,
        Step.REVIEW,
    ),
    UNBLOCK_PIN(
        R.string.unblock_with_puk,
        R.string.unblock_pin_done,
        Step.CARD,
        Step.HAVE_PUK,
        Step.PUK,
        Step.NEW_PIN,
        Step.REVIEW,
    ),
    READ_DATA(R.string.read_data, R.string.done, Step.CAN),
    READ_HEALTH_CARD(R.string.read_health_card, R.string.done),

    /** With those codes that the card, or what is remembered of it, has said that it needs. */
    SETTLE(R.string.settle, R.string.done, Step.PUK, Step.PIN, Step.NEW_PIN),
}

/**
 * What was entered for a task. Kept in memory only, until a page comes that does not need it, and
 * overwritten then.
 */
class Codes(val pin: Pin? = null, val newPin: Pin? = null, val puk: Puk? = null, val can: Can? = null) {
    private val all: List<AutoCloseable> get() = listOfNotNull(pin, newPin, puk, can)

    /** `null` where there are none. */
    fun orNull(): Codes? = takeIf { all.isNotEmpty() }

    fun wipe() = all.forEach { it.close() }

    /** Wipes what is not among the others. */
    fun wipeBut(others: Codes) = all.filter { one -> others.all.none { it === one } }.forEach { it.close() }

    /** The codes but the one of this entry. */
    fun without(entry: Entry) = when (entry) {
        Entry.PIN -> Codes(null, newPin, puk, can)
        Entry.NEW_PIN -> Codes(pin, null, puk, can)
        Entry.PUK -> Codes(pin, newPin, null, can)
        Entry.CAN, Entry.PRINTED_LINES -> Codes(pin, newPin, puk, null)
    }
}

/** A task, what is known for it so far, and how it is to be tried. */
data class Attempt(
    val task: Task,
    val codes: Codes = Codes(),
    /** The kind of card that the codes are for. */
    val only: CardKind? = null,
    /** Whether the PUK is there, and in two halves. */
    val inHalves: Boolean? = null,
    /** What joining the halves has brought up. */
    val notes: List<String> = emptyList(),
    /** What is going to happen was read and agreed to. */
    val reviewed: Boolean = false,
    /** The very card that the codes are for, where it was seen before. */
    val sameCard: String? = null,
    /** The card that has said what it needs to settle something, and what. */
    val settling: String? = null,
    val needs: NeededCodes = NeededCodes(newPin = false, oldPin = false, puk = false),
    /** The last try that the person has agreed to use, of which card and which code. */
    val lastTry: LastTry? = null,
    val variant: UnblockVariant = UnblockVariant.DIRECT,
) {
    /** What is to be asked for now; `null`: the card. */
    val open: Step? get() = task.steps.firstOrNull { !has(it) }

    private fun has(step: Step): Boolean = when (step) {
        Step.CARD -> only != null
        Step.HAVE_PUK -> inHalves != null || codes.puk != null
        Step.CAN -> codes.can != null
        Step.PUK -> codes.puk != null || task == Task.SETTLE && !needs.puk
        Step.PIN -> codes.pin != null || task == Task.SETTLE && !needs.oldPin
        Step.NEW_PIN -> codes.newPin != null || task == Task.SETTLE && !needs.newPin
        Step.REVIEW -> reviewed
    }

    /**
     * As it was before the page that leads to this step was answered; `null`: there was none.
     *
     * @param step `null`: the card.
     */
    fun before(step: Step?): Attempt? {
        val last = task.steps.takeWhile { it != step }.lastOrNull(::asked) ?: return null
        return forgetting(last).copy(lastTry = null)
    }

    /** Whether a page has asked for it. */
    private fun asked(step: Step): Boolean = when (step) {
        Step.CARD -> sameCard == null
        Step.HAVE_PUK -> sameCard == null || inHalves != null
        else -> task != Task.SETTLE
    }

    private fun forgetting(step: Step): Attempt = when (step) {
        Step.CARD -> copy(only = null)
        Step.HAVE_PUK -> copy(inHalves = null)
        Step.CAN -> copy(codes = codes.without(Entry.CAN))
        Step.PUK -> copy(codes = codes.without(Entry.PUK), notes = emptyList())
        Step.PIN -> copy(codes = codes.without(Entry.PIN))
        Step.NEW_PIN -> copy(codes = codes.without(Entry.NEW_PIN))
        Step.REVIEW -> copy(reviewed = false)
    }

    /** Asks again for what was wrong, and for nothing else. */
    fun correcting(entry: Entry): Attempt = copy(codes = codes.without(entry), lastTry = null)

    /** Another task with the same card, and with those codes that it needs too. */
    fun with(task: Task): Attempt {
        val kept = Codes(
            codes.pin.takeIf { Step.PIN in task.steps },
            codes.newPin.takeIf { Step.NEW_PIN in task.steps },
            codes.puk.takeIf { Step.PUK in task.steps },
        )
        return Attempt(task, kept, only, inHalves, notes, sameCard = sameCard)
    }
}
