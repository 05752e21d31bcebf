package io.walgateway.benchmarks.contest;

import com.google.protobuf.ByteString;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.local.port.Loopback;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.CacheOperation;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/**
 * Two ways to bring the same payloads to the same server.
 *
 * @param prepare runs before each measurement
 */
record Contest(Contestant target, Contestant bare, Runnable prepare) implements AutoCloseable {
    /** Receivers of a contest are on this machine, which no * allows. */
    private static final Map<String, String> LOCAL = Map.of("target-hosts", "*,127.0.0.1,localhost");

    private static final ByteString NOTE = ByteString.copyFromUtf8(Payloads.NOTE);

    /**
     * The contest for a type of target.
     *
     * @param at the server: host and port; for {@code wal} also a slash and the namespace
     */
    static Contest of(String type, String at, InstantSource clock) {
        return switch (type) {
            case "cassandra" -> cassandra(at, clock);
            case "opensearch" -> openSearch(at, clock);
            case "evcache" -> evcache(at, clock);
            case "http" -> http(at, clock);
            case "grpc" -> grpc(at, false, clock);
            case "grpc-async" -> grpc(at, true, clock);
            case "wal" -> wal(at, clock);
            default -> throw new IllegalArgumentException("type: " + type + " (expected: a target with a bare client)");
        };
    }

    private static Contest cassandra(String at, InstantSource clock) {
        Map<String, String> settings = Map.of(
                "clusters.default.contact-points", at, "clusters.default.local-datacenter", BareCassandra.DATACENTER);
        BareCassandra bare = new BareCassandra(socket(at), clock);
        TargetAddress table = new TargetAddress(
                "cassandra", Map.of("keyspace", BareCassandra.KEYSPACE, "table", BareCassandra.TABLE));
        return new Contest(new TargetContestant(table, settings, Contest::json, clock), bare, () -> {});
    }

    private static Contest openSearch(String at, InstantSource clock) {
        Map<String, String> settings = Map.of("clusters.default.addresses", "http://" + at);
        BareBulk bare = new BareBulk(URI.create("http://" + at));
        TargetAddress index = new TargetAddress("opensearch", Map.of("index", BareBulk.INDEX));
        return new Contest(new TargetContestant(index, settings, Contest::json, clock), bare, bare::clear);
    }

    /** Spymemcached compresses larger values only, so the target does not compress at all. */
    private static Contest evcache(String at, InstantSource clock) {
        TargetAddress cache = new TargetAddress("evcache", Map.of("payload", "protobuf", "compress-over", "never"));
        return new Contest(
                new TargetContestant(cache, Map.of("clusters.default.zones.a", at), Contest::mutation, clock),
                new BareMemcached(socket(at)),
                () -> {});
    }

    private static Bytes mutation(long number) {
        return Bytes.wrap(CacheMutation.newBuilder()
                .setOperation(CacheOperation.CACHE_OPERATION_SET)
                .setKey(Payloads.key(number))
                .setBytes(NOTE)
                .build()
                .toByteArray());
    }

    private static Contest http(String at, InstantSource clock) {
        String url = "http://" + at + "/orders";
        TargetAddress address = new TargetAddress("http", Map.of("url", url, "content-type", "application/json"));
        return new Contest(
                new TargetContestant(address, LOCAL, Contest::json, clock), new BareHttp(URI.create(url)), () -> {});
    }

    private static Contest grpc(String at, boolean asynchronous, InstantSource clock) {
        TargetAddress address = new TargetAddress("grpc", Map.of("address", at));
        return new Contest(
                new TargetContestant(address, LOCAL, Contest::json, clock),
                new BareGrpc(socket(at), asynchronous),
                () -> {});
    }

    private static Contest wal(String at, InstantSource clock) {
        int slash = at.indexOf('/');
        String gateway = at.substring(0, slash);
        String namespace = at.substring(slash + 1);
        TargetAddress address = new TargetAddress("wal", Map.of("address", gateway, "namespace", namespace));
        // More than the default of 1,024, for the contest with more at once.
        Map<String, String> settings = Map.of("in-flight-max", "4096");
        return new Contest(
                new TargetContestant(address, settings, Contest::json, clock),
                new BareWal(gateway, namespace),
                () -> {});
    }

    private static Bytes json(long number) {
        return Bytes.wrap(Payloads.json(number));
    }

    private static InetSocketAddress socket(String at) {
        return Loopback.at(Integer.parseInt(at.substring(at.indexOf(':') + 1)));
    }

    @Override
    public void close() {
        target.close();
        bare.close();
    }
}
