package io.walgateway.client.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.CacheOperation;
import io.walgateway.proto.v1.StoredValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicatedCacheTest {
    private static final CacheSettings SETTINGS =
            CacheSettings.of("shop").timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.5Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final Duration HOUR = Duration.ofHours(1);

    private final IOException refused = new IOException("refused");
    private final FakeCache local = new FakeCache();
    private final FakeLog log = new FakeLog();
    private final List<ReplicatedCache> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(ReplicatedCache::close);
    }

    @Test
    void shouldAppendBesideTheLocalWrite() throws Exception {
        ReplicatedCache cache = opened(beside(SETTINGS));

        ChangeReceipt set = get(cache.set("k", bytes("v"), 32, HOUR));
        ChangeReceipt touched = get(cache.touch("k", Duration.ZERO));
        ChangeReceipt deleted = get(cache.delete("k"));

        assertThat(List.of(set, touched, deleted)).allMatch(ChangeReceipt::isInCache);
        assertThat(List.of(set, touched, deleted)).allMatch(ChangeReceipt::isInLog);
        assertThat(local.calls()).containsExactly("set k v 32 PT1H", "touch k PT0S", "delete k");
        assertThat(log.appended())
                .containsExactly(
                        setting("v"),
                        CacheMutation.newBuilder()
                                .setOperation(CacheOperation.CACHE_OPERATION_TOUCH)
                                .setKey("k")
                                .setTtlSeconds(0)
                                .build(),
                        deletion());
        assertThat(log.writeTimes()).containsOnly(NOW);
    }

    @Test
    void shouldReportCacheAndLogApart() throws Exception {
        ReplicatedCache cache = opened(beside(SETTINGS));
        LogOutcome full = new LogOutcome.NotAppended("full");
        LogOutcome unknown = new LogOutcome.Unknown("no answer");
        local.fail(refused);
        log.next(new LogOutcome.Appended("log@1"), full, unknown);

        assertThat(get(cache.delete("k")))
                .isEqualTo(new ChangeReceipt(Optional.of(refused), new LogOutcome.Appended("log@1")));
        assertThat(get(cache.delete("k"))).isEqualTo(new ChangeReceipt(Optional.empty(), full));
        assertThat(get(cache.delete("k"))).isEqualTo(new ChangeReceipt(Optional.empty(), unknown));
    }

    @Test
    void shouldAppendBehindAFailedWriteAlone() throws Exception {
        ReplicatedCache cache = opened(ReplicatedCache.behind(local, log, SETTINGS, CLOCK));
        assertThat(get(cache.set("k", bytes("first"), 32, HOUR)).log()).isEqualTo(new LogOutcome.NotNeeded());
        local.fail(refused);
        ChangeReceipt receipt = get(cache.set("k", bytes("v"), 32, HOUR));

        assertThat(receipt.localFailure()).contains(refused);
        assertThat(receipt.isInLog()).isTrue();
        assertThat(log.appended()).containsExactly(setting("v"));
    }

    @Test
    void shouldAppendADeleteBehindAFailedWrite() throws Exception {
        ReplicatedCache cache = opened(ReplicatedCache.behindAsDelete(local, log, SETTINGS, CLOCK));
        local.fail(refused);
        assertThat(get(cache.set("k", bytes("v"), 32, HOUR)).isInLog()).isTrue();
        assertThat(get(cache.set("k", bytes("w"), 32, HOUR)).isInCache()).isTrue();

        assertThat(log.appended()).containsExactly(deletion());
    }

    @Test
    void shouldWriteToTheCacheBeforeTheLog() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        local.waitFor(gate);
        ReplicatedCache cache = opened(beside(SETTINGS));
        CompletionStage<ChangeReceipt> receipt = cache.delete("k");
        await().until(() -> local.calls().size() == 1);

        assertThat(log.appended()).isEmpty();
        gate.countDown();
        assertThat(get(receipt).isInLog()).isTrue();
    }

    @Test
    void shouldKeepTheOrderOfAKeyAndLetOthersPass() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        local.waitFor(gate);
        ReplicatedCache cache = opened(beside(SETTINGS));
        List<CompletionStage<ChangeReceipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            receipts.add(cache.set("k", bytes("v" + i), 32, HOUR));
        }
        receipts.add(cache.delete("other"));
        await().until(() -> local.calls().size() == 2);
        assertThat(local.calls()).containsExactlyInAnyOrder("set k v0 32 PT1H", "delete other");
        gate.countDown();
        for (CompletionStage<ChangeReceipt> receipt : receipts) {
            get(receipt);
        }

        List<CacheMutation> expected =
                IntStream.range(0, 100).mapToObj(i -> setting("v" + i)).toList();
        assertThat(log.appended().stream().filter(change -> change.getKey().equals("k")))
                .containsExactlyElementsOf(expected);
        assertThat(local.calls().stream().filter(call -> call.startsWith("set")))
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(i -> "set k v" + i + " 32 PT1H")
                        .toList());
    }

    @Test
    void shouldGiveUpACallThatHangsAndGoOnWithTheKey() throws Exception {
        local.waitFor(new CountDownLatch(1));
        ReplicatedCache cache = opened(beside(SETTINGS.timeouts(Duration.ofMillis(50), Duration.ofSeconds(20))));

        CompletionStage<ChangeReceipt> first = cache.delete("k");
        CompletionStage<ChangeReceipt> second = cache.delete("k");
        assertThat(get(first).localFailure())
                .hasValueSatisfying(failure -> assertThat(failure)
                        .isInstanceOf(TimeoutException.class)
                        .hasMessage("no answer of the cache within 50ms"));
        assertThat(get(second).isInLog()).isTrue();
    }

    @Test
    void shouldBlockWhileTooMuchIsInFlight() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        local.waitFor(gate);
        ReplicatedCache byCount = opened(beside(SETTINGS.inFlight(2, 1_000)));
        ReplicatedCache byBytes = opened(beside(SETTINGS.inFlight(10, 100)));
        get2(byCount, 1);
        get2(byBytes, 200);
        CompletableFuture<Boolean> third = CompletableFuture.supplyAsync(() -> get2(byCount, 1));
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> get2(byBytes, 200));
        await().until(() -> local.calls().size() == 3);
        await().during(Duration.ofMillis(200)).until(() -> !third.isDone() && !second.isDone());
        gate.countDown();

        assertThat(third.get()).isTrue();
        assertThat(second.get()).isTrue();
    }

    @Test
    void shouldWaitForReceiptsWhenItCloses() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        local.waitFor(gate);
        ReplicatedCache cache = beside(SETTINGS);
        CompletableFuture<ChangeReceipt> receipt = cache.delete("k").toCompletableFuture();
        await().until(() -> local.calls().size() == 1);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(cache::close);
        await().during(Duration.ofMillis(100)).until(() -> !closing.isDone());
        gate.countDown();
        closing.get();

        assertThat(receipt).isCompleted();
        assertThat(receipt.get().isInLog()).isTrue();
        assertThatThrownBy(() -> cache.delete("k")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldGiveEveryChangeItsReceiptWhenItsTimeToCloseIsOver() throws Exception {
        local.waitFor(new CountDownLatch(1));
        ReplicatedCache cache = beside(SETTINGS.timeouts(Duration.ofSeconds(20), Duration.ofMillis(50)));
        CompletionStage<ChangeReceipt> first = cache.delete("k");
        CompletionStage<ChangeReceipt> waits = cache.delete("k");
        await().until(() -> local.calls().size() == 1);
        cache.close();

        assertThat(get(first).isInCache()).isFalse();
        assertThat(get(waits).localFailure()).isPresent();
        assertThat(local.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb", "line\n", "nbsp\u2003", "\u0007"})
    void shouldRefuseKeysThatNoCacheTakes(String key) {
        ReplicatedCache cache = opened(beside(SETTINGS));
        assertThatThrownBy(() -> cache.set(key, bytes("v"), 32, HOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("key: ");
        assertThat(local.calls()).isEmpty();
        assertThat(log.appended()).isEmpty();
    }

    @Test
    void shouldCountTheNameOfTheCacheWithTheKey() throws Exception {
        ReplicatedCache cache = opened(beside(SETTINGS));
        assertThat(get(cache.delete("k".repeat(245))).isInLog()).isTrue();
        assertThatThrownBy(() -> cache.delete("k".repeat(246)))
                .hasMessage("key: 251 bytes with the name of the cache (expected: at most 250)");
        assertThatThrownBy(() -> cache.delete("\u00e9".repeat(123))).hasMessageStartingWith("key: 251 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT1.5S", "P36500D", "PT2562047788015215H"})
    void shouldRefuseLivesThatNoCacheKnows(String ttl) {
        ReplicatedCache cache = opened(beside(SETTINGS));
        assertThatThrownBy(() -> cache.touch("k", Duration.parse(ttl)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ttl: ")
                .hasMessageContaining("(expected: ");
        assertThat(local.calls()).isEmpty();
    }

    @Test
    void shouldTakeTheLongestLifeThatMemcachedKnows() throws Exception {
        ReplicatedCache cache = opened(beside(SETTINGS));
        Duration longest = Duration.between(NOW, Instant.ofEpochSecond(Integer.MAX_VALUE))
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        assertThat(get(cache.touch("k", longest)).isInLog()).isTrue();
        assertThatThrownBy(() -> cache.touch("k", longest.plusSeconds(1)))
                .hasMessageEndingWith("(expected: an expiry until 2038-01-19T03:14:07Z, or 0 for none)");
    }

    @Test
    void shouldRefuseLimitsThatAreNone() {
        assertThatThrownBy(() -> CacheSettings.of("a cache")).hasMessageStartingWith("cache: 7 characters");
        assertThatThrownBy(() -> SETTINGS.inFlight(0, 1)).hasMessage("changesInFlightMax: 0 (expected: >= 1)");
        assertThatThrownBy(() -> SETTINGS.inFlight(1, 0)).hasMessage("bytesInFlightMax: 0 (expected: >= 1)");
        assertThatThrownBy(() -> SETTINGS.timeouts(Duration.ZERO, HOUR))
                .hasMessage("localTimeout: 0ms (expected: >= 1ms)");
        assertThatThrownBy(() -> SETTINGS.timeouts(HOUR, HOUR.negated()))
                .hasMessage("closeTimeout: -3600000ms (expected: >= 0ms)");
    }

    private ReplicatedCache beside(CacheSettings settings) {
        return ReplicatedCache.beside(local, log, settings, CLOCK);
    }

    private ReplicatedCache opened(ReplicatedCache cache) {
        open.add(cache);
        return cache;
    }

    /** Two changes by count, or one that fills all bytes; true when they were accepted. */
    private static boolean get2(ReplicatedCache cache, int size) {
        try {
            for (int i = 0; i < (size == 1 ? 2 : 1); i++) {
                var _ = cache.set("k" + size + i + Thread.currentThread().threadId(), new byte[size], 0, HOUR);
            }
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static CacheMutation setting(String value) {
        return CacheMutation.newBuilder()
                .setOperation(CacheOperation.CACHE_OPERATION_SET)
                .setKey("k")
                .setStored(StoredValue.newBuilder()
                        .setData(ByteString.copyFromUtf8(value))
                        .setFlags(32))
                .setTtlSeconds(3600)
                .build();
    }

    private static CacheMutation deletion() {
        return CacheMutation.newBuilder()
                .setOperation(CacheOperation.CACHE_OPERATION_DELETE)
                .setKey("k")
                .build();
    }

    private static ChangeReceipt get(CompletionStage<ChangeReceipt> receipt) throws Exception {
        return receipt.toCompletableFuture().get();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
