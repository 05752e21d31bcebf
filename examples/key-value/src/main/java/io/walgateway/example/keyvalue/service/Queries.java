package io.walgateway.example.keyvalue.service;

import io.walgateway.example.keyvalue.index.IndexBuilds;
import io.walgateway.example.keyvalue.index.IndexQuery;
import io.walgateway.example.keyvalue.index.Terms;
import io.walgateway.example.keyvalue.namespace.IndexDefinition;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.namespace.Namespaces;
import io.walgateway.example.keyvalue.request.Page;
import io.walgateway.example.keyvalue.request.Refusals;
import io.walgateway.proto.kv.v1.IdentifiedItem;
import io.walgateway.proto.kv.v1.QueryIndexRequest;
import io.walgateway.proto.kv.v1.QueryIndexResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Reads items by an indexed value. */
final class Queries {
    private final Namespaces namespaces;
    private final IndexBuilds builds;
    private final IndexQuery query;

    Queries(Namespaces namespaces, IndexBuilds builds, IndexQuery query) {
        this.namespaces = namespaces;
        this.builds = builds;
        this.query = query;
    }

    CompletableFuture<QueryIndexResponse> query(QueryIndexRequest request) {
        KeyValueNamespace namespace = namespaces.require(request.getNamespace());
        IndexDefinition index = namespace.requireIndex(request.getIndex());
        int bytes = request.getValue().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Terms.BYTES_MAX) {
            throw Refusals.invalid("value", bytes + " bytes", "at most " + Terms.BYTES_MAX + " bytes");
        }
        Page page = Page.of(
                request.getSelection(), request.toBuilder().clearSelection().build());
        return builds.isReady(namespace, index)
                .thenCompose(ready -> ready
                        ? query.items(namespace, index, request.getValue(), page)
                        : CompletableFuture.failedFuture(Refusals.unfitting(
                                "index",
                                index.name(),
                                "an index that is ready: this one is being built for items that existed before")))
                .thenApply(found -> answer(page, found));
    }

    private static QueryIndexResponse answer(Page page, IndexQuery.Found found) {
        QueryIndexResponse.Builder answer = QueryIndexResponse.newBuilder();
        found.rows()
                .forEach(row -> answer.addItems(
                        IdentifiedItem.newBuilder().setId(row.id()).setItem(row.proto())));
        found.last().ifPresent(last -> answer.setNextPageToken(page.tokenAfter(last)));
        return answer.build();
    }
}
