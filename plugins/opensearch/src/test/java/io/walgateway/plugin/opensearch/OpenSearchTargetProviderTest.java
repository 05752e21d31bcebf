package io.walgateway.plugin.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.BatchLimits;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome.Rejected;
import io.walgateway.core.target.TargetClient;
import io.walgateway.plugin.opensearch.cluster.ClusterSettings;
import io.walgateway.plugin.opensearch.cluster.Credentials;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenSearchTargetProviderTest {
    private final OpenSearchTargetProvider provider = new OpenSearchTargetProvider();

    @Test
    void shouldBeFoundOnTheClassPath() {
        assertThat(Plugins.installed().target("opensearch")).containsInstanceOf(OpenSearchTargetProvider.class);
    }

    @Test
    void shouldFindNoFaultWithAllProperties() {
        assertThat(provider.check(Deliveries.address(
                        "orders.v2-{write-date:yyyy.MM.dd-HH}-x",
                        "cluster",
                        "search.eu-1",
                        "id",
                        "/order/a~1b",
                        "routing",
                        "{key}",
                        "operation",
                        "delete",
                        "pipeline",
                        "stamp it?".replace(" ", "-"),
                        "require-index",
                        "false")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            index         ; Orders               ; Orders               ; lower case
            index         ; a*                   ; a*                   ; none of \\ / * ? " < > | , # : and no space
            index         ; a/b                  ; a/b                  ; none of \\ / * ? " < > | , # : and no space
            index         ; _all                 ; _all                 ; a name that does not begin with - _ +, and is not . or ..
            index         ; ..                   ; ..                   ; a name that does not begin with - _ +, and is not . or ..
            index         ; ``                   ; empty                ; 1 to 255 bytes
            index         ; a-{write-date:ww}    ; a-{write-date:ww}    ; a name, with at most one {write-date:FORMAT}, its format of yyyy MM dd HH . _ -
            index         ; a-{now:yyyy}         ; a-{now:yyyy}         ; a name, with at most one {write-date:FORMAT}, its format of yyyy MM dd HH . _ -
            operation     ; create               ; create               ; index or delete
            id            ; /a//b                ; /a//b                ; {message-id}, {key}, or a JSON pointer into the payload such as /id, through objects, up to 256 characters
            id            ; /a~2                 ; /a~2                 ; {message-id}, {key}, or a JSON pointer into the payload such as /id, through objects, up to 256 characters
            routing       ; shop                 ; shop                 ; {message-id}, {key}, or a JSON pointer into the payload such as /id, through objects, up to 256 characters
            pipeline      ; a b                  ; a b                  ; 1 to 255 characters of ASCII, no space
            require-index ; TRUE                 ; TRUE                 ; true or false
            indx          ; x                    ; unknown              ; `one of cluster, id, index, operation, pipeline, require-index, routing; nearest: index`
            """)
    void shouldNameEachFault(String property, String given, String value, String expectation) {
        assertThat(provider.check(Deliveries.address("orders", property, given)))
                .containsExactly(new Violation("/" + property, value, expectation.replace("\\\\", "\\")));
    }

    @Test
    void shouldDefaultWhatTheSettingsOmit() {
        assertThat(ClusterSettings.of(context(Map.of("clusters.default.addresses", "http://h:1")), "default"))
                .hasValue(new ClusterSettings(
                        List.of(URI.create("http://h:1")),
                        new Credentials.None(),
                        Optional.empty(),
                        Duration.ofSeconds(2),
                        new BatchLimits(1_000, 5 << 20, 4, Duration.ofMillis(1))));
        assertThat(ClusterSettings.of(context(Map.of("clusters.default.addresses", "http://h:1")), "other"))
                .isEmpty();
    }

    @Test
    void shouldReadEverySetting() {
        Map<String, String> settings = Map.of(
                "clusters.*.addresses", "https://a:1/es/ , https://b",
                "clusters.*.username", "ann",
                "clusters.*.password-file", "/run/password",
                "clusters.*.trust-certificates", "/etc/ca.pem",
                "clusters.*.connect-timeout", "3s",
                "clusters.search.requests-max", "2",
                "clusters.search.batch-messages-max", "50",
                "clusters.search.batch-bytes-max", "1MiB",
                "clusters.search.gather-max", "3ms");
        assertThat(ClusterSettings.of(context(settings), "search"))
                .hasValue(new ClusterSettings(
                        List.of(URI.create("https://a:1/es"), URI.create("https://b")),
                        new Credentials.Basic("ann", Path.of("/run/password")),
                        Optional.of(Path.of("/etc/ca.pem")),
                        Duration.ofSeconds(3),
                        new BatchLimits(50, 1 << 20, 2, Duration.ofMillis(3))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            addresses          | ftp://h            | opensearch.clusters.c.addresses: ftp://h (expected: http://host:port or https://host with commas, without credentials)
            addresses          | http://ann:pw@h    | opensearch.clusters.c.addresses: an address with @ in it (expected: http://host:port or https://host with commas, without credentials)
            username           | ann                | opensearch.clusters.c.password-file: absent (expected: both of username and password-file, or neither)
            password-file      | /p                 | opensearch.clusters.c.username: absent (expected: both of username and password-file, or neither)
            requests-max       | 0                  | opensearch.clusters.c.requests-max: 0 (expected: 1 to 100)
            batch-messages-max | many               | opensearch.clusters.c.batch-messages-max: many (expected: 1 to 10000)
            gather-max         | 2s                 | opensearch.clusters.c.gather-max: 2s (expected: a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 0s to 1s)
            adresses           | http://h           | opensearch.clusters.c.adresses: unknown (expected: a setting of opensearch; nearest: opensearch.clusters.c.addresses)
            """)
    void shouldRefuseSettingsThatAreNotValid(String key, String value, String message) {
        Map<String, String> settings = new HashMap<>(Map.of("clusters.c.addresses", "http://h"));
        settings.put("clusters.c." + key, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.open(context(settings)).close())
                .withMessage(message);
    }

    @Test
    void shouldRejectWhereTheSettingsHaveNoSuchCluster() throws InterruptedException {
        try (TargetClient client = provider.open(context(Map.of()))) {
            assertThat(client.target(Deliveries.address("orders"))
                            .deliver(new DeliveryAttempt(Messages.message().build(), 1, Instant.MAX)))
                    .isEqualTo(new Rejected("opensearch.clusters.default.addresses: absent"
                            + " (expected: http://host:port in the settings of this process)"));
            assertThat(client.review(Deliveries.address("orders"), Duration.ofHours(1))
                            .warnings())
                    .extracting(Violation::path)
                    .containsExactly("/cluster");
        }
    }

    private static PluginContext context(Map<String, String> settings) {
        return new PluginContext(settings, new TestClock(), "test");
    }
}
