import com.android.build.gradle.tasks.MergeSourceSetFolders
import org.jetbrains.kotlin.gradle.dsl.ExplicitApiMode
import org.jetbrains.kotlin.gradle.dsl.JvmTarget

// Never run where this project is developed: there is no Android plugin and no NDK. The sources are
// compiled and tested there by Maven (tests/kotlin).

plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.android)
    alias(libs.plugins.dokka)
    `maven-publish`
}

android {
    namespace = "cie.sdk"
    compileSdk = 36
    ndkVersion = "28.2.13676358"

    defaultConfig {
        minSdk = 24
        consumerProguardFiles("consumer-rules.pro")
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }

    testOptions.unitTests.all {
        it.useJUnitPlatform()
        // The library of this machine, with the simulated card.
        it.systemProperty("jna.library.path", rootDir.resolve("../target/gradle/debug/debug").path)
        it.systemProperty("consumer.rules", file("consumer-rules.pro").path)
        it.dependsOn("desktopLibraryDebug")
    }

    publishing {
        singleVariant("release") {
            withSourcesJar()
        }
    }
}

kotlin {
    explicitApi = ExplicitApiMode.Disabled
    compilerOptions.jvmTarget = JvmTarget.JVM_17
}

dependencies {
    implementation("${libs.jna.get()}@aar")
    api(libs.coroutines)

    testImplementation(libs.jna)
    testImplementation(libs.junit)
    testImplementation(libs.robolectric)
    testRuntimeOnly(libs.junit.vintage)
    testRuntimeOnly(libs.junit.launcher)
}

// The library, once for each ABI, by cargo-ndk (https://crates.io/crates/cargo-ndk). Debug variants
// have the simulated card in it, release variants do not.

val repository: File = rootDir.parentFile
val abis = listOf("arm64-v8a", "armeabi-v7a", "x86_64", "x86")

fun cargo(name: String, vararg arguments: String) = tasks.register<Exec>(name) {
    group = "rust"
    workingDir = repository
    environment("ANDROID_NDK_HOME", android.ndkDirectory.path)
    // Android 15 has pages of 16 KB. NDK r28 aligns to them by itself, older ones when told.
    environment("RUSTFLAGS", "-C link-arg=-Wl,-z,max-page-size=16384")
    commandLine("cargo", *arguments)
}

// The simulated card is in debug variants only, so the bindings are generated for each variant from a
// library of this machine that has the same things in it: a binding to what the library lacks ends
// the app when the library is loaded. Tests use the simulated card.

androidComponents {
    beforeVariants(selector().withBuildType("release")) { it.enableUnitTest = false }

    onVariants { variant ->
        val suffix = variant.name.replaceFirstChar(Char::uppercase)
        val simulator = variant.buildType == "debug"

        val libraries = layout.buildDirectory.dir("rust/${variant.name}")
        val features = if (simulator) arrayOf("--features", "simulator") else arrayOf()
        val build = cargo(
            "cargoNdk$suffix",
            "ndk", "--platform", "24",
            *abis.flatMap { listOf("--target", it) }.toTypedArray(),
            "--output-dir", libraries.get().asFile.path,
            "build", "--package", "cie-uniffi", "--lib", "--profile", "mobile", *features,
        )
        build.configure { outputs.dir(libraries) }

        val desktop = "target/gradle/${variant.name}"
        val desktopLibrary = tasks.register<Exec>("desktopLibrary$suffix") {
            group = "rust"
            workingDir = repository
            commandLine(
                "cargo", "build", "--package", "cie-uniffi", "--target-dir", desktop,
                "--features", if (simulator) "simulator,bindgen" else "bindgen",
            )
        }
        val bindings = layout.buildDirectory.dir("generated/uniffi/${variant.name}")
        val generate = tasks.register<Exec>("generateBindings$suffix") {
            group = "rust"
            dependsOn(desktopLibrary)
            workingDir = repository
            outputs.dir(bindings)
            commandLine(
                "$desktop/debug/uniffi-bindgen", "generate", "--no-format", "--language", "kotlin",
                "--out-dir", bindings.get().asFile.path,
                "$desktop/debug/" + System.mapLibraryName("cie_uniffi"),
            )
        }

        variant.sources.jniLibs?.addStaticSourceDirectory(libraries.get().asFile.apply { mkdirs() }.path)
        variant.sources.kotlin?.addStaticSourceDirectory(bindings.get().asFile.apply { mkdirs() }.path)
        afterEvaluate {
            tasks.named("compile${suffix}Kotlin") { dependsOn(generate) }
            tasks.withType<MergeSourceSetFolders>().configureEach {
                if (name.contains("${suffix}JniLib")) dependsOn(build)
            }
        }
    }
}

publishing {
    publications {
        register<MavenPublication>("release") {
            groupId = providers.gradleProperty("cie.group").get()
            artifactId = "cie-sdk"
            version = providers.gradleProperty("cie.version").get()
            afterEvaluate { from(components["release"]) }
            pom {
                name = "CIE SDK"
                description = "PIN and identity of the Italian electronic identity card, over NFC"
                licenses {
                    license {
                        name = "MIT"
                        url = "https://opensource.org/license/mit"
                    }
                    license {
                        name = "Apache-2.0"
                        url = "https://www.apache.org/licenses/LICENSE-2.0"
                    }
                }
            }
        }
    }
    repositories {
        // Where a team keeps its artifacts: -Pcie.repository=URL, with credentials from the
        // properties that Gradle names after it.
        providers.gradleProperty("cie.repository").orNull?.let { address ->
            maven(address) {
                name = "cie"
                credentials(PasswordCredentials::class)
            }
        }
    }
}
