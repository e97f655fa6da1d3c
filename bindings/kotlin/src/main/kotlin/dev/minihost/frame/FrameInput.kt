package dev.minihost.frame

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.CharBuffer
import java.nio.charset.CharacterCodingException
import java.nio.charset.CodingErrorAction

/** The buffer is no frame of the version that this reader knows. Nothing of it was used. */
public class FrameFormatException(message: String) : Exception(message)

/** Reads a buffer front to back and never past its end; refuses what the core would not have written. */
internal class FrameInput(bytes: ByteBuffer) {
    private val bytes: ByteBuffer = bytes.slice().order(ByteOrder.LITTLE_ENDIAN)
    private val decoder =
        Charsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
    private var letters = CharBuffer.allocate(256)

    val left: Int get() = bytes.remaining()

    private fun need(count: Int) {
        if (count < 0 || count > bytes.remaining()) {
            throw FrameFormatException("the buffer ends at ${bytes.position()} inside a value")
        }
    }

    fun u8(): Int {
        need(1)
        return bytes.get().toInt() and 0xff
    }

    fun u16(): Int {
        need(2)
        return bytes.getShort().toInt() and 0xffff
    }

    fun u32(): Int {
        need(4)
        return bytes.getInt()
    }

    fun i32(): Int = u32()

    fun u64(): Long {
        need(8)
        return bytes.getLong()
    }

    fun f32(): Float {
        need(4)
        val number = bytes.getFloat()
        if (!number.isFinite()) {
            throw FrameFormatException("the number at ${bytes.position() - 4} is not finite")
        }
        return number
    }

    fun bool(): Boolean =
        when (val tag = u8()) {
            0 -> false
            1 -> true
            else -> noSuchTag("bool", tag)
        }

    fun text(): String {
        val length = count(1)
        if (length == 0) return ""
        val end = bytes.position() + length
        val part = bytes.duplicate()
        part.limit(end)
        // A byte makes one char at most.
        if (letters.capacity() < length) letters = CharBuffer.allocate(length)
        letters.clear()
        decoder.reset()
        try {
            var result = decoder.decode(part, letters, true)
            if (result.isUnderflow) result = decoder.flush(letters)
            if (result.isError) result.throwException()
        } catch (fault: CharacterCodingException) {
            throw FrameFormatException("text at ${bytes.position()} is not UTF-8: ${fault.message}")
        }
        bytes.position(end)
        letters.flip()
        return letters.toString()
    }

    /** A list's count: refused when so many elements of at least [smallest] bytes cannot follow. */
    private fun count(smallest: Int): Int {
        val count = u32()
        if (count < 0 || count.toLong() * smallest > bytes.remaining()) {
            throw FrameFormatException("a list of ${Integer.toUnsignedString(count)} at ${bytes.position() - 4} does not fit")
        }
        return count
    }

    inline fun <T> list(smallest: Int, element: () -> T): List<T> {
        val count = countOf(smallest)
        if (count == 0) return emptyList()
        val found = ArrayList<T>(minOf(count, 1024))
        repeat(count) { found.add(element()) }
        return found
    }

    fun countOf(smallest: Int): Int = count(smallest)

    inline fun <T : Any> optional(value: () -> T): T? = if (bool()) value() else null

    fun noSuchTag(kind: String, tag: Int): Nothing =
        throw FrameFormatException("$kind has no number $tag (at ${bytes.position() - 1})")
}
