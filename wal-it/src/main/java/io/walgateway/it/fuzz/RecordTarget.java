package io.walgateway.it.fuzz;

import com.google.protobuf.ByteString;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.proto.v1.Target;
import java.time.Instant;
import java.util.List;

/** A record is decoded, or is malformed; a message that was decoded is encoded to one that is decoded to it. */
final class RecordTarget implements FuzzTarget {
    private static final String OWNER = "orders";
    private static final Instant APPENDED = Instant.ofEpochSecond(1_800_000_000);

    @Override
    public List<byte[]> seeds() {
        LogRecord record = LogRecord.newBuilder()
                .setNamespace(OWNER)
                .setPayload(ByteString.copyFromUtf8("payload"))
                .setOrderingKey(ByteString.copyFromUtf8("key"))
                .build();
        Target target = Target.newBuilder()
                .setKafka(KafkaTarget.newBuilder().setCluster("c").setTopic("t"))
                .build();
        return List.of(
                new byte[0],
                record.toByteArray(),
                record.toBuilder().setTarget(target).build().toByteArray());
    }

    @Override
    public void feed(byte[] input) {
        Lease lease = lease(Bytes.wrap(input));
        EnvelopeCodec.decodeLetter(lease, OWNER);
        if (EnvelopeCodec.decode(lease, OWNER) instanceof DecodedRecord.Intact intact
                // A body of a later version is kept as it is, and never encoded.
                && !(intact.message().body() instanceof Message.Unknown)) {
            DecodedRecord again = EnvelopeCodec.decode(lease(EnvelopeCodec.encode(intact.message())), OWNER);
            if (!again.equals(intact)) {
                throw new FuzzFinding("decoded, encoded and decoded again: " + again + " (expected: " + intact + ")");
            }
        }
    }

    private static Lease lease(Bytes record) {
        return new Lease(new Slice("topic", 0, 0), 1, Bytes.EMPTY, record, APPENDED, 0);
    }
}
