package io.walgateway.producer;

import io.walgateway.core.message.Message;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.log.record.HeaderReader;
import io.walgateway.proto.v1.Passage;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads how a write came to a log. Refuses a write that has passed through the same log before: it would go round in a
 * circle for ever.
 */
public final class PassageReader {
    /** Most logs through which a write passes, the last one included. */
    public static final int LOGS_MAX = 16;
    /** Most regions that have forwarded a write when it comes. */
    public static final int HOPS_MAX = 16;
    /** Longest name of a region. */
    public static final int REGION_CHARS_MAX = 100;
    /** Longest name of a log: a region, a slash, and a namespace. */
    public static final int LOG_CHARS_MAX = 201;

    private final String region;
    private final String log;
    private final List<Violation> found;

    PassageReader(String region, String namespace, List<Violation> found) {
        this.region = region;
        this.log = Message.Provenance.log(region, namespace);
        this.found = found;
    }

    /** The provenance of a write that nobody has passed on; without the caller's trace. */
    static Message.Provenance first(String region, String namespace) {
        return new Message.Provenance(
                region,
                region.isEmpty() ? List.of() : List.of(region),
                List.of(Message.Provenance.log(region, namespace)),
                TraceContext.NONE,
                List.of());
    }

    /** The provenance of a write that has been passed on. */
    Message.Provenance read(Passage passage) {
        checkText("passage.origin_region", passage.getOriginRegion(), REGION_CHARS_MAX);
        checkHops(passage.getHopsList());
        checkLogs(passage.getLogsList());
        HeaderReader.fault(passage.getHeadersList()).ifPresent(fault -> found.add(fault.under("passage.")));
        return new Message.Provenance(
                passage.getOriginRegion().isEmpty() ? region : passage.getOriginRegion(),
                hops(passage.getHopsList()),
                with(passage.getLogsList(), log),
                TraceContext.of(passage.getTraceParent(), passage.getTraceState()),
                HeaderReader.passedOn(passage.getHeadersList()));
    }

    private List<String> hops(List<String> given) {
        boolean isHere =
                region.isEmpty() || (!given.isEmpty() && given.getLast().equals(region));
        return isHere ? given : with(given, region);
    }

    private void checkHops(List<String> hops) {
        if (hops.size() > HOPS_MAX) {
            found.add(new Violation("passage.hops", hops.size() + " regions", "at most " + HOPS_MAX));
            return;
        }
        hops.forEach(hop -> checkText("passage.hops", hop, REGION_CHARS_MAX));
    }

    private void checkLogs(List<String> logs) {
        if (logs.contains(log)) {
            found.add(new Violation(
                    "passage.logs",
                    String.join(", ", logs.subList(logs.indexOf(log), Math.min(logs.size(), LOGS_MAX))) + ", " + log,
                    "no log twice: a write that came from " + log + " goes round in a circle. Deployments that pass"
                            + " writes on to each other need regions with different names"));
            return;
        }
        if (logs.size() >= LOGS_MAX) {
            found.add(new Violation(
                    "passage.logs",
                    logs.size() + " logs, and " + log,
                    "at most " + LOGS_MAX + " logs through which a write passes"));
            return;
        }
        logs.forEach(passed -> checkText("passage.logs", passed, LOG_CHARS_MAX));
    }

    private void checkText(String path, String text, int charsMax) {
        if (text.length() > charsMax) {
            found.add(new Violation(
                    path, "a name of " + text.length() + " characters", "at most " + charsMax + " characters"));
        }
    }

    private static List<String> with(List<String> given, String last) {
        List<String> all = new ArrayList<>(given);
        all.add(last);
        return all;
    }
}
