package io.walgateway.benchmarks.load;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WalServiceGrpc.WalServiceStub;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.util.List;

/** A fixed number of concurrent single calls: each answer is followed by the next call. */
final class UnaryLoad implements Load {
    private final List<WalServiceStub> stubs;
    private final Writes writes;
    private final Tally tally;
    private final int inFlight;
    private volatile boolean stopped;

    UnaryLoad(List<ManagedChannel> channels, Writes writes, Tally tally, int inFlight) {
        stubs = channels.stream().map(WalServiceGrpc::newStub).toList();
        this.writes = writes;
        this.tally = tally;
        this.inFlight = inFlight;
    }

    @Override
    public void start() {
        for (int call = 0; call < inFlight; call++) {
            write(stubs.get(call % stubs.size()));
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    private void write(WalServiceStub stub) {
        if (!stopped) {
            stub.writeToLog(writes.next(), new Answer(stub));
        }
    }

    private final class Answer implements StreamObserver<WriteToLogResponse> {
        private final long sent = System.nanoTime();
        private final WalServiceStub stub;

        Answer(WalServiceStub stub) {
            this.stub = stub;
        }

        @Override
        public void onNext(WriteToLogResponse response) {
            tally.answered(response, sent);
        }

        @Override
        public void onError(Throwable failure) {
            tally.failed();
            write(stub);
        }

        @Override
        public void onCompleted() {
            write(stub);
        }
    }
}
