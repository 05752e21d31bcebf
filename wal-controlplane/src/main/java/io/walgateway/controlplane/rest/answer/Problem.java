package io.walgateway.controlplane.rest.answer;

import io.walgateway.controlplane.revision.Flaw;
import java.util.List;
import java.util.Map;

/**
 * A refusal in the form of RFC 9457.
 *
 * @param status  of HTTP
 * @param type    the last part of its URI
 * @param title   the same for each problem of the type
 * @param detail  what is specific to this problem
 * @param flaws   the wrong values, if the problem is about values
 * @param headers to be sent with it
 */
public record Problem(
        int status, String type, String title, String detail, List<Flaw> flaws, Map<String, String> headers) {

    static final String TYPES = "urn:wal-gateway:problem:";

    public Problem {
        flaws = List.copyOf(flaws);
        headers = Map.copyOf(headers);
    }

    public static Problem of(int status, String type, String title, String detail) {
        return new Problem(status, type, title, detail, List.of(), Map.of());
    }

    public Problem with(List<Flaw> wrong) {
        return new Problem(status, type, title, detail, wrong, headers);
    }

    public Problem with(String header, String value) {
        return new Problem(status, type, title, detail, flaws, Map.of(header, value));
    }
}
