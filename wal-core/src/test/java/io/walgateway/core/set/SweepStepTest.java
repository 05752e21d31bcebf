package io.walgateway.core.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepStepTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Bytes MARKER = Bytes.utf8("marker");
    private static final SetState.Sealed SEALED = new SetState.Sealed(3, MARKER);

    @Test
    void shouldQueueASealedSetOnlyWhenItsProcessHasHadItsTime() {
        assertThat(SweepStep.ofSealed(
                        set(SEALED, NOW), NOW.minus(SweepStep.GRACE).plusMillis(1), NOW))
                .isEqualTo(new SweepStep.Leave());
        assertThat(SweepStep.ofSealed(set(SEALED, NOW), NOW.minus(SweepStep.GRACE), NOW))
                .isEqualTo(new SweepStep.Queue(MARKER, new SetState.Queued(3)));
    }

    @Test
    void shouldLeaveASetThatIsBeingSealed() {
        SetState open = new SetState.Open(3);
        assertThat(SweepStep.ofSealed(set(open, NOW), NOW.minus(SweepStep.GRACE), NOW))
                .isEqualTo(new SweepStep.Leave());
        assertThat(SweepStep.ofSealed(set(open, NOW), NOW.minus(SweepStep.SEALING_MAX), NOW))
                .isEqualTo(new SweepStep.Strike());
    }

    @Test
    void shouldNeverExpireWhatIsSealed() {
        assertThat(SweepStep.ofOpen(set(SEALED, NOW.minus(SweepStep.GRACE)), NOW))
                .isEqualTo(new SweepStep.Queue(MARKER, new SetState.Queued(3)));
        assertThat(SweepStep.ofOpen(set(SEALED, NOW), NOW)).isEqualTo(new SweepStep.Leave());
    }

    @Test
    void shouldExpireWhatWasNeverCompletedAndNotBefore() {
        SetState open = new SetState.Open(0);
        assertThat(SweepStep.ofOpen(set(open, NOW.plusMillis(1)), NOW)).isEqualTo(new SweepStep.Leave());
        assertThat(SweepStep.ofOpen(set(open, NOW), NOW)).isEqualTo(new SweepStep.Expire(new SetState.Expired()));
        assertThat(SweepStep.ofOpen(set(new SetState.Expired(), NOW), NOW))
                .isEqualTo(new SweepStep.Expire(new SetState.Expired()));
    }

    @Test
    void shouldStrikeWhatOthersFinish() {
        for (SetState state : List.of(new SetState.Queued(3), new SetState.DeadLettered(3), new SetState.Applied(3))) {
            assertThat(SweepStep.ofSealed(set(state, NOW), NOW, NOW)).isEqualTo(new SweepStep.Strike());
        }
        assertThat(SweepStep.ofOpen(set(new SetState.Applied(3), NOW), NOW)).isEqualTo(new SweepStep.Strike());
        assertThat(SweepStep.ofWaiting(set(new SetState.Applied(3), NOW))).isEqualTo(new SweepStep.Strike());
        assertThat(SweepStep.ofWaiting(set(new SetState.Expired(), NOW))).isEqualTo(new SweepStep.Strike());
    }

    @Test
    void shouldKeepEachSetThatIsNotAppliedInAList() {
        for (SetState state : List.of(new SetState.Queued(3), new SetState.DeadLettered(3))) {
            assertThat(SweepStep.ofOpen(set(state, NOW.plusMillis(1)), NOW)).isEqualTo(new SweepStep.Leave());
            assertThat(SweepStep.ofOpen(set(state, NOW), NOW)).isEqualTo(new SweepStep.Relist());
            assertThat(SweepStep.ofWaiting(set(state, NOW))).isEqualTo(new SweepStep.Leave());
        }
    }

    @Test
    void shouldKnowWhenASetWasOpened() {
        MutationSet set = new MutationSet(
                "0197b1c2-55d0-7a3e-8f14-3c6d1e0b9a77", NOW, NOW.plusSeconds(9999), Optional.empty(), SEALED);
        assertThat(set.opened()).contains(Instant.ofEpochMilli(0x0197b1c255d0L));
        assertThat(set(SEALED, NOW).opened()).isEmpty();
    }

    private static MutationSet set(SetState state, Instant openUntil) {
        return new MutationSet("g", openUntil, NOW.plusSeconds(9999), Optional.empty(), state);
    }
}
