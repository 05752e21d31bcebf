package io.walgateway.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.it.history.HistoryEvent.Begun;
import io.walgateway.it.history.HistoryEvent.MarkerAnswered;
import io.walgateway.it.history.HistoryEvent.MarkerAppended;
import io.walgateway.it.history.HistoryEvent.MarkerSent;
import io.walgateway.it.history.HistoryEvent.PartApplied;
import io.walgateway.it.history.HistoryEvent.PartSent;
import io.walgateway.it.history.HistoryEvent.SetDeadLettered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The set {@code a1} is the first of key {@code a}; each has three parts. Time passes by a second an event. */
class SetCheckerTest {
    private static final int PARTS = 3;

    private final List<HistoryEvent> events = new ArrayList<>(List.of(new Begun(Set.of("t"), true)));

    @Test
    void shouldFindNothingInAGoodHistory() {
        sealed("a1", Answer.TRUE);
        sealed("a2", Answer.UNKNOWN);
        sealed("b1", Answer.REFUSED);
        parts("b2");
        applied("a1", 0, 1, 1, 2);
        applied("a2", 0, 1, 2);
        Verdict verdict = kept();
        assertThat(verdict.of(Promise.SETS_WAIT_FOR_THEIR_MARKER).checked()).isEqualTo(7);
        assertThat(verdict.of(Promise.SETS_ARE_WHOLE).checked()).isEqualTo(2);
        assertThat(verdict.of(Promise.PARTS_IN_SEQUENCE).checked()).isEqualTo(2);
        assertThat(verdict.of(Promise.SETS_OF_A_KEY_IN_ORDER).checked()).isEqualTo(1);
    }

    @Test
    void shouldFindAPartThatCameBeforeItsMarker() {
        parts("a1");
        applied("a1", 0);
        sent("a1").answered("a1", Answer.TRUE).applied("a1", 1, 2);
        only(Promise.SETS_WAIT_FOR_THEIR_MARKER, "part 0 of set a1 was applied before its marker was sent");
    }

    @Test
    void shouldFindPartsOfASetWithoutAMarker() {
        parts("a1");
        applied("a1", 0);
        only(Promise.SETS_WAIT_FOR_THEIR_MARKER, "without a marker");
    }

    @Test
    void shouldFindPartsOfASetWhoseMarkerWasRefused() {
        sealed("a1", Answer.REFUSED).applied("a1", 0, 1, 2);
        only(Promise.SETS_WAIT_FOR_THEIR_MARKER, "though its marker was refused");
    }

    @Test
    void shouldFindASetThatWasAnsweredTrueAndIsNotWhole() {
        sealed("a1", Answer.TRUE).applied("a1", 0, 1);
        only(Promise.SETS_ARE_WHOLE, "of set a1, 2 parts of 3 reached target t");
    }

    @Test
    void shouldFindASetThatWasAnsweredTrueAndNeverCame() {
        sealed("a1", Answer.TRUE);
        only(Promise.SETS_ARE_WHOLE, "of set a1, 0 parts of 3");
    }

    @Test
    void shouldFindAHalfOfASetWhoseAnswerIsUnknown() {
        sealed("a1", Answer.UNKNOWN).applied("a1", 0);
        only(Promise.SETS_ARE_WHOLE, "of set a1, 1 parts of 3");
    }

    @Test
    void shouldFindATargetThatLacksASetThatAnotherOneHas() {
        events.set(0, new Begun(Set.of("t", "u"), true));
        sealed("a1", Answer.TRUE).applied("a1", 0, 1, 2);
        only(Promise.SETS_ARE_WHOLE, "0 parts of 3 reached target u");
    }

    @Test
    void shouldExpectNoMoreOfASetThatWasDeadLettered() {
        sealed("a1", Answer.TRUE).applied("a1", 0);
        events.add(new SetDeadLettered("t", "a1", "part 1 of 3: no", now()));
        sealed("a2", Answer.TRUE).applied("a2", 0, 1, 2);
        kept();
    }

    @Test
    void shouldFindASetThatWasGivenUpThoughNoPartWas() {
        sealed("a1", Answer.UNKNOWN);
        events.add(new SetDeadLettered("t", "a1", "set a1: it is not sealed", now()));
        only(Promise.SETS_ARE_WHOLE, "set a1 was given up as a whole at target t");
    }

    @Test
    void shouldFindPartsOutOfSequence() {
        sealed("a1", Answer.TRUE).applied("a1", 0, 2, 1);
        only(Promise.PARTS_IN_SEQUENCE, "part 2 of set a1 first reached target t where part 1 was due");
    }

    @Test
    void shouldFindTwoSetsOfAKeyThatOverlap() {
        sealed("a1", Answer.TRUE).sealed("a2", Answer.TRUE).applied("a1", 0, 1).applied("a2", 0);
        applied("a1", 2).applied("a2", 1, 2);
        only(Promise.SETS_OF_A_KEY_IN_ORDER, "set a2 began at target t before all parts of set a1 had arrived");
    }

