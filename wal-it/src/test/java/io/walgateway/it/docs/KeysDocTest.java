package io.walgateway.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys of namespace documents, keys of settings and names of meters are the same in the documents as in the code. */
class KeysDocTest {
    private static final String SCHEMA =
            "wal-config/src/main/resources/io/walgateway/config/document/namespace.schema.json";
    private static final Pattern SETTING = Pattern.compile("\"([a-z]+(?:[-.][a-z]+)*\\.[a-z]+(?:[-.][a-z]+)*)\"");
    private static final Pattern SETTING_ROW = Pattern.compile("(?m)^\\| `([a-z]+(?:[-.][a-z]+)+)` \\|");
    private static final Pattern METER = Pattern.compile("\"(wal\\.(?:server|consumer|controlplane)\\.[a-z.]+)\"");
    private static final Pattern METER_SHOWN = Pattern.compile("\\bwal_(?:server|consumer|controlplane)_[a-z_]+");

    /** The control plane has settings of its own beneath the same name. */
    private static final Set<String> HTTP_PLUGIN =
            Set.of("http.connect-timeout", "http.in-flight-max", "http.target-hosts", "http.trust.certificates");
    /** So has the server. */
    private static final Set<String> GRPC_PLUGIN = Set.of(
            "grpc.address-refresh",
            "grpc.connect-timeout",
            "grpc.in-flight-max",
            "grpc.target-hosts",
            "grpc.trust.certificates");

    private final Checkout checkout = Checkout.here();

    @Test
    void shouldDescribeEachKeyOfTheNamespaceDocument() {
        String reference = checkout.text("docs/namespace-document.md");
        Set<String> keys = new TreeSet<>();
        collectKeys(JsonMapper.shared().readTree(checkout.text(SCHEMA)), keys);
        assertThat(keys).contains("ordering", "wal-kafka-topics", "max-attempts");
        assertThat(keys).allMatch(reference::contains);
    }

    @Test
    void shouldDescribeEachSettingAndNoOther() {
        Set<String> read = matches(
                SETTING,
                checkout.files(KeysDocTest::readsSettings).stream()
                        .map(Checkout::read)
                        .collect(Collectors.joining()));
        Set<String> described = matches(
                SETTING_ROW, checkout.document("docs/process-settings.md").text());
        // Plugins read beneath their type and know these by the rest of the key; drain-timeout has no dot.
        described.removeIf(key -> key.startsWith("kafka.")
                || key.startsWith("sqs.")
                || key.startsWith("evcache.")
                || key.startsWith("replication.")
                || key.startsWith("wal.")
                || key.startsWith("kv.")
                || HTTP_PLUGIN.contains(key)
                || GRPC_PLUGIN.contains(key)
                || key.equals("drain-timeout"));
        assertThat(described).isEqualTo(read);
    }

    @Test
    void shouldDescribeEachSettingOfTheKeyValueServiceAndNoOther() {
        Set<String> read = matches(
                SETTING,
                checkout.files(path -> path.toString().matches(".*/keyvalue/[A-Za-z]+Settings\\.java")).stream()
                        .map(Checkout::read)
                        .collect(Collectors.joining()));
        Set<String> described =
                matches(SETTING_ROW, checkout.document("docs/key-value.md").text());
        // Keys without a dot.
        described.removeAll(Set.of("drain-timeout", "storage-namespaces"));
        assertThat(described).isEqualTo(read);
    }

    @Test
    void shouldNameMetersThatExist() {
        Set<String> names = matches(
                METER,
                checkout.files(path -> path.toString().contains("src/main/java")).stream()
                        .map(Checkout::read)
                        .collect(Collectors.joining()));
        Set<String> shown = new TreeSet<>();
        checkout.documents().forEach(document -> shown.addAll(matches(METER_SHOWN, document.text())));
        assertThat(shown)
                .isNotEmpty()
                .allMatch(meter -> names.contains(
                        meter.replaceFirst("_(total|seconds)$", "").replace('_', '.')));
    }

    private static void collectKeys(JsonNode schema, Set<String> keys) {
        schema.path("properties").properties().forEach(property -> keys.add(property.getKey()));
        schema.forEach(child -> collectKeys(child, keys));
    }

    private static boolean readsSettings(Path path) {
        String name = path.toString().replace('\\', '/');
        return name.matches("wal-(server|consumer|controlplane)/src/main/java/.*Settings\\.java")
                || name.endsWith("config/catalog/Catalogs.java")
                || name.endsWith("config/settings/AccessSettings.java")
                || name.endsWith("config/settings/DurableStorageSettings.java")
                || name.endsWith("config/settings/TlsSettings.java")
                || name.endsWith("config/settings/TrustedProxies.java");
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.groupCount() == 0 ? found.group() : found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
