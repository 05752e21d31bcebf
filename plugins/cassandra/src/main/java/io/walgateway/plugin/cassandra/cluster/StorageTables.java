package io.walgateway.plugin.cassandra.cluster;

import java.util.List;

/**
 * The tables of durable storage. Contents are in partitions of at most 32 items, which is 8 MiB. The numbers of a key,
 * which are small, are in one partition of their own, so that the partitions with its contents are known.
 *
 * @param keyspace    a name that Cassandra accepts without quotes
 * @param replication in CQL
 */
public record StorageTables(String keyspace, String replication) {
    private static final int ITEMS_PER_PARTITION = 32;

    public List<String> creation() {
        return List.of(
                "CREATE KEYSPACE IF NOT EXISTS " + keyspace + " WITH replication = " + replication,
                "CREATE TABLE IF NOT EXISTS " + items() + " (namespace text, key text, bucket int, number int,"
                        + " content blob, PRIMARY KEY ((namespace, key, bucket), number))",
                "CREATE TABLE IF NOT EXISTS " + numbers() + " (namespace text, key text, number int,"
                        + " PRIMARY KEY ((namespace, key), number))");
    }

    public String putItem() {
        return "INSERT INTO " + items()
                + " (namespace, key, bucket, number, content) VALUES (?, ?, ?, ?, ?) USING TTL ?";
    }

    public String putItemIfAbsent() {
        return "INSERT INTO " + items()
                + " (namespace, key, bucket, number, content) VALUES (?, ?, ?, ?, ?) IF NOT EXISTS USING TTL ?";
    }

    public String replaceItem() {
        return "UPDATE " + items() + " USING TTL ? SET content = ?"
                + " WHERE namespace = ? AND key = ? AND bucket = ? AND number = ? IF content = ?";
    }

    public String removeItem() {
        return "DELETE FROM " + items() + " WHERE namespace = ? AND key = ? AND bucket = ? AND number = ? IF EXISTS";
    }

    public String removeNumber() {
        return "DELETE FROM " + numbers() + " WHERE namespace = ? AND key = ? AND number = ?";
    }

    public String putNumber() {
        return "INSERT INTO " + numbers() + " (namespace, key, number) VALUES (?, ?, ?) USING TTL ?";
    }

    public String getItem() {
        return "SELECT content FROM " + items() + " WHERE namespace = ? AND key = ? AND bucket = ? AND number = ?";
    }

    public String getNumbers() {
        return "SELECT number FROM " + numbers() + " WHERE namespace = ? AND key = ?";
    }

    public String deleteItems() {
        return "DELETE FROM " + items() + " USING TIMESTAMP ? WHERE namespace = ? AND key = ? AND bucket = ?";
    }

    public String deleteNumbers() {
        return "DELETE FROM " + numbers() + " WHERE namespace = ? AND key = ?";
    }

    public static int bucket(int number) {
        return number / ITEMS_PER_PARTITION;
    }

    private String items() {
        return keyspace + ".storage_items";
    }

    private String numbers() {
        return keyspace + ".storage_numbers";
    }
}
