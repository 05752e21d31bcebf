package io.walgateway.benchmarks.load;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.walgateway.proto.v1.WalServiceGrpc.WalServiceStub;
import io.walgateway.proto.v1.WriteToLogStreamRequest;
import io.walgateway.proto.v1.WriteToLogStreamResponse;
import org.jspecify.annotations.Nullable;

/** One call of {@code WriteToLogStream} that is kept full. */
final class PipelinedStream implements ClientResponseObserver<WriteToLogStreamRequest, WriteToLogStreamResponse> {
    private final WalServiceStub stub;
    private final Writes writes;
    private final Tally tally;
    private final int unansweredMax;
    private final int perMessage;

    // Everything below is guarded by this.
    private final long[] sentAt;
    private @Nullable ClientCallStreamObserver<WriteToLogStreamRequest> call;
    private long nextCorrelation;
    private int unanswered;
    private boolean stopped;

    PipelinedStream(WalServiceStub stub, Writes writes, Tally tally, int unansweredMax, int perMessage) {
        this.stub = stub;
        this.writes = writes;
        this.tally = tally;
        this.unansweredMax = Math.max(unansweredMax, perMessage);
        this.perMessage = perMessage;
        // Answers may arrive in any order, so a correlation is reused only long after its answer.
        this.sentAt = new long[8 * this.unansweredMax];
    }

    void start() {
        stub.writeToLogStream(this);
    }

    synchronized void stop() {
        stopped = true;
        if (call != null) {
            call.cancel("the measure is over", null);
        }
    }

    @Override
    public synchronized void beforeStart(ClientCallStreamObserver<WriteToLogStreamRequest> started) {
        call = started;
        started.setOnReadyHandler(this::fill);
    }

    @Override
    public synchronized void onNext(WriteToLogStreamResponse response) {
        answered(response);
        response.getMoreList().forEach(this::answered);
        fill();
    }

    @Override
    public synchronized void onError(Throwable failure) {
        if (!stopped) {
            tally.failed();
        }
        stopped = true;
    }

    @Override
    public void onCompleted() {}

    private void answered(WriteToLogStreamResponse response) {
        unanswered--;
        if (response.hasResponse()) {
            tally.answered(response.getResponse(), sentAt[slot(response.getCorrelation())]);
        } else {
            tally.failed();
        }
    }

    private synchronized void fill() {
        while (!stopped && call != null && unanswered + perMessage <= unansweredMax && call.isReady()) {
            call.onNext(message());
        }
    }

    private WriteToLogStreamRequest message() {
        long now = System.nanoTime();
        WriteToLogStreamRequest.Builder message = WriteToLogStreamRequest.newBuilder()
                .setCorrelation(nextCorrelation)
                .setRequest(writes.next());
        for (int more = 1; more < perMessage; more++) {
            message.addMore(writes.next());
        }
        for (int write = 0; write < perMessage; write++) {
            sentAt[slot(nextCorrelation++)] = now;
        }
        unanswered += perMessage;
        return message.build();
    }

    private int slot(long correlation) {
        return (int) (correlation % sentAt.length);
    }
}
