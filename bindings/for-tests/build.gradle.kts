plugins {
    `java-library`
    alias(libs.plugins.publish)
}

// Filled by `cargo xtask android for-tests` with the desktop's library, which JNA finds on the class path.
sourceSets["main"].resources.srcDir("build/library")

mavenPublishing {
    coordinates(artifactId = "minihost-for-tests")
    pom {
        name = "Minihost for tests"
        description = "The core for a desktop, so that an app's own unit tests can run mini programs"
        licenses {
            license {
                name = "MIT OR Apache-2.0"
                url = "https://spdx.org/licenses/MIT.html"
            }
        }
    }
}
