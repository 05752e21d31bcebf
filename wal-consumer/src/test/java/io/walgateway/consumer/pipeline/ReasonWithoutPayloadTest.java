package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.testkit.fake.Messages;
import org.junit.jupiter.api.Test;

class ReasonWithoutPayloadTest {
    private static final String WITHHELD = "withheld, since it may quote the payload";

    @Test
    void shouldLeaveOutEachWordThatTheMessageHas() {
        Message message = Messages.message()
                .payload("{\"total\":\"4711-secret\",\"note\":\"über\"}")
                .key("customer-7")
                .headers(Header.of("token", Bytes.utf8("abracadabra")))
                .build();
        assertThat(ReasonWithoutPayload.of("/total: \"4711-secret\" (expected: a number)", message))
                .isEqualTo("/***: \"***-***\" (expected: a number)");
        assertThat(ReasonWithoutPayload.of("table orders does not exist", message))
                .isEqualTo("table orders does not exist");
        assertThat(ReasonWithoutPayload.of("of customer: über, abracadabra, xsecretx, secr...", message))
                .isEqualTo("of ***: ***, ***, ***, ***...");
    }

    @Test
    void shouldSayNothingWhereItCannotTell() {
        assertThat(ReasonWithoutPayload.of("AB", message(Bytes.utf8("{\"a\":\"\\u0041B\"}"))))
                .isEqualTo(WITHHELD);
        assertThat(ReasonWithoutPayload.of("AB", message(Bytes.wrap(new byte[] {(byte) 0xff}))))
                .isEqualTo(WITHHELD);
        assertThat(ReasonWithoutPayload.of("AB", message(Bytes.wrap(new byte[(64 << 10) + 1]))))
                .isEqualTo(WITHHELD);
    }

    @Test
    void shouldCutWhatIsLong() {
        assertThat(ReasonWithoutPayload.of("x ".repeat(1_000), message(Bytes.utf8("{}")))
                        .length())
                .isLessThan(310);
    }

    private static Message message(Bytes payload) {
        return Messages.message().payload(payload).build();
    }
}
