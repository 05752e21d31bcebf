package io.walgateway.config.settings;

import io.walgateway.core.plugin.Violation;
import io.walgateway.core.text.NearestKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The settings of one process, flattened: {@code grpc: {port: 7070}} is the key {@code grpc.port}. Typed access refuses
 * invalid values; to get all problems at once, read everything in one {@link #read}.
 */
public final class ProcessSettings {
    private final Map<String, String> values;

    private ProcessSettings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    public static ProcessSettings of(Map<String, String> values) {
        return new ProcessSettings(values);
    }

    /**
     * Reads a file and then the overrides.
     *
     * @param file      YAML; without one, there are only the overrides
     * @param overrides {@code key=value} each, the last one for a key counts
     * @throws InvalidSettingsException when the file cannot be read or an override is no {@code key=value}
     */
    public static ProcessSettings load(Optional<Path> file, Collection<String> overrides) {
        Map<String, String> values = new TreeMap<>();
        file.ifPresent(path -> values.putAll(SettingsFile.read(path)));
        List<Violation> problems = new ArrayList<>();
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals > 0) {
                values.put(
                        override.substring(0, equals).strip(),
                        override.substring(equals + 1).strip());
            } else {
                problems.add(new Violation("--set", override, "key=value"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return new ProcessSettings(values);
    }

    /**
     * Reads several settings; all their problems are reported together.
     *
     * @throws InvalidSettingsException when a value that was read is absent or does not fit
     */
    public <T> T read(Function<SettingsReader, T> from) {
        SettingsReader reader = new SettingsReader(this);
        T result = from.apply(reader);
        if (!reader.problems().isEmpty()) {
            throw new InvalidSettingsException(reader.problems());
        }
        return result;
    }

    /** The keys that have a value. */
    public Set<String> keys() {
        return values.keySet();
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public String text(String key, String fallback) {
        return values.getOrDefault(key, fallback);
    }

    public String required(String key, String expectation) {
        return read(reader -> reader.required(key, expectation));
    }

    public int integer(String key, int min, int max, int fallback) {
        return read(reader -> reader.integer(key, min, max, fallback));
    }

    /** 0 stands for any free port. */
    public int port(String key, int fallback) {
        return integer(key, 0, 65_535, fallback);
    }

    public boolean flag(String key, boolean fallback) {
        return read(reader -> reader.flag(key, fallback));
    }

    public Duration duration(String key, Duration min, Duration max, Duration fallback) {
        return read(reader -> reader.duration(key, min, max, fallback));
    }

    public long bytes(String key, long min, long max, long fallback) {
        return read(reader -> reader.bytes(key, min, max, fallback));
    }

    public Optional<URI> httpUri(String key) {
        return read(reader -> reader.httpUri(key));
    }

    /** All settings whose keys begin with {@code prefix.}, by the rest of their keys. */
    public Map<String, String> beneath(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix + ".")) {
                found.put(key.substring(prefix.length() + 1), value);
            }
        });
        return found;
    }

    /**
     * Refuses settings that nothing reads, since most of them are misspelt.
     *
     * @param known    keys
     * @param prefixes below which every key belongs to a plugin, such as {@code kafka}
     * @throws InvalidSettingsException with all unknown keys, and for each the known one that was probably meant
     */
    public void refuseUnknown(Set<String> known, Set<String> prefixes) {
        List<Violation> problems = new TreeMap<>(values)
                .entrySet().stream()
                        .filter(setting -> !known.contains(setting.getKey())
                                && prefixes.stream()
                                        .noneMatch(prefix -> setting.getKey().startsWith(prefix + ".")))
                        .map(setting -> unknown(setting.getKey(), known, prefixes))
                        .toList();
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private Violation unknown(String key, Set<String> known, Set<String> prefixes) {
        String first = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
        Optional<String> nearest = NearestKey.of(key, known)
                .or(() -> NearestKey.of(first, prefixes).map(prefix -> prefix + key.substring(first.length())));
        return new Violation(
                key,
                shown(key),
                "a known setting" + nearest.map(it -> "; nearest: " + it).orElse(""));
    }

    /** A value as it may appear in messages. */
    String shown(String key) {
        String value = text(key, "absent");
        return Secrets.isSecret(key) ? "***" : value.isEmpty() ? "empty" : value;
    }
}
