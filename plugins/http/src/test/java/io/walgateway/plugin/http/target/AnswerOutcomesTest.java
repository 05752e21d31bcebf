package io.walgateway.plugin.http.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.StatusOverrides;
import io.walgateway.core.target.Verdict;
import io.walgateway.testkit.fake.TestClock;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerOutcomesTest {
    private static final StatusOverrides<Integer> NONE = new StatusOverrides<>(Map.of());

    @ParameterizedTest
    @CsvSource({
        "200, 299, Delivered", "300, 407, Rejected", "408, 408, Throttled", "409, 424, Rejected",
        "425, 425, Throttled", "426, 428, Rejected", "429, 429, Throttled", "430, 499, Rejected",
        "500, 502, Failed", "503, 503, Throttled", "504, 599, Failed"
    })
    void shouldHaveAnOutcomeForEachStatus(int first, int last, String outcome) {
        for (int status = first; status <= last; status++) {
            assertThat(outcome(status, "", true, NONE).getClass().getSimpleName())
                    .as("%d", status)
                    .isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({"DELIVERED, Delivered", "RETRY, Failed", "ABSENT, Absent", "REJECTED, Rejected"})
    void shouldGoByTheListsFirst(Verdict verdict, String outcome) {
        for (int status : new int[] {200, 301, 404, 429, 500, 503}) {
            assertThat(outcome(status, "", true, new StatusOverrides<>(Map.of(status, verdict)))
                            .getClass()
                            .getSimpleName())
                    .isEqualTo(outcome);
        }
    }

    @Test
    void shouldWaitForASecondWhereTheServerSaysNothing() {
        assertThat(outcome(503, "", true, NONE))
                .isEqualTo(new DeliveryOutcome.Throttled(Duration.ofSeconds(1), "http://h:80 answered 503"));
    }

    @Test
    void shouldDoubtASuccessThatBreaksOffAndBelieveARefusal() {
        assertThat(outcome(200, "par", false, NONE)).isInstanceOf(DeliveryOutcome.Unknown.class);
        assertThat(outcome(409, "par", false, new StatusOverrides<>(Map.of(409, Verdict.DELIVERED))))
                .isInstanceOf(DeliveryOutcome.Unknown.class);
        assertThat(outcome(400, "par", false, NONE)).isInstanceOf(DeliveryOutcome.Rejected.class);
    }

    @Test
    void shouldEscapeWhatTheServerSays() {
        assertThat(outcome(400, " \u001b[2J\r\nERROR forged\u202e ", true, NONE))
                .isEqualTo(
                        new DeliveryOutcome.Rejected("http://h:80 answered 400: \\u001b[2J\\r\\nERROR forged\\u202e"));
    }

    private static DeliveryOutcome outcome(int status, String text, boolean whole, StatusOverrides<Integer> overrides) {
        HttpHeaders headers = HttpHeaders.of(Map.<String, List<String>>of(), (_, _) -> true);
        return AnswerOutcomes.of(new Answer(status, headers, text, whole), overrides, "http://h:80", TestClock.START);
    }
}
