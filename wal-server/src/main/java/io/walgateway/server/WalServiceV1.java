package io.walgateway.server;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import io.walgateway.producer.CallContext;
import io.walgateway.proto.v1.GetSetRequest;
import io.walgateway.proto.v1.GetSetResponse;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import io.walgateway.proto.v1.WriteToLogStreamRequest;
import io.walgateway.proto.v1.WriteToLogStreamResponse;
import io.walgateway.runtime.grpc.IdentifiedCalls;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The service of {@code wal_service.proto}. Runs on the event loop: nothing here blocks. */
final class WalServiceV1 extends WalServiceGrpc.WalServiceImplBase {
    private final Ingest ingest;
    private final EventExecutorGroup loops;
    private final Set<WriteStream> streams = ConcurrentHashMap.newKeySet();

    /** @param loops the event loops on which it is called */
    WalServiceV1(Ingest ingest, EventExecutorGroup loops) {
        this.ingest = ingest;
        this.loops = loops;
    }

    @Override
    public void writeToLog(WriteToLogRequest request, StreamObserver<WriteToLogResponse> caller) {
        tolerateLeaving(caller);
        ingest.write(request, IdentifiedCalls.caller(), context(), answer -> send(answer, caller));
    }

    @Override
    public void getSet(GetSetRequest request, StreamObserver<GetSetResponse> caller) {
        ((ServerCallStreamObserver<GetSetResponse>) caller).setOnCancelHandler(() -> {});
        ingest.find(
                request,
                IdentifiedCalls.caller(),
                context(),
                response -> {
                    caller.onNext(response);
                    caller.onCompleted();
                },
                refusal -> caller.onError(StatusProto.toStatusRuntimeException(Rejections.status(refusal))));
    }

    @Override
    public StreamObserver<WriteToLogStreamRequest> writeToLogStream(StreamObserver<WriteToLogStreamResponse> caller) {
        return WriteStream.open(
                (ServerCallStreamObserver<WriteToLogStreamResponse>) caller,
                (request, answer) -> ingest.write(request, IdentifiedCalls.caller(), context(), answer),
                currentLoop(),
                streams);
    }

    /** Ends streams as soon as the writes they have read are answered; a write they have not read was not appended. */
    void drain() {
        streams.forEach(WriteStream::drain);
    }

    private Executor currentLoop() {
        for (EventExecutor loop : loops) {
            if (loop.inEventLoop()) {
                return loop;
            }
        }
        throw new IllegalStateException(
                "Expected to be called on an event loop, but this is " + Thread.currentThread());
    }

    private static CallContext context() {
        Deadline deadline = Context.current().getDeadline();
        Duration patience = deadline == null
                ? CallContext.UNBOUNDED.patience()
                : Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS));
        return new CallContext(patience, TraceContexts.current());
    }

    private static void send(Answer answer, StreamObserver<WriteToLogResponse> caller) {
        switch (answer) {
            case Answer.Settled(WriteToLogResponse response) -> {
                caller.onNext(response);
                caller.onCompleted();
            }
            case Answer.Rejected rejected ->
                caller.onError(StatusProto.toStatusRuntimeException(Rejections.status(rejected)));
        }
    }

    /** With a handler set, answering a caller who has gone is not an error. */
    private static void tolerateLeaving(StreamObserver<WriteToLogResponse> caller) {
        ((ServerCallStreamObserver<WriteToLogResponse>) caller).setOnCancelHandler(() -> {});
    }
}
