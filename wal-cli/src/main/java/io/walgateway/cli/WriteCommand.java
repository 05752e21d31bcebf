package io.walgateway.cli;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.walgateway.core.units.Durations;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Writes through the server, as any gRPC client would. */
@Command(
        name = "write",
        mixinStandardHelpOptions = true,
        description =
                "Writes a payload to a namespace through the server, and prints the answer: TRUE, FALSE or UNKNOWN,"
                        + " and the message id. Exit code 0 when every answer was TRUE, else 1.")
final class WriteCommand implements Callable<Integer> {

    private static final int ANSWER_WITHIN_SECONDS = 30;
    private static final int NOT_DURABLE = 1;

    private final Terminal terminal;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "The server (default: that of the running stack).")
    private @Nullable String server;

    @Option(names = "--json", description = "One JSON object for each answer.")
    private boolean json;

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Whose log.")
    private String namespace = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "PAYLOAD", description = "As text.")
    private @Nullable String text;

    @Option(names = "--file", paramLabel = "FILE", description = "The payload is what is in this file.")
    private @Nullable Path file;

    @Option(names = "--key", paramLabel = "K", description = "The ordering key.")
    private String key = "";

    @Option(
            names = "--delay",
            paramLabel = "DURATION",
            description = "Deliver no earlier than after this, such as 500ms, 5s, 2h.")
    private @Nullable String delay;

    @Option(names = "--count", paramLabel = "N", description = "Write it N times (default 1).")
    private int count = 1;

    @Option(
            names = "--target-kafka",
            paramLabel = "TOPIC",
            description = "Deliver to this topic instead of the namespace's targets.")
    private @Nullable String targetTopic;

    @Option(
            names = "--target-sqs",
            paramLabel = "QUEUE",
            description = "Deliver to this SQS queue instead of the namespace's targets.")
    private @Nullable String targetQueue;

    WriteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw CliException.misused("--count: %d (expected: >= 1)".formatted(count));
        }
        WriteToLogRequest request = request();
        ManagedChannel channel = Grpc.newChannelBuilder(
                        server == null ? data.stack().server() : server, InsecureChannelCredentials.create())
                .build();
        try {
            var stub = WalServiceGrpc.newBlockingStub(channel);
            int exitCode = 0;
            for (int written = 0; written < count; written++) {
                var answer = stub.withDeadlineAfter(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
                        .writeToLog(request);
                exitCode = Math.max(exitCode, show(answer));
            }
            return exitCode;
        } catch (StatusRuntimeException e) {
            throw new CliException(RefusalText.of(e), e);
        } finally {
            channel.shutdownNow();
        }
    }

    WriteToLogRequest request() {
        WriteToLogRequest.Builder request = WriteToLogRequest.newBuilder()
                .setNamespace(namespace)
                .setPayload(payload())
                .setOrderingKey(ByteString.copyFromUtf8(key));
        if (delay != null) {
            request.setLifecycle(Lifecycle.newBuilder().setDelay(duration(delay)));
        }
        if (targetTopic != null && targetQueue != null) {
            throw CliException.misused("--target-kafka and --target-sqs (expected: one target)");
        }
        if (targetQueue != null) {
            request.setTarget(Target.newBuilder()
                    .setPlugin(PluginTarget.newBuilder().setType("sqs").putProperties("queue", targetQueue)));
        }
        if (targetTopic != null) {
            request.setTarget(
                    Target.newBuilder().setKafka(KafkaTarget.newBuilder().setTopic(targetTopic)));
        }
        return request.build();
    }

    private ByteString payload() {
        if (text != null && file == null) {
            return ByteString.copyFromUtf8(text);
        }
        if (text != null || file == null) {
            throw CliException.misused(
                    "PAYLOAD: %s (expected: either it or --file)".formatted(text == null ? "absent" : text));
        }
        try (InputStream content = Files.newInputStream(file)) {
            return ByteString.readFrom(content);
        } catch (IOException e) {
            throw new CliException("--file: %s (expected: a file that can be read): %s".formatted(file, e), e);
        }
    }

    private int show(WriteToLogResponse answer) {
        String durable = answer.getDurable().name().replace("TRILEAN_", "");
        if (json) {
            terminal.say(JsonMapper.shared()
                    .createObjectNode()
                    .put("durable", durable)
                    .put("message_id", answer.getMessageId())
                    .put("message", answer.getMessage())
                    .toString());
            return answer.getDurable() == Trilean.TRILEAN_TRUE ? 0 : NOT_DURABLE;
        }
        String detail = answer.getMessageId().isEmpty() ? "" : " " + answer.getMessageId();
        String reason = answer.getMessage().isEmpty() ? "" : " " + answer.getMessage();
        terminal.say(durable + detail + reason);
        return answer.getDurable() == Trilean.TRILEAN_TRUE ? 0 : NOT_DURABLE;
    }

    private static com.google.protobuf.Duration duration(String text) {
        Duration duration = Durations.parse(text)
                .orElseThrow(() ->
                        CliException.misused("--delay: %s (expected: %s)".formatted(text, Durations.EXPECTATION)));
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
