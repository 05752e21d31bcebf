package io.walgateway.controlplane.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.testkit.fake.TestClock;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NewLetterTest {
    private static final UUID REPLICATED = new UUID(1, 2);

    @Test
    void shouldTellApartLettersOfAReplicatedMessageAtTheSamePlaceInTwoRegions() {
        assertThat(letter("eu").identity()).isEqualTo(letter("eu").identity());
        assertThat(letter("eu").identity())
                .isNotEqualTo(letter("us").identity())
                .isNotEqualTo(letter("").identity());
    }

    private static NewLetter letter(String region) {
        return new NewLetter(
                "n",
                REPLICATED,
                new Letter.Cause(
                        "t", LetterReason.REJECTED, "no", 1, Optional.empty(), Optional.empty(), "q/0@0", region),
                Bytes.EMPTY,
                TestClock.START,
                TestClock.START,
                0,
                Bytes.EMPTY);
    }
}
