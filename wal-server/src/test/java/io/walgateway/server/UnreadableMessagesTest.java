package io.walgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class UnreadableMessagesTest {
    private static final String WRITE = "wal.v1.WalService/WriteToLog";
    /** Field 1, length 5, and then nothing. */
    private static final byte[] CUT_SHORT = {10, 5, 'o'};

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private ServerFixture server;
    private RawCaller caller;

    @BeforeEach
    void start() throws IOException {
        server = ServerFixture.serving(Map.of("grpc.message-bytes-max", "8MiB", "limits.in-flight-bytes-max", "8MiB"));
        caller = new RawCaller(server.server.grpcPort());
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void close() {
        root.detachAppender(lines);
        caller.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                WRITE,
                "wal.v1.WalService/WriteToLogStream",
                "grpc.health.v1.Health/Check",
                "grpc.health.v1.Health/Watch",
                "grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
                "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"
            })
    void shouldRefuseWhatIsNoMessageAsInvalid(String method) throws Exception {
        StatusRuntimeException refused = refused(() -> caller.call(method, CUT_SHORT));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refused.getStatus().getDescription()).startsWith("request: no message: ");
        assertThat(fields(refused)).containsExactly("request");
        assertThatOneLineTells("NotParsable");
        assertThat(metrics()).contains("wal_server_unread_messages_total{reason=\"not_parsable\"} 1.0");
        await().untilAsserted(() ->
                assertThat(metrics()).contains("wal_server_calls_total{status=\"INVALID_ARGUMENT\"} 1.0"));
    }

    @Test
    void shouldRefuseTextThatIsNotUtf8AsInvalid() {
        StatusRuntimeException refused = refused(() -> caller.call(WRITE, new byte[] {10, 1, (byte) 0xff}));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refused.getStatus().getDescription()).contains("UTF-8");
    }

    @Test
    void shouldSayWhatIsWrongWithGzip() {
        StatusRuntimeException refused = lying("gzip");

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(refused.getStatus().getDescription())
                .isEqualTo("the message cannot be inflated: Not in GZIP format");
        assertThatOneLineTells("NotInflatable");
    }

    @Test
    void shouldRefuseCompressionThatItDoesNotKnow() {
        assertThat(lying("zstd").getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    }

    @Test
    void shouldNameTheFieldOfWhatIsTooLarge() throws Exception {
        StatusRuntimeException refused = refused(() -> caller.call(WRITE, request(new byte[80 << 20])));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(refused.getStatus().getDescription()).contains("at most 8388608 bytes in one message");
        assertThat(fields(refused)).containsExactly("payload");
        assertThatOneLineTells("TooLarge");
    }

    @Test
    void shouldNameTheFieldOfWhatInflatesToTooMuch() throws Exception {
        byte[] payload = new byte[9 << 20];
        byte[] noise = new byte[payload.length / 20];
        new Random(1).nextBytes(noise);
        for (int index = 0; index < noise.length; index++) {
            payload[index * 20] = noise[index];
        }
        StatusRuntimeException refused = refused(() -> caller.callCompressed(WRITE, request(payload)));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(fields(refused)).containsExactly("payload");
    }

    @Test
    void shouldInflateNoBomb() throws Exception {
        StatusRuntimeException refused = refused(() -> caller.callCompressed(WRITE, request(new byte[60 << 20])));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refused.getStatus().getDescription()).contains("inflates to more than 100 times its size");
        assertThat(fields(refused)).containsExactly("payload");
        assertThat(metrics()).contains("wal_server_unread_messages_total{reason=\"inflates_too_far\"} 1.0");
    }

    @Test
    void shouldTakeAMebibyteOfZerosHoweverSmallItIsCompressed() throws Exception {
        CompletableFuture<byte[]> answer =
                CompletableFuture.supplyAsync(() -> caller.callCompressed(WRITE, request(new byte[1_000_000])));
        await().until(() -> server.queue.answers().size() == 1);
        server.queue.answers().getFirst().complete(AppendResult.APPENDED);

        assertThat(WriteToLogResponse.parseFrom(answer.join()).getDurable()).isEqualTo(Trilean.TRILEAN_TRUE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCountWhatArrivesAndForgetIt(boolean compressed) throws Exception {
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        for (int call = 0; call < 20; call++) {
            StatusRuntimeException refused = refused(() -> compressed
                    ? caller.callCompressed(WRITE, request("nowhere", noise))
                    : caller.call(WRITE, request("nowhere", noise)));
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        }
        await().untilAsserted(() -> assertThat(metrics()).contains("wal_server_arriving_bytes 0.0"));
    }

    @Test
    void shouldEndAStreamOfWhichOneMessageCannotBeRead() {
        StreamCaller stream = StreamCaller.open(server.channel());
        stream.send(1, "orders", 9 << 20);

        await().until(stream.ended::isCompletedExceptionally);
        StatusRuntimeException refused = (StatusRuntimeException) stream.ended.exceptionNow();
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(server.queue.entries()).isEmpty();
    }

    private void assertThatOneLineTells(String why) {
        List<ILoggingEvent> told = lines.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                .filter(line -> line.getLoggerName().startsWith("io.walgateway.server.")
                        || line.getLoggerName().startsWith("io.grpc.internal"))
                .toList();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().getLevel()).isEqualTo(Level.INFO);
        assertThat(told.getFirst().getFormattedMessage()).contains("why=" + why);
        assertThat(told.getFirst().getThrowableProxy()).isNull();
    }

    private String metrics() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http:/" + server.server.managementAddress() + "/metrics");
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private StatusRuntimeException lying(String encoding) {
        try (RawCaller liar = RawCaller.lying(server.server.grpcPort(), encoding)) {
            return refused(
                    () -> liar.callCompressed(encoding, WRITE, "no gzip at all".getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static byte[] request(byte[] payload) {
        return request("orders", payload);
    }

    private static byte[] request(String namespace, byte[] payload) {
        return WriteToLogRequest.newBuilder()
                .setNamespace(namespace)
                .setPayload(ByteString.copyFrom(payload))
                .build()
                .toByteArray();
    }

    private static StatusRuntimeException refused(Supplier<byte[]> call) {
        return catchThrowableOfType(StatusRuntimeException.class, call::get);
    }

    private static List<String> fields(StatusRuntimeException refused) throws InvalidProtocolBufferException {
        return detail(refused, BadRequest.class).getFieldViolationsList().stream()
                .map(BadRequest.FieldViolation::getField)
                .toList();
    }

    private static <D extends com.google.protobuf.Message> D detail(StatusRuntimeException refused, Class<D> type)
            throws InvalidProtocolBufferException {
        com.google.rpc.Status status = StatusProto.fromThrowable(refused);
        assertThat(status).isNotNull();
        return status.getDetails(0).unpack(type);
    }
}
