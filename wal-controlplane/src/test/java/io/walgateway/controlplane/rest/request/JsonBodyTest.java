package io.walgateway.controlplane.rest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.walgateway.controlplane.letter.LetterChange;
import io.walgateway.controlplane.letter.LetterChange.Payload;
import io.walgateway.controlplane.letter.LetterChange.Target;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678901234.123456789",
                "1e400",
                "-0.0",
                "1.10",
                "1E-5",
                "null",
                "true",
                "\"\"",
                "\"a\\u00e9\\/ä\uD83D\uDE00 \\n\"",
                "[]",
                "[ 1 ,2.50, [ ] ]",
                "{ \"b\" : 1e9999999999 ,\n\t\"a\":{\"}\": \"]\\\"\"} }",
                "{\"a\": {\"a\": {\"a\": 1}}}",
            })
    void shouldCarryJsonAsItWasWritten(String json) {
        for (String around : List.of("{\"payload_json\":%s}", "\n{ \"payload_json\" : %s  , \"target\": null }\n")) {
            assertThat(edit(around.formatted(json)).payload())
                    .isInstanceOfSatisfying(
                            Payload.Replaced.class,
                            replaced -> assertThat(new String(replaced.bytes().unsafeArray(), StandardCharsets.UTF_8))
                                    .isEqualTo(json));
        }
    }

    @Test
    void shouldCarryANumberOfAnyLengthWithoutReadingIt() {
        String digits = "9".repeat(1_000_000);
        assertThat(edit("{\"payload_json\": " + digits + "}").payload())
                .isInstanceOfSatisfying(
                        Payload.Replaced.class,
                        replaced -> assertThat(replaced.bytes().size()).isEqualTo(digits.length()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"payload_json": {"a": 1, "a": 2}}                     | /payload_json/a
            {"payload_json": [{"x/y": 1, "x/y": 2}]}               | /payload_json/0/x~1y
            {"payload_json": 1, "payload_json": 2}                 | /payload_json
            {"target": "a", "t\\u0061rget": "b"}                    | /target
            {"target": {"type": "a", "type": "b"}}                 | /target/type
            {"target": {"type": "a", "properties": {"p": [1]}}}    | /target/properties/p
            {"payload_text": "a\\ud800"}                           | /payload_text
            {"target": {"type": "a", "properties": {"p": "\\udc00"}}} | /target/properties/p
            {"target": {"type": 5}}                                | /target/type
            {"a~b": 1}                                             | /a~0b
            {"payload": "QQ"}                                      | /payload
            {"payload": "QR=="}                                    | /payload
            {"payload": "Q Q="}                                    | /payload
            {"payload": "QQ==", "payload_text": "A"}               | /payload_text
            {}                                                     | ``
            []                                                     | ``
            """)
    void shouldRefuseAnEditByPointer(String body, String pointer) {
        assertThat(pointer(EditBody::read, body)).isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"filter": {"reason": "rejected"}, "filter": {"target": "a"}} | /filter
            {"filter": {"target": "a", "target": "b"}}                    | /filter/target
            {"all": true, "all": false}                                   | /all
            {"all": true, "rate": 1, "rate": 2}                           | /rate
            {"all": true, "rate": 5.0}                                    | /rate
            {"all": true, "rate": 1e400}                                  | /rate
            """)
    void shouldRefuseABulkActionByPointer(String body, String pointer) {
        assertThat(pointer(BulkBody::read, body)).isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"revision": 1, "revision": 2} | /revision
            {"revision": 1.0}              | /revision
            {"revision": 1e400}            | /revision
            {"revision": "1"}              | /revision
            {"revision": 9223372036854775808} | /revision
            {"revision": 1, "rev": 2}      | /rev
            {}                             | /revision
            """)
    void shouldRefuseARollbackByPointer(String body, String pointer) {
        assertThat(pointer(RollbackBody::read, body)).isEqualTo(pointer);
    }

    @Test
    void shouldRefuseWhatTakesMuchMoreThanItsBytes() {
        assertThat(refusal(BulkBody::read, "{\"revision\": " + "9".repeat(400_000) + "}"))
                .isInstanceOf(Refusal.NotJson.class);
        assertThat(refusal(RollbackBody::read, "{\"revision\": " + "9".repeat(400_000) + "}"))
                .isInstanceOf(Refusal.NotJson.class);
        assertThat(refusal(RollbackBody::read, "{\"revision\": 1e9999999999}")).isInstanceOf(Refusal.NotJson.class);
        assertThat(refusal(EditBody::read, "{\"payload_json\": " + "[".repeat(JsonBody.TOKENS_MAX)))
                .isInstanceOf(Refusal.NotJson.class);
        String tokens = "1,".repeat(JsonBody.TOKENS_MAX) + "1";
        assertThat(refusal(EditBody::read, "{\"payload_json\": [" + tokens + "]}"))
                .isInstanceOf(Refusal.NotJson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"payload_json\": }", "{\"payload_json\": 1} {}", "{\"payload_json\": NaN}"})
    void shouldRefuseWhatIsNotJson(String body) {
        assertThat(refusal(EditBody::read, body)).isInstanceOf(Refusal.NotJson.class);
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> EditBody.read("{\"payload_text\": \"ä\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .matches(e -> e.refusal() instanceof Refusal.NotJson);
    }

    @Test
    void shouldReadATargetOfItsOwn() {
        LetterChange change = edit(
                "{\"target\": {\"type\": \"kafka\", \"properties\": {\"topic\": \"t\", \"n\": 1.10, \"b\": true}}}");
        assertThat(change.payload()).isEqualTo(new Payload.Kept());
        assertThat(change.target())
                .isInstanceOfSatisfying(
                        Target.Own.class,
                        own -> assertThat(own.address().properties())
                                .containsEntry("topic", "t")
                                .containsEntry("n", "1.10")
                                .containsEntry("b", "true"));
    }

    private static LetterChange edit(String body) {
        return EditBody.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String pointer(Function<byte[], Object> read, String body) {
        return ((Refusal.Invalid) refusal(read, body)).flaws().getFirst().pointer();
    }

    private static Refusal refusal(Function<byte[], Object> read, String body) {
        try {
            throw new AssertionError(
                    "Expected a refusal, but read " + read.apply(body.getBytes(StandardCharsets.UTF_8)));
        } catch (RefusedException e) {
            return e.refusal();
        }
    }
}
