package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.Leftovers;
import io.walgateway.standalone.folder.RunRecord;
import io.walgateway.standalone.up.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a person gives them, on a stack without Cassandra. */
@Timeout(600)
class StandaloneIT {

    private static final Pattern PID = Pattern.compile("(?m)^consumer +up +(\\d+) ");

    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (\\S+) +\\S");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) ");

    @TempDir
    Path temporary;

    @AfterEach
    void end() {
        wal("down");
    }

    @Test
    void shouldDeliverAcrossTheEndsOfPartsAndOfTheWholeStack() throws IOException {
        String portBase = Integer.toString(WalCommands.freePortBase());
        WalCommands.Result up = wal("up", "--detach", "--no-cassandra", "--port-base", portBase);
        assertThat(up.text()).contains("WAL Gateway is ready", "namespace quickstart created");
        assertThat(up.exitCode()).isZero();
        awaitAllUp();

        assertThat(write("first")).startsWith("TRUE ");
        awaitDelivered("first");
        for (int offset : List.of(1, 2, 11)) {
            assertThat(metricsWithoutHelp(Integer.parseInt(portBase) + offset)).isEmpty();
        }

        endConsumerUnexpectedly();
        assertThat(write("second")).startsWith("TRUE ");
        assertThat(wal("start", "consumer").exitCode()).isZero();
        awaitDelivered("first", "second");

        assertThat(wal("kill", "kafka").exitCode()).isZero();
        assertThat(wal("status").exitCode()).isEqualTo(3);
        assertThat(wal("start", "kafka").exitCode()).isZero();
        assertThat(wal("up", "--detach", "--no-cassandra", "--port-base", portBase))
                .satisfies(again -> assertThat(again.text()).contains("a stack runs already on"))
                .satisfies(again -> assertThat(again.exitCode()).isEqualTo(1));

        assertThat(wal("down").exitCode()).isZero();
        assertThat(new Leftovers(data()).find()).isEmpty();

        WalCommands.Result secondUp = wal("up", "--detach", "--no-cassandra", "--port-base", portBase);
        assertThat(secondUp.exitCode()).as(secondUp.text()).isZero();
        assertThat(secondUp.text()).doesNotContain("created");
        assertThat(write("third")).startsWith("TRUE ");
        awaitDelivered("first", "second", "third");
        assertThat(wal("dead-letters", "list", "quickstart").text())
                .contains("0 match; in all 0 open, 0 redriving, 0 redriven, 0 discarded");

        RunRecord.supervisor(data()).orElseThrow().destroyForcibly();
        assertThat(wal("down").exitCode()).isZero();
        assertThat(new Leftovers(data()).find()).isEmpty();
    }

    /** Of server, consumer and control plane, as a scraper gets them. */
    private static List<String> metricsWithoutHelp(int port) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String metrics = http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(metrics).contains("# TYPE ");
            Set<String> described =
                    HELP.matcher(metrics).results().map(found -> found.group(1)).collect(Collectors.toSet());
            return TYPE.matcher(metrics)
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !described.contains(name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void endConsumerUnexpectedly() {
        var pid = PID.matcher(wal("status").text());
        assertThat(pid.find()).isTrue();
        ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow().destroyForcibly();
        await().untilAsserted(() -> assertThat(Files.readString(data().supervisorLog()))
                .contains("! consumer (process %s) ended although nobody asked it to".formatted(pid.group(1))));
        assertThat(wal("status").text()).containsPattern("consumer +down");
    }

    private void awaitAllUp() {
        await().untilAsserted(() -> {
            WalCommands.Result status = wal("status");
            assertThat(status.exitCode()).as(status.text()).isZero();
        });
    }

    private String write(String payload) {
        // A server that has just started may not know the namespace yet, or be connecting to its queue.
        StringBuilder answer = new StringBuilder();
        await().until(() -> {
            WalCommands.Result result = wal("write", "quickstart", payload);
            answer.append(result.text());
            return result.exitCode() == 0;
        });
        return answer.substring(Math.max(0, answer.lastIndexOf("TRUE")));
    }

    /** At least once each, which kills make more than once now and then. */
    private void awaitDelivered(String... payloads) {
        await().untilAsserted(() ->
                assertThat(wal("read", Samples.QUICKSTART_TOPIC).text().lines()).containsOnly(payloads));
    }

    private DataFolder data() {
        return new DataFolder(temporary);
    }

    private WalCommands.Result wal(String... arguments) {
        return new WalCommands(Objects.requireNonNull(temporary)).run(arguments);
    }
}
