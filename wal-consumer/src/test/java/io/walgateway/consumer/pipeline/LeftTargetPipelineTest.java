package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.Generation;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.namespace.TargetEras;
import io.walgateway.core.namespace.TargetEras.Era;
import io.walgateway.testkit.fake.Messages;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A target that came at one revision and was left at another, and what is read of others. */
class LeftTargetPipelineTest {
    private static final long ADDED_AT = 3;
    private static final long LEFT_AT = 6;

    private final PipelineHarness harness = new PipelineHarness();
    private final PipelineSpec present = harness.toNamespaceTarget(Ordering.NONE);
    private final TargetConfig target = present.target().orElseThrow();
    private final TargetConfig stays = new TargetConfig(
            "stays", target.address(), target.retry(), target.concurrencyMax(), target.deliveryTimeout());
    private final Generation generation = new Generation(LEFT_AT, List.of(harness.queueConfig), false, List.of(target));
    private final PipelineSpec left = new PipelineSpec(
            present.namespace(),
            present.queue(),
            present.ordering(),
            present.target(),
            present.otherTargets(),
            present.retry(),
            present.storage(),
            LEFT_AT);

    @AfterEach
    void close() {
        harness.close();
    }

    private Message written(long revision) {
        Message message = Messages.message().revision(revision).build();
        harness.append(message);
        return message;
    }

    private NamespaceConfig with(long revision, Generation... earlier) {
        return harness.document(revision, List.of(stays, target), earlier).withEras(eras(revision));
    }

    private NamespaceConfig without(long revision, Generation... earlier) {
        return harness.document(revision, List.of(stays), earlier).withEras(eras(LEFT_AT));
    }

    /** As they are remembered at this revision. */
    private TargetEras eras(long revision) {
        Era before = new Era(1, Set.of("stays"));
        Era there = new Era(ADDED_AT, Set.of("stays", "there"));
        Era away = new Era(LEFT_AT, Set.of("stays"));
        Era back = new Era(LEFT_AT + 1, Set.of("stays", "there"));
        return new TargetEras(Stream.of(before, there, away, back)
                .filter(era -> era.since() <= revision)
                .toList());
    }

    @Test
    void shouldLeaveWhatMayBeForATargetThatIsBackToTheNextPipeline() {
        harness.document = without(LEFT_AT, generation);
        Message back = written(LEFT_AT + 1);
        try (Pipeline pipeline = harness.start(left)) {
            await().until(() -> pipeline.status().endpointsAway() == 1);
            Message before = written(LEFT_AT - 1);
            await().until(() -> harness.target.delivered().contains(before));
            // Known, but the pipeline is still that of the earlier document.
            harness.document = with(LEFT_AT + 1, generation);
            Message afterwards = written(LEFT_AT + 1);
            await().until(() -> pipeline.status().held() == 2);
            assertThat(harness.target.delivered()).doesNotContain(back, afterwards);
        }
        try (Pipeline _ = harness.start(present)) {
            await().until(() -> harness.target.delivered().contains(back));
        }
    }

    @Test
    void shouldNotTakeWhatWasWrittenWhileItWasAway() {
        harness.document = with(LEFT_AT + 1, generation);
        Message later = written(LEFT_AT + 1);
        Message onceMore = written(LEFT_AT);
        Message before = written(LEFT_AT - 1);
        try (Pipeline _ = harness.start(present)) {
            await().until(() -> harness.target.delivered().contains(before));
            assertThat(harness.target.delivered()).contains(later).doesNotContain(onceMore);
        }
    }

    /** Such a message was delayed, or is appended once more. */
    @Test
    void shouldNotTakeWhatWasWrittenBeforeItWasThere() {
        harness.document = with(ADDED_AT);
        written(ADDED_AT - 1);
        Message withoutRevision = written(0);
        Message since = written(ADDED_AT);
        try (Pipeline _ = harness.start(present)) {
            await().until(() -> harness.target.delivered().contains(since));
            assertThat(harness.target.delivered()).containsExactlyInAnyOrder(withoutRevision, since);
        }
    }

    @Test
    void shouldNotTakeWhatWasWrittenBeforeItWasThereWhenItIsLeft() {
        harness.document = without(LEFT_AT, generation);
        written(ADDED_AT - 1);
        Message owed = written(ADDED_AT);
        try (Pipeline _ = harness.start(left)) {
            await().until(() -> harness.target.delivered().contains(owed));
            assertThat(harness.target.delivered()).hasSize(1);
        }
    }

    @Test
    void shouldSkipWhatWasWrittenSinceAsSoonAsThatIsCertain() {
        harness.document = without(LEFT_AT, generation);
        Message since = written(LEFT_AT + 1);
        try (Pipeline pipeline = harness.start(left)) {
            await().until(() -> pipeline.status().endpointsAway() == 1);
            harness.document = without(LEFT_AT + 1, generation);
            await().until(() -> pipeline.status().held() == 0);
            written(LEFT_AT);
            Message before = written(LEFT_AT - 1);
            await().until(() -> harness.target.delivered().contains(before));
            assertThat(harness.target.delivered()).doesNotContain(since).hasSize(1);
        }
    }

    @Test
    void shouldNotRejectWhatIsForATargetOfALaterDocument() {
        harness.document = without(LEFT_AT);
        harness.append(Messages.message().revision(LEFT_AT + 1).recipient("new").build());
        try (Pipeline pipeline = harness.start(harness.toRequestTargets())) {
            await().until(() -> pipeline.status().endpointsAway() == 1);
            assertThat(harness.deadLetters().count()).isZero();
            harness.document = without(LEFT_AT + 1);
            await().until(() -> harness.deadLetters().count() == 1);
        }
    }
}
