package io.walgateway.plugin.evcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.replication.RegionalTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvcacheReplicationProviderTest {
    private final EvcacheReplicationProvider provider = new EvcacheReplicationProvider();

    private static TargetAddress address(Map<String, String> properties) {
        return new TargetAddress(EvcacheReplicationProvider.TYPE, properties);
    }

    private List<String> flaws(Map<String, String> properties) {
        return provider.check(address(properties)).stream()
                .map(Violation::toString)
                .toList();
    }

    @Test
    void shouldBeFoundOnTheClassPath() {
        assertThat(Plugins.installed().target("evc-replication")).containsInstanceOf(EvcacheReplicationProvider.class);
    }

    @Test
    void shouldStandForTheRegionsOfThePublishedDocument() {
        TargetAddress published = address(Map.of(
                "euwest1", "dgwwal.foobar.cluster.eu-west-1.netflix.net",
                "useast1", "dgwwal.foobar.cluster.us-east-1.netflix.net",
                "useast2", "dgwwal.foobar.cluster.us-east-2.netflix.net",
                "uswest2", "dgwwal.foobar.cluster.us-west-2.netflix.net"));
        assertThat(provider.check(published)).isEmpty();
        assertThat(provider.expand(published)).containsOnlyKeys("euwest1", "useast1", "useast2", "uswest2");
        assertThat(RegionalTarget.of(provider.expand(published).getOrDefault("euwest1", published)))
                .contains(
                        new RegionalTarget("euwest1", "dgwwal.foobar.cluster.eu-west-1.netflix.net", Optional.empty()));
    }

    @Test
    void shouldApplyToACacheThatTheDocumentDescribes() {
        TargetAddress described = address(Map.of("eu", "w", "cache", "foobar", "mode", "fetch", "ttl-min", "5s"));
        assertThat(provider.check(described)).isEmpty();
        assertThat(provider.expand(described).values())
                .containsExactly(new RegionalTarget(
                                "eu",
                                "w",
                                Optional.of(new TargetAddress(
                                        "evcache", Map.of("cache", "foobar", "mode", "fetch", "ttl-min", "5s"))))
                        .address());
    }

    @Test
    void shouldNotTakeAMisspeltPropertyForARegion() {
        assertThat(flaws(Map.of("eu", "w", "zone", "any")))
                .anySatisfy(flaw -> assertThat(flaw)
                        .isEqualTo("/zone: any (expected: a region, which is not called almost zones)"));
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThat(flaws(Map.of("cache", "a")))
                .containsExactly(
                        "/: no region (expected: at least one property REGION with the address of its writer group)");
        assertThat(flaws(Map.of("eu", "http://w")))
                .containsExactly("/eu: http://w (expected: the address of a writer group, HOST or HOST:PORT)");
        assertThat(flaws(Map.of("eu", "w", "us", "w")))
                .containsExactly("/us: w (expected: an address of its own; eu has this one)");
        assertThat(flaws(Map.of("eu", "w", "mode", "copy")))
                .containsExactly("/mode: copy (expected: set, invalidate or fetch)");
        assertThat(flaws(Map.of("eu", "w", "mode", "fetch", "payload", "json")))
                .containsExactly(
                        "/payload: json (expected: protobuf or absent with this mode, which sends other changes)");
    }
}
