package io.walgateway.controlplane.rest;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.walgateway.controlplane.rest.answer.Problem;
import io.walgateway.controlplane.rest.answer.ProblemMapper;
import io.walgateway.controlplane.rest.answer.Representations;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.core.text.Reasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers exceptions, and requests that never reached a route, as problems. */
final class ErrorAnswers {

    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final String CONTENT_TYPE = "application/problem+json";

    private final Representations representations;
    private final RouteTable routes;

    ErrorAnswers(Representations representations, RouteTable routes) {
        this.representations = representations;
        this.routes = routes;
    }

    void answer(Throwable thrown, Context request) {
        Problem problem = ProblemMapper.toProblem(refusal(thrown, request));
        problem.headers().forEach(request::header);
        request.status(problem.status())
                .result(representations.bytes(representations.problem(problem, request.path())))
                .contentType(CONTENT_TYPE);
    }

    /** Called for requests that the HTTP server refuses by itself, such as a line that is not HTTP. */
    boolean answer(Request request, Response response, Callback callback) {
        String why = Optional.ofNullable(request.getAttribute(ErrorHandler.ERROR_MESSAGE))
                .map(Object::toString)
                .orElse("");
        int status = response.getStatus() >= 400 ? response.getStatus() : 400;
        Problem problem = status >= 500
                ? ProblemMapper.toProblem(new Refusal.Fault())
                : Problem.of(status, "bad-request", "The request cannot be read", why);
        byte[] body = representations.bytes(representations.problem(problem, Request.getPathInContext(request)));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
        // Jetty closes the connection afterwards; a client that does not know would send its next request in vain.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private Refusal refusal(Throwable thrown, Context request) {
        return switch (thrown) {
            case RefusedException refused -> refused.refusal();
            case HttpResponseException unrouted -> unrouted(unrouted, request);
            case IOException broken -> new Refusal.BadRequest(Reasons.of(broken));
            case InterruptedException interrupted -> {
                Thread.currentThread().interrupt();
                yield new Refusal.Busy("the control plane is stopping");
            }
            default -> {
                log.error("Expected an answer to {} {}, but it failed", request.method(), request.path(), thrown);
                yield new Refusal.Fault();
            }
        };
    }

    private Refusal unrouted(HttpResponseException thrown, Context request) {
        Set<String> methods = routes.methods(request.path());
        if (!methods.isEmpty() && !methods.contains(request.method().name())) {
            return new Refusal.WrongMethod(request.method().name(), request.path(), methods);
        }
        return thrown.getStatus() == 404
                ? new Refusal.NoSuchRoute(request.path())
                : new Refusal.BadRequest(Reasons.of(thrown));
    }
}
