package io.walgateway.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The behaviour of every durable storage. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DurableStorageContract {
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(2);
    private static final int AT_ONCE = 200;
    private static final int CONTENDERS = 6;
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration FORGOTTEN_WITHIN = Duration.ofMinutes(2);

    private DurableStorageClient client;
    private DurableStorageConfig config;
    private DurableStorage storage;

    /** Opens a client that reaches its servers. */
    protected abstract DurableStorageClient open();

    /** Opens a client whose servers cannot be reached. */
    protected abstract DurableStorageClient openUnreachable();

    /** The configuration of a storage namespace of this name. */
    protected abstract DurableStorageConfig config(String namespace);

    /** The storage's clock. */
    protected abstract InstantSource clock();

    @BeforeAll
    void provision() {
        client = open();
        config = config(Components.uniqueName("contract"));
        client.provision(config);
        storage = client.storage(config);
    }

    @AfterAll
    void close() {
        client.close();
    }

    @Test
    void shouldGiveBackWhatWasPut() {
        String key = key();
        put(key, 0, Bytes.utf8("content"));
        assertThat(get(key, 0)).contains(Bytes.utf8("content"));
    }

    @Test
    void shouldHaveNothingWhereNothingWasPut() {
        String key = key();
        put(key, 1, Bytes.utf8("one"));
        assertThat(get(key, 0)).isEmpty();
        assertThat(get(key(), 1)).isEmpty();
        assertThat(numbers(key())).isEmpty();
    }

    @Test
    void shouldReplaceWhatWasThere() {
        String key = key();
        put(key, 7, Bytes.utf8("before"));
        put(key, 7, Bytes.utf8("after"));
        assertThat(get(key, 7)).contains(Bytes.utf8("after"));
        assertThat(numbers(key)).containsExactly(7);
    }

    @Test
    void shouldStoreOnceWhatIsPutIfAbsent() {
        String key = key();
        assertThat(putIfAbsent(key, 3, Bytes.utf8("first"))).isEmpty();
        assertThat(putIfAbsent(key, 3, Bytes.utf8("second"))).contains(Bytes.utf8("first"));
        assertThat(putIfAbsent(key, 4, Bytes.EMPTY)).isEmpty();
        assertThat(putIfAbsent(key, 4, Bytes.utf8("late"))).contains(Bytes.EMPTY);
        assertThat(get(key, 3)).contains(Bytes.utf8("first"));
        assertThat(numbers(key)).containsExactly(3, 4);
    }

    @Test
    void shouldReplaceOnlyTheContentThatIsExpected() {
        String key = key();
        putIfAbsent(key, 0, Bytes.utf8("open"));
        assertThat(replace(key, 0, "sealed", "queued")).isFalse();
        assertThat(get(key, 0)).contains(Bytes.utf8("open"));
        assertThat(replace(key, 0, "open", "sealed")).isTrue();
        assertThat(replace(key, 0, "open", "sealed")).as("repeated").isTrue();
        assertThat(replace(key, 0, "open", "expired")).isFalse();
        assertThat(get(key, 0)).contains(Bytes.utf8("sealed"));
        assertThat(replace(key(), 0, "open", "sealed")).as("of nothing").isFalse();
    }

    @Test
    void shouldLetOneOfManyWin() {
        String key = key();
        Instant later = clock().instant().plusSeconds(600);
        List<CompletableFuture<Optional<Bytes>>> puts = IntStream.range(0, CONTENDERS)
                .mapToObj(i ->
                        storage.putIfAbsent(key, 0, Bytes.utf8("c" + i), later).toCompletableFuture())
                .toList();
        assertThat(puts.stream()
                        .filter(put ->
                                settledOrLost(put).filter(Optional::isEmpty).isPresent()))
                .hasSizeLessThanOrEqualTo(1);
        Bytes winner = get(key, 0).orElseThrow();
        List<CompletableFuture<Boolean>> replacements = IntStream.range(0, CONTENDERS)
                .mapToObj(i -> storage.replace(key, 0, winner, Bytes.utf8("r" + i), later)
                        .toCompletableFuture())
                .toList();
        assertThat(replacements.stream()
                        .filter(one -> settledOrLost(one).orElse(false))
                        .toList())
                .hasSizeLessThanOrEqualTo(1);
        assertThat(get(key, 0).orElseThrow().asUtf8()).startsWith("r");
    }

    @Test
    void shouldStoreSeveralAtOnceAndNoneThatExists() {
        String key = key();
        putIfAbsent(key, 5, Bytes.utf8("five"));
        Map<Integer, Bytes> given = new HashMap<>();
        IntStream.range(0, 70).forEach(number -> given.put(number, Bytes.utf8("new " + number)));
        Instant later = clock().instant().plusSeconds(600);
        Set<Integer> stored = settled(storage.putAllIfAbsent(key, given, later));
        assertThat(stored).doesNotContain(5);
        assertThat(numbers(key)).containsExactlyInAnyOrderElementsOf(with(stored, 5));
        given.forEach((number, content) -> assertThat(get(key, number))
                .isEqualTo(
                        number == 5
                                ? Optional.of(Bytes.utf8("five"))
                                : Optional.of(content).filter(_ -> stored.contains(number))));
        given.forEach((number, content) -> putIfAbsent(key, number, content));
        assertThat(settled(storage.putAllIfAbsent(key, Map.of(3, Bytes.utf8("x"), 69, Bytes.utf8("x")), later)))
                .isEmpty();
        assertThat(get(key, 69)).contains(Bytes.utf8("new 69"));
        settled(storage.delete(key));
        assertThat(get(key, 69)).isEmpty();
    }

    private static Set<Integer> with(Set<Integer> numbers, int another) {
        Set<Integer> all = new HashSet<>(numbers);
        all.add(another);
        return all;
    }

    @Test
    void shouldListNotedNumbersUntilTheyAreForgotten() {
        String key = key();
        Instant later = clock().instant().plusSeconds(600);
        settled(storage.note(key, Set.of(), later));
        settled(storage.note(key, Set.of(7, 1_000_000, 0), later));
        settled(storage.note(key, Set.of(7, 8), later));
        assertThat(numbers(key)).containsExactly(0, 7, 8, 1_000_000);
        settled(storage.forget(key));
        assertThat(numbers(key)).isEmpty();
        settled(storage.forget(key));
    }

    @Test
    void shouldRemoveOneItemAndStoreItAgain() {
        String key = key();
        putIfAbsent(key, 1, Bytes.utf8("one"));
        putIfAbsent(key, 2, Bytes.utf8("two"));
        settled(storage.remove(key, 1));
        settled(storage.remove(key, 7));
        assertThat(get(key, 1)).isEmpty();
        assertThat(numbers(key)).containsExactly(2);
        assertThat(putIfAbsent(key, 1, Bytes.utf8("again"))).isEmpty();
        assertThat(get(key, 1)).contains(Bytes.utf8("again"));
        assertThat(numbers(key)).containsExactly(1, 2);
    }

    @Test
    void shouldTakeAgainWhatHasExpiredIfAbsent() {
        String key = key();
        settled(storage.putIfAbsent(
                key, 0, Bytes.utf8("lease"), clock().instant().plus(SHORT)));
        assertThat(settled(storage.replace(
                        key,
                        0,
                        Bytes.utf8("lease"),
                        Bytes.utf8("renewed"),
                        clock().instant().plus(SHORT))))
                .isTrue();
        await().atMost(FORGOTTEN_WITHIN)
                .until(() -> putIfAbsent(key, 0, Bytes.utf8("next")).isEmpty());
        assertThat(get(key, 0)).contains(Bytes.utf8("next"));
        assertThat(numbers(key)).containsExactly(0);
    }

    @Test
    void shouldDeleteWhatWasPutIfAbsent() {
        String key = key();
        IntStream.range(0, 40).forEach(number -> putIfAbsent(key, number, Bytes.utf8("x")));
        settled(storage.delete(key));
        assertThat(numbers(key)).isEmpty();
        assertThat(get(key, 0)).isEmpty();
        assertThat(get(key, 39)).isEmpty();
    }

    @Test
    void shouldTellNumbersInAscendingOrder() {
        String key = key();
        List.of(300, 2, 1_000_000, 0, 33).forEach(number -> put(key, number, Bytes.utf8("n" + number)));
        assertThat(numbers(key)).containsExactly(0, 2, 33, 300, 1_000_000);
        assertThat(get(key, 300)).contains(Bytes.utf8("n300"));
    }

    @Test
    void shouldDeleteAllUnderAKeyAndNothingElse() {
        String key = key();
        String other = key();
        IntStream.range(0, 70).forEach(number -> put(key, number, Bytes.utf8("x")));
        put(other, 0, Bytes.utf8("stays"));

        settled(storage.delete(key));

        assertThat(numbers(key)).isEmpty();
        assertThat(get(key, 69)).isEmpty();
        assertThat(get(other, 0)).contains(Bytes.utf8("stays"));
        settled(storage.delete(key));
    }

    @Test
    void shouldForgetWhatHasExpiredAndNotBefore() {
        String key = key();
        Instant expiry = clock().instant().plus(SHORT);
        settled(storage.put(key, 0, Bytes.utf8("short"), expiry));
        put(key, 1, Bytes.utf8("long"));
        Optional<Bytes> early = get(key, 0);
        assertThat(clock().instant().isBefore(expiry) ? early : Optional.of(Bytes.utf8("short")))
                .contains(Bytes.utf8("short"));

        await().atMost(FORGOTTEN_WITHIN).until(() -> get(key, 0).isEmpty());

        assertThat(clock().instant()).isAfterOrEqualTo(expiry);
        assertThat(numbers(key)).containsExactly(1);
    }

    @Test
    void shouldTakeItemsAsLargeAsAllowedAndEmptyOnes() {
        String key = key();
        byte[] large = new byte[DurableStorage.ITEM_BYTES_MAX];
        new Random(1).nextBytes(large);
        put(key, 0, Bytes.wrap(large));
        put(key, 1, Bytes.EMPTY);
        assertThat(get(key, 0)).contains(Bytes.wrap(large));
        assertThat(get(key, 1)).contains(Bytes.EMPTY);
        assertThat(numbers(key)).containsExactly(0, 1);
    }

    /** The expiry is further away than 31 bits of seconds reach, if the storage allows that. */
    @Test
    void shouldKeepUntilItsLatestExpiryAndStoreNothingThatOutlastsIt() {
        String key = key();
        Instant far = clock().instant().plus(Duration.ofDays(19L * 365));
        put(key, 0, Bytes.EMPTY);
        Instant latest = storage.latestExpiry().filter(far::isAfter).orElse(far);
        settled(storage.put(key, 1, Bytes.utf8("long"), latest));
        assertThat(get(key, 1)).contains(Bytes.utf8("long"));
        if (latest.isBefore(far)) {
            assertThatThrownBy(() -> settled(storage.put(key, 2, Bytes.utf8("longer"), latest.plusMillis(1))))
                    .hasStackTraceContaining("keeps nothing past " + latest);
            assertThat(get(key, 2)).isEmpty();
        }
    }

    @Test
    void shouldRefuseWhatIsBeyondTheBounds() {
        Bytes tooLarge = Bytes.wrap(new byte[DurableStorage.ITEM_BYTES_MAX + 1]);
        Instant later = clock().instant().plusSeconds(60);
        String longest = "\u00e9".repeat(DurableStorage.KEY_BYTES_MAX / 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.put(key(), 0, tooLarge, later))
                .withMessageContaining("content");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.put(key(), -1, Bytes.EMPTY, later))
                .withMessageContaining("number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.get("", 0))
                .withMessageContaining("key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.numbers(longest + "x"))
                .withMessageContaining("key");
        put(longest, 0, Bytes.utf8("fits"));
        assertThat(get(longest, 0)).contains(Bytes.utf8("fits"));
    }

    @Test
    void shouldTakeKeysOfAnyText() {
        for (String key : List.of("\u4e16\u754c/\ud83d\ude00", "a/b#c?d e", "'; DROP TABLE x; --", "\u0001\n")) {
            String unique = key + key();
            put(unique, 3, Bytes.utf8(key));
            assertThat(get(unique, 3)).contains(Bytes.utf8(key));
            assertThat(numbers(unique)).containsExactly(3);
        }
    }

    @Test
    void shouldKeepNamespacesApart() {
        DurableStorageConfig other = config(Components.uniqueName("other"));
        client.provision(other);
        String key = key();
        put(key, 0, Bytes.utf8("here"));
        assertThat(settled(client.storage(other).get(key, 0))).isEmpty();
    }

    @Test
    void shouldCarryOutManyAtOnce() {
        String key = key();
        CompletableFuture.allOf(IntStream.range(0, AT_ONCE)
                        .mapToObj(number -> storage.put(
                                        key,
                                        number,
                                        Bytes.utf8("n" + number),
                                        clock().instant().plusSeconds(600))
                                .toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        assertThat(numbers(key))
                .containsExactlyElementsOf(IntStream.range(0, AT_ONCE).boxed().toList());
        List<CompletableFuture<Optional<Bytes>>> all = IntStream.range(0, AT_ONCE)
                .mapToObj(number -> storage.get(key, number).toCompletableFuture())
                .toList();
        for (int number = 0; number < AT_ONCE; number++) {
            assertThat(all.get(number).join()).contains(Bytes.utf8("n" + number));
        }
    }

    @Test
    void shouldFindAgainAfterAnotherProvision() {
        String key = key();
        put(key, 0, Bytes.utf8("kept"));
        client.provision(config);
        try (DurableStorageClient another = open()) {
            assertThat(settled(another.storage(config).get(key, 0))).contains(Bytes.utf8("kept"));
        }
    }

    @Test
    void shouldBeUnavailableInTimeWhenNobodyListens() {
        try (DurableStorageClient unreachable = openUnreachable()) {
            DurableStorage away = unreachable.storage(config);
            List<CompletionStage<?>> answers = List.of(
                    away.put("k", 0, Bytes.EMPTY, clock().instant().plusSeconds(60)),
                    away.putIfAbsent("k", 0, Bytes.EMPTY, clock().instant().plusSeconds(60)),
                    away.replace(
                            "k", 0, Bytes.EMPTY, Bytes.EMPTY, clock().instant().plusSeconds(60)),
                    away.remove("k", 0),
                    away.get("k", 0),
                    away.numbers("k"));
            for (CompletionStage<?> answer : answers) {
                await().atMost(ANSWERED_WITHIN)
                        .until(() -> answer.toCompletableFuture().isDone());
                assertThatThrownBy(() -> answer.toCompletableFuture().join())
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(StorageUnavailableException.class);
            }
            assertThatThrownBy(() -> unreachable.provision(config)).isInstanceOf(StorageUnavailableException.class);
        }
    }

    private static String key() {
        return Components.uniqueName("key");
    }

    private void put(String key, int number, Bytes content) {
        settled(storage.put(key, number, content, clock().instant().plusSeconds(600)));
    }

    private Optional<Bytes> putIfAbsent(String key, int number, Bytes content) {
        return settled(
                storage.putIfAbsent(key, number, content, clock().instant().plusSeconds(600)));
    }

    private boolean replace(String key, int number, String expected, String content) {
        return settled(storage.replace(
                key,
                number,
                Bytes.utf8(expected),
                Bytes.utf8(content),
                clock().instant().plusSeconds(600)));
    }

    /** Empty: the storage cannot tell, as when too many contend. */
    private static <T> Optional<T> settledOrLost(CompletableFuture<T> stage) {
        try {
            return Optional.of(stage.join());
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(StorageUnavailableException.class);
            return Optional.empty();
        }
    }

    private Optional<Bytes> get(String key, int number) {
        return settled(storage.get(key, number));
    }

    private List<Integer> numbers(String key) {
        return settled(storage.numbers(key));
    }

    private static <T> T settled(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
