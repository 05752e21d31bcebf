package io.walgateway.cli.letters;

import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Shows the progress of an action, once or until the action is over. */
final class ActionProgress {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int INCOMPLETE = 1;

    private final Terminal terminal;
    private final ControlPlane control;
    private final boolean json;

    ActionProgress(Terminal terminal, ControlPlane control, boolean json) {
        this.terminal = terminal;
        this.control = control;
        this.json = json;
    }

    /** Returns the exit code: 1 when the action is over and not everything was done. */
    int show(JsonNode action, boolean follow) {
        JsonNode now = action;
        say(now);
        try {
            while (follow && !now.has("ended")) {
                // The latch is never counted down: it only waits, and ends at once when it is interrupted.
                if (new CountDownLatch(1).await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
                now = control.get(ControlPlane.path(
                        "namespaces",
                        action.path("namespace").asString(),
                        "dead-letters",
                        "actions",
                        action.path("id").asString()));
                say(now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean complete = !now.has("ended")
                || (now.path("state").asString().equals("done")
                        && now.path("failed").asLong() == 0);
        return complete ? 0 : INCOMPLETE;
    }

    private void say(JsonNode action) {
        if (json) {
            terminal.json(action);
        } else {
            terminal.say(text(action));
        }
    }

    static String text(JsonNode action) {
        String trouble = action.path("trouble").asString("");
        return "action %s: %s %s, %d of %d done, %d failed%s"
                .formatted(
                        action.path("id").asString(),
                        action.path("kind").asString(),
                        action.path("state").asString(),
                        action.path("done").asLong(),
                        action.path("matched").asLong(),
                        action.path("failed").asLong(),
                        trouble.isEmpty() ? "" : " (last trouble: " + trouble + ")");
    }
}
