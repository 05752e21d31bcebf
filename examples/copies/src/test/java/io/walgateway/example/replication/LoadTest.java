package io.walgateway.example.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

class LoadTest {
    @Test
    void shouldNotCountTheLagOfTheWarmUp() {
        Load load = new Load(2, 1, 2);
        Link link = new Link("eu", new AtomicLongArray(load.writes() + 1));
        for (int number = Link.FIRST; number <= load.writes(); number++) {
            link.arrived(number, number * 1_000_000L);
        }

        assertThat(link.count()).isEqualTo(7);
        assertThat(link.after(load.warmUpWrites()).millis()).containsExactly(3.0, 4.0, 5.0, 6.0);
    }

    @Test
    void shouldRefuseALoadOutOfBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Load(0, 0, 1))
                .withMessageContaining("rate: 0, warm-up: 0, seconds: 1 (expected: ");
        assertThatIllegalArgumentException().isThrownBy(() -> new Load(1, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Load(1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Load(Integer.MAX_VALUE, Integer.MAX_VALUE, 1));
    }
}
