plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.android)
}

android {
    namespace = "dev.minihost.demo"
    compileSdk = libs.versions.compileSdk.get().toInt()

    defaultConfig {
        applicationId = "dev.minihost.demo"
        minSdk = libs.versions.minSdk.get().toInt()
        targetSdk = libs.versions.targetSdk.get().toInt()
        versionCode = 1
        versionName = "1.0.0"
    }

    // The same app twice: nothing of the SDK differs between hosts.
    flavorDimensions += "host"
    productFlavors {
        create("video") { dimension = "host" }
        create("news") {
            dimension = "host"
            applicationIdSuffix = ".news"
        }
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
            signingConfig = signingConfigs.getByName("debug")
        }
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }

    sourceSets["main"].assets.srcDir(layout.buildDirectory.dir("programs"))
}

kotlin {
    jvmToolchain(17)
}

dependencies {
    implementation("dev.minihost:minihost-android:0.1.0")
}

// The sample programs of this repository, as assets.
val programs by tasks.registering(Sync::class) {
    from("../../tests/programs") {
        include("catalog.json", "icons/*.png", "todo/**", "shop/**", "news/**", "gallery/**", "ride/**")
    }
    into(layout.buildDirectory.dir("programs/programs"))
}

tasks.named("preBuild") { dependsOn(programs) }
