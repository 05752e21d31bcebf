package io.walgateway.plugin.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.plugin.sqs.cluster.SendFault;
import io.walgateway.plugin.sqs.cluster.SendFaults;
import io.walgateway.plugin.sqs.cluster.Transmission;
import io.walgateway.plugin.sqs.target.SqsTarget;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsSendFaultsTest {
    private final Transmission begun = new Transmission();

    SqsSendFaultsTest() {
        begun.begin();
    }

    @Test
    void shouldBeCertainWhenNoConnectionWasMade() {
        for (IOException cause : List.of(
                new ConnectException("refused"),
                new UnknownHostException("sqs"),
                new ConnectTimeoutException("slow"))) {
            assertThat(SendFaults.of(SdkClientException.create("x", cause), begun))
                    .isEqualTo(SendFault.UNREACHABLE);
        }
    }

    @Test
    void shouldSayWhatHappenedAndNothingOfTheSdk() {
        SdkClientException refused = SdkClientException.builder()
                .message("Unable to execute HTTP request: Connect to http://127.0.0.1:1 failed")
                .cause(new ConnectException("Connection refused"))
                .numAttempts(1)
                .build();
        assertThat(SendFaults.text(refused)).isEqualTo("Connection refused");
        assertThat(SendFaults.text(SdkClientException.builder()
                        .message("no region")
                        .numAttempts(1)
                        .build()))
                .isEqualTo("no region");
        assertThat(SendFaults.text(ApiCallTimeoutException.create(5000))).isEqualTo("no answer in time");
        assertThat(SendFaults.text(SdkClientException.create("x", new SocketTimeoutException("Read timed out"))))
                .isEqualTo("no answer in time");
    }

    @Test
    void shouldBeCertainWhenNothingWasSent() {
        assertThat(SendFaults.of(SdkClientException.create("no credentials"), new Transmission()))
                .isEqualTo(SendFault.UNREACHABLE);
        assertThat(SendFaults.of(new IllegalStateException("closed"), new Transmission()))
                .isEqualTo(SendFault.UNREACHABLE);
    }

    @Test
    void shouldBeUncertainOfWhatWasSentAndNotAnswered() {
        List<RuntimeException> errors = List.of(
                SdkClientException.create("x", new SocketException("Connection reset")),
                ApiCallTimeoutException.create(5000),
                new IllegalStateException("pool shut down"),
                answer(500, "InternalFailure"),
                answer(503, "ServiceUnavailable"),
                answer(408, "RequestTimeout"));
        assertThat(errors).allMatch(error -> SendFaults.of(error, begun) == SendFault.UNCERTAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "400, AWS.SimpleQueueService.NonExistentQueue, NO_QUEUE",
        "400, QueueDoesNotExist, NO_QUEUE",
        "400, BatchRequestTooLong, UNFIT",
        "400, InvalidMessageContents, UNFIT",
        "403, AccessDenied, FORBIDDEN",
        "403, InvalidClientTokenId, FORBIDDEN",
        "400, RequestThrottled, THROTTLED",
        "400, SomethingNew, REFUSED"
    })
    void shouldBeCertainOfRefusals(int status, String code, SendFault fault) {
        assertThat(SendFaults.of(answer(status, code), begun)).isEqualTo(fault);
    }

    @Test
    void shouldTellTheSendersFaultsFromTheServers() {
        assertThat(SendFaults.of(failed("InvalidMessageContents", true))).isEqualTo(SendFault.UNFIT);
        assertThat(SendFaults.of(failed("InternalError", false))).isEqualTo(SendFault.UNCERTAIN);
        assertThat(SendFaults.of(failed("RequestThrottled", false))).isEqualTo(SendFault.THROTTLED);
    }

    @Test
    void shouldGiveEachFaultItsOutcome() {
        assertThat(SqsTarget.outcome(SendFault.UNFIT, "x")).isInstanceOf(DeliveryOutcome.Rejected.class);
        assertThat(SqsTarget.outcome(SendFault.NO_QUEUE, "x")).isInstanceOf(DeliveryOutcome.Absent.class);
        assertThat(SqsTarget.outcome(SendFault.UNREACHABLE, "x")).isInstanceOf(DeliveryOutcome.Unavailable.class);
        assertThat(SqsTarget.outcome(SendFault.THROTTLED, "x")).isInstanceOf(DeliveryOutcome.Throttled.class);
        assertThat(SqsTarget.outcome(SendFault.UNCERTAIN, "x")).isInstanceOf(DeliveryOutcome.Unknown.class);
    }

    private static AwsServiceException answer(int status, String code) {
        return SqsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("why")
                        .build())
                .build();
    }

    private static BatchResultErrorEntry failed(String code, boolean senderFault) {
        return BatchResultErrorEntry.builder()
                .code(code)
                .senderFault(senderFault)
                .build();
    }
}
