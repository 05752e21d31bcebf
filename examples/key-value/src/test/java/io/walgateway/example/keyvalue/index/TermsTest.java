package io.walgateway.example.keyvalue.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.namespace.IndexDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TermsTest {
    private static final List<IndexDefinition> INDICES = List.of(
            IndexDefinition.of("status", "value:/order/status").orElseThrow(),
            IndexDefinition.of("owner", "metadata:owner").orElseThrow());

    @Test
    void shouldReadStringsNumbersAndBooleans() {
        assertThat(terms("{\"order\": {\"status\": \"paid\"}}"))
                .containsExactly(Map.entry("status value:/order/status", "paid"));
        assertThat(terms("{\"order\": {\"status\": 12.50}}"))
                .containsExactly(Map.entry("status value:/order/status", "12.50"));
        assertThat(terms("{\"order\": {\"status\": true}}"))
                .containsExactly(Map.entry("status value:/order/status", "true"));
    }

    @Test
    void shouldHaveNoTermWhereThereIsNoValueToIndex() {
        for (String value : List.of(
                "",
                "no JSON",
                "{}",
                "{\"order\": 1}",
                "{\"order\": {\"status\": null}}",
                "{\"order\": {\"status\": []}}",
                "{\"order\": {\"status\": \"" + "x".repeat(1_025) + "\"}}")) {
            assertThat(terms(value)).as(value).isEmpty();
        }
    }

    @Test
    void shouldReadMetadata() {
        assertThat(Terms.of(INDICES, ByteString.EMPTY, Map.of("owner", "ann", "other", "x")))
                .containsExactly(Map.entry("owner metadata:owner", "ann"));
    }

    @Test
    void shouldRefuseSourcesThatMeanNothing() {
        assertThat(IndexDefinition.of("i", "status")).isEmpty();
        assertThat(IndexDefinition.of("i", "value:status")).isEmpty();
        assertThat(IndexDefinition.of("i", "metadata:")).isEmpty();
        assertThat(IndexDefinition.of("I", "metadata:a")).isEmpty();
    }

    private static Map<String, String> terms(String value) {
        return Terms.of(INDICES, ByteString.copyFromUtf8(value), Map.of());
    }
}
