package io.walgateway.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.walgateway.config.document.NamespaceDocument;
import io.walgateway.config.document.Reading;
import io.walgateway.core.registry.Plugins;
import io.walgateway.it.docs.Markdown.Fence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Whoever copies a block out of a document gets something that can be read. */
class FencesDocTest {
    private static final String NAMESPACE_DOCUMENT = "namespace-document";

    private final List<Markdown> documents = Checkout.here().documents();

    @Test
    void shouldShowJsonThatIsJson() {
        JsonMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        assertThat(documents).anyMatch(document -> has(document, "json"));
        for (Markdown document : documents) {
            fences(document, "json")
                    .forEach(fence -> assertThatCode(() -> json.readTree(fence.content()))
                            .as("%s: %s", document, fence.content())
                            .doesNotThrowAnyException());
        }
    }

    @Test
    void shouldShowYamlThatIsYaml() {
        YAMLMapper yaml = new YAMLMapper();
        assertThat(documents).anyMatch(document -> has(document, "yaml"));
        for (Markdown document : documents) {
            fences(document, "yaml")
                    .forEach(fence -> assertThatCode(() -> yaml.readTree(fence.content()))
                            .as("%s: %s", document, fence.content())
                            .doesNotThrowAnyException());
        }
    }

    @Test
    void shouldShowNamespaceDocumentsThatAreAccepted() {
        Plugins plugins = Plugins.installed();
        List<Fence> shown = documents.stream()
                .flatMap(document -> document.fences().stream())
                .filter(fence -> fence.info().endsWith(" " + NAMESPACE_DOCUMENT))
                .toList();
        assertThat(shown).isNotEmpty();
        for (Fence fence : shown) {
            byte[] bytes = fence.content().getBytes(StandardCharsets.UTF_8);
            Reading reading = fence.is("json")
                    ? NamespaceDocument.read(bytes, plugins)
                    : NamespaceDocument.readYaml(bytes, plugins);
            assertThat(reading).as(fence.content()).isInstanceOf(Reading.Valid.class);
        }
    }

    private static List<Fence> fences(Markdown document, String language) {
        return document.fences().stream().filter(fence -> fence.is(language)).toList();
    }

    private static boolean has(Markdown document, String language) {
        return !fences(document, language).isEmpty();
    }
}
