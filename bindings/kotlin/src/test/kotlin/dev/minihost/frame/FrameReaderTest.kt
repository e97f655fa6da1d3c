package dev.minihost.frame

import dev.minihost.OpenOptions
import dev.minihost.bridge.CoreHost
import dev.minihost.config
import dev.minihost.Ports
import dev.minihost.ProgramSession
import dev.minihost.phone
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.util.Random
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** The reader against real frames, and against rubbish made of them. */
class FrameReaderTest {
    private fun realFrames(): List<ByteArray> {
        val host = CoreHost(config(), Ports(), CoroutineScope(Dispatchers.Default)) {}
        try {
            return listOf("todo", "shop", "gallery").map { id ->
                val session = host.open(id, OpenOptions(phone), ProgramSession.Listener({}, {}))
                assertTrue(session.settle(20_000))
                checkNotNull(session.takeFrame { frame -> ByteArray(frame.remaining()).also(frame::get) }).also { session.release() }
            }
        } finally {
            host.close()
        }
    }

    @Test
    fun realFramesAreRead() {
        for (bytes in realFrames()) {
            val frame = FrameReader.read(bytes)
            assertEquals(Size(375f, 812f), frame.size)
            assertEquals(0L, frame.base)
            assertTrue(frame.layers.isNotEmpty() && frame.layers.all { it.content != null })
            val applied = FrameState().apply(frame)
            assertEquals(frame.layers.map { it.id }.toSet(), applied.changed)
            // A direct buffer in the middle of a larger one reads the same.
            val direct = ByteBuffer.allocateDirect(bytes.size + 20)
            direct.position(7)
            direct.put(bytes)
            direct.limit(7 + bytes.size).position(7)
            assertEquals(frame, FrameReader.read(direct))
        }
    }

    /** Whatever the bytes, the reader gives a frame or says no, soon and in little memory; it never reads past the end. */
    @Test
    fun rubbishIsRefused() {
        val random = Random(20)
        var refused = 0
        var read = 0
        fun feed(bytes: ByteArray) {
            try {
                FrameReader.read(bytes)
                read++
            } catch (expected: FrameFormatException) {
                refused++
            }
        }
        for (frame in realFrames()) {
            // Every prefix, once with the length it says and once with its own.
            for (end in 0 until minOf(frame.size, 3000)) {
                feed(frame.copyOf(end))
                if (end >= 16) feed(frame.copyOf(end).withLength())
            }
            // Bytes turned, runs overwritten by what likes to be misread, tails cut and grown.
            repeat(20_000) {
                val bytes = frame.clone()
                repeat(1 + random.nextInt(4)) {
                    val at = random.nextInt(bytes.size)
                    when (random.nextInt(4)) {
                        0 -> bytes[at] = random.nextInt().toByte()
                        1 -> bytes[at] = (bytes[at].toInt() xor (1 shl random.nextInt(8))).toByte()
                        2 -> for (i in at until minOf(at + 4, bytes.size)) bytes[i] = -1
                        else -> for (i in at until minOf(at + 8, bytes.size)) bytes[i] = 0
                    }
                }
                feed(bytes)
                if (it % 4 == 0) feed((bytes.copyOf(16 + random.nextInt(bytes.size - 16))).withLength())
            }
        }
        repeat(20_000) {
            val bytes = ByteArray(random.nextInt(400)).also(random::nextBytes)
            feed(bytes)
            if (bytes.size >= 16) feed(bytes.withHeader())
        }
        assertTrue("$refused refused, $read read", refused > 60_000 && read > 100)
    }

    /** A count that promises more than the bytes can hold buys no memory. */
    @Test
    fun aHostileCountIsRefusedBeforeItIsBelieved() {
        val bytes = ByteArray(64).withHeader()
        // number, base, size, scale, background, then the list of layers.
        val layers = 16 + 8 + 8 + 8 + 4 + 4
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(layers, Int.MAX_VALUE)
        val before = Runtime.getRuntime().let { it.totalMemory() - it.freeMemory() }
        repeat(1000) { assertThrows(FrameFormatException::class.java) { FrameReader.read(bytes) } }
        val after = Runtime.getRuntime().let { it.totalMemory() - it.freeMemory() }
        assertTrue("${after - before} bytes", after - before < 64L shl 20)
    }

    @Test
    fun framesAreAppliedInOrder() {
        val bytes = realFrames().first()
        val frame = FrameReader.read(bytes)
        val state = FrameState()
        assertThrows(FrameOrderException::class.java) { state.apply(frame.copy(base = 41)) }
        state.apply(frame)
        val next = frame.copy(number = frame.number + 1, base = frame.number, layers = frame.layers.map { it.copy(content = null) }, accessible = null)
        val applied = state.apply(next)
        assertTrue(applied.changed.isEmpty() && applied.removed.isEmpty())
        assertEquals(frame.layers, state.layers)
        assertThrows(FrameOrderException::class.java) { state.apply(next) }
        val gone = next.copy(number = next.number + 1, base = next.number, layers = next.layers.dropLast(1))
        assertEquals(setOf(frame.layers.last().id), state.apply(gone).removed)
    }

    private fun ByteArray.withLength(): ByteArray = also { ByteBuffer.wrap(it).order(ByteOrder.LITTLE_ENDIAN).putLong(8, size.toLong()) }

    private fun ByteArray.withHeader(): ByteArray =
        withLength().also {
            ByteBuffer.wrap(it).order(ByteOrder.LITTLE_ENDIAN).putInt(0, FRAME_MAGIC).putShort(4, FRAME_VERSION.toShort()).putShort(6, 0)
        }
}
