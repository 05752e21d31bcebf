package io.walgateway.standalone.checkout;

import io.walgateway.config.settings.NamedTlsFiles;
import io.walgateway.core.tls.TlsInspection;
import io.walgateway.core.tls.TlsInspection.Finding;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Says which file of TLS is wrong, and why: one line for each finding, or one for a set of files that is right. */
final class TlsDoctor {
    private final Instant now;
    private final Consumer<String> say;
    private int sets;
    private int wrong;

    TlsDoctor(Instant now, Consumer<String> say) {
        this.now = now;
        this.say = say;
    }

    /** @param name of the set, for people */
    void look(String name, NamedTlsFiles files) {
        sets++;
        List<Finding> findings = TlsInspection.of(files.files(), files.sides(), now);
        if (findings.isEmpty()) {
            line("ok", name, "");
        }
        for (Finding finding : findings) {
            line(
                    finding.fatal() ? "WRONG" : "warning",
                    name,
                    finding.violation().toString());
            wrong += finding.fatal() ? 1 : 0;
        }
    }

    /** The last line; false: something is wrong. */
    boolean conclude() {
        if (sets == 0) {
            say.accept("No settings name files of TLS.");
        } else if (wrong == 0) {
            say.accept("Nothing is wrong with the files of TLS.");
        } else {
            say.accept(wrong == 1 ? "One thing is wrong." : wrong + " things are wrong.");
        }
        return wrong == 0;
    }

    private void line(String verdict, String name, String text) {
        say.accept("  %-8s %s %s".formatted(verdict, name, text).stripTrailing());
    }
}
