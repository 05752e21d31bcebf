package io.walgateway.example.keyvalue.index;

import com.google.protobuf.ByteString;
import io.walgateway.core.text.Reasons;
import io.walgateway.example.keyvalue.namespace.IndexDefinition;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.example.keyvalue.request.Page;
import io.walgateway.example.keyvalue.store.Items;
import io.walgateway.example.keyvalue.store.Slice;
import io.walgateway.example.keyvalue.store.StoredRow;
import io.walgateway.proto.kv.v1.ScanItemsRequest;
import io.walgateway.proto.kv.v1.Selection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds indices for items that existed before them, in the background: an item gets its entries with its own write time,
 * and then those are settled, so a change that comes in between wins. It goes on where it was after a restart. Several
 * processes may build at once: they add the same entries.
 */
public final class IndexBuilder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IndexBuilder.class);
    private static final int PAUSE_SECONDS = 2;
    private static final int PAGE_BYTES = 256 << 10;

    private final List<KeyValueNamespace> namespaces;
    private final IndexBuilds builds;
    private final Entries entries;
    private final Items items;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("index-builder").factory());

    public IndexBuilder(List<KeyValueNamespace> namespaces, IndexBuilds builds, Entries entries, Items items) {
        this.namespaces =
                namespaces.stream().filter(KeyValueNamespace::isIndexed).toList();
        this.builds = builds;
        this.entries = entries;
        this.items = items;
    }

    /** Looks for indices that are not ready, now and then. */
    public IndexBuilder start() {
        if (!namespaces.isEmpty()) {
            var _ = thread.scheduleWithFixedDelay(this::build, 0, PAUSE_SECONDS, TimeUnit.SECONDS);
        }
        return this;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void build() {
        for (KeyValueNamespace namespace : namespaces) {
            for (IndexDefinition index : namespace.indices()) {
                try {
                    build(namespace, index);
                } catch (RuntimeException e) {
                    log.warn(
                            "Expected to build an index, but it failed; trying again. namespace={} index={} why={}",
                            namespace.name(),
                            index.name(),
                            Reasons.of(e));
                }
            }
        }
    }

    private void build(KeyValueNamespace namespace, IndexDefinition index) {
        IndexBuilds.State state = builds.state(namespace, index).join();
        if (state.done()) {
            return;
        }
        while (!state.done() && !Thread.currentThread().isInterrupted()) {
            Page page = Page.of(
                    Selection.newBuilder()
                            .setPageBytes(PAGE_BYTES)
                            .setPageToken(state.token())
                            .build(),
                    ScanItemsRequest.newBuilder().setNamespace(namespace.name()).build());
            Slice slice = items.ofNamespace(namespace.name(), page).join();
            Bounded.each(slice.rows(), row -> index(namespace, row)).join();
            state = new IndexBuilds.State(
                    slice.last().isEmpty(), slice.last().map(page::tokenAfter).orElse(ByteString.EMPTY));
            builds.store(namespace, index, state).join();
        }
        if (state.done()) {
            log.info("Built an index. namespace={} index={}", namespace.name(), index.name());
        }
    }

    private CompletableFuture<Integer> index(KeyValueNamespace namespace, StoredRow row) {
        return entries.add(namespace, row)
                .thenCompose(
                        _ -> entries.settle(namespace, row.id(), row.micros(), new Match.Keys(List.of(row.key()))));
    }
}
