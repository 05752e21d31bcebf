package io.walgateway.example.keyvalue.store;

import java.util.List;

/** The tables of a namespace: that of its items has its name, the others begin with an underscore. */
record TableNames(String keyspace, String namespace) {

    String items() {
        return keyspace + "." + namespace;
    }

    /** The chunks of large values. A partition holds one version of one value. */
    String chunks() {
        return keyspace + ".\"_chunks_" + namespace + "\"";
    }

    /** Which versions have chunks, whether or not an item names them. */
    String staged() {
        return keyspace + ".\"_staged_" + namespace + "\"";
    }

    List<String> creation() {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + items() + " (id text, key blob, content blob, PRIMARY KEY (id, key))",
                "CREATE TABLE IF NOT EXISTS " + chunks()
                        + " (id text, key blob, version text, number int, bytes blob, size int,"
                        + " PRIMARY KEY ((id, key, version), number))",
                "CREATE TABLE IF NOT EXISTS " + staged() + " (id text, key blob, version text, since bigint,"
                        + " PRIMARY KEY (id, key, version))");
    }
}
