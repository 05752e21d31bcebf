package io.walgateway.standalone.checkout;

import io.walgateway.cli.terminal.CliException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that the script {@code ./wal} either runs itself or passes to another module, which extends this class. It
 * is in the tree for its help, its completion and its options.
 */
public abstract class CheckoutCommand implements Callable<Integer> {

    @Spec
    protected @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        throw CliException.misused(
                (spec == null ? "" : spec.name() + ": ") + "runs in a checkout alone, by its script wal");
    }
}
