package io.walgateway.standalone.part;

import io.walgateway.local.process.LocalComponent;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One process of the stack, and whether it should run. Only the end of a process that should run is reported. */
public final class Part {

    private static final int LAST_LINES = 10;

    private final PartName name;
    private final LocalComponent component;
    private final int port;
    private final Optional<URI> health;
    private final Consumer<String> report;
    private volatile boolean wanted;
    private volatile boolean starting;

    /**
     * @param port   the port on which it serves
     * @param health asked with GET; absent: the only check is whether the part accepts connections
     * @param report receives a message when the process ends without having been asked to
     */
    public Part(PartName name, LocalComponent component, int port, Optional<URI> health, Consumer<String> report) {
        this.name = name;
        this.component = component;
        this.port = port;
        this.health = health;
        this.report = report;
    }

    PartName name() {
        return name;
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    Optional<URI> health() {
        return health;
    }

    boolean isStarting() {
        return starting;
    }

    boolean isRunning() {
        return component.isRunning();
    }

    public OptionalLong pid() {
        return component.isRunning() ? OptionalLong.of(component.pid()) : OptionalLong.empty();
    }

    /**
     * Returns when the part serves.
     *
     * @throws RuntimeException if it does not get ready, or runs already
     */
    public void start() {
        wanted = true;
        starting = true;
        try {
            component.start();
        } finally {
            starting = false;
        }
        long pid = component.pid();
        ProcessHandle.of(pid)
                .ifPresentOrElse(
                        process -> process.onExit().thenRun(() -> reportIfUnexpected(pid)),
                        () -> reportIfUnexpected(pid));
    }

    public void stop() {
        wanted = false;
        component.stop();
    }

    public void kill() {
        wanted = false;
        component.kill();
    }

    private void reportIfUnexpected(long pid) {
        if (!wanted) {
            return;
        }
        List<String> lines = LogTail.of(component.logFile(), LAST_LINES);
        report.accept(
                "%s (process %d) ended although nobody asked it to; ./wal start %s starts it again. Last lines of %s:%s"
                        .formatted(
                                name.text(),
                                pid,
                                name.text(),
                                component.logFile(),
                                "\n    " + String.join("\n    ", lines)));
    }
}
