package io.walgateway.benchmarks.process;

import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.local.process.JavaProgram;
import io.walgateway.local.process.JvmSettings;
import io.walgateway.local.process.LocalComponent;
import io.walgateway.standalone.part.JvmOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One broker, and the programs that a suite starts beside it, all in one directory. Closing ends all of them, and
 * removes their data; it may be called by any thread, also while a suite is running.
 */
public final class Workbench implements AutoCloseable {
    private static final String BROKER = "kafka";
    private static final int BROKER_HEAP_MEBIBYTES = 1024;

    private final Path directory;
    private final KafkaBroker broker;
    private final ConcurrentLinkedDeque<LocalComponent> started = new ConcurrentLinkedDeque<>();
    private volatile @Nullable Topics topics;
    private volatile boolean closed;
    private int programs;

    private Workbench(Path directory) {
        this.directory = directory;
        broker = KafkaBroker.in(directory.resolve(BROKER), 0, JvmSettings.throughput(BROKER_HEAP_MEBIBYTES));
    }

    /**
     * A workbench whose broker does not run yet.
     *
     * @param directory used by nothing else
     */
    public static Workbench in(Path directory) {
        return new Workbench(directory.toAbsolutePath());
    }

    /** Returns when the broker serves. */
    public void start() {
        start(broker);
        topics = new Topics(broker.bootstrapServers());
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public Topics topics() {
        Topics current = topics;
        if (current == null) {
            throw new IllegalStateException("not started");
        }
        return current;
    }

    /** A directory that nothing else uses. */
    public synchronized Path directory(String name) {
        programs++;
        try {
            return Files.createDirectories(directory.resolve("%03d-%s".formatted(programs, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a program with the JVM options of the gateway's own processes, and returns when it is ready. */
    public JavaProgram start(String name, Class<?> main, List<String> arguments) {
        return start(name, List.of(), main.getName(), arguments);
    }

    /** Starts a program with further JVM options, which override those of the gateway's own processes. */
    public JavaProgram start(String name, List<String> options, String main, List<String> arguments) {
        List<String> all =
                Stream.concat(JvmOptions.OF_PARTS.stream(), options.stream()).toList();
        JavaProgram program = JavaProgram.in(directory(name), name, all, main, arguments);
        start(program);
        return program;
    }

    /** Starts a server, and returns it when it is ready. */
    public <C extends LocalComponent> C started(C component) {
        start(component);
        return component;
    }

    /** Ends a component at once: its measurement is over, so an orderly end is not worth the time. */
    public void end(LocalComponent component) {
        component.kill();
        started.remove(component);
    }

    private void start(LocalComponent component) {
        started.push(component);
        component.start();
        if (closed) {
            component.kill();
            throw new IllegalStateException("closed while " + component.name() + " was started");
        }
    }

    public boolean isClosed() {
        return closed;
    }

    /** Keeps the logs of the programs. */
    @Override
    public void close() {
        closed = true;
        Topics current = topics;
        if (current != null) {
            current.close();
        }
        started.forEach(LocalComponent::kill);
        started.clear();
        remove(directory.resolve(BROKER));
    }

    /** Removes everything, including the logs. To be called after {@code close}, when the logs are no longer needed. */
    public void remove() {
        remove(directory);
    }

    private static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("wal bench: " + directory + " could not be removed: " + e.getMessage());
        }
    }
}
