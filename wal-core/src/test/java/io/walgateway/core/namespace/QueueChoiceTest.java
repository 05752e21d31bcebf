package io.walgateway.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueueChoiceTest {
    private static final int KEYS = 10_000;

    private static Stream<Bytes> keys() {
        return IntStream.range(0, KEYS).mapToObj(n -> Bytes.utf8("key-" + n));
    }

    @Test
    void shouldGiveEachQueueItsShare() {
        QueueChoice three = new QueueChoice(List.of("a", "b", "c"));
        long ofA = keys().filter(key -> three.of(key).equals("a")).count();
        assertThat(ofA).isBetween(KEYS / 3 - 300L, KEYS / 3 + 300L);
    }

    @Test
    void shouldMoveKeysOnlyToAQueueThatIsAdded() {
        QueueChoice two = new QueueChoice(List.of("a", "b"));
        QueueChoice three = new QueueChoice(List.of("c", "b", "a"));
        assertThat(keys().filter(key -> !three.of(key).equals(two.of(key))))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(three.of(key)).isEqualTo("c"));
    }

    @Test
    void shouldNotMindTheOrderInWhichQueuesAreNamed() {
        QueueChoice one = new QueueChoice(List.of("a", "b"));
        QueueChoice other = new QueueChoice(List.of("b", "a"));
        assertThat(keys()).allSatisfy(key -> assertThat(other.of(key)).isEqualTo(one.of(key)));
    }
}
