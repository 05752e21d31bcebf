package io.walgateway.plugin.kafka.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptCountsTest {
    private static final int MAX = AttemptCounts.CHARS_MAX;

    @Test
    void shouldWriteNothingWhenNothingFailed() {
        assertThat(AttemptCounts.encode(7, Map.of(), MAX).text()).isEmpty();
        assertThat(AttemptCounts.decode(7, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldReadWhatItWrote(long seed) {
        Random random = new Random(seed);
        long offset = random.nextLong(1L << 40);
        Map<Long, Integer> counts = failures(random, offset, 500, (int) seed * 3);
        AttemptCounts.Encoded encoded = AttemptCounts.encode(offset, counts, MAX);
        assertThat(encoded.dropped()).isZero();
        assertThat(encoded.text()).hasSizeLessThanOrEqualTo(MAX);
        assertThat(AttemptCounts.decode(offset, encoded.text())).isEqualTo(counts);
    }

    @Test
    void shouldHoldThousandsOfCounts() {
        Map<Long, Integer> counts = failures(new Random(42), 1_000_000, 2_500, 30);
        assertThat(AttemptCounts.encode(1_000_000, counts, MAX).dropped()).isZero();
    }

    @Test
    void shouldHoldLongRunsInNextToNothing() {
        Map<Long, Integer> counts = new TreeMap<>();
        for (long position = 10; position < 100_010; position++) {
            counts.put(position, 1);
        }
        AttemptCounts.Encoded encoded = AttemptCounts.encode(10, counts, MAX);
        assertThat(encoded.text()).hasSizeLessThan(20);
        assertThat(AttemptCounts.decode(10, encoded.text())).isEqualTo(counts);
    }

    @Test
    void shouldKeepTheHighestCountsWhenNotAllFit() {
        Map<Long, Integer> counts = failures(new Random(7), 0, 20_000, 100);
        AttemptCounts.Encoded encoded = AttemptCounts.encode(0, counts, MAX);
        assertThat(encoded.text()).hasSizeLessThanOrEqualTo(MAX);
        Map<Long, Integer> kept = AttemptCounts.decode(0, encoded.text());
        assertThat(kept).hasSize(counts.size() - encoded.dropped()).isNotEmpty();
        assertThat(counts).containsAllEntriesOf(kept);
        int lowestKept = kept.values().stream().min(Integer::compare).orElseThrow();
        counts.keySet().removeAll(kept.keySet());
        assertThat(counts.values()).isNotEmpty().allMatch(count -> count <= lowestKept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AgE", "written by another tool", "____", "AQGA"})
    void shouldRefuseWhatItDidNotWrite(String text) {
        assertThatThrownBy(() -> AttemptCounts.decode(0, text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Single failures and runs of them, most with few attempts. */
    private static Map<Long, Integer> failures(Random random, long offset, int size, int gap) {
        Map<Long, Integer> counts = new TreeMap<>();
        long position = offset;
        while (counts.size() < size) {
            position += 1 + random.nextInt(gap);
            int attempts = 1 + (int) Math.abs(random.nextGaussian());
            for (int run = random.nextInt(10) == 0 ? 20 : 1; run > 0; run--) {
                counts.put(position++, attempts);
            }
        }
        return counts;
    }
}
