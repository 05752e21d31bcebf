package io.walgateway.standalone.folder;

import java.util.List;

/** The names by which documents may call the writer of a region of a stack. */
final class WriterNames {

    private WriterNames() {}

    static List<String> of(String region) {
        return List.of(
                "writer." + region,
                // As in the document that Netflix has published.
                "dgwwal.foobar.cluster." + region + ".netflix.net");
    }
}
