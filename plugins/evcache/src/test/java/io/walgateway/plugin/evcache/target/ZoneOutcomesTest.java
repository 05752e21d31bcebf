package io.walgateway.plugin.evcache.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneOutcomesTest {

    @ParameterizedTest
    @CsvSource({
        // needed of three zones, what they answered, the outcome, and whether it was decided before the last one
        "3, D D D, Delivered, false",
        "3, D S D, Delivered, false",
        "3, S S S, Skipped, false",
        "2, D D U, Delivered, true",
        "1, D U U, Delivered, true",
        "1, S U U, Skipped, true",
        "2, U D S, Delivered, false",
        "3, D D U, Unavailable, false",
        "2, U U D, Unavailable, false",
        "1, U U U, Unavailable, false",
        "3, D U ?, Unavailable, false",
        "2, D U ?, Unknown, false",
        "2, D ? ?, Unknown, false",
        "3, D D A, Absent, false",
        "3, D A U, Unavailable, false",
        "2, D A U, Absent, false",
        "3, ? T F, Unknown, false",
        "3, D T F, Throttled, false",
        "3, D D F, Failed, false",
        "3, U A R, Rejected, false",
        "2, D D R, Delivered, true"
    })
    void shouldDecide(int needed, String arrivals, String expected, boolean early) {
        ZoneOutcomes<Integer> outcomes = new ZoneOutcomes<>(Set.of(0, 1, 2), needed);
        String[] each = arrivals.split(" ", -1);
        for (int i = 0; i < each.length; i++) {
            outcomes.add(i, outcome(each[i]));
            if (i == each.length - 2) {
                assertThat(outcomes.outcome().isDone()).isEqualTo(early);
            }
        }
        assertThat(outcomes.outcome()).isDone();
        assertThat(outcomes.outcome().join().getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void shouldCountTheFirstOutcomeOfAZone() {
        ZoneOutcomes<Integer> outcomes = new ZoneOutcomes<>(Set.of(0, 1), 2);
        outcomes.add(0, new DeliveryOutcome.Unknown("late"));
        outcomes.add(0, DeliveryOutcome.DELIVERED);
        assertThat(outcomes.missing()).containsExactly(1);
        outcomes.add(1, DeliveryOutcome.DELIVERED);
        outcomes.add(1, new DeliveryOutcome.Rejected(""));

        assertThat(outcomes.missing()).isEmpty();
        assertThat(outcomes.outcome()).isCompletedWithValue(new DeliveryOutcome.Unknown("late"));
    }

    private static DeliveryOutcome outcome(String letter) {
        return switch (letter) {
            case "D" -> DeliveryOutcome.DELIVERED;
            case "S" -> new DeliveryOutcome.Skipped("");
            case "U" -> new DeliveryOutcome.Unavailable("");
            case "A" -> new DeliveryOutcome.Absent("");
            case "T" -> new DeliveryOutcome.Throttled(Duration.ofSeconds(1), "");
            case "F" -> new DeliveryOutcome.Failed("");
            case "R" -> new DeliveryOutcome.Rejected("");
            default -> new DeliveryOutcome.Unknown("");
        };
    }
}
