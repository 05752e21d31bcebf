package io.walgateway.controlplane.store;

import io.walgateway.core.access.FileSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the store is, and how to log in.
 *
 * @param url      a JDBC URL of PostgreSQL, which may name several hosts; the one that accepts writes is used
 * @param user     the user that logs in
 * @param password empty: none, or it is in the file
 * @param passwordFile what has the password, read for each connection
 */
public record StoreSettings(String url, String user, String password, Optional<Path> passwordFile) {

    public StoreSettings {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("store.url: " + url
                    + " (expected: jdbc:postgresql://host:port/database, hosts separated by commas)");
        }
    }

    /** A store whose password, if it has one, is in no file. */
    public StoreSettings(String url, String user, String password) {
        this(url, user, password, Optional.empty());
    }

    /**
     * The password of the moment; empty: none.
     *
     * @throws UncheckedIOException when its file cannot be read
     */
    public String currentPassword() {
        try {
            return passwordFile.isPresent() ? FileSecret.read(passwordFile.get()) : password;
        } catch (IOException e) {
            throw new UncheckedIOException("store.password-file: " + e.getMessage(), e);
        }
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "StoreSettings[url=" + url + ", user=" + user + "]";
    }
}
