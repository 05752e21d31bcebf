package io.walgateway.controlplane.namespace;

import io.walgateway.config.document.RetryHorizon;
import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reviews the targets of a document before it is stored, through the plugins that are installed here. */
final class TargetReviews implements AutoCloseable {

    private final Map<String, TargetClient> clients = new TreeMap<>();

    /** @param contexts the context for each type of plugin */
    TargetReviews(Plugins plugins, Function<String, PluginContext> contexts) {
        plugins.targets().forEach((type, provider) -> clients.put(type, provider.open(contexts.apply(type))));
    }

    /**
     * What a review found.
     *
     * @param refusals why a target would lose what is delivered to it, or accept none of it
     * @param warnings a sentence each
     */
    record Found(List<Flaw> refusals, List<String> warnings) {}

    /** Reviews all targets of the document. */
    Found of(Document document) {
        List<Flaw> refusals = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (TargetConfig target : document.config().targets()) {
            TargetReview review = review(target, document.config());
            String pointer = pointer(document.canonical(), target);
            review.refusals().stream()
                    .map(violation ->
                            asWritten(violation, target, document.canonical().at(pointer)))
                    .map(violation -> violation.under(pointer))
                    .map(flaw -> Flaw.of(flaw.path(), flaw.value(), flaw.expectation()))
                    .forEach(refusals::add);
            review.warnings().stream()
                    .map(violation ->
                            asWritten(violation, target, document.canonical().at(pointer)))
                    .map(violation -> violation.under(pointer))
                    .map(Violation::toString)
                    .forEach(warnings::add);
        }
        return new Found(List.copyOf(refusals), List.copyOf(warnings));
    }

    private TargetReview review(TargetConfig target, NamespaceConfig namespace) {
        TargetClient client = clients.get(target.address().type());
        return client == null
                ? TargetReview.NOTHING
                : client.review(target.address(), namespace.limits().delayMax().plus(RetryHorizon.of(target.retry())));
    }

    /** The writer of a region is written under the region's name. */
    private static Violation asWritten(Violation violation, TargetConfig target, JsonNode node) {
        return RegionalTarget.of(target.address())
                .filter(_ -> violation.path().equals("/" + RegionalTarget.WRITER) && !node.has(RegionalTarget.WRITER))
                .map(regional -> new Violation(
                        (node.has("regions") ? "/regions/" : node.has(regional.region()) ? "/" : "/regions.")
                                + regional.region(),
                        violation.value(),
                        violation.expectation()))
                .orElse(violation);
    }

    /** The JSON pointer of the target in the stored document. */
    private static String pointer(JsonNode document, TargetConfig target) {
        String parts = "/persistence_configurations/persistence_configuration";
        JsonNode all = document.at(parts);
        for (int part = 0; part < all.size(); part++) {
            JsonNode config = all.get(part).path("config");
            JsonNode targets = config.path("targets");
            for (int index = 0; index < targets.size(); index++) {
                if (isOf(targets.get(index), target)) {
                    return parts + "/" + part + "/config/targets/" + index;
                }
            }
            if (isOf(config.path("target"), target)) {
                return parts + "/" + part + "/config/target";
            }
        }
        return parts;
    }

    private static boolean isOf(JsonNode node, TargetConfig target) {
        String name = node.path("name").asString(node.path("type").asString(""));
        return name.equals(target.name())
                || RegionalTarget.of(target.address())
                        .filter(regional -> target.name().equals(name + "-" + regional.region()))
                        .isPresent();
    }

    @Override
    public void close() {
        clients.values().forEach(TargetClient::close);
    }
}
