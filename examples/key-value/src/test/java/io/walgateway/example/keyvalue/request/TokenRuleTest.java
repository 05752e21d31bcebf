package io.walgateway.example.keyvalue.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.walgateway.proto.kv.v1.IdempotencyToken;
import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenRuleTest {
    private final TestClock clock = new TestClock();
    private final TokenRule rule = new TokenRule(Duration.ofSeconds(5), Duration.ofHours(1), clock);

    @Test
    void shouldTakeTokensUpToTheDriftThatIsAllowed() {
        assertThat(require(TestClock.START.plusSeconds(5), false).time()).isEqualTo(TestClock.START.plusSeconds(5));
        assertThat(require(TestClock.START.minusSeconds(3_600), false).micros())
                .isEqualTo((TestClock.START.getEpochSecond() - 3_600) * 1_000_000);
    }

    @Test
    void shouldRefuseTokensFromTheFutureEvenIfTheGatewayDeliversThem() {
        Instant ahead = TestClock.START.plusSeconds(5).plusMillis(1);
        assertThatThrownBy(() -> require(ahead, false)).hasMessageContaining("at most 5s ahead");
        assertThatThrownBy(() -> require(ahead, true)).hasMessageContaining("at most 5s ahead");
    }

    @Test
    void shouldRefuseOldTokensUnlessTheGatewayDeliversThem() {
        Instant old = TestClock.START.minusSeconds(3_601);
        assertThatThrownBy(() -> require(old, false)).hasMessageContaining("at most 1h old");
        assertThat(require(old, true).time()).isEqualTo(old);
    }

    @Test
    void shouldRefuseMalformedTokens() {
        refused("", 1, 0, "idempotency_token.token:  (expected: 1 to 64 printable ASCII characters)");
        refused("a b", 1, 0, "a b");
        refused("x".repeat(65), 1, 0, "1 to 64");
        refused("\u00e9", 1, 0, "1 to 64");
        refused("t", 0, 0, "generation_time: 0 s and 0 ns since 1970 (expected: a time after 1970)");
        refused("t", 1, -1, "generation_time");
        refused("t", Long.MAX_VALUE, 0, "generation_time");
        assertThatThrownBy(() -> rule.require(false, IdempotencyToken.getDefaultInstance(), false))
                .hasMessageContaining("idempotency_token: absent");
    }

    @Test
    void shouldKeepMicroseconds() {
        Token token = Token.of(true, proto("t", 1_700_000_000, 123_456_789));
        assertThat(token.micros()).isEqualTo(1_700_000_000_123_456L);
        assertThat(Token.of(true, token.proto())).isEqualTo(token);
        assertThat(token.later(3).micros()).isEqualTo(1_700_000_000_123_459L);
        assertThat(token.version()).isEqualTo("1700000000123456-t");
    }

    private Token require(Instant time, boolean delivered) {
        return rule.require(true, proto("t", time.getEpochSecond(), time.getNano()), delivered);
    }

    private static void refused(String text, long seconds, int nanos, String why) {
        assertThatThrownBy(() -> Token.of(true, proto(text, seconds, nanos))).hasMessageContaining(why);
    }

    private static IdempotencyToken proto(String text, long seconds, int nanos) {
        return IdempotencyToken.newBuilder()
                .setToken(text)
                .setGenerationTime(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos))
                .build();
    }
}
