package dev.minihost.android

import android.app.Activity
import android.app.Application
import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.Looper
import android.os.SystemClock
import android.view.MotionEvent
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import dev.minihost.PackageLabel
import dev.minihost.android.program.MiniProgramView
import dev.minihost.android.program.ProgramActivity
import java.io.File
import java.nio.file.Files
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.runBlocking
import org.junit.Assert.fail
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController

internal val checkout = File(System.getProperty("minihost.checkout")).canonicalFile

/** How long a test waits for a program, in seconds. */
private const val PATIENCE = 120L

internal val app: Application get() = RuntimeEnvironment.getApplication()

/** Turns the main thread, which tests drive, until something holds. */
internal fun until(what: String, holds: () -> Boolean) {
    val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE)
    while (true) {
        shadowOf(Looper.getMainLooper()).idleFor(16, TimeUnit.MILLISECONDS)
        if (holds()) return
        if (System.nanoTime() > end) fail("waited $PATIENCE s for: $what")
        Thread.sleep(4)
    }
}

internal fun turn(ms: Long = 32) = shadowOf(Looper.getMainLooper()).idleFor(ms, TimeUnit.MILLISECONDS)

/** Starts the activity that another one asked for. */
internal inline fun <reified A : Activity> started(): ActivityController<A> {
    var intent: Intent? = null
    until("an intent for ${A::class.java.simpleName}") {
        intent = intent ?: shadowOf(app).nextStartedActivity
        intent != null
    }
    val found = checkNotNull(intent)
    check(found.component?.className == A::class.java.name) { "started ${found.component}, not ${A::class.java.name}" }
    return launch(found)
}

internal inline fun <reified A : Activity> launch(intent: Intent): ActivityController<A> =
    Robolectric.buildActivity(A::class.java, intent).setup()

/** All views below one, itself included. */
internal fun View.all(): Sequence<View> =
    sequence {
        yield(this@all)
        if (this@all is ViewGroup) for (index in 0 until childCount) yieldAll(getChildAt(index).all())
    }

internal fun Activity.texts(): List<String> =
    window.decorView.all().filter { it.isShown }.filterIsInstance<TextView>().map { it.text.toString() }.filter { it.isNotEmpty() }.toList()

internal fun Activity.shows(text: String) = texts().any { text in it }

/** What a person sees: the window as a bitmap. */
internal fun Activity.picture(): Bitmap = window.decorView.picture()

internal fun View.picture(): Bitmap {
    val bitmap = Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888)
    draw(Canvas(bitmap))
    return bitmap
}

internal fun Bitmap.save(file: File) {
    file.parentFile.mkdirs()
    file.outputStream().use { compress(Bitmap.CompressFormat.PNG, 100, it) }
}

/** A program's screen at rest: its thread idle, its last frame applied, its pictures there. */
internal fun MiniProgramView.rest() {
    until("the program's first frame") {
        val words = findViewById<TextView>(R.id.minihost_stopped_text)
        if (words.isShown) fail("the program does not run: ${words.text}")
        page.visibility == View.VISIBLE && page.tree.number > 0
    }
    var calm = 0
    until("the program at rest") {
        val number = page.tree.number
        runBlocking { session?.settle(2_000) }
        turn(64)
        // A page that moves by itself (a swiper, a countdown) is at rest between two of its steps.
        calm = if (page.isLoading) 0 else if (page.tree.number == number) calm + 1 else calm
        calm >= 3
    }
}

/** Puts a finger down and up again; lengths are logical pixels of the page. */
internal fun MiniProgramView.tap(x: Float, y: Float) {
    val density = resources.displayMetrics.density
    val now = SystemClock.uptimeMillis()
    for ((action, at) in listOf(MotionEvent.ACTION_DOWN to now, MotionEvent.ACTION_UP to now + 40)) {
        val event = MotionEvent.obtain(now, at, action, x * density, y * density, 0)
        page.dispatchTouchEvent(event)
        event.recycle()
    }
    turn()
}

/** Drags a finger in steps and lets go. */
internal fun MiniProgramView.drag(fromX: Float, fromY: Float, toX: Float, toY: Float, steps: Int = 10) {
    val density = resources.displayMetrics.density
    val start = SystemClock.uptimeMillis()
    fun send(action: Int, part: Float, at: Long) {
        val x = fromX + (toX - fromX) * part
        val y = fromY + (toY - fromY) * part
        val event = MotionEvent.obtain(start, at, action, x * density, y * density, 0)
        page.dispatchTouchEvent(event)
        event.recycle()
    }
    send(MotionEvent.ACTION_DOWN, 0f, start)
    for (step in 1..steps) {
        turn(16)
        send(MotionEvent.ACTION_MOVE, step / steps.toFloat(), start + step * 16L)
    }
    send(MotionEvent.ACTION_UP, 1f, start + steps * 16L + 200)
    turn()
}

internal val ActivityController<ProgramActivity>.program: MiniProgramView get() = get().view

/** Where a thing with this label lies, in logical pixels; the middle. */
internal fun MiniProgramView.find(label: String): Pair<Float, Float>? {
    val thing = page.tree.accessible.firstOrNull { label in it.label } ?: return null
    val node = page.tree.node(thing.layer) ?: return null
    val point =
        floatArrayOf(
            thing.rect.x + thing.rect.width / 2 - node.scrollX, thing.rect.y + thing.rect.height / 2 - node.scrollY,
        )
    node.toScreen().mapPoints(point)
    return point[0] to point[1]
}

/** Installs a program of one page, made of these. */
internal fun install(id: String, script: String, template: String, files: Map<String, ByteArray> = emptyMap()) {
    val folder = programFolder(script, template, files)
    runBlocking { MiniPrograms.host().install(PackageLabel(id), folder.path) }
}

/** A folder with a program of one page. */
internal fun programFolder(script: String, template: String, files: Map<String, ByteArray> = emptyMap()): File {
    val folder = Files.createTempDirectory("program").toFile()
    fun write(path: String, bytes: ByteArray) = File(folder, path).also { it.parentFile.mkdirs() }.writeBytes(bytes)
    write("app.json", """{"pages":["pages/index/index"]}""".toByteArray())
    write("app.js", "App({})\n".toByteArray())
    write("project.config.json", "{}\n".toByteArray())
    write("pages/index/index.json", "{}\n".toByteArray())
    write("pages/index/index.js", script.toByteArray())
    write("pages/index/index.wxml", template.toByteArray())
    files.forEach(::write)
    return folder
}
