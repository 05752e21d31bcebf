package io.walgateway.standalone.command;

import io.walgateway.standalone.folder.Layout;
import io.walgateway.standalone.folder.Ports;
import picocli.CommandLine.Option;

/** Selects a region of a stack. */
final class RegionOption {

    @Option(
            names = "--region",
            paramLabel = "NAME",
            description = "In a stack with regions: which one (default: the first).")
    private String region = "";

    /** @throws io.walgateway.cli.terminal.CliException if the stack has no such region */
    Ports ports(Layout layout) {
        return layout.of(region);
    }
}
