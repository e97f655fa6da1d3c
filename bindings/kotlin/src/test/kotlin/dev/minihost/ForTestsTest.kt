package dev.minihost

import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

/** As an app's own tests have it: the jar for tests on the class path, and nothing that says where a library lies. */
class ForTestsTest {
    @Test
    fun theJarIsAllThatIsNeeded() {
        assertNull(System.getProperty("jna.library.path"))
        withHost { host ->
            val session = host.open("todo", OpenOptions(phone))
            assertTrue(Viewer(session).look().isNotEmpty())
            session.close()
        }
    }
}
