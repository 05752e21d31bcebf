package io.walgateway.plugin.sqs.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueCapabilities;
import io.walgateway.plugin.sqs.SqsQueueProvider;
import io.walgateway.plugin.sqs.cluster.SqsNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueRulesTest {

    @Test
    void shouldFindNoFaultWithOrdinaryQueues() {
        assertThat(check(List.of("a", "b"), List.of("c"), Map.of("retention", "1209600000")))
                .isEmpty();
        assertThat(check(List.of("a.fifo"), List.of("a-dlq.fifo"), Map.of("poll-interval-secs", "0")))
                .isEmpty();
    }

    @Test
    void shouldPointAtNamesThatSqsRefuses() {
        assertThat(check(List.of("a", "b.c"), List.of("d e", "f"), Map.of()))
                .containsExactly(
                        new Violation("/wal-queue/1", "b.c", SqsNames.EXPECTATION),
                        new Violation("/wal-dlq-queue/0", "d e", SqsNames.EXPECTATION));
    }

    @Test
    void shouldPointAtADeadLetterQueueThatIsTheQueueItself() {
        assertThat(check(List.of("a"), List.of("a"), Map.of()))
                .containsExactly(new Violation("/wal-dlq-queue/0", "a", "a queue that is not one of wal-queue"));
    }

    @Test
    void shouldPointAtQueuesOfTwoKinds() {
        assertThat(check(List.of("a.fifo", "b"), List.of("c"), Map.of()))
                .extracting(Violation::path)
                .containsExactly("/wal-queue/1", "/wal-dlq-queue/0");
        assertThat(check(List.of("a"), List.of("c.fifo"), Map.of()))
                .extracting(Violation::path)
                .containsExactly("/wal-dlq-queue/0");
    }

    @Test
    void shouldPointAtWhatSqsDoesNotHave() {
        Map<String, String> settings = Map.of("partitions", "4", "replication", "3", "retention", "1209601000");
        assertThat(check(List.of("a"), List.of(), settings))
                .extracting(Violation::path)
                .containsExactly("/partitions", "/replication", "/retention");
    }

    @Test
    void shouldKeepAnOrderInFifoQueuesAndHoldBackInTheOthers() {
        QueueCapabilities standard = capabilities("a", "b");
        assertThat(standard.orderedBy()).contains("names of FIFO queues (NAME.fifo)");
        assertThat(standard.whyNeverDelayed()).isEmpty();
        assertThat(standard.renews()).isTrue();
        QueueCapabilities fifo = capabilities("a.fifo", "b.fifo");
        assertThat(fifo.orderedBy()).isEmpty();
        assertThat(fifo.whyNeverDelayed()).contains("a FIFO queue cannot hold a single message back");
        assertThat(fifo.renews()).isFalse();
        assertThat(capabilities("a.fifo", "b")).isEqualTo(standard);
        assertThat(List.of(standard, fifo))
                .allSatisfy(all -> assertThat(all.retention()).contains(Duration.ofDays(14)));
    }

    @Test
    void shouldCallADeadLetterQueueAfterItsQueueAndOfItsKind() {
        SqsQueueProvider provider = new SqsQueueProvider();
        assertThat(provider.deadLetterName("a")).isEqualTo("a-dlq");
        assertThat(provider.deadLetterName("a.fifo")).isEqualTo("a-dlq.fifo");
        assertThat(provider.deadLetterName("a".repeat(80))).matches(SqsNames::isLegal);
    }

    private static QueueCapabilities capabilities(String... names) {
        return new SqsQueueProvider()
                .capabilities(new QueueConfig("sqs", "default", List.of(names), List.of(), Map.of()));
    }

    private static List<Violation> check(List<String> names, List<String> deadLetters, Map<String, String> settings) {
        return new SqsQueueProvider().check(new QueueConfig("sqs", "default", names, deadLetters, settings));
    }
}
