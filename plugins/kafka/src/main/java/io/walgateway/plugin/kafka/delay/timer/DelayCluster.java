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
 * The parts that a process gives to the timers of one cluster's topics.
 *
 * @param clock   by which entries fall due
 * @param random  safe for any number of threads
 * @param admin   opens an administrative client
 * @param streams Kafka Streams' settings for the given application, state directory and member
 * @param topics  creates the missing topics that belong to a topic; returns the number of its delay topic's partitions
 * @param writer  appends to a topic at once
 * @param reports sends a report; must not block
 * @param home    the directory in which this process keeps its stores
 * @param memory  shared by all stores
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
