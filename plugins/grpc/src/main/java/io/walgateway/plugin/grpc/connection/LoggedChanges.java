package io.walgateway.plugin.grpc.connection;

import io.walgateway.core.access.FileValue;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what happens to files of settings, without their contents. */
final class LoggedChanges implements FileValue.Changes {
    private static final Logger log = LoggerFactory.getLogger(LoggedChanges.class);

    @Override
    public void readAgain(List<Path> files) {
        log.info("Read again what has changed: {}", files);
    }

    @Override
    public void kept(List<Path> files, String why) {
        log.warn("Expected files as before, but {}: {}; going on with what they held", files, why);
    }
}
