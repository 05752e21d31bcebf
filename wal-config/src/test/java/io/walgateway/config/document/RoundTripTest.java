package io.walgateway.config.document;

import static io.walgateway.config.document.Documents.sample;
import static io.walgateway.config.document.Documents.valid;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    static List<Path> samples() {
        return Documents.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldReadItsOwnWritingAsTheSame(Path file) throws IOException {
        NamespaceDocument document = sample(file);
        NamespaceDocument again = valid(document.toJson());

        assertThat(again).isEqualTo(document).hasSameHashCodeAs(document);
        assertThat(again.toJson()).isEqualTo(document.toJson());
        assertThat(again.toConfig("n", 1)).isEqualTo(document.toConfig("n", 1));
    }

    @Test
    void shouldKeepEverythingGivenAndAddNothing() {
        String canonical = """
            {
              "persistence_configurations" : {
                "persistence_configuration" : [
                  {
                    "physical_storage" : {
                      "type" : "KAFKA"
                    },
                    "config" : {
                      "consumer_stack" : "c",
                      "context" : "why",
                      "contacts" : "who",
                      "target" : {
                        "type" : "kafka",
                        "retry" : {
                          "backoff.max" : "5000ms"
                        },
                        "port" : 5,
                        "topic" : "x"
                      }
                    }
                  }
                ]
              },
              "ordering" : "key",
              "writers" : [
                "me"
              ]
            }
            """;
        String given = """
            {"writers": ["me"], "ordering": "key", "retry": {},
             "PersistenceConfigurations": {"persistence-configuration": [{
               "config": {"contacts": "who", "context": "why", "consumerStack": "c",
                 "target": {"topic": "x", "port": 5, "Type": "kafka", "retry.backoffMax": "5000ms"}},
               "physical-storage.type": "Kafka"}]}}
            """;

        assertThat(valid(given).toJson()).isEqualTo(canonical);
        assertThat(valid(canonical).toJson()).isEqualTo(canonical);
    }
}
