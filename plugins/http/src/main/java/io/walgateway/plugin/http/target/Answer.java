package io.walgateway.plugin.http.target;

import java.net.http.HttpHeaders;

/**
 * A server's answer.
 *
 * @param text  the beginning of the body
 * @param whole true if the body came to its end, or was longer than needed; false where it broke off
 */
record Answer(int status, HttpHeaders headers, String text, boolean whole) {

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    boolean isRedirect() {
        return status >= 300 && status < 400;
    }
}
