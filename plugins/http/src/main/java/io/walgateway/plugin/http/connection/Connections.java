package io.walgateway.plugin.http.connection;

import io.walgateway.core.access.AccessException;
import io.walgateway.core.access.Authorizations;
import io.walgateway.core.access.Credentials.ClientCertificate;
import io.walgateway.core.access.FileValue;
import io.walgateway.core.access.TlsFiles;
import io.walgateway.core.tls.FileChanges;
import io.walgateway.plugin.http.settings.HttpSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pooled connections of one process: a client for each client certificate, which is part of a connection, and one
 * for all requests without a certificate. A client is created on first use, and replaced when its files change;
 * deliveries under way end on the old client. Safe for any number of threads.
 */
public final class Connections implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Connections.class);
    private static final FileChanges CHANGES = FileChanges.logged(log::info, log::warn);

    private final HttpSettings settings;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-target-", 0).factory());
    private final FileValue<PooledClient> plain;
    private final Map<String, FileValue<PooledClient>> certified = new HashMap<>();
    private final Authorizations authorizations;

    public Connections(HttpSettings settings, InstantSource clock) {
        this.settings = settings;
        this.plain = client(Optional.empty(), clock);
        this.authorizations = new Authorizations(settings.credentials(), clock, CHANGES);
        settings.credentials().forEach((name, credentials) -> {
            if (credentials instanceof ClientCertificate certificate) {
                certified.put(name, client(Optional.of(certificate), clock));
            }
        });
    }

    /** Access without credentials. */
    public Access access() throws AccessException {
        return new Access(entered(plain), Optional.empty());
    }

    /**
     * Access with credentials that the settings have.
     *
     * @throws AccessException while their files, or the trusted certificates, cannot be read
     */
    public Access access(String credentials) throws AccessException {
        Optional<String> authorization = authorizations.of(credentials);
        return new Access(entered(certified.getOrDefault(credentials, plain)), authorization);
    }

    /** A client may be replaced just after it was got. */
    private static PooledClient entered(FileValue<PooledClient> value) throws AccessException {
        PooledClient client = value.get();
        while (!client.enter()) {
            client = value.get();
        }
        return client;
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
                new FileValue.Source<>(files, () -> open(certificate)),
                PooledClient::isUsable,
                PooledClient::replaced,
                clock,
                CHANGES);
    }

    private PooledClient open(Optional<ClientCertificate> certificate) throws IOException, GeneralSecurityException {
        return new PooledClient(HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(context(certificate))
                .executor(executor)
                .build());
    }

    private SSLContext context(Optional<ClientCertificate> certificate) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                certificate.isPresent() ? keys(certificate.get()) : null,
                settings.trusted().isPresent() ? trust(settings.trusted().get()) : null,
                null);
        return context;
    }

    private static TrustManager[] trust(Path file) throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(TlsFiles.authorities(file));
        return factory.getTrustManagers();
    }

    private static KeyManager[] keys(ClientCertificate own) throws IOException, GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(TlsFiles.certificate(own), TlsFiles.noPassword());
        return factory.getKeyManagers();
    }
}
