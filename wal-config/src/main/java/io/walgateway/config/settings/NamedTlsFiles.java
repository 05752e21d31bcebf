package io.walgateway.config.settings;

import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.core.tls.TlsInspection.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of files of TLS that settings name, whatever part of a process they are for.
 *
 * @param keys  the beginning of their keys, such as {@code grpc.tls.}
 * @param files as the part uses them
 * @param sides where it uses them
 */
public record NamedTlsFiles(String keys, TlsFileSet files, Set<Side> sides) {
    private static final String SHARED = "tls.";
    private static final String CERTIFICATE = "certificate-file";
    private static final String KEY = "key-file";
    private static final String TRUST = "trust-file";
    private static final Set<String> PORTS = Set.of("grpc.tls.", "listen.tls.", "http.tls.", "management.tls.");

    public NamedTlsFiles {
        sides = Set.copyOf(sides);
    }

    /** All sets, in the order of their keys. A certificate without a key, or the reverse, is for the process to refuse. */
    public static List<NamedTlsFiles> in(ProcessSettings settings) {
        Set<String> beginnings = settings.keys().stream()
                .flatMap(key -> Stream.of(CERTIFICATE, TRUST)
                        .filter(key::endsWith)
                        .map(suffix -> key.substring(0, key.length() - suffix.length())))
                .collect(Collectors.toCollection(TreeSet::new));
        List<NamedTlsFiles> found = new ArrayList<>();
        for (String keys : beginnings) {
            boolean complete = settings.text(keys + CERTIFICATE).isPresent()
                    && settings.text(keys + KEY).isPresent();
            found.add(new NamedTlsFiles(
                    keys,
                    new TlsFileSet(
                            complete ? file(settings, keys + CERTIFICATE) : Optional.empty(),
                            complete ? file(settings, keys + KEY) : Optional.empty(),
                            file(settings, keys + TRUST)
                                    .or(() -> complete ? file(settings, SHARED + TRUST) : Optional.empty())),
                    sides(keys)));
        }
        return found;
    }

    private static Set<Side> sides(String keys) {
        if (keys.equals(SHARED)) {
            return EnumSet.allOf(Side.class);
        }
        return EnumSet.of(PORTS.contains(keys) ? Side.PORT : Side.CALLER);
    }

    private static Optional<Path> file(ProcessSettings settings, String key) {
        return settings.text(key).filter(text -> !text.isBlank()).map(Path::of);
    }
}
