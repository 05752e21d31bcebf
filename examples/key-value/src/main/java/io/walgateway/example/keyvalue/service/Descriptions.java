package io.walgateway.example.keyvalue.service;

import com.google.protobuf.Timestamp;
import io.walgateway.example.keyvalue.index.IndexBuilds;
import io.walgateway.example.keyvalue.namespace.IndexDefinition;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.namespace.Namespaces;
import io.walgateway.example.keyvalue.store.Tables;
import io.walgateway.proto.kv.v1.DescribeNamespaceRequest;
import io.walgateway.proto.kv.v1.DescribeNamespaceResponse;
import io.walgateway.proto.kv.v1.IndexState;
import java.util.concurrent.CompletableFuture;

/** Says what a namespace is, and makes its tables. */
final class Descriptions {
    private final Namespaces namespaces;
    private final Tables tables;
    private final IndexBuilds builds;

    Descriptions(Namespaces namespaces, Tables tables, IndexBuilds builds) {
        this.namespaces = namespaces;
        this.tables = tables;
        this.builds = builds;
    }

    CompletableFuture<DescribeNamespaceResponse> describe(DescribeNamespaceRequest request) {
        KeyValueNamespace namespace = namespaces.require(request.getNamespace());
        return tables.of(namespace.name())
                .thenApply(of -> DescribeNamespaceResponse.newBuilder()
                        .setConditional(namespace.conditional())
                        .setWal(namespace.wal())
                        .setLatestExpireTime(Timestamp.newBuilder()
                                .setSeconds(of.session().latestExpiry().getEpochSecond())))
                .thenCompose(description -> withIndices(namespace, description));
    }

    private CompletableFuture<DescribeNamespaceResponse> withIndices(
            KeyValueNamespace namespace, DescribeNamespaceResponse.Builder description) {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (IndexDefinition index : namespace.indices()) {
            done = done.thenCompose(_ -> builds.isReady(namespace, index))
                    .thenAccept(ready -> description.addIndices(IndexState.newBuilder()
                            .setName(index.name())
                            .setSource(index.source().text())
                            .setReady(ready)));
        }
        return done.thenApply(_ -> description.build());
    }
}
