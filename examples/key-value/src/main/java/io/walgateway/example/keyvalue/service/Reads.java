package io.walgateway.example.keyvalue.service;

import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.namespace.Namespaces;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.example.keyvalue.request.Names;
import io.walgateway.example.keyvalue.request.Page;
import io.walgateway.example.keyvalue.store.Items;
import io.walgateway.example.keyvalue.store.StoredRow;
import io.walgateway.proto.kv.v1.GetItemsRequest;
import io.walgateway.proto.kv.v1.GetItemsResponse;
import io.walgateway.proto.kv.v1.IdentifiedItem;
import io.walgateway.proto.kv.v1.ScanItemsRequest;
import io.walgateway.proto.kv.v1.ScanItemsResponse;
import java.util.concurrent.CompletableFuture;

/** Reads pages of items. */
final class Reads {
    private final Namespaces namespaces;
    private final Items items;

    Reads(Namespaces namespaces, Items items) {
        this.namespaces = namespaces;
        this.items = items;
    }

    CompletableFuture<GetItemsResponse> get(GetItemsRequest request) {
        KeyValueNamespace namespace = namespaces.require(request.getNamespace());
        Names.requireId(request.getId());
        Match match = Match.of(request.getPredicate(), true);
        Page page = Page.of(
                request.getSelection(), request.toBuilder().clearSelection().build());
        return items.ofId(namespace.name(), request.getId(), match, page).thenApply(slice -> {
            GetItemsResponse.Builder answer = GetItemsResponse.newBuilder();
            slice.rows().forEach(row -> answer.addItems(row.proto()));
            slice.last().ifPresent(last -> answer.setNextPageToken(page.tokenAfter(last)));
            return answer.build();
        });
    }

    CompletableFuture<ScanItemsResponse> scan(ScanItemsRequest request) {
        KeyValueNamespace namespace = namespaces.require(request.getNamespace());
        Page page = Page.of(
                request.getSelection(), request.toBuilder().clearSelection().build());
        return items.ofNamespace(namespace.name(), page).thenApply(slice -> {
            ScanItemsResponse.Builder answer = ScanItemsResponse.newBuilder();
            slice.rows().forEach(row -> answer.addItems(identified(row)));
            slice.last().ifPresent(last -> answer.setNextPageToken(page.tokenAfter(last)));
            return answer.build();
        });
    }

    private static IdentifiedItem identified(StoredRow row) {
        return IdentifiedItem.newBuilder().setId(row.id()).setItem(row.proto()).build();
    }
}
