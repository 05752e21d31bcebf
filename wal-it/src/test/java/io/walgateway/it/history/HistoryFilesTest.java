package io.walgateway.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.it.history.HistoryEvent.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFilesTest {
    @TempDir
    Path directory;

    private final List<HistoryEvent> events = HistoryBuilder.ordered("t")
            .revised(1, "t")
            .answered(Answer.UNKNOWN, "a1")
            .delayed("a2", 5)
            .appendedUnder(1, "a2")
            .delivered("t", "a2")
            .deliveredAt("t", "elsewhere", 9, "a2")
            .deadLettered("t", "a1")
            .events();

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        write("one", events);

        assertThat(HistoryFiles.readAll(directory)).isEqualTo(events);
    }

    @Test
    void shouldReadAllFilesOfADirectory() throws IOException {
        write("one", events.subList(0, 3));
        write("two", events.subList(3, events.size()));
        Files.writeString(directory.resolve("server.log"), "not a history");

        assertThat(HistoryFiles.readAll(directory)).isEqualTo(events);
    }

    @Test
    void shouldPassOverWhatAKilledWriterLeftAndGoOnBehindIt() throws IOException {
        Path file = write("one", events.subList(0, 2));
        Files.writeString(file, "{\"event\":\"deliv", StandardOpenOption.APPEND);
        assertThat(HistoryFiles.read(file)).isEqualTo(events.subList(0, 2));

        write("one", events.subList(2, events.size()));
        assertThat(HistoryFiles.read(file)).isEqualTo(events);
    }

    @Test
    void shouldRefuseALineThatIsNoEvent() throws IOException {
        Path file = write("one", events);
        Files.writeString(file, "{\"event\":\"exploded\"}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> HistoryFiles.read(file))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining(file + ":" + (events.size() + 1));
    }

    @Test
    void shouldTellTheVerdictByTheExitValue() throws IOException {
        assertThat(CheckHistory.run()).isEqualTo(2);
        assertThat(CheckHistory.run(directory.toString())).isEqualTo(2);

        write("one", HistoryBuilder.ordered("t").answered(Answer.TRUE, "a1").events());
        assertThat(CheckHistory.run(directory.toString())).isEqualTo(1);

        write("two", HistoryBuilder.ordered("t").delivered("t", "a1").events());
        assertThat(CheckHistory.run(directory.toString())).isZero();
    }

    @Test
    void shouldJudgeEachDirectoryByItself() throws IOException {
        write(
                Files.createDirectory(directory.resolve("good")),
                HistoryBuilder.unordered("t").events());
        assertThat(CheckHistory.run(directory.toString())).isZero();

        write(
                Files.createDirectory(directory.resolve("bad")),
                HistoryBuilder.ordered("u").answered(Answer.TRUE, "a1").events());
        assertThat(HistoryFiles.histories(directory))
                .containsExactly(directory.resolve("bad"), directory.resolve("good"));
        assertThat(CheckHistory.run(directory.toString())).isEqualTo(1);
    }

    private static void write(Path folder, List<HistoryEvent> some) throws IOException {
        try (HistoryWriter writer = HistoryWriter.append(folder.resolve("one" + HistoryFiles.SUFFIX))) {
            some.forEach(writer::record);
        }
    }

    private Path write(String name, List<HistoryEvent> some) throws IOException {
        Path file = directory.resolve(name + HistoryFiles.SUFFIX);
        try (HistoryWriter writer = HistoryWriter.append(file)) {
            some.forEach(writer::record);
        }
        return file;
    }
}
