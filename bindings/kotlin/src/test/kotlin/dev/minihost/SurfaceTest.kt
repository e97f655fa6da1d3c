package dev.minihost

import java.io.File
import kotlin.metadata.ClassKind
import kotlin.metadata.KmClass
import kotlin.metadata.KmClassifier
import kotlin.metadata.KmConstructor
import kotlin.metadata.KmFunction
import kotlin.metadata.KmProperty
import kotlin.metadata.KmType
import kotlin.metadata.KmValueParameter
import kotlin.metadata.Visibility
import kotlin.metadata.declaresDefaultValue
import kotlin.metadata.isNullable
import kotlin.metadata.isSuspend
import kotlin.metadata.isVar
import kotlin.metadata.jvm.KotlinClassMetadata
import kotlin.metadata.kind
import kotlin.metadata.visibility
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/**
 * What apps may use, as `bindings/kotlin/api.txt` lists it: a change shows in review. After a wanted change:
 * `UPDATE_API=1 cargo xtask test kotlin`.
 */
class SurfaceTest {
    private val checkedIn = File(checkout, "bindings/kotlin/api.txt")

    @Test
    fun theSurfaceIsWhatIsCheckedIn() {
        val now = surface()
        assertTrue("the test finds the classes", "class dev/minihost/MiniHost" in now)
        if (System.getenv("UPDATE_API") != null) checkedIn.writeText(now)
        assertEquals("UPDATE_API=1 writes bindings/kotlin/api.txt anew", checkedIn.takeIf { it.exists() }?.readText(), now)
    }

    @Test
    fun nothingOfTheBridgeIsInIt() {
        val leaks = surface().lines().filter { "generated" in it || "bridge" in it || "com/sun/jna" in it }
        assertEquals(emptyList<String>(), leaks)
    }

    private fun surface(): String {
        val root = File(MiniHost::class.java.protectionDomain.codeSource.location.toURI())
        val classes =
            root.walk().filter { it.extension == "class" }
                .map { it.relativeTo(root).path.removeSuffix(".class").replace(File.separatorChar, '.') }
                .filter { name -> listOf("generated", "bridge").none { name.startsWith("dev.minihost.$it.") } }
                .sorted()
                .mapNotNull { describe(Class.forName(it, false, javaClass.classLoader)) }
        return classes.joinToString("\n") + "\n"
    }

    private fun describe(type: Class<*>): String? {
        val annotation = type.getAnnotation(Metadata::class.java) ?: return null
        return when (val metadata = KotlinClassMetadata.readStrict(annotation)) {
            is KotlinClassMetadata.Class -> metadata.kmClass.takeIf { isPublic(type) }?.let(::describe)
            is KotlinClassMetadata.FileFacade -> {
                val members = members(metadata.kmPackage.functions, metadata.kmPackage.properties)
                members.takeIf { it.isNotEmpty() }?.joinToString("\n", "file ${type.name.replace('.', '/')}\n", "\n")
            }
            else -> null
        }
    }

    /** It and all it stands in. */
    private fun isPublic(type: Class<*>): Boolean {
        val annotation = type.getAnnotation(Metadata::class.java) ?: return false
        val metadata = KotlinClassMetadata.readStrict(annotation) as? KotlinClassMetadata.Class ?: return false
        return metadata.kmClass.visibility == Visibility.PUBLIC && (type.enclosingClass?.let(::isPublic) ?: true)
    }

    private fun describe(type: KmClass): String {
        val kind =
            when (type.kind) {
                ClassKind.INTERFACE -> "interface"
                ClassKind.ENUM_CLASS -> "enum"
                ClassKind.OBJECT, ClassKind.COMPANION_OBJECT -> "object"
                else -> "class"
            }
        val supertypes = type.supertypes.map(::show).filter { it != "kotlin/Any" }
        val head = "$kind ${type.name}" + if (supertypes.isEmpty()) "" else " : " + supertypes.joinToString()
        val constructors = type.constructors.filter { it.visibility == Visibility.PUBLIC }.map(::show)
        // What the compiler makes of a data class follows from its properties.
        val made = Regex("component\\d+|copy|equals|hashCode|toString")
        val functions = type.functions.filter { !it.name.matches(made) }
        val entries = type.kmEnumEntries.map { "    ${it.name}" }
        return (listOf(head) + entries + constructors + members(functions, type.properties)).joinToString("\n") + "\n"
    }

    private fun members(functions: List<KmFunction>, properties: List<KmProperty>): List<String> =
        properties.filter { it.visibility == Visibility.PUBLIC }.map(::show).sorted() +
            functions.filter { it.visibility == Visibility.PUBLIC }.map(::show).sorted()

    private fun show(constructor: KmConstructor) = "    constructor(${constructor.valueParameters.joinToString(transform = ::show)})"

    private fun show(property: KmProperty): String {
        val writable = property.isVar && property.setter?.visibility == Visibility.PUBLIC
        return "    ${if (writable) "var" else "val"} ${property.name}: ${show(property.returnType)}"
    }

    private fun show(function: KmFunction): String {
        val parameters = function.valueParameters.joinToString(transform = ::show)
        val result = show(function.returnType).let { if (it == "kotlin/Unit") "" else ": $it" }
        return "    ${if (function.isSuspend) "suspend " else ""}fun ${function.name}($parameters)$result"
    }

    private fun show(parameter: KmValueParameter) =
        "${parameter.name}: ${show(parameter.type)}${if (parameter.declaresDefaultValue) " = ..." else ""}"

    private fun show(type: KmType): String {
        val name =
            when (val classifier = type.classifier) {
                is KmClassifier.Class -> classifier.name
                is KmClassifier.TypeAlias -> classifier.name
                is KmClassifier.TypeParameter -> "T${classifier.id}"
            }
        val arguments = type.arguments.joinToString { argument -> argument.type?.let(::show) ?: "*" }
        return name + (if (arguments.isEmpty()) "" else "<$arguments>") + (if (type.isNullable) "?" else "")
    }
}
