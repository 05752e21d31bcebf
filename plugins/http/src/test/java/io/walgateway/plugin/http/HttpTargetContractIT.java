package io.walgateway.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.core.target.TargetReview;
import io.walgateway.local.nginx.NginxServer;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.TargetProviderContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpTargetContractIT extends TargetProviderContract {
    private static NginxServer server;

    private Optional<URI> elsewhere = Optional.empty();

    @BeforeAll
    static void start() {
        server = Components.ownNginx(Components.ownDirectory("nginx"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected TargetProvider provider() {
        return new HttpTargetProvider();
    }

    @Override
    protected PluginContext context() {
        return new PluginContext(HttpBench.LOCAL, InstantSource.system(), "contract");
    }

    /** The address says where the server is, not the settings. */
    @Override
    protected PluginContext contextAt(InetSocketAddress address) {
        elsewhere = Optional.of(URI.create("http://127.0.0.1:" + address.getPort()));
        return context();
    }

    @Override
    protected TargetAddress address() {
        return HttpBench.address(elsewhere.orElse(server.endpoint()) + "/orders/{message-id}");
    }

    /** HTTP does not tell what is not there yet from what never will be; the address does. */
    @Override
    protected TargetAddress absentAddress() {
        return HttpBench.address(server.endpoint() + "/missing", "absent-on", "404");
    }

    /** Nothing is asked for on trial, so a path that is not there is not noticed; nor has an HTTP target a cluster. */
    @Override
    @Test
    public void shouldReviewWhatIsThereWhatIsNotAndWhatCannotBeAsked() {
        try (TargetClient client = provider().open(context())) {
            assertThat(client.review(address(), Duration.ofHours(1))).isEqualTo(TargetReview.NOTHING);
            String nobody = "http://127.0.0.1:" + FreePorts.next();
            for (String away : new String[] {nobody, "http://nobody.invalid"}) {
                TargetReview review = client.review(HttpBench.address(away), Duration.ofHours(1));
                assertThat(review.refusals()).isEmpty();
                assertThat(review.warnings()).extracting(Violation::path).containsExactly("/url");
            }
        }
    }

    @Override
    protected Map<TargetAddress, String> malformedAddresses() {
        return Map.of(
                new TargetAddress("http", Map.of()),
                "/url",
                HttpBench.address("ftp://host/"),
                "/url",
                HttpBench.address("http://h/", "method", "GET"),
                "/method",
                HttpBench.address("http://h/", "headers.Host", "x"),
                "/headers.Host",
                HttpBench.address("http://h/", "headers.a/b", "x"),
                "/headers.a~1b",
                HttpBench.address("http://h/", "timeout", "0s"),
                "/timeout",
                HttpBench.address("http://h/", "retry-on", "99"),
                "/retry-on",
                HttpBench.address("http://h/", "queue", "q"),
                "/queue");
    }

    @Override
    protected Bytes payload(String marker) {
        return Bytes.utf8("\u00e9 " + marker);
    }

    @Override
    protected int delivered(String marker) {
        try {
            return Math.toIntExact(Files.readString(server.received())
                    .lines()
                    .filter(line -> line.contains(marker + "\""))
                    .count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected int shownWhenDeliveredTwice() {
        return 2;
    }
}
