package io.walgateway.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Envoy is not run here; so its sample is at least YAML, and says what its comments promise. */
class EnvoySampleDocTest {
    private static final String FOLDER = "deploy/envoy/";

    private final Checkout checkout = Checkout.here();
    private final JsonNode resources = read("envoy.yaml").path("static_resources");

    @Test
    void shouldTakeNoCallerWithoutACertificateAndDropTheHeaderThatACallerSends() {
        JsonNode chain =
                resources.path("listeners").path(0).path("filter_chains").path(0);
        JsonNode tls = chain.path("transport_socket").path("typed_config");
        assertThat(tls.path("require_client_certificate").asBoolean()).isTrue();
        JsonNode http = chain.path("filters").path(0).path("typed_config");
        assertThat(http.path("forward_client_cert_details").asString()).isEqualTo("SANITIZE_SET");
        assertThat(http.path("set_current_client_cert_details").path("uri").asBoolean())
                .isTrue();
        assertThat(http.path("set_current_client_cert_details").path("subject").asBoolean())
                .isTrue();
    }

    @Test
    void shouldShowTheServerACertificateAndCheckTheServers() {
        JsonNode tls = resources
                .path("clusters")
                .path(0)
                .path("transport_socket")
                .path("typed_config")
                .path("common_tls_context");
        assertThat(secret(tls.path("tls_certificate_sds_secret_configs").path(0))
                        .has("tls_certificate"))
                .isTrue();
        JsonNode servers = secret(tls.path("validation_context_sds_secret_config"));
        assertThat(servers.path("validation_context").path("match_typed_subject_alt_names"))
                .hasSize(1);
    }

    @Test
    void shouldRouteToClustersThatExist() {
        List<String> clusters = resources
                .path("clusters")
                .valueStream()
                .map(cluster -> cluster.path("name").asString())
                .toList();
        List<String> routed = resources.findValues("route").stream()
                .map(route -> route.path("cluster").asString())
                .toList();
        assertThat(routed).isNotEmpty().allMatch(clusters::contains);
    }

    /** The secret that a reference names, in the file that it names. */
    private JsonNode secret(JsonNode reference) {
        String path = reference
                .path("sds_config")
                .path("path_config_source")
                .path("path")
                .asString();
        JsonNode secret = read("sds/" + path.substring(path.lastIndexOf('/') + 1))
                .path("resources")
                .path(0);
        assertThat(secret.path("name").asString())
                .isEqualTo(reference.path("name").asString());
        assertThat(Stream.of("tls_certificate", "validation_context").anyMatch(secret::has))
                .isTrue();
        return secret;
    }

    private JsonNode read(String file) {
        return new YAMLMapper().readTree(checkout.text(FOLDER + file));
    }
}
