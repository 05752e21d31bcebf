package io.walgateway.plugin.opensearch.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetReview;
import io.walgateway.core.units.Durations;
import io.walgateway.plugin.opensearch.address.IndexAddress;
import io.walgateway.plugin.opensearch.address.Place;
import io.walgateway.plugin.opensearch.cluster.Call;
import io.walgateway.plugin.opensearch.cluster.Cluster;
import io.walgateway.plugin.opensearch.cluster.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reviews the index of a target. Of one index for each period, the present one is looked at. */
final class IndexReview {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String GC_DELETES = "index.gc_deletes";
    private static final Pattern TIME = Pattern.compile("([0-9]{1,15})(d|h|m|s|ms|micros|nanos)?");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Cluster cluster;
    private final InstantSource clock;

    IndexReview(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    TargetReview of(IndexAddress address, Duration ageMax) {
        String index = address.index().at(clock.instant());
        Call call = Call.get("/" + BulkCall.encoded(index) + "/_settings/" + GC_DELETES
                + "?include_defaults=true&flat_settings=true");
        try {
            return switch (cluster.exchange(call, PATIENCE)) {
                case Reply.NotSent(String why) -> unchecked(address, why);
                case Reply.Broken(String why) -> unchecked(address, why);
                case Reply.Late(String why) -> unchecked(address, why);
                case Reply.Answered answer -> of(address, index, answer, ageMax);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unchecked(address, "this process is ending");
        }
    }

    private TargetReview of(IndexAddress address, String index, Reply.Answered answer, Duration ageMax) {
        return switch (answer.status()) {
            case 200 -> deletes(address, index, answer.body(), ageMax);
            case 404 ->
                address.requireIndex()
                        ? TargetReview.warning(new Violation(
                                "/index", index, "an index that exists in " + cluster + "; deliveries wait for it"))
                        : TargetReview.NOTHING;
            default -> unchecked(address, answer.node() + " answered " + answer.status());
        };
    }

    /** Message ids are not written to twice, so none of them comes back after a delete. */
    private TargetReview deletes(IndexAddress address, String index, Bytes body, Duration ageMax) {
        if (address.id() instanceof Place.MessageId) {
            return TargetReview.NOTHING;
        }
        return shortest(body)
                .filter(kept -> kept.compareTo(ageMax) < 0)
                .map(kept -> TargetReview.warning(new Violation(
                        "/index",
                        index + " with " + GC_DELETES + " of " + Durations.format(kept),
                        GC_DELETES + " of at least " + Durations.format(ageMax)
                                + ", the longest delay and all retries: a write that comes later than that after the"
                                + " delete of its document brings it back, where the namespace is not ordered")))
                .orElse(TargetReview.NOTHING);
    }

    /** An alias may stand for several indexes. */
    private static Optional<Duration> shortest(Bytes body) {
        try {
            Optional<Duration> shortest = Optional.empty();
            for (JsonNode index : JSON.readTree(body.unsafeArray())) {
                JsonNode own = index.path("settings").path(GC_DELETES);
                String text = own.isMissingNode()
                        ? index.path("defaults").path(GC_DELETES).asString("")
                        : own.asString("");
                Optional<Duration> kept = time(text);
                shortest = shortest.isEmpty() || (kept.isPresent() && kept.get().compareTo(shortest.get()) < 0)
                        ? kept
                        : shortest;
            }
            return shortest;
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** A time as OpenSearch writes it; empty: another, such as -1. */
    static Optional<Duration> time(String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(parts.group(1));
        return Optional.of(
                switch (parts.group(2) == null ? "ms" : parts.group(2)) {
                    case "d" -> Duration.ofDays(Math.min(count, 1_000_000));
                    case "h" -> Duration.ofHours(Math.min(count, 1_000_000_000));
                    case "m" -> Duration.ofMinutes(Math.min(count, 1_000_000_000));
                    case "s" -> Duration.ofSeconds(count);
                    case "ms" -> Duration.ofMillis(count);
                    case "micros" -> Duration.ofNanos(count * 1_000);
                    default -> Duration.ofNanos(count);
                });
    }

    private TargetReview unchecked(IndexAddress address, String why) {
        return TargetReview.warning(new Violation(
                "/cluster", address.cluster(), "a cluster that can be asked for the index; from here: " + why));
    }
}
