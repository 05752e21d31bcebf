package io.walgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ArrivalTest {
    private static final int MESSAGE_BYTES_MAX = 4 << 20;

    private final ArrivingBytes arriving = new ArrivingBytes(6 << 20);
    private final ServerMeters meters = new ServerMeters(new SimpleMeterRegistry(), new InFlight(1, 1), arriving);
    private final List<Answer.Unread> refusals = new ArrayList<>();

    @Test
    void shouldRefuseWhatHasNoRoomBeforeItIsWhole() {
        Arrival first = arrival();
        Arrival second = arrival();
        first.inboundWireSize(4 << 20);
        second.inboundWireSize(1 << 20);
        assertThat(arriving.count()).isEqualTo(5 << 20);

        second.inboundWireSize(2 << 20);
        assertThat(refusals).hasSize(1).first().isInstanceOf(Answer.NoRoom.class);
        assertThat(arriving.count()).isEqualTo(4 << 20);

        second.inboundWireSize(1 << 20);
        assertThat(refusals).hasSize(1);
        first.inboundMessageRead(0, 4 << 20, -1);
        assertThat(arriving.count()).isZero();
    }

    @Test
    void shouldForgetWhatNeverBecameWhole() {
        Arrival gone = arrival();
        gone.inboundWireSize(1 << 20);
        gone.streamClosed(Status.CANCELLED);

        assertThat(arriving.count()).isZero();
        assertThat(refusals).isEmpty();
    }

    @Test
    void shouldMeasureEachMessageOfAStreamByItself() {
        Arrival stream = arrival();
        for (int message = 0; message < 5; message++) {
            stream.inboundWireSize(3 << 20);
            stream.inboundMessageRead(message, 3 << 20, -1);
        }

        assertThat(refusals).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsTooLargeAsSoonAsItIsSeen() {
        arrival().inboundWireSize(MESSAGE_BYTES_MAX + 1);

        assertThat(refusals).containsExactly(new Answer.TooLarge(MESSAGE_BYTES_MAX));
    }

    @Test
    void shouldInflateNoFurtherThanThereIsRoom() throws IOException {
        arriving.hold(5 << 20);
        byte[] noise = new byte[3 << 20];
        new Random(1).nextBytes(noise);
        try (InputStream inflated = inflated(noise)) {
            assertThatThrownBy(inflated::readAllBytes)
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.why()).isInstanceOf(Answer.NoRoom.class));
            assertThat(arriving.count()).isGreaterThan(5 << 20);
        }
        assertThat(arriving.count()).isEqualTo(5 << 20);
    }

    @Test
    void shouldHoldLittleOfABomb() throws IOException {
        try (InputStream inflated = inflated(new byte[60 << 20])) {
            assertThatThrownBy(inflated::readAllBytes)
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.why())
                                    .isEqualTo(new Answer.InflatesTooFar(BoundedGzip.RATIO_MAX)));
            assertThat(arriving.count()).isLessThan(2 << 20);
        }
        assertThat(arriving.count()).isZero();
    }

    private Arrival arrival() {
        Arrival arrival = (Arrival) Arrival.factory(arriving, MESSAGE_BYTES_MAX, meters)
                .newServerStreamTracer("wal.v1.WalService/WriteToLog", new Metadata());
        arrival.refuseBy(refusals::add);
        return arrival;
    }

    private InputStream inflated(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        }
        return new BoundedGzip(arriving, MESSAGE_BYTES_MAX)
                .decompress(new ByteArrayInputStream(compressed.toByteArray()));
    }
}
