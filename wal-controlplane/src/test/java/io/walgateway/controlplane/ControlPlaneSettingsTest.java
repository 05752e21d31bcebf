package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.config.settings.AccessSettings;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.controlplane.namespace.Regions;
import io.walgateway.controlplane.region.PluginSettings;
import io.walgateway.controlplane.region.Region;
import io.walgateway.controlplane.rest.AllowedSites;
import io.walgateway.controlplane.store.StoreSettings;
import io.walgateway.core.identity.Grants;
import io.walgateway.core.identity.IdentityTerms;
import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.identity.Role;
import io.walgateway.core.identity.RoleBinding;
import io.walgateway.core.identity.Scope;
import io.walgateway.core.namespace.RequestTargets;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.FaultyQueue;
import io.walgateway.testkit.fake.queue.InMemoryQueue;
import io.walgateway.testkit.fake.target.ScriptedTargetProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlPlaneSettingsTest {

    private static final String URL = "jdbc:postgresql://a:1,b:2/wal";
    private static final Plugins PLUGINS = TestPlane.plugins(new FaultyQueue(new InMemoryQueue("kafka")));

    @Test
    void shouldHaveDefaultsForAllButTheStore() {
        assertThat(ControlPlaneSettings.of(ProcessSettings.of(Map.of("store.url", URL)), PLUGINS))
                .isEqualTo(new ControlPlaneSettings(
                        "127.0.0.1",
                        7080,
                        Optional.empty(),
                        AllowedSites.OWN,
                        "127.0.0.1",
                        0,
                        Optional.empty(),
                        new StoreSettings(URL, "wal", ""),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(10),
                        Optional.empty(),
                        PluginSettings.of(Map.of("kafka", Map.of())),
                        AccessSettings.OPEN));
        assertThatThrownBy(() -> ControlPlaneSettings.of(ProcessSettings.of(Map.of()), PLUGINS))
                .hasMessageContaining("store.url: absent");
    }

    @Test
    void shouldReadEachSetting() {
        Map<String, String> given = Map.ofEntries(
                Map.entry("http.host", "0.0.0.0"),
                Map.entry("http.port", "1"),
                Map.entry("http.allowed-hosts", "controlplane, 10.0.0.7"),
                Map.entry("http.allowed-origins", "https://console.example.com"),
                Map.entry("management.host", "::1"),
                Map.entry("management.port", "2"),
                Map.entry("store.url", URL),
                Map.entry("store.user", "u"),
                Map.entry("store.password", "p"),
                Map.entry("drain.in-flight", "7s"),
                Map.entry("drain.keep", "5s"),
                Map.entry("identity.tokens-file", "/etc/wal/tokens"),
                Map.entry("identity.jwt.issuer", "https://login.example.com"),
                Map.entry("identity.jwt.audience", "wal"),
                Map.entry("access.default-writers", "token:a, token:b"),
                Map.entry("access.roles.root.principal", "token:root"),
                Map.entry("access.roles.root.role", "admin"),
                Map.entry("access.roles.blue.principal", "jwt:*"),
                Map.entry("access.roles.blue.role", "viewer"),
                Map.entry("access.roles.blue.shard", "blue"),
                Map.entry("kafka.clusters.x.bootstrap.servers", "h:1"));
        assertThat(ControlPlaneSettings.of(ProcessSettings.of(given), PLUGINS))
                .isEqualTo(new ControlPlaneSettings(
                        "0.0.0.0",
                        1,
                        Optional.empty(),
                        new AllowedSites(Set.of("controlplane", "10.0.0.7"), Set.of("https://console.example.com")),
                        "::1",
                        2,
                        Optional.empty(),
                        new StoreSettings(URL, "u", "p"),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(5),
                        Optional.empty(),
                        PluginSettings.of(Map.of("kafka", Map.of("clusters.x.bootstrap.servers", "h:1"))),
                        new AccessSettings(
                                new IdentityTerms(
                                        Optional.empty(),
                                        Optional.of(Path.of("/etc/wal/tokens")),
                                        Optional.of(new IdentityTerms.Jwt(
                                                "https://login.example.com", "wal", Optional.empty()))),
                                new Grants(
                                        List.of(
                                                new RoleBinding(
                                                        new PrincipalPattern("jwt:*"),
                                                        Role.VIEWER,
                                                        new Scope.Shard("blue")),
                                                new RoleBinding(
                                                        new PrincipalPattern("token:root"),
                                                        Role.ADMIN,
                                                        new Scope.All())),
                                        List.of(new PrincipalPattern("token:a"), new PrincipalPattern("token:b")),
                                        List.of(),
                                        List.of()),
                                RequestTargets.Listed.NONE)));
    }

    @Test
    void shouldKeepItsOwnSettingsFromAPluginOfTheSameName() {
        Plugins withHttp = new Plugins(Map.of(), Map.of("http", new ScriptedTargetProvider("http", new TestClock())));
        Map<String, String> given = Map.of("store.url", URL, "http.port", "1", "http.in-flight-max", "7");
        assertThat(ControlPlaneSettings.of(ProcessSettings.of(given), withHttp)
                        .plugins()
                        .own())
                .isEqualTo(Map.of("http", Map.of("in-flight-max", "7")));
    }

    @Test
    void shouldGiveEachRegionItsOwnSettingsBesideThoseOfTheProcess() {
        Map<String, String> given = Map.of(
                "store.url", URL,
                "region", "eu.west",
                "kafka.append-timeout", "7s",
                "kafka.clusters.default.bootstrap.servers", "h:1",
                "regions.eu.west.kafka.clusters.default.bootstrap.servers", "eu:1",
                "regions.us-east.kafka.append-timeout", "9s");
        PluginSettings settings =
                ControlPlaneSettings.of(ProcessSettings.of(given), PLUGINS).plugins();
        assertThat(settings.home()).isEqualTo("eu.west");
        List<Region> regions = settings.regions(new TestClock());
        assertThat(regions).extracting(Region::name).containsExactly("eu.west", "us-east");
        assertThat(regions.getFirst().contexts().apply("kafka").settings())
                .isEqualTo(Map.of("append-timeout", "7s", "clusters.default.bootstrap.servers", "eu:1"));
        assertThat(regions.getLast().contexts().apply("kafka").settings())
                .isEqualTo(Map.of("append-timeout", "9s", "clusters.default.bootstrap.servers", "h:1"));
        assertThat(regions.getLast().contexts().apply("kafka").process()).isEqualTo("wal-controlplane-us-east");
    }

    @Test
    void shouldHaveOneRegionWithoutANameWhenTheSettingsNameNone() {
        List<Region> regions = ControlPlaneSettings.of(
                        ProcessSettings.of(Map.of("store.url", URL, "kafka.append-timeout", "7s")), PLUGINS)
                .plugins()
                .regions(new TestClock());
        assertThat(regions).singleElement().satisfies(region -> {
            assertThat(region.name()).isEmpty();
            PluginContext context = region.contexts().apply("kafka");
            assertThat(context.settings()).isEqualTo(Map.of("append-timeout", "7s"));
            assertThat(context.process()).isEqualTo("wal-controlplane");
        });
    }

    @Test
    void shouldReadTheSampleWithRegions() {
        PluginSettings settings = ControlPlaneSettings.of(
                        ProcessSettings.load(
                                Optional.of(Path.of("../config/settings/controlplane-regions.yaml")), List.of()),
                        PLUGINS)
                .plugins();
        assertThat(settings.regions().keySet()).containsExactlyInAnyOrder("eu-west-1", "us-east-1");
        assertThat(settings.home()).isEqualTo("eu-west-1");
    }

    @ParameterizedTest
    @CsvSource({
        "regions.eu.kafak.append-timeout, beneath the name of a region; nearest: regions.eu.kafka.append-timeout)",
        "regions.eu, a plugin's setting beneath the name of a region)",
        "regions.eu.kafka, a plugin's setting beneath the name of a region)",
        "regions.a b.kafka.x, beneath the name of a region: 1 to 100 characters",
        "regions...kafka.x, beneath the name of a region: 1 to 100 characters",
        "region.eu.kafka.x, a known setting"
    })
    void shouldRefuseARegionsSettingThatIsNone(String key, String expected) {
        assertThatThrownBy(
                        () -> ControlPlaneSettings.of(ProcessSettings.of(Map.of("store.url", URL, key, "1")), PLUGINS))
                .hasMessageStartingWith(key + ": 1 (expected: ")
                .hasMessageContaining(expected);
    }

    @Test
    void shouldNameTheRegionWhoseSettingsAPluginRefuses() {
        PluginSettings settings = new PluginSettings("", Map.of(), Map.of("eu", Map.of("kafka", Map.of("x", "1"))));
        Plugins plugins = Plugins.installed();
        assertThatThrownBy(() -> settings.check(plugins, new TestClock()))
                .hasMessageStartingWith("regions.eu: kafka.x: unknown");
        assertThatThrownBy(() -> new Regions(plugins, settings.regions(new TestClock()), ""))
                .hasMessageStartingWith("regions.eu: kafka.x: unknown");
    }

    @Test
    void shouldRefuseWhatIsNotKnownOrNotValid() {
        assertThatThrownBy(() -> ControlPlaneSettings.of(
                        ProcessSettings.of(Map.of("store.url", URL, "htpp.port", "1")), PLUGINS))
                .hasMessageContaining("htpp.port")
                .hasMessageContaining("http.port");
        assertThatThrownBy(() -> AllowedSites.of("controlplane:7080", ""))
                .hasMessage("http.allowed-hosts: controlplane:7080 (expected: names and addresses, without ports)");
        assertThatThrownBy(() -> AllowedSites.of("", "console.example.com"))
                .hasMessageStartingWith("http.allowed-origins: console.example.com (expected: ");
        assertThatThrownBy(() -> new StoreSettings("jdbc:h2:x", "u", "p"))
                .hasMessageStartingWith("store.url: jdbc:h2:x");
    }

    @Test
    void shouldReadThePasswordFromItsFileAgainAndAgain(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "first\n");
        StoreSettings store = ControlPlaneSettings.of(
                        ProcessSettings.of(Map.of("store.url", URL, "store.password-file", file.toString())), PLUGINS)
                .store();
        assertThat(store.currentPassword()).isEqualTo("first");
        Files.writeString(file, "second");
        assertThat(store.currentPassword()).isEqualTo("second");
        Files.delete(file);
        assertThatThrownBy(store::currentPassword).hasMessageStartingWith("store.password-file: " + file);
        assertThatThrownBy(() -> ControlPlaneSettings.of(
                        ProcessSettings.of(
                                Map.of("store.url", URL, "store.password", "a", "store.password-file", "/b")),
                        PLUGINS))
                .hasMessage("store.password-file: *** (expected: no store.password beside it)");
    }

    @Test
    void shouldNotShowThePassword() {
        assertThat(new StoreSettings(URL, "u", "secret").toString()).doesNotContain("secret");
    }
}
