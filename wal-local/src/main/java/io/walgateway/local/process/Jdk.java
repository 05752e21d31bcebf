package io.walgateway.local.process;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A Java installation.
 *
 * @param home    its folder
 * @param feature the first number of its version, such as 17
 */
public record Jdk(Path home, int feature) {

    public Jdk {
        if (feature < 1) {
            throw new IllegalArgumentException("feature: %d (expected: >= 1)".formatted(feature));
        }
    }

    /** The JDK that runs this program. */
    public static Jdk running() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /**
     * Finds a JDK whose feature version is in the range: {@code JAVA_HOME}, then {@code JAVA<lowest>_HOME}, then the
     * one that runs this program, then those where Linux, macOS and SDKMAN install them, newest first.
     */
    public static Optional<Jdk> find(int featureMin, int featureMax) {
        List<Path> folders = List.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/Library/Java/JavaVirtualMachines"),
                Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"));
        return new Search(System.getenv(), running(), folders).find(featureMin, featureMax);
    }

    /** The JDK in this folder; empty if there is none. */
    static Optional<Jdk> at(Path home) {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException | IllegalArgumentException noJava) {
            return Optional.empty();
        }
        if (!Files.isExecutable(home.resolve("bin").resolve("java"))) {
            return Optional.empty();
        }
        return featureOf(release.getProperty("JAVA_VERSION", "")).map(feature -> new Jdk(home, feature));
    }

    /** Its {@code java} program. */
    public Path java() {
        return home.resolve("bin").resolve("java");
    }

    private static Optional<Integer> featureOf(String quotedVersion) {
        try {
            // Before 9, the second number is the feature version: 1.8.0_412.
            String version = quotedVersion.replace("\"", "").replace('_', '.').replaceFirst("^1\\.", "");
            return Optional.of(Runtime.Version.parse(version.split("\\.", 2)[0]).feature());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The places to search. */
    record Search(Map<String, String> environment, Jdk running, List<Path> folders) {

        Optional<Jdk> find(int featureMin, int featureMax) {
            Stream<Jdk> named = Stream.of("JAVA_HOME", "JAVA" + featureMin + "_HOME")
                    .map(name -> environment.getOrDefault(name, ""))
                    .filter(home -> !home.isBlank())
                    .flatMap(home -> at(Path.of(home)).stream());
            Stream<Jdk> installed = folders.stream()
                    .flatMap(Search::homesIn)
                    .flatMap(home -> at(home).stream())
                    .sorted(Comparator.comparingInt(Jdk::feature).reversed());
            return Stream.of(named, Stream.of(running), installed)
                    .flatMap(found -> found)
                    .filter(jdk -> featureMin <= jdk.feature && jdk.feature <= featureMax)
                    .findFirst();
        }

        private static Stream<Path> homesIn(Path folder) {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries
                        .sorted()
                        .flatMap(entry ->
                                Stream.of(entry, entry.resolve("Contents").resolve("Home")))
                        .toList()
                        .stream();
            } catch (IOException notThere) {
                return Stream.empty();
            }
        }
    }
}
