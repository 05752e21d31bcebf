package io.walgateway.client.cache;

import io.walgateway.client.WalClient;
import io.walgateway.client.Write;
import io.walgateway.client.WriteReceipt;
import io.walgateway.proto.v1.CacheMutation;
import java.time.Instant;

/**
 * Appends changes through the gateway, which knows the namespace's queues: it serves namespaces with several topics, with
 * queues of other kinds, and with values that are too large for a queue. The client's deadline is the time limit of an
 * append. The caller closes the client, after the {@link ReplicatedCache}.
 */
public final class GatewayMutationLog implements MutationLog {
    private final WalClient client;
    private final String namespace;

    /** @param namespace whose target is the cache of other regions, or of this one */
    public GatewayMutationLog(WalClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    @Override
    public LogOutcome append(CacheMutation mutation, Instant writeTime) throws InterruptedException {
        WriteReceipt receipt = client.writeAndWait(Write.to(namespace)
                .orderingKey(mutation.getKey())
                .payload(mutation.toByteArray())
                .writeTime(writeTime));
        return switch (receipt) {
            case WriteReceipt.Durable(String messageId) -> new LogOutcome.Appended(messageId);
            case WriteReceipt.NotDurable(String why) -> new LogOutcome.NotAppended(why);
            case WriteReceipt.Refused refused -> new LogOutcome.NotAppended(refused.code() + ": " + refused.why());
            case WriteReceipt.Unknown unknown -> new LogOutcome.Unknown(unknown.why());
        };
    }
}
