package io.walgateway.producer;

import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.registry.Plugins;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Appends messages that were read from a log once more, for one group alone: what is to be delivered later, and what lies
 * where its key does not belong any more. Safe for any number of threads; nothing here blocks.
 */
public final class Reappender implements AutoCloseable {
    private final Routes routes;

    /** Clients and storages stay the caller's to close, after this. */
    public Reappender(Plugins plugins, QueueClients clients, StorageClients storages, InstantSource clock) {
        this.routes = new Routes(plugins, clients, storages, clock);
    }

    /**
     * Appends to where the namespace appends now. The stage completes as that of {@link QueueWriter#append} does.
     *
     * @param message what is different from before is said already: due time, failures, recipient
     */
    public CompletionStage<AppendResult> append(Message message, NamespaceConfig namespace, ConsumerGroup group) {
        return switch (routes.of(namespace)) {
            case Route.Closed closed ->
                CompletableFuture.completedFuture(new AppendResult.NotAppended(String.join("; ", closed.gaps())));
            case Route.Open open -> open.append(open.entry(message.under(namespace.revision()), Set.of(group)));
        };
    }

    @Override
    public void close() {
        routes.close();
    }
}
