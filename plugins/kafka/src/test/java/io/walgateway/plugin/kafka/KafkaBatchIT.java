package io.walgateway.plugin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.queue.Entries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A compacted topic takes no record without a key, and its broker refuses each batch that has one. */
class KafkaBatchIT {
    private static final int EACH = 200;

    private final String servers = Components.kafka().bootstrapServers();
    private final String topic = Components.uniqueName("compacted");
    private final TargetClient targets = new KafkaTargetProvider().open(KafkaBench.context(servers));
    private final Target target = targets.target(new TargetAddress("kafka", Map.of("topic", topic)));

    @BeforeEach
    void create() throws ExecutionException, InterruptedException {
        try (var admin = KafkaBench.admin(servers)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())
                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void close() {
        targets.close();
    }

    @Test
    void shouldChargeOnlyTheRecordThatIsAtFault() throws Exception {
        List<Future<DeliveryOutcome>> keyed = new ArrayList<>();
        List<Future<DeliveryOutcome>> keyless = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < EACH; n++) {
                Message good = Messages.message().key("key-" + n).build();
                Message bad = Messages.message().key("").build();
                keyed.add(threads.submit(() -> deliver(good)));
                keyless.add(threads.submit(() -> deliver(bad)));
            }
        }
        for (Future<DeliveryOutcome> outcome : keyed) {
            assertThat(outcome.get()).isEqualTo(DeliveryOutcome.DELIVERED);
        }
        for (Future<DeliveryOutcome> outcome : keyless) {
            assertThat(outcome.get()).isInstanceOf(DeliveryOutcome.Rejected.class);
        }
    }

    @Test
    void shouldBeCertainThatNothingOfARefusedBatchIsInTheQueue() {
        try (QueueClient client = new KafkaQueueProvider().open(KafkaBench.context(servers))) {
            QueueWriter writer = client.writer(KafkaBench.queue(topic, 1));
            List<AppendResult> answers = IntStream.range(0, 2 * EACH)
                    .mapToObj(n -> Entries.of(Bytes.utf8(n % 2 == 0 ? "" : "key-" + n), Bytes.utf8("record")))
                    .map(entry -> writer.append(entry).toCompletableFuture())
                    .toList()
                    .stream()
                    .map(answer -> answer.join())
                    .toList();
            assertThat(answers).hasSize(2 * EACH).noneMatch(AppendResult.Unknown.class::isInstance);
            assertThat(answers).anyMatch(AppendResult.NotAppended.class::isInstance);
        }
    }

    private DeliveryOutcome deliver(Message message) throws InterruptedException {
        return target.deliver(new DeliveryAttempt(message, 1, Instant.now().plusSeconds(30)));
    }
}
