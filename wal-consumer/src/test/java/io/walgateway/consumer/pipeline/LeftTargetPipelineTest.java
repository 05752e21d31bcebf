package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.Layout;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.testkit.fake.Messages;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A target that was left at revision 6, and what is written while this process knows of no later one. */
class LeftTargetPipelineTest {
    private static final long LEFT_AT = 6;

    private final PipelineHarness harness = new PipelineHarness();
    private final PipelineSpec present = harness.toNamespaceTarget(Ordering.NONE);
    private final TargetConfig target = present.target().orElseThrow();
    private final Layout layout = new Layout(LEFT_AT, List.of(harness.queueConfig), false, List.of(target));
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

    private NamespaceConfig withTargetAgain(long revision) {
        NamespaceConfig now = harness.document(revision, layout);
        return new NamespaceConfig(
                now.name(),
                now.revision(),
                now.shard(),
                now.consumerStack(),
                now.ordering(),
                now.queues(),
                List.of(target),
                now.retry(),
                now.limits(),
                now.delays(),
                now.access(),
                now.durableStorage(),
                now.earlier());
    }

    @Test
    void shouldLeaveWhatMayBeForATargetThatIsBackToTheNextPipeline() {
        harness.document = harness.document(LEFT_AT, layout);
        Message back = written(LEFT_AT + 1);
        try (Pipeline pipeline = harness.start(left)) {
            await().until(() -> pipeline.status().endpointsAway() == 1);
            Message before = written(LEFT_AT - 1);
            await().until(() -> harness.target.delivered().contains(before));
            // Known, but the pipeline is still that of the earlier document.
            harness.document = withTargetAgain(LEFT_AT + 1);
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
        NamespaceConfig back = withTargetAgain(LEFT_AT + 1);
        harness.document = back.after(List.of(layout, new Layout(LEFT_AT + 1, List.of(harness.queueConfig), false)));
        Message later = written(LEFT_AT + 1);
        Message onceMore = written(LEFT_AT);
        Message before = written(LEFT_AT - 1);
        try (Pipeline _ = harness.start(present)) {
            await().until(() -> harness.target.delivered().contains(before));
            assertThat(harness.target.delivered()).contains(later).doesNotContain(onceMore);
        }
    }

    @Test
    void shouldSkipWhatWasWrittenSinceAsSoonAsThatIsCertain() {
        harness.document = harness.document(LEFT_AT, layout);
        Message since = written(LEFT_AT + 1);
        try (Pipeline pipeline = harness.start(left)) {
            await().until(() -> pipeline.status().endpointsAway() == 1);
            harness.document = harness.document(LEFT_AT + 1, layout);
            await().until(() -> pipeline.status().held() == 0);
            written(LEFT_AT);
            Message before = written(LEFT_AT - 1);
            await().until(() -> harness.target.delivered().contains(before));
            assertThat(harness.target.delivered()).doesNotContain(since).hasSize(1);
        }
    }

    @Test
    void shouldNotRejectWhatIsForATargetOfALaterDocument() {
        harness.document = harness.document(LEFT_AT);
        harness.append(Messages.message().revision(LEFT_AT + 1).recipient("new").build());
        try (Pipeline pipeline = harness.start(harness.toRequestTargets())) {
            await().until(() -> pipeline.status().endpointsAway() == 1);
            assertThat(harness.deadLetters().count()).isZero();
            harness.document = harness.document(LEFT_AT + 1);
            await().until(() -> harness.deadLetters().count() == 1);
        }
    }
}
