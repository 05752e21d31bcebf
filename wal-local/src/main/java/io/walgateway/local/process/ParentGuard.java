package io.walgateway.local.process;

import java.io.IOException;
import java.util.List;

/**
 * A small shell beside each component's process that ends the component once this JVM is gone. A shutdown hook would
 * not run after a kill -9 of the JVM, and would run at the same time as the hook in which a caller stops things in
 * order.
 */
final class ParentGuard {

    private ParentGuard() {}

    static void watch(Process component, Signal orderly, Executables executables) throws IOException {
        String script = Template.resource(ParentGuard.class, "guard.sh").render();
        List<String> command =
                List.of("sh", "-c", script, "wal-local-guard", Long.toString(component.pid()), orderly.name());
        Process guard = new ProcessBuilder(executables.inOwnSession(command))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // This ends the guard, and also keeps it reachable: if it were collected, its standard input would be closed.
        var _ = component.onExit().thenRun(guard::destroyForcibly);
    }
}
