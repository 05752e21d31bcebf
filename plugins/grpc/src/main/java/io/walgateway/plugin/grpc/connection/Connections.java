package io.walgateway.plugin.grpc.connection;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.walgateway.core.access.AccessException;
import io.walgateway.core.access.Authorizations;
import io.walgateway.core.access.Credentials.ClientCertificate;
import io.walgateway.core.access.FileValue;
import io.walgateway.core.access.TlsFiles;
import io.walgateway.core.tls.FileChanges;
import io.walgateway.plugin.grpc.address.Authority;
import io.walgateway.plugin.grpc.settings.GrpcTargetSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels of one process and the credentials of their calls. When the files of TLS change, later calls have another
 * channel, and those under way end on the one they have. Safe for any number of threads.
 */
public final class Connections implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Connections.class);
    private static final FileChanges CHANGES = FileChanges.logged(log::info, log::warn);

    private final Optional<Path> trusted;
    private final Channels channels;
    private final ChannelCredentials plain = InsecureChannelCredentials.create();
    private final FileValue<ChannelCredentials> encrypted;
    private final Map<String, FileValue<ChannelCredentials>> certified = new HashMap<>();
    private final Authorizations authorizations;

    public Connections(GrpcTargetSettings settings, InstantSource clock) {
        this.trusted = settings.trusted();
        this.channels = new Channels(settings.connectTimeout(), settings.addressRefresh(), clock);
        this.encrypted = tls(Optional.empty(), clock);
        this.authorizations = new Authorizations(settings.rules().credentials(), clock, CHANGES);
        settings.rules().credentials().forEach((name, credentials) -> {
            if (credentials instanceof ClientCertificate certificate) {
                certified.put(name, tls(Optional.of(certificate), clock));
            }
        });
        // Loads the classes of a channel on this thread, which need not be a virtual one.
        channels.open(new ChannelKey(new Authority("localhost", 1, false), plain))
                .shutdownNow();
    }

    /**
     * Access to a server; empty: {@link #channelsMax} channels are in use.
     *
     * @param credentials that the settings have
     * @throws AccessException while their files, or the trusted certificates, cannot be read
     */
    public Optional<Access> access(Authority server, Optional<String> credentials) throws AccessException {
        Optional<String> authorization =
                credentials.isPresent() ? authorizations.of(credentials.get()) : Optional.empty();
        ChannelKey key = new ChannelKey(server, channelCredentials(server, credentials));
        Optional<ManagedChannel> channel = channels.take(key);
        return channel.map(taken -> new Access(taken, authorization, () -> channels.giveBack(key)));
    }

    /** The most channels at once. */
    public int channelsMax() {
        return Channels.CHANNELS_MAX;
    }

    /** Ends calls under way. */
    @Override
    public void close() {
        channels.close();
    }

    private ChannelCredentials channelCredentials(Authority server, Optional<String> credentials)
            throws AccessException {
        if (!server.tls()) {
            return plain;
        }
        return credentials.map(certified::get).orElse(encrypted).get();
    }

    private FileValue<ChannelCredentials> tls(Optional<ClientCertificate> certificate, InstantSource clock) {
        List<Path> files = new ArrayList<>();
        trusted.ifPresent(files::add);
        certificate.ifPresent(own -> files.addAll(List.of(own.certificateFile(), own.keyFile())));
        return new FileValue<>(
                new FileValue.Source<>(files, () -> tls(certificate)), _ -> true, _ -> {}, clock, CHANGES);
    }

    private ChannelCredentials tls(Optional<ClientCertificate> certificate)
            throws IOException, GeneralSecurityException {
        TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
        if (trusted.isPresent()) {
            tls.trustManager(trust(trusted.get()));
        }
        if (certificate.isPresent()) {
            tls.keyManager(keys(certificate.get()));
        }
        return tls.build();
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
