package io.walgateway.core.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Receives what happens to files that are followed, to log it. It may be called with a lock held, by any thread. */
public interface FileChanges {
    /** The changed contents of these files are in use from now on. */
    void readAgain(List<Path> files);

    /**
     * These files cannot be used; reported once for each reason.
     *
     * @param why has nothing of the files' contents
     */
    void kept(List<Path> files, String why);

    /** Writes a line for each. */
    static FileChanges logged(Consumer<String> info, Consumer<String> warning) {
        return new FileChanges() {
            @Override
            public void readAgain(List<Path> files) {
                info.accept("The changed contents are in use from now on: files=" + files);
            }

            @Override
            public void kept(List<Path> files, String why) {
                warning.accept("Expected files that can be used: files=%s, but %s; the previous contents stay in use"
                        .formatted(files, why));
            }
        };
    }
}
