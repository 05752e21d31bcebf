package io.walgateway.benchmarks.contest;

import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.walgateway.local.port.Loopback;
import io.walgateway.proto.v1.DeliverRequest;
import io.walgateway.proto.v1.DeliverResponse;
import io.walgateway.proto.v1.ReceiverServiceGrpc;
import java.io.IOException;

/**
 * An application that receives over gRPC and answers on the event loop: it takes as little processor time as a server
 * can, so that the clients are measured. Argument: the port.
 */
public final class ReceiverMain {
    private static final DeliverResponse DELIVERED = DeliverResponse.newBuilder()
            .setDelivered(DeliverResponse.Delivered.getDefaultInstance())
            .build();

    private ReceiverMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var server = NettyServerBuilder.forAddress(Loopback.at(Integer.parseInt(args[0])))
                .directExecutor()
                .addService(new Receiver())
                .build()
                .start();
        System.out.println("receiver ready: 127.0.0.1:" + server.getPort());
        server.awaitTermination();
    }

    private static final class Receiver extends ReceiverServiceGrpc.ReceiverServiceImplBase {
        @Override
        public void deliver(DeliverRequest request, StreamObserver<DeliverResponse> answer) {
            answer.onNext(DELIVERED);
            answer.onCompleted();
        }
    }
}
