package io.walgateway.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates that sign themselves, with their keys in PEM. */
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private Certificates() {}

    /**
     * Writes {@code NAME.crt} and {@code NAME.key}.
     *
     * @param algorithm   of the key, as keytool names it
     * @param alternative the subject's alternative name, such as {@code ip:127.0.0.1}
     */
    public static void make(Path directory, String name, String algorithm, String alternative)
            throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(directory);
        Path store = Files.createTempDirectory(directory, name).resolve("store.p12");
        String arguments = "-genkeypair -alias %s -keyalg %s -dname CN=%s -validity 30 -ext san=%s -ext bc:c"
                .formatted(name, algorithm, name, alternative);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ", -1)));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        write(
                directory.resolve(name + ".crt"),
                "CERTIFICATE",
                keys.getCertificate(name).getEncoded());
        write(
                directory.resolve(name + ".key"),
                "PRIVATE KEY",
                keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
    }

    private static void write(Path file, String kind, byte[] bytes) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder().encodeToString(bytes)
                        + "\n-----END " + kind + "-----\n");
    }
}
