package cie.sdk

import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** Monday 30 November 2026 in Italy, at noon and at ten in the morning. */
private const val NOON = 1_796_036_400uL
private const val MORNING = 1_796_029_200uL

class RecoveryTest {
    private val blocked = listOf(
        SituationInput.CARD to "ts_cns",
        SituationInput.PIN to "blocked",
        SituationInput.PUK to "second_half_missing",
    )

    private val goesToTheDesk = listOf(
        SituationInput.CARD to "cie",
        SituationInput.PIN to "forgotten",
        SituationInput.PUK to "both_halves_missing",
        SituationInput.REQUESTER to "holder",
        SituationInput.CONTACTS to "not_given",
    )

    @Test
    fun `answering its questions one by one leads to a plan with sources and dates`() {
        Situation().use { situation ->
            val asked = mutableListOf<SituationInput>()
            // What this person answers; every other question gets its first answer.
            val answers = mapOf(
                SituationInput.PIN to "forgotten",
                SituationInput.PUK to "both_halves_missing",
                SituationInput.CONTACTS to "not_given",
            )
            var advice = situation.advise(Language.ITALIAN, MORNING)
            while (advice is Advice.Questions) {
                val question = advice.ask.first()
                assertFalse(question.input in asked, "asked twice: ${question.input}")
                asked += question.input
                val values = question.answers.map { it.value }
                val value = answers[question.input] ?: values.first()
                assertTrue(value in values, "$value is not among $values")
                assertTrue(question.sentence.isNotBlank())
                situation.set(question.input, value)
                advice = situation.advise(Language.ITALIAN, MORNING)
            }
            assertEquals(
                setOf(
                    SituationInput.CARD,
                    SituationInput.PIN,
                    SituationInput.PUK,
                    SituationInput.REQUESTER,
                    SituationInput.CONTACTS,
                ),
                asked.toSet(),
            )
            val plan = (advice as Advice.Plan).plan
            val steps = plan.stages.flatMap { it.steps }
            assertTrue(steps.any { it.channel == Channel.DESK })
            assertTrue(steps.all { it.fact.sentence.isNotBlank() && it.fact.sources.isNotEmpty() })
            // Printed again, the PIN may be one that was changed: the PUK sets a new one.
            assertEquals(
                listOf(listOf(RecoveryCode.PUK), listOf(RecoveryCode.PIN)),
                plan.stages.map { it.codes },
            )
            val button = checkNotNull(plan.stages.last().steps.first().operation)
            assertEquals(OperationKind.UNBLOCK_PIN, button.kind)
            assertTrue(button.sentence.isNotBlank() && plan.age.isNotBlank())
            assertTrue(plan.stages.any { it.deliveries.isNotEmpty() })
            assertTrue(steps.any { it.documents.isNotEmpty() })
            val cited = steps.flatMap { it.fact.sources }.map { it.id }.toSet()
            assertTrue(plan.sources.map { it.id }.containsAll(cited))
        }
    }

    @Test
    fun `a number says whether somebody answers at a given moment, and when next`() {
        Situation().use { situation ->
            goesToTheDesk.forEach { (input, value) -> situation.set(input, value) }
            situation.set(SituationInput.MUNICIPALITY, "Comune di Carpi")
            fun phone(at: ULong?): AdviceContact {
                val plan = (situation.advise(Language.ENGLISH, at) as Advice.Plan).plan
                val contacts = plan.help + plan.stages.flatMap { it.steps }.flatMap { it.contacts }
                return contacts.first { it.value == "059/649575" }
            }
            fun hours(at: ULong?) = phone(at).hours
            assertEquals("tel:+39059649575", phone(null).link)
            assertEquals(7, hours(null).week.size)
            assertEquals(1, hours(null).week.count { it.times == "closed" })
            assertNull(hours(null).state)
            assertTrue(hours(MORNING).state is OpenState.Open, "${hours(MORNING)}")
            val closed = hours(NOON)
            val next = checkNotNull((closed.state as OpenState.Closed).next)
            assertTrue(next.date >= "2026-11-30", "$next")
            assertTrue(checkNotNull(closed.stateSentence).isNotBlank())
            assertEquals("2026-11-30", italianDate(NOON))
        }
    }

    @Test
    fun `a Region is recognised however typed, and the plan is in the language asked for`() {
        Situation().use { situation ->
            blocked.forEach { (input, value) -> situation.set(input, value) }
            val open = situation.advise(Language.GERMAN, null) as Advice.Questions
            assertEquals(listOf(SituationInput.REGION), open.ask.map { it.input })
            situation.set(SituationInput.REGION, " LOMBARDIA ")
            assertTrue(situation.advise(Language.GERMAN, null) is Advice.Plan)
            val plain = Language.entries.map { situation.adviseInLines(it, NOON) }
            assertEquals(3, plain.toSet().size)
            for ((language, lines) in Language.entries.zip(plain)) {
                val plan = (situation.advise(language, NOON) as Advice.Plan).plan
                for (step in plan.stages.flatMap { it.steps }) {
                    assertTrue(lines.any { step.fact.sentence in it }, step.fact.key)
                }
            }
        }
    }

