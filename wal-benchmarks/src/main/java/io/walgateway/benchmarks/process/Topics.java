package io.walgateway.benchmarks.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** The broker's topics and groups, laid out in the same way for every contestant. */
public final class Topics implements AutoCloseable {
    public static final int PARTITIONS = 6;

    private final Admin admin;

    Topics(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        deleteSoon();
    }

    public void create(String... names) {
        List<NewTopic> topics = new ArrayList<>();
        for (String name : names) {
            topics.add(new NewTopic(name, PARTITIONS, (short) 1));
        }
        await(admin.createTopics(topics).all());
    }

    public void delete(Collection<String> names) {
        await(admin.deleteTopics(names).all());
    }

    /** Lets an inactive group read a topic from its beginning. */
    public void startAtTheBeginning(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> first = IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition), _ -> new OffsetAndMetadata(0)));
        await(admin.alterConsumerGroupOffsets(group, first).all());
    }

    /** How many records were ever appended to a topic, by any producer. */
    public long appended(String topic) {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition), _ -> OffsetSpec.latest()));
        return await(admin.listOffsets(ends).all()).values().stream()
                .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                .sum();
    }

    /** Deletes files of deleted topics quickly, because the next topic needs the disk space. */
    private void deleteSoon() {
        ConfigResource allBrokers = new ConfigResource(ConfigResource.Type.BROKER, "");
        AlterConfigOp soon =
                new AlterConfigOp(new ConfigEntry("log.segment.delete.delay.ms", "500"), AlterConfigOp.OpType.SET);
        await(admin.incrementalAlterConfigs(Map.of(allBrokers, List.of(soon))).all());
    }

    private static <T> T await(KafkaFuture<T> done) {
        try {
            return done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected the broker to do as asked, but: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
