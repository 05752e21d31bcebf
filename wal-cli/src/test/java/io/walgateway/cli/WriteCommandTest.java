package io.walgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WriteCommandTest {

    @Test
    void shouldNameAnSqsQueueAsTheTarget() {
        var target =
                parsed("orders", "{}", "--target-sqs", "elsewhere").request().getTarget();
        assertThat(target.getPlugin().getType()).isEqualTo("sqs");
        assertThat(target.getPlugin().getPropertiesMap()).containsExactly(Map.entry("queue", "elsewhere"));
        assertThatThrownBy(() -> parsed("orders", "{}", "--target-sqs", "a", "--target-kafka", "b")
                        .request())
                .isInstanceOf(CliException.class)
                .hasMessageContaining("one target");
    }

    @Test
    void shouldMakeARequestOfTheArguments() {
        var request = parsed("orders", "{}", "--key", "o-1", "--delay", "1500ms", "--target-kafka", "elsewhere")
                .request();

        assertThat(request.getNamespace()).isEqualTo("orders");
        assertThat(request.getPayload().toStringUtf8()).isEqualTo("{}");
        assertThat(request.getOrderingKey().toStringUtf8()).isEqualTo("o-1");
        assertThat(request.getLifecycle().getDelay().getSeconds()).isEqualTo(1);
        assertThat(request.getLifecycle().getDelay().getNanos()).isEqualTo(500_000_000);
        assertThat(request.getTarget().getKafka().getTopic()).isEqualTo("elsewhere");
        assertThat(parsed("orders", "--", "-hello").request().getPayload().toStringUtf8())
                .isEqualTo("-hello");
    }

    @Test
    void shouldTakeThePayloadFromAFileAsItIs(@TempDir Path folder) throws IOException {
        byte[] bytes = {0, (byte) 0xff, 10};
        Path file = Files.write(folder.resolve("payload"), bytes);

        assertThat(parsed("orders", "--file", file.toString())
                        .request()
                        .getPayload()
                        .toByteArray())
                .isEqualTo(bytes);
        assertThatThrownBy(() -> parsed("orders").request())
                .hasMessage("PAYLOAD: absent (expected: either it or --file)");
        assertThatThrownBy(
                        () -> parsed("orders", "{}", "--file", file.toString()).request())
                .hasMessage("PAYLOAD: {} (expected: either it or --file)");
    }

    private static WriteCommand parsed(String... arguments) {
        WriteCommand write = new WriteCommand(Terminal.system());
        new CommandLine(write).parseArgs(arguments);
        return write;
    }

    @Test
    void shouldNameTheFieldThatWasRefused() {
        var refusal = StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(Code.INVALID_ARGUMENT_VALUE)
                .setMessage("the request is refused")
                .addDetails(Any.pack(BadRequest.newBuilder()
                        .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                                .setField("lifecycle.delay")
                                .setDescription("-5s (expected: >= 0s)"))
                        .build()))
                .build());

        assertThat(RefusalText.of(refusal))
                .isEqualTo("INVALID_ARGUMENT: the request is refused\n     lifecycle.delay: -5s (expected: >= 0s)");
    }
}
