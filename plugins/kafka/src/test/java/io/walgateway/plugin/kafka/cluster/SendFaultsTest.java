package io.walgateway.plugin.kafka.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendFaultsTest {

    @Test
    void shouldBeCertainOfRefusalsOfTheOnlyRequest() {
        assertSentOnce(new RecordTooLargeException(), SendFault.TOO_LARGE);
        assertSentOnce(new InvalidRecordException("no key"), SendFault.BATCH_REFUSED);
        assertSentOnce(new InvalidTimestampException("ahead"), SendFault.BATCH_REFUSED);
        assertSentOnce(new NotEnoughReplicasException("1 of 2"), SendFault.REFUSED);
        assertSentOnce(new CorruptRecordException(), SendFault.REFUSED);
        assertSentOnce(new TopicAuthorizationException("t"), SendFault.FORBIDDEN);
        assertSentOnce(new SaslAuthenticationException("no"), SendFault.FORBIDDEN);
    }

    @Test
    void shouldBeUncertainOfErrorsThatAreAlsoGivenAfterAppending() {
        assertSentOnce(new NotEnoughReplicasAfterAppendException("1 of 2"), SendFault.UNCERTAIN);
        assertSentOnce(new NotLeaderOrFollowerException(), SendFault.UNCERTAIN);
        assertSentOnce(new UnknownTopicOrPartitionException(), SendFault.UNCERTAIN);
        assertSentOnce(new KafkaStorageException(), SendFault.UNCERTAIN);
        assertSentOnce(new UnknownServerException(), SendFault.UNCERTAIN);
        assertSentOnce(new NetworkException(), SendFault.UNCERTAIN);
        assertSentOnce(new TimeoutException(), SendFault.UNCERTAIN);
        assertSentOnce(new IllegalStateException(), SendFault.UNCERTAIN);
    }

    @ParameterizedTest
    @EnumSource(Errors.class)
    void shouldBeCertainWhenNothingWasSent(Errors error) {
        assertThat(SendFaults.of(thrown(error), SendEvidence.NOTHING_SENT)).isNotEqualTo(SendFault.UNCERTAIN);
    }

    @ParameterizedTest
    @EnumSource(Errors.class)
    void shouldBeUncertainWhenAnythingWasSentTwice(Errors error) {
        assertThat(SendFaults.of(thrown(error), SendEvidence.SENT_AGAIN))
                .isIn(SendFault.UNCERTAIN, SendFault.BATCH_UNCERTAIN);
    }

    @Test
    void shouldSayWhatIsWrongWhenNothingWasSent() {
        assertThat(SendFaults.of(new TimeoutException(), SendEvidence.NOTHING_SENT))
                .isEqualTo(SendFault.UNREACHABLE);
        assertThat(SendFaults.of(new BufferExhaustedException("full"), SendEvidence.NOTHING_SENT))
                .isEqualTo(SendFault.FULL);
        assertThat(SendFaults.of(new UnknownTopicOrPartitionException(), SendEvidence.NOTHING_SENT))
                .isEqualTo(SendFault.NO_TOPIC);
        assertThat(SendFaults.of(new RecordTooLargeException(), SendEvidence.NOTHING_SENT))
                .isEqualTo(SendFault.TOO_LARGE);
    }

    private static void assertSentOnce(Exception error, SendFault expected) {
        assertThat(SendFaults.of(error, SendEvidence.SENT_ONCE)).isEqualTo(expected);
    }

    private static Exception thrown(Errors error) {
        Exception exception = error.exception();
        return exception == null ? new TimeoutException() : exception;
    }
}
