package dev.minihost

import java.io.File
import java.lang.management.ManagementFactory
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** Opening and closing without end, from many threads, and silence afterwards. */
class LifecycleTest {
    private fun heapBytes(): Long {
        repeat(3) {
            System.gc()
            System.runFinalization()
            Thread.sleep(50)
        }
        return ManagementFactory.getMemoryMXBean().heapMemoryUsage.used
    }

    private fun residentBytes(): Long {
        val status = File("/proc/self/status")
        if (!status.exists()) return 0
        return status.readLines().first { it.startsWith("VmRSS") }.filter { it.isDigit() }.toLong() * 1024
    }

    /** Threads of this process, those of the core included. */
    private fun threads(): Int = File("/proc/self/task").list()?.size ?: Thread.activeCount()

    @Test
    fun aThousandProgramsLeaveNothingBehind() = withHost(patienceMs = 1_800_000) { host ->
        val folder = program("Page({ data: { n: 1 } })", "<view>{{n}}</view>")
        host.install(PackageLabel("small"), folder)
        suspend fun cycle(count: Int) {
            repeat(count) {
                val session = host.open("small", OpenOptions(phone))
                session.frameReady.first()
                checkNotNull(session.takeFrame())
                session.close()
                assertEquals(SessionState.Closed, session.state.value)
            }
        }
        // What is loaded once (classes, pages of the store, the allocator's arenas) is loaded in these.
        cycle(100)
        val heap = heapBytes()
        val resident = residentBytes()
        val threads = threads()
        val started = System.nanoTime()
        cycle(500)
        heapBytes()
        val halfway = residentBytes()
        cycle(500)
        val ms = (System.nanoTime() - started) / 1_000_000
        val heapGrowth = heapBytes() - heap
        // What grows with use and then stays (the store's cache, the allocator's pools) grows in the first half.
        val residentGrowth = residentBytes() - halfway
        println(
            "1,000 open/close: $ms ms, heap ${heapGrowth / 1024} KB, threads ${threads() - threads}, " +
                "resident ${(halfway - resident) / 1024} KB in the first half, ${residentGrowth / 1024} KB in the second",
        )
        // Measured: 40 KB of heap, 0.9 MB of resident memory in each half. What a program leaves behind shows as 500 times as much.
        assertTrue("heap grew by $heapGrowth bytes", heapGrowth < 1L shl 20)
        assertTrue("resident memory grew by $residentGrowth bytes in 500 cycles", residentGrowth < 4L shl 20)
        // Those of programs are gone when `close` returns; the JVM may have started one or two of its own.
        assertTrue("${threads()} threads, $threads before", threads() <= threads + 4)
    }

    @Test
    fun manyThreadsAtOnce() = withHost(patienceMs = 900_000) { host ->
        val folder = program("Page({ data: { n: 0 }, onTap() { this.setData({ n: this.data.n + 1 }) } })", "<view bindtap='onTap'>{{n}}</view>")
        host.install(PackageLabel("shared"), folder)
        withContext(Dispatchers.IO) {
            coroutineScope {
                (1..6)
                    .map { worker ->
                        async {
                            repeat(3) { round ->
                                val session = host.open("shared", OpenOptions(phone))
                                val threads =
                                    (1..3).map {
                                        thread {
                                            repeat(15) { step ->
                                                session.touchDown(it, 100f, 100f, step * 40L)
                                                session.touchUp(it, 100f, 100f, step * 40L + 10)
                                                session.scrolled(3, 0, 0f, step.toFloat())
                                                session.problems()
                                                session.back().takeIf { step == 14 && round % 2 == 0 }
                                            }
                                        }
                                    }
                                host.usedRows(Language.EN, 5)
                                if (worker % 2 == 0) session.takeFrame()
                                threads.forEach(Thread::join)
                                session.close()
                            }
                        }
                    }
                    .awaitAll()
            }
        }
        assertEquals(listOf("shared"), host.usedRows(Language.EN, 5).map { it.id })
    }

    @Test
    fun nobodyIsCalledAfterClosing() = runBlocking {
        val calls = AtomicInteger()
        val ports =
            Ports(
                text =
                    object : TextMeasurer {
                        override fun measure(words: List<Word>) = FloatArray(words.size) { 10f }.also { calls.incrementAndGet() }

                        override fun metrics(font: Font) = FontMetrics(10f, 3f, 0f, 5f)
                    },
            )
        val host = MiniHost.create(config(), ports)
        val folder = program("Page({ data: { n: 0 }, onLoad() { setInterval(() => this.setData({ n: this.data.n + 1 }), 1) } })", "<view>{{n}}</view>")
        val sessions = List(4) { host.openPath(folder, OpenOptions(phone)) }
        sessions.forEach { it.frameReady.first() }
        val heard = AtomicInteger()
        val listening = sessions.map { session -> kotlinx.coroutines.GlobalScope.async { session.frameReady.collect { heard.incrementAndGet() } } }
        host.close()
        sessions.forEach { it.closeNow() }
        Thread.sleep(300)
        val after = calls.get() to heard.get()
        Thread.sleep(300)
        assertEquals("calls into the host after it closed", after, calls.get() to heard.get())
        listening.forEach { it.cancel() }
        // Handles that were released take input and give nothing, from any thread.
        val done = CountDownLatch(4)
        sessions.forEach { session ->
            thread {
                session.touchDown(1, 1f, 1f, 1)
                session.back()
                assertEquals(null, session.takeFrame())
                runBlocking { assertEquals(null, session.imageFile(1)) }
                session.closeNow()
                done.countDown()
            }
        }
        done.await()
        sessions.forEach { assertTrue(it.state.value.isOver) }
    }

    @Test
    fun theFolderIsFreeAfterClosing() = runBlocking {
        val config = config()
        for (round in 0 until 9) {
            MiniHost.create(config).use { host ->
                val session = host.open("todo", OpenOptions(phone))
                when (round % 3) {
                    0 -> session.close()
                    // Its thread outlives its handle.
                    1 -> session.closeNow()
                    // Nobody closes it, and the collector has not been here.
                    else -> sessions += session
                }
            }
        }
        sessions.forEach { it.closeNow() }
    }

    private val sessions = ArrayList<ProgramSession>()

    @Test
    fun sessionsThatNobodyClosesAreClosedWithTheHost() = runBlocking {
        val host = MiniHost.create(config())
        val session = host.open("todo", OpenOptions(phone))
        session.frameReady.first()
        host.close()
        assertTrue(session.settle())
        session.closeNow()
    }
}
