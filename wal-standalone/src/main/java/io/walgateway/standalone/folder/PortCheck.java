package io.walgateway.standalone.folder;

import io.walgateway.cli.terminal.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Checks that ports are free before anything is started.
 *
 * @param owner names the owner of a port, such as {@code process 12 (java)}; empty if unknown
 */
public record PortCheck(IntFunction<String> owner) {

    /**
     * Returns when all ports are free.
     *
     * @throws CliException if any port is taken; the message lists all that are taken
     */
    public void requireFree(Map<Integer, String> uses) {
        List<String> taken = uses.entrySet().stream()
                .filter(use -> !isFree(use.getKey()))
                .map(use -> "port %d for %s is in use%s".formatted(use.getKey(), use.getValue(), by(use.getKey())))
                .toList();
        if (!taken.isEmpty()) {
            throw new CliException(
                    String.join("\n     ", taken) + "\n     (expected: free ports; choose others with --port-base N)");
        }
    }

    private String by(int port) {
        String known = owner.apply(port);
        return known.isEmpty() ? "" : " by " + known;
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
