package io.walgateway.controlplane.rest.answer;

import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.Refusal.BadParameter;
import io.walgateway.controlplane.revision.Refusal.BadRequest;
import io.walgateway.controlplane.revision.Refusal.ForeignOrigin;
import io.walgateway.controlplane.revision.Refusal.NoSuchRoute;
import io.walgateway.controlplane.revision.Refusal.NotJson;
import io.walgateway.controlplane.revision.Refusal.TooLarge;
import io.walgateway.controlplane.revision.Refusal.WrongContentEncoding;
import io.walgateway.controlplane.revision.Refusal.WrongContentType;
import io.walgateway.controlplane.revision.Refusal.WrongHost;
import io.walgateway.controlplane.revision.Refusal.WrongMethod;
import java.util.List;
import java.util.TreeSet;

/** Problems of malformed requests. */
final class RequestProblems {
    private RequestProblems() {}

    static Problem of(Refusal.OfRequest refusal) {
        return switch (refusal) {
            case NotJson(long line, long column, String why) ->
                Problem.of(400, "not-json", "The body is not JSON", at(line, column) + why);
            case BadRequest(String why) -> Problem.of(400, "bad-request", "The request cannot be read", why);
            case BadParameter(Flaw flaw) ->
                Problem.of(400, "bad-parameter", "A parameter is not what it must be", told(flaw))
                        .with(List.of(flaw));
            case NoSuchRoute(String path) ->
                Problem.of(
                        404,
                        "no-such-route",
                        "There is nothing here",
                        path + " is no route; see /openapi.yaml"
                                + (path.startsWith("/v1/namespaces/") ? " (a namespace's name holds no slash)" : ""));
            case WrongMethod wrong -> wrongMethod(wrong);
            case TooLarge(int max) ->
                Problem.of(413, "too-large", "The body is too large", "at most " + max + " bytes are taken");
            case WrongContentType(String given) ->
                Problem.of(
                        415,
                        "wrong-content-type",
                        "The body must be JSON",
                        "Content-Type: " + (given.isEmpty() ? "absent" : given)
                                + " (expected: application/json, in UTF-8)");
            case WrongContentEncoding(String given) ->
                Problem.of(
                                415,
                                "wrong-content-encoding",
                                "The body must not be compressed",
                                "Content-Encoding: " + given + " (expected: identity)")
                        .with("Accept-Encoding", "identity");
            case WrongHost(String host, String known) ->
                Problem.of(
                        421,
                        "wrong-host",
                        "The control plane is not known by this name",
                        "Host: " + host + " (expected: one of " + known
                                + "; the setting http.allowed-hosts adds more)");
            case ForeignOrigin(String origin) ->
                Problem.of(
                        403,
                        "foreign-origin",
                        "Pages of other sites may not change anything",
                        "Origin: " + origin
                                + " (expected: absent, or one that the setting http.allowed-origins names)");
        };
    }

    private static Problem wrongMethod(WrongMethod wrong) {
        String allowed = String.join(", ", new TreeSet<>(wrong.allowed()));
        return Problem.of(
                        405,
                        "wrong-method",
                        "The method is not allowed here",
                        wrong.method() + " on " + wrong.path() + " (expected: " + allowed + ")")
                .with("Allow", allowed);
    }

    private static String at(long line, long column) {
        return line > 0 ? "line " + line + ", column " + column + ": " : "";
    }

    private static String told(Flaw flaw) {
        return flaw.pointer() + ": " + flaw.value() + " (expected: " + flaw.expected() + ")"
                + flaw.nearestKnownKey()
                        .map(key -> "; did you mean " + key + "?")
                        .orElse("");
    }
}
