package io.walgateway.it.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each library in the bill of materials may be passed on with a work under Apache 2.0. */
class LicencesIT {
    private static final Path BILL = Path.of("..", "wal-standalone", "target", "bom.json");

    /** Permissive ones, and weak copyleft, which binds only the library itself. A library may offer several. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            // MIT under another name.
            "Bouncy Castle Licence",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "PostgreSQL",
            "Unlicense",
            "Zlib");

    @Test
    void shouldAllowApache2ForTheWhole() throws Exception {
        JsonNode components =
                JsonMapper.shared().readTree(Files.readAllBytes(BILL)).path("components");
        assertThat(components.size()).isGreaterThan(50);
        List<String> others = new ArrayList<>();
        for (JsonNode component : components) {
            if (!component.path("group").asString().equals("io.walgateway")
                    && licences(component).stream().noneMatch(ALLOWED::contains)) {
                others.add(component.path("purl").asString() + " " + licences(component));
            }
        }
        assertThat(others).isEmpty();
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        for (JsonNode entry : component.path("licenses")) {
            JsonNode licence = entry.path("license");
            licences.add(entry.path("expression")
                    .asString(licence.path("id").asString(licence.path("name").asString(""))));
        }
        return licences;
    }
}
