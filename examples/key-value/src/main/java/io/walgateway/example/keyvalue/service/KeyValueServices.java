package io.walgateway.example.keyvalue.service;

import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.walgateway.example.keyvalue.index.Entries;
import io.walgateway.example.keyvalue.index.IndexBuilder;
import io.walgateway.example.keyvalue.index.IndexBuilds;
import io.walgateway.example.keyvalue.index.IndexCheck;
import io.walgateway.example.keyvalue.index.IndexQuery;
import io.walgateway.example.keyvalue.index.Indices;
import io.walgateway.example.keyvalue.mutate.IndexedChanges;
import io.walgateway.example.keyvalue.mutate.Mutations;
import io.walgateway.example.keyvalue.mutate.SetCompletions;
import io.walgateway.example.keyvalue.mutate.SpreadDeletes;
import io.walgateway.example.keyvalue.namespace.Namespaces;
import io.walgateway.example.keyvalue.request.ItemRules;
import io.walgateway.example.keyvalue.request.TokenRule;
import io.walgateway.example.keyvalue.store.Items;
import io.walgateway.example.keyvalue.store.Tables;
import io.walgateway.proto.kv.v1.KeyValueServiceGrpc;
import io.walgateway.runtime.InHand;
import io.walgateway.runtime.grpc.GrpcPort;
import java.time.InstantSource;

/** Puts the gRPC services together. Requests run on the event loops. */
public final class KeyValueServices implements GrpcPort.Service {
    /** What a request has beside a value of the largest size. */
    private static final int BESIDE_VALUE_BYTES = 2 << 20;

    private final KeyValueService items;
    private final IndexCalls index;
    private final IndexBuilder builder;
    private final int messageBytesMax;

    /** What all of it works with. */
    public record Parts(
            Namespaces namespaces, Tables tables, Indices indices, SetCompletions sets, InstantSource clock) {}

    public KeyValueServices(Parts parts, ServiceLimits limits, InHand inHand, KeyValueMeters meters) {
        TokenRule tokens = new TokenRule(limits.aheadMax(), limits.ageMax(), parts.clock());
        ItemRules rules = new ItemRules(limits.itemBytesMax());
        IndexedChanges indexed = new IndexedChanges(parts.sets());
        Calls calls = new Calls(inHand, meters);
        Items stored = new Items(parts.tables());
        Entries entries = new Entries(parts.indices(), stored, parts.clock());
        IndexBuilds builds = new IndexBuilds(parts.indices());
        Namespaces namespaces = parts.namespaces();
        items = new KeyValueService(
                calls,
                new Puts(namespaces, parts.tables(), tokens, rules, indexed),
                new Reads(namespaces, stored),
                new Deletes(namespaces, parts.tables(), tokens, indexed, new SpreadDeletes(parts.sets())),
                new Mutations(namespaces, tokens, rules, parts.sets()),
                new Queries(namespaces, builds, new IndexQuery(parts.indices(), stored)),
                new Descriptions(namespaces, parts.tables(), builds));
        index = new IndexCalls(calls, namespaces, tokens, entries, new IndexCheck(parts.indices(), stored));
        builder = new IndexBuilder(namespaces.named().toList(), builds, entries, stored);
        messageBytesMax = limits.itemBytesMax() + BESIDE_VALUE_BYTES;
    }

    /** Builds the indices in the background; not started. */
    public IndexBuilder builder() {
        return builder;
    }

    @Override
    public String name() {
        return KeyValueServiceGrpc.SERVICE_NAME;
    }

    @Override
    public void addTo(NettyServerBuilder server, EventLoopGroup workers) {
        server.directExecutor()
                .intercept(new Arrival())
                .maxInboundMessageSize(messageBytesMax)
                .addService(items)
                .addService(index);
    }
}
