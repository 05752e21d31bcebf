package io.walgateway.controlplane.rest.request;

import io.javalin.http.Context;
import io.walgateway.controlplane.namespace.NamespaceName;
import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Precondition;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.core.identity.Caller;
import io.walgateway.core.identity.Principal;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.units.Durations;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters and header fields of a request; each invalid one is refused by name. */
public final class Parameters {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final String NO_CONTROLS = "no control characters";
    private static final String AUTHOR = "Wal-Author";
    private static final int AUTHOR_LENGTH_MAX = 200;
    private static final int REASON_LENGTH_MAX = 2000;

    private final Context request;

    private Parameters(Context request) {
        this.request = request;
    }

    /** The parameters of a request that may have these query parameters and no others. */
    public static Parameters of(Context request, String... known) {
        requireDecodable(request.queryString());
        requirePrintable(request.queryParamMap());
        for (String given : request.queryParamMap().keySet()) {
            if (!List.of(known).contains(given)) {
                String expected = known.length == 0 ? "no parameters" : "one of " + String.join(", ", known);
                throw refused(Shown.of(given), Shown.of(String.valueOf(request.queryParam(given))), expected);
            }
            List<String> values = request.queryParams(given);
            if (values.size() > 1) {
                throw refused(given, Shown.of(String.join(", ", values)), "one value");
            }
        }
        return new Parameters(request);
    }

    /** Checks the raw query: a decoder replaces what it cannot read, which changes the meaning. */
    private static void requireDecodable(@Nullable String query) {
        if (query == null) {
            return;
        }
        for (String pair : query.split("&", -1)) {
            if (PercentEncoding.decode(pair).isEmpty()) {
                String[] parts = pair.split("=", 2);
                throw refused(Shown.of(parts[0]), Shown.of(parts[parts.length - 1]), "text in UTF-8, percent-encoded");
            }
        }
    }

    /** PostgreSQL does not accept NUL, and no caller means any other control character. */
    private static void requirePrintable(Map<String, List<String>> query) {
        query.forEach((parameter, values) -> values.forEach(value -> {
            if (hasControls(value)) {
                throw refused(Shown.of(parameter), Shown.of(value), NO_CONTROLS);
            }
        }));
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    public String name() {
        return NamespaceName.require(request.pathParam("name"));
    }

    public long revision() {
        return number("revision", request.pathParam("revision"), 1, Long.MAX_VALUE);
    }

    public UUID message() {
        String given = request.pathParam("message");
        if (!ID.matcher(given).matches()) {
            throw refused("message", Shown.of(given), "a message's id, such as 0197b1c2-55d0-7a3e-8f14-3c6d1e0b9a77");
        }
        return UUID.fromString(given);
    }

    public long id() {
        return number("id", request.pathParam("id"), 1, Long.MAX_VALUE);
    }

    /** The id of a mutation set. */
    public String set() {
        String given = request.pathParam("id");
        if (!SetKeys.isId(given)) {
            throw refused("id", Shown.of(given), SetKeys.ID_EXPECTED);
        }
        return given;
    }

    public Optional<String> shard() {
        return Optional.ofNullable(request.queryParam("shard"));
    }

    public Optional<String> text(String parameter) {
        return Optional.ofNullable(request.queryParam(parameter));
    }

    public long number(String parameter, long otherwise, long min, long max) {
        return text(parameter).map(value -> number(parameter, value, min, max)).orElse(otherwise);
    }

    /** One of these values, in lower case. */
    public <E extends Enum<E>> E oneOf(String parameter, E otherwise, E[] values) {
        return oneOf(parameter, values).orElse(otherwise);
    }

    /** One of these values, in lower case; empty: the parameter is absent. */
    public <E extends Enum<E>> Optional<E> oneOf(String parameter, E[] values) {
        Optional<String> given = text(parameter);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = names.indexOf(given.get());
        if (index < 0) {
            throw refused(parameter, Shown.of(given.get()), "one of " + String.join(", ", names));
        }
        return Optional.of(values[index]);
    }

    /** Zero when absent, and {@code max} when longer. */
    public Duration duration(String parameter, Duration max) {
        Duration given =
                text(parameter).map(value -> duration(parameter, value)).orElse(Duration.ZERO);
        return given.compareTo(max) > 0 ? max : given;
    }

    public Precondition precondition() {
        return Conditions.of(list("If-Match"), list("If-None-Match"));
    }

    /** A field that is a list: its lines are parts of one list (RFC 9110, section 5.3). */
    public Optional<String> list(String field) {
        List<String> lines = lines(field);
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
    }

    private List<String> lines(String field) {
        return Collections.list(request.req().getHeaders(field));
    }

    public Signature signature() {
        String author = author();
        String reason = said("Wal-Why").orElse("");
        requireLength("Wal-Why", reason, REASON_LENGTH_MAX);
        return new Signature(author, reason);
    }

    /** The identity that the caller has proved; only where nobody proves any, callers say who they are. */
    private String author() {
        Optional<String> said = said(AUTHOR).filter(given -> !given.isEmpty());
        return switch (Identified.caller(request)) {
            case Caller.Anyone() -> {
                said.ifPresent(given -> requireLength(AUTHOR, given, AUTHOR_LENGTH_MAX));
                yield said.orElse("anonymous");
            }
            case Caller.Known(Principal principal) -> {
                said.ifPresent(given -> {
                    throw refused(AUTHOR, Shown.of(given), "absent: the author is the caller, " + principal);
                });
                yield principal.id();
            }
        };
    }

    /** The value of a field in ASCII, or of {@code FIELD*} in UTF-8, which takes precedence (RFC 8187). */
    private Optional<String> said(String field) {
        Optional<String> extended = one(field + "*")
                .map(given -> ExtendedValue.decode(given.strip())
                        .filter(text -> !hasControls(text))
                        .orElseThrow(() ->
                                refused(field + "*", Shown.of(given), ExtendedValue.EXPECTATION + ", " + NO_CONTROLS)));
        return extended.or(() -> one(field)).map(String::strip).map(text -> {
            if (extended.isEmpty() && !text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                throw refused(field, Shown.of(text), "ASCII; " + field + "* takes " + ExtendedValue.EXPECTATION);
            }
            return text;
        });
    }

    private Optional<String> one(String field) {
        List<String> lines = lines(field);
        if (lines.size() > 1) {
            throw refused(field, Shown.of(String.join(", ", lines)), "one line");
        }
        return lines.stream().findFirst();
    }

    private static void requireLength(String header, String value, int max) {
        if (value.length() > max) {
            throw refused(header, Shown.of(value), "at most " + max + " characters");
        }
    }

    private static long number(String parameter, String value, long min, long max) {
        if (NUMBER.matcher(value).matches()) {
            BigInteger number = new BigInteger(value);
            if (number.compareTo(BigInteger.valueOf(min)) >= 0 && number.compareTo(BigInteger.valueOf(max)) <= 0) {
                return number.longValueExact();
            }
        }
        throw refused(parameter, Shown.of(value), "a whole number, " + min + " to " + max);
    }

    private static Duration duration(String parameter, String value) {
        return Durations.parse(value)
                .filter(given -> !given.isNegative())
                .orElseThrow(() -> refused(parameter, Shown.of(value), Durations.EXPECTATION));
    }

    public static RefusedException refused(String parameter, String value, String expected) {
        return new RefusedException(new Refusal.BadParameter(Flaw.of(parameter, value, expected)));
    }
}
