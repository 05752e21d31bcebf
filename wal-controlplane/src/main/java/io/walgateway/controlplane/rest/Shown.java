package io.walgateway.controlplane.rest;

/** Values of requests, as they are shown in problems. */
final class Shown {

    private static final int LENGTH_MAX = 120;

    private Shown() {}

    static String of(String value) {
        return value.length() <= LENGTH_MAX ? value : value.substring(0, LENGTH_MAX) + "...";
    }
}
