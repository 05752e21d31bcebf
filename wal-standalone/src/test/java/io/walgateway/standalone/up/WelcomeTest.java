package io.walgateway.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.Ports;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WelcomeTest {

    @Test
    void shouldQuoteAFolderWithSpacesInCommandsToPaste() {
        Blueprint blueprint = new Blueprint(new DataFolder(Path.of("/tmp/my data/it's")), new Ports(7070), true);
        assertThat(Welcome.screen(blueprint, "1 s"))
                .contains(
                        "./wal write --data '/tmp/my data/it'\\''s' quickstart hello",
                        "./wal down --data '/tmp/my data/it'\\''s'\n");
        assertThat(Welcome.quoted("/tmp/data-1")).isEqualTo("/tmp/data-1");
    }
}
