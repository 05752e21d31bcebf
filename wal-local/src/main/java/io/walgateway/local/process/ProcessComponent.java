package io.walgateway.local.process;

import java.nio.file.Path;

/** The common part of all components: one process, which only the subclass's {@code start} knows how to create. */
public abstract class ProcessComponent implements LocalComponent {
    public final ServerProcess process;
    private final String name;

    public ProcessComponent(String name, Path directory) {
        this.name = name;
        this.process = new ServerProcess(name, directory, Executables.of(System.getenv()));
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void kill() {
        process.kill();
    }

    @Override
    public final void suspend() {
        process.suspend();
    }

    @Override
    public final void resume() {
        process.resume();
    }

    @Override
    public final void stop() {
        process.stop();
    }

    @Override
    public final boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public final long pid() {
        return process.pid();
    }

    @Override
    public final Path logFile() {
        return process.log().path();
    }

    @Override
    public final void close() {
        stop();
    }
}
