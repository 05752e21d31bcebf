package io.walgateway.plugin.kafka.delay.timer;

import io.walgateway.core.queue.QueueWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a process gives to the timers of one cluster's topics.
 *
 * @param clock   by which entries are due
 * @param random  safe for any number of threads
 * @param admin   opens an administrative client
 * @param streams Kafka Streams' settings for an application, state directory and member given
 * @param topics  makes sure that what belongs to a topic is there; returns the partitions of its delay topic
 * @param writer  appends to a topic at once
 * @param reports sends a report; must not block
 * @param home    where this process keeps its stores
 * @param memory  what all stores share
 */
public record DelayCluster(
        InstantSource clock,
        RandomGenerator random,
        Supplier<Admin> admin,
        BiFunction<DelayTopics, StateDirectory, Map<String, Object>> streams,
        BiFunction<Admin, DelayTopics, Integer> topics,
        Function<String, QueueWriter> writer,
        Consumer<ProducerRecord<byte[], byte[]>> reports,
        StateDirectory home,
        DelayMemory memory) {}
