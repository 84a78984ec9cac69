package cie.sdk

import com.sun.jna.Callback
import com.sun.jna.Library
import com.sun.jna.Structure
import java.io.File
import java.lang.reflect.Modifier
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** R8 itself is not here. What its rules have to keep can be told all the same. */
class ConsumerRulesTest {
    private val classes = File(CieCard::class.java.protectionDomain.codeSource.location.toURI())
        .resolve("cie/sdk").listFiles().orEmpty()
        .filter { it.extension == "class" }
        .map { Class.forName("cie.sdk." + it.nameWithoutExtension, false, javaClass.classLoader) }

    private val lines = File(System.getProperty("consumer.rules")).readLines()

    private val rules = lines
        .filter { it.startsWith("-keep class ") }
        .map { it.removePrefix("-keep class ").substringBefore(" {") }

    private fun kept(type: Class<*>) = rules.any { rule ->
        when {
            " implements " in rule || " extends " in rule ->
                Class.forName(rule.substringAfterLast(' ')).isAssignableFrom(type)
            else -> Regex(rule.replace(".", "\\.").replace("**", ".*").replace("$", "\\$")).matches(type.name)
        }
    }

    @Test
    fun `what JNA finds by name or by reflection is kept`() {
        val byName = classes.filter { type ->
            val reached = listOf(Structure::class, Callback::class, Library::class)
            reached.any { it.java.isAssignableFrom(type) } ||
                type.declaredMethods.any { Modifier.isNative(it.modifiers) }
        }
        assertTrue(byName.size > 20, "${byName.size}")
        assertEquals(emptyList<Class<*>>(), byName.filterNot(::kept))
    }

    @Test
    fun `the annotation from which JNA takes the order of fields is kept`() {
        val structures = classes.filter { Structure::class.java.isAssignableFrom(it) }
        assertTrue(structures.any { it.isAnnotationPresent(Structure.FieldOrder::class.java) })
        assertTrue("-keepattributes RuntimeVisibleAnnotations" in lines)
    }

    @Test
    fun `every rule for a class of ours finds one`() {
        for (rule in rules.filter { it.startsWith("cie.") }) {
            val pattern = Regex(rule.replace(".", "\\.").replace("**", ".*"))
            assertTrue(classes.any { pattern.matches(it.name) }, rule)
        }
    }
}
