package io.walgateway.it.system;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.walgateway.proto.kv.v1.CheckIndexRequest;
import io.walgateway.proto.kv.v1.CheckSide;
import io.walgateway.proto.kv.v1.GetItemsRequest;
import io.walgateway.proto.kv.v1.IdempotencyToken;
import io.walgateway.proto.kv.v1.IdentifiedItem;
import io.walgateway.proto.kv.v1.IndexDifference;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.KeyValueIndexServiceGrpc;
import io.walgateway.proto.kv.v1.KeyValueServiceGrpc;
import io.walgateway.proto.kv.v1.MutateItemsRequest;
import io.walgateway.proto.kv.v1.MutateItemsResponse;
import io.walgateway.proto.kv.v1.Mutation;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import io.walgateway.proto.kv.v1.QueryIndexRequest;
import io.walgateway.proto.kv.v1.ScanItemsRequest;
import io.walgateway.proto.kv.v1.Selection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A caller of the Key-Value service, with one connection that finds its way back after each loss. */
public final class KeyValue implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 20;
    private static final int MESSAGE_BYTES_MAX = 32 << 20;

    private final ManagedChannel channel;

    public KeyValue(WalSystem system) {
        channel = NettyChannelBuilder.forAddress("127.0.0.1", system.keyValuePort())
                .usePlaintext()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 200)
                .build();
    }

    public KeyValueServiceGrpc.KeyValueServiceBlockingStub calls() {
        channel.resetConnectBackoff();
        return KeyValueServiceGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    public MutateItemsResponse mutate(IdempotencyToken token, List<Mutation> mutations) {
        return calls().mutateItems(MutateItemsRequest.newBuilder()
                .setIdempotencyToken(token)
                .addAllMutations(mutations)
                .build());
    }

    public List<Item> items(String namespace, String id) {
        return calls().getItems(GetItemsRequest.newBuilder()
                        .setNamespace(namespace)
                        .setId(id)
                        .build())
                .getItemsList();
    }

    /** All items of a namespace whose ids begin so. */
    public List<IdentifiedItem> scan(String namespace, String idPrefix, boolean keysOnly) {
        List<IdentifiedItem> all = new ArrayList<>();
        Selection.Builder selection = Selection.newBuilder().setKeysOnly(keysOnly);
        while (true) {
            var page = calls().scanItems(ScanItemsRequest.newBuilder()
                    .setNamespace(namespace)
                    .setSelection(selection)
                    .build());
            page.getItemsList().stream()
                    .filter(item -> item.getId().startsWith(idPrefix))
                    .forEach(all::add);
            if (page.getNextPageToken().isEmpty()) {
                return all;
            }
            selection.setPageToken(page.getNextPageToken());
        }
    }

    /** The items that an index has for a value. */
    public List<IdentifiedItem> query(String namespace, String index, String value) {
        List<IdentifiedItem> all = new ArrayList<>();
        Selection.Builder selection = Selection.newBuilder();
        do {
            var page = calls().queryIndex(QueryIndexRequest.newBuilder()
                    .setNamespace(namespace)
                    .setIndex(index)
                    .setValue(value)
                    .setSelection(selection)
                    .build());
            all.addAll(page.getItemsList());
            selection.setPageToken(page.getNextPageToken());
        } while (!selection.getPageToken().isEmpty());
        return all;
    }

    /** Where an index and the items differ, seen from both sides. */
    public List<IndexDifference> differences(String namespace, String index) {
        List<IndexDifference> all = new ArrayList<>();
        for (CheckSide side : List.of(CheckSide.CHECK_SIDE_ENTRIES, CheckSide.CHECK_SIDE_ITEMS)) {
            CheckIndexRequest.Builder request = CheckIndexRequest.newBuilder()
                    .setNamespace(namespace)
                    .setIndex(index)
                    .setSide(side);
            do {
                var page = KeyValueIndexServiceGrpc.newBlockingStub(channel)
                        .withWaitForReady()
                        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                        .checkIndex(request.build());
                all.addAll(page.getDifferencesList());
                request.setPageToken(page.getNextPageToken());
            } while (!request.getPageToken().isEmpty());
        }
        return all;
    }

    public static Mutation put(String namespace, String id, String key, String value) {
        return Mutation.newBuilder()
                .setPut(PutItemsRequest.newBuilder()
                        .setNamespace(namespace)
                        .setId(id)
                        .addItems(item(key, value)))
                .build();
    }

    public static Item item(String key, String value) {
        return Item.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setValue(ByteString.copyFromUtf8(value))
                .build();
    }

    /** A token that is generated now. */
    public static IdempotencyToken token() {
        Instant now = InstantSource.system().instant();
        return IdempotencyToken.newBuilder()
                .setToken(UUID.randomUUID().toString())
                .setGenerationTime(
                        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .build();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
