package io.walgateway.core.access;

import io.walgateway.core.plugin.SettingValues;
import io.walgateway.core.text.NearestKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@code credentials.NAME.KEY} of a plugin's settings. Error messages show no values: one may be a secret in the wrong place. */
public final class CredentialSettings {
    /** The beginning of the keys of credentials. */
    public static final String PREFIX = "credentials.";

    private static final String TYPE = "type";
    private static final String HOSTS = "target-hosts";
    private static final String TOKEN_FILE = "token-file";
    private static final String USERNAME = "username";
    private static final String PASSWORD_FILE = "password-file";
    private static final String CERTIFICATE_FILE = "certificate-file";
    private static final String KEY_FILE = "key-file";
    private static final Map<String, List<String>> KEYS_OF_TYPES = Map.of(
            "bearer", List.of(TOKEN_FILE),
            "basic", List.of(USERNAME, PASSWORD_FILE),
            "client-certificate", List.of(CERTIFICATE_FILE, KEY_FILE));

    private final String path;
    private final Map<String, String> values;

    private CredentialSettings(String path, Map<String, String> values) {
        this.path = path;
        this.values = values;
    }

    /**
     * All credentials, by name.
     *
     * @param type     the plugin's type, for error messages
     * @param settings as in {@link io.walgateway.core.plugin.PluginContext#settings}
     * @throws IllegalArgumentException with the path of a setting that is not valid or not known
     */
    public static Map<String, Credentials> read(String type, Map<String, String> settings) {
        Map<String, Map<String, String>> named = new TreeMap<>();
        new TreeMap<>(settings).forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                int dot = key.indexOf('.', PREFIX.length());
                String name = dot < 0 ? key.substring(PREFIX.length()) : key.substring(PREFIX.length(), dot);
                named.computeIfAbsent(name, _ -> new TreeMap<>()).put(dot < 0 ? "" : key.substring(dot + 1), value);
            }
        });
        Map<String, Credentials> credentials = new LinkedHashMap<>();
        named.forEach((name, values) ->
                credentials.put(name, new CredentialSettings(type + "." + PREFIX + name, values).read(name)));
        return credentials;
    }

    private Credentials read(String name) {
        if (!Credentials.isName(name)) {
            throw new IllegalArgumentException(path + ": a name (expected: 1 to 64 letters, digits, _ and -)");
        }
        String type = values.getOrDefault(TYPE, "");
        List<String> keys = Optional.ofNullable(KEYS_OF_TYPES.get(type))
                .orElseThrow(() -> invalid(TYPE, "one of bearer, basic, client-certificate"));
        refuseUnknown(keys);
        HostPatterns hosts = HostPatterns.parse(required(HOSTS, HostPatterns.EXPECTED))
                .orElseThrow(() -> invalid(HOSTS, HostPatterns.EXPECTED));
        return switch (type) {
            case "bearer" -> new Credentials.Bearer(file(TOKEN_FILE), hosts);
            case "basic" -> new Credentials.Basic(username(), file(PASSWORD_FILE), hosts);
            default -> new Credentials.ClientCertificate(file(CERTIFICATE_FILE), file(KEY_FILE), hosts);
        };
    }

    private void refuseUnknown(List<String> keys) {
        Set<String> known = keys.stream().collect(Collectors.toSet());
        known.addAll(Set.of(TYPE, HOSTS));
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                throw invalid(
                        key,
                        "one of " + String.join(", ", new TreeSet<>(known))
                                + NearestKey.of(key, known)
                                        .map(it -> "; nearest: " + it)
                                        .orElse(""));
            }
        }
    }

    private String username() {
        String username = required(USERNAME, "a name without a colon");
        if (username.indexOf(':') >= 0) {
            throw invalid(USERNAME, "a name without a colon");
        }
        return username;
    }

    private Path file(String key) {
        return SettingValues.file(path + "." + key, required(key, "the path of a file"));
    }

    private String required(String key, String expectation) {
        return Optional.ofNullable(values.get(key))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> invalid(key, expectation));
    }

    private IllegalArgumentException invalid(String key, String expectation) {
        String value = values.containsKey(key) ? "***" : "absent";
        return SettingValues.invalid(path + (key.isEmpty() ? "" : "." + key), value, expectation);
    }
}
