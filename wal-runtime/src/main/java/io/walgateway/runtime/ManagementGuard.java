package io.walgateway.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import io.walgateway.core.identity.Decision;
import io.walgateway.core.identity.Permission;
import io.walgateway.core.identity.Resource;
import io.walgateway.core.identity.Scope;
import io.walgateway.runtime.identity.AccessControl;
import io.walgateway.runtime.identity.Callers.Finding;
import io.walgateway.runtime.identity.Presented;
import io.walgateway.runtime.tls.PortTls;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may see the pages of operators: callers who may view everything. Health answers all callers, since probes have no
 * identity, but only these see its details.
 */
final class ManagementGuard {
    private static final Logger log = LoggerFactory.getLogger(ManagementGuard.class);
    private static final Resource EVERYTHING = new Resource.Within(new Scope.All());

    private final AccessControl access;

    ManagementGuard(AccessControl access) {
        this.access = access;
    }

    /** What becomes of a request. */
    sealed interface Verdict {
        record Open() implements Verdict {}

        /**
         * The request is refused.
         *
         * @param status 401 or 403
         */
        record Closed(int status, String why) implements Verdict {}
    }

    Verdict judge(HttpExchange exchange) {
        return switch (access.callers().find(presented(exchange))) {
            case Finding.Unauthenticated(String why) -> new Verdict.Closed(401, why);
            case Finding.Found(var caller) ->
                switch (access.decide(caller, Permission.VIEW, EVERYTHING)) {
                    case Decision.Allowed() -> new Verdict.Open();
                    case Decision.Denied denied -> new Verdict.Closed(403, denied.toString());
                };
        };
    }

    /** Notes a request that is answered with a refusal. */
    void note(HttpExchange exchange, Verdict.Closed closed) {
        log.info(
                "refused a request: path={} caller={} status={} why={}",
                exchange.getRequestURI().getPath(),
                exchange.getRemoteAddress(),
                closed.status(),
                closed.why());
    }

    private static Presented presented(HttpExchange exchange) {
        return new Presented(
                certificates(exchange),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                Presented.joined(exchange.getRequestHeaders().get("X-Forwarded-Client-Cert")));
    }

    private static List<X509Certificate> certificates(HttpExchange exchange) {
        return exchange instanceof HttpsExchange secure ? PortTls.certificates(secure.getSSLSession()) : List.of();
    }
}
