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
    explicitApi()
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

/**
 * A command that makes the files of a folder. It always runs: Cargo knows by itself what is to be made
 * anew, and Gradle does not.
 */
abstract class Makes : Exec() {
    @get:OutputDirectory
    abstract val folder: DirectoryProperty

    init {
        group = "rust"
        outputs.upToDateWhen { false }
    }
}

// The simulated card is in debug variants only, so the bindings are generated for each variant from a
// library of this machine that has the same things in it: a binding to what the library lacks ends
// the app when the library is loaded. Tests use the simulated card.

androidComponents {
    beforeVariants(selector().withBuildType("release")) { it.enableUnitTest = false }

    onVariants { variant ->
        val suffix = variant.name.replaceFirstChar(Char::uppercase)
        val simulator = variant.buildType == "debug"

        val features = if (simulator) listOf("--features", "simulator") else emptyList<String>()
        val libraries = layout.buildDirectory.dir("rust/${variant.name}")
        val build = tasks.register<Makes>("cargoNdk$suffix") {
            workingDir = repository
            folder.convention(libraries)
            environment("ANDROID_NDK_HOME", android.ndkDirectory.path)
            // That the library is aligned to pages of 16 KB, which Android 15 has, is said in
            // uniffi/build.rs, for every way to build it.
            executable = "cargo"
            argumentProviders.add(
                CommandLineArgumentProvider {
                    listOf("ndk", "--platform", "24") +
                        abis.flatMap { listOf("--target", it) } +
                        listOf("--output-dir", folder.get().asFile.path) +
                        listOf("build", "--package", "cie-uniffi", "--lib", "--profile", "mobile") +
                        features
                },
            )
        }

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
        val generate = tasks.register<Makes>("generateBindings$suffix") {
            dependsOn(desktopLibrary)
            workingDir = repository
            folder.convention(bindings)
            executable = repository.resolve("$desktop/debug/uniffi-bindgen").path
            argumentProviders.add(
                CommandLineArgumentProvider {
                    listOf("generate", "--no-format", "--language", "kotlin") +
                        listOf("--out-dir", folder.get().asFile.path) +
                        "$desktop/debug/${System.mapLibraryName("cie_uniffi")}"
                },
            )
        }

        // The plugin strips what goes into the AAR. This is what its crash reports are read with.
        if (!simulator) {
            tasks.register<Zip>("nativeDebugSymbols") {
                group = "rust"
                from(build.flatMap { it.folder })
                archiveBaseName = "cie-sdk"
                archiveVersion = providers.gradleProperty("cie.version")
                archiveClassifier = "native-debug-symbols"
                destinationDirectory = layout.buildDirectory.dir("outputs/native-debug-symbols")
            }
        }

        // With the task, so that everything that reads the folder waits for it, the jar of sources
        // included. The plugin may put the folder elsewhere, so the commands ask the task for it. Kotlin
        // is read from the folders of `java` too; those of `kotlin` may not be before version 9.
        variant.sources.jniLibs?.addGeneratedSourceDirectory(build, Makes::folder)
        variant.sources.java?.addGeneratedSourceDirectory(generate, Makes::folder)
    }
}

publishing {
    publications {
        register<MavenPublication>("release") {
            groupId = providers.gradleProperty("cie.group").get()
            artifactId = "cie-sdk"
            version = providers.gradleProperty("cie.version").get()
            afterEvaluate {
                from(components["release"])
                artifact(tasks.named("nativeDebugSymbols"))
            }
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
