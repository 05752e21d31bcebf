package io.walgateway.plugin.grpc.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.walgateway.plugin.grpc.address.Authority;
import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    private final TestClock clock = new TestClock();
    private final Channels channels = new Channels(Duration.ofSeconds(1), Duration.ofMinutes(5), clock);
    private final ChannelCredentials credentials = InsecureChannelCredentials.create();

    @AfterEach
    void close() {
        channels.close();
    }

    @Test
    void shouldShareAChannelBetweenCallsToOneAddressWithTheSameCredentials() {
        ManagedChannel one = take(key("one"));
        assertThat(take(key("one"))).isSameAs(one);
        assertThat(take(key("two"))).isNotSameAs(one);
        assertThat(take(new ChannelKey(key("one").server(), InsecureChannelCredentials.create())))
                .isNotSameAs(one);
    }

    @Test
    void shouldCloseAChannelThatIsNoLongerUsedAndNoOther() {
        ManagedChannel used = take(key("used"));
        ManagedChannel left = take(key("left"));
        channels.giveBack(key("left"));
        clock.advance(Channels.IDLE_MAX.minusSeconds(1));
        take(key("other"));
        assertThat(left.isShutdown()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        take(key("other"));
        assertThat(left.isShutdown()).isTrue();
        assertThat(used.isShutdown()).isFalse();
        assertThat(channels.size()).isEqualTo(2);
    }

    @Test
    void shouldHaveNoMoreChannelsThanItMay() {
        for (int i = 0; i < Channels.CHANNELS_MAX; i++) {
            take(key("h" + i));
        }
        assertThat(channels.take(key("more"))).isEmpty();
        assertThat(channels.take(key("h1"))).isPresent();
        channels.giveBack(key("h0"));
        assertThat(channels.take(key("more"))).isPresent();
        assertThat(channels.size()).isEqualTo(Channels.CHANNELS_MAX);
    }

    private ManagedChannel take(ChannelKey key) {
        return channels.take(key).orElseThrow();
    }

    private ChannelKey key(String host) {
        return new ChannelKey(new Authority(host, 1, false), credentials);
    }
}
