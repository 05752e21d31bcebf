package io.walgateway.plugin.http.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.plugin.http.address.HeaderNames;
import io.walgateway.plugin.http.address.HeaderPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The headers of a request. Of headers with one name, the gateway's own take precedence over those of the target's
 * address, and these over the headers that came with the message. A message is never rejected for headers that are only
 * passed on.
 */
final class RequestHeaders {
    private static final String OCTET_STREAM = "application/octet-stream";

    private final HeaderPlan plan;
    private final Map<String, List<Named>> byName = new TreeMap<>();

    private RequestHeaders(HeaderPlan plan) {
        this.plan = plan;
    }

    /** A header as it is sent. */
    record Named(String name, String value) {}

    static List<Named> of(DeliveryAttempt attempt, HeaderPlan plan, Optional<String> authorization) {
        RequestHeaders headers = new RequestHeaders(plan);
        headers.addOwn(attempt, authorization);
        plan.fixed().forEach(headers::addUnlessThere);
        headers.addPassedOn(attempt.message().provenance().headers());
        headers.addDefaults(attempt.message());
        return headers.byName.values().stream().flatMap(List::stream).toList();
    }

    private void addOwn(DeliveryAttempt attempt, Optional<String> authorization) {
        Message message = attempt.message();
        String id = message.id().toString();
        String writeTime = message.lifecycle().writeTime().toString();
        addUnlessThere(HeaderNames.IDEMPOTENCY_KEY, id);
        addUnlessThere("wal-message-id", id);
        addUnlessThere("wal-namespace", message.namespace());
        addUnlessThere("wal-write-time", writeTime);
        addUnlessThere("wal-attempt", Integer.toString(attempt.number()));
        authorization.ifPresent(value -> addUnlessThere(HeaderNames.AUTHORIZATION, value));
        plan.contentType().ifPresent(type -> addUnlessThere(HeaderNames.CONTENT_TYPE, type));
        addTrace(message.provenance().trace());
        if (plan.cloudEvents()) {
            addUnlessThere("ce-specversion", "1.0");
            addUnlessThere("ce-id", id);
            addUnlessThere("ce-time", writeTime);
        }
    }

    private void addTrace(TraceContext trace) {
        if (!trace.isNone()) {
            addUnlessThere(TraceContext.PARENT, trace.parent());
        }
        if (!trace.state().isEmpty()) {
            addUnlessThere(TraceContext.STATE, trace.state());
        }
    }

    /** Adds the headers that came with the message; their names may repeat. */
    private void addPassedOn(List<Header> passed) {
        Map<String, List<Named>> legal = new TreeMap<>();
        for (Header header : passed) {
            Optional<String> value = header.value().map(Bytes::asUtf8).filter(HeaderNames::isLegalValue);
            if (value.isPresent()
                    && HeaderNames.isLegalName(header.name())
                    && !HeaderNames.isReserved(header.name(), plan.cloudEvents())) {
                legal.computeIfAbsent(key(header.name()), _ -> new ArrayList<>())
                        .add(new Named(header.name(), value.get()));
            }
        }
        legal.computeIfPresent(HeaderNames.CONTENT_TYPE, (_, types) -> List.of(types.getLast()));
        legal.forEach(byName::putIfAbsent);
    }

    private void addDefaults(Message message) {
        addUnlessThere(HeaderNames.CONTENT_TYPE, OCTET_STREAM);
        addUnlessThere("User-Agent", "wal-gateway");
        if (plan.cloudEvents()) {
            addUnlessThere("ce-source", "/namespaces/" + message.namespace());
            addUnlessThere("ce-type", "io.walgateway.write");
        }
    }

    private void addUnlessThere(String name, String value) {
        byName.putIfAbsent(key(name), List.of(new Named(name, value)));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