    @Test
    void shouldFindTwoSetsOfAKeyInTheWrongOrder() {
        sealed("a1", Answer.TRUE)
                .sealed("a2", Answer.TRUE)
                .applied("a2", 0, 1, 2)
                .applied("a1", 0, 1, 2);
        only(Promise.SETS_OF_A_KEY_IN_ORDER, "set a2 began");
    }

    @Test
    void shouldLetSetsOfDifferentKeysOverlap() {
        sealed("a1", Answer.TRUE).sealed("b1", Answer.TRUE).applied("a1", 0).applied("b1", 0, 1, 2);
        applied("a1", 1, 2);
        kept();
    }

    @Test
    void shouldExpectSetsOfAKeyInTheOrderOfTheirMarkersInTheLog() {
        sealed("a1", Answer.UNKNOWN).sealed("a2", Answer.TRUE).appended("a2", 1).appended("a1", 2);
        applied("a2", 0, 1, 2).applied("a1", 0, 1, 2);
        kept();
    }

    @Test
    void shouldFindAMarkerThatLiesInTheLogBehindALaterOne() {
        sealed("a1", Answer.TRUE).sealed("a2", Answer.TRUE).appended("a2", 1).appended("a1", 2);
        applied("a2", 0, 1, 2).applied("a1", 0, 1, 2);
        only(Promise.SETS_OF_A_KEY_IN_ORDER, "the marker of set a1 is in the log behind that of the later set a2");
    }

    @Test
    void shouldNotCompareASetThatNeverCameIntoTheLog() {
        sealed("a1", Answer.TRUE).sealed("a2", Answer.REFUSED).sealed("a3", Answer.TRUE);
        appended("a1", 70).appended("a3", 80).applied("a1", 0, 1, 2).applied("a3", 0, 1, 2);
        kept();
    }

    @Test
    void shouldFindASetThatNeverLayInTheLog() {
        sealed("a1", Answer.TRUE).sealed("b1", Answer.TRUE).appended("a1", 1);
        applied("a1", 0, 1, 2).applied("b1", 0, 1, 2);
        only(Promise.NOTHING_INVENTED, "set b1 was applied, and no marker of it lay in the log");
    }

    @Test
    void shouldNotMindAMarkerThatIsInTheLogTwice() {
        sealed("a1", Answer.TRUE).sealed("a2", Answer.TRUE);
        appended("a1", 1).appended("a2", 2).appended("a1", 3);
        applied("a1", 0, 1, 2).applied("a2", 0, 1, 2).applied("a1", 2);
        kept();
    }

    @Test
    void shouldFindAMarkerThatWasRefusedAfterTheAnswerTrue() {
        sealed("a1", Answer.TRUE).applied("a1", 0, 1, 2).answered("a1", Answer.REFUSED);
        only(Promise.MARKERS_CONVERGE, "a marker of set a1 was refused");
    }

    @Test
    void shouldFindAPartThatNobodySent() {
        sealed("a1", Answer.TRUE).applied("a1", 0, 1, 2, 3);
        only(Promise.NOTHING_INVENTED, "nobody sent part 3 of set a1");
    }

    private SetCheckerTest sealed(String set, Answer answer) {
        return parts(set).sent(set).answered(set, answer);
    }

    private SetCheckerTest parts(String set) {
        for (int sequence = 0; sequence < PARTS; sequence++) {
            events.add(new PartSent(set, sequence, now()));
        }
        return this;
    }

    private SetCheckerTest sent(String set) {
        events.add(new MarkerSent(set, set.substring(0, 1), Long.parseLong(set.substring(1)), PARTS, now()));
        return this;
    }

    private SetCheckerTest answered(String set, Answer answer) {
        events.add(new MarkerAnswered(set, answer, "", now()));
        return this;
    }

    private SetCheckerTest appended(String set, long position) {
        events.add(new MarkerAppended(set, position, now()));
        return this;
    }

    private SetCheckerTest applied(String set, int... sequences) {
        for (int sequence : sequences) {
            events.add(new PartApplied("t", set, sequence, now()));
        }
        return this;
    }

    private Instant now() {
        return Instant.EPOCH.plusSeconds(events.size());
    }

    private Verdict kept() {
        Verdict verdict = HistoryChecker.check(events);
        assertThat(verdict.isKept()).as(verdict.toString()).isTrue();
        return verdict;
    }

    private void only(Promise promise, String what) {
        Verdict verdict = HistoryChecker.check(events);
        for (Finding finding : verdict.findings()) {
            if (finding.promise() == promise) {
                assertThat(finding.violations()).as(verdict.toString()).isNotEmpty();
                assertThat(finding.violations().getFirst().what()).contains(what);
            } else {
                assertThat(finding.violations()).as(finding.promise().name()).isEmpty();
            }
        }
    }
}
