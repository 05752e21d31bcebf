package io.walgateway.config.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.config.settings.InvalidSettingsException;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.core.registry.Plugins;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogsTest {
    @TempDir
    Path directory;

    @Test
    void shouldOpenWhatTheSettingsName() {
        try (WatchedCatalog catalog = open(Map.of("catalog.file.dir", directory.toString()))) {
            assertThat(catalog).isInstanceOf(FileCatalog.class);
        }
        Map<String, String> controlPlane =
                Map.of("catalog.control-plane.url", "http://127.0.0.1:1", "catalog.cache-dir", directory.toString());
        try (WatchedCatalog catalog = open(controlPlane)) {
            assertThat(catalog).isInstanceOf(ControlPlaneCatalog.class);
        }
    }

    @Test
    void shouldRefuseSettingsThatNameNoSourceOrTwo() {
        assertRefused(Map.of(), "exactly one of catalog.control-plane.url and catalog.file.dir");
        assertRefused(
                Map.of(
                        "catalog.control-plane.url", "http://127.0.0.1:1",
                        "catalog.cache-dir", "x",
                        "catalog.file.dir", "y"),
                "exactly one of");
        assertRefused(Map.of("catalog.control-plane.url", "http://127.0.0.1:1"), "catalog.cache-dir: absent");
        assertRefused(Map.of("catalog.control-plane.url", "nonsense"), "catalog.control-plane.url: nonsense");
    }

    private void assertRefused(Map<String, String> settings, String why) {
        assertThatThrownBy(() -> open(settings).close())
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(why);
    }

    private static WatchedCatalog open(Map<String, String> settings) {
        return Catalogs.open(
                ProcessSettings.of(settings),
                Role.SERVER,
                "default",
                new Plugins(Map.of(), Map.of()),
                InstantSource.system());
    }
}
