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
 * One broker, and whatever programs a suite starts beside it, all in one directory. Closing ends them all, and removes
 * their data; it may be called by any thread, also while a suite is at work.
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
     * @param directory of its own
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

    /** The same with further JVM options, which win over those of the gateway's own processes. */
    public JavaProgram start(String name, List<String> options, String main, List<String> arguments) {
        List<String> all =
                Stream.concat(JvmOptions.OF_PARTS.stream(), options.stream()).toList();
        JavaProgram program = JavaProgram.in(directory(name), name, all, main, arguments);
        start(program);
        return program;
    }

    /** Ends a program at once: what is measured is over, so nothing is worth an orderly end. */
    public void end(JavaProgram program) {
        program.kill();
        started.remove(program);
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

    /** What the programs had to say stays. */
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

    /** To be called when it is closed, and nobody will want to know what the programs had to say. */
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
