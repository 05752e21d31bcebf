package io.walgateway.it.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the project, as they lie in the checkout that is tested.
 *
 * @param root its top folder
 */
public record Checkout(Path root) {
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".wal");
    /** A package may be called like a folder that is built. */
    private static final Path SOURCES = Path.of("src");

    /** The one in which the tests run: the folder above that has the documents. */
    public static Checkout here() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("INVARIANTS.md"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("Expected INVARIANTS.md in a folder above "
                        + Path.of("").toAbsolutePath() + ", but found none");
            }
            folder = parent;
        }
        return new Checkout(folder);
    }

    List<Markdown> documents() {
        return files(path -> path.toString().endsWith(".md")).stream()
                .map(Markdown::read)
                .toList();
    }

    Markdown document(String path) {
        return Markdown.read(root.resolve(path));
    }

    String text(String path) {
        return read(root.resolve(path));
    }

    /** All files, by their paths from the top, but for what is built. */
    public List<Path> files(Predicate<Path> wanted) {
        try (Stream<Path> all = Files.find(
                root,
                Integer.MAX_VALUE,
                (path, attributes) -> attributes.isRegularFile() && isOurs(root.relativize(path)))) {
            return all.filter(path -> wanted.test(root.relativize(path)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path relative) {
        for (Path part : folders(relative)) {
            if (part.equals(SOURCES)) {
                return true;
            }
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private static Iterable<Path> folders(Path relative) {
        @Nullable Path parent = relative.getParent();
        return parent == null ? List.of() : parent;
    }
}
