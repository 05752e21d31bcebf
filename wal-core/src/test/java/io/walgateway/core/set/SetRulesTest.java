package io.walgateway.core.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.set.SetPolicy.OnRejected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Bytes MARKER = Bytes.utf8("marker");

    private final SetRules rules =
            new SetRules("cart-7", new SetPolicy(100, 1000, Duration.ofHours(1), OnRejected.STOP));

    static List<SetState> complete() {
        return List.of(
                new SetState.Sealed(3, MARKER),
                new SetState.Queued(3),
                new SetState.DeadLettered(3),
                new SetState.Applied(3));
    }

    @Test
    void shouldAcceptAnyPartOfAnOpenSetUntilItExpires() {
        assertThat(part(new SetState.Open(0), 99, NOW)).isEmpty();
        assertThat(part(new SetState.Open(0), 0, NOW.plusSeconds(59))).isEmpty();
        assertThat(part(new SetState.Open(0), 0, NOW.plusSeconds(60)).orElseThrow())
                .contains("expired at 2026-11-28T12:01:00Z");
        assertThat(part(new SetState.Expired(), 0, NOW).orElseThrow()).contains("expired");
    }

    @Test
    void shouldRefusePartsBeyondTheTotalOfAMarker() {
        assertThat(part(new SetState.Open(3), 2, NOW)).isEmpty();
        assertThat(part(new SetState.Open(3), 3, NOW).orElseThrow()).contains("set cart-7 has 3 parts");
        assertThat(part(new SetState.Sealed(3, MARKER), 2, NOW)).isEmpty();
        assertThat(part(new SetState.Sealed(3, MARKER), 3, NOW).orElseThrow()).contains("sealed");
        assertThat(part(new SetState.Queued(3), 3, NOW).orElseThrow()).contains("sealed");
        assertThat(part(new SetState.DeadLettered(3), 3, NOW).orElseThrow()).contains("sealed");
        assertThat(part(new SetState.Applied(3), 1, NOW).orElseThrow()).contains("was applied");
    }

    @Test
    void shouldRefuseAMixOfPartsWithAndWithoutTargets() {
        assertThat(rules.part(set(SetState.Open.NEW), 0, true, NOW).map(Violation::path))
                .contains("target");
        MutationSet own = new MutationSet(
                "g", NOW, NOW, Optional.of(new TargetAddress("kafka", Map.of())), new SetState.Queued(3));
        assertThat(rules.part(own, 0, false, NOW).map(Violation::path)).contains("target");
        assertThat(rules.part(own, 0, true, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 10_000, -1})
    void shouldRefuseSequencesBeyondTheLimit(int sequence) {
        assertThat(rules.sequence(sequence)).isPresent();
        assertThat(rules.sequence(99)).isEmpty();
        assertThat(rules.sequence(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 0, -1})
    void shouldRefuseTotalsBeyondTheLimit(int total) {
        assertThat(rules.total(total)).isPresent();
        assertThat(rules.total(100)).isEmpty();
        assertThat(rules.total(1)).isEmpty();
    }

    @Test
    void shouldFirstNoteTheTotalOfAMarker() {
        assertThat(marker(new SetState.Open(0), 3)).isEqualTo(new SetRules.Verdict.Declare(new SetState.Open(3)));
        assertThat(marker(new SetState.Open(3), 3)).isEqualTo(new SetRules.Verdict.Check(new SetState.Open(3)));
    }

    @Test
    void shouldQueueWhatIsSealedAndDoNothingMoreAfterwards() {
        SetState.Sealed sealed = new SetState.Sealed(3, MARKER);
        assertThat(marker(sealed, 3)).isEqualTo(new SetRules.Verdict.Queue(sealed));
        assertThat(marker(new SetState.Queued(3), 3)).isEqualTo(new SetRules.Verdict.Done());
        assertThat(marker(new SetState.DeadLettered(3), 3)).isEqualTo(new SetRules.Verdict.Done());
        assertThat(marker(new SetState.Applied(3), 3)).isEqualTo(new SetRules.Verdict.Done());
    }

    @ParameterizedTest
    @MethodSource("complete")
    void shouldRefuseAMarkerWithAnotherTotal(SetState state) {
        assertThat(marker(state, 4))
                .isInstanceOfSatisfying(
                        SetRules.Verdict.Refused.class,
                        refused -> assertThat(refused.violation().toString())
                                .contains("batch_part.parts_total: 4 (expected: 3"));
        assertThat(marker(new SetState.Open(3), 4)).isInstanceOf(SetRules.Verdict.Refused.class);
    }

    @Test
    void shouldRefuseTheMarkerOfASetThatExpired() {
        assertThat(rules.marker(set(new SetState.Open(3)), 3, NOW.plusSeconds(60)))
                .isInstanceOf(SetRules.Verdict.Refused.class);
        assertThat(marker(new SetState.Expired(), 3)).isInstanceOf(SetRules.Verdict.Refused.class);
        assertThat(rules.marker(set(new SetState.Sealed(3, MARKER)), 3, NOW.plusSeconds(60)))
                .isInstanceOf(SetRules.Verdict.Queue.class);
    }

    @Test
    void shouldNameWhatIsMissingAndWhatIsBeyond() {
        assertThat(rules.complete(parts(10, 0, 2), 4)).contains(new SetRules.Gap.Missing(List.of(1, 3)));
        assertThat(rules.complete(parts(10, 0, 1), 2)).isEmpty();
        assertThat(rules.complete(parts(10, 0, 1, 5, 7), 2))
                .hasValueSatisfying(gap -> assertThat(gap.toString()).contains("5, 7"));
        assertThat(rules.complete(parts(500, 0, 1), 2)).isEmpty();
        assertThat(rules.complete(parts(500, 0, 1, 2), 3))
                .hasValueSatisfying(gap -> assertThat(gap.toString()).contains("1500 bytes"));
    }

    @Test
    void shouldNameTheFirstHundred() {
        List<Integer> many = IntStream.range(0, 150).boxed().toList();
        assertThat(SetRules.named(many)).startsWith("0, 1, 2").endsWith("98, 99 and 50 more");
        assertThat(SetRules.named(many.subList(0, 100))).endsWith("98, 99");
    }

    private Optional<String> part(SetState state, int sequence, Instant now) {
        return rules.part(set(state), sequence, false, now).map(Violation::toString);
    }

    private SetRules.Verdict marker(SetState state, int total) {
        return rules.marker(set(state), total, NOW);
    }

    private static MutationSet set(SetState state) {
        return new MutationSet("g", NOW.plusSeconds(60), NOW.plusSeconds(9999), Optional.empty(), state);
    }

    private static PartList parts(int bytes, int... sequences) {
        return new PartList(IntStream.of(sequences)
                .map(sequence -> PartNote.of(sequence, bytes).number())
                .boxed()
                .toList());
    }
}
