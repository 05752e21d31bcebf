package io.walgateway.local.sqs;

import io.walgateway.local.port.Loopback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Asks a server for its queues, as a client of SQS would. */
final class ElasticMqProbe {

    private static final String OK = "HTTP/1.1 200";

    private ElasticMqProbe() {}

    static boolean answers(int port) throws IOException {
        byte[] question = """
                GET /?Action=ListQueues HTTP/1.1\r
                Host: %s:%d\r
                Connection: close\r
                \r
                """.formatted(Loopback.HOST, port).getBytes(StandardCharsets.US_ASCII);
        byte[] answer = Loopback.ask(port, question, OK.length());
        return new String(answer, StandardCharsets.US_ASCII).equals(OK);
    }
}
