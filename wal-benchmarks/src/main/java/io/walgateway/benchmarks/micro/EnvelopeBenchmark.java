package io.walgateway.benchmarks.micro;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.MessageIds;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The cost of each write apart from the queue: its id and its envelope. */
@State(Scope.Benchmark)
public class EnvelopeBenchmark {
    private final Message message = Records.message(Bytes.utf8("key-1"));
    private final Lease lease = Records.lease(1, Bytes.utf8("key-1"), EnvelopeCodec.encode(message));
    private final MessageIds ids = new MessageIds(InstantSource.fixed(Records.NOW), new SplittableRandom(1));

    @Benchmark
    public Bytes encode() {
        return EnvelopeCodec.encode(message);
    }

    @Benchmark
    public DecodedRecord decode() {
        return EnvelopeCodec.decode(lease, message.namespace());
    }

    @Benchmark
    public UUID nextId() {
        return ids.next();
    }
}
