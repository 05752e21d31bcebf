package io.walgateway.plugin.wal.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.plugin.wal.connection.Reply;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyOutcomesTest {
    private static final String THERE = "orders at wal:7070";

    @Test
    void shouldTakeTheAnswerOfTheQueueAsItIs() {
        assertThat(of(settled(Trilean.TRILEAN_TRUE))).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(of(settled(Trilean.TRILEAN_FALSE)))
                .isEqualTo(new DeliveryOutcome.Failed("orders at wal:7070 answered FALSE: full\\n"));
        assertThat(of(settled(Trilean.TRILEAN_UNKNOWN)))
                .isEqualTo(new DeliveryOutcome.Unknown("orders at wal:7070 answered UNKNOWN: full\\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_ARGUMENT, Rejected",
        "OUT_OF_RANGE, Rejected",
        "ALREADY_EXISTS, Rejected",
        "NOT_FOUND, Absent",
        "FAILED_PRECONDITION, Absent",
        "PERMISSION_DENIED, Failed",
        "UNAUTHENTICATED, Failed",
        "INTERNAL, Failed",
        "UNAVAILABLE, Unavailable",
        "UNIMPLEMENTED, Unavailable",
        "RESOURCE_EXHAUSTED, Throttled"
    })
    void shouldGiveEachRefusalItsOutcome(Status.Code code, String outcome) {
        assertThat(of(new Reply.Refused(code, "", "why", Optional.empty()))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(outcome);
    }

    @Test
    void shouldRejectWhatIsTooLargeForTheGateway() {
        assertThat(of(new Reply.Refused(Status.Code.RESOURCE_EXHAUSTED, "payload", "payload: large", Optional.empty())))
                .isEqualTo(new DeliveryOutcome.Rejected(
                        "orders at wal:7070 refused with RESOURCE_EXHAUSTED: payload: large"));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT0.1S", "PT0.3S, PT0.3S", "PT24H, PT10M", ", PT1S"})
    void shouldWaitAsLongAsTheGatewayAsksWithinBounds(Duration asked, Duration wait) {
        assertThat(of(new Reply.Refused(Status.Code.RESOURCE_EXHAUSTED, "", "busy", Optional.ofNullable(asked))))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).isEqualTo(wait));
    }

    @ParameterizedTest
    @EnumSource(Status.Code.class)
    void shouldNotKnowWhatBecameOfAWriteThatWasSent(Status.Code code) {
        assertThat(of(new Reply.Broken(code, "why", true))).isInstanceOf(DeliveryOutcome.Unknown.class);
        assertThat(of(new Reply.Broken(code, "why", false)))
                .isEqualTo(new DeliveryOutcome.Unavailable("orders at wal:7070: why"));
        assertThat(of(new Reply.Silent())).isInstanceOf(DeliveryOutcome.Unknown.class);
        assertThat(of(new Reply.NoRoom("full"))).isInstanceOf(DeliveryOutcome.Throttled.class);
    }

    private static DeliveryOutcome of(Reply reply) {
        return ReplyOutcomes.of(reply, THERE);
    }

    private static Reply settled(Trilean durable) {
        return new Reply.Settled(WriteToLogResponse.newBuilder()
                .setDurable(durable)
                .setMessage("full\n")
                .build());
    }
}
