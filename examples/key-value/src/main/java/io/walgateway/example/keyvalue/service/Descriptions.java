package io.walgateway.example.keyvalue.service;

import com.google.protobuf.Timestamp;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.namespace.Namespaces;
import io.walgateway.example.keyvalue.store.Tables;
import io.walgateway.proto.kv.v1.DescribeNamespaceRequest;
import io.walgateway.proto.kv.v1.DescribeNamespaceResponse;
import java.util.concurrent.CompletableFuture;

/** Says what a namespace is, and makes its tables. */
final class Descriptions {
    private final Namespaces namespaces;
    private final Tables tables;

    Descriptions(Namespaces namespaces, Tables tables) {
        this.namespaces = namespaces;
        this.tables = tables;
    }

    CompletableFuture<DescribeNamespaceResponse> describe(DescribeNamespaceRequest request) {
        KeyValueNamespace namespace = namespaces.require(request.getNamespace());
        return tables.of(namespace.name())
                .thenApply(of -> DescribeNamespaceResponse.newBuilder()
                        .setConditional(namespace.conditional())
                        .setWal(namespace.wal())
                        .setLatestExpireTime(Timestamp.newBuilder()
                                .setSeconds(of.session().latestExpiry().getEpochSecond()))
                        .build());
    }
}
