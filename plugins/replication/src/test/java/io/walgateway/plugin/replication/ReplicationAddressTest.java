package io.walgateway.plugin.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.replication.RegionalTarget;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicationAddressTest {
    private static Iterable<String> flaws(Map<String, String> properties) {
        return ReplicationAddress.check(properties).stream()
                .map(Violation::toString)
                .toList();
    }

    @Test
    void shouldStandForOneTargetInEachRegion() {
        Map<String, TargetAddress> expanded = ReplicationAddress.expand(new TargetAddress(
                RegionalTarget.TYPE,
                Map.of(
                        "regions.eu-west-1", "writer.eu:7073",
                        "regions.us-east-1", "writer.us",
                        "apply.type", "kafka",
                        "apply.topic", "copies")));
        assertThat(expanded).containsOnlyKeys("eu-west-1", "us-east-1");
        assertThat(expanded.get("eu-west-1"))
                .isEqualTo(new TargetAddress(
                        RegionalTarget.TYPE,
                        Map.of(
                                "region", "eu-west-1",
                                "writer", "writer.eu:7073",
                                "apply.type", "kafka",
                                "apply.topic", "copies")));
    }

    @Test
    void shouldStandForItselfWithASingleRegion() {
        TargetAddress single = new TargetAddress(RegionalTarget.TYPE, Map.of("region", "eu", "writer", "w"));
        assertThat(ReplicationAddress.check(single.properties())).isEmpty();
        assertThat(ReplicationAddress.expand(single)).containsExactly(Map.entry("", single));
    }

    @Test
    void shouldAcceptTheNamesOfWriterGroups() {
        assertThat(flaws(Map.of(
                        "regions.euwest1", "dgwwal.foobar.cluster.eu-west-1.netflix.net",
                        "regions.useast1", "127.0.0.1:7073",
                        "regions.useast2", "[::1]:65535")))
                .isEmpty();
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThat(flaws(Map.of()))
                .containsExactly("/regions: absent (expected: the name of each region, and the address of its writer)");
        assertThat(flaws(Map.of("region", "eu")))
                .containsExactly("/writer: absent (expected: the address of a writer group, HOST or HOST:PORT)");
        assertThat(flaws(Map.of("regions.eu", "")))
                .containsExactly("/regions.eu: absent (expected: the address of a writer group, HOST or HOST:PORT)");
        assertThat(flaws(Map.of("regions.eu", "w", "apply.topic", "t")))
                .containsExactly("/apply.type: absent (expected: the type of the target in the regions)");
    }

    @Test
    void shouldRefuseAddressesThatNoWriterHas() {
        for (String writer : new String[] {
            "http://w", "a:b@w", "w:0", "w:65536", "w:99999", "a b", "/path", "w:", "a_b", "a..b", "x-", "a.1"
        }) {
            assertThat(flaws(Map.of("regions.eu", writer))).as(writer).hasSize(1);
        }
    }

    @Test
    void shouldRefuseTwoRegionsWithOneWriter() {
        assertThat(flaws(Map.of("regions.eu", "w:1", "regions.us", "w:1")))
                .containsExactly("/regions.us: w:1 (expected: an address of its own; eu has this one)");
    }

    @Test
    void shouldRefuseBothForms() {
        assertThat(flaws(Map.of("regions.eu", "w", "region", "us", "writer", "v")))
                .containsExactly("/region: beside regions (expected: either region and writer, or regions)");
    }

    @Test
    void shouldRefuseUnknownPropertiesAndRegionsThatAreNoNames() {
        assertThat(flaws(Map.of("regions.eu", "w", "mode", "fetch")))
                .containsExactly("/mode: fetch (expected: one of regions, apply)");
        assertThat(flaws(Map.of("regions.a b", "w"))).hasSize(1);
        assertThat(flaws(Map.of("regions.eu-west-1", "v", "regions.euwest1", "w")))
                .containsExactly("/regions.euwest1: w (expected: another region; eu-west-1 is a name of the same one)");
    }
}
