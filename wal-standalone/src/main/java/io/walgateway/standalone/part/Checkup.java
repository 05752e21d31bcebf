package io.walgateway.standalone.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** Determines the status of a part: whether its process lives, whether it answers, and how much memory it holds. */
public final class Checkup {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final int KIBIBYTES_PER_MEBIBYTE = 1024;

    private final HttpClient http;

    /** @param tls for parts whose health is at an address with https */
    public Checkup(Optional<SSLContext> tls) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN);
        tls.ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    public PartStatus of(Part part) {
        OptionalLong pid = part.pid();
        if (pid.isEmpty()) {
            return status(
                    part,
                    PartStatus.Health.DOWN,
                    pid,
                    "./wal start " + part.name().text() + " starts it");
        }
        if (part.isStarting()) {
            return status(part, PartStatus.Health.STARTING, pid, "");
        }
        HealthAnswer answer = part.health().map(this::askHealth).orElseGet(() -> connect(part.port()));
        return status(part, answer.health(), pid, answer.detail());
    }

    private static PartStatus status(Part part, PartStatus.Health health, OptionalLong pid, String detail) {
        OptionalLong memory = pid.isPresent() ? residentMebibytes(pid.getAsLong()) : OptionalLong.empty();
        return new PartStatus(part.name(), health, pid, part.address(), memory, detail);
    }

    private HealthAnswer askHealth(URI health) {
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(ANSWER_WITHIN).build();
        try {
            return HealthAnswer.read(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return HealthAnswer.unhealthy(health + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HealthAnswer.unhealthy("interrupted");
        }
    }

    private static HealthAnswer connect(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) ANSWER_WITHIN.toMillis());
            return HealthAnswer.UP;
        } catch (IOException e) {
            return HealthAnswer.unhealthy("takes no connections");
        }
    }

    /** Known on Linux only. */
    private static OptionalLong residentMebibytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes) / KIBIBYTES_PER_MEBIBYTE)
                    .findFirst();
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }
}
