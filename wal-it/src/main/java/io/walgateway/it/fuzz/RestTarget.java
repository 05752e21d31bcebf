package io.walgateway.it.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Each request gets an answer within five seconds, and none is answered by an exception. An input is the line of the
 * request without its version, then lines of headers, an empty line, and the body.
 */
final class RestTarget implements FuzzTarget {
    /** 501 and 505 are Jetty's, for methods and versions that it does not know; 503 is for a store that is away. */
    private static final List<Integer> EXPECTED = List.of(501, 503, 505);

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final int SERVER_ERRORS = 500;

    private final URI rest;

    RestTarget(URI rest) {
        this.rest = rest;
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                bytes("GET /v1/namespaces?limit=10&after=a\n\n"),
                bytes("GET /v1/namespaces/orders/dead-letters?state=open&limit=5\n\n"),
                bytes("POST /v1/validate\nContent-Type: application/json\n\n{\"shard\": \"a\"}"),
                bytes(
                        "PUT /v1/namespaces/a\nContent-Type: application/json\nIf-Match: \"3\"\nWal-Author: UTF-8''a%20b\n\n{}"),
                bytes("POST /v1/namespaces/a/rollback\nContent-Type: application/json\n\n{\"revision\": 2}"),
                bytes("DELETE /v1/namespaces/absent?pending=deliver\nWal-Why: why\n\n"),
                bytes("GET /openapi.yaml\n\n"));
    }

    @Override
    public void feed(byte[] input) throws IOException {
        String answer;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(rest.getHost(), rest.getPort()));
            socket.setSoTimeout(CallTarget.ANSWERED_WITHIN_SECONDS * 1000);
            socket.getOutputStream().write(request(input));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException _) {
            throw new FuzzFinding("no answer within " + CallTarget.ANSWERED_WITHIN_SECONDS + " s");
        } catch (SocketException _) {
            // Closed before all was read: what it had read was refused.
            return;
        }
        Matcher status = STATUS.matcher(answer);
        if (status.lookingAt()) {
            int code = Integer.parseInt(status.group(1));
            if (code >= SERVER_ERRORS && !EXPECTED.contains(code)) {
                throw new FuzzFinding("answered " + answer);
            }
        } else if (!answer.isEmpty()) {
            throw new FuzzFinding("answered with something else than HTTP: " + answer);
        }
    }

    private byte[] request(byte[] input) throws IOException {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        String head = end < 0 ? text : text.substring(0, end);
        String body = end < 0 ? "" : text.substring(end + 2);
        int first = head.indexOf('\n');
        String line = first < 0 ? head : head.substring(0, first);
        String headers = first < 0 ? "" : head.substring(first + 1).replace("\n", "\r\n") + "\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(bytes("%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(line, rest.getPort(), body.length(), headers)));
        request.write(bytes(body));
        return request.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
