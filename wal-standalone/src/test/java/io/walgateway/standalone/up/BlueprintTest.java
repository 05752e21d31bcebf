package io.walgateway.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.Layout;
import io.walgateway.standalone.part.Composition;
import io.walgateway.standalone.part.PartKind;
import io.walgateway.standalone.part.PartName;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BlueprintTest {

    private static final DataFolder DATA = new DataFolder(Path.of("data"));

    @Test
    void shouldRunProgramsThatExist() throws ClassNotFoundException {
        for (String name : Blueprint.MAIN_CLASSES.values()) {
            assertThat(Class.forName(name)).hasPublicMethods("main");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eu-west-1,us-east-1"})
    void shouldWriteSettingsThatTheProcessesAccept(String regions, @TempDir Path folder)
            throws ReflectiveOperationException {
        List<String> names = regions.isEmpty() ? List.of() : List.of(regions.split(",", -1));
        DataFolder data = new DataFolder(folder).create();
        Composition all = new Composition(names, Composition.OPTIONAL);

        new Blueprint(data, new Layout(8000, names), all).build(_ -> {});

        for (PartName part : all.parts()) {
            if (part.kind().isOurs()) {
                Object main = Class.forName(Blueprint.MAIN_CLASSES.get(part.kind()))
                        .getDeclaredConstructor()
                        .newInstance();
                assertThat(new CommandLine(main)
                                .execute("--config", data.settingsOf(part).toString(), "--check"))
                        .as(part.text())
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "6", "0", "99999999999", "eu", "eu,eu", "eu,,us", "Eu,us", "eu.1,us", "a,b,c,d,e,f", ""})
    void shouldRefuseRegionsThatAreNone(String regions) {
        assertThatThrownBy(() -> RegionNames.parse(regions)).hasMessageStartingWith("--regions: ");
    }

    @Test
    void shouldNameOrCountRegions() {
        assertThat(RegionNames.parse("3")).containsExactly("eu-west-1", "us-east-1", "us-east-2");
        assertThat(RegionNames.parse("eu, us")).containsExactly("eu", "us");
    }

    @Test
    void shouldRefuseAnExtraThatIsNone() {
        assertThatThrownBy(() -> Extras.composition(List.of(), List.of("opensearc"), true, _ -> {}))
                .hasMessageContaining("--with: opensearc (expected: one of ")
                .hasMessageContaining("did you mean opensearch?");
        assertThat(Extras.composition(List.of(), List.of("opensearch"), true, _ -> {})
                        .optional())
                .containsExactlyInAnyOrder(PartKind.OPENSEARCH, PartKind.ELASTICMQ);
        assertThat(Extras.composition(List.of(), List.of(), true, _ -> {}).has(PartKind.MEMCACHED))
                .isFalse();
        assertThatThrownBy(() -> Extras.composition(List.of(), List.of("key-value"), true, _ -> {}))
                .hasMessageContaining("--with: key-value (expected: a stack with cassandra");
    }

    @Test
    void shouldHaveTheSamplesThatTheDocumentationShows() {
        assertThat(Samples.document("quickstart.json")).contains("\"topic\":\"" + Samples.QUICKSTART_TOPIC + "\"");
        assertThat(Samples.document("orders.yaml"))
                .contains("\"keyspace\":\"shop\"", "\"table\":\"orders\"", "\"ordering\":\"key\"");
    }

    @Test
    void shouldShowCommandsThatWorkAsTheyStand() {
        String screen = Welcome.screen(blueprint(List.of(), PartKind.CASSANDRA, PartKind.ELASTICMQ), "12.3 s");

        assertThat(screen)
                .contains("'{\"namespace\":\"quickstart\",\"payload\":\"aGVsbG8=\"}' http://127.0.0.1:8000/")
                .contains("127.0.0.1:8000 wal.v1.WalService/WriteToLog")
                .contains("./wal write --data %s quickstart hello".formatted(DATA.path()))
                .contains("orders          delivers to the Cassandra table shop.orders")
                .contains("Cassandra       127.0.0.1:8022")
                .contains("ElasticMQ       http://127.0.0.1:8023");
        assertThat(Welcome.screen(blueprint(List.of()), "12.3 s")).doesNotContain("Cassandra", "orders");
    }

    @Test
    void shouldShowWhereEachRegionIs() {
        assertThat(Welcome.screen(blueprint(List.of("eu", "us")), "1 s"))
                .contains("eu              gRPC 127.0.0.1:8000, Kafka :8020, memcached :8025, writer :8003")
                .contains("us              gRPC 127.0.0.1:8050, Kafka :8070, memcached :8075, writer :8053")
                .contains("./wal region slow eu us --data " + DATA.path());
    }

    private static Blueprint blueprint(List<String> regions, PartKind... optional) {
        return new Blueprint(DATA, new Layout(8000, regions), new Composition(regions, Set.of(optional)));
    }
}
