import com.vanniktech.maven.publish.AndroidSingleVariantLibrary

plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.android)
    alias(libs.plugins.publish)
}

android {
    namespace = "dev.minihost.android"
    compileSdk = libs.versions.compileSdk.get().toInt()
    ndkVersion = libs.versions.ndk.get()

    defaultConfig {
        minSdk = libs.versions.minSdk.get().toInt()
        consumerProguardFiles("consumer-rules.pro")
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }

    // Filled by `cargo xtask android`, which builds the core for each ABI; Gradle only packages.
    sourceSets["main"].jniLibs.srcDir("build/jniLibs")

    packaging {
        // Stripped by the same command, which keeps the symbols beside them.
        jniLibs.keepDebugSymbols += "**/libminihost_ffi.so"
    }
}

kotlin {
    jvmToolchain(17)
    explicitApi()
}

dependencies {
    api(project(":kotlin"))
    // Its AAR: the classes and a library for each ABI, aligned for pages of 16 KB.
    implementation("${libs.jna.get()}@aar")
}

val checkCore by tasks.registering {
    val folder = layout.projectDirectory.dir("build/jniLibs").asFile
    doLast {
        val missing = listOf("arm64-v8a", "armeabi-v7a", "x86_64").filterNot { File(folder, "$it/libminihost_ffi.so").isFile }
        check(missing.isEmpty()) { "the core is not built for $missing: run `cargo xtask android` first" }
    }
}

tasks.named("preBuild") { dependsOn(checkCore) }

mavenPublishing {
    coordinates(artifactId = "minihost-android")
    configure(AndroidSingleVariantLibrary("release", sourcesJar = true, publishJavadocJar = true))
    pom {
        name = "Minihost for Android"
        description = "Mini programs in any app: one settings row, no permission, no AndroidX"
        licenses {
            license {
                name = "MIT OR Apache-2.0"
                url = "https://spdx.org/licenses/MIT.html"
            }
        }
    }
}
