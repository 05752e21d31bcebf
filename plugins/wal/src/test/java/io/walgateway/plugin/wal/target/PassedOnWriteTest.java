package io.walgateway.plugin.wal.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.proto.v1.KafkaHeader;
import io.walgateway.proto.v1.Passage;
import io.walgateway.proto.v1.Priority;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.sample.SampleMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PassedOnWriteTest {
    private static final Instant NOW = TestClock.START;

    @Test
    void shouldPassOnAllOfAMessage() {
        Message message = Messages.message()
                .payload("p")
                .key("k")
                .writeTime(NOW.minusMillis(1_500))
                .expiry(NOW.plusMillis(2_500))
                .priority(Message.Priority.HIGH)
                .passed("eu", List.of("eu", "us"), List.of("eu/first"))
                .trace(SampleMessages.TRACE)
                .headers(Header.of("a", Bytes.utf8("1")), new Header("b", Optional.empty()))
                .build();

        WriteToLogRequest write = PassedOnWrite.of(message, "second", NOW);

        assertThat(write.getNamespace()).isEqualTo("second");
        assertThat(write.getPayload().toStringUtf8()).isEqualTo("p");
        assertThat(write.getOrderingKey().toStringUtf8()).isEqualTo("k");
        assertThat(write.getIdempotencyToken()).isEqualTo(message.id().toString());
        assertThat(write.getPriority()).isEqualTo(Priority.PRIORITY_HIGH);
        assertThat(write.hasTarget()).isFalse();
        assertThat(write.getLifecycle().hasDelay()).isFalse();
        assertThat(Instant.ofEpochSecond(
                        write.getLifecycle().getWriteTime().getSeconds(),
                        write.getLifecycle().getWriteTime().getNanos()))
                .isEqualTo(NOW.minusMillis(1_500));
        assertThat(life(write)).isEqualTo(Duration.ofMillis(2_500));
        assertThat(write.getPassage())
                .isEqualTo(Passage.newBuilder()
                        .setOriginRegion("eu")
                        .addHops("eu")
                        .addHops("us")
                        .addLogs("eu/first")
                        .setTraceParent(SampleMessages.TRACE.parent())
                        .setTraceState(SampleMessages.TRACE.state())
                        .addHeaders(KafkaHeader.newBuilder().setKey("a").setValue(ByteString.copyFromUtf8("1")))
                        .addHeaders(KafkaHeader.newBuilder().setKey("b"))
                        .build());
    }

    @Test
    void shouldLeaveOutWhatAMessageDoesNotHave() {
        WriteToLogRequest write = PassedOnWrite.of(Messages.message().build(), "second", NOW);
        assertThat(write.getLifecycle().hasTimeToLive()).isFalse();
        assertThat(write.hasPassage()).isTrue();
        assertThat(write.getPassage()).isEqualTo(Passage.getDefaultInstance());
    }

    @Test
    void shouldGiveAMessageThatJustExpiresTheShortestLife() {
        Message message = Messages.message().expiry(NOW.minusSeconds(1)).build();
        assertThat(life(PassedOnWrite.of(message, "second", NOW))).isEqualTo(Duration.ofMillis(1));
    }

    private static Duration life(WriteToLogRequest write) {
        var life = write.getLifecycle().getTimeToLive();
        return Duration.ofSeconds(life.getSeconds(), life.getNanos());
    }
}
