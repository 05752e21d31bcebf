package io.walgateway.plugin.evcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import io.walgateway.local.port.FreePorts;
import io.walgateway.plugin.evcache.settings.EvcacheSettings;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvcacheTargetProviderTest {
    private final EvcacheTargetProvider provider = new EvcacheTargetProvider();

    @Test
    void shouldBeFoundOnTheClassPath() {
        assertThat(Plugins.installed().target("evcache")).containsInstanceOf(EvcacheTargetProvider.class);
    }

    @ParameterizedTest
    @CsvSource({"all", "any", "2", "all-but-1"})
    void shouldFindNoFaultWithAllProperties(String zones) {
        assertThat(provider.check(EvcacheBench.address(
                        "cluster",
                        "sessions-1",
                        "cache",
                        "shop",
                        "zones",
                        zones,
                        "payload",
                        "json",
                        "compress-over",
                        "1KiB")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zones | most | /zones: most (expected: all, any, a number from 1 to 99, or all-but-N)
            zones | all-but-0 | /zones: all-but-0 (expected: all, any, a number from 1 to 99, or all-but-N)
            payload | xml | /payload: xml (expected: protobuf or json; absent: a payload that begins with { is JSON)
            zone | a | /zone: unknown (expected: one of cache, cluster, compress-over, mode, payload, ttl-min, zones; nearest: zones)
            """)
    void shouldRefuseInWords(String key, String value, String message) {
        assertThat(provider.check(EvcacheBench.address(key, value)))
                .extracting(Violation::toString)
                .containsExactly(message);
    }

    @Test
    void shouldReadSettings() {
        EvcacheSettings settings = EvcacheSettings.of(context(Map.of(
                "connect-timeout",
                "1s",
                "answer-timeout",
                "4s",
                "in-flight-max",
                "7",
                "clusters.default.zones.us-east-1a",
                "cache-1:11311, cache-2",
                "clusters.default.zones.us-east-1b",
                "a/10.0.0.1:1,[::1]:2")));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.answerTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(settings.inFlightMax()).isEqualTo(7);
        assertThat(Objects.requireNonNull(settings.clusters().get("default")).zones())
                .extracting(Object::toString)
                .containsExactly(
                        "Zone[name=us-east-1a, nodes=[cache-1:11311, cache-2:11211]]",
                        "Zone[name=us-east-1b, nodes=[a/10.0.0.1:1, [::1]:2]]");
    }

    @Test
    void shouldHaveDefaults() {
        EvcacheSettings settings = EvcacheSettings.of(context(Map.of()));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.answerTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.inFlightMax()).isEqualTo(1_000);
        assertThat(settings.clusters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            in-flight-max=0 | evcache.in-flight-max: 0 (expected: 1 to 100000)
            conect-timeout=1s | evcache.conect-timeout: unknown (expected: a setting of evcache; nearest: evcache.connect-timeout)
            clusters.a.zones.b.c=h | evcache.clusters.a.zones.b.c: h (expected: clusters.NAME.zones.ZONE, names of 1 to 64 letters, digits, _ and -)
            clusters.a.zones.b= | evcache.clusters.a.zones.b:  (expected: host:port,host:port, where a host is a name, an IP, or NAME/IP)
            clusters.a.zones.b=h:0 | evcache.clusters.a.zones.b: h:0 (expected: host:port,host:port, where a host is a name, an IP, or NAME/IP)
            clusters.a.zones.b=n/host:1 | evcache.clusters.a.zones.b: n/host:1 (expected: host:port,host:port, where a host is a name, an IP, or NAME/IP)
            clusters.a.zones.b=1.1.1.1:1,1.1.1.1:2 | evcache.clusters.a.zones.b: 1.1.1.1:1,1.1.1.1:2 (expected: hosts that differ: EVCache tells the nodes of a zone apart by name and IP, not by port; nodes on one IP need names, as in a/10.0.0.1:11211,b/10.0.0.1:11212)
            """)
    void shouldRefuseSettingsByTheirPath(String setting, String message) {
        Map<String, String> given = Arrays.stream(new String[] {setting})
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.open(context(given)))
                .withMessage(message);
    }

    @Test
    void shouldRefuseMoreZonesThanThereAreAndWarnOfThoseThatCannotBeReached() throws InterruptedException {
        Map<String, String> settings = Map.of(
                "clusters.default.zones.a",
                "127.0.0.1:" + FreePorts.next(),
                "clusters.default.zones.b",
                "nobody.invalid:11211");
        try (TargetClient client = provider.open(context(settings))) {
            for (String zones : new String[] {"3", "all-but-2"}) {
                TargetReview refused = client.review(EvcacheBench.address("zones", zones), Duration.ofHours(1));
                assertThat(refused.refusals()).extracting(Violation::path).containsExactly("/zones");
                assertThat(client.target(EvcacheBench.address("zones", zones))
                                .deliver(new DeliveryAttempt(
                                        Messages.message().build(), 1, TestClock.START.plusSeconds(9))))
                        .isInstanceOf(DeliveryOutcome.Rejected.class);
            }
            assertThat(client.review(EvcacheBench.address(), Duration.ofHours(1))
                            .warnings())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning.expectation()).endsWith("no node answers in a, b"));
        }
    }

    private static PluginContext context(Map<String, String> settings) {
        return new PluginContext(settings, new TestClock(), "test");
    }
}
