package io.walgateway.plugin.cassandra.cluster;

import io.walgateway.core.tls.LiveTls;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what happens to the files of TLS, without their contents. */
final class LoggedChanges implements LiveTls.Changes {
    private static final Logger log = LoggerFactory.getLogger(LoggedChanges.class);

    @Override
    public void readAgain(List<Path> files) {
        log.info("New connections use the changed contents of files={}", files);
    }

    @Override
    public void kept(List<Path> files, String why) {
        log.warn(
                "Expected certificates that can be used in files={}, but {}; the previous ones stay in use",
                files,
                why);
    }
}
