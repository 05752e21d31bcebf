package io.walgateway.standalone;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.walgateway.config.Durations;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes through the server of a running stack, as any gRPC client would. */
@Command(name = "write")
final class WriteCommand implements Callable<Integer> {

    private static final int ANSWER_WITHIN_SECONDS = 30;
    private static final int NOT_DURABLE = 1;

    private final Console console;

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "NAMESPACE")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "PAYLOAD")
    private String payload = "";

    @Option(names = "--key", paramLabel = "K")
    private String key = "";

    @Option(names = "--delay", paramLabel = "DURATION")
    private @Nullable String delay;

    @Option(names = "--count", paramLabel = "N")
    private int count = 1;

    @Option(names = "--target-kafka", paramLabel = "TOPIC")
    private @Nullable String targetTopic;

    WriteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw StandaloneException.misused("--count: %d (expected: >= 1)".formatted(count));
        }
        WriteToLogRequest request = request();
        ManagedChannel channel = Grpc.newChannelBuilder(
                        "127.0.0.1:" + RunningPorts.of(data.folder()).grpc(), InsecureChannelCredentials.create())
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
            throw new StandaloneException(RefusalText.of(e), e);
        } finally {
            channel.shutdownNow();
        }
    }

    WriteToLogRequest request() {
        WriteToLogRequest.Builder request = WriteToLogRequest.newBuilder()
                .setNamespace(namespace)
                .setPayload(ByteString.copyFromUtf8(payload))
                .setOrderingKey(ByteString.copyFromUtf8(key));
        if (delay != null) {
            request.setLifecycle(Lifecycle.newBuilder().setDelay(duration(delay)));
        }
        if (targetTopic != null) {
            request.setTarget(
                    Target.newBuilder().setKafka(KafkaTarget.newBuilder().setTopic(targetTopic)));
        }
        return request.build();
    }

    private int show(WriteToLogResponse answer) {
        String durable = answer.getDurable().name().replace("TRILEAN_", "");
        String detail = answer.getMessageId().isEmpty() ? "" : " " + answer.getMessageId();
        String reason = answer.getMessage().isEmpty() ? "" : " " + answer.getMessage();
        console.say(durable + detail + reason);
        return answer.getDurable() == Trilean.TRILEAN_TRUE ? 0 : NOT_DURABLE;
    }

    private static com.google.protobuf.Duration duration(String text) {
        Duration duration = Durations.parse(text)
                .orElseThrow(() -> StandaloneException.misused(
                        "--delay: %s (expected: %s)".formatted(text, Durations.EXPECTATION)));
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
