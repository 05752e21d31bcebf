package io.walgateway.controlplane.rest.request;

import io.javalin.http.Context;
import io.walgateway.core.identity.Caller;
import java.util.Optional;

/** The caller of a request, who was identified before its route. */
public final class Identified {
    private static final String ATTRIBUTE = "wal.caller";
    private static final Caller ANYONE = new Caller.Anyone();

    private Identified() {}

    public static void note(Context request, Caller caller) {
        request.attribute(ATTRIBUTE, caller);
    }

    /** Anyone, where nobody was identified. */
    public static Caller caller(Context request) {
        return Optional.<Caller>ofNullable(request.attribute(ATTRIBUTE)).orElse(ANYONE);
    }
}
