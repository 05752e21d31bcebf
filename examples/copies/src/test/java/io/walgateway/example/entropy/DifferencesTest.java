package io.walgateway.example.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    @Test
    void shouldMakeTheSameChangesFromTheSameSeed() {
        List<Change> changes = Change.random(1_000, 100, 7);

        assertThat(changes).isEqualTo(Change.random(1_000, 100, 7)).isNotEqualTo(Change.random(1_000, 100, 8));
        assertThat(changes.stream().filter(Change::isDelete)).hasSizeBetween(150, 350);
    }

    @Test
    void shouldKeepTheLastSetOfEachKeyThatWasNotDeletedAfterIt() {
        assertThat(Change.result(List.of(
                        new Change("a", 0, false),
                        new Change("b", 1, false),
                        new Change("a", 2, false),
                        new Change("b", 3, true),
                        new Change("c", 4, true))))
                .isEqualTo(Map.of("a", 2));
    }

    @Test
    void shouldFindWhatIsMissingOldOrTooMuchInEitherStore() {
        Map<String, Integer> written = Map.of("a", 1, "b", 2);

        assertThat(Differences.between(written, written, written).count()).isZero();
        assertThat(Differences.between(written, Map.of("a", 1), Map.of("a", 0, "b", 2, "c", 3))
                        .lines())
                .containsExactly(
                        "a: Cassandra has 1, OpenSearch has 0 (expected: 1)",
                        "b: Cassandra has nothing, OpenSearch has 2 (expected: 2)",
                        "c: Cassandra has nothing, OpenSearch has 3 (expected: nothing)");
    }
}
