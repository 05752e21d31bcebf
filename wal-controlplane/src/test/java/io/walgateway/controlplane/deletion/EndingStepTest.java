package io.walgateway.controlplane.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.controlplane.deletion.Contents.Counted;
import io.walgateway.controlplane.revision.NamespaceContent;
import io.walgateway.controlplane.revision.NamespaceContent.Backlog;
import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.controlplane.store.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndingStepTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final NamespaceContent UNDELIVERED =
            new NamespaceContent(List.of(new Backlog("kafka a", "t", 1)), 0, 0, true);
    private static final NamespaceContent DELAYED = new NamespaceContent(List.of(), 1, 0, true);
    private static final NamespaceContent LETTERS = new NamespaceContent(List.of(), 0, 1, true);
    private static final NamespaceContent NOTHING = NamespaceContent.NONE;

    @Test
    void shouldWaitWhileAnythingIsLeftToDeliver() {
        for (NamespaceContent content : List.of(UNDELIVERED, DELAYED, LETTERS)) {
            assertThat(next(delivering(), content, NOW, "m")).isEqualTo(new EndingStep.Wait());
            assertThat(next(quiet(NOW.minusSeconds(60), "m"), content, NOW, "m"))
                    .isEqualTo(new EndingStep.ForgetQuiet());
        }
    }

    @Test
    void shouldBelieveASecondCountThatIncludesAllBeforeTheFirst() {
        assertThat(next(delivering(), NOTHING, NOW, "m"))
                .isEqualTo(new EndingStep.NoteQuiet(new Ending.Quiet(NOW, "m")));
        Ending quiet = quiet(NOW.minusSeconds(60), "m");
        assertThat(next(quiet, NOTHING, NOW.minusSeconds(58), "m")).isEqualTo(new EndingStep.Wait());
        assertThat(next(quiet, NOTHING, Instant.EPOCH, "m")).isEqualTo(new EndingStep.Wait());
        assertThat(next(quiet, NOTHING, NOW.minusSeconds(55), "m")).isEqualTo(new EndingStep.Delete());
    }

    @Test
    void shouldCountAnewWhenSomethingWasAppendedBetweenTwoCounts() {
        assertThat(next(quiet(NOW.minusSeconds(60), "m"), NOTHING, NOW, "n"))
                .isEqualTo(new EndingStep.NoteQuiet(new Ending.Quiet(NOW, "n")));
    }

    @Test
    void shouldDropAtLeastOnceAndAgainUntilNothingIsCounted() {
        for (NamespaceContent content : List.of(UNDELIVERED, DELAYED, LETTERS, NOTHING)) {
            assertThat(next(discarding(), content, NOW.plusSeconds(5), "")).isEqualTo(new EndingStep.Drop());
        }
        Ending dropped = dropped(NOW);
        assertThat(next(dropped, UNDELIVERED, NOW, "")).isEqualTo(new EndingStep.Drop());
        assertThat(next(dropped, DELAYED, NOW, "")).isEqualTo(new EndingStep.Drop());
        assertThat(next(dropped, NOTHING, NOW, "")).isEqualTo(new EndingStep.Delete());
    }

    @Test
    void shouldCountAllThatIsDroppedWhereAnybodyCounts() {
        Counted early = new Counted(NOTHING, NOW.plusSeconds(4), "");
        Counted never = new Counted(NOTHING, Instant.EPOCH, "");
        assertThat(EndingStep.next(discarding(), early, NOW.plusSeconds(10))).isEqualTo(new EndingStep.Wait());
        assertThat(EndingStep.next(discarding(), never, NOW.plusSeconds(60))).isEqualTo(new EndingStep.Wait());
        assertThat(EndingStep.next(discarding(), never, NOW.plusSeconds(61))).isEqualTo(new EndingStep.Drop());
    }

    @Test
    void shouldWaitUntilADropHasTakenEffect() {
        assertThat(next(dropped(NOW.plusMillis(1)), NOTHING, NOW, "")).isEqualTo(new EndingStep.Wait());
        assertThat(next(dropped(NOW.plusMillis(1)), UNDELIVERED, NOW, "")).isEqualTo(new EndingStep.Wait());
    }

    @Test
    void shouldDiscardDeadLettersBeforeItDeletes() {
        assertThat(next(dropped(NOW.plus(Duration.ofMinutes(1))), LETTERS, NOW, ""))
                .isEqualTo(new EndingStep.DiscardLetters());
        assertThat(next(dropped(NOW), LETTERS, NOW, "")).isEqualTo(new EndingStep.DiscardLetters());
    }

    private static EndingStep next(Ending ending, NamespaceContent content, Instant asOf, String mark) {
        return EndingStep.next(ending, new Counted(content, asOf, mark), NOW);
    }

    private static Ending delivering() {
        return ending(Pending.DELIVER, Optional.empty(), Optional.empty());
    }

    private static Ending quiet(Instant since, String mark) {
        return ending(Pending.DELIVER, Optional.of(new Ending.Quiet(since, mark)), Optional.empty());
    }

    private static Ending discarding() {
        return ending(Pending.DISCARD, Optional.empty(), Optional.empty());
    }

    private static Ending dropped(Instant effective) {
        return ending(Pending.DISCARD, Optional.empty(), Optional.of(new Ending.Drop(NOW, effective)));
    }

    private static Ending ending(Pending pending, Optional<Ending.Quiet> quiet, Optional<Ending.Drop> drop) {
        return new Ending(
                "n",
                pending,
                7,
                new Signature("ada", ""),
                NOW,
                Optional.of(NOW),
                quiet,
                drop,
                Optional.empty(),
                Optional.empty());
    }
}
