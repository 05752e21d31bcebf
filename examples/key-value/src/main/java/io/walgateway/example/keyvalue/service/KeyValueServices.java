package io.walgateway.example.keyvalue.service;

import io.walgateway.example.keyvalue.mutate.IndexedChanges;
import io.walgateway.example.keyvalue.mutate.MutationSets;
import io.walgateway.example.keyvalue.mutate.Mutations;
import io.walgateway.example.keyvalue.mutate.SpreadDeletes;
import io.walgateway.example.keyvalue.namespace.Namespaces;
import io.walgateway.example.keyvalue.request.ItemRules;
import io.walgateway.example.keyvalue.request.TokenRule;
import io.walgateway.example.keyvalue.store.Items;
import io.walgateway.example.keyvalue.store.Tables;
import io.walgateway.runtime.grpc.GrpcPort;
import java.time.InstantSource;

/** Puts the gRPC services together. */
public final class KeyValueServices {
    /** What a request has beside a value of the largest size. */
    private static final int BESIDE_VALUE_BYTES = 2 << 20;

    private final KeyValueService service;

    public KeyValueServices(
            Namespaces namespaces,
            Tables tables,
            MutationSets sets,
            ServiceLimits limits,
            Load load,
            KeyValueMeters meters,
            InstantSource clock) {
        TokenRule tokens = new TokenRule(limits.aheadMax(), limits.ageMax(), clock);
        ItemRules rules = new ItemRules(limits.itemBytesMax());
        IndexedChanges indexed = new IndexedChanges(sets);
        Calls calls = new Calls(load, meters);
        service = new KeyValueService(
                calls,
                new Puts(namespaces, tables, tokens, rules, indexed),
                new Reads(namespaces, new Items(tables)),
                new Deletes(namespaces, tables, tokens, indexed, new SpreadDeletes(sets)),
                new Mutations(namespaces, tokens, rules, sets),
                new Descriptions(namespaces, tables),
                limits.itemBytesMax() + BESIDE_VALUE_BYTES);
    }

    /** What the port serves. */
    public GrpcPort.Service grpc() {
        return service;
    }
}
