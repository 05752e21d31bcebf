package io.walgateway.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.walgateway.core.namespace.Delays;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.plugin.Violation;
import io.walgateway.log.record.MessageIds;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.testkit.fake.TestClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What of a delay is left to chance, and whose word counts: the request's, then the namespace's. */
class LifecycleReaderTest {
    private static final Instant NOW = TestClock.START;
    private static final Limits LIMITS = new Limits(1000, java.time.Duration.ofHours(1));
    private static final Delays DEFAULTS =
            new Delays(java.time.Duration.ofSeconds(10), java.time.Duration.ofSeconds(40), 0.5);

    private final List<Violation> found = new ArrayList<>();
    private final Lifecycle.Builder lifecycle = Lifecycle.newBuilder();

    @Test
    void shouldDrawWithinWhatTheNamespaceSays() {
        for (int i = 0; i < 1000; i++) {
            assertThat(due(DEFAULTS, id(i))).isBetween(NOW.plusSeconds(5), NOW.plusSeconds(55));
        }
        assertThat(due(DEFAULTS, id(1))).isNotEqualTo(due(DEFAULTS, id(2)));
    }

    @Test
    void shouldDrawTheSameForTheSameId() {
        assertThat(due(DEFAULTS, id(7))).isEqualTo(due(DEFAULTS, id(7)));
    }

    @Test
    void shouldPreferWhatTheRequestSays() {
        lifecycle.setDelay(seconds(3)).setDelayRandom(seconds(0)).setDelayJitter(0);
        assertThat(due(DEFAULTS, id(1))).isEqualTo(NOW.plusSeconds(3));
    }

    @Test
    void shouldTakeFromTheNamespaceWhatTheRequestLeavesOut() {
        lifecycle.setDelay(seconds(0));
        assertThat(due(DEFAULTS, id(1))).isBetween(NOW, NOW.plusSeconds(40));

        lifecycle.clear().setDelayRandom(seconds(0)).setDelayJitter(0);
        assertThat(due(DEFAULTS, id(1))).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void shouldSpreadABurst() {
        lifecycle.setDelayRandom(seconds(10));
        int[] buckets = new int[10];
        for (int i = 0; i < 10_000; i++) {
            java.time.Duration waits = java.time.Duration.between(NOW, due(Delays.NONE, id(i)));
            buckets[(int) Math.min(9, waits.toSeconds())]++;
        }
        assertThat(buckets).satisfies(counts -> assertThat(counts).doesNotContain(0));
        assertThat(java.util.stream.IntStream.of(buckets).max().orElseThrow()).isLessThan(1150);
    }

    @Test
    void shouldBoundTheSumByTheLimit() {
        lifecycle.setDelay(seconds(3600)).setDelayRandom(seconds(1));
        due(Delays.NONE, id(1));
        assertThat(found)
                .containsExactly(new Violation(
                        "lifecycle.delay",
                        "up to 1h1s with jitter and random part",
                        "at most 1h, the limits.delay-max of the namespace"));
    }

    @Test
    void shouldSayThatANamespaceWithoutDelaysTakesNone() {
        lifecycle.setDelay(seconds(5));
        Limits none = new Limits(1000, java.time.Duration.ZERO);
        var _ = new LifecycleReader(none, Delays.NONE, NOW, found).read(lifecycle.build(), id(1));
        assertThat(found).singleElement().satisfies(violation -> {
            assertThat(violation.path()).isEqualTo("lifecycle.delay");
            assertThat(violation.expectation()).startsWith("none: ").contains("FIFO");
        });
    }

    @Test
    void shouldRefuseEachPartThatIsWrong() {
        lifecycle.setDelay(seconds(-1)).setDelayRandom(seconds(3601)).setDelayJitter(Double.NaN);
        due(Delays.NONE, id(1));
        assertThat(found)
                .extracting(Violation::path)
                .containsExactly("lifecycle.delay", "lifecycle.delay_random", "lifecycle.delay_jitter");
    }

    @Test
    void shouldRefuseALifeThatMayEndBeforeTheDelay() {
        lifecycle.setDelayRandom(seconds(60)).setTimeToLive(seconds(60));
        due(Delays.NONE, id(1));
        assertThat(found)
                .containsExactly(
                        new Violation("lifecycle.time_to_live", "1m", "longer than the longest delay it may get, 1m"));
    }

    private Instant due(Delays defaults, UUID id) {
        return new LifecycleReader(LIMITS, defaults, NOW, found)
                .read(lifecycle.build(), id)
                .due();
    }

    private static UUID id(int i) {
        return MessageIds.ofToken("orders", Integer.toString(i));
    }

    private static Duration seconds(long seconds) {
        return Duration.newBuilder().setSeconds(seconds).build();
    }
}
