package io.walgateway.benchmarks.fault;

import io.walgateway.core.message.TargetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An address at which a receiver goes wrong in one way.
 *
 * @param outcome  the simple name of the documented outcome
 * @param isSilent true if it never answers, so that a delivery needs a short deadline
 */
record FaultyAddress(String fault, TargetAddress address, String outcome, boolean isSilent) {

    /**
     * All of a receiver's ways.
     *
     * @param type  {@code http} or {@code grpc}
     * @param ports of the receiver
     */
    static List<FaultyAddress> all(String type, List<Integer> ports) {
        return type.equals("http")
                ? Stream.of(HttpFault.values())
                        .map(fault -> new FaultyAddress(
                                fault.name(), http(ports, fault.path()), fault.outcome(), fault == HttpFault.SILENT))
                        .toList()
                : Stream.of(GrpcFault.values())
                        .map(fault -> new FaultyAddress(
                                fault.name(),
                                grpc(ports.get(fault.portIndex()), fault.method()),
                                fault.outcome(),
                                fault == GrpcFault.SILENT))
                        .toList();
    }

    /** A delivery to this address makes the receiver go away for a while. */
    static TargetAddress away(String type, List<Integer> ports) {
        return type.equals("http")
                ? http(ports, HttpFault.AWAY)
                : grpc(ports.getFirst(), GrpcFault.method(GrpcFault.AWAY));
    }

    private static TargetAddress http(List<Integer> ports, String path) {
        return new TargetAddress("http", Map.of("url", "http://127.0.0.1:" + ports.getFirst() + path));
    }

    private static TargetAddress grpc(int port, String method) {
        return new TargetAddress("grpc", Map.of("address", "127.0.0.1:" + port, "method", method));
    }
}
