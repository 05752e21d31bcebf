package io.walgateway.plugin.evcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.proto.v1.CacheOperation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that answer in every way but the usual one. */
class EvcacheFaultsIT {

    @ParameterizedTest
    @CsvSource({
        "SERVER_ERROR out of memory storing object, Throttled",
        "SERVER_ERROR busy, Throttled",
        "SERVER_ERROR object too large for cache, Rejected",
        "SERVER_ERROR something else, Failed",
        "CLIENT_ERROR bad command line format, Rejected",
        "ERROR, Rejected",
        "EX, Failed"
    })
    void shouldGoByTheAnswer(String answer, String outcome) throws IOException {
        try (RawNode node = RawNode.answering(_ -> answer + "\r\n");
                EvcacheBench bench = bench(node)) {
            DeliveryOutcome first = bench.deliver(EvcacheBench.set("k").setText("v"));
            assertThat(first.getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(first.toString()).contains(answer).contains("zone a of cluster default");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "HD O999\r\n", "VA x\r\n", "VA 9999999999\r\n", "\r\n", "cut"
            })
    void shouldNotKnowWhatANodeDidThatBreaksOffOrSpeaksAnotherProtocol(String answer) throws IOException {
        try (RawNode node = RawNode.answering(_ -> answer);
                EvcacheBench bench = bench(node)) {
            assertThat(bench.deliver(EvcacheBench.set("k").setText("v"))).isInstanceOf(DeliveryOutcome.Unknown.class);
            node.does(EvcacheFaultsIT::done);
            await().atMost(EvcacheBench.PATIENCE)
                    .until(() ->
                            bench.deliver(EvcacheBench.set("k").setText("v")) instanceof DeliveryOutcome.Delivered);
            assertThat(node.accepted()).isEqualTo(2);
        }
    }

    @Test
    void shouldCloseALineThatDoesNotEnd() throws IOException {
        try (RawNode node = RawNode.answering(_ -> "x".repeat(100_000));
                EvcacheBench bench = bench(node)) {
            assertThat(bench.deliver(EvcacheBench.set("k").setText("v"))).isInstanceOf(DeliveryOutcome.Unknown.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR\r\n", "SERVER_ERROR too many open connections\r\n", "SSH-2.0-OpenSSH\r\n", ""})
    void shouldFindANodeAwayThatDoesNotAnswerASignOfLife(String greeting) throws IOException {
        try (RawNode node = RawNode.start(_ -> greeting);
                EvcacheBench bench = bench(node)) {
            assertThat(bench.deliver(EvcacheBench.set("k").setText("v")))
                    .isInstanceOf(DeliveryOutcome.Unavailable.class);
        }
    }

    @Test
    void shouldSayThatMemcachedIsTooOld() throws IOException {
        try (RawNode node = RawNode.start(_ -> "ERROR\r\n");
                EvcacheBench bench = bench(node)) {
            assertThat(bench.deliver(EvcacheBench.set("k").setText("v")).toString())
                    .contains("expected: memcached 1.6 or later");
        }
    }

    @Test
    void shouldGiveUpAConnectionWithoutAnswersAndUseAnother() throws IOException {
        try (RawNode node = RawNode.answering(_ -> "");
                EvcacheBench bench = bench(node)) {
            assertThat(bench.deliver(EvcacheBench.set("k").setText("v")).toString())
                    .contains("no answer within evcache.answer-timeout");
            node.does(EvcacheFaultsIT::done);
            assertThat(bench.deliver(EvcacheBench.set("k").setText("v"))).isEqualTo(DeliveryOutcome.DELIVERED);
        }
    }

    @Test
    void shouldReturnByTheDeadlineOfAnAttempt() throws IOException {
        try (RawNode node = RawNode.answering(_ -> "");
                EvcacheBench bench =
                        new EvcacheBench(Map.of("clusters.default.zones.a", node.endpoint(), "answer-timeout", "1m"))) {
            assertThat(bench.deliver(EvcacheBench.set("k").setText("v"), Duration.ofMillis(300)))
                    .isInstanceOfSatisfying(
                            DeliveryOutcome.Unknown.class,
                            unknown -> assertThat(unknown.why()).contains("no answer in time"));
        }
    }

    @Test
    void shouldSendNoMoreAtOnceThanItMay() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawNode node = RawNode.answering(_ -> {
                    arrived.countDown();
                    return "";
                });
                EvcacheBench bench = new EvcacheBench(Map.of(
                        "clusters.default.zones.a", node.endpoint(), "answer-timeout", "1m", "in-flight-max", "1"))) {
            Thread.ofVirtual().start(() -> bench.deliver(EvcacheBench.set("k").setText("v"), Duration.ofMinutes(1)));
            arrived.await();
            assertThat(bench.deliver(EvcacheBench.set("k").setText("v"))).isInstanceOf(DeliveryOutcome.Throttled.class);
        }
    }

    @Test
    void shouldSendRequestsForAKeyInTheirOrderAlsoBeforeTheConnectionIsMade() throws IOException {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (RawNode fast = RawNode.answering(EvcacheFaultsIT::done);
                RawNode slow = RawNode.answering(line -> {
                    lines.add(line.split(" ", -1)[2]);
                    return done(line);
                });
                EvcacheBench bench = new EvcacheBench(Map.of(
                        "clusters.default.zones.a", fast.endpoint(), "clusters.default.zones.b", slow.endpoint()))) {
            for (int i = 0; i < 100; i++) {
                assertThat(bench.deliver(
                                EvcacheBench.set("k").setText("x".repeat(i)), "zones", "any", "compress-over", "never"))
                        .isEqualTo(DeliveryOutcome.DELIVERED);
            }
            await().atMost(EvcacheBench.PATIENCE).until(() -> lines.size() == 100);
            assertThat(lines)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 100).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void shouldRemoveWhatHasExpiredOnTheWayAndStoreNothing() throws IOException {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (RawNode node = RawNode.answering(line -> {
                    lines.add(line.substring(0, line.indexOf(" O")));
                    return done(line);
                });
                EvcacheBench bench = bench(node)) {
            long past = Instant.EPOCH.plusSeconds(1).getEpochSecond();
            assertThat(bench.deliver(EvcacheBench.set("k").setText("v").setExpireTime(time(past))))
                    .isInstanceOf(DeliveryOutcome.Skipped.class);
            assertThat(bench.deliver(EvcacheBench.of(CacheOperation.CACHE_OPERATION_TOUCH, "k")
                            .setExpireTime(time(past))))
                    .isInstanceOf(DeliveryOutcome.Skipped.class);
            assertThat(bench.deliver(EvcacheBench.of(CacheOperation.CACHE_OPERATION_ADD, "k")
                            .setText("v")
                            .setExpireTime(time(past))))
                    .isInstanceOf(DeliveryOutcome.Skipped.class);
            assertThat(lines).containsExactly("md k", "md k");
        }
    }

    private static Timestamp time(long seconds) {
        return Timestamp.newBuilder().setSeconds(seconds).build();
    }

    private static EvcacheBench bench(RawNode node) {
        return new EvcacheBench(Map.of(
                "clusters.default.zones.a", node.endpoint(), "answer-timeout", "500ms", "connect-timeout", "500ms"));
    }

    private static String done(String line) {
        return "HD" + line.substring(line.indexOf(" O")) + "\r\n";
    }
}
