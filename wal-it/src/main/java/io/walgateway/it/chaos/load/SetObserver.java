package io.walgateway.it.chaos.load;

import static org.awaitility.Awaitility.await;

import io.walgateway.it.history.HistoryEvent.MarkerAppended;
import io.walgateway.it.history.HistoryEvent.PartApplied;
import io.walgateway.it.history.HistoryEvent.SetDeadLettered;
import io.walgateway.it.history.HistoryWriter;
import io.walgateway.it.system.ConsumerGroup;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.LogRecords;
import io.walgateway.it.system.TopicReader;
import io.walgateway.proto.v1.LogRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records the markers in the log of {@link SetsNamespace}, the parts at its targets, and the dead letters. */
public final class SetObserver implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final List<String> UNFINISHED = List.of("open", "stuck");
    private static final int OK = 200;

    private final String servers;
    private final ControlPlaneCalls operator;
    private final HistoryWriter history;
    private final Tally tally;
    private final InstantSource clock;
    private final List<TopicReader> readers = new ArrayList<>();

    /** Begins to read. */
    public SetObserver(String servers, URI controlPlane, HistoryWriter history, Tally tally, InstantSource clock) {
        this.servers = servers;
        this.operator = new ControlPlaneCalls(controlPlane);
        this.history = history;
        this.tally = tally;
        this.clock = clock;
        readers.add(TopicReader.open(servers, SetsNamespace.NAME, this::appended));
        readers.add(TopicReader.open(servers, SetsNamespace.deadLetters(), this::deadLettered));
        SetsNamespace.TARGETS.forEach(target ->
                readers.add(TopicReader.open(servers, SetsNamespace.topic(target), record -> applied(target, record))));
    }

    /**
     * Waits until each set is applied, dead-lettered or has expired, and the targets have settled everything in the log.
     *
     * @throws RuntimeException when it takes too long
     */
    public void awaitSettled(Duration patience) {
        await("each mutation set to be applied or to expire")
                .atMost(patience)
                .pollInterval(LOOK_AGAIN)
                .ignoreExceptions()
                .until(() -> UNFINISHED.stream().allMatch(this::isEmpty));
        SetsNamespace.TARGETS.forEach(
                target -> new ConsumerGroup(servers, SetsNamespace.NAME, target).awaitSettled(patience));
    }

    private boolean isEmpty(String state) {
        try {
            HttpResponse<String> answer = operator.send(
                    "GET", "/v1/namespaces/" + SetsNamespace.NAME + "/sets?older_than=0s&state=" + state, "");
            JsonNode page = JsonMapper.shared().readTree(answer.body());
            return answer.statusCode() == OK && page.path("sets").isEmpty() && !page.has("next");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Reads everything to its end.
     *
     * @throws RuntimeException when it takes too long
     */
    public void awaitRead(Duration patience) {
        readers.forEach(reader -> reader.awaitEnd(patience));
    }

    private void appended(ConsumerRecord<byte[], byte[]> record) {
        LogRecord marker = LogRecords.parse(record);
        history.record(new MarkerAppended(marker.getBatchPart().getBatchId(), record.offset(), clock.instant()));
    }

    private void applied(String target, ConsumerRecord<byte[], byte[]> record) {
        tally.delivered();
        String part = new String(record.value(), StandardCharsets.UTF_8);
        int slash = part.indexOf('/');
        // The broker's clock, which is this machine's, is more exact than the moment of reading.
        history.record(new PartApplied(
                target,
                part.substring(0, slash),
                Integer.parseInt(part.substring(slash + 1)),
                Instant.ofEpochMilli(record.timestamp())));
    }

    private void deadLettered(ConsumerRecord<byte[], byte[]> record) {
        tally.deadLettered();
        LogRecord letter = LogRecords.parseLetter(record);
        history.record(new SetDeadLettered(
                letter.getDeadLetter().getTarget(),
                letter.getBatchPart().getBatchId(),
                letter.getDeadLetter().getLastError(),
                clock.instant()));
    }

    @Override
    public void close() {
        readers.forEach(TopicReader::close);
        operator.close();
    }
}
