package io.walgateway.benchmarks.load;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WalServiceGrpc.WalServiceStub;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.util.concurrent.locks.LockSupport;

/**
 * Single calls at a steady pace, whether or not earlier calls are answered. Each is timed from when it should have been
 * sent, so that a stall counts for every call that it delays.
 */
final class PacedLoad implements Load {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final WalServiceStub stub;
    private final Writes writes;
    private final Tally tally;
    private final long interval;
    private volatile boolean stopped;

    PacedLoad(ManagedChannel channel, Writes writes, Tally tally, int perSecond) {
        stub = WalServiceGrpc.newStub(channel);
        this.writes = writes;
        this.tally = tally;
        interval = NANOS_PER_SECOND / perSecond;
    }

    @Override
    public void start() {
        Thread.ofPlatform().name("pace").daemon().start(this::run);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    private void run() {
        long due = System.nanoTime();
        while (!stopped) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            } else {
                stub.writeToLog(writes.nextWithTime(due), new Answer(due));
                due += interval;
            }
        }
    }

    private final class Answer implements StreamObserver<WriteToLogResponse> {
        private final long sent;

        Answer(long sent) {
            this.sent = sent;
        }

        @Override
        public void onNext(WriteToLogResponse response) {
            tally.answered(response, sent);
        }

        @Override
        public void onError(Throwable failure) {
            tally.failed();
        }

        @Override
        public void onCompleted() {}
    }
}
