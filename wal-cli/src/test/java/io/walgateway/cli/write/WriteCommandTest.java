package io.walgateway.cli.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.protobuf.StatusProto;
import io.walgateway.cli.rest.UnreachableException;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.proto.v1.Priority;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

        assertThat(parsed("orders", "--payload-file", file.toString())
                        .request()
                        .getPayload()
                        .toByteArray())
                .isEqualTo(bytes);
        assertThatThrownBy(() -> parsed("orders").request())
                .hasMessage("PAYLOAD: absent (expected: either it or --payload-file)");
        assertThatThrownBy(() -> parsed("orders", "{}", "--payload-file", file.toString())
                        .request())
                .hasMessage("PAYLOAD: {} (expected: either it or --payload-file)");
    }

    @Test
    void shouldReachAllThatARequestMayCarry() {
        var request = parsed(
                        ("orders {} --key k --token t --priority high --delay 5s --delay-random 1m --delay-jitter 0.5"
                                        + " --ttl 1h --write-time 2026-01-31T12:00:00Z --batch b --batch-sequence 3"
                                        + " --target-kafka o --target-cluster c --header a=b --header x --tombstone")
                                .split(" "))
                .request();
        // The way that a write has come is for gateways to say.
        assertThat(request.getAllFields().keySet())
                .containsExactlyElementsOf(request.getDescriptorForType().getFields().stream()
                        .filter(field -> field.getNumber() != WriteToLogRequest.PASSAGE_FIELD_NUMBER)
                        .toList());
        assertThat(request.getLifecycle().getAllFields().keySet())
                .containsExactlyElementsOf(
                        request.getLifecycle().getDescriptorForType().getFields());
        assertThat(request.getTarget().getKafka().getAllFields().keySet())
                .containsExactlyElementsOf(
                        request.getTarget().getKafka().getDescriptorForType().getFields());
        assertThat(request.getTarget().getKafka().getHeaders(1).hasValue()).isFalse();
        assertThat(request.getPriority()).isEqualTo(Priority.PRIORITY_HIGH);
        assertThat(request.getBatchPart().getSequence()).isEqualTo(3);

        var marker = parsed("orders", "--batch", "b", "--batch-total", "4").request();
        assertThat(marker.getBatchPart().getPartsTotal()).isEqualTo(4);
        var row = parsed("orders", "{}", "--target-cassandra", "shop.orders", "--target-cluster", "c")
                .request()
                .getTarget()
                .getCassandra();
        assertThat(row.getAllFields().keySet())
                .containsExactlyElementsOf(row.getDescriptorForType().getFields());
        assertThat(parsed("orders", "{}", "--target", "http", "--set", "url=u")
                        .request()
                        .getTarget()
                        .getPlugin()
                        .getPropertiesMap())
                .containsExactly(Map.entry("url", "u"));
    }

    @Test
    void shouldRefuseOptionsThatMakeNoRequest() {
        for (String wrong : List.of(
                "--batch b",
                "--batch-sequence 1",
                "--batch b --batch-sequence 1 --batch-total 2",
                "--header a=b",
                "--tombstone",
                "--target-cluster c",
                "--set a=b",
                "--target-cassandra shop",
                "--write-time today",
                "--ttl soon")) {
            var words = ("orders {} " + wrong).split(" ");
            assertThatThrownBy(() -> parsed(words).request()).as(wrong).isInstanceOf(CliException.class);
        }
    }

    @Test
    void shouldSayThatItWaitsForAServerThatIsSilent() throws IOException {
        StringWriter told = new StringWriter();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            WriteCommand write = new WriteCommand(
                    new Terminal(new PrintWriter(Writer.nullWriter()), new PrintWriter(told)),
                    Duration.ofMillis(1),
                    Duration.ofSeconds(2));
            new CommandLine(write).parseArgs("orders", "{}", "--server", address);
            assertThatThrownBy(write::call)
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageStartingWith(
                            "the server at " + address + " does not answer within 2s: the write may or");
            assertThat(told.toString())
                    .isEqualTo("wal: the server at " + address + " has not answered yet; waiting for at most 2s"
                            + System.lineSeparator());
        }
    }

    @Test
    void shouldTellARefusalOnce() {
        String flaw = "lifecycle.delay: -5s (expected: >= 0s)";
        var refusal = StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(Code.INVALID_ARGUMENT_VALUE)
                .setMessage(flaw)
                .addDetails(Any.pack(BadRequest.newBuilder()
                        .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                                .setField("lifecycle.delay")
                                .setDescription("-5s (expected: >= 0s)"))
                        .build()))
                .build());
        assertThat(RefusalText.of(refusal)).isEqualTo("INVALID_ARGUMENT: " + flaw);
    }

    private static WriteCommand parsed(String... arguments) {
        WriteCommand write = new WriteCommand(Terminal.system());
        new CommandLine(write).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
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
