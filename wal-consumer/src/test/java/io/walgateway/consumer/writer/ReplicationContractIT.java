package io.walgateway.consumer.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.target.BatchTarget;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.core.target.TargetReview;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.contract.TargetProviderContract;
import io.walgateway.testkit.fake.Messages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Replication as a target, to the writer group of another region. */
class ReplicationContractIT extends TargetProviderContract {
    private static final RecordingTargets RECORDING = new RecordingTargets();
    private static final String NAME = "writer.of.europe";
    private static WalWriter writer;

    @BeforeAll
    static void start() throws IOException {
        Plugins plugins = new Plugins(Map.of(), Map.of(RecordingTargets.TYPE, RECORDING));
        writer = WalWriter.start(
                WriterSettings.of(
                        ProcessSettings.of(Map.of(
                                "region", "eu",
                                "listen.port", "0",
                                "management.port", "0",
                                "targets.*.type", RecordingTargets.TYPE)),
                        plugins),
                plugins,
                InstantSource.system());
    }

    @AfterAll
    static void stop() {
        writer.close();
    }

    @Override
    protected TargetProvider provider() {
        return Plugins.installed().target(RegionalTarget.TYPE).orElseThrow();
    }

    @Override
    protected PluginContext context() {
        return contextAt(new InetSocketAddress(InetAddress.getLoopbackAddress(), writer.grpcPort()));
    }

    @Override
    protected PluginContext contextAt(InetSocketAddress address) {
        return new PluginContext(
                Map.of("writers." + NAME, "127.0.0.1:" + address.getPort()), InstantSource.system(), "contract");
    }

    @Override
    protected TargetAddress address() {
        return new RegionalTarget("eu", NAME, Optional.empty()).address();
    }

    @Override
    protected TargetAddress absentAddress() {
        return answering("absent");
    }

    private static TargetAddress answering(String answer) {
        return new RegionalTarget("eu", NAME, Optional.of(RecordingTargets.answering(answer))).address();
    }

    @Override
    protected Map<TargetAddress, String> malformedAddresses() {
        return Map.of(
                new TargetAddress(RegionalTarget.TYPE, Map.of()), "/regions",
                new TargetAddress(RegionalTarget.TYPE, Map.of("region", "eu")), "/writer",
                new TargetAddress(RegionalTarget.TYPE, Map.of("regions.eu", "http://w")), "/regions.eu",
                new TargetAddress(RegionalTarget.TYPE, Map.of("regions.eu", "w", "color", "red")), "/color");
    }

    @Override
    protected Bytes payload(String marker) {
        return Bytes.utf8(marker);
    }

    @Override
    protected int delivered(String marker) {
        return (int) RECORDING.delivered().stream()
                .filter(message -> message.payload().equals(Bytes.utf8(marker)))
                .count();
    }

    @Override
    protected int shownWhenDeliveredTwice() {
        return 2;
    }

