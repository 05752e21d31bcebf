package io.walgateway.config.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.config.document.node.DocumentProblem;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.MissingPlugins;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.DurableStorageProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DurableStorageTest {
    private static final String DOCUMENT =
            Documents.withConfig("\"durable_storage\": {\"type\": \"PICKY\", \"namespace\": \"%s\"}");

    private final Plugins plugins = new Plugins(Map.of(), Map.of(), Map.of("picky", new PickyStorage()));

    @Test
    void shouldPointAtWhatThePluginHasAgainstIt() {
        assertThat(Documents.problems(NamespaceDocument.read(DOCUMENT.formatted("bad"), plugins)))
                .containsExactly(new DocumentProblem(
                        "/persistence_configurations/persistence_configuration/0/config/durable_storage/namespace",
                        "bad",
                        "anything else"));
    }

    @Test
    void shouldBeAGapOnlyWithoutAPlugin() {
        NamespaceDocument document = Documents.valid(NamespaceDocument.read(DOCUMENT.formatted("good"), plugins));
        String gap = "not served: durable storage type picky has no plugin here";
        assertThat(MissingPlugins.of(document.toConfig("n", 1), Documents.NO_PLUGINS))
                .contains(gap);
        assertThat(MissingPlugins.of(document.toConfig("n", 1), plugins)).doesNotContain(gap);
    }

    private static final class PickyStorage implements DurableStorageProvider {
        @Override
        public String type() {
            return "picky";
        }

        @Override
        public List<Violation> check(DurableStorageConfig config) {
            return config.namespace().equals("bad")
                    ? List.of(new Violation("/namespace", "bad", "anything else"))
                    : List.of();
        }

        @Override
        public DurableStorageClient open(PluginContext context) {
            throw new UnsupportedOperationException("only checked");
        }
    }
}
