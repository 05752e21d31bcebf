package io.walgateway.config.document;

import static io.walgateway.config.document.Documents.PICKY_PLUGINS;
import static io.walgateway.config.document.Documents.problems;
import static io.walgateway.config.document.Documents.withConfig;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.config.document.node.DocumentProblem;
import org.junit.jupiter.api.Test;

class PluginChecksTest {
    private static final String CONFIG = "/persistence_configurations/persistence_configuration/0/config";

    @Test
    void shouldMapWhatAQueuePluginSaysIntoTheDocument() {
        String document = withConfig("\"walKafka\": {\"topics\": [\"picky\"]}");
        assertThat(problems(NamespaceDocument.read(document, PICKY_PLUGINS)))
                .containsExactlyInAnyOrder(
                        new DocumentProblem(CONFIG + "/walKafka/topics/0", "picky", "a name the broker likes"),
                        new DocumentProblem(CONFIG + "/partitions", "absent", "a number of partitions"));
    }

    @Test
    void shouldMapWhatATargetPluginSaysIntoTheDocument() {
        String document = withConfig("\"targets\": [{\"type\": \"kafka\", \"concurency\": 5}]");
        assertThat(problems(NamespaceDocument.read(document, PICKY_PLUGINS)))
                .anySatisfy(problem -> {
                    assertThat(problem.pointer()).isEqualTo(CONFIG + "/targets/0/concurency");
                    assertThat(problem.nearestKnownKey()).contains("concurrency");
                })
                .anySatisfy(problem -> {
                    assertThat(problem.pointer()).isEqualTo(CONFIG + "/targets/0/topic");
                    assertThat(problem.value()).isEqualTo("absent");
                });
    }

    @Test
    void shouldAcceptWhatThePluginsAccept() {
        String document = withConfig("\"target\": {\"type\": \"kafka\", \"topic\": \"x\"}");
        assertThat(NamespaceDocument.read(document, PICKY_PLUGINS)).isInstanceOf(Reading.Valid.class);
    }
}
