package io.walgateway.plugin.cassandra.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatestExpiryTest {

    @Test
    void shouldReachAsFarAsTheClusterStoresSeconds() {
        assertThat(LatestExpiry.of(Optional.of("NONE"))).hasToString("2106-02-07T06:28:13Z");
        assertThat(LatestExpiry.of(Optional.of("CASSANDRA_4"))).hasToString("2038-01-19T03:14:06Z");
        assertThat(LatestExpiry.of(Optional.of("UPGRADING"))).hasToString("2038-01-19T03:14:06Z");
        assertThat(LatestExpiry.of(Optional.empty())).hasToString("2038-01-19T03:14:06Z");
    }
}
