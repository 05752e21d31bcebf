package io.walgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.rpc.Code;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.identity.TokenLine;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.proto.v1.GetSetRequest;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is closed: callers prove an identity by a token, and append to namespaces whose writers they are. */
class AccessTest {
    private static final WriteToLogRequest TO_A =
            WriteToLogRequest.newBuilder().setNamespace("a").build();
    private static final WriteToLogRequest TO_B =
            WriteToLogRequest.newBuilder().setNamespace("b").build();

    private final TokenLine.Issued writer = TokenLine.issue("writer", new SecureRandom());
    private final TokenLine.Issued reader = TokenLine.issue("reader", new SecureRandom());
    private ServerFixture server;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        Path tokens = Files.write(folder.resolve("tokens"), List.of(writer.line() + "", reader.line() + ""));
        server = new ServerFixture(
                Map.of("identity.tokens-file", tokens.toString(), "access.default-writers", "token:other"));
        server.catalog.put(namespace("a", "token:wr*", "token:reader"));
        server.catalog.put(namespace("b", "token:other", "token:other"));
        server.catalog.put(ServerFixture.namespace("unlisted", "held", NamespaceConfig.Access.OPEN));
        server.catalog.becomeReady();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldAppendForAWriter() throws Exception {
        ListenableFuture<WriteToLogResponse> answer = with(
                        WalServiceGrpc.newFutureStub(server.channel()), writer.token())
                .writeToLog(TO_A);
        await().until(() -> server.queue.answers().size() == 1);
        server.queue.answers().getFirst().complete(AppendResult.APPENDED);
        assertThat(answer.get(30, TimeUnit.SECONDS).getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
    }

    @Test
    void shouldRefuseCallersWithoutAnIdentity() {
        assertRefused(() -> server.caller().writeToLog(TO_A), Status.Code.UNAUTHENTICATED, "has proved no identity");
        String wrong = TokenLine.issue("writer", new SecureRandom()).token();
        assertRefused(() -> caller(wrong).writeToLog(TO_A), Status.Code.UNAUTHENTICATED, "static token is not valid");
        assertRefused(() -> caller("eyJhbGciOiJub25lIn0.e30.").writeToLog(TO_A), Status.Code.UNAUTHENTICATED, "");
        StreamCaller stream = StreamCaller.open(server.channel());
        stream.send(1, "a", 1);
        await().until(stream.ended::isCompletedExceptionally);
        assertThat(server.queue.entries()).isEmpty();
    }

    @Test
    void shouldRefuseToAppendToTheNamespacesOfOthers() {
        String missing = "missing permission: append on namespace ";
        assertRefused(() -> caller(writer.token()).writeToLog(TO_B), Status.Code.PERMISSION_DENIED, missing + "b");
        assertRefused(() -> caller(reader.token()).writeToLog(TO_A), Status.Code.PERMISSION_DENIED, missing + "a");
        assertRefused(
                () -> caller(writer.token())
                        .writeToLog(TO_A.toBuilder().setNamespace("unlisted").build()),
                Status.Code.PERMISSION_DENIED,
                missing + "unlisted");
        assertThat(server.queue.entries()).isEmpty();
    }

    @Test
    void shouldRefuseInTheStreamOnlyTheWritesThatMayNotBe() {
        StreamCaller stream = StreamCaller.open(ClientInterceptors.intercept(
                server.channel(), MetadataUtils.newAttachHeadersInterceptor(headers(writer.token()))));
        stream.send(1, "b", 1);
        stream.send(2, "a", 1);
        await().until(() -> stream.answers.size() == 1 && server.queue.answers().size() == 1);
        assertThat(stream.answers.getFirst().getRefusal().getCode()).isEqualTo(Code.PERMISSION_DENIED_VALUE);
        server.queue.answers().getFirst().complete(AppendResult.APPENDED);
        await().until(() -> stream.answers.size() == 2);
        assertThat(stream.answers.getLast().getResponse().getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
    }

    @Test
    void shouldShowSetsToReadersAndWritersAlone() {
        GetSetRequest request =
                GetSetRequest.newBuilder().setNamespace("a").setBatchId("x").build();
        for (String token : List.of(writer.token(), reader.token())) {
            assertRefused(() -> caller(token).getSet(request), Status.Code.FAILED_PRECONDITION, "");
        }
        assertRefused(
                () -> caller(writer.token())
                        .getSet(request.toBuilder().setNamespace("b").build()),
                Status.Code.PERMISSION_DENIED,
                "missing permission: read on namespace b");
        assertRefused(() -> server.caller().getSet(request), Status.Code.UNAUTHENTICATED, "");
    }

    @Test
    void shouldAnswerProbesWithoutAnIdentityAndNothingElse() {
        assertThat(HealthGrpc.newBlockingStub(server.channel())
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus()
                        .getNumber())
                .isEqualTo(1);
        CompletableFuture<Status.Code> reflection = new CompletableFuture<>();
        ServerReflectionGrpc.newStub(server.channel()).serverReflectionInfo(new StreamObserver<>() {
            @Override
            public void onNext(ServerReflectionResponse response) {
                reflection.complete(Status.Code.OK);
            }

            @Override
            public void onError(Throwable failure) {
                reflection.complete(Status.fromThrowable(failure).getCode());
            }

            @Override
            public void onCompleted() {
                reflection.complete(Status.Code.OK);
            }
        });
        assertThat(reflection.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    private WalServiceGrpc.WalServiceBlockingStub caller(String token) {
        return with(WalServiceGrpc.newBlockingStub(server.channel()), token);
    }

    private static <S extends AbstractStub<S>> S with(S stub, String token) {
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers(token)));
    }

    private static Metadata headers(String token) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return headers;
    }

    private static void assertRefused(ThrowingCallable call, Status.Code code, String why) {
        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(call).satisfies(refused -> {
            assertThat(refused.getStatus().getCode()).isEqualTo(code);
            assertThat(refused.getStatus().getDescription()).contains(why);
        });
    }

    private static NamespaceConfig namespace(String name, String writers, String readers) {
        return ServerFixture.namespace(
                name,
                "held",
                new NamespaceConfig.Access(
                        List.of(new PrincipalPattern(writers)), List.of(new PrincipalPattern(readers))));
    }
}
