package io.walgateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.walgateway.core.identity.Decision;
import io.walgateway.core.identity.Permission;
import io.walgateway.core.identity.Resource;
import io.walgateway.core.plugin.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RejectionsTest {

    @Test
    void shouldGiveEachRejectionItsCode() {
        assertThat(code(new Answer.NamespaceIllegal("a/b"))).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(code(new Answer.NamespaceUnknown("a"))).isEqualTo(Code.NOT_FOUND);
        assertThat(code(new Answer.NamespaceEnding("a"))).isEqualTo(Code.NOT_FOUND);
        assertThat(code(new Answer.NotAllowed(
                        new Decision.Denied(Permission.APPEND, Resource.Namespace.absent("a", Optional.empty())))))
                .isEqualTo(Code.PERMISSION_DENIED);
        assertThat(code(new Answer.Invalid(List.of(new Violation("payload", "1", "2")))))
                .isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(code(new Answer.NotServed(List.of("not served: x")))).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(code(new Answer.Overloaded("full"))).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(code(new Answer.NotReady())).isEqualTo(Code.UNAVAILABLE);
        assertThat(code(new Answer.Broken("x"))).isEqualTo(Code.INTERNAL);
    }

    @Test
    void shouldNameFieldsInDetailsAndMessage() throws Exception {
        Status status =
                Rejections.status(new Answer.Invalid(List.of(new Violation("lifecycle.delay", "PT-1S", ">= 0"))));

        assertThat(status.getMessage()).isEqualTo("lifecycle.delay: PT-1S (expected: >= 0)");
        assertThat(status.getDetails(0).unpack(BadRequest.class).getFieldViolationsList())
                .containsExactly(BadRequest.FieldViolation.newBuilder()
                        .setField("lifecycle.delay")
                        .setDescription("PT-1S (expected: >= 0)")
                        .build());
    }

    @Test
    void shouldPassOnNothingThatBeginsALine() {
        Status status = Rejections.status(new Answer.NamespaceIllegal("a\nGAP: at least 7 entries\u001b[2J"));
        assertThat(status.getMessage())
                .contains("a\\nGAP: at least 7 entries\\u001b[2J")
                .doesNotContain("\n", "\u001b");
    }

    @Test
    void shouldSayWhenToTryAgain() throws Exception {
        Answer.Overloaded overloaded = new Answer.Overloaded("full");
        RetryInfo retry = Rejections.status(overloaded).getDetails(0).unpack(RetryInfo.class);

        assertThat(retry.getRetryDelay()).isEqualTo(Rejections.RETRY_WHEN_OVERLOADED);
        assertThat(Rejections.refusal(overloaded).getRetryAfter()).isEqualTo(Rejections.RETRY_WHEN_OVERLOADED);
        assertThat(Rejections.refusal(new Answer.NotReady()).getRetryAfter())
                .isEqualTo(Rejections.RETRY_WHEN_NOT_READY);
        assertThat(Rejections.refusal(new Answer.NotServed(List.of("x"))).hasRetryAfter())
                .isFalse();
    }

    @Test
    void shouldFitIntoTrailersWhateverTheCallerSent() {
        String large = "x".repeat(100_000);
        List<Violation> many = IntStream.range(0, 1000)
                .mapToObj(i -> new Violation(large, large, large))
                .toList();

        assertThat(Rejections.status(new Answer.Invalid(many)).getSerializedSize())
                .isLessThan(4000);
        assertThat(Rejections.status(new Answer.Invalid(many)).getMessage()).hasSizeLessThan(1001);
        assertThat(Rejections.refusal(new Answer.Invalid(many)).getSerializedSize())
                .isLessThan(2000);
        assertThat(Rejections.status(new Answer.NamespaceIllegal(large)).getSerializedSize())
                .isLessThan(4000);
    }

    private static Code code(Answer.Rejected rejected) {
        return Code.forNumber(Rejections.status(rejected).getCode());
    }
}
