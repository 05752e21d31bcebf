package io.walgateway.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentClasspathTest {

    @TempDir
    Path root;

    @Test
    void shouldReadTheJarsThatWereResolved() throws IOException {
        Path one = Files.createFile(root.resolve("one-1.0.jar"));
        Path two = Files.createFile(root.resolve("two-2.0.jar"));
        write(one + File.pathSeparator + two + "\n");
        ComponentClasspath classpath = ComponentClasspath.read(root, "kafka");
        assertThat(classpath.jars()).containsExactly(one, two);
        assertThat(classpath.jar("two-")).isEqualTo(two);
        assertThat(classpath.asEnvironment()).containsEntry("CLASSPATH", one + File.pathSeparator + two);
    }

    @Test
    void shouldNameTheCommandThatResolvesWhatIsMissing() throws IOException {
        assertThatThrownBy(() -> ComponentClasspath.read(root, "kafka"))
                .isInstanceOf(ComponentStartException.class)
                .hasMessageContaining("is not there")
                .hasMessageEndingWith("run: mvn -f wal-local/components/kafka/pom.xml generate-resources");
        write(root.resolve("gone.jar").toString());
        assertThatThrownBy(() -> ComponentClasspath.read(root, "kafka"))
                .isInstanceOf(ComponentStartException.class)
                .hasMessageContaining("gone.jar, which is not there; run: mvn ");
    }

    @Test
    void shouldFindTheFolderByPropertyThenEnvironmentThenFromTheWorkingDirectoryUpwards() throws IOException {
        Path components = Files.createDirectories(root.resolve("wal-local/components"));
        Path deep = Files.createDirectories(root.resolve("a/b"));
        Properties properties = new Properties();
        assertThat(ComponentClasspath.folder(properties, Map.of(), deep)).contains(components);
        Map<String, String> environment = Map.of("WAL_COMPONENTS", "/env");
        assertThat(ComponentClasspath.folder(properties, environment, deep)).contains(Path.of("/env"));
        properties.setProperty("wal.components", "/property");
        assertThat(ComponentClasspath.folder(properties, environment, deep)).contains(Path.of("/property"));
        assertThat(ComponentClasspath.folder(new Properties(), Map.of(), Path.of("/")))
                .isEmpty();
    }

    private void write(String text) throws IOException {
        Path target = Files.createDirectories(root.resolve("kafka/target"));
        Files.writeString(target.resolve("classpath"), text);
    }
}
