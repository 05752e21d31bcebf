package io.walgateway.controlplane.store;

/**
 * Where the store is, and how to log in.
 *
 * @param url      a JDBC URL of PostgreSQL, which may name several hosts; the one that accepts writes is used
 * @param user     the user that logs in
 * @param password empty: none
 */
public record StoreSettings(String url, String user, String password) {

    public StoreSettings {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("store.url: " + url
                    + " (expected: jdbc:postgresql://host:port/database, hosts separated by commas)");
        }
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "StoreSettings[url=" + url + ", user=" + user + "]";
    }
}
