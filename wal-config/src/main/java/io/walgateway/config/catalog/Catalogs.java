package io.walgateway.config.catalog;

import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.config.settings.RegionSetting;
import io.walgateway.config.settings.SettingsReader;
import io.walgateway.config.settings.TlsSettings;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueNames;
import io.walgateway.core.tls.FileChanges;
import io.walgateway.core.tls.LiveTls;
import io.walgateway.core.tls.TlsFileException;
import io.walgateway.core.tls.TlsTerms;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the catalog that the settings configure. */
public final class Catalogs {
    private static final Logger log = LoggerFactory.getLogger(Catalogs.class);
    private static final String URL = "catalog.control-plane.url";
    /** The beginning of the keys of TLS for calls of the control plane. */
    private static final String CALLER = URL.substring(0, URL.lastIndexOf('.'));

    private static final String TOKEN = "catalog.control-plane.token-file";
    private static final String CACHE = "catalog.cache-dir";
    private static final String DIRECTORY = "catalog.file.dir";

    /** The keys of these settings. */
    public static final Set<String> KEYS = Stream.concat(
                    Stream.of(URL, TOKEN, CACHE, DIRECTORY), TlsSettings.keys(CALLER).stream())
            .collect(Collectors.toUnmodifiableSet());

    private Catalogs() {}

    /**
     * Opens the catalog; the caller closes it.
     *
     * @throws IllegalArgumentException when a file of TLS cannot be used
     * @throws io.walgateway.config.settings.InvalidSettingsException when the settings do not name exactly one source
     */
    public static WatchedCatalog open(
            ProcessSettings settings, Role role, String shard, Plugins plugins, InstantSource clock) {
        Source source = settings.read(Catalogs::source);
        return switch (source) {
            case Source.ControlPlane plane ->
                ControlPlaneCatalog.open(
                        new WatchClient(plane.uri(), tls(plane, clock), plane.token(), role, shard, plane.region()),
                        shard,
                        plane.cache(),
                        plugins,
                        clock,
                        new SplittableRandom());
            case Source.Directory directory ->
                FileCatalog.open(
                        directory.path(),
                        shard,
                        plugins,
                        new QueueNames(plugins, type -> new PluginContext(settings.beneath(type), clock, "catalog")),
                        clock);
        };
    }

    private static Optional<LiveTls> tls(Source.ControlPlane plane, InstantSource clock) {
        if (!"https".equals(plane.uri().getScheme())) {
            return Optional.empty();
        }
        try {
            return Optional.of(LiveTls.open(plane.tls(), clock, FileChanges.logged(log::info, log::warn)));
        } catch (TlsFileException e) {
            throw new IllegalArgumentException(CALLER + ".tls: " + e.getMessage(), e);
        }
    }

    private sealed interface Source {
        record ControlPlane(URI uri, TlsTerms tls, Optional<Path> token, Path cache, String region) implements Source {}

        record Directory(Path path) implements Source {}
    }

    private static Source source(SettingsReader settings) {
        Optional<String> directory = settings.text(DIRECTORY);
        Optional<URI> uri = settings.httpUri(URL);
        if (settings.text(URL).isPresent() == directory.isPresent()) {
            settings.refuse(URL, "exactly one of " + URL + " and " + DIRECTORY);
        }
        return uri.<Source>map(address -> new Source.ControlPlane(
                        address,
                        TlsSettings.caller(settings, CALLER),
                        settings.text(TOKEN).filter(text -> !text.isBlank()).map(Path::of),
                        Path.of(settings.required(CACHE, "a directory for the last good copy")),
                        RegionSetting.read(settings)))
                .orElseGet(() -> new Source.Directory(Path.of(directory.orElse(""))));
    }
}