    @Test
    fun `a card that is not at hand is said before the first step, what to check before going after it`() {
        Situation().use { situation ->
            goesToTheDesk.forEach { (input, value) -> situation.set(input, value) }
            situation.set(SituationInput.CARD_AT_HAND, "no")
            val plan = (situation.advise(Language.ITALIAN, null) as Advice.Plan).plan
            val first = plan.warnings.associate { it.code to it.comesFirst }
            assertEquals(mapOf("card_needed" to true, "verify_before_going" to false), first)
        }
    }

    @Test
    fun `a value that an input does not take is refused without being repeated`() {
        Situation().use { situation ->
            val refused = assertThrows<SituationException.UnknownValue> {
                situation.set(SituationInput.MUNICIPALITY, PIN)
            }
            assertEquals(SituationInput.MUNICIPALITY, refused.input)
            assertFalse(PIN in refused.toString())
        }
    }

    @Test
    fun `a card without chip has no codes, and that is a reason and not an error`() {
        Situation().use { situation ->
            situation.set(SituationInput.CARD, "ts_without_chip")
            val advice = situation.advise(Language.ITALIAN, null) as Advice.NotCovered
            assertEquals(NoAdviceReason.NO_CHIP, advice.reason)
            assertTrue(advice.sentence.isNotBlank())
        }
    }

    @Test
    fun `a blocked PUK and a last try lead to advice, a card that went away does not`(
        @TempDir folder: File,
    ) {
        val blocked = Tap(folder.resolve("a"), simulated = SimulatedCard.withTries("gemalto", true, 0u, 0u))
        val noPuk = failing<CieException.PukBlocked> {
            blocked.card.unblockPin(puk(PUK), pin(NEW_PIN))
        }
        val advice = checkNotNull(noPuk.situation()).advise(Language.ITALIAN, null)
        assertEquals(NoAdviceReason.PUK_BLOCKED, (advice as Advice.NotCovered).reason)
        assertTrue(advice.plan.stages.flatMap { it.steps }.isNotEmpty())

        val nearly = Tap(folder.resolve("b"))
        repeat(2) { failing<CieException.WrongPin> { nearly.card.verifyPin(pin(WRONG)) } }
        val last = failing<CieException.LastTry> { nearly.card.verifyPin(pin(PIN)) }
        assertEquals(CodeKind.PIN, last.details().lastTry?.code)
        val known = checkNotNull(last.situation())
        known.set(SituationInput.PIN, "known")
        // One try is left: with the PUK the plan is to think first, and without it there is more to do.
        val open = known.advise(Language.ITALIAN, null) as Advice.Questions
        assertEquals(listOf(SituationInput.PUK), open.ask.map { it.input })
        known.set(SituationInput.PUK, "known")
        assertTrue(known.advise(Language.ITALIAN, null) is Advice.Plan)

        nearly.fault("drop-after", 1)
        val gone = failing<CieException> { nearly.card.cardInfo() }
        assertNull(gone.situation())
    }

    @Test
    fun `joined halves unblock a card`(@TempDir folder: File) {
        val tap = Tap(folder)
        joinHalves(RecoveryCard.CIE, RecoveryCode.PUK, PUK.take(4), PUK.drop(4)).use { joined ->
            assertEquals(listOf(JoinNote.ORDER_UNCHECKED), joined.notes())
            assertFalse(PUK.take(4) in joined.toString())
            joined.puk().use { puk -> runBlocking { tap.card.unblockPin(puk, pin(NEW_PIN)) } }
        }
        assertTrue(tap.hasPin(NEW_PIN))
    }

    @Test
    fun `the error names the malformed half`() {
        val short = assertThrows<JoinException.WrongLength> {
            joinHalves(RecoveryCard.CIE, RecoveryCode.PIN, "1234", "567").close()
        }
        assertEquals(CodeHalf.SECOND, short.half)
        assertEquals(4uL to 3uL, short.expected to short.found)
        assertEquals(3, Language.entries.map(short::sentence).toSet().size)
        val letter = assertThrows<JoinException.NotDigits> {
            joinHalves(RecoveryCard.CIE, RecoveryCode.PIN, "12x4", "5678").close()
        }
        assertEquals(CodeHalf.FIRST, letter.half)
        assertThrows<JoinException.NoSuchCode> {
            joinHalves(RecoveryCard.CIE, RecoveryCode.CIP, "1234", "5678").close()
        }
    }

    @Test
    fun `swapped halves of unequal length are noticed and can be put right`(@TempDir folder: File) {
        val joined = joinHalves(RecoveryCard.TS_CNS, RecoveryCode.PIN, "805", "13")
        joined.use {
            assertEquals(listOf(JoinNote.MAYBE_SWAPPED), it.notes())
            assertEquals(3, Language.entries.map { to -> joinNoteSentence(JoinNote.MAYBE_SWAPPED, to) }.toSet().size)
            it.swap()
            assertEquals(emptyList<JoinNote>(), it.notes())
            val card = SimulatedCard("cns-athena", true)
            runBlocking { CieCard(card, FileTryStore(folder)).changePin(pin("24680"), it.pin()) }
            assertTrue(withDirectBuffer("13805".codeBytes(), card::hasPin))
        }
    }
}
