package io.walgateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InHandTest {
    private final InHand inHand = new InHand(new InHand.Limits(10, 100));

    @Test
    void shouldTakeItemsUpToEitherLimit() {
        assertThat(inHand.tryTake(6, 60)).isTrue();
        assertThat(inHand.tryTake(5, 1)).isFalse();
        assertThat(inHand.tryTake(1, 41)).isFalse();
        assertThat(inHand.tryTake(4, 40)).isTrue();
        assertThat(inHand.items()).isEqualTo(10);
    }

    @Test
    void shouldTakeAgainWhatWasReleased() {
        assertThat(inHand.tryTake(10, 100)).isTrue();
        inHand.release(1, 1);
        assertThat(inHand.tryTake(1, 1)).isTrue();
        assertThat(inHand.tryTake(1, 1)).isFalse();
    }

    @Test
    void shouldTakeAnythingWhenNothingElseIsInHand() {
        assertThat(inHand.tryTake(1_000, 1_000)).isTrue();
        assertThat(inHand.tryTake(1, 1)).isFalse();
        inHand.release(1_000, 1_000);
        assertThat(inHand.tryTake(1_000, 1_000)).isTrue();
    }
}
