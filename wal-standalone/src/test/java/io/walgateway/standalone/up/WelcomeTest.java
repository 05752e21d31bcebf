package io.walgateway.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.Layout;
import io.walgateway.standalone.part.Composition;
import io.walgateway.standalone.part.PartKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WelcomeTest {

    @Test
    void shouldQuoteAFolderWithSpacesInCommandsToPaste() {
        Blueprint blueprint = new Blueprint(
                new DataFolder(Path.of("/tmp/my data/it's")),
                new Layout(7070, List.of()),
                new Composition(List.of(), Set.of(PartKind.CASSANDRA)));
        assertThat(Welcome.screen(blueprint, "1 s"))
                .contains(
                        "./wal write --data '/tmp/my data/it'\\''s' quickstart hello",
                        "./wal down --data '/tmp/my data/it'\\''s'\n");
        assertThat(Welcome.quoted("/tmp/data-1")).isEqualTo("/tmp/data-1");
    }
}
