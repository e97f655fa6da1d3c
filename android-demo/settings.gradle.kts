pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositories {
        google()
        mavenCentral()
    }
    versionCatalogs {
        create("libs") { from(files("../bindings/gradle/libs.versions.toml")) }
    }
}

rootProject.name = "android-demo"

include(":app")

// The library as it lies beside; an app of your own takes it from Maven instead.
includeBuild("../bindings") {
    dependencySubstitution {
        substitute(module("dev.minihost:minihost-android")).using(project(":android"))
    }
}
