package io.walgateway.benchmarks.fault;

import java.util.List;

/** All that the receiver over HTTP does, by the path of a request, and the outcomes that a delivery may then have. */
enum HttpFault {
    NONE("Delivered"),
    SLOW("Delivered"),
    STATUS_200("Delivered"),
    STATUS_299("Delivered"),
    STATUS_400("Rejected"),
    STATUS_404("Rejected"),
    STATUS_408("Throttled"),
    STATUS_413("Rejected"),
    STATUS_425("Throttled"),
    STATUS_429("Throttled"),
    STATUS_500("Failed"),
    STATUS_502("Failed"),
    STATUS_503("Throttled"),
    CUT_UNANSWERED("Unknown"),
    CUT_IN_STATUS("Unknown"),
    CUT_IN_HEADERS("Unknown"),
    CUT_IN_BODY("Unknown"),
    ENDLESS_BODY("Failed"),
    ENDLESS_HEADERS("Unknown"),
    NOT_HTTP("Unknown"),
    REDIRECT_ELSEWHERE("Rejected"),
    REDIRECT_IN_CIRCLES("Rejected"),
    /** No answer until the caller gives up. */
    SILENT("Unknown");

    /** Where {@link #REDIRECT_ELSEWHERE} leads; nobody listens there. */
    static final String ELSEWHERE = "http://127.0.0.2:9/";

    /** A request with this path ends all connections, and the receiver is away for {@link #AWAY_MILLIS}. */
    static final String AWAY = "/AWAY";

    static final int AWAY_MILLIS = 300;

    private final String outcome;

    HttpFault(String outcome) {
        this.outcome = outcome;
    }

    String path() {
        return "/" + name();
    }

    /** The simple name of the documented outcome. */
    String outcome() {
        return outcome;
    }

    boolean isStatus() {
        return name().startsWith("STATUS_");
    }

    int status() {
        return Integer.parseInt(name().substring("STATUS_".length()));
    }

    static HttpFault of(String path) {
        return List.of(values()).stream()
                .filter(fault -> fault.path().equals(path))
                .findFirst()
                .orElse(NONE);
    }
}
