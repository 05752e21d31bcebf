package io.walgateway.standalone;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Where a command writes, and its clock. */
record Console(PrintWriter out, PrintWriter err, InstantSource clock) {

    static Console system(InstantSource clock) {
        return new Console(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                clock);
    }

    /** Lines that come from several threads stay whole, and are seen at once. */
    void say(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
