package io.walgateway.benchmarks.peer;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import io.walgateway.proto.v1.WriteToLogStreamRequest;
import io.walgateway.proto.v1.WriteToLogStreamResponse;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Each write is one record; each acknowledgement is one answer. */
final class BareService extends WalServiceGrpc.WalServiceImplBase {
    private final Producer<byte[], byte[]> producer;

    BareService(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public void writeToLog(WriteToLogRequest request, StreamObserver<WriteToLogResponse> caller) {
        ((ServerCallStreamObserver<WriteToLogResponse>) caller).setOnCancelHandler(() -> {});
        append(request, (_, failure) -> {
            if (failure == null) {
                caller.onNext(BareStream.DURABLE);
                caller.onCompleted();
            } else {
                caller.onError(Status.UNAVAILABLE.withCause(failure).asRuntimeException());
            }
        });
    }

    @Override
    public StreamObserver<WriteToLogStreamRequest> writeToLogStream(StreamObserver<WriteToLogStreamResponse> caller) {
        return new BareStream(this::append, (ServerCallStreamObserver<WriteToLogStreamResponse>) caller);
    }

    private void append(WriteToLogRequest request, Callback answer) {
        producer.send(
                new ProducerRecord<>(
                        request.getNamespace(),
                        request.getOrderingKey().toByteArray(),
                        request.getPayload().toByteArray()),
                answer);
    }
}
