package io.walgateway.example.keyvalue;

import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.config.settings.SettingsReader;
import io.walgateway.example.keyvalue.mutate.LogSettings;
import io.walgateway.example.keyvalue.namespace.IndexDefinition;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.request.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings of namespaces, and of the gateway that carries their mutation sets. */
final class NamespaceSettings {
    static final String NAMESPACES = "namespaces";
    private static final String STORAGES = "storage-namespaces";
    private static final String ADDRESSES = "wal.addresses";
    private static final String NAMESPACE = "wal.namespace";
    private static final String TARGET_ADDRESS = "wal.target-address";

    /** The keys of this section, except those below {@value #NAMESPACES}. */
    static final Set<String> KEYS = Set.of(STORAGES, ADDRESSES, NAMESPACE, TARGET_ADDRESS);

    private static final Pattern KEY = Pattern.compile("([^.]+)\\.(?:(wal|conditional)|indices\\.([^.]+))");
    private static final Pattern STORAGE = Pattern.compile("[a-z0-9_*]{1,40}");
    private static final String DEFAULT_NAMESPACE = "key-value";

    private NamespaceSettings() {}

    static List<KeyValueNamespace> named(ProcessSettings process, SettingsReader reader) {
        Map<String, String> settings = process.beneath(NAMESPACES);
        Set<String> names = new TreeSet<>();
        for (String key : settings.keySet()) {
            Matcher matcher = KEY.matcher(key);
            if (!matcher.matches()) {
                reader.refuse(NAMESPACES + "." + key, "NAME.wal, NAME.conditional or NAME.indices.INDEX");
            } else if (!Names.isNamespace(matcher.group(1))) {
                reader.refuse(NAMESPACES + "." + key, "as the name: " + Names.NAMESPACE_EXPECTED);
            } else {
                names.add(matcher.group(1));
            }
        }
        return names.stream().map(name -> namespace(name, settings, reader)).toList();
    }

    static List<String> storages(SettingsReader reader) {
        List<String> names = list(reader.text(STORAGES, ""));
        if (!names.stream().allMatch(name -> STORAGE.matcher(name).matches())) {
            reader.refuse(STORAGES, "names with commas, in which * stands for any characters");
        }
        return names;
    }

    static Optional<LogSettings> log(SettingsReader reader, List<KeyValueNamespace> namespaces) {
        List<String> addresses = list(reader.text(ADDRESSES, ""));
        boolean needed = namespaces.stream().anyMatch(namespace -> namespace.wal() || namespace.isIndexed());
        if (addresses.isEmpty()) {
            if (needed) {
                reader.refuse(ADDRESSES, "the gateway's host:port, since a namespace has wal: true or indices");
            }
            return Optional.empty();
        }
        return Optional.of(new LogSettings(
                addresses,
                reader.text(NAMESPACE, DEFAULT_NAMESPACE),
                reader.required(TARGET_ADDRESS, "host:port, as the gateway's consumers reach this service")));
    }

    private static KeyValueNamespace namespace(String name, Map<String, String> settings, SettingsReader reader) {
        String path = NAMESPACES + "." + name + ".";
        boolean conditional = reader.flag(path + "conditional", false);
        boolean wal = reader.flag(path + "wal", false);
        List<IndexDefinition> indices = indices(name, settings, reader);
        if (conditional && (wal || !indices.isEmpty())) {
            reader.refuse(path + "conditional", "false where there is wal: true or an index");
        }
        if (indices.size() > IndexDefinition.INDICES_MAX) {
            reader.refuse(path + "indices", "at most " + IndexDefinition.INDICES_MAX + " indices");
        }
        return new KeyValueNamespace(name, conditional, wal, indices);
    }

    private static List<IndexDefinition> indices(String name, Map<String, String> settings, SettingsReader reader) {
        String prefix = name + ".indices.";
        List<IndexDefinition> indices = new ArrayList<>();
        settings.forEach((key, source) -> {
            if (key.startsWith(prefix)) {
                IndexDefinition.of(key.substring(prefix.length()), source)
                        .ifPresentOrElse(
                                indices::add, () -> reader.refuse(NAMESPACES + "." + key, IndexDefinition.EXPECTED));
            }
        });
        return indices;
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
