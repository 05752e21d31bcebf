package io.walgateway.plugin.sqs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.plugin.sqs.SqsQueueProvider;
import io.walgateway.plugin.sqs.SqsTargetProvider;
import io.walgateway.plugin.sqs.admin.GroupQueues;
import io.walgateway.testkit.fake.Messages;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqsNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "dgwwal-dq-pds", "A_1.fifo"})
    void shouldTakeWhatSqsTakes(String name) {
        assertThat(SqsNames.isLegal(name)).isTrue();
        assertThat(SqsNames.isLegal("x".repeat(75) + ".fifo")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".fifo", "a.b", "a.fifo.fifo", "a b", "é", "a/b", "a.FIFO"})
    void shouldRefuseWhatSqsRefuses(String name) {
        assertThat(SqsNames.isLegal(name)).isFalse();
        assertThat(SqsNames.isLegal("x".repeat(76) + ".fifo")).isFalse();
    }

    @Test
    void shouldSayWhichQueuesAConfigurationTakes() {
        QueueConfig queue = new QueueConfig("sqs", "default", List.of("a"), List.of("a-dlq"), Map.of());
        Set<ConsumerGroup> groups = Set.of(ConsumerGroup.ofRequestTargets("n"), ConsumerGroup.ofTarget("n", "one"));
        assertThat(new SqsQueueProvider().names(queue, groups)).containsExactlyInAnyOrder("a", "a-one");
    }

    @Test
    void shouldRejectWhatIsForAClusterWhoseSettingsAreWrong() throws InterruptedException {
        PluginContext context =
                new PluginContext(Map.of("clusters.default.endpoint", "nowhere"), InstantSource.system(), "test");
        DeliveryAttempt attempt =
                new DeliveryAttempt(Messages.message().build(), 1, Instant.now().plusSeconds(10));
        try (TargetClient client = new SqsTargetProvider().open(context)) {
            assertThat(client.target(new TargetAddress("sqs", Map.of("queue", "a")))
                            .deliver(attempt))
                    .isInstanceOfSatisfying(
                            DeliveryOutcome.Rejected.class,
                            rejected -> assertThat(rejected.why()).contains("sqs.clusters.default.endpoint: nowhere"));
        }
    }

    @Test
    void shouldKnowTheQueueThatATargetIs() {
        PluginContext context = new PluginContext(
                Map.of("clusters.default.endpoint", "http://127.0.0.1:9324/"), InstantSource.system(), "test");
        SqsTargetProvider targets = new SqsTargetProvider();
        var named = targets.queue(new TargetAddress("sqs", Map.of("queue", "a")), context);
        assertThat(named).isPresent();
        // The client sends all requests to the cluster's endpoint: the host in an address changes nothing.
        for (String address : List.of(
                "http://127.0.0.1:9324/000000000000/a",
                "http://127.0.0.1:9324/queue/a",
                "http://localhost:9324/000000000000/a",
                "https://sqs.eu-west-1.amazonaws.com/123456789012/a",
                "https://sqs.eu-west-1.amazonaws.com:443/123456789012/a")) {
            assertThat(targets.queue(new TargetAddress("sqs", Map.of("queue", address)), context))
                    .as(address)
                    .isEqualTo(named);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9324/000000000000/a?x=/b",
                "http://127.0.0.1:9324/000000000000/a#/b",
                "http://user@127.0.0.1:9324/000000000000/a",
                "http://127.0.0.1:9324/000000000000/a/",
                "http://127.0.0.1:9324/000000000000/a/b",
                "http://127.0.0.1:9324//000000000000/a",
                "http://127.0.0.1:9324/a",
                "http://127.0.0.1:9324/000000000000/a%2Db",
                "ftp://127.0.0.1:9324/000000000000/a"
            })
    void shouldRefuseAnAddressThatSaysMoreThanAQueue(String address) {
        assertThat(new SqsTargetProvider().check(new TargetAddress("sqs", Map.of("queue", address))))
                .hasSize(1);
    }

    @Test
    void shouldJoinQueueAndTarget() {
        assertThat(SqsNames.joined("orders", "table")).isEqualTo("orders-table");
        assertThat(SqsNames.joined("orders.fifo", "table")).isEqualTo("orders-table.fifo");
    }

    @Test
    void shouldTellApartWhatIsCutOrReplaced() {
        String dotted = SqsNames.joined("orders.fifo", "eu.west");
        assertThat(dotted)
                .startsWith("orders-eu_west-")
                .endsWith(".fifo")
                .isNotEqualTo(SqsNames.joined("orders.fifo", "eu/west"));
        String one = SqsNames.joined("q".repeat(70), "target-number-one");
        String two = SqsNames.joined("q".repeat(70), "target-number-two");
        assertThat(List.of(dotted, one, two)).allMatch(SqsNames::isLegal).doesNotHaveDuplicates();
        assertThat(SqsNames.joined("orders.fifo", "eu.west")).isEqualTo(dotted);
    }

    @Test
    void shouldReadTheNamedQueueForGroupsOfTheGatewaysOwn() {
        QueueConfig queue = queue(List.of("orders"), List.of("orders-dlq"));
        assertThat(GroupQueues.of(queue, "orders", ConsumerGroup.ofRequestTargets("n")))
                .isEqualTo("orders");
        assertThat(GroupQueues.of(queue, "orders", ConsumerGroup.ofTarget("n", "table")))
                .isEqualTo("orders-table");
    }

    @Test
    void shouldKeepTargetsOutOfDeadLetterQueues() {
        QueueConfig queue = queue(List.of("orders"), List.of("orders-dlq"));
        assertThat(GroupQueues.of(queue, "orders", ConsumerGroup.ofTarget("n", "dlq")))
                .startsWith("orders-dlq-")
                .matches(SqsNames::isLegal);
    }

    private static QueueConfig queue(List<String> names, List<String> deadLetters) {
        return new QueueConfig("sqs", "default", names, deadLetters, Map.of());
    }
}
