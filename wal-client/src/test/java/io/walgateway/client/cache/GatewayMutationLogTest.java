package io.walgateway.client.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.client.FakeGateway;
import io.walgateway.client.FakeGateway.Reaction;
import io.walgateway.client.WalClient;
import io.walgateway.client.WriteRetries;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.CacheOperation;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayMutationLogTest {
    private static final CacheMutation MUTATION = CacheMutation.newBuilder()
            .setOperation(CacheOperation.CACHE_OPERATION_DELETE)
            .setKey("k")
            .build();
    private static final Instant WRITE_TIME = Instant.ofEpochSecond(1_700_000_000, 5);

    private final FakeGateway gateway = FakeGateway.start();
    private final WalClient client = WalClient.builder()
            .address(gateway.address())
            .retries(WriteRetries.NONE)
            .build();
    private final MutationLog log = new GatewayMutationLog(client, "caches");

    GatewayMutationLogTest() throws IOException {}

    @AfterEach
    void close() {
        client.close();
        gateway.close();
    }

    @Test
    void shouldWriteTheChangeUnderItsKey() throws Exception {
        assertThat(log.append(MUTATION, WRITE_TIME)).isInstanceOf(LogOutcome.Appended.class);
        WriteToLogRequest request = gateway.requests().getFirst();
        assertThat(request.getNamespace()).isEqualTo("caches");
        assertThat(request.getOrderingKey().toStringUtf8()).isEqualTo("k");
        assertThat(CacheMutation.parseFrom(request.getPayload())).isEqualTo(MUTATION);
        assertThat(request.getLifecycle().getWriteTime().getSeconds()).isEqualTo(1_700_000_000);
        assertThat(request.getLifecycle().getWriteTime().getNanos()).isEqualTo(5);
    }

    @Test
    void shouldSayWhatTheReceiptSays() throws Exception {
        gateway.next(Reaction.FALSE, Reaction.INVALID, Reaction.UNKNOWN);
        assertThat(log.append(MUTATION, WRITE_TIME)).isEqualTo(new LogOutcome.NotAppended("scripted"));
        assertThat(log.append(MUTATION, WRITE_TIME)).isInstanceOf(LogOutcome.NotAppended.class);
        assertThat(log.append(MUTATION, WRITE_TIME)).isEqualTo(new LogOutcome.Unknown("scripted"));
    }
}
