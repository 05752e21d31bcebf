package io.walgateway.local.postgres;

import io.walgateway.local.process.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The files in a PostgreSQL server's directory: its data, its settings and the password of its superuser. */
record PostgresFiles(Path directory) {

    private static final String PID_FILE = "postmaster.pid";
    private static final int PASSWORD_BYTES = 18;
    private static final int STATUS_LINE = 7;

    Path data() {
        return directory.resolve("data");
    }

    /** The directory in which the data is created; it is moved when it is complete. */
    Path unfinishedData() {
        return directory.resolve("data.new");
    }

    Path passwordFile() {
        return directory.resolve("password");
    }

    /** The password of an earlier server in this directory, or else a new random one, readable by its owner alone. */
    String password() {
        try {
            if (!Files.exists(passwordFile())) {
                createPassword();
            }
            return Files.readString(passwordFile());
        } catch (IOException e) {
            throw new UncheckedIOException(passwordFile() + " could not be read or made", e);
        }
    }

    /** True if a server in this directory ended without removing its own file, as a killed server does. */
    boolean wasKilled() {
        return Files.exists(data().resolve(PID_FILE));
    }

    /** True if the server under this process id reports that it accepts connections. */
    boolean isReady(long pid) throws IOException {
        List<String> lines = Files.readAllLines(data().resolve(PID_FILE));
        return lines.size() > STATUS_LINE
                && lines.getFirst().equals(Long.toString(pid))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    private void createPassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Path unfinished = Files.createTempFile(
                directory,
                "password",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        Directories.publish(unfinished, passwordFile());
    }
}
