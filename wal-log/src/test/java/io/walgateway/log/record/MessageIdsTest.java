package io.walgateway.log.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochMilli(0x0123_4567_89ABL));
    private final MessageIds ids = new MessageIds(now::get, new SplittableRandom(1));

    @Test
    void shouldGiveVersionSevenWithTheTimeInFront() {
        UUID id = ids.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.toString()).startsWith("01234567-89ab-7000-");
    }

    @Test
    void shouldAscendWhileTheClockStandsStillOrStepsBack() {
        String last = ids.next().toString();
        for (int i = 0; i < 10_000; i++) {
            if (i == 5_000) {
                now.set(Instant.EPOCH);
            }
            String next = ids.next().toString();
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    void shouldGiveTheSameIdForTheSameToken() {
        UUID id = MessageIds.ofToken("orders", "token-1");
        assertThat(id).isEqualTo(UUID.fromString("8e4c8eee-f639-82a9-8174-eb7343c27a03"));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void shouldTellNamespaceTokenAndOriginApart() {
        HashSet<UUID> distinct = new HashSet<>();
        distinct.add(MessageIds.ofToken("ab", "c"));
        distinct.add(MessageIds.ofToken("a", "bc"));
        distinct.add(MessageIds.ofToken("c", "ab"));
        distinct.add(MessageIds.ofOrigin("ab", "c"));
        assertThat(distinct).hasSize(4);
    }
}
