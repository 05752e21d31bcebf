package io.walgateway.local.postgres;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import io.walgateway.local.process.ComponentStartException;
import io.walgateway.local.process.Directories;
import io.walgateway.local.process.Executables;
import io.walgateway.local.process.Launch;
import io.walgateway.local.process.ProcessComponent;
import io.walgateway.local.process.Signal;
import io.walgateway.local.process.Template;
import io.walgateway.local.process.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A PostgreSQL server with a database {@code wal} and a superuser of that name, whose password is random and stored in
 * the directory. Committed data survives {@link #kill} and is available again after {@link #start}.
 */
public final class PostgresServer extends ProcessComponent {

    private static final String NAME = "wal";
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration PREDECESSOR_GONE_WITHIN = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMillis(250);

    private final PostgresFiles files;
    private final int port;
    private final String password;
    private final Executables executables;

    private PostgresServer(Path directory, int port) {
        super("postgresql", directory);
        this.files = new PostgresFiles(directory);
        this.port = port;
        this.password = files.password();
        this.executables = Executables.of(System.getenv());
    }

    /**
     * Creates a server that is not started yet.
     *
     * @param directory used by this server alone, created if it does not exist; the data of an earlier server in it is
     *                  kept
     * @param port      0 takes a free one, which this object then keeps
     */
    public static PostgresServer in(Path directory, int port) {
        return new PostgresServer(Directories.make(directory), port == 0 ? FreePorts.next() : port);
    }

    /** The URL of the database {@code wal}, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(Loopback.HOST, port, NAME);
    }

    /** The superuser. */
    public String user() {
        return NAME;
    }

    /** The superuser's password; the same for each server in this directory. */
    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    @Override
    public void start() {
        awaitStartable(System.nanoTime() + PREDECESSOR_GONE_WITHIN.toNanos());
        Path directory = files.directory();
        Tool tool = new Tool(directory, process.log());
        PostgresPrograms programs = PostgresPrograms.of(files, ServerAccount.choose(executables, tool), tool);
        Template.resource(PostgresServer.class, "postgresql.conf")
                .with("port", port)
                .renderTo(directory.resolve("postgresql.conf"));
        programs.prepare(NAME, NAME);
        // SIGTERM would wait for all clients to leave; SIGINT rolls back their transactions and ends.
        Launch launch = new Launch(programs.serverCommand(), Map.of(), Signal.INT, READY_WITHIN, files::isReady);
        startOnceAlone(launch, System.nanoTime() + PREDECESSOR_GONE_WITHIN.toNanos());
    }

    /** After a kill -9, the children of the previous server may hold its port until they have noticed and ended. */
    private void awaitStartable(long deadline) {
        while (true) {
            try {
                process.requireStartable(port);
                return;
            } catch (ComponentStartException e) {
                if (!files.wasKilled() || System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
            pause();
        }
    }

    /** After a kill -9, the server refuses to start until the children of the previous one have noticed and ended. */
    private void startOnceAlone(Launch launch, long deadline) {
        while (true) {
            try {
                process.start(launch);
                return;
            } catch (ComponentStartException e) {
                if (!meetsPredecessor(e) || System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
            pause();
        }
    }

    private static boolean meetsPredecessor(ComponentStartException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("pre-existing shared memory block is still in use")
                || message.contains("lock file \"postmaster.pid\" already exists");
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ComponentStartException("postgresql was interrupted while it started", e);
        }
    }
}
