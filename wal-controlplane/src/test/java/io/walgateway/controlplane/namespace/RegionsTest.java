package io.walgateway.controlplane.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.controlplane.region.PluginSettings;
import io.walgateway.core.registry.Plugins;
import io.walgateway.testkit.fake.TestClock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegionsTest {
    private static final Map<String, Map<String, Map<String, String>>> TWO = Map.of("us", Map.of(), "eu", Map.of());

    @Test
    void shouldFindTheRegionOfALetter() {
        try (Regions regions = regions(TWO, "eu")) {
            assertThat(nameOf(regions, "us")).contains("us");
            assertThat(nameOf(regions, "ap")).isEmpty();
            assertThat(nameOf(regions, "")).as("from before there were regions").contains("eu");
        }
        try (Regions regions = regions(TWO, "")) {
            assertThat(nameOf(regions, "")).as("it may have come from either").isEmpty();
        }
    }

    @Test
    void shouldFindTheOnlyRegionUnderTheNameOfTheControlPlanesOwn() {
        try (Regions regions = regions(Map.of(), "eu")) {
            assertThat(nameOf(regions, "")).contains("");
            assertThat(nameOf(regions, "eu")).as("from when there were regions").contains("");
            assertThat(nameOf(regions, "us")).isEmpty();
        }
    }

    private static Regions regions(Map<String, Map<String, Map<String, String>>> settings, String home) {
        return new Regions(
                new Plugins(Map.of(), Map.of()),
                new PluginSettings(home, Map.of(), settings).regions(new TestClock()),
                home);
    }

    private static Optional<String> nameOf(Regions regions, String letter) {
        return regions.of(letter).map(Provisioner::region);
    }
}
