package io.walgateway.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig.Access;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.Placement.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A queue b is added to a queue a by revision 5; the namespace is at revision 6. */
class PlacementTest {
    private static final QueueConfig BOTH = queue("kafka", "a", "b");
    private static final QueueConfig A = queue("kafka", "a");
    private static final QueueConfig B = queue("kafka", "b");
    private static final Bytes STAYS = keyOf("a");
    private static final Bytes MOVES = keyOf("b");
    private static final Generation DRAINING = new Generation(5, List.of(A), false);
    private static final Generation DRAINED = new Generation(5, List.of(A), true);

    private static QueueConfig queue(String type, String... names) {
        return new QueueConfig(type, "default", List.of(names), List.of(), Map.of());
    }

    private static Bytes keyOf(String queue) {
        QueueChoice choice = new QueueChoice(BOTH.names());
        return IntStream.range(0, 100)
                .mapToObj(n -> Bytes.utf8("key-" + n))
                .filter(key -> choice.of(key).equals(queue))
                .findFirst()
                .orElseThrow();
    }

    private static NamespaceConfig namespace(Ordering ordering, QueueConfig now, Generation... earlier) {
        return new NamespaceConfig(
                        "orders",
                        6,
                        "default",
                        "consumer",
                        ordering,
                        List.of(now),
                        List.of(),
                        new Policies(RetryPolicy.DEFAULT, Limits.DEFAULT, Access.OPEN),
                        Optional.empty())
                .withEarlier(List.of(earlier));
    }

    private static Message message(Bytes key, long revision) {
        Instant now = Instant.EPOCH;
        return new Message(
                new UUID(0, 0),
                "orders",
                new Message.Inline(Bytes.EMPTY),
                Message.Routing.toAll(key),
                new Message.Lifecycle(now, now, now, Optional.empty()),
                0,
                revision,
                Message.Provenance.NONE,
                Message.Priority.NORMAL);
    }

    private static Verdict ordered(QueueConfig read, Message message, Generation... earlier) {
        return Placement.of(namespace(Ordering.KEY, BOTH, earlier), read).of(message);
    }

    @Test
    void shouldDeliverWhatWasAppendedBeforeTheChangeWhereItLies() {
        assertThat(ordered(A, message(MOVES, 4), DRAINING)).isEqualTo(Verdict.HERE);
        assertThat(ordered(A, message(STAYS, 4), DRAINING)).isEqualTo(Verdict.HERE);
    }

    @Test
    void shouldHoldAMovedKeyUntilItsOldQueueIsDrained() {
        assertThat(ordered(B, message(MOVES, 5), DRAINING)).isEqualTo(Verdict.WAITS);
        assertThat(ordered(B, message(MOVES, 6), DRAINING)).isEqualTo(Verdict.WAITS);
        assertThat(ordered(B, message(MOVES, 6), DRAINED)).isEqualTo(Verdict.HERE);
    }

    @Test
    void shouldNotHoldAKeyThatStays() {
        assertThat(ordered(A, message(STAYS, 6), DRAINING)).isEqualTo(Verdict.HERE);
    }

    @Test
    void shouldSendHomeWhatComesLate() {
        assertThat(ordered(A, message(MOVES, 4), DRAINED)).isEqualTo(Verdict.ELSEWHERE);
        assertThat(ordered(A, message(MOVES, 4))).isEqualTo(Verdict.ELSEWHERE);
    }

    @Test
    void shouldSendHomeWhatComesOutOfAnOldQueueAfterADelay() {
        Message delayed = message(MOVES, 4).rescheduled("", 0, Instant.EPOCH.plusSeconds(60));
        assertThat(ordered(A, delayed, DRAINING)).isEqualTo(Verdict.ELSEWHERE);
        assertThat(ordered(B, delayed.withRevision(6), DRAINED)).isEqualTo(Verdict.HERE);
    }

    @Test
    void shouldHoldAllKeysOfANewKindOfQueue() {
        NamespaceConfig swapped = namespace(Ordering.KEY, queue("sqs", "a"), DRAINING);
        assertThat(Placement.of(swapped, queue("sqs", "a")).of(message(STAYS, 6)))
                .isEqualTo(Verdict.WAITS);
        assertThat(Placement.of(swapped, A).of(message(STAYS, 4))).isEqualTo(Verdict.HERE);
    }

    @Test
    void shouldWaitForAConfigurationThatIsNotKnownYet() {
        assertThat(ordered(A, message(STAYS, 7))).isEqualTo(Verdict.NEWER_REVISION);
    }

    @Test
    void shouldDeliverAnywhereWhatHasNoOrder() {
        assertThat(ordered(B, message(Bytes.EMPTY, 6), DRAINING)).isEqualTo(Verdict.HERE);
        assertThat(Placement.of(namespace(Ordering.NONE, BOTH, DRAINING), B).of(message(MOVES, 6)))
                .isEqualTo(Verdict.HERE);
    }

    @Test
    void shouldDeliverWhereAnOutsiderHasPutIt() {
        assertThat(ordered(A, message(MOVES, 0), DRAINING)).isEqualTo(Verdict.HERE);
    }

    @Test
    void shouldReadEachQueueOnceWhetherItIsOfNowOrOfBefore() {
        NamespaceConfig namespace =
                namespace(Ordering.NONE, BOTH, DRAINING, new Generation(6, List.of(queue("sqs", "a")), true));
        assertThat(namespace.readQueues()).containsExactly(A, B, queue("sqs", "a"));
    }

    @Test
    void shouldMoveNoKeyWhereOnlyTargetsHaveChanged() {
        Generation sameQueues = new Generation(5, List.of(BOTH), false);
        Message delayed = new Message(
                new UUID(0, 0),
                "orders",
                new Message.Inline(Bytes.EMPTY),
                Message.Routing.toAll(STAYS),
                new Message.Lifecycle(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH.plusSeconds(60), Optional.empty()),
                0,
                4,
                Message.Provenance.NONE,
                Message.Priority.NORMAL);
        assertThat(ordered(A, delayed, sameQueues)).isEqualTo(Verdict.HERE);
        assertThat(ordered(A, message(STAYS, 6), sameQueues)).isEqualTo(Verdict.HERE);
        assertThat(ordered(A, message(MOVES, 4), DRAINING, new Generation(6, List.of(BOTH), false)))
                .isEqualTo(Verdict.HERE);
    }
}
