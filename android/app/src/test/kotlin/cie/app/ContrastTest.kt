package cie.app

import java.io.File
import javax.xml.parsers.DocumentBuilderFactory
import kotlin.math.pow
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** Every colour on what it stands on, by day and by night, in the app's own colours and in those of the phone. */
class ContrastTest {
    private val resources = File(checkNotNull(System.getProperty("app.resources")))

    @Test
    fun `every pair of colours has the contrast that WCAG asks for`() {
        for (folders in LOOKS) {
            val colours = folders.flatMap { colours(it).entries }.associate { it.key to it.value }
            for ((pair, least) in PAIRS) {
                val (on, under) = pair.split(" on ").map { luminance(colours.getValue(it)) }
                val contrast = (maxOf(on, under) + FLARE) / (minOf(on, under) + FLARE)
                assertTrue("$pair in $folders: $contrast", contrast >= least)
            }
        }
    }

    @Test
    fun `no colour is without its pair, and none is written elsewhere`() {
        val paired = PAIRS.keys.flatMap { it.split(" on ") }.toSet()
        for (folder in LOOKS.flatten()) assertEquals(emptySet<String>(), colours(folder).keys - paired - "icon_back")
        for (file in resources.walk().filter { it.extension == "xml" && it.name !in listOf("colors.xml", "icon_front.xml") }) {
            assertTrue("$file", !Regex("\"#[0-9A-Fa-f]+\"|>#[0-9A-Fa-f]").containsMatchIn(file.readText()))
        }
    }

    @Test
    fun `the contrast is computed as WCAG does it`() {
        // White, black and red, of which WCAG gives the shares.
        assertEquals(1.0, luminance("#FFFFFF"), 1e-9)
        assertEquals(0.0, luminance("#000000"), 1e-9)
        assertEquals(0.2126, luminance("#FF0000"), 1e-4)
        // A tone is the lightness of CIELAB: 50 is a grey of 18 percent.
        assertEquals(0.184, luminance("@android:color/system_neutral1_500"), 1e-3)
    }

    private fun colours(folder: String): Map<String, String> {
        val builder = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        val document = builder.parse(resources.resolve("$folder/colors.xml"))
        val nodes = document.getElementsByTagName("color")
        return (0 until nodes.length).map(nodes::item)
            .associate { it.attributes.getNamedItem("name").nodeValue to it.textContent }
    }

    /** Relative luminance, WCAG 2.2. */
    private fun luminance(colour: String): Double {
        if (colour.startsWith("#")) {
            val (red, green, blue) = colour.drop(1).chunked(2).map { linear(it.toInt(16) / 255.0) }
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue
        }
        // `system_accent1_600`: a hue that the person chooses, of tone 40 (android.R.color).
        val tone = when (val number = colour.substringAfterLast('_').toInt()) {
            0 -> 100
            10 -> 99
            50 -> 95
            else -> 100 - number / 10
        }
        return if (tone > 8) ((tone + 16) / 116.0).pow(3) else tone / 903.3
    }

    private fun linear(part: Double) = if (part <= 0.04045) part / 12.92 else ((part + 0.055) / 1.055).pow(2.4)

    private companion object {
        const val FLARE = 0.05
        const val TEXT = 4.5
        const val SHAPE = 3.0

        /** Later folders win, as on the phone. */
        val LOOKS = listOf(
            listOf("values"),
            listOf("values", "values-night-v29"),
            listOf("values", "values-v31"),
            listOf("values", "values-night-v29", "values-v31", "values-night-v31"),
        )

        val PAIRS = mapOf(
            "text on page" to TEXT,
            "text on card" to TEXT,
            "muted on page" to TEXT,
            "accent on page" to TEXT,
            "on_accent on accent" to TEXT,
            "on_tonal on tonal" to TEXT,
            "error on page" to TEXT,
            // Frames of fields, arrows, and what is to be seen in the drawings.
            "outline on page" to SHAPE,
            "muted on card" to SHAPE,
            "error on tonal" to SHAPE,
            "accent on tonal" to SHAPE,
            "accent on card" to SHAPE,
            "text on tonal" to SHAPE,
        )
    }
}
