package io.walgateway.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jars of one component, as its Maven module under {@code wal-local/components} resolved them. That folder is named
 * by the system property {@code wal.components} or the environment variable {@code WAL_COMPONENTS}, or is found in the
 * working directory or one above it.
 */
public record ComponentClasspath(List<Path> jars) {

    public ComponentClasspath {
        jars = List.copyOf(jars);
    }

    public static ComponentClasspath of(String component) {
        Path folder = folder(
                        System.getProperties(), System.getenv(), Path.of("").toAbsolutePath())
                .orElseThrow(() -> new ComponentStartException(
                        "no folder wal-local/components here or above %s (expected: it, or its path in -Dwal.components or WAL_COMPONENTS)"
                                .formatted(Path.of("").toAbsolutePath())));
        return read(folder, component);
    }

    static Optional<Path> folder(Properties properties, Map<String, String> environment, Path workingDirectory) {
        return Stream.of(properties.getProperty("wal.components"), environment.get("WAL_COMPONENTS"))
                .filter(named -> named != null && !named.isBlank())
                .map(Path::of)
                .findFirst()
                .or(() -> Stream.iterate(workingDirectory, above -> above != null, Path::getParent)
                        .map(above -> above.resolve("wal-local").resolve("components"))
                        .filter(Files::isDirectory)
                        .findFirst());
    }

    static ComponentClasspath read(Path folder, String component) {
        Path file = folder.resolve(component).resolve("target").resolve("classpath");
        if (!Files.isRegularFile(file)) {
            throw unresolved(component, file, "is not there");
        }
        try {
            List<Path> jars = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                    .splitAsStream(Files.readString(file).strip())
                    .filter(jar -> !jar.isEmpty())
                    .map(Path::of)
                    .toList();
            jars.stream().filter(jar -> !Files.isReadable(jar)).findFirst().ifPresent(gone -> {
                throw unresolved(component, file, "names " + gone + ", which is not there");
            });
            return new ComponentClasspath(jars);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }

    /** The one jar whose file name starts with the prefix. */
    public Path jar(String namePrefix) {
        return jars.stream()
                .filter(jar -> jar.getFileName().toString().startsWith(namePrefix))
                .findFirst()
                .orElseThrow(() ->
                        new ComponentStartException("class path %s (expected: a jar %s*)".formatted(jars, namePrefix)));
    }

    /** The class path as an environment variable of the JVM, which keeps it out of the command line. */
    public Map<String, String> asEnvironment() {
        return Map.of("CLASSPATH", jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }

    private static ComponentStartException unresolved(String component, Path file, String problem) {
        return new ComponentStartException(
                "%s: the class path %s %s; run: mvn -f wal-local/components/%s/pom.xml generate-resources"
                        .formatted(component, file, problem, component));
    }
}
