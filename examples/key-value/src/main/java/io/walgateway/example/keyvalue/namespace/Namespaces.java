package io.walgateway.example.keyvalue.namespace;

import io.walgateway.core.text.NearestKey;
import io.walgateway.example.keyvalue.request.Names;
import io.walgateway.example.keyvalue.request.Refusals;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The namespaces of the settings, and those that gateways use as durable storage, which come into being when they are
 * first asked for.
 */
public final class Namespaces {
    private final Map<String, KeyValueNamespace> named = new TreeMap<>();
    private final List<Pattern> storages;

    /**
     * @param storages names of namespaces for durable storage, in which {@code *} stands for any characters
     */
    public Namespaces(Collection<KeyValueNamespace> named, Collection<String> storages) {
        named.forEach(namespace -> this.named.put(namespace.name(), namespace));
        this.storages = storages.stream().map(Namespaces::pattern).toList();
    }

    /** Refuses a name that no namespace has. */
    public KeyValueNamespace require(String name) {
        KeyValueNamespace namespace = named.get(name);
        if (namespace != null) {
            return namespace;
        }
        if (!Names.isNamespace(name)) {
            throw Refusals.invalid("namespace", name, Names.NAMESPACE_EXPECTED);
        }
        if (storages.stream().anyMatch(pattern -> pattern.matcher(name).matches())) {
            return new KeyValueNamespace(name, true, false, List.of());
        }
        Optional<String> nearest = NearestKey.of(name, named.keySet());
        throw Refusals.unknown(
                "namespace",
                name,
                "a namespace of the settings"
                        + nearest.map(it -> "; nearest: " + it).orElse(""));
    }

    /** Those of the settings. */
    public Stream<KeyValueNamespace> named() {
        return named.values().stream();
    }

    /** The names of those whose values may be in chunks. */
    public List<String> chunked() {
        return named().filter(namespace -> !namespace.conditional())
                .map(KeyValueNamespace::name)
                .toList();
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(Stream.of(name.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse(""));
    }
}
