package io.walgateway.local.nginx;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import io.walgateway.local.process.ComponentStartException;
import io.walgateway.local.process.Directories;
import io.walgateway.local.process.Executables;
import io.walgateway.local.process.Launch;
import io.walgateway.local.process.ProcessComponent;
import io.walgateway.local.process.Signal;
import io.walgateway.local.process.Template;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An nginx that answers each request with 204 and records what it received, for tests of HTTP requests. It answers
 * paths beneath {@code /missing} with 404. With TLS it speaks HTTP/2, and at {@link #certifiedEndpoint} it asks for a
 * certificate. The shipped product does not include it; the program is the system's own.
 */
public final class NginxServer extends ProcessComponent {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final byte[] QUESTION = "GET /ready HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String ANSWER = "HTTP/";

    private final Path directory;
    private final Kind kind;
    private final int port = FreePorts.next();
    private final int tlsPort = FreePorts.next();
    private final int certifiedPort = FreePorts.next();
    private final int innerPort = FreePorts.next();

    private enum Kind {
        PLAIN,
        TLS,
        QUIET
    }

    private NginxServer(Path directory, Kind kind) {
        super("nginx", directory);
        this.directory = directory.toAbsolutePath();
        this.kind = kind;
    }

    /**
     * Creates a server that is not started yet.
     *
     * @param directory used by this server alone, created if it does not exist
     */
    public static NginxServer in(Path directory) {
        return new NginxServer(Directories.make(directory), Kind.PLAIN);
    }

    /**
     * Creates a server that also has TLS.
     *
     * @param directory with {@code server.crt}, {@code server.key} and, for callers' certificates,
     *                  {@code authority.crt}
     */
    public static NginxServer withTls(Path directory) {
        return new NginxServer(Directories.make(directory), Kind.TLS);
    }

    /**
     * Creates a server that is not started yet and that records nothing, so that it takes as little processor time as it
     * can. It has neither TLS nor {@code /missing}.
     *
     * @param directory used by this server alone, created if it does not exist
     */
    public static NginxServer quiet(Path directory) {
        return new NginxServer(Directories.make(directory), Kind.QUIET);
    }

    /** HTTP/1.1 without TLS. */
    public URI endpoint() {
        return URI.create("http://" + Loopback.HOST + ":" + port);
    }

    /** HTTP/2 or HTTP/1.1, with TLS. */
    public URI tlsEndpoint() {
        return URI.create("https://" + Loopback.HOST + ":" + tlsPort);
    }

    /** As {@code tlsEndpoint}, but for callers with a certificate only. */
    public URI certifiedEndpoint() {
        return URI.create("https://" + Loopback.HOST + ":" + certifiedPort);
    }

    /**
     * A file with one line of JSON for each request, written when it was answered: method, uri, protocol, client,
     * headers, body.
     */
    public Path received() {
        return directory.resolve("received.log");
    }

    @Override
    public void start() {
        process.requireStartable(port, tlsPort, certifiedPort, innerPort);
        Path program = Executables.of(System.getenv())
                .find("nginx")
                .orElseThrow(
                        () -> new ComponentStartException("nginx is not installed (Debian: apt-get install nginx)"));
        configuration().with("port", port).with("directory", directory).renderTo(directory.resolve("nginx.conf"));
        process.start(new Launch(
                List.of(
                        program.toString(),
                        "-p",
                        directory.toString(),
                        "-c",
                        directory.resolve("nginx.conf").toString(),
                        "-e",
                        directory.resolve("error.log").toString()),
                Map.of(),
                Signal.TERM,
                READY_WITHIN,
                _ -> new String(Loopback.ask(port, QUESTION, ANSWER.length()), StandardCharsets.US_ASCII)
                        .equals(ANSWER)));
    }

    private Template configuration() {
        return switch (kind) {
            case PLAIN -> Template.resource(NginxServer.class, "plain.conf").with("inner-port", innerPort);
            case TLS ->
                Template.resource(NginxServer.class, "tls.conf")
                        .with("inner-port", innerPort)
                        .with("tls-port", tlsPort)
                        .with("certified-port", certifiedPort);
            case QUIET -> Template.resource(NginxServer.class, "quiet.conf");
        };
    }
}
