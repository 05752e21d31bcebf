package io.walgateway.core.access;

import io.walgateway.core.text.Reasons;
import io.walgateway.core.tls.FileChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made from files, and made again when one of them has changed, which is checked once a second at most.
 * If no value can be made from the changed files, the previous value stays. Safe for any number of threads.
 */
public final class FileValue<T> {
    static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private final Source<T> source;
    private final Predicate<T> usable;
    private final Consumer<T> replaced;
    private final InstantSource clock;
    private final FileChanges changes;
    private @Nullable Made<T> made;

    /** Makes the value. */
    @FunctionalInterface
    public interface Making<T> {
        T make() throws IOException, GeneralSecurityException;
    }

    /**
     * Where the value comes from.
     *
     * @param files none: the value is made once
     */
    public record Source<T>(List<Path> files, Making<T> making) {
        public Source {
            files = List.copyOf(files);
        }
    }

    private record Made<T>(T value, List<Stamp> stamps, Instant lookedAt) {}

    /** Tells one version of a file from another, also when a link leads to another file. */
    private record Stamp(
            FileTime modified, long bytes, @Nullable Object key) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    /**
     * Reads no file yet.
     *
     * @param usable   false: the value is made again at once
     * @param replaced receives each value that another one has replaced
     */
    public FileValue(
            Source<T> source, Predicate<T> usable, Consumer<T> replaced, InstantSource clock, FileChanges changes) {
        this.source = source;
        this.usable = usable;
        this.replaced = replaced;
        this.clock = clock;
        this.changes = changes;
    }

    /**
     * The value at present.
     *
     * @throws AccessException while there is none, because the files cannot be read
     */
    public synchronized T get() throws AccessException {
        Made<T> before = made;
        Instant now = clock.instant();
        if (before != null && usable.test(before.value()) && (source.files().isEmpty() || isFresh(before, now))) {
            return before.value();
        }
        try {
            return before == null ? first(now) : again(before, now);
        } catch (IOException | GeneralSecurityException e) {
            throw new AccessException(Reasons.of(e), e);
        }
    }

    /** The last value, to be closed; empty: none was made. */
    public synchronized Optional<T> last() {
        Made<T> last = made;
        return last == null ? Optional.empty() : Optional.of(last.value());
    }

    private static boolean isFresh(Made<?> before, Instant now) {
        Duration age = Duration.between(before.lookedAt(), now);
        return !age.isNegative() && age.compareTo(LOOK_INTERVAL) < 0;
    }

    private T first(Instant now) throws IOException, GeneralSecurityException {
        List<Stamp> stamps = stamps();
        T value = source.making().make();
        made = new Made<>(value, stamps, now);
        return value;
    }

    private T again(Made<T> before, Instant now) {
        List<Stamp> stamps = before.stamps();
        T value = before.value();
        try {
            stamps = stamps();
            boolean isChanged = !stamps.equals(before.stamps());
            if (isChanged || !usable.test(value)) {
                value = source.making().make();
                replaced.accept(before.value());
            }
            if (isChanged) {
                changes.readAgain(source.files());
            }
        } catch (IOException | GeneralSecurityException e) {
            changes.kept(source.files(), Reasons.of(e));
        }
        made = new Made<>(value, stamps, now);
        return value;
    }

    private List<Stamp> stamps() throws IOException {
        List<Stamp> stamps = new ArrayList<>();
        for (Path file : source.files()) {
            stamps.add(Stamp.of(file));
        }
        return stamps;
    }
}
