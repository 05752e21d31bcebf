package io.walgateway.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"17.0.15, 17", "25, 25", "1.8.0_412, 8", "26-ea, 26", "21.0.2+13, 21"})
    void shouldReadTheFeatureVersionFromTheReleaseFile(String version, int feature) throws IOException {
        Path home = install("jdk", version);
        assertThat(Jdk.at(home)).contains(new Jdk(home, feature));
    }

    @Test
    void shouldNotTakeAFolderWithoutJavaForAJdk() throws IOException {
        Path home = install("jdk", "17.0.1");
        Files.delete(home.resolve("bin").resolve("java"));
        assertThat(Jdk.at(home)).isEmpty();
        assertThat(Jdk.at(folder)).isEmpty();
        assertThat(Jdk.at(install("odd", "seventeen"))).isEmpty();
    }

    @Test
    void shouldPreferJavaHomeThenTheNamedHomeThenTheRunningOne() throws IOException {
        Path javaHome = install("a", "18");
        Path named = install("b", "17.0.2");
        Jdk running = new Jdk(install("c", "17.0.3"), 17);
        Map<String, String> environment = Map.of("JAVA_HOME", javaHome.toString(), "JAVA17_HOME", named.toString());
        assertThat(home(new Jdk.Search(environment, running, List.of()).find(17, 18)))
                .contains(javaHome);
        assertThat(home(new Jdk.Search(environment, running, List.of()).find(17, 17)))
                .contains(named);
        assertThat(home(new Jdk.Search(Map.of(), running, List.of()).find(17, 17)))
                .contains(running.home());
    }

    @Test
    void shouldFindTheNewestInstalledOneInTheRangeAlsoInTheLayoutOfMacOs() throws IOException {
        Path mac = install("temurin-17.jdk/Contents/Home", "17.0.9");
        install("jdk-21", "21.0.1");
        install("jdk-11", "11.0.1");
        Jdk running = new Jdk(folder.resolve("elsewhere"), 25);
        Jdk.Search search = new Jdk.Search(Map.of(), running, List.of(folder.resolve("missing"), folder));
        assertThat(home(search.find(17, 17))).contains(mac);
        assertThat(search.find(11, 21)).map(Jdk::feature).contains(21);
        assertThat(search.find(8, 8)).isEmpty();
    }

    @Test
    void shouldKnowTheRunningOne() {
        assertThat(Jdk.running().java()).isExecutable();
        assertThat(Jdk.at(Jdk.running().home())).contains(Jdk.running());
    }

    private static Optional<Path> home(Optional<Jdk> jdk) {
        return jdk.map(Jdk::home);
    }

    private Path install(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
