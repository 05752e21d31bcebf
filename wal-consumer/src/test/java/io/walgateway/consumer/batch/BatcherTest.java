package io.walgateway.consumer.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.target.BatchLimits;
import io.walgateway.core.target.BatchRefusedException;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Failed;
import io.walgateway.core.target.DeliveryOutcome.Rejected;
import io.walgateway.core.target.DeliveryOutcome.Throttled;
import io.walgateway.core.target.DeliveryOutcome.Unknown;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatcherTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final BatchLimits ONE_REQUEST = new BatchLimits(100, 1_000, 1, LONG);

    private final TestClock clock = new TestClock();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @AfterEach
    void endThreads() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void shouldSendTheFirstAtOnceAndGatherTheOthersUntilItIsAnswered() {
        HeldBatchTarget target = delivering(ONE_REQUEST);
        Batcher batcher = new Batcher(target, clock);
        CompletableFuture<DeliveryOutcome> first = deliver(batcher, "a");
        patiently().until(() -> target.requests.size() == 1);
        List<CompletableFuture<DeliveryOutcome>> others = deliver(batcher, List.of("b", "c", "d"));
        assertThat(target.requests).containsExactly(List.of("a"));
        target.letGo(2);
        assertThat(first.join()).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(others).allSatisfy(each -> assertThat(each.join()).isEqualTo(DeliveryOutcome.DELIVERED));
        assertThat(target.requests).containsExactly(List.of("a"), List.of("b", "c", "d"));
    }

    @Test
    void shouldSendAnotherRequestDuringTheFirstWhenItIsFull() {
        HeldBatchTarget byCount = delivering(new BatchLimits(2, 1_000, 2, LONG));
        HeldBatchTarget byBytes = delivering(new BatchLimits(100, 6, 2, LONG));
        for (HeldBatchTarget target : List.of(byCount, byBytes)) {
            Batcher batcher = new Batcher(target, clock);
            deliver(batcher, "aaa");
            patiently().until(() -> target.requests.size() == 1);
            deliver(batcher, List.of("bbb", "ccc", "ddd"));
            patiently().until(() -> target.requests.size() == 2);
            assertThat(target.requests).containsExactly(List.of("aaa"), List.of("bbb", "ccc"));
            target.letGo(3);
            patiently().until(() -> target.requests.size() == 3);
        }
    }

    @Test
    void shouldSendWhatHasGatheredLongEnoughWhileThereIsRoom() {
        HeldBatchTarget target = delivering(new BatchLimits(100, 1_000, 2, SHORT));
        Batcher batcher = new Batcher(target, clock);
        deliver(batcher, "a");
        patiently().until(() -> target.requests.size() == 1);
        deliver(batcher, "b");
        patiently().until(() -> target.requests.size() == 2);
        deliver(batcher, "c");
        patiently().until(() -> isParked(threads.getLast()));
        assertThat(target.requests).containsExactly(List.of("a"), List.of("b"));
        target.letGo(3);
    }

    @Test
    void shouldSendAPayloadLargerThanARequestByItself() {
        HeldBatchTarget target = delivering(new BatchLimits(100, 4, 1, LONG));
        Batcher batcher = new Batcher(target, clock);
        deliver(batcher, "a");
        patiently().until(() -> target.requests.size() == 1);
        List<CompletableFuture<DeliveryOutcome>> others = deliver(batcher, List.of("b", "large", "c"));
        target.letGo(4);
        others.forEach(CompletableFuture::join);
        assertThat(target.requests).containsExactly(List.of("a"), List.of("b"), List.of("large"), List.of("c"));
    }

    @Test
    void shouldGiveEachCallerItsOwnOutcome() {
        HeldBatchTarget target = new HeldBatchTarget(
                ONE_REQUEST,
                payloads ->
                        payloads.stream().<DeliveryOutcome>map(Rejected::new).toList());
        target.letGo(Integer.MAX_VALUE / 2);
        Batcher batcher = new Batcher(target, clock);
        List<String> payloads = IntStream.range(0, 200).mapToObj(i -> "m" + i).toList();
        assertThat(deliver(batcher, payloads).stream().map(CompletableFuture::join))
                .containsExactlyElementsOf(
                        payloads.stream().<DeliveryOutcome>map(Rejected::new).toList());
    }

    @Test
    void shouldNotLayTheRefusalOfARequestOnItsMembers() {
        assertBadOneAlone(new BatchRefusedException("too large"));
    }

    @Test
    void shouldNotLayAnExceptionOnTheOtherMembers() {
        assertBadOneAlone(new IllegalStateException("bad"));
        assertBadOneAlone(new StackOverflowError("bad"));
    }

    /** The bad one fails by itself, with the target's own exception; each of the others has been delivered once. */
    private void assertBadOneAlone(Throwable failure) {
        List<String> delivered = Collections.synchronizedList(new ArrayList<>());
        HeldBatchTarget target = new HeldBatchTarget(ONE_REQUEST, payloads -> {
            if (payloads.contains("bad")) {
                throwAs(failure);
            }
            delivered.addAll(payloads);
            return Collections.nCopies(payloads.size(), DeliveryOutcome.DELIVERED);
        });
        Batcher batcher = new Batcher(target, clock);
        CompletableFuture<DeliveryOutcome> first = deliver(batcher, "first");
        patiently().until(() -> target.requests.size() == 1);
        List<CompletableFuture<DeliveryOutcome>> good = deliver(batcher, List.of("a", "b"));
        CompletableFuture<DeliveryOutcome> bad = deliver(batcher, "bad");
        List<CompletableFuture<DeliveryOutcome>> more = deliver(batcher, List.of("c", "d", "e", "f"));
        target.letGo(100);
        assertThat(first.join()).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(good).allSatisfy(each -> assertThat(each.join()).isEqualTo(DeliveryOutcome.DELIVERED));
        assertThat(more).allSatisfy(each -> assertThat(each.join()).isEqualTo(DeliveryOutcome.DELIVERED));
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(bad::join)
                .withCause(failure);
        assertThat(delivered).containsExactlyInAnyOrder("first", "a", "b", "c", "d", "e", "f");
    }

    @Test
    void shouldNotTakeAShortListForOutcomes() {
        HeldBatchTarget target = new HeldBatchTarget(
                ONE_REQUEST, payloads -> payloads.size() == 1 ? List.of(DeliveryOutcome.DELIVERED) : List.of());
        Batcher batcher = new Batcher(target, clock);
        deliver(batcher, "first");
        patiently().until(() -> target.requests.size() == 1);
        List<CompletableFuture<DeliveryOutcome>> others = deliver(batcher, List.of("a", "b", "c"));
        target.letGo(100);
        assertThat(others).allSatisfy(each -> assertThat(each.join()).isEqualTo(DeliveryOutcome.DELIVERED));
    }

    @Test
    void shouldNotKnowWhatBecameOfADeliveryWithoutAnAnswerAtItsOwnDeadline() {
        HeldBatchTarget target = delivering(new BatchLimits(2, 1_000, 2, LONG));
        Batcher batcher = new Batcher(target, clock);
        deliver(batcher, "first");
        patiently().until(() -> target.requests.size() == 1);
        CompletableFuture<DeliveryOutcome> patient = deliver(batcher, "patient");
        CompletableFuture<DeliveryOutcome> hasty = deliver(batcher, "hasty", Duration.ofMillis(200));
        assertThat(hasty.join()).isInstanceOf(Unknown.class);
        assertThat(patient).isNotDone();
        target.letGo(2);
        assertThat(patient.join()).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(target.requests).containsExactly(List.of("first"), List.of("patient", "hasty"));
        assertThat(target.interrupted()).isZero();
    }

    @Test
    void shouldGiveUpARequestThatNobodyWaitsFor() {
        HeldBatchTarget target = delivering(ONE_REQUEST);
        Batcher batcher = new Batcher(target, clock);
        assertThat(deliver(batcher, "a", Duration.ofMillis(100)).join()).isInstanceOf(Unknown.class);
        patiently().until(() -> target.interrupted() == 1);
        target.letGo(1);
        assertThat(deliver(batcher, "b").join()).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldBeCertainThatADeliveryThatWaitedInVainWasNotSent() {
        HeldBatchTarget target = delivering(ONE_REQUEST);
        Batcher batcher = new Batcher(target, clock);
        deliver(batcher, "first");
        patiently().until(() -> target.requests.size() == 1);
        assertThat(deliver(batcher, "late", Duration.ofMillis(100)).join())
                .isEqualTo(new Throttled(Batcher.FULL_PAUSE, "not sent, because other requests are under way"));
        CompletableFuture<DeliveryOutcome> interrupted = deliver(batcher, "interrupted");
        patiently().until(() -> isParked(threads.getLast()));
        threads.getLast().interrupt();
        assertThat(interrupted.join())
                .isEqualTo(new Throttled(Batcher.FULL_PAUSE, "not sent, because it was interrupted"));
        target.letGo(100);
        assertThat(deliver(batcher, "next").join()).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(target.requests).containsExactly(List.of("first"), List.of("next"));
    }

    @Test
    void shouldLeaveTheOthersTheirRequestWhenOneCallerIsInterrupted() {
        HeldBatchTarget target = delivering(ONE_REQUEST);
        Batcher batcher = new Batcher(target, clock);
        deliver(batcher, "first");
        patiently().until(() -> target.requests.size() == 1);
        CompletableFuture<DeliveryOutcome> other = deliver(batcher, "other");
        CompletableFuture<DeliveryOutcome> interrupted = deliver(batcher, "interrupted");
        Thread caller = threads.getLast();
        target.letGo(1);
        patiently().until(() -> target.requests.size() == 2 && isParked(caller));
        caller.interrupt();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(interrupted::join)
                .withCauseInstanceOf(InterruptedException.class);
        target.letGo(1);
        assertThat(other.join()).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldSendNothingWithoutTime() {
        HeldBatchTarget target = delivering(ONE_REQUEST);
        assertThat(deliver(new Batcher(target, clock), "a", Duration.ZERO).join())
                .isEqualTo(new Failed("no time was left for a request"));
        assertThat(target.requests).isEmpty();
    }

    private static HeldBatchTarget delivering(BatchLimits limits) {
        return new HeldBatchTarget(limits, payloads -> Collections.nCopies(payloads.size(), DeliveryOutcome.DELIVERED));
    }

    private List<CompletableFuture<DeliveryOutcome>> deliver(Batcher batcher, List<String> payloads) {
        return payloads.stream().map(payload -> deliver(batcher, payload)).toList();
    }

    private CompletableFuture<DeliveryOutcome> deliver(Batcher batcher, String payload) {
        return deliver(batcher, payload, Duration.ofHours(1));
    }

    /** Returns once the caller waits, so that deliveries arrive in the order of the test. */
    private CompletableFuture<DeliveryOutcome> deliver(Batcher batcher, String payload, Duration left) {
        CompletableFuture<DeliveryOutcome> outcome = new CompletableFuture<>();
        DeliveryAttempt attempt = new DeliveryAttempt(
                Messages.message().payload(payload).build(), 1, clock.instant().plus(left));
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(batcher.deliver(attempt));
            } catch (InterruptedException | RuntimeException | Error e) {
                outcome.completeExceptionally(e);
            }
        });
        threads.add(thread);
        patiently().until(() -> isParked(thread) || outcome.isDone());
        return outcome;
    }

    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1));
    }

    private static boolean isParked(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static void throwAs(Throwable failure) {
        switch (failure) {
            case RuntimeException runtime -> throw runtime;
            case Error error -> throw error;
            default -> throw new IllegalArgumentException(failure);
        }
    }
}
