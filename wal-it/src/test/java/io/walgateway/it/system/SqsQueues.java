package io.walgateway.it.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into the queues of the system's stand-in for SQS, in the query protocol. */
public final class SqsQueues {
    private static final Pattern COUNT =
            Pattern.compile("<Name>ApproximateNumberOfMessages(?:NotVisible|Delayed)?</Name>\\s*<Value>(\\d+)</Value>");
    /** ElasticMQ's one account. */
    private static final String ACCOUNT = "000000000000";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;

    public SqsQueues(WalSystem system) {
        endpoint = system.elasticMq().endpoint();
    }

    /** Messages in a queue, those in hand and those held back included. */
    public long count(String queue) throws IOException, InterruptedException {
        URI uri = endpoint.resolve("/" + ACCOUNT + "/" + queue + "?Action=GetQueueAttributes&AttributeName.1=All");
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(queue + ": " + answer.body());
        }
        long count = 0;
        Matcher counts = COUNT.matcher(answer.body());
        while (counts.find()) {
            count += Long.parseLong(counts.group(1));
        }
        return count;
    }
}
