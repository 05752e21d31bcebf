package io.walgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteToLogTest {
    private static final WriteToLogRequest REQUEST = WriteToLogRequest.newBuilder()
            .setNamespace("orders")
            .setPayload(ByteString.copyFromUtf8("p"))
            .build();

    private ServerFixture server;

    @BeforeEach
    void start() throws IOException {
        server = ServerFixture.serving(Map.of("limits.in-flight-requests-max", "3"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldAnswerTrueWhenTheQueueHasIt() throws Exception {
        ListenableFuture<WriteToLogResponse> answer = server.asyncCaller().writeToLog(REQUEST);
        settle(AppendResult.APPENDED);

        WriteToLogResponse response = answer.get(120, TimeUnit.SECONDS);
        assertThat(response.getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
        assertThat(response.getMessage()).isEmpty();
        assertThat(UUID.fromString(response.getMessageId()).version()).isEqualTo(7);
    }

    @Test
    void shouldAnswerFalseWhenTheQueueRefuses() throws Exception {
        ListenableFuture<WriteToLogResponse> answer = server.asyncCaller().writeToLog(REQUEST);
        settle(new AppendResult.NotAppended("no leader"));

        WriteToLogResponse response = answer.get(120, TimeUnit.SECONDS);
        assertThat(response.getDurable()).isEqualTo(Trilean.TRILEAN_FALSE);
        assertThat(response.getMessage()).isEqualTo("no leader");
        assertThat(response.getMessageId()).isEmpty();
    }

    @Test
    void shouldAnswerUnknownWhenTheQueueDoesNotKnow() throws Exception {
        ListenableFuture<WriteToLogResponse> answer = server.asyncCaller().writeToLog(REQUEST);
        settle(new AppendResult.Unknown("time-out"));

        WriteToLogResponse response = answer.get(120, TimeUnit.SECONDS);
        assertThat(response.getDurable()).isEqualTo(Trilean.TRILEAN_UNKNOWN);
        assertThat(response.getMessage()).isEqualTo("time-out");
        assertThat(response.getMessageId()).isNotEmpty();
    }

    @Test
    void shouldAnswerUnknownWithinTheDeadline() {
        WriteToLogResponse response =
                server.caller().withDeadlineAfter(2, TimeUnit.SECONDS).writeToLog(REQUEST);

        assertThat(response.getDurable()).isEqualTo(Trilean.TRILEAN_UNKNOWN);
    }

    @Test
    void shouldRefuseUnknownNamespaces() {
        StatusRuntimeException refused = assertRefused(
                REQUEST.toBuilder().setNamespace("order").build(), Status.Code.NOT_FOUND, "namespace: order (");
        assertThat(fields(refused)).containsExactly("namespace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "..", "a b", "\u00e9"})
    void shouldRefuseIllegalNames(String name) {
        WriteToLogRequest request = REQUEST.toBuilder().setNamespace(name).build();
        StatusRuntimeException refused =
                assertRefused(request, Status.Code.INVALID_ARGUMENT, "namespace: " + (name.isEmpty() ? "empty" : name));
        assertThat(fields(refused)).containsExactly("namespace");
    }

    @Test
    void shouldNameTheFieldsThatAreWrong() {
        WriteToLogRequest request = REQUEST.toBuilder()
                .setPayload(ByteString.copyFrom(new byte[2 << 20]))
                .setLifecycle(
                        Lifecycle.newBuilder().setDelay(Duration.newBuilder().setSeconds(-1)))
                .build();
        StatusRuntimeException refused = assertRefused(
                request,
                Status.Code.INVALID_ARGUMENT,
                "lifecycle.delay: -1s (expected: >= 0); payload: 2097152 bytes (expected: at most 1048576 bytes");
        assertThat(fields(refused)).containsExactlyInAnyOrder("payload", "lifecycle.delay");
        assertThat(server.queue.entries()).isEmpty();
    }

    @Test
    void shouldRefuseWhatItCannotServe() {
        server.catalog.put(ServerFixture.namespace("delayed", "sqs", NamespaceConfig.Access.OPEN));
        assertRefused(
                REQUEST.toBuilder().setNamespace("delayed").build(),
                Status.Code.FAILED_PRECONDITION,
                "not served: queue type SQS has no plugin here");
    }

    @Test
    void shouldRefuseWhereWritersAreListed() {
        NamespaceConfig.Access access = new NamespaceConfig.Access(List.of(new PrincipalPattern("billing")), List.of());
        server.catalog.put(ServerFixture.namespace("closed", "held", access));
        assertRefused(
                REQUEST.toBuilder().setNamespace("closed").build(),
                Status.Code.PERMISSION_DENIED,
                "missing permission: append on namespace closed");
    }

    @Test
    void shouldWriteToANamespaceThatHasJustAppeared() throws Exception {
        server.catalog.put(ServerFixture.namespace("new", "held", NamespaceConfig.Access.OPEN));
        ListenableFuture<WriteToLogResponse> answer = server.asyncCaller()
                .writeToLog(REQUEST.toBuilder().setNamespace("new").build());
        settle(AppendResult.APPENDED);
        assertThat(answer.get(120, TimeUnit.SECONDS).getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
    }

    @Test
    void shouldShedWhatIsTooMuch() throws Exception {
        List<ListenableFuture<WriteToLogResponse>> held = List.of(
                server.asyncCaller().writeToLog(REQUEST),
                server.asyncCaller().writeToLog(REQUEST),
                server.asyncCaller().writeToLog(REQUEST));
        await().until(() -> server.queue.answers().size() == 3);

        StatusRuntimeException refused =
                assertRefused(REQUEST, Status.Code.RESOURCE_EXHAUSTED, "overloaded: 3 requests are in flight");
        assertThat(detail(refused, RetryInfo.class).getRetryDelay()).isEqualTo(Rejections.RETRY_WHEN_OVERLOADED);

        server.queue.answers().forEach(answer -> answer.complete(AppendResult.APPENDED));
        for (ListenableFuture<WriteToLogResponse> answer : held) {
            assertThat(answer.get(120, TimeUnit.SECONDS).getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
        }
        ListenableFuture<WriteToLogResponse> next = server.asyncCaller().writeToLog(REQUEST);
        settle(AppendResult.APPENDED);
        assertThat(next.get(120, TimeUnit.SECONDS).getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
    }

    @Test
    void shouldRefuseWhatIsTooLargeToBeRead() {
        WriteToLogRequest huge = REQUEST.toBuilder()
                .setPayload(ByteString.copyFrom(new byte[9 << 20]))
                .build();
        assertRefused(huge, Status.Code.RESOURCE_EXHAUSTED, "");
    }

    @Test
    void shouldPassOnTheTraceContext() throws Exception {
        Metadata headers = new Metadata();
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        headers.put(Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER), trace);
        headers.put(Metadata.Key.of("tracestate", Metadata.ASCII_STRING_MARSHALLER), "a=1");
        headers.put(Metadata.Key.of("tracestate", Metadata.ASCII_STRING_MARSHALLER), "b=2");
        ListenableFuture<WriteToLogResponse> answer = server.asyncCaller()
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .writeToLog(REQUEST);
        settle(AppendResult.APPENDED);
        assertThat(answer.get(120, TimeUnit.SECONDS).getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);

        byte[] record = server.queue.entries().getFirst().record().unsafeArray();
        assertThat(LogRecord.parseFrom(record).getTraceParent()).isEqualTo(trace);
        assertThat(LogRecord.parseFrom(record).getTraceState()).isEqualTo("a=1,b=2");
    }

    private void settle(AppendResult result) {
        await().until(() -> !server.queue.entries().isEmpty()
                && !server.queue.answers().getLast().isDone());
        server.queue.answers().getLast().complete(result);
    }

    private StatusRuntimeException assertRefused(WriteToLogRequest request, Status.Code code, String message) {
        ThrowingCallable write =
                () -> server.caller().withDeadlineAfter(10, TimeUnit.SECONDS).writeToLog(request);
        StatusRuntimeException[] refused = new StatusRuntimeException[1];
        assertThatThrownBy(write).isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
            assertThat(e.getStatus().getCode()).isEqualTo(code);
            assertThat(e.getStatus().getDescription()).startsWith(message);
            refused[0] = e;
        });
        return refused[0];
    }

    private static List<String> fields(StatusRuntimeException refused) {
        return detail(refused, BadRequest.class).getFieldViolationsList().stream()
                .map(BadRequest.FieldViolation::getField)
                .toList();
    }

    private static <D extends com.google.protobuf.Message> D detail(StatusRuntimeException refused, Class<D> type) {
        try {
            com.google.rpc.Status status = StatusProto.fromThrowable(refused);
            assertThat(status).isNotNull();
            return status.getDetails(0).unpack(type);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
