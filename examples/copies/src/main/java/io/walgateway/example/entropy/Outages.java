package io.walgateway.example.entropy;

import io.walgateway.example.stack.Pace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Kills stores in turn with {@code ./wal kill}, and starts them again. */
final class Outages implements AutoCloseable {
    private static final List<String> STORES = List.of("cassandra", "opensearch");
    private static final double AWAY_SECONDS = 3;

    private final Path script;
    private final Path data;
    private final Consumer<String> say;
    private final Thread thread;
    private volatile boolean ending;
    private volatile int outages;
    private volatile @Nullable IOException failure;

    private Outages(Path script, Path data, Consumer<String> say) {
        this.script = script;
        this.data = data;
        this.say = say;
        thread = Thread.ofPlatform().name("outages").unstarted(this::run);
    }

    /** Begins on a thread of its own. */
    static Outages begin(Path script, Path data, Consumer<String> say) {
        Outages outages = new Outages(script, data, say);
        outages.thread.start();
        return outages;
    }

    /** Ends when each store was away at least once and is there again; returns the number of outages. */
    int end() throws IOException, InterruptedException {
        ending = true;
        thread.join();
        IOException fault = failure;
        if (fault != null) {
            throw fault;
        }
        return outages;
    }

    /** Of a run that failed: without it, a store that is away now might stay away. */
    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (int round = 0; !ending || round < STORES.size(); round++) {
                String store = STORES.get(round % STORES.size());
                Pace pause = Pace.of(1 / AWAY_SECONDS);
                say.accept(order("kill", store));
                pause.await(1);
                say.accept(order("start", store));
                outages = round + 1;
                pause.await(2);
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String order(String order, String store) throws IOException, InterruptedException {
        Process wal = new ProcessBuilder(script.toString(), order, store, "--data", data.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(wal.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (wal.waitFor() != 0) {
            throw new IOException("./wal " + order + " " + store + ": " + said);
        }
        return said;
    }
}
