package io.walgateway.controlplane.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonChangeTest {

    @Test
    void shouldFindNothingInEqualDocuments() {
        assertThat(between("{'a': [1, {'b': null}]}", "{'a': [1, {'b': null}]}"))
                .isEmpty();
        assertThat(between("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}")).isEmpty();
    }

    @Test
    void shouldPointAtWhatWasChangedAddedAndRemoved() {
        assertThat(between("{'a': {'b': 1, 'c': 2}}", "{'a': {'b': 3, 'd': 4}}"))
                .containsExactly("/a/b: 1 -> 3", "/a/c: 2 -> absent", "/a/d: absent -> 4");
    }

    @Test
    void shouldCompareArraysByIndex() {
        assertThat(between("[1, 2, 3]", "[1, 4]")).containsExactly("/1: 2 -> 4", "/2: 3 -> absent");
        assertThat(between("[]", "[{}]")).containsExactly("/0: absent -> {}");
    }

    @Test
    void shouldTellNullFromAbsentAndOneTypeFromAnother() {
        assertThat(between("{'a': null}", "{}")).containsExactly("/a: null -> absent");
        assertThat(between("{'a': {}}", "{'a': []}")).containsExactly("/a: {} -> []");
        assertThat(between("{'a': 1}", "{'a': '1'}")).containsExactly("/a: 1 -> \"1\"");
    }

    @Test
    void shouldEscapeKeysInPointers() {
        List<JsonChange> changes = JsonChange.between(json("{'a/b~c': 1}"), json("{'a/b~c': 2}"));
        assertThat(changes.getFirst().pointer()).isEqualTo("/a~1b~0c");
        assertThat(json("{'a/b~c': 7}")
                        .orElseThrow()
                        .at(changes.getFirst().pointer())
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void shouldTellOfAWholeDocumentThatComesOrGoes() {
        assertThat(JsonChange.between(Optional.empty(), json("{}")))
                .containsExactly(new JsonChange("", Optional.empty(), json("{}")));
        assertThat(JsonChange.between(json("{}"), Optional.empty()))
                .containsExactly(new JsonChange("", json("{}"), Optional.empty()));
    }

    private static List<String> between(String before, String after) {
        return JsonChange.between(json(before), json(after)).stream()
                .map(change -> change.pointer() + ": " + shown(change.before()) + " -> " + shown(change.after()))
                .toList();
    }

    private static String shown(Optional<JsonNode> node) {
        return node.map(JsonNode::toString).orElse("absent");
    }

    private static Optional<JsonNode> json(String text) {
        return Optional.of(JsonMapper.shared().readTree(text.replace('\'', '"')));
    }
}
