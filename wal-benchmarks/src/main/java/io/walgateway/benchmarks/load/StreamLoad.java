package io.walgateway.benchmarks.load;

import io.grpc.ManagedChannel;
import io.walgateway.proto.v1.WalServiceGrpc;
import java.util.ArrayList;
import java.util.List;

/** Several streams. Each has up to a fixed number of unanswered writes, and a fixed number of writes in a message. */
final class StreamLoad implements Load {
    private static final int STREAMS_PER_CHANNEL = 2;

    private final List<PipelinedStream> streams = new ArrayList<>();

    StreamLoad(List<ManagedChannel> channels, Writes writes, Tally tally, int unanswered, int perMessage) {
        for (ManagedChannel channel : channels) {
            for (int stream = 0; stream < STREAMS_PER_CHANNEL; stream++) {
                streams.add(
                        new PipelinedStream(WalServiceGrpc.newStub(channel), writes, tally, unanswered, perMessage));
            }
        }
    }

    @Override
    public void start() {
        streams.forEach(PipelinedStream::start);
    }

    @Override
    public void stop() {
        streams.forEach(PipelinedStream::stop);
    }
}
