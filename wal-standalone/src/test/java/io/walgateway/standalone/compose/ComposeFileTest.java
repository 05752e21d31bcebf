package io.walgateway.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The project's docker-compose.yml and Dockerfile keep the rules, and the rules find what breaks them. */
class ComposeFileTest {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void shouldKeepItsRules() {
        assertThat(ComposeFile.in(CHECKOUT).services())
                .extracting(ComposeService::name)
                .contains("postgres", "kafka", "cassandra", "elasticmq", "controlplane", "server", "consumer");
        assertThat(ComposeCheck.problems(CHECKOUT)).isEmpty();
    }

    /** A tool that is not there, or cannot be fetched, is left out; those that are there are content. */
    @Test
    void shouldPassWithTheToolsThatAreThere() {
        List<String> said = new ArrayList<>();
        assertThat(new ComposeCheck(CHECKOUT, said::add).run(false, false))
                .as("%s", said)
                .isTrue();
        assertThat(said)
                .anyMatch(line -> line.contains("our own rules"))
                .anyMatch(line -> line.contains("docker compose config"))
                .anyMatch(line -> line.contains("dockerfilelint"))
                .anyMatch(line -> line.contains("engine"));
    }

    @Test
    void shouldPublishThePortsThatUpHas() {
        List<Integer> published = ComposeFile.in(CHECKOUT).services().stream()
                .flatMap(ComposeService::ports)
                .flatMap(port -> port.map(ComposeService.Port::published).stream())
                .sorted()
                .toList();
        assertThat(published).containsExactly(7070, 7071, 7072, 7080, 7081, 7090);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    image: apache/kafka:4.3.1 | image: apache/kafka:latest | services/kafka/image
                    image: apache/kafka:4.3.1 | image: apache/kafka | services/kafka/image
                    - 127.0.0.1:${WAL_KAFKA_PORT:-7090}:9094 | - ${WAL_KAFKA_PORT:-7090}:9094 | services/kafka/ports
                    - 127.0.0.1:${WAL_KAFKA_PORT:-7090}:9094 | - 0.0.0.0:7090:9094 | services/kafka/ports
                    - 127.0.0.1:${WAL_KAFKA_PORT:-7090}:9094 | - "9094" | services/kafka/ports
                    - 127.0.0.1:${WAL_GRPC_PORT:-7070}:7070 | - 127.0.0.1:7070:7075 | services/server/ports: 7075
                    mem_limit: 512m | memory: 512m | services/postgres/mem_limit
                    read_only: true | read_only: false | services/controlplane/read_only
                    read_only: true | read_only: true<newline>    user: root | services/controlplane/user
                    restart: unless-stopped | privileged: true | services/postgres/privileged
                    test: [CMD, pg_isready | tests: [CMD, pg_isready | services/postgres/healthcheck
                    condition: service_healthy | condition: healthy | services/controlplane/depends_on
                    - postgres:/var/lib/postgresql | - elsewhere:/var/lib/postgresql | volumes/postgres: unused
                    controlplane.yaml:/etc/wal/controlplane.yaml:ro | other.yaml:/etc/wal/controlplane.yaml:ro | services/controlplane/volumes
                    --config, /etc/wal/server.yaml | --config, /etc/wal/none.yaml | services/server/command
                    """)
    void shouldFindWhatBreaksThem(String right, String wrong, String problem) throws IOException {
        change("docker-compose.yml", right, wrong.replace("<newline>", "\n"));
        assertThat(ComposeCheck.problems(folder)).anyMatch(found -> found.startsWith(problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    config/compose/server.yaml | message-bytes-max | message-bytes-maximum
                    config/compose/server.yaml | bootstrap.servers: kafka:9092 | bootstrap.servers: broker:9092
                    config/compose/consumer.yaml | port: 7071 | port: 7072
                    config/compose/controlplane.yaml | management:<newline>  host: 0.0.0.0 | management:<newline>  host: 127.0.0.1
                    config/compose/controlplane.yaml | allowed-hosts: [controlplane] | allowed-hosts: [other]
                    config/compose/controlplane.yaml | contact-points | contact-point
                    """)
    void shouldHoldSettingsAgainstTheirProcesses(String file, String right, String wrong) throws IOException {
        change(file, right.replace("<newline>", "\n"), wrong.replace("<newline>", "\n"));
        assertThat(ComposeCheck.problems(folder)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"controlplane", "server", "consumer"})
    void shouldSetOnlyWhatIsDocumented(String process) throws IOException {
        String reference = Files.readString(CHECKOUT.resolve("docs/process-settings.md"));
        Path settings = CHECKOUT.resolve("config/compose/" + process + ".yaml");
        assertThat(SettingsRules.values(settings).keySet())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(reference)
                        .contains("`%s`"
                                .formatted(key.replace(".clusters.*.", ".clusters.NAME.")
                                        .replaceFirst("\\.client\\..*", ".client.PROPERTY"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    FROM eclipse-temurin:25-jre AS trained | FROM eclipse-temurin AS trained
                    USER 10001:10001 | USER root
                    USER 10001:10001 | USER 0:0
                    HEALTHCHECK | LABEL health=
                    COPY --from=trained | ADD --from=trained
                    ENTRYPOINT ["/opt/wal/bin/entrypoint.sh"] | ENTRYPOINT /opt/wal/bin/entrypoint.sh
                    FROM maven | # syntax=docker/dockerfile:1 FROM maven
                    """)
    void shouldFindWhatIsWrongWithADockerfile(String right, String wrong) throws IOException {
        String text = Files.readString(CHECKOUT.resolve("Dockerfile"));
        assertThat(text).contains(right);
        assertThat(new DockerfileRules(text.replace(right, wrong)).problems()).isNotEmpty();
    }

    private void change(String changed, String right, String wrong) throws IOException {
        try (Stream<Path> settings = Files.list(CHECKOUT.resolve("config/compose"))) {
            for (Path file : settings.toList()) {
                copy(CHECKOUT.relativize(file));
            }
        }
        copy(Path.of("docker-compose.yml"));
        copy(Path.of("Dockerfile"));
        Path file = folder.resolve(changed);
        String text = Files.readString(file);
        assertThat(text).contains(right);
        Files.writeString(file, text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)));
    }

    private void copy(Path file) throws IOException {
        Path copy = folder.resolve(file);
        Files.createDirectories(copy.resolve("..").normalize());
        Files.copy(CHECKOUT.resolve(file), copy);
    }
}
