package io.walgateway.plugin.evcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Departure;
import io.walgateway.local.memcached.MemcachedServer;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.CacheOperation;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.Messages;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leaves for the caches of other regions. */
class CacheDepartureIT {
    private MemcachedServer server;
    private EvcacheBench bench;

    @BeforeEach
    void start() {
        server = Components.ownMemcached(Components.ownDirectory("memcached"));
        bench = new EvcacheBench(
                Map.of("clusters.default.zones.a", EvcacheBench.nodes(server), "connect-timeout", "1s"));
    }

    @AfterEach
    void stop() {
        bench.close();
        server.close();
    }

    private Departure.Prepared prepare(CacheMutation.Builder mutation, String... properties)
            throws InterruptedException {
        Message message = Messages.message()
                .payload(Bytes.wrap(mutation.build().toByteArray()))
                .writeTime(Instant.now())
                .build();
        return bench.client()
                .departure(EvcacheBench.address(properties))
                .prepare(new DeliveryAttempt(message, 1, Instant.now().plus(EvcacheBench.PATIENCE)));
    }

    private CacheMutation sent(CacheMutation.Builder mutation, String... properties)
            throws InterruptedException, InvalidProtocolBufferException {
        return prepare(mutation, properties) instanceof Departure.Ready(Message message)
                ? CacheMutation.parseFrom(message.payload().asBuffer())
                : CacheMutation.getDefaultInstance();
    }

    @Test
    void shouldSendTheChangeItself() throws Exception {
        CacheMutation.Builder change = EvcacheBench.set("k").setText("v").setTtlSeconds(60);
        assertThat(sent(change)).isEqualTo(change.build());
        assertThat(sent(change, "mode", "set")).isEqualTo(change.build());
    }

    @Test
    void shouldSendThatTheKeyIsInvalid() throws Exception {
        CacheMutation removal =
                EvcacheBench.of(CacheOperation.CACHE_OPERATION_DELETE, "k").build();
        assertThat(sent(EvcacheBench.set("k").setText("v"), "mode", "invalidate"))
                .isEqualTo(removal);
        assertThat(sent(EvcacheBench.of(CacheOperation.CACHE_OPERATION_ADD, "k").setText("v"), "mode", "invalidate"))
                .isEqualTo(removal);
        CacheMutation.Builder touch =
                EvcacheBench.of(CacheOperation.CACHE_OPERATION_TOUCH, "k").setTtlSeconds(60);
        assertThat(sent(touch, "mode", "invalidate")).isEqualTo(touch.build());
    }

    @Test
    void shouldSendTheNewestValueOfThisRegionsCache() throws Exception {
        bench.deliver(EvcacheBench.set("k").setText("newest").setTtlSeconds(600), "cache", "app");
        CacheMutation sent = sent(EvcacheBench.set("k").setText("older"), "mode", "fetch", "cache", "app");
        assertThat(sent.getOperation()).isEqualTo(CacheOperation.CACHE_OPERATION_SET);
        assertThat(sent.getKey()).isEqualTo("k");
        assertThat(sent.getStored().getData()).isEqualTo(ByteString.copyFromUtf8("newest"));
        assertThat(Instant.ofEpochSecond(sent.getExpireTime().getSeconds()))
                .isBetween(Instant.now().plusSeconds(300), Instant.now().plusSeconds(601));
    }

    @Test
    void shouldSendThatTheKeyIsGoneIfThisRegionsCacheHasIt() throws Exception {
        assertThat(sent(EvcacheBench.set("gone").setText("v"), "mode", "fetch"))
                .isEqualTo(EvcacheBench.of(CacheOperation.CACHE_OPERATION_DELETE, "gone")
                        .build());
    }

    @Test
    void shouldWaitForThisRegionsCache() {
        server.kill();
        await().atMost(EvcacheBench.PATIENCE)
                .until(() -> prepare(EvcacheBench.set("k").setText("v"), "mode", "fetch")
                                instanceof Departure.Ended(DeliveryOutcome outcome)
                        && outcome instanceof DeliveryOutcome.Unavailable);
    }

    @Test
    void shouldSendNothingThatLivesTooShort() throws Exception {
        assertThat(prepare(EvcacheBench.set("k").setText("v").setTtlSeconds(4), "ttl-min", "5s"))
                .isEqualTo(
                        new Departure.Ended(new DeliveryOutcome.Skipped("the entry lives shorter than 5s (ttl-min)")));
        assertThat(prepare(EvcacheBench.set("k").setText("v").setTtlSeconds(60), "ttl-min", "5s"))
                .isInstanceOf(Departure.Ready.class);
        assertThat(prepare(EvcacheBench.set("k").setText("v"), "ttl-min", "5s")).isInstanceOf(Departure.Ready.class);
    }

    @Test
    void shouldRejectWhatIsNoChange() throws Exception {
        assertThat(prepare(EvcacheBench.set("").setText("v"), "mode", "invalidate"))
                .isInstanceOfSatisfying(
                        Departure.Ended.class,
                        ended -> assertThat(ended.outcome()).isInstanceOf(DeliveryOutcome.Rejected.class));
    }
}
