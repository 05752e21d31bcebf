package io.walgateway.example.keyvalue;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.example.keyvalue.request.Token;
import io.walgateway.proto.kv.v1.GetItemsRequest;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.KeyValueServiceGrpc;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import io.walgateway.proto.kv.v1.Selection;
import io.walgateway.testkit.component.CassandraEndpoint;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A process of the service in this JVM, in a keyspace of its own, and a caller of it. */
final class ServedKeyValue implements AutoCloseable {
    private static final int MESSAGE_BYTES_MAX = 64 << 20;

    private final KeyValueProcess process;
    private final ManagedChannel channel;

    ServedKeyValue(String keyspace, Map<String, String> more) throws IOException {
        CassandraEndpoint cassandra = Components.cassandra();
        Map<String, String> settings = new HashMap<>(more);
        settings.put("listen.port", "0");
        settings.put("management.port", "0");
        settings.put("cassandra.keyspace", keyspace);
        settings.putIfAbsent(
                "cassandra.contact-points",
                "127.0.0.1:" + cassandra.contactPoint().getPort());
        settings.put("cassandra.local-datacenter", cassandra.localDatacenter());
        process = KeyValueProcess.start(KeyValueSettings.of(ProcessSettings.of(settings)), InstantSource.system());
        channel = NettyChannelBuilder.forAddress("127.0.0.1", process.grpcPort())
                .usePlaintext()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .build();
    }

    KeyValueServiceGrpc.KeyValueServiceBlockingStub calls() {
        return KeyValueServiceGrpc.newBlockingStub(channel);
    }

    void put(String namespace, String id, Token token, Item... items) {
        calls().putItems(PutItemsRequest.newBuilder()
                .setNamespace(namespace)
                .setId(id)
                .setIdempotencyToken(token.proto())
                .addAllItems(List.of(items))
                .build());
    }

    /** All items of an id, page by page. */
    List<Item> items(String namespace, String id) {
        return items(GetItemsRequest.newBuilder().setNamespace(namespace).setId(id), 0);
    }

    List<Item> items(GetItemsRequest.Builder request, int pageBytes) {
        List<Item> all = new ArrayList<>();
        Selection.Builder selection = Selection.newBuilder().setPageBytes(pageBytes);
        while (true) {
            var answer =
                    calls().getItems(request.clone().setSelection(selection).build());
            all.addAll(answer.getItemsList());
            if (answer.getNextPageToken().isEmpty()) {
                return all;
            }
            selection.setPageToken(answer.getNextPageToken());
        }
    }

    /** A token that was generated so long ago. */
    static Token token(long millisAgo) {
        return new Token(
                ChronoUnit.MICROS.between(Instant.EPOCH, InstantSource.system().instant()) - millisAgo * 1_000,
                UUID.randomUUID().toString());
    }

    static Item item(String key, String value) {
        return Item.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setValue(ByteString.copyFromUtf8(value))
                .build();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        process.close();
    }
}
