package io.walgateway.controlplane.rest.request;

/** Shows values of requests in problems. */
public final class Shown {

    private static final int LENGTH_MAX = 120;

    private Shown() {}

    public static String of(String value) {
        return value.length() <= LENGTH_MAX ? value : value.substring(0, LENGTH_MAX) + "...";
    }
}
