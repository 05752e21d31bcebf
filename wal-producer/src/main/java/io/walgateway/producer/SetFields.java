package io.walgateway.producer;

import io.walgateway.core.namespace.Delays;
import io.walgateway.core.plugin.Shown;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetPolicy;
import io.walgateway.core.set.SetRules;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.util.List;

/** What a write is to a mutation set, and which of its fields that rules out. */
enum SetFields {
    /** A write of its own. */
    NONE {
        @Override
        void check(WriteToLogRequest request, SetPolicy policy, List<Violation> found) {}
    },
    PART {
        @Override
        void check(WriteToLogRequest request, SetPolicy policy, List<Violation> found) {
            BatchPart part = request.getBatchPart();
            checkId(part, found);
            rules(part, policy).sequence(part.getSequence()).ifPresent(found::add);
            Lifecycle lifecycle = request.getLifecycle();
            absent("lifecycle.delay", lifecycle.hasDelay(), found);
            absent("lifecycle.delay_random", lifecycle.hasDelayRandom(), found);
            absent("lifecycle.delay_jitter", lifecycle.hasDelayJitter(), found);
            absent("lifecycle.time_to_live", lifecycle.hasTimeToLive(), found);
        }

        @Override
        Delays delays(Delays ofNamespace) {
            return Delays.NONE;
        }
    },
    MARKER {
        @Override
        void check(WriteToLogRequest request, SetPolicy policy, List<Violation> found) {
            BatchPart part = request.getBatchPart();
            checkId(part, found);
            rules(part, policy).total(part.getPartsTotal()).ifPresent(found::add);
            if (!request.getPayload().isEmpty()) {
                found.add(new Violation(
                        "payload",
                        request.getPayload().size() + " bytes",
                        "none: the marker of a set has no payload, its parts have"));
            }
            if (request.hasTarget()) {
                found.add(
                        new Violation("target", "present", "absent: the parts of a set name targets, its marker none"));
            }
        }
    };

    static SetFields of(WriteToLogRequest request) {
        if (!request.hasBatchPart()) {
            return NONE;
        }
        return request.getBatchPart().getPartsTotal() == 0 ? PART : MARKER;
    }

    /** Adds all violations. */
    abstract void check(WriteToLogRequest request, SetPolicy policy, List<Violation> found);

    /** The delays of a write that gives none. */
    Delays delays(Delays ofNamespace) {
        return ofNamespace;
    }

    private static SetRules rules(BatchPart part, SetPolicy policy) {
        return new SetRules(part.getBatchId(), policy);
    }

    private static void checkId(BatchPart part, List<Violation> found) {
        if (!SetKeys.isId(part.getBatchId())) {
            found.add(new Violation("batch_part.batch_id", Shown.value(part.getBatchId()), SetKeys.ID_EXPECTED));
        }
    }

    private static void absent(String path, boolean present, List<Violation> found) {
        if (present) {
            found.add(new Violation(
                    path, "present", "absent in a part of a set: its marker has the delay and the time to live"));
        }
    }
}
