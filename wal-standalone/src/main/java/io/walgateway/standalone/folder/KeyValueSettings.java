package io.walgateway.standalone.folder;

import io.walgateway.standalone.part.PartKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of the Key-Value service of a stack: some namespaces to try it with, and any for durable storage. */
record KeyValueSettings(Layout layout) {
    private static final String HOST = "127.0.0.1";
    /** May be part of mutation sets. */
    private static final List<String> NAMESPACES = List.of("carts", "stock", "prices", "people");

    Map<String, String> settings() {
        Ports ports = layout.shared();
        String own = HOST + ":" + ports.of(PartKind.KEY_VALUE);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen.host", HOST);
        settings.put("listen.port", Integer.toString(ports.of(PartKind.KEY_VALUE)));
        settings.put("cassandra.contact-points", HOST + ":" + ports.cassandra());
        settings.put("cassandra.local-datacenter", "datacenter1");
        NAMESPACES.forEach(name -> settings.put("namespaces." + name + ".wal", "true"));
        settings.put("namespaces.people.indices.by-city", "value:/city");
        settings.put("storage-namespaces", "*_wal_type");
        settings.put("wal.addresses", HOST + ":" + ports.grpc());
        settings.put("wal.namespace", "key-value");
        settings.put("wal.target-address", own);
        return settings;
    }
}
