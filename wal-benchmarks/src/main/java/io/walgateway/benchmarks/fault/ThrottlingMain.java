package io.walgateway.benchmarks.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.walgateway.local.port.Loopback;
import io.walgateway.proto.v1.DeliverRequest;
import io.walgateway.proto.v1.DeliverResponse;
import io.walgateway.proto.v1.ReceiverServiceGrpc;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Receivers that refuse each message once and ask for a pause: over HTTP by seconds and by a date, and over gRPC.
 * Arguments: the port for HTTP, that for gRPC, and the directory for what the throttles write down.
 */
public final class ThrottlingMain {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private ThrottlingMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        InstantSource clock = InstantSource.system();
        Path directory = Path.of(args[2]);
        HttpServer http = HttpServer.create(Loopback.at(Integer.parseInt(args[0])), 0);
        Throttle seconds = new Throttle(clock, directory.resolve("seconds"));
        Throttle date = new Throttle(clock, directory.resolve("date"));
        http.createContext("/seconds", exchange -> answer(exchange, seconds, false));
        http.createContext("/date", exchange -> answer(exchange, date, true));
        http.start();
        var grpc = NettyServerBuilder.forAddress(Loopback.at(Integer.parseInt(args[1])))
                .addService(new Receiver(new Throttle(clock, directory.resolve("grpc"))))
                .build()
                .start();
        System.out.println("receiver ready: 127.0.0.1:" + grpc.getPort());
        grpc.awaitTermination();
    }

    private static void answer(HttpExchange exchange, Throttle throttle, boolean byDate) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Optional<Instant> next = throttle.refuse(PAUSE);
            if (next.isEmpty()) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            String text = Long.toString(PAUSE.toSeconds());
            if (byDate) {
                Instant second = next.get().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
                throttle.expect(second);
                text = DateTimeFormatter.RFC_1123_DATE_TIME.format(second.atOffset(ZoneOffset.UTC));
            }
            exchange.getResponseHeaders().set("Retry-After", text);
            exchange.sendResponseHeaders(503, -1);
        }
    }

    private static final class Receiver extends ReceiverServiceGrpc.ReceiverServiceImplBase {
        private final Throttle throttle;

        Receiver(Throttle throttle) {
            this.throttle = throttle;
        }

        @Override
        public void deliver(DeliverRequest request, StreamObserver<DeliverResponse> answer) {
            DeliverResponse.Builder response = DeliverResponse.newBuilder();
            if (throttle.refuse(PAUSE).isPresent()) {
                response.setRetryAfter(DeliverResponse.RetryAfter.newBuilder()
                        .setDuration(com.google.protobuf.Duration.newBuilder().setSeconds(PAUSE.toSeconds())));
            } else {
                response.setDelivered(DeliverResponse.Delivered.getDefaultInstance());
            }
            answer.onNext(response.build());
            answer.onCompleted();
        }
    }
}
