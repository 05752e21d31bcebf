package io.walgateway.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Discards the namespaces that a test class has made in the system, when the class has ended. Each namespace has readers in
 * the consumer and in the control plane: those of all classes together would take a third of the machine from the tests
 * that follow, and make each restart slow.
 */
public final class EndOfNamespaces implements AfterAllCallback {
    /** As {@code Components.uniqueName} makes them; others are used by several classes. */
    private static final Pattern OF_ONE_TEST = Pattern.compile(".*_[a-z0-9]{8,10}(-.*)?");

    private static final String PATH = "/v1/namespaces";
    private static final int ACCEPTED = 202;
    private static final int GONE = 404;
    private static final int DELETED = 204;

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        if (!WalSystem.isStarted()) {
            return;
        }
        try (ControlPlaneCalls operator =
                new ControlPlaneCalls(WalSystem.running().rest())) {
            for (String name : names(operator)) {
                var answer = operator.send("DELETE", PATH + "/" + name + "?pending=discard", "");
                assertThat(answer.statusCode()).as(answer.body()).isIn(ACCEPTED, DELETED, GONE);
            }
        }
    }

    private static List<String> names(ControlPlaneCalls operator) throws IOException, InterruptedException {
        var answer = operator.send("GET", PATH + "?limit=1000", "");
        List<String> names = new ArrayList<>();
        for (JsonNode namespace : JsonMapper.shared().readTree(answer.body()).path("namespaces")) {
            String name = namespace.path("name").asString();
            if (OF_ONE_TEST.matcher(name).matches()
                    && !namespace.path("state").asString("").equals("ending")) {
                names.add(name);
            }
        }
        return names;
    }
}
