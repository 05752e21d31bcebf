package io.walgateway.standalone.up;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.console.Console;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.part.JvmOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts a supervisor process in the background, and shows its output until the stack is ready. */
final class Detached {

    private static final Duration POLL = Duration.ofMillis(100);

    private final DataFolder data;
    private final Console console;
    private long shown;

    private Detached(DataFolder data, Console console, long shown) {
        this.data = data;
        this.console = console;
        this.shown = shown;
    }

    /**
     * Returns 0 when the stack is ready, else the exit code of the supervisor, whose output gives the reason.
     *
     * @param options of {@code up}
     */
    static int start(Class<?> main, DataFolder data, List<String> options, Console console) {
        try {
            Path log = data.supervisorLog();
            long before = Files.exists(log) ? Files.size(log) : 0;
            Process supervisor = spawn(command(main, data, options), log);
            return new Detached(data, console, before).follow(supervisor);
        } catch (IOException e) {
            throw new CliException("the supervisor could not be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted; ./wal status shows how far the start got", e);
        }
    }

    private int follow(Process supervisor) throws IOException, InterruptedException {
        while (!supervisor.waitFor(POLL.toNanos(), TimeUnit.NANOSECONDS)) {
            boolean ready = data.isReady(supervisor.pid());
            showNews();
            if (ready) {
                console.say("It runs on in the background as process %d; its log is %s"
                        .formatted(supervisor.pid(), data.supervisorLog()));
                return 0;
            }
        }
        showNews();
        return Math.max(1, supervisor.exitValue());
    }

    private void showNews() throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(data.supervisorLog().toFile(), "r")) {
            byte[] news = new byte[(int) Math.max(0, log.length() - shown)];
            log.seek(shown);
            log.readFully(news);
            shown += news.length;
            console.out().print(new String(news, StandardCharsets.UTF_8));
            console.out().flush();
        }
    }

    private static Process spawn(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    private static List<String> command(Class<?> main, DataFolder data, List<String> options) {
        List<String> command = new ArrayList<>(outlivingTheTerminal());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmOptions.OF_SUPERVISOR);
        Stream.of("wal.home", "wal.components")
                .filter(key -> System.getProperty(key) != null)
                .forEach(key -> command.add("-D" + key + "=" + System.getProperty(key)));
        command.add(main.getName());
        command.addAll(List.of("up", "--data", data.path().toString()));
        command.addAll(options);
        return command;
    }

    /** The process id stays the same, because each of these programs replaces itself with the given one. */
    private static List<String> outlivingTheTerminal() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid", "/usr/bin/nohup")
                .filter(program -> Files.isExecutable(Path.of(program)))
                .findFirst()
                .map(List::of)
                .orElse(List.of());
    }
}
