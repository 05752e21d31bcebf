package io.walgateway.plugin.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.Slice;
import io.walgateway.plugin.sqs.append.BatchRequest;
import io.walgateway.plugin.sqs.append.PendingSend;
import io.walgateway.plugin.sqs.append.SendResult;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.SendFault;
import io.walgateway.plugin.sqs.cluster.SqsSettings;
import io.walgateway.plugin.sqs.read.Deletion;
import io.walgateway.plugin.sqs.read.HeldMessage;
import io.walgateway.plugin.sqs.read.VisibilityChange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An SQS that refuses each request as a whole in which one entry is bad. */
class RefusedBatchTest {
    private static final String BAD = "bad";
    private static final Pattern ENTRY =
            Pattern.compile("\\{\"Id\":\"(\\d+)\",\"(?:MessageBody|ReceiptHandle)\":\"([^\"]*)\"");

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final HttpServer server = start();
    private final String queue = "http://127.0.0.1:" + server.getAddress().getPort() + "/1/q";
    private final Connection connection = new Connection(settings().cluster("default"), 4, Duration.ofSeconds(20));

    @AfterEach
    void close() {
        connection.close();
        server.stop(0);
    }

    @Test
    void shouldChargeOnlyTheMessageThatIsAtFault() {
        List<PendingSend> sends = batch().map(RefusedBatchTest::send).toList();
        new BatchRequest(connection, queue, InstantSource.system()).accept(sends, Duration.ofSeconds(20));
        List<SendResult> results =
                sends.stream().map(send -> send.result().join()).toList();
        assertThat(results)
                .filteredOn(SendResult.NotStored.class::isInstance)
                .singleElement()
                .isSameAs(results.get(6))
                .isInstanceOfSatisfying(
                        SendResult.NotStored.class,
                        refused -> assertThat(refused.fault()).isEqualTo(SendFault.UNFIT));
        assertThat(taken).as("in their order").containsExactlyElementsOf(good());
    }

    @Test
    void shouldDeleteTheOthersOfARefusedRequest() throws InterruptedException {
        List<HeldMessage> held = batch().map(RefusedBatchTest::held).toList();
        assertThat(new Deletion(connection, queue).delete(held))
                .extracting(HeldMessage::receipt)
                .containsExactlyElementsOf(good());
    }

    @Test
    void shouldExtendTheOthersOfARefusedRequest() {
        List<VisibilityChange.Change> changes =
                batch().map(name -> new VisibilityChange.Change(name, name)).toList();
        assertThat(new VisibilityChange(connection, queue)
                        .extend(changes, Duration.ofSeconds(30))
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(good());
    }

    private static Stream<String> batch() {
        return IntStream.range(0, 10).mapToObj(n -> n == 6 ? BAD : "good-" + n);
    }

    private static List<String> good() {
        return batch().filter(name -> !name.equals(BAD)).toList();
    }

    private static PendingSend send(String body) {
        return PendingSend.of(body, Map.of(), Optional.empty(), QueueEntry.AT_ONCE);
    }

    private static HeldMessage held(String receipt) {
        Lease lease = new Lease(new Slice("q", 0, 1), 0, Bytes.EMPTY, Bytes.EMPTY, Instant.EPOCH, 0);
        return new HeldMessage(receipt, lease, receipt, 0);
    }

    private SqsSettings settings() {
        return SqsSettings.of(new PluginContext(
                Map.of(
                        "clusters.default.endpoint",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "clusters.default.access-key-id",
                        "id",
                        "clusters.default.secret-access-key",
                        "key"),
                InstantSource.system(),
                "test"));
    }

    private HttpServer start() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/", this::answer);
            made.start();
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        List<MatchResult> entries = ENTRY.matcher(request).results().toList();
        boolean refused = entries.stream().anyMatch(entry -> entry.group(2).equals(BAD));
        byte[] body = (refused
                        ? "{\"__type\":\"com.amazonaws.sqs#InvalidMessageContents\",\"message\":\"no\"}"
                        : accept(entries))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(refused ? 400 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String accept(List<MatchResult> entries) {
        entries.forEach(entry -> taken.add(entry.group(2)));
        return entries.stream()
                .map(entry -> "{\"Id\":\"" + entry.group(1) + "\",\"MessageId\":\"m\",\"MD5OfMessageBody\":\""
                        + md5(entry.group(2)) + "\"}")
                .collect(Collectors.joining(",", "{\"Successful\":[", "],\"Failed\":[]}"));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
