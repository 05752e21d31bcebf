package io.walgateway.plugin.opensearch.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.walgateway.core.message.Bytes;
import io.walgateway.plugin.opensearch.address.UnfitMessageException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JsonLineTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void shouldLeaveALineAsItIs() throws UnfitMessageException {
        Bytes payload = Bytes.utf8("{\"a\": 1.50, \"a\": \t\"\\n\"} x");
        assertThat(JsonLine.of(payload)).isSameAs(payload);
    }

    @Test
    void shouldChangeNoByteButLineBreaksBetweenTokens() throws UnfitMessageException {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            String compact = JSON.writeValueAsString(object(random, 3));
            String broken = broken(compact, random);
            String line = JsonLine.of(Bytes.utf8(broken)).asUtf8();
            assertThat(line)
                    .as("seed " + seed)
                    .isEqualTo(broken.replace('\n', ' ').stripLeading());
            assertThat(JSON.readTree(line)).isEqualTo(JSON.readTree(compact));
        }
    }

    @Test
    void shouldSkipAByteOrderMarkAndSpaceBeforeTheObject() throws UnfitMessageException {
        assertThat(JsonLine.of(Bytes.utf8("\uFEFF \r\n{}\n")).asUtf8()).isEqualTo("{} ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\n", "[1]", "null", "\"{\"", "\uFEFF", "{\"a\": \"x\ny\"}", "{\"a\\\"\n\": 1}", "{\"a\\\n\": 1}"
            })
    void shouldRefuseWhatCannotBeOneLineOfOneObject(String payload) {
        assertThatExceptionOfType(UnfitMessageException.class).isThrownBy(() -> JsonLine.of(Bytes.utf8(payload)));
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = 0; i < random.nextInt(5); i++) {
            String name = "n" + i + "\"\\\n".substring(0, random.nextInt(4));
            switch (random.nextInt(depth > 0 ? 4 : 3)) {
                case 0 -> object.put(name, random.nextDouble());
                case 1 -> object.put(name, "\\\"\n{}[]\u00e9".substring(0, random.nextInt(8)));
                case 2 -> object.putArray(name).add(random.nextLong()).add("\\").addNull();
                default -> object.set(name, object(random, depth - 1));
            }
        }
        return object;
    }

    /** With line breaks at some of the places where JSON allows white space. */
    private static String broken(String compact, Random random) {
        StringBuilder text = new StringBuilder("\n");
        boolean inString = false;
        for (int i = 0; i < compact.length(); i++) {
            char character = compact.charAt(i);
            text.append(character);
            if (inString && character == '\\') {
                text.append(compact.charAt(++i));
            } else if (character == '"') {
                inString = !inString;
            } else if (!inString && "{}[],:".indexOf(character) >= 0 && random.nextBoolean()) {
                text.append('\n');
            }
        }
        return text.toString();
    }
}
