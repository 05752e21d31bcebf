package io.walgateway.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLineTest {
    private final TokenLine.Issued issued = TokenLine.issue("alice", new SecureRandom());

    @Test
    void shouldKnowItsTokenAfterItWasWrittenAndRead() {
        TokenLine read = TokenLine.parse(issued.line().toString()).orElseThrow();
        assertThat(read.isFor(given(issued.token()))).isTrue();
    }

    @Test
    void shouldKnowNoOtherToken() {
        TokenLine other = TokenLine.issue("alice", new SecureRandom()).line();
        assertThat(other.isFor(given(issued.token()))).isFalse();
        assertThat(issued.line().isFor(given(issued.token().replace("alice", "bob"))))
                .isFalse();
    }

    @Test
    void shouldShowNothingOfTheSecret() {
        String secret = given(issued.token()).secret();
        assertThat(issued.line() + "" + issued + given(issued.token())).doesNotContain(secret);
    }

    @Test
    void shouldNeverIssueTheSameTwice() {
        TokenLine.Issued other = TokenLine.issue("alice", new SecureRandom());
        assertThat(other.token()).isNotEqualTo(issued.token());
        assertThat(other.line().toString()).isNotEqualTo(issued.line().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "alice", "alice x y", "a.b AAAAAAAAAAAAAAAAAAAAAA AAAA", "alice AAAAAAAAAAAAAAAAAAAAAA ="})
    void shouldRefuseLinesThatAreNone(String line) {
        assertThat(TokenLine.parse(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "ä"})
    void shouldRefuseNamesThatTokensCannotHave(String name) {
        assertThatThrownBy(() -> TokenLine.issue(name, new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 64 letters");
    }

    private static TokenLine.Given given(String token) {
        return TokenLine.split(token).orElseThrow();
    }
}
