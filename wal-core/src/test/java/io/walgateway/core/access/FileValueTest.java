package io.walgateway.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.tls.FileChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileValueTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource clock = () -> now.get();
    private final AtomicBoolean usable = new AtomicBoolean(true);
    private final List<String> replaced = new ArrayList<>();
    private final List<String> noted = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void shouldReadAgainWhatHasChangedAndHandOverWhatItReplaces() throws IOException, AccessException {
        Path file = Files.writeString(directory.resolve("secret"), "one");
        FileValue<String> value = value(file);
        assertThat(value.get()).isEqualTo("one");
        Files.writeString(file, "second");
        assertThat(value.get()).as("within a second").isEqualTo("one");
        advance();
        assertThat(value.get()).isEqualTo("second");
        advance();
        assertThat(value.get()).isEqualTo("second");
        assertThat(replaced).containsExactly("one");
    }

    @Test
    void shouldReadAgainWhereALinkLeadsElsewhere() throws IOException, AccessException {
        Path one = Files.writeString(directory.resolve("1"), "one");
        Path two = Files.writeString(directory.resolve("2"), "two");
        Files.setLastModifiedTime(two, Files.getLastModifiedTime(one));
        Path link = Files.createSymbolicLink(directory.resolve("link"), one);
        FileValue<String> value = value(link);
        assertThat(value.get()).isEqualTo("one");
        Files.delete(link);
        Files.createSymbolicLink(link, two);
        advance();
        assertThat(value.get()).isEqualTo("two");
    }

    @Test
    void shouldGoOnWithWhatItHasWhereTheNewOneIsNoValue() throws IOException, AccessException {
        Path file = Files.writeString(directory.resolve("secret"), "one");
        FileValue<String> value = value(file);
        assertThat(value.get()).isEqualTo("one");
        Files.writeString(file, "");
        advance();
        assertThat(value.get()).isEqualTo("one");
        assertThat(noted).containsExactly("kept: " + file + " is empty (expected: a secret)");
        Files.writeString(file, "three");
        advance();
        assertThat(value.get()).isEqualTo("three");
    }

    @Test
    void shouldSayWhyThereIsNoneYet() throws IOException, AccessException {
        Path file = directory.resolve("secret");
        FileValue<String> value = value(file);
        assertThatThrownBy(value::get).isInstanceOf(AccessException.class).hasMessage(file + " does not exist");
        Files.writeString(file, "one");
        assertThat(value.get()).isEqualTo("one");
    }

    @Test
    void shouldMakeAnotherAtOnceWhereTheLastOneIsOfNoUse() throws IOException, AccessException {
        FileValue<String> value = value(Files.writeString(directory.resolve("secret"), "one"));
        assertThat(value.get()).isEqualTo("one");
        usable.set(false);
        assertThat(value.get()).isEqualTo("one");
        assertThat(replaced).containsExactly("one");
    }

    private FileValue<String> value(Path file) {
        return new FileValue<>(
                new FileValue.Source<>(List.of(file), () -> FileSecret.read(file)),
                _ -> usable.get(),
                replaced::add,
                clock,
                new FileChanges() {
                    @Override
                    public void readAgain(List<Path> files) {
                        noted.add("read again");
                    }

                    @Override
                    public void kept(List<Path> files, String why) {
                        noted.add("kept: " + why);
                    }
                });
    }

    private void advance() {
        now.updateAndGet(before -> before.plus(FileValue.LOOK_INTERVAL));
    }
}