    /** The targets in another region are not asked for. */
    @Override
    @Test
    public void shouldReviewWhatIsThereWhatIsNotAndWhatCannotBeAsked() {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next());
        TargetAddress elsewhere = new RegionalTarget("us", NAME, Optional.empty()).address();
        try (TargetClient client = provider().open(context());
                TargetClient nowhere = provider().open(contextAt(nobody))) {
            assertThat(client.review(address(), Duration.ofHours(1))).isEqualTo(TargetReview.NOTHING);
            assertThat(client.review(elsewhere, Duration.ofHours(1)).warnings())
                    .singleElement()
                    .satisfies(warning -> {
                        assertThat(warning.path()).isEqualTo("/writer");
                        assertThat(warning.expectation()).contains("region: us (expected: eu, where this writer runs)");
                    });
            assertThat(nowhere.review(address(), Duration.ofHours(1)).warnings())
                    .extracting(Violation::path)
                    .containsExactly("/writer");
        }
    }

    @Test
    void shouldReportTheOutcomeThatTheOtherRegionsTargetHad() throws InterruptedException {
        Map<String, DeliveryOutcome> outcomes = Map.of(
                "skipped", new DeliveryOutcome.Skipped("as told"),
                "throttled", new DeliveryOutcome.Throttled(Duration.ofSeconds(7), "as told"),
                "unavailable", new DeliveryOutcome.Unavailable("as told"),
                "failed", new DeliveryOutcome.Failed("as told"),
                "rejected", new DeliveryOutcome.Rejected("as told"),
                "unknown", new DeliveryOutcome.Unknown("as told"));
        try (TargetClient client = provider().open(context())) {
            for (Map.Entry<String, DeliveryOutcome> each : outcomes.entrySet()) {
                assertThat(client.target(answering(each.getKey())).deliver(attempt("any")))
                        .isEqualTo(each.getValue());
            }
        }
    }

    @Test
    void shouldReportAFailureOfTheTargetInPrintableWords() throws InterruptedException {
        try (TargetClient client = provider().open(context())) {
            assertThat(client.target(answering("broken")).deliver(attempt("any")))
                    .isInstanceOfSatisfying(
                            DeliveryOutcome.Failed.class,
                            failed -> assertThat(failed.why())
                                    .contains("not as told")
                                    .doesNotContain("\u001b"));
        }
    }

    @Test
    void shouldWaitForTheRightRegion() throws InterruptedException {
        try (TargetClient client = provider().open(context())) {
            TargetAddress elsewhere = new RegionalTarget("us", NAME, Optional.empty()).address();
            assertThat(client.target(elsewhere).deliver(attempt("any")))
                    .isInstanceOf(DeliveryOutcome.Unavailable.class);
        }
    }

    @Test
    void shouldCarryEverythingThatBelongsToAWrite() throws InterruptedException {
        Message written = Messages.message()
                .namespace("orders")
                .payload(Bytes.utf8("x".repeat(2_000)))
                .key("k")
                .writeTime(Instant.parse("2026-01-31T12:00:00.123456789Z"))
                .expiry(Instant.parse("2126-01-31T12:00:00Z"))
                .headers(Header.of("tenant", Bytes.utf8("a")))
                .build();
        Message sent = written.with(written.provenance().by("us", List.of("us", "asia")));
        try (TargetClient client = provider().open(context())) {
            assertThat(client.target(address()).deliver(new DeliveryAttempt(sent, 3, soon())))
                    .isEqualTo(DeliveryOutcome.DELIVERED);
        }
        assertThat(RECORDING.delivered())
                .filteredOn(message -> message.id().equals(sent.id()))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.payload()).isEqualTo(sent.payload());
                    assertThat(message.namespace()).isEqualTo("orders");
                    assertThat(message.orderingKey()).isEqualTo(sent.orderingKey());
                    assertThat(message.lifecycle().writeTime())
                            .isEqualTo(sent.lifecycle().writeTime());
                    assertThat(message.lifecycle().expiry())
                            .isEqualTo(sent.lifecycle().expiry());
                    assertThat(message.provenance()).isEqualTo(sent.provenance());
                });
    }

    @Test
    void shouldDeliverManyWritesWithOneRequest() throws InterruptedException {
        List<DeliveryAttempt> attempts = Stream.iterate(0, i -> i + 1)
                .limit(500)
                .map(i -> attempt("many " + i))
                .toList();
        try (TargetClient client = provider().open(context())) {
            BatchTarget target = (BatchTarget) client.target(address());
            assertThat(target.deliverAll(attempts)).hasSize(500).containsOnly(DeliveryOutcome.DELIVERED);
        }
        assertThat(RECORDING.delivered())
                .filteredOn(message ->
                        new String(message.payload().unsafeArray(), StandardCharsets.UTF_8).startsWith("many "))
                .hasSize(500);
    }

    @Test
    void shouldRejectAPayloadThatNoWriterAccepts() throws InterruptedException {
        var huge = Messages.message().payload(Bytes.wrap(new byte[16 << 20])).build();
        try (TargetClient client = provider().open(context())) {
            assertThat(client.target(address()).deliver(new DeliveryAttempt(huge, 1, soon())))
                    .isInstanceOfSatisfying(
                            DeliveryOutcome.Rejected.class,
                            rejected ->
                                    assertThat(rejected.why()).startsWith("a payload of 16777216 bytes (expected: "));
        }
    }

    private static DeliveryAttempt attempt(String payload) {
        return new DeliveryAttempt(
                Messages.message().payload(Bytes.utf8(payload)).build(), 1, soon());
    }

    private static Instant soon() {
        return Instant.now().plus(Duration.ofMinutes(2));
    }
}
