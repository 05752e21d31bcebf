package io.walgateway.plugin.kafka.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.local.port.FreePorts;
import io.walgateway.plugin.kafka.KafkaBench;
import io.walgateway.plugin.kafka.cluster.KafkaSettings;
import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicRetentionIT {
    private final TestClock clock = new TestClock();

    /** Else each of many deliveries would wait for an answer of its own, one after another. */
    @Test
    void shouldAskOnceForAllWhoWaitWhileTheClusterIsAway() {
        String nowhere = "127.0.0.1:" + FreePorts.next();
        TopicRetention retention = new TopicRetention(
                KafkaSettings.of(KafkaBench.context(nowhere)).cluster("default"), "topic", "test", clock);
        QueueUnavailableException first = away(retention);
        assertThat(away(retention)).isSameAs(first);
        clock.advance(Duration.ofSeconds(2));
        assertThat(away(retention)).isNotSameAs(first);
    }

    private static QueueUnavailableException away(TopicRetention retention) {
        return catchThrowableOfType(QueueUnavailableException.class, retention::keeps);
    }
}
