package cie.app

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Rect
import android.view.View
import android.widget.Button
import android.widget.TextView
import cie.sdk.SimulatedCard
import java.io.File
import kotlin.math.abs
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Every page, drawn by Android's own code, on one sheet for each look; `UPDATE_DOCS` puts new ones in. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "it-w360dp-h720dp-mdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class PicturesTest {
    @Test
    fun `the pages in Italian look as they are shown`() = sheet("it")

    @Test
    @Config(qualifiers = "+night")
    fun `the pages look as they are shown at night too`() = sheet("it-night")

    @Test
    @Config(qualifiers = "+de")
    fun `the pages in German look as they are shown`() = sheet("de")

    @Test
    @Config(qualifiers = "en-w360dp-h720dp-mdpi")
    fun `the pages in English look as they are shown, with text of twice the size, and no word is cut off`() {
        RuntimeEnvironment.setFontScale(2f)
        sheet("en-large-text", whole = true)
    }

    @Test
    fun `a page whose words have changed is not the same picture`() {
        val shell = Shell()
        val before = shell.picture()
        assertTrue(alike(before, shell.picture()))
        shell.activity.findViewById<TextView>(R.id.heading).text = "Un altro titolo"
        assertTrue(!alike(before, shell.picture()))
    }

    private fun sheet(name: String, whole: Boolean = false) {
        val pages = pages(whole)
        val (width, height) = pages.first().run { width * 3 / 5 to height * 3 / 5 }
        val sheet = Bitmap.createBitmap(width * COLUMNS, height * 2, Bitmap.Config.ARGB_8888)
        val canvas = Canvas(sheet)
        assertEquals(COLUMNS * 2, pages.size)
        for ((at, page) in pages.withIndex()) {
            val (left, top) = at % COLUMNS * width to at / COLUMNS * height
            val place = Rect(left, top, left + width - GAP, top + height - GAP)
            canvas.drawBitmap(page, null, place, Paint(Paint.FILTER_BITMAP_FLAG))
        }
        val shown = File(System.getProperty("screens.folder"), "$name.png")
        if (System.getenv("UPDATE_DOCS") != null) {
            shown.parentFile!!.mkdirs()
            shown.outputStream().use { sheet.compress(Bitmap.CompressFormat.PNG, 100, it) }
        }
        val before = checkNotNull(BitmapFactory.decodeFile(shown.path)) { "there is no $shown: UPDATE_DOCS=1" }
        val same = before.width == sheet.width && before.height == sheet.height &&
            pages.indices.all { at ->
                val (left, top) = at % COLUMNS * width to at / COLUMNS * height
                val page = { of: Bitmap -> Bitmap.createBitmap(of, left, top, width, height) }
                alike(page(before), page(sheet))
            }
        assertTrue("$shown is out of date: UPDATE_DOCS=1 cargo xtask test --only kotlin", same)
    }

    private fun pages(whole: Boolean): List<Bitmap> {
        val pages = mutableListOf<Bitmap>()
        val shell = Shell(SimulatedCard.withTries("gemalto", true, 0u, 10u), welcomed = false)
        fun Shell.drawn() {
            pages += picture()
            if (whole) nothingIsCut()
        }
        shell.drawn()
        shell.press(R.id.go_on)
        shell.drawn()
        shell.press(R.id.unblock_pin)
        shell.drawn()
        shell.press(R.id.identity_card)
        shell.drawn()
        shell.press(R.id.puk_halves)
        shell.enter(R.id.puk, PUK.take(4))
        shell.code(R.id.puk_second, PUK.drop(5))
        shell.drawn()
        shell.code(R.id.puk_second, PUK.drop(4))
        shell.enter(R.id.new_pin, NEW_PIN)
        shell.drawn()
        shell.newPin()
        shell.drawn()
        shell.press(R.id.go_on)
        shell.drawn()
        shell.hold()
        shell.untilResult()
        shell.drawn()

        val wrong = Shell()
        repeat(2) {
            wrong.check(WRONG)
            wrong.press(R.id.home)
        }
        wrong.check(WRONG)
        wrong.drawn()
        wrong.press(R.id.home)
        wrong.press(R.id.recover)
        wrong.drawn()
        while (!wrong.shows(R.id.share)) {
            wrong.views().first { it is Button && it.id == View.NO_ID }.performClick()
            wrong.idle()
        }
        wrong.drawn()
        wrong.press(R.id.home)
        wrong.press(R.id.read_data)
        wrong.code(R.id.can, "123456")
        wrong.hold()
        wrong.untilResult()
        wrong.drawn()
        wrong.press(R.id.home)
        wrong.press(R.id.about)
        wrong.drawn()
        return pages
    }

    /** Pages scroll; what is on them has room for itself. */
    private fun Shell.nothingIsCut() {
        for (view in views().filterIsInstance<TextView>()) {
            val room = view.height - view.compoundPaddingTop - view.compoundPaddingBottom
            assertTrue("${view.text} is cut off", view.layout.height <= room && view.layout.ellipsizedLines() == 0)
        }
    }

    private fun android.text.Layout.ellipsizedLines() = (0 until lineCount).count { getEllipsisCount(it) > 0 }

    /** Whether two pictures show the same. Single dots are of the drawing library's version. */
    private fun alike(one: Bitmap, other: Bitmap): Boolean {
        if (one.width != other.width || one.height != other.height) return false
        val (left, right) = dots(one) to dots(other)
        var differing = 0
        for (top in 0 until one.height - BLOCK step BLOCK) for (start in 0 until one.width - BLOCK step BLOCK) {
            val differences = CHANNELS.map { shift ->
                var sum = 0
                for (y in top until top + BLOCK) for (x in start until start + BLOCK) {
                    val at = y * one.width + x
                    sum += (left[at] shr shift and 0xFF) - (right[at] shr shift and 0xFF)
                }
                abs(sum) / (BLOCK * BLOCK)
            }
            if (differences.max() > TOLERATED) differing++
        }
        return differing * BLOCK * BLOCK * PARTS <= one.width * one.height
    }

    private fun dots(of: Bitmap) =
        IntArray(of.width * of.height).also { of.getPixels(it, 0, of.width, 0, 0, of.width, of.height) }

    private companion object {
        const val COLUMNS = 7
        const val GAP = 4
        const val BLOCK = 8
        const val TOLERATED = 12

        /** One in so many blocks may differ. */
        const val PARTS = 500
        val CHANNELS = listOf(0, 8, 16)
    }
}
