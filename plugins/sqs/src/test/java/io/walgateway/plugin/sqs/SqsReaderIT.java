package io.walgateway.plugin.sqs;

import static io.walgateway.plugin.sqs.SqsBench.read;
import static io.walgateway.plugin.sqs.SqsBench.readFor;
import static io.walgateway.plugin.sqs.SqsBench.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SqsReaderIT {
    private static final Map<String, String> BRIEF_LEASES = Map.of("visibility-timeout", "3s");
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofMillis(4_500);

    @Test
    void shouldHoldALeaseForLongerThanTheVisibilityTimeoutAlsoWhilePaused() {
        try (SqsBench bench = SqsBench.standard(BRIEF_LEASES);
                QueueReader holder = bench.reader();
                QueueReader other = bench.reader()) {
            bench.appendNow("", "a", "b");
            assertThat(texts(read(holder, 2))).containsExactlyInAnyOrder("a", "b");
            holder.pause();
            assertThat(readFor(other, LONGER_THAN_A_LEASE)).isEmpty();
            holder.resume();
            assertThat(readFor(holder, Duration.ofMillis(300))).isEmpty();
        }
    }

    @Test
    void shouldHandOutToOthersWhatItsReaderLeavesBehind() {
        try (SqsBench bench = SqsBench.standard(BRIEF_LEASES)) {
            // Neither closed nor extended, as after kill -9: without its client, the reader can do nothing any more.
            try (SqsBench dead = new SqsBench(
                    Components.sqs().settings(), bench.queue.names().getFirst(), BRIEF_LEASES)) {
                dead.appendNow("", "a");
                assertThat(read(dead.reader(), 1)).hasSize(1);
            }
            try (QueueReader heir = bench.reader()) {
                assertThat(texts(read(heir, 1))).containsExactly("a");
            }
        }
    }

    @Test
    void shouldHoldBackWhatIsNotDue() {
        try (SqsBench bench = SqsBench.standard(Map.of());
                QueueReader reader = bench.reader()) {
            Instant due = InstantSource.system().instant().plusMillis(2_500);
            assertThat(SqsBench.answer(bench.append("", "late", due))).isEqualTo(AppendResult.APPENDED);
            assertThat(bench.pending().undated()).isEqualTo(1);
            read(reader, 1);
            assertThat(bench.pending().total()).isZero();
            assertThat(InstantSource.system().instant()).isAfterOrEqualTo(due.minusSeconds(1));
        }
    }

    @Test
    void shouldDrainALongQueueWithSeveralReceivesAtOnce() {
        try (SqsBench bench = SqsBench.standard(Map.of())) {
            String[] records =
                    IntStream.range(0, 300).mapToObj(Integer::toString).toArray(String[]::new);
            bench.appendNow("", records);
            try (QueueReader reader = bench.reader()) {
                List<Lease> leases = read(reader, 300);
                assertThat(texts(leases)).containsExactlyInAnyOrder(records);
                leases.forEach(reader::acknowledge);
            }
            try (QueueReader reader = bench.reader()) {
                assertThat(readFor(reader, Duration.ofMillis(500))).isEmpty();
            }
        }
    }

    @Test
    void shouldKeepTheOrderOfAKeyAcrossReadersThatGiveUp() {
        try (SqsBench bench = SqsBench.fifo(BRIEF_LEASES)) {
            String[] records =
                    IntStream.range(0, 30).mapToObj("%02d"::formatted).toArray(String[]::new);
            bench.appendNow("key", records);
            List<String> settled = new ArrayList<>();
            try (QueueReader first = bench.reader()) {
                List<Lease> leases = read(first, 5);
                leases.subList(0, 3).forEach(first::acknowledge);
                settled.addAll(texts(leases.subList(0, 3)));
            }
            try (QueueReader second = bench.reader()) {
                while (settled.size() < records.length) {
                    List<Lease> leases = read(second, 1);
                    settled.addAll(texts(leases));
                    leases.forEach(second::acknowledge);
                }
            }
            assertThat(settled).containsExactly(records);
        }
    }

    @Test
    void shouldHandOutNothingOfAKeyWhileSomeOfItIsInHand() {
        try (SqsBench bench = SqsBench.fifo(BRIEF_LEASES);
                QueueReader holder = bench.reader();
                QueueReader other = bench.reader()) {
            bench.appendNow("key", "a");
            Lease held = read(holder, 1).getFirst();
            bench.appendNow("key", "b");
            bench.appendNow("free", "c");
            List<String> meanwhile = Stream.concat(
                            readFor(other, LONGER_THAN_A_LEASE).stream(),
                            readFor(holder, Duration.ofMillis(100)).stream())
                    .map(lease -> lease.record().asUtf8())
                    .toList();
            assertThat(meanwhile).containsExactly("c");
            holder.acknowledge(held);
            holder.pause();
            assertThat(texts(read(other, 1))).containsExactly("b");
        }
    }
}
