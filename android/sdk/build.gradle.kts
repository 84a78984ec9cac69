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
        it.systemProperty("jna.library.path", rootDir.resolve("../target/debug").path)
        it.systemProperty("consumer.rules", file("consumer-rules.pro").path)
        it.dependsOn(desktopLibrary)
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

val desktopLibrary = tasks.register<Exec>("desktopLibrary") {
    group = "rust"
    workingDir = repository
    commandLine("cargo", "build", "--package", "cie-uniffi", "--features", "simulator,bindgen")
}

val bindings: Provider<Directory> = layout.buildDirectory.dir("generated/uniffi/kotlin")

val generateBindings = tasks.register<Exec>("generateBindings") {
    group = "rust"
    dependsOn(desktopLibrary)
    workingDir = repository
    val library = System.mapLibraryName("cie_uniffi")
    outputs.dir(bindings)
    commandLine(
        "target/debug/uniffi-bindgen", "generate", "--no-format", "--language", "kotlin",
        "--out-dir", bindings.get().asFile.path, "target/debug/$library",
    )
}

androidComponents.onVariants { variant ->
    val suffix = variant.name.replaceFirstChar(Char::uppercase)
    val libraries = layout.buildDirectory.dir("rust/${variant.name}")
    val features = if (variant.buildType == "debug") arrayOf("--features", "simulator") else arrayOf()
    val build = cargo(
        "cargoNdk$suffix",
        "ndk", "--platform", "24",
        *abis.flatMap { listOf("--target", it) }.toTypedArray(),
        "--output-dir", libraries.get().asFile.path,
        "build", "--package", "cie-uniffi", "--lib", "--profile", "mobile", *features,
    )
    build.configure { outputs.dir(libraries) }
    variant.sources.jniLibs?.addStaticSourceDirectory(libraries.get().asFile.apply { mkdirs() }.path)
    variant.sources.kotlin?.addStaticSourceDirectory(bindings.get().asFile.apply { mkdirs() }.path)
    afterEvaluate {
        tasks.named("compile${suffix}Kotlin") { dependsOn(generateBindings) }
        tasks.withType<MergeSourceSetFolders>().configureEach {
            if (name.contains("${suffix}JniLib")) dependsOn(build)
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
