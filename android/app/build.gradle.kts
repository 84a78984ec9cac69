import org.jetbrains.kotlin.gradle.dsl.JvmTarget

// Never run where this project is developed: see sdk/build.gradle.kts.

plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.android)
}

android {
    namespace = "cie.app"
    compileSdk = 36

    defaultConfig {
        applicationId = "cie.app"
        minSdk = 24
        targetSdk = 36
        versionCode = 1
        versionName = "0.1.0"
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
        }
    }

    androidResources {
        localeFilters += listOf("en", "it", "de")
        // A German phone in Italy: the language of one app, in the system's settings.
        generateLocaleConfig = true
    }

    testOptions.unitTests {
        isIncludeAndroidResources = true
        all {
            it.useJUnitPlatform()
            it.systemProperty("jna.library.path", rootDir.resolve("../target/gradle/debug/debug").path)
            it.systemProperty("app.resources", file("src/main/res").path)
            it.systemProperty("screens.folder", rootDir.resolve("../docs/screens/android").path)
            it.dependsOn(":sdk:desktopLibraryDebug")
        }
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}

// Tests use the simulated card, which the debug variant of the SDK alone has.
androidComponents {
    beforeVariants(selector().withBuildType("release")) { it.enableUnitTest = false }
}

kotlin {
    compilerOptions.jvmTarget = JvmTarget.JVM_17
}

dependencies {
    implementation(project(":sdk"))

    testImplementation(libs.jna)
    testImplementation(libs.robolectric)
    testRuntimeOnly(libs.junit.vintage)
    testRuntimeOnly(libs.junit.launcher)
}
