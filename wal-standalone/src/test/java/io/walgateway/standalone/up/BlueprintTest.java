package io.walgateway.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.Ports;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BlueprintTest {

    private static final DataFolder DATA = new DataFolder(Path.of("data"));

    @Test
    void shouldRunProgramsThatExist() throws ClassNotFoundException {
        for (String name : Blueprint.MAIN_CLASSES.values()) {
            assertThat(Class.forName(name)).hasPublicMethods("main");
        }
    }

    @Test
    void shouldHaveTheSamplesThatTheDocumentationShows() {
        assertThat(Samples.document("quickstart.json")).contains("\"topic\":\"" + Samples.QUICKSTART_TOPIC + "\"");
        assertThat(Samples.document("orders.yaml"))
                .contains("\"keyspace\":\"shop\"", "\"table\":\"orders\"", "\"ordering\":\"key\"");
    }

    @Test
    void shouldShowCommandsThatWorkAsTheyStand() {
        String screen = Welcome.screen(new Blueprint(DATA, new Ports(8000), true), "12.3 s");

        assertThat(screen)
                .contains("'{\"namespace\":\"quickstart\",\"payload\":\"aGVsbG8=\"}' http://127.0.0.1:8000/")
                .contains("127.0.0.1:8000 wal.v1.WalService/WriteToLog")
                .contains("./wal write --data %s quickstart hello".formatted(DATA.path()))
                .contains("orders          delivers to the Cassandra table shop.orders")
                .contains("Cassandra       127.0.0.1:8022")
                .contains("ElasticMQ       http://127.0.0.1:8023");
        assertThat(Welcome.screen(new Blueprint(DATA, new Ports(8000), false), "12.3 s"))
                .doesNotContain("Cassandra", "orders");
    }
}
