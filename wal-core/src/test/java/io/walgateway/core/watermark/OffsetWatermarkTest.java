package io.walgateway.core.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetWatermarkTest {
    private final OffsetWatermark watermark = new OffsetWatermark();

    @Test
    void shouldKnowNothingBeforeTheFirstPosition() {
        assertThat(watermark.committable()).isEmpty();
        assertThat(watermark.complete(0)).isFalse();
    }

    @Test
    void shouldStayAtTheLowestOpenPosition() {
        handOut(10, 11, 12);
        watermark.complete(12);
        watermark.complete(11);
        assertThat(watermark.committable()).hasValue(10);
        watermark.complete(10);
        assertThat(watermark.committable()).hasValue(13);
    }

    @Test
    void shouldNotWaitForPositionsThatWereNeverHandedOut() {
        handOut(3, 7, 1_000_000_000_000L, 1_000_000_000_001L);
        watermark.complete(3);
        assertThat(watermark.committable()).hasValue(7);
        watermark.complete(7);
        assertThat(watermark.committable()).hasValue(1_000_000_000_000L);
        watermark.complete(1_000_000_000_001L);
        watermark.complete(1_000_000_000_000L);
        assertThat(watermark.committable()).hasValue(1_000_000_000_002L);
    }

    @Test
    void shouldCountEachPositionOnce() {
        handOut(5, 6);
        assertThat(watermark.complete(6)).isTrue();
        assertThat(watermark.complete(6)).isFalse();
        assertThat(watermark.complete(4)).isFalse();
        assertThat(watermark.complete(7)).isFalse();
        assertThat(watermark.open()).isEqualTo(1);
    }

    @Test
    void shouldFollowASkipOnlyWhenNothingIsOpen() {
        handOut(5);
        watermark.skipTo(9);
        assertThat(watermark.committable()).hasValue(5);
        watermark.complete(5);
        assertThat(watermark.committable()).hasValue(9);
    }

    @Test
    void shouldRefusePositionsThatDoNotAscend() {
        handOut(5);
        assertThatThrownBy(() -> watermark.handOut(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("position: 5 (expected: > 5)");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithANaiveModel(long seed) {
        Random random = new Random(seed);
        TreeSet<Long> open = new TreeSet<>();
        long next = random.nextInt(100);
        long last = next - 1;
        for (int step = 0; step < 20_000; step++) {
            if (open.isEmpty() || random.nextInt(100) < 51) {
                watermark.handOut(next);
                open.add(next);
                last = next;
                next += gap(random, seed);
            } else {
                long position = oneOf(open, random);
                assertThat(watermark.complete(position)).isEqualTo(open.remove(position));
            }
            assertThat(watermark.committable()).isEqualTo(OptionalLong.of(open.isEmpty() ? last + 1 : open.first()));
            assertThat(watermark.open()).isEqualTo(open.size());
        }
    }

    /** Heap is measured, so the bounds are generous: what is shown is the order of magnitude. */
    @ParameterizedTest
    @CsvSource({"1, 40", "2, 120", "1000000, 120"})
    void shouldStaySmallWithTenMillionPositionsCompletedOutOfOrder(long gap, long limitMegabytes) {
        int count = 10_000_000;
        long before = usedBytes();
        for (long n = 0; n < count; n++) {
            watermark.handOut(n * gap);
        }
        for (int bit = 1; bit >= 0; bit--) {
            for (long n = bit == 0 ? 2 : 1; n < count; n += 2) {
                watermark.complete(n * gap);
            }
            assertThat(usedBytes() - before).isLessThan(limitMegabytes << 20);
        }
        assertThat(watermark.committable()).hasValue(0);
        watermark.complete(0);
        assertThat(watermark.committable()).hasValue((count - 1) * gap + 1);
    }

    private void handOut(long... positions) {
        for (long position : positions) {
            watermark.handOut(position);
        }
    }

    private static long gap(Random random, long seed) {
        return seed % 2 == 0 || random.nextInt(50) > 0 ? 1 : 1 + random.nextLong(seed < 5 ? 10 : 1L << 33);
    }

    /** Now an old one, now a new one, now and then one that is not open. */
    private static long oneOf(SortedSet<Long> open, Random random) {
        if (random.nextInt(20) == 0) {
            return open.first() + random.nextInt(5_000);
        }
        List<Long> some = new ArrayList<>(
                random.nextBoolean() ? open.headSet(open.first() + 50) : open.tailSet(open.last() - 900));
        return some.get(random.nextInt(some.size()));
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
