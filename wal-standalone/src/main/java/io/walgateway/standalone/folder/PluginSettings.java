package io.walgateway.standalone.folder;

import io.walgateway.standalone.part.Composition;
import io.walgateway.standalone.part.PartKind;
import io.walgateway.standalone.part.PartName;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the gateway's processes must know of the components of their stack. */
record PluginSettings(Layout layout, Composition composition) {

    /** The name of the cache and of the search cluster; documents that name none mean it. */
    static final String CLUSTER = "default";

    private static final String HOST = "127.0.0.1";
    private static final String LOCAL_TOO = "*,localhost,127.0.0.1,[::1]";
    /** Where a memcached of the user's own would be. */
    private static final int MEMCACHED_PORT = 11_211;

    /** A control plane works for all regions; all other processes work in their own. */
    Map<String, String> of(PartName part) {
        String region = part.region().isEmpty() && !composition.regions().isEmpty()
                ? composition.regions().getFirst()
                : part.region();
        Map<String, String> settings = new LinkedHashMap<>();
        putShared(settings);
        putTargetHosts(settings, part);
        settings.putAll(inRegion(region));
        if (part.kind() == PartKind.CONTROLPLANE) {
            composition
                    .regions()
                    .forEach(each ->
                            inRegion(each).forEach((key, value) -> settings.put("regions." + each + "." + key, value)));
        }
        composition.regions().forEach(to -> putWriter(settings, part, to));
        return settings;
    }

    /** The gateway's processes may keep sets there; the service itself reads no settings of plugins. */
    private void putKeyValue(Map<String, String> settings) {
        if (composition.has(PartKind.KEY_VALUE)) {
            settings.put("kv.clusters.*.address", HOST + ":" + layout.shared().of(PartKind.KEY_VALUE));
        }
    }

    /** Applications that are tried out with the stack run on this machine, which no * allows. */
    private static void putTargetHosts(Map<String, String> settings, PartName part) {
        settings.put("http.target-hosts", LOCAL_TOO);
        // Beneath this name, a server has settings of its own, and no targets.
        if (part.kind() != PartKind.SERVER) {
            settings.put("grpc.target-hosts", LOCAL_TOO);
        }
    }

    private void putShared(Map<String, String> settings) {
        putKeyValue(settings);
        if (composition.has(PartKind.ELASTICMQ)) {
            settings.put(
                    "sqs.clusters.*.endpoint",
                    "http://%s:%d".formatted(HOST, layout.shared().elasticMq()));
            settings.put("sqs.clusters.*.region", "us-east-1");
            settings.put("sqs.clusters.*.counts-after", "1s");
            settings.put("sqs.clusters.*.fifo-long-polling", "false");
            // ElasticMQ accepts any credentials; without any, the client would look for AWS's own.
            settings.put("sqs.clusters.*.access-key-id", "local");
            settings.put("sqs.clusters.*.secret-access-key", "local");
        }
        if (composition.has(PartKind.CASSANDRA)) {
            settings.put(
                    "cassandra.clusters.*.contact-points",
                    HOST + ":" + layout.shared().cassandra());
            settings.put("cassandra.clusters.*.local-datacenter", "datacenter1");
        }
        if (composition.has(PartKind.OPENSEARCH)) {
            settings.put(
                    "opensearch.clusters.*.addresses",
                    "http://%s:%d".formatted(HOST, layout.shared().of(PartKind.OPENSEARCH)));
        }
    }

    private Map<String, String> inRegion(String region) {
        Ports ports = layout.of(region);
        Map<String, String> settings = new LinkedHashMap<>();
        // Any cluster that a namespace names is this one.
        settings.put("kafka.clusters.*.bootstrap.servers", HOST + ":" + ports.kafka());
        int memcached = composition.has(PartKind.MEMCACHED) ? ports.of(PartKind.MEMCACHED) : MEMCACHED_PORT;
        settings.put("evcache.clusters." + CLUSTER + ".zones.local", HOST + ":" + memcached);
        return settings;
    }

    /** Between regions, the way to a writer goes through a link that can be cut. */
    private void putWriter(Map<String, String> settings, PartName part, String to) {
        boolean straight = part.region().isEmpty() || part.region().equals(to);
        int port = straight ? layout.of(to).of(PartKind.WRITER) : layout.link(part.region(), to);
        for (String name : WriterNames.of(to)) {
            settings.put("replication.writers." + name, HOST + ":" + port);
        }
    }
}
