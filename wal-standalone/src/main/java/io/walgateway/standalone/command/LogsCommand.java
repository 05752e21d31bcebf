package io.walgateway.standalone.command;

import io.walgateway.cli.option.DataOption;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.standalone.console.Console;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.part.LogTail;
import io.walgateway.standalone.part.PartName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the end of a part's log, also of a part that has died. */
@Command(name = "logs", description = "Show the end of a part's log, also when the part or the whole stack has ended.")
public final class LogsCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int PIECE_BYTES = 64 * 1024;
    private static final String SUPERVISOR = "supervisor";

    private final Console console;

    @Parameters(
            paramLabel = "PART",
            arity = "0..1",
            description =
                    "As in status, such as kafka, or kafka.eu-west-1 in a stack with regions; or supervisor (default), which"
                            + " has the starts and ends of all.")
    private @Nullable String part;

    @Option(names = "--lines", paramLabel = "N", description = "So many (default: 50; at most the last 16 KiB).")
    private int lines = 50;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is appended, until Ctrl-C.")
    private boolean follow;

    @Mixin
    private final DataOption data = new DataOption();

    public LogsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (lines < 1) {
            throw CliException.misused("--lines: %d (expected: >= 1)".formatted(lines));
        }
        Path log = log(new DataFolder(data.path()));
        long shown = Files.size(log);
        LogTail.of(log, lines).forEach(console::say);
        if (follow) {
            follow(log, shown);
        }
        return ExitCode.DONE.code();
    }

    private Path log(DataFolder folder) throws IOException {
        Path log = part == null || part.equals(SUPERVISOR)
                ? folder.supervisorLog()
                : newest(folder, PartName.of(part, List.of(SUPERVISOR)));
        if (!Files.isReadable(log)) {
            throw new CliException("%s: no such log (expected: of a stack that ran on %s; ./wal up --detach starts one)"
                    .formatted(log, folder.path()));
        }
        return log;
    }

    private static Path newest(DataFolder folder, PartName name) throws IOException {
        Path home = folder.of(name);
        if (!Files.isDirectory(home)) {
            return home.resolve(name.text() + ".log");
        }
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElse(home.resolve(name.text() + ".log"));
        }
    }

    /** A log that has become shorter is a new one, and is shown from its beginning. */
    private void follow(Path log, long from) throws IOException {
        long shown = from;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            while (!new CountDownLatch(1).await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                shown = Math.min(shown, file.length());
                shown += showFrom(file, shown);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows whole lines only; returns their length in bytes. */
    private int showFrom(RandomAccessFile file, long from) throws IOException {
        byte[] news = new byte[(int) Math.min(PIECE_BYTES, file.length() - from)];
        file.seek(from);
        file.readFully(news);
        int end = news.length;
        while (end > 0 && news[end - 1] != '\n') {
            end--;
        }
        int whole = end == 0 && news.length == PIECE_BYTES ? news.length : end;
        new String(news, 0, whole, StandardCharsets.UTF_8).lines().forEach(console::say);
        return whole;
    }
}
