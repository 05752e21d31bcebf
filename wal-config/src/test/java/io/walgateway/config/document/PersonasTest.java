package io.walgateway.config.document;

import static io.walgateway.config.document.Documents.sample;
import static io.walgateway.config.document.Documents.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.QueueConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents that were published load as they stand. */
class PersonasTest {
    private static final Path PERSONAS = Path.of("../config/namespaces/personas");

    @Test
    void shouldReadTheDelayQueue() throws IOException {
        NamespaceConfig config = sample(PERSONAS.resolve("delay-queue.json")).toConfig("pds", 1);

        assertThat(config.queues())
                .containsExactly(new QueueConfig(
                        "sqs",
                        "default",
                        List.of("dgwwal-dq-pds"),
                        List.of("dgwwal-dlq-pds"),
                        Map.of("poll-interval-secs", "10", "max-messages-per-poll", "100")));
        assertThat(config.targets()).isEmpty();
    }

    @Test
    void shouldReadCrossRegionReplication() throws IOException {
        NamespaceConfig config = sample(PERSONAS.resolve("evcache_foobar.json")).toConfig("evcache_foobar", 7);

        assertThat(config.revision()).isEqualTo(7);
        assertThat(config.consumerStack()).isEqualTo("consumer");
        assertThat(config.queues())
                .containsExactly(
                        new QueueConfig("kafka", "kafka-foobar", List.of("evcache_foobar"), List.of(), Map.of()));
        assertThat(config.targets()).singleElement().satisfies(target -> {
            assertThat(target.name()).isEqualTo("evc-replication");
            assertThat(target.address().type()).isEqualTo("evc-replication");
            assertThat(target.address().properties())
                    .hasSize(4)
                    .containsEntry("euwest1", "dgwwal.foobar.cluster.eu-west-1.netflix.net");
        });
    }

    @Test
    void shouldReadMultiPartitionMutations() throws IOException {
        NamespaceConfig config = sample(PERSONAS.resolve("foobar_kv.json")).toConfig("foobar_kv", 1);

        assertThat(config.durableStorage()).contains(new DurableStorageConfig("kv", "foobar_wal_type", "walfoobar"));
        assertThat(config.targets()).isEmpty();
        assertThat(config.queues())
                .containsExactly(new QueueConfig(
                        "kafka",
                        "kaas_kafka-dgwwal_foobar7102",
                        List.of("foobar_kv_multi_id"),
                        List.of("foobar_kv_multi_id-dlq"),
                        Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delay-queue.json", "evcache_foobar.json", "foobar_kv.json"})
    void shouldReadTheSameInEitherSpellingWithAndWithoutTrailingComma(String file) throws IOException {
        String published = Files.readString(PERSONAS.resolve(file));
        String camel = published
                .replace("persistence_configuration", "persistenceConfiguration")
                .replace("physical_storage", "physicalStorage")
                .replace("consumer_stack", "consumerStack")
                .replace("durable_storage", "durableStorage");
        String snake = published
                .replace("persistenceConfiguration", "persistence_configuration")
                .replace("physicalStorage", "physical_storage");
        String withComma = snake.stripTrailing().replaceFirst("[,\\s]*}$", ",}");

        assertThat(valid(camel)).isEqualTo(valid(snake)).isEqualTo(valid(withComma));
        assertThat(valid(camel).toJson())
                .contains("\"persistence_configuration\"")
                .doesNotContain("physicalStorage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delay-queue.json", "evcache_foobar.json", "foobar_kv.json"})
    void shouldReadTheBareFragment(String file) throws IOException {
        String published = Files.readString(PERSONAS.resolve(file)).strip();
        String fragment = published.substring(1, published.length() - 1);

        assertThat(valid(fragment)).isEqualTo(valid(published));
    }
}
