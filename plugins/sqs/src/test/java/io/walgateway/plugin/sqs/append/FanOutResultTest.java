package io.walgateway.plugin.sqs.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.queue.AppendResult;
import io.walgateway.plugin.sqs.cluster.SendFault;
import java.util.List;
import org.junit.jupiter.api.Test;

class FanOutResultTest {
    private static final List<String> QUEUES = List.of("a", "b");
    private static final SendResult NOT = new SendResult.NotStored(SendFault.REFUSED, "no");
    private static final SendResult PERHAPS = new SendResult.NotStored(SendFault.UNCERTAIN, "reset");

    @Test
    void shouldBeAppendedWhenAllCopiesAre() {
        assertThat(FanOutResult.answer(QUEUES, List.of(SendResult.STORED, SendResult.STORED)))
                .isEqualTo(AppendResult.APPENDED);
    }

    @Test
    void shouldBeCertainlyNotAppendedOnlyWhenNoCopyIs() {
        assertThat(FanOutResult.answer(QUEUES, List.of(NOT, NOT))).isInstanceOf(AppendResult.NotAppended.class);
    }

    @Test
    void shouldNotBeKnownWhenACopyIsMissing() {
        assertThat(FanOutResult.answer(QUEUES, List.of(SendResult.STORED, NOT)))
                .isEqualTo(new AppendResult.Unknown("1 of 2 copies: b: no"));
        assertThat(FanOutResult.answer(QUEUES, List.of(NOT, PERHAPS))).isInstanceOf(AppendResult.Unknown.class);
        assertThat(FanOutResult.answer(QUEUES, List.of(PERHAPS, SendResult.STORED)))
                .isInstanceOf(AppendResult.Unknown.class);
    }
}
