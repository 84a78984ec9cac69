package cie.app

import android.widget.EditText
import cie.sdk.Can
import cie.sdk.CardKind
import cie.sdk.CieException
import cie.sdk.Entry
import cie.sdk.LastTry
import cie.sdk.NeededCodes
import cie.sdk.Pin
import cie.sdk.Puk
import cie.sdk.UnblockVariant
import cie.sdk.checkEntry
import cie.sdk.checkNewPin
import cie.sdk.of

/** What a person can do here: the words for it, and the fields that it needs. */
enum class Task(val title: Int, val explanation: Int, val done: Int, val fields: List<Int>) {
    CHECK_PIN(R.string.check_pin, R.string.check_pin_how, R.string.check_pin_done, listOf(R.id.old_pin)),
    CHANGE_PIN(
        R.string.change_pin,
        R.string.change_pin_how,
        R.string.change_pin_done,
        listOf(R.id.old_pin, R.id.new_pin, R.id.new_pin_again),
    ),
    FORGOT_PIN(
        R.string.forgot_pin,
        R.string.forgot_pin_how,
        R.string.forgot_pin_done,
        listOf(R.id.puk, R.id.new_pin, R.id.new_pin_again),
    ),
    READ_DATA(R.string.read_data, R.string.read_data_how, R.string.done, listOf(R.id.can)),
    READ_HEALTH_CARD(R.string.read_health_card, R.string.read_health_card_how, R.string.done, emptyList()),
    SETTLE(R.string.settle, R.string.settle_how, R.string.done, emptyList()),
    ;

    /** Whether its codes are of one of two cards: then no other gets them. */
    val asksWhichCard get() = this == CHECK_PIN || this == CHANGE_PIN || this == FORGOT_PIN

    /** The fields for an entry that is to be corrected. */
    fun fieldsOf(entry: Entry): List<Int> = when (entry) {
        Entry.PIN -> listOf(R.id.old_pin)
        Entry.NEW_PIN -> listOf(R.id.new_pin, R.id.new_pin_again)
        Entry.PUK -> listOf(R.id.puk)
        Entry.CAN, Entry.PRINTED_LINES -> listOf(R.id.can)
    }.filter { it in fields }.ifEmpty { fields }
}

/** The kinds of card that there are fields to choose from. */
val CARDS = mapOf(R.id.identity_card to CardKind.CIE, R.id.health_card to CardKind.TS_CNS)

/**
 * What was entered for a task. Kept in memory only, from the form until it is clear that it is not
 * needed again, and overwritten then.
 */
class Codes(val pin: Pin? = null, val newPin: Pin? = null, val puk: Puk? = null, val can: Can? = null) {
    private val all: List<AutoCloseable> get() = listOfNotNull(pin, newPin, puk, can)

    fun wipe() = all.forEach { it.close() }

    /** Wipes what others have replaced. */
    fun wipeBut(others: Codes) = all.filter { one -> others.all.none { it === one } }.forEach { it.close() }

    /** The codes but the one of this entry, which is wiped; `null` when there is no other. */
    fun without(entry: Entry): Codes? {
        val rest = when (entry) {
            Entry.PIN -> Codes(null, newPin, puk, can)
            Entry.NEW_PIN -> Codes(pin, null, puk, can)
            Entry.PUK -> Codes(pin, newPin, null, can)
            Entry.CAN, Entry.PRINTED_LINES -> Codes(pin, newPin, puk, null)
        }
        wipeBut(rest)
        return rest.takeIf { it.all.isNotEmpty() }
    }

    /** Whether there is everything that is needed to settle something. */
    fun has(needed: NeededCodes): Boolean =
        (!needed.newPin || newPin != null) && (!needed.oldPin || pin != null) && (!needed.puk || puk != null)

    companion object {
        /**
         * What is in these fields, and of [before] what is not asked for again.
         *
         * @throws CieException a code cannot be right on this kind of card.
         */
        fun of(fields: List<Int>, before: Codes?, card: CardKind?, field: (Int) -> EditText): Codes {
            // All of them before a code is made of any: one that is made has to be closed.
            for ((id, entry) in ENTRIES) if (id in fields) checkEntry(entry, card, field(id).text)
            fun <T> read(id: Int, take: (CharSequence) -> T): T? = if (id in fields) take(field(id).text) else null
            val entered = read(R.id.old_pin) { Pin.of(it) }
            val pin = entered ?: before?.pin
            if (R.id.new_pin in fields && R.id.new_pin_again in fields) {
                try {
                    checkNewPin(field(R.id.new_pin).text, pin, card)
                } catch (error: CieException) {
                    entered?.close()
                    throw error
                }
            }
            return Codes(
                pin,
                read(R.id.new_pin) { Pin.of(it) } ?: before?.newPin,
                read(R.id.puk) { Puk.of(it) } ?: before?.puk,
                read(R.id.can) { Can.of(it) } ?: before?.can,
            )
        }

        private val ENTRIES = listOf(
            R.id.old_pin to Entry.PIN,
            R.id.new_pin to Entry.NEW_PIN,
            R.id.puk to Entry.PUK,
            R.id.can to Entry.CAN,
        )
    }
}

/** A task with its codes, and how it is to be tried. */
data class Attempt(
    val task: Task,
    val codes: Codes,
    /** The last try that the person has agreed to use, of which card and which code. */
    val lastTry: LastTry? = null,
    val variant: UnblockVariant = UnblockVariant.DIRECT,
    /** The card that the codes were asked for, where it has said what it needs. */
    val cardId: String? = null,
    /** The kind of card that the codes are for. */
    val only: CardKind? = null,
    /** The very card that the codes are for, where it was seen before. */
    val sameCard: String? = null,
) {
    /** Another task with the same card, and with codes of its own. */
    fun with(task: Task): Attempt = Attempt(task, Codes(), only = only, sameCard = sameCard)
}
