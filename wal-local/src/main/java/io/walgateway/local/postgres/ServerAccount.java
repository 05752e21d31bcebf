package io.walgateway.local.postgres;

import io.walgateway.local.process.ComponentStartException;
import io.walgateway.local.process.Executables;
import io.walgateway.local.process.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The account that runs PostgreSQL's programs, which refuse to run as root. */
sealed interface ServerAccount {

    /** Our own account. */
    record Own() implements ServerAccount {
        @Override
        public List<String> run(List<String> command) {
            return command;
        }
    }

    /** We are root, and appear as nobody inside a user namespace; the files stay ours. */
    record UserNamespace(Path unshare) implements ServerAccount {
        @Override
        public List<String> run(List<String> command) {
            return concat(List.of(unshare.toString(), "-U"), command);
        }
    }

    /**
     * We are root and user namespaces are forbidden: the programs really run as nobody, who then must own the files.
     */
    record Nobody(Path setpriv) implements ServerAccount {

        static final String UID = "65534";

        @Override
        public List<String> run(List<String> command) {
            return concat(List.of(setpriv.toString(), "--reuid=" + UID, "--regid=" + UID, "--clear-groups"), command);
        }
    }

    /** Wraps the command so that it runs as this account under the same process id. */
    List<String> run(List<String> command);

    /** Chooses the best account that works here. */
    static ServerAccount choose(Executables executables, Tool tool) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Own();
        }
        return executables
                .find("unshare")
                .<ServerAccount>map(UserNamespace::new)
                .filter(account -> works(account, tool))
                .or(() -> executables.find("setpriv").map(Nobody::new).filter(account -> works(account, tool)))
                .orElseThrow(
                        () -> new ComponentStartException(
                                "postgresql does not run as root (expected: another user, or unshare or setpriv of util-linux)"));
    }

    private static boolean works(ServerAccount account, Tool tool) {
        try {
            tool.run(account.run(List.of("sh", "-c", "exit 0")), Map.of(), Tool.Input.NONE);
            return true;
        } catch (ComponentStartException refused) {
            return false;
        }
    }

    private static List<String> concat(List<String> prefix, List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }
}
