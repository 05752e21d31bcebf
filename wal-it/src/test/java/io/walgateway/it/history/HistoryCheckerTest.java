package io.walgateway.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.it.history.HistoryEvent.Begun;
import io.walgateway.it.history.HistoryEvent.DeadLettered;
import io.walgateway.it.history.HistoryEvent.Delivered;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryCheckerTest {

    @Test
    void shouldFindNothingInAGoodHistory() {
        Verdict verdict = HistoryChecker.check(HistoryBuilder.ordered("t")
                .answered(Answer.TRUE, "a1", "a2", "b1", "b2")
                .answered(Answer.FALSE, "c1")
                .answered(Answer.REFUSED, "d1")
                .delayed("e1", 3)
                .delivered("t", "b1", "a1", "a2")
                .deadLettered("t", "b2")
                .delivered("t", "e1")
                .events());

        assertThat(verdict.isKept()).as(verdict.toString()).isTrue();
        assertThat(verdict.findings()).extracting(Finding::checked).startsWith(5L, 1L, 1L, 0L, 4L, 1L, 0L, 5L);
    }

    @Test
    void shouldFindALostWrite() {
        assertOnly(
                Promise.TRUE_ARRIVES,
                HistoryBuilder.ordered("t").answered(Answer.TRUE, "a1", "a2").delivered("t", "a1"));
    }

    @Test
    void shouldFindAWriteThatOneOfTwoTargetsNeverGot() {
        Verdict verdict = assertOnly(
                Promise.TRUE_ARRIVES,
                HistoryBuilder.ordered("t", "u").answered(Answer.TRUE, "a1").delivered("t", "a1"));

        assertThat(verdict.of(Promise.TRUE_ARRIVES).checked()).isEqualTo(2);
        assertThat(verdict.toString()).contains("VIOLATED").contains("write a1 never reached target u");
    }

    @Test
    void shouldExpectEachWriteAtTheTargetOfTheRevisionThatItWasWrittenUnder() {
        assertKept(renamed().delivered("t", "a1").delivered("u", "a2"));
        assertOnly(Promise.TRUE_ARRIVES, renamed().delivered("u", "a1", "a2"));
        assertOnly(Promise.TRUE_ARRIVES, renamed().delivered("t", "a1", "a2"));
    }

    @Test
    void shouldExpectAWriteThatWasAppendedTwiceAtTheTargetsOfBothRevisions() {
        assertKept(renamed().appendedUnder(2, "a1").delivered("t", "a1").delivered("u", "a2", "a1"));
        assertOnly(
                Promise.TRUE_ARRIVES,
                renamed().appendedUnder(2, "a1").delivered("t", "a1").delivered("u", "a2"));
    }

    /** A try whose answer was not known lands late, under a revision with another target. */
    @Test
    void shouldExpectTheOrderInWhichWritesWereAppendedForATarget() {
        HistoryBuilder late = renamed().appendedUnder(2, "a1").delivered("t", "a1");
        assertKept(late.delivered("u", "a2", "a1"));
        assertOnly(
                Promise.KEYS_IN_ORDER,
                renamed().appendedUnder(2, "a1").delivered("t", "a1").delivered("u", "a1", "a2"));
    }

    @Test
    void shouldFindAWriteThatIsInNoLogThoughTargetsChange() {
        assertOnly(
                Promise.TRUE_ARRIVES,
                renamed().answered(Answer.TRUE, "b1").delivered("t", "a1").delivered("u", "a2"));
    }

    @Test
    void shouldNotJudgeWritesOfARevisionThatNobodyTellsOf() {
        assertThatThrownBy(() ->
                        HistoryChecker.check(renamed().appendedUnder(3, "a2").events()))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("a2")
                .hasMessageContaining("[1, 2]");
    }

    @Test
    void shouldTellByTheTimeWhichOfTwoPlacesOfATargetGotAWriteFirst() {
        HistoryBuilder moved = HistoryBuilder.ordered("t").answered(Answer.TRUE, "a1", "a2");
        assertKept(moved.deliveredAt("t", "new", 20, "a2").deliveredAt("t", "old", 10, "a1"));
        assertOnly(
                Promise.KEYS_IN_ORDER,
                HistoryBuilder.ordered("t")
                        .answered(Answer.TRUE, "a1", "a2")
                        .deliveredAt("t", "old", 20, "a1")
                        .deliveredAt("t", "new", 10, "a2"));
    }

    /** Target t is called u from revision 2 on. */
    private static HistoryBuilder renamed() {
        return HistoryBuilder.ordered("t", "u")
                .revised(1, "t")
                .revised(2, "u")
                .answered(Answer.TRUE, "a1", "a2")
                .appendedUnder(1, "a1")
                .appendedUnder(2, "a2");
    }

    @Test
    void shouldNotTakeTheDeadLetterOfOneTargetForAnother() {
        assertOnly(
                Promise.TRUE_ARRIVES,
                HistoryBuilder.ordered("t", "u").answered(Answer.TRUE, "a1").deadLettered("t", "a1"));
    }

    @Test
    void shouldFindADeliveredFalse() {
        assertOnly(
                Promise.FALSE_NEVER_APPEARS,
                HistoryBuilder.ordered("t").answered(Answer.FALSE, "a1").delivered("t", "a1"));
    }

    @Test
    void shouldFindADeadLetteredFalse() {
        assertOnly(
                Promise.FALSE_NEVER_APPEARS,
                HistoryBuilder.ordered("t").answered(Answer.FALSE, "a1").deadLettered("t", "a1"));
    }

    @Test
    void shouldFindADeliveredRefusal() {
        assertOnly(
                Promise.REFUSED_NEVER_APPEARS,
                HistoryBuilder.ordered("t").answered(Answer.REFUSED, "a1").delivered("t", "a1"));
    }

    @ParameterizedTest
    @EnumSource(names = {"TRUE", "UNKNOWN"})
    void shouldFindAFirstDeliveryOutOfOrder(Answer answerOfTheFirst) {
        assertOnly(
                Promise.KEYS_IN_ORDER,
                HistoryBuilder.ordered("t")
                        .answered(answerOfTheFirst, "a1")
                        .answered(Answer.TRUE, "a2")
                        .delivered("t", "a2", "a1"));
    }

    @Test
    void shouldExpectTheOrderOfTheLogWhereItIsTold() {
        HistoryBuilder late = HistoryBuilder.ordered("t")
                .answered(Answer.UNKNOWN, "a1")
                .answered(Answer.TRUE, "a2")
                .appended("a2", "a1");
        assertKept(late.delivered("t", "a2", "a1"));

        assertOnly(
                Promise.KEYS_IN_ORDER,
                HistoryBuilder.ordered("t")
                        .answered(Answer.UNKNOWN, "a1")
                        .answered(Answer.TRUE, "a2")
                        .appended("a2", "a1")
                        .delivered("t", "a1", "a2"));
    }

    @Test
    void shouldTakeTheFirstPlaceOfAWriteThatWasAppendedTwice() {
        assertKept(HistoryBuilder.ordered("t")
                .answered(Answer.TRUE, "a1", "a2")
                .appended("a1", "a2", "a1")
                .delivered("t", "a1", "a2", "a1"));
    }

    @Test
    void shouldFindATrueWriteBehindALaterOneInTheLog() {
        assertOnly(
                Promise.APPENDED_IN_ORDER,
                HistoryBuilder.ordered("t")
                        .answered(Answer.TRUE, "a1", "a2")
                        .appended("a2", "a1")
                        .delivered("t", "a2", "a1"));
    }

    @Test
    void shouldFindAFalseThatLiesInTheLog() {
        assertOnly(
                Promise.FALSE_NEVER_APPEARS,
                HistoryBuilder.ordered("t").answered(Answer.FALSE, "a1").appended("a1"));
    }

    @Test
    void shouldFindADeliveryOfWhatNeverLayInTheLog() {
        assertOnly(
                Promise.NOTHING_INVENTED,
                HistoryBuilder.ordered("t")
                        .answered(Answer.TRUE, "a1")
                        .answered(Answer.UNKNOWN, "a2")
                        .appended("a1")
                        .delivered("t", "a1", "a2"));
    }

    @Test
    void shouldFindADeadLetterAfterTooManyAttempts() {
        HistoryBuilder letter = new HistoryBuilder()
                .add(new Begun(Set.of("t"), true, 3))
                .answered(Answer.TRUE, "a1", "a2")
                .deadLettered("t", "a1");
        assertOnly(
                Promise.ATTEMPTS_BOUNDED,
                letter.add(new DeadLettered("t", "a2", "ATTEMPTS_EXHAUSTED", 4, letter.now())));
    }

    @Test
    void shouldCountEachWriteThatIsBehindALaterOne() {
        Verdict verdict = HistoryChecker.check(HistoryBuilder.ordered("t")
                .answered(Answer.TRUE, "a1", "a2", "a3")
                .delivered("t", "a3", "a1", "a2")
                .events());

        assertThat(verdict.of(Promise.KEYS_IN_ORDER).violations()).hasSize(2);
    }

    @Test
    void shouldTakeDeliveriesAgainForNoViolation() {
        assertKept(HistoryBuilder.ordered("t")
                .answered(Answer.TRUE, "a1", "a2", "a3")
                .delivered("t", "a1", "a2", "a1", "a2", "a3", "a1"));
    }

    /** A consumer that dies before it has settled what it dead-lettered. */
    @Test
    void shouldTakeNoDeliveryAfterItsDeadLetterForOneOutOfOrder() {
        HistoryBuilder history =
                HistoryBuilder.ordered("t").answered(Answer.TRUE, "a1", "a2").deadLettered("t", "a1");
        assertKept(history.delivered("t", "a2", "a1"));
    }

    @Test
    void shouldFindADeliveryOutOfOrderBeforeItsDeadLetter() {
        assertOnly(
                Promise.KEYS_IN_ORDER,
                HistoryBuilder.ordered("t")
                        .answered(Answer.TRUE, "a1", "a2")
                        .delivered("t", "a2", "a1")
                        .deadLettered("t", "a1"));
    }

    @Test
    void shouldLetUnknownWritesAppearOrNot() {
        assertKept(HistoryBuilder.ordered("t")
                .answered(Answer.UNKNOWN, "a1", "a2")
                .invoked("a3")
                .answered(Answer.TRUE, "a4")
                .delivered("t", "a2", "a3", "a4"));
    }

    @Test
    void shouldExpectNoOrderWhereNoneWasPromised() {
        assertKept(
                HistoryBuilder.unordered("t").answered(Answer.TRUE, "a1", "a2").delivered("t", "a2", "a1"));
    }

    @Test
    void shouldExpectNoOrderBetweenKeysNorBetweenTargets() {
        assertKept(HistoryBuilder.ordered("t", "u")
                .answered(Answer.TRUE, "a1", "b1", "a2")
                .delivered("t", "a1", "a2", "b1")
                .delivered("u", "b1", "a1", "a2"));
    }

    @Test
    void shouldFindAnEarlyDelivery() {
        assertOnly(
                Promise.NEVER_EARLY,
                HistoryBuilder.ordered("t").delayed("a1", 60).delivered("t", "a1"));
    }

    @Test
    void shouldFindWhatNobodyWrote() {
        assertOnly(
                Promise.NOTHING_INVENTED,
                HistoryBuilder.ordered("t").delivered("t", "a1").deadLettered("t", "a2"));
    }

    @Test
    void shouldFindADeliveryUnderAnotherKey() {
        HistoryBuilder history = HistoryBuilder.ordered("t").answered(Answer.TRUE, "a1");
        assertOnly(
                Promise.NOTHING_INVENTED,
                history.add(new Delivered("t", "a1", HistoryBuilder.id("a1"), "b", history.now())));
    }

    @Test
    void shouldFindADeliveryUnderAnotherId() {
        HistoryBuilder history = HistoryBuilder.ordered("t").answered(Answer.TRUE, "a1");
        assertOnly(Promise.NOTHING_INVENTED, history.add(new Delivered("t", "a1", "another", "a", history.now())));
    }

    @Test
    void shouldNotJudgeAHistoryThatNamesNoTarget() {
        assertThatThrownBy(() -> HistoryChecker.check(List.of()))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("target");
    }

    @Test
    void shouldNotJudgeAHistoryInWhichAWriteIsMadeTwice() {
        HistoryBuilder history = HistoryBuilder.ordered("t").invoked("a1").invoked("a1");
        assertThatThrownBy(() -> HistoryChecker.check(history.events()))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("one for each write");
    }

    private static void assertKept(HistoryBuilder history) {
        Verdict verdict = HistoryChecker.check(history.events());
        assertThat(verdict.isKept()).as(verdict.toString()).isTrue();
    }

    private static Verdict assertOnly(Promise broken, HistoryBuilder history) {
        Verdict verdict = HistoryChecker.check(history.events());
        assertThat(verdict.findings())
                .as(verdict.toString())
                .filteredOn(finding -> !finding.isKept())
                .extracting(Finding::promise)
                .containsExactly(broken);
        return verdict;
    }
}
