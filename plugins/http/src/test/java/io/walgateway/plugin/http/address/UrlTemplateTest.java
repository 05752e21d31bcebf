package io.walgateway.plugin.http.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.message.Message;
import io.walgateway.testkit.fake.MessageBuilder;
import io.walgateway.testkit.fake.Messages;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a-b._~Z9, a-b._~Z9",
                "a/b, a%2Fb",
                "a?b=c&d#e, a%3Fb%3Dc%26d%23e",
                "50%, 50%25",
                "é, %C3%A9",
                "`a b`, a%20b",
                "{namespace}, %7Bnamespace%7D",
                "$1\\, %241%5C",
                "..a, ..a"
            })
    void shouldEncodeEachByteOfAKey(String key, String encoded) throws UnfitMessageException {
        assertThat(expand("http://h/o/{key}?k={key}", Messages.message().key(key)))
                .isEqualTo(URI.create("http://h/o/" + encoded + "?k=" + encoded));
    }

    @Test
    void shouldFillEachPlace() throws UnfitMessageException {
        Message message = Messages.message().namespace("a.b").key("k").build();
        assertThat(UrlTemplate.of("https://h:8443/{namespace}/{message-id}{key}")
                        .expand(message))
                .isEqualTo(URI.create("https://h:8443/a.b/" + message.id() + "k"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void shouldRefuseAKeyThatLeadsElsewhere(String key) {
        assertThatThrownBy(() -> expand("http://h/o/{key}/x", Messages.message().key(key)))
                .isInstanceOf(UnfitMessageException.class)
                .hasMessageContaining("segment");
    }

    @Test
    void shouldTakeDotsWhereTheyLeadNowhere() throws UnfitMessageException {
        assertThat(expand("http://h/o?k={key}", Messages.message().key("..")).getRawQuery())
                .isEqualTo("k=..");
    }

    @Test
    void shouldRefuseAMessageWithoutAKeyWhereOneIsToStand() throws UnfitMessageException {
        assertThatThrownBy(() -> expand("http://h/{key}", Messages.message()))
                .isInstanceOf(UnfitMessageException.class)
                .hasMessageContaining("no ordering key");
        assertThat(expand("http://h/", Messages.message())).isEqualTo(URI.create("http://h/"));
    }

    private static URI expand(String template, MessageBuilder message) throws UnfitMessageException {
        return UrlTemplate.of(template).expand(message.build());
    }
}
