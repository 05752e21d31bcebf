package io.walgateway.core.tls;

import io.walgateway.core.plugin.Violation;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A file of TLS that cannot be used. The message names the file and shows nothing of its contents. */
public final class TlsFileException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    TlsFileException(Path file, String problem, String expectation) {
        this(new Violation(file.toString(), problem, expectation));
    }

    TlsFileException(Violation violation) {
        super(violation.toString());
        this.violation = violation;
    }

    /** The file, what is wrong with it, and what was expected. */
    public Violation violation() {
        return violation;
    }
}
