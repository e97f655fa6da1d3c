plugins {
    alias(libs.plugins.kotlin.jvm)
    alias(libs.plugins.publish)
}

kotlin {
    jvmToolchain(17)
    explicitApi()
}

dependencies {
    api(libs.coroutines)
    // Which JNA is the app's business: the jar on a desktop, the AAR with its libraries on Android.
    compileOnly(libs.jna)
}

mavenPublishing {
    coordinates(artifactId = "minihost-kotlin")
    pom {
        name = "Minihost for the JVM"
        description = "Wrapper and presenters that platform screens stand on; imports nothing of Android"
        licenses {
            license {
                name = "MIT OR Apache-2.0"
                url = "https://spdx.org/licenses/MIT.html"
            }
        }
    }
}
