package io.walgateway.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.RequestTargets.Any;
import io.walgateway.core.namespace.RequestTargets.Listed;
import io.walgateway.core.namespace.RequestTargets.Unsaid;
import io.walgateway.core.text.SegmentPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetRuleTest {
    private static final RequestTargets LISTED = new Listed(List.of(
            rule("kafka", "cluster=main;topic=orders-*"),
            rule("http", "url=https://api.example.com/v1/*;method=*"),
            rule("sqs", "queue=a;cluster=*")));

    @ParameterizedTest
    @CsvSource({
        "kafka, cluster=main;topic=orders-eu, true",
        "kafka, cluster=main;topic=other, false",
        "kafka, cluster=other;topic=orders-eu, false",
        "kafka, topic=orders-eu, false",
        "kafka, cluster=main;topic=orders-eu;headers=eA==, false",
        "sqs, queue=a, true",
        "sqs, queue=a;cluster=b, true",
        "sqs, queue=ab, false",
        "cassandra, cluster=main;topic=orders-eu, false",
        "http, url=https://api.example.com/v1/x, true",
        "http, url=https://api.example.com/v1/x;method=PUT, true",
        "http, url=https://api.example.com/v1/x;credentials=root, false",
        "http, url=https://api.example.com/v1/x/y, false",
        "http, url=https://api.example.com/v1/.., false",
        "http, url=https://api.example.com/v1/%2E%2e, false",
        "http, url=https://api.example.com/v1/..?a, false",
        "http, url=https://api.example.com/v1/a%2fb, false",
        "http, url=https://api.example.com/v1/a\\b, false",
        "http, url=https://api.example.com.evil.com/v1/x, false",
        "http, url=https://api.example.com@evil.com/v1/x, false",
        "http, url=http://api.example.com/v1/x, false"
    })
    void shouldAllowOnlyWhatARuleMentions(String type, String properties, boolean allowed) {
        assertThat(LISTED.allow(new TargetAddress(type, map(properties)), new Any()))
                .isEqualTo(allowed);
    }

    @Test
    void shouldTakeTheDefaultOfTheDeploymentWhereTheDocumentSaysNothing() {
        TargetAddress any = new TargetAddress("kafka", Map.of("topic", "x"));
        assertThat(new Unsaid().allow(any, new Any())).isTrue();
        assertThat(new Unsaid().allow(any, Listed.NONE)).isFalse();
        assertThat(new Unsaid().allow(any, new Unsaid())).isFalse();
        assertThat(Listed.NONE.allow(any, new Any())).isFalse();
        assertThat(new Any().allow(any, Listed.NONE)).isTrue();
    }

    private static TargetRule rule(String type, String properties) {
        return new TargetRule(
                type,
                map(properties).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, one -> new SegmentPattern(one.getValue()))));
    }

    private static Map<String, String> map(String properties) {
        return Arrays.stream(properties.split(";", -1))
                .map(property -> property.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
