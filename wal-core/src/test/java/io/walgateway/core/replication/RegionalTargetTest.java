package io.walgateway.core.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.message.TargetAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegionalTargetTest {
    @Test
    void shouldBeTheAddressThatItBecomes() {
        RegionalTarget cache = new RegionalTarget(
                "eu", "writer.eu:7073", Optional.of(new TargetAddress("evcache", Map.of("cluster", "a"))));
        RegionalTarget plain = new RegionalTarget("eu", "writer.eu", Optional.empty());
        assertThat(RegionalTarget.of(plain.address())).contains(plain);
        assertThat(RegionalTarget.of(cache.address())).contains(cache);
    }

    @Test
    void shouldKeepThePropertiesOfTheTargetThere() {
        RegionalTarget topic = new RegionalTarget(
                "eu", "w", Optional.of(new TargetAddress("kafka", Map.of("topic", "t", "headers.X", "y"))));
        assertThat(topic.address().properties())
                .containsOnly(
                        Map.entry("region", "eu"),
                        Map.entry("writer", "w"),
                        Map.entry("apply.type", "kafka"),
                        Map.entry("apply.topic", "t"),
                        Map.entry("apply.headers.X", "y"));
        assertThat(RegionalTarget.of(topic.address())).contains(topic);
    }

    @Test
    void shouldNotBeAnAddressOfAnotherTypeOrOfSeveralRegions() {
        assertThat(RegionalTarget.of(new TargetAddress("kafka", Map.of("region", "eu", "writer", "w"))))
                .isEmpty();
        assertThat(RegionalTarget.of(new TargetAddress(RegionalTarget.TYPE, Map.of("regions.eu", "w"))))
                .isEmpty();
    }

    @Test
    void shouldHaveARegionAndAWriter() {
        assertThatThrownBy(() -> new RegionalTarget("", "w", Optional.empty())).hasMessageContaining("neither empty");
        assertThatThrownBy(() -> new RegionalTarget("eu", "", Optional.empty())).hasMessageContaining("neither empty");
    }
}
