package io.walgateway.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What documents ask the control plane for is a route that it has. */
class RoutesDocTest {
    private static final String DESCRIPTION = "wal-controlplane/src/main/resources/openapi.yaml";
    private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:7080(/[^\\s?'`\")]*)");

    @Test
    void shouldAskForRoutesThatAreThere() {
        Checkout checkout = Checkout.here();
        List<Pattern> routes = new YAMLMapper()
                .readTree(checkout.text(DESCRIPTION)).path("paths").properties().stream()
                        .map(path -> Pattern.compile(path.getKey().replaceAll("\\{[a-z]+}", "[^/]+")))
                        .toList();
        Set<String> asked = checkout.documents().stream()
                .flatMap(document -> document.find(ADDRESS).stream())
                .map(address -> address.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked)
                .isNotEmpty()
                .allMatch(path ->
                        routes.stream().anyMatch(route -> route.matcher(path).matches()));
    }
}
