package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.runtime.log.LineEncoder;
import io.walgateway.testkit.fake.Messages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PayloadsInLogsTest {
    private static final String SECRET = "4111-1111-1111-1111";
    private static final String WHY = "/total: \"" + SECRET + "\" (expected: a decimal)";

    private final PipelineHarness harness = new PipelineHarness();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    void listen() {
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        root.detachAppender(lines);
        harness.close();
    }

    @Test
    void shouldNameTheLetterInTheLogAndLeaveItsErrorInIt() {
        harness.target.always(new DeliveryOutcome.Rejected(WHY));
        assertThat(loggedOnTheWayToALetter()).contains("dead-lettered: namespace=orders", "reason=REJECTED");
    }

    @Test
    void shouldLogWhatATargetThrowsWithoutItsWords() {
        harness.target.always(
                _ -> {
                    throw new IllegalStateException(WHY, new IllegalArgumentException(WHY));
                },
                DeliveryOutcome.DELIVERED);
        assertThat(loggedOnTheWayToALetter())
                .contains("but it threw", "java.lang.IllegalStateException", "java.lang.IllegalArgumentException");
    }

    @Test
    void shouldNotLogWhatIsDroppedForWantOfAQueue() {
        harness.target.always(new DeliveryOutcome.Rejected(WHY));
        try (Pipeline _ = harness.start(harness.withoutDeadLetterQueue())) {
            harness.append(message());
            await().until(() -> harness.count("wal.consumer.dropped", "reason", "rejected") == 1);
        }
        assertThat(logged()).contains("dropped", "reason=REJECTED", "error=").doesNotContain(SECRET);
    }

    private String loggedOnTheWayToALetter() {
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            harness.append(message());
            await().until(() -> harness.deadLetters().count() == 1);
        }
        DecodedRecord.Intact letter =
                (DecodedRecord.Intact) harness.deadLetters().findFirst().orElseThrow();
        assertThat(letter.deadLetter().orElseThrow().lastError()).contains(SECRET);
        assertThat(logged()).doesNotContain(SECRET);
        return logged();
    }

    private String logged() {
        LineEncoder encoder = new LineEncoder();
        return List.copyOf(lines.list).stream()
                .map(line -> new String(encoder.encode(line), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private static Message message() {
        return Messages.message()
                .payload(Bytes.utf8("{\"total\":\"" + SECRET + "\"}"))
                .build();
    }
}
