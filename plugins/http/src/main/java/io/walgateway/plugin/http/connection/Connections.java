package io.walgateway.plugin.http.connection;

import io.walgateway.plugin.http.settings.Credentials;
import io.walgateway.plugin.http.settings.Credentials.ClientCertificate;
import io.walgateway.plugin.http.settings.HttpSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The pooled connections of one process: a client for each client certificate, which is part of a connection, and one
 * for all requests without a certificate. A client is created on first use, and replaced when its files change;
 * requests under way end on the old client. Safe for any number of threads.
 */
public final class Connections implements AutoCloseable {
    private final HttpSettings settings;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-target-", 0).factory());
    private final FileValue<PooledClient> plain;
    private final Map<String, FileValue<PooledClient>> certified = new HashMap<>();
    private final Map<String, FileValue<String>> authorizations = new HashMap<>();

    public Connections(HttpSettings settings, InstantSource clock) {
        this.settings = settings;
        this.plain = client(Optional.empty(), clock);
        settings.credentials().forEach((name, credentials) -> {
            switch (credentials) {
                case Credentials.Bearer bearer ->
                    authorizations.put(name, secret(bearer.tokenFile(), Connections::bearer, clock));
                case Credentials.Basic basic ->
                    authorizations.put(
                            name, secret(basic.passwordFile(), file -> basic(basic.username(), file), clock));
                case ClientCertificate certificate -> certified.put(name, client(Optional.of(certificate), clock));
            }
        });
    }

    /** Access without credentials. */
    public Access access() throws AccessException {
        return new Access(plain.get(), Optional.empty());
    }

    /**
     * Access with credentials that the settings have.
     *
     * @throws AccessException while their files, or the trusted certificates, cannot be read
     */
    public Access access(String credentials) throws AccessException {
        FileValue<String> authorization = authorizations.get(credentials);
        FileValue<PooledClient> client = certified.getOrDefault(credentials, plain);
        return new Access(client.get(), authorization == null ? Optional.empty() : Optional.of(authorization.get()));
    }

    /** Ends requests under way. */
    @Override
    public void close() {
        plain.last().ifPresent(client -> client.http().shutdownNow());
        certified
                .values()
                .forEach(made -> made.last().ifPresent(client -> client.http().shutdownNow()));
        executor.shutdownNow();
    }

    private FileValue<PooledClient> client(Optional<ClientCertificate> certificate, InstantSource clock) {
        List<Path> files = new ArrayList<>();
        settings.trusted().ifPresent(files::add);
        certificate.ifPresent(own -> files.addAll(List.of(own.certificateFile(), own.keyFile())));
        return new FileValue<>(
                files,
                () -> open(certificate),
                PooledClient::isUsable,
                old -> old.http().shutdown(),
                clock);
    }

    private PooledClient open(Optional<ClientCertificate> certificate) throws IOException, GeneralSecurityException {
        return new PooledClient(HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(TlsContexts.of(settings.trusted(), certificate))
                .executor(executor)
                .build());
    }

    private interface SecretReading {
        String read(Path file) throws IOException;
    }

    private static FileValue<String> secret(Path file, SecretReading reading, InstantSource clock) {
        return new FileValue<>(List.of(file), () -> reading.read(file), _ -> true, _ -> {}, clock);
    }

    private static String bearer(Path file) throws IOException {
        String token = PemFiles.secret(file).strip();
        if (token.isEmpty() || !token.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw new IOException(file + " holds no token (expected: one word of printable ASCII)");
        }
        return "Bearer " + token;
    }

    private static String basic(String username, Path file) throws IOException {
        byte[] pair = (username + ":" + PemFiles.secret(file)).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
