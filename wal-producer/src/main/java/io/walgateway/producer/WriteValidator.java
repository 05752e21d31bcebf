package io.walgateway.producer;

import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueOwners;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.log.record.TargetAddresses;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/** Finds the violations in a write. Pure: the same request, configuration, time and id give the same answer. */
public final class WriteValidator {
    /** Longest ordering key. */
    public static final int ORDERING_KEY_BYTES_MAX = 1024;
    /** Longest idempotency token. */
    public static final int IDEMPOTENCY_TOKEN_CHARS_MAX = 256;

    private static final int VALUE_CHARS_MAX = 60;

    private final Plugins plugins;
    private final Supplier<QueueOwners> owners;
    private final String region;

    /**
     * @param plugins the types that a request's own target may have
     * @param owners  the owners of queues, which it may not be
     * @param region  where writes are appended; empty text when the deployment names none
     */
    public WriteValidator(Plugins plugins, Supplier<QueueOwners> owners, String region) {
        this.plugins = plugins;
        this.owners = owners;
        this.region = region;
    }

    /**
     * Checks a request and turns its parts into the core's terms.
     *
     * @param now the time of the append
     * @param id  the message's; it determines the random part of the delay
     */
    public ValidatedWrite validate(WriteToLogRequest request, NamespaceConfig namespace, Instant now, UUID id) {
        List<Violation> found = new ArrayList<>(0);
        checkNamespace(request, namespace, found);
        SetFields set = SetFields.of(request);
        LifecycleReader lifecycle = new LifecycleReader(namespace.limits(), set.delays(namespace.delays()), now, found);
        var times = lifecycle.read(request.getLifecycle(), id);
        checkPayload(request, namespace, found);
        Optional<TargetAddress> target =
                set == SetFields.MARKER ? Optional.empty() : readTarget(request, namespace, found);
        checkKeys(request, found);
        set.check(request, namespace.sets(), found);
        Message.Provenance provenance = readProvenance(request, namespace, found);
        return found.isEmpty()
                ? new ValidatedWrite.Valid(times, target, provenance)
                : new ValidatedWrite.Invalid(found);
    }

    private static void checkNamespace(WriteToLogRequest request, NamespaceConfig namespace, List<Violation> found) {
        if (!request.getNamespace().equals(namespace.name())) {
            found.add(new Violation("namespace", shortened(request.getNamespace()), namespace.name()));
        }
    }

    private static void checkPayload(WriteToLogRequest request, NamespaceConfig namespace, List<Violation> found) {
        int max = namespace.limits().payloadBytesMax();
        if (request.getPayload().size() > max) {
            found.add(new Violation(
                    "payload",
                    request.getPayload().size() + " bytes",
                    "at most " + max + " bytes, the limits.payload-bytes-max of " + namespace.name()));
        }
    }

    private Optional<TargetAddress> readTarget(
            WriteToLogRequest request, NamespaceConfig namespace, List<Violation> found) {
        if (!request.hasTarget()) {
            if (namespace.targets().isEmpty()) {
                found.add(new Violation("target", "absent", "a target, because " + namespace.name() + " has none"));
            }
            return Optional.empty();
        }
        Optional<TargetAddress> address = TargetAddresses.of(request.getTarget());
        if (address.isEmpty()) {
            found.add(withoutAddress(request.getTarget()));
        } else {
            checkAddress(address.get(), request.getTarget(), found);
        }
        return address;
    }

    private Message.Provenance readProvenance(
            WriteToLogRequest request, NamespaceConfig namespace, List<Violation> found) {
        return request.hasPassage()
                ? new PassageReader(region, namespace.name(), found).read(request.getPassage())
                : PassageReader.first(region, namespace.name());
    }

    private static Violation withoutAddress(Target target) {
        return target.hasPlugin()
                ? new Violation("target.plugin.type", "empty", "the type of a target, such as kafka")
                : new Violation("target", "without an address", "kafka, cassandra or plugin set, or no target");
    }

    private void checkAddress(TargetAddress address, Target target, List<Violation> found) {
        Optional<TargetProvider> provider = plugins.target(address.type());
        if (provider.isEmpty()) {
            found.add(new Violation(
                    target.hasPlugin() ? "target.plugin.type" : "target." + address.type(),
                    shortened(address.type()),
                    "a target type that has a plugin here: "
                            + new TreeSet<>(plugins.targets().keySet())));
            return;
        }
        String prefix = target.hasPlugin() ? "target.plugin.properties" : "target." + address.type();
        for (Violation violation : provider.get().check(address)) {
            found.add(new Violation(
                    prefix + violation.path().replace('/', '.'),
                    shortened(violation.value()),
                    violation.expectation()));
        }
        if (found.isEmpty() && !provider.get().isSingle(address)) {
            found.add(new Violation(
                    prefix,
                    "a " + address.type() + " of a document",
                    "one destination, such as a replication with region and writer"));
        }
        if (found.isEmpty()) {
            owners.get()
                    .obstacle(address)
                    .ifPresent(why -> found.add(new Violation(prefix, why, QueueOwners.EXPECTATION)));
        }
    }

    private static void checkKeys(WriteToLogRequest request, List<Violation> found) {
        int keyBytes = request.getOrderingKey().size();
        if (keyBytes > ORDERING_KEY_BYTES_MAX) {
            found.add(
                    new Violation("ordering_key", keyBytes + " bytes", "at most " + ORDERING_KEY_BYTES_MAX + " bytes"));
        }
        int tokenChars = request.getIdempotencyToken().length();
        if (tokenChars > IDEMPOTENCY_TOKEN_CHARS_MAX) {
            found.add(new Violation(
                    "idempotency_token",
                    tokenChars + " characters",
                    "at most " + IDEMPOTENCY_TOKEN_CHARS_MAX + " characters"));
        }
    }

    private static String shortened(String value) {
        if (value.isEmpty()) {
            return "empty";
        }
        return value.length() <= VALUE_CHARS_MAX ? value : value.substring(0, VALUE_CHARS_MAX) + "...";
    }
}
